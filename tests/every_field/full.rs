//! An activity that holds something in every field.

use crate::every_field::walk::{LINE, Walk, put};
use ropa::domain::field::Kind;
use ropa::domain::subject::{Place, Subject};
use serde_json::{Value, json};

impl Walk {
    /// An activity that holds something in every field.
    pub fn full(role: &str, regime: &str) -> Self {
        let mut walk = Walk::activity(role, regime);
        let mut full: Value = serde_json::from_str(&walk.original).unwrap();
        for place in every_place(&walk.subject) {
            let column = walk.subject.column(&place).unwrap();
            let mut path = vec!["activities", "0"];
            path.extend(place.field.split('.'));
            if let Some((_, cell)) = place.cell {
                let id = if place.field == "lines" { LINE } else { "m2x7d4tb" };
                put_new(&mut full, &path, json!([{ "id": id }]));
                path.push("0");
                path.extend(cell.split('.'));
            }
            if !matches!(column.spec.id, "role" | "regime") {
                put(&mut full, &path, Some(some_value(column.kind)));
            }
        }
        for pairs in ["/activities/0/external_ids", "/activities/0/imported/unmapped"] {
            *full.pointer_mut(pairs).unwrap() = json!({ "name": "value" });
        }
        walk = Walk::over(&full.to_string(), walk.record, walk.subject);
        walk.story.keys("Enter F2");
        walk
    }
}

/// Every field of an activity, and every cell of a first row of its tables.
fn every_place(subject: &Subject) -> Vec<Place> {
    let mut places = Vec::new();
    for column in subject.fields() {
        let id = column.spec.id;
        let cells = subject.columns(id).into_iter().map(|cell| Place::cell(id, 0, cell.spec.id));
        match column.kind {
            Kind::Rows => places.extend(cells),
            _ => places.push(Place::of(id)),
        }
    }
    places
}

/// Puts a member at a path where there is none yet.
fn put_new(root: &mut Value, path: &[&str], member: Value) {
    if root.pointer(&format!("/{}", path.join("/"))).is_none() {
        put(root, path, Some(member));
    }
}

/// A value of each kind, as the file holds it.
fn some_value(kind: Kind) -> Value {
    match kind {
        Kind::Text(_) | Kind::Long | Kind::Choice(_) | Kind::Line => "words".into(),
        Kind::Many(_) => json!(["words"]),
        Kind::Date => "2026-11-24".into(),
        Kind::Flag => true.into(),
        Kind::Number => 72.into(),
        Kind::Rows => Value::Null,
    }
}
