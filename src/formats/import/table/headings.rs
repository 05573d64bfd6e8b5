//! The row or rows of a sheet that hold its headings, with the bands above them.

use std::collections::HashSet;

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::formats::import::book::Cell;
use crate::formats::import::choices::Choices;
use crate::formats::import::matching::{named, recognise};

use super::grid::Grid;
use super::header_block::is_label;

/// The headings of one sheet.
#[derive(Clone, Debug)]
pub(super) struct Headings {
    /// The first of their rows, bands included.
    pub top: usize,
    /// The last of their rows.
    pub bottom: usize,
    /// The headings, left to right.
    pub columns: Vec<Heading>,
    /// How many different fields, or headings known to have none, they name.
    pub known: usize,
}

/// One heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub column: usize,
    pub text: Text,
    pub band: Option<Text>,
}

/// Headings stand within so many rows from the top.
const SEARCHED: usize = 80;
/// What is longer than this, in bytes, is no heading.
const LONGEST: usize = 300;

/// The headings of a sheet: the row, or two rows together, that name the most fields. Where hardly any is known, the first row
/// that fills nearly as many columns as any other.
pub(super) fn find(grid: &Grid, choices: &Choices) -> Option<Headings> {
    let rows = grid.rows().min(SEARCHED);
    let (known, row) = first_best((0..rows).map(|row| (known_in(&of_row(grid, row), choices), row)))?;
    let pairs = (0..rows.saturating_sub(1)).filter_map(|row| Some((known_in(&of_pair(grid, row)?, choices), row)));
    if let Some((in_pair, top)) = first_best(pairs).filter(|(in_pair, _)| *in_pair > known && *in_pair >= 2) {
        return Some(Headings { top, bottom: top + 1, columns: of_pair(grid, top)?, known: in_pair });
    }
    if known >= 2 {
        return Some(with_band(grid, row, known));
    }
    let row = widest(grid, rows)?;
    Some(with_band(grid, row, known_in(&of_row(grid, row), choices)))
}

/// Of rows that name as many fields, the first.
fn first_best(rows: impl Iterator<Item = (usize, usize)>) -> Option<(usize, usize)> {
    rows.max_by(|(one, above), (other, below)| one.cmp(other).then(below.cmp(above)))
}

/// How many different fields these headings name; what an officer chose for a heading counts too.
fn known_in(headings: &[Heading], choices: &Choices) -> usize {
    let mut fields = HashSet::new();
    for heading in headings {
        let chosen =
            choices.columns.iter().chain(&choices.remembered).any(|(chosen, _)| same_term(chosen, &heading.text));
        match recognise(&heading.text, heading.band.as_deref()) {
            Some((Some(field), ..)) => fields.insert(field.to_owned()),
            Some((None, ..)) => fields.insert(fold(&heading.text)),
            None if chosen => fields.insert(fold(&heading.text)),
            None => false,
        };
    }
    fields.len()
}

fn of_row(grid: &Grid, row: usize) -> Vec<Heading> {
    let filled = grid.filled(row).into_iter();
    filled.filter_map(|column| Some(Heading { column, text: text(grid, row, column)?, band: None })).collect()
}

/// The headings in one row, with the row above where it holds bands.
fn with_band(grid: &Grid, row: usize, known: usize) -> Headings {
    let mut columns = of_row(grid, row);
    let Some(above) = row.checked_sub(1).filter(|above| is_band(grid, *above, row)) else {
        return Headings { top: row, bottom: row, columns, known };
    };
    let bands = spread(grid, above);
    for heading in &mut columns {
        heading.band = bands.get(heading.column).cloned().flatten();
    }
    Headings { top: above, bottom: row, columns, known }
}

/// The headings of two rows read together: `Personal data` over `Ordinary` and `Special`, `Owner` merged down beside them, or
/// one heading written over both rows. None where the lower row is none of headings.
fn of_pair(grid: &Grid, top: usize) -> Option<Vec<Heading>> {
    let bottom = top + 1;
    let bands = spread(grid, top);
    let mut columns = Vec::new();
    let mut divided = false;
    for column in 0..grid.width() {
        let (upper, lower) = (text(grid, top, column), text(grid, bottom, column));
        let band = bands.get(column).cloned().flatten();
        let heading = match (upper, lower) {
            (None, None) => continue,
            (Some(upper), None) => Heading { column, text: upper, band: None },
            (Some(upper), Some(lower)) => {
                let joined = format!("{upper} {lower}");
                let spreads = grid.merged(top, column).is_some_and(|area| area.right > area.left)
                    || text(grid, top, column + 1).is_none() && text(grid, bottom, column + 1).is_some();
                divided |= spreads;
                if spreads {
                    Heading { column, text: lower, band: Some(upper) }
                } else if named(&joined).is_some() {
                    divided = true;
                    Heading { column, text: joined.into(), band: None }
                } else {
                    return None;
                }
            }
            (None, Some(lower)) => Heading { column, text: lower, band },
        };
        columns.push(heading);
    }
    let looks_like_data = grid.filled(bottom).iter().any(|column| !matches!(grid.cell(bottom, *column), Cell::Text(_)));
    (divided && !looks_like_data).then_some(columns)
}

/// Whether a row holds titles over several columns of the headings below it, rather than a banner or the organisation's details.
fn is_band(grid: &Grid, above: usize, row: usize) -> bool {
    let filled = grid.filled(above);
    let headings = grid.filled(row).len();
    let plain = filled.iter().all(|column| text(grid, above, *column).is_some_and(|text| !is_label(&text)));
    let spreads = |column: &usize| grid.merged(above, *column).map_or(1, |area| area.right - area.left + 1);
    let banner = filled.iter().any(|column| spreads(column) >= headings && headings > 1);
    let over_several = filled.len() >= 2 || filled.iter().any(|column| spreads(column) >= 2);
    plain && !banner && over_several && !filled.is_empty() && filled.len() * 2 <= headings.max(3)
}

/// For each column the band above it: the one merged over it, else, where nothing in the row is merged, the nearest to its left.
fn spread(grid: &Grid, row: usize) -> Vec<Option<Text>> {
    let merged =
        grid.filled(row).iter().any(|column| grid.merged(row, *column).is_some_and(|area| area.right > area.left));
    let mut last = None;
    let of_column = |column: usize| {
        let (top, left) = grid.origin(row, column);
        let own = (top == row).then(|| text(grid, row, left)).flatten();
        if own.is_some() || merged {
            last = own.clone();
            return own;
        }
        last.clone()
    };
    (0..grid.width()).map(of_column).collect()
}

/// The first row that fills nearly as many columns as any other, with short different texts, and has a row below it.
fn widest(grid: &Grid, rows: usize) -> Option<usize> {
    let most = (0..rows).map(|row| grid.filled(row).len()).max().filter(|most| *most >= 2)?;
    (0..rows.saturating_sub(1)).find(|row| {
        let headings = of_row(grid, *row);
        let different: HashSet<String> = headings.iter().map(|heading| fold(&heading.text)).collect();
        headings.len() * 5 >= most * 4 && headings.len() >= 2 && different.len() == headings.len()
    })
}

/// The words of a cell that can be a heading.
fn text(grid: &Grid, row: usize, column: usize) -> Option<Text> {
    let Cell::Text(text) = grid.cell(row, column) else {
        return None;
    };
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > LONGEST {
        return None;
    }
    Some(if trimmed.len() == text.len() { text.clone() } else { trimmed.into() })
}
