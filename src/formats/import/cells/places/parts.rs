//! A text about places in parts: sentences, or the entries of a list.

use super::names;
use crate::formats::import::cells::token::one_line;

/// A part of a text: of a list, or a sentence.
pub(super) struct Part {
    pub text: String,
    pub is_sentence: bool,
}

/// The parts: sentences where the text speaks in sentences, else what semicolons, lines, commas and slashes part.
pub(super) fn parts(text: &str) -> Vec<Part> {
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
