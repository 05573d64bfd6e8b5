//! The names of cells and of areas: `E12`, `A1:C3`.

use crate::formats::import::book::Merged;
use crate::formats::import::book::bounds::{MOST_COLUMNS, MOST_ROWS};

/// The row and column of a cell, counted from 0; none where that is no name, or lies beyond the last row or column.
pub(super) fn cell(name: &str) -> Option<(usize, usize)> {
    let mut column: usize = 0;
    let mut row: usize = 0;
    for byte in name.bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                column = column * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
            }
            b'0'..=b'9' if column > 0 => row = row * 10 + usize::from(byte - b'0'),
            _ => return None,
        }
        if column > MOST_COLUMNS || row > MOST_ROWS {
            return None;
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The cells from one to another.
pub(super) fn area(name: &str) -> Option<Merged> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    (top <= bottom && left <= right).then_some(Merged { top, left, bottom, right })
}
