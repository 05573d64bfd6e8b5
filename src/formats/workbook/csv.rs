//! A sheet as a CSV file.

use std::borrow::Cow;
use std::iter::repeat_n;

use ::csv::{Terminator, WriterBuilder};

use super::cell::{could_be_formula, readable};
use super::{ExportProblem, Sheet};

/// What tells a spreadsheet that the file is UTF-8.
const MARK: &[u8] = "\u{FEFF}".as_bytes();

pub(super) fn write(sheet: &Sheet) -> Result<Vec<u8>, ExportProblem> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    let width = sheet.width();
    let mut write_row = |texts: &mut dyn Iterator<Item = &str>| {
        let cells = texts.map(harmless).chain(repeat_n(Cow::Borrowed(""), width)).take(width);
        writer.write_record(cells.map(Cow::into_owned)).map_err(not_made)
    };

    let heading_row = sheet.row_of_headings();
    for row in 1..heading_row {
        if row + 1 == heading_row && !sheet.bands.is_empty() {
            write_row(&mut band_row(sheet).into_iter())?;
        } else {
            write_row(&mut block_row(sheet, row).into_iter())?;
        }
    }
    write_row(&mut sheet.headings.iter().map(|heading| &*heading.text))?;
    for row in &sheet.rows {
        write_row(&mut row.iter().map(|text| &**text))?;
    }
    writer.into_inner().map_err(|problem| not_made(problem.into_error().into()))
}

/// The texts of one row of the header block, counted from 1.
fn block_row(sheet: &Sheet, row: u32) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    for block in &sheet.blocks {
        let field =
            usize::try_from(row).ok().and_then(|row| row.checked_sub(2)).and_then(|below| block.fields.get(below));
        let (first, second) = match (row, field) {
            (1, _) => (&*block.title, ""),
            (_, Some((label, value))) => (&**label, &**value),
            _ => ("", ""),
        };
        texts.extend([first, second]);
    }
    texts
}

fn band_row(sheet: &Sheet) -> Vec<&str> {
    let title_at = |column: usize| sheet.bands.iter().find(|band| usize::from(band.first) == column);
    (0..sheet.headings.len()).map(|column| title_at(column).map_or("", |band| &*band.title)).collect()
}

/// The text with an apostrophe before it where a spreadsheet could take it for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    let readable = readable(text);
    if could_be_formula(&readable) { Cow::Owned(format!("'{readable}")) } else { readable }
}

fn not_made(problem: ::csv::Error) -> ExportProblem {
    ExportProblem::NotMade { cause: problem.to_string() }
}
