//! The JSON Schema of a register file, drawn from the tables of fields, so that no second list of members can disagree with them.

use crate::domain::activity::Activity;
use crate::domain::field::rows::{Rows, columns_of};
use crate::domain::field::{Access, Fielded, Kind, Spec};
use crate::domain::id::Ids;
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::pairs::Pair;
use crate::domain::register::Register;
use serde_json::{Value, json};

/// The JSON Schema (2020-12) of a register.
///
/// It holds types and required members, and is open to members and codes that it does not know. Every register that
/// the program writes is valid against it.
pub fn schema() -> Value {
    let mut activity = record::<Activity>();
    with_id(&mut activity);
    put(&mut activity, "marks", list_of(group()));
    let mut register = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": Register::FORMAT,
        "type": "object",
        "required": ["format", "version"],
        "properties": {
            "format": { "const": Register::FORMAT },
            "version": { "const": Register::VERSION },
        },
    });
    with_id(&mut register);
    put(&mut register, "saved", group());
    put(&mut register, "organisation", record::<Organisation>());
    put(&mut register, "vocabulary", record::<Vocabulary>());
    put(&mut register, "activities", list_of(activity));
    put(&mut register, "conflicts", list_of(group()));
    register
}

fn record<T: Fielded>() -> Value {
    let mut record = group();
    for field in T::fields() {
        let value = match field.access {
            Access::Rows(rows) => table(rows),
            _ => single(field.kind()),
        };
        put(&mut record, field.spec.id, named(value, &field.spec));
    }
    record
}

/// A table is a list of groups; one of names and values is a group with names of the officer's own.
fn table<T: Fielded>(rows: &dyn Rows<T>) -> Value {
    let columns = rows.columns();
    if columns == columns_of(Pair::fields()) {
        return json!({ "type": "object" });
    }
    let mut row = group();
    if has_ids(rows) {
        with_id(&mut row);
    }
    for column in columns {
        let value = named(single(column.kind), column.spec);
        put(&mut row, column.spec.id, value);
    }
    list_of(row)
}

fn has_ids<T: Fielded>(rows: &dyn Rows<T>) -> bool {
    let mut record = T::default();
    let row = rows.add(&mut record, &mut Ids::seeded(0));
    rows.id(&record, row).is_some()
}

fn single(kind: Kind) -> Value {
    match kind {
        Kind::Text(_) | Kind::Long | Kind::Choice(_) | Kind::Line | Kind::Date => json!({ "type": "string" }),
        Kind::Many(_) => list_of(json!({ "type": "string" })),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Kind::Rows => list_of(group()),
    }
}

fn named(mut value: Value, spec: &Spec) -> Value {
    if let Some(keywords) = value.as_object_mut() {
        keywords.insert("title".to_owned(), spec.label.into());
        keywords.insert("description".to_owned(), spec.help.into());
    }
    value
}

fn group() -> Value {
    json!({ "type": "object", "properties": {} })
}

fn list_of(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn with_id(record: &mut Value) {
    put(record, "id", json!({ "type": "string", "minLength": 1 }));
    if let Some(keywords) = record.as_object_mut()
        && let Some(required) = keywords.entry("required").or_insert_with(|| json!([])).as_array_mut()
    {
        required.push("id".into());
    }
}

/// Puts a member in its place; a dotted path leads through groups.
fn put(record: &mut Value, path: &str, member: Value) {
    let Some(members) = record.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    match path.split_once('.') {
        None => {
            members.insert(path.to_owned(), member);
        }
        Some((name, rest)) => put(members.entry(name).or_insert_with(group), rest, member),
    }
}
