//! Rules about what Article 30 wants in the record: purposes, people, data, recipients, time limits and security.

use crate::domain::check::case::{Case, holds_nothing, is_said, is_unanswered};
use crate::domain::check::spot::Spot;
use crate::domain::line::{Line, Retention};

/// V-06.
pub(super) fn purposes(case: &Case) -> Vec<Spot> {
    Spot::when(holds_nothing(&case.activity.purposes))
}

/// V-08.
pub(super) fn subjects(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| holds_nothing(&line.subjects))
}

/// V-09. Special category and criminal offence data are categories of personal data too.
pub(super) fn data_classes(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| {
        let all = [&line.data_classes, &line.special_categories, &line.criminal_offence_data];
        all.into_iter().all(holds_nothing)
    })
}

/// V-10. An empty list says that nobody receives the data.
pub(super) fn recipients(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| is_unanswered(&line.recipients))
}

/// V-16. What happens at the end is no time limit by itself.
pub(super) fn retention(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| {
        line.retention.as_ref().is_none_or(|retention| !has_rule(retention) && !is_said(&retention.text))
    })
}

/// V-17.
pub(super) fn retention_wording(case: &Case) -> Vec<Spot> {
    let vague = case.activity.lines().iter().filter(|line| {
        line.retention.as_ref().is_some_and(|retention| {
            let words = retention.text.as_deref().unwrap_or_default();
            !has_rule(retention) && is_said(&retention.text) && !names_a_time(words)
        })
    });
    vague.map(|line| Spot::ask(0).on_line(line)).collect()
}

/// V-18. The organisation's measures hold for every activity.
pub(super) fn security(case: &Case) -> Vec<Spot> {
    Spot::when(holds_nothing(&case.activity.security_measures) && holds_nothing(&case.organisation.security_measures))
}

pub(super) fn lines_that(case: &Case, lack: impl Fn(&Line) -> bool) -> Vec<Spot> {
    let lines = case.activity.lines();
    if lines.is_empty() {
        return vec![Spot::ask(0)];
    }
    lines.iter().filter(|line| lack(line)).map(|line| Spot::ask(0).on_line(line)).collect()
}

fn has_rule(retention: &Retention) -> bool {
    retention.period_months.is_some()
        || retention.permanent == Some(true)
        || is_said(&retention.trigger)
        || is_said(&retention.authority)
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
