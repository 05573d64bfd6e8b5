//! What a cell of a spreadsheet can hold, and what it must not do.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::mark;

/// The most a cell holds, in UTF-16 units, as spreadsheets count.
pub(super) const CELL_LIMIT: usize = 32_767;

/// The text as a cell can hold it: line ends as LF, and a visible mark (`‹U+0007›`) for each character that a spreadsheet
/// refuses or that would show the text in another order than it has.
///
/// Other characters without a shape (joiners, soft hyphens, direction marks) belong to ordinary writing and stay.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c == '\r' || needs_mark(c)) {
        return Cow::Borrowed(text);
    }
    let mut readable = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                readable.push('\n');
            }
            _ if needs_mark(character) => readable.push_str(&mark(character)),
            _ => readable.push(character),
        }
    }
    Cow::Owned(readable)
}

fn needs_mark(character: char) -> bool {
    let refused = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    let reorders = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let no_character = u32::from(character) & 0xFFFE == 0xFFFE || matches!(character, '\u{FDD0}'..='\u{FDEF}');
    refused || reorders || no_character
}

/// Whether a spreadsheet that opens the text as CSV could take it for a formula. Programs differ in what they skip first:
/// spaces, quotes and marks without a width are looked through, and the full-width signs count too.
pub(super) fn could_be_formula(text: &str) -> bool {
    let skipped = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '‘' | '’' | '“' | '”' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    text.starts_with(['\t', '\r', '\n'])
        || text.trim_start_matches(skipped).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The text cut to [`CELL_LIMIT`] with `note` behind it, and how many characters are missing. None where it fits.
///
/// `{count}` in the note stands for that number. The cut never parts a letter from its accents.
pub(super) fn cut(text: &str, note: &str) -> Option<(String, usize)> {
    if text.len() <= CELL_LIMIT || length(text) <= CELL_LIMIT {
        return None;
    }
    let all = text.chars().count();
    let longest_note = note.replace("{count}", &all.to_string());
    let room = CELL_LIMIT.saturating_sub(length(&longest_note));
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += length(grapheme);
        if used > room {
            break;
        }
        kept.push_str(grapheme);
    }
    let missing = all - kept.chars().count();
    kept.push_str(&note.replace("{count}", &missing.to_string()));
    Some((kept, missing))
}

/// The length as spreadsheets count it, in UTF-16 units.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A column's letters: 0 is `A`, 26 is `AA`.
pub(super) fn column_letters(column: u16) -> String {
    let mut letters = String::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = char::from_u32(u32::from('A') + (rest - 1) % 26);
        letters.extend(letter);
        rest = (rest - 1) / 26;
    }
    letters.chars().rev().collect()
}
