//! `ropa check --rules`: the rules by themselves, whatever a register holds.

use crate::app::rule_words::RuleWords;
use crate::domain::check::{RULES, Rule, RuleKind, Severity};
use crate::domain::field::Asked;
use crate::domain::text::{clean, wrap};
use crate::domain::words::say;
use crate::shell::cli::Format;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::show::severity;
use crate::shell::cli::table::Table;
use serde_json::{Value, json};

/// The rules that are at least this heavy.
pub(super) fn answer(least: Severity, setting: &Setting) -> Result<Answer, Refusal> {
    let rules = RULES.iter().filter(|rule| rule.severity <= least);
    match setting.format {
        Format::Text => Ok(in_text(rules)),
        Format::Json => {
            let rules: Vec<Value> = rules.map(in_json).collect();
            Ok(Answer::json(&json!({ "schema": "ropa.rules/1", "count": rules.len(), "rules": rules })))
        }
        Format::Csv => in_rows(rules).csv(),
    }
}

/// What a kind of rule says of a record, for programs.
pub(super) fn kind(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::LikelyUnlawful => "likely-unlawful",
        RuleKind::RecordGap => "record-gap",
        RuleKind::GoodPractice => "good-practice",
    }
}

/// The kinds of record that a rule is about, for programs.
fn roles(asked: Asked) -> Vec<&'static str> {
    let all =
        [(asked.controller, "controller"), (asked.processor, "processor"), (asked.law_enforcement, "law-enforcement")];
    all.into_iter().filter(|(asked, _)| *asked).map(|(_, role)| role).collect()
}

/// How wide the text is.
const COLUMNS: usize = 80;

fn in_text<'a>(rules: impl Iterator<Item = &'a Rule>) -> Answer {
    let mut answer = Answer::done();
    for (place, rule) in rules.enumerate() {
        if place > 0 {
            answer.line("");
        }
        let RuleWords { id, kind, weight, records, fields, asks, law } = RuleWords::of(rule);
        put(0, &say("rule.head", &[("rule", &*id), ("kind", &kind), ("weight", &weight)]), &mut answer);
        asks.iter().for_each(|ask| put(2, ask, &mut answer));
        put(4, &say("rule.law", &[("law", law)]), &mut answer);
        put(4, &say("rule.records", &[("records", &records)]), &mut answer);
        put(4, &say("rule.fields", &[("fields", &fields.join(", "))]), &mut answer);
    }
    answer
}

fn put(indent: usize, text: &str, answer: &mut Answer) {
    for line in wrap(&clean(text), COLUMNS.saturating_sub(indent)) {
        answer.line(&format!("{:indent$}{line}", ""));
    }
}

fn in_json(rule: &Rule) -> Value {
    let asks = rule.asks.iter().map(|ask| {
        json!({ "field": ask.field, "column": ask.column, "sentence": ask.sentence, "may_not_apply": ask.spared })
    });
    json!({
        "id": rule.id,
        "severity": severity(rule.severity),
        "kind": kind(rule.kind),
        "roles": roles(rule.asked),
        "law": rule.law,
        "source": rule.source,
        "may_be_accepted": rule.waivable,
        "asks": asks.collect::<Vec<_>>(),
    })
}

/// The columns of the CSV answer.
const HEADINGS: [&str; 7] = ["id", "severity", "kind", "roles", "law", "field", "asks"];

fn in_rows<'a>(rules: impl Iterator<Item = &'a Rule>) -> Table {
    let rows = rules.map(|rule| {
        let words = RuleWords::of(rule);
        vec![
            rule.id.to_owned(),
            severity(rule.severity).to_owned(),
            kind(rule.kind).to_owned(),
            roles(rule.asked).join("; "),
            rule.law.to_owned(),
            words.fields.join("; "),
            words.asks.join("; "),
        ]
    });
    Table { headings: HEADINGS.map(str::to_owned).to_vec(), rows: rows.collect() }
}
