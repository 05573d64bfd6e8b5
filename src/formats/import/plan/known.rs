//! Which activity of a register a draft is: by its id, its reference, its key in another system, or its title in one team.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::says_alike;
use crate::domain::fold::{fold, same_term};
use crate::domain::id::Id;
use crate::formats::import::brought::{Draft, Kind};
use crate::formats::import::ids::derived;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The activities of a register by what a draft can be known by.
pub(super) struct Known<'a> {
    by_id: HashMap<&'a Id, &'a Activity>,
    by_reference: HashMap<String, Several<'a>>,
    by_external: HashMap<String, Several<'a>>,
    by_title: HashMap<String, Several<'a>>,
    /// Titles with one letter left out, so that one slip of the finger is found.
    by_slip: HashMap<String, &'a Activity>,
}

/// The activities under one key.
type Several<'a> = Vec<&'a Activity>;

impl<'a> Known<'a> {
    pub(super) fn of(activities: &'a [Arc<Activity>]) -> Self {
        let mut known = Known {
            by_id: HashMap::with_capacity(activities.len()),
            by_reference: HashMap::new(),
            by_external: HashMap::new(),
            by_title: HashMap::new(),
            by_slip: HashMap::new(),
        };
        for activity in activities.iter().map(Arc::as_ref) {
            known.by_id.insert(&activity.id, activity);
            if let Some(reference) = key(&activity.reference) {
                known.by_reference.entry(reference).or_default().push(activity);
            }
            for name in external_ids(activity) {
                known.by_external.entry(name).or_default().push(activity);
            }
            if let Some(title) = key(&activity.title) {
                for slip in slips(&title) {
                    known.by_slip.entry(slip).or_insert(activity);
                }
                known.by_title.entry(title).or_default().push(activity);
            }
        }
        known
    }

    /// The activity that a draft is, unless another draft was it already. One that several could be is none of them, but for
    /// the one with its very title.
    pub(super) fn find(&self, kind: Kind, draft: &Draft, claimed: &HashSet<Id>) -> Option<&'a Id> {
        let activity = &draft.activity;
        let free = |there: &&'a Activity| !claimed.contains(&there.id);
        let by_reference = || {
            let reference = key(&activity.reference)?;
            let several = self.by_reference.get(&reference)?.iter().copied();
            only(several.filter(free).filter(|there| is_same(there, activity, is_telling(&reference))), activity)
        };
        let by_external = || {
            external_ids(activity)
                .find_map(|name| only(self.by_external.get(&name)?.iter().copied().filter(free), activity))
        };
        let by_title = || {
            let there = only(self.by_title.get(&key(&activity.title)?)?.iter().copied().filter(free), activity)?;
            let same = |one: &Option<Text>, other: &Option<Text>| key(one) == key(other);
            let in_one_team = same(&there.team, &activity.team) && !differ(&there.directorate, &activity.directorate);
            // Many notices are called «Privacy notice», and name no team.
            let in_one_team = in_one_team && (key(&there.team).is_some() || share(there, activity));
            // Two things with references of their own are two things.
            (in_one_team && !differ(&there.reference, &activity.reference)).then_some(there)
        };
        let by_id = only(self.under_ids(kind, draft).into_iter().filter(free), activity);
        by_id.or_else(by_reference).or_else(by_external).or_else(by_title).map(|there| &there.id)
    }

    /// The activities under the id of a draft, and under those that an import gives where that one is taken.
    fn under_ids(&self, kind: Kind, draft: &Draft) -> Vec<&'a Activity> {
        let first = self.by_id.get(&draft.activity.id).copied();
        // An id that the key did not give is one of a register's own, as our exports name it.
        let is_notice = kind == Kind::Notice;
        let is_own =
            kind == Kind::Register || (!is_notice && draft.activity.id != derived(kind, &draft.key, |_| false));
        if is_own && first.is_some() {
            return first.into_iter().collect();
        }
        let telling = is_telling(&draft.key);
        let mut tried: HashSet<Id> = std::iter::once(draft.activity.id.clone()).collect();
        let mut found: Vec<&Activity> = first.into_iter().collect();
        while let Some(there) = self.by_id.get(&derived(kind, &draft.key, |id| tried.contains(id))) {
            tried.insert(there.id.clone());
            found.push(there);
        }
        found.retain(|there| is_same(there, &draft.activity, telling) && (!is_notice || share(there, &draft.activity)));
        found
    }

    /// An activity that has the reference or nearly the title of a draft, which is not it for certain.
    pub(super) fn near(&self, draft: &Draft) -> Option<&'a Id> {
        let activity = &draft.activity;
        let by_reference =
            || key(&activity.reference).and_then(|reference| self.by_reference.get(&reference)?.first().copied());
        let title = key(&activity.title)?;
        let may_be = |there: &&'a Activity| !there.is_retired() && !differ(&there.team, &activity.team);
        let by_title = self.by_title.get(&title).and_then(|several| several.iter().copied().find(may_be));
        let by_slip = || slips(&title).filter_map(|slip| self.by_slip.get(&slip).copied()).find(may_be);
        by_title.or_else(by_reference).or_else(by_slip).map(|there| &there.id)
    }
}

/// Whether a draft with the key of an activity is that activity. Sheets that two services fill in on their own number their
/// rows alike, and rows of other things must not be taken for each other.
fn is_same(there: &Activity, draft: &Activity, key_is_telling: bool) -> bool {
    let brought = |field: &str, words: &Option<Text>| {
        let evidence = there.imported.as_ref().and_then(|imported| imported.evidence.as_ref());
        let words = words.as_deref().unwrap_or_default();
        evidence
            .into_iter()
            .flatten()
            .filter(|one| one.field.as_deref() == Some(field))
            .any(|one| [&one.value, &one.found].into_iter().flatten().any(|text| same_term(text, words)))
    };
    if differ(&there.team, &draft.team) && !brought("team", &draft.team) {
        return false;
    }
    let (Some(old), Some(new)) = (key(&there.title), key(&draft.title)) else { return key_is_telling };
    let one_title = says_alike(&old, &new)
        || brought("title", &draft.title)
        || slips(&old).any(|slip| slips(&new).any(|other| slip == other));
    let purposes = |activity: &Activity| {
        let mut purposes: Vec<String> = activity.purposes.iter().flatten().map(|purpose| fold(purpose)).collect();
        purposes.sort_unstable();
        purposes
    };
    one_title || key_is_telling || (!purposes(draft).is_empty() && purposes(there) == purposes(draft))
}

/// Whether two activities have a purpose, a group of people or a kind of data in common, now or as it was brought in; also where one
/// of them says nothing of that.
fn share(there: &Activity, draft: &Activity) -> bool {
    let terms = |activity: &Activity| {
        let lines = activity.lines().iter().flat_map(|line| line.subjects.iter().chain(&line.data_classes).flatten());
        activity.purposes.iter().flatten().chain(lines).map(|term| fold(term)).collect::<HashSet<_>>()
    };
    let evidence = there.imported.as_ref().and_then(|imported| imported.evidence.as_ref());
    let brought = evidence.into_iter().flatten().filter_map(|one| one.value.as_deref().map(fold));
    let (mut old, new) = (terms(there), terms(draft));
    if old.is_empty() || new.is_empty() {
        return true;
    }
    old.extend(brought);
    !old.is_disjoint(&new)
}

/// Whether a key is more than a number, which any sheet may count by.
fn is_telling(key: &str) -> bool {
    key.chars().any(char::is_alphabetic) && key.chars().any(|letter| letter.is_ascii_digit())
}

/// Whether both are said, and differ.
fn differ(one: &Option<Text>, other: &Option<Text>) -> bool {
    key(one).zip(key(other)).is_some_and(|(one, other)| one != other)
}

/// The folded text, where there is one.
fn key(text: &Option<Text>) -> Option<String> {
    text.as_deref().map(fold).filter(|text| !text.is_empty())
}

/// The only one; of several the only one with the title of the draft.
fn only<'a>(several: impl Iterator<Item = &'a Activity>, draft: &Activity) -> Option<&'a Activity> {
    let several: Vec<&Activity> = several.collect();
    let titled = several.iter().copied().filter(|there| key(&there.title) == key(&draft.title));
    match (several.as_slice(), titled.collect::<Vec<_>>().as_slice()) {
        ([only], _) | (_, [only]) => Some(only),
        _ => None,
    }
}

fn external_ids(activity: &Activity) -> impl Iterator<Item = String> {
    let pairs = activity.external_ids.iter().flat_map(|pairs| &pairs.0);
    pairs.filter_map(|pair| Some(format!("{}\n{}", fold(pair.name.as_deref()?), key(&pair.value)?)))
}

/// A title of several letters, each time without one that is no digit; «School A» and «School B» are no slips of each other.
fn slips(title: &str) -> impl Iterator<Item = String> {
    let words: Vec<&str> = title.split(' ').collect();
    let mut slips = Vec::new();
    for (place, word) in words.iter().enumerate().filter(|(_, word)| word.chars().count() > 4) {
        for (at, _) in word.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
            let shorter: String =
                word.char_indices().filter(|(other, _)| *other != at).map(|(_, letter)| letter).collect();
            let mut changed = words.clone();
            if let Some(slot) = changed.get_mut(place) {
                *slot = &shorter;
            }
            slips.push(changed.join(" "));
        }
    }
    slips.push(title.to_owned());
    slips.into_iter()
}
