//! Any bytes: sheets that hold something, or a refusal in one line. What a sheet says of itself lies inside it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::formats::import::book::{self, Cell};

fuzz_target!(|bytes: &[u8]| {
    let book = match book::read(bytes, "register.xlsx") {
        Ok(book) => book,
        Err(refusal) => {
            assert!(!refusal.0.is_empty() && !refusal.0.contains('\n'), "{refusal:?}");
            return;
        }
    };
    assert!(book.sheets.iter().flat_map(|sheet| &sheet.rows).flatten().any(|cell| !cell.is_blank()), "silently empty");
    for sheet in &book.sheets {
        assert!(sheet.rows.iter().all(|row| row.last() != Some(&Cell::Empty)), "a row ends with its last filled cell");
        assert!(sheet.hidden_rows.iter().all(|row| *row < sheet.rows.len()));
        assert!(sheet.merged.iter().all(|merged| merged.bottom < sheet.rows.len()));
    }
});
