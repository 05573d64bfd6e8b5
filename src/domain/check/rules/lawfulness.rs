//! Rules V-20 to V-37: bases, conditions and transfers: whether the processing is lawful as it is recorded.

use crate::domain::check::rules::{NOT_LAW_ENFORCEMENT, cell, fault_of_kind, gap, must, rule};
use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::check::{basis, policy, sensitive, transfers};
use crate::domain::field::Asked;

use Find::Activity;
use RuleKind::{LikelyUnlawful, RecordGap};
use Severity::{Error, Warning};

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
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
            must("appropriate_policy_document.followed", "Say whether the data are kept and erased as the policy document says. ‘{condition}’ needs this in the record"),
            must("lawful_bases", "Add the Article 6 basis. ‘{condition}’ needs it in the record"),
            gap("appropriate_policy_document.followed", "Say whether the data are kept and erased as the policy document says, or why ‘{condition}’ needs no such document here"),
        ]),
    rule("V-23", Error, RecordGap, Asked::GENERAL, Activity(policy::reason_not_followed))
        .on("DPA 2018 Schedule 1 paragraph 41(c)", "legislation.gov.uk/ukpga/2018/12/schedule/1/paragraph/41")
        .asking(&[must("appropriate_policy_document.reason", "Enter the reason why the policy document is not followed")]),
    rule("V-24", Warning, LikelyUnlawful, Asked::GENERAL, Activity(policy::policy_document))
        .on("DPA 2018 Schedule 1 paragraphs 1(1)(b), 5, 39 and 40", "legislation.gov.uk/ukpga/2018/12/schedule/1/part/4")
        .asking(&[
            must("appropriate_policy_document.link", "Add the link to the appropriate policy document. ‘{condition}’ is not met without one"),
            fault_of_kind(RecordGap, "appropriate_policy_document.review_by", "Review the appropriate policy document. Its review was due on {date}"),
            gap("appropriate_policy_document.link", "Add the link to the appropriate policy document, or say why ‘{condition}’ needs none here"),
            fault_of_kind(RecordGap, "appropriate_policy_document.link", "Review the organisation’s policy document for ‘{condition}’. Its review was due on {date}"),
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
        .asking(&[must("consent_record", "Add the link to the record of consents. You rely on consent and must be able to show it")]),
    rule("V-28", Warning, RecordGap, Asked::GENERAL, Activity(basis::legitimate_interests))
        .on("UK GDPR Articles 6(1)(f), 13(1)(d) and 5(2)", "legislation.gov.uk/eur/2016/679/article/6")
        .asking(&[
            must("legitimate_interests.interests", "Enter the legitimate interests that you pursue"),
            must("legitimate_interests.assessment", "Add the link to the legitimate interests assessment"),
        ]),
    rule("V-29", Warning, LikelyUnlawful, Asked::GENERAL, Activity(basis::barred_for_tasks))
        .on("UK GDPR Article 6(1) closing words, as amended by the Data (Use and Access) Act 2025 section 70", "legislation.gov.uk/ukpga/2025/18/section/70")
        .asking(&[cell("lawful_bases", "outside_public_tasks", "Select another basis, or say why this stands outside your public tasks. A public authority cannot rely on ‘{basis}’ for its tasks")]),
    rule("V-30", Warning, RecordGap, Asked::GENERAL, Activity(basis::annex1_condition))
        .on("UK GDPR Article 6(5) and Annex 1", "legislation.gov.uk/ukpga/2025/18/schedule/4")
        .asking(&[must("recognised_legitimate_interest", "Select the Annex 1 condition for the recognised legitimate interest")]),
    rule("V-31", Warning, RecordGap, Asked::GENERAL, Activity(basis::statutory_reference))
        .on("UK GDPR Article 6(3); DPA 2018 section 8", "legislation.gov.uk/ukpga/2018/12/section/8")
        .asking(&[cell("lawful_bases", "statutory_reference", "Enter the Act and section behind ‘{basis}’")]),
    rule("V-32", Warning, RecordGap, Asked::GENERAL, Activity(basis::consent_alone))
        .on("UK GDPR Recital 43; regulator’s guidance on consent", "legislation.gov.uk/eur/2016/679/recital/43")
        .asking(&[cell("lawful_bases", "basis", "Review whether consent is the right basis. ‘{law}’ makes it a statutory service, where people may not feel free to refuse")]),
    rule("V-33", Warning, LikelyUnlawful, NOT_LAW_ENFORCEMENT, Activity(transfers::safeguard))
        .on("UK GDPR Articles 44A, 45A, 46 and 49", "legislation.gov.uk/ukpga/2025/18/schedule/7")
        .asking(&[
            cell("transfers", "mechanism", "Select what allows the transfer to {country}. Without a safeguard or a derogation it cannot go ahead"),
            cell("transfers", "mechanism", "Select what allows the transfer to {country}. The approval covers only some receivers there; others need a safeguard or a derogation"),
        ]),
    rule("V-34", Warning, RecordGap, NOT_LAW_ENFORCEMENT, Activity(transfers::scope))
        .on("UK GDPR Article 45A; SI 2023/1028", "legislation.gov.uk/ukpga/2025/18/schedule/7")
        .asking(&[
            cell("transfers", "organisation", "Enter the receiver by the name under which it is listed. The approval for {country} covers only listed receivers"),
            cell("transfers", "checked_on", "Enter the day on which you checked that the approval covers this receiver. For {country} it covers only some"),
        ]),
    rule("V-35", Warning, RecordGap, NOT_LAW_ENFORCEMENT, Activity(transfers::assessment))
        .on("UK GDPR Article 46(1A)", "legislation.gov.uk/ukpga/2025/18/schedule/7")
        .asking(&[cell("transfers", "assessment", "Add the link to the transfer risk assessment. ‘{mechanism}’ needs one")]),
    rule("V-36", Warning, LikelyUnlawful, Asked::GENERAL, Activity(transfers::barred_derogation))
        .on("UK GDPR Article 49(3)", "legislation.gov.uk/eur/2016/679/article/49")
        .asking(&[cell("transfers", "mechanism", "Select what else allows the transfer to {country}, or say at each lawful basis why this stands outside your public tasks. ‘{mechanism}’ is not open in these")]),
    rule("V-37", Error, RecordGap, NOT_LAW_ENFORCEMENT, Activity(transfers::documented_safeguards))
        .on("UK GDPR Articles 30(1)(e), 30(2)(c), 49(1) second subparagraph and 49(6)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[cell("transfers", "safeguards", "Enter the safeguards for the transfer to {country}. The record must hold them for ‘{mechanism}’")]),
];
