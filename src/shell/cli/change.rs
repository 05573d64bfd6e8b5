//! One change as it is written on the command line, such as `recipients+=Police`: read, and made in a record.

use crate::domain::Text;
use crate::domain::activity::Mark;
use crate::domain::date::DateText;
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::fold::same_term;
use crate::domain::id::Ids;
use crate::domain::path::{Path, PathProblem, Target};
use crate::domain::subject::{Place, Subject};
use crate::domain::typed;
use crate::domain::words::say;
use jiff::civil::Date;

/// One change: where, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// The path to the field.
    pub(super) path: &'a str,
    what: What<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What<'a> {
    Put(&'a str),
    Add(&'a str),
    Take(&'a str),
    None,
    Mark { mark: &'static str, note: &'a str },
}

/// Who makes changes, and when; marks keep both.
pub(super) struct Maker<'a> {
    pub(super) user: &'a str,
    pub(super) today: Date,
}

impl<'a> Change<'a> {
    /// Reads a change; `None` where there is no sign of what to do. Signs inside the brackets of a row are part of its name.
    pub(super) fn read(text: &'a str) -> Option<Change<'a>> {
        let mut depth = 0_usize;
        for (place, letter) in text.char_indices() {
            match letter {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                '=' if depth == 0 => return Some(Change::equals(text.get(..place)?, text.get(place + 1..)?)),
                ':' if depth == 0 => return Change::colon(text.get(..place)?, text.get(place + 1..)?),
                _ => {}
            }
        }
        None
    }

    fn equals(before: &'a str, value: &'a str) -> Change<'a> {
        let (path, what) = match (before.strip_suffix('+'), before.strip_suffix('-')) {
            (Some(path), _) => (path, What::Add(value)),
            (_, Some(path)) => (path, What::Take(value)),
            _ => (before, What::Put(value)),
        };
        Change { path: path.trim(), what }
    }

    fn colon(path: &'a str, after: &'a str) -> Option<Change<'a>> {
        let (word, note) = after.split_once('=').unwrap_or((after, ""));
        let what = match word {
            "none" if note.is_empty() => What::None,
            Mark::TO_CONFIRM => What::Mark { mark: Mark::TO_CONFIRM, note: note.trim() },
            Mark::DOES_NOT_APPLY => What::Mark { mark: Mark::DOES_NOT_APPLY, note: note.trim() },
            _ => return None,
        };
        Some(Change { path: path.trim(), what })
    }

    /// Makes the change in a record.
    ///
    /// # Errors
    /// The sentence that says why it is not understood; the record may be half changed then and is to be thrown away.
    pub(super) fn make(&self, subject: &mut Subject, maker: &Maker, ids: &mut Ids) -> Result<(), String> {
        match (Path::read(self.path, subject).map_err(|problem| path_sentence(&problem))?, self.what) {
            (Target::Value(place), what) => {
                let Some(column) = subject.column(&place) else { return Err(say("change.not-here", &[])) };
                self.make_in(&place, &column, what, subject, maker, ids)
            }
            (Target::Row { field, row }, What::Put("")) if row < subject.count(field).unwrap_or(0) => {
                subject.remove_row(field, row);
                Ok(())
            }
            (Target::Row { field, .. }, _) => Err(say("change.whole-row", &[("field", field)])),
        }
    }

    fn make_in(
        &self,
        place: &Place,
        column: &Column,
        what: What,
        subject: &mut Subject,
        maker: &Maker,
        ids: &mut Ids,
    ) -> Result<(), String> {
        let label = [("field", column.spec.label)];
        let read = |words: &str| typed::read(column, words, maker.today).map_err(|problem| problem.sentence());
        match what {
            What::Put(words) if words.trim().is_empty() => {
                clear(place, subject, ids);
                subject.set_mark(place, None);
                Ok(())
            }
            What::Put(words) => put(place, read(words)?, subject, ids),
            What::Add(words) | What::Take(words) if words.trim().is_empty() => {
                Err(say("change.no-term", &[("words", words)]))
            }
            What::Add(words) => {
                let mut terms = terms(place, column, subject).ok_or_else(|| say("change.no-list", &label))?;
                let term = typed::term(column.kind, words.trim()).map_err(|problem| problem.sentence())?;
                if !terms.iter().any(|listed| same_term(listed, &term)) {
                    terms.push(term);
                }
                put(place, Value::Terms(terms), subject, ids)
            }
            What::Take(words) => {
                let mut terms = terms(place, column, subject).ok_or_else(|| say("change.no-list", &label))?;
                let term = typed::term(column.kind, words.trim()).unwrap_or_else(|_| words.trim().into());
                let before = terms.len();
                terms.retain(|listed| !same_term(listed, &term) && !same_term(listed, words));
                if terms.len() == before {
                    return Err(say("change.not-listed", &[("words", words.trim()), ("field", column.spec.label)]));
                }
                let left = if terms.is_empty() { Value::Empty } else { Value::Terms(terms) };
                put(place, left, subject, ids)
            }
            What::None => match column.kind {
                Kind::Many(_) => put(place, Value::Terms(Vec::new()), subject, ids),
                Kind::Rows => {
                    clear(place, subject, ids);
                    put(place, Value::Rows(0), subject, ids)
                }
                _ => Err(say("change.no-none", &label)),
            },
            What::Mark { mark, note } => put_mark(place, mark, note, subject, maker, ids),
        }
    }
}

/// Replaces a value. A mark that no longer holds then goes with it.
fn put(place: &Place, value: Value, subject: &mut Subject, ids: &mut Ids) -> Result<(), String> {
    let before = subject.clone();
    subject.set(place, value, ids).map_err(|_| say("change.not-here", &[]))?;
    subject.take_off_outdated_mark(&before, place);
    Ok(())
}

/// Makes a field not recorded; a row that is not there yet is not made for it.
fn clear(place: &Place, subject: &mut Subject, ids: &mut Ids) {
    let rows = subject.count(place.field).unwrap_or(0);
    match place.cell {
        Some((row, _)) if row >= rows => return,
        Some(_) => {}
        // Row by row, so that the marks of lines go with them.
        None => (0..rows).rev().for_each(|row| subject.remove_row(place.field, row)),
    }
    // Every field takes this value.
    let _ = subject.set(place, Value::Empty, ids);
}

fn put_mark(
    place: &Place,
    mark: &'static str,
    note: &str,
    subject: &mut Subject,
    maker: &Maker,
    ids: &mut Ids,
) -> Result<(), String> {
    if subject.activity().is_none() {
        return Err(say("change.no-marks", &[]));
    }
    match place.cell {
        Some(_) if place.field != "lines" => {
            return Err(say("change.mark-on-table", &[("field", place.field), ("mark", mark)]));
        }
        _ => {}
    }
    if mark == Mark::DOES_NOT_APPLY && note.is_empty() {
        return Err(say("change.no-reason", &[]));
    }
    let text = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Text::from);
    let mark = Mark {
        mark: text(mark),
        note: text(note),
        by: text(maker.user),
        on: Some(DateText::from(maker.today)),
        ..Mark::default()
    };
    subject.mark_as(place, mark, ids).map_err(|_| say("change.not-here", &[]))
}

/// The terms of a list, none where nothing is recorded; `None` where the field is no list.
fn terms(place: &Place, column: &Column, subject: &Subject) -> Option<Vec<Text>> {
    match (column.kind, subject.value(place)) {
        (Kind::Many(_), Value::Terms(terms)) => Some(terms),
        (Kind::Many(_), _) => Some(Vec::new()),
        _ => None,
    }
}

fn path_sentence(problem: &PathProblem) -> String {
    match problem {
        PathProblem::NoSuchField { name, near } if near.is_empty() => say("change.no-field", &[("name", name)]),
        PathProblem::NoSuchField { name, near } => {
            say("change.no-field-near", &[("name", name), ("near", &near.join("’, ‘"))])
        }
        PathProblem::NoTable { field } => say("change.no-table", &[("field", field)]),
        PathProblem::NoSuchRow { field, row, rows } if rows.is_empty() => {
            say("change.no-rows", &[("field", field), ("row", row)])
        }
        PathProblem::NoSuchRow { field, row, rows } => {
            say("change.no-row", &[("field", field), ("row", row), ("rows", &rows.join(", "))])
        }
        PathProblem::WhichLine { field, lines } => {
            let lines =
                lines.iter().map(|(id, words)| say("change.line", &[("id", id), ("words", words), ("field", field)]));
            say("change.which-line", &[("field", field), ("lines", &lines.collect::<Vec<_>>().join(", "))])
        }
    }
}
