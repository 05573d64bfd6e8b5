//! What each row below the headings is: an activity, another line of one, a department, or nothing of a record.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::words::say;
use crate::formats::import::book::Cell;
use crate::formats::import::brought::Skipped;
use crate::formats::import::choices::Choices;
use crate::formats::import::matching::{match_columns, plain};

use super::grid::Grid;
use super::{Part, Row, RowKind, Table};

/// Tells the rows of every part apart; what holds no activity is told.
pub(super) fn tell_apart(table: &mut Table, grids: &[Grid], choices: &Choices) {
    let fields: Vec<Option<&'static str>> =
        match_columns(table, choices).into_iter().map(|column| column.field).collect();
    let headings: Vec<String> = table.columns.iter().map(|column| fold(&column.heading)).collect();
    for (place, (part, grid)) in table.parts.iter_mut().zip(grids).enumerate() {
        let sheet = (place > 0).then(|| grid.sheet.name.clone());
        let mut reader = Reader::of(part, grid, &fields, &headings);
        for row in part.bottom + 1..grid.rows() {
            match reader.kind(row) {
                Told::Row(kind) => part.rows.push(Row { row, kind }),
                Told::Skip(reason) => {
                    table.skipped.push(Skipped { row: row + 1, sheet: sheet.clone(), reason: say(reason, &[]) });
                }
                Told::Blank => {}
            }
        }
    }
}

enum Told {
    Row(RowKind),
    /// No activity, for this reason.
    Skip(&'static str),
    Blank,
}

struct Reader<'a> {
    grid: &'a Grid<'a>,
    bottom: usize,
    /// The columns with their folded heading and field, left to right.
    columns: Vec<(usize, &'a str, Option<&'static str>)>,
    /// The columns that tell one activity from the next.
    keys: Vec<usize>,
    /// The last row that holds more than one cell.
    last: usize,
    /// The start of the activity above; none above the first and below a gap.
    activity: Option<usize>,
    /// Whether single cells were departments before.
    has_sections: bool,
    /// Whether the row above was blank, or the headings.
    after_gap: bool,
}

impl<'a> Reader<'a> {
    fn of(part: &Part, grid: &'a Grid<'a>, fields: &[Option<&'static str>], headings: &'a [String]) -> Reader<'a> {
        let all = part.places.iter().zip(headings).zip(fields);
        let mut columns: Vec<(usize, &str, Option<&'static str>)> =
            all.filter_map(|((place, heading), field)| Some(((*place)?, heading.as_str(), *field))).collect();
        columns.sort_unstable_by_key(|(column, ..)| *column);
        let last = (part.bottom + 1..grid.rows()).rev().find(|row| grid.filled(*row).len() > 1).unwrap_or(part.bottom);
        let keys = keys(&columns);
        Reader { grid, bottom: part.bottom, columns, keys, last, activity: None, has_sections: false, after_gap: true }
    }

    fn kind(&mut self, row: usize) -> Told {
        let filled = self.grid.filled(row);
        let told = self.judge(row, &filled);
        match told {
            Told::Row(RowKind::Activity) => self.activity = Some(row),
            Told::Row(RowKind::Section(_)) => {
                self.activity = None;
                self.has_sections = true;
            }
            Told::Blank if self.is_within_merged(row) => {}
            Told::Blank | Told::Skip(_) => self.activity = None,
            Told::Row(RowKind::Continuation) => {}
        }
        self.after_gap = matches!(told, Told::Blank | Told::Skip(_));
        told
    }

    fn judge(&self, row: usize, filled: &[usize]) -> Told {
        let Some(&first) = filled.first() else {
            return Told::Blank;
        };
        if let Some(reason) = self.beside(row, filled) {
            return Told::Skip(reason);
        }
        if filled.len() == 1 && self.is_section(row, first) {
            return Told::Row(RowKind::Section(first));
        }
        if filled.len() == 1 && row > self.last && is_a_sentence(&self.words(row, first)) {
            return Told::Skip("import.skip.note");
        }
        if self.activity.is_some() && self.is_continuation(row) {
            return Told::Row(RowKind::Continuation);
        }
        Told::Row(RowKind::Activity)
    }

    /// Why a row holds nothing of a record: headings again, numbers of columns, guidance, an example, a key, a total.
    fn beside(&self, row: usize, filled: &[usize]) -> Option<&'static str> {
        let words: Vec<Text> = filled.iter().map(|column| self.words(row, *column)).collect();
        let first = words.first()?;
        let is_heading = |(column, words): &(&usize, &Text)| {
            let heading = self.columns.iter().find(|(at, ..)| at == *column).map_or("", |(_, heading, _)| *heading);
            !heading.is_empty() && heading == fold(words)
        };
        let headings = filled.iter().zip(&words).filter(is_heading).count();
        if headings >= 2 && headings * 5 >= filled.len() * 3 {
            return Some("import.skip.headings");
        }
        if row == self.bottom + 1 {
            if filled.len() >= 3 && are_numbers_in_order(&words) {
                return Some("import.skip.numbers");
            }
            let guiding = words.iter().filter(|words| is_guidance(words)).count();
            if guiding >= 2 && guiding * 2 > filled.len() {
                return Some("import.skip.guidance");
            }
        }
        let opening = plain(first);
        if opening == "example"
            || opening.starts_with("example row")
            || first.trim_start().to_lowercase().starts_with("example:")
        {
            return Some("import.skip.example");
        }
        if filled.len() <= 3
            && TOTALS.iter().any(|total| opening == *total || opening.starts_with(&format!("{total} ")))
        {
            return Some("import.skip.total");
        }
        let (label, _) = first.split_once([':', '=', '–', '—']).unwrap_or((first, ""));
        let labelled = label.len() < first.len();
        let is_note = |note: &&str| plain(label) == *note && (labelled || filled.len() == 1);
        if filled.len() <= 2 && (NOTES.iter().any(is_note) || first.trim_start().starts_with(['*', '©', '†'])) {
            return Some("import.skip.key");
        }
        None
    }

    /// Whether one cell alone names a department: merged across, in capitals, or standing above a block of rows.
    fn is_section(&self, row: usize, column: usize) -> bool {
        let cell = self.grid.cell(row, column);
        let Cell::Text(words) = cell else { return false };
        let across = self.grid.merged(row, column).map_or(1, |area| area.right.saturating_sub(area.left) + 1);
        let wide = self.columns.iter().filter(|(_, heading, _)| !heading.is_empty()).count();
        if across >= 2 && across * 2 >= wide {
            return true;
        }
        let leads = self.columns.first().is_none_or(|(first, ..)| column <= *first) || self.keys.contains(&column);
        let belongs_below =
            self.columns.iter().any(|(at, _, field)| *at == column && matches!(field, Some("directorate" | "team")));
        if !leads && !belongs_below {
            return false;
        }
        let below = row + 1..self.grid.rows().min(row + 3);
        let more_below = below.clone().any(|below| self.grid.filled(below).len() > 1);
        if !more_below {
            return false;
        }
        let next_leaves_it_blank =
            below.clone().find(|below| !self.grid.filled(*below).is_empty()).is_some_and(|next| {
                self.grid.cell(next, column).is_blank()
                    && self.keys.iter().any(|key| *key != column && !self.grid.cell(next, *key).is_blank())
            });
        is_in_capitals(words) || self.after_gap || self.has_sections || next_leaves_it_blank
    }

    /// Whether a row goes on with the activity above: what tells activities apart is merged down to it, or left blank.
    fn is_continuation(&self, row: usize) -> bool {
        let Some(start) = self.activity else { return false };
        if self.keys.is_empty() || self.keys.iter().any(|key| !self.grid.cell(row, *key).is_blank()) {
            return false;
        }
        if self.keys.iter().any(|key| self.grid.origin(row, *key).0 < row) {
            return true;
        }
        let says_otherwise = |(column, _, field): &(usize, &str, Option<&'static str>)| {
            let says =
                matches!(field, Some("directorate" | "team" | "owner" | "reference" | "business_function" | "title"));
            let own = self.grid.cell(row, *column);
            says && !own.is_blank() && fold(&own.words()) != fold(&self.grid.cell(start, *column).words())
        };
        !self.columns.iter().any(says_otherwise)
    }

    fn is_within_merged(&self, row: usize) -> bool {
        self.keys.iter().any(|key| self.grid.merged(row, *key).is_some_and(|area| area.top < row && area.bottom > row))
    }

    fn words(&self, row: usize, column: usize) -> Text {
        self.grid.cell(row, column).words()
    }
}

const TOTALS: [&str; 6] = ["total", "totals", "grand total", "subtotal", "sub total", "number of entries"];
const NOTES: [&str; 20] = [
    "key",
    "note",
    "notes",
    "nb",
    "n b",
    "legend",
    "guidance",
    "source",
    "sources",
    "last updated",
    "updated",
    "abbreviations",
    "version",
    "end",
    "end of record",
    "end of register",
    "glossary",
    "colour key",
    "color key",
    "footnote",
];

/// The columns that tell one activity from the next: its title or reference, else its function and purposes, else the first one.
fn keys(columns: &[(usize, &str, Option<&'static str>)]) -> Vec<usize> {
    let of = |wanted: &[&str]| -> Vec<usize> {
        let is_wanted = |field: &Option<&'static str>| field.is_some_and(|field| wanted.contains(&field));
        columns.iter().filter(|(_, _, field)| is_wanted(field)).map(|(column, ..)| *column).collect()
    };
    let groups: [&[&str]; 3] =
        [&["title", "reference"], &["business_function", "purposes"], &["description", "processor_record.controllers"]];
    let named = groups.into_iter().map(of).find(|columns| !columns.is_empty());
    named.unwrap_or_else(|| {
        columns.iter().find(|(_, heading, _)| !heading.is_empty()).map(|(column, ..)| *column).into_iter().collect()
    })
}

fn is_in_capitals(words: &str) -> bool {
    let letters: Vec<char> = words.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.len() >= 2 && !letters.iter().any(|letter| letter.is_lowercase())
}

/// Whether a cell at the end of a sheet is a remark rather than the name of an activity.
fn is_a_sentence(words: &str) -> bool {
    words.chars().count() > 80 || words.contains(": ") || words.trim_end().ends_with([':', '.'])
}

fn are_numbers_in_order(words: &[Text]) -> bool {
    let trimmed = words.iter().map(|words| words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase());
    let numbers: Vec<String> = trimmed.collect();
    let counted = (1..).zip(&numbers).all(|(count, number): (usize, &String)| *number == count.to_string());
    let lettered =
        ('a'..='z').zip(&numbers).all(|(letter, number)| *number == letter.to_string()) && numbers.len() <= 26;
    counted || lettered
}

fn is_guidance(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let openings = [
        "e.g",
        "eg ",
        "eg.",
        "for example",
        "please",
        "select",
        "enter",
        "choose",
        "list ",
        "describe",
        "state ",
        "if ",
        "what ",
        "who ",
        "how ",
        "why ",
        "where ",
        "when ",
        "does ",
        "is ",
        "are ",
        "do ",
        "free text",
        "drop down",
        "drop-down",
        "dropdown",
        "mandatory",
        "required",
        "optional",
        "provide ",
        "insert ",
        "use ",
        "include ",
        "give ",
    ];
    words.ends_with('?')
        || words.starts_with('(') && words.ends_with(')')
        || openings.iter().any(|opening| words.starts_with(opening))
}
