//! How much of a file is taken at most, and the count of what was taken.

use super::why::Why;

/// The most bytes a file may have.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The most bytes that all parts of a workbook may have, unpacked.
pub(super) const MOST_UNPACKED: u64 = 100 * 1000 * 1000;

/// The most parts of a workbook: sheets, pictures and the like.
pub(super) const MOST_PARTS: usize = 10_000;

/// The rows of a sheet, as Excel has them.
pub(super) const MOST_ROWS: usize = 1_048_576;

/// The columns of a sheet, as Excel has them.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// How deep the parts of a workbook may be nested; a real one has a dozen levels.
pub(super) const MOST_DEPTH: usize = 256;

/// The most groups of merged cells in one sheet.
pub(super) const MOST_MERGED: usize = 100_000;

/// The most texts that the cells of a workbook share.
pub(super) const MOST_SHARED: usize = 1_000_000;

/// The most sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 1_000;

/// The most characters of one cell: what Excel holds many times over, since others hold more.
pub(super) const MOST_CHARACTERS: usize = 1_000_000;

/// The most cells of a file, empty ones within a row and empty rows among them.
const MOST_CELLS: usize = 2_000_000;

/// What a file may still take.
#[derive(Debug)]
pub(super) struct Budget {
    cells: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { cells: MOST_CELLS }
    }
}

impl Budget {
    /// Takes this many cells, or says that the file has too many. `place` says where they were asked for.
    pub(super) fn take(&mut self, cells: usize, place: impl FnOnce() -> String) -> Result<(), Why> {
        let Some(left) = self.cells.checked_sub(cells) else {
            return Err(Why::new("book.too-many-cells").with("place", place()));
        };
        self.cells = left;
        Ok(())
    }
}
