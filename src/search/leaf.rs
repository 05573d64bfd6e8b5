//! The fields that search reads: those of an activity, and each column of the tables in it as a field of its own.

use crate::domain::activity::Activity;
use crate::domain::field::rows::Rows;
use crate::domain::field::{Access, Field, Fielded, Kind, Spec, Value};
use crate::domain::line::Line;
use crate::domain::vocabulary::ListId;
use std::sync::LazyLock;

/// The number of a leaf, its place in [`leaves`].
pub(super) type LeafId = u8;

/// One field that holds values itself.
pub(super) struct Leaf {
    /// What it is.
    pub spec: &'static Spec,
    /// The kind of its values.
    pub kind: Kind,
    /// The field of the activity: itself, or the table that it is a column of.
    pub field: &'static Field<Activity>,
    table: Option<&'static dyn Rows<Activity>>,
}

/// Every leaf in reading order. There are fewer than 256.
pub(super) fn leaves() -> &'static [Leaf] {
    static LEAVES: LazyLock<Vec<Leaf>> = LazyLock::new(|| Activity::fields().iter().flat_map(leaves_of).collect());
    &LEAVES
}

/// The leaf with this number.
pub(super) fn leaf(id: LeafId) -> Option<&'static Leaf> {
    leaves().get(usize::from(id))
}

/// The leaves with their numbers.
pub(super) fn numbered() -> impl Iterator<Item = (LeafId, &'static Leaf)> {
    (0..).zip(leaves())
}

/// The leaf of the field with exactly this id: of the activity first, then of its lines, then of the other tables.
pub(super) fn with_id(id: &str) -> Option<LeafId> {
    let mut fitting: Vec<(LeafId, &Leaf)> = numbered().filter(|(_, leaf)| leaf.spec.id == id).collect();
    fitting.sort_by_key(|(_, leaf)| (leaf.table.is_some(), !leaf.is_of_line()));
    fitting.first().map(|(number, _)| *number)
}

/// The leaves that an officer means by a name: the field's id, a short name, or the group that it belongs to; none
/// where no field is called so.
pub(super) fn named(name: &str) -> Vec<LeafId> {
    let called = |spec: &Spec| spec.id == name || spec.short.contains(&name);
    let tests: [&dyn Fn(&Leaf) -> bool; 5] = [
        &|leaf| leaf.table.is_none() && called(leaf.spec),
        &|leaf| {
            leaf.table.is_some() && (leaf.spec.short.contains(&name) || (leaf.is_of_line() && leaf.spec.id == name))
        },
        // `basis:` means the column of that name, not the whole table that is called so for short.
        &|leaf| leaf.table.is_some() && called(&leaf.field.spec) && leaf.spec.id == name,
        &|leaf| leaf.table.is_some() && called(&leaf.field.spec),
        &|leaf| leaf.spec.whole == name || leaf.spec.id == name || leaf.has_path(name),
    ];
    let found = tests
        .iter()
        .map(|test| numbered().filter(|(_, leaf)| test(leaf)).map(|(number, _)| number).collect::<Vec<_>>());
    found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

fn leaves_of(field: &'static Field<Activity>) -> Vec<Leaf> {
    let Access::Rows(table) = field.access else {
        return vec![Leaf { spec: &field.spec, kind: field.kind(), field, table: None }];
    };
    let columns = table.columns().into_iter();
    columns.map(|column| Leaf { spec: column.spec, kind: column.kind, field, table: Some(table) }).collect()
}

impl Leaf {
    /// Its values: one, or one for each row of its table.
    pub fn values(&self, activity: &Activity) -> impl Iterator<Item = Value> {
        let rows = self.rows(activity).unwrap_or(0);
        (0..rows).map(|row| self.value(activity, row))
    }

    /// Its value in one row of its table; a field that is no column has its value in row 0.
    pub fn value(&self, activity: &Activity, row: usize) -> Value {
        match self.table {
            Some(table) => table.value(activity, row, self.spec.id),
            None if row == 0 => self.field.value(activity),
            None => Value::Empty,
        }
    }

    /// How many values it has: rows of its table, or one; `None` where the table is not recorded.
    pub fn rows(&self, activity: &Activity) -> Option<usize> {
        self.table.map_or(Some(1), |table| table.count(activity))
    }

    /// Whether it is a field of the activity itself.
    pub fn is_of_activity(&self) -> bool {
        self.table.is_none()
    }

    /// Whether it is a column of the lines.
    pub fn is_of_line(&self) -> bool {
        self.field.spec.id == "lines" && Line::field(self.spec.id).is_some()
    }

    /// What an officer calls the place of its values: a table as a whole, but the fields of a line by themselves.
    pub fn shown_as(&self) -> &'static Spec {
        if self.is_of_line() { self.spec } else { &self.field.spec }
    }

    /// The list from which its words come.
    pub fn list(&self) -> Option<ListId> {
        match self.kind {
            Kind::Choice(list) => Some(list),
            Kind::Text(list) | Kind::Many(list) => list,
            _ => None,
        }
    }

    /// Whether many activities share its values, so that each is kept once and counted.
    pub fn is_shared(&self) -> bool {
        match self.kind {
            Kind::Choice(_) => true,
            Kind::Many(list) => list != Some(ListId::Purposes),
            Kind::Text(list) => list.is_some() || (self.table.is_none() && SHARED_TEXTS.contains(&self.spec.id)),
            _ => false,
        }
    }

    /// Whether its values are kept with the entry: prose and words of the activity alone, where words are looked for in it.
    pub fn is_own_text(&self) -> bool {
        self.is_free() && self.is_for_words()
    }

    fn is_free(&self) -> bool {
        matches!(self.kind, Kind::Text(_) | Kind::Long | Kind::Many(_)) && !self.is_shared()
    }

    /// Whether words without a field's name are looked for in it. A choice of few codes, such as the status, would match
    /// half the register, and the origin of an import holds words that have been replaced.
    pub fn is_for_words(&self) -> bool {
        let telling = match self.kind {
            Kind::Choice(list) => TELLING_CHOICES.contains(&list),
            _ => self.is_shared() || self.is_free(),
        };
        telling && !self.is_reference_to_line() && self.field.spec.id != "imported.evidence"
    }

    /// Whether a name is that of its table and its own: `transfers.country`.
    fn has_path(&self, name: &str) -> bool {
        name.strip_prefix(self.field.spec.id).and_then(|rest| rest.strip_prefix('.')) == Some(self.spec.id)
    }

    fn is_reference_to_line(&self) -> bool {
        self.field.spec.id == "transfers" && self.spec.id == "line"
    }
}

/// Texts without a list that are the same for many activities.
const SHARED_TEXTS: [&str; 3] = ["directorate", "team", "owner"];

/// Choices whose words say something of an activity.
const TELLING_CHOICES: [ListId; 5] = [
    ListId::LawfulBases,
    ListId::Countries,
    ListId::Mechanisms,
    ListId::RecognisedLegitimateInterests,
    ListId::RetentionActions,
];
