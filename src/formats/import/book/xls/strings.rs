//! Texts of an XLS: in one byte or two a letter, with runs of looks behind them, and perhaps over several records.

use super::record::damaged;
use crate::domain::Text;
use crate::formats::import::book::why::Why;
use crate::formats::import::book::xlsx::strings::lines;

/// Bytes that go on from one record into the next.
pub(super) struct Parts<'a> {
    parts: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Parts<'a> {
    pub(super) fn new(first: &'a [u8], further: Vec<&'a [u8]>) -> Self {
        Parts { parts: further.into_iter(), rest: first }
    }

    /// The shared texts of a workbook, whose record begins with how many there are.
    pub(super) fn shared(mut self) -> Result<Vec<Text>, Why> {
        self.skip(8)?;
        let mut texts = Vec::new();
        while self.has_more() {
            texts.push(self.text()?.into());
        }
        Ok(texts)
    }

    /// A text with its length in two bytes before it.
    pub(super) fn text(&mut self) -> Result<String, Why> {
        let length = usize::from(self.number()?);
        self.text_of(length)
    }

    /// A text of this many letters.
    pub(super) fn text_of(&mut self, length: usize) -> Result<String, Why> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.number()?) * 4 };
        let extra = if flags & 4 == 0 { 0 } else { self.long()? };
        let mut letters = Vec::with_capacity(length);
        let mut is_wide = flags & 1 == 1;
        while letters.len() < length {
            if self.rest.is_empty() {
                // Where a text goes on in the next record it says anew how wide its letters are.
                self.rest = self.parts.next().ok_or_else(damaged)?;
                is_wide = self.byte()? & 1 == 1;
                continue;
            }
            letters.push(if is_wide { self.number()? } else { u16::from(self.byte()?) });
        }
        self.skip(runs)?;
        self.skip(extra)?;
        Ok(lines(&String::from_utf16_lossy(&letters)))
    }

    fn has_more(&mut self) -> bool {
        while self.rest.is_empty() {
            let Some(part) = self.parts.next() else {
                return false;
            };
            self.rest = part;
        }
        true
    }

    fn byte(&mut self) -> Result<u8, Why> {
        if !self.has_more() {
            return Err(damaged());
        }
        let (byte, rest) = self.rest.split_first().ok_or_else(damaged)?;
        self.rest = rest;
        Ok(*byte)
    }

    fn number(&mut self) -> Result<u16, Why> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Result<usize, Why> {
        let (low, high) = (self.number()?, self.number()?);
        Ok(usize::from(low) | usize::from(high) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Why> {
        while count > 0 {
            if !self.has_more() {
                return Err(damaged());
            }
            let here = count.min(self.rest.len());
            self.rest = self.rest.get(here..).unwrap_or_default();
            count -= here;
        }
        Ok(())
    }
}
