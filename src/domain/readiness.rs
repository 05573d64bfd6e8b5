//! How ready a record is: a fixed list of questions, which of them are met, and what the others lack, item by item.
//!
//! A question is met where none of its rules finds anything, or where all that they find was accepted. Silence alone proves
//! nothing: a record without people has no special category data that lack a condition. So a question hangs on those whose
//! answers could still raise it, and counts as unmet until they are met or what proves it is recorded. For this reason the share of met questions never
//! falls when something is put right, an empty record has none, and one with nothing to put right has all. What is only worth
//! knowing ([`Severity::Info`]) does not count.

mod counters;
mod overview;
mod questions;

pub use counters::{COUNTERS, Count, Counter, Seen, Tally};
pub use overview::{Overview, Standing, overview};
pub use questions::{QUESTIONS, Question};

use crate::domain::activity::Activity;
use crate::domain::check::{Find, Finding, Rule, Severity};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How ready an activity's record is, by what [`check_activity`](crate::domain::check::check_activity) finds in it.
///
/// The header of the record, which a register has once for each controller, is asked by [`header_readiness`].
pub fn readiness(activity: &Activity, findings: &[Finding]) -> Readiness {
    let record = if activity.is_processor() {
        Record::Processor
    } else if activity.is_law_enforcement() {
        Record::LawEnforcement
    } else {
        Record::Controller
    };
    tree(record).ask(Some(activity), findings)
}

/// How ready the headers of a register are, by what [`check_register`](crate::domain::check::check_register) finds.
pub fn header_readiness(findings: &[Finding]) -> Readiness {
    tree(Record::Header).ask(None, findings)
}

/// What a record has met of the questions for its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// Whether no error is left that nobody accepted: the record holds what the law wants in it.
    pub complete: bool,
    /// Every question for records of this kind, in the order of [`QUESTIONS`].
    pub items: Vec<Item>,
}

/// One question, and how the record stands to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// The question.
    pub question: &'static Question,
    /// How the record stands to it.
    pub state: State,
}

/// How a record stands to a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// There is nothing to put right.
    Met,
    /// What there would be to put right was accepted, with a reason.
    Accepted,
    /// There is something to put right.
    Unmet,
    /// It cannot be told before this other question is met.
    WaitsFor(&'static Question),
}

impl State {
    /// Whether it counts as met.
    pub fn is_met(self) -> bool {
        matches!(self, State::Met | State::Accepted)
    }
}

impl Readiness {
    /// The share of the questions that are met, from 0 to 1.
    pub fn score(&self) -> f64 {
        if self.items.is_empty() { 1.0 } else { as_number(self.met()) / as_number(self.items.len()) }
    }

    /// How many questions are met.
    pub fn met(&self) -> usize {
        self.items.iter().filter(|item| item.state.is_met()).count()
    }
}

/// A share to two places, which are enough and read better. Rounded down, so that 1 means that nothing is left.
pub fn hundredths(share: f64) -> f64 {
    // A share such as 0.29 is a little less in binary, and must not become 0.28.
    (share * 100.0 + 1e-9).floor() / 100.0
}

/// Counts of questions and activities are far below the numbers that a float cannot hold.
fn as_number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// The kinds of record, each with questions of its own.
#[derive(Clone, Copy)]
enum Record {
    Header,
    Controller,
    Processor,
    LawEnforcement,
}

impl Record {
    const ALL: [Record; 4] = [Record::Header, Record::Controller, Record::Processor, Record::LawEnforcement];

    /// Whether a rule is about records of this kind.
    fn is_asked_by(self, rule: &Rule) -> bool {
        let of_header = matches!(rule.find, Find::Header(_));
        match self {
            Record::Header => of_header,
            Record::Controller => !of_header && rule.asked.controller,
            Record::Processor => !of_header && rule.asked.processor,
            Record::LawEnforcement => !of_header && rule.asked.law_enforcement,
        }
    }
}

/// The questions for one kind of record.
struct Tree {
    nodes: Vec<Node>,
    /// The place of the question to which a rule belongs.
    places: HashMap<&'static str, usize>,
}

/// A question with the places of those that it hangs on, all of them before its own.
struct Node {
    question: &'static Question,
    after: Vec<usize>,
}

impl Tree {
    /// The questions of which at least one rule is about records of this kind.
    fn of(record: Record) -> Tree {
        let mut tree = Tree { nodes: Vec::new(), places: HashMap::new() };
        // In the place of a question that is not asked stand those that it hangs on.
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for question in QUESTIONS {
            let mut after: Vec<usize> =
                question.after.iter().filter_map(|id| known.get(id)).flatten().copied().collect();
            after.sort_unstable();
            after.dedup();
            let rules = question.rules.iter().filter_map(|id| Rule::by_id(id));
            if !rules.into_iter().any(|rule| record.is_asked_by(rule)) {
                known.insert(question.id, after);
                continue;
            }
            let place = tree.nodes.len();
            known.insert(question.id, vec![place]);
            tree.places.extend(question.rules.iter().map(|rule| (*rule, place)));
            tree.nodes.push(Node { question, after });
        }
        tree
    }

    fn ask(&self, activity: Option<&Activity>, findings: &[Finding]) -> Readiness {
        let mut states = vec![State::Met; self.nodes.len()];
        for finding in findings {
            let Some(state) = self.places.get(finding.rule.id).and_then(|place| states.get_mut(*place)) else {
                continue;
            };
            match (finding.accepted, *state) {
                (false, _) => *state = State::Unmet,
                (true, State::Met) => *state = State::Accepted,
                (true, _) => {}
            }
        }
        let mut items: Vec<Item> = Vec::with_capacity(self.nodes.len());
        for (node, found) in self.nodes.iter().zip(states) {
            let waits = node.after.iter().filter_map(|place| items.get(*place)).find(|item| !item.state.is_met());
            let is_proved = activity.zip(node.question.proof).is_some_and(|(activity, proof)| proof(activity));
            let state = match (found, waits.filter(|_| !is_proved)) {
                (State::Unmet, _) | (_, None) => found,
                // The question that holds it up is told, not one on the way to it.
                (_, Some(Item { state: State::WaitsFor(first), .. })) => State::WaitsFor(first),
                (_, Some(item)) => State::WaitsFor(item.question),
            };
            items.push(Item { question: node.question, state });
        }
        // What stands on the activity and is about its controller is asked by the header.
        let own = findings.iter().filter(|finding| self.places.contains_key(finding.rule.id));
        let complete = !own.into_iter().any(|finding| finding.rule.severity == Severity::Error && !finding.accepted);
        Readiness { complete, items }
    }
}

fn tree(record: Record) -> &'static Tree {
    static TREES: LazyLock<[Tree; 4]> = LazyLock::new(|| Record::ALL.map(Tree::of));
    let [header, controller, processor, law_enforcement] = &*TREES;
    match record {
        Record::Header => header,
        Record::Controller => controller,
        Record::Processor => processor,
        Record::LawEnforcement => law_enforcement,
    }
}
