//! The marks of an activity after an import: the file's come where nothing contradicts them, the officer's stay while they hold.

use crate::domain::activity::{Activity, Mark};
use crate::domain::field::{Fielded, Value};
use crate::domain::id::Id;
use crate::domain::line::Line;
use crate::domain::subject::{Place, Subject};
use std::collections::HashMap;
use std::sync::Arc;

/// Takes over the marks of a draft, and takes off those that what it says has answered.
pub(super) fn take_over(after: &mut Activity, before: &Activity, draft: &Activity, lines: &HashMap<String, String>) {
    after.marks.clone_from(&before.marks);
    let [mut subject, there, file] =
        [&*after, before, draft].map(|activity| Subject::Activity(Arc::new(activity.clone())));
    for mark in before.marks() {
        if let Some(place) = place_of(mark, after) {
            subject.take_off_outdated_mark(&there, &place);
        }
    }
    let mut taken = Vec::new();
    for mark in draft.marks() {
        let line = mark.line.as_deref().map(|line| lines.get(line).map_or(line, String::as_str));
        let mark = Mark { line: line.map(Into::into), ..mark.clone() };
        let stands = |other: &Mark| (&other.field, &other.line, &other.rule) == (&mark.field, &mark.line, &mark.rule);
        if before.marks().iter().any(stands) {
            continue;
        }
        let says = |subject: &Subject, activity: &Activity, mark: &Mark| {
            place_of(mark, activity).map_or(Value::Empty, |place| subject.value(&place))
        };
        let original = draft.marks().iter().find(|other| other.field == mark.field && other.rule == mark.rule);
        let in_file = original.map_or(Value::Empty, |original| says(&file, draft, original));
        if mark.is(Mark::ACCEPTED) || says(&subject, after, &mark) == in_file {
            taken.push(mark);
        }
    }
    let Subject::Activity(marked) = subject else { return };
    let marks: Vec<Mark> = marked.marks().iter().cloned().chain(taken).collect();
    after.marks = Some(marks).filter(|marks| !marks.is_empty()).or_else(|| before.marks.clone().filter(Vec::is_empty));
}

/// Where a mark stands in an activity.
fn place_of(mark: &Mark, activity: &Activity) -> Option<Place> {
    let field = mark.field.as_deref()?;
    let Some(line) = mark.line.as_deref() else {
        return Activity::fields()
            .iter()
            .find(|known| known.spec.marked_as() == field)
            .map(|known| Place::of(known.spec.id));
    };
    let row = activity.lines().iter().position(|there| there.id == Id::from(line))?;
    let column = Line::fields().iter().find(|known| known.spec.marked_as() == field)?;
    Some(Place::line(row, column.spec.id))
}
