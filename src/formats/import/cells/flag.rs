//! Yes and no, and the ticks of a matrix.

use crate::domain::Text;
use crate::domain::fold::fold;

/// Yes or no; nothing for words that say more or other.
pub fn read(text: &str) -> Option<bool> {
    match fold(text).trim_end_matches(['.', '!']).trim() {
        "yes" | "y" | "true" | "ja" | "✓" | "✔" | "☑" | "✅" => Some(true),
        "no" | "n" | "false" | "nein" | "✗" | "✘" | "☒" | "❌" => Some(false),
        _ => None,
    }
}

/// Yes or no at the beginning of more words, and the rest of them: `Yes - see the log`, `No (not needed)`.
pub fn beginning(text: &str) -> Option<(bool, Text)> {
    let text = text.trim();
    let end = text.find(|letter: char| !letter.is_alphabetic() && !matches!(letter, '✓' | '✔' | '☑' | '✗'))?;
    let (first, rest) = text.split_at_checked(end)?;
    let flag = read(first)?;
    let joint = rest.trim_start();
    let joined = joint.starts_with(['-', '–', '—', ',', ';', ':', '(', '.', '/']) || rest.starts_with(['\n', '\r']);
    let rest = joint.trim_start_matches(|letter: char| letter.is_whitespace() || "-–—,;:.(/".contains(letter));
    let rest = if joint.starts_with('(') { rest.trim_end_matches(')') } else { rest };
    (joined && !rest.is_empty()).then(|| (flag, rest.trim_end().into()))
}

/// Whether the cell of a matrix is ticked; nothing for words that are no tick. A cross ticks, as people fill in forms.
pub fn ticked(text: &str) -> Option<bool> {
    match fold(text).trim_end_matches(['.', '!']).trim() {
        "x" | "xx" | "1" | "●" | "•" | "■" | "√" | "*" | "\u{f0fc}" => Some(true),
        "" | "-" | "0" | "□" | "○" => Some(false),
        _ => read(text),
    }
}
