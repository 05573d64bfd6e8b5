//! Rules V-44 to V-64: sources, notices, agreements and breaches, reviews, records of other kinds, and words that have aged.

use crate::domain::check::rules::{FRAMEWORK, cell, fault, gap, must, rule};
use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::check::{agreements, alike, law_enforcement, notice, processor, review, rights, sensitive, wording};
use crate::domain::field::Asked;

use Find::{Activity, Register};
use RuleKind::{GoodPractice, RecordGap};
use Severity::{Error, Info, Warning};

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
    rule("V-44", Warning, RecordGap, Asked::GENERAL, Activity(notice::sources))
        .on("UK GDPR Article 14(2)(f)", "legislation.gov.uk/eur/2016/679/article/14")
        .asking(&[
            gap("sources", "Enter where the data come from: the people themselves, or who else. You recorded ‘None’"),
            fault("sources", "Name who gives you the data. ‘{source}’ does not say it"),
            gap("sources", "Enter where the data come from. You rely on ‘{condition}’, which is for data found in public"),
        ]),
    rule("V-45", Warning, RecordGap, Asked::GENERAL, Activity(notice::privacy_notice))
        .on("UK GDPR Articles 13, 14 and 5(1)(a)", "legislation.gov.uk/eur/2016/679/article/13")
        .asking(&[
            gap("privacy_notice.link", "Add the link to the privacy notice, and its date"),
            fault("privacy_notice.dated", "Review the privacy notice and enter its new date. ‘{field}’ changed after it was written"),
        ]),
    rule("V-46", Warning, RecordGap, Asked::GENERAL, Activity(agreements::processors))
        .on("UK GDPR Article 28(3)", "legislation.gov.uk/eur/2016/679/article/28")
        .asking(&[
            gap("agreements", "Select the role of ‘{recipient}’: a processor acts on your instructions, a controller decides for itself"),
            gap("agreements", "Name each processor behind ‘{recipient}’ and add its contract"),
            gap("agreements", "Add the contract with ‘{recipient}’"),
            cell("agreements", "recipient", "Enter the name of the processor"),
            cell("agreements", "link", "Add the link to the contract with ‘{recipient}’"),
            cell("agreements", "role", "Select the role of ‘{recipient}’: a processor acts on your instructions, a controller decides for itself"),
            cell("agreements", "ends_on", "Add the contract that now holds with ‘{recipient}’. The one recorded ended on {date}"),
            fault("agreements", "Add the contract that now holds with ‘{recipient}’. The one recorded ended on {date}"),
        ]),
    rule("V-47", Warning, GoodPractice, Asked::GENERAL, Activity(agreements::controllers))
        .on("UK GDPR Article 5(2); data sharing code of practice", "ico.org.uk, data sharing code of practice")
        .asking(&[
            cell("agreements", "link", "Add the link to the data sharing agreement with ‘{recipient}’, which decides for itself"),
            cell("agreements", "ends_on", "Add the data sharing agreement that now holds with ‘{recipient}’. The one recorded ended on {date}"),
            fault("agreements", "Add the data sharing agreement that now holds with ‘{recipient}’. The one recorded ended on {date}"),
        ]),
    rule("V-48", Warning, RecordGap, Asked::GENERAL, Activity(rights::breach_record))
        .on("UK GDPR Article 33(5)", "legislation.gov.uk/eur/2016/679/article/33")
        .asking(&[must("breach.link", "Add the link to the record of the breach. Whatever came of it, it is to be documented")]),
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
    rule("V-52", Info, GoodPractice, Asked::ALL, Activity(review::review_soon))
        .on("UK GDPR Article 5(2); regulator’s accountability framework", FRAMEWORK)
        .asking(&[fault("next_review", "Review this activity by {date}")]),
    rule("V-53", Warning, RecordGap, Asked::GENERAL, Activity(sensitive::category_limit))
        .on("DPA 2018 Schedule 1 paragraphs 8, 9, 16 and 19 to 22", "legislation.gov.uk/ukpga/2018/12/schedule/1")
        .asking(&[fault("schedule1_conditions", "Select a Schedule 1 condition that covers ‘{data}’. It falls outside ‘{condition}’")]),
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
    rule("V-56", Warning, RecordGap, Asked::PROCESSOR, Activity(processor::contract))
        .on("UK GDPR Article 28(3)", "legislation.gov.uk/eur/2016/679/article/28")
        .asking(&[gap("processor_record.contract", "Add the link to the contract, or to the controller’s instructions")]),
    rule("V-57", Error, RecordGap, Asked::LAW_ENFORCEMENT, Activity(law_enforcement::record))
        .on("DPA 2018 section 61(2)", "legislation.gov.uk/ukpga/2018/12/section/61")
        .asking(&[
            must("law_enforcement.legal_basis", "Enter the law under which you process the data and transfer them"),
            gap("recipients", "Select who receives the data, or ‘None’ if nobody does. A law enforcement record must say it"),
            must("subjects", "Select at least one group of people, such as suspects, victims or witnesses"),
            must("data_classes", "Select at least one kind of personal data. A law enforcement record must say it"),
            gap("automated_decisions.level", "Say whether the data are used for profiling, or select that no decision is automated"),
        ]),
    rule("V-58", Warning, RecordGap, Asked::LAW_ENFORCEMENT, Activity(law_enforcement::sensitive))
        .on("DPA 2018 sections 35(5) and 42", "legislation.gov.uk/ukpga/2018/12/section/35")
        .asking(&[
            gap("law_enforcement.schedule8_conditions", "Select a Schedule 8 condition. You recorded ‘{data}’ under people and data"),
            gap("law_enforcement.schedule8_conditions", "Select a Schedule 8 condition, or say why none applies. ‘{data}’ often holds sensitive data"),
            gap("law_enforcement.policy_document", "Add the link to the policy document for sensitive processing. ‘{data}’ needs one"),
        ]),
    rule("V-59", Warning, RecordGap, Asked::GENERAL, Activity(law_enforcement::other_regime))
        .on("DPA 2018 sections 29 to 31", "legislation.gov.uk/ukpga/2018/12/section/29")
        .asking(&[fault("regime", "Say whether this is law enforcement, which has a record of its own. Its words speak of {work}")]),
    rule("V-60", Warning, RecordGap, Asked::GENERAL, Activity(sensitive::secrecy))
        .on("UK GDPR Article 9(3); DPA 2018 section 11(1)", "legislation.gov.uk/ukpga/2018/12/section/11")
        .asking(&[gap("confidentiality", "Enter who owes a duty of confidentiality, or add ‘Duty of confidentiality’ to the security measures of the whole organisation")]),
    rule("V-61", Info, GoodPractice, Asked::ALL, Activity(wording::legacy))
        .on("UK GDPR Article 5(2); regulator’s accountability framework", FRAMEWORK)
        .asking(&[
            fault("description", "Review ‘{words}’ under ‘{field}’ and enter what holds now. It has been replaced"),
            fault("description", "Review ‘{words}’ under ‘{field}’. A transfer from the UK needs the UK Addendum as well, or the UK agreement"),
            fault("description", "Review ‘{words}’ under ‘{field}’. The UK has its own list of approved countries"),
        ]),
    rule("V-62", Warning, RecordGap, Asked::ALL, Activity(wording::one_person))
        .on("UK GDPR Article 5(1)(c)", "legislation.gov.uk/eur/2016/679/article/5")
        .asking(&[fault("description", "Name groups and kinds of data only. ‘{field}’ holds what looks like {sign}")]),
    rule("V-63", Info, GoodPractice, Asked::ALL, Register(alike::duplicates))
        .on("UK GDPR Article 5(2); regulator’s accountability framework", FRAMEWORK)
        .asking(&[fault("title", "Say in the title or the purposes how this differs from ‘{activity}’, or keep one of the two")]),
    rule("V-64", Warning, RecordGap, Asked::ALL, Activity(review::end_date))
        .on("DPA 2018 Schedule 1 paragraph 40", "legislation.gov.uk/ukpga/2018/12/schedule/1/paragraph/40")
        .asking(&[gap("ended_on", "Enter the day on which the processing ended. Its policy document is kept for 6 months after it")]),
];
