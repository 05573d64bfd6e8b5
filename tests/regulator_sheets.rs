//! The sheets of the export beside the organisation's own: other controllers, the processor's, law enforcement; and what is published.

use ropa::formats::ico::{self, Audience};
use ropa::formats::workbook::Sheet;
use serde_json::json;

use crate::regulator_export::{Exported, named, place, texts};

fn names(sheets: &[Sheet]) -> Vec<&str> {
    sheets.iter().map(|sheet| &*sheet.name).collect()
}

fn header(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.blocks.iter().map(|block| block.fields.iter().map(|(_, value)| &**value).collect()).collect()
}

fn council() -> Exported {
    Exported::of(json!({
        "organisation": {
            "name": "Anytown Borough Council", "address": "Town Hall,\nAnytown", "email": "ig@anytown.example", "public_authority": true,
            "data_protection_officer": { "name": "R Okafor", "email": "dpo@anytown.example" }, "security_measures": ["Backups"]
        },
        "activities": [
            { "id": "a1", "title": "Elections", "role": "controller", "controller": { "name": "Electoral Registration Officer for Anytown", "public_authority": false } },
            { "id": "a2", "title": "Payroll", "role": "controller", "status": "approved", "locations": ["Shared drive"], "breach": { "occurred": true, "link": "b-1" },
              "owner": "M Price", "sources": ["Schools"], "marks": [{ "field": "sources", "mark": "to-confirm", "note": "A Shah is asking" }],
              "transfers": [{ "country": "unspecified", "notes": "worldwide" }] },
            { "id": "a3", "title": "School payroll", "role": "processor", "regime": "law-enforcement", "transfers": [],
              "processor_record": { "controllers": [{ "name": "Hill Academy", "contact": "Example Lane\nAnytown" }, { "name": "Vale Trust" }],
                                    "categories_of_processing": ["Paying", "Reporting"], "contract": "c-9" } },
            { "id": "a4", "title": "Fraud", "role": "joint-controller", "regime": "law-enforcement", "publish": false,
              "joint_controllers": [{ "name": "Anytown Police", "contact": "HQ", "arrangement": "isa-2" }], "purposes": ["Prosecute"],
              "lines": [{ "id": "l1", "subjects": ["Suspects"], "data_classes": ["Names"], "special_categories": [], "criminal_offence_data": ["Allegations"],
                          "recipients": ["Courts"], "retention": { "period_months": 72 } }, { "id": "l2", "subjects": ["Witnesses"] }],
              "transfers": [{ "country": "FR", "mechanism": "approved" }], "automated_decisions": { "level": "profiling" },
              "law_enforcement": { "legal_basis": "Consumer Rights Act 2015", "schedule8_conditions": ["para-1"], "policy_document": "p-42" } },
            { "id": "a5", "title": "Canvass", "controller": { "name": "electoral registration officer for anytown", "email": "ero@anytown.example" } },
            { "id": "a6", "title": "Own", "controller": { "name": "ANYTOWN Borough Council" } }
        ]
    }))
}

#[test]
fn another_controller_has_a_sheet_with_its_own_header() {
    let workbook = council().workbook();
    assert_eq!(
        names(&workbook.sheets),
        [
            "Controller",
            "Electoral Registration Officer",
            "Processor",
            "Law enforcement",
            "Index of rows",
            "About this export"
        ]
    );
    let own = named(&workbook, "Controller");
    assert_eq!(own.rows.len(), 2);
    assert_eq!(
        header(&own),
        [
            ["Anytown Borough Council", "Town Hall, Anytown", "ig@anytown.example", "Not recorded"],
            ["R Okafor", "Not recorded", "dpo@anytown.example", "Not recorded"],
            ["Not applicable"; 4]
        ]
    );
    let other = named(&workbook, "Electoral Registration Officer");
    assert_eq!(other.rows.len(), 2);
    let name = "Electoral Registration Officer for Anytown\nelectoral registration officer for anytown";
    assert_eq!(header(&other)[0], [name, "Not recorded", "ero@anytown.example", "Not recorded"]);
}

#[test]
fn an_officer_who_need_not_have_a_data_protection_officer_has_none() {
    let officer = |public_authority| {
        let exported = Exported::of_activity(
            json!({ "controller": { "name": "Returning Officer", "public_authority": public_authority } }),
        );
        header(&named(&exported.workbook(), "Returning Officer"))[1][0].to_owned()
    };
    assert_eq!((officer(false), officer(true)), ("Not applicable".into(), "Not recorded".into()));
}

#[test]
fn a_processors_record_has_one_row_a_controller_whatever_its_regime() {
    let sheet = named(&council().workbook(), "Processor");
    let rows = texts(&sheet);
    assert_eq!(sheet.headings.len(), 7);
    assert_eq!(
        rows[0],
        [
            "Hill Academy\nExample Lane, Anytown",
            "Not applicable",
            "Paying\nReporting",
            "None",
            "No exceptional transfers",
            "Backups",
            "c-9"
        ]
    );
    assert_eq!((rows.len(), &*rows[1][0], &*rows[1][2]), (2, "Vale Trust", "Paying\nReporting"));
    for (record, expected) in [(json!({}), "Not recorded"), (json!({ "controllers": [] }), "None")] {
        let exported = Exported::of_activity(json!({ "role": "processor", "processor_record": record }));
        let rows = exported.rows("Processor");
        assert_eq!((rows.len(), &*rows[0][0]), (1, expected));
    }
}

#[test]
fn a_law_enforcement_record_has_the_columns_of_section_61() {
    let rows = texts(&named(&council().workbook(), "Law enforcement"));
    assert_eq!(
        rows[0],
        [
            "Controller: Anytown Borough Council; Town Hall, Anytown; ig@anytown.example\nJoint controller: Anytown Police\n\
             Joint controller: HQ\nJoint controller: Arrangement: isa-2\nData protection officer: R Okafor; dpo@anytown.example",
            "Prosecute",
            "Courts",
            "Suspects",
            "Names\nSpecial category data: None\nCriminal offence data: Allegations",
            "Profiling, no decision (UK GDPR Article 4(4))",
            "France\nFrance: Transfer approved by regulations (adequacy) (UK GDPR Article 44A(2)(a), 45A; DPA 2018 Schedule 21 Part 3)",
            "Consumer Rights Act 2015\nStatutory etc purposes (DPA 2018 Schedule 8 paragraph 1)\nPolicy document: p-42",
            "6 years",
            "Backups",
        ]
    );
    assert_eq!((rows.len(), &*rows[1][3]), (2, "Witnesses"));
}

#[test]
fn a_publication_leaves_out_security_locations_breaches_notes_officers_and_what_is_not_to_be_published() {
    let council = council();
    let workbook = ico::workbook(&council.request(Audience::Publication));
    assert_eq!(
        names(&workbook.sheets),
        ["Controller", "Electoral Registration Officer", "Processor", "Index of rows", "About this export"]
    );
    let sheet = named(&workbook, "Controller");
    let row = &texts(&sheet)[0];
    for column in ["K", "T", "X", "Y"] {
        assert_eq!(row[place(column)], "Not published", "{column}");
    }
    assert_eq!((&*row[place("R")], &*row[place("H")]), ("Schools\nTo confirm", "Unspecified / worldwide"));
    assert_eq!(header(&sheet)[1][0], "Not published");
    let hidden = ["R Okafor", "A Shah", "M Price", "Shared drive", "Backups", "b-1", "is asking", "Prosecute"];
    let mut said: Vec<String> = workbook.sheets.iter().flat_map(|sheet| texts(sheet).concat()).collect();
    said.extend(workbook.sheets.iter().flat_map(|sheet| header(sheet).concat()).map(str::to_owned));
    said.extend([workbook.title.to_string(), workbook.author.to_string()]);
    for hidden in hidden {
        assert!(!said.iter().any(|text| text.contains(hidden)), "{hidden}");
    }
    let counts = ico::counts(&council.request(Audience::Publication));
    assert_eq!((counts.activities, counts.held_back, counts.named_officers), (5, 1, 0));
    let counts = ico::counts(&council.request(Audience::Regulator));
    assert_eq!((counts.activities, counts.held_back, counts.named_officers), (6, 0, 2));
}

#[test]
fn csv_files_are_the_sheets_of_the_record() {
    let files = ico::csv(&council().request(Audience::Regulator)).unwrap();
    let names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["Controller", "Electoral Registration Officer", "Processor", "Law enforcement"]);
}

#[test]
fn an_export_of_nothing_has_the_organisations_header_and_no_rows() {
    let exported = Exported::of_activities(json!([]));
    let workbook = exported.workbook();
    let sheet = named(&workbook, "Controller");
    assert_eq!((sheet.rows.len(), header(&sheet)[0][0]), (0, "Anytown Borough Council"));
    assert_eq!(ico::preview(&exported.request(Audience::Regulator), 4).rows.len(), 0);
    assert!(workbook.xlsx().is_ok());
}

#[test]
fn names_of_sheets_are_those_of_the_file_whatever_a_controller_is_called() {
    let long = "The Lord Mayor of Anytown’s Charity: [Fund]";
    let exported = Exported::of_activities(json!([
        { "id": "a", "controller": { "name": "Controller" } }, { "id": "b", "controller": { "name": format!("{long} A") } },
        { "id": "c", "controller": { "name": format!("{long} B") } }, { "id": "d" }, { "id": "e", "controller": { "email": "x" } }
    ]));
    let workbook = exported.workbook();
    let file = workbook.xlsx().unwrap().bytes;
    for row in texts(&named(&workbook, "Index of rows")) {
        crate::written_files::cells_of(file.clone(), &row[0]);
    }
    let wanted = [
        "Controller",
        "Controller (2)",
        "The Lord Mayor of Anytown’s Cha",
        "The Lord Mayor of Anytown’s (2)",
        "Not recorded",
    ];
    assert_eq!(names(&workbook.sheets)[..5], wanted);
}
