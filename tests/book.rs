//! Files of rows and workbooks, read into sheets of cells: good ones as they are, bad ones refused in one sentence.

mod made;
mod made_xls;
pub mod malformed;
mod rows;
mod workbooks;

use ropa::formats::import::book::{self, Book, Cell};

/// The book in these bytes.
fn read(bytes: &[u8]) -> Book {
    book::read(bytes, "register.file").unwrap_or_else(|refusal| panic!("{}", refusal.0))
}

/// Why these bytes hold no book.
fn refused(bytes: &[u8]) -> String {
    match book::read(bytes, "register.file") {
        Ok(book) => panic!("it was read: {:?}", book.sheets.first()),
        Err(refusal) => refusal.0,
    }
}

/// A book that holds something, or one sentence that names the file; never anything else.
fn is_bounded(name: &str, bytes: &[u8]) -> Result<Book, String> {
    match book::read(bytes, "register.file") {
        Ok(book) => {
            assert!(book.sheets.iter().flat_map(|sheet| &sheet.rows).flatten().any(|cell| !cell.is_blank()), "{name}");
            Ok(book)
        }
        Err(refusal) => {
            let sentence = refusal.0;
            assert!(sentence.starts_with("We could not bring in ‘register.file’. "), "{name}: {sentence}");
            assert!(!sentence.contains(['\n', '{']) && sentence.chars().count() < 400, "{name}: {sentence}");
            Err(sentence)
        }
    }
}

/// A cell in short: its words, and its kind where that is neither text nor a number.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Day(day) => format!("day {day}"),
        Cell::Flag(flag) => format!("flag {flag}"),
        Cell::Fault(fault) => format!("fault {fault}"),
        other => other.words().to_string(),
    }
}
