//! Bullets and numbers in front of a term.

/// Signs that are bullets wherever a line begins with them, and between terms of one line.
const BULLETS: [char; 17] =
    ['•', '▪', '◦', '‣', '●', '○', '■', '□', '►', '▸', '➢', '❖', '✓', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '⁃'];
/// Signs that are bullets at the beginning of a line.
const DASHES: [char; 9] = ['-', '–', '—', '*', '·', '‐', '‑', '−', '→'];

/// The parts of a line that bullets stand between: `• name • address`.
pub(super) fn inline(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (place, letter) in line.char_indices() {
        if place > 0 && BULLETS.contains(&letter) {
            parts.extend(line.get(start..place));
            start = place;
        }
    }
    parts.extend(line.get(start..));
    parts
}

/// Whether a line begins with a bullet or a number, and the rest of it.
pub(super) fn take(line: &str, inside: bool) -> (bool, &str) {
    let line = line.trim_start_matches(|letter: char| letter.is_whitespace() || is_unseen(letter));
    let Some(first) = line.chars().next() else {
        return (inside, line);
    };
    let rest = line.get(first.len_utf8()..).unwrap_or_default();
    if BULLETS.contains(&first) {
        return (true, rest.trim_start_matches(|letter: char| BULLETS.contains(&letter) || letter.is_whitespace()));
    }
    if DASHES.contains(&first) {
        let after = rest.trim_start_matches(|letter: char| DASHES.contains(&letter));
        // `-5` and `*see note*` are no bullets.
        let next = after.chars().next();
        if next.is_some_and(|next| next.is_whitespace() || (next.is_alphabetic() && first != '*')) {
            return (true, after.trim_start());
        }
        return (false, line);
    }
    if let Some(after) = line.strip_prefix('o').filter(|after| after.starts_with([' ', '\t', '\u{a0}'])) {
        return (true, after.trim_start());
    }
    match numbered(line) {
        Some(rest) => (true, rest),
        None => (inside, line),
    }
}

/// The rest of `1. name`, `12) name`, `(3) name`, `a) name`, `iv) name`.
fn numbered(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let in_brackets = inner.len() < line.len();
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let (mark, rest) = inner.split_at_checked(end)?;
    let is_number = mark.len() <= 2 && mark.chars().all(|letter| letter.is_ascii_digit());
    let is_letter = mark.len() == 1 && mark.chars().all(|letter| letter.is_ascii_lowercase());
    let is_roman = mark.len() <= 4 && mark.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    if mark.is_empty() || !(is_number || is_letter || is_roman) {
        return None;
    }
    let rest = match rest.chars().next()? {
        ')' => rest.get(1..)?,
        // `1. name` but not `1.5 m`, and no letter with a stop, which could be an initial.
        '.' if is_number && !in_brackets => {
            rest.get(1..).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))?
        }
        _ => return None,
    };
    let rest = rest.trim_start();
    rest.chars().next().is_some_and(char::is_alphabetic).then_some(rest)
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
