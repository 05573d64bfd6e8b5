//! Rules about how long data are kept (Article 30(1)(f)).

use crate::domain::check::case::{Case, is_said};
use crate::domain::check::record::lines_that;
use crate::domain::check::spot::Spot;
use crate::domain::line::Retention;

/// V-16. What happens at the end is no time limit by itself.
pub(super) fn time_limit(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| {
        line.retention.as_ref().is_none_or(|held| !has_limit(held) && !is_said(&held.trigger) && !is_said(&held.text))
    })
}

/// V-17: words, or an event from which the time runs, without the time.
pub(super) fn wording(case: &Case) -> Vec<Spot> {
    let vague = case.activity.lines().iter().filter_map(|line| {
        let held = line.retention.as_ref()?;
        let words = held.text.as_deref().unwrap_or_default();
        if has_limit(held) || names_a_time(words) {
            return None;
        }
        let trigger = held.trigger.as_deref().filter(|trigger| !trigger.trim().is_empty());
        let spot = match trigger {
            Some(trigger) if names_a_time(trigger) => return None,
            Some(trigger) => Spot::ask(1).part("trigger", trigger),
            None if is_said(&held.text) => Spot::ask(0),
            None => return None,
        };
        Some(spot.on_line(line))
    });
    vague.collect()
}

/// Whether a time is set, or a law or schedule that sets it. What the time is counted from sets none by itself.
fn has_limit(retention: &Retention) -> bool {
    retention.period_months.is_some() || retention.permanent == Some(true) || is_said(&retention.authority)
}

/// Whether wording such as «6 years after the case is closed» or «until the age of 25» gives a time.
fn names_a_time(words: &str) -> bool {
    let words = words.to_lowercase();
    let numbered = words.contains(|character: char| character.is_ascii_digit());
    let words: Vec<&str> = words.split(|character: char| !character.is_alphabetic()).collect();
    let holds = |any: &[&str]| words.iter().any(|word| any.contains(word));
    (numbered || holds(&NUMBERS)) && holds(&UNITS)
}

const NUMBERS: [&str; 14] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty",
];
const UNITS: [&str; 18] = [
    "year",
    "years",
    "yr",
    "yrs",
    "month",
    "months",
    "mth",
    "mths",
    "week",
    "weeks",
    "day",
    "days",
    "age",
    "aged",
    "birthday",
    "birth",
    "dob",
    "anniversary",
];
