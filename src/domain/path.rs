//! Places of a record as text, such as `dpia.link` or `lines[4hq0w8zr].recipients`: for commands, differences and the history.

use crate::domain::Text;
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::fold::{fold, same_term};
use crate::domain::near::near;
use crate::domain::subject::{Place, Subject};
use std::fmt;

/// A place of a record, with rows named as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// `organisation.`, `vocabulary.`, or nothing for an activity.
    start: &'static str,
    field: &'static str,
    /// The row's id, or its number counted from 1 where rows have no ids.
    row: Option<String>,
    column: Option<&'static str>,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field, or a cell of a table.
    Value(Place),
    /// A whole row of a table.
    Row {
        /// The table.
        field: &'static str,
        /// The row. One behind the last is a row to add.
        row: usize,
    },
}

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathProblem {
    /// No field has this name.
    NoSuchField {
        /// The name.
        name: String,
        /// Fields whose names are near to it.
        near: Vec<String>,
    },
    /// The field is no table, so it has no rows.
    NoTable {
        /// The field.
        field: &'static str,
    },
    /// The table has no such row.
    NoSuchRow {
        /// The table.
        field: &'static str,
        /// How the row was named.
        row: String,
        /// How its rows can be named.
        rows: Vec<String>,
    },
    /// A field of a line stands alone, and there are several lines.
    WhichLine {
        /// The field.
        field: &'static str,
        /// The ids of the lines with what they hold.
        lines: Vec<(String, String)>,
    },
}

impl Path {
    /// Reads a path in a record.
    ///
    /// A field is named by its id or a short name. A row of a table stands in brackets: by its id, its number counted from 1
    /// (the number behind the last one adds a row), or the text of its first cell. A line's field may stand alone while
    /// there is one line or none.
    ///
    /// # Errors
    /// The reason why it leads nowhere, with the names that would.
    pub fn read(text: &str, subject: &Subject) -> Result<Target, PathProblem> {
        let text = text.trim();
        let text = text.strip_prefix(start_of(subject)).unwrap_or(text);
        let Some((table, rest)) = text.split_once('[') else {
            return alone(text, subject).map(Target::Value);
        };
        let field = field_named(table, &subject.fields()).ok_or_else(|| no_such_field(table, subject))?;
        let id = field.spec.id;
        if field.kind != Kind::Rows {
            return Err(PathProblem::NoTable { field: id });
        }
        let named = rest.rsplit_once("].").or_else(|| rest.strip_suffix(']').map(|row| (row, "")));
        let Some((row, column)) = named else { return Err(no_such_field(text, subject)) };
        let row = row_named(row, id, subject)?;
        if column.is_empty() {
            return Ok(Target::Row { field: id, row });
        }
        let columns = subject.columns(id);
        let column = field_named(column, &columns).ok_or_else(|| PathProblem::NoSuchField {
            name: text.to_owned(),
            near: near(column, columns.iter().map(|column| column.spec.id)),
        })?;
        Ok(Target::Value(Place::cell(id, row, column.spec.id)))
    }

    /// The path that leads to a place.
    pub fn of(place: &Place, subject: &Subject) -> Path {
        let row = place.cell.map(|(row, _)| row_name(place.field, row, subject));
        Path { start: start_of(subject), field: place.field, row, column: place.cell.map(|(_, column)| column) }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}{}", self.start, self.field)?;
        if let Some(row) = &self.row {
            write!(formatter, "[{row}]")?;
        }
        match self.column {
            Some(column) => write!(formatter, ".{column}"),
            None => Ok(()),
        }
    }
}

/// How the paths of a record begin.
pub const ORGANISATION: &str = "organisation.";
/// How the paths of the organisation's own words begin.
pub const VOCABULARY: &str = "vocabulary.";

fn start_of(subject: &Subject) -> &'static str {
    match subject {
        Subject::Activity(_) => "",
        Subject::Organisation(_) => ORGANISATION,
        Subject::Vocabulary(_) => VOCABULARY,
    }
}

/// The place of a field that is named without a row: one of the record's own, or one of its only line.
fn alone(name: &str, subject: &Subject) -> Result<Place, PathProblem> {
    if let Some(field) = field_named(name, &subject.fields()) {
        return Ok(Place::of(field.spec.id));
    }
    let lines = if subject.activity().is_some() { subject.columns("lines") } else { Vec::new() };
    let field = field_named(name, &lines).ok_or_else(|| no_such_field(name, subject))?.spec.id;
    match subject.count("lines").unwrap_or(0) {
        0 | 1 => Ok(Place::line(0, field)),
        count => {
            let lines = (0..count).map(|row| (row_name("lines", row, subject), words_of_line(row, subject)));
            Err(PathProblem::WhichLine { field, lines: lines.collect() })
        }
    }
}

/// The field with this id, or else the first with this short name. The name of a group leads to its field with that short name.
fn field_named(name: &str, fields: &[Column]) -> Option<Column> {
    let by_id = fields.iter().find(|field| field.spec.id == name);
    by_id.or_else(|| fields.iter().find(|field| field.spec.short.contains(&name))).copied()
}

fn no_such_field(name: &str, subject: &Subject) -> PathProblem {
    let lines = if subject.activity().is_some() { subject.columns("lines") } else { Vec::new() };
    let fields: Vec<Column> = subject.fields().into_iter().chain(lines).collect();
    PathProblem::NoSuchField { name: name.to_owned(), near: near(name, fields.iter().map(|field| field.spec.id)) }
}

fn row_named(name: &str, field: &'static str, subject: &Subject) -> Result<usize, PathProblem> {
    let count = subject.count(field).unwrap_or(0);
    if let Some(row) = (0..count).find(|row| subject.row_id(field, *row).is_some_and(|id| id.as_str() == name)) {
        return Ok(row);
    }
    if let Some(row) = name.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|row| *row <= count) {
        return Ok(row);
    }
    let mut alike =
        (0..count).filter(|row| first_text(field, *row, subject).is_some_and(|text| same_term(&text, name)));
    if let (Some(row), None) = (alike.next(), alike.next()) {
        return Ok(row);
    }
    let rows = (0..count).map(|row| row_name(field, row, subject)).collect();
    Err(PathProblem::NoSuchRow { field, row: name.to_owned(), rows })
}

fn row_name(field: &str, row: usize, subject: &Subject) -> String {
    subject.row_id(field, row).map_or_else(|| (row + 1).to_string(), |id| id.as_str().to_owned())
}

fn first_text(field: &'static str, row: usize, subject: &Subject) -> Option<Text> {
    let column =
        subject.columns(field).into_iter().find(|column| matches!(column.kind, Kind::Text(_) | Kind::Choice(_)))?;
    match subject.value(&Place::cell(field, row, column.spec.id)) {
        Value::Text(text) if !fold(&text).is_empty() => Some(text),
        _ => None,
    }
}

/// The people of a line, or what else it holds, to tell it from others.
fn words_of_line(row: usize, subject: &Subject) -> String {
    let terms = subject.columns("lines").into_iter().find_map(|column| {
        match subject.value(&Place::line(row, column.spec.id)) {
            Value::Terms(terms) if !terms.is_empty() => Some(terms),
            _ => None,
        }
    });
    terms.unwrap_or_default().iter().map(|term| term.to_string()).collect::<Vec<_>>().join("; ")
}
