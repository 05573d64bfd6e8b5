//! Which rows make one activity: those that go on with it, and rows that repeat all of it but its lines.

use crate::domain::fold::fold;
use crate::formats::import::brought::Matched;
use crate::formats::import::table::{Grid, Part, RowKind, Table};

/// The rows of one activity.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its rows, counted from 0; each is a line.
    pub rows: Vec<usize>,
    /// The department row above it, with its column.
    pub section: Option<(usize, usize)>,
}

/// The activities of a part, and its department rows.
pub(super) fn groups(table: &Table, part: &Part, grid: &Grid, matched: &[Matched]) -> (Vec<Group>, Vec<usize>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut sections = Vec::new();
    let mut section = None;
    for row in &part.rows {
        match row.kind {
            RowKind::Section(column) => {
                section = Some((row.row, column));
                sections.push(row.row);
            }
            RowKind::Continuation => match groups.last_mut() {
                Some(group) => group.rows.push(row.row),
                None => groups.push(Group { rows: vec![row.row], section }),
            },
            RowKind::Activity => {
                let goes_on = groups.last().filter(|group| group.section == section);
                let goes_on = goes_on.is_some_and(|group| is_line_of(table, part, grid, matched, &group.rows, row.row));
                match groups.last_mut().filter(|_| goes_on) {
                    Some(group) => group.rows.push(row.row),
                    None => groups.push(Group { rows: vec![row.row], section }),
                }
            }
        }
    }
    (groups, sections)
}

/// Whether a field belongs to a line rather than to the whole activity.
pub(super) fn is_of_line(field: &str) -> bool {
    matches!(
        field,
        "subjects" | "data_classes" | "special_categories" | "criminal_offence_data" | "recipients" | "transfers"
    ) || matches!(field, "transfers.safeguards" | "processor_record.controllers")
        || field == "retention"
        || field.starts_with("retention.")
}

/// Whether a row repeats the activity above in all but its line, as sheets do that have a row for each line.
fn is_line_of(table: &Table, part: &Part, grid: &Grid, matched: &[Matched], rows: &[usize], row: usize) -> bool {
    let Some(&first) = rows.first() else { return false };
    let known = |row: usize| table.known.get(&(grid.sheet.name.clone(), row + 1));
    if let (Some(one), Some(other)) = (known(first), known(row)) {
        return one.id == other.id;
    }
    let mut named = false;
    let mut differs = false;
    for (place, matched) in part.places.iter().zip(matched) {
        let Some(column) = *place else { continue };
        let (above, own) = (words(grid, first, column), words(grid, row, column));
        if is_remark_of_repeat(&own) {
            return false;
        }
        if matched.field.is_some_and(is_of_line) {
            let last = rows.last().map(|last| words(grid, *last, column)).unwrap_or_default();
            differs |= matched.field == Some("subjects") && !own.is_empty() && own != above && own != last;
            continue;
        }
        if !own.is_empty() && own != above {
            return false;
        }
        named |= matched.field.is_some_and(|field| NAMES.contains(&field)) && !own.is_empty();
    }
    let same_id = part.places.iter().zip(matched).any(|(place, matched)| {
        let own = place.map(|column| words(grid, row, column)).unwrap_or_default();
        matched.field == Some("reference") && !own.is_empty()
    });
    named && (differs || same_id && !all_the_same(part, grid, rows, row) || table.ours && part.layout.is_some())
}

fn all_the_same(part: &Part, grid: &Grid, rows: &[usize], row: usize) -> bool {
    let same = |above: &usize| {
        part.places.iter().flatten().all(|column| words(grid, *above, *column) == words(grid, row, *column))
    };
    rows.iter().any(same)
}

const NAMES: [&str; 4] = ["title", "reference", "business_function", "purposes"];

/// The folded words of a cell, those of its merged cells where it is one.
fn words(grid: &Grid, row: usize, column: usize) -> String {
    let (row, column) = grid.origin(row, column);
    fold(&grid.cell(row, column).words())
}

/// Whether words say that a row repeats another.
pub(super) fn is_remark_of_repeat(words: &str) -> bool {
    let words = fold(words);
    let begins = words.trim_start_matches(['(', '*', '[', ' ']);
    ["duplicate of", "duplicate row", "duplicate entry", "dup of", "duplicated", "possible duplicate"]
        .iter()
        .any(|remark| begins.starts_with(remark))
        || begins == "duplicate"
        || begins.trim_end_matches(['?', ')', '.']) == "duplicate"
}
