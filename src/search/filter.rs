//! Filters: what an officer can narrow the register by without learning a language.

use crate::domain::Text;

/// One thing to narrow the register by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// A field of the activity, its lines, agreements or transfers holds this value.
    Is {
        /// The field's id, of whichever table.
        field: &'static str,
        /// The value: a code, a term, or text.
        value: Text,
    },
    /// How the next review stands.
    Review(Review),
    /// The activity holds data of this kind.
    Holds(Holding),
}

/// How the next review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Review {
    /// Its day has passed.
    Overdue,
    /// It is due within 90 days.
    Soon,
    /// No day is set.
    NotSet,
}

/// Kinds of data and processing that officers look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holding {
    /// Special category data, recorded or implied.
    SpecialCategory,
    /// Criminal offence data.
    CriminalOffence,
    /// Transfers out of the United Kingdom.
    Transfers,
    /// Data about children.
    Children,
}

/// A further filter and how many activities it would leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The filter.
    pub filter: Filter,
    /// How many activities of those found pass it.
    pub count: usize,
}
