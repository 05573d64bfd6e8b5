//! The rules: what each finds and leaves alone, and the notice that they are measured by.

mod any_record;
mod counters;
mod gathered;
mod marks;
mod readiness;
mod rows;
mod table;
mod world;

use ropa::domain::activity::Activity;
use ropa::domain::check::{Finding, RULES, Severity, check_register};
use ropa::domain::organisation::Organisation;
use ropa::domain::vocabulary::{ListId, list};
use rows::rows;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use world::{World, line, merge, one_line, organisation};

#[test]
fn nothing_is_found_in_a_whole_record() {
    assert_eq!(World::with(&[]).findings(), []);
}

#[test]
fn each_rule_finds_its_fault_and_leaves_the_right_and_the_other_alone() {
    for (number, row) in rows().iter().enumerate() {
        let found = World::with(&[&row.fires]).finds(row.rule);
        assert!(!found.is_empty(), "row {number}: {} finds nothing in {}", row.rule, row.fires);
        let found = World::with(&[&row.holds]).finds(row.rule);
        assert!(found.is_empty(), "row {number}: {} finds {:?} in {}", row.rule, found, row.holds);
        if let Some(elsewhere) = &row.elsewhere {
            let found = World::with(&[&row.fires, elsewhere]).finds(row.rule);
            assert!(found.is_empty(), "row {number}: {} finds {:?} in {} with {elsewhere}", row.rule, found, row.fires);
        }
    }
}

#[test]
fn every_rule_is_tried_by_a_row() {
    let tried: BTreeSet<_> = rows().iter().map(|row| row.rule).collect();
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(tried, all);
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

fn is_made_of(message: &str, sentence: &str) -> bool {
    match (sentence.split_once('{'), sentence.rsplit_once('}')) {
        (Some((begin, _)), Some((_, end))) => message.starts_with(begin) && message.ends_with(end),
        _ => message == sentence,
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

/// The privacy notice of Solihull Strategic Commissioning, as far as it says anything.
fn notice() -> Json {
    json!({
        "id": "k7m2q9xd", "title": "Strategic Commissioning", "directorate": "Children’s Services and Skills", "role": "controller", "status": "draft",
        "purposes": ["Monitor the effectiveness of the services we commission", "Ensure you receive appropriate services"],
        "lines": [{
            "id": "4hq0w8zr",
            "subjects": ["Children and young people under the age of 19 years of age (and in some cases up to 25)", "family members"],
            "data_classes": ["personal details", "family details", "lifestyle and social circumstances", "financial details", "employment and education details", "housing needs", "social care needs", "health needs"],
            "special_categories": ["racial or ethnic origin", "religion", "health or social care information"],
            "recipients": [
                "Family members, associates or representatives of the person whose personal data we are processing",
                "Healthcare professionals, social and welfare advisers or practitioners",
                "Commissioned services", "Other Council Departments", "Law Enforcement Agencies"
            ],
            "retention": { "text": "We will not keep your information any longer than needed. The length of time will vary from service to service and will be guided by either legislation or the Council's internal retention records guidance which states how long records should be retained." }
        }],
        "transfers": [{ "id": "m2x7d4tb", "country": "unspecified", "notes": "It may sometimes be necessary to transfer personal information overseas." }],
        "sources": ["Commissioned services"],
        "contact": "The team can be contacted by email or telephone 0121 704 6600."
    })
}

#[test]
fn the_solihull_notice_gives_exactly_what_a_practitioner_expects() {
    let world = World { activity: notice(), organisation: organisation(), vocabulary: json!({}) };
    let findings = world.findings();
    let of = |severity| {
        ids(&findings.iter().filter(|finding| finding.rule.severity == severity).cloned().collect::<Vec<_>>())
    };
    assert_eq!(of(Severity::Error), ["V-14", "V-18"]);
    assert_eq!(of(Severity::Warning), ["V-17", "V-20", "V-26", "V-40", "V-45", "V-46", "V-49", "V-50"]);
    let said = |rule: &str| {
        findings
            .iter()
            .filter(|finding| finding.rule.id == rule)
            .map(|finding| finding.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said("V-46"),
        [
            "Select the role of ‘Commissioned services’: a processor acts on your instructions, a controller decides for itself"
        ]
    );
    assert_eq!(
        said("V-40"),
        ["Say whether an impact assessment is needed. The data are about children, which points to a high risk"]
    );
    assert_eq!(said("V-45"), ["Add the link to the privacy notice, and its date"]);
}

fn ids(findings: &[Finding]) -> Vec<&'static str> {
    let mut ids: Vec<_> = findings.iter().map(|finding| finding.rule.id).collect();
    ids.dedup();
    ids
}
