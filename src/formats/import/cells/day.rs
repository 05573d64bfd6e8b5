//! A day in a cell: as the United Kingdom writes it, or as a spreadsheet counts it.

use crate::domain::Text;
use crate::domain::date::{self, DateProblem};
use crate::domain::words::say;
use crate::formats::import::book::Cell;
use crate::formats::import::cells::token::{Tokens, one_line};
use jiff::ToSpan;
use jiff::civil::Date;

/// Why a cell in a column of dates gives no day; its words are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is blank.
    Blank,
    /// It names a month, a season or a year, and no day.
    DayMissing,
    /// There is no such day in the calendar.
    NoSuchDay,
    /// The month stands before the day, as in the United States; this day may be meant.
    MonthFirst(Date),
    /// It is no date.
    NotADate,
}

/// The day that a cell of a column of dates holds.
///
/// # Errors
/// Why it holds none.
pub fn read(cell: &Cell, today: Date) -> Result<Date, Why> {
    match cell {
        Cell::Day(day) => Ok(*day),
        Cell::Number(words, value) => of_number(words, *value),
        Cell::Text(text) => of_text(text, today),
        Cell::Empty => Err(Why::Blank),
        Cell::Flag(_) | Cell::Fault(_) => Err(Why::NotADate),
    }
}

/// The first day that stands in words with more around it, and its own words: `Completed 12/03/2024`, `signed on 3 May 2023`.
pub fn find(text: &str, today: Date) -> Option<(Date, Text)> {
    const LONGEST: usize = 7;
    let tokens = Tokens::of(text);
    for from in 0..tokens.len() {
        let may_begin = tokens.is_number(from) || is_month(tokens.at(from));
        let inside_number = from > 0 && !tokens.is_spaced(from) && matches!(tokens.at(from - 1), "/" | "." | "-" | ":");
        if !may_begin || inside_number {
            continue;
        }
        for to in (from + 2..=(from + LONGEST).min(tokens.len())).rev() {
            let goes_on =
                !tokens.is_spaced(to) && to < tokens.len() && !matches!(tokens.at(to), "." | "," | ")" | ";" | ":");
            if goes_on || !(tokens.is_number(to - 1) || is_month(tokens.at(to - 1))) {
                continue;
            }
            if let Ok(day) = of_text(tokens.span(from, to), today) {
                return Some((day, tokens.words(from, to)));
            }
        }
    }
    None
}

impl Why {
    /// The reason in words, for a value that is kept as it stands.
    pub fn sentence(self) -> String {
        match self {
            Why::Blank => say("import.day-blank", &[]),
            Why::DayMissing => say("import.day-missing", &[]),
            Why::NoSuchDay => say("import.day-none-such", &[]),
            Why::MonthFirst(day) => say("import.day-month-first", &[("day", &date::long(day))]),
            Why::NotADate => say("import.day-not-a-date", &[]),
        }
    }
}

/// Days since 30 December 1899, as spreadsheets count them, from 1950 to 2150; a number of eight digits may be a date in a row.
fn of_number(words: &str, value: f64) -> Result<Date, Why> {
    if let Some(day) = serial(value) {
        return Ok(day);
    }
    match value {
        // A year by itself.
        1900.0..2100.0 if value.fract() == 0.0 => Err(Why::DayMissing),
        19_000_101.0..21_001_231.0 if value.fract() == 0.0 => run_of_digits(words),
        _ => Err(Why::NotADate),
    }
}

fn serial(value: f64) -> Option<Date> {
    const FIRST: f64 = 18_264.0;
    const LAST: f64 = 91_313.0;
    if !(FIRST..LAST).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it lies between two small numbers")]
    let days = value.floor() as i32;
    Date::new(1899, 12, 30).ok()?.checked_add(days.days()).ok()
}

fn run_of_digits(words: &str) -> Result<Date, Why> {
    let digits = words.trim();
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0, 4), part(4, 6), part(6, 8)) else {
        return Err(Why::NotADate);
    };
    let (month, day) = (i8::try_from(month).unwrap_or_default(), i8::try_from(day).unwrap_or_default());
    Date::new(year, month, day).map_err(|_| Why::NotADate)
}

fn of_text(text: &str, today: Date) -> Result<Date, Why> {
    let words = one_line(text);
    let words = without_time(words.trim_end_matches(['.', ',', ';']));
    if words.is_empty() {
        return Err(Why::Blank);
    }
    if let Ok(number) = words.parse::<f64>() {
        return of_number(words, number);
    }
    if !says_a_year(words) {
        return Err(if is_month_or_season(words) { Why::DayMissing } else { Why::NotADate });
    }
    match date::read(words, today) {
        Ok(day) => Ok(day),
        Err(DateProblem::DayMissing) => Err(Why::DayMissing),
        Err(DateProblem::NoSuchMonth { day_first: Some(meant), .. }) => Err(Why::MonthFirst(meant)),
        Err(DateProblem::NoSuchMonth { .. } | DateProblem::NoSuchDay { .. }) => Err(Why::NoSuchDay),
        Err(DateProblem::NotADate) if is_month_or_season(words) => Err(Why::DayMissing),
        Err(DateProblem::NotADate) => Err(Why::NotADate),
    }
}

/// The words without a time of day: `2024-03-12T00:00:00`, `12/03/2024 09:30`.
fn without_time(words: &str) -> &str {
    let break_at = words.find(':').and_then(|colon| words.get(..colon)).and_then(|before| before.rfind(['T', ' ']));
    let day = break_at.and_then(|place| words.get(..place)).filter(|day| day.contains(|c: char| c.is_ascii_digit()));
    day.unwrap_or(words).trim_end()
}

/// Whether a year stands there: four digits, or three parts of numbers and months. Without one, today's would be a guess.
fn says_a_year(words: &str) -> bool {
    let tokens = Tokens::of(words);
    let numbers = (0..tokens.len()).filter(|at| tokens.is_number(*at)).count();
    let months = (0..tokens.len()).filter(|at| is_month(tokens.at(*at))).count();
    (0..tokens.len()).any(|at| tokens.is_number(at) && tokens.at(at).len() == 4) || numbers + months.min(1) > 2
}

fn is_month_or_season(words: &str) -> bool {
    const SEASONS: [&str; 16] = [
        "spring",
        "summer",
        "autumn",
        "winter",
        "easter",
        "christmas",
        "q",
        "quarter",
        "fy",
        "early",
        "mid",
        "late",
        "end",
        "term",
        "year",
        "week",
    ];
    let tokens = Tokens::of(words);
    (0..tokens.len()).any(|at| is_month(tokens.at(at)) || SEASONS.contains(&tokens.at(at)))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word) && (word.len() <= 4 || *month == word))
}
