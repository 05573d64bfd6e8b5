//! The organisation whose register this is, its officers, and the words it adds to the lists.

use crate::domain::date::DateText;
use crate::domain::record::record;
use crate::domain::vocabulary::ListId;
use crate::domain::{List, Text};

record! {
    /// The controller in the header of the record (Article 30(1)(a)).
    pub struct Organisation {
        /// Its name.
        name: Option<Text>,
        /// Its postal address.
        address: Option<Text>,
        /// Its email address.
        email: Option<Text>,
        /// Its telephone number.
        telephone: Option<Text>,
        /// Whether it is a public authority (section 7 DPA 2018).
        public_authority: Option<bool>,
        /// Its registration number with the regulator.
        registration_number: Option<Text>,
        /// Its data protection officer (Article 37).
        data_protection_officer: Option<Officer>,
        /// Its representative (Article 27): for controllers outside the United Kingdom.
        representative: Option<Officer>,
        /// Security measures that hold for every activity.
        security_measures: List,
        /// Its appropriate policy documents.
        appropriate_policy_documents: Option<Vec<PolicyDocument>>,
        /// How many months pass between reviews.
        review_every_months: Option<u32>,
    }
}

record! {
    /// A person or office with contact details.
    pub struct Officer {
        /// The name.
        name: Option<Text>,
        /// The postal address.
        address: Option<Text>,
        /// The email address.
        email: Option<Text>,
        /// The telephone number.
        telephone: Option<Text>,
    }
}

record! {
    /// An appropriate policy document (Schedule 1 paragraph 39 DPA 2018).
    pub struct PolicyDocument {
        /// Where it is.
        link: Option<Text>,
        /// The Schedule 1 conditions it covers, as codes.
        conditions: List,
        /// When it is to be reviewed (paragraph 40).
        review_by: Option<DateText>,
    }
}

record! {
    /// The words that the organisation adds to the lists.
    pub struct Vocabulary {
        /// Its own groups of people.
        subjects: Option<Vec<OwnTerm>>,
        /// Its own classes of data.
        data_classes: Option<Vec<OwnTerm>>,
        /// Its own recipients.
        recipients: Option<Vec<OwnTerm>>,
        /// Its own security measures.
        security_measures: Option<Vec<OwnTerm>>,
        /// Its own sources.
        sources: Option<Vec<OwnTerm>>,
        /// Its own purposes.
        purposes: Option<Vec<OwnTerm>>,
    }
}

record! {
    /// One word of the organisation's own.
    pub struct OwnTerm {
        /// The word.
        label: Option<Text>,
        /// Other wordings of it.
        aliases: List,
        /// What a recipient is: processor, controller, public body and so on, as a code.
        kind: Option<Text>,
        /// The recipient's country, as a code.
        country: Option<Text>,
        /// A link to the standing agreement with a recipient.
        agreement: Option<Text>,
        /// The day that agreement ends.
        ends_on: Option<DateText>,
        /// Notes.
        notes: Option<Text>,
    }
}

impl Vocabulary {
    /// The organisation's own words for a list; none where it keeps none.
    pub fn terms(&self, list: ListId) -> &[OwnTerm] {
        let terms = match list {
            ListId::Subjects => &self.subjects,
            ListId::DataClasses => &self.data_classes,
            ListId::Recipients => &self.recipients,
            ListId::SecurityMeasures => &self.security_measures,
            ListId::Sources => &self.sources,
            ListId::Purposes => &self.purposes,
            _ => &None,
        };
        terms.as_deref().unwrap_or_default()
    }
}
