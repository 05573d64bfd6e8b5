//! Topic by topic, how many records are complete in it. Retired ones do not count.

use crate::domain::activity::Activity;
use crate::domain::check::{RULES, Severity, TOPICS, Topic};
use crate::search::entry::{Entry, Spotted};
use crate::search::filter::Holding;
use crate::search::index::Index;
use std::collections::HashMap;

/// How many records are complete in a topic, of those that are asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The topic.
    pub topic: &'static Topic,
    /// How many are complete.
    pub complete: usize,
    /// How many are asked.
    pub of: usize,
}

/// The progress in every topic that any record is asked about.
pub(super) fn of(index: &Index) -> Vec<Progress> {
    let topics: Vec<Option<usize>> =
        RULES.iter().map(|rule| TOPICS.iter().position(|topic| topic.rules.contains(&rule.id))).collect();
    let topic_of = |spotted: &Spotted| topics.get(usize::from(spotted.rule)).copied().flatten();
    let is_open =
        |spotted: &Spotted| !spotted.accepted && spotted.rule().is_some_and(|rule| rule.severity != Severity::Info);
    let mut apart: HashMap<Option<u32>, Vec<Spotted>> = HashMap::new();
    for found in index.apart() {
        apart.entry(found.place).or_default().extend(Spotted::of(&found.finding));
    }
    let none = Vec::new();
    let of_organisation = apart.get(&None).unwrap_or(&none);
    let mut progress: Vec<Progress> = TOPICS.iter().map(|topic| Progress { topic, complete: 0, of: 0 }).collect();
    let asking: Vec<Vec<_>> = TOPICS
        .iter()
        .map(|topic| RULES.iter().filter(|rule| topic.rules.contains(&rule.id)).map(|rule| rule.asked).collect())
        .collect();
    for (place, entry) in (0..).zip(index.entries()).filter(|(_, entry)| !entry.activity.is_retired()) {
        let own = entry.found.iter().chain(apart.get(&Some(place)).unwrap_or(&none));
        let header = of_organisation.iter().filter(|_| rests_on_organisation(&entry.activity));
        let mut open = [false; 32];
        for topic in own.chain(header).filter(|spotted| is_open(spotted)).filter_map(topic_of) {
            if let Some(open) = open.get_mut(topic) {
                *open = true;
            }
        }
        for ((progress, asking), open) in progress.iter_mut().zip(&asking).zip(open) {
            let is_asked = asking.iter().any(|asked| asked.of(&entry.activity));
            if is_asked && (open || !progress.topic.of_sensitive_data || is_sensitive(entry)) {
                progress.of += 1;
                progress.complete += usize::from(!open);
            }
        }
    }
    progress.retain(|progress| progress.of > 0);
    progress
}

/// Whether the header that it stands under is the organisation's own.
fn rests_on_organisation(activity: &Activity) -> bool {
    activity.other_controller().is_none()
}

fn is_sensitive(entry: &Entry) -> bool {
    entry.holds(Holding::SpecialCategory) || entry.holds(Holding::CriminalOffence)
}
