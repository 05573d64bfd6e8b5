//! `export` and `demo`.

use super::Office;
use calamine::{Reader, Xlsx};
use ropa::domain::field::Value as FieldValue;
use ropa::domain::id::Ids;
use ropa::domain::subject::Subject;
use ropa::shell::demo::sample;
use serde_json::{Value, json};
use std::io::Cursor;

#[test]
fn export_writes_the_regulators_workbook_by_the_ending_of_the_file() {
    let office = Office::with_sample();
    let before = office.bytes("r.json");
    office.on_register(["export", "-o", "out.xlsx"]).is(0).says("out.xlsx").says("36 activities");
    let mut book = Xlsx::new(Cursor::new(office.bytes("out.xlsx"))).unwrap();
    let sheets = book.sheet_names();
    let sheet = book.worksheet_range(&sheets[0]).unwrap();
    assert_eq!(sheet.get_value((8, 0)).unwrap().to_string(), "Business function");
    assert_eq!(office.bytes("r.json"), before);
}

#[test]
fn export_narrows_by_a_query_and_writes_nothing_where_nothing_matches() {
    let office = Office::with_sample();
    office.on_register(["export", "-o", "out.json", "title:\"Library membership\""]).is(0).says("Exported 1 activity");
    let part: Value = serde_json::from_slice(&office.bytes("out.json")).unwrap();
    assert_eq!(part["activities"][0]["title"], "Library membership");
    assert_eq!((&part["format"], &part["organisation"]), (&json!("ropa-register"), &office.register()["organisation"]));
    office.on_register(["export", "-o", "none.xlsx", "xylophone"]).refuses(2, "xylophone");
    assert_eq!(office.names(), ["out.json", "r.json"]);
}

#[test]
fn export_as_csv_writes_one_file_a_sheet_and_replaces_none_unless_told() {
    let office = Office::with_sample();
    office.on_register(["export", "-o", "out.csv"]).is(0).says("out-processor.csv");
    let names = office.names();
    assert!(names.contains(&"out-processor.csv".to_owned()), "{names:?}");
    let before = office.bytes("out.csv");
    std::fs::remove_file(office.path("out.csv")).unwrap();
    office.on_register(["export", "-o", "out.csv"]).refuses(5, "out-").says("--replace");
    assert!(!office.path("out.csv").exists(), "all of it or nothing");
    office.on_register(["export", "-o", "out.csv", "--replace"]).is(0);
    assert_eq!(office.bytes("out.csv"), before);
}

#[test]
fn export_writes_what_came_from_lg_inform_plus_back_for_its_upload() {
    let record = |id: &str, number: &str, title: &str, unmapped: Value| {
        json!({
            "id": id, "title": title, "external_ids": { "lg-inform": number, "lg-inform-retention": "=7" },
            "imported": {
                "from": "records.csv",
                "evidence": [{ "field": "title", "value": "Case files", "found": "Case files", "at": "C2" }],
                "unmapped": unmapped,
            },
        })
    };
    let headings = "ID\tRetention ID\tRecords Description\tContains Personal Information?\tImpact Level";
    let office = Office::with(json!([
        record("aaaaaaa1", "1002", "Case files of adults", json!({ "LG Inform Plus columns": headings, "Impact Level": " 3 " })),
        record("aaaaaaa2", "1003", "Case files", json!({ "Contains Personal Information?": "Yes" })),
        { "id": "aaaaaaa3", "title": "Ours" },
    ]));
    office
        .on_register(["export", "-o", "back.csv", "--as", "lg-inform"])
        .is(0)
        .says("2 activities")
        .says("1 record holds something else")
        .says("1 activity did not come from LG Inform Plus");
    let written = String::from_utf8(office.bytes("back.csv")).unwrap();
    let rows: Vec<&str> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        rows,
        [
            "ID,Retention ID,Records Description,Contains Personal Information?,Impact Level",
            "1002,'=7,Case files of adults,, 3 ",
            "1003,'=7,Case files,Yes,",
        ]
    );
    office.on_register(["export", "-o", "back.xlsx", "--as", "lg-inform"]).is(0);
    let mut book = Xlsx::new(Cursor::new(office.bytes("back.xlsx"))).unwrap();
    let sheet = book.worksheet_range("Records").unwrap();
    assert_eq!(sheet.get_value((1, 2)).unwrap().to_string(), "Case files of adults");
    assert_eq!(sheet.get_value((1, 1)).unwrap().to_string(), "=7");
    for (args, words) in [
        (vec!["-o", "back.txt", "--as", "lg-inform"], ".xlsx or .csv"),
        (vec!["-o", "other.csv", "--as", "lg-inform", "--for", "publication"], "--for"),
        (vec!["-o", "other.csv", "--as", "lg-inform", "title:Ours"], "nothing to send back"),
    ] {
        office.on_register(["export"].into_iter().chain(args)).refuses(2, "").says(words);
    }
    office.on_register(["export", "-o", "back.csv", "--as", "lg-inform"]).refuses(5, "--replace");
}

#[test]
fn export_for_publication_holds_back_what_is_not_for_the_public() {
    let office = Office::with(json!([
        { "id": "aaaaaaa1", "title": "Open", "publish": true, "notes": "SENTINEL" },
        { "id": "aaaaaaa2", "title": "Closed", "publish": false },
    ]));
    office
        .on_register(["export", "-o", "out.csv", "--for", "publication"])
        .is(0)
        .says("1 activity is not for publication");
    assert!(!String::from_utf8(office.bytes("out.csv")).unwrap().contains("SENTINEL"));
    office.on_register(["export", "-o", "out.json", "--for", "publication"]).refuses(2, "publication");
}

#[test]
fn export_refuses_what_this_version_does_not_write() {
    let office = Office::with_sample();
    for (args, words) in [
        (vec!["-o", "out.html"], "later version"),
        (vec!["-o", "out.md"], "later version"),
        (vec!["-o", "out.jsonld"], "later version"),
        (vec!["-o", "out.xlsx", "--as", "report"], "later version"),
        (vec!["-o", "out"], "ending"),
        (vec!["-o", "out.txt", "--as", "regulator"], ".xlsx or .csv"),
        (vec!["-o", "out.xlsx", "--as", "poster"], "‘poster’"),
        (vec!["-o", "out.xlsx", "--for", "friends"], "regulator, publication"),
        (vec!["-o", "r.json", "--replace"], "the register itself"),
        (vec!["-o", "./r.json"], "the register itself"),
    ] {
        office.on_register(["export"].into_iter().chain(args)).refuses(2, "").says(words);
    }
    office.on_register(["export", "-o", "out.anything", "--as", "json"]).is(0);
    office.on_register(["export", "-o", "out.anything", "--as", "json"]).refuses(5, "out.anything");
    assert_eq!(office.names(), ["out.anything", "r.json"]);
}

#[test]
fn an_export_that_cut_a_text_asks_for_a_look() {
    let office = Office::with(json!([{ "id": "aaaaaaa1", "title": "A", "purposes": ["x".repeat(40_000)] }]));
    office.on_register(["export", "-o", "out.xlsx"]).is(6).says("too long for Excel");
    office.on_register(["export", "-o", "out.csv"]).is(0);
}

#[test]
fn demo_keeps_a_copy_with_dates_near_today() {
    let office = Office::new();
    office.run(["demo", "--keep", "r.json"]).is(0).says("‘r.json’");
    office.run(["demo", "--keep", "r.json"]).refuses(5, "r.json");
    assert_eq!(office.names(), ["r.json"]);
    let today = jiff::Timestamp::now().to_string();
    let made = office.register()["saved"]["on"].as_str().unwrap().to_owned();
    assert_eq!(made[..10], today[..10]);
}

#[test]
fn the_dates_of_the_sample_move_with_the_day_and_nothing_else_does() {
    let made_on = jiff::civil::date(2026, 11, 24);
    let original = sample(made_on, &mut Ids::seeded(1));
    let shipped: Value = serde_json::from_str(include_str!("../../data/sample.json")).unwrap();
    assert_eq!(serde_json::to_value(original.file()).unwrap(), shipped);

    let later = sample(jiff::civil::date(2028, 2, 29), &mut Ids::seeded(1));
    let (before, after) = (serde_json::to_value(original.file()).unwrap(), serde_json::to_value(later.file()).unwrap());
    let mut moved = 0;
    compare(&before, &after, &mut moved);
    assert!(moved > 100, "{moved}");
    for activity in later.activities() {
        let subject = Subject::Activity(activity.clone());
        assert!(
            subject
                .recorded()
                .iter()
                .all(|place| !matches!(subject.value(place), FieldValue::Date(on) if on.day().is_none()))
        );
    }
}

/// Every text that begins with a date is 462 days later, everything else is the same.
fn compare(before: &Value, after: &Value, moved: &mut usize) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
            before.values().zip(after.values()).for_each(|(before, after)| compare(before, after, moved));
        }
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len());
            before.iter().zip(after).for_each(|(before, after)| compare(before, after, moved));
        }
        (Value::String(earlier), Value::String(later)) => match day(earlier) {
            Some(on) => {
                *moved += 1;
                assert_eq!(day(later), on.checked_add(jiff::Span::new().days(462)).ok(), "{earlier} {later}");
                assert_eq!(earlier[10..], later[10..]);
            }
            None => assert_eq!(earlier, later),
        },
        _ => assert_eq!(before, after),
    }
}

fn day(text: &str) -> Option<jiff::civil::Date> {
    let is_whole = text.len() == 10 || text.get(10..11) == Some("T");
    text.get(..10).filter(|_| is_whole)?.parse().ok()
}
