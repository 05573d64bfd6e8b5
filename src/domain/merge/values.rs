//! Three states of one value made one: what only one side changed is taken, sets take both, the rest is a clash.

use crate::domain::field_path::FieldPath;
use crate::domain::fold::fold;
use crate::domain::merge::paragraphs::merged_text;
use crate::domain::shape::{Shape, TOGETHER, is_word_list, keys_of, no_members};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// The same value in three states; `None` is not recorded.
#[derive(Clone, Copy)]
pub(super) struct Three<'a> {
    pub(super) base: Option<&'a Value>,
    pub(super) yours: Option<&'a Value>,
    pub(super) theirs: Option<&'a Value>,
}

/// Where two sides cannot both be right: the path, and what each of the three says.
pub(super) struct Apart {
    pub(super) path: FieldPath,
    pub(super) base: Option<Value>,
    pub(super) yours: Option<Value>,
    pub(super) theirs: Option<Value>,
}

impl<'a> Three<'a> {
    fn all(self) -> [Option<&'a Value>; 3] {
        [self.base, self.yours, self.theirs]
    }

    fn map<T>(self, take: impl Fn(Option<&'a Value>) -> T) -> [T; 3] {
        self.all().map(take)
    }

    /// Each of the three with one member of it.
    fn member(self, name: &str) -> Three<'a> {
        let [base, yours, theirs] = self.map(|value| value.and_then(|value| value.get(name)));
        Three { base, yours, theirs }
    }
}

/// One value of three. Where the sides clash it is yours, and the clash is noted.
pub(super) fn merged(path: &FieldPath, three: Three, clashes: &mut Vec<Apart>) -> Option<Value> {
    let Three { base, yours, theirs } = three;
    if yours == theirs || theirs == base {
        return yours.cloned();
    }
    if yours == base {
        return theirs.cloned();
    }
    let names = path.names();
    match Shape::shared(&names, &three.all()) {
        // Clashes of earlier merges: what either side has settled is settled.
        _ if names == CLASHES => set(three, false),
        Shape::Group => group(path, three, clashes),
        Shape::Terms if is_word_list(&names) => set(three, true),
        // A list in which one value stands twice is no set.
        Shape::Terms if !three.all().into_iter().flatten().any(has_doubles) => set(three, false),
        Shape::Rows(key) => rows(path, three, key, clashes),
        _ => paragraphs(three).or_else(|| {
            clash(path, three, clashes);
            yours.cloned()
        }),
    }
}

/// The member of the register that holds the clashes nobody has settled yet.
const CLASHES: &str = "conflicts";

fn clash(path: &FieldPath, three: Three, clashes: &mut Vec<Apart>) {
    let [base, yours, theirs] = three.map(|value| value.cloned());
    clashes.push(Apart { path: path.clone(), base, yours, theirs });
}

/// An object, member by member. Members that say one thing together are taken together.
fn group(path: &FieldPath, three: Three, clashes: &mut Vec<Apart>) -> Option<Value> {
    let [base, yours, theirs] = three.map(|value| value.and_then(Value::as_object).unwrap_or(no_members()));
    let names = path.names();
    let together = TOGETHER.iter().find(|(object, _)| *object == names).map_or(&[][..], |(_, members)| members);
    let changed = |side: &Map<String, Value>| together.iter().any(|name| side.get(*name) != base.get(*name));
    let (by_you, by_them) = (changed(yours), changed(theirs));
    let mut result = Map::new();
    for name in members_in_order(base, yours, theirs) {
        let member = three.member(&name);
        let value = if !together.contains(&name.as_str()) {
            merged(&path.member(&name), member, clashes)
        } else if by_you && by_them {
            if member.yours != member.theirs {
                clash(&path.member(&name), member, clashes);
            }
            member.yours.cloned()
        } else if by_them {
            member.theirs.cloned()
        } else {
            member.yours.cloned()
        };
        if let Some(value) = value {
            result.insert(name, value);
        }
    }
    // A group that lost its last member is gone; one that either side wrote as an empty one stays.
    let written_empty = [three.yours, three.theirs].iter().flatten().any(|value| **value == Value::Object(Map::new()));
    (!result.is_empty() || path.is_whole() || written_empty).then_some(Value::Object(result))
}

/// The names of all members: those of the base in its order, behind each the new ones that a side put there.
fn members_in_order(base: &Map<String, Value>, yours: &Map<String, Value>, theirs: &Map<String, Value>) -> Vec<String> {
    let [by_you, by_them] = [yours, theirs].map(|side| {
        let mut added: HashMap<Option<&String>, Vec<&String>> = HashMap::new();
        let mut slot = None;
        for name in side.keys() {
            if base.contains_key(name) {
                slot = Some(name);
            } else {
                added.entry(slot).or_default().push(name);
            }
        }
        added
    });
    let mut names: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for slot in std::iter::once(None).chain(base.keys().map(Some)) {
        let mut added = [&by_you, &by_them].map(|side| side.get(&slot).map(Vec::as_slice).unwrap_or_default());
        // By their names, so that the order does not turn on who is «you».
        added.sort();
        let new = added.into_iter().flatten().copied();
        names.extend(slot.into_iter().chain(new).filter(|name| seen.insert(*name)).cloned());
    }
    names
}

fn has_doubles(list: &Value) -> bool {
    let mut seen = HashSet::new();
    list.as_array().is_some_and(|items| items.iter().any(|item| !seen.insert(item.to_string())))
}

/// A set: what neither side took out, and what either put in. Words that differ only in case or accents are one term.
fn set(three: Three, is_words: bool) -> Option<Value> {
    let key = |item: &Value| match item.as_str() {
        Some(text) if is_words => fold(text),
        _ => item.to_string(),
    };
    let [base, yours, theirs] = three.map(|value| value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice));
    let by_key = |items: &'_ [Value]| items.iter().map(|item| (key(item), item.clone())).collect::<HashMap<_, _>>();
    let (before, by_you, by_them) = (by_key(base), by_key(yours), by_key(theirs));
    let mut result: Vec<Value> = Vec::new();
    let mut seen = HashSet::new();
    for item in base.iter().filter(|item| seen.insert(key(item))) {
        if let (Some(your), Some(their)) = (by_you.get(&key(item)), by_them.get(&key(item))) {
            // The wording that was changed, if any; of two new ones the first in the alphabet.
            let changed = [your, their].into_iter().filter(|wording| *wording != item);
            result.push(changed.min_by_key(|wording| wording.to_string()).unwrap_or(item).clone());
        }
    }
    let mut added: Vec<&Value> = yours.iter().chain(theirs).filter(|item| !before.contains_key(&key(item))).collect();
    added.sort_by_key(|item| item.to_string());
    result.extend(added.into_iter().filter(|item| seen.insert(key(item))).cloned());
    // An empty list says that somebody answered «none»; that two people each took out a part says no such thing.
    let none = |value: Option<&Value>| value.and_then(Value::as_array).is_some_and(Vec::is_empty);
    let answered_none = none(three.yours) || none(three.theirs);
    (!result.is_empty() || answered_none).then_some(Value::Array(result))
}

/// A list of things, each matched by its key.
fn rows(path: &FieldPath, three: Three, members: &[&str], clashes: &mut Vec<Apart>) -> Option<Value> {
    let [base, yours, theirs] = three.map(|value| value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice));
    let [base_keys, your_keys, their_keys] = [base, yours, theirs].map(|items| keys_of(items, members));
    let by_key = |keys: &[String], items: &'_ [Value]| -> HashMap<String, Value> {
        keys.iter().cloned().zip(items.iter().cloned()).collect()
    };
    let (before, by_you, by_them) = (by_key(&base_keys, base), by_key(&your_keys, yours), by_key(&their_keys, theirs));
    let mut kept: HashMap<&str, Value> = HashMap::new();
    let mut seen = HashSet::new();
    for key in base_keys.iter().chain(&your_keys).chain(&their_keys).filter(|key| seen.insert(*key)) {
        let row = Three { base: before.get(key), yours: by_you.get(key), theirs: by_them.get(key) };
        if let Some(value) = one_of_several(&path.row(key), row, clashes) {
            kept.insert(key, value);
        }
    }
    let order = order(&base_keys, &your_keys, &their_keys, |key| kept.contains_key(key.as_str()));
    let rows: Vec<Value> = order.iter().filter_map(|key| kept.get(key.as_str()).cloned()).collect();
    let none = |value: Option<&Value>| value.and_then(Value::as_array).is_some_and(Vec::is_empty);
    let answered_none = none(three.yours) || none(three.theirs);
    (!rows.is_empty() || answered_none).then_some(Value::Array(rows))
}

/// One thing of several. What one side removed and the other changed stays as it was changed, and is a clash.
pub(super) fn one_of_several(path: &FieldPath, three: Three, clashes: &mut Vec<Apart>) -> Option<Value> {
    let Three { base, yours, theirs } = three;
    match (base, yours, theirs) {
        (Some(before), None, Some(other)) | (Some(before), Some(other), None) if before != other => {
            clash(path, three, clashes);
            Some(other.clone())
        }
        (Some(_), None, _) | (Some(_), _, None) => None,
        (None, Some(only), None) | (None, None, Some(only)) => Some(only.clone()),
        _ => merged(path, three, clashes),
    }
}

/// The order of things: as the one side has it, where the other neither added nor moved any; else as before, with what was
/// added behind, in the order of its keys.
pub(super) fn order<K: Clone + Eq + std::hash::Hash + Ord>(
    base: &[K],
    yours: &[K],
    theirs: &[K],
    is_kept: impl Fn(&K) -> bool,
) -> Vec<K> {
    let kept = |keys: &[K]| keys.iter().filter(|key| is_kept(key)).cloned().collect::<Vec<_>>();
    let (before, by_you, by_them) = (kept(base), kept(yours), kept(theirs));
    let known: HashSet<&K> = before.iter().collect();
    // Whether a side left everything where it was; what it removed and the other kept says nothing of order.
    let left_alone = |side: &[K]| {
        let there: HashSet<&K> = side.iter().collect();
        side.iter().all(|key| known.contains(key)) && before.iter().filter(|key| there.contains(key)).eq(side)
    };
    let holds_all = |side: &[K], other: &[K]| {
        let there: HashSet<&K> = side.iter().collect();
        before.iter().chain(other).all(|key| there.contains(key))
    };
    if by_you == by_them {
        return by_you;
    }
    if left_alone(&by_them) && holds_all(&by_you, &by_them) {
        return by_you;
    }
    if left_alone(&by_you) && holds_all(&by_them, &by_you) {
        return by_them;
    }
    let mut added: Vec<K> = by_you.iter().chain(&by_them).filter(|key| !known.contains(key)).cloned().collect();
    added.sort();
    added.dedup();
    before.into_iter().chain(added).collect()
}

/// A long text, where the two sides changed paragraphs that do not touch.
fn paragraphs(three: Three) -> Option<Value> {
    let [base, yours, theirs] = three.map(|value| value.and_then(Value::as_str));
    merged_text(base?, yours?, theirs?).map(Value::from)
}
