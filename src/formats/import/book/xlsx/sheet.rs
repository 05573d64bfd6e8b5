//! The cells of one sheet, in the order in which they stand. What the sheet says of its own size is not believed.

use super::reference;
use super::strings;
use super::{Shared, Sheet};
use crate::formats::import::book::bounds::{Budget, MOST_CHARACTERS, MOST_COLUMNS, MOST_MERGED, MOST_ROWS};
use crate::formats::import::book::number::Shown;
use crate::formats::import::book::why::Why;
use crate::formats::import::book::xml::{Node, Tag, Xml};
use crate::formats::import::book::{Cell, letters};
use std::io::Read;

/// Fills a sheet that has its name.
pub(super) fn read<R: Read>(
    part: R,
    place: &str,
    sheet: Sheet,
    shared: &Shared,
    budget: &mut Budget,
) -> Result<Sheet, Why> {
    let mut reading = Reading { xml: Xml::new(part, place), sheet, shared, budget, row: 0, column: 0 };
    let mut found = false;
    loop {
        let step = match reading.xml.next()? {
            Node::Open(tag) => Step::of(&tag)?,
            Node::End => break,
            _ => continue,
        };
        found |= matches!(step, Step::Data);
        reading.take(step)?;
    }
    if !found {
        return Err(Why::new("book.no-cells-part").with("sheet", &reading.sheet.name));
    }
    let mut sheet = reading.sheet;
    sheet.settle();
    Ok(sheet)
}

/// What a tag of a sheet asks for.
enum Step {
    Data,
    Row { number: Option<String>, hidden: bool },
    Cell { name: Option<String>, style: usize, kind: String },
    Columns { first: usize, last: usize },
    Merged(String),
    Nothing,
}

impl Step {
    fn of(tag: &Tag<'_>) -> Result<Step, Why> {
        let is_on =
            |value: Option<std::borrow::Cow<'_, str>>| value.is_some_and(|value| value == "1" || value == "true");
        let is_nothing = |size: Option<std::borrow::Cow<'_, str>>| size.is_some_and(|size| size.parse() == Ok(0.0));
        Ok(match tag.name() {
            "sheetData" => Step::Data,
            "row" => {
                let [number, hidden, height] = tag.values(["r", "hidden", "ht"])?;
                Step::Row { number: number.map(Into::into), hidden: is_on(hidden) || is_nothing(height) }
            }
            "c" => {
                let [name, style, kind] = tag.values(["r", "s", "t"])?;
                let style = style.and_then(|style| style.parse().ok()).unwrap_or(0);
                Step::Cell { name: name.map(Into::into), style, kind: kind.unwrap_or_default().into_owned() }
            }
            "col" => {
                let [first, last, hidden, width] = tag.values(["min", "max", "hidden", "width"])?;
                let number = |value: Option<std::borrow::Cow<'_, str>>| value.and_then(|value| value.parse().ok());
                match (number(first), number(last)) {
                    (Some(first), Some(last)) if is_on(hidden) || is_nothing(width) => Step::Columns { first, last },
                    _ => Step::Nothing,
                }
            }
            "mergeCell" => tag.values(["ref"])?[0].take().map_or(Step::Nothing, |area| Step::Merged(area.into_owned())),
            _ => Step::Nothing,
        })
    }
}

/// A sheet that is being filled.
struct Reading<'a, R> {
    xml: Xml<R>,
    sheet: Sheet,
    shared: &'a Shared,
    budget: &'a mut Budget,
    /// Where the next row and cell stand that do not say it.
    row: usize,
    column: usize,
}

impl<R: Read> Reading<'_, R> {
    fn take(&mut self, step: Step) -> Result<(), Why> {
        match step {
            Step::Data | Step::Nothing => Ok(()),
            Step::Row { number, hidden } => self.take_row(number, hidden),
            Step::Cell { name, style, kind } => self.take_cell(name, style, &kind),
            Step::Columns { first, last } => {
                let last = last.min(MOST_COLUMNS);
                self.sheet.hidden_columns.extend(first.saturating_sub(1)..last);
                Ok(())
            }
            Step::Merged(area) => {
                if self.sheet.merged.len() == MOST_MERGED {
                    return Err(Why::new("book.too-many-merged").with("sheet", &self.sheet.name));
                }
                let merged = reference::area(&area).ok_or_else(|| self.no_place(&area))?;
                self.sheet.merged.push(merged);
                Ok(())
            }
        }
    }

    fn take_row(&mut self, number: Option<String>, hidden: bool) -> Result<(), Why> {
        if let Some(number) = number {
            let row = number.parse::<usize>().ok().and_then(|row| row.checked_sub(1));
            self.row = row.filter(|row| *row < MOST_ROWS).ok_or_else(|| self.no_place(&number))?;
        }
        if hidden {
            self.sheet.hidden_rows.insert(self.row);
        }
        self.column = 0;
        let outside = self.xml.depth().saturating_sub(1);
        while self.xml.depth() > outside {
            let step = match self.xml.next()? {
                Node::Open(tag) => Step::of(&tag)?,
                Node::End => return Err(self.xml.damaged()),
                _ => continue,
            };
            if let Step::Cell { name, style, kind } = step {
                self.take_cell(name, style, &kind)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    fn take_cell(&mut self, name: Option<String>, style: usize, kind: &str) -> Result<(), Why> {
        let (row, column) = match name {
            Some(name) => reference::cell(&name).ok_or_else(|| self.no_place(&name))?,
            None => (self.row, self.column),
        };
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(self.no_place(&format!("{}{}", letters(column), row + 1)));
        }
        self.column = column + 1;
        let written = self.written(row, column)?;
        let cell = self.value(written, style, kind, row, column)?;
        self.sheet.put(row, column, cell, self.budget)
    }

    /// What stands in a cell: its value as it is written, or the text that is its own.
    fn written(&mut self, row: usize, column: usize) -> Result<Written, Why> {
        let outside = self.xml.depth().saturating_sub(1);
        let mut written = Written::default();
        let mut inside = Inside::Other;
        while self.xml.depth() > outside {
            let is_text = match self.xml.next()? {
                Node::Open(tag) => {
                    inside = match tag.name() {
                        "v" => Inside::Value,
                        "f" => Inside::Formula,
                        _ => Inside::Other,
                    };
                    written.is_worked_out |= tag.name() == "v";
                    tag.name() == "is"
                }
                Node::Text(text) if inside != Inside::Other => {
                    let into = if inside == Inside::Value { &mut written.value } else { &mut written.formula };
                    if into.len() + text.len() > MOST_CHARACTERS {
                        return Err(Why::new("book.long-cell").with("place", self.sheet.place(row, column)));
                    }
                    into.push_str(&text);
                    false
                }
                Node::Close(_) => {
                    inside = Inside::Other;
                    false
                }
                Node::End => return Err(self.xml.damaged()),
                _ => false,
            };
            if is_text {
                written.text = Some(strings::text(&mut self.xml)?);
            }
        }
        Ok(written)
    }

    fn value(&self, written: Written, style: usize, kind: &str, row: usize, column: usize) -> Result<Cell, Why> {
        if let Some(text) = written.text.filter(|text| !text.is_empty()) {
            return Ok(Cell::Text(text.into()));
        }
        if !written.is_worked_out && !written.formula.is_empty() {
            // Another program wrote it and no spreadsheet has worked it out yet: what it would be is not known.
            return Ok(Cell::Fault(format!("={}", written.formula).into()));
        }
        let value = written.value;
        if value.is_empty() {
            return Ok(Cell::Empty);
        }
        let as_text = |value: &str| Cell::Text(strings::decoded(value).into());
        Ok(match kind {
            "s" => {
                let text = value.trim().parse().ok().and_then(|index: usize| self.shared.strings.get(index));
                let place = || Why::new("book.missing-text").with("place", self.sheet.place(row, column));
                let text = text.ok_or_else(place)?;
                if text.is_empty() { Cell::Empty } else { Cell::Text(text.clone()) }
            }
            "b" => Cell::Flag(matches!(value.trim(), "1" | "true")),
            "e" => Cell::Fault(value.into()),
            "d" => match value.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => Cell::Day(day),
                None => as_text(&value),
            },
            "str" | "inlineStr" => as_text(&value),
            _ => match value.trim().parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => {
                    self.shared.styles.get(style).unwrap_or(&Shown::Plain).cell(number, self.shared.from_1904)
                }
                None => as_text(&value),
            },
        })
    }

    /// That a name is no place of a sheet.
    fn no_place(&self, name: &str) -> Why {
        let name: String = name.chars().take(40).collect();
        Why::new("book.no-place").with("sheet", &self.sheet.name).with("cell", name)
    }
}

/// What a cell of the file holds.
#[derive(Default)]
struct Written {
    value: String,
    text: Option<String>,
    formula: String,
    /// Whether a value stands beside the formula, be it an empty one.
    is_worked_out: bool,
}

/// In which part of a cell the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Value,
    Formula,
    Other,
}
