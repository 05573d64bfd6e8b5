//! The free text of an activity: what officers write in words of their own, without contact details, references and links.

use crate::domain::activity::{Activity, LawfulBasis};
use crate::domain::check::spot::Spot;
use crate::domain::field::{Field, Fielded, Kind, Spec};
use crate::domain::line::Line;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::list;
use std::sync::LazyLock;

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The field or column that holds it.
    pub(super) spec: &'static Spec,
    /// The table, where that is a column, and the row.
    pub(super) cell: Option<(&'static str, usize)>,
    /// The line, where the field is a line's.
    line: Option<&'a Line>,
}

impl Place<'_> {
    /// One of a rule's asks, at this place, with its name as a part of the sentence.
    pub(super) fn spot(&self, ask: usize) -> Spot {
        let spot = Spot::ask(ask).part("field", self.spec.label);
        match (self.cell, self.line) {
            (Some((table, row)), _) => spot.at(table, Some(self.spec.id)).on_row(row),
            (None, Some(line)) => spot.at(self.spec.id, None).on_line(line),
            (None, None) => spot.at(self.spec.id, None),
        }
    }
}

/// Shows every free text of an activity.
pub(super) fn each<'a>(activity: &'a Activity, mut see: impl FnMut(&'a str, Place<'a>)) {
    in_fields(activity, &OF_ACTIVITY, None, None, &mut see);
    for line in activity.lines() {
        in_fields(line, &OF_LINE, None, Some(line), &mut see);
    }
    for (row, basis) in activity.lawful_bases().iter().enumerate() {
        in_fields(basis, &OF_BASIS, Some(("lawful_bases", row)), None, &mut see);
    }
    for (row, transfer) in activity.transfers().iter().enumerate() {
        in_fields(transfer, &OF_TRANSFER, Some(("transfers", row)), None, &mut see);
    }
}

type Free<T> = LazyLock<Vec<&'static Field<T>>>;

static OF_ACTIVITY: Free<Activity> = LazyLock::new(free);
static OF_LINE: Free<Line> = LazyLock::new(free);
static OF_BASIS: Free<LawfulBasis> = LazyLock::new(free);
static OF_TRANSFER: Free<Transfer> = LazyLock::new(free);

fn in_fields<'a, T>(
    record: &'a T,
    fields: &[&'static Field<T>],
    cell: Option<(&'static str, usize)>,
    line: Option<&'a Line>,
    see: &mut impl FnMut(&'a str, Place<'a>),
) {
    for field in fields {
        for text in field.texts(record) {
            see(text, Place { spec: &field.spec, cell, line });
        }
    }
}

/// The fields of a record that hold words of its officers' own.
fn free<T: Fielded>() -> Vec<&'static Field<T>> {
    let own_words = |field: &&Field<T>| match field.kind() {
        Kind::Long => true,
        Kind::Text(_) => !SET_APART.contains(&field.spec.id),
        Kind::Many(words) => words.is_none_or(|id| list(id).open) && !SET_APART.contains(&field.spec.id),
        _ => false,
    };
    T::fields().iter().filter(own_words).collect()
}

/// Fields that hold a person's name on purpose, the way to reach somebody, a link, or a code of the officer's own.
const SET_APART: [&str; 27] = [
    "reference",
    "owner",
    "contact",
    "number_of_people",
    "tags",
    "controller.name",
    "controller.address",
    "controller.email",
    "controller.telephone",
    "controller.registration_number",
    "controller.data_protection_officer.name",
    "controller.data_protection_officer.address",
    "controller.data_protection_officer.email",
    "controller.data_protection_officer.telephone",
    "appropriate_policy_document.link",
    "legitimate_interests.assessment",
    "consent_record",
    "processor_record.contract",
    "law_enforcement.policy_document",
    "privacy_notice.link",
    "dpia.link",
    "breach.link",
    "reviewed_by",
    "approved.by",
    "former_references",
    "imported.from",
    "assessment",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_apart_are_fields() {
        for id in SET_APART {
            assert!(Activity::field(id).is_some() || Transfer::field(id).is_some(), "there is no field {id}");
        }
    }
}
