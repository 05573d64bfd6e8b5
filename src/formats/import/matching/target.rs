//! The fields that a column can go to, and how many columns each takes.

use std::sync::LazyLock;

use crate::domain::activity::Activity;
use crate::domain::field::{Fielded, Kind};
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::words::say;

/// Where a column can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The id of the field; a line's field stands without its line, the organisation's behind `organisation.`.
    pub id: &'static str,
    /// What the officer reads.
    pub label: String,
    /// Whether several columns may go there; of a field that takes one, the second column is left to the officer.
    pub takes: Takes,
}

/// How many columns a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One: a second column would take the place of the first.
    One,
    /// Several, as terms or rows beside each other or as paragraphs below each other.
    Several,
}

impl Takes {
    fn of(kind: Kind) -> Takes {
        match kind {
            Kind::Long | Kind::Many(_) | Kind::Rows => Takes::Several,
            _ => Takes::One,
        }
    }
}

/// All targets: the fields of an activity and of its lines in the order of the screens, what is read from prose, and the organisation's own.
pub static TARGETS: LazyLock<Vec<Target>> = LazyLock::new(|| {
    let of_activity = Activity::fields().iter().filter(|field| !NOT_IN_A_COLUMN.contains(&field.spec.id));
    let of_activity = of_activity.map(|field| (field.spec.id, field.spec.label.to_owned(), Takes::of(field.kind())));
    let of_line =
        Line::fields().iter().map(|field| (field.spec.id, field.spec.label.to_owned(), Takes::of(field.kind())));
    let from_prose = FROM_PROSE.iter().map(|(id, label)| (*id, say(label, &[]), Takes::Several));
    let of_organisation = OF_ORGANISATION.iter().filter_map(|id| {
        let field = Organisation::field(id.strip_prefix("organisation.")?)?;
        Some((*id, field.spec.label.to_owned(), Takes::One))
    });
    let all = of_activity.chain(of_line).chain(from_prose).chain(of_organisation);
    all.map(|(id, label, takes)| Target { id, label, takes }).collect()
});

/// The target with this id. `external_ids.SYSTEM` is `external_ids`: the heading of the column names the system.
pub fn target(id: &str) -> Option<&'static Target> {
    let id = if id.starts_with("external_ids.") { "external_ids" } else { id };
    TARGETS.iter().find(|target| target.id == id)
}

/// What no column holds: a table of lines is made of its fields, and where an activity was brought in from is made by the import.
const NOT_IN_A_COLUMN: [&str; 5] = ["lines", "imported.from", "imported.on", "imported.evidence", "imported.unmapped"];

/// What is read from prose or goes to a part of a table's rows.
const FROM_PROSE: [(&str, &str); 4] = [
    ("retention", "import.target.retention"),
    ("transfers.safeguards", "import.target.safeguards"),
    ("lawful_bases.statutory_reference", "import.target.law"),
    ("agreements.ends_on", "import.target.agreement-ends"),
];

const OF_ORGANISATION: [&str; 13] = [
    "organisation.name",
    "organisation.address",
    "organisation.email",
    "organisation.telephone",
    "organisation.registration_number",
    "organisation.data_protection_officer.name",
    "organisation.data_protection_officer.address",
    "organisation.data_protection_officer.email",
    "organisation.data_protection_officer.telephone",
    "organisation.representative.name",
    "organisation.representative.address",
    "organisation.representative.email",
    "organisation.representative.telephone",
];
