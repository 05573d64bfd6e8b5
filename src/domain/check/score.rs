//! How far a record is filled in, as a share of the rules that ask something of it.

use crate::domain::activity::Activity;
use crate::domain::check::{Find, Finding, RULES, Rule, Severity};

/// The share of the rules asked of a record like this one that have no open finding, from 0 to 1.
///
/// Asked are the rules that look at activities and are about a record of its role and regime, but for those whose findings are
/// only worth knowing. A finding that was accepted with a reason counts as met.
pub fn score(activity: &Activity, findings: &[Finding]) -> f64 {
    let mut asked = 0_u32;
    let mut met = 0_u32;
    let counts = |rule: &&Rule| matches!(rule.find, Find::Activity(_)) && rule.severity != Severity::Info;
    for rule in RULES.iter().filter(counts).filter(|rule| rule.asked.of(activity)) {
        asked += 1;
        met += u32::from(!findings.iter().any(|finding| finding.rule == rule && !finding.accepted));
    }
    if asked == 0 { 1.0 } else { f64::from(met) / f64::from(asked) }
}
