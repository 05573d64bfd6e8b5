//! The differences between two states of a register, field by field: what history, journal, merge and the screens share.
//!
//! A difference can be made again on another state ([`patch`]). [`between`] proves of each record that its differences lead
//! from the one state to the other; where they would not (two rows with one key, members in another order), it gives the
//! whole record before and after, so that nothing is ever lost in the telling.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::register::{Register, RegisterFile};
use crate::domain::shape::{Shape, keys_of, no_members};
use crate::domain::subject::{Subject, SubjectId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
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

/// A difference leads to a row that is not there, or to a value that the record cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotFit;

/// All differences between two states of a register, its stamp apart.
pub fn between(before: &Register, after: &Register) -> Vec<FieldChange> {
    let (old, new) = (before.file(), after.file());
    let mut changes = of(&About::Register, Some(&head(old)), Some(&head(new)));
    changes.extend(of(&About::Organisation, old.organisation.as_deref(), new.organisation.as_deref()));
    changes.extend(of(&About::Vocabulary, old.vocabulary.as_deref(), new.vocabulary.as_deref()));
    for activity in before.activities().iter().filter(|activity| after.place(&activity.id).is_none()) {
        changes.extend(of(&About::Activity(activity.id.clone()), Some(activity.as_ref()), None));
    }
    let mut previous: Option<&Id> = None;
    for activity in after.activities() {
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

/// The register with the differences made in it.
///
/// # Errors
/// One of them leads to a row that is not there, or to a value that the record cannot hold.
pub fn patch(register: &Register, changes: &[FieldChange]) -> Result<Register, DoesNotFit> {
    let mut file = register.file().clone();
    let of_register: Vec<&FieldChange> = changes.iter().filter(|change| change.about == About::Register).collect();
    let (orders, heads): (Vec<&FieldChange>, Vec<&FieldChange>) =
        of_register.into_iter().partition(|change| change.path.names() == ORDER);
    if !heads.is_empty() {
        let changed: RegisterFile = patched(Some(&head(&file)), &heads)?.unwrap_or_default();
        file = RegisterFile {
            saved: file.saved,
            organisation: file.organisation,
            vocabulary: file.vocabulary,
            activities: file.activities,
            ..changed
        };
    }
    let about = |about: &About| changes.iter().filter(|change| change.about == *about).collect::<Vec<_>>();
    let organisation = about(&About::Organisation);
    if !organisation.is_empty() {
        file.organisation = patched(file.organisation.as_deref(), &organisation)?.map(Arc::new);
    }
    let vocabulary = about(&About::Vocabulary);
    if !vocabulary.is_empty() {
        file.vocabulary = patched(file.vocabulary.as_deref(), &vocabulary)?.map(Arc::new);
    }
    let mut of_activities: HashMap<&Id, Vec<&FieldChange>> = HashMap::new();
    let mut ids: Vec<&Id> = Vec::new();
    for change in changes {
        if let About::Activity(id) = &change.about {
            let list = of_activities.entry(id).or_default();
            if list.is_empty() {
                ids.push(id);
            }
            list.push(change);
        }
    }
    if !ids.is_empty() {
        file.activities = Some(activities(register, &ids, &of_activities)?);
    }
    for order in orders {
        put_in_order(file.activities.get_or_insert_default(), order.to.as_ref());
    }
    Ok(Register::from_file(file))
}

/// One record with the differences made in it; `None` where they remove it.
pub(crate) fn patched<T: Serialize + DeserializeOwned>(
    record: Option<&T>,
    changes: &[&FieldChange],
) -> Result<Option<T>, DoesNotFit> {
    let mut tree = record.map(tree_of).transpose()?;
    for change in changes {
        put(&mut tree, change.path.parts(), &FieldPath::whole(), change)?;
    }
    tree.map(|tree| serde_json::from_value(tree).map_err(|_| DoesNotFit)).transpose()
}

/// The member under which another order of the activities is told.
const ORDER: &str = "activities";

/// What stands in the register beside organisation, words, activities and stamp.
fn head(file: &RegisterFile) -> RegisterFile {
    RegisterFile {
        format: file.format.clone(),
        version: file.version,
        id: file.id.clone(),
        conflicts: file.conflicts.clone(),
        others: file.others.clone(),
        ..RegisterFile::default()
    }
}

/// The record as a tree of JSON values.
pub(crate) fn tree_of<T: Serialize>(record: &T) -> Result<Value, DoesNotFit> {
    serde_json::to_value(record).map_err(|_| DoesNotFit)
}

fn of<T>(about: &About, before: Option<&T>, after: Option<&T>) -> Vec<FieldChange>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    if before == after {
        return Vec::new();
    }
    let tree = |record: Option<&T>| record.and_then(|record| tree_of(record).ok());
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
    // As they are written: what only differs in memory, such as a name without a value yet, is no difference.
    let written = |record: Option<&T>| serde_json::to_string(&record).ok();
    if again.is_ok_and(|again| written(again.as_ref()) == written(after)) { changes } else { whole(from, to) }
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

/// Makes one difference below a value that may not be there.
fn put(slot: &mut Option<Value>, parts: &[Part], path: &FieldPath, change: &FieldChange) -> Result<(), DoesNotFit> {
    match parts.split_first() {
        None => {
            slot.clone_from(&change.to);
            Ok(())
        }
        Some((Part::Member(name), rest)) => {
            let group = slot.get_or_insert_with(|| Value::Object(Map::new())).as_object_mut().ok_or(DoesNotFit)?;
            let mut inner = group.get_mut(name).map(Value::take);
            put(&mut inner, rest, &path.member(name), change)?;
            match inner {
                Some(value) => {
                    group.insert(name.clone(), value);
                }
                None => {
                    group.shift_remove(name);
                }
            }
            if group.is_empty() && !path.is_whole() {
                *slot = None;
            }
            Ok(())
        }
        Some((Part::Row(key), rest)) => put_in_row(slot, key, rest, path, change),
    }
}

fn put_in_row(
    slot: &mut Option<Value>,
    key: &str,
    rest: &[Part],
    path: &FieldPath,
    change: &FieldChange,
) -> Result<(), DoesNotFit> {
    let list = slot.get_or_insert_with(|| Value::Array(Vec::new()));
    let shape = Shape::of(&path.names(), list);
    let rows = list.as_array_mut().ok_or(DoesNotFit)?;
    let keys = match shape {
        Shape::Rows(members) => keys_of(rows, members),
        _ if rows.is_empty() => Vec::new(),
        _ => return Err(DoesNotFit),
    };
    let place = keys.iter().position(|known| known == key);
    match (place, rest.is_empty(), &change.to) {
        (None, true, Some(row)) => {
            let behind = change.after.as_deref().map(|after| keys.iter().position(|known| known == after));
            // Where the one before it is gone, it stands at the end.
            let place = behind.map_or(0, |behind| behind.map_or(rows.len(), |place| place + 1));
            rows.insert(place, row.clone());
        }
        (None, true, None) => {}
        (None, false, _) => return Err(DoesNotFit),
        (Some(place), true, None) => {
            rows.remove(place);
        }
        (Some(place), ..) => {
            let row = rows.get_mut(place).ok_or(DoesNotFit)?;
            let mut inner = Some(row.take());
            put(&mut inner, rest, &path.row(key), change)?;
            *row = inner.ok_or(DoesNotFit)?;
        }
    }
    // An empty list would say that somebody answered «none».
    if rows.is_empty() {
        *slot = None;
    }
    Ok(())
}

/// The activities with the differences made in them: those removed gone, those added behind the ones that they name.
fn activities(
    register: &Register,
    ids: &[&Id],
    changes: &HashMap<&Id, Vec<&FieldChange>>,
) -> Result<Vec<Arc<Activity>>, DoesNotFit> {
    let mut changed: HashMap<&Id, Option<Arc<Activity>>> = HashMap::new();
    // Under the id that they stand behind; nothing comes before the first.
    let mut added: HashMap<&str, Vec<Arc<Activity>>> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for id in ids {
        let changes = changes.get(id).map(Vec::as_slice).unwrap_or_default();
        let before = register.activity(id);
        let after = patched(before.map(Arc::as_ref), changes)?.map(Arc::new);
        match (before, after) {
            (None, Some(activity)) => {
                let behind = changes.first().and_then(|change| change.after.as_deref()).unwrap_or_default();
                order.push(behind);
                added.entry(behind).or_default().push(activity);
            }
            (_, after) => {
                changed.insert(id, after);
            }
        }
    }
    let mut result = Vec::with_capacity(register.activities().len() + order.len());
    put_behind("", &mut added, &mut result);
    for activity in register.activities() {
        match changed.get(&activity.id) {
            Some(None) => {}
            Some(Some(after)) => result.push(after.clone()),
            None => result.push(activity.clone()),
        }
        put_behind(activity.id.as_str(), &mut added, &mut result);
    }
    // Those whose predecessor is not there stand at the end.
    for behind in order {
        put_behind(behind, &mut added, &mut result);
    }
    Ok(result)
}

/// Puts what was added behind an activity into the list, and behind each of those what was added behind it.
fn put_behind(id: &str, added: &mut HashMap<&str, Vec<Arc<Activity>>>, list: &mut Vec<Arc<Activity>>) {
    // The last one waiting is the next in the list.
    let mut waiting = added.remove(id).unwrap_or_default();
    waiting.reverse();
    while let Some(next) = waiting.pop() {
        let mut behind = added.remove(next.id.as_str()).unwrap_or_default();
        behind.reverse();
        list.push(next);
        waiting.append(&mut behind);
    }
}

/// The change of order, where the other changes leave the activities in another one.
fn reordered(before: &Register, after: &Register, changes: &[FieldChange]) -> Option<FieldChange> {
    let ids =
        |register: &Register| register.activities().iter().map(|activity| activity.id.clone()).collect::<Vec<_>>();
    let wanted = ids(after);
    let of_activities: Vec<FieldChange> = changes
        .iter()
        .filter(|change| matches!(change.about, About::Activity(_)) && change.path.is_whole())
        .cloned()
        .collect();
    if of_activities.is_empty() && ids(before) == wanted {
        return None;
    }
    let got = patch(before, &of_activities).ok()?;
    if ids(&got) == wanted {
        return None;
    }
    let list = |ids: Vec<Id>| Some(Value::Array(ids.iter().map(|id| id.as_str().into()).collect()));
    let path = FieldPath::whole().member(ORDER);
    Some(FieldChange { about: About::Register, path, from: list(ids(before)), to: list(wanted), after: None })
}

/// Puts activities in the order of a list of ids; those that it does not name stay behind, as they were.
fn put_in_order(activities: &mut [Arc<Activity>], order: Option<&Value>) {
    let ids = order.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let places: HashMap<&str, usize> = ids.enumerate().map(|(place, id)| (id, place)).collect();
    activities.sort_by_key(|activity| places.get(activity.id.as_str()).copied().unwrap_or(usize::MAX));
}
