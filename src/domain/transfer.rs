//! A transfer of personal data out of the United Kingdom.

use crate::domain::date::DateText;
use crate::domain::id::Id;
use crate::domain::record::record;
use crate::domain::{List, Text};

record! {
    /// One transfer (Article 30(1)(e); Chapter V, Articles 44A to 49A).
    pub struct Transfer {
        /// The random id by which merges know it.
        id: Id,
        /// The country as an ISO 3166-1 code, or another destination's code.
        country: Option<Text>,
        /// Who receives the data there.
        organisation: Option<Text>,
        /// What allows the transfer, as a code.
        mechanism: Option<Text>,
        /// The safeguards, in words.
        safeguards: Option<Text>,
        /// A link to the transfer risk assessment (Article 46(1A)).
        assessment: Option<Text>,
        /// When mechanism and listing were last checked.
        checked_on: Option<DateText>,
        /// Which of the data go; all of the line's where left out.
        data: List,
        /// The line whose data go.
        line: Option<Text>,
        /// Notes.
        notes: Option<Text>,
    }
}
