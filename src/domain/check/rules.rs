//! The table of rules, in the order of their numbers: what each asks for, on which law, and in which words.

mod lawfulness;
mod record;
mod risk;
mod upkeep;

use crate::domain::check::{Ask, Find, Rule, RuleKind, Severity};
use crate::domain::field::Asked;

/// Every rule.
pub static RULES: &[Rule] = &joined();

const COUNT: usize = record::TABLE.len() + lawfulness::TABLE.len() + risk::TABLE.len() + upkeep::TABLE.len();

const FRAMEWORK: &str = "ico.org.uk, accountability framework, records of processing and lawful basis";

/// Transfers for law enforcement follow Part 3 of the Act instead.
const NOT_LAW_ENFORCEMENT: Asked = Asked { controller: true, processor: true, law_enforcement: false };

/// The parts one behind the other.
const fn joined() -> [Rule; COUNT] {
    let mut all = [rule("", Severity::Info, RuleKind::GoodPractice, Asked::ALL, Find::Activity(|_| Vec::new())); COUNT];
    let left = put(record::TABLE, &mut all);
    let left = put(lawfulness::TABLE, left);
    let left = put(risk::TABLE, left);
    put(upkeep::TABLE, left);
    all
}

/// Puts rules into the first places, and gives the places that are left.
const fn put<'a>(mut rules: &[Rule], mut places: &'a mut [Rule]) -> &'a mut [Rule] {
    while let [rule, later @ ..] = rules {
        let [place, left @ ..] = places else { return &mut [] };
        *place = *rule;
        (rules, places) = (later, left);
    }
    places
}

/// A rule without its law and words. Warnings can be accepted; of the errors those that [`Rule::waivable`] lets.
const fn rule(id: &'static str, severity: Severity, kind: RuleKind, asked: Asked, find: Find) -> Rule {
    let waivable = !matches!(severity, Severity::Error);
    Rule { id, severity, kind, asked, law: "", source: "", waivable, asks: &[], find }
}

impl Rule {
    const fn on(mut self, law: &'static str, source: &'static str) -> Rule {
        self.law = law;
        self.source = source;
        self
    }

    const fn may_be_waived(mut self) -> Rule {
        self.waivable = true;
        self
    }

    const fn asking(mut self, asks: &'static [Ask]) -> Rule {
        self.asks = asks;
        self
    }
}

/// Something that is not recorded, unless it does not apply.
const fn gap(field: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: None, sentence, spared: true, kind: None }
}

/// Something that every such record must hold.
const fn must(field: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: None, sentence, spared: false, kind: None }
}

/// Something that is recorded and does not do.
const fn fault(field: &'static str, sentence: &'static str) -> Ask {
    must(field, sentence)
}

/// The same, of another kind than the rule is.
const fn fault_of_kind(kind: RuleKind, field: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: None, sentence, spared: false, kind: Some(kind) }
}

/// A cell of a row that is there.
const fn cell(field: &'static str, column: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: Some(column), sentence, spared: false, kind: None }
}
