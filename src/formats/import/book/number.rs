//! Numbers as a person would write them, and the days and times that some of them stand for.

use super::Cell;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// How a cell shows its number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// Filled up with noughts, as telephone numbers are: the pattern, such as `00000 000000`.
    Filled(String),
    /// In hundredths, with a per cent sign.
    PerCent,
    /// As a day, perhaps with a time.
    Day,
    /// As a time of day, or as hours and minutes.
    Time,
}

impl Shown {
    /// What a pattern of a workbook shows, such as `dd/mm/yyyy` or `[h]:mm`.
    pub(super) fn by_pattern(pattern: &str) -> Shown {
        let letters = significant(pattern);
        let has = |wanted: &[char]| letters.contains(wanted);
        let is_clock = has(&['h', 's']);
        if has(&['d', 'y']) || (has(&['m']) && !is_clock) {
            return Shown::Day;
        }
        if is_clock {
            return Shown::Time;
        }
        let is_filling = letters.chars().all(|character| matches!(character, '0' | ' ' | '-' | '(' | ')'));
        if is_filling && letters.matches('0').count() > 1 {
            return Shown::Filled(letters);
        }
        if letters.ends_with('%') { Shown::PerCent } else { Shown::Plain }
    }

    /// What a pattern shows that workbooks know by number alone.
    pub(super) fn by_number(number: u32) -> Shown {
        match number {
            9 | 10 => Shown::PerCent,
            14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Day,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Shown::Time,
            _ => Shown::Plain,
        }
    }

    /// The cell of a number that is shown so. `from_1904` is the count of days of old Macintosh workbooks.
    pub(super) fn cell(&self, value: f64, from_1904: bool) -> Cell {
        let text = written(value);
        match self {
            Shown::Plain => Cell::Number(text.into(), value),
            Shown::Filled(pattern) => Cell::Number(filled(&text, pattern).into(), value),
            Shown::PerCent => Cell::Number(format!("{}%", written(value * 100.0)).into(), value),
            Shown::Day => match day(value, from_1904) {
                Some(day) => Cell::Day(day),
                None => Cell::Number(text.into(), value),
            },
            Shown::Time => {
                clock(value).map_or_else(|| Cell::Number(text.into(), value), |time| Cell::Text(time.into()))
            }
        }
    }
}

/// A number as a person would write it: `45000`, `1`, `0.1`; to 15 places, as Excel shows it.
pub(super) fn written(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    let magnitude = rounded.abs();
    if (1e-6..1e21).contains(&magnitude) { format!("{rounded}") } else { format!("{rounded:e}") }
}

/// The day that a number of days stands for; none before the first and after the last that workbooks know.
fn day(value: f64, from_1904: bool) -> Option<Date> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    // The part behind the point is the time of day.
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 3 million")]
    let days = value.trunc() as i64;
    let (first, days) = match days {
        _ if from_1904 => (date(1904, 1, 1), days),
        // Excel takes 1900 for a leap year, and so counts a day too many behind February of it.
        0 | 60 => return None,
        1..60 => (date(1899, 12, 31), days),
        _ => (date(1899, 12, 30), days),
    };
    first.checked_add(days.days()).ok()
}

/// Hours and minutes of a part of a day: `09:30`, `36:15`, with seconds where there are any.
fn clock(value: f64) -> Option<String> {
    if !(0.0..100_000.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 9 thousand million")]
    let seconds = (value * 86_400.0).round() as i64;
    let span: Span = seconds.seconds();
    let (seconds, minutes) = (span.get_seconds() % 60, span.get_seconds() / 60);
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    Some(if seconds == 0 { time } else { format!("{time}:{seconds:02}") })
}

/// The digits of a number put into a pattern of noughts from the right.
fn filled(digits: &str, pattern: &str) -> String {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut left = digits.chars().rev();
    let mut reversed: Vec<char> = Vec::new();
    for character in pattern.chars().rev() {
        reversed.push(if character == '0' { left.next().unwrap_or('0') } else { character });
    }
    reversed.extend(left);
    reversed.into_iter().rev().collect()
}

/// The letters of the first part of a pattern that mean something, in small letters: no colours, quoted words or fillers.
fn significant(pattern: &str) -> String {
    let mut kept = String::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '\\' | '_' | '*' => {
                // What is marked stands for itself; a space or a dash belongs to a pattern of noughts.
                kept.extend(
                    characters.next().filter(|marked| character == '\\' && matches!(marked, ' ' | '-' | '(' | ')')),
                );
            }
            '"' => {
                characters.by_ref().take_while(|inside| *inside != '"').for_each(drop);
            }
            '[' => {
                let inside: String = characters.by_ref().take_while(|inside| *inside != ']').collect();
                let inside = inside.to_lowercase();
                // `[h]`, `[mm]` and `[s]` count on past a day; `[Red]` and `[$-809]` only adorn.
                if inside.chars().all(|letter| matches!(letter, 'h' | 'm' | 's')) && !inside.is_empty() {
                    kept.push('h');
                }
            }
            _ => kept.extend(character.to_lowercase()),
        }
    }
    let kept = kept.replace("am/pm", "h").replace("a/p", "h");
    if kept == "general" || kept == "standard" { String::new() } else { kept }
}
