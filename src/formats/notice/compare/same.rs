//! Whether two wordings say the same.

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Retention;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use std::collections::BTreeSet;

/// What tells whether two terms are one.
pub(super) struct Agreement<'a> {
    /// The words of the register.
    pub(super) lexicon: &'a Lexicon,
    /// The list of the field.
    pub(super) list: Option<ListId>,
}

impl Agreement<'_> {
    /// Whether two terms are one: in the same words, by the list, or in words that are near.
    pub(super) fn same(&self, one: &str, other: &str) -> bool {
        same_term(one, other) || self.listed_as_one(one, other) || near(one, other)
    }

    fn listed_as_one(&self, one: &str, other: &str) -> bool {
        let Some(list) = self.list else { return false };
        let known = |words: &str| self.lexicon.known(list, words);
        match (known(one), known(other)) {
            (Some(one), Some(other)) => same_term(one.label, other.label),
            _ => false,
        }
    }
}

/// Whether two terms are near: the same words but for their order, their number, and words that carry no meaning of their own.
/// One letter slipped in a long word counts as the same word; a letter replaced does not, since `employer` is no `employee`.
fn near(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let unmatched: Vec<&String> = one.difference(&other).collect();
    let left: Vec<&String> = other.difference(&one).collect();
    match (unmatched.as_slice(), left.as_slice()) {
        ([], []) => true,
        ([one], [other]) => is_slip(one, other),
        _ => false,
    }
}

/// Words that a term means the same without.
const EMPTY: [&str; 17] = [
    "a", "an", "and", "any", "etc", "for", "in", "of", "on", "or", "our", "such", "the", "their", "to", "with", "your",
];

fn words(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !EMPTY.contains(word)).map(singular).collect()
}

/// A word without the sign of its plural.
fn singular(word: &str) -> String {
    if word.chars().count() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    let ends_so = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    let stem = word.strip_suffix('s').filter(|stem| stem.chars().count() > 2 && !ends_so);
    stem.unwrap_or(word).to_owned()
}

/// Whether one word is the other with one letter too many or too few, or two letters swapped; long words only.
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().min(other.len()) < 8 {
        return false;
    }
    let alike = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(alike..).unwrap_or_default(), other.get(alike..).unwrap_or_default());
    let without_first = |letters: &[char]| letters.get(1..).map(<[char]>::to_vec).unwrap_or_default();
    if let ([first, second, one @ ..], [third, fourth, other @ ..]) = (one, other)
        && (first, second) == (fourth, third)
    {
        return one == other;
    }
    without_first(one) == other || without_first(other) == one
}

/// How long data are kept, in words that can be compared: the words of the register, and the period where they do not name it.
pub(super) fn kept_in_words(kept: &Retention) -> Option<Text> {
    let words = kept.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let months = kept.period_months.filter(|months| *months > 0);
    let period = months.map(|months| {
        let (id, count) = if months % 12 == 0 { ("notice.years", months / 12) } else { ("notice.months", months) };
        let period = say(id, &[("count", &count.to_string())]);
        let trigger = kept.trigger.as_deref().map(str::trim).filter(|trigger| !trigger.is_empty());
        trigger
            .map_or_else(|| period.clone(), |trigger| say("notice.kept", &[("period", &period), ("trigger", trigger)]))
    });
    let permanent = (kept.permanent == Some(true)).then(|| say("notice.permanent", &[]));
    let period = period.or(permanent);
    match (words, period) {
        (Some(words), Some(period)) if months_in(words).is_empty() => Some(format!("{words} ({period})").into()),
        (Some(words), _) => Some(words.into()),
        (None, period) => period.map(Text::from),
    }
}

/// Whether two texts of retention say the same: in the same words, or by naming the same periods.
pub(super) fn keeps(one: &str, other: &str) -> bool {
    let (periods, others) = (months_in(one), months_in(other));
    if !periods.is_empty() && !others.is_empty() {
        return periods == others;
    }
    let (one, other) = (fold(one), fold(other));
    one == other
        || near(&one, &other)
        || (one.len() > 20 && other.contains(&one))
        || (other.len() > 20 && one.contains(&other))
}

/// The periods that a text names, in months; «for good» is 0.
fn months_in(text: &str) -> BTreeSet<u32> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut months = BTreeSet::new();
    for pair in words.windows(2) {
        let [number, unit] = pair else { continue };
        let number = number.parse::<u32>().ok().or_else(|| spelt(number));
        let each = match *unit {
            "year" | "years" | "yr" | "yrs" => 12,
            "month" | "months" => 1,
            _ => continue,
        };
        months.extend(number.and_then(|number| number.checked_mul(each)));
    }
    if words.contains(&"permanently") || folded.contains("for good") || folded.contains("kept permanently") {
        months.insert(0);
    }
    months
}

fn spelt(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let place = NUMBERS.iter().position(|number| *number == word)?;
    u32::try_from(place + 1).ok()
}

/// The Acts and regulations that a text names, such as `Care Act 2014`.
pub(super) fn acts(text: &str) -> Vec<Text> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut acts = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let is_kind = matches!(
            word.trim_matches(|letter: char| !letter.is_alphanumeric()),
            "Act" | "Regulations" | "Order" | "Rules"
        );
        let year = words
            .get(place + 1)
            .and_then(|year| year.get(..4))
            .filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let (true, Some(year)) = (is_kind, year) else { continue };
        let before = words.get(..place).unwrap_or_default().iter().rev().take_while(|word| is_of_title(word));
        let mut title: Vec<&str> = before.copied().collect();
        while title.last().is_some_and(|word| word.chars().next().is_some_and(char::is_lowercase) || *word == "The") {
            title.pop();
        }
        title.reverse();
        if !title.is_empty() {
            acts.push(format!("{} {word} {year}", title.join(" ")).into());
        }
    }
    acts
}

/// Whether a word can stand in the title of an Act: a name, or a small word between names.
fn is_of_title(word: &&&str) -> bool {
    let ends = word.ends_with([';', ':']) || word.ends_with(|letter: char| letter.is_ascii_digit());
    let small = matches!(**word, "and" | "of" | "the" | "for" | "to" | "in" | "etc" | "from" | "by");
    !ends && (small || word.trim_start_matches(['(', '‘', '“']).starts_with(char::is_uppercase))
}

/// Whether two contacts reach the same team: they share an address or a number, or have neither and the same words.
pub(super) fn reaches(one: &str, other: &str) -> bool {
    let (addresses, others) = (addresses(one), addresses(other));
    if addresses.is_empty() || others.is_empty() {
        return same_term(one, other) || near(one, other);
    }
    addresses.is_subset(&others) || others.is_subset(&addresses)
}

/// The email addresses and telephone numbers in a text, numbers by their digits.
fn addresses(text: &str) -> BTreeSet<String> {
    let trim = |word: &str| fold(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    let mails = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '<' | '>'));
    let mut addresses: BTreeSet<String> = mails.filter(|word| word.contains('@')).map(trim).collect();
    let numbers =
        text.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ' ' | '(' | ')' | '+' | '-')));
    for number in numbers {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let digits =
            digits.strip_prefix("44").map_or(digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
        if digits.len() >= 9 {
            addresses.insert(digits);
        }
    }
    addresses
}
