//! A workbook or a file of rows as it was read: sheets of cells, before anybody asks what they mean.

use crate::domain::Text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The sheets of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The sheets in their order; a file of rows is one sheet without a name.
    pub sheets: Vec<Sheet>,
    /// How the text was written, such as `windows-1252`; none for a workbook.
    pub encoding: Option<&'static str>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty for a file of rows.
    pub name: Text,
    /// Whether its owner hid it.
    pub hidden: bool,
    /// The cells by row and column, from A1 on. A row may be shorter than others, and ends with its last filled cell.
    pub rows: Vec<Vec<Cell>>,
    /// Cells that were made one.
    pub merged: Vec<Merged>,
    /// The rows that are hidden or filtered out, counted from 0.
    pub hidden_rows: BTreeSet<usize>,
    /// The columns that are hidden, counted from 0.
    pub hidden_columns: BTreeSet<usize>,
}

/// What one cell holds. A formula is its last value; links, pictures and macros are nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words, trimmed of nothing.
    Text(Text),
    /// A number: as a person would write it, and its value.
    Number(Text, f64),
    /// A day; a time of day beside it is left off.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// What a formula could not work out, such as `#REF!`.
    Fault(Text),
}

/// Cells that were made one: the words stand in the first, the others are empty. Counted from 0, the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The first row.
    pub top: usize,
    /// The first column.
    pub left: usize,
    /// The last row.
    pub bottom: usize,
    /// The last column.
    pub right: usize,
}

impl Cell {
    /// Whether it holds nothing but space.
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// Its words as an officer would read them: a day as `1 April 2025`, yes and no in words.
    pub fn words(&self) -> Text {
        match self {
            Cell::Empty => "".into(),
            Cell::Text(text) | Cell::Number(text, _) | Cell::Fault(text) => text.clone(),
            Cell::Day(day) => crate::domain::date::long(*day).into(),
            Cell::Flag(flag) => crate::domain::words::say(if *flag { "yes" } else { "no" }, &[]).into(),
        }
    }
}

impl Sheet {
    /// The cell at a row and column, counted from 0.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(NOTHING)
    }

    /// Where a cell stands, as people name it: `‘Controller ROPA’!E12`; without a sheet's name `E12`.
    pub fn place(&self, row: usize, column: usize) -> String {
        let cell = format!("{}{}", letters(column), row + 1);
        if self.name.is_empty() { cell } else { format!("‘{}’!{cell}", self.name) }
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    let mut name = String::from(letter(column));
    let mut rest = column / 26;
    while rest > 0 {
        name.insert(0, letter(rest - 1));
        rest = (rest - 1) / 26;
    }
    name
}
