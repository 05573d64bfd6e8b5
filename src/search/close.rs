//! Scores by fuzzy-matcher: the order among good matches, and close matches on the short fields.

use crate::search::entry::{Entry, characters_of};
use crate::search::index::Index;
use crate::search::leaf::with_id;
use crate::search::query::Query;
use crate::search::seek::Seek;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memchr;

/// Activities with a name, reference, owner or team that is close to every word of a query, best first; `None` where it was
/// told to stop.
pub(super) fn close_matches(
    query: &Query,
    index: &Index,
    seek: &Seek,
    wanted: &dyn Fn(u32, &Entry) -> bool,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let scorers: Vec<Scorer> = query.words.iter().map(|word| Scorer::new(word)).collect();
    let owners: Vec<Vec<i64>> = scorers.iter().map(|scorer| scores_of_owners(scorer, index)).collect();
    let mut found = Vec::new();
    for (place, entry) in (0_u32..).zip(index.entries()) {
        if place.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        let scores = scorers.iter().zip(&owners).map(|(scorer, owners)| {
            let owner = entry.wordings.iter().filter_map(|id| owners.get(*id as usize)).copied().max().unwrap_or(0);
            scorer.on_entry(entry).unwrap_or(0).max(owner)
        });
        let Some(score) = scores.map(|score| (score > 0).then_some(score)).sum::<Option<i64>>() else { continue };
        if wanted(place, entry) && seek.passes(entry) {
            found.push((std::cmp::Reverse(score), index.by_title().rank(place), place));
        }
    }
    found.sort_unstable();
    found.truncate(MOST);
    Some(found.into_iter().map(|(_, _, place)| place).collect())
}

/// So many activities are looked at between two questions whether to stop.
pub(super) const STRIDE: u32 = 2048;

/// More close matches than this are no help.
const MOST: usize = 50;

fn scores_of_owners(scorer: &Scorer, index: &Index) -> Vec<i64> {
    let fields = ["owner", "team"].map(with_id);
    let wordings = index.wordings().all().iter();
    let scores = wordings.map(|wording| {
        let fitting = fields.contains(&Some(wording.leaf)).then(|| scorer.close(wording.written())).flatten();
        fitting.unwrap_or(0)
    });
    scores.collect()
}

/// One word and the way to score texts by it.
pub(super) struct Scorer<'q> {
    word: &'q str,
    characters: u64,
    matcher: SkimMatcherV2,
    /// A matcher that has seen other texts scores a word with doubled letters differently, so it gets a new one each time.
    doubled: bool,
}

impl<'q> Scorer<'q> {
    pub fn new(word: &'q str) -> Scorer<'q> {
        let mut letters = word.chars().zip(word.chars().skip(1));
        Scorer { word, characters: characters_of(word), matcher: matcher(), doubled: letters.any(|(a, b)| a == b) }
    }

    /// The score of a folded text that holds the word.
    pub fn on_title(&self, title: &str) -> i64 {
        if memchr::memmem::find(title.as_bytes(), self.word.as_bytes()).is_none() {
            return 0;
        }
        self.score(title).unwrap_or(0)
    }

    /// The letters of a folded text that come close to the word, by the places of their characters.
    pub fn places(&self, text: &str) -> Option<Vec<usize>> {
        self.close(text)?;
        matcher().fuzzy_indices(text, self.word).map(|(_, places)| places)
    }

    fn on_entry(&self, entry: &Entry) -> Option<i64> {
        if entry.characters & self.characters != self.characters {
            return None;
        }
        self.close(entry.title()).max(self.close(entry.reference()))
    }

    /// The score of a folded text that holds the word or comes close to it; words of one or two letters must stand in it.
    fn close(&self, text: &str) -> Option<i64> {
        if !is_subsequence(text, self.word) {
            return None;
        }
        let score = self.score(text)?;
        if text.contains(self.word) {
            return Some(score);
        }
        if self.word.len() < 3 {
            return None;
        }
        let near =
            score * 100 >= self.best() * NEAR && (score * 100 >= self.best() * INITIALS || self.is_together(text));
        near.then_some(score)
    }

    /// Whether the letters stand close to each other: a letter here and there makes no word.
    fn is_together(&self, text: &str) -> bool {
        let places = matcher().fuzzy_indices(text, self.word).map(|(_, places)| places);
        let Some([first, .., last]) = places.as_deref() else { return true };
        last - first <= self.word.chars().count() + SPREAD
    }

    fn score(&self, text: &str) -> Option<i64> {
        if self.doubled { matcher().fuzzy_match(text, self.word) } else { self.matcher.fuzzy_match(text, self.word) }
    }

    /// The score of a text that begins with the word.
    fn best(&self) -> i64 {
        let letters = i64::try_from(self.word.chars().count()).unwrap_or(i64::MAX / 100);
        32 + 20 * (letters - 1)
    }
}

/// The part of the best score, in hundredths, from which a text is close.
const NEAR: i64 = 70;

/// The part from which its letters may stand far apart: they begin words.
const INITIALS: i64 = 85;

/// So many other letters may stand between those of the word.
const SPREAD: usize = 8;

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
}

fn is_subsequence(text: &str, word: &str) -> bool {
    let mut rest = text.as_bytes();
    word.bytes().all(|byte| {
        let Some(place) = memchr(byte, rest) else { return false };
        rest = rest.get(place + 1..).unwrap_or_default();
        true
    })
}
