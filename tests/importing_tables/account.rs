//! Sheets made by hand, brought in, and the proof that each filled cell is accounted for.

use jiff::civil::date;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::book::{Book, Cell, Merged, Sheet};
use ropa::formats::import::brought::{Brought, Matched};
use ropa::formats::import::choices::{Choices, Refusal, Setting, Unwatched};
use ropa::formats::import::table::{self, Table};
use ropa::formats::import::{drafting, matching};

/// What a book brings.
pub fn bring(book: &Book, choices: &Choices) -> Result<(Table, Vec<Matched>, Brought), Refusal> {
    let lexicon = Lexicon::default();
    let setting = Setting { file: "register.xlsx", lexicon: &lexicon, today: date(2026, 11, 25) };
    let table = table::find(book, choices)?;
    let matched = matching::match_columns(&table, choices);
    let brought = drafting::drafts(book, &table, &matched, &setting, &Unwatched)?;
    Ok((table, matched, brought))
}

/// A sheet of texts, a row a line, cells parted by `|`; `/` is a line break in a cell.
pub fn sheet(name: &str, text: &str) -> Sheet {
    let cell = |words: &str| match words.trim() {
        "" => Cell::Empty,
        words => Cell::Text(words.replace(" / ", "\n").into()),
    };
    let rows = text.lines().skip(1).map(|line| line.split('|').map(cell).collect()).collect();
    Sheet { name: name.into(), rows, ..Sheet::default() }
}

/// A book of these sheets.
pub fn book(sheets: Vec<Sheet>) -> Book {
    Book { sheets, encoding: None }
}

/// Cells made one, as `A1:C1`, the rows and columns counted from 0.
pub fn merged(top: usize, left: usize, bottom: usize, right: usize) -> Merged {
    Merged { top, left, bottom, right }
}

/// The filled cells of a book that are neither evidence, nor kept, nor in headings, nor above them, nor in a row that is told.
pub fn unaccounted(book: &Book, table: &Table, brought: &Brought) -> Vec<String> {
    let mut left = Vec::new();
    let first = table.parts.first().map(|part| part.sheet);
    let evidence: std::collections::HashSet<&str> = brought
        .drafts
        .iter()
        .flat_map(|draft| draft.activity.imported.iter().flat_map(|imported| imported.evidence.iter().flatten()))
        .filter_map(|evidence| evidence.at.as_deref())
        .collect();
    let kept: Vec<&str> = brought
        .drafts
        .iter()
        .flat_map(|draft| draft.activity.imported.iter().flat_map(|imported| &imported.unmapped))
        .flat_map(|pairs| pairs.0.iter().filter_map(|pair| pair.value.as_deref()))
        .collect();
    for (place, sheet) in book.sheets.iter().enumerate() {
        let part = table.parts.iter().find(|part| part.sheet == place);
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
                let at = sheet.place(row, column);
                let words = cell.words();
                let told = brought.skipped.iter().any(|skipped| match (&skipped.sheet, part) {
                    (Some(name), None) => *name == sheet.name,
                    (Some(name), Some(_)) => *name == sheet.name && skipped.row == row + 1,
                    (None, _) => Some(place) == first && skipped.row == row + 1,
                });
                let above = part.is_some_and(|part| (if part.turned { column } else { row }) <= part.bottom);
                let is_kept = kept.iter().any(|kept| kept.contains(words.trim()));
                if !told && !above && !evidence.contains(at.as_str()) && !is_kept {
                    left.push(format!("{at} {words:?}"));
                }
            }
        }
    }
    left
}
