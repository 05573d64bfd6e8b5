//! Where an activity was brought in from: the words behind each value, and what found no field.

use crate::domain::Text;
use crate::domain::date::DateText;
use crate::domain::pairs::Pairs;
use crate::domain::record::record;

record! {
    /// Where an activity was brought in from.
    pub struct Imported {
        /// The file.
        from: Option<Text>,
        /// The day.
        on: Option<DateText>,
        /// The words from which each value was taken.
        evidence: Option<Vec<Evidence>>,
        /// Whatever found no field, under its heading.
        unmapped: Option<Pairs>,
    }
}

record! {
    /// The words from which one value was taken.
    pub struct Evidence {
        /// The field.
        field: Option<Text>,
        /// The value.
        value: Option<Text>,
        /// The words found.
        found: Option<Text>,
        /// Where they stand: line, or sheet and cell.
        at: Option<Text>,
    }
}
