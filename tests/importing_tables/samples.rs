//! The sample registers of ../shared, where they are at hand.

use ropa::formats::import::book::{self, Book};
use ropa::formats::import::brought::Kind;
use ropa::formats::import::choices::Choices;
use serde_json::{Value, json};

use super::account::{bring, unaccounted};

fn sample(name: &str) -> Option<Book> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/registers").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    let bytes = std::fs::read(&path).expect("the sample is read");
    Some(book::read(&bytes, name).expect("it is a workbook"))
}

#[test]
fn the_regulators_template_as_officers_fill_it_in_becomes_its_activities() {
    let Some(book) = sample("C01_ico_template_as_filled.xlsx") else { return };
    let (table, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
    assert_eq!((brought.source.kind, brought.source.heading_row), (Kind::RegulatorTemplate, Some(9)));
    assert!(!table.ours);
    let told: Vec<_> = brought.drafts.iter().map(|draft| (draft.at, draft.activity.name(), draft.repeats)).collect();
    let licences = "Licensing - Taxi & private hire driver licences";
    assert_eq!(
        told,
        [
            (11, "Adult Social Care", None),
            (12, "SEND - EHC needs assessments", None),
            (17, "parking services", None),
            (18, licences, None),
            (19, licences, Some(18)),
            (20, "Waste - Assisted bin collections", None),
            (24, "HR - Payroll", None),
            (25, "Elections", None),
            (26, "ICT - Microsoft 365 e‑mail and Teams", None),
        ]
    );
    let json: Vec<Value> =
        brought.drafts.iter().map(|draft| serde_json::to_value(&draft.activity).expect("JSON")).collect();
    let at = |place: usize, path: &str| json[place].pointer(path).cloned().unwrap_or_default();
    for (place, path, expected) in [
        (0, "/directorate", json!("ADULTS & CHILDREN’S SERVICES")),
        (0, "/transfers", json!([])),
        (0, "/joint_controllers", json!([])),
        (0, "/dpia", json!({ "required": "yes", "progress": "complete" })),
        (0, "/breach", json!({ "occurred": true, "link": "BR-0093" })),
        (0, "/imported/unmapped", json!({ "Rights available to individuals": "All except portability & erasure" })),
        (1, "/transfers", Value::Null),
        (1, "/joint_controllers", json!([{ "name": "Exampleshire ICB" }])),
        (1, "/lines/2/subjects", json!(["Professionals"])),
        (1, "/lines/2/retention/text", json!("DOB + 31 years")),
        (1, "/lawful_bases", json!([{ "basis": "6(1)(e)" }])),
        (2, "/directorate", json!("PLACE")),
        (2, "/transfers/0/country", json!("IE")),
        (2, "/transfers/0/mechanism", json!("approved")),
        (3, "/lawful_bases", json!([{ "basis": "6(1)(c)" }, { "basis": "6(1)(e)" }])),
        (3, "/schedule1_conditions", json!(["para-6", "para-10"])),
        (3, "/transfers", json!([])),
        (4, "/lawful_bases", Value::Null),
        (4, "/marks/0/field", json!("lawful_bases")),
        (5, "/lines/0/retention", json!({ "text": "1" })),
        (5, "/transfers/0/mechanism", json!("idta")),
        (5, "/consent_record", json!("CRM")),
        (7, "/joint_controllers", Value::Null),
        (7, "/controller/name", json!("Electoral Registration Officer")),
        (7, "/lines/0/retention/permanent", json!(true)),
        (8, "/transfers/0/mechanism", json!("us-data-bridge")),
        (8, "/lines/0/data_classes", json!(["any"])),
        (8, "/last_reviewed", json!("2025-04-01")),
    ] {
        assert_eq!(at(place, path), expected, "{place} {path}");
    }
    let organisation = brought.organisation.expect("an organisation");
    assert_eq!(organisation.name.as_deref(), Some("Exampleshire Borough Council"));
    assert_eq!(organisation.email.as_deref(), Some("dpo@example.gov.uk"));
    assert_eq!(organisation.representative, None);
    let looks: Vec<usize> = brought.looks.iter().map(|look| look.row).collect();
    for row in [6, 9, 17, 18, 19, 20, 25, 26] {
        assert!(looks.contains(&row), "{row} of {looks:?}");
    }
    let skipped: Vec<_> = brought.skipped.iter().map(|skipped| (skipped.sheet.as_deref(), skipped.row)).collect();
    assert_eq!(
        skipped,
        [(None, 1), (None, 29), (None, 30), (Some("OLD 2018 do not use"), 9), (Some("READ ME FIRST"), 1)]
    );
}

#[test]
fn a_german_register_with_a_banner_becomes_its_activities() {
    let Some(book) = sample("B01_vvt_art30_de.xlsx") else { return };
    let (table, matched, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
    assert_eq!((brought.drafts.len(), brought.source.heading_row), (8, Some(5)));
    let unmatched: Vec<&str> =
        matched.iter().filter(|column| column.field.is_none()).map(|column| &*column.heading).collect();
    assert_eq!(unmatched, ["Compliance-Status"]);
    let first = &brought.drafts[0].activity;
    assert_eq!(first.reference.as_deref(), Some("1"));
    assert_eq!(first.transfers()[0].country.as_deref(), Some("IN"));
    assert_eq!(first.lines()[0].retention.as_ref().and_then(|retention| retention.period_months), Some(24));
    assert_eq!(brought.drafts[1].activity.transfers.as_deref(), Some(&[][..]));
    let organisation = brought.organisation.expect("an organisation");
    let officer = organisation.data_protection_officer.expect("an officer");
    assert_eq!(organisation.address.as_deref(), Some("Ruhrallee 188, 45136 Essen"));
    assert_eq!(officer.name.as_deref(), Some("Hannelore Kessler-Brandt"));
}
