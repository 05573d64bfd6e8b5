//! Rules V-38 to V-43: children, impact assessments and automated decisions.

use crate::domain::check::rules::{cell, fault, gap, must, rule};
use crate::domain::check::{Ask, Find, Rule, RuleKind, Severity};
use crate::domain::check::{assessment, decisions};
use crate::domain::field::Asked;

use Find::{Activity, Within};
use RuleKind::{LikelyUnlawful, RecordGap};
use Severity::Warning;

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
    rule("V-38", Warning, RecordGap, Asked::GENERAL, Within("V-40"))
        .on("UK GDPR Article 35 and Recital 38", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[CHILDREN]),
    rule("V-39", Warning, RecordGap, Asked::GENERAL, Activity(assessment::age_check))
        .on("UK GDPR Article 8(1)", "legislation.gov.uk/eur/2016/679/article/8")
        .asking(&[gap("children.age_check", "Say how the online service checks age, and how a parent consents for a child under 13")]),
    rule("V-40", Warning, RecordGap, Asked::GENERAL, Activity(assessment::is_needed))
        .on("UK GDPR Article 35(1), (3) and (4)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            gap("dpia.required", "Say whether an impact assessment is needed"),
            must("dpia.required", "Say whether an impact assessment is needed. {sign}, which points to a high risk"),
            must("dpia.reason", "Enter the reason why no impact assessment is needed. {sign}, which points to a high risk"),
            CHILDREN,
        ]),
    rule("V-41", Warning, RecordGap, Asked::GENERAL, Activity(assessment::document))
        .on("UK GDPR Article 35(1)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            must("dpia.link", "Add the link to the impact assessment"),
            fault("dpia.progress", "Complete the impact assessment. The work already goes on"),
        ]),
    rule("V-42", Warning, RecordGap, Asked::GENERAL, Activity(decisions::safeguards))
        .on("UK GDPR Articles 22C and 35(3)(a)", "legislation.gov.uk/ukpga/2025/18/section/80")
        .asking(&[
            must("automated_decisions.safeguards", "Say how people are told of the decision, can answer it, can contest it and can have a person look at it"),
            fault("dpia.required", "Select ‘Yes’ for the impact assessment. A system alone takes significant decisions"),
        ]),
    rule("V-43", Warning, LikelyUnlawful, Asked::GENERAL, Activity(decisions::conditions))
        .on("UK GDPR Article 22B", "legislation.gov.uk/ukpga/2025/18/section/80")
        .asking(&[
            must("automated_decisions.condition", "Enter the Article 22B condition: explicit consent where the decision rests entirely on data that the person agreed to, or a contract or law with 9(2)(g)"),
            gap("automated_decisions.condition", "Enter the Article 22B condition, or say why none is needed. ‘{data}’ often holds special category data"),
            cell("lawful_bases", "basis", "Select another basis. A decision that a system takes alone cannot rest on ‘{basis}’, not even in part"),
        ]),
];

/// The part of V-40 that is V-38's (DOMAIN: it fires only there).
const CHILDREN: Ask = must(
    "dpia.required",
    "Say whether an impact assessment is needed. The data are about children, and nothing says how they are protected",
);
