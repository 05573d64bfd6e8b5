//! Which sheets of a workbook are read: the one whose rows look most like a record, and those that go on with it.

use std::collections::HashSet;

use crate::domain::Text;
use crate::domain::fold::same_term;
use crate::domain::words::say;
use crate::formats::import::book::{Book, Sheet};
use crate::formats::import::brought::Skipped;
use crate::formats::import::choices::{Choices, Refusal};
use crate::formats::import::matching::{of_template, plain};

use super::grid::Grid;
use super::headings::{Headings, find};
use super::sheet_name::{Named, can_be_a_department, named};

/// The sheets that are read, and the others with the reasons.
pub(super) struct Chosen {
    pub sheets: Vec<One>,
    pub skipped: Vec<Skipped>,
}

/// One sheet that is read.
pub(super) struct One {
    pub sheet: usize,
    pub turned: bool,
    pub headings: Headings,
    pub layout: Option<&'static str>,
    pub department: Option<Text>,
}

/// Chooses the sheets. An officer's choice is read alone; hidden sheets, notes, lists and former records are not read unasked.
pub(super) fn choose(book: &Book, choices: &Choices) -> Result<Chosen, Refusal> {
    let all: Vec<(usize, &Sheet)> = book.sheets.iter().enumerate().collect();
    if let Some(wished) = &choices.sheet {
        let found = all.iter().find(|(_, sheet)| same_term(&sheet.name, wished));
        let Some((place, sheet)) = found else {
            let names: Vec<&str> = all.iter().map(|(_, sheet)| &*sheet.name).collect();
            return Err(Refusal(say("import.no-such-sheet", &[("sheet", wished), ("sheets", &names.join(", "))])));
        };
        let Some(one) = candidate(*place, sheet, choices) else {
            return Err(Refusal(say("import.no-headings-on", &[("sheet", wished)])));
        };
        let others = all.iter().filter(|(other, _)| other != place);
        return Ok(Chosen {
            sheets: vec![one],
            skipped: others.filter_map(|(_, sheet)| left(sheet, "import.skip.not-chosen")).collect(),
        });
    }
    let mut candidates: Vec<One> = all
        .iter()
        .filter(|(_, sheet)| !sheet.hidden)
        .filter_map(|(place, sheet)| candidate(*place, sheet, choices))
        .collect();
    let name = |one: &One| book.sheets.get(one.sheet).map_or(Named::Record, |sheet| named(&sheet.name));
    if candidates.iter().any(|one| name(one) == Named::Record && one.headings.known >= 2) {
        candidates.retain(|one| name(one) == Named::Record);
    }
    // Of sheets that name as many fields, the one with most rows, then the first.
    let weight = |one: &One| {
        let rows = book.sheets.get(one.sheet).map_or(0, |sheet| sheet.rows.len());
        (name(one) == Named::Record, one.headings.known, rows)
    };
    let best = candidates
        .iter()
        .enumerate()
        .max_by(|(at, one), (behind, other)| weight(one).cmp(&weight(other)).then(behind.cmp(at)));
    let Some(best) = best.map(|(place, _)| place) else {
        return Err(Refusal(say("import.no-table", &[])));
    };
    let first = candidates.remove(best);
    let (mut sheets, rest): (Vec<One>, Vec<One>) = candidates.into_iter().partition(|one| goes_on(&first, one));
    sheets.push(first);
    // Department sheets are read in the order of the book, the chosen one in its place among them.
    sheets.sort_by_key(|one| one.sheet);
    name_departments(book, &mut sheets);
    let skipped = all.iter().filter(|(place, _)| sheets.iter().all(|one| one.sheet != *place));
    let skipped = skipped.filter_map(|(place, sheet)| {
        let holds_records = rest.iter().any(|one| one.sheet == *place && one.headings.known >= 3);
        left(sheet, reason(sheet, holds_records))
    });
    let skipped = skipped.collect();
    Ok(Chosen { sheets, skipped })
}

fn reason(sheet: &Sheet, holds_records: bool) -> &'static str {
    match named(&sheet.name) {
        _ if sheet.hidden => "import.skip.hidden-sheet",
        Named::Former => "import.skip.former-sheet",
        Named::Beside => "import.skip.notes-sheet",
        Named::Record if holds_records => "import.skip.other-record",
        Named::Record => "import.skip.no-record",
    }
}

/// A sheet that is not read, with the reason; none where it is empty.
fn left(sheet: &Sheet, reason: &str) -> Option<Skipped> {
    let first = sheet.rows.iter().position(|row| row.iter().any(|cell| !cell.is_blank()))?;
    let reason = say(reason, &[("sheet", &sheet.name)]);
    Some(Skipped { row: first + 1, sheet: Some(sheet.name.clone()), reason })
}

/// A sheet with its headings in a row, or in a column where that tells much more.
fn candidate(place: usize, sheet: &Sheet, choices: &Choices) -> Option<One> {
    let one = |turned: bool| {
        let headings = find(&Grid::of(sheet, turned), choices)?;
        let layout = layout_of(&headings);
        Some(One { sheet: place, turned, headings, layout, department: None })
    };
    let straight = one(false);
    let known = straight.as_ref().map_or(0, |one| one.headings.known);
    // Labels stand in a column only on sheets with few of them; a long register is not searched sideways.
    let sideways = if sheet.rows.len() <= MOST_LABELS { one(true) } else { None };
    let sideways = sideways.filter(|one| one.headings.known >= 4 && one.headings.known >= known * 2);
    sideways.or(straight)
}

const MOST_LABELS: usize = 120;

/// The regulator's layout that these headings are, if most of its headings are among them.
fn layout_of(headings: &Headings) -> Option<&'static str> {
    let standing: HashSet<String> = headings.columns.iter().map(|heading| plain(&heading.text)).collect();
    let share = |layout: &&'static str| {
        let columns = of_template(layout);
        let found = columns.iter().filter(|(heading, _)| standing.contains(heading)).count();
        (found * 5 >= columns.len() * 3).then_some((found, *layout))
    };
    ["controller", "processor", "law_enforcement"].iter().filter_map(share).max().map(|(_, layout)| layout)
}

/// Whether a sheet is another of the same record: it has the same headings, or both are the regulator's.
fn goes_on(first: &One, other: &One) -> bool {
    if first.layout.is_some() && other.layout.is_some() {
        return true;
    }
    let plain_of =
        |one: &One| -> HashSet<String> { one.headings.columns.iter().map(|heading| plain(&heading.text)).collect() };
    let (one, other_ones) = (plain_of(first), plain_of(other));
    let shared = one.intersection(&other_ones).count();
    first.turned == other.turned && shared >= 3 && shared * 10 >= one.len().min(other_ones.len()) * 7
}

/// Where each department has a sheet, its name is the department's.
fn name_departments(book: &Book, sheets: &mut [One]) {
    let by_department = sheets.len() >= 2 && sheets.iter().all(|one| !one.turned && one.layout.is_none());
    for one in sheets.iter_mut().filter(|_| by_department) {
        let name = book.sheets.get(one.sheet).map(|sheet| sheet.name.clone());
        one.department = name.filter(|name| can_be_a_department(name));
    }
}
