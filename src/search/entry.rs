//! What search keeps of one activity.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, RULES, Rule, RuleKind, Severity, check_activity};
use crate::domain::date::days_between;
use crate::domain::field::Value;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::Organisation;
use crate::domain::vocabulary::{ListId, list};
use crate::search::filter::{Holding, Review};
use crate::search::leaf::{LeafId, numbered, with_id};
use crate::search::wording::{WordingId, Wordings, regulator_names};
use jiff::civil::Date;
use std::sync::{Arc, LazyLock};

/// One activity as search knows it.
#[derive(Debug)]
pub struct Entry {
    /// The activity.
    pub activity: Arc<Activity>,
    /// The day of the next review, where one is recorded that can be read.
    pub next_review: Option<Date>,
    /// How many errors are open.
    pub errors: u32,
    /// How many warnings are open.
    pub warnings: u32,
    /// What was found, accepted or not, in the order of the rules.
    pub found: Box<[Spotted]>,
    holdings: u8,
    status: u8,
    /// Which of 64 sorts of character the name and reference hold, so that most can be passed over at once.
    pub(super) characters: u64,
    /// The texts of its own, folded, one a line: first the name, then the reference.
    text: Box<str>,
    parts: Box<[Part]>,
    /// Its shared words, each once, by number.
    pub(super) wordings: Box<[WordingId]>,
}

/// What search keeps of a finding: its sentence is made where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spotted {
    /// The place of the rule in the table.
    pub(super) rule: u8,
    /// What it says of the record.
    pub(super) kind: RuleKind,
    /// Whether somebody accepted it.
    pub(super) accepted: bool,
}

/// The texts of one field in the text of an entry.
#[derive(Clone, Copy, Debug)]
struct Part {
    leaf: LeafId,
    /// Where it ends, in bytes.
    end: u32,
}

impl Entry {
    pub(super) fn of(
        activity: &Arc<Activity>,
        organisation: &Organisation,
        lexicon: &Lexicon,
        today: Date,
        wordings: &mut Arc<Wordings>,
    ) -> Entry {
        let mut texts = Texts::default();
        let [title, reference] = *HEAD;
        texts.add(title, &fold(activity.name()));
        texts.add(reference, &fold(activity.reference.as_deref().unwrap_or_default()));
        let characters = characters_of(&texts.text);
        let mut shared = Vec::new();
        for (id, leaf) in numbered() {
            for value in leaf.values(activity) {
                each_text(&value, |words| {
                    if leaf.is_shared() {
                        shared.push(Wordings::take(wordings, id, leaf, words, lexicon));
                    } else if leaf.is_own_text() && id != title && id != reference {
                        texts.add(id, &fold(words));
                    }
                });
            }
        }
        texts.add_regulator();
        shared.sort_unstable();
        shared.dedup();
        let held = shared.iter().filter_map(|id| wordings.get(*id)).fold(0, |held, wording| held | wording.holdings);
        let holdings = if activity.transfers().is_empty() { held } else { held | Holding::Transfers.bit() };
        let mut entry = Entry {
            activity: activity.clone(),
            next_review: activity.next_review.as_ref().and_then(|date| date.day()),
            errors: 0,
            warnings: 0,
            found: Box::default(),
            holdings,
            status: status_of(activity),
            characters,
            text: texts.text.into(),
            parts: texts.parts.into(),
            wordings: shared.into(),
        };
        entry.check(organisation, lexicon, today);
        entry
    }

    fn check(&mut self, organisation: &Organisation, lexicon: &Lexicon, today: Date) {
        let findings = check_activity(&self.activity, organisation, lexicon, today);
        for finding in findings.iter().filter(|finding| !finding.accepted) {
            match finding.rule.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => {}
            }
        }
        self.found = findings.iter().filter_map(Spotted::of).collect();
    }

    /// Whether a rule with this number finds something that nobody accepted.
    pub(super) fn is_open(&self, number: &str) -> bool {
        let named = |spotted: &Spotted| spotted.rule().is_some_and(|rule| rule.id.eq_ignore_ascii_case(number));
        self.found.iter().any(|spotted| !spotted.accepted && named(spotted))
    }

    /// How many open errors and warnings there are.
    pub fn to_fix(&self) -> u32 {
        self.errors + self.warnings
    }

    /// Whether it holds data of this kind.
    pub fn holds(&self, holding: Holding) -> bool {
        self.holdings & holding.bit() != 0
    }

    /// How its next review stands on a day; `None` where it is further off, and for a retired activity.
    pub fn review(&self, today: Date) -> Option<Review> {
        if self.activity.is_retired() {
            return None;
        }
        let Some(next) = self.next_review else { return Some(Review::NotSet) };
        match days_between(today, next) {
            ..0 => Some(Review::Overdue),
            0..=90 => Some(Review::Soon),
            _ => None,
        }
    }

    /// Where its status stands in the list of them; those without a known one last.
    pub(super) fn status_rank(&self) -> u8 {
        self.status
    }

    /// What it is called, folded.
    pub(super) fn title(&self) -> &str {
        self.part(0).unwrap_or_default()
    }

    /// Its reference, folded.
    pub(super) fn reference(&self) -> &str {
        self.part(1).unwrap_or_default()
    }

    /// All texts of its own, folded, one a line.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its texts by field, folded, in reading order behind name and reference.
    pub(super) fn texts(&self) -> impl Iterator<Item = (LeafId, &str)> {
        (0..).zip(self.parts.iter()).filter_map(|(number, part)| Some((part.leaf, self.part(number)?)))
    }

    fn part(&self, number: usize) -> Option<&str> {
        let start = match number.checked_sub(1) {
            Some(before) => self.parts.get(before)?.end as usize + 1,
            None => 0,
        };
        self.text.get(start..self.parts.get(number)?.end as usize)
    }
}

impl Spotted {
    pub(super) fn of(finding: &Finding) -> Option<Spotted> {
        let place = RULES.iter().position(|rule| rule == finding.rule)?;
        Some(Spotted { rule: u8::try_from(place).ok()?, kind: finding.kind, accepted: finding.accepted })
    }

    /// The rule.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.get(usize::from(self.rule))
    }
}

/// The sorts of character that a folded text holds: letters and digits by themselves, the rest in groups.
pub(super) fn characters_of(folded: &str) -> u64 {
    folded.bytes().fold(0, |mask, byte| mask | 1 << (byte & 63))
}

/// The leaves of name and reference, which stand first.
static HEAD: LazyLock<[LeafId; 2]> = LazyLock::new(|| ["title", "reference"].map(|id| with_id(id).unwrap_or_default()));

#[derive(Default)]
struct Texts {
    text: String,
    parts: Vec<Part>,
}

impl Texts {
    fn add(&mut self, leaf: LeafId, folded: &str) {
        if !self.parts.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(folded);
        self.parts.push(Part { leaf, end: u32::try_from(self.text.len()).unwrap_or(u32::MAX) });
    }

    /// Prose that names the regulator is found by its other names too.
    fn add_regulator(&mut self) {
        let Some(names) = regulator_names(&self.text) else { return };
        let mut start = 0;
        let named = self.parts.iter().find(|part| {
            let text = self.text.get(start..part.end as usize).unwrap_or_default();
            start = part.end as usize;
            regulator_names(text).is_some()
        });
        if let Some(leaf) = named.map(|part| part.leaf) {
            self.add(leaf, &names.join("\n"));
        }
    }
}

/// Hands over each text of a value.
pub(super) fn each_text(value: &Value, mut take: impl FnMut(&Text)) {
    match value {
        Value::Text(text) if !text.trim().is_empty() => take(text),
        Value::Terms(terms) => terms.iter().filter(|term| !term.trim().is_empty()).for_each(take),
        _ => {}
    }
}

fn status_of(activity: &Activity) -> u8 {
    let statuses = &list(ListId::Statuses).terms;
    let place = statuses.iter().position(|term| term.code == activity.status && term.code.is_some());
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}
