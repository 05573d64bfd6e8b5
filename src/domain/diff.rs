//! The differences between two states of a register, field by field: what history, journal, merge and the screens share.
//!
//! A difference can be made again on another state ([`patch`](crate::domain::patch::patch)). [`between`] proves of each record that its differences lead
//! from the one state to the other; where they would not (two rows with one key, members in another order), it gives the
//! whole record before and after, so that nothing is ever lost in the telling. Only how a letter was escaped in a member that
//! this version does not know is not told: it is the same letter.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::field_path::FieldPath;
use crate::domain::id::Id;
use crate::domain::patch::patched;
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
    let (was, is) = (before.activities(), after.activities());
    let start = same(was.iter(), is.iter());
    let (was, is) = (was.get(start..).unwrap_or_default(), is.get(start..).unwrap_or_default());
    let end = same(was.iter().rev(), is.iter().rev());
    let behind = start.checked_sub(1).and_then(|last| before.activities().get(last));
    let middle = Middle { behind, was: without_last(was, end), is: without_last(is, end) };
    changes.extend(middle.changes(before, after));
    changes.extend(reordered(before, after, &middle, &changes));
    changes
}

/// How many activities are the very same before two lists differ.
fn same<'a>(was: impl Iterator<Item = &'a Arc<Activity>>, is: impl Iterator<Item = &'a Arc<Activity>>) -> usize {
    was.zip(is).take_while(|(old, new)| Arc::ptr_eq(old, new)).count()
}

fn without_last(list: &[Arc<Activity>], count: usize) -> &[Arc<Activity>] {
    list.get(..list.len() - count).unwrap_or_default()
}

/// What lies between the ends in which two lists of activities are the very same: of a large register, hardly anything.
struct Middle<'a> {
    /// The activity before it.
    behind: Option<&'a Arc<Activity>>,
    was: &'a [Arc<Activity>],
    is: &'a [Arc<Activity>],
}

impl Middle<'_> {
    fn changes(&self, before: &Register, after: &Register) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        let is_same = |place: usize, activity: &Arc<Activity>, other: &[Arc<Activity>]| {
            other.get(place).is_some_and(|there| Arc::ptr_eq(there, activity))
        };
        for (place, activity) in self.was.iter().enumerate() {
            if !is_same(place, activity, self.is) && after.place(&activity.id).is_none() {
                changes.extend(of(&About::Activity(activity.id.clone()), Some(activity.as_ref()), None));
            }
        }
        let mut previous = self.behind;
        for (place, activity) in self.is.iter().enumerate() {
            let earlier =
                if is_same(place, activity, self.was) { Some(activity) } else { before.activity(&activity.id) };
            if earlier.is_none_or(|earlier| !Arc::ptr_eq(earlier, activity)) {
                let about = About::Activity(activity.id.clone());
                let mut found = of(&about, earlier.map(Arc::as_ref), Some(activity.as_ref()));
                if earlier.is_none() {
                    let previous = previous.map(|previous| previous.id.as_str().into());
                    found.iter_mut().for_each(|change| change.after.clone_from(&previous));
                }
                changes.extend(found);
            }
            previous = Some(activity);
        }
        changes
    }

    /// Whether what stands in both lists stands in the same order.
    fn is_in_order(&self, before: &Register, after: &Register) -> bool {
        let same_place = |(old, new): (&Arc<Activity>, &Arc<Activity>)| Arc::ptr_eq(old, new) || old.id == new.id;
        if self.was.len() == self.is.len() && self.was.iter().zip(self.is).all(same_place) {
            return true;
        }
        let stays = self.was.iter().map(|activity| &activity.id).filter(|id| after.place(id).is_some());
        let was_there = self.is.iter().map(|activity| &activity.id).filter(|id| before.place(id).is_some());
        stays.eq(was_there)
    }
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

/// The change of order, where the other changes leave the activities in another one: each that was added stands right
/// behind the one that it names, so only what stood there before can stand in another order.
fn reordered(before: &Register, after: &Register, middle: &Middle, changes: &[FieldChange]) -> Option<FieldChange> {
    let is_there = |register: &Register| register.file().activities.is_some();
    let touches_list = |change: &FieldChange| matches!(change.about, About::Activity(_)) && change.path.is_whole();
    let list_is_there = is_there(before) || changes.iter().any(touches_list);
    if list_is_there == is_there(after) && middle.is_in_order(before, after) {
        return None;
    }
    let list = |register: &Register| {
        let ids = register.activities().iter().map(|activity| activity.id.as_str().into());
        is_there(register).then(|| Value::Array(ids.collect()))
    };
    let path = FieldPath::whole().member(ORDER);
    Some(FieldChange { about: About::Register, path, from: list(before), to: list(after), after: None })
}
