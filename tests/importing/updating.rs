//! What an import changes in an activity that is there: only what the file says and what differs, and never an officer's word.

use super::{brought, register};
use ropa::domain::activity::Activity;
use ropa::formats::import::brought::Kind;
use ropa::formats::import::plan::plan;
use serde_json::{Value, json};

/// The activity after an update, and the headings of what was kept.
fn updated(there: &Value, draft: &Value) -> (Value, Vec<String>) {
    of_kind(Kind::Sheet, there, draft)
}

fn of_kind(kind: Kind, there: &Value, draft: &Value) -> (Value, Vec<String>) {
    let before = register(&json!([there]));
    let plan = plan(&before, &[brought(kind, &json!([draft]))]);
    let mut now = before.clone();
    plan.edit(&before, String::new(), |_| true).apply(&mut now);
    assert_eq!(now.activities().len(), 1, "{there} {draft}");
    let kept = plan.items[0].kept.iter().map(|look| look.heading.to_string()).collect();
    (serde_json::to_value(&*now.activities()[0]).unwrap(), kept)
}

/// An activity as a file brought it: with these values, and the evidence of each.
fn as_brought(mut activity: Value) -> Value {
    let mut evidence = Vec::new();
    let mut add = |field: &str, value: &Value| {
        let texts: Vec<&Value> = value.as_array().map_or(vec![value], |items| items.iter().collect());
        texts
            .into_iter()
            .for_each(|text| evidence.push(json!({ "field": field, "value": text, "found": text, "at": "A2" })));
    };
    for (name, value) in activity.as_object().unwrap() {
        match name.as_str() {
            "id" | "marks" => {}
            "lines" => value
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|line| line.as_object().unwrap())
                .filter(|(name, _)| *name != "id")
                .for_each(|(name, value)| add(name, value)),
            _ => add(name, value),
        }
    }
    activity["imported"] = json!({ "from": "ropa.xlsx", "on": "2026-11-01", "evidence": evidence });
    activity
}

#[test]
fn a_file_that_is_silent_empties_nothing() {
    let there = json!({"id": "k7m2q9xd", "reference": "HR-01", "title": "Payroll", "owner": "Head", "purposes": ["Pay staff"], "notes": "Mine", "dpia": {"required": "no"}});
    let (now, kept) = updated(&there, &json!({"reference": "HR-01", "title": "Payroll", "owner": "Head of HR"}));
    assert_eq!(
        (&now["owner"], &now["purposes"], &now["notes"], &now["dpia"]),
        (&json!("Head of HR"), &json!(["Pay staff"]), &json!("Mine"), &json!({"required": "no"}))
    );
    assert!(kept.is_empty());
}

#[test]
fn a_value_that_an_officer_changed_stays_and_is_told_where_the_file_changed_it_too() {
    let first = as_brought(json!({"reference": "HR-01", "title": "Payroll", "owner": "A"}));
    let edited = |owner: &str| {
        let mut there = first.clone();
        there["owner"] = json!(owner);
        there
    };
    let file = |owner: &str| as_brought(json!({"reference": "HR-01", "title": "Payroll", "owner": owner}));
    for (in_register, in_file, result, told) in
        [("A", "A", "A", 0), ("A", "B", "B", 0), ("mine", "A", "mine", 0), ("mine", "B", "mine", 1), ("B", "B", "B", 0)]
    {
        let (now, kept) = updated(&edited(in_register), &file(in_file));
        assert_eq!((now["owner"].as_str(), kept.len()), (Some(result), told), "{in_register} {in_file}");
    }
    // What was left at odds is told again until it is settled.
    let (now, _) = updated(&edited("mine"), &file("B"));
    assert_eq!(updated(&now, &file("B")).1, ["owner"]);
    // A value that an officer took out stays out.
    let mut emptied = first.clone();
    emptied.as_object_mut().unwrap().remove("owner");
    assert_eq!(updated(&emptied, &file("A")).0.get("owner"), None);
}

#[test]
fn a_list_takes_what_the_file_adds_or_leaves_out_and_keeps_what_an_officer_added() {
    let line = |recipients: Value| json!({"reference": "HR-01", "title": "Payroll", "lines": [{"id": "4hq0w8zr", "subjects": ["Staff"], "recipients": recipients}]});
    let mut there = as_brought(line(json!(["HMRC", "Banks"])));
    there["lines"][0]["recipients"] = json!(["HMRC", "Banks", "Unions"]);
    let (now, kept) = updated(&there, &as_brought(line(json!(["HMRC", "Auditors"]))));
    assert_eq!((&now["lines"][0]["recipients"], kept.len()), (&json!(["HMRC", "Unions", "Auditors"]), 0));
    // A term that an officer took out does not come back.
    there["lines"][0]["recipients"] = json!(["HMRC"]);
    let (now, _) = updated(&there, &as_brought(line(json!(["HMRC", "Banks"]))));
    assert_eq!(now["lines"][0]["recipients"], json!(["HMRC"]));
    // Without evidence the file's list is taken.
    let bare = line(json!(["HMRC", "Unions"]));
    assert_eq!(updated(&bare, &line(json!(["Banks"]))).0["lines"][0]["recipients"], json!(["Banks"]));
}

#[test]
fn lines_are_matched_by_id_and_then_by_what_they_have_in_common() {
    let there = json!({"reference": "HR-01", "title": "Payroll", "lines": [
        {"id": "4hq0w8zr", "subjects": ["Staff"], "data_classes": ["Pay"]},
        {"id": "m2x7d4tb", "subjects": ["Pensioners"], "data_classes": ["Pension"]},
    ]});
    let draft = json!({"reference": "HR-01", "title": "Payroll", "lines": [
        {"id": "00000001", "subjects": ["Pensioners"], "recipients": ["Pension fund"]},
        {"id": "00000002", "subjects": ["Agency workers"]},
    ]});
    let (now, _) = updated(&there, &draft);
    let lines = now["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], there["lines"][0]);
    assert_eq!(
        lines[1],
        json!({"id": "m2x7d4tb", "subjects": ["Pensioners"], "data_classes": ["Pension"], "recipients": ["Pension fund"]})
    );
    assert_eq!(lines[2]["subjects"], json!(["Agency workers"]));
}

#[test]
fn marks_stand_and_fall_with_what_is_said() {
    let mark = |field: &str, mark: &str, note: &str| json!({"field": field, "mark": mark, "note": note});
    // What was to be confirmed is answered.
    let there =
        json!({"reference": "HR-01", "title": "Payroll", "marks": [mark("owner", "to-confirm", "A Shah is asking")]});
    let (now, _) = updated(&there, &json!({"reference": "HR-01", "title": "Payroll", "owner": "Head"}));
    assert_eq!((&now["owner"], now.get("marks")), (&json!("Head"), None));
    // What an officer says does not apply stays so.
    let there =
        json!({"reference": "HR-01", "title": "Payroll", "marks": [mark("owner", "does-not-apply", "Shared service")]});
    let (now, kept) = updated(&there, &json!({"reference": "HR-01", "title": "Payroll", "owner": "Head"}));
    assert_eq!((now.get("owner"), kept), (None, vec!["owner".to_owned()]));
    // The file's own mark comes where nothing is said, and not where something is.
    let draft = json!({"reference": "HR-01", "title": "Payroll", "marks": [mark("owner", "to-confirm", "TBC"), mark("contact", "does-not-apply", "n/a in ropa.xlsx")]});
    let (now, _) = updated(&json!({"reference": "HR-01", "title": "Payroll", "contact": "0121"}), &draft);
    assert_eq!((&now["marks"], &now["contact"]), (&json!([mark("owner", "to-confirm", "TBC")]), &json!("0121")));
}

#[test]
fn nobody_approves_or_withdraws_by_an_import() {
    let there = json!({"reference": "HR-01", "title": "Payroll", "status": "approved", "approved": {"by": "A. Shah"}, "owner": "A"});
    let draft = json!({"reference": "HR-01", "title": "Payroll", "status": "draft"});
    assert_eq!(updated(&there, &draft).0["status"], "approved");
    let draft = json!({"reference": "HR-01", "title": "Payroll", "status": "draft", "owner": "B"});
    let (now, _) = updated(&there, &draft);
    assert_eq!(
        (&now["status"], &now["owner"], &now["approved"]),
        (&json!("in-review"), &json!("B"), &json!({"by": "A. Shah"}))
    );
    let there = json!({"id": "k7m2q9xd", "title": "Payroll", "status": "in-review"});
    let (now, kept) =
        of_kind(Kind::Register, &there, &json!({"id": "k7m2q9xd", "title": "Payroll", "status": "approved"}));
    assert_eq!((&now["status"], kept), (&json!("in-review"), vec!["status".to_owned()]));
}

#[test]
fn rows_gain_what_they_lack_and_a_row_that_an_officer_took_out_stays_out() {
    let there = json!({"reference": "HR-01", "title": "Payroll", "agreements": [{"recipient": "Bank", "link": "mine"}], "lawful_bases": [{"basis": "6(1)(b)"}]});
    let draft = json!({"reference": "HR-01", "title": "Payroll", "agreements": [{"recipient": "bank", "reference": "C-7"}], "lawful_bases": [{"basis": "6(1)(c)"}]});
    let (now, _) = updated(&there, &draft);
    assert_eq!(now["agreements"], json!([{"recipient": "bank", "link": "mine", "reference": "C-7"}]));
    assert_eq!(now["lawful_bases"], json!([{"basis": "6(1)(b)"}, {"basis": "6(1)(c)"}]));
    let evidence = json!([{"field": "lawful_bases", "value": "6(1)(c)", "found": "legal duty", "at": "B2"}]);
    let mut taken_out = there.clone();
    taken_out["imported"] = json!({"from": "ropa.xlsx", "evidence": evidence});
    let mut again = draft.clone();
    again["imported"] = taken_out["imported"].clone();
    assert_eq!(updated(&taken_out, &again).0["lawful_bases"], json!([{"basis": "6(1)(b)"}]));
}

#[test]
fn what_no_field_holds_is_kept_and_renewed_under_its_heading() {
    let there = json!({"reference": "HR-01", "title": "Payroll", "imported": {"from": "old.xlsx", "unmapped": {"Colour": "red", "Old": "kept"}}});
    let draft = json!({"reference": "HR-01", "title": "Payroll", "imported": {"from": "ropa.xlsx", "unmapped": {"Colour": "blue", "New": "x"}}});
    let (now, _) = updated(&there, &draft);
    assert_eq!(now["imported"]["unmapped"], json!({"Colour": "blue", "Old": "kept", "New": "x"}));
    assert_eq!(now["imported"]["from"], "ropa.xlsx");
    // Nothing but another name of the file is no change.
    let same = json!({"reference": "HR-01", "title": "Payroll", "imported": {"from": "copy.xlsx", "unmapped": {"Colour": "red"}}});
    assert_eq!(updated(&there, &same).0["imported"], there["imported"]);
}

#[test]
fn members_that_this_version_does_not_know_come_from_a_register_and_stay() {
    let there = json!({"id": "k7m2q9xd", "title": "Payroll", "mine": 1});
    let (now, _) = of_kind(Kind::Register, &there, &json!({"id": "k7m2q9xd", "title": "Payroll", "theirs": {"a": 2}}));
    assert_eq!((&now["mine"], &now["theirs"]), (&json!(1), &json!({"a": 2})));
    let _: Activity = serde_json::from_value(now).unwrap();
}

#[test]
fn a_period_that_an_officer_set_by_hand_stays_although_the_words_of_the_file_stay_beside_it() {
    let line = |words: &str, months: u32| {
        let retention = json!({"period_months": months, "text": words});
        json!({"reference": "HR-01", "title": "Payroll", "lines": [{"id": "4hq0w8zr", "subjects": ["Staff"], "retention": retention}],
            "imported": {"from": "ropa.xlsx", "evidence": [{"field": "retention", "value": words, "found": words, "at": "J2"}]}})
    };
    for (months, result, told) in [(72, "7 years", 0), (120, "6 years", 1)] {
        let (now, kept) = updated(&line("6 years", months), &line("7 years", 84));
        assert_eq!((now["lines"][0]["retention"]["text"].as_str(), kept.len()), (Some(result), told), "{months}");
    }
}
