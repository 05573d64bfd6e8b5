//! The edit of one field: what is typed becomes a value, and a value becomes a step.

use crate::app::shown;
use crate::app::{Desk, Step};
use crate::domain::activity::Activity;
use crate::domain::date::DateText;
use crate::domain::edit::Edit;
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::fold::same_term;
use crate::domain::organisation::Vocabulary;
use crate::domain::rename::{keep_as_alias, rename};
use crate::domain::subject::{Place, Subject};
use crate::domain::typed::{self, TypedProblem};
use crate::domain::words::say;
use std::sync::Arc;

/// A value as it is typed.
pub fn typed_form(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Date(day) => day.long(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Reads what was typed into a field; a remark where it is kept and yet not understood.
///
/// # Errors
/// The sentence for the officer, where it cannot be kept: a date can be, as it was typed, a number cannot.
pub fn read_typed(column: &Column, text: &str, desk: &Desk) -> Result<(Value, Option<String>), String> {
    match typed::read(column, text, desk.today) {
        Ok(value) => Ok((value, None)),
        Err(problem @ TypedProblem::Date(_)) => {
            Ok((Value::Date(DateText::from(text.trim())), Some(problem.sentence())))
        }
        Err(problem) => Err(problem.sentence()),
    }
}

/// The step that sets one value, taking off a mark that said there was none; nothing where it stands so already.
pub fn set_step(subject: &Subject, place: &Place, value: Value, desk: &mut Desk) -> Vec<Step> {
    if subject.value(place) == value {
        return Vec::new();
    }
    let mut after = subject.clone();
    if after.set(place, value, desk.ids).is_err() {
        return Vec::new();
    }
    if let Some(steps) = renamed(subject, &after, place, desk) {
        return steps;
    }
    after.take_off_outdated_mark(subject, place);
    let told = same_reference(&after, place, desk);
    let edit = Edit::replace(edit_label(subject, place), subject.clone(), after);
    std::iter::once(Step::Make(edit)).chain(told.map(Step::Say)).collect()
}

/// What is told of a reference that another activity bears; it is kept all the same.
fn same_reference(after: &Subject, place: &Place, desk: &Desk) -> Option<String> {
    let (Subject::Activity(activity), "reference") = (after, place.field) else { return None };
    let reference = activity.reference.as_deref().filter(|reference| !reference.trim().is_empty())?;
    let bears_it = |other: &&Arc<Activity>| {
        other.id != activity.id && other.reference.as_deref().is_some_and(|known| same_term(known, reference))
    };
    let other = desk.document.register().activities().iter().find(bears_it)?;
    Some(say("reference.used", &[("reference", reference), ("title", other.name())]))
}

/// The steps that rename a word of the organisation's own wherever it is used; the old wording stays as an alias.
fn renamed(before: &Subject, after: &Subject, place: &Place, desk: &mut Desk) -> Option<Vec<Step>> {
    let (Subject::Vocabulary(_), Some((row, "label"))) = (before, place.cell) else { return None };
    let (Value::Text(old), Value::Text(new)) = (before.value(place), after.value(place)) else { return None };
    let mut after = after.clone();
    keep_as_alias(&old, &new, place.field, row, &mut after, desk.ids);
    let Subject::Vocabulary(vocabulary) = after else { return None };
    let label = edit_label(before, place);
    let (edit, count) =
        rename(label, desk.document.register(), place.field, Vocabulary::clone(&vocabulary), &old, &new);
    let told = say("words.renamed", &[("count", &count.to_string()), ("old", &old), ("new", &new)]);
    Some(vec![Step::Make(edit), Step::Say(told)])
}

/// The step that makes a field «none» or «not recorded» and takes off its mark; nothing where it stands so already.
pub fn empty_step(subject: &Subject, place: &Place, value: Value, desk: &mut Desk) -> Option<Step> {
    let mut after = subject.clone();
    if subject.value(place) != value {
        after.set(place, value, desk.ids).ok()?;
    }
    after.set_mark(place, None);
    (after != *subject).then(|| Step::Make(Edit::replace(edit_label(subject, place), subject.clone(), after)))
}

/// What an edit of a field is called when it is undone.
pub fn edit_label(subject: &Subject, place: &Place) -> String {
    let field = subject.column(place).map_or("", |column| column.spec.label);
    match subject {
        Subject::Activity(activity) => say("edit.field", &[("field", field), ("title", &shown::name(activity))]),
        _ => say("edit.header", &[("field", field)]),
    }
}

/// Whether a kind of field is typed into, rather than chosen from a list.
pub(super) fn is_typed(kind: Kind) -> bool {
    matches!(kind, Kind::Text(_) | Kind::Long | Kind::Date | Kind::Number)
}

/// Whether a field is a table that is filled row by row, and not from a list.
pub(super) fn is_filled_by_rows(subject: &Subject, place: &Place) -> bool {
    let kind = subject.column(place).map(|column| column.kind);
    kind == Some(Kind::Rows) && place.field != "lawful_bases"
}

pub(super) fn is_flag(subject: &Subject, place: &Place) -> bool {
    subject.column(place).is_some_and(|column| column.kind == Kind::Flag)
}
