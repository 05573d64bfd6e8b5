//! Dates as officers type them, and as we write them.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ropa::domain::date::{DateProblem, DateText, add_months, days_between, long, numbers, read, short, with_weekday};

/// A Tuesday.
fn today() -> Date {
    date(2026, 11, 24)
}

#[test]
fn every_way_of_typing_a_date_is_read_day_first() {
    let rows = [
        ("24/11/2026", date(2026, 11, 24)),
        ("24-11-26", date(2026, 11, 24)),
        ("24 11 2026", date(2026, 11, 24)),
        ("24.11.26", date(2026, 11, 24)),
        ("  24 / 11 / 2026 ", date(2026, 11, 24)),
        ("24 nov", date(2026, 11, 24)),
        ("24nov26", date(2026, 11, 24)),
        ("24 NOVEMBER 2026", date(2026, 11, 24)),
        ("24th November 2026", date(2026, 11, 24)),
        ("24th of November, 2026", date(2026, 11, 24)),
        ("Tuesday 24 November 2026", date(2026, 11, 24)),
        ("Tue, 24 Nov '26", date(2026, 11, 24)),
        ("Tuesday 24 November", date(2026, 11, 24)),
        ("Monday 24/11/2026", date(2026, 11, 24)),
        ("November 24, 2026", date(2026, 11, 24)),
        ("24\u{a0}November\u{a0}2026", date(2026, 11, 24)),
        ("24\u{2013}11\u{2013}2026", date(2026, 11, 24)),
        ("241126", date(2026, 11, 24)),
        ("24112026", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("2026/11/24", date(2026, 11, 24)),
        ("3/9/26", date(2026, 9, 3)),
        ("03/09/2026", date(2026, 9, 3)),
        ("1st sept 2027", date(2027, 9, 1)),
        ("2nd feb", date(2026, 2, 2)),
        ("3/9", date(2026, 9, 3)),
        ("1 1 79", date(2079, 1, 1)),
        ("1 1 80", date(1980, 1, 1)),
        ("1 1 00", date(2000, 1, 1)),
        ("29 2 2028", date(2028, 2, 29)),
        ("31/12/9999", date(9999, 12, 31)),
    ];
    for (typed, expected) in rows {
        assert_eq!(read(typed, today()), Ok(expected), "{typed}");
    }
}

#[test]
fn dates_are_counted_from_today() {
    let rows = [
        ("today", date(2026, 11, 24)),
        ("Today", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("+90", date(2027, 2, 22)),
        ("+ 90 days", date(2027, 2, 22)),
        ("-7", date(2026, 11, 17)),
        ("\u{2212}7", date(2026, 11, 17)),
        ("+2w", date(2026, 12, 8)),
        ("+12m", date(2027, 11, 24)),
        ("+3 months", date(2027, 2, 24)),
        ("+1y", date(2027, 11, 24)),
        ("end of march", date(2026, 3, 31)),
        ("end of Feb 2028", date(2028, 2, 29)),
        ("end march 27", date(2027, 3, 31)),
    ];
    for (typed, expected) in rows {
        assert_eq!(read(typed, today()), Ok(expected), "{typed}");
    }
}

#[test]
fn a_text_that_is_no_date_says_what_is_wrong_with_it() {
    use DateProblem::{DayMissing, NoSuchDay, NoSuchMonth, NotADate};
    let rows = [
        ("", NotADate),
        ("soon", NotADate),
        ("next month", NotADate),
        ("24", NotADate),
        ("2411", NotADate),
        ("24 11 2026 10:00", NotADate),
        ("24 11 26 5", NotADate),
        ("24 11 202", NotADate),
        ("24 11 1026", NotADate),
        ("24 foo 2026", NotADate),
        ("24 no 2026", NotADate),
        ("march 27", NotADate),
        ("+", NotADate),
        ("+9x", NotADate),
        ("+99999999999999", NotADate),
        ("+9999y", NotADate),
        ("-200y", NotADate),
        ("tuesday", NotADate),
        ("end of", NotADate),
        ("٢٤/١١/٢٠٢٦", NotADate),
        ("march 2027", DayMissing),
        ("March", DayMissing),
        ("11/2026", DayMissing),
        ("2026-11", DayMissing),
        ("11/24/2026", NoSuchMonth { month: 24, day_first: Some(date(2026, 11, 24)) }),
        ("11/24", NoSuchMonth { month: 24, day_first: Some(date(2026, 11, 24)) }),
        ("2026-24-11", NoSuchMonth { month: 24, day_first: Some(date(2026, 11, 24)) }),
        ("40/24/2026", NoSuchMonth { month: 24, day_first: None }),
        ("1/0/2026", NoSuchMonth { month: 0, day_first: None }),
        ("31/11/2026", NoSuchDay { day: 31, last: date(2026, 11, 30) }),
        ("29 feb", NoSuchDay { day: 29, last: date(2026, 2, 28) }),
        ("0/11/2026", NoSuchDay { day: 0, last: date(2026, 11, 30) }),
        ("320126", NoSuchDay { day: 32, last: date(2026, 1, 31) }),
    ];
    for (typed, expected) in rows {
        assert_eq!(read(typed, today()), Err(expected), "{typed}");
    }
}

#[test]
fn dates_are_written_as_an_officer_says_them() {
    let day = date(2026, 9, 3);
    assert_eq!(long(day), "3 September 2026");
    assert_eq!(short(day), "3 Sep 2026");
    assert_eq!(with_weekday(day), "Thursday 3 September 2026");
    assert_eq!(numbers(day), "3 9 2026");
    assert_eq!(with_weekday(date(2026, 12, 27)), "Sunday 27 December 2026");
    assert_eq!(short(date(2026, 1, 5)), "5 Jan 2026");
}

#[test]
fn months_are_added_without_leaving_the_month() {
    let rows = [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 24), -12, date(2025, 11, 24)),
        (date(2026, 11, 24), 72, date(2032, 11, 24)),
        (date(2026, 11, 24), i32::MAX, Date::MAX),
        (date(2026, 11, 24), i32::MIN, Date::MIN),
    ];
    for (from, months, expected) in rows {
        assert_eq!(add_months(from, months), expected, "{from} {months}");
    }
}

#[test]
fn days_are_counted_in_both_directions() {
    assert_eq!(days_between(today(), today()), 0);
    assert_eq!(days_between(date(2026, 3, 28), date(2026, 3, 30)), 2);
    assert_eq!(days_between(date(2027, 1, 1), date(2026, 1, 1)), -365);
    assert_eq!(days_between(Date::MIN, Date::MAX), 7_304_483);
}

#[test]
fn a_date_that_cannot_be_read_is_kept_as_it_stands() {
    for text in [
        "",
        "soon",
        "24/11/2026",
        "2026-13-01",
        "2026-11-24T10:00:00",
        "20261124",
        "2026-W48-2",
        "2026-11-2٤",
        "2026-11-31",
    ] {
        let json = serde_json::to_string(text).unwrap();
        let date: DateText = serde_json::from_str(&json).unwrap();
        assert_eq!(date.day(), None, "{text}");
        assert_eq!(date.as_str(), text);
        assert_eq!(serde_json::to_string(&date).unwrap(), json);
        assert_eq!(DateText::from(text), date);
    }
}

proptest! {
    #[test]
    fn reading_never_panics(text in "\\PC{0,20}|[0-9/ +-]{0,12}|[+-][0-9]{0,20}[dwmy]?", days in -60000i32..60000) {
        let today = Date::constant(2026, 11, 24).saturating_add(jiff::Span::new().days(days));
        let _ = read(&text, today);
        let _ = DateText::from(text.as_str()).day();
    }

    #[test]
    fn every_day_is_read_back_from_each_way_of_writing_it(year in 1900i16..=9999, month in 1i8..=12, day in 1i8..=31) {
        let Ok(day) = Date::new(year, month, day) else { return Ok(()) };
        for written in [long(day), short(day), with_weekday(day), numbers(day), day.to_string(), day.strftime("%d%m%Y").to_string()] {
            prop_assert_eq!(read(&written, today()), Ok(day), "{}", written);
        }
        prop_assert_eq!(DateText::from(day).day(), Some(day));
        prop_assert_eq!(add_months(day, 0), day);
    }
}
