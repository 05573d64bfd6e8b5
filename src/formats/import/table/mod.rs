//! The table in a workbook: which sheets hold records, where their headings stand, and what each row is.
//!
//! `find` makes a [`Table`]; [`super::matching`] says where its columns go, [`super::drafting`] makes activities of its rows.
//! `grid` looks at a sheet, `headings` finds the heading rows, `sheet_choice` chooses, `row` tells rows apart, `header_block` reads
//! what stands above, `own_index` finds the activities of our own export again.

mod grid;
pub(super) mod header_block;
mod headings;
mod own_index;
mod row;
mod sheet_choice;
mod sheet_name;

pub(super) use grid::Grid;
pub use own_index::Known;

use std::collections::{BTreeSet, HashMap};

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::domain::words::say;
use crate::formats::import::book::{Book, Cell};
use crate::formats::import::brought::{Kind, Skipped};
use crate::formats::import::choices::{Choices, Refusal};

use headings::Heading;

/// What a workbook holds of records, before anybody asks what it means.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// A sheet of somebody's own, or the regulator's layout.
    pub kind: Kind,
    /// Whether this program wrote it, so that its words are read back to the letter.
    pub ours: bool,
    /// The tables that are read, the chosen sheet's first; further ones have the same headings, or are the regulator's too.
    pub parts: Vec<Part>,
    /// The columns of all of them.
    pub columns: Vec<Column>,
    /// Rows and sheets that hold no activity, with the reasons.
    pub skipped: Vec<Skipped>,
    /// The activities that the index of our own export names, by sheet and row counted from 1.
    pub known: HashMap<(Text, usize), Known>,
}

/// One table on one sheet.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The sheet, by its place in the book.
    pub sheet: usize,
    /// Whether its labels stand in a column and each activity in one of the next columns.
    pub turned: bool,
    /// Of the regulator's layouts, which it is: `controller`, `processor` or `law_enforcement`.
    pub layout: Option<&'static str>,
    /// The first row of its headings, bands included, counted from 0.
    pub top: usize,
    /// The last row of its headings, counted from 0.
    pub bottom: usize,
    /// For each of the table's columns where it stands on this sheet.
    pub places: Vec<Option<usize>>,
    /// The rows that hold something of an activity, from the top.
    pub rows: Vec<Row>,
    /// The department that the sheet's name gives, where each department has a sheet.
    pub department: Option<Text>,
}

/// One row of a table that holds something of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row, counted from 0.
    pub row: usize,
    /// What it holds.
    pub kind: RowKind,
}

/// What a row of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// An activity, or its first line.
    Activity,
    /// Another line of the activity above.
    Continuation,
    /// The name of a department that the rows below belong to, with its column.
    Section(usize),
}

/// One column of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The column, counted from 0, on the first sheet that has it.
    pub column: usize,
    /// Its heading as it stands; empty where it has none.
    pub heading: Text,
    /// The title over it and its neighbours.
    pub band: Option<Text>,
    /// The first different values in it.
    pub cells: Vec<Text>,
    /// Whether its cells are marks: ticked or not.
    pub ticks: bool,
}

impl Table {
    /// The sheet that was chosen, and the row of its headings counted from 1.
    pub fn chosen<'a>(&self, book: &'a Book) -> Option<(&'a Text, usize)> {
        let part = self.parts.first()?;
        Some((&book.sheets.get(part.sheet)?.name, part.bottom + 1))
    }

    /// How many rows hold something of an activity.
    pub fn rows(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    /// Whether two columns, by their places, stand side by side on one sheet.
    pub(super) fn stand_together(&self, one: usize, other: usize) -> bool {
        let has = |part: &Part, place: usize| part.places.get(place).copied().flatten().is_some();
        self.parts.is_empty() || self.parts.iter().any(|part| has(part, one) && has(part, other))
    }
}

/// Finds the table of a workbook: the sheet, its headings and its rows; refuses a workbook without one.
pub fn find(book: &Book, choices: &Choices) -> Result<Table, Refusal> {
    let chosen = sheet_choice::choose(book, choices)?;
    let mut table = Table { skipped: chosen.skipped, ..Table::default() };
    let grids: Vec<Grid> =
        chosen.sheets.iter().filter_map(|one| Some(Grid::of(book.sheets.get(one.sheet)?, one.turned))).collect();
    for (one, grid) in chosen.sheets.into_iter().zip(&grids) {
        let places = places_of(&mut table.columns, &one.headings.columns, grid, one.headings.bottom + 1);
        table.parts.push(Part {
            sheet: one.sheet,
            turned: one.turned,
            layout: one.layout,
            top: one.headings.top,
            bottom: one.headings.bottom,
            places,
            rows: Vec::new(),
            department: one.department,
        });
    }
    if table.parts.first().is_some_and(|part| part.layout.is_some()) {
        table.kind = Kind::RegulatorTemplate;
        table.known = own_index::find(book);
        table.ours = !table.known.is_empty() || grids.iter().any(|grid| says_not_recorded(grid));
    }
    look_into_cells(&mut table, &grids);
    row::tell_apart(&mut table, &grids, choices);
    leave_out_empty_columns(&mut table, &grids);
    if table.rows() == 0 {
        return Err(Refusal(say("import.no-rows", &[])));
    }
    Ok(table)
}

/// Where each heading of a sheet stands among the table's columns; new ones are added. A column that holds something below
/// the headings is one without a heading too.
fn places_of(columns: &mut Vec<Column>, headings: &[Heading], grid: &Grid, first: usize) -> Vec<Option<usize>> {
    let mut headings = headings.to_vec();
    let filled: BTreeSet<usize> = (first..grid.rows()).flat_map(|row| grid.filled(row)).collect();
    for column in filled {
        if headings.iter().all(|heading| heading.column != column) {
            headings.push(Heading { column, text: "".into(), band: None });
        }
    }
    headings.sort_by_key(|heading| heading.column);
    let mut places: Vec<Option<usize>> = vec![None; columns.len()];
    for heading in headings {
        let is_it = |place: &usize| {
            let Some(column) = columns.get(*place).filter(|_| places.get(*place).is_none_or(Option::is_none)) else {
                return false;
            };
            match heading.text.is_empty() {
                true => column.heading.is_empty() && column.column == heading.column,
                false => fold(&column.heading) == fold(&heading.text) && column.band == heading.band,
            }
        };
        let before = places.len();
        let standing = (0..before).find(is_it);
        match standing.and_then(|place| places.get_mut(place)) {
            Some(place) => *place = Some(heading.column),
            None => {
                columns.push(Column {
                    column: heading.column,
                    heading: heading.text,
                    band: heading.band,
                    ..Column::default()
                });
                places.push(Some(heading.column));
            }
        }
    }
    places
}

/// So many different values of a column are kept, to tell what it holds.
const LOOKED_AT: usize = 24;

fn look_into_cells(table: &mut Table, grids: &[Grid]) {
    for (place, column) in table.columns.iter_mut().enumerate() {
        let mut ticks = 0usize;
        let mut others = 0usize;
        for (part, grid) in table.parts.iter().zip(grids) {
            let Some(at) = part.places.get(place).copied().flatten() else { continue };
            for row in part.bottom + 1..grid.rows() {
                let cell = grid.cell(row, at);
                if cell.is_blank() {
                    continue;
                }
                match tick(cell) {
                    Some(ticked) => ticks += usize::from(ticked),
                    None => others += 1,
                }
                let words = cell.words();
                if column.cells.len() < LOOKED_AT && !column.cells.iter().any(|known| same_term(known, &words)) {
                    column.cells.push(words);
                }
            }
        }
        column.ticks = ticks > 0 && others == 0;
    }
}

/// Whether a cell is a mark, and ticked.
pub(super) fn tick(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Flag(ticked) => Some(*ticked),
        Cell::Number(_, number) if *number == 1.0 => Some(true),
        Cell::Number(_, number) if *number == 0.0 => Some(false),
        Cell::Text(text) => match fold(text).as_str() {
            "x" | "✓" | "✔" | "√" | "☑" | "☒" | "✅" | "y" | "yes" | "1" | "true" | "•" | "●" | "*" | "ja" | "oui"
            | "ie" => Some(true),
            "n" | "no" | "0" | "false" | "-" | "–" | "☐" | "✗" | "✘" | "nein" | "non" | "na" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Whether our own words for an answer that nobody has given stand in a row.
fn says_not_recorded(grid: &Grid) -> bool {
    let words = say("export.not-recorded", &[]);
    let is_it = |cell: &Cell| matches!(cell, Cell::Text(text) if **text == *words);
    grid.sheet.rows.iter().any(|row| row.iter().any(is_it))
}

/// A column without a heading that holds nothing of an activity is none.
fn leave_out_empty_columns(table: &mut Table, grids: &[Grid]) {
    let holds_something = |place: usize| {
        table.parts.iter().zip(grids).any(|(part, grid)| {
            let Some(at) = part.places.get(place).copied().flatten() else { return false };
            part.rows.iter().any(|row| !matches!(row.kind, RowKind::Section(_)) && !grid.cell(row.row, at).is_blank())
        })
    };
    let kept: Vec<bool> = (0..table.columns.len())
        .map(|place| {
            table.columns.get(place).is_some_and(|column| !column.heading.is_empty()) || holds_something(place)
        })
        .collect();
    let mut flags = kept.iter();
    table.columns.retain(|_| flags.next().copied().unwrap_or(true));
    for part in &mut table.parts {
        part.places.resize(kept.len(), None);
        let mut flags = kept.iter();
        part.places.retain(|_| flags.next().copied().unwrap_or(true));
    }
}
