//! The table of rules.

use super::{part, table};
use ropa::domain::check::{Find, RULES, Rule, RuleKind, Severity};
use ropa::domain::words::without_parts;

#[test]
fn the_readme_tells_every_rule() {
    let rows: Vec<Vec<String>> = RULES.iter().map(row).collect();
    part("rules", &table(&["Rule", "Kind", "Weight", "What it asks", "Law"], &rows));
}

fn row(rule: &Rule) -> Vec<String> {
    let weight = match (rule.severity, rule.kind) {
        (Severity::Error, _) if rule.waivable => "required in the record, where possible",
        (Severity::Error, _) => "required in the record",
        (Severity::Warning, RuleKind::GoodPractice) => "advice",
        (Severity::Warning, _) => "duty",
        (Severity::Info, _) => "note",
    };
    let kind = match rule.kind {
        RuleKind::LikelyUnlawful => "likely unlawful",
        RuleKind::RecordGap => "gap in the record",
        RuleKind::GoodPractice => "good practice",
    };
    let mut sentences: Vec<String> = Vec::new();
    for ask in rule.asks {
        let sentence = without_parts(ask.sentence);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    let id = match rule.find {
        Find::Within(other) => format!("{}, part of {other}", rule.id),
        _ => rule.id.to_owned(),
    };
    vec![id, kind.to_owned(), weight.to_owned(), sentences.join("<br>"), rule.law.to_owned()]
}

#[test]
fn parts_of_a_sentence_give_way_to_dots() {
    assert_eq!(without_parts("You recorded ‘{data}’ for {country}"), "You recorded ‘…’ for …");
    assert_eq!(without_parts("{sign}, which points"), "…, which points");
}
