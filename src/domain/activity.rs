//! A processing activity: one thing that a controller does with personal data, and all that the register says of it.

use crate::domain::date::DateText;
use crate::domain::id::Id;
use crate::domain::imported::Imported;
use crate::domain::line::Line;
use crate::domain::organisation::Officer;
use crate::domain::pairs::Pairs;
use crate::domain::record::record;
use crate::domain::transfer::Transfer;
use crate::domain::{List, Text};

record! {
    /// One processing activity (UK GDPR Article 30(1), or 30(2) for a processor, or section 61 DPA 2018).
    pub struct Activity {
        /// The random id by which merges and history know it.
        id: Id,
        /// The officer's own code, such as `SC-01`.
        reference: Option<Text>,
        /// What the activity is called.
        title: Option<Text>,
        /// The directorate that runs it.
        directorate: Option<Text>,
        /// The team or service that runs it.
        team: Option<Text>,
        /// The business function of the regulator's template, column A.
        business_function: Option<Text>,
        /// The information asset owner.
        owner: Option<Text>,
        /// Controller, joint controller or processor, as a code.
        role: Option<Text>,
        /// General processing or law enforcement, as a code.
        regime: Option<Text>,
        /// The controller, where it is not the register's organisation.
        controller: Option<Controller>,
        /// Draft, in review, approved or retired, as a code.
        status: Option<Text>,
        /// Who approved it, and when.
        approved: Option<Approval>,
        /// Whether it goes into a published register.
        publish: Option<bool>,
        /// The nature of the work, in prose.
        description: Option<Text>,
        /// The purposes of the processing (Article 30(1)(b)).
        purposes: List,
        /// The joint controllers and their arrangement (Articles 26 and 30(1)(a)).
        joint_controllers: Option<Vec<JointController>>,
        /// People, data, recipients and retention that belong together.
        lines: Option<Vec<Line>>,
        /// Contracts and sharing agreements with recipients.
        agreements: Option<Vec<Agreement>>,
        /// Transfers out of the United Kingdom (Article 30(1)(e)).
        transfers: Option<Vec<Transfer>>,
        /// Security measures beside the corporate ones (Article 30(1)(g)).
        security_measures: List,
        /// The Article 6 bases, each with its law.
        lawful_bases: Option<Vec<LawfulBasis>>,
        /// The Annex 1 condition for basis 6(1)(ea).
        recognised_legitimate_interest: Option<Text>,
        /// The Article 9(2) conditions, as codes.
        article9_conditions: List,
        /// The conditions of Schedule 1 to the Data Protection Act 2018, as codes.
        schedule1_conditions: List,
        /// Official authority or a Schedule 1 condition (Article 10).
        article10_route: Option<Text>,
        /// The policy document that some Schedule 1 conditions need.
        appropriate_policy_document: Option<PolicyUse>,
        /// Who owes professional secrecy (Article 9(3)).
        confidentiality: Option<Text>,
        /// How children are protected.
        children: Option<Children>,
        /// The legitimate interests and their assessment.
        legitimate_interests: Option<LegitimateInterests>,
        /// Where consents are recorded (Article 7(1)).
        consent_record: Option<Text>,
        /// Automated decision-making and its safeguards (Articles 22A to 22D).
        automated_decisions: Option<AutomatedDecisions>,
        /// Where the data come from (Article 14(2)(f)).
        sources: List,
        /// Systems and places where the data are held.
        locations: List,
        /// The data protection impact assessment (Article 35).
        dpia: Option<Dpia>,
        /// Whether a breach has occurred, and its record (Article 33(5)).
        breach: Option<Breach>,
        /// The published privacy notice (Articles 13 and 14).
        privacy_notice: Option<PrivacyNotice>,
        /// What a processor records instead (Article 30(2)).
        processor_record: Option<ProcessorRecord>,
        /// What a law-enforcement record adds (sections 42 and 61 DPA 2018).
        law_enforcement: Option<LawEnforcement>,
        /// How the team can be reached.
        contact: Option<Text>,
        /// When it was last reviewed.
        last_reviewed: Option<DateText>,
        /// Who reviewed it.
        reviewed_by: Option<Text>,
        /// When it is to be reviewed next.
        next_review: Option<DateText>,
        /// When the processing began.
        started_on: Option<DateText>,
        /// When the processing ended.
        ended_on: Option<DateText>,
        /// Fields to confirm, fields that do not apply, findings that are accepted.
        marks: Option<Vec<Mark>>,
        /// References it had before.
        former_references: List,
        /// Free labels.
        tags: List,
        /// How many people the data are about, as a band or a number.
        number_of_people: Option<Text>,
        /// Its keys in other systems.
        external_ids: Option<Pairs>,
        /// Notes of any length.
        notes: Option<Text>,
        /// Where it was brought in from.
        imported: Option<Imported>,
    }
}

record! {
    /// A controller that is not the register's organisation, such as an electoral registration officer.
    pub struct Controller {
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
        /// Its data protection officer.
        data_protection_officer: Option<Officer>,
    }
}

record! {
    /// Who approved an activity, and when.
    pub struct Approval {
        /// The person's name.
        by: Option<Text>,
        /// The day.
        on: Option<DateText>,
    }
}

record! {
    /// Another controller that decides with this one (Article 26).
    pub struct JointController {
        /// Its name.
        name: Option<Text>,
        /// Its contact details.
        contact: Option<Text>,
        /// A link to the arrangement between the controllers.
        arrangement: Option<Text>,
    }
}

record! {
    /// A contract or sharing agreement between the activity and one recipient.
    pub struct Agreement {
        /// The recipient, in the words of the line.
        recipient: Option<Text>,
        /// Processor, joint controller or controller, as a code.
        role: Option<Text>,
        /// Where the agreement is kept.
        link: Option<Text>,
        /// Its own reference.
        reference: Option<Text>,
        /// The day it ends.
        ends_on: Option<DateText>,
    }
}

record! {
    /// One Article 6 basis with the law it rests on.
    pub struct LawfulBasis {
        /// The basis as a code, such as `6(1)(e)`.
        basis: Option<Text>,
        /// The one purpose that it serves; all of them where it is left out.
        purpose: Option<Text>,
        /// The Act and section (Article 6(3)).
        statutory_reference: Option<Text>,
        /// Why this basis was chosen.
        reason: Option<Text>,
        /// Why the processing stands outside the authority's public tasks.
        outside_public_tasks: Option<Text>,
    }
}

record! {
    /// How this activity stands to the appropriate policy document (Schedule 1 Part 4 DPA 2018).
    pub struct PolicyUse {
        /// Where the document is.
        link: Option<Text>,
        /// When it is to be reviewed.
        review_by: Option<DateText>,
        /// Whether retention and erasure follow it (paragraph 41(c)).
        followed: Option<bool>,
        /// Why they do not, where they do not.
        reason: Option<Text>,
    }
}

record! {
    /// How children are protected.
    pub struct Children {
        /// Plain language and other measures.
        measures: Option<Text>,
        /// How age or parental consent is checked.
        age_check: Option<Text>,
    }
}

record! {
    /// The interests pursued (Article 6(1)(f)).
    pub struct LegitimateInterests {
        /// The interests, in words.
        interests: Option<Text>,
        /// A link to the assessment.
        assessment: Option<Text>,
    }
}

record! {
    /// Automated decision-making (Articles 22A to 22D).
    pub struct AutomatedDecisions {
        /// How far decisions are automated, as a code.
        level: Option<Text>,
        /// The safeguards of Article 22C.
        safeguards: Option<Text>,
        /// The condition of Article 22B for special category data.
        condition: Option<Text>,
    }
}

record! {
    /// The data protection impact assessment (Article 35).
    pub struct Dpia {
        /// Yes, no or unknown.
        required: Option<Text>,
        /// How far it has come, as a code.
        progress: Option<Text>,
        /// Where it is.
        link: Option<Text>,
        /// Why it is or is not required.
        reason: Option<Text>,
        /// When it is to be reviewed.
        review_by: Option<DateText>,
    }
}

record! {
    /// Whether a personal data breach has occurred.
    pub struct Breach {
        /// Yes or no.
        occurred: Option<bool>,
        /// A link to the breach record (Article 33(5)).
        link: Option<Text>,
    }
}

record! {
    /// The privacy notice that covers the activity.
    pub struct PrivacyNotice {
        /// Where it is published.
        link: Option<Text>,
        /// Its date.
        dated: Option<DateText>,
    }
}

record! {
    /// What a processor records (Article 30(2)).
    pub struct ProcessorRecord {
        /// The controllers acted for.
        controllers: Option<Vec<ClientController>>,
        /// The categories of processing carried out for them.
        categories_of_processing: List,
        /// A link to the contract or instructions (Article 28(3)).
        contract: Option<Text>,
    }
}

record! {
    /// A controller on whose behalf the organisation acts.
    pub struct ClientController {
        /// Its name.
        name: Option<Text>,
        /// Its contact details.
        contact: Option<Text>,
    }
}

record! {
    /// What a law-enforcement record adds (Part 3 DPA 2018).
    pub struct LawEnforcement {
        /// The legal basis of the processing and its transfers (section 61(2)).
        legal_basis: Option<Text>,
        /// The Schedule 8 conditions, as codes.
        schedule8_conditions: List,
        /// The policy document of section 42.
        policy_document: Option<Text>,
    }
}

record! {
    /// A remark on one field: to confirm, does not apply, or a finding accepted.
    pub struct Mark {
        /// The field it stands on, by its id.
        field: Option<Text>,
        /// The line it stands on, where the field is a line's. Of an accepted finding also the transfer, by its id, or the recipient
        /// or basis that it is about, by its words.
        line: Option<Text>,
        /// `to-confirm`, `does-not-apply` or `accepted`.
        mark: Option<Text>,
        /// The rule whose finding is accepted.
        rule: Option<Text>,
        /// The note or reason.
        note: Option<Text>,
        /// Who said so.
        by: Option<Text>,
        /// When.
        on: Option<DateText>,
    }
}

impl Activity {
    /// What to call it: its title, else its reference, else its id.
    pub fn name(&self) -> &str {
        let title = self.title.as_deref().filter(|title| !title.trim().is_empty());
        title.or(self.reference.as_deref()).unwrap_or(self.id.as_str())
    }

    /// Its linked lines; none where nothing is recorded.
    pub fn lines(&self) -> &[Line] {
        self.lines.as_deref().unwrap_or_default()
    }

    /// Its transfers; none where nothing is recorded.
    pub fn transfers(&self) -> &[Transfer] {
        self.transfers.as_deref().unwrap_or_default()
    }

    /// Its lawful bases; none where nothing is recorded.
    pub fn lawful_bases(&self) -> &[LawfulBasis] {
        self.lawful_bases.as_deref().unwrap_or_default()
    }

    /// Its agreements; none where nothing is recorded.
    pub fn agreements(&self) -> &[Agreement] {
        self.agreements.as_deref().unwrap_or_default()
    }

    /// Its marks; none where nothing is recorded.
    pub fn marks(&self) -> &[Mark] {
        self.marks.as_deref().unwrap_or_default()
    }

    /// The controller, where one is recorded that is not the register's organisation.
    pub fn other_controller(&self) -> Option<&Controller> {
        self.controller.as_ref().filter(|controller| !controller.is_empty())
    }

    /// The controllers that a processor acts for; none where nothing is recorded.
    pub fn controllers_acted_for(&self) -> &[ClientController] {
        self.processor_record.as_ref().and_then(|record| record.controllers.as_deref()).unwrap_or_default()
    }

    /// Whether the organisation acts for others here (Article 30(2)).
    pub fn is_processor(&self) -> bool {
        self.role.as_deref() == Some("processor")
    }

    /// Whether the record is one of section 61 DPA 2018.
    pub fn is_law_enforcement(&self) -> bool {
        self.regime.as_deref() == Some("law-enforcement")
    }

    /// Whether a system alone takes significant decisions (Article 22A(1)).
    pub fn is_decided_by_system(&self) -> bool {
        let level = self.automated_decisions.as_ref().and_then(|decisions| decisions.level.as_deref());
        matches!(level, Some("sole" | "sole-special"))
    }

    /// Whether somebody has approved the record.
    pub fn is_approved(&self) -> bool {
        self.status.as_deref() == Some(Activity::APPROVED)
    }

    /// Whether the processing has been brought to an end in the register.
    pub fn is_retired(&self) -> bool {
        self.status.as_deref() == Some("retired")
    }
}
