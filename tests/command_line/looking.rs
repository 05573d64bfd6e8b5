//! `list` and `show`.

use super::Office;
use serde_json::{Value, json};

const MEMBERS: [&str; 11] = [
    "id",
    "reference",
    "title",
    "directorate",
    "team",
    "owner",
    "status",
    "next_review",
    "score",
    "errors",
    "warnings",
];

#[test]
fn list_names_every_activity_one_a_line_in_the_order_of_the_register() {
    let office = Office::with_sample();
    let answer = office.on_register(["list"]).is(0);
    assert_eq!(answer.err, "");
    let register = office.register();
    let activities = register["activities"].as_array().unwrap();
    assert_eq!(answer.out.lines().count(), activities.len());
    for (line, activity) in answer.out.lines().zip(activities) {
        assert!(line.contains(activity["title"].as_str().unwrap()), "{line}");
        assert!(line.starts_with(activity["reference"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn list_in_json_has_the_members_of_the_design_page_and_no_others() {
    let office = Office::with_sample();
    let answer = office.json(["list"]);
    let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["schema", "count", "total", "activities"]);
    assert_eq!(answer["schema"], "ropa.list/1");
    let rows = answer["activities"].as_array().unwrap();
    assert_eq!(
        (answer["count"].as_u64(), answer["total"].as_u64()),
        (Some(rows.len() as u64), Some(rows.len() as u64))
    );
    let register = office.register();
    for (row, activity) in rows.iter().zip(register["activities"].as_array().unwrap()) {
        assert_eq!(row.as_object().unwrap().keys().collect::<Vec<_>>(), MEMBERS);
        for member in &MEMBERS[..8] {
            assert_eq!(row[member], *activity.get(*member).unwrap_or(&Value::Null), "{member}");
        }
        assert!((0.0..=1.0).contains(&row["score"].as_f64().unwrap()));
        assert_eq!(row["score"] == json!(1.0), row["errors"] == 0 && row["warnings"] == 0, "{row}");
    }
}

#[test]
fn list_narrows_by_a_query_and_says_when_nothing_matches() {
    let office = Office::with_sample();
    for (query, reference) in [
        (vec!["school", "transport", "eligibility"], "PA-0007"),
        (vec!["school transport eligibility"], "PA-0007"),
        (vec!["team:payroll"], "PA-0018"),
    ] {
        let args = ["list"].into_iter().chain(query);
        let found = office.json(args);
        let rows = found["activities"].as_array().unwrap();
        assert!(rows.iter().any(|row| row["reference"] == reference), "{found}");
        assert!(found["count"].as_u64() < found["total"].as_u64());
    }
    let nothing = office.on_register(["list", "xylophone"]).is(1).says("Nothing matches ‘xylophone’");
    assert_eq!(nothing.out, "");
    office.on_register(["list", "paroll"]).is(1).says("Payroll");
    office.on_register(["list", "zzz:payroll"]).says("‘zzz:’ is not a field");
    assert_eq!(office.json(["list", "xylophone"])["count"], 0);
}

#[test]
fn list_as_csv_has_the_same_columns_and_no_formulas() {
    let office =
        Office::with(json!([{ "id": "k7m2q9xd", "title": "=HYPERLINK(\"x\")", "team": "a, b", "reference": "+1" }]));
    let answer = office.on_register(["list", "--format", "csv"]).is(0);
    let mut reader = csv::Reader::from_reader(answer.out.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), MEMBERS);
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!([&row[0], &row[1], &row[2], &row[4]], ["k7m2q9xd", "'+1", "'=HYPERLINK(\"x\")", "a, b"]);
}

#[test]
fn show_finds_an_activity_by_id_reference_and_title() {
    let office = Office::with_sample();
    for name in ["tn7tzn1n", "PA-0007", "pa-0007", "School transport: applications and eligibility"] {
        let shown = office.json(["show", name]);
        assert_eq!(shown["activity"]["id"], "tn7tzn1n", "{name}");
    }
    office.on_register(["show", "PA-9999"]).refuses(2, "PA-9999");
    office.on_register(["show", "Payrol and pensions"]).refuses(2, "Payroll and pensions");
}

#[test]
fn show_does_not_guess_between_activities_of_one_name() {
    let office =
        Office::with(json!([{ "id": "aaaaaaa1", "title": "Payroll" }, { "id": "aaaaaaa2", "title": "payroll" }]));
    office.on_register(["show", "Payroll"]).refuses(2, "aaaaaaa1, aaaaaaa2");
    assert_eq!(office.json(["show", "aaaaaaa2"])["activity"]["title"], "payroll");
}

#[test]
fn show_in_json_holds_the_activity_as_it_stands_in_the_register() {
    let activity = json!({
        "id": "k7m2q9xd", "title": "Payroll", "zz_unknown": { "n": 1.10, "big": 123456789012345678901234567890_u128.to_string() },
        "lines": [{ "id": "4hq0w8zr", "subjects": ["Staff"], "special_categories": ["Health"] }],
        "lawful_bases": [{ "basis": "6(1)(e)" }, { "basis": "6(1)(a)" }],
        "marks": [{ "field": "owner", "mark": "to-confirm", "note": "asking" }],
    });
    let office = Office::with(json!([activity]));
    let shown = office.json(["show", "Payroll"]);
    assert_eq!(shown.as_object().unwrap().keys().collect::<Vec<_>>(), ["schema", "activity", "findings", "rights"]);
    assert_eq!(shown["schema"], "ropa.show/1");
    assert_eq!(shown["activity"], activity);
    let text = office.on_register(["show", "Payroll", "--format", "json"]).out;
    assert!(text.contains("\"n\": 1.1"), "{text}");

    let findings = shown["findings"].as_array().unwrap();
    let condition = findings.iter().find(|finding| finding["rule"] == "V-20").unwrap();
    let keys: Vec<&String> = condition.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["field", "line", "rule", "severity", "law", "message", "accepted"]);
    assert_eq!((&condition["severity"], &condition["accepted"]), (&json!("warning"), &json!(false)));
    let of_line = findings.iter().find(|finding| finding["field"] == "recipients").unwrap();
    assert_eq!((&of_line["line"], &of_line["severity"]), (&json!("4hq0w8zr"), &json!("error")));

    let right = |id: &str| shown["rights"].as_array().unwrap().iter().find(|right| right["id"] == id).unwrap().clone();
    for (id, answer) in [
        ("access", "yes"),
        ("erasure", "limited"),
        ("portability", "limited"),
        ("object", "limited"),
        ("withdraw", "limited"),
        ("automated-decisions", "unknown"),
    ] {
        assert_eq!(right(id)["answer"], answer, "{id}");
    }
    assert_eq!(right("object")["note"], "Public task");
}

#[test]
fn rights_follow_from_each_lawful_basis() {
    for (basis, erasure, portability, object, withdraw) in [
        ("6(1)(a)", "yes", "yes", "no", "yes"),
        ("6(1)(b)", "yes", "yes", "no", "no"),
        ("6(1)(c)", "no", "no", "no", "no"),
        ("6(1)(d)", "yes", "no", "no", "no"),
        ("6(1)(e)", "limited", "no", "yes", "no"),
        ("6(1)(ea)", "yes", "no", "yes", "no"),
        ("6(1)(f)", "yes", "no", "yes", "no"),
        ("unheard-of", "unknown", "unknown", "unknown", "unknown"),
    ] {
        let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A", "lawful_bases": [{ "basis": basis }] }]));
        let shown = office.json(["show", "A"]);
        let answers: Vec<&Value> = ["erasure", "portability", "object", "withdraw"]
            .iter()
            .map(|id| &shown["rights"].as_array().unwrap().iter().find(|right| right["id"] == *id).unwrap()["answer"])
            .collect();
        assert_eq!(answers, [erasure, portability, object, withdraw], "{basis}");
    }
}

#[test]
fn show_without_an_activity_is_the_whole_register_and_always_the_same_text() {
    let office = Office::with_sample();
    let text = office.on_register(["show"]).is(0).out;
    assert_eq!(text, office.on_register(["show"]).is(0).out);
    for activity in office.register()["activities"].as_array().unwrap() {
        assert!(text.contains(activity["title"].as_str().unwrap()));
        for purpose in activity["purposes"].as_array().into_iter().flatten() {
            assert!(text.contains(purpose.as_str().unwrap()), "{purpose}");
        }
    }
    assert_eq!(office.json(["show"])["register"], office.register());
}

#[test]
fn show_tells_all_that_is_recorded_of_an_activity() {
    let office = Office::with_sample();
    let text = office.on_register(["show", "SC-01"]).is(0).out;
    for words in [
        "Strategic Commissioning",
        "health or social care information",
        "Not recorded: Team or service",
        "Rights of the people",
        "To look at",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn looking_changes_nothing() {
    let office = Office::with_sample();
    let before = (office.bytes("r.json"), office.names());
    for args in [vec!["list"], vec!["list", "payroll"], vec!["show"], vec!["show", "PA-0001"], vec!["doctor"]] {
        office.on_register(args).is(0);
    }
    assert_eq!((office.bytes("r.json"), office.names()), before);
}
