//! A query made ready for one index: each term is looked up in the shared words once, so that an activity costs little.

use crate::domain::activity::{Activity, Mark};
use crate::domain::date::{days_between, long};
use crate::domain::field::{Asked, Value};
use crate::domain::fold::fold;
use crate::search::Ask;
use crate::search::changed::Changed;
use crate::search::entry::{Entry, each_text};
use crate::search::filter::Review;
use crate::search::index::Index;
use crate::search::leaf::{Leaf, LeafId, leaf, with_id};
use crate::search::query::{Named, Query, Test};
use crate::search::wording::Wording;
use jiff::civil::Date;
use memchr::memmem::Finder;
use std::sync::Arc;

/// Where the worst placed word of a query stands in an activity, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The name starts with the whole query.
    Start,
    /// At the start of a word of the name.
    WordStart,
    /// In the name.
    Title,
    /// In the reference, the team, the owner or the directorate.
    Card,
    /// In any other field.
    Elsewhere,
}

impl Tier {
    /// All of them, best first.
    pub const ALL: [Tier; 5] = [Tier::Start, Tier::WordStart, Tier::Title, Tier::Card, Tier::Elsewhere];
}

/// A query made ready.
pub(super) struct Seek<'q> {
    start: String,
    words: Vec<Word<'q>>,
    without: Vec<Word<'q>>,
    named: Vec<Ready<'q>>,
    today: Date,
    changed: Arc<Changed>,
}

impl<'q> Seek<'q> {
    pub fn new(query: &'q Query, index: &Index, ask: &Ask) -> Seek<'q> {
        Seek {
            start: query.words.join(" "),
            words: Word::all(&query.words, index),
            without: query.without.iter().flat_map(|word| Word::all(std::slice::from_ref(word), index)).collect(),
            named: query.named.iter().map(|named| Ready::new(named, index)).collect(),
            today: ask.today,
            changed: ask.changed.clone(),
        }
    }

    /// How well an activity matches; `None` where it does not.
    pub fn tier(&self, entry: &Entry) -> Option<Tier> {
        let mut worst = Tier::Start;
        for word in &self.words {
            worst = worst.max(word.tier(entry)?);
        }
        if !self.passes(entry) {
            return None;
        }
        if worst <= Tier::Title && entry.title().starts_with(&self.start) { Some(Tier::Start) } else { Some(worst) }
    }

    /// Whether an activity passes all terms but the words that must occur.
    pub fn passes(&self, entry: &Entry) -> bool {
        self.without.iter().all(|word| word.tier(entry).is_none())
            && self.named.iter().all(|ready| ready.holds(entry, self.today, &self.changed) != ready.not)
    }
}

/// One word made ready.
struct Word<'q> {
    text: &'q str,
    finder: Finder<'q>,
    wordings: Vec<bool>,
    card: Vec<bool>,
}

impl<'q> Word<'q> {
    fn all(words: &'q [String], index: &Index) -> Vec<Word<'q>> {
        let shared = index.wordings().all();
        let card = ["team", "owner", "directorate"].map(with_id);
        let mut all: Vec<Word> = Vec::new();
        for word in words {
            let blank = || vec![false; shared.len()];
            all.push(Word { text: word, finder: Finder::new(word), wordings: blank(), card: blank() });
        }
        for (id, wording) in
            shared.iter().enumerate().filter(|(_, wording)| leaf(wording.leaf).is_some_and(Leaf::is_for_words))
        {
            let other = in_other_wordings(words, wording);
            let in_card = card.contains(&Some(wording.leaf));
            for (word, other) in all.iter_mut().zip(other) {
                let found = other || word.finder.find(wording.folded().as_bytes()).is_some();
                let marks = if in_card { &mut word.card } else { &mut word.wordings };
                if let Some(mark) = marks.get_mut(id) {
                    *mark = found;
                }
            }
        }
        all
    }

    fn tier(&self, entry: &Entry) -> Option<Tier> {
        let text = entry.text();
        let own = self.finder.find(text.as_bytes());
        if let Some(place) = own {
            let title = entry.title();
            if place < title.len() {
                return Some(if starts_word(title, self.text) { Tier::WordStart } else { Tier::Title });
            }
            if place <= title.len() + entry.reference().len() {
                return Some(Tier::Card);
            }
        }
        let holds = |marks: &[bool]| entry.wordings.iter().any(|id| marks.get(*id as usize) == Some(&true));
        if holds(&self.card) {
            return Some(Tier::Card);
        }
        (own.is_some() || holds(&self.wordings)).then_some(Tier::Elsewhere)
    }
}

/// For each of the words of a query whether it begins another wording of the same, by itself or behind words before it.
fn in_other_wordings(words: &[String], wording: &Wording) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    for (first, word) in words.iter().enumerate() {
        let mut run = word.clone();
        let mut behind = words.iter().skip(first + 1);
        let marks = found.iter_mut().skip(first);
        for mark in marks {
            if !wording.is_also(&run) {
                break;
            }
            *mark = true;
            run.push(' ');
            run.push_str(behind.next().map(String::as_str).unwrap_or_default());
        }
    }
    found
}

/// Whether a word stands at the start of some word of a folded text.
pub(super) fn starts_word(text: &str, word: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), word).any(|place| is_word_start(text, place))
}

/// Whether a word of a folded text starts at this byte.
pub(super) fn is_word_start(text: &str, place: usize) -> bool {
    let before = text.get(..place).and_then(|before| before.chars().next_back());
    before.is_none_or(|before| !before.is_alphanumeric())
}

/// A term with a name made ready.
struct Ready<'q> {
    not: bool,
    test: &'q Test,
    /// The shared words that answer it.
    wordings: Vec<bool>,
    finder: Option<Finder<'q>>,
}

impl<'q> Ready<'q> {
    fn new(named: &'q Named, index: &Index) -> Ready<'q> {
        let mut ready = Ready { not: named.not, test: &named.test, wordings: Vec::new(), finder: None };
        if let Test::Holds { leaves, text } = &named.test {
            let finder = Finder::new(text);
            let holds = |wording: &Wording| finder.find(wording.folded().as_bytes()).is_some() || wording.is_also(text);
            let shared = index.wordings().all().iter();
            ready.wordings = shared.map(|wording| leaves.contains(&wording.leaf) && holds(wording)).collect();
            ready.finder = Some(finder);
        }
        ready
    }

    fn holds(&self, entry: &Entry, today: Date, changed: &Changed) -> bool {
        let days = || Some(days_between(today, entry.next_review?));
        match self.test {
            Test::Holds { leaves, text } => self.is_held(entry, leaves, text),
            Test::Missing(leaves) => is_missing(&entry.activity, leaves),
            Test::AnsweredNone(leaves) => {
                leaves.iter().filter_map(|id| leaf(*id)).any(|leaf| is_answered_none(&entry.activity, leaf))
            }
            Test::DueWithin(limit) => days().is_some_and(|days| days < *limit),
            Test::DueAfter(limit) => days().is_some_and(|days| days > *limit),
            Test::Overdue => entry.review(today) == Some(Review::Overdue),
            Test::OlderNotice => changed.is_notice_older(&entry.activity),
            Test::Rule(number) => entry.is_open(number),
        }
    }

    fn is_held(&self, entry: &Entry, leaves: &[LeafId], text: &str) -> bool {
        if entry.wordings.iter().any(|id| self.wordings.get(*id as usize) == Some(&true)) {
            return true;
        }
        let holds = |words: &str| self.finder.as_ref().is_some_and(|finder| finder.find(words.as_bytes()).is_some());
        if entry.texts().any(|(id, words)| leaves.contains(&id) && holds(words)) {
            return true;
        }
        let rest = leaves.iter().filter_map(|id| leaf(*id)).filter(|leaf| !leaf.is_shared() && !leaf.is_own_text());
        rest.flat_map(|leaf| leaf.values(&entry.activity)).any(|value| says(&value, text))
    }
}

/// Whether a value that is no shared word says a folded text.
fn says(value: &Value, text: &str) -> bool {
    match value {
        Value::Date(date) => {
            date.as_str().contains(text) || date.day().is_some_and(|day| fold(&long(day)).contains(text))
        }
        Value::Flag(flag) => (if *flag { ["yes", "true"] } else { ["no", "false"] }).contains(&text),
        Value::Number(number) => number.to_string() == text,
        _ => {
            let mut found = false;
            each_text(value, |words| found |= fold(words).contains(text));
            found
        }
    }
}

/// Whether nothing is recorded in any of these fields, on one row at least where they are columns, though the record asks
/// for them and no mark says that they do not apply.
fn is_missing(activity: &Activity, leaves: &[LeafId]) -> bool {
    let leaves: Vec<&Leaf> = leaves.iter().filter_map(|id| leaf(*id)).filter(|leaf| asks(leaf, activity)).collect();
    let Some(first) = leaves.first() else { return false };
    let Some(rows) = leaves.iter().filter_map(|leaf| leaf.rows(activity)).max() else {
        return !is_spared(activity, first, None);
    };
    (0..rows).any(|row| {
        leaves.iter().all(|leaf| leaf.value(activity, row).is_empty() && !is_spared(activity, leaf, Some(row)))
    })
}

fn asks(leaf: &Leaf, activity: &Activity) -> bool {
    let asked: Asked = leaf.field.spec.asked;
    asked.of(activity) && leaf.spec.asked.of(activity)
}

/// Whether a mark says that a field does not apply.
fn is_spared(activity: &Activity, leaf: &Leaf, row: Option<usize>) -> bool {
    let line = row.filter(|_| leaf.is_of_line()).and_then(|row| activity.lines().get(row));
    activity.marks().iter().filter(|mark| mark.is(Mark::DOES_NOT_APPLY)).any(|mark| {
        let field = mark.field.as_deref();
        match mark.line.as_deref() {
            Some(marked) => line.is_some_and(|line| line.id.as_str() == marked) && field == Some(leaf.spec.marked_as()),
            None => field == Some(leaf.field.spec.marked_as()),
        }
    })
}

fn is_answered_none(activity: &Activity, leaf: &Leaf) -> bool {
    leaf.rows(activity) == Some(0) || leaf.values(activity).any(|value| value.is_none())
}
