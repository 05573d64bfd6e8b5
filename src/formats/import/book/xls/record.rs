//! The records of a stream: a kind, a length, and that many bytes. Reads never go past their end.

use crate::formats::import::book::why::Why;

/// What kinds of record there are that say something here.
pub(super) mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const END: u16 = 0x000A;
    pub const FROM_1904: u16 = 0x0022;
    pub const PASSWORD: u16 = 0x002F;
    pub const CONTINUED: u16 = 0x003C;
    pub const COLUMNS: u16 = 0x007D;
    pub const SHEET: u16 = 0x0085;
    pub const NUMBERS: u16 = 0x00BD;
    pub const RICH_TEXT: u16 = 0x00D6;
    pub const STYLE: u16 = 0x00E0;
    pub const MERGED: u16 = 0x00E5;
    pub const SHARED: u16 = 0x00FC;
    pub const SHARED_TEXT: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const TEXT: u16 = 0x0204;
    pub const FLAG_OR_FAULT: u16 = 0x0205;
    pub const FORMULA_TEXT: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const SHORT_NUMBER: u16 = 0x027E;
    pub const PATTERN: u16 = 0x041E;
    pub const BEGINNING: u16 = 0x0809;
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
}

/// The records of a stream from a place on.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Records { rest }
    }

    /// The next record; none at the end. One that is cut off is refused.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Why> {
        let Some((head, rest)) = self.rest.split_first_chunk::<4>() else {
            return if self.rest.is_empty() { Ok(None) } else { Err(damaged()) };
        };
        let [kind_low, kind_high, low, high] = *head;
        let length = usize::from(u16::from_le_bytes([low, high]));
        let (bytes, rest) = rest.split_at_checked(length).ok_or_else(damaged)?;
        self.rest = rest;
        Ok(Some(Record { kind: u16::from_le_bytes([kind_low, kind_high]), bytes }))
    }

    /// The records that go on with the last one, taken.
    pub(super) fn continued(&mut self) -> Result<Vec<&'a [u8]>, Why> {
        let mut parts = Vec::new();
        while let Some([low, high]) = self.rest.first_chunk::<2>() {
            if u16::from_le_bytes([*low, *high]) != kind::CONTINUED {
                break;
            }
            parts.extend(self.next()?.map(|record| record.bytes));
        }
        Ok(parts)
    }
}

impl<'a> Record<'a> {
    /// A number of two bytes.
    pub(super) fn short(&self, at: usize) -> Result<u16, Why> {
        self.bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().map(u16::from_le_bytes).ok_or_else(damaged)
    }

    /// A number of two bytes, as a row or a column.
    pub(super) fn place(&self, at: usize) -> Result<usize, Why> {
        self.short(at).map(usize::from)
    }

    /// A number of four bytes.
    pub(super) fn long(&self, at: usize) -> Result<u32, Why> {
        self.bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().map(u32::from_le_bytes).ok_or_else(damaged)
    }

    /// A number with a point.
    pub(super) fn real(&self, at: usize) -> Result<f64, Why> {
        self.bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().map(f64::from_le_bytes).ok_or_else(damaged)
    }

    /// One byte.
    pub(super) fn byte(&self, at: usize) -> Result<u8, Why> {
        self.bytes.get(at).copied().ok_or_else(damaged)
    }

    /// The bytes from a place on.
    pub(super) fn rest(&self, at: usize) -> Result<&'a [u8], Why> {
        self.bytes.get(at..).ok_or_else(damaged)
    }
}

/// That the workbook is damaged.
pub(super) fn damaged() -> Why {
    Why::new("book.damaged-xls")
}
