//! Differences made again on another state of a register.

use crate::domain::activity::Activity;
use crate::domain::diff::{About, FieldChange, ORDER, head};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::register::{Register, RegisterFile};
use crate::domain::shape::{Shape, keys_of};
use crate::domain::tree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// A difference leads to a row that is not there, or to a value that the record cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoesNotFit;

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
        // Without any activity the list itself may be left out.
        file.activities = file.activities.filter(|activities| order.to.is_some() || !activities.is_empty());
    }
    Ok(Register::like(register, file))
}

/// One record with the differences made in it; `None` where they remove it.
pub(crate) fn patched<T: Serialize + DeserializeOwned>(
    record: Option<&T>,
    changes: &[&FieldChange],
) -> Result<Option<T>, DoesNotFit> {
    let mut tree = record.map(tree::of).transpose().map_err(|_| DoesNotFit)?;
    for change in changes {
        put(&mut tree, change.path.parts(), &FieldPath::whole(), change)?;
    }
    tree.map(|tree| tree::record(&tree)).transpose().map_err(|_| DoesNotFit)
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
            // A row that said nothing else stays a row, which says nothing now.
            *row = inner.unwrap_or_else(|| Value::Object(Map::new()));
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
        // A value has no place in an activity that is gone, and would make one without an id.
        if before.is_none() && changes.first().is_none_or(|change| !change.path.is_whole()) {
            return Err(DoesNotFit);
        }
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
    if order.is_empty() && changed.values().all(Option::is_some) {
        let mut result = register.activities().to_vec();
        for (id, after) in changed {
            let slot = register.place(id).and_then(|place| result.get_mut(place));
            if let (Some(slot), Some(after)) = (slot, after) {
                *slot = after;
            }
        }
        return Ok(result);
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

/// Puts activities in the order of a list of ids; those that it does not name stay behind, as they were.
fn put_in_order(activities: &mut [Arc<Activity>], order: Option<&Value>) {
    let ids = order.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let places: HashMap<&str, usize> = ids.enumerate().map(|(place, id)| (id, place)).collect();
    activities.sort_by_key(|activity| places.get(activity.id.as_str()).copied().unwrap_or(usize::MAX));
}
