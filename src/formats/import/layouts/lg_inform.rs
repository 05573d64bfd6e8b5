//! LG Inform Plus, the subscription register of the Local Government Association: its download is read, and written back for upload.
//!
//! Its rules for an upload: columns stand in their order, the organisation stands on the first row of data only, ids and
//! what comes from the centre stay as they are. A record of ours therefore keeps every cell of its row that no field gives back
//! exactly, in `imported.unmapped` under its heading, and the first record keeps the headings.

mod column;
mod draft;
mod written_back;

use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::import::book::{Book, Cell, Sheet};
use crate::formats::import::brought::{Brought, Kind, Look, Matched, MatchedBy, Skipped, Source};
use crate::formats::import::cells::flag;
use crate::formats::import::choices::{Progress, Refusal, Setting};
use column::{Column, Goes};
use draft::Reader;
use std::collections::HashMap;
pub use written_back::{Rows, WrittenBack, rows_of, write_back};

/// The names under which ids of LG Inform Plus stand in `external_ids`.
pub const RECORD: &str = "lg-inform";
/// The name of the id of the centre's retention guidance.
pub const RETENTION: &str = "lg-inform-retention";
/// The name of the id of the service.
pub const SERVICE: &str = "lg-inform-service";

/// Whether a book is a download of LG Inform Plus, by its headings.
pub fn is(book: &Book) -> bool {
    Layout::of_book(book).is_some()
}

/// What a download brings. Records without personal data are no processing activities: they are skipped, and told.
///
/// # Errors
/// The book is no download of LG Inform Plus, or the officer stopped it.
pub fn bring(book: &Book, setting: &Setting, progress: &dyn Progress) -> Result<Brought, Refusal> {
    let refused = |id: &str| Refusal(say(id, &[("file", setting.file)]));
    let Some((sheet, layout)) = Layout::of_book(book) else {
        return Err(refused("lg-inform.not-one"));
    };
    let first = layout.heading_row + 1;
    let mut brought = Brought {
        source: Source {
            file: setting.file.into(),
            kind: Kind::LgInform,
            sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
            encoding: book.encoding,
            heading_row: Some(first),
        },
        mapping: layout.mapping(sheet),
        ..Brought::default()
    };
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut rows = 0;
    for row in first..sheet.rows.len() {
        let done = row - first;
        if done.is_multiple_of(STRIDE) && !progress.goes_on(done, sheet.rows.len() - first) {
            return Err(refused("lg-inform.stopped"));
        }
        if sheet.rows.get(row).is_none_or(|cells| cells.iter().all(Cell::is_blank)) {
            continue;
        }
        rows += 1;
        let reader = Reader { layout: &layout, sheet, row, setting };
        if rows == 1 {
            brought.organisation = reader.organisation();
        } else {
            brought.looks.extend(reader.organisation_again());
        }
        if reader.only_organisation() {
            continue;
        }
        if flag::read(&reader.raw_of(Goes::Personal)) == Some(false) {
            brought.skipped.push(Skipped { row: row + 1, sheet: None, reason: say("lg-inform.not-personal", &[]) });
            continue;
        }
        let (mut draft, looks) = reader.draft(brought.drafts.is_empty());
        brought.looks.extend(looks);
        if let Some(before) = seen.insert(draft.key.to_string(), row + 1) {
            draft.repeats = Some(before);
            draft.key = format!("{}\n{}", draft.key, row + 1).into();
            let heading = layout.heading_of(Goes::Id(RECORD)).unwrap_or_default();
            let reason = say("lg-inform.id-again", &[("row", &before.to_string())]);
            brought.looks.push(Look {
                row: row + 1,
                heading,
                value: reader.raw_of(Goes::Id(RECORD)).as_str().into(),
                reason,
            });
        }
        brought.drafts.push(draft);
    }
    Ok(brought)
}

/// After so many rows it is asked whether to go on.
const STRIDE: usize = 128;

/// Where the columns stand.
#[derive(Clone, Debug)]
struct Layout {
    /// The row of the headings, counted from 0.
    heading_row: usize,
    /// The headings as they stand.
    headings: Vec<Text>,
    /// What the cells of each column are called where they find no field: the heading, the column's letters where it has none, and a
    /// `+` behind a heading that stood before.
    names: Vec<Text>,
    /// What is known of each column.
    columns: Vec<Option<&'static Column>>,
}

impl Layout {
    /// The first sheet with the headings, hidden ones last.
    fn of_book(book: &Book) -> Option<(&Sheet, Layout)> {
        const LOWEST: usize = 12;
        let shown = book.sheets.iter().filter(|sheet| !sheet.hidden);
        shown.chain(book.sheets.iter().filter(|sheet| sheet.hidden)).find_map(|sheet| {
            (0..sheet.rows.len().min(LOWEST)).find_map(|row| {
                let headings = sheet.rows.get(row)?.iter().map(Cell::words).collect();
                Some((sheet, Layout::of_headings(headings, row)?))
            })
        })
    }

    /// The layout, if these are its headings: the id and the description, and at least two more that only this system has.
    fn of_headings(headings: Vec<Text>, heading_row: usize) -> Option<Layout> {
        let layout = Layout::of_any(headings, heading_row);
        let has = |goes: Goes| layout.columns.iter().flatten().any(|column| column.goes == goes);
        let telling = layout.columns.iter().flatten().filter(|column| column.is_telling).count();
        (has(Goes::Id(RECORD)) && has(Goes::Description) && telling >= 2).then_some(layout)
    }

    fn of_any(headings: Vec<Text>, heading_row: usize) -> Layout {
        let mut names: Vec<Text> = Vec::with_capacity(headings.len());
        let mut columns: Vec<Option<&'static Column>> = Vec::with_capacity(headings.len());
        for (place, heading) in headings.iter().enumerate() {
            let mut name = heading.trim().to_owned();
            if name.is_empty() {
                name = crate::formats::import::book::letters(place);
            }
            while names.iter().any(|other| **other == *name) {
                name.push('+');
            }
            names.push(name.into());
            let column = column::known(heading);
            // A column that stands twice is read once; its double is kept as it is.
            let again = column.is_some_and(|column| {
                columns.iter().flatten().any(|other| other.goes == column.goes && column.goes != Goes::Kept)
            });
            columns.push(column.filter(|_| !again));
        }
        Layout { heading_row, headings, names, columns }
    }

    fn place_of(&self, goes: Goes) -> Option<usize> {
        self.columns.iter().position(|column| column.is_some_and(|column| column.goes == goes))
    }

    fn heading_of(&self, goes: Goes) -> Option<Text> {
        self.names.get(self.place_of(goes)?).cloned()
    }

    fn mapping(&self, sheet: &Sheet) -> Vec<Matched> {
        const EXAMPLES: usize = 3;
        let columns = self.names.iter().zip(&self.columns).enumerate();
        let matched = columns.map(|(place, (name, column))| {
            let field = column.and_then(|column| column.goes.field());
            let mut examples: Vec<Text> = Vec::new();
            for row in self.heading_row + 1..sheet.rows.len() {
                let words = sheet.cell(row, place).words();
                if !words.trim().is_empty() && !examples.contains(&words) {
                    examples.push(words);
                }
                if examples.len() == EXAMPLES {
                    break;
                }
            }
            let by = if column.is_some() { MatchedBy::Layout } else { MatchedBy::Nothing };
            let confidence = if column.is_some() { 100 } else { 0 };
            Matched { column: place, heading: name.clone(), field, confidence, by, examples }
        });
        matched.collect()
    }
}

/// A cell as the download has it, so that it can be written back.
fn raw(cell: &Cell) -> String {
    match cell {
        Cell::Day(day) => format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year()),
        Cell::Text(text) => match text.strip_prefix('\'') {
            // Our own CSV has an apostrophe in front of what a spreadsheet could take for a formula.
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
            _ => text.to_string(),
        },
        _ => cell.words().to_string(),
    }
}
