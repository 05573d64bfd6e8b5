//! The list of what is to be fixed in a register: ordered, narrowed and counted away from the screen, from what the index knows.
//! Sentences are made only for the rows that are shown.

mod narrowing;
mod progress;

pub use narrowing::{Choice, Narrow, field_label};
pub use progress::Progress;

use crate::domain::Text;
use crate::domain::check::{Finding, RULES, Rule, RuleKind, Severity};
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::search::entry::{Entry, Spotted};
use crate::search::index::Index;
use narrowing::{Counter, Words};
use std::collections::HashMap;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// What stands in the search box.
    pub query: String,
    /// How the list is ordered and grouped.
    pub by: By,
    /// What narrows it; of one kind any is enough, of different kinds each is needed.
    pub narrowed: Vec<Narrow>,
}

/// How the list is ordered and grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Most serious first: by kind, then severity, then A to Z.
    #[default]
    Seriousness,
    /// By rule.
    Rule,
    /// By activity, A to Z.
    Activity,
    /// By directorate.
    Directorate,
    /// By severity.
    Severity,
}

impl By {
    /// Every order, as they are offered.
    pub const ALL: [By; 5] = [By::Seriousness, By::Rule, By::Activity, By::Directorate, By::Severity];
}

/// The list.
#[derive(Debug)]
pub struct Listed {
    /// What was asked.
    pub question: Question,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// The groups, in order.
    pub groups: Vec<Group>,
    /// How many of the rows are to be fixed: neither accepted nor only worth knowing.
    pub to_fix: usize,
    /// What narrows the list, with how many rows to fix each would leave.
    pub choices: Vec<Choice>,
    /// Topic by topic, how many records are complete in it.
    pub progress: Vec<Progress>,
    /// The index that it was made from.
    pub index: Arc<Index>,
}

/// A row: a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    source: Source,
    rule: u8,
    /// What it says of the record.
    pub kind: RuleKind,
    /// Which of the findings of its rule it is there, counted from 0.
    pub nth: u16,
    /// How it stands.
    pub state: State,
}

/// Where a finding is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// The activity at this place.
    Entry(u32),
    /// What no activity shows by itself, at this place.
    Apart(u32),
}

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is to be fixed.
    ToFix,
    /// It is worth knowing.
    Note,
    /// Somebody accepted it.
    Accepted,
}

/// Rows that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub heading: Heading,
    /// The place of the first of them.
    pub first: usize,
    /// How many of them are to be fixed.
    pub to_fix: usize,
    /// How many there are.
    pub count: usize,
}

/// What the rows of a group have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Heading {
    /// What they say of the record.
    Kind(RuleKind),
    /// They are worth knowing.
    Notes,
    /// Somebody accepted them.
    Accepted,
    /// Their severity.
    Severity(Severity),
    /// Their rule.
    Rule(&'static Rule),
    /// Their activity.
    Activity(Id),
    /// They are about the organisation.
    Organisation,
    /// Their directorate; none where none is recorded.
    Directorate(Option<Text>),
}

/// What identifies a row in every list.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The activity; none where it is about the organisation.
    pub activity: Option<Id>,
    /// The rule's number.
    pub rule: &'static str,
    /// Which of its findings.
    pub nth: u16,
}

impl Listed {
    /// The activity of a row; none where it is about the organisation.
    pub fn entry(&self, row: Row) -> Option<&Arc<Entry>> {
        match row.source {
            Source::Entry(place) => self.index.entry(place),
            Source::Apart(at) => self.index.entry(self.index.apart().get(at as usize)?.place?),
        }
    }

    /// The rule of a row.
    pub fn rule(&self, row: Row) -> Option<&'static Rule> {
        RULES.get(usize::from(row.rule))
    }

    /// Whether the finding of a row is one that no activity shows by itself.
    pub fn is_apart(row: Row) -> bool {
        matches!(row.source, Source::Apart(_))
    }

    /// The finding of a row that no activity shows by itself.
    pub fn finding_apart(&self, row: Row) -> Option<&Finding> {
        match row.source {
            Source::Entry(_) => None,
            Source::Apart(at) => self.index.apart().get(at as usize).map(|apart| &apart.finding),
        }
    }

    /// What identifies a row.
    pub fn key(&self, row: Row) -> Option<Key> {
        let activity = self.entry(row).map(|entry| entry.activity.id.clone());
        Some(Key { activity, rule: self.rule(row)?.id, nth: row.nth })
    }

    /// The place of a row.
    pub fn place(&self, key: &Key) -> Option<usize> {
        let is_it = |row: &Row| {
            row.nth == key.nth
                && self.rule(*row).is_some_and(|rule| rule.id == key.rule)
                && self.entry(*row).map(|entry| &entry.activity.id) == key.activity.as_ref()
        };
        self.rows.iter().position(is_it)
    }

    /// The group that a row stands in.
    pub fn group(&self, place: usize) -> Option<&Group> {
        let behind = self.groups.partition_point(|group| group.first <= place);
        self.groups.get(behind.checked_sub(1)?)
    }
}

/// Makes the list.
pub fn list(index: &Arc<Index>, question: &Question) -> Listed {
    let directorates = Directorates::of(index);
    let words = Words::of(&question.query);
    let mut counter = Counter::new(&question.narrowed, &directorates.names);
    let mut found: Vec<(u128, Row)> = Vec::new();
    let mut take = |entry: Option<(u32, &Entry)>, source: Source, spotted: Spotted, nth: u16| {
        let Some(rule) = spotted.rule() else { return };
        let directorate = entry.map(|(place, _)| directorates.number(place));
        if !words.match_rule_and(spotted.rule, entry.map(|(_, entry)| entry)) {
            return;
        }
        let state = match (spotted.accepted, rule.severity) {
            (true, _) => State::Accepted,
            (_, Severity::Info) => State::Note,
            _ => State::ToFix,
        };
        if counter.passes(rule.severity, spotted.kind, directorate, state == State::ToFix) {
            let rank = entry.map_or(0, |(place, _)| u64::from(index.by_title().rank(place)) + 1);
            let row = Row { source, rule: spotted.rule, kind: spotted.kind, nth, state };
            found.push((order(question.by, &row, rule, rank, directorate), row));
        }
    };
    // There may be as many of these as activities, so how often each rule found something there is counted on the way.
    let mut often: HashMap<(Option<u32>, u8), u16> = HashMap::new();
    for (at, apart) in (0..).zip(index.apart()) {
        let Some(spotted) = Spotted::of(&apart.finding) else { continue };
        let nth = often.entry((apart.place, spotted.rule)).or_default();
        let entry = apart.place.and_then(|place| Some((place, index.entry(place)?.as_ref())));
        take(entry, Source::Apart(at), spotted, *nth);
        *nth = nth.saturating_add(1);
    }
    for (place, entry) in (0..).zip(index.entries()) {
        let mut last = (u8::MAX, 0);
        for spotted in &entry.found {
            last = if last.0 == spotted.rule { (last.0, last.1 + 1) } else { (spotted.rule, 0) };
            take(Some((place, entry.as_ref())), Source::Entry(place), *spotted, last.1);
        }
    }
    found.sort_unstable_by_key(|(key, _)| *key);
    let groups = groups(index, question.by, &found, &directorates);
    let rows: Vec<Row> = found.into_iter().map(|(_, row)| row).collect();
    Listed {
        question: question.clone(),
        to_fix: rows.iter().filter(|row| row.state == State::ToFix).count(),
        choices: counter.choices(),
        progress: progress::of(index),
        rows,
        groups,
        index: index.clone(),
    }
}

/// What rows are ordered by: the group in the upper half, what orders within it in the lower.
fn order(by: By, row: &Row, rule: &Rule, rank: u64, directorate: Option<usize>) -> u128 {
    let state = row.state as u64;
    let (kind, severity) = (row.kind as u64, rule.severity as u64);
    let group = match (by, row.state) {
        (By::Seriousness, State::ToFix) => kind,
        (By::Seriousness, _) => 8 + state,
        (By::Rule, _) => u64::from(row.rule),
        (By::Activity, _) => rank,
        (By::Directorate, _) => directorate.map_or(0, |number| number as u64 + 1),
        (By::Severity, _) => severity,
    };
    let within = (state << 60) | (kind << 56) | (severity << 52) | ((rank & 0xFFFF_FFFF) << 20);
    let last = (u64::from(row.rule) << 12) | u64::from(row.nth.min(0xFFF));
    (u128::from(group) << 64) | u128::from(within | last)
}

fn groups(index: &Index, by: By, found: &[(u128, Row)], directorates: &Directorates) -> Vec<Group> {
    let mut groups: Vec<(u128, Group)> = Vec::new();
    for (place, (key, row)) in found.iter().enumerate() {
        let own = key >> 64;
        let to_fix = usize::from(row.state == State::ToFix);
        if let Some((_, group)) = groups.last_mut().filter(|(last, _)| *last == own) {
            group.to_fix += to_fix;
            group.count += 1;
            continue;
        }
        let heading = heading(index, by, *row, directorates);
        groups.extend(heading.map(|heading| (own, Group { heading, first: place, to_fix, count: 1 })));
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn heading(index: &Index, by: By, row: Row, directorates: &Directorates) -> Option<Heading> {
    let rule = RULES.get(usize::from(row.rule))?;
    let place = match row.source {
        Source::Entry(place) => Some(place),
        Source::Apart(at) => index.apart().get(at as usize)?.place,
    };
    Some(match (by, row.state, place) {
        (By::Seriousness, State::ToFix, _) => Heading::Kind(row.kind),
        (By::Seriousness, State::Note, _) => Heading::Notes,
        (By::Seriousness, State::Accepted, _) => Heading::Accepted,
        (By::Rule, ..) => Heading::Rule(rule),
        (By::Severity, ..) => Heading::Severity(rule.severity),
        (By::Activity | By::Directorate, _, None) => Heading::Organisation,
        (By::Activity, _, Some(place)) => Heading::Activity(index.entry(place)?.activity.id.clone()),
        (By::Directorate, _, Some(place)) => {
            Heading::Directorate(directorates.names.get(directorates.number(place)).cloned())
        }
    })
}

/// The directorates of a register, A to Z, and which one each activity is of.
struct Directorates {
    names: Vec<Text>,
    /// For each activity the number of its directorate; that behind the last where it has none.
    numbers: Vec<usize>,
}

impl Directorates {
    fn of(index: &Index) -> Directorates {
        // Most activities share a few wordings, so each wording is folded once.
        let mut wordings: HashMap<&str, String> = HashMap::new();
        let mut names: HashMap<String, Text> = HashMap::new();
        for entry in index.entries() {
            let Some(name) = &entry.activity.directorate else { continue };
            if wordings.contains_key(&**name) {
                continue;
            }
            let folded = fold(name);
            if !folded.is_empty() {
                names.entry(folded.clone()).or_insert_with(|| name.clone());
            }
            wordings.insert(name, folded);
        }
        let mut sorted: Vec<(String, Text)> = names.into_iter().collect();
        sorted.sort();
        let numbers: HashMap<&str, usize> =
            sorted.iter().enumerate().map(|(number, (folded, _))| (folded.as_str(), number)).collect();
        let none = sorted.len();
        let number = |entry: &Arc<Entry>| {
            let folded = wordings.get(entry.activity.directorate.as_deref()?)?;
            numbers.get(folded.as_str()).copied()
        };
        let numbers = index.entries().iter().map(|entry| number(entry).unwrap_or(none)).collect();
        Directorates { names: sorted.into_iter().map(|(_, name)| name).collect(), numbers }
    }

    fn number(&self, place: u32) -> usize {
        self.numbers.get(place as usize).copied().unwrap_or(self.names.len())
    }
}
