//! How rules read: kind and weight in words, the records that they are about, the fields they lead to and what they ask.

use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::field::Asked;
use crate::domain::words::{say, without_parts};

/// A rule as the command line and the documents tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleWords {
    /// Its number; for one that another rule tells, also that one's.
    pub id: String,
    /// What it says of a record.
    pub kind: String,
    /// How heavy it is.
    pub weight: String,
    /// The records that it is about.
    pub records: String,
    /// The fields that it leads to, as they are named in the file.
    pub fields: Vec<String>,
    /// What it asks, with dots where words of a record stand.
    pub asks: Vec<String>,
    /// The law, as it is cited.
    pub law: &'static str,
}

impl RuleWords {
    /// How a rule reads.
    pub fn of(rule: &Rule) -> RuleWords {
        let fields = rule.asks.iter().map(|ask| match ask.column {
            Some(column) => format!("{}[].{column}", ask.field),
            None => ask.field.to_owned(),
        });
        RuleWords {
            id: match rule.find {
                Find::Within(other) => say("rule.within", &[("rule", rule.id), ("other", other)]),
                _ => rule.id.to_owned(),
            },
            kind: kind(rule.kind),
            weight: weight(rule),
            records: records(rule.asked),
            fields: without_repeats(fields),
            asks: without_repeats(rule.asks.iter().map(|ask| without_parts(ask.sentence))),
            law: rule.law,
        }
    }
}

/// What a kind of rule says of a record.
fn kind(kind: RuleKind) -> String {
    match kind {
        RuleKind::LikelyUnlawful => say("rule.kind.likely-unlawful", &[]),
        RuleKind::RecordGap => say("rule.kind.record-gap", &[]),
        RuleKind::GoodPractice => say("rule.kind.good-practice", &[]),
    }
}

/// How heavy a rule is, in words that do not blame.
pub fn weight(rule: &Rule) -> String {
    match (rule.severity, rule.kind) {
        (Severity::Error, _) if rule.waivable => say("rule.weight.where-possible", &[]),
        (Severity::Error, _) => say("rule.weight.required", &[]),
        (Severity::Warning, RuleKind::GoodPractice) => say("rule.weight.advice", &[]),
        (Severity::Warning, _) => say("rule.weight.duty", &[]),
        (Severity::Info, _) => say("rule.weight.note", &[]),
    }
}

/// The kinds of record that ask for something.
pub fn records(asked: Asked) -> String {
    let controllers = match (asked.controller, asked.law_enforcement) {
        (true, true) if asked.processor => return say("asked.all", &[]),
        (true, true) => Some(say("asked.controllers", &[])),
        (true, false) => Some(say("asked.general", &[])),
        (false, true) => Some(say("asked.law-enforcement", &[])),
        (false, false) => None,
    };
    let processors = asked.processor.then(|| say("asked.processors", &[]));
    controllers.into_iter().chain(processors).collect::<Vec<_>>().join("; ")
}

fn without_repeats(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}
