//! Rules V-38 to V-43: children, impact assessments and automated decisions.

use crate::domain::check::assessment;
use crate::domain::check::rules::{fault, gap, rule};
use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::field::Asked;

use Find::Activity;
use RuleKind::RecordGap;
use Severity::Warning;

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
    rule("V-40", Warning, RecordGap, Asked::GENERAL, Activity(assessment::is_needed))
        .on("UK GDPR Article 35(1), (3) and (4)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            gap("dpia.required", "Say whether an impact assessment is needed"),
            gap("dpia.required", "Say whether an impact assessment is needed. {sign}, which points to a high risk"),
            gap(
                "dpia.reason",
                "Enter the reason why no impact assessment is needed. {sign}, which points to a high risk",
            ),
        ]),
    rule("V-41", Warning, RecordGap, Asked::GENERAL, Activity(assessment::document))
        .on("UK GDPR Article 35(1)", "legislation.gov.uk/eur/2016/679/article/35")
        .asking(&[
            gap("dpia.link", "Add the link to the impact assessment"),
            fault("dpia.progress", "Complete the impact assessment. The work already goes on"),
        ]),
];
