//! Law in a cell or in prose: bases, conditions and statutes, as codes with the words they were read from.

use crate::domain::Text;
use crate::formats::import::cells::Found;
use crate::formats::import::cells::token::{Tokens, one_line};

mod article;
mod negated;
mod schedule1;
mod statute;
mod wordings;

/// Under which heading the words stand, where the same words mean other things under another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// A column or section of lawful bases (Article 6), conditions of Article 9 perhaps among them.
    Article6,
    /// A column or section of conditions for special category data (Article 9).
    Article9,
    /// A column of conditions of Schedule 1 to the Data Protection Act 2018.
    Schedule1,
    /// Sentences about anything: only words that can mean nothing else count.
    Prose,
}

/// The law that a text names. No code twice in a list; the first words hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// Lawful bases, as `6(1)(e)`.
    pub bases: Vec<Found>,
    /// Conditions for special category data, as `9(2)(h)`.
    pub article9: Vec<Found>,
    /// Conditions of Schedule 1 to the Data Protection Act 2018, as `para-18`.
    pub schedule1: Vec<Found>,
    /// What is said of criminal offence data.
    pub article10: Option<Article10>,
    /// Statutes with their sections, in the words of the text: powers and duties that a basis rests on. The Data Protection
    /// Act is none.
    pub powers: Vec<Text>,
    /// Words that look like law and were not taken, because they can mean two things or contradict themselves.
    pub doubtful: Vec<Text>,
    /// Whatever else the text says, joined by semicolons; empty where nothing.
    pub rest: Text,
}

/// What a text says of criminal offence data (Article 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article10 {
    /// The code of the route, where it is said.
    pub route: Option<Text>,
    /// The words.
    pub words: Text,
}

impl Law {
    /// Whether no law was found.
    pub fn is_empty(&self) -> bool {
        let conditions = self.article9.is_empty() && self.schedule1.is_empty() && self.article10.is_none();
        self.bases.is_empty() && conditions && self.powers.is_empty()
    }
}

/// Reads the law that a text names, under a heading.
pub fn read(text: &str, context: Context) -> Law {
    let tokens = Tokens::of(text);
    let mut reading = Reading { tokens: &tokens, context, taken: vec![false; tokens.len()], law: Law::default() };
    statute::take(&mut reading);
    article::take(&mut reading);
    schedule1::take(&mut reading);
    article::take_article10(&mut reading);
    wordings::take(&mut reading);
    reading.law.rest = reading.rest();
    reading.law
}

/// The statutes of a text with their sections, data protection law apart: from which token to which.
pub(super) fn statutes(tokens: &Tokens) -> Vec<(usize, usize)> {
    statute::found(tokens)
}

/// A text as it is being read.
struct Reading<'a> {
    tokens: &'a Tokens<'a>,
    context: Context,
    /// The tokens that are law already.
    taken: Vec<bool>,
    law: Law,
}

/// A list of conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Article6,
    Article9,
    Schedule1,
}

impl Reading<'_> {
    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or_default()
    }

    fn take(&mut self, from: usize, to: usize) {
        for taken in self.taken.iter_mut().take(to).skip(from) {
            *taken = true;
        }
    }

    fn found(&mut self, which: Which, code: &str, from: usize, to: usize) {
        let words = self.tokens.words(from, to);
        let list = match which {
            Which::Article6 => &mut self.law.bases,
            Which::Article9 => &mut self.law.article9,
            Which::Schedule1 => &mut self.law.schedule1,
        };
        if !list.iter().any(|found| &*found.code == code) {
            list.push(Found { code: code.into(), words });
        }
    }

    fn doubt(&mut self, from: usize, to: usize) {
        let words = self.tokens.words(from, to);
        if !words.is_empty() && !self.law.doubtful.contains(&words) {
            self.law.doubtful.push(words);
        }
    }

    /// What no law was found in, without the words that only hold law together.
    fn rest(&self) -> Text {
        let mut pieces: Vec<String> = Vec::new();
        let mut from = 0;
        while from < self.tokens.len() {
            if self.is_taken(from) {
                from += 1;
                continue;
            }
            let to = (from..self.tokens.len()).find(|at| self.is_taken(*at)).unwrap_or(self.tokens.len());
            if (from..to).any(|at| !is_filler(self.tokens, at)) {
                let words = one_line(self.tokens.span(from, to));
                pieces.push(tidy(&words).to_owned());
            }
            from = to;
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces.join("; ").into()
    }
}

/// Words and signs that only hold law together.
fn is_filler(tokens: &Tokens, at: usize) -> bool {
    const FILLERS: [&str; 41] = [
        "and",
        "or",
        "und",
        "gdpr",
        "ukgdpr",
        "uk",
        "eu",
        "dsgvo",
        "ds",
        "gvo",
        "article",
        "articles",
        "art",
        "arts",
        "lawful",
        "legal",
        "basis",
        "bases",
        "condition",
        "conditions",
        "under",
        "the",
        "of",
        "dpa",
        "schedule",
        "sch",
        "both",
        "also",
        "plus",
        "processing",
        "is",
        "necessary",
        "in",
        "for",
        "this",
        "our",
        "a",
        "an",
        "it",
        "be",
        "as",
    ];
    let word = tokens.at(at);
    let is_year_of_dpa = word == "2018" && at > 0 && tokens.at(at - 1) == "dpa";
    let is_bullet = word.len() == 1 && tokens.at(at + 1) == ")";
    FILLERS.contains(&word) || is_bullet || is_year_of_dpa || !(tokens.is_word(at) || tokens.is_number(at))
}

fn tidy(words: &str) -> &str {
    let is_joint = |letter: char| letter.is_whitespace() || "-–—:;,.&/+•*=".contains(letter);
    let mut words = words.trim_matches(is_joint);
    if words.matches('(').count() < words.matches(')').count() {
        words = words.trim_start_matches(')').trim_start_matches(is_joint);
        words = if words.contains('(') { words } else { words.trim_end_matches(')') };
    }
    if words.matches('(').count() > words.matches(')').count() {
        words = words.trim_end_matches('(').trim_start_matches('(');
    }
    for joint in ["and ", "or ", "& "] {
        words = words.strip_prefix(joint).unwrap_or(words);
    }
    for joint in [" and", " or", " under"] {
        words = words.strip_suffix(joint).unwrap_or(words);
    }
    words.trim_matches(is_joint)
}
