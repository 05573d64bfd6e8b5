//! What allows a transfer out of the United Kingdom (Articles 44A to 49A), by its words.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::Found;
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::Tokens;
use std::sync::LazyLock;

/// The mechanisms that a text names, no one twice. A mechanism that is denied is none, and clauses of the European Union
/// alone are none in the United Kingdom: [`not_of_the_uk`] tells those.
pub fn read(text: &str) -> Vec<Found> {
    let tokens = Tokens::of(text);
    if let Some(code) = PHRASES.whole(text) {
        return vec![Found { code: code.clone(), words: tokens.words(0, tokens.len()) }];
    }
    let mut found: Vec<Found> = derogations(&tokens);
    let mut at = 0;
    while at < tokens.len() {
        let Some((end, code)) = PHRASES.at(&tokens, at).filter(|(end, _)| stands(&tokens, at, *end)) else {
            at += 1;
            continue;
        };
        let first_time = !found.iter().any(|other| other.code == *code);
        if first_time && !is_denied(&tokens, at, end) && !is_of_the_eu(&tokens, at, end, code) {
            found.push(Found { code: code.clone(), words: tokens.words(at, end) });
        }
        at = end;
    }
    found
}

/// Instruments that a text names and that do not cover a transfer from the United Kingdom: the standard contractual clauses of
/// the European Union without a UK instrument beside them, and frameworks that have ended.
pub fn not_of_the_uk(text: &str) -> Vec<Text> {
    let tokens = Tokens::of(text);
    let covered = read(text).iter().any(|found| matches!(&*found.code, "idta" | "addendum"));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match FOREIGN.at(&tokens, at) {
            Some((end, ended)) => {
                if (*ended || !covered) && !is_denied(&tokens, at, end) {
                    found.push(tokens.words(at, end));
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// `Article 49(1)(d)` and its like, by the letter.
fn derogations(tokens: &Tokens) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for at in 0..tokens.len() {
        let letter = tokens.at(at + 5);
        let cited =
            tokens.at(at) == "49" && tokens.at(at + 1) == "(" && tokens.at(at + 2) == "1" && tokens.at(at + 4) == "(";
        let code = format!("49-{letter}");
        if cited && list(ListId::Mechanisms).by_code(&code).is_some() && !found.iter().any(|other| *other.code == code)
        {
            found.push(Found { code: code.into(), words: tokens.words(at, at + 7) });
        }
    }
    found
}

/// Whether the words are enough by themselves where they stand: a single short word in a sentence is not.
fn stands(tokens: &Tokens, from: usize, to: usize) -> bool {
    let word = tokens.at(from);
    let sure = matches!(word, "idta" | "bcr" | "bcrs" | "adequacy" | "addendum");
    to > from + 1 || sure || (word == "adequate" && to - from > 1)
}

fn is_denied(tokens: &Tokens, from: usize, to: usize) -> bool {
    let before = (0..from)
        .rev()
        .take(3)
        .any(|at| matches!(tokens.at(at), "no" | "not" | "without" | "lacks" | "ohne" | "kein" | "keine"));
    let after = (to..to + 3).any(|at| matches!(tokens.at(at), "not" | "missing" | "expired" | "fehlt"));
    before || after
}

/// An approval by the European Union says nothing of the United Kingdom's.
fn is_of_the_eu(tokens: &Tokens, from: usize, to: usize, code: &str) -> bool {
    let by_eu = (0..from).rev().take(2).any(|at| matches!(tokens.at(at), "eu" | "european"));
    by_eu && matches!(code, "approved" | "bcr") && !(from..to).any(|at| tokens.at(at) == "uk")
}

static PHRASES: LazyLock<Phrases<Text>> = LazyLock::new(|| {
    const MORE: [(&str, &str); 17] = [
        ("UK-US data bridge", "us-data-bridge"),
        ("UK/US data bridge", "us-data-bridge"),
        ("UK extension to the EU-US data privacy framework", "us-data-bridge"),
        ("data privacy framework with UK extension", "us-data-bridge"),
        ("DPF with UK extension", "us-data-bridge"),
        ("IDTA", "idta"),
        ("international data transfer agreement", "idta"),
        ("addendum", "addendum"),
        ("UK IDTA addendum", "addendum"),
        ("international data transfer addendum", "addendum"),
        ("ICO addendum", "addendum"),
        ("BCR", "bcr"),
        ("adequacy status", "approved"),
        ("adequacy finding", "approved"),
        ("UK adequacy", "approved"),
        ("adequate level of protection", "approved"),
        ("administrative arrangement", "admin-arrangement"),
    ];
    let terms = list(ListId::Mechanisms).terms.iter();
    let wordings = terms.flat_map(|term| term.wordings().map(|words| (&**words, Text::from(term.code()))));
    // `none` and `code` are codes and everyday words.
    let wordings = wordings.filter(|(words, _)| {
        !words.contains(|letter: char| letter.is_ascii_digit()) && !matches!(*words, "none" | "code")
    });
    Phrases::of(MORE.into_iter().map(|(words, code)| (words, Text::from(code))).chain(wordings))
});

/// Clauses and frameworks that are no UK instrument, and whether they have ended altogether.
static FOREIGN: LazyLock<Phrases<bool>> = LazyLock::new(|| {
    Phrases::of([
        ("SCC", false),
        ("SCCs", false),
        ("EU SCC", false),
        ("EU SCCs", false),
        ("EU standard contractual clauses", false),
        ("standard contractual clauses", false),
        ("standard contract clauses", false),
        ("model clauses", false),
        ("EU model clauses", false),
        ("model contract clauses", false),
        ("Standardvertragsklauseln", false),
        ("EU adequacy decision", false),
        ("EU BCRs", false),
        ("Privacy Shield", true),
        ("EU-US Privacy Shield", true),
        ("Safe Harbor", true),
        ("Safe Harbour", true),
    ])
});
