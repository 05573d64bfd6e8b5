//! Words that deny the law beside them: `without your consent`, `we do not rely on consent`.

use crate::formats::import::cells::token::Tokens;

/// Whether the words from one token to another are denied, or only spoken of: consent that can be withdrawn is no basis.
pub(super) fn is_negated(tokens: &Tokens, from: usize, to: usize) -> bool {
    before(tokens, from) || after(tokens, to)
}

fn before(tokens: &Tokens, from: usize) -> bool {
    const DENIES: [&str; 17] = [
        "not",
        "without",
        "never",
        "withdraw",
        "withdrawing",
        "withdrawn",
        "withdrew",
        "refuse",
        "cannot",
        "cant",
        "dont",
        "isnt",
        "nor",
        "ohne",
        "than",
        "instead",
        "no",
    ];
    const BETWEEN: [&str; 34] = [
        "need",
        "needed",
        "require",
        "required",
        "rely",
        "relying",
        "on",
        "of",
        "your",
        "the",
        "our",
        "their",
        "his",
        "her",
        "any",
        "a",
        "an",
        "based",
        "use",
        "using",
        "for",
        "to",
        "ask",
        "have",
        "necessary",
        "longer",
        "always",
        "us",
        "explicit",
        "article",
        "art",
        "under",
        "uk",
        "gdpr",
    ];
    for at in (0..from).rev().take(8) {
        let word = tokens.at(at);
        if tokens.begins_line(at + 1) {
            return false;
        }
        if DENIES.contains(&word) {
            return true;
        }
        if !BETWEEN.contains(&word) {
            return false;
        }
    }
    false
}

fn after(tokens: &Tokens, to: usize) -> bool {
    let next = tokens.at(to);
    let second = tokens.at(to + 1);
    let denied = |word: &str| matches!(word, "not" | "isnt" | "never");
    !tokens.begins_line(to)
        && (denied(next)
            || (matches!(next, "is" | "was" | "will" | "does") && denied(second))
            || (next == "no" && second == "longer"))
}
