//! Names of countries in a text.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::Tokens;
use std::sync::LazyLock;

/// The countries of one part of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub countries: Vec<Name>,
    /// Whether the United Kingdom is named.
    pub home: bool,
}

#[derive(Debug)]
pub(super) struct Name {
    pub code: Text,
    pub from: usize,
    pub to: usize,
}

/// The countries named, in the order of the text.
///
/// A name counts where it is written as one: with a capital, or as the whole of a part. Codes of two or three letters count in
/// capitals only, and only as the whole part, `US` and `USA` apart.
pub(super) fn find(tokens: &Tokens) -> Names {
    let mut names = Names::default();
    let mut at = 0;
    while at < tokens.len() {
        let found = NAMES.at(tokens, at).map(|(end, code)| (end, code.clone())).or_else(|| of_code(tokens, at));
        let Some((end, code)) = found.filter(|(end, _)| is_name(tokens, at, *end)) else {
            at += 1;
            continue;
        };
        match &*code {
            "GB" => names.home = true,
            _ => names.countries.push(Name { code, from: at, to: end }),
        }
        at = end;
    }
    // `EEA (Ireland)` names the country; the region says no more.
    if names.countries.iter().any(|name| !is_region(&name.code)) {
        names.countries.retain(|name| !is_region(&name.code) || !is_in_brackets_of(tokens, name.to));
    }
    names
}

/// `Ireland and India` as two, `Antigua and Barbuda` as one.
pub(super) fn parted_by_and(piece: &str) -> Vec<&str> {
    let tokens = Tokens::of(piece);
    let mut parts = Vec::new();
    let mut start = 0;
    for at in 1..tokens.len() {
        let joint = matches!(tokens.at(at), "and" | "&") && tokens.is_spaced(at);
        let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
            continue;
        };
        if !joint {
            continue;
        }
        let before = Tokens::of(piece.get(start..token.start).unwrap_or_default());
        let behind = Tokens::of(piece.get(next.start..).unwrap_or_default());
        let ends = (0..before.len()).any(|from| NAMES.at(&before, from).is_some_and(|(end, _)| end == before.len()));
        let begins = NAMES.at(&behind, 0).is_some();
        let one_name = (0..at).any(|from| NAMES.at(&tokens, from).is_some_and(|(end, _)| end > at));
        if ends && begins && !one_name {
            parts.push(piece.get(start..token.start).unwrap_or_default().trim());
            start = next.start;
        }
    }
    parts.push(piece.get(start..).unwrap_or_default().trim());
    parts
}

/// Whether a comma or slash stands inside a name: `Korea, Republic of`, `UK/EEA`.
pub(super) fn is_inside_name(text: &str, place: usize) -> bool {
    let tokens = Tokens::of(text);
    (0..tokens.len()).any(|from| {
        let span = NAMES.at(&tokens, from).map(|(end, _)| (tokens.get(from), tokens.get(end - 1)));
        matches!(span, Some((Some(first), Some(last))) if first.start < place && place < last.start)
    })
}

fn is_region(code: &str) -> bool {
    matches!(code, "EU" | "EEA")
}

fn is_in_brackets_of(tokens: &Tokens, behind: usize) -> bool {
    matches!(tokens.at(behind), "(" | "-" | ":")
}

fn is_name(tokens: &Tokens, from: usize, to: usize) -> bool {
    let whole = from == 0 && (to..tokens.len()).all(|at| !tokens.is_word(at) && !tokens.is_number(at));
    let of_another = from > 0
        && matches!(
            (tokens.at(from - 1), tokens.at(from)),
            ("new", "jersey" | "mexico" | "england") | ("british", "india")
        );
    // Names of people too: they count by themselves, or in brackets.
    let is_also_a_person = matches!(tokens.at(from), "jordan" | "chad" | "georgia");
    let bracketed = from > 0 && tokens.at(from - 1) == "(" && tokens.at(to) == ")";
    let written_as_name = tokens.is_capital(from) && (!is_also_a_person || bracketed);
    (whole || written_as_name) && !of_another
}

/// `US`, `USA`, and the codes of ISO 3166-1 where a part is nothing else.
fn of_code(tokens: &Tokens, at: usize) -> Option<(usize, Text)> {
    let word = tokens.original(at);
    if !tokens.is_all_capitals(at) {
        return None;
    }
    let all_capitals = !tokens.span(0, tokens.len()).chars().any(char::is_lowercase);
    if word == "US" && (tokens.len() == 1 || !all_capitals || tokens.at(at + 1) == "-") {
        return Some((at + 1, "US".into()));
    }
    let whole = tokens.len() == 1 && matches!(word.len(), 2 | 3);
    // A department, not Italy.
    let other = matches!(word, "IT" | "HR" | "NO" | "TBC" | "AND" | "ARE" | "CAN" | "PER" | "ICT" | "DNA");
    let term = (whole && !other).then(|| list(ListId::Countries).resolve(word)).flatten()?;
    Some((at + 1, term.code().into()))
}

static NAMES: LazyLock<Phrases<Text>> = LazyLock::new(|| {
    const MORE: [(&str, &str); 44] = [
        ("EEA", "EEA"),
        ("European Economic Area", "EEA"),
        ("European Economic Area (EEA)", "EEA"),
        ("EU", "EU"),
        ("E.U.", "EU"),
        ("EU/EEA", "EEA"),
        ("EU and EEA", "EEA"),
        ("EEA/EU", "EEA"),
        ("European Union", "EU"),
        ("European Union (EU)", "EU"),
        ("EU member states", "EU"),
        ("EU countries", "EU"),
        ("EEA countries", "EEA"),
        ("Europe", "EU"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("U.S.", "US"),
        ("United States", "US"),
        ("United States of America", "US"),
        ("America", "US"),
        ("Republic of Ireland", "IE"),
        ("Southern Ireland", "IE"),
        ("Eire", "IE"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("United Kingdom", "GB"),
        ("Great Britain", "GB"),
        ("England", "GB"),
        ("Scotland", "GB"),
        ("Wales", "GB"),
        ("Northern Ireland", "GB"),
        ("England and Wales", "GB"),
        ("Indien", "IN"),
        ("Irland", "IE"),
        ("Schweiz", "CH"),
        ("Frankreich", "FR"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("Niederlande", "NL"),
        ("Vereinigtes Königreich", "GB"),
        ("Kanada", "CA"),
        ("Australien", "AU"),
        ("Großbritannien", "GB"),
        ("Holland", "NL"),
    ];
    let terms = list(ListId::Countries).terms.iter().filter(|term| term.code() != "unspecified");
    let wordings = terms.flat_map(|term| {
        let words = [Some(&term.label), term.short.as_ref()].into_iter().flatten().chain(&term.aliases);
        words.map(|words| (&**words, Text::from(term.code())))
    });
    let long = wordings.filter(|(words, _)| words.chars().filter(|letter| letter.is_alphabetic()).count() > 3);
    Phrases::of(
        MORE.into_iter().map(|(words, code)| (words, Text::from(code))).chain(long).chain([("UAE", Text::from("AE"))]),
    )
});
