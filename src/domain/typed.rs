//! Words typed for a field, read as a value of its kind.

use crate::domain::Text;
use crate::domain::date::{self, DateProblem, DateText};
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::near::near;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use jiff::civil::Date;

/// Why words are no value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedProblem {
    /// A list that law closes does not have the term.
    NoSuchTerm {
        /// The words.
        words: String,
        /// The list.
        list: ListId,
        /// Terms of the list with words near to it.
        near: Vec<String>,
    },
    /// The words are no date.
    Date(DateProblem),
    /// The words are no number, nor a number of years or months.
    NoNumber(String),
    /// The words are neither yes nor no.
    NeitherYesNorNo(String),
    /// A table has no value of its own.
    Table,
}

/// Reads the words for a field. Words of nothing but spaces make it not recorded; terms of a list are parted by semicolons.
///
/// # Errors
/// The reason why they are no value of its kind.
pub fn read(column: &Column, words: &str, today: Date) -> Result<Value, TypedProblem> {
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return Ok(Value::Empty);
    }
    match column.kind {
        Kind::Text(_) | Kind::Line => Ok(Value::Text(trimmed.into())),
        Kind::Long => Ok(Value::Text(words.trim_end().into())),
        Kind::Choice(_) => term(column.kind, trimmed).map(Value::Text),
        Kind::Many(_) => {
            let terms = trimmed.split([';', '\n']).map(str::trim).filter(|words| !words.is_empty());
            terms.map(|words| term(column.kind, words)).collect::<Result<_, _>>().map(Value::Terms)
        }
        Kind::Date => match date::read(trimmed, today) {
            Ok(day) => Ok(Value::Date(DateText::from(day))),
            Err(problem) => Err(TypedProblem::Date(problem)),
        },
        Kind::Flag => flag(trimmed).map(Value::Flag).ok_or_else(|| TypedProblem::NeitherYesNorNo(trimmed.to_owned())),
        Kind::Number => number(trimmed).map(Value::Number).ok_or_else(|| TypedProblem::NoNumber(trimmed.to_owned())),
        Kind::Rows => Err(TypedProblem::Table),
    }
}

/// One term of a field's list: what the register stores for it. A list with law attached gives its code for the label or
/// another wording, and refuses what it does not have; a list that takes the organisation's own words keeps them as they are.
///
/// # Errors
/// The term is none of a closed list.
pub fn term(kind: Kind, words: &str) -> Result<Text, TypedProblem> {
    let (Kind::Choice(id) | Kind::Many(Some(id))) = kind else {
        return Ok(words.into());
    };
    let list = list(id);
    if list.open && matches!(kind, Kind::Many(_)) {
        return Ok(words.into());
    }
    match list.by_code(words).or_else(|| list.resolve(words)) {
        Some(term) => Ok(term.code.clone().unwrap_or_else(|| term.label.clone())),
        None if list.open => Ok(words.into()),
        None => {
            let wordings = list.terms.iter().flat_map(|term| term.code.iter().chain([&term.label]));
            Err(TypedProblem::NoSuchTerm {
                words: words.to_owned(),
                list: id,
                near: near(words, wordings.map(|text| &**text)),
            })
        }
    }
}

/// Yes or no.
fn flag(words: &str) -> Option<bool> {
    match words.to_lowercase().as_str() {
        "yes" | "y" | "true" => Some(true),
        "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

/// A whole number, or a number of months written as `6 years` or `18 months`.
pub fn number(words: &str) -> Option<u32> {
    let plain = words.replace(',', "");
    let (digits, unit) =
        plain.split_at_checked(plain.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(plain.len()))?;
    let number: u32 = digits.parse().ok()?;
    match unit.trim().to_lowercase().as_str() {
        "" | "month" | "months" | "m" => Some(number),
        "year" | "years" | "y" | "yr" | "yrs" => number.checked_mul(12),
        _ => None,
    }
}

impl TypedProblem {
    /// What is wrong and what to do, as one sentence or two.
    pub fn sentence(&self) -> String {
        match self {
            TypedProblem::NoSuchTerm { words, list: id, near } => {
                let parts = [("words", words.as_str()), ("list", id.key()), ("title", &list(*id).title)];
                match near.as_slice() {
                    [] => say("typed.no-term", &parts),
                    near => {
                        let near = near.join("’, ‘");
                        let parts: Vec<(&str, &str)> = parts.into_iter().chain([("near", near.as_str())]).collect();
                        say("typed.no-term-near", &parts)
                    }
                }
            }
            TypedProblem::Date(problem) => date_sentence(problem),
            TypedProblem::NoNumber(words) => say("typed.no-number", &[("words", words)]),
            TypedProblem::NeitherYesNorNo(words) => say("typed.no-flag", &[("words", words)]),
            TypedProblem::Table => say("typed.table", &[]),
        }
    }
}

fn date_sentence(problem: &DateProblem) -> String {
    match problem {
        DateProblem::NotADate => say("typed.no-date", &[]),
        DateProblem::DayMissing => say("typed.day-missing", &[]),
        DateProblem::NoSuchMonth { month, day_first } => {
            let example = day_first.map_or_else(|| "24 11 2026".to_owned(), date::numbers);
            say("typed.no-month", &[("month", &month.to_string()), ("example", &example)])
        }
        DateProblem::NoSuchDay { day, last } => {
            say("typed.no-day", &[("day", &day.to_string()), ("last", &date::long(*last))])
        }
    }
}
