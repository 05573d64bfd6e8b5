//! What this program exports comes back with no field changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::datetime;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::register::Register;
use ropa::formats::ico::{self, Audience, Request};
use ropa::formats::import::book;
use ropa::formats::import::brought::{Brought, Kind};
use ropa::formats::import::choices::Choices;
use serde_json::Value;

use super::account::{bring, unaccounted};

fn sample() -> Register {
    read(include_bytes!("../../data/sample.json"))
}

fn read(bytes: &[u8]) -> Register {
    ropa::formats::json::read(bytes, &mut ropa::domain::id::Ids::seeded(1)).expect("a register").register
}

fn request<'a>(register: &'a Register, lexicon: &'a Lexicon) -> Request<'a> {
    Request {
        register,
        as_at: None,
        activities: register.activities().iter().collect(),
        lexicon,
        written: datetime(2026, 11, 24, 10, 0, 0, 0),
        by: "J. Smith",
        program_version: "0.1.0",
        audience: Audience::Regulator,
    }
}

fn json(activity: &Activity) -> Value {
    serde_json::to_value(activity).expect("JSON")
}

/// Where a draft says something else than the register: members that it does not say are no change.
fn changes(path: &str, register: &Value, draft: &Value, found: &mut Vec<String>) {
    match (register, draft) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (name, value) in
                theirs.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "imported" | "line" | "marks"))
            {
                changes(&format!("{path}.{name}"), ours.get(name).unwrap_or(&Value::Null), value, found);
            }
        }
        // The regulator's column has the agreements with processors only.
        (Value::Array(ours), Value::Array(theirs)) if path.ends_with(".agreements") => {
            for theirs in theirs {
                let ours = ours.iter().find(|ours| ours["recipient"] == theirs["recipient"]).unwrap_or(&Value::Null);
                changes(&format!("{path}[{}]", theirs["recipient"]), ours, theirs, found);
            }
        }
        (Value::Array(ours), Value::Array(theirs))
            if theirs.iter().all(Value::is_object) && ours.len() == theirs.len() =>
        {
            for (place, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                changes(&format!("{path}[{place}]"), ours, theirs, found);
            }
        }
        (ours, theirs) if ours != theirs => found.push(format!("{path}: {ours} became {theirs}")),
        _ => {}
    }
}

fn changes_of(register: &Register, brought: &Brought) -> Vec<String> {
    let by_id: BTreeMap<&str, &Arc<Activity>> =
        register.activities().iter().map(|one| (one.id.as_str(), one)).collect();
    let mut found = Vec::new();
    for draft in &brought.drafts {
        let ours = by_id.get(draft.activity.id.as_str()).expect("the index names the activity");
        changes(draft.activity.name(), &json(ours), &json(&draft.activity), &mut found);
    }
    found
}

#[test]
fn the_workbook_of_the_sample_comes_back_with_no_field_changed_and_most_of_it_said() {
    let register = sample();
    let lexicon = Lexicon::of(&register.vocabulary());
    let written = ico::workbook(&request(&register, &lexicon)).xlsx().expect("a workbook");
    let book = book::read(&written.bytes, "export.xlsx").expect("it is read");
    let (table, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!((brought.source.kind, table.ours), (Kind::RegulatorTemplate, true));
    assert_eq!(brought.drafts.len(), register.activities().len());
    assert_eq!(changes_of(&register, &brought), Vec::<String>::new());
    let said =
        |activity: &Activity| activity.lines().iter().map(|line| line.subjects.iter().flatten().count()).sum::<usize>();
    let ours: usize = register.activities().iter().map(|activity| said(activity)).sum();
    let theirs: usize = brought.drafts.iter().map(|draft| said(&draft.activity)).sum();
    assert_eq!(ours, theirs);
    let left: Vec<String> = unaccounted(&book, &table, &brought);
    // Rights and the second column of bases are worked out from others, and so are the headers of section 61.
    let is_derived = |cell: &String| {
        ['P'].iter().any(|column| cell.contains(&format!("!{column}"))) || cell.contains("’!A") || cell.contains("’!B")
    };
    let left: Vec<&String> = left.iter().filter(|cell| !is_derived(cell)).collect();
    assert_eq!(left, Vec::<&String>::new());
}

#[test]
fn the_csv_of_the_sample_comes_back_as_the_same_lines() {
    let register = sample();
    let lexicon = Lexicon::of(&register.vocabulary());
    let files = ico::csv(&request(&register, &lexicon)).expect("files");
    let (_, bytes) = files.first().expect("a first sheet");
    let book = book::read(bytes, "export.csv").expect("it is read");
    let (table, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert!(table.ours);
    let lines = |activity: &Activity| activity.lines().iter().filter(|line| line.subjects.is_some()).count();
    let of_controllers = |activity: &&Arc<Activity>| {
        !activity.is_processor() && !activity.is_law_enforcement() && activity.controller.is_none()
    };
    let ours: Vec<usize> =
        register.activities().iter().filter(of_controllers).map(|activity| lines(activity)).collect();
    let theirs: Vec<usize> = brought.drafts.iter().map(|draft| lines(&draft.activity)).collect();
    assert_eq!(ours, theirs);
}

#[test]
fn an_activity_with_every_member_comes_back_with_no_field_changed() {
    let register = read(include_bytes!("../fixtures/register_every_member.json"));
    let lexicon = Lexicon::of(&register.vocabulary());
    let written = ico::workbook(&request(&register, &lexicon)).xlsx().expect("a workbook");
    let book = book::read(&written.bytes, "export.xlsx").expect("it is read");
    let (_, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!(changes_of(&register, &brought), Vec::<String>::new());
    let activity = &brought.drafts[0].activity;
    assert_eq!(activity.transfers()[0].checked_on.as_ref().map(|day| day.as_str()), Some("2026-10-01"));
    assert_eq!(activity.agreements()[0].reference.as_deref(), Some("..."));
}
