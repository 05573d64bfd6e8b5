//! A check of a register, or of some of its activities: all that was found, and how ready they are.

use crate::domain::activity::Activity;
use crate::domain::check::{Checked, Finding, Severity, check_activity, check_register, check_together};
use crate::domain::lexicon::Lexicon;
use crate::domain::readiness::{Overview, overview};
use crate::domain::register::Register;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Checkup<'a> {
    /// The register.
    pub register: &'a Register,
    /// Its words.
    pub lexicon: &'a Lexicon,
    /// The day.
    pub today: Date,
    /// What was found once for the register: in its headers, and what only all activities together show.
    pub of_register: Vec<Finding>,
    /// The activities with what was found in each.
    pub checked: Vec<Checked<'a>>,
    /// Whether the whole register was asked for.
    is_whole: bool,
}

impl<'a> Checkup<'a> {
    /// Checks the whole register, or only these activities of it; then what is found once for the register is left out,
    /// unless it stands on one of them.
    pub fn of(
        register: &'a Register,
        lexicon: &'a Lexicon,
        only: Option<Vec<&'a Arc<Activity>>>,
        today: Date,
    ) -> Checkup<'a> {
        let organisation = register.organisation();
        let mut of_register = check_register(&organisation, register.activities());
        of_register.extend(check_together(register.activities()));
        let is_whole = only.is_none();
        let activities = only.unwrap_or_else(|| register.activities().iter().collect());
        if !is_whole {
            let asked: HashSet<_> = activities.iter().map(|activity| &activity.id).collect();
            of_register.retain(|finding| asked.contains(&finding.activity));
        }
        let check = |activity: &'a Arc<Activity>| Checked {
            activity,
            findings: check_activity(activity, &organisation, lexicon, today),
        };
        let checked = activities.into_iter().map(check).collect();
        Checkup { register, lexicon, today, of_register, checked, is_whole }
    }

    /// How ready the register is, by directorate; the header only where the whole register was asked for.
    pub fn overview(&self) -> Overview<'_> {
        let header = self.is_whole.then_some(self.of_register.as_slice());
        overview(header, &self.checked, self.lexicon, self.today)
    }

    /// Everything that was found and is at least this heavy, each with its activity: first what stands in the organisation's
    /// header, which has none, then what stands in the activities, in their order.
    pub fn findings(&self, least: Severity) -> Vec<(Option<&'a Arc<Activity>>, &Finding)> {
        let mut on_activities: HashMap<&str, Vec<&Finding>> = HashMap::new();
        for finding in &self.of_register {
            on_activities.entry(finding.activity.as_str()).or_default().push(finding);
        }
        let header = on_activities.remove("").unwrap_or_default();
        let mut all: Vec<(Option<&'a Arc<Activity>>, &Finding)> =
            header.into_iter().map(|finding| (None, finding)).collect();
        for Checked { activity, findings } in &self.checked {
            let once = on_activities.remove(activity.id.as_str()).unwrap_or_default();
            all.extend(once.into_iter().chain(findings).map(|finding| (Some(*activity), finding)));
        }
        all.retain(|(_, finding)| finding.rule.severity <= least);
        all
    }

    /// Whether there is something to put right that is at least this heavy. What was accepted and what is only worth knowing
    /// is not.
    pub fn has_something_to_fix(&self, least: Severity) -> bool {
        self.findings(least).iter().any(|(_, finding)| is_to_fix(finding))
    }
}

/// Whether a finding asks for something to be put right.
pub fn is_to_fix(finding: &Finding) -> bool {
    finding.rule.severity != Severity::Info && !finding.accepted
}
