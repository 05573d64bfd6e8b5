//! Dates as officers write and read them: day first, always, and stored as ISO 8601.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::Text;

/// A date as it stands in a record: ISO 8601 (`2026-11-24`) when we wrote it. A text of any other kind, from a file that was
/// edited by hand, is kept as it is and has no day.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateText(Text);

impl DateText {
    /// The day, unless the text is something else than a real date written `2026-11-24`.
    pub fn day(&self) -> Option<Date> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = self.0.as_bytes() else {
            return None;
        };
        let year = i16::try_from(digits(&[y1, y2, y3, y4])?).ok()?;
        let month = i8::try_from(digits(&[m1, m2])?).ok()?;
        let day = i8::try_from(digits(&[d1, d2])?).ok()?;
        Date::new(year, month, day).ok()
    }

    /// As it is read, `24 November 2026`; a text without a day as it stands.
    pub fn long(&self) -> String {
        self.day().map_or_else(|| self.as_str().to_owned(), long)
    }

    /// As it is read in columns, `24 Nov 2026`; a text without a day as it stands.
    pub fn short(&self) -> String {
        self.day().map_or_else(|| self.as_str().to_owned(), short)
    }

    /// The text as it stands in the record.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Date> for DateText {
    fn from(date: Date) -> Self {
        DateText(date.to_string().into())
    }
}

impl From<&str> for DateText {
    /// Keeps the text as it is, whether it can be read or not.
    fn from(text: &str) -> Self {
        DateText(text.into())
    }
}

/// Why a typed text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The text does not name a day.
    NotADate,
    /// A month and a year are there, and no day.
    DayMissing,
    /// There is no such month.
    NoSuchMonth {
        /// The number that stands where the month should be.
        month: u32,
        /// The date that was meant if day and month changed places, to show how to write it (see [`numbers`]).
        day_first: Option<Date>,
    },
    /// The month has no such day.
    NoSuchDay {
        /// The number that stands where the day should be.
        day: u32,
        /// The last day that the month has.
        last: Date,
    },
}

/// Reads a date as an officer types it: `24/11/2026`, `24-11-26`, `24 nov`, `24th November 2026`, `241126`, `2026-11-24`,
/// `today`, `+90` (days), `+12m`, `end of march`.
///
/// The day stands first, always, except behind a year of four digits and in `November 24, 2026`, where nothing else can be meant.
/// Years 00 to 79 are 20xx, 80 to 99 are 19xx. A date without a year is in the year of `today`, be it past or to come: the
/// echo beside the field shows which. A day of the week is read and not compared; the echo shows the real one.
/// A year before 1900 is taken for a slip, as no record of processing is that old.
pub fn read(text: &str, today: Date) -> Result<Date, DateProblem> {
    let text = text.trim().to_lowercase().replace('\u{2212}', "-");
    if text.starts_with(['+', '-']) {
        return from_today(&text, today).ok_or(DateProblem::NotADate);
    }
    let mut parts = parts(&text).ok_or(DateProblem::NotADate)?;
    if parts.len() > 1 && parts.first().is_some_and(Part::is_weekday) {
        parts.remove(0);
    }
    match parts.as_slice() {
        [Part::Word(word)] => from_word(word, today),
        [Part::Word(end), rest @ ..] if *end == ENGLISH.end => end_of_month(rest, today),
        [Part::Number(run)] => from_run(run),
        [Part::Number(year), Part::Number(month)] if year.len() == 4 => without_day(month, year),
        [Part::Number(month), Part::Number(year)] if year.len() == 4 => without_day(month, year),
        [Part::Number(year), month, Part::Number(day)] if year.len() == 4 => real(day, month, year_of(year)?),
        [Part::Number(day), month] => real(day, month, today.year()),
        [Part::Number(day), month, Part::Number(year)] => real(day, month, year_of(year)?),
        [Part::Word(month), Part::Number(year)] if year.len() == 4 => {
            month_named(month).ok_or(DateProblem::NotADate)?;
            year_of(year)?;
            Err(DateProblem::DayMissing)
        }
        [month @ Part::Word(_), Part::Number(day), Part::Number(year)] if year.len() == 4 => {
            real(day, month, year_of(year)?)
        }
        _ => Err(DateProblem::NotADate),
    }
}

/// `24 November 2026`.
pub fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), month_of(date).0, date.year())
}

/// `24 Nov 2026`, for columns.
pub fn short(date: Date) -> String {
    format!("{} {} {}", date.day(), month_of(date).1, date.year())
}

/// `Tuesday 24 November 2026`, the echo beside a date that is being typed.
pub fn with_weekday(date: Date) -> String {
    format!("{} {}", weekday_name(date.weekday()), long(date))
}

/// `24 11 2026`, as our messages show how to write a date.
pub fn numbers(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// The same day `months` later, or earlier when negative. A day that the month does not have becomes its last:
/// 31 January and one month is 28 February. Stops at the year 9999.
pub fn add_months(date: Date, months: i32) -> Date {
    let end = if months < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_months(months).and_then(|span| date.checked_add(span)).unwrap_or(end)
}

/// The days from one date to another, negative when the second is the earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The words of dates in one language.
struct Names {
    /// Long and short.
    months: [(&'static str, &'static str); 12],
    /// From Monday.
    weekdays: [&'static str; 7],
    today: &'static str,
    tomorrow: &'static str,
    yesterday: &'static str,
    end: &'static str,
    of: &'static str,
    ordinals: [&'static str; 4],
    units: [(Unit, [&'static str; 3]); 4],
}

#[derive(Clone, Copy)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

const ENGLISH: Names = Names {
    months: [
        ("January", "Jan"),
        ("February", "Feb"),
        ("March", "Mar"),
        ("April", "Apr"),
        ("May", "May"),
        ("June", "Jun"),
        ("July", "Jul"),
        ("August", "Aug"),
        ("September", "Sep"),
        ("October", "Oct"),
        ("November", "Nov"),
        ("December", "Dec"),
    ],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    today: "today",
    tomorrow: "tomorrow",
    yesterday: "yesterday",
    end: "end",
    of: "of",
    ordinals: ["st", "nd", "rd", "th"],
    units: [
        (Unit::Days, ["d", "day", "days"]),
        (Unit::Weeks, ["w", "week", "weeks"]),
        (Unit::Months, ["m", "month", "months"]),
        (Unit::Years, ["y", "year", "years"]),
    ],
};

const EARLIEST_YEAR: i16 = 1900;

/// A run of digits, or a run of letters in lower case.
enum Part<'a> {
    Number(&'a str),
    Word(&'a str),
}

impl Part<'_> {
    fn is_weekday(&self) -> bool {
        matches!(self, Part::Word(word) if ENGLISH.weekdays.iter().any(|name| begins(name, word)))
    }
}

/// The numbers and words of a text, without `of` and the `th` of `24th`. None when there is anything else in it.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same_kind: fn(char) -> bool = match first {
            '0'..='9' => |c| c.is_ascii_digit(),
            _ if first.is_alphabetic() => char::is_alphabetic,
            _ if is_separator(first) => is_separator,
            _ => return None,
        };
        let end = rest.find(|c| !same_kind(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at_checked(end)?;
        rest = behind;
        let after_number = matches!(found.last(), Some(Part::Number(_)));
        match first {
            '0'..='9' => found.push(Part::Number(run)),
            _ if is_separator(first) || run == ENGLISH.of => {}
            _ if after_number && ENGLISH.ordinals.contains(&run) => {}
            _ => found.push(Part::Word(run)),
        }
    }
    Some(found)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '\'' | '\u{2019}' | '\u{2010}'..='\u{2013}')
}

fn from_word(word: &str, today: Date) -> Result<Date, DateProblem> {
    let date = match word {
        _ if word == ENGLISH.today => Ok(today),
        _ if word == ENGLISH.tomorrow => today.tomorrow(),
        _ if word == ENGLISH.yesterday => today.yesterday(),
        _ if month_named(word).is_some() => return Err(DateProblem::DayMissing),
        _ => return Err(DateProblem::NotADate),
    };
    date.map_err(|_| DateProblem::NotADate)
}

/// `+90`, `-7`, `+12m`, `+ 2 years`.
fn from_today(text: &str, today: Date) -> Option<Date> {
    let backwards = text.starts_with('-');
    let amount = text.get(1..)?.trim_start();
    let end = amount.find(|c: char| !c.is_ascii_digit()).unwrap_or(amount.len());
    let (number, unit) = amount.split_at_checked(end)?;
    let number = i64::from(number.parse::<u32>().ok()?);
    let number = if backwards { -number } else { number };
    let unit = match unit.trim() {
        "" => Unit::Days,
        word => ENGLISH.units.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit)?,
    };
    let span = match unit {
        Unit::Days => Span::new().try_days(number),
        Unit::Weeks => Span::new().try_weeks(number),
        Unit::Months => Span::new().try_months(number),
        Unit::Years => Span::new().try_years(number),
    };
    let date = today.checked_add(span.ok()?).ok()?;
    (date.year() >= EARLIEST_YEAR).then_some(date)
}

fn end_of_month(rest: &[Part<'_>], today: Date) -> Result<Date, DateProblem> {
    let (month, year) = match rest {
        [Part::Word(month)] => (month, today.year()),
        [Part::Word(month), Part::Number(year)] => (month, year_of(year)?),
        _ => return Err(DateProblem::NotADate),
    };
    let month = month_named(month).ok_or(DateProblem::NotADate)?;
    let first = Date::new(year, month, 1).map_err(|_| DateProblem::NotADate)?;
    Ok(first.last_of_month())
}

/// `241126`, `24112026`, and `20261124` as other programs write it. The last cannot be a date with the day first, since its
/// year would be the month and day of the other reading, 1231 at most, and so before [`EARLIEST_YEAR`].
fn from_run(run: &str) -> Result<Date, DateProblem> {
    let split = |first: usize, second: usize| {
        let (head, rest) = run.split_at_checked(first)?;
        let (middle, tail) = rest.split_at_checked(second)?;
        Some((head, middle, tail))
    };
    let (day, month, year) = match run.len() {
        6 => split(2, 2),
        8 => split(2, 2)
            .filter(|(.., year)| year_of(year).is_ok())
            .or_else(|| split(4, 2).map(|(year, month, day)| (day, month, year))),
        _ => None,
    }
    .ok_or(DateProblem::NotADate)?;
    real(day, &Part::Number(month), year_of(year)?)
}

/// A month and a year: what is missing is the day, if the month is one.
fn without_day(month: &str, year: &str) -> Result<Date, DateProblem> {
    year_of(year)?;
    match number(month)? {
        1..=12 if month.len() <= 2 => Err(DateProblem::DayMissing),
        _ => Err(DateProblem::NotADate),
    }
}

fn real(day: &str, month: &Part<'_>, year: i16) -> Result<Date, DateProblem> {
    let day = number(day)?;
    let month = match month {
        Part::Word(name) => u32::from(month_named(name).ok_or(DateProblem::NotADate)?.unsigned_abs()),
        Part::Number(digits) => number(digits)?,
    };
    let first =
        date_of(1, month, year).ok_or(DateProblem::NoSuchMonth { month, day_first: date_of(month, day, year) })?;
    date_of(day, month, year).ok_or(DateProblem::NoSuchDay { day, last: first.last_of_month() })
}

fn date_of(day: u32, month: u32, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &str) -> Result<u32, DateProblem> {
    digits.parse().map_err(|_| DateProblem::NotADate)
}

fn year_of(digits: &str) -> Result<i16, DateProblem> {
    let number: i16 = digits.parse().map_err(|_| DateProblem::NotADate)?;
    match (digits.len(), number) {
        (2, 0..=79) => Ok(2000 + number),
        (2, _) => Ok(1900 + number),
        (4, EARLIEST_YEAR..) => Ok(number),
        _ => Err(DateProblem::NotADate),
    }
}

/// The number of a month by its name, or by the first letters of it, three or more.
fn month_named(word: &str) -> Option<i8> {
    (1..).zip(ENGLISH.months).find(|(_, (long, _))| begins(long, word)).map(|(number, _)| number)
}

fn begins(name: &str, word: &str) -> bool {
    word.chars().count() >= 3 && name.to_lowercase().starts_with(word)
}

fn month_of(date: Date) -> (&'static str, &'static str) {
    usize::try_from(date.month() - 1).ok().and_then(|place| ENGLISH.months.get(place)).copied().unwrap_or_default()
}

fn weekday_name(weekday: Weekday) -> &'static str {
    usize::try_from(weekday.to_monday_zero_offset())
        .ok()
        .and_then(|place| ENGLISH.weekdays.get(place))
        .copied()
        .unwrap_or_default()
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}
