//! Which field each column goes to.

use std::collections::HashMap;

use ropa::domain::activity::Activity;
use ropa::domain::field::Fielded;
use ropa::domain::line::Line;
use ropa::formats::import::brought::{Matched, MatchedBy};
use ropa::formats::import::choices::Choices;
use ropa::formats::import::matching::{TARGETS, match_columns};
use ropa::formats::import::table::{Column, Table};
use ropa::formats::regulator_template::LAYOUTS;

/// What columns with these headings go to.
fn matched(headings: &[&str], choices: &Choices) -> Vec<Matched> {
    let column = |(column, heading): (usize, &&str)| Column { column, heading: (*heading).into(), ..Column::default() };
    let columns = headings.iter().enumerate().map(column).collect();
    match_columns(&Table { columns, ..Table::default() }, choices)
}

fn field(heading: &str) -> Option<&'static str> {
    matched(&[heading], &Choices::default())[0].field
}

#[test]
fn our_own_labels_and_ids_go_to_their_fields() {
    let fields = Activity::fields().iter().map(|field| field.spec.id);
    let fields = fields.chain(Line::fields().iter().map(|field| field.spec.id));
    for id in fields.filter(|id| TARGETS.iter().any(|target| target.id == *id)) {
        assert_eq!(field(id), Some(id), "{id}");
    }
}

#[test]
fn every_heading_of_the_regulator_is_known_and_sure() {
    for column in LAYOUTS.iter().flat_map(|layout| &layout.columns) {
        let one = &matched(&[&column.heading], &Choices::default())[0];
        let is_derived = matches!(&*column.field, "rights" | "controller_representatives" | "controllers_and_officer");
        assert_eq!(one.field.is_none(), is_derived, "{}: {one:?}", column.heading);
        assert!(is_derived || one.confidence == 100, "{}: {one:?}", column.heading);
    }
}

#[test]
fn headings_as_councils_write_them_go_to_their_fields() {
    for (heading, expected) in [
        ("activityName", "title"),
        ("lawful_basis", "lawful_bases"),
        ("dataSubjects", "subjects"),
        ("thirdCountryTransfers", "transfers"),
        ("Info asset", "title"),
        ("Lawful Basis (Art 6)", "lawful_bases"),
        ("Who do we share with?", "recipients"),
        ("Data Owner/IAO", "owner"),
        ("Retention period", "retention"),
        ("Systems used", "locations"),
        ("Date rev’d", "last_reviewed"),
        ("Categories of\ndata subject ", "subjects"),
        ("3. Lawful basis for processing", "lawful_bases"),
        ("Q7 How long do you keep the data?", "retention"),
        ("CATEGORIES OF PERSONAL DATA (please list)", "data_classes"),
        ("Catagories of Recipients", "recipients"),
        ("Retension period", "retention"),
        ("Where is the personal information stored?", "locations"),
        ("Article 9 condition (if special category)", "article9_conditions"),
        ("Kategorien der Empfänger", "recipients"),
        ("Empfaenger", "recipients"),
        ("Rechtsgrundlage (Art. 6 DSGVO)", "lawful_bases"),
        ("Durée de conservation", "retention"),
        ("Sail gyfreithiol", "lawful_bases"),
        ("Diben y prosesu", "purposes"),
        ("Is the data transferred outside the UK?", "transfers"),
        ("Information Asset Owner (IAO)", "owner"),
        ("Who is the information about?", "subjects"),
        ("Processor(s)", "recipients"),
        ("DPIA completed?", "dpia.progress"),
        ("What security measures do you use?", "security_measures"),
        ("Why do you need the data? Processing purpose", "purposes"),
        ("Lawful basis for processing special category data (Article 9)", "article9_conditions"),
        ("Place of storage", "locations"),
        ("Comments/Actions", "notes"),
        ("Transfers outside UK - safeguard", "transfers.safeguards"),
        ("Who has access to this data internally?", "recipients"),
        ("DPA 2018 Sch 1 condition (if Art 9(2)(b),(g),(h),(i),(j))", "schedule1_conditions"),
    ] {
        assert_eq!(field(heading), Some(expected), "{heading}");
    }
    for heading in [
        "Rights available to individuals",
        "Protective marking",
        "RAG",
        "Shoe size",
        "Budget code",
        "Reason for sharing",
    ] {
        assert_eq!(field(heading), None, "{heading}");
    }
}

#[test]
fn of_two_columns_for_one_value_the_surer_has_it_and_the_other_is_left_to_the_officer() {
    let columns = matched(&["Info asset owner", "Owner", "Lead officer"], &Choices::default());
    let fields: Vec<_> = columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, [None, Some("owner"), None]);
    let columns =
        matched(&["Article 6 lawful basis", "GDPR Article 6 lawful basis for processing"], &Choices::default());
    assert!(columns.iter().all(|column| column.field == Some("lawful_bases")), "a list takes both");
}

#[test]
fn what_the_officer_or_an_earlier_import_chose_comes_first() {
    let choices = Choices {
        columns: vec![("purpose".into(), Some("notes".into())), ("Owner".into(), None)],
        remembered: vec![
            ("Purpose".into(), Some("title".into())),
            ("Budget code".into(), Some("external_ids.finance".into())),
        ],
        ..Choices::default()
    };
    let columns = matched(&["Purpose", "Owner", "Budget code"], &choices);
    let fields: Vec<_> = columns.iter().map(|column| (column.field, column.by)).collect();
    let expected = [
        (Some("notes"), MatchedBy::Officer),
        (None, MatchedBy::Officer),
        (Some("external_ids"), MatchedBy::Remembered),
    ];
    assert_eq!(fields, expected);
}

#[test]
fn a_column_without_a_heading_is_known_by_its_cells() {
    let column = Column { column: 3, cells: vec!["6(1)(e)".into(), "Art 6(1)(c)".into()], ..Column::default() };
    let columns = match_columns(&Table { columns: vec![column], ..Table::default() }, &Choices::default());
    assert_eq!((&*columns[0].heading, columns[0].field, columns[0].by), ("D", Some("lawful_bases"), MatchedBy::Cells));
}

#[test]
fn no_wording_stands_under_two_fields_and_every_field_of_the_list_is_one() {
    let file: serde_json::Value = serde_json::from_str(include_str!("../../data/import/headings.json")).expect("JSON");
    let mut seen: HashMap<String, String> = HashMap::new();
    for entry in file["fields"].as_array().expect("fields") {
        let id = entry["field"].as_str().expect("a field").to_owned();
        assert!(id.is_empty() || TARGETS.iter().any(|target| target.id == id), "{id}");
        for heading in entry["headings"].as_array().expect("headings") {
            let heading = heading.as_str().expect("a heading");
            let found = field(heading).unwrap_or_default();
            assert_eq!(found, id, "{heading}");
            let words = ropa::domain::fold::fold(heading);
            assert_eq!(seen.insert(words, id.clone()), None, "{heading} stands there twice");
        }
    }
}
