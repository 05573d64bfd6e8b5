//! The table of rules, in the order of their numbers: what each asks for, on which law, and in which words.

use crate::domain::check::{Ask, Find, Rule, RuleKind, Severity};
use crate::domain::check::{basis, header, policy, processor, record, review, rights, sensitive, transfers};
use crate::domain::field::Asked;

use Find::{Activity, Header};
use RuleKind::{GoodPractice, LikelyUnlawful, RecordGap};
use Severity::{Error, Warning};

/// Every rule.
pub static RULES: &[Rule] = &[
    rule("V-01", Error, RecordGap, Asked::ALL, Header(header::controller))
        .on("UK GDPR Articles 30(1)(a) and 30(2)(a)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            must("name", "Enter the organisation’s name"),
            must("address", "Enter the organisation’s address, email or telephone number"),
            must("controller.name", "Enter the name of the other controller"),
            must("controller.address", "Enter an address, email or telephone number for {controller}"),
        ]),
    rule("V-02", Error, RecordGap, Asked::ALL, Header(header::officer))
        .on("UK GDPR Articles 30(1)(a) and 37(1)(a)", "legislation.gov.uk/eur/2016/679/article/37")
        .asking(&[
            gap("data_protection_officer.name", "Enter the data protection officer’s name or post. A public authority must have one"),
            gap("data_protection_officer.email", "Enter the data protection officer’s address, email or telephone number"),
            gap("controller.data_protection_officer.name", "Enter the data protection officer of {controller}. A public authority must have one"),
            gap("controller.data_protection_officer.email", "Enter an address, email or telephone number for the data protection officer of {controller}"),
        ]),
    rule("V-04", Error, RecordGap, Asked::GENERAL, Activity(header::joint_controllers))
        .on("UK GDPR Article 30(1)(a)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            must("joint_controllers", "Add each joint controller with its contact details. You recorded that you decide with others"),
            cell("joint_controllers", "name", "Enter the name of this joint controller"),
            cell("joint_controllers", "contact", "Enter the contact details of {controller}"),
        ]),
    rule("V-06", Error, RecordGap, Asked::CONTROLLERS, Activity(record::purposes))
        .on("UK GDPR Article 30(1)(b); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("purposes", "Enter the purpose. Say what the work achieves")]),
    rule("V-08", Error, RecordGap, Asked::GENERAL, Activity(record::subjects))
        .on("UK GDPR Article 30(1)(c)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("subjects", "Select at least one group of people")]),
    rule("V-09", Error, RecordGap, Asked::GENERAL, Activity(record::data_classes))
        .on("UK GDPR Article 30(1)(c)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("data_classes", "Select at least one kind of personal data")]),
    rule("V-10", Error, RecordGap, Asked::GENERAL, Activity(record::recipients))
        .on("UK GDPR Article 30(1)(d)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[gap("recipients", "Select who receives the data, or ‘None’ if nobody does")]),
    rule("V-13", Error, RecordGap, Asked::ALL, Activity(transfers::destination))
        .on("UK GDPR Articles 30(1)(e) and 30(2)(c); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            cell("transfers", "country", "Enter the country that the data go to"),
            cell("transfers", "organisation", "Enter the name of the international organisation"),
            fault("transfers", "Add a transfer to {country}. ‘{recipient}’ is there and receives the data"),
        ]),
    rule("V-14", Error, RecordGap, Asked::ALL, Activity(transfers::worldwide))
        .on("UK GDPR Articles 30(1)(e) and 30(2)(c); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[cell("transfers", "country", "Enter the country, or select ‘None’ if nothing leaves the UK. ‘Around the world’ does not name one")]),
    rule("V-15", Warning, RecordGap, Asked::CONTROLLERS, Activity(transfers::unanswered))
        .on("UK GDPR Article 30(1)(e); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[gap("transfers", "Add each transfer outside the UK, or select ‘None’ if nothing leaves it")]),
    rule("V-16", Error, RecordGap, Asked::CONTROLLERS, Activity(record::retention)).may_be_waived()
        .on("UK GDPR Article 30(1)(f); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("retention.period_months", "Enter how long the data are kept and what the time is counted from")]),
    rule("V-17", Warning, RecordGap, Asked::GENERAL, Activity(record::retention_wording))
        .on("UK GDPR Article 5(1)(e) and Recital 39", "legislation.gov.uk/eur/2016/679/article/5")
        .asking(&[fault("retention.period_months", "Enter the time, or the line of the retention schedule that sets it. The words recorded give no time limit")]),
    rule("V-18", Error, RecordGap, Asked::ALL, Activity(record::security)).may_be_waived()
        .on("UK GDPR Articles 30(1)(g) and 30(2)(d); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("security_measures", "Select the security measures here, or once for the whole organisation")]),
    rule("V-20", Warning, LikelyUnlawful, Asked::GENERAL, Activity(sensitive::article9_condition))
        .on("UK GDPR Articles 9(2) and 5(2)", "legislation.gov.uk/eur/2016/679/article/9")
        .asking(&[
            must("article9_conditions", "Select an Article 9 condition. You recorded ‘{data}’ under people and data"),
            gap("article9_conditions", "Select an Article 9 condition, or say why none applies. ‘{data}’ often holds special category data"),
        ]),
    rule("V-21", Warning, LikelyUnlawful, Asked::GENERAL, Activity(sensitive::schedule1_condition))
        .on("DPA 2018 section 10(2) and (3)", "legislation.gov.uk/ukpga/2018/12/section/10")
        .asking(&[must("schedule1_conditions", "Select a condition of Schedule 1 Part {number}. ‘{condition}’ is not met without one")]),
    rule("V-22", Error, RecordGap, Asked::GENERAL, Activity(policy::record_of_policy))
        .on("DPA 2018 Schedule 1 paragraph 41", "legislation.gov.uk/ukpga/2018/12/schedule/1/paragraph/41")
        .asking(&[
            gap("appropriate_policy_document.followed", "Say whether the data are kept and erased as the policy document says. ‘{condition}’ needs this in the record"),
            must("lawful_bases", "Add the Article 6 basis. ‘{condition}’ needs it in the record"),
        ]),
    rule("V-23", Error, RecordGap, Asked::GENERAL, Activity(policy::reason_not_followed))
        .on("DPA 2018 Schedule 1 paragraph 41(c)", "legislation.gov.uk/ukpga/2018/12/schedule/1/paragraph/41")
        .asking(&[must("appropriate_policy_document.reason", "Enter the reason why the policy document is not followed")]),
    rule("V-24", Warning, LikelyUnlawful, Asked::GENERAL, Activity(policy::policy_document))
        .on("DPA 2018 Schedule 1 paragraphs 1(1)(b), 5, 39 and 40", "legislation.gov.uk/ukpga/2018/12/schedule/1/part/4")
        .asking(&[
            gap("appropriate_policy_document.link", "Add the link to the appropriate policy document. ‘{condition}’ is not met without one"),
            fault("appropriate_policy_document.review_by", "Review the appropriate policy document. Its review was due on {date}"),
        ]),
    rule("V-25", Warning, LikelyUnlawful, Asked::GENERAL, Activity(sensitive::article10_route))
        .on("UK GDPR Article 10; DPA 2018 section 10(4) and (5)", "legislation.gov.uk/eur/2016/679/article/10")
        .asking(&[
            must("article10_route", "Select official authority or a Schedule 1 condition. You recorded ‘{data}’ under people and data"),
            must("schedule1_conditions", "Select the Schedule 1 condition that allows criminal offence data. You recorded ‘{data}’ under people and data"),
            gap("article10_route", "Select official authority or a Schedule 1 condition, or say why neither applies. ‘{data}’ often holds criminal offence data"),
        ]),
    rule("V-26", Warning, LikelyUnlawful, Asked::GENERAL, Activity(basis::basis))
        .on("UK GDPR Articles 6(1) and 13(1)(c)", "legislation.gov.uk/eur/2016/679/article/6")
        .asking(&[must("lawful_bases", "Add the Article 6 lawful basis")]),
    rule("V-27", Warning, RecordGap, Asked::GENERAL, Activity(basis::consent_record))
        .on("UK GDPR Article 7(1)", "legislation.gov.uk/eur/2016/679/article/7")
        .asking(&[gap("consent_record", "Add the link to the record of consents. You rely on consent and must be able to show it")]),
    rule("V-28", Warning, RecordGap, Asked::GENERAL, Activity(basis::legitimate_interests))
        .on("UK GDPR Articles 6(1)(f), 13(1)(d) and 5(2)", "legislation.gov.uk/eur/2016/679/article/6")
        .asking(&[
            gap("legitimate_interests.interests", "Enter the legitimate interests that you pursue"),
            gap("legitimate_interests.assessment", "Add the link to the legitimate interests assessment"),
        ]),
    rule("V-29", Warning, LikelyUnlawful, Asked::GENERAL, Activity(basis::barred_for_tasks))
        .on("UK GDPR Article 6(1) closing words, as amended by the Data (Use and Access) Act 2025 section 70", "legislation.gov.uk/ukpga/2025/18/section/70")
        .asking(&[cell("lawful_bases", "outside_public_tasks", "Select another basis, or say why this stands outside your public tasks. A public authority cannot rely on ‘{basis}’ for its tasks")]),
    rule("V-30", Warning, RecordGap, Asked::GENERAL, Activity(basis::annex1_condition))
        .on("UK GDPR Article 6(5) and Annex 1", "legislation.gov.uk/ukpga/2025/18/schedule/4")
        .asking(&[gap("recognised_legitimate_interest", "Select the Annex 1 condition for the recognised legitimate interest")]),
    rule("V-31", Warning, RecordGap, Asked::GENERAL, Activity(basis::statutory_reference))
        .on("UK GDPR Article 6(3); DPA 2018 section 8", "legislation.gov.uk/ukpga/2018/12/section/8")
        .asking(&[cell("lawful_bases", "statutory_reference", "Enter the Act and section behind ‘{basis}’")]),
    rule("V-33", Warning, LikelyUnlawful, NOT_LAW_ENFORCEMENT, Activity(transfers::safeguard))
        .on("UK GDPR Articles 44A, 45A, 46 and 49", "legislation.gov.uk/ukpga/2025/18/schedule/7")
        .asking(&[
            cell("transfers", "mechanism", "Select what allows the transfer to {country}. Without a safeguard or a derogation it cannot go ahead"),
            cell("transfers", "mechanism", "Select what allows the transfer to {country}. The approval covers only some receivers there; others need a safeguard or a derogation"),
        ]),
    rule("V-35", Warning, RecordGap, NOT_LAW_ENFORCEMENT, Activity(transfers::assessment))
        .on("UK GDPR Article 46(1A)", "legislation.gov.uk/ukpga/2025/18/schedule/7")
        .asking(&[cell("transfers", "assessment", "Add the link to the transfer risk assessment. ‘{mechanism}’ needs one")]),
    rule("V-40", Warning, RecordGap, Asked::GENERAL, Activity(rights::assessment_answer))
        .on("UK GDPR Article 35(1), (3) and (4)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            gap("dpia.required", "Say whether an impact assessment is needed"),
            gap("dpia.required", "Say whether an impact assessment is needed. {sign}, which points to a high risk"),
            gap("dpia.reason", "Enter the reason why no impact assessment is needed. {sign}, which points to a high risk"),
        ]),
    rule("V-41", Warning, RecordGap, Asked::GENERAL, Activity(rights::assessment))
        .on("UK GDPR Article 35(1)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            gap("dpia.link", "Add the link to the impact assessment"),
            fault("dpia.progress", "Complete the impact assessment. The work already goes on"),
        ]),
    rule("V-45", Warning, RecordGap, Asked::GENERAL, Activity(rights::privacy_notice))
        .on("UK GDPR Articles 13, 14 and 5(1)(a)", "legislation.gov.uk/eur/2016/679/article/13")
        .asking(&[gap("privacy_notice.link", "Add the link to the privacy notice, and its date")]),
    rule("V-46", Warning, RecordGap, Asked::GENERAL, Activity(rights::processors))
        .on("UK GDPR Article 28(3)", "legislation.gov.uk/eur/2016/679/article/28")
        .asking(&[
            gap("agreements", "Select the role of ‘{recipient}’: a processor acts on your instructions, a controller decides for itself"),
            gap("agreements", "Name each processor behind ‘{recipient}’ and add its contract"),
            gap("agreements", "Add the contract with ‘{recipient}’"),
            cell("agreements", "recipient", "Enter the name of the processor"),
            cell("agreements", "link", "Add the link to the contract with ‘{recipient}’"),
        ]),
    rule("V-49", Warning, GoodPractice, Asked::GENERAL, Activity(rights::locations))
        .on("UK GDPR Article 15; regulator’s template, column T", "legislation.gov.uk/eur/2016/679/article/15")
        .asking(&[gap("locations", "Enter the systems and places where the data are held. You need them to answer access requests")]),
    rule("V-50", Warning, GoodPractice, Asked::ALL, Activity(review::owner))
        .on("UK GDPR Article 5(2); regulator’s accountability framework", FRAMEWORK)
        .asking(&[gap("owner", "Enter the information asset owner")]),
    rule("V-51", Warning, GoodPractice, Asked::ALL, Activity(review::review))
        .on("UK GDPR Article 5(2); regulator’s accountability framework", FRAMEWORK)
        .asking(&[
            gap("last_reviewed", "Enter the date of the last review. No review is recorded yet"),
            fault("next_review", "Review this activity. The review was due on {date}"),
        ]),
    rule("V-54", Error, RecordGap, Asked::PROCESSOR, Activity(processor::controllers))
        .on("UK GDPR Article 30(2)(a)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            must("processor_record.controllers", "Add each controller that you act for, with its contact details"),
            cell("processor_record.controllers", "name", "Enter the name of this controller"),
            cell("processor_record.controllers", "contact", "Enter the contact details of {controller}"),
        ]),
    rule("V-55", Error, RecordGap, Asked::PROCESSOR, Activity(processor::categories))
        .on("UK GDPR Article 30(2)(b)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("processor_record.categories_of_processing", "Enter what you do with the data for the controllers")]),
];

const FRAMEWORK: &str = "ico.org.uk, accountability framework, records of processing and lawful basis";

/// Transfers for law enforcement follow Part 3 of the Act instead.
const NOT_LAW_ENFORCEMENT: Asked = Asked { controller: true, processor: true, law_enforcement: false };

/// A rule without its law and words. Warnings can be accepted; of the errors those that [`Rule::waivable`] lets.
const fn rule(id: &'static str, severity: Severity, kind: RuleKind, asked: Asked, find: Find) -> Rule {
    let waivable = !matches!(severity, Error);
    Rule { id, severity, kind, asked, law: "", source: "", waivable, asks: &[], find }
}

impl Rule {
    const fn on(mut self, law: &'static str, source: &'static str) -> Rule {
        self.law = law;
        self.source = source;
        self
    }

    const fn may_be_waived(mut self) -> Rule {
        self.waivable = true;
        self
    }

    const fn asking(mut self, asks: &'static [Ask]) -> Rule {
        self.asks = asks;
        self
    }
}

/// Something that is not recorded, unless it does not apply.
const fn gap(field: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: None, sentence, spared: true }
}

/// Something that every such record must hold.
const fn must(field: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: None, sentence, spared: false }
}

/// Something that is recorded and does not do.
const fn fault(field: &'static str, sentence: &'static str) -> Ask {
    must(field, sentence)
}

/// A cell of a row that is there.
const fn cell(field: &'static str, column: &'static str, sentence: &'static str) -> Ask {
    Ask { field, column: Some(column), sentence, spared: false }
}
