//! Where a published notice and an activity disagree.

use jiff::civil::date;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::choices::Setting;
use ropa::formats::notice::compare::{Difference, compare};
use serde_json::{Value, json};

const NOTICE: &str = "Privacy Notice - Parking

Nature of work

Permits and penalties.

Why we need your information

We need your information to:

  • Issue parking permits
  • Recover penalty charges

Type/Classes of information processed

We process:

  • Personal details
  • Financial details

We also process what is referred to as special categories of information that may include data revealing:

  • health needs

Who information is processed about

We process personal information about:

  • Drivers

Who information may be shared with

We share information with:

  • The Police
  • Debt collection agencies

How long we will keep your information

6 years after the charge is paid.

Transfers Overseas

We do not send your information outside the UK.

Contact details

parking@anytown.example
";

fn activity(more: Value) -> Activity {
    let mut record = json!({
        "id": "k7m2q9xd", "title": "Parking", "description": "Permits and penalties.", "owner": "Head of Parking", "reference": "P-1",
        "purposes": ["Issue parking permits", "Recover penalty charges"], "transfers": [], "contact": "parking@anytown.example",
        "lines": [{ "id": "4hq0w8zr", "subjects": ["Drivers"], "data_classes": ["personal details", "Financial details"],
            "special_categories": ["Health needs"], "recipients": ["Police", "Debt collection agency"],
            "retention": { "period_months": 72, "trigger": "charge paid" } }]
    });
    for (name, value) in more.as_object().unwrap() {
        match name.strip_prefix("line.") {
            Some(name) => record["lines"][0][name] = value.clone(),
            None => record[name.as_str()] = value.clone(),
        }
    }
    serde_json::from_value(record).unwrap()
}

fn differences(activity: &Activity) -> Vec<Difference> {
    let read = ropa::formats::notice::read(NOTICE.as_bytes(), "n.txt").unwrap();
    let lexicon = Lexicon::default();
    let setting = Setting { file: "n.txt", lexicon: &lexicon, today: date(2026, 11, 25) };
    compare(&ropa::formats::notice::bring(&read, &setting).drafts, activity, &lexicon)
}

#[test]
fn a_notice_and_a_record_that_say_the_same_in_other_words_agree() {
    assert_eq!(differences(&activity(json!({}))), []);
}

#[test]
fn fields_that_no_notice_tells_are_not_compared() {
    let inside = json!({ "owner": "Somebody else", "notes": "x", "locations": ["A system"], "security_measures": ["x"], "team": "T" });
    assert_eq!(differences(&activity(inside)), []);
}

#[test]
fn each_field_says_what_only_one_side_has_with_the_line_of_the_notice() {
    type Case = (Value, &'static str, &'static [&'static str], &'static [&'static str]);
    let cases: [Case; 10] = [
        (json!({ "purposes": ["Issue parking permits"] }), "purposes", &["Recover penalty charges"], &[]),
        (json!({ "line.recipients": ["Police", "Debt collection agency", "HMRC"] }), "recipients", &[], &["HMRC"]),
        (json!({ "line.recipients": ["Police"] }), "recipients", &["Debt collection agencies"], &[]),
        (json!({ "line.subjects": ["Drivers", "Residents"] }), "subjects", &[], &["Residents"]),
        (json!({ "line.special_categories": [] }), "special_categories", &["health needs"], &["None"]),
        (
            json!({ "line.retention": { "period_months": 24, "trigger": "charge paid" } }),
            "retention",
            &["6 years after the charge is paid."],
            &["2 years, counted from charge paid"],
        ),
        (
            json!({ "transfers": [{ "id": "m2x7d4tb", "country": "US" }] }),
            "transfers",
            &["None"],
            &["United States of America"],
        ),
        (json!({ "contact": "01632 960 123" }), "contact", &["parking@anytown.example"], &["01632 960 123"]),
        (json!({ "lawful_bases": [{ "basis": "6(1)(e)" }] }), "lawful_bases", &[], &["Public task"]),
        (
            json!({ "automated_decisions": { "level": "sole" } }),
            "automated_decisions.level",
            &[],
            &["Solely automated significant decision"],
        ),
    ];
    for (more, field, in_notice, in_register) in cases {
        let found = differences(&activity(more));
        let [difference] = found.as_slice() else { panic!("{field}: {found:#?}") };
        assert_eq!(difference.field, field);
        let said: Vec<&str> = difference.only_in_notice.iter().map(|said| &*said.text).collect();
        assert_eq!(said, in_notice, "{field}");
        for said in &difference.only_in_notice {
            let number: usize = said.at.as_deref().unwrap().strip_prefix("line ").unwrap().parse().unwrap();
            let line = NOTICE.lines().nth(number - 1).unwrap();
            let words = if &*said.text == "None" { "outside the UK" } else { &*said.text };
            assert!(line.contains(words), "{field}: line {number} is ‘{line}’");
        }
        let held: Vec<&str> = difference.only_in_register.iter().map(|text| &**text).collect();
        assert_eq!(held, in_register, "{field}");
    }
}

#[test]
fn words_that_only_look_alike_are_not_the_same() {
    for (one, other) in
        [("Employers", "Employees"), ("Carers", "Careers"), ("Landlords", "Landladies"), ("Data", "Financial data")]
    {
        let found = differences(&activity(
            json!({ "line.subjects": ["Drivers", one], "line.recipients": ["Police", "Debt collection agencies", other] }),
        ));
        assert_eq!(found.len(), 2, "{one} {other}: {found:#?}");
    }
}
