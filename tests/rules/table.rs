//! The table of rules by itself: numbers, kinds, fields, laws and words.

use ropa::domain::activity::Activity;
use ropa::domain::check::{Find, RULES, Rule, RuleKind, Severity};
use ropa::domain::field::{Asked, Fielded, Kind};
use ropa::domain::line::Line;
use ropa::domain::organisation::Organisation;
use ropa::domain::subject::Subject;
use serde_json::{Value as Json, json};
use std::sync::Arc;

use super::world::{World, merge};

#[test]
fn only_warnings_and_the_points_that_the_law_softens_can_be_accepted() {
    let errors: Vec<_> =
        RULES.iter().filter(|rule| rule.severity == Severity::Error && rule.waivable).map(|rule| rule.id).collect();
    assert_eq!(errors, ["V-16", "V-18"]);
    assert!(RULES.iter().all(|rule| rule.waivable || rule.severity == Severity::Error));
}

#[test]
fn all_sixty_four_rules_stand_once_each_in_the_order_of_their_numbers() {
    let ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    let all: Vec<_> = (1..=64).map(|number| format!("V-{number:02}")).collect();
    assert_eq!(ids, all);
    assert!(ids.iter().all(|id| Rule::by_id(id).is_some_and(|rule| rule.id == *id)));
}

#[test]
fn every_rule_leads_to_a_field_that_its_records_ask_for() {
    for rule in RULES {
        for ask in rule.asks {
            let activity = Activity::field(ask.field).map(|field| (&field.spec, field.kind()));
            let field = activity.or_else(|| Line::field(ask.field).map(|field| (&field.spec, field.kind())));
            let header = matches!(rule.find, Find::Header(_)).then(|| Organisation::field(ask.field)).flatten();
            let field = header.map(|field| (&field.spec, field.kind())).or(field);
            let (spec, kind) = field.unwrap_or_else(|| panic!("{}: there is no field {}", rule.id, ask.field));
            if matches!(rule.find, Find::Activity(_)) {
                assert!(covers(spec.asked, rule.asked), "{}: not all its records ask for {}", rule.id, ask.field);
            }
            if let Some(column) = ask.column {
                assert_eq!(kind, Kind::Rows, "{}", rule.id);
                let columns = Subject::Activity(Arc::default()).columns(ask.field);
                assert!(
                    columns.iter().any(|other| other.spec.id == column),
                    "{}: {} has no column {column}",
                    rule.id,
                    ask.field
                );
            }
        }
    }
}

fn covers(field: Asked, rule: Asked) -> bool {
    (field.controller || !rule.controller)
        && (field.processor || !rule.processor)
        && (field.law_enforcement || !rule.law_enforcement)
}

#[test]
fn every_rule_has_law_source_and_words_that_say_what_to_do() {
    const NOT_USED: &[&str] = &[
        "invalid", "error", "failed", "please", "sorry", "null", "parse", "schema", "commit", "write", "buffer",
        "abort", "kill", "missing", "wrong", "usually", "oops", "must be",
    ];
    const BEGIN: &[&str] = &["Enter", "Select", "Add", "Say", "Name", "Review", "Complete", "Remove"];
    for rule in RULES {
        assert!(!rule.law.is_empty() && !rule.source.is_empty() && !rule.asks.is_empty(), "{}", rule.id);
        assert!(["UK GDPR", "DPA 2018"].iter().any(|law| rule.law.starts_with(law)), "{}", rule.law);
        for ask in rule.asks {
            let words: Vec<_> =
                ask.sentence.split(|character: char| !character.is_alphabetic()).map(str::to_lowercase).collect();
            let banned = NOT_USED.iter().find(|banned| words.iter().any(|word| word == *banned));
            assert_eq!(banned, None, "{}: {}", rule.id, ask.sentence);
            assert!(BEGIN.iter().any(|verb| ask.sentence.starts_with(verb)), "{}: {}", rule.id, ask.sentence);
            assert!(
                !ask.sentence.ends_with('.') && ask.sentence.chars().count() <= 160,
                "{}: {}",
                rule.id,
                ask.sentence
            );
            assert!(!ask.sentence.contains(['\'', '"']), "{}: {}", rule.id, ask.sentence);
        }
    }
}

#[test]
fn bases_conditions_notices_and_assessments_are_never_mere_good_practice() {
    let unlawful: Vec<_> =
        RULES.iter().filter(|rule| rule.kind == RuleKind::LikelyUnlawful).map(|rule| rule.id).collect();
    assert_eq!(unlawful, ["V-20", "V-21", "V-24", "V-25", "V-26", "V-29", "V-33", "V-36", "V-43"]);
    let practice: Vec<_> =
        RULES.iter().filter(|rule| rule.kind == RuleKind::GoodPractice).map(|rule| rule.id).collect();
    assert_eq!(practice, ["V-03", "V-11", "V-47", "V-49", "V-50", "V-51", "V-52", "V-61", "V-63"]);
}

#[test]
fn a_rule_within_another_speaks_in_its_words() {
    let within: Vec<_> = RULES.iter().filter(|rule| matches!(rule.find, Find::Within(_))).collect();
    assert_eq!(within.iter().map(|rule| rule.id).collect::<Vec<_>>(), ["V-38"]);
    for rule in within {
        let Find::Within(other) = rule.find else { unreachable!() };
        let other = Rule::by_id(other).expect("the other rule");
        assert!(matches!(other.find, Find::Activity(_)) && other.asked == rule.asked, "{}", other.id);
        for ask in rule.asks {
            assert!(
                other.asks.iter().any(|said| said.sentence == ask.sentence && said.field == ask.field),
                "{}",
                rule.id
            );
        }
    }
}

#[test]
fn a_policy_document_to_be_reviewed_does_not_make_the_processing_unlawful() {
    let para_18 = |policy: Json| json!({ "schedule1_conditions": ["para-18"], "appropriate_policy_document": policy });
    let shared = json!({ "appropriate_policy_documents": [{ "link": "apd", "conditions": ["para-18"], "review_by": "2026-01-31" }] });
    let mut shared = json!({ "organisation": shared });
    merge(&mut shared, &para_18(json!({ "followed": true })));
    let cases = [
        (para_18(json!({ "followed": true })), RuleKind::LikelyUnlawful),
        (para_18(json!({ "link": "apd", "followed": true, "review_by": "2026-01-31" })), RuleKind::RecordGap),
        (shared, RuleKind::RecordGap),
    ];
    for (change, kind) in cases {
        let found = World::with(&[&change]).finds("V-24");
        assert_eq!(found.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [kind], "{change}");
    }
}

/// Explicit consent serves only where the decision rests on nothing else (Article 22B(2)).
#[test]
fn consent_to_a_decision_by_a_system_alone_is_offered_with_its_limit() {
    let rule = Rule::by_id("V-43").unwrap();
    let offering: Vec<_> = rule.asks.iter().filter(|ask| ask.sentence.contains("explicit consent")).collect();
    assert_eq!(offering.len(), 1);
    for ask in offering {
        assert!(ask.sentence.contains("rests entirely on data that the person agreed to"), "{}", ask.sentence);
    }
}
