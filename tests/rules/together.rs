//! What only several records show: duplicates, and a notice that is older than a change.

use super::world::{TODAY, merge, one_line, whole};
use ropa::domain::activity::Activity;
use ropa::domain::check::{check_change, check_together};
use serde_json::{Value as Json, json};
use std::sync::Arc;

fn activity(change: Json) -> Arc<Activity> {
    let mut activity = whole();
    merge(&mut activity, &json!({ "team": "Repairs" }));
    merge(&mut activity, &change);
    Arc::new(serde_json::from_value(activity).expect("an activity"))
}

/// The ids of the activities found, and the names that their findings give.
fn alike(changes: &[Json]) -> Vec<(String, String)> {
    let activities: Vec<_> = changes.iter().cloned().map(activity).collect();
    let found = check_together(&activities).into_iter();
    found.map(|finding| (finding.activity.as_str().to_owned(), finding.message)).collect()
}

fn message(other: &str) -> String {
    format!("Say in the title or the purposes how this differs from ‘{other}’, or keep one of the two")
}

#[test]
fn a_possible_duplicate_stands_on_each_but_the_first_and_names_the_first() {
    let other = json!({ "id": "b", "title": "Gas safety", "purposes": ["Inspect boilers"] });
    let many = [
        json!({ "id": "a", "title": "Repairs to homes", "purposes": ["Mend homes"] }),
        other,
        json!({ "id": "c", "title": "The Repair of our Homes", "purposes": ["Keep homes in repair"] }),
        json!({ "id": "d", "title": "Day-to-day repairs", "purposes": ["Mend the homes"] }),
        json!({ "id": "e", "title": "Boilers", "purposes": ["Inspecting boilers"] }),
    ];
    let expected = [("c", "Repairs to homes"), ("d", "Repairs to homes"), ("e", "Gas safety")];
    assert_eq!(alike(&many), expected.map(|(id, other)| (id.to_owned(), message(other))));
}

#[test]
fn what_differs_in_team_kind_controller_client_or_last_letter_is_no_duplicate() {
    let pairs = [
        (json!({ "team": "Voids" }), json!({})),
        (json!({ "directorate": "Place" }), json!({ "directorate": "People" })),
        (json!({ "regime": "law-enforcement" }), json!({})),
        (json!({ "role": "processor" }), json!({})),
        (json!({ "controller": { "name": "Returning Officer" } }), json!({})),
        (json!({ "status": "retired" }), json!({})),
        (
            json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "School A" }] } }),
            json!({ "role": "processor", "processor_record": { "controllers": [{ "name": "School B" }] } }),
        ),
        (json!({ "title": "School A", "purposes": null }), json!({ "title": "School B", "purposes": null })),
        (json!({ "title": "School", "purposes": null }), json!({ "title": "School A", "purposes": null })),
        (json!({ "title": null, "purposes": null }), json!({ "title": null, "purposes": null })),
        (
            json!({ "title": "X", "purposes": ["Let homes"] }),
            json!({ "title": "Y", "purposes": ["Let homes", "Repair homes"] }),
        ),
        (json!({ "team": null, "title": "X" }), json!({ "team": null, "title": "Y" })),
    ];
    for (first, second) in pairs {
        assert_eq!(alike(&[first.clone(), second.clone()]), [], "{first} and {second}");
    }
    assert_eq!(alike(&[json!({ "id": "a" }), json!({ "id": "b" })]), [("b".to_owned(), message("Housing repairs"))]);
}

#[test]
fn a_change_to_what_a_notice_states_asks_for_the_notice_and_no_other_change_does() {
    let asked = [
        (json!({ "purposes": ["Mend"] }), "Purposes"),
        (one_line(json!({ "subjects": ["Children and young people"] })), "People"),
        (one_line(json!({ "recipients": ["Schools"] })), "Shared with"),
        (one_line(json!({ "special_categories": ["Health"] })), "Special category data"),
        (one_line(json!({ "criminal_offence_data": ["Criminal convictions"] })), "Criminal offence data"),
        (one_line(json!({ "retention": { "period_months": 12 } })), "Retention in words"),
        (json!({ "sources": ["Schools"] }), "Where data comes from"),
        (json!({ "lawful_bases": [{ "basis": "6(1)(a)" }] }), "Article 6 lawful basis"),
        (json!({ "transfers": [{ "country": "US" }] }), "Transfers outside the UK"),
        (json!({ "automated_decisions": { "level": "sole" } }), "Automated decisions"),
        (json!({ "legitimate_interests": { "interests": "Trade" } }), "Legitimate interests"),
        (json!({ "joint_controllers": [{ "name": "Anytown Trust" }] }), "Joint controllers"),
        (json!({ "controller": { "name": "Returning Officer" } }), "Another controller"),
        (json!({ "contact": "01632 960100" }), "Contact for people"),
    ];
    let before = activity(json!({}));
    for (change, field) in &asked {
        let after = activity(change.clone());
        let found = check_change(&before, &after, TODAY).map(|finding| (finding.message, finding.field));
        let message =
            format!("Review the privacy notice and enter its new date. ‘{field}’ changed after it was written");
        assert_eq!(found, Some((message, "privacy_notice.dated")), "{change}");
        // The notice may have been written on the day of the change, for it.
        assert_eq!(check_change(&before, &after, jiff::civil::date(2026, 1, 5)), None);
    }
    let unasked = [
        json!({}),
        json!({ "notes": "New", "owner": "Head of Repairs", "locations": ["Civica"], "security_measures": [], "title": "Repairs" }),
        json!({ "dpia": { "required": "yes" }, "status": "in-review", "breach": { "occurred": true } }),
        json!({ "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1996" }] }),
        json!({ "transfers": null }),
    ];
    for change in &unasked {
        assert_eq!(check_change(&before, &activity(change.clone()), TODAY), None, "{change}");
    }
    let (change, _) = &asked[0];
    for notice in [
        json!({ "dated": null }),
        json!({ "link": null }),
        json!({ "dated": "2026-11-24" }),
        json!({ "dated": "spring" }),
    ] {
        let mut after = change.clone();
        after["privacy_notice"] = notice;
        assert_eq!(check_change(&before, &activity(after.clone()), TODAY), None, "{after}");
    }
}
