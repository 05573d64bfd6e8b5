//! Headings in words that are near to known ones: the words they share, weighed by how much each word tells.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::wording::{FILLERS, plain, wordings};

/// The field whose wordings are nearest to a heading, with how sure that is of 100; none where nothing is near enough.
pub(super) fn nearest(heading: &str) -> Option<(Option<&'static str>, u8)> {
    let words = telling(&plain(heading));
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let mut fields: HashMap<Option<&'static str>, f64> = HashMap::new();
    for phrase in PHRASES.iter() {
        let highest = fields.entry(phrase.field).or_default();
        *highest = highest.max(phrase.likeness(&words));
    }
    let mut ranked: Vec<(Option<&'static str>, f64)> = fields.into_iter().collect();
    ranked.sort_by(|(one, high), (other, low)| low.total_cmp(high).then(one.cmp(other)));
    let (field, score) = *ranked.first()?;
    let second = ranked.get(1).map_or(0.0, |(_, score)| *score);
    let is_clear = score - second >= CLEARLY;
    if score < NEAR_ENOUGH || !is_clear && score < NEARER {
        return None;
    }
    let sure = if is_clear { 45.0 + score * 40.0 } else { 50.0 };
    // The number lies between 50 and 85 by what it is made of.
    Some((field, sure.clamp(50.0, 85.0) as u8))
}

/// A heading with more words than this is a paragraph.
const MOST_WORDS: usize = 30;
const NEAR_ENOUGH: f64 = 0.6;
/// What is not clearly nearest must be this near.
const NEARER: f64 = 0.7;
/// By how much the nearest must lead before it counts as clear.
const CLEARLY: f64 = 0.05;

struct Phrase {
    words: Vec<String>,
    weight: f64,
    field: Option<&'static str>,
}

impl Phrase {
    /// Of 1: twice what both share, of what both have; or, where the heading holds the whole phrase among other words, by its share.
    fn likeness(&self, heading: &[String]) -> f64 {
        let all: f64 = heading.iter().map(|word| weight(word)).sum();
        let mut shared = 0.0;
        let mut missing = false;
        for word in &self.words {
            match heading.iter().map(|other| same(word, other)).fold(0.0, f64::max) {
                0.0 => missing = true,
                likeness => shared += likeness * weight(word),
            }
        }
        let alike = 2.0 * shared / (all + self.weight).max(f64::EPSILON);
        let holds = !missing && self.words.len() >= 2 && heading.windows(self.words.len()).any(|run| run == self.words);
        if holds { alike.max(0.5 + 0.4 * shared / all.max(f64::EPSILON)) } else { alike }
    }
}

/// Whether two words are one: the same stem, or one letter other in words long enough for a slip.
fn same(one: &str, other: &str) -> f64 {
    if one == other {
        return 1.0;
    }
    if one.len().min(other.len()) >= 5 && one.len().abs_diff(other.len()) <= 1 && is_a_slip(one, other) {
        0.9
    } else {
        0.0
    }
}

/// Whether one letter put in, left out or replaced, or two exchanged, makes one of the other.
fn is_a_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(front..).unwrap_or_default(), other.get(front..).unwrap_or_default());
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = |rest: &[char]| rest.len() - back.min(rest.len());
    let exchanged =
        matches!((one, other), ([a, b, ..], [c, d, ..]) if a == d && b == c) && left(one) == 2 && left(other) == 2;
    left(one).max(left(other)) <= 1 || exchanged
}

/// The stems of the words that tell something, in their order.
fn telling(plain: &str) -> Vec<String> {
    plain.split(' ').filter(|word| !FILLERS.contains(word) && !word.is_empty()).map(stem).collect()
}

fn stem(word: &str) -> String {
    for (ending, instead) in
        [("ies", "y"), ("sses", "ss"), ("ses", "se"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")]
    {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
        {
            return format!("{stem}{instead}").trim_end_matches('e').to_owned();
        }
    }
    word.trim_end_matches('e').to_owned()
}

/// How much a word tells: less, the more fields have it in their wordings.
fn weight(word: &str) -> f64 {
    WEIGHTS.get(word).copied().unwrap_or(UNKNOWN)
}

/// A word that no wording has tells that the heading may be about something else.
const UNKNOWN: f64 = 4.0;

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut phrases: Vec<Phrase> = wordings()
        .filter_map(|(words, field)| {
            let words = telling(words);
            let weight = words.iter().map(|word| weight(word)).sum();
            (!words.is_empty()).then_some(Phrase { words, weight, field })
        })
        .collect();
    // The table is kept by hash, and of two wordings as near as each other always the same one must be found.
    phrases.sort_by(|one, other| (&one.words, one.field).cmp(&(&other.words, other.field)));
    phrases
});

static WEIGHTS: LazyLock<HashMap<String, f64>> = LazyLock::new(|| {
    let mut fields: HashMap<String, Vec<Option<&'static str>>> = HashMap::new();
    for (words, field) in wordings() {
        for word in telling(words) {
            let having = fields.entry(word).or_default();
            if !having.contains(&field) {
                having.push(field);
            }
        }
    }
    let all = 70.0f64;
    let weigh =
        |having: Vec<Option<&'static str>>| (all / u32::try_from(having.len()).map_or(all, f64::from)).ln().max(0.3);
    fields.into_iter().map(|(word, having)| (word, weigh(having))).collect()
});
