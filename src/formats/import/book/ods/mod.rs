//! OpenDocument spreadsheets (ODS), as LibreOffice keeps them.

mod cell;

use super::archive::Archive;
use super::bounds::{Budget, MOST_COLUMNS, MOST_MERGED, MOST_ROWS, MOST_SHEETS};
use super::why::Why;
use super::xml::{Node, Tag, Xml};
use super::{Book, Cell, Merged, Sheet};
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Read;

/// Whether the archive is one; a text or a drawing of OpenDocument is refused, and one behind a password.
pub(super) fn is_spreadsheet(archive: &mut Archive<'_>) -> Result<bool, Why> {
    let mut kind = String::new();
    if let Some(part) = archive.part("mimetype")? {
        part.take(200).read_to_string(&mut kind).map_err(|_| Why::new("book.damaged-part").with("part", "mimetype"))?;
    }
    let is_open_document = kind.starts_with("application/vnd.oasis.opendocument");
    if is_open_document && !kind.contains("spreadsheet") {
        return Err(Why::new("book.other-document"));
    }
    Ok(is_open_document || (archive.part("content.xml")?.is_some() && archive.part("xl/workbook.xml")?.is_none()))
}

/// The sheets of a spreadsheet.
pub(super) fn read(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Book, Why> {
    if is_encrypted(archive)? {
        return Err(Why::new("book.password"));
    }
    let part = archive.part(CONTENT)?.ok_or_else(|| Why::new("book.no-workbook"))?;
    let mut xml = Xml::new(part, CONTENT);
    let mut book = Book::default();
    let mut hidden_styles = HashSet::new();
    let mut style = String::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "style" => {
                let [name] = tag.values(["style:name"])?;
                style = name.unwrap_or_default().into_owned();
            }
            Node::Open(tag) if tag.name() == "table-properties" => {
                let [shown] = tag.values(["table:display"])?;
                if shown.as_deref() == Some("false") {
                    hidden_styles.insert(std::mem::take(&mut style));
                }
            }
            // What other files held when this one was kept.
            Node::Open(tag) if matches!(tag.name(), "dde-links" | "tracked-changes") => xml.skip()?,
            Node::Open(tag) if tag.name() == "table" => {
                let [name, style] = tag.values(["table:name", "table:style-name"])?;
                let hidden = style.is_some_and(|style| hidden_styles.contains(style.as_ref()));
                if book.sheets.len() == MOST_SHEETS {
                    return Err(Why::new("book.too-many-sheets"));
                }
                let sheet = Sheet { name: name.unwrap_or_default().as_ref().into(), hidden, ..Sheet::default() };
                book.sheets.push(Reading { xml: &mut xml, sheet, budget, row: 0, column: 0 }.read()?);
            }
            Node::End if book.sheets.is_empty() => return Err(Why::new("book.no-sheets")),
            Node::End => return Ok(book),
            _ => {}
        }
    }
}

/// The part that holds all sheets.
const CONTENT: &str = "content.xml";

/// Whether a part stands behind a password.
fn is_encrypted(archive: &mut Archive<'_>) -> Result<bool, Why> {
    const LIST: &str = "META-INF/manifest.xml";
    let Some(part) = archive.part(LIST)? else {
        return Ok(false);
    };
    let mut xml = Xml::new(part, LIST);
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "encryption-data" => return Ok(true),
            Node::End => return Ok(false),
            _ => {}
        }
    }
}

/// A sheet that is being filled.
struct Reading<'a, R> {
    xml: &'a mut Xml<R>,
    sheet: Sheet,
    budget: &'a mut Budget,
    row: usize,
    column: usize,
}

/// What a tag of a sheet asks for.
enum Step {
    Columns { count: usize, hidden: bool },
    Row { count: usize, hidden: bool },
    Skip,
    Nothing,
}

impl<R: Read> Reading<'_, R> {
    fn read(mut self) -> Result<Sheet, Why> {
        let outside = self.xml.depth().saturating_sub(1);
        let mut columns = 0;
        while self.xml.depth() > outside {
            let step = match self.xml.next()? {
                Node::Open(tag) => step(&tag)?,
                Node::End => return Err(self.xml.damaged()),
                _ => continue,
            };
            match step {
                Step::Columns { count, hidden } => {
                    let behind = (columns + count).min(MOST_COLUMNS);
                    if hidden {
                        self.sheet.hidden_columns.extend(columns..behind);
                    }
                    columns = behind;
                }
                Step::Row { count, hidden } => self.take_row(count, hidden)?,
                Step::Skip => self.xml.skip()?,
                Step::Nothing => {}
            }
        }
        self.sheet.settle();
        Ok(self.sheet)
    }

    /// A row, which may stand for many alike. Many empty ones only move the next one down.
    fn take_row(&mut self, count: usize, hidden: bool) -> Result<(), Why> {
        self.column = 0;
        let filled_before = self.sheet.rows.len();
        let outside = self.xml.depth().saturating_sub(1);
        while self.xml.depth() > outside {
            let asked = match self.xml.next()? {
                Node::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => cell::Asked::of(&tag)?,
                Node::End => return Err(self.xml.damaged()),
                _ => continue,
            };
            self.take_cell(asked)?;
        }
        let last = self.row.saturating_add(count).min(MOST_ROWS);
        let is_filled = self.sheet.rows.len() > filled_before.max(self.row);
        if is_filled && self.row.saturating_add(count) > MOST_ROWS {
            return Err(Why::new("book.too-many-repeats").with("place", self.sheet.place(self.row, 0)));
        }
        if is_filled && count > 1 {
            let row = self.sheet.rows.get(self.row).cloned().unwrap_or_default();
            let all = row.len().max(1).saturating_mul(count - 1);
            self.budget.take(all, || self.sheet.place(self.row, 0))?;
            self.sheet.rows.resize(last, row);
        }
        if hidden {
            self.sheet.hidden_rows.extend(self.row..last);
        }
        self.row = last;
        Ok(())
    }

    fn take_cell(&mut self, asked: cell::Asked) -> Result<(), Why> {
        let (row, column) = (self.row, self.column);
        let place = || self.sheet.place(row, column);
        let text = cell::text(self.xml)
            .map_err(|why| why.unwrap_or_else(|| Why::new("book.long-cell").with("place", place())))?;
        let value = asked.cell(text);
        let behind = column.saturating_add(asked.repeated);
        if value != Cell::Empty {
            if behind > MOST_COLUMNS || row >= MOST_ROWS {
                return Err(Why::new("book.too-many-repeats").with("place", place()));
            }
            for column in column..behind {
                self.sheet.put(row, column, value.clone(), self.budget)?;
            }
        }
        if asked.rows > 1 || asked.columns > 1 {
            if self.sheet.merged.len() == MOST_MERGED {
                return Err(Why::new("book.too-many-merged").with("sheet", &self.sheet.name));
            }
            let (bottom, right) = (row.saturating_add(asked.rows - 1), column.saturating_add(asked.columns - 1));
            self.sheet.merged.push(Merged { top: row, left: column, bottom, right });
        }
        self.column = behind.min(MOST_COLUMNS);
        Ok(())
    }
}

fn step(tag: &Tag<'_>) -> Result<Step, Why> {
    let is_hidden = |seen: Option<Cow<'_, str>>| seen.is_some_and(|seen| seen != "visible");
    Ok(match tag.name() {
        "table-column" => {
            let [count, seen] = tag.values(["table:number-columns-repeated", "table:visibility"])?;
            Step::Columns { count: times(count)?, hidden: is_hidden(seen) }
        }
        "table-row" => {
            let [count, seen] = tag.values(["table:number-rows-repeated", "table:visibility"])?;
            Step::Row { count: times(count)?, hidden: is_hidden(seen) }
        }
        // Pictures and notes of the sheet itself, and names of areas.
        "shapes" | "forms" | "named-expressions" => Step::Skip,
        _ => Step::Nothing,
    })
}

/// How often something stands there: once where nothing is said; a number beyond all measure is the greatest.
fn times(count: Option<Cow<'_, str>>) -> Result<usize, Why> {
    let Some(count) = count else {
        return Ok(1);
    };
    let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    match count.parse() {
        Ok(count) if is_number && count > 0 => Ok(count),
        Err(_) if is_number => Ok(usize::MAX),
        _ => {
            let shown: String = count.chars().take(40).collect();
            Err(Why::new("book.odd-repeats").with("count", shown))
        }
    }
}
