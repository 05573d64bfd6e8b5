//! Activities that look alike: the same team and nearly the same title or purposes.

use crate::domain::activity::Activity;
use crate::domain::check::case::{is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::fold;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// V-63. Each activity is looked up by what it has in common with its like, so the time grows with their number only.
/// Retired activities are like nothing: what took their place looks like them.
pub(super) fn duplicates(activities: &[Arc<Activity>]) -> Vec<(&Activity, Spot)> {
    let mut firsts: HashMap<u64, &Activity> = HashMap::with_capacity(2 * activities.len());
    let mut spots = Vec::new();
    for activity in activities.iter().map(Arc::as_ref).filter(|activity| !activity.is_retired()) {
        let mut earlier = None;
        for key in keys(activity).into_iter().flatten() {
            let first = *firsts.entry(key).or_insert(activity);
            if !std::ptr::eq(first, activity) {
                earlier = earlier.or(Some(first));
            }
        }
        spots.extend(earlier.map(|earlier| (activity, Spot::ask(0).part("activity", earlier.name()))));
    }
    spots
}

/// What two activities that look alike have in common: title, or purposes, always beside the team and the kind of record. Where no
/// team is known, title and purposes together.
fn keys(activity: &Activity) -> [Option<u64>; 2] {
    let about = kind_of_record(activity);
    let title = bag(activity.title.as_deref().unwrap_or_default());
    let purposes = purposes(activity);
    let title = (!title.is_empty()).then_some(title);
    let purposes = (!purposes.is_empty()).then_some(purposes);
    let key = |kind: u8, words: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = about.clone();
        kind.hash(&mut hasher);
        words(&mut hasher);
        hasher.finish()
    };
    if is_said(&activity.team) || is_said(&activity.directorate) {
        let by_title = title.map(|title| key(1, &|hasher| title.hash(hasher)));
        return [by_title, purposes.map(|purposes| key(2, &|hasher| purposes.hash(hasher)))];
    }
    [title.zip(purposes).map(|both| key(3, &|hasher| both.hash(hasher))), None]
}

/// The team and the kind of record: a record of law enforcement or of a processor beside a controller's is no duplicate, nor is
/// one that another controller or client stands behind.
fn kind_of_record(activity: &Activity) -> DefaultHasher {
    let mut hasher = DefaultHasher::new();
    for text in [&activity.team, &activity.directorate] {
        fold(text.as_deref().unwrap_or_default()).hash(&mut hasher);
    }
    activity.is_processor().hash(&mut hasher);
    activity.is_law_enforcement().hash(&mut hasher);
    let controller = activity.other_controller().and_then(|controller| controller.name.as_deref());
    let clients = activity.controllers_acted_for().iter().map(|client| client.name.as_deref());
    for name in clients.chain([controller]) {
        fold(name.unwrap_or_default()).hash(&mut hasher);
    }
    hasher
}

/// The words of each purpose, whatever their order.
fn purposes(activity: &Activity) -> Vec<Vec<u64>> {
    let mut purposes: Vec<_> = said(&activity.purposes).map(bag).filter(|words| !words.is_empty()).collect();
    purposes.sort_unstable();
    purposes
}

/// The words that carry meaning, each once, without their endings and their order.
fn bag(text: &str) -> Vec<u64> {
    let folded = fold(text);
    let mut words = folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut bag = Vec::new();
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        // The last word may be a letter that tells things apart, as in «School A».
        if next.is_none() || !LITTLE.contains(&word) {
            let mut hasher = DefaultHasher::new();
            without_ending(word).hash(&mut hasher);
            bag.push(hasher.finish());
        }
    }
    bag.sort_unstable();
    bag.dedup();
    bag
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
