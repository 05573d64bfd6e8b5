//! What the list of things to fix is narrowed by: words that were typed, and kind, severity or directorate.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::{RULES, Rule, RuleKind, Severity};
use crate::domain::field::Fielded;
use crate::domain::fold::fold;
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::search::entry::Entry;

/// One thing that narrows the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Narrow {
    /// What the rule says of the record.
    Kind(RuleKind),
    /// How heavy it is.
    Severity(Severity),
    /// The directorate.
    Directorate(Text),
}

/// Something to narrow the list by, and what it would leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What narrows it.
    pub narrow: Narrow,
    /// How many things to fix would be left with this one as the only one of its kind.
    pub count: usize,
}

const KINDS: [RuleKind; 3] = [RuleKind::LikelyUnlawful, RuleKind::RecordGap, RuleKind::GoodPractice];
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Says what passes, and counts what each choice would leave.
pub(super) struct Counter<'a> {
    kinds: [bool; 3],
    severities: [bool; 3],
    directorates: Vec<bool>,
    /// What passes where nothing of its kind is chosen.
    names: &'a [Text],
    by_kind: [usize; 3],
    by_severity: [usize; 3],
    by_directorate: Vec<usize>,
    chosen: &'a [Narrow],
}

impl<'a> Counter<'a> {
    /// A counter for the choices that are on; the directorates by their numbers.
    pub fn new(chosen: &'a [Narrow], names: &'a [Text]) -> Counter<'a> {
        let all = |of: fn(&Narrow) -> bool| !chosen.iter().any(of);
        let all_kinds = all(|narrow| matches!(narrow, Narrow::Kind(_)));
        let all_severities = all(|narrow| matches!(narrow, Narrow::Severity(_)));
        let all_names = all(|narrow| matches!(narrow, Narrow::Directorate(_)));
        let is_on = |name: &Text| {
            let named = |narrow: &Narrow| matches!(narrow, Narrow::Directorate(on) if fold(on) == fold(name));
            all_names || chosen.iter().any(named)
        };
        Counter {
            kinds: KINDS.map(|kind| all_kinds || chosen.contains(&Narrow::Kind(kind))),
            severities: SEVERITIES.map(|severity| all_severities || chosen.contains(&Narrow::Severity(severity))),
            directorates: names.iter().map(is_on).chain([all_names]).collect(),
            names,
            by_kind: [0; 3],
            by_severity: [0; 3],
            by_directorate: vec![0; names.len() + 1],
            chosen,
        }
    }

    /// Whether a finding passes; `counts` where it is one to fix. What is about the organisation is of no directorate.
    pub fn passes(&mut self, severity: Severity, kind: RuleKind, directorate: Option<usize>, counts: bool) -> bool {
        let directorate = directorate.unwrap_or(self.names.len());
        let on = |all: &[bool], number: usize| all.get(number).copied().unwrap_or(false);
        let passes = [
            on(&self.kinds, kind as usize),
            on(&self.severities, severity as usize),
            on(&self.directorates, directorate),
        ];
        if counts {
            let [of_kind, of_severity, of_directorate] = passes;
            let add = |all: &mut [usize], number: usize, others: bool| {
                if let Some(count) = all.get_mut(number).filter(|_| others) {
                    *count += 1;
                }
            };
            add(&mut self.by_kind, kind as usize, of_severity && of_directorate);
            add(&mut self.by_severity, severity as usize, of_kind && of_directorate);
            add(&mut self.by_directorate, directorate, of_kind && of_severity);
        }
        passes.iter().all(|passes| *passes)
    }

    /// What there is to choose: what would leave something, and what is on.
    pub fn choices(&self) -> Vec<Choice> {
        let kinds = KINDS.map(Narrow::Kind).into_iter().zip(self.by_kind);
        let severities = SEVERITIES.map(Narrow::Severity).into_iter().zip(self.by_severity);
        let names = self.names.iter().cloned().map(Narrow::Directorate).zip(self.by_directorate.iter().copied());
        let all = kinds.chain(severities).chain(names).map(|(narrow, count)| Choice { narrow, count });
        all.filter(|choice| choice.count > 0 || self.chosen.contains(&choice.narrow)).collect()
    }
}

/// What was typed, word by word.
pub(super) struct Words {
    words: Vec<String>,
    /// For each word which rules it is found in.
    rules: Vec<Vec<bool>>,
}

impl Words {
    pub fn of(query: &str) -> Words {
        let query = fold(query);
        let words: Vec<String> = query.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let texts: Vec<String> = if words.is_empty() { Vec::new() } else { RULES.iter().map(text).collect() };
        let rules = words.iter().map(|word| texts.iter().map(|text| text.contains(word.as_str())).collect()).collect();
        Words { words, rules }
    }

    /// Whether each word is found in the rule, or in what the activity is called and who answers for it.
    pub fn match_rule_and(&self, rule: u8, entry: Option<&Entry>) -> bool {
        let in_rule = |of_word: &Vec<bool>| of_word.get(usize::from(rule)) == Some(&true);
        let in_entry = |word: &str| {
            entry.is_some_and(|entry| {
                let activity = &entry.activity;
                let texts = [&activity.directorate, &activity.team, &activity.owner].into_iter().flatten();
                let named = entry.title().contains(word) || entry.reference().contains(word);
                named || texts.into_iter().any(|text| fold(text).contains(word))
            })
        };
        self.words.iter().zip(&self.rules).all(|(word, of_word)| in_rule(of_word) || in_entry(word))
    }
}

/// What a rule is found by: its number, law, sentences and fields.
fn text(rule: &Rule) -> String {
    let sentences = rule.asks.iter().flat_map(|ask| [ask.sentence, label(ask.field)]);
    let all: Vec<&str> = [rule.id, rule.law].into_iter().chain(sentences).collect();
    fold(&all.join(" "))
}

/// What the field is called that a rule usually leads to.
pub fn field_label(rule: &Rule) -> &'static str {
    rule.asks.first().map_or("", |ask| label(ask.field))
}

/// What a field is called.
fn label(field: &'static str) -> &'static str {
    let spec = Activity::field(field).map(|field| &field.spec);
    let spec = spec.or_else(|| Line::field(field).map(|field| &field.spec));
    let spec = spec.or_else(|| Organisation::field(field).map(|field| &field.spec));
    spec.map_or("", |spec| spec.label)
}
