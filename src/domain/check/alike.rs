//! Activities that look alike: the same team and nearly the same title or purposes.

use crate::domain::activity::Activity;
use crate::domain::check::case::{is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::fold;
use crate::domain::id::Id;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// V-63. Each activity is looked up by what it has in common with its like, so the time grows with their number only.
/// Retired activities are like nothing: what took their place looks like them.
pub(super) fn duplicates(activities: &[Arc<Activity>]) -> Vec<(&Activity, Spot)> {
    let mut bags = Bags::default();
    let mut firsts: HashMap<u64, &Activity> = HashMap::with_capacity(2 * activities.len());
    let mut spots = Vec::new();
    for activity in activities.iter().map(Arc::as_ref).filter(|activity| !activity.is_retired()) {
        let mut earlier = None;
        for key in bags.keys(activity).into_iter().flatten() {
            let first = *firsts.entry(key).or_insert(activity);
            if !std::ptr::eq(first, activity) {
                earlier = earlier.or(Some(first));
            }
        }
        spots.extend(earlier.map(|earlier| (activity, Spot::ask(0).part("activity", earlier.name()))));
    }
    spots
}

/// Activities by what their like has in common with them (V-63), for a question before another one is added.
#[derive(Clone, Debug, Default)]
pub struct Likes(HashMap<u64, Id>);

impl Likes {
    /// Of activities; retired ones are like nothing.
    pub fn of(activities: &[Arc<Activity>]) -> Likes {
        let mut likes = Likes::default();
        activities.iter().for_each(|activity| likes.add(activity));
        likes
    }

    /// Takes in one more; the first of several that are alike stays.
    pub fn add(&mut self, activity: &Activity) {
        if !activity.is_retired() {
            for key in Bags::default().keys(activity).into_iter().flatten() {
                self.0.entry(key).or_insert_with(|| activity.id.clone());
            }
        }
    }

    /// The activity that looks like this one.
    pub fn like(&self, activity: &Activity) -> Option<&Id> {
        let keys = Bags::default().keys(activity);
        keys.into_iter().flatten().filter_map(|key| self.0.get(&key)).find(|id| **id != activity.id)
    }
}

/// Whether two texts say the same in other words: their endings, little words and order aside.
pub fn says_alike(one: &str, other: &str) -> bool {
    one == other || bag(one).is_some_and(|one| bag(other) == Some(one))
}

/// What the texts of a register come down to. Teams and many purposes are the texts of several activities; each is read once.
#[derive(Default)]
struct Bags<'a>(HashMap<&'a str, Option<u64>>);

impl<'a> Bags<'a> {
    /// What two activities that look alike have in common: title, or purposes, always beside the team and the kind of record. Where
    /// no team is known, title and purposes together.
    fn keys(&mut self, activity: &'a Activity) -> [Option<u64>; 2] {
        let about = self.kind_of_record(activity);
        let title = bag(activity.title.as_deref().unwrap_or_default());
        let mut purposes: Vec<u64> = said(&activity.purposes).filter_map(|purpose| self.bag(purpose)).collect();
        purposes.sort_unstable();
        let purposes = (!purposes.is_empty()).then_some(purposes);
        if is_said(&activity.team) || is_said(&activity.directorate) {
            return [title.map(|title| hash(&(about, 1, title))), purposes.map(|purposes| hash(&(about, 2, purposes)))];
        }
        [title.zip(purposes).map(|both| hash(&(about, 3, both))), None]
    }

    /// The team and the kind of record: a record of law enforcement or of a processor beside a controller's is no duplicate, nor is
    /// one that another controller or client stands behind.
    fn kind_of_record(&mut self, activity: &'a Activity) -> u64 {
        let controller = activity.other_controller().and_then(|controller| controller.name.as_deref());
        let place = [&activity.team, &activity.directorate].map(|text| self.bag(text.as_deref().unwrap_or_default()));
        let clients = activity.controllers_acted_for().iter().map(|client| client.name.as_deref());
        let others: Vec<_> = clients.chain([controller]).map(|name| self.bag(name.unwrap_or_default())).collect();
        hash(&(place, others, activity.is_processor(), activity.is_law_enforcement()))
    }

    fn bag(&mut self, text: &'a str) -> Option<u64> {
        *self.0.entry(text).or_insert_with(|| bag(text))
    }
}

/// What the words of a text that carry meaning come down to, without their endings and whatever their order; `None` without any.
fn bag(text: &str) -> Option<u64> {
    let folded = fold(text);
    let mut words = folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut bag = Vec::new();
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        // The last word may be a letter that tells things apart, as in «School A».
        if next.is_none() || !LITTLE.contains(&word) {
            bag.push(without_ending(word));
        }
    }
    bag.sort_unstable();
    bag.dedup();
    (!bag.is_empty()).then(|| hash(&bag))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Words that two wordings of one thing differ in.
const LITTLE: [&str; 15] =
    ["a", "an", "and", "the", "of", "to", "for", "in", "on", "our", "we", "your", "you", "with", "by"];

/// «applications» and «application», «arranging» and «arrange» are the same to us.
fn without_ending(word: &str) -> &str {
    if word.ends_with("ss") {
        return word;
    }
    ["s", "ing", "e"]
        .into_iter()
        .fold(word, |word, ending| word.strip_suffix(ending).filter(|shorter| shorter.len() > 2).unwrap_or(word))
}
