//! Findings that all records of a team share are told once.

use super::world::{TODAY, merge, whole};
use ropa::domain::activity::Activity;
use ropa::domain::check::{Checked, RULES, check_activity, gathered, is_told_once_a_team};
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Organisation;
use serde_json::{Value as Json, json};
use std::sync::Arc;

/// What is told of V-49 (where data are held), by activity and team.
fn told(changes: &[Json]) -> Vec<(String, Option<(String, usize)>)> {
    let activities: Vec<Arc<Activity>> = changes
        .iter()
        .enumerate()
        .map(|(number, change)| {
            let mut record = whole();
            merge(
                &mut record,
                &json!({ "id": number.to_string(), "directorate": "Housing", "team": "Repairs", "locations": null }),
            );
            merge(&mut record, change);
            Arc::new(serde_json::from_value(record).expect("an activity"))
        })
        .collect();
    let check = |activity| check_activity(activity, &Organisation::default(), &Lexicon::default(), TODAY);
    let checked: Vec<Checked> =
        activities.iter().map(|activity| Checked { activity, findings: check(activity) }).collect();
    let all = gathered(&checked);
    let of_rule = all.iter().filter(|one| one.finding.rule.id == "V-49");
    of_rule
        .map(|one| (one.activity.id.as_str().to_owned(), one.team.map(|(team, count)| (team.to_owned(), count))))
        .collect()
}

fn alone(ids: &[&str]) -> Vec<(String, Option<(String, usize)>)> {
    ids.iter().map(|id| ((*id).to_owned(), None)).collect()
}

#[test]
fn a_finding_that_all_records_of_a_team_share_is_told_once() {
    let together = |count| vec![("0".to_owned(), Some(("Repairs".to_owned(), count)))];
    let accepted =
        json!({ "marks": [{ "field": "locations", "mark": "accepted", "rule": "V-49", "note": "because" }] });
    let held = json!({ "locations": ["Northgate"] });
    let same = json!({});
    assert_eq!(
        told(&[same.clone(), json!({ "team": "repairs ", "directorate": "HOUSING" }), same.clone()]),
        together(3)
    );
    // A record that the rule is not about is no record of the team for it.
    assert_eq!(told(&[same.clone(), same.clone(), json!({ "role": "processor" })]), together(2));
    assert_eq!(told(std::slice::from_ref(&same)), alone(&["0"]));
    assert_eq!(told(&[same.clone(), held, same.clone()]), alone(&["0", "2"]));
    assert_eq!(told(&[same.clone(), accepted.clone(), same.clone()]), alone(&["0", "1", "2"]));
    assert_eq!(told(&[accepted.clone(), accepted]), alone(&["0", "1"]));
    assert_eq!(told(&[same.clone(), json!({ "directorate": "Leisure" })]), alone(&["0", "1"]));
    assert_eq!(told(&[json!({ "team": " " }), json!({ "team": null })]), alone(&["0", "1"]));
}

#[test]
fn only_what_a_team_puts_right_at_once_is_gathered() {
    let once: Vec<_> = RULES.iter().filter(|rule| is_told_once_a_team(rule)).map(|rule| rule.id).collect();
    assert!(once.contains(&"V-49") && once.iter().all(|rule| ["V-11", "V-19", "V-47", "V-49", "V-60"].contains(rule)));
    // Owners are not the team's, so each record is told.
    let activity = |id: &str| {
        let mut record = whole();
        merge(&mut record, &json!({ "id": id, "team": "Repairs", "owner": null }));
        Arc::new(serde_json::from_value::<Activity>(record).expect("an activity"))
    };
    let activities = [activity("a"), activity("b")];
    let check = |activity| check_activity(activity, &Organisation::default(), &Lexicon::default(), TODAY);
    let checked: Vec<Checked> =
        activities.iter().map(|activity| Checked { activity, findings: check(activity) }).collect();
    let owners = gathered(&checked).iter().filter(|one| one.finding.rule.id == "V-50").count();
    assert_eq!(owners, 2);
}
