//! The differences between two states of a register, field by field: what history, journal, merge and the screens share.
//!
//! A difference can be made again on another state ([`patch`]). [`between`] proves of each record that its differences lead
//! from the one state to the other; where they would not (two rows with one key, members in another order), it gives the
//! whole record before and after, so that nothing is ever lost in the telling. Only how a letter was escaped in a member that
//! this version does not know is not told: it is the same letter.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::field_path::FieldPath;
use crate::domain::id::Id;
use crate::domain::patch::{patch, patched};
use crate::domain::register::{Register, RegisterFile, Stamp};
use crate::domain::shape::{Shape, keys_of, no_members};
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::tree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// The register itself: clashes not settled, members that this version does not know.
    Register,
    /// The organisation.
    Organisation,
    /// Its own words.
    Vocabulary,
    /// The activity with this id.
    Activity(Id),
}

/// One value that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The record.
    pub about: About,
    /// Where in it; the whole record where it was added or removed.
    pub path: FieldPath,
    /// The value before, as JSON; `None` is not recorded.
    pub from: Option<Value>,
    /// The value after.
    pub to: Option<Value>,
    /// Of an activity or row that was added: the id or key of the one that it stands behind; `None` puts it first.
    pub after: Option<Text>,
}

/// All differences between two states of a register, its stamp apart.
pub fn between(before: &Register, after: &Register) -> Vec<FieldChange> {
    let (old, new) = (before.file(), after.file());
    let mut changes = of(&About::Register, Some(&head(old)), Some(&head(new)));
    changes.extend(of(&About::Organisation, old.organisation.as_deref(), new.organisation.as_deref()));
    changes.extend(of(&About::Vocabulary, old.vocabulary.as_deref(), new.vocabulary.as_deref()));
    // Most activities of a large register are the very same, in the same place.
    let is_same = |place: usize, activity: &Arc<Activity>, other: &Register| {
        other.activities().get(place).is_some_and(|there| Arc::ptr_eq(there, activity))
    };
    for (place, activity) in before.activities().iter().enumerate() {
        if !is_same(place, activity, after) && after.place(&activity.id).is_none() {
            changes.extend(of(&About::Activity(activity.id.clone()), Some(activity.as_ref()), None));
        }
    }
    let mut previous: Option<&Id> = None;
    for (place, activity) in after.activities().iter().enumerate() {
        if is_same(place, activity, before) {
            previous = Some(&activity.id);
            continue;
        }
        let earlier = before.activity(&activity.id);
        if earlier.is_none_or(|earlier| !Arc::ptr_eq(earlier, activity)) {
            let mut found =
                of(&About::Activity(activity.id.clone()), earlier.map(Arc::as_ref), Some(activity.as_ref()));
            if earlier.is_none() {
                found.iter_mut().for_each(|change| change.after = previous.map(|id| id.as_str().into()));
            }
            changes.extend(found);
        }
        previous = Some(&activity.id);
    }
    changes.extend(reordered(before, after, &changes));
    changes
}

/// The differences between two states of one record.
pub fn of_records(before: Option<&Subject>, after: Option<&Subject>) -> Vec<FieldChange> {
    let Some(some) = after.or(before) else { return Vec::new() };
    match some.id() {
        SubjectId::Activity(id) => {
            let record = |subject: Option<&Subject>| subject.and_then(Subject::activity).cloned();
            of(&About::Activity(id), record(before).as_deref(), record(after).as_deref())
        }
        SubjectId::Organisation => {
            let record = |subject: Option<&Subject>| match subject {
                Some(Subject::Organisation(organisation)) => Some(organisation.clone()),
                _ => None,
            };
            of(&About::Organisation, record(before).as_deref(), record(after).as_deref())
        }
        SubjectId::Vocabulary => {
            let record = |subject: Option<&Subject>| match subject {
                Some(Subject::Vocabulary(vocabulary)) => Some(vocabulary.clone()),
                _ => None,
            };
            of(&About::Vocabulary, record(before).as_deref(), record(after).as_deref())
        }
    }
}

/// The member under which another order of the activities is told.
pub(crate) const ORDER: &str = "activities";

/// What stands in the register beside organisation, words, activities and stamp. Those are there as empty ones, so that a member
/// behind them keeps its place.
pub(crate) fn head(file: &RegisterFile) -> RegisterFile {
    RegisterFile {
        format: file.format.clone(),
        version: file.version,
        id: file.id.clone(),
        saved: Some(Stamp::default()),
        organisation: Some(Arc::default()),
        vocabulary: Some(Arc::default()),
        activities: Some(Vec::new()),
        conflicts: file.conflicts.clone(),
        others: file.others.clone(),
    }
}

fn of<T>(about: &About, before: Option<&T>, after: Option<&T>) -> Vec<FieldChange>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    if before == after {
        return Vec::new();
    }
    let tree = |record: Option<&T>| record.and_then(|record| tree::of(record).ok());
    let (from, to) = (tree(before), tree(after));
    let whole = |from: Option<Value>, to: Option<Value>| {
        vec![FieldChange { about: about.clone(), path: FieldPath::whole(), from, to, after: None }]
    };
    let added_or_removed = before.is_none() || after.is_none();
    if added_or_removed && matches!(about, About::Activity(_)) {
        return whole(from, to);
    }
    let mut changes = Vec::new();
    walk(about, &FieldPath::whole(), from.as_ref(), to.as_ref(), &mut changes);
    let again = patched(before, &changes.iter().collect::<Vec<_>>());
    // As they are written, order and all: what only differs in memory, such as a name without a value yet, is no difference.
    let written = |tree: Option<Value>| tree.map(|tree| tree.to_string());
    if again.is_ok_and(|again| written(tree(again.as_ref())) == written(to.clone())) {
        changes
    } else {
        whole(from, to)
    }
}

fn walk(about: &About, path: &FieldPath, from: Option<&Value>, to: Option<&Value>, changes: &mut Vec<FieldChange>) {
    if from == to {
        return;
    }
    match (Shape::shared(&path.names(), &[from, to]), from, to) {
        (Shape::Group, _, _) => {
            let members = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
            let (from, to) = (members(from), members(to));
            let (from, to) = (from.as_ref().unwrap_or(no_members()), to.as_ref().unwrap_or(no_members()));
            let added = to.keys().filter(|name| !from.contains_key(*name));
            for name in from.keys().chain(added) {
                walk(about, &path.member(name), from.get(name), to.get(name), changes);
            }
        }
        (Shape::Rows(key), Some(Value::Array(from)), Some(Value::Array(to))) if !from.is_empty() && !to.is_empty() => {
            walk_rows(about, path, (&keys_of(from, key), from), (&keys_of(to, key), to), changes);
        }
        _ => changes.push(FieldChange {
            about: about.clone(),
            path: path.clone(),
            from: from.cloned(),
            to: to.cloned(),
            after: None,
        }),
    }
}

/// Rows by their keys.
type Rows<'a> = (&'a [String], &'a [Value]);

fn walk_rows(about: &About, path: &FieldPath, from: Rows, to: Rows, changes: &mut Vec<FieldChange>) {
    let earlier: HashMap<&String, &Value> = from.0.iter().zip(from.1).collect();
    let later: HashSet<&String> = to.0.iter().collect();
    for (key, row) in from.0.iter().zip(from.1).filter(|(key, _)| !later.contains(key)) {
        let (path, from) = (path.row(key), Some(row.clone()));
        changes.push(FieldChange { about: about.clone(), path, from, to: None, after: None });
    }
    let mut previous: Option<&String> = None;
    for (key, row) in to.0.iter().zip(to.1) {
        match earlier.get(key) {
            Some(before) => walk(about, &path.row(key), Some(before), Some(row), changes),
            None => changes.push(FieldChange {
                about: about.clone(),
                path: path.row(key),
                from: None,
                to: Some(row.clone()),
                after: previous.map(|key| key.as_str().into()),
            }),
        }
        previous = Some(key);
    }
}

/// The change of order, where the other changes leave the activities in another one.
fn reordered(before: &Register, after: &Register, changes: &[FieldChange]) -> Option<FieldChange> {
    fn ids(register: &Register) -> impl Iterator<Item = &Id> {
        register.activities().iter().map(|activity| &activity.id)
    }
    let is_there = |register: &Register| register.file().activities.is_some();
    let is_as_wanted = |state: &Register| ids(state).eq(ids(after)) && is_there(state) == is_there(after);
    let moves = |change: &&FieldChange| matches!(change.about, About::Activity(_)) && change.path.is_whole();
    let moved: Vec<FieldChange> = changes.iter().filter(moves).cloned().collect();
    let state = if moved.is_empty() { before.clone() } else { patch(before, &moved).ok()? };
    if is_as_wanted(&state) {
        return None;
    }
    let list = |register: &Register| {
        is_there(register).then(|| Value::Array(ids(register).map(|id| id.as_str().into()).collect()))
    };
    let path = FieldPath::whole().member(ORDER);
    Some(FieldChange { about: About::Register, path, from: list(before), to: list(after), after: None })
}
