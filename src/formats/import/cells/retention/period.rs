//! Periods in words: `6 years`, `six months`, `24 Monate`, `DOB + 25`, `until age 25`.

use crate::domain::Text;
use crate::formats::import::cells::token::Tokens;

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub months: u32,
    /// The first token of it.
    pub from: usize,
    /// Behind its last token.
    pub to: usize,
    /// What it runs from, where the way it is written says so.
    pub trigger: Option<Text>,
}

/// What a text has of periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(Period),
    None,
    Several,
    /// A number that may be a period.
    Number,
    AtLeast,
    /// A number of days or weeks that is no number of months.
    OddDays,
}

/// The period of a text, where it has one and no other number. Numbers of statutes and in references are none.
pub(super) fn find(tokens: &Tokens, is_act: impl Fn(usize) -> bool) -> Found {
    let mut periods: Vec<Period> = Vec::new();
    let mut numbers = 0;
    let mut odd_days = false;
    let mut at_least = false;
    let mut at = 0;
    while at < tokens.len() {
        if is_act(at) {
            at += 1;
            continue;
        }
        if let Some(period) = until_age(tokens, at).or_else(|| of_years_without_unit(tokens, at)) {
            at = period.to;
            keep(&mut periods, period);
            continue;
        }
        let Some((number, behind)) = number(tokens, at) else {
            at += 1;
            continue;
        };
        match unit(tokens, behind) {
            Some((unit, end)) if !is_age(tokens, at, end) && !is_interval(tokens, at) => {
                at_least |= is_least(tokens, at);
                match months(number, unit) {
                    Some(months) => {
                        keep(&mut periods, Period { months, from: at, to: end, trigger: current(tokens, at, end) })
                    }
                    None => odd_days = true,
                }
                at = end;
            }
            Some((_, end)) => at = end,
            None => {
                numbers += usize::from(tokens.is_number(at) && may_be_period(tokens, at, behind));
                at = behind;
            }
        }
    }
    match (periods.len(), numbers) {
        (1, 0) if at_least => Found::AtLeast,
        (1, 0) if odd_days => Found::Several,
        (1, 0) => periods.pop().map_or(Found::None, Found::One),
        (0, 0) if odd_days => Found::OddDays,
        (0, 0) => Found::None,
        (0, _) => Found::Number,
        _ => Found::Several,
    }
}

/// The same time twice, `6 years (72 months)`, is one period.
fn keep(periods: &mut Vec<Period>, period: Period) {
    if !periods
        .iter()
        .any(|other| other.months == period.months && (other.trigger == period.trigger || period.trigger.is_none()))
    {
        periods.push(period);
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
}

/// The number at a token, in figures or in words, and behind which token it ends: `6`, `six`, `six (6)`, `a`.
fn number(tokens: &Tokens, at: usize) -> Option<(u32, usize)> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [(&str, u32); 4] = [("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50)];
    if let Some(number) = tokens.number(at) {
        return Some((number, at + 1));
    }
    let word = tokens.at(at);
    let behind_ten = TENS.iter().find(|(ten, _)| *ten == word).map(|(_, ten)| {
        let next = if tokens.at(at + 1) == "-" { at + 2 } else { at + 1 };
        match WORDS.iter().take(10).position(|one| *one == tokens.at(next)).and_then(|one| u32::try_from(one).ok()) {
            Some(one) if one > 0 => (ten + one, next + 1),
            _ => (*ten, at + 1),
        }
    });
    let in_words = behind_ten.or_else(|| {
        let place = WORDS.iter().position(|one| *one == word)?;
        Some((u32::try_from(place).ok()?, at + 1))
    });
    let in_words = in_words.or_else(|| match word {
        "a" | "an" if unit(tokens, at + 1).is_some() => Some((1, at + 1)),
        "hundred" => Some((100, at + 1)),
        _ => None,
    });
    let (number, end) = in_words?;
    let again = tokens.at(end) == "(" && tokens.number(end + 1) == Some(number) && tokens.at(end + 2) == ")";
    Some((number, if again { end + 3 } else { end }))
}

fn unit(tokens: &Tokens, at: usize) -> Option<(Unit, usize)> {
    let mut place = at;
    while matches!(
        tokens.at(place),
        "-" | "full" | "complete" | "calendar" | "financial" | "school" | "academic" | "tax" | "more"
    ) {
        place += 1;
    }
    let unit = match tokens.at(place) {
        "years" | "year" | "yrs" | "yr" | "y" | "jahre" | "jahr" | "jahren" => Unit::Years,
        "months" | "month" | "mths" | "mth" | "mnths" | "mos" | "monate" | "monat" | "monaten" => Unit::Months,
        "weeks" | "week" | "wks" | "wk" | "wochen" => Unit::Weeks,
        "days" | "day" | "tage" | "tagen" => Unit::Days,
        _ => return None,
    };
    let stop = tokens.at(place + 1) == "." && matches!(tokens.at(place), "yrs" | "yr" | "mths" | "wks");
    Some((unit, place + 1 + usize::from(stop)))
}

/// Whole months; none where days or weeks are no number of them.
fn months(number: u32, unit: Unit) -> Option<u32> {
    match (unit, number) {
        (_, 0) => None,
        (Unit::Years, _) => number.checked_mul(12).filter(|months| *months <= 12_000),
        (Unit::Months, _) => Some(number).filter(|months| *months <= 12_000),
        (Unit::Weeks, 4) | (Unit::Days, 28 | 31) => Some(1),
        (Unit::Weeks, 26) => Some(6),
        (Unit::Weeks, 52) | (Unit::Days, 365 | 366) => Some(12),
        (Unit::Days, _) if number.is_multiple_of(30) && number <= 360 => Some(number / 30),
        (Unit::Weeks | Unit::Days, _) => None,
    }
}

/// `until age 25`, `until the child is 25`, `25th birthday`: years from birth.
fn until_age(tokens: &Tokens, at: usize) -> Option<Period> {
    let period =
        |years: u32, to: usize| Period { months: years * 12, from: at, to, trigger: Some("date of birth".into()) };
    if let Some(years) = tokens.number(at).filter(|years| (10..=110).contains(years)) {
        let behind = at + 1 + usize::from(matches!(tokens.at(at + 1), "st" | "nd" | "rd" | "th"));
        return (behind > at + 1 && tokens.at(behind) == "birthday").then(|| period(years, behind + 1));
    }
    if !matches!(tokens.at(at), "until" | "till" | "to") {
        return None;
    }
    let mut place = at + 1;
    let mut aged = false;
    while place < at + 8 {
        match tokens.at(place) {
            "age" | "aged" | "turns" | "turn" | "reaches" | "reach" | "attains" | "attain" | "is" => aged = true,
            "the" | "a" | "they" | "child" | "childs" | "person" | "young" | "pupil" | "of" | "their" | "years"
            | "he" | "she" | "are" | "data" | "subject" | "individual" | "student" => {}
            _ => break,
        }
        place += 1;
    }
    let years = tokens.number(place).filter(|years| (10..=110).contains(years))?;
    let mut end = place + 1;
    if matches!(tokens.at(end), "st" | "nd" | "rd" | "th") {
        end += 1;
        if tokens.at(end) != "birthday" {
            return None;
        }
        return Some(period(years, end + 1));
    }
    if !aged {
        return None;
    }
    if tokens.at(end) == "years" {
        end += 1;
        while matches!(tokens.at(end), "of" | "age" | "old") {
            end += 1;
        }
    }
    Some(period(years, end))
}

/// `DOB + 25`, `date of birth + 31 years`, `current year + 6`: years, as every schedule means them.
fn of_years_without_unit(tokens: &Tokens, at: usize) -> Option<Period> {
    let (behind, trigger): (usize, &str) = match (tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)) {
        ("dob", ..) => (at + 1, "date of birth"),
        ("date", "of", "birth") => (at + 3, "date of birth"),
        ("current", "financial" | "tax", "year") => (at + 3, "end of financial year"),
        ("current", "year", _) => (at + 2, "end of the current year"),
        ("current" | "cy", ..) => (at + 1, "end of the current year"),
        ("financial" | "tax", "year", _) => (at + 2, "end of financial year"),
        ("fy", ..) => (at + 1, "end of financial year"),
        _ => return None,
    };
    if !matches!(tokens.at(behind), "+" | "plus" | "and") {
        return None;
    }
    let (years, end) = number(tokens, behind + 1)?;
    let end = match unit(tokens, end) {
        Some((Unit::Years, end)) => end,
        Some(_) => return None,
        None => end,
    };
    let months = months(years, Unit::Years)?;
    Some(Period { months, from: at, to: end, trigger: Some(trigger.into()) })
}

/// `6 years + current (year)`: the year that runs, and then the years.
fn current(tokens: &Tokens, _from: usize, to: usize) -> Option<Text> {
    if !matches!(tokens.at(to), "+" | "plus" | "and") {
        return None;
    }
    let place = to + 1 + usize::from(tokens.at(to + 1) == "the");
    match (tokens.at(place), tokens.at(place + 1)) {
        ("current", "financial" | "tax") => Some("end of financial year".into()),
        ("current", _) | ("cy", _) => Some("end of the current year".into()),
        _ => None,
    }
}

/// `18 years of age`, `aged 18 years`, `under 5 years old` say how old people are.
fn is_age(tokens: &Tokens, from: usize, to: usize) -> bool {
    let before = from.checked_sub(1).map_or("", |at| tokens.at(at));
    let behind = (tokens.at(to), tokens.at(to + 1));
    matches!(behind, ("of", "age") | ("old", _)) || matches!(before, "aged" | "age")
}

/// `reviewed every 2 years`, `within one month` say how often and how soon.
fn is_interval(tokens: &Tokens, from: usize) -> bool {
    let before = from.checked_sub(1).map_or("", |at| tokens.at(at));
    matches!(before, "every" | "each" | "within" | "per" | "last" | "past" | "previous")
}

/// `at least 6 years`, `a minimum of 6 years`.
fn is_least(tokens: &Tokens, from: usize) -> bool {
    let back = |by: usize| from.checked_sub(by).map_or("", |at| tokens.at(at));
    matches!((back(2), back(1)), ("at", "least") | ("minimum", "of") | (_, "minimum")) || back(1) == "min"
}

/// Whether a number without a unit may be a time: not a section, a year of the calendar, a reference or a paragraph.
fn may_be_period(tokens: &Tokens, at: usize, behind: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |place| tokens.at(place));
    let reference = matches!(
        before,
        "s" | "ss"
            | "section"
            | "ref"
            | "reference"
            | "no"
            | "part"
            | "schedule"
            | "sch"
            | "para"
            | "page"
            | "version"
            | "v"
            | "/"
            | "."
            | "#"
            | "regulation"
            | "reg"
            | "item"
            | "line"
            | "appendix"
            | "article"
            | "art"
            | "april"
            | "march"
            | "december"
            | "august"
            | "july"
            | "form"
            | "class"
            | "step"
            | "band"
            | "group"
            | "year"
            | "years"
            | "key"
            | "stage"
            | "table"
            | "rule"
    ) || (at > 0 && !tokens.is_spaced(at) && !matches!(before, "(" | "+" | "-" | "=" | ">" | "<"));
    let attached = behind < tokens.len()
        && !tokens.is_spaced(behind)
        && (tokens.is_word(behind) || matches!(tokens.at(behind), "/" | ":" | "%"))
        || (tokens.at(behind) == "." && !tokens.is_spaced(behind + 1) && tokens.is_number(behind + 1));
    let month = matches!(
        tokens.at(behind),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    );
    let long = tokens.at(at).len() > 3;
    !(reference || attached || month || long)
}
