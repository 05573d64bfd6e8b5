//! CSV files as another program reads them.

use std::sync::Arc;

use ropa::formats::regulator_template::LAYOUTS;

use crate::written_files::{FORMULAS, ORDINARY, csv_rows, naughty_strings, one_column, read};

#[test]
fn csv_begins_with_the_utf8_mark_ends_rows_with_crlf_and_has_the_rows_of_the_workbook() {
    let layout = &LAYOUTS[0];
    let sheet = layout
        .sheet(|field| Arc::from(field), vec![vec![Arc::from("two\nlines, \"quoted\""); 30], vec![Arc::from("short")]]);
    let bytes = sheet.csv().unwrap();
    assert!(
        bytes.starts_with("\u{FEFF}Name and contact details,,Data Protection Officer (if applicable),,".as_bytes())
    );
    assert!(bytes.ends_with(b"short,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"));
    let rows = csv_rows(&sheet);
    let cells = read(&sheet);
    assert_eq!(rows.len(), 11);
    for (row, texts) in (1..).zip(&rows) {
        assert_eq!(texts.len(), 30, "row {row}");
        for (column, text) in texts.iter().enumerate() {
            assert_eq!(text, cells.at(row, column), "row {row} column {column}");
        }
    }
}

#[test]
fn no_cell_of_a_csv_file_begins_like_a_formula() {
    let texts = FORMULAS.map(str::to_string);
    for (row, text) in csv_rows(&one_column(&texts))[1..].iter().zip(&texts) {
        assert_eq!(row[0], format!("'{text}"));
    }
    let texts = ORDINARY.map(str::to_string);
    for (row, text) in csv_rows(&one_column(&texts))[1..].iter().zip(&texts) {
        assert_eq!(row[0], *text);
    }
    for row in csv_rows(&one_column(&naughty_strings())) {
        let seen = row[0].trim_start_matches(|c: char| c.is_whitespace() || "\"\u{FEFF}\u{200B}".contains(c));
        assert!(!seen.starts_with(['=', '+', '-', '@']), "{:?}", row[0]);
    }
}
