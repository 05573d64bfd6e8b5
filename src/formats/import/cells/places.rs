//! Countries to which data go, by their names, and the ways of saying that none leave the United Kingdom or that they go anywhere.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::{Tokens, one_line};
use std::sync::LazyLock;

mod names;

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
    let Some((absence, rest)) = absence::beginning(whole).filter(|(absence, _)| is_none(*absence)) else {
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
    let _ = absence;
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
    let before = if matches!(before.to_lowercase().as_str(), "the" | "in the" | "in" | "to" | "to the" | "but" | "and")
    {
        ""
    } else {
        before
    };
    match (before.is_empty(), after.is_empty()) {
        (true, true) => None,
        (false, true) => Some(one_line(before).into()),
        (true, false) => Some(one_line(after).into()),
        (false, false) => Some(one_line(&format!("{before}; {after}")).into()),
    }
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

/// A part of a text: of a list, or a sentence.
struct Part {
    text: String,
    is_sentence: bool,
}

/// The parts: sentences where the text speaks in sentences, else what semicolons, lines, commas and slashes part.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for sentence in sentences(text) {
        let is_sentence = is_sentence(&sentence);
        if is_sentence {
            parts.push(Part { text: sentence, is_sentence });
            continue;
        }
        let mut start = 0;
        let mut depth = 0_usize;
        let mut push = |piece: Option<&str>| {
            let piece = piece.unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || "•▪·*-–".contains(c));
            for piece in names::parted_by_and(piece) {
                if !piece.is_empty() {
                    parts.push(Part { text: piece.to_owned(), is_sentence: false });
                }
            }
        };
        for (place, letter) in sentence.char_indices() {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ',' | '/' | '|' | '+' if depth == 0 && !names::is_inside_name(&sentence, place) => {
                    push(sentence.get(start..place));
                    start = place + letter.len_utf8();
                }
                _ => {}
            }
        }
        push(sentence.get(start..));
    }
    parts
}

/// The text by lines, semicolons and full stops.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let ends = |place: usize, letter: char| match letter {
        ';' | '\n' | '\r' | '•' | '▪' => true,
        '.' => {
            let after = text.get(place + 1..).unwrap_or_default();
            let before = text.get(..place).unwrap_or_default();
            let initial = before.chars().rev().nth(1).is_none_or(|c| !c.is_alphanumeric());
            after.starts_with(char::is_whitespace) && !initial
        }
        _ => false,
    };
    for (place, letter) in text.char_indices() {
        if ends(place, letter) {
            sentences.extend(text.get(start..place).map(one_line));
            start = place + letter.len_utf8();
        }
    }
    sentences.extend(text.get(start..).map(one_line));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn is_sentence(text: &str) -> bool {
    const SAYS: [&str; 22] = [
        "is",
        "are",
        "be",
        "may",
        "might",
        "will",
        "can",
        "we",
        "it",
        "not",
        "when",
        "any",
        "where",
        "do",
        "does",
        "transfer",
        "transferred",
        "stored",
        "held",
        "your",
        "shared",
        "data",
    ];
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.len() > 3 && words.iter().any(|word| SAYS.contains(&word.trim_matches(',')))
}

/// Words that say anywhere, whatever else is said.
static STRONG: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "worldwide",
        "world wide",
        "world-wide",
        "around the world",
        "anywhere in the world",
        "countries or territories around the world",
        "any country",
        "rest of the world",
        "throughout the world",
        "all over the world",
        "across the world",
        "unspecified country",
        "countries unspecified",
    ])
});

/// Words that say abroad; they count where no country is named.
static WEAK: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "overseas",
        "abroad",
        "outside the UK",
        "outside UK",
        "outside of the UK",
        "outside the EEA",
        "outside of the EEA",
        "outside the European Economic Area",
        "outside the United Kingdom",
        "outside the UK and EEA",
        "outside the EU",
        "various countries",
        "various",
        "global",
        "globally",
        "international",
        "internationally",
        "third countries",
        "other countries",
        "third country",
        "not specified",
        "non-EEA",
        "non-UK",
    ])
});

/// Whole parts that say that data stay.
static STAYS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "UK",
        "UK only",
        "in UK only",
        "United Kingdom",
        "United Kingdom only",
        "within the UK",
        "in the UK",
        "held in the UK",
        "hosted UK",
        "hosted in UK",
        "hosted in the UK",
        "stored in the UK",
        "UK hosted",
        "UK based",
        "UK based only",
        "data held in the UK",
        "all in the UK",
        "all within the UK",
        "all data in the UK",
        "data stays in the UK",
        "within UK",
        "within UK only",
        "within the UK only",
        "all held in the UK",
        "all held within the UK",
        "remains in the UK",
        "stays in the UK",
        "not outside the UK",
        "not outside UK",
        "none outside the UK",
        "none outside UK",
        "none transferred",
        "no transfer",
        "no transfers",
        "no overseas transfer",
        "no overseas transfers",
        "no international transfers",
        "not transferred",
        "not transferred overseas",
        "not applicable",
        "no restricted transfers",
        "no restricted transfer",
        "no third countries",
        "no third country transfers",
        "England",
        "GB",
        "keine",
        "keiner",
        "kein Drittlandtransfer",
        "UK data centre",
        "UK data centres",
        "UK servers",
        "UK servers only",
    ])
});

/// Wordings that only have to stand there.
struct Words(Phrases<()>);

impl Words {
    fn of(wordings: &[&str]) -> Words {
        Words(Phrases::of(wordings.iter().map(|words| (*words, ()))))
    }

    fn first(&self, tokens: &Tokens) -> Option<usize> {
        (0..tokens.len()).find(|at| self.0.at(tokens, *at).is_some())
    }

    fn whole(&self, text: &str) -> Option<()> {
        self.0.whole(text).copied()
    }
}

/// Whether these words are the name of a country or of another destination, for readers of agreements and receivers.
pub fn country(words: &str) -> Option<Text> {
    list(ListId::Countries)
        .resolve(words.trim())
        .filter(|term| term.code() != "unspecified")
        .map(|term| term.code().into())
}
