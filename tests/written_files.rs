//! Texts to export, and finished workbooks and CSV files read back as another program reads them.

use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use ropa::formats::workbook::{Heading, Sheet, Words, Workbook};

/// Texts that a spreadsheet could take for a formula.
pub const FORMULAS: [&str; 14] = [
    "=1+1",
    "+44 121 704 6600",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\n=1+1",
    "\tPayroll",
    "\nPayroll",
    "   =1+1",
    "\"=1+1",
    "' =HYPERLINK(\"http://example.org\")",
    "\u{A0}=1+1",
    "\u{FEFF}=cmd|' /C calc'!A0",
    "＝1+1",
];

/// Texts that go through unchanged.
pub const ORDINARY: [&str; 12] = [
    "Payroll",
    "1 = 1",
    "01217046600",
    "<b>bold</b> & \"quoted\" 'text'",
    "one\ntwo\n\nfour",
    " leading and trailing ",
    "trailing line\n",
    "_x000D_ and _x0041__x0042_ and _x005F_",
    "Rhestr o’r gweithgareddau prosesu: tŷ, ŵyl",
    "👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "مرحبا \u{200F}",
    "soft\u{AD}hyphen",
];

/// A column's letters, by its place counted from 0, for up to 702 columns.
pub fn letters(position: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number).unwrap());
    match position / 26 {
        0 => letter(position).to_string(),
        first => [letter(first - 1), letter(position % 26)].iter().collect(),
    }
}

/// The cells of one sheet, rows counted from 1 and columns from 0.
pub struct Cells(calamine::Range<Data>);

impl Cells {
    pub fn at(&self, row: u32, column: usize) -> &str {
        match self.0.get_value((row - 1, u32::try_from(column).unwrap())) {
            Some(Data::String(text)) => text,
            Some(Data::Empty) | None => "",
            Some(other) => panic!("row {row} column {column} is no text: {other:?}"),
        }
    }
}

pub fn read(sheet: &Sheet) -> Cells {
    let written = sheet_workbook(sheet.clone()).xlsx().unwrap();
    assert!(written.cut.is_empty());
    cells_of(written.bytes, &sheet.name)
}

pub fn cells_of(file: Vec<u8>, sheet: &str) -> Cells {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    Cells(workbook.worksheet_range(sheet).unwrap())
}

pub fn csv_rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let bytes = sheet.csv().unwrap();
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{FEFF}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_string).collect()).collect()
}

pub fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The width of each column in whole characters; neighbours of one width share one element of the file.
pub fn widths(sheet: &str) -> Vec<u16> {
    let attribute = |element: &str, name: &str| {
        let value = element.split_once(&format!(" {name}=\"")).unwrap().1;
        value.split(['"', '.']).next().unwrap().parse::<u16>().unwrap()
    };
    let elements = sheet.split("<col ").skip(1).map(|rest| format!(" {rest}"));
    elements
        .flat_map(|element| {
            (attribute(&element, "min")..=attribute(&element, "max")).map(move |_| attribute(&element, "width"))
        })
        .collect()
}

pub fn one_column(texts: &[String]) -> Sheet {
    Sheet {
        name: Arc::from("Sheet"),
        blocks: Vec::new(),
        bands: Vec::new(),
        headings: vec![Heading { text: Arc::from("Heading"), width: 30, required: true }],
        heading_row: 1,
        pages_wide: 1,
        rows: texts.iter().map(|text| vec![Arc::from(&**text)]).collect(),
    }
}

pub fn sheet_workbook(sheet: Sheet) -> Workbook {
    Workbook {
        title: Arc::from("Bath & Wells"),
        author: Arc::from("A Shah"),
        created: date(2026, 11, 24).at(10, 42, 7, 0),
        words: Words {
            cut: Arc::from("… (cut: {count} characters more; see the register)"),
            page: Arc::from("Page {page} of {pages}"),
        },
        sheets: vec![sheet],
    }
}

/// The text with marks in place of the characters that a cell does not hold, worked out another way than the program does.
pub fn marked(text: &str) -> String {
    let one_line_end = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut marked = String::new();
    for character in one_line_end.chars() {
        match u32::from(character) {
            0x09 | 0x0A => marked.push(character),
            code @ (0x00..=0x1F | 0x7F..=0x9F | 0x202A..=0x202E | 0x2066..=0x2069 | 0xFDD0..=0xFDEF) => {
                marked.push_str(&format!("‹U+{code:04X}›"))
            }
            code if code % 0x1_0000 >= 0xFFFE => marked.push_str(&format!("‹U+{code:04X}›")),
            _ => marked.push(character),
        }
    }
    marked
}

pub fn naughty_strings() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/samples/hostile/naughty-strings/blns.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not here");
        return Vec::new();
    };
    serde_json::from_str(&text).unwrap()
}
