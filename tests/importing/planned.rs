//! What becomes of each draft: new, there already, or like another one.

use super::{brought, register};
use ropa::domain::register::Register;
use ropa::formats::import::brought::{Brought, Kind};
use ropa::formats::import::plan::{Fate, Plan, plan};
use serde_json::{Value, json};

/// The fates of drafts in short, in their order.
fn fates(register: &Register, files: &[Brought]) -> Vec<&'static str> {
    let fates = plan(register, files).items.into_iter().map(|item| match item.fate {
        Fate::New => "new",
        Fate::Alike(_) => "alike",
        Fate::Changed(..) => "changed",
        Fate::Same(_) => "same",
    });
    fates.collect()
}

fn after(register: &Register, files: &[Brought]) -> Register {
    let mut after = register.clone();
    plan(register, files).edit(register, Plan::label(1, "ropa.xlsx"), |_| true).apply(&mut after);
    after
}

#[test]
fn a_draft_is_known_by_id_reference_foreign_id_or_title_in_its_team() {
    let cases: [(&str, Value, Value, &str); 16] = [
        (
            "its reference",
            json!({"reference": "HR-01", "title": "Payroll"}),
            json!({"reference": "hr-01", "title": "Payroll", "owner": "A"}),
            "changed",
        ),
        (
            "its reference, renamed",
            json!({"reference": "HR-01", "title": "Payroll"}),
            json!({"reference": "HR-01", "title": "Paying staff"}),
            "changed",
        ),
        (
            "a number that any sheet has",
            json!({"reference": "1", "title": "Payroll"}),
            json!({"reference": "1", "title": "Tree inspections"}),
            "alike",
        ),
        (
            "a number and the same title",
            json!({"reference": "1", "title": "Payroll"}),
            json!({"reference": "1", "title": "Payroll", "owner": "A"}),
            "changed",
        ),
        (
            "a number, one slip in the title",
            json!({"reference": "1", "title": "Payroll of staff"}),
            json!({"reference": "1", "title": "Payrol of staff"}),
            "changed",
        ),
        (
            "a reference of another team",
            json!({"reference": "A1", "title": "Payroll", "team": "Finance"}),
            json!({"reference": "A1", "title": "Trees", "team": "Parks"}),
            "alike",
        ),
        (
            "an id of another system",
            json!({"title": "Payroll", "external_ids": {"lg-inform": "1002"}}),
            json!({"title": "Pay", "external_ids": {"lg-inform": "1002"}}),
            "changed",
        ),
        (
            "its title in its team",
            json!({"title": "Payroll", "team": "Finance"}),
            json!({"title": "PAYROLL ", "team": "finance", "owner": "A"}),
            "changed",
        ),
        ("its title in no team", json!({"title": "Payroll"}), json!({"title": "Payroll", "owner": "A"}), "changed"),
        (
            "its title in another team",
            json!({"title": "Payroll", "team": "Finance"}),
            json!({"title": "Payroll", "team": "Schools"}),
            "new",
        ),
        (
            "its title, the team not said",
            json!({"title": "Payroll", "team": "Finance"}),
            json!({"title": "Payroll"}),
            "alike",
        ),
        (
            "its title with another reference",
            json!({"reference": "A-1", "title": "Payroll"}),
            json!({"reference": "A-2", "title": "Payroll"}),
            "alike",
        ),
        (
            "nearly its title",
            json!({"title": "Council tax billing", "team": "Tax"}),
            json!({"title": "Billing of council tax", "team": "Tax"}),
            "alike",
        ),
        (
            "a title of no team that others have",
            json!({"title": "Privacy notice", "purposes": ["Pay staff"]}),
            json!({"title": "Privacy notice", "purposes": ["Look after trees"]}),
            "alike",
        ),
        (
            "a title of no team, and a purpose",
            json!({"title": "Privacy notice", "purposes": ["Pay staff", "x"]}),
            json!({"title": "Privacy notice", "purposes": ["Pay staff"]}),
            "changed",
        ),
        ("nothing", json!({"title": "Payroll"}), json!({"title": "Trees"}), "new"),
    ];
    for (by, there, draft, fate) in cases {
        assert_eq!(fates(&register(&json!([there])), &[brought(Kind::Sheet, &json!([draft]))]), [fate], "{by}");
    }
}

#[test]
fn one_of_several_that_it_could_be_is_none_of_them() {
    let there = register(&json!([{"reference": "A-1", "title": "One"}, {"reference": "A-1", "title": "Two"}]));
    assert_eq!(fates(&there, &[brought(Kind::Sheet, &json!([{"reference": "A-1", "title": "Three"}]))]), ["alike"]);
}

#[test]
fn the_same_file_twice_adds_nothing_and_two_copies_of_it_come_in_once() {
    let file =
        brought(Kind::Sheet, &json!([{"title": "Payroll", "lines": [{"subjects": ["Staff"]}]}, {"title": "Trees"}]));
    let empty = register(&json!([]));
    let first = after(&empty, std::slice::from_ref(&file));
    assert_eq!(fates(&first, std::slice::from_ref(&file)), ["same", "same"]);
    assert!(plan(&first, std::slice::from_ref(&file)).edit(&first, String::new(), |_| true).is_empty());
    assert_eq!(fates(&empty, &[file.clone(), file]), ["new", "new", "same", "same"]);
}

#[test]
fn two_sheets_that_number_their_rows_alike_keep_all_their_rows_under_ids_of_their_own() {
    let housing =
        brought(Kind::Sheet, &json!([{"reference": "1", "title": "Lettings", "lines": [{"subjects": ["Tenants"]}]}]));
    let parks =
        brought(Kind::Sheet, &json!([{"reference": "1", "title": "Trees", "lines": [{"subjects": ["Residents"]}]}]));
    let both = after(&register(&json!([])), &[housing.clone(), parks.clone()]);
    let titles: Vec<_> = both.activities().iter().map(|activity| activity.name().to_owned()).collect();
    assert_eq!(titles, ["Lettings", "Trees"]);
    let mut ids: Vec<_> =
        both.activities().iter().flat_map(|one| [one.id.clone(), one.lines()[0].id.clone()]).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    assert_eq!(fates(&both, &[housing, parks]), ["same", "same"]);
}

#[test]
fn two_rows_with_one_reference_are_two_activities_also_the_second_time() {
    let file = brought(
        Kind::Sheet,
        &json!([{"reference": "HR-01", "title": "Payroll"}, {"reference": "HR-01", "title": "Pensions"}]),
    );
    let first = after(&register(&json!([])), std::slice::from_ref(&file));
    assert_eq!(first.activities().len(), 2);
    assert_eq!(after(&first, std::slice::from_ref(&file)).activities().len(), 2);
    // One activity is one row's only.
    assert_eq!(fates(&register(&json!([{"reference": "HR-01", "title": "Paying"}])), &[file]), ["changed", "alike"]);
}

#[test]
fn one_undo_takes_a_whole_import_out_again() {
    let before = register(&json!([{"reference": "HR-01", "title": "Payroll", "status": "approved"}]));
    let mut file =
        brought(Kind::Sheet, &json!([{"reference": "HR-01", "title": "Payroll", "owner": "Head"}, {"title": "Trees"}]));
    file.organisation = Some(serde_json::from_value(json!({"email": "dpo@anytown.gov.uk"})).unwrap());
    let edit = plan(&before, &[file]).edit(&before, Plan::label(2, "ropa.xlsx"), |_| true);
    assert_eq!(edit.label, "Brought in 2 activities from ropa.xlsx");
    let mut now = before.clone();
    edit.apply(&mut now);
    assert_eq!(now.activities().len(), 2);
    assert_eq!(now.activities()[0].status.as_deref(), Some("in-review"));
    assert_eq!(now.organisation().email.as_deref(), Some("dpo@anytown.gov.uk"));
    edit.inverse().apply(&mut now);
    assert_eq!(serde_json::to_value(now.file()).unwrap(), serde_json::to_value(before.file()).unwrap());
}

#[test]
fn the_organisation_gains_only_what_it_lacks_and_nothing_of_another_one() {
    let there = register(&json!([]));
    for (said, email, left) in [
        (json!({"name": "ANYTOWN", "email": "a@b.uk"}), Some("a@b.uk"), 0),
        (json!({"name": "Othertown", "email": "a@b.uk"}), None, 2),
    ] {
        let mut file = brought(Kind::Sheet, &json!([{"title": "Trees"}]));
        file.organisation = Some(serde_json::from_value(said).unwrap());
        let plan = plan(&there, &[file]);
        let mut now = there.clone();
        plan.edit(&there, String::new(), |_| true).apply(&mut now);
        assert_eq!((now.organisation().email.as_deref(), plan.left_of_organisation().len()), (email, left));
        assert_eq!(now.organisation().name.as_deref(), Some("Anytown"));
    }
}

#[test]
fn ten_thousand_rows_are_compared_with_ten_thousand_activities() {
    let rows = |owner: &str| -> Value {
        (0..10_000).map(|number| json!({"reference": format!("AB-{number}"), "title": format!("Service number {number}"), "owner": owner, "lines": [{"subjects": ["Residents"]}]})).collect()
    };
    let first = after(&register(&json!([])), &[brought(Kind::Sheet, &rows("A"))]);
    assert_eq!(first.activities().len(), 10_000);
    let start = std::time::Instant::now();
    let again = plan(&first, &[brought(Kind::Sheet, &rows("B"))]);
    assert!(again.items.iter().all(|item| matches!(&item.fate, Fate::Changed(_, changes) if changes.len() == 1)));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn what_a_file_is_its_bytes_say_and_then_its_name() {
    use ropa::formats::import::open::{Opened, open};
    let rows = "Title,Team\nPayroll,Finance\n";
    let cases: [(&str, &[u8], &str); 10] = [
        ("a.csv", rows.as_bytes(), "book"),
        ("a", rows.as_bytes(), "book"),
        ("a.csv", b"[Title],Team\nPayroll,Finance\n", "book"),
        ("a.csv", b"\xff\xfeT\0i\0t\0l\0e\0,\0T\0\n\0P\0,\0F\0\n\0", "book"),
        ("notice.md", b"[Home](/) \n\n# Privacy notice\n\nWe use your name, address and age.\n", "notice"),
        ("notice.html", b"<html><body><h1>Privacy notice</h1><p>We use names.</p></body></html>", "notice"),
        ("notice.txt", b"Privacy notice\n\nWe use names, addresses.\nWe share them, if asked.\n", "notice"),
        ("sheet.txt", b"Title\tTeam\nPayroll\tFinance\nTrees\tParks\n", "book"),
        ("a.txt", b"{\"activities\": [{\"title\": \"Payroll\"}]}", "register"),
        ("a.json", b"\xef\xbb\xbf[{\"title\": \"Payroll\"}]", "register"),
    ];
    for (name, bytes, kind) in cases {
        let opened = match open(bytes, name).unwrap() {
            Opened::Register(_) => "register",
            Opened::Book(_) => "book",
            Opened::Notice(_) => "notice",
            Opened::Fides(..) => "fides",
        };
        assert_eq!(opened, kind, "{name} {}", String::from_utf8_lossy(bytes));
    }
}
