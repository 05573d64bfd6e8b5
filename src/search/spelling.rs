//! The words that stand in the register's own texts, for reading a word with one slip.

use std::collections::HashSet;
use std::sync::Arc;

/// Every word of the texts. Words that no text uses any more stay until the index is made anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    known: Arc<HashSet<Box<str>>>,
    /// Words that came since; few, so that an edit does not copy all of them.
    since: Vec<Box<str>>,
}

impl Spellings {
    /// Takes in the words of folded texts.
    pub fn learn<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        let mut new: HashSet<&str> = HashSet::new();
        let mut fresh = Vec::new();
        for word in texts.flat_map(words_of) {
            if !self.known.contains(word) && new.insert(word) && !self.since.iter().any(|held| **held == *word) {
                fresh.push(word.into());
            }
        }
        self.since.extend(fresh);
        if self.since.len() > MANY {
            Arc::make_mut(&mut self.known).extend(self.since.drain(..));
        }
    }

    /// Whether a word may stand in some text, by itself or inside another; certain to be right only where it says no.
    pub fn may_hold(&self, word: &str) -> bool {
        word.len() < SHORTEST || !word.chars().all(char::is_alphabetic) || self.iter().any(|known| known.contains(word))
    }

    /// Every word.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.iter().chain(&self.since).map(|word| &**word)
    }
}

/// More new words than this are moved to the others.
const MANY: usize = 512;

/// The runs of letters in a folded text: numbers are not read with slips.
pub(super) fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|character: char| !character.is_alphabetic()).filter(|word| word.len() >= SHORTEST)
}

/// A shorter word, in bytes, is no slip of a word of four letters.
const SHORTEST: usize = 3;

/// How far apart two words are that differ by one slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// Two neighbours changed places: the likeliest.
    Swapped,
    /// A letter is wrong, missing or too many.
    Letter,
}

/// The slip by which `typed` stands for `meant`; `None` where they are the same or further apart.
pub(super) fn slip(typed: &[char], meant: &str) -> Option<Slip> {
    if meant.len().abs_diff(typed.len()) > 1 && meant.is_ascii() {
        return None;
    }
    let meant: Vec<char> = meant.chars().collect();
    let same = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (a, b) = (typed.get(same..)?, meant.get(same..)?);
    match (a, b) {
        ([], []) => None,
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) if a1 == b2 && a2 == b1 && a == b => Some(Slip::Swapped),
        ([_, a @ ..], [_, b @ ..]) if a == b => Some(Slip::Letter),
        ([_, a @ ..], b) | (b, [_, a @ ..]) if a == b => Some(Slip::Letter),
        (a, [_, b @ ..]) if a == b => Some(Slip::Letter),
        _ => None,
    }
}
