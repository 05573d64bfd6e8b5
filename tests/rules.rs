//! The rules: what each finds and leaves alone.

mod answering;
mod any_record;
mod counters;
mod gathered;
mod marks;
mod readiness;
mod rows;
mod seed;
mod table;
mod together;
mod wording;
mod world;

use ropa::domain::activity::Activity;
use ropa::domain::check::{RULES, check_register};
use ropa::domain::organisation::Organisation;
use ropa::domain::vocabulary::{ListId, list};
use rows::{Row, rows};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use world::{World, is_made_of, line, merge, one_line};

#[test]
fn nothing_is_found_in_a_whole_record() {
    assert_eq!(World::with(&[]).findings(), []);
}

#[test]
fn each_rule_finds_its_fault_and_leaves_the_right_and_the_other_alone() {
    let mut wrong = Vec::new();
    for Row { rule, fires, holds, elsewhere } in rows() {
        if World::with(&[&fires]).finds(rule).is_empty() {
            wrong.push(format!("{rule} finds nothing in {fires}"));
        }
        let quiet = elsewhere.map(|elsewhere| vec![fires, elsewhere]).into_iter().chain([vec![holds]]);
        for changes in quiet {
            let found = World::with(&changes.iter().collect::<Vec<_>>()).finds(rule);
            wrong.extend(found.iter().map(|finding| format!("{rule} finds «{}» in {changes:?}", finding.message)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_record_that_it_finds_one_that_is_right_and_one_that_it_is_not_about() {
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    let tried: BTreeSet<_> = rows().iter().map(|row| row.rule).collect();
    assert_eq!(tried, all, "found, and right beside it");
    let elsewhere: BTreeSet<_> = rows().iter().filter(|row| row.elsewhere.is_some()).map(|row| row.rule).collect();
    let without: Vec<_> = all.difference(&elsewhere).collect();
    assert!(without.is_empty(), "{without:?} have no record that they are not about");
}

#[test]
fn every_sentence_is_reached_and_all_its_parts_are_filled() {
    let mut reached = BTreeSet::new();
    for row in rows() {
        for finding in World::with(&[&row.fires]).findings() {
            let message = &finding.message;
            assert!(
                !message.contains(['{', '}'])
                    && !message.contains("‘’")
                    && !message.contains("  ")
                    && message.trim() == message,
                "{message}"
            );
            reached.extend(
                finding.rule.asks.iter().filter(|ask| is_made_of(message, ask.sentence)).map(|ask| ask.sentence),
            );
        }
    }
    for rule in RULES {
        for ask in rule.asks {
            assert!(reached.contains(ask.sentence), "{} never says: {}", rule.id, ask.sentence);
        }
    }
}

#[test]
fn findings_name_the_line_the_row_and_the_words() {
    let two_lines = json!({ "lines": [line(json!({})), line(json!({ "id": "9tv3m0cc", "subjects": [] }))] });
    let found = World::with(&[&two_lines]).finds("V-08");
    assert_eq!(
        found.iter().map(|finding| finding.line.as_ref().map(|id| id.as_str())).collect::<Vec<_>>(),
        [Some("9tv3m0cc")]
    );
    assert_eq!((found[0].activity.as_str(), found[0].field, found[0].row), ("k7m2q9xd", "subjects", None));

    let two_transfers = json!({ "transfers": [{ "country": "FR" }, { "country": "unspecified" }] });
    let found = World::with(&[&two_transfers]).finds("V-14");
    assert_eq!(
        (found.len(), found[0].row, found[0].field, found[0].column),
        (1, Some(1), "transfers", Some("country"))
    );
    assert_eq!(
        found[0].message,
        "Enter the country, or select ‘None’ if nothing leaves the UK. ‘Around the world’ does not name one"
    );

    let health =
        World::with(&[&one_line(json!({ "data_classes": ["Contact details", "Health needs"] }))]).finds("V-20");
    assert_eq!(
        health[0].message,
        "Select an Article 9 condition, or say why none applies. ‘Health needs’ often holds special category data"
    );
    let recorded =
        World::with(&[&one_line(json!({ "data_classes": ["Health needs"], "special_categories": ["Health"] }))]);
    let recorded = recorded.finds("V-20");
    assert_eq!(recorded[0].message, "Select an Article 9 condition. You recorded ‘Health’ under people and data");
    let overdue = World::with(&[&json!({ "last_reviewed": "2025-03-01" })]).finds("V-51");
    assert_eq!(overdue[0].message, "Review this activity. The review was due on 1 March 2026");
    let policy = World::with(&[&json!({ "schedule1_conditions": ["para-1", "para-18", "para-2"] })]).finds("V-24");
    let labels = ["para-1", "para-18"]
        .map(|code| list(ListId::Schedule1Conditions).by_code(code).expect(code).label.to_string());
    assert!(policy[0].message.contains(&format!("‘{}’, ‘{}’", labels[0], labels[1])), "{}", policy[0].message);
}

#[test]
fn a_recipient_on_two_lines_is_asked_for_once() {
    let lines = json!({ "lines": [line(json!({ "recipients": ["Commissioned services"] })), line(json!({ "id": "9tv3m0cc", "recipients": ["commissioned services"] }))] });
    assert_eq!(World::with(&[&lines]).finds("V-46").len(), 1);
}

#[test]
fn the_header_is_checked_once_and_each_other_controller_once() {
    let electoral = |id: &str, change: Json| {
        let mut activity =
            json!({ "id": id, "controller": { "name": "Electoral Registration Officer", "public_authority": true } });
        merge(&mut activity, &change);
        Arc::new(serde_json::from_value::<Activity>(activity).expect("an activity"))
    };
    let found = |activities: &[Arc<Activity>]| {
        let findings = check_register(&Organisation::default(), activities);
        findings
            .iter()
            .map(|finding| (finding.rule.id, finding.activity.as_str().to_owned(), finding.field))
            .collect::<Vec<_>>()
    };
    let header = [
        ("V-01", String::new(), "name"),
        ("V-01", String::new(), "address"),
        ("V-02", String::new(), "data_protection_officer.name"),
        ("V-02", String::new(), "data_protection_officer.email"),
    ];
    assert_eq!(found(&[]), header);
    let many = [
        electoral("a", json!({})),
        electoral("b", json!({ "controller": { "name": "electoral registration officer" } })),
        electoral("c", json!({ "controller": { "name": "Lord Mayor’s Charity", "email": "x" } })),
    ];
    let others: Vec<_> = found(&many).into_iter().filter(|(_, activity, _)| !activity.is_empty()).collect();
    let expected = [
        ("V-01", "a".to_owned(), "controller.address"),
        ("V-02", "a".to_owned(), "controller.data_protection_officer.name"),
        ("V-02", "a".to_owned(), "controller.data_protection_officer.email"),
        ("V-02", "c".to_owned(), "controller.data_protection_officer.name"),
        ("V-02", "c".to_owned(), "controller.data_protection_officer.email"),
    ];
    assert_eq!(others, expected);
    let gathered = [
        electoral("a", json!({})),
        electoral(
            "b",
            json!({ "controller": { "email": "ero@anytown.example", "data_protection_officer": { "name": "D", "email": "d" } } }),
        ),
    ];
    assert!(found(&gathered).iter().all(|(_, activity, _)| activity.is_empty()));
}
