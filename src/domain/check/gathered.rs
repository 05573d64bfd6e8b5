//! Findings gathered: what all records of a team share is one piece of work, and told once.

use crate::domain::activity::Activity;
use crate::domain::check::{Finding, Rule};
use crate::domain::fold::fold;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// An activity with what was found in it.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    /// The activity.
    pub activity: &'a Arc<Activity>,
    /// What it lacks or gets wrong.
    pub findings: Vec<Finding>,
}

/// One finding, or one that all records of a team share.
#[derive(Clone, Debug)]
pub struct Gathered<'a> {
    /// The finding; the first one where several are gathered.
    pub finding: &'a Finding,
    /// The activity that it is about; the first one of the team.
    pub activity: &'a Arc<Activity>,
    /// The team and how many of its records share the finding.
    pub team: Option<(&'a str, usize)>,
}

/// Whether a rule's findings are told once where all records of a team share them: such a gap is put right for the team,
/// by its system, its agreement or a decision of the organisation.
pub fn is_told_once_a_team(rule: &Rule) -> bool {
    ["V-11", "V-19", "V-47", "V-49", "V-60"].contains(&rule.id)
}

/// The findings of activities in their order. A finding that all records of a team share, word for word, stands once, in the
/// place of the first. Records that the rule is not about do not count, and a team with one record is none. What was accepted
/// is never gathered: each has a reason of its own.
pub fn gathered<'a>(checked: &'a [Checked<'a>]) -> Vec<Gathered<'a>> {
    let teams = Teams::of(checked);
    let mut told: BTreeSet<Shared> = BTreeSet::new();
    let mut all = Vec::new();
    for (place, Checked { activity, findings }) in checked.iter().enumerate() {
        for finding in findings {
            let team = teams.that_shares(place, finding).filter(|_| !finding.accepted);
            let Some((number, count)) = team else {
                all.push(Gathered { finding, activity, team: None });
                continue;
            };
            if told.insert((number, finding.rule.id, &finding.message)) {
                let name = activity.team.as_deref().unwrap_or_default();
                all.push(Gathered { finding, activity, team: Some((name, count)) });
            }
        }
    }
    all
}

/// A team by its number, a rule and the words of its finding.
type Shared<'a> = (usize, &'static str, &'a str);

/// The teams of some activities, and how many records of each have which finding.
struct Teams<'a> {
    /// The team of each activity, by its number.
    numbers: Vec<Option<usize>>,
    /// The activities of each team, by their places.
    records: Vec<Vec<usize>>,
    shared: HashMap<Shared<'a>, usize>,
    checked: &'a [Checked<'a>],
}

impl<'a> Teams<'a> {
    fn of(checked: &'a [Checked<'a>]) -> Teams<'a> {
        let mut teams = Teams { numbers: Vec::new(), records: Vec::new(), shared: HashMap::new(), checked };
        let mut known: HashMap<(String, String), usize> = HashMap::new();
        for (place, Checked { activity, findings }) in checked.iter().enumerate() {
            let name = activity.team.as_deref().filter(|team| !team.trim().is_empty());
            let number = name.map(|team| {
                let directorate = activity.directorate.as_deref().unwrap_or_default();
                let next = teams.records.len();
                let number = *known.entry((fold(directorate), fold(team))).or_insert(next);
                if number == next {
                    teams.records.push(Vec::new());
                }
                number
            });
            teams.numbers.push(number);
            let Some((number, records)) = number.and_then(|number| Some((number, teams.records.get_mut(number)?)))
            else {
                continue;
            };
            records.push(place);
            let open = findings.iter().filter(|finding| !finding.accepted && is_told_once_a_team(finding.rule));
            // Several lines of one record with the same finding are one record.
            let open: BTreeSet<(&str, &str)> =
                open.map(|finding| (finding.rule.id, finding.message.as_str())).collect();
            for (rule, message) in open {
                *teams.shared.entry((number, rule, message)).or_default() += 1;
            }
        }
        teams
    }

    /// The team of an activity with the count of its records, where all that the rule is about have this finding.
    fn that_shares(&self, place: usize, finding: &Finding) -> Option<(usize, usize)> {
        if !is_told_once_a_team(finding.rule) {
            return None;
        }
        let number = (*self.numbers.get(place)?)?;
        let have = *self.shared.get(&(number, finding.rule.id, finding.message.as_str()))?;
        let records = self.records.get(number)?.iter().filter_map(|place| self.checked.get(*place));
        let asked = records.filter(|record| finding.rule.asked.of(record.activity)).count();
        (have > 1 && have == asked).then_some((number, have))
    }
}
