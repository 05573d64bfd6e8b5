//! CISO Assistant's workbook and flat sheet.

use super::{Stopped, is_stopped, is_told, kept, with, words};
use ropa::formats::import::book::{self, Book, Cell, Sheet};
use ropa::formats::import::brought::{Brought, Kind};
use ropa::formats::import::choices::Unwatched;
use ropa::formats::import::layouts::{ciso, recognise};
use rust_xlsxwriter::Workbook;

const PROCESSING: [&str; 12] = [
    "ref_id",
    "name",
    "description",
    "domain",
    "status",
    "processing_nature",
    "information_channel",
    "usage_channel",
    "dpia_required",
    "dpia_reference",
    "assigned_to",
    "labels",
];

/// A workbook as the system writes one, read back from its bytes.
fn book(sheets: &[(&str, &[&[&str]])]) -> Book {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                match *cell {
                    "" => continue,
                    "TRUE" => sheet.write_boolean(row as u32, column as u16, true).unwrap(),
                    "FALSE" => sheet.write_boolean(row as u32, column as u16, false).unwrap(),
                    text => sheet.write_string(row as u32, column as u16, text).unwrap(),
                };
            }
        }
    }
    book::read(&workbook.save_to_buffer().unwrap(), "processing.xlsx").unwrap()
}

fn bring(book: &Book) -> Brought {
    with("processing.xlsx", |setting| ciso::bring(book, setting, &Unwatched)).unwrap()
}

fn payroll() -> Book {
    book(&[
        (
            "Processing",
            &[
                &PROCESSING,
                &[
                    "PRC-7",
                    "Payroll",
                    "Pay for staff",
                    "Resources",
                    "privacy_in_review",
                    "privacy_collection,privacy_use",
                    "Intranet",
                    "HR portal",
                    "TRUE",
                    "'=DPIA-9",
                    "a.shah@council.example",
                    "audit,pay",
                ],
            ],
        ),
        (
            "Purposes",
            &[
                &["name", "description", "legal_basis", "article_9_condition"],
                &["Pay salaries", "monthly", "privacy_contract", ""],
                &["Report to HMRC", "", "privacy_legal_obligation", "privacy_employment_social_security"],
                &["Staff lottery", "", "", ""],
            ],
        ),
        (
            "Personal data",
            &[
                &["name", "description", "category", "retention", "deletion_policy", "is_sensitive", "assets"],
                &[
                    "Bank details",
                    "",
                    "privacy_bank_account",
                    "6 years",
                    "privacy_automatic_deletion",
                    "FALSE",
                    "iTrent,SharePoint",
                ],
                &["Sick notes", "", "privacy_health_data", "3 years", "", "TRUE", ""],
                &["", "", "privacy_trade_union_membership", "6 years", "privacy_automatic_deletion", "TRUE", ""],
                &["Names", "", "privacy_name", "6 years", "privacy_automatic_deletion", "FALSE", ""],
            ],
        ),
        (
            "Data subjects",
            &[
                &["name", "description", "category"],
                &["Employees", "", "privacy_employee"],
                &["", "", "privacy_job_applicant"],
            ],
        ),
        ("Data recipients", &[&["name", "description", "category"], &["HMRC", "tax", "privacy_tax_authority"]]),
        (
            "Contractors",
            &[
                &["name", "description", "entity", "relationship_type", "country", "documentation_link"],
                &["Payroll bureau", "", "ACME Payroll", "privacy_data_processor", "FR", "https://contracts.example/1"],
                &["Pensions", "", "", "privacy_joint_controller", "GB", "https://contracts.example/2"],
            ],
        ),
        (
            "Transfers",
            &[
                &["name", "description", "entity", "country", "transfer_mechanism", "guarantees", "documentation_link"],
                &["Support calls", "", "ACME Inc", "US", "privacy_standard_contractual_clauses", "", ""],
                &["Group", "", "ACME SA", "FR", "privacy_adequacy_decision", "regulations", "https://tra.example"],
                &["Home", "", "", "GB", "", "", ""],
            ],
        ),
        ("Notes of mine", &[&["anything", "else"]]),
    ])
}

#[test]
fn the_workbook_of_one_processing_is_one_activity_with_linked_lines() {
    let book = payroll();
    assert_eq!(recognise(&book), Some(Kind::CisoAssistant));
    let brought = bring(&book);
    assert_eq!(brought.drafts.len(), 1);
    assert_eq!(&*brought.drafts[0].key, "PRC-7");
    let activity = &brought.drafts[0].activity;
    assert_eq!(activity.reference.as_deref(), Some("PRC-7"));
    assert_eq!(activity.title.as_deref(), Some("Payroll"));
    assert_eq!(activity.business_function.as_deref(), Some("Resources"));
    assert_eq!(activity.status.as_deref(), Some("in-review"));
    assert_eq!(activity.owner.as_deref(), Some("a.shah@council.example"));
    assert_eq!(words(&activity.tags), ["audit", "pay"]);
    let dpia = activity.dpia.as_ref().unwrap();
    assert_eq!((dpia.required.as_deref(), dpia.link.as_deref()), (Some("yes"), Some("=DPIA-9")));
    assert_eq!(words(&activity.purposes), ["Pay salaries", "Report to HMRC", "Staff lottery"]);
    let bases: Vec<_> = activity
        .lawful_bases
        .iter()
        .flatten()
        .map(|basis| (basis.basis.as_deref(), basis.purpose.as_deref()))
        .collect();
    assert_eq!(
        bases,
        [(Some("6(1)(b)"), Some("Pay salaries")), (Some("6(1)(c)"), Some("Report to HMRC"))],
        "a blank is no consent"
    );
    assert_eq!(words(&activity.article9_conditions), ["9(2)(b)"]);
    let lines = activity.lines();
    assert_eq!(lines.len(), 2, "one for each time that data are kept");
    assert_eq!(words(&lines[0].data_classes), ["Bank details", "Names"]);
    assert_eq!(words(&lines[0].special_categories), ["Trade union membership"]);
    assert_eq!(words(&lines[1].data_classes), ["Sick notes"]);
    assert_eq!(words(&lines[1].special_categories), ["Health data"]);
    let kept_for = |line: usize| lines[line].retention.as_ref().unwrap();
    assert_eq!((kept_for(0).period_months, kept_for(0).action.as_deref()), (Some(72), Some("destroy")));
    assert_eq!(kept_for(1).period_months, Some(36));
    for line in lines {
        assert_eq!(words(&line.subjects), ["Employees", "Job applicant"]);
        assert_eq!(words(&line.recipients), ["HMRC", "ACME Payroll"]);
    }
    assert_eq!(words(&activity.locations), ["iTrent", "SharePoint"]);
    let agreement = &activity.agreements.as_ref().unwrap()[0];
    assert_eq!((agreement.recipient.as_deref(), agreement.role.as_deref()), (Some("ACME Payroll"), Some("processor")));
    assert_eq!(activity.joint_controllers.as_ref().unwrap()[0].name.as_deref(), Some("Pensions"));
    assert_eq!(kept(activity, "Contractors: country"), Some("FR\nGB"));
}

#[test]
fn a_mechanism_of_the_european_union_is_no_instrument_of_the_united_kingdom() {
    let brought = bring(&payroll());
    let transfers = brought.drafts[0].activity.transfers.clone().unwrap();
    let shown: Vec<_> = transfers
        .iter()
        .map(|transfer| (transfer.country.as_deref(), transfer.mechanism.as_deref(), transfer.safeguards.as_deref()))
        .collect();
    assert_eq!(
        shown,
        [(Some("US"), None, Some("Standard contractual clauses")), (Some("FR"), Some("approved"), Some("regulations")),],
        "and what stays in the United Kingdom is no transfer"
    );
    assert!(brought.looks.iter().any(|look| look.reason.contains("does not cover transfers from the United Kingdom")));
    assert!(brought.looks.iter().any(|look| look.reason.contains("The contractor is in ‘FR’")));
}

#[test]
fn every_cell_of_the_workbook_is_a_value_or_kept_or_told() {
    let book = payroll();
    let brought = bring(&book);
    let mut cells = 0;
    for sheet in &book.sheets {
        let heading = |column: usize| match &*sheet.name {
            "Processing" => sheet.cell(0, column).words().to_string(),
            name => format!("{name}: {}", sheet.cell(0, column).words()),
        };
        for (row, filled) in sheet.rows.iter().enumerate().skip(usize::from(&*sheet.name != "Notes of mine")) {
            for (column, cell) in filled.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                let words = cell.words();
                let words = words.strip_prefix('\'').unwrap_or(&words);
                let is_skipped = brought
                    .skipped
                    .iter()
                    .any(|skipped| skipped.row == row + 1 && skipped.sheet.as_deref() == Some(&*sheet.name));
                assert!(
                    is_skipped || is_told(&brought, &heading(column), words, &sheet.place(row, column)),
                    "{} {words}",
                    sheet.place(row, column)
                );
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 67);
}

#[test]
fn rows_beside_several_processings_go_by_name_and_the_rest_is_told() {
    let book = book(&[
        ("Processings", &[&PROCESSING, &["P-1", "Payroll"], &["P-2", "Parking"]]),
        (
            "purposes",
            &[
                &["processing", "name", "legal_basis"],
                &["p-2", "Permits", "privacy_public_interest"],
                &["PAYROLL", "Pay", ""],
                &["P-9", "Lost", ""],
                &["", "Nobody's", ""],
            ],
        ),
    ]);
    let brought = bring(&book);
    let purposes: Vec<_> = brought.drafts.iter().map(|draft| words(&draft.activity.purposes)).collect();
    assert_eq!(purposes, [["Pay"], ["Permits"]]);
    let told: Vec<_> = brought.skipped.iter().map(|skipped| (skipped.sheet.as_deref(), skipped.row)).collect();
    assert_eq!(told, [(Some("purposes"), 4), (Some("purposes"), 5)]);
}

#[test]
fn the_flat_sheet_is_known_by_its_headings_and_others_are_not() {
    let flat = |headings: &str| {
        book::read(format!("{headings}\nP-1,Payroll,x,FALSE\n").as_bytes(), "processings.csv").unwrap()
    };
    let known = flat("ref_id,name*,processing_nature,dpia_required");
    assert_eq!(recognise(&known), Some(Kind::CisoAssistant));
    let brought = bring(&known);
    let activity = &brought.drafts[0].activity;
    assert_eq!((activity.title.as_deref(), activity.reference.as_deref()), (Some("Payroll"), Some("P-1")));
    assert_eq!(activity.dpia.as_ref().unwrap().required.as_deref(), Some("no"));
    assert_eq!(kept(activity, "processing_nature"), Some("x"));
    assert_eq!(recognise(&flat("ref,name,purpose,dpia")), None);
    let nothing = Book {
        sheets: vec![Sheet { rows: vec![vec![Cell::Text("x".into())]], ..Sheet::default() }],
        ..Book::default()
    };
    assert_eq!(recognise(&nothing), None);
    assert!(with("x.xlsx", |setting| ciso::bring(&nothing, setting, &Unwatched)).unwrap_err().0.contains("‘x.xlsx’"));
    is_stopped(with("x.xlsx", |setting| ciso::bring(&known, setting, &Stopped)));
}
