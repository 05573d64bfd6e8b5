//! A workbook or a file of rows as it was read: sheets of cells, before anybody asks what they mean.
//!
//! Anything may come in: each reader counts what it takes (`bounds`) while it takes it, so that no file can ask for more
//! memory or time than an import may have. Formulas are their last value; macros, links and pictures are never looked at.

mod archive;
mod bounds;
mod detection;
mod encoding;
mod number;
mod ods;
mod rows;
mod why;
mod xls;
mod xlsx;
mod xml;

use crate::domain::Text;
use crate::formats::import::choices::Refusal;
use archive::Archive;
use bounds::Budget;
use detection::Shape;
use jiff::civil::Date;
use std::collections::BTreeSet;
use why::Why;

pub use bounds::MOST_BYTES;
pub use detection::looks_like_rows;

/// The sheets of a file: an Excel workbook (XLSX, XLSM, XLS), an OpenDocument spreadsheet, or rows of text. `file` is its name.
///
/// What it is its bytes say, not its name. A book holds at least one cell; a file that has none is refused too.
pub fn read(bytes: &[u8], file: &str) -> Result<Book, Refusal> {
    read_shape(bytes).map_err(|why| why.refusal(file))
}

fn read_shape(bytes: &[u8]) -> Result<Book, Why> {
    if bytes.len() > MOST_BYTES {
        return Err(Why::new("book.too-large"));
    }
    let mut budget = Budget::default();
    let book = match detection::shape(bytes)? {
        Shape::Archive => {
            let mut archive = Archive::open(bytes)?;
            if ods::is_spreadsheet(&mut archive)? {
                ods::read(&mut archive, &mut budget)?
            } else {
                xlsx::read(&mut archive, &mut budget)?
            }
        }
        Shape::Compound => xls::read(bytes, &mut budget)?,
        Shape::Text => rows::read(bytes, &mut budget)?,
    };
    if book.sheets.iter().flat_map(|sheet| &sheet.rows).flatten().all(Cell::is_blank) {
        return Err(Why::new("book.nothing-in-it"));
    }
    Ok(book)
}

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
    /// What a formula could not work out, such as `#REF!`; the formula itself where nothing has worked it out yet.
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

impl Sheet {
    /// Puts a cell in its place; what lies between is empty. One that stands there twice is refused, since neither may be lost.
    fn put(&mut self, row: usize, column: usize, cell: Cell, budget: &mut Budget) -> Result<(), Why> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if row >= self.rows.len() {
            budget.take(row + 1 - self.rows.len(), || self.place(row, column))?;
            if let Some(last) = self.rows.last_mut() {
                last.shrink_to_fit();
            }
            self.rows.resize_with(row + 1, Vec::new);
        }
        let width = self.rows.get(row).map_or(0, Vec::len);
        budget.take((column + 1).saturating_sub(width), || self.place(row, column))?;
        if let Some(cells) = self.rows.get_mut(row).filter(|_| column >= width) {
            cells.resize(column + 1, Cell::Empty);
        }
        if !matches!(self.cell(row, column), Cell::Empty) && *self.cell(row, column) != cell {
            return Err(Why::new("book.cell-twice").with("place", self.place(row, column)));
        }
        if let Some(place) = self.rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *place = cell;
        }
        Ok(())
    }

    /// What is hidden or merged beyond the last filled row and column is nothing, and is let go.
    fn settle(&mut self) {
        let (rows, columns) = (self.rows.len(), self.rows.iter().map(Vec::len).max().unwrap_or(0));
        self.hidden_rows.retain(|row| *row < rows);
        self.hidden_columns.retain(|column| *column < columns);
        self.merged.retain(|merged| merged.top < rows && merged.left < columns);
        for merged in &mut self.merged {
            merged.bottom = merged.bottom.min(rows.saturating_sub(1));
            merged.right = merged.right.min(columns.saturating_sub(1));
        }
        self.merged.retain(|merged| (merged.top, merged.left) != (merged.bottom, merged.right));
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
