//! What the first part of the stream says for all sheets: which there are, their shared texts, how numbers are shown.

use super::record::{Record, Records, damaged, kind};
use super::strings::Parts;
use crate::domain::Text;
use crate::formats::import::book::bounds::{MOST_SHARED, MOST_SHEETS};
use crate::formats::import::book::number::Shown;
use crate::formats::import::book::why::Why;
use std::collections::HashMap;

/// What all sheets share.
#[derive(Default)]
pub(super) struct Globals {
    /// The sheets in their order.
    pub(super) sheets: Vec<Listed>,
    /// The texts that cells name by number.
    pub(super) strings: Vec<Text>,
    /// How numbers are shown, by the number of a style.
    pub(super) styles: Vec<Shown>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    /// Its name.
    pub(super) name: String,
    /// Whether it is hidden, or hidden very well.
    pub(super) hidden: bool,
    /// Where in the stream its records begin.
    pub(super) start: usize,
}

/// Reads the records before those of the sheets.
pub(super) fn read(stream: &[u8]) -> Result<Globals, Why> {
    let mut records = Records::new(stream);
    let first = records.next()?.filter(|record| record.kind == kind::BEGINNING).ok_or_else(damaged)?;
    if first.short(0)? != 0x0600 {
        return Err(Why::new("book.older-excel"));
    }
    let mut globals = Globals::default();
    let mut patterns: HashMap<u16, Shown> = HashMap::new();
    let mut styles = Vec::new();
    while let Some(record) = records.next()? {
        match record.kind {
            kind::PASSWORD => return Err(Why::new("book.password")),
            kind::FROM_1904 => globals.from_1904 = record.short(0)? == 1,
            kind::SHEET => globals.sheets.extend(listed(record)?),
            kind::SHARED => {
                let further = records.continued()?;
                // Each text takes three bytes at least, so the file itself bounds their number; this bounds their memory.
                globals.strings = Parts::new(record.bytes, further).shared()?;
                if globals.strings.len() > MOST_SHARED {
                    return Err(Why::new("book.too-many-texts"));
                }
            }
            kind::PATTERN => {
                let pattern = Parts::new(record.rest(2)?, Vec::new()).text()?;
                patterns.insert(record.short(0)?, Shown::by_pattern(&pattern));
            }
            kind::STYLE => styles.push(record.short(2)?),
            kind::END => break,
            _ => {}
        }
        if globals.sheets.len() > MOST_SHEETS {
            return Err(Why::new("book.too-many-sheets"));
        }
    }
    let shown = |number: u16| patterns.get(&number).cloned().unwrap_or_else(|| Shown::by_number(number.into()));
    globals.styles = styles.into_iter().map(shown).collect();
    Ok(globals)
}

/// A sheet of cells; none for a chart or a macro sheet.
fn listed(record: Record<'_>) -> Result<Option<Listed>, Why> {
    let start = usize::try_from(record.long(0)?).map_err(|_| damaged())?;
    let hidden = record.byte(4)? & 3 != 0;
    if record.byte(5)? != 0 {
        return Ok(None);
    }
    let length = usize::from(record.byte(6)?);
    let name = Parts::new(record.rest(7)?, Vec::new()).text_of(length)?;
    Ok(Some(Listed { name, hidden, start }))
}
