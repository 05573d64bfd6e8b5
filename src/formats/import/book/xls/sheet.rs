//! The cells of one sheet of an XLS.

use super::globals::{Globals, Listed};
use super::record::{Record, Records, damaged, kind};
use super::strings::Parts;
use crate::formats::import::book::bounds::{Budget, MOST_MERGED};
use crate::formats::import::book::number::Shown;
use crate::formats::import::book::why::Why;
use crate::formats::import::book::{Cell, Merged, Sheet};

/// Reads the records of a sheet.
pub(super) fn read(stream: &[u8], listed: &Listed, globals: &Globals, budget: &mut Budget) -> Result<Sheet, Why> {
    let missing = || Why::new("book.missing-sheet").with("sheet", &listed.name);
    let mut records = Records::new(stream.get(listed.start..).ok_or_else(missing)?);
    let first = records.next()?.ok_or_else(missing)?;
    if first.kind != kind::BEGINNING {
        return Err(missing());
    }
    let sheet = Sheet { name: listed.name.as_str().into(), hidden: listed.hidden, ..Sheet::default() };
    let mut reading = Reading { sheet, globals, budget, awaited: None };
    // A chart inside the sheet has a beginning and an end of its own.
    let mut depth = 1;
    while depth > 0 {
        let record = records.next()?.ok_or_else(damaged)?;
        match record.kind {
            kind::BEGINNING => depth += 1,
            kind::END => depth -= 1,
            kind::TEXT | kind::RICH_TEXT | kind::FORMULA_TEXT if depth == 1 => {
                let further = records.continued()?;
                reading.take_text(record, further)?;
            }
            _ if depth == 1 => reading.take(record)?,
            _ => {}
        }
    }
    let mut sheet = reading.sheet;
    sheet.settle();
    Ok(sheet)
}

/// A sheet that is being filled.
struct Reading<'a> {
    sheet: Sheet,
    globals: &'a Globals,
    budget: &'a mut Budget,
    /// The cell of a formula whose text comes in a record of its own.
    awaited: Option<(usize, usize)>,
}

impl Reading<'_> {
    fn take(&mut self, record: Record<'_>) -> Result<(), Why> {
        match record.kind {
            kind::NUMBER => {
                let cell = self.number(record.place(4)?, record.real(6)?);
                self.put(record.place(0)?, record.place(2)?, cell)
            }
            kind::SHORT_NUMBER => {
                let cell = self.number(record.place(4)?, short_number(record.long(6)?));
                self.put(record.place(0)?, record.place(2)?, cell)
            }
            kind::NUMBERS => {
                let row = record.place(0)?;
                let first = record.place(2)?;
                let all = record.rest(4)?;
                for (index, part) in all.chunks_exact(6).enumerate() {
                    let part = Record { kind: record.kind, bytes: part };
                    let cell = self.number(part.place(0)?, short_number(part.long(2)?));
                    self.put(row, first + index, cell)?;
                }
                Ok(())
            }
            kind::SHARED_TEXT => {
                let (row, column) = (record.place(0)?, record.place(2)?);
                let text = usize::try_from(record.long(6)?).ok().and_then(|index| self.globals.strings.get(index));
                let missing = || Why::new("book.missing-text").with("place", self.sheet.place(row, column));
                let text = text.ok_or_else(missing)?.clone();
                self.put(row, column, if text.is_empty() { Cell::Empty } else { Cell::Text(text) })
            }
            kind::FLAG_OR_FAULT => {
                let cell = flag_or_fault(record.byte(6)?, record.byte(7)? == 1);
                self.put(record.place(0)?, record.place(2)?, cell)
            }
            kind::FORMULA => self.take_formula(record),
            kind::ROW => {
                if record.short(12)? & 0x20 != 0 {
                    self.sheet.hidden_rows.insert(record.place(0)?);
                }
                Ok(())
            }
            kind::COLUMNS => {
                if record.short(8)? & 1 == 1 {
                    self.sheet.hidden_columns.extend(record.place(0)?..=record.place(2)?.min(255));
                }
                Ok(())
            }
            kind::MERGED => self.take_merged(record),
            _ => Ok(()),
        }
    }

    fn take_formula(&mut self, record: Record<'_>) -> Result<(), Why> {
        let (row, column) = (record.place(0)?, record.place(2)?);
        if record.short(12)? != 0xFFFF {
            let cell = self.number(record.place(4)?, record.real(6)?);
            return self.put(row, column, cell);
        }
        match record.byte(6)? {
            0 => {
                self.awaited = Some((row, column));
                Ok(())
            }
            1 => self.put(row, column, flag_or_fault(record.byte(8)?, false)),
            2 => self.put(row, column, flag_or_fault(record.byte(8)?, true)),
            _ => Ok(()),
        }
    }

    fn take_text(&mut self, record: Record<'_>, further: Vec<&[u8]>) -> Result<(), Why> {
        let (row, column, from) = match (record.kind, self.awaited.take()) {
            (kind::FORMULA_TEXT, Some((row, column))) => (row, column, 0),
            (kind::FORMULA_TEXT, None) => return Ok(()),
            _ => (record.place(0)?, record.place(2)?, 6),
        };
        let text = Parts::new(record.rest(from)?, further).text()?;
        self.put(row, column, if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) })
    }

    fn take_merged(&mut self, record: Record<'_>) -> Result<(), Why> {
        for area in record.rest(2)?.chunks_exact(8).take(record.place(0)?) {
            let area = Record { kind: record.kind, bytes: area };
            let (top, bottom) = (area.place(0)?, area.place(2)?);
            let (left, right) = (area.place(4)?, area.place(6)?);
            if self.sheet.merged.len() == MOST_MERGED {
                return Err(Why::new("book.too-many-merged").with("sheet", &self.sheet.name));
            }
            if top <= bottom && left <= right {
                self.sheet.merged.push(Merged { top, left, bottom, right });
            }
        }
        Ok(())
    }

    fn number(&self, style: usize, value: f64) -> Cell {
        if !value.is_finite() {
            return Cell::Fault("#NUM!".into());
        }
        self.globals.styles.get(style).unwrap_or(&Shown::Plain).cell(value, self.globals.from_1904)
    }

    fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), Why> {
        self.sheet.put(row, column, cell, self.budget)
    }
}

/// A number in four bytes: a whole one or the upper half of a real one, perhaps in hundredths.
fn short_number(bits: u32) -> f64 {
    let value =
        if bits & 2 == 2 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 == 1 { value / 100.0 } else { value }
}

fn flag_or_fault(code: u8, is_fault: bool) -> Cell {
    if !is_fault {
        return Cell::Flag(code != 0);
    }
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#VALUE!",
    };
    Cell::Fault(name.into())
}
