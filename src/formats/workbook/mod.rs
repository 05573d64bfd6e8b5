//! A workbook in plain words: sheets of text with a header block, bands and headings. `xlsx` and `csv` make bytes of it.

use std::sync::Arc;

use jiff::civil::DateTime;

mod cell;
mod csv;
pub(super) mod sheet_name;
mod xlsx;

/// What becomes one `.xlsx` file. The same workbook always gives the same bytes.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The title in the file's properties and at the left of each printed page's foot.
    pub title: Arc<str>,
    /// Who made it, in the file's properties.
    pub author: Arc<str>,
    /// When it was made, UTC, in the file's properties; years 1900 to 9999.
    pub created: DateTime,
    /// The words that the writer itself adds.
    pub words: Words,
    /// The sheets, left to right.
    pub sheets: Vec<Sheet>,
}

/// The words that the writer adds, from the catalogue of messages.
#[derive(Clone, Debug)]
pub struct Words {
    /// Behind a text that was too long for a cell; `{count}` stands for how many characters are missing.
    pub cut: Arc<str>,
    /// The page number in print; `{page}` and `{pages}` stand for the numbers.
    pub page: Arc<str>,
}

/// One sheet. The header block begins in row 1, the bands stand over the headings, the rows follow.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name wished for; in the file it is made to fit (31 characters, some not allowed, no name twice).
    pub name: Arc<str>,
    /// Groups of labels and values, side by side, two columns each.
    pub blocks: Vec<Block>,
    /// Titles over several headings; may be empty.
    pub bands: Vec<Band>,
    /// The headings, left to right.
    pub headings: Vec<Heading>,
    /// The row wished for the headings, counted from 1; see [`Sheet::row_of_headings`].
    pub heading_row: u32,
    /// How many A3 pages lie side by side in print; the scale follows.
    pub pages_wide: u16,
    /// One text a heading; a shorter row leaves the rest empty.
    pub rows: Vec<Vec<Arc<str>>>,
}

/// A title with labels below it, each with its value to the right.
#[derive(Clone, Debug)]
pub struct Block {
    /// The title; an empty one leaves its row empty.
    pub title: Arc<str>,
    /// Label and value, from the top.
    pub fields: Vec<(Arc<str>, Arc<str>)>,
}

/// A title over the columns `first` to `last`, both counted from 0 and both included.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Band {
    /// The exact title.
    pub title: Arc<str>,
    /// The first column under it.
    pub first: u16,
    /// The last column under it.
    pub last: u16,
}

/// One column's heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The exact heading.
    pub text: Arc<str>,
    /// Width of the column in characters.
    pub width: u16,
    /// Whether law asks for it: bold on green, or plain on blue.
    pub required: bool,
}

/// A finished `.xlsx` file, and what would not fit in it.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// The cells that hold only the beginning of their text, in the order of the sheets and rows.
    pub cut: Vec<CutCell>,
}

/// A cell that holds only the beginning of its text: a spreadsheet takes 32,767 characters a cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CutCell {
    /// The sheet's name in the file.
    pub sheet: Arc<str>,
    /// The cell, as `E12`.
    pub cell: String,
    /// How many characters are missing.
    pub missing: usize,
}

/// Why a workbook or a CSV file could not be made. The sentences for the officer stand in the catalogue of messages.
#[derive(Debug, Eq, PartialEq)]
pub enum ExportProblem {
    /// A sheet has more rows or columns than a spreadsheet takes (1,048,576 and 16,384).
    TooLarge {
        /// The sheet's name.
        sheet: Arc<str>,
        /// How many rows it would have.
        rows: usize,
        /// How many columns it would have.
        columns: usize,
    },
    /// The writer gave up.
    NotMade {
        /// The writer's own words, for a log.
        cause: String,
    },
}

impl Workbook {
    /// The workbook as an `.xlsx` file. Every cell is text, so that nothing in it is ever worked out as a formula.
    pub fn xlsx(&self) -> Result<Written, ExportProblem> {
        xlsx::write(self)
    }
}

impl Sheet {
    /// The sheet as a CSV file in the same rows and columns: UTF-8 with its mark, CRLF at the end of a row.
    ///
    /// A cell that a spreadsheet would take for a formula begins with an apostrophe. Texts are whole, however long.
    pub fn csv(&self) -> Result<Vec<u8>, ExportProblem> {
        csv::write(self)
    }

    /// The row of the headings, counted from 1: the one wished for, or a lower one where the header block needs the room.
    pub fn row_of_headings(&self) -> u32 {
        let tallest = self.blocks.iter().map(|block| block.fields.len()).max();
        let block_rows = tallest.map_or(0, |fields| fields + 1);
        let above = block_rows + usize::from(block_rows > 0) + usize::from(!self.bands.is_empty());
        u32::try_from(above + 1).unwrap_or(u32::MAX).max(self.heading_row)
    }

    /// How many columns the sheet has, header block included.
    pub(super) fn width(&self) -> usize {
        let widest_row = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.headings.len().max(self.blocks.len() * 2).max(widest_row)
    }
}
