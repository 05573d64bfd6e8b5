//! The taxonomy of Fides: dotted keys as words, and the keys that are special category or criminal offence data here.

use crate::domain::Text;
use crate::formats::import::cells::sorted::Sort;

/// Whether the words are a key: parts in small letters, joined by dots, or one part of small letters and underscores.
pub(super) fn is_key(words: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    words.split('.').all(is_part) && !words.bytes().all(|byte| byte.is_ascii_digit())
}

/// A key as words: `user.contact.phone_number` is `Contact - phone number`. The root `user` is left off where more follows.
/// Words that are no key stay as they are.
pub(super) fn words(key: &str) -> Text {
    let key = key.trim();
    if !is_key(key) {
        return key.into();
    }
    let inside = key.strip_prefix("user.").unwrap_or(key);
    let words = inside.replace('.', " - ").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect()).into()
}

/// Where the law puts a key of its data categories, or the words made of one.
pub(super) fn sort(key: &str) -> Option<Sort> {
    let below = |root: &str| key == root || key.strip_prefix(root).is_some_and(|rest| rest.starts_with('.'));
    if SPECIAL.iter().any(|root| below(root)) {
        return Some(Sort::Special);
    }
    CRIMINAL.iter().any(|root| below(root)).then_some(Sort::Criminal)
}

/// Article 9(1). Biometric data are special where they identify somebody, which these keys are for.
const SPECIAL: [&str; 14] = [
    "user.biometric",
    "user.biometric_health",
    "user.demographic.political_opinion",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.sexual_orientation",
    "user.genetic",
    "user.health_and_medical",
    "user.political_opinion",
    "user.race",
    "user.religious_belief",
    "user.sexual_orientation",
    "user.authorization.biometric",
    "user.trade_union_membership",
];

/// Article 10.
const CRIMINAL: [&str; 1] = ["user.criminal_history"];
