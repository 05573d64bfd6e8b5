//! Rules about the words of a record: those that have aged, and those that speak of one person.

use crate::domain::check::case::Case;
use crate::domain::check::free_text::{Place, each};
use crate::domain::check::person::{OwnAddresses, sign};
use crate::domain::check::spot::Spot;
use crate::domain::fold::fold;
use std::cell::LazyCell;

/// V-61. What was found in a source stays as it was; only the record itself is read.
pub(super) fn legacy(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    each(case.activity, |words, place| {
        let Some(phrase) = aged(words) else {
            return;
        };
        if phrase.ask == CLAUSES && (is_completed(words) || has_uk_mechanism(case, place)) {
            return;
        }
        spots.push(place.spot(phrase.ask).part("words", phrase.shown));
    });
    spots
}

/// V-62. The finding does not repeat what it found.
pub(super) fn one_person(case: &Case) -> Vec<Spot> {
    let own = LazyCell::new(|| OwnAddresses::of(case));
    let mut spots = Vec::new();
    each(case.activity, |words, place| {
        if let Some(sign) = sign(words, &own, case.today) {
            spots.push(place.spot(0).part("sign", sign));
        }
    });
    spots
}

/// A wording that has aged.
struct Phrase {
    /// In lower case.
    words: &'static str,
    /// As a finding shows it.
    shown: &'static str,
    /// The ask of V-61 that says why.
    ask: usize,
}

const fn phrase(words: &'static str, shown: &'static str, ask: usize) -> Phrase {
    Phrase { words, shown, ask }
}

/// The ask about a law or scheme that was replaced.
const REPLACED: usize = 0;
/// The ask about the European Union's clauses, which need the UK Addendum.
const CLAUSES: usize = 1;
/// The ask about the European Economic Area as the bound.
const AREA: usize = 2;

/// A bare «Data Protection Act» is none of them: there is one of 2018.
const PHRASES: [Phrase; 19] = [
    phrase("data protection act 1998", "Data Protection Act 1998", REPLACED),
    phrase("data protection act (1998)", "Data Protection Act 1998", REPLACED),
    phrase("dpa 1998", "Data Protection Act 1998", REPLACED),
    phrase("privacy shield", "Privacy Shield", REPLACED),
    phrase("safe harbor", "Safe Harbor", REPLACED),
    phrase("safe harbour", "Safe Harbor", REPLACED),
    phrase("8th principle", "8th principle", REPLACED),
    phrase("8th data protection principle", "8th principle", REPLACED),
    phrase("eighth principle", "8th principle", REPLACED),
    phrase("eighth data protection principle", "8th principle", REPLACED),
    phrase("eu scc", "EU SCCs", CLAUSES),
    phrase("eu sccs", "EU SCCs", CLAUSES),
    phrase("eu standard contractual clauses", "EU SCCs", CLAUSES),
    phrase("eu model clauses", "EU SCCs", CLAUSES),
    phrase("eea only", "EEA only", AREA),
    phrase("only in the eea", "EEA only", AREA),
    phrase("only within the eea", "EEA only", AREA),
    phrase("european economic area only", "EEA only", AREA),
    phrase("only within the european economic area", "EEA only", AREA),
];

/// The first wording of a text that has aged.
fn aged(words: &str) -> Option<&'static Phrase> {
    let bytes = words.as_bytes();
    let mut in_word = false;
    for (place, byte) in bytes.iter().enumerate() {
        let begins = is_of_word(byte) && !in_word;
        in_word = is_of_word(byte);
        if begins && matches!(byte.to_ascii_lowercase(), b'd' | b'p' | b's' | b'8' | b'e' | b'o') {
            let rest = bytes.get(place..).unwrap_or_default();
            if let Some(phrase) = PHRASES.iter().find(|phrase| begins_with(rest, phrase.words)) {
                return Some(phrase);
            }
        }
    }
    None
}

fn begins_with(text: &[u8], phrase: &str) -> bool {
    let same = text.get(..phrase.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(phrase.as_bytes()));
    same && !(phrase.ends_with(char::is_alphanumeric) && text.get(phrase.len()).is_some_and(is_of_word))
}

/// Letters beyond ASCII belong to words too.
fn is_of_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Whether the clauses are named together with what makes them do for a transfer from the UK.
fn is_completed(words: &str) -> bool {
    let words = fold(words);
    words.contains("addendum") || words.contains("idta")
}

fn has_uk_mechanism(case: &Case, place: Place) -> bool {
    let row = place.cell.filter(|(table, _)| *table == "transfers").map(|(_, row)| row);
    let transfer = row.and_then(|row| case.activity.transfers().get(row));
    matches!(transfer.and_then(|transfer| transfer.mechanism.as_deref()), Some("addendum" | "idta"))
}
