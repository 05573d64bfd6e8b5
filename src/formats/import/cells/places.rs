//! Countries to which data go, by their names, and the ways of saying that none leave the United Kingdom or that they go anywhere.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::token::{Tokens, one_line};

mod names;
mod parts;
mod wordings;

use parts::{Part, parts};
use wordings::{STAYS, STRONG, WEAK};

/// Where data go, as a text says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The countries named, no one twice.
    pub countries: Vec<Country>,
    /// Whether they go abroad and no country can be told: worldwide, overseas.
    pub unspecified: bool,
    /// Whether the text says that none leave the United Kingdom.
    pub inside_uk: bool,
    /// Parts of a list that name something this program does not know, and sentences that say something of places and no country.
    pub unknown: Vec<Text>,
}

/// A country named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The code of ISO 3166-1 or of another destination. `EEA` and `EU`, which are no country, stand as these words: the
    /// checks then ask for the countries.
    pub code: Text,
    /// The words of this part of the text.
    pub words: Text,
    /// What stands beside the country, in brackets or without: the receiver, or what goes there.
    pub organisation: Option<Text>,
}

/// Reads where data go. A part of a list that is neither a country nor a way of saying none or anywhere is unknown; a sentence
/// of a notice is only that where it speaks of going abroad.
pub fn read(text: &str) -> Places {
    let mut places = Places::default();
    let whole = one_line(text);
    if whole.is_empty() {
        return places;
    }
    if denies(&whole, &mut places) {
        return places;
    }
    let mut vague = false;
    for part in parts(text) {
        vague |= read_part(&part, &mut places);
    }
    let named = !places.countries.is_empty();
    places.unspecified |= vague && !named && !places.inside_uk;
    if named || places.unspecified {
        places.inside_uk = false;
    }
    places
}

/// Whether the whole text says `none`, with whatever stands behind it kept as unknown.
fn denies(whole: &str, places: &mut Places) -> bool {
    let is_none = |absence| matches!(absence, Absence::None | Absence::DoesNotApply);
    if let Some(absence) = absence::read(whole) {
        places.inside_uk = is_none(absence);
        if absence == Absence::ToConfirm {
            places.unknown.push(whole.into());
        }
        return true;
    }
    let Some((_, rest)) = absence::beginning(whole).filter(|(absence, _)| is_none(*absence)) else {
        return false;
    };
    // `No - all in the UK` and `None (hosted by X)` say none; `No, but Ireland` does not.
    let mut more = Places::default();
    for part in parts(&rest) {
        read_part(&part, &mut more);
    }
    let only_region = more.countries.iter().all(|country| matches!(&*country.code, "EU" | "EEA"));
    if !only_region {
        return false;
    }
    places.inside_uk = true;
    places.unknown = more.countries.into_iter().map(|country| country.words).collect();
    true
}

/// Reads one part; whether it speaks of abroad without a place.
fn read_part(part: &Part, places: &mut Places) -> bool {
    let tokens = Tokens::of(&part.text);
    if stays(&tokens) {
        places.inside_uk = true;
        return false;
    }
    let found = names::find(&tokens);
    let strong = STRONG.first(&tokens).is_some();
    let weak = WEAK.first(&tokens).is_some();
    if strong {
        places.unspecified = true;
    }
    // `Not transferred outside the EEA` does not say that anything goes there, nor that nothing leaves the United Kingdom.
    if denies_part(&tokens)
        && found.countries.iter().all(|name| matches!(&*name.code, "EU" | "EEA"))
        && !found.countries.is_empty()
    {
        places.unknown.push(one_line(&part.text).into());
        return false;
    }
    for name in &found.countries {
        if places.countries.iter().any(|country| country.code == name.code) {
            continue;
        }
        let organisation =
            if part.is_sentence { None } else { beside(&tokens, name.from, name.to, found.countries.len()) };
        let words = if part.is_sentence { tokens.words(name.from, name.to) } else { one_line(&part.text).into() };
        places.countries.push(Country { code: name.code.clone(), words, organisation });
    }
    if found.countries.is_empty() && !strong && !weak {
        let home = found.home;
        if home && !part.is_sentence {
            places.inside_uk = true;
        } else if !part.is_sentence || denies_part(&tokens) {
            let absent = absence::read(&part.text);
            if absent.is_none() {
                places.unknown.push(one_line(&part.text).into());
            }
        }
    }
    weak && !strong
}

/// What stands beside the only country of a part: `Stripe (USA)`, `India (call centre overflow)`, `Zendesk USA`.
fn beside(tokens: &Tokens, from: usize, to: usize, countries: usize) -> Option<Text> {
    if countries != 1 {
        return None;
    }
    let before = trimmed(tokens.span(0, from));
    let after = trimmed(tokens.span(to, tokens.len()));
    let (before, after) = (telling(before), telling(after));
    match (before.is_empty(), after.is_empty()) {
        (true, true) => None,
        (false, true) => Some(one_line(before).into()),
        (true, false) => Some(one_line(after).into()),
        (false, false) => Some(one_line(&format!("{before}; {after}")).into()),
    }
}

/// The words, unless they only say that something is there.
fn telling(words: &str) -> &str {
    const SILENT: [&str; 24] = [
        "the", "in", "to", "but", "and", "yes", "only", "within", "from", "based", "hosted", "stored", "held",
        "servers", "server", "data", "also", "is", "are", "on", "into", "of", "at", "mainly",
    ];
    let words = words.strip_prefix("Yes").map_or(words, trimmed);
    let silent = words.split_whitespace().all(|word| SILENT.contains(&word.to_lowercase().as_str()));
    if silent { "" } else { words }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || "()[]-–—:;,./".contains(letter))
}

/// Whether the words say that data stay: `not transferred outside the UK`, `UK only`, `held in the UK`. The EEA is abroad, so
/// `not outside the EEA` does not say so.
fn stays(tokens: &Tokens) -> bool {
    let whole = one_line(tokens.span(0, tokens.len()));
    if STAYS.whole(&whole).is_some() {
        return true;
    }
    if !denies_part(tokens) {
        return false;
    }
    let region = (0..tokens.len()).any(|at| matches!(tokens.at(at), "eea" | "eu" | "european" | "europe"));
    let exception = (0..tokens.len()).any(|at| {
        matches!(tokens.at(at), "except" | "unless" | "but" | "apart" | "other" | "normally" | "usually" | "routinely")
    });
    !region && !exception && names::find(tokens).countries.is_empty()
}

/// Whether a sentence denies a transfer: a word that denies, and one that speaks of abroad or of transfers.
fn denies_part(tokens: &Tokens) -> bool {
    let denies = (0..tokens.len())
        .find(|at| matches!(tokens.at(*at), "not" | "no" | "never" | "none" | "dont" | "wont" | "kein" | "keine"));
    let Some(denies) = denies else {
        return false;
    };
    (denies..tokens.len()).any(|at| {
        matches!(
            tokens.at(at),
            "outside"
                | "overseas"
                | "abroad"
                | "transfer"
                | "transfers"
                | "transferred"
                | "international"
                | "leave"
                | "leaves"
        )
    }) || (0..denies).any(|at| matches!(tokens.at(at), "transfer" | "transfers" | "overseas"))
}

/// Whether these words are the name of a country or of another destination, for readers of agreements and receivers.
pub fn country(words: &str) -> Option<Text> {
    list(ListId::Countries)
        .resolve(words.trim())
        .filter(|term| term.code() != "unspecified")
        .map(|term| term.code().into())
}
