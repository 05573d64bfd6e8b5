//! Rules V-44 to V-64: sources, notices, agreements and breaches, reviews, records of other kinds, and words that have aged.

use crate::domain::check::rules::{FRAMEWORK, cell, fault, gap, must, rule};
use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::check::{processor, review, rights};
use crate::domain::field::Asked;

use Find::Activity;
use RuleKind::{GoodPractice, RecordGap};
use Severity::{Error, Warning};

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
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
