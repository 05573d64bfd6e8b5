//! Days in cells.

use jiff::civil::date;
use ropa::formats::import::book::Cell;
use ropa::formats::import::cells::day::{Why, find, read};

fn today() -> jiff::civil::Date {
    date(2026, 11, 24)
}

#[test]
fn days_are_read_as_the_united_kingdom_writes_them() {
    let rows = [
        ("2025-04-01", Ok(date(2025, 4, 1))),
        ("12/03/2024", Ok(date(2024, 3, 12))),
        (" 12/03/2024 ", Ok(date(2024, 3, 12))),
        ("31/12/25", Ok(date(2025, 12, 31))),
        ("14.02.2023", Ok(date(2023, 2, 14))),
        ("15 March 2023", Ok(date(2023, 3, 15))),
        ("15th March 2023", Ok(date(2023, 3, 15))),
        ("Wednesday 15 March 2023", Ok(date(2023, 3, 15))),
        ("15-Mar-2023", Ok(date(2023, 3, 15))),
        ("15-Mar-23", Ok(date(2023, 3, 15))),
        ("March 15, 2023", Ok(date(2023, 3, 15))),
        ("12/03/2024 09:30", Ok(date(2024, 3, 12))),
        ("2024-03-12T00:00:00", Ok(date(2024, 3, 12))),
        ("45000", Ok(date(2023, 3, 15))),
        ("March 2023", Err(Why::DayMissing)),
        ("Summer 2023", Err(Why::DayMissing)),
        ("03/2023", Err(Why::DayMissing)),
        ("2023", Err(Why::DayMissing)),
        ("Q1 2024", Err(Why::DayMissing)),
        ("31/02/2024", Err(Why::NoSuchDay)),
        ("31 June 2024", Err(Why::NoSuchDay)),
        ("03/25/2024", Err(Why::MonthFirst(date(2024, 3, 25)))),
        ("99/99/2024", Err(Why::NoSuchDay)),
        ("", Err(Why::Blank)),
        ("TBC", Err(Why::NotADate)),
        ("today", Err(Why::NotADate)),
        ("+90", Err(Why::NotADate)),
        ("24 November", Err(Why::DayMissing)),
        ("see file 12", Err(Why::NotADate)),
        ("7", Err(Why::NotADate)),
    ];
    for (text, expected) in rows {
        assert_eq!(read(&Cell::Text(text.into()), today()), expected, "{text:?}");
    }
}

#[test]
fn a_spreadsheets_numbers_are_days_only_where_they_can_be() {
    let number = |value: f64| read(&Cell::Number(value.to_string().into(), value), today());
    assert_eq!(number(45000.0), Ok(date(2023, 3, 15)));
    assert_eq!(number(45000.75), Ok(date(2023, 3, 15)));
    assert_eq!(number(20_230_315.0), Ok(date(2023, 3, 15)));
    assert_eq!(number(2023.0), Err(Why::DayMissing));
    assert_eq!(number(1.0), Err(Why::NotADate));
    assert_eq!(number(f64::NAN), Err(Why::NotADate));
    assert_eq!(number(1e300), Err(Why::NotADate));
    assert_eq!(read(&Cell::Day(date(2025, 4, 1)), today()), Ok(date(2025, 4, 1)));
    assert_eq!(read(&Cell::Empty, today()), Err(Why::Blank));
    assert_eq!(read(&Cell::Fault("#REF!".into()), today()), Err(Why::NotADate));
}

#[test]
fn a_day_is_found_among_other_words() {
    let rows = [
        ("Completed 12/03/2024", Some(("2024-03-12", "12/03/2024"))),
        ("IDTA signed 14/02/2023", Some(("2023-02-14", "14/02/2023"))),
        ("Signed on 3 May 2023, renewed since", Some(("2023-05-03", "3 May 2023"))),
        ("(01.02.2024)", Some(("2024-02-01", "01.02.2024"))),
        ("6 years after 2020", None),
        ("ref 12/3", None),
        ("", None),
    ];
    for (text, expected) in rows {
        let found = find(text, today());
        let found = found.as_ref().map(|(day, words)| (day.to_string(), words.to_string()));
        assert_eq!(found, expected.map(|(day, words)| (day.to_owned(), words.to_owned())), "{text:?}");
    }
}

#[test]
fn each_reason_is_a_sentence() {
    for why in [Why::Blank, Why::DayMissing, Why::NoSuchDay, Why::MonthFirst(today()), Why::NotADate] {
        assert!(why.sentence().len() > 10 && !why.sentence().starts_with("import."), "{why:?}");
    }
    assert!(Why::MonthFirst(today()).sentence().contains("24 November 2026"));
}
