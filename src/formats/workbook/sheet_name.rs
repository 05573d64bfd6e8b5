//! The name of a sheet, as a spreadsheet allows it.

use super::cell::{length, readable};

/// The most a sheet's name holds, in UTF-16 units.
const NAME_LIMIT: usize = 31;

/// The name wished for, made to fit: no `[ ] : * ? / \`, no line end, no apostrophe at either end, 31 characters at most,
/// not the reserved word "History", and different from every name in `taken` whatever its case.
pub(in crate::formats) fn allowed(wished: &str, taken: &[String]) -> String {
    let plain: String = readable(wished)
        .chars()
        .map(|c| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t') { '-' } else { c })
        .collect();
    let trimmed = plain.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let base = if trimmed.is_empty() { "-" } else { trimmed };
    let in_use = |name: &str| {
        name.eq_ignore_ascii_case("History") || taken.iter().any(|other| other.to_lowercase() == name.to_lowercase())
    };
    let mut name = shortened(base, "");
    let mut number = 2;
    while in_use(&name) {
        name = shortened(base, &format!(" ({number})"));
        number += 1;
    }
    name
}

fn shortened(base: &str, ending: &str) -> String {
    let room = NAME_LIMIT.saturating_sub(length(ending));
    let mut name = String::new();
    for character in base.chars() {
        if length(&name) + character.len_utf16() > room {
            break;
        }
        name.push(character);
    }
    let whole = name.trim_end_matches(|c: char| c == '\'' || c.is_whitespace());
    format!("{whole}{ending}")
}
