//! Reading a query with one slip to a word, where nothing matches it as it was typed.

use crate::search::Ask;
use crate::search::close::STRIDE;
use crate::search::filter::{Outcome, Passes};
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::seek::Seek;
use crate::search::spelling::{Slip, slip, words_of};
use std::collections::BTreeSet;

/// A query as it is understood.
pub(super) struct Reading {
    /// The query.
    pub query: Query,
    /// The words that were read with a slip: as typed, and as read.
    pub slip: Option<(String, String)>,
}

/// The query with a slip in each word that stands nowhere; where all stand somewhere but not together, with a slip in one.
/// The inner `None`: no such reading finds anything. The outer one: told to stop.
pub(super) fn read_with_slips(
    index: &Index,
    query: &Query,
    ask: &Ask,
    stop: &dyn Fn() -> bool,
) -> Option<Option<Reading>> {
    let numbers = 0..query.words.len();
    let may_stand = |number: &usize| query.words.get(*number).is_some_and(|word| may_stand(index, word));
    let unknown: Vec<usize> = numbers.clone().filter(|number| !may_stand(number)).collect();
    let attempts = if unknown.is_empty() { numbers.map(|number| vec![number]).collect() } else { vec![unknown] };
    for attempt in attempts {
        if let Some(reading) = read_words(index, query, &attempt, ask, stop)? {
            return Some(Some(reading));
        }
    }
    Some(None)
}

fn read_words(
    index: &Index,
    query: &Query,
    numbers: &[usize],
    ask: &Ask,
    stop: &dyn Fn() -> bool,
) -> Option<Option<Reading>> {
    let mut read = query.clone();
    let mut slips = Vec::new();
    let sure = (0..).zip(&query.words).filter(|(number, _)| !numbers.contains(number)).map(|(_, word)| word.clone());
    let mut sure = Query { words: sure.collect(), ..query.clone() };
    for number in numbers {
        let Some(slot) = read.words.get_mut(*number) else { continue };
        let mut readings = readings(index, slot);
        // The only reading of a word that stands nowhere needs no comparison; whether it finds anything, the search will tell.
        let meant = if readings.len() == 1 && !may_stand(index, slot) {
            readings.pop()
        } else {
            most_telling(index, &mut sure, readings, ask, stop)?
        };
        let Some(meant) = meant else { return Some(None) };
        sure.words.push(meant.clone());
        slips.push((std::mem::replace(slot, meant.clone()), meant));
    }
    let (typed, meant): (Vec<String>, Vec<String>) = slips.into_iter().unzip();
    Some(Some(Reading { query: read, slip: Some((typed.join(" "), meant.join(" "))) }))
}

/// The reading that finds most together with the words that are sure; none where no reading finds anything.
fn most_telling(
    index: &Index,
    sure: &mut Query,
    readings: Vec<String>,
    ask: &Ask,
    stop: &dyn Fn() -> bool,
) -> Option<Option<String>> {
    let mut best: Option<(usize, String)> = None;
    for meant in readings {
        sure.words.push(meant.clone());
        let count = count(index, sure, ask, stop)?;
        sure.words.pop();
        if count > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((count, meant));
        }
    }
    Some(best.map(|(_, meant)| meant))
}

/// The words of the register that are one slip away from a word of four letters or more, the likeliest few.
fn readings(index: &Index, word: &str) -> Vec<String> {
    let typed: Vec<char> = word.chars().collect();
    if typed.len() < 4 {
        return Vec::new();
    }
    let shared = index.wordings().all().iter().flat_map(|wording| wording.all().flat_map(words_of));
    let mut found: BTreeSet<(Slip, bool, &str)> = BTreeSet::new();
    for meant in index.spellings().iter().chain(shared) {
        if let Some(slip) = slip(&typed, meant) {
            found.insert((slip, meant.chars().next() != typed.first().copied(), meant));
        }
    }
    let likeliest = found.first().map(|(slip, ..)| *slip);
    let likely = found.into_iter().take_while(|(slip, ..)| Some(*slip) == likeliest);
    likely.take(TRIED).map(|(.., meant)| meant.to_owned()).collect()
}

/// So many readings of a word are tried; the one that finds most is taken.
const TRIED: usize = 4;

/// Whether a word may stand in some activity or be another wording of what stands there; right where it says no.
pub(super) fn may_stand(index: &Index, word: &str) -> bool {
    let mut shared = index.wordings().all().iter();
    index.spellings().may_hold(word) || shared.any(|wording| wording.all().any(|text| text.contains(word)))
}

fn count(index: &Index, query: &Query, ask: &Ask, stop: &dyn Fn() -> bool) -> Option<usize> {
    let seek = Seek::new(query, index, ask);
    let passes = Passes::new(&ask.filters, index);
    let mut count = 0;
    for (place, entry) in (0_u32..).zip(index.entries()) {
        if place.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        if seek.tier(entry).is_some() && passes.outcome(entry, ask.today) == Outcome::Passes {
            count += 1;
        }
    }
    Some(count)
}
