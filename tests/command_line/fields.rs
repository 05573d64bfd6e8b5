//! Every field of the tables can be set, cleared and marked from the command line, and reads back.

use super::Office;
use ropa::domain::activity::Activity;
use ropa::domain::field::rows::{Column, columns_of};
use ropa::domain::field::{Fielded, Kind};
use ropa::domain::id::Ids;
use ropa::domain::line::Line;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::Subject;
use ropa::domain::vocabulary::{ListId, list};
use serde_json::{Value, json};
use std::sync::Arc;

/// A field with its path, what to write for it, and what then stands in the file.
struct Case {
    path: String,
    column: Column,
    written: String,
    stored: Value,
}

#[test]
fn every_field_of_an_activity_is_set_and_cleared() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A", "lines": [{ "id": "4hq0w8zr" }] }]));
    let cases = cases(&Subject::Activity(Arc::new(Activity::default())), "");
    assert!(cases.len() > 100, "{}", cases.len());
    set_all(&office, "k7m2q9xd", &cases);
    let shown = office.json(["show", "k7m2q9xd"]);
    for case in &cases {
        assert_eq!(*at(&shown["activity"], &case.path), case.stored, "{}", case.path);
    }
    clear_all(&office, "k7m2q9xd", &cases);
    let left = &office.json(["show", "k7m2q9xd"])["activity"];
    assert_eq!(*left, json!({ "id": "k7m2q9xd", "lines": [{ "id": "4hq0w8zr" }] }));
}

#[test]
fn every_field_of_the_organisation_and_its_words_is_set_and_cleared() {
    let office = Office::with(json!([]));
    let organisation = cases(&Subject::Organisation(Arc::new(Organisation::default())), "organisation.");
    let words = cases(&Subject::Vocabulary(Arc::new(Vocabulary::default())), "vocabulary.");
    let cases: Vec<Case> = organisation.into_iter().chain(words).collect();
    set_all(&office, "-", &cases);
    let register = office.register();
    for case in &cases {
        assert_eq!(*at(&register, &case.path), case.stored, "{}", case.path);
    }
    clear_all(&office, "-", &cases);
    assert_eq!(office.register().get("organisation"), None);
    assert_eq!(office.register().get("vocabulary"), None);
}

#[test]
fn every_list_and_table_takes_the_answer_none() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A", "lines": [{ "id": "4hq0w8zr" }] }]));
    let tables = columns_of(Activity::fields()).into_iter().chain(columns_of(Line::fields()));
    let (lists, others): (Vec<Column>, Vec<Column>) = tables
        .filter(|column| column.spec.id != "lines")
        .partition(|column| matches!(column.kind, Kind::Many(_) | Kind::Rows));
    let changes: Vec<String> = lists.iter().map(|column| format!("{}:none", column.spec.id)).collect();
    office.on_register(["set", "k7m2q9xd"].into_iter().chain(changes.iter().map(String::as_str))).is(0);
    let shown = office.json(["show", "k7m2q9xd"]);
    for column in lists {
        let path = if Line::field(column.spec.id).is_some() {
            format!("lines[1].{}", column.spec.id)
        } else {
            column.spec.id.to_owned()
        };
        let stored = at(&shown["activity"], &path);
        assert!(*stored == json!([]) || *stored == json!({}), "{path}: {stored}");
    }
    for column in others {
        office.on_register(["set", "k7m2q9xd", &format!("{}:none", column.spec.id)]).is(2).says("not one");
    }
    office.on_register(["set", "k7m2q9xd", "lines:none"]).is(0);
    assert_eq!(office.json(["show", "k7m2q9xd"])["activity"]["lines"], json!([]));
}

#[test]
fn every_field_is_marked_as_to_confirm_and_as_not_applicable() {
    let columns = || columns_of(Activity::fields()).into_iter().chain(columns_of(Line::fields()));
    for mark in ["to-confirm", "does-not-apply"] {
        let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A", "lines": [{ "id": "4hq0w8zr" }] }]));
        // The table of lines is left for last: without lines their fields have no place.
        let mut changes: Vec<String> = columns()
            .filter(|column| column.spec.id != "lines" && column.spec.id != "title")
            .map(|column| format!("{}:{mark}=because of {}", column.spec.id, column.spec.id))
            .collect();
        changes.push("title=A".to_owned());
        office.on_register(["set", "k7m2q9xd"].into_iter().chain(changes.iter().map(String::as_str))).is(0);
        let shown = office.json(["show", "k7m2q9xd"]);
        let marks = shown["activity"]["marks"].as_array().unwrap();
        for column in columns().filter(|column| column.spec.id != "lines" && column.spec.id != "title") {
            let line = if Line::field(column.spec.id).is_some() { json!("4hq0w8zr") } else { Value::Null };
            let of_field = marks.iter().filter(|found| {
                found["field"] == column.spec.marked_as() && *found.get("line").unwrap_or(&Value::Null) == line
            });
            let found: Vec<&Value> = of_field.collect();
            assert_eq!(found.len(), 1, "{}", column.spec.id);
            assert_eq!((&found[0]["mark"], &found[0]["by"]), (&json!(mark), &json!("J. Smith")));
            assert!(found[0]["note"].as_str().unwrap().starts_with("because of "));
            assert!(found[0]["on"].as_str().unwrap().starts_with("20"));
        }
        office.on_register(["set", "k7m2q9xd", "lines:to-confirm=all of it"]).is(0);
        let cleared: Vec<String> =
            columns().filter(|column| column.spec.id != "lines").map(|column| format!("{}=", column.spec.id)).collect();
        office.on_register(["set", "k7m2q9xd", "lines:to-confirm=x", "lines="]).is(0);
        office.on_register(["set", "k7m2q9xd"].into_iter().chain(cleared.iter().map(String::as_str))).is(0);
        assert_eq!(office.json(["show", "k7m2q9xd"])["activity"], json!({ "id": "k7m2q9xd" }));
    }
}

fn set_all(office: &Office, activity: &str, cases: &[Case]) {
    let changes: Vec<String> = cases.iter().map(|case| format!("{}={}", case.path, case.written)).collect();
    office.on_register(["set", activity].into_iter().chain(changes.iter().map(String::as_str))).is(0);
}

fn clear_all(office: &Office, activity: &str, cases: &[Case]) {
    let mut changes: Vec<String> = Vec::new();
    for case in cases {
        // A row goes as a whole once its cells are empty; the line stays, since it has an id to keep.
        let row = case.path.split_once(']').map(|(table, _)| format!("{table}]="));
        changes.push(format!("{}=", case.path));
        if let Some(row) = row.filter(|row| row != "lines[1]=") {
            changes.retain(|change| *change != row);
            changes.push(row);
        }
    }
    office.on_register(["set", activity].into_iter().chain(changes.iter().map(String::as_str))).is(0);
}

fn cases(empty: &Subject, start: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for column in empty.fields() {
        let id = column.spec.id;
        if column.kind != Kind::Rows {
            cases.push(case(format!("{start}{id}"), column));
        }
        for cell in empty.columns(id) {
            cases.push(case(format!("{start}{id}[1].{}", cell.spec.id), cell));
        }
    }
    // A subject that is asked for a table must know a way to add to it.
    assert!(empty.clone().add_row("nothing", &mut Ids::seeded(1)).is_none());
    cases
}

fn case(path: String, column: Column) -> Case {
    let code = |id: ListId| list(id).terms.iter().find_map(|term| term.code.clone()).unwrap().to_string();
    let (written, stored) = match column.kind {
        Kind::Text(_) | Kind::Long | Kind::Line => {
            (format!("  Words = of {path}: ŵ "), json!(format!("Words = of {path}: ŵ")))
        }
        Kind::Choice(id) => (code(id), json!(code(id))),
        Kind::Many(Some(id)) if !list(id).open => (code(id), json!([code(id)])),
        Kind::Many(_) => ("Our own; Another".to_owned(), json!(["Our own", "Another"])),
        Kind::Date => ("24/11/26".to_owned(), json!("2026-11-24")),
        Kind::Flag => ("No".to_owned(), json!(false)),
        Kind::Number => ("6 years".to_owned(), json!(72)),
        Kind::Rows => unreachable!("tables are set cell by cell"),
    };
    // What was typed into a long text is kept, spaces in front of it too.
    let stored = if column.kind == Kind::Long { json!(format!("  Words = of {path}: ŵ")) } else { stored };
    Case { path, column, written, stored }
}

/// What stands at a path of a record in JSON. A group of names and values is a table of rows on the command line.
fn at<'a>(record: &'a Value, path: &str) -> &'a Value {
    let mut here = record;
    for part in path.split('.') {
        let (name, row) = part.split_once('[').map_or((part, None), |(name, _)| (name, Some(0)));
        here = match (&here[name], row) {
            (Value::Object(pairs), Some(_)) => {
                // Name and value of the only pair, as the test writes them.
                let (key, value) = pairs.iter().next().unwrap();
                assert!(key.starts_with("Words"));
                let is_name = path.ends_with(".name");
                if is_name { Box::leak(Box::new(json!(key))) } else { value }
            }
            (rows, Some(row)) => &rows[row],
            (value, None) => value,
        };
        if here.is_string() {
            break;
        }
    }
    here
}

#[test]
fn the_columns_of_the_cases_are_those_of_the_tables() {
    let cases = cases(&Subject::Activity(Arc::new(Activity::default())), "");
    for field in Activity::fields() {
        let named = cases
            .iter()
            .any(|case| case.path == field.spec.id || case.path.starts_with(&format!("{}[", field.spec.id)));
        assert!(named, "{}", field.spec.id);
    }
    assert!(cases.iter().all(|case| case.column.kind != Kind::Rows));
}
