//! The table of fields: what can be recorded, what each field is called, asks and rests on, and the way to its value.
//!
//! All code that treats fields alike walks these tables: form, detail, search, sheets, differences, the command line, the docs.

pub mod activity;
pub mod line;
pub mod organisation;
pub mod rows;

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::date::DateText;
use crate::domain::fold::fold;
use crate::domain::vocabulary::ListId;
use std::collections::HashSet;

/// What one field is, apart from the way to its value.
#[derive(Debug, PartialEq, Eq)]
pub struct Spec {
    /// The dotted path in the file, such as `dpia.link`.
    pub id: &'static str,
    /// Short names for the search box, such as `to` for recipients.
    pub short: &'static [&'static str],
    /// What it is called on screen.
    pub label: &'static str,
    /// What to write.
    pub help: &'static str,
    /// A good example; empty where the help says it all.
    pub example: &'static str,
    /// The law or guidance it rests on; empty where it is the register's own.
    pub law: &'static str,
    /// The section of the screen it stands in.
    pub section: Section,
    /// The kinds of record that ask for it; others show it only where it is filled in.
    pub asked: Asked,
    /// The group with one meaning that it belongs to, and on which its marks stand; empty for a field of its own.
    pub whole: &'static str,
}

impl Spec {
    /// The id under which marks on this field stand.
    pub fn marked_as(&self) -> &'static str {
        if self.whole.is_empty() { self.id } else { self.whole }
    }
}

/// A part of an activity, as the screens divide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the activity is and who answers for it.
    Overview,
    /// Linked lines of people and data.
    People,
    /// Bases and conditions.
    Basis,
    /// What a processor records for its controllers.
    Processing,
    /// What section 61 asks for.
    LawEnforcement,
    /// Recipients and agreements.
    Sharing,
    /// Transfers out of the United Kingdom.
    Transfers,
    /// Time limits.
    Retention,
    /// Security measures and locations.
    Security,
    /// Rights, notices, assessments and breaches.
    Rights,
    /// Reviews, notes and origin.
    Review,
    /// The organisation's own header.
    Organisation,
    /// The organisation's own recipients.
    OwnRecipients,
    /// The organisation's own groups of people.
    OwnPeople,
    /// The organisation's own kinds of data.
    OwnData,
    /// The organisation's own security measures.
    OwnSecurity,
    /// The organisation's own sources.
    OwnSources,
    /// The organisation's own purposes.
    OwnPurposes,
}

impl Section {
    /// The sections of an activity in reading order.
    pub const OF_ACTIVITY: [Section; 11] = [
        Section::Overview,
        Section::People,
        Section::Basis,
        Section::Processing,
        Section::LawEnforcement,
        Section::Sharing,
        Section::Transfers,
        Section::Retention,
        Section::Security,
        Section::Rights,
        Section::Review,
    ];

    /// The sections of the organisation's own words.
    pub const OF_WORDS: [Section; 6] = [
        Section::OwnRecipients,
        Section::OwnPeople,
        Section::OwnData,
        Section::OwnSecurity,
        Section::OwnSources,
        Section::OwnPurposes,
    ];

    /// The heading.
    pub fn label(self) -> &'static str {
        match self {
            Section::Overview => "Overview",
            Section::People => "People and data",
            Section::Basis => "Lawful basis",
            Section::Processing => "Work for controllers",
            Section::LawEnforcement => "Law enforcement",
            Section::Sharing => "Sharing",
            Section::Transfers => "Transfers",
            Section::Retention => "Retention",
            Section::Security => "Security",
            Section::Rights => "Rights and notices",
            Section::Review => "Review and history",
            Section::Organisation => "Organisation",
            Section::OwnRecipients => "Recipients",
            Section::OwnPeople => "People",
            Section::OwnData => "Personal data",
            Section::OwnSecurity => "Security measures",
            Section::OwnSources => "Sources",
            Section::OwnPurposes => "Purposes",
        }
    }
}

/// The kinds of record that ask for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// A controller's record of general processing (Article 30(1)).
    pub controller: bool,
    /// A processor's record (Article 30(2)).
    pub processor: bool,
    /// A law-enforcement record (section 61 DPA 2018).
    pub law_enforcement: bool,
}

impl Asked {
    /// Every record.
    pub const ALL: Asked = Asked { controller: true, processor: true, law_enforcement: true };
    /// Controllers' records of either regime.
    pub const CONTROLLERS: Asked = Asked { controller: true, processor: false, law_enforcement: true };
    /// Controllers' records of general processing only.
    pub const GENERAL: Asked = Asked { controller: true, processor: false, law_enforcement: false };
    /// Processors' records only.
    pub const PROCESSOR: Asked = Asked { controller: false, processor: true, law_enforcement: false };
    /// Law-enforcement records only.
    pub const LAW_ENFORCEMENT: Asked = Asked { controller: false, processor: false, law_enforcement: true };

    /// Whether a record of this activity's role and regime asks for it.
    pub fn of(self, activity: &Activity) -> bool {
        if activity.is_processor() {
            return self.processor;
        }
        if activity.is_law_enforcement() { self.law_enforcement } else { self.controller }
    }
}

/// The value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not recorded.
    Empty,
    /// Text, or the code of a closed list.
    Text(Text),
    /// Terms or codes; an empty list says that somebody answered «none».
    Terms(Vec<Text>),
    /// A day.
    Date(DateText),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// How many rows a table holds; 0 says that somebody answered «none».
    Rows(usize),
}

impl Value {
    /// Whether nothing is recorded; text of spaces only counts as nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// Whether the answer «none» was given.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::Rows(0)) || matches!(self, Value::Terms(terms) if terms.is_empty())
    }

    /// The answer «none» for a list, and «not recorded» for anything else.
    pub fn of_terms(terms: Option<&Vec<Text>>) -> Value {
        terms.map_or(Value::Empty, |terms| Value::Terms(terms.clone()))
    }
}

/// The kind of value that a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text; the list, if any, offers wordings.
    Text(Option<ListId>),
    /// Text of any length.
    Long,
    /// One code of a list.
    Choice(ListId),
    /// One line of the activity, by its id.
    Line,
    /// Several terms or codes of a list, or free ones.
    Many(Option<ListId>),
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// A table with fields of its own.
    Rows,
}

/// How to read and replace one value of a record.
pub struct Slot<T: 'static, V: 'static> {
    /// Reads it.
    pub get: fn(&T) -> Option<&V>,
    /// Replaces it; `None` makes it not recorded.
    pub set: fn(&mut T, Option<V>),
}

/// The kind of a field tied to the way to its value, so that one cannot be given without the other.
pub enum Access<T: 'static> {
    /// One line of text.
    Text(Slot<T, Text>, Option<ListId>),
    /// Text of any length.
    Long(Slot<T, Text>),
    /// One code of a list.
    Choice(Slot<T, Text>, ListId),
    /// One line of the activity, by its id.
    Line(Slot<T, Text>),
    /// Several terms.
    Many(Slot<T, Vec<Text>>, Option<ListId>),
    /// A day.
    Date(Slot<T, DateText>),
    /// Yes or no.
    Flag(Slot<T, bool>),
    /// A whole number.
    Number(Slot<T, u32>),
    /// A table.
    Rows(&'static dyn rows::Rows<T>),
}

/// A row of a table of fields.
pub struct Field<T: 'static> {
    /// What it is.
    pub spec: Spec,
    /// The way to its value.
    pub access: Access<T>,
}

/// The value given does not fit the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongKind;

impl<T> Field<T> {
    /// The kind of its value.
    pub fn kind(&self) -> Kind {
        match &self.access {
            Access::Text(_, list) => Kind::Text(*list),
            Access::Long(_) => Kind::Long,
            Access::Choice(_, list) => Kind::Choice(*list),
            Access::Line(_) => Kind::Line,
            Access::Many(_, list) => Kind::Many(*list),
            Access::Date(_) => Kind::Date,
            Access::Flag(_) => Kind::Flag,
            Access::Number(_) => Kind::Number,
            Access::Rows(_) => Kind::Rows,
        }
    }

    /// Its value in a record.
    pub fn value(&self, record: &T) -> Value {
        match &self.access {
            Access::Text(slot, _) | Access::Long(slot) | Access::Choice(slot, _) | Access::Line(slot) => {
                (slot.get)(record).map_or(Value::Empty, |text| Value::Text(text.clone()))
            }
            Access::Many(slot, _) => Value::of_terms((slot.get)(record)),
            Access::Date(slot) => (slot.get)(record).map_or(Value::Empty, |date| Value::Date(date.clone())),
            Access::Flag(slot) => (slot.get)(record).map_or(Value::Empty, |flag| Value::Flag(*flag)),
            Access::Number(slot) => (slot.get)(record).map_or(Value::Empty, |number| Value::Number(*number)),
            Access::Rows(rows) => rows.count(record).map_or(Value::Empty, Value::Rows),
        }
    }

    /// Its texts in a record: the one text or code, or the terms.
    pub fn texts<'a>(&self, record: &'a T) -> &'a [Text] {
        match &self.access {
            Access::Text(slot, _) | Access::Long(slot) | Access::Choice(slot, _) | Access::Line(slot) => {
                (slot.get)(record).map(std::slice::from_ref).unwrap_or_default()
            }
            Access::Many(slot, _) => (slot.get)(record).map(Vec::as_slice).unwrap_or_default(),
            Access::Date(_) | Access::Flag(_) | Access::Number(_) | Access::Rows(_) => &[],
        }
    }

    /// Replaces its value in a record. A table takes only «not recorded» and «none»; its cells are set one by one.
    pub fn set(&self, record: &mut T, value: Value) -> Result<(), WrongKind> {
        match (&self.access, value) {
            (
                Access::Text(slot, _) | Access::Long(slot) | Access::Choice(slot, _) | Access::Line(slot),
                Value::Text(text),
            ) => {
                (slot.set)(record, Some(text));
            }
            (
                Access::Text(slot, _) | Access::Long(slot) | Access::Choice(slot, _) | Access::Line(slot),
                Value::Empty,
            ) => (slot.set)(record, None),
            (Access::Many(slot, _), Value::Terms(terms)) => (slot.set)(record, Some(without_repeats(terms))),
            (Access::Many(slot, _), Value::Empty) => (slot.set)(record, None),
            (Access::Date(slot), Value::Date(date)) => (slot.set)(record, Some(date)),
            (Access::Date(slot), Value::Empty) => (slot.set)(record, None),
            (Access::Flag(slot), Value::Flag(flag)) => (slot.set)(record, Some(flag)),
            (Access::Flag(slot), Value::Empty) => (slot.set)(record, None),
            (Access::Number(slot), Value::Number(number)) => (slot.set)(record, Some(number)),
            (Access::Number(slot), Value::Empty) => (slot.set)(record, None),
            (Access::Rows(rows), Value::Empty) => rows.clear(record, false),
            (Access::Rows(rows), Value::Rows(0)) => rows.clear(record, true),
            _ => return Err(WrongKind),
        }
        Ok(())
    }
}

/// A list is a set in the order given: of two terms with the same folded text the first stays.
fn without_repeats(terms: Vec<Text>) -> Vec<Text> {
    let mut seen = HashSet::new();
    terms.into_iter().filter(|term| seen.insert(fold(term))).collect()
}

/// A record that has a table of fields.
pub trait Fielded: Clone + Default + PartialEq + 'static {
    /// Its table, in reading order.
    fn fields() -> &'static [Field<Self>];

    /// The field with this id.
    fn field(id: &str) -> Option<&'static Field<Self>> {
        Self::fields().iter().find(|field| field.spec.id == id)
    }
}

/// Writes the way to a member: `slot!(title)`, or `slot!(dpia.link)` for one in a group, which comes and goes with its members.
macro_rules! slot {
    ($member:ident) => {
        $crate::domain::field::Slot {
            get: |record| record.$member.as_ref(),
            set: |record, value| record.$member = value,
        }
    };
    ($group:ident . $member:ident) => {
        $crate::domain::field::Slot {
            get: |record| record.$group.as_ref()?.$member.as_ref(),
            set: |record, value| {
                let group = record.$group.get_or_insert_default();
                group.$member = value;
                if group.is_empty() {
                    record.$group = None;
                }
            },
        }
    };
    ($outer:ident . $group:ident . $member:ident) => {
        $crate::domain::field::Slot {
            get: |record| record.$outer.as_ref()?.$group.as_ref()?.$member.as_ref(),
            set: |record, value| {
                let outer = record.$outer.get_or_insert_default();
                let group = outer.$group.get_or_insert_default();
                group.$member = value;
                if group.is_empty() {
                    outer.$group = None;
                }
                if outer.is_empty() {
                    record.$outer = None;
                }
            },
        }
    };
}
pub(crate) use slot;

/// Writes a table of fields, grouped by section and by the records that ask for them.
macro_rules! fields {
    ($record:ty; $($section:ident $asked:ident { $(
        $id:literal [$($short:literal)*] $label:literal $kind:ident($($access:tt)*)
            $(in $whole:literal)? help $help:literal $(eg $example:literal)? $(law $law:literal)?;
    )* })*) => {
        impl $crate::domain::field::Fielded for $record {
            fn fields() -> &'static [$crate::domain::field::Field<Self>] {
                static TABLE: &[$crate::domain::field::Field<$record>] = &[$($(
                    $crate::domain::field::Field {
                        spec: $crate::domain::field::Spec {
                            id: $id,
                            short: &[$($short),*],
                            label: $label,
                            help: $help,
                            example: concat!($($example)?),
                            law: concat!($($law)?),
                            section: $crate::domain::field::Section::$section,
                            asked: $crate::domain::field::Asked::$asked,
                            whole: concat!($($whole)?),
                        },
                        access: $crate::domain::field::Access::$kind($($access)*),
                    },
                )*)*];
                TABLE
            }
        }
    };
}
pub(crate) use fields;
