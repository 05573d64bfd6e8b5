//! The numbers that an audit committee asks for, and the register by directorate.

use super::world::{TODAY, line, merge, organisation, whole};
use ropa::domain::activity::Activity;
use ropa::domain::check::{Checked, check_activity, check_register};
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::readiness::{COUNTERS, Count, Overview, Seen, Standing, Tally, overview};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A counter, a change to the whole record, and how many of how many it finds, and accepted.
struct Row(&'static str, Json, usize, usize, usize);

fn rows() -> Vec<Row> {
    let recipients = |names: Json| json!({ "lines": [line(json!({ "recipients": names }))] });
    let with = |mut record: Json, change: Json| {
        merge(&mut record, &change);
        record
    };
    let coaches = json!({ "agreements": [{ "recipient": "Anytown Coaches", "role": "processor" }] });
    let ended = json!({ "agreements": [{ "recipient": "Anytown Coaches", "role": "processor", "link": "C-1", "ends_on": "2026-11-23" }] });
    let accepted = |field: &str, rule: &str| json!({ "marks": [{ "field": field, "mark": "accepted", "rule": rule, "note": "because" }] });
    let transfer = |to_india: Json| json!({ "transfers": [to_india, { "country": "FR" }] });
    let no_safeguard = transfer(json!({ "id": "t1t1t1t1", "country": "IN" }));
    let mut accepted_there = accepted("transfers", "V-33");
    accepted_there["marks"][0]["line"] = "t1t1t1t1".into();
    let mut accepted_of_coaches = accepted("agreements", "V-46");
    accepted_of_coaches["marks"][0]["line"] = "Anytown Coaches".into();
    let policy = json!({ "article9_conditions": ["9(2)(g)"], "schedule1_conditions": ["para-18"], "appropriate_policy_document": { "followed": true } });
    vec![
        Row("no-agreement", json!({}), 0, 0, 0),
        Row("no-agreement", recipients(json!(["Schools"])), 0, 0, 0),
        Row("no-agreement", recipients(json!(["IT and cloud suppliers", "IT and Cloud Suppliers"])), 1, 0, 1),
        Row("no-agreement", coaches.clone(), 1, 0, 1),
        Row("no-agreement", with(coaches.clone(), accepted("agreements", "V-46")), 1, 0, 1),
        Row("no-agreement", with(coaches.clone(), accepted_of_coaches), 1, 1, 1),
        Row("no-agreement", with(coaches.clone(), accepted("agreements", "V-47")), 1, 0, 1),
        Row("no-agreement", with(coaches.clone(), recipients(json!(["anytown coaches"]))), 1, 0, 1),
        Row("no-agreement", ended.clone(), 0, 0, 1),
        Row("no-agreement", json!({ "agreements": [{ "recipient": "Police", "role": "controller" }] }), 1, 0, 1),
        Row("no-agreement", recipients(json!(["Anytown Printers"])), 0, 0, 1),
        Row("agreement-ended", json!({}), 0, 0, 0),
        Row("agreement-ended", coaches, 0, 0, 1),
        Row("agreement-ended", ended.clone(), 1, 0, 1),
        Row(
            "agreement-ended",
            json!({ "agreements": [{ "recipient": "Anytown Coaches", "role": "processor", "link": "C-1", "ends_on": "2026-11-24" }] }),
            0,
            0,
            1,
        ),
        Row(
            "agreement-ended",
            json!({ "agreements": [ended["agreements"][0], { "recipient": "Anytown Coaches", "role": "processor", "link": "C-2" }] }),
            0,
            0,
            1,
        ),
        Row("agreement-ended", recipients(json!(["Anytown Printers"])), 1, 0, 1),
        Row("no-safeguard", json!({}), 0, 0, 0),
        Row("no-safeguard", no_safeguard.clone(), 1, 0, 2),
        Row("no-safeguard", with(no_safeguard.clone(), accepted_there), 1, 1, 2),
        Row("no-safeguard", transfer(json!({ "country": "IN", "mechanism": "idta" })), 0, 0, 2),
        Row("no-safeguard", transfer(json!({ "country": "unspecified" })), 0, 0, 1),
        Row("no-safeguard", transfer(json!({ "country": " " })), 0, 0, 1),
        Row("no-safeguard", transfer(json!({ "organisation": "A supplier" })), 0, 0, 1),
        Row("no-safeguard", with(no_safeguard.clone(), json!({ "regime": "law-enforcement" })), 0, 0, 0),
        Row("no-time-limit", json!({}), 0, 0, 1),
        Row("no-time-limit", json!({ "lines": [line(json!({ "retention": null }))] }), 1, 0, 1),
        Row(
            "no-time-limit",
            json!({ "lines": [line(json!({ "retention": { "period_months": null, "trigger": null, "text": "As long as needed" } }))] }),
            1,
            0,
            1,
        ),
        Row("no-time-limit", json!({ "role": "processor" }), 0, 0, 0),
        Row("no-policy-document", json!({}), 0, 0, 0),
        Row("no-policy-document", policy.clone(), 1, 0, 1),
        Row("no-policy-document", with(policy.clone(), accepted("appropriate_policy_document.link", "V-24")), 1, 1, 1),
        Row(
            "no-policy-document",
            with(policy, json!({ "appropriate_policy_document": { "link": "P-1", "review_by": "2020-01-01" } })),
            0,
            0,
            1,
        ),
        Row("review-overdue", json!({}), 0, 0, 1),
        Row("review-overdue", json!({ "last_reviewed": "2025-03-01" }), 1, 0, 1),
        Row("review-overdue", json!({ "last_reviewed": null }), 0, 0, 1),
        Row("never-reviewed", json!({ "last_reviewed": null }), 1, 0, 1),
        Row("never-reviewed", json!({}), 0, 0, 1),
        Row("approved-with-gaps", json!({}), 0, 0, 1),
        Row("approved-with-gaps", json!({ "purposes": [] }), 1, 0, 1),
        Row("approved-with-gaps", json!({ "purposes": [], "status": "in-review" }), 0, 0, 0),
        Row("approved-with-gaps", json!({ "owner": null }), 0, 0, 1),
    ]
}

/// What the counters and the directorates say of some records.
fn seen(records: &[Json], look: impl FnOnce(&Overview)) {
    let vocabulary: Vocabulary = serde_json::from_value(json!({ "recipients": [
        { "label": "Anytown Printers", "kind": "processor", "agreement": "C-9", "ends_on": "2026-01-01" }
    ] }))
    .expect("a vocabulary");
    let lexicon = Lexicon::of(&vocabulary);
    let organisation: Organisation = serde_json::from_value(organisation()).expect("an organisation");
    let activities: Vec<Arc<Activity>> =
        records.iter().map(|record| Arc::new(serde_json::from_value(record.clone()).expect("an activity"))).collect();
    let check = |activity| check_activity(activity, &organisation, &lexicon, TODAY);
    let checked: Vec<Checked> =
        activities.iter().map(|activity| Checked { activity, findings: check(activity) }).collect();
    let header = check_register(&organisation, &activities);
    look(&overview(Some(&header), &checked, &lexicon, TODAY));
}

fn changed(change: &Json) -> Json {
    let mut record = whole();
    merge(&mut record, change);
    record
}

fn tally(standing: &Standing, id: &str) -> Tally {
    let place = COUNTERS.iter().position(|counter| counter.id == id).expect(id);
    standing.tallies[place]
}

#[test]
fn each_counter_counts_what_it_says() {
    for (number, Row(id, change, found, accepted, of)) in rows().into_iter().enumerate() {
        seen(&[changed(&change)], |overview| {
            let count = tally(&overview.whole, id);
            let expected = Tally { in_force: Count { found, accepted, of }, drafts: Count::default() };
            assert_eq!(count, expected, "row {number}: {id} in {change}");
        });
    }
    let tried: BTreeSet<&str> = rows().iter().map(|row| row.0).collect();
    let all: BTreeSet<&str> = COUNTERS.iter().map(|counter| counter.id).collect();
    assert_eq!((tried, all.len()), (all, COUNTERS.len()));
}

#[test]
fn drafts_are_counted_apart_and_retired_activities_not_at_all() {
    let gap = json!({ "lines": [line(json!({ "retention": null }))] });
    let of = |status: &str| {
        let mut change = gap.clone();
        merge(&mut change, &json!({ "status": status }));
        changed(&change)
    };
    let records = ["approved", "in-review", "draft", "unheard-of", "retired"].map(of);
    seen(&records, |overview| {
        let tally = tally(&overview.whole, "no-time-limit");
        assert_eq!((tally.in_force.found, tally.in_force.of), (2, 2));
        assert_eq!((tally.drafts.found, tally.drafts.of), (2, 2));
        assert_eq!((overview.whole.activities, overview.whole.drafts), (4, 2));
    });
    let retired: Activity = serde_json::from_value(of("retired")).expect("an activity");
    let lexicon = Lexicon::default();
    let findings = check_activity(&retired, &Organisation::default(), &lexicon, TODAY);
    let seen = Seen { activity: &retired, findings: &findings, lexicon: &lexicon, today: TODAY };
    for counter in COUNTERS {
        let mut tally = Tally::default();
        tally.add(counter, &seen);
        assert_eq!(tally, Tally::default(), "{}", counter.id);
    }
}

#[test]
fn the_register_is_told_by_directorate() {
    let of = |directorate: Json, purposes: Json| changed(&json!({ "directorate": directorate, "purposes": purposes }));
    let good = json!(["Arrange repairs to council homes"]);
    let records = [
        of(json!("Place"), good.clone()),
        of(json!("Children’s Services"), good.clone()),
        of(json!("children's  services"), json!([])),
        of(Json::Null, json!([])),
    ];
    seen(&records, |overview| {
        let told: Vec<_> =
            overview.directorates.iter().map(|part| (part.directorate, part.activities, part.complete)).collect();
        assert_eq!(told, [(Some("Children’s Services"), 2, 1), (Some("Place"), 1, 1), (None, 1, 0)]);
        let place = &overview.directorates[1];
        assert_eq!(place.score, 1.0);
        assert!(
            overview.directorates[0].score < 1.0 && overview.directorates[0].score > overview.directorates[2].score
        );
        assert_eq!(tally(&overview.directorates[0], "approved-with-gaps").in_force.found, 1);
        // The header counts as one record among those of the activities.
        let header = overview.header.as_ref().expect("the header");
        assert_eq!(header.score(), 1.0);
        let sum: f64 = overview.directorates.iter().map(|part| part.score * part.activities as f64).sum();
        assert!((overview.whole.score - (sum + 1.0) / 5.0).abs() < 1e-9);
    });
    seen(&[], |overview| assert_eq!((overview.whole.score, overview.whole.activities), (0.0, 0)));
}
