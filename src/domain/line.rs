//! A linked line: which people's data of which kinds go to whom and are kept for how long.

use crate::domain::id::Id;
use crate::domain::record::record;
use crate::domain::{List, Text};

record! {
    /// People, data, recipients and retention that belong together: lists without links do not meet Article 30.
    pub struct Line {
        /// The random id by which merges and marks know it.
        id: Id,
        /// Categories of data subjects (Article 30(1)(c)).
        subjects: List,
        /// Categories of personal data (Article 30(1)(c)).
        data_classes: List,
        /// Special categories of personal data (Article 9(1)).
        special_categories: List,
        /// Criminal offence data (Article 10).
        criminal_offence_data: List,
        /// Categories of recipients (Article 30(1)(d)).
        recipients: List,
        /// The time limit for erasure (Article 30(1)(f)).
        retention: Option<Retention>,
    }
}

record! {
    /// How long the data of a line are kept.
    pub struct Retention {
        /// How many months after the trigger.
        period_months: Option<u32>,
        /// The event from which the period runs.
        trigger: Option<Text>,
        /// Whether the data are kept for good.
        permanent: Option<bool>,
        /// The law or schedule that sets the period.
        authority: Option<Text>,
        /// What happens at the end, as a code.
        action: Option<Text>,
        /// The words of the notice or schedule.
        text: Option<Text>,
    }
}
