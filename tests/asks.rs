//! What a change newly asks for, what other answers make wanted, and what is suggested: the pure part, and on the screens.

mod on_screen;
mod suggestions;
mod wants;

use ropa::domain::activity::Activity;
use ropa::domain::asks::{Asks, newly_asked};
use ropa::domain::check::Answers;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::Place;
use serde_json::{Value, json};
use std::sync::Arc;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// A record of a council in which little is missing, with some members replaced.
fn record(members: Value) -> Activity {
    let mut whole = json!({
        "id": "k7m2q9xd", "title": "Housing repairs", "owner": "Head of Housing", "role": "controller", "status": "draft",
        "purposes": ["Arrange repairs to council homes"],
        "lines": [line(json!({}))],
        "transfers": [],
        "security_measures": ["Encryption at rest"],
        "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1985 section 21" }],
        "locations": ["Northgate"],
        "dpia": { "required": "no", "reason": "Small and plain" },
        "privacy_notice": { "link": "https://anytown.example/repairs", "dated": "2026-01-05" },
        "last_reviewed": "2026-03-01"
    });
    for (name, value) in members.as_object().unwrap() {
        whole[name] = value.clone();
    }
    serde_json::from_value(whole).unwrap()
}

fn line(members: Value) -> Value {
    let mut line = json!({
        "id": "4hq0w8zr", "subjects": ["Tenants and leaseholders"], "data_classes": ["Contact details"], "recipients": [],
        "retention": { "period_months": 72, "trigger": "tenancy ends" }
    });
    for (name, value) in members.as_object().unwrap() {
        line[name] = value.clone();
    }
    line
}

fn council() -> Organisation {
    serde_json::from_value(json!({ "name": "Anytown Council", "public_authority": true })).unwrap()
}

/// Lets a test look at the answers of a record.
fn with_answers<T>(activity: &Activity, look: impl FnOnce(&Answers) -> T) -> T {
    let lexicon = Lexicon::of(&Vocabulary::default());
    look(&Answers::of(activity, &council(), &lexicon, TODAY))
}

fn asked(before: Value, after: Value) -> Option<Asks> {
    let lexicon = Lexicon::of(&Vocabulary::default());
    newly_asked(&record(before), &Arc::new(record(after)), &council(), &lexicon, TODAY)
}

fn one_line(members: Value) -> Value {
    json!({ "lines": [line(members)] })
}

#[test]
fn a_change_asks_for_what_follows_from_it_and_says_why() {
    let health = || one_line(json!({ "special_categories": ["Health"] }));
    let with = |mut members: Value, name: &str, value: Value| {
        members[name] = value;
        members
    };
    let again = ["another look at the impact assessment", "the privacy notice"];
    let rows: [(Value, Value, &str, &[&str]); 11] = [
        (
            json!({}),
            health(),
            "‘Health’ is special category data",
            &["an Article 9 condition", "usually a Schedule 1 condition", again[0], again[1]],
        ),
        (
            health(),
            with(health(), "article9_conditions", json!(["9(2)(g)"])),
            "The activity now relies on 9(2)(g) ‘Substantial public interest’",
            &["a Schedule 1 condition"],
        ),
        (
            with(health(), "article9_conditions", json!(["9(2)(g)"])),
            with(with(health(), "article9_conditions", json!(["9(2)(g)"])), "schedule1_conditions", json!(["para-18"])),
            "The activity now relies on ‘Safeguarding of children and of individuals at risk’",
            &["a word on whether the policy document is followed", "a policy document"],
        ),
        (
            json!({}),
            one_line(json!({ "criminal_offence_data": ["Criminal convictions"] })),
            "‘Criminal convictions’ is criminal offence data",
            &["an Article 10 route", again[0], again[1]],
        ),
        (
            json!({}),
            json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN" }] }),
            "Data now go to India",
            &["what allows the transfer", again[1]],
        ),
        (
            json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN" }] }),
            json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN", "mechanism": "idta" }] }),
            "The transfer now rests on ‘International Data Transfer Agreement (IDTA)’",
            &["a transfer risk assessment", again[1]],
        ),
        (
            json!({}),
            json!({ "lawful_bases": [{ "basis": "6(1)(a)" }] }),
            "The activity now relies on ‘Consent’",
            &["a consent record", again[1]],
        ),
        (
            json!({}),
            json!({ "lawful_bases": [{ "basis": "6(1)(f)" }] }),
            "The activity now relies on ‘Legitimate interests’",
            &[
                "the interests in words",
                "an interests assessment",
                "a reason why it is outside your public tasks",
                again[1],
            ],
        ),
        (
            json!({}),
            one_line(json!({ "subjects": ["Children and young people"] })),
            "There are children among ‘Children and young people’",
            &again,
        ),
        (
            json!({ "dpia": { "required": "no" } }),
            one_line(json!({ "subjects": ["Children and young people"] })),
            "There are children among ‘Children and young people’",
            &again,
        ),
        (
            json!({ "dpia": { "required": "yes", "link": "https://anytown.example/dpia" } }),
            json!({
                "dpia": { "required": "yes", "link": "https://anytown.example/dpia" },
                "automated_decisions": { "level": "sole" }
            }),
            "A system alone now decides about people",
            &again,
        ),
    ];
    for (before, after, cause, shorts) in rows {
        let asks = asked(before, after).unwrap_or_else(|| panic!("{cause} asks for nothing"));
        assert_eq!(asks.cause.as_deref(), Some(cause));
        let found: Vec<&str> = asks.needs.iter().map(|need| need.short.as_str()).collect();
        for short in shorts {
            assert!(found.contains(short), "{cause}: {short:?} is not among {found:?}");
        }
        assert!(asks.needs.iter().all(|need| !need.law.is_empty() && !need.sentence.is_empty()), "{asks:#?}");
    }
}

#[test]
fn what_was_asked_for_before_is_not_asked_for_again() {
    let religion = one_line(json!({ "special_categories": ["Religion"] }));
    let health_too = one_line(json!({ "special_categories": ["Health", "Religion"] }));
    let asks = asked(religion, health_too).unwrap();
    assert!(asks.needs.iter().all(|need| need.place.field != "article9_conditions"), "{asks:#?}");
    // Another row of the table stands in front of the one that was there: its country is missing still, and no more is.
    let one = json!([{ "id": "t7m2q9xd", "country": "IN" }]);
    let moved = json!([{ "id": "a1m2q9xd", "country": "FR" }, { "id": "t7m2q9xd", "country": "IN" }]);
    let asks = asked(json!({ "transfers": one }), json!({ "transfers": moved })).unwrap();
    assert_eq!(asks.needs.iter().map(|need| need.place).collect::<Vec<_>>(), [Place::of("privacy_notice.dated")]);
}

#[test]
fn filling_in_an_empty_draft_asks_for_nothing_by_itself() {
    let lexicon = Lexicon::of(&Vocabulary::default());
    let steps = [
        json!({ "id": "k7m2q9xd" }),
        json!({ "id": "k7m2q9xd", "title": "Repairs" }),
        json!({ "id": "k7m2q9xd", "title": "Repairs", "role": "controller" }),
        json!({ "id": "k7m2q9xd", "title": "Repairs", "purposes": ["Arrange repairs to homes"] }),
        json!({ "id": "k7m2q9xd", "lines": [{ "id": "4hq0w8zr", "subjects": ["Tenants and leaseholders"] }] }),
        json!({ "id": "k7m2q9xd", "lines": [{ "id": "4hq0w8zr", "data_classes": ["Contact details"] }] }),
        json!({ "id": "k7m2q9xd", "lines": [{ "id": "4hq0w8zr" }, { "id": "5hq0w8zr", "subjects": ["Staff"] }] }),
        json!({ "id": "k7m2q9xd", "transfers": [{ "id": "t7m2q9xd" }] }),
        json!({ "id": "k7m2q9xd", "transfers": [] }),
        json!({ "id": "k7m2q9xd", "status": "in-review" }),
        json!({ "id": "k7m2q9xd", "joint_controllers": [{}] }),
    ];
    for one in &steps {
        for other in &steps {
            let (before, after): (Activity, Activity) =
                (serde_json::from_value(one.clone()).unwrap(), serde_json::from_value(other.clone()).unwrap());
            let asks = newly_asked(&before, &Arc::new(after), &council(), &lexicon, TODAY);
            assert_eq!(asks, None, "from {one} to {other}");
        }
    }
}

#[test]
fn approving_asks_about_what_is_open_by_itself() {
    let dpia = json!({ "required": "yes", "progress": "in-progress", "link": "https://anytown.example/dpia" });
    assert_eq!(asked(json!({ "dpia": dpia }), json!({ "dpia": dpia, "status": "approved" })), None);
    let ended = asked(json!({ "dpia": dpia }), json!({ "dpia": dpia, "status": "retired" }));
    assert!(ended.is_none_or(|asks| asks.needs.iter().all(|need| need.place == Place::of("ended_on"))));
}

#[test]
fn the_notice_is_asked_about_by_its_own_rule_and_only_where_it_is_older_than_the_change() {
    let link = "https://anytown.example/repairs";
    let health = |members: Value| {
        let after = json!({ "lines": [line(json!({ "special_categories": ["Health"] }))] });
        let merged = after.as_object().into_iter().chain(members.as_object()).flatten();
        let after: Value = merged.map(|(name, value)| (name.clone(), value.clone())).collect();
        let asks = asked(members, after).unwrap();
        asks.needs.into_iter().find(|need| need.place.field.starts_with("privacy_notice."))
    };
    let need = health(json!({})).unwrap();
    let sentence =
        "Review the privacy notice and enter its new date. ‘Special category data’ changed after it was written";
    assert_eq!((need.place, need.sentence.as_str()), (Place::of("privacy_notice.dated"), sentence));
    let accepted = json!([{ "field": "privacy_notice.dated", "mark": "accepted", "rule": "V-45", "note": "A new one is with the printer" }]);
    for unasked in [
        json!({ "privacy_notice": { "link": link, "dated": "2026-11-24" } }),
        json!({ "privacy_notice": { "link": link } }),
        json!({ "privacy_notice": { "dated": "2026-01-05" } }),
        json!({ "marks": accepted }),
        json!({ "regime": "law-enforcement" }),
    ] {
        assert_eq!(health(unasked.clone()), None, "{unasked}");
    }
}

#[test]
fn a_change_to_what_the_notice_states_asks_for_its_new_date_by_itself() {
    let changes = [
        json!({ "purposes": ["Arrange repairs to council homes", "Plan works"] }),
        json!({ "sources": ["Anytown Housing Association"] }),
        json!({ "controller": { "name": "Returning Officer" } }),
        one_line(json!({ "recipients": ["Schools"] })),
        one_line(json!({ "data_classes": ["Contact details", "Rent accounts"] })),
        one_line(json!({ "retention": { "period_months": 12, "trigger": "tenancy ends" } })),
    ];
    for change in changes {
        let asks = asked(json!({}), change.clone()).unwrap_or_else(|| panic!("{change} asks for nothing"));
        assert_eq!(asks.cause.as_deref(), Some("The privacy notice states this"), "{change}");
        let needs: Vec<_> = asks.needs.iter().map(|need| (need.short.as_str(), need.place)).collect();
        assert_eq!(needs, [("the privacy notice", Place::of("privacy_notice.dated"))], "{change}");
        for notice in [json!({ "link": "N-1" }), json!({ "link": "N-1", "dated": "2026-11-24" }), json!({})] {
            let mut after = change.clone();
            after["privacy_notice"] = notice.clone();
            assert_eq!(asked(json!({ "privacy_notice": notice }), after), None, "{change} with {notice}");
        }
    }
    for unstated in
        [json!({ "notes": "Ask again" }), json!({ "locations": ["Southgate"] }), json!({ "title": "Works" })]
    {
        assert_eq!(asked(json!({}), unstated.clone()), None, "{unstated}");
    }
    // A row that was just added says nothing yet.
    let blank = json!([line(json!({})), { "id": "5hq0w8zr" }]);
    for blank in [
        json!({ "lines": blank }),
        json!({ "transfers": [{ "id": "t7m2q9xd" }] }),
        json!({ "joint_controllers": [{}] }),
        json!({ "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1985 section 21" }, {}] }),
    ] {
        assert_eq!(asked(json!({}), blank.clone()), None, "{blank}");
    }
    // Where something else is asked for too, the notice is no cause of it.
    let many = json!({ "lines": [line(json!({ "recipients": ["IT and cloud suppliers"] }))] });
    let asks = asked(json!({}), many).unwrap();
    assert!(asks.needs.len() > 1 && asks.cause.is_none(), "{asks:#?}");
}
