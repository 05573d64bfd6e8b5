//! The differences between two states of a record, field by field.

use crate::domain::field::Value;
use crate::domain::id::Id;
use crate::domain::subject::{Place, Subject};

/// One field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Where it stands in the later state, or in the earlier one where its row is gone.
    pub place: Place,
    /// The line or transfer that it belongs to, where it belongs to one.
    pub row: Option<Id>,
    /// The value before.
    pub from: Value,
    /// The value after.
    pub to: Value,
}

/// What changed from one state of a record to another. Rows with ids are matched by id, others by position.
pub fn diff(before: &Subject, after: &Subject) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for place in after.recorded() {
        let earlier = place_in(after, &place, before);
        let from = earlier.map_or(Value::Empty, |earlier| before.value(&earlier));
        let to = after.value(&place);
        if from != to {
            changes.push(FieldChange { place, row: row_of(after, &place), from, to });
        }
    }
    for place in before.recorded() {
        let later = place_in(before, &place, after);
        if later.is_none_or(|later| after.value(&later) == Value::Empty) {
            changes.push(FieldChange {
                place,
                row: row_of(before, &place),
                from: before.value(&place),
                to: Value::Empty,
            });
        }
    }
    changes
}

fn row_of(subject: &Subject, place: &Place) -> Option<Id> {
    subject.row_id(place.field, place.cell?.0)
}

/// Where a place of one state stands in the other; `None` where its row is not there.
fn place_in(here: &Subject, place: &Place, there: &Subject) -> Option<Place> {
    let Some((_, column)) = place.cell else {
        return Some(*place);
    };
    let Some(id) = row_of(here, place) else {
        return Some(*place);
    };
    let rows = 0..there.count(place.field).unwrap_or(0);
    let row = rows.into_iter().find(|row| there.row_id(place.field, *row).as_ref() == Some(&id))?;
    Some(Place::cell(place.field, row, column))
}
