//! What the cells of a row become: values with evidence, kinds of empty, marks, and words that are kept and told.

use ropa::formats::import::choices::Choices;
use serde_json::{Value, json};

use super::account::{book, bring, sheet, unaccounted};

/// The activity of one row under these headings as JSON, and how many looks it gives.
fn row(headings: &str, cells: &str) -> (Value, usize) {
    let book = book(vec![sheet("", &format!("\nActivity | Purpose | {headings}\nCare | Assess | {cells}"))]);
    let (table, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new(), "{headings}: {cells}");
    (serde_json::to_value(&brought.drafts[0].activity).expect("JSON"), brought.looks.len())
}

#[test]
fn each_cell_becomes_what_an_officer_means_by_it() {
    for (headings, cells, path, expected, looks) in [
        ("Recipients", "N/A", "/marks/0/mark", json!("does-not-apply"), 0),
        ("Recipients", "N/A", "/marks/0/note", json!("‘N/A’ in register.xlsx"), 0),
        ("Recipients", "none", "/lines/0/recipients", json!([]), 0),
        ("Recipients", "TBC", "/marks/0/mark", json!("to-confirm"), 0),
        ("Recipients", "-", "/lines", Value::Null, 0),
        ("Recipients", "Yes", "/imported/unmapped/Recipients", json!("Yes"), 1),
        ("Recipients", "No", "/lines/0/recipients", json!([]), 0),
        ("Lawful basis", "tbc", "/lawful_bases", Value::Null, 0),
        ("Lawful basis", "because we have to", "/lawful_bases", Value::Null, 1),
        (
            "Lawful basis | Legislation",
            "Public task | Children Act 1989",
            "/lawful_bases/0/statutory_reference",
            json!("Children Act 1989"),
            0,
        ),
        ("International transfers", "Not applicable", "/transfers", json!([]), 0),
        ("International transfers", "Yes", "/transfers", Value::Null, 1),
        (
            "International transfers | Safeguards",
            "USA | UK-US data bridge",
            "/transfers/0/mechanism",
            json!("us-data-bridge"),
            0,
        ),
        ("International transfers | Safeguards", " | IDTA", "/transfers/0/mechanism", json!("idta"), 1),
        (
            "Joint controller",
            "Anytown NHS Trust, 1 High Street; Vale Council",
            "/joint_controllers/1/name",
            json!("Vale Council"),
            0,
        ),
        (
            "Joint controller",
            "Anytown NHS Trust, 1 High Street; Vale Council",
            "/joint_controllers/0/contact",
            json!("1 High Street"),
            0,
        ),
        ("Joint controller", "The school is an independent controller", "/joint_controllers", Value::Null, 1),
        ("DPIA required?", "Not sure", "/dpia/required", json!("unknown"), 0),
        ("DPIA status", "lost in the post", "/imported/unmapped/DPIA status", json!("lost in the post"), 1),
        ("Privacy notice", "Yes", "/privacy_notice", Value::Null, 0),
        (
            "Privacy notice",
            "https://anytown.gov.uk/privacy",
            "/privacy_notice/link",
            json!("https://anytown.gov.uk/privacy"),
            0,
        ),
        ("Comments | Notes", "One | Two", "/notes", json!("One\nTwo"), 0),
        (
            "Retention period | Retention trigger",
            "6 years | case closed",
            "/lines/0/retention/trigger",
            json!("case closed"),
            0,
        ),
        ("Link to contract with processor", "https://c.example/1", "/agreements/0/role", json!("processor"), 0),
        ("ESD ID", "1002", "/external_ids/ESD ID", json!("1002"), 0),
        ("Shoe size", "42", "/imported/unmapped/Shoe size", json!("42"), 0),
        ("Status", "Approved", "/status", json!("approved"), 0),
        ("Special category data?", "Y", "/lines", Value::Null, 1),
    ] {
        let (activity, found) = row(headings, cells);
        assert_eq!(activity.pointer(path).cloned().unwrap_or_default(), expected, "{headings}: {cells}: {activity:#}");
        assert_eq!(found, looks, "{headings}: {cells}");
    }
}

#[test]
fn every_value_says_where_it_stood_and_in_which_words() {
    let (activity, _) = row("Lawful basis (Art 6)", "Art 6(1)(e) public task");
    let evidence = activity["imported"]["evidence"].as_array().expect("evidence");
    let of_basis = evidence.iter().find(|entry| entry["field"] == "lawful_bases").expect("of the basis");
    assert_eq!(
        of_basis,
        &json!({ "field": "lawful_bases", "value": "6(1)(e)", "found": "Art 6(1)(e) public task", "at": "C2" })
    );
}

#[test]
fn the_same_file_brought_in_by_two_people_gives_the_same_ids_and_another_file_others() {
    let ids = || row("Recipients", "HMRC").0["id"].clone();
    assert_eq!(ids(), ids());
    assert_eq!(ids().as_str().map(str::len), Some(8));
}

#[test]
fn a_parish_councils_sheet_with_its_letters_and_groups_is_brought() {
    let one = sheet(
        "Sheet1",
        "
Adopted on 12 July 2018 | | | | |
Council contact details | | DPO contact details | | |
Contact name: | A. Clerk | Contact name: | B. Officer | |
Contact phone number: | 01454 000000 | Contact phone number: | | |
 | | | | |
COLUMN A | COLUMN B | COLUMN C | COLUMN D | COLUMN E | COLUMN F
Information type | What personal information (data) is collected? | Category of individual | Where does the data go? | Lawful basis for processing | How long do you retain the data?
Information in | | | | |
Email in | Email address | Resident | The council | Public task | 2 years
Phone message | Name | Resident | The council | Public task | 1 year
Information out | | | | |
Letters | Name; address | Resident | The addressee | Legal obligation | 6 years",
    );
    let book = book(vec![one]);
    let (table, _, brought) = bring(&book, &Choices::default()).expect("it is brought");
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
    let titles: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.name()).collect();
    assert_eq!(titles, ["Email in", "Phone message", "Letters"]);
    let groups: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.directorate.as_deref()).collect();
    assert_eq!(groups, [Some("Information in"), Some("Information in"), Some("Information out")]);
    let organisation = brought.organisation.expect("an organisation");
    assert_eq!(organisation.name, None, "a person to contact is not the organisation");
    assert_eq!(organisation.data_protection_officer.and_then(|officer| officer.name).as_deref(), Some("B. Officer"));
}
