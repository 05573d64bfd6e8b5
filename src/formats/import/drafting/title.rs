//! What to call an activity whose sheet has no title: its function, and its purpose where that is a name too.

use crate::domain::fold::fold;

/// The title made of a function and purposes. A function that other activities have too does not tell which one is meant.
pub(super) fn title(function: Option<&str>, purposes: &[&str], shared: bool) -> Option<String> {
    let first = purposes.first().map(|purpose| purpose.trim()).filter(|purpose| !purpose.is_empty());
    let Some(function) = function.map(str::trim).filter(|function| !function.is_empty()) else {
        return first.map(shortened);
    };
    let Some(purpose) = first.filter(|purpose| fold(purpose) != fold(function)) else {
        return Some(function.to_owned());
    };
    let is_one_name = purposes.len() == 1 && is_a_name(purpose);
    if is_one_name || shared { Some(format!("{function} - {}", shortened(purpose))) } else { Some(function.to_owned()) }
}

/// Longer than this, in characters, is no title.
const LONGEST: usize = 120;

/// The first line of words, cut between words where it is too long for a title.
pub(super) fn shortened(words: &str) -> String {
    let line = words.split(['\n', ';']).next().unwrap_or(words).trim();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words}…")
}

/// Whether a purpose is the name of something, such as `Payroll`, rather than what somebody does: `Maintain the register`.
fn is_a_name(purpose: &str) -> bool {
    let words: Vec<&str> = purpose.split_whitespace().collect();
    let first = words.first().map(|word| fold(word)).unwrap_or_default();
    words.len() <= 8 && !purpose.contains(['\n', ';']) && !VERBS.contains(&first.as_str())
}

/// The words with which officers begin to say what they do.
const VERBS: [&str; 74] = [
    "to",
    "for",
    "administer",
    "allocate",
    "answer",
    "apply",
    "arrange",
    "assess",
    "assist",
    "award",
    "calculate",
    "carry",
    "check",
    "collect",
    "comply",
    "conduct",
    "consider",
    "contact",
    "coordinate",
    "create",
    "deal",
    "decide",
    "deliver",
    "determine",
    "develop",
    "enable",
    "enforce",
    "ensure",
    "evaluate",
    "fulfil",
    "handle",
    "help",
    "hold",
    "identify",
    "improve",
    "inform",
    "inspect",
    "investigate",
    "issue",
    "keep",
    "licence",
    "license",
    "maintain",
    "make",
    "manage",
    "meet",
    "monitor",
    "obtain",
    "offer",
    "operate",
    "organise",
    "pay",
    "place",
    "plan",
    "prevent",
    "process",
    "produce",
    "promote",
    "protect",
    "provide",
    "publish",
    "receive",
    "record",
    "recover",
    "register",
    "respond",
    "review",
    "run",
    "safeguard",
    "send",
    "support",
    "take",
    "track",
    "verify",
];
