//! How the values of a register compare and merge: member by member, row by row, term by term, or only as a whole.

use crate::domain::field::Kind;
use crate::domain::subject::Subject;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

/// How a value is compared and merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An object, member by member.
    Group,
    /// A list of things, each matched by the members that name it.
    Rows(&'static [&'static str]),
    /// A list that is a set.
    Terms,
    /// Only as a whole: a text, a number, or a group with one meaning.
    Whole,
}

/// Lists of things without ids, with the members by which a row is known again.
pub const KEYS: [(&str, &[&str]); 14] = [
    ("joint_controllers", &["name"]),
    ("agreements", &["recipient"]),
    ("lawful_bases", &["basis", "purpose"]),
    ("processor_record.controllers", &["name"]),
    ("appropriate_policy_documents", &["link"]),
    ("imported.evidence", &["field", "value"]),
    ("marks", &["field", "line", "rule"]),
    ("conflicts", &["id", "line", "field"]),
    // The organisation's own words.
    ("recipients", &["label"]),
    ("subjects", &["label"]),
    ("data_classes", &["label"]),
    ("security_measures", &["label"]),
    ("sources", &["label"]),
    ("purposes", &["label"]),
];

/// Groups and rows with one meaning: half of one person's and half of another's would say what nobody said.
pub const WHOLE: [&str; 6] = ["lines.retention", "approved", "lawful_bases", "marks", "imported.evidence", "conflicts"];

/// Members of one object that say one thing together, each object under the names that lead to it.
pub const TOGETHER: [(&str, &[&str]); 2] = [
    ("", &["last_reviewed", "reviewed_by", "next_review"]),
    ("transfers", &["mechanism", "safeguards", "assessment", "checked_on"]),
];

impl Shape {
    /// The shape of a value, by the names that lead to it and by what it is.
    pub fn of(names: &str, value: &Value) -> Shape {
        match value {
            Value::Object(_) if WHOLE.contains(&names) => Shape::Whole,
            Value::Object(_) => Shape::Group,
            Value::Array(items) => of_list(names, items),
            _ => Shape::Whole,
        }
    }

    /// The shape that two or three states of one value share; a value that is not there has any shape.
    pub fn shared(names: &str, states: &[Option<&Value>]) -> Shape {
        let mut shapes =
            states.iter().flatten().filter(|value| !is_empty_list(value)).map(|value| Shape::of(names, value));
        match shapes.next() {
            Some(first) if shapes.all(|other| other == first) => first,
            Some(_) => Shape::Whole,
            // Lists that are all empty.
            None => Shape::Terms,
        }
    }
}

/// A shape for a list: things with ids or keys, a set of plain values, or else one whole.
fn of_list(names: &str, items: &[Value]) -> Shape {
    if !items.is_empty() && items.iter().all(Value::is_object) {
        if let Some((_, key)) = KEYS.iter().find(|(list, _)| *list == names) {
            return Shape::Rows(key);
        }
        let with_id = |item: &Value| item.get("id").is_some_and(Value::is_string);
        return if items.iter().all(with_id) { Shape::Rows(&["id"]) } else { Shape::Whole };
    }
    let plain = |item: &Value| !item.is_object() && !item.is_array();
    if items.iter().all(plain) { Shape::Terms } else { Shape::Whole }
}

fn is_empty_list(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// The keys of the rows of a list, in order. Of several rows with one key the later ones are numbered.
pub fn keys_of(items: &[Value], members: &[&str]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let keys = items.iter().map(|item| {
        let key = members.iter().map(|member| named(item.get(member))).collect::<Vec<_>>().join("/");
        let key = key.trim_end_matches('/').to_owned();
        let times = seen.entry(key.clone()).or_default();
        *times += 1;
        if *times == 1 { key } else { format!("{key}#{times}") }
    });
    keys.collect()
}

fn named(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// An empty object, for a group that is not there.
pub(crate) fn no_members() -> &'static Map<String, Value> {
    static EMPTY: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    &EMPTY
}

/// Whether a list, by the names that lead to it, holds terms of the trade, which are the same whatever their case.
pub(crate) fn is_word_list(names: &str) -> bool {
    static LISTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let records = [
            Subject::Activity(Arc::default()),
            Subject::Organisation(Arc::default()),
            Subject::Vocabulary(Arc::default()),
        ];
        let mut lists = HashSet::new();
        for record in records {
            for field in record.fields() {
                let id = field.spec.id;
                let cells = record.columns(id).into_iter().map(|cell| (format!("{id}.{}", cell.spec.id), cell.kind));
                let all = cells.chain([(id.to_owned(), field.kind)]);
                lists.extend(all.filter(|(_, kind)| matches!(kind, Kind::Many(_))).map(|(names, _)| names));
            }
        }
        lists
    });
    LISTS.contains(names)
}
