//! The sheets of the workbook, each with its headings.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::formats::import::book::{Book, Cell, Sheet};
use crate::formats::import::brought::{Matched, MatchedBy};
use crate::formats::import::drafting::View;

/// The sheets that say something of processings, and those that do not.
pub(super) struct Sheets<'a> {
    /// The processings themselves.
    pub main: Table<'a>,
    /// What belongs to them, by the names of the sheets.
    pub beside: Vec<Table<'a>>,
    /// Sheets of something else.
    pub others: Vec<&'a Sheet>,
}

/// What stands beside a processing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Processing,
    Purposes,
    PersonalData,
    Subjects,
    Recipients,
    Contractors,
    Transfers,
}

const TOPICS: [(&str, Topic); 8] = [
    ("processing", Topic::Processing),
    ("processings", Topic::Processing),
    ("purposes", Topic::Purposes),
    ("personal data", Topic::PersonalData),
    ("data subjects", Topic::Subjects),
    ("data recipients", Topic::Recipients),
    ("contractors", Topic::Contractors),
    ("transfers", Topic::Transfers),
];

/// Headings that only this system has; two of them beside a name tell a sheet of processings.
const TELLING: [&str; 6] =
    ["processing_nature", "information_channel", "usage_channel", "dpia_required", "dpia_reference", "assigned_to"];

/// One sheet with its headings.
pub(super) struct Table<'a> {
    pub topic: Topic,
    pub sheet: &'a Sheet,
    /// The row of the headings, counted from 0.
    pub heading_row: usize,
    /// The headings as they stand, one a column.
    headings: Vec<Text>,
}

/// A row, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row(pub usize);

impl<'a> Sheets<'a> {
    /// The sheets of a book, if it has one of processings.
    pub fn of(book: &'a Book) -> Option<Self> {
        let mut main = None;
        let mut beside = Vec::new();
        let mut others = Vec::new();
        for sheet in &book.sheets {
            let named = TOPICS.iter().find(|(name, _)| *name == fold(&sheet.name)).map(|(_, topic)| *topic);
            let table = Table::of(sheet, named.unwrap_or(Topic::Processing));
            match (table, named) {
                (Some(table), None | Some(Topic::Processing)) if main.is_none() && table.tells() => main = Some(table),
                (Some(table), Some(topic)) if topic != Topic::Processing => beside.push(table),
                _ => others.push(sheet),
            }
        }
        Some(Sheets { main: main?, beside, others })
    }
}

impl<'a> Table<'a> {
    fn of(sheet: &'a Sheet, topic: Topic) -> Option<Self> {
        let heading_row = sheet.rows.iter().position(|row| row.iter().filter(|cell| !cell.is_blank()).count() > 1)?;
        let headings = sheet.rows.get(heading_row)?.iter().map(Cell::words).collect();
        Some(Table { topic, sheet, heading_row, headings })
    }

    fn tells(&self) -> bool {
        let has = |heading: &str| self.column(heading).is_some();
        has("name") && TELLING.iter().filter(|heading| has(heading)).count() > 1
    }

    fn column(&self, key: &str) -> Option<usize> {
        self.headings.iter().position(|heading| keyed(heading) == key)
    }

    /// The rows that hold something.
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.sheet.rows.iter().enumerate().skip(self.heading_row + 1);
        rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_blank())).map(|(row, _)| Row(row)).collect()
    }

    /// The words of a cell by the key of its column; empty where there is none.
    pub fn words(&self, row: Row, key: &str) -> Text {
        self.column(key).map_or_else(|| "".into(), |column| unescaped(self.sheet.cell(row.0, column)))
    }

    /// The filled cells of a row with the keys of their columns. The first of two columns with one key has it.
    pub fn views(&self, row: Row) -> Vec<(String, View<'a>)> {
        let cells = self.sheet.rows.get(row.0).map(Vec::as_slice).unwrap_or_default();
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let views = filled.map(|(column, cell)| {
            let heading = self.heading(column);
            let key = if self.column(&keyed(&heading)) == Some(column) { keyed(&heading) } else { String::new() };
            let words = unescaped(cell);
            let at = self.sheet.place(row.0, column).into();
            (key, View { cell, found: words.clone(), words, at, row: row.0 + 1, heading: self.told(column) })
        });
        views.collect()
    }

    /// Whether a row belongs to a processing: by its name or reference, or because there is only one.
    pub fn belongs(&self, row: Row, names: &[Text], is_alone: bool) -> bool {
        let said = ["processing", "processing_name", "processing_ref_id"].map(|key| self.words(row, key));
        match said.iter().find(|said| !said.is_empty()) {
            Some(said) => names.iter().any(|name| !name.is_empty() && fold(name) == fold(said)),
            None => is_alone,
        }
    }

    /// What each column went to.
    pub fn mapping(&self, field_of: fn(&str) -> Option<&'static str>) -> Vec<Matched> {
        const EXAMPLES: usize = 3;
        let columns = (0..self.headings.len()).map(|column| {
            let heading = self.heading(column);
            let field = field_of(&keyed(&heading));
            let mut examples: Vec<Text> = Vec::new();
            for row in self.rows() {
                let words = self.sheet.cell(row.0, column).words();
                if examples.len() < EXAMPLES && !words.trim().is_empty() && !examples.contains(&words) {
                    examples.push(words);
                }
            }
            let (by, confidence) = if field.is_some() { (MatchedBy::Layout, 100) } else { (MatchedBy::Nothing, 0) };
            Matched { column, heading, field, confidence, by, examples }
        });
        columns.collect()
    }

    fn heading(&self, column: usize) -> Text {
        let heading = self.headings.get(column).filter(|heading| !heading.trim().is_empty());
        heading.cloned().unwrap_or_else(|| crate::formats::import::book::letters(column).into())
    }

    /// The heading with its sheet, under which a cell is kept that finds no field.
    fn told(&self, column: usize) -> Text {
        let heading = self.heading(column);
        match self.topic {
            Topic::Processing => heading,
            _ => format!("{}: {heading}", self.sheet.name).into(),
        }
    }
}

/// A heading as the system names it, whatever its capitals and spaces; it marks what must be filled in with a star.
fn keyed(heading: &str) -> String {
    heading.trim().trim_end_matches('*').to_lowercase().replace([' ', '-'], "_")
}

/// The words of a cell without the apostrophe that the system puts before what a spreadsheet could take for a formula.
fn unescaped(cell: &Cell) -> Text {
    let words = cell.words();
    let rest = words.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    rest.unwrap_or(&words).trim().into()
}
