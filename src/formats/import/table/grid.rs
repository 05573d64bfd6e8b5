//! A sheet as a table of rows and columns, its merged cells looked up quickly, and turned where its labels stand in a column.

use crate::formats::import::book::{Cell, Merged, Sheet};

/// A sheet under its rows; turned, its columns are the rows.
pub(crate) struct Grid<'a> {
    pub sheet: &'a Sheet,
    turned: bool,
    width: usize,
    /// For each row of the sheet, the merged cells that reach into it.
    merged: Vec<Vec<Merged>>,
}

/// So many rows that merged cells reach into are looked up; a file with more was made to be slow.
const MOST_MERGED: usize = 1_000_000;

impl<'a> Grid<'a> {
    pub fn of(sheet: &'a Sheet, turned: bool) -> Grid<'a> {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut merged: Vec<Vec<Merged>> = vec![Vec::new(); sheet.rows.len()];
        let mut left = MOST_MERGED;
        for area in &sheet.merged {
            let bottom = area.bottom.min(sheet.rows.len().saturating_sub(1));
            let Some(rows) = merged.get_mut(area.top..=bottom) else { continue };
            left = left.saturating_sub(rows.len());
            if left == 0 {
                break;
            }
            rows.iter_mut().for_each(|row| row.push(*area));
        }
        Grid { sheet, turned, width, merged }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        if self.turned { self.width } else { self.sheet.rows.len() }
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        if self.turned { self.sheet.rows.len() } else { self.width }
    }

    /// What stands in a cell itself.
    pub fn cell(&self, row: usize, column: usize) -> &'a Cell {
        let (row, column) = self.turn(row, column);
        self.sheet.cell(row, column)
    }

    /// The merged cell that a cell belongs to, its rows and columns counted as the grid counts.
    pub fn merged(&self, row: usize, column: usize) -> Option<Merged> {
        let (row, column) = self.turn(row, column);
        let area = self.merged.get(row)?.iter().find(|area| area.left <= column && column <= area.right)?;
        Some(match self.turned {
            true => Merged { top: area.left, left: area.top, bottom: area.right, right: area.bottom },
            false => *area,
        })
    }

    /// Where the words of a cell stand: the first cell of its merged ones, or itself.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        self.merged(row, column).map_or((row, column), |area| (area.top, area.left))
    }

    /// Where a cell stands, as people name it.
    pub fn place(&self, row: usize, column: usize) -> String {
        let (row, column) = self.turn(row, column);
        self.sheet.place(row, column)
    }

    /// Whether the spreadsheet hides a row.
    pub fn hides_row(&self, row: usize) -> bool {
        if self.turned { self.sheet.hidden_columns.contains(&row) } else { self.sheet.hidden_rows.contains(&row) }
    }

    /// Whether the spreadsheet hides a column.
    pub fn hides_column(&self, column: usize) -> bool {
        if self.turned { self.sheet.hidden_rows.contains(&column) } else { self.sheet.hidden_columns.contains(&column) }
    }

    /// The columns of the filled cells of a row.
    pub fn filled(&self, row: usize) -> Vec<usize> {
        let width = if self.turned { self.width() } else { self.sheet.rows.get(row).map_or(0, Vec::len) };
        (0..width).filter(|column| !self.cell(row, *column).is_blank()).collect()
    }

    fn turn(&self, row: usize, column: usize) -> (usize, usize) {
        if self.turned { (column, row) } else { (row, column) }
    }
}
