//! Commas: which of them part the names of a plain list.

use super::{is_known, pieces};

/// The most words of a name in a plain list, and in a long one.
const LONGEST: usize = 6;
const LONGEST_OF_MANY: usize = 10;

/// The names between commas, where the piece is a plain list of them; nothing where it is one term or a sentence.
pub(super) fn split(piece: &str) -> Option<Vec<&str>> {
    if !piece.contains(',') || is_known(piece.trim().trim_end_matches('.')) || is_sentence(piece) {
        return None;
    }
    let parts = joined_numbers(piece, pieces(piece, ','));
    if parts.len() < 2 {
        return None;
    }
    let parts = known_together(piece, parts);
    let longest = if parts.len() > 3 { LONGEST_OF_MANY } else { LONGEST };
    parts.iter().enumerate().all(|(place, part)| is_name(part, place == 0, longest)).then_some(parts)
}

/// Parts again with `1,000` whole.
fn joined_numbers<'a>(piece: &'a str, parts: Vec<&'a str>) -> Vec<&'a str> {
    let mut joined: Vec<&str> = Vec::new();
    for part in parts {
        let is_rest = part.starts_with(|letter: char| letter.is_ascii_digit());
        match joined.pop() {
            Some(last) if is_rest && last.ends_with(|letter: char| letter.is_ascii_digit()) => {
                joined.push(between(piece, last, part));
            }
            Some(last) => joined.extend([last, part]),
            None => joined.push(part),
        }
    }
    joined
}

/// Parts again, with neighbours that are one known term together as one: `visual images, personal appearance and behaviour`.
fn known_together<'a>(piece: &'a str, parts: Vec<&'a str>) -> Vec<&'a str> {
    const MOST: usize = 4;
    let mut together = Vec::new();
    let mut rest = parts.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let longest = (1..MOST.min(others.len() + 1)).rev().find_map(|more| {
            let whole = between(piece, first, others.get(more - 1)?);
            is_known(whole.trim().trim_end_matches('.')).then_some((more, whole))
        });
        match longest {
            Some((more, whole)) => {
                together.push(whole);
                rest = others.get(more..).unwrap_or_default();
            }
            None => {
                together.push(*first);
                rest = others;
            }
        }
    }
    together
}

/// The text from the beginning of one part to the end of another.
fn between<'a>(piece: &'a str, first: &'a str, last: &'a str) -> &'a str {
    let place = |part: &str| (part.as_ptr() as usize).saturating_sub(piece.as_ptr() as usize);
    piece.get(place(first)..place(last) + last.len()).unwrap_or(first)
}

/// A name in a list: a few words that neither go on with the words before nor say something of their own.
fn is_name(part: &str, first: bool, longest: usize) -> bool {
    const GOES_ON: [&str; 34] = [
        "which",
        "that",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "whilst",
        "including",
        "includes",
        "include",
        "such",
        "but",
        "because",
        "so",
        "if",
        "unless",
        "until",
        "in",
        "for",
        "as",
        "with",
        "without",
        "to",
        "by",
        "from",
        "on",
        "at",
        "depending",
        "subject",
        "eg",
        "e.g.",
        "i.e.",
    ];
    let words: Vec<String> = outside_brackets(part).split_whitespace().map(str::to_lowercase).collect();
    let Some(start) = words.first() else {
        return true;
    };
    let goes_on = GOES_ON.contains(&start.as_str()) && (!first || start == "to") && words.len() > 1;
    let after_joint = words.get(1).is_some_and(|second| GOES_ON.contains(&second.as_str()));
    let joint = matches!(start.as_str(), "and" | "or") && after_joint;
    words.len() <= longest && !goes_on && !joint
}

/// Whether the piece says something, rather than naming things.
fn is_sentence(piece: &str) -> bool {
    const SAYS: [&str; 30] = [
        "is", "are", "was", "were", "be", "been", "will", "may", "might", "must", "shall", "should", "would", "could",
        "can", "cannot", "we", "you", "i", "they", "it", "has", "have", "had", "does", "do", "not", "this", "these",
        "they're",
    ];
    let outside = outside_brackets(piece);
    let explains = [" - ", " – ", " — "].iter().any(|dash| outside.contains(dash));
    if explains || outside.contains(':') || outside.trim_end_matches(['.', ' ']).contains(". ") {
        return true;
    }
    // `IT` in capitals is a department.
    outside.split(|letter: char| letter.is_whitespace() || letter == ',').any(|word| {
        SAYS.contains(&word.to_lowercase().as_str()) && !(word.len() > 1 && word.chars().all(char::is_uppercase))
    })
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut outside = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside
}
