//! The register: the organisation, its words, and its activities.

use crate::domain::activity::Activity;
use crate::domain::id::{Id, Ids};
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::record::{check_inside, record};
use crate::domain::{List, Text, tree};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

record! {
    /// A whole register file, as it is read and written.
    pub struct RegisterFile {
        /// Always `ropa-register`.
        format: Option<Text>,
        /// The version of the format.
        version: Option<u32>,
        /// The register's own id.
        id: Id,
        /// The stamp of the last save.
        saved: Option<Stamp>,
        /// The organisation.
        organisation: Option<Arc<Organisation>>,
        /// Its own words.
        vocabulary: Option<Arc<Vocabulary>>,
        /// The activities, in the officer's order.
        activities: Option<Vec<Arc<Activity>>>,
        /// Clashes of a merge that nobody has settled yet.
        conflicts: Option<Vec<Conflict>>,
    }
}

record! {
    /// Who saved the register last, when, and on which earlier state.
    pub struct Stamp {
        /// The random id of this save.
        revision: Option<Text>,
        /// The revisions it was made from; two after a merge.
        previous: List,
        /// The hash of the last entry of the history.
        history: Option<Text>,
        /// The person's name.
        by: Option<Text>,
        /// The moment, in UTC.
        on: Option<Text>,
    }
}

record! {
    /// One field that two people changed differently.
    pub struct Conflict {
        /// The activity.
        id: Option<Text>,
        /// Its line, where the field is a line's.
        line: Option<Text>,
        /// The field.
        field: Option<Text>,
        /// The value before, as JSON.
        base: Option<Kept>,
        /// One side's value.
        yours: Option<Kept>,
        /// The other side's value.
        theirs: Option<Kept>,
        /// The other side's name.
        who: Option<Text>,
        /// The moment of the other side's change, in UTC.
        on: Option<Text>,
    }
}

/// A JSON value kept as its text.
#[derive(Clone, Debug, serde::Serialize)]
#[serde(transparent)]
pub struct Kept(Box<serde_json::value::RawValue>);

impl Kept {
    /// The text of a value.
    pub fn of(value: &serde_json::Value) -> Option<Kept> {
        serde_json::value::RawValue::from_string(value.to_string()).ok().map(Kept)
    }

    /// The value itself.
    pub fn value(&self) -> Option<serde_json::Value> {
        tree::read(self.0.get()).ok()
    }
}

impl<'de> serde::Deserialize<'de> for Kept {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value: Box<serde_json::value::RawValue> = serde::Deserialize::deserialize(deserializer)?;
        check_inside(value.get()).map_err(serde::de::Error::custom)?;
        Ok(Kept(value))
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// A register in memory: its file, and where each activity stands in it.
#[derive(Clone, Debug, Default)]
pub struct Register {
    file: RegisterFile,
    places: Arc<HashMap<Id, usize>>,
    found: Found,
}

/// Which members stood in the file, so that they stay when an edit empties them, and taking an edit back leaves the bytes as they were.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    empty_organisation: bool,
    empty_vocabulary: bool,
    activities: bool,
}

impl Found {
    fn of(file: &RegisterFile) -> Self {
        let is_empty = |organisation: &Arc<Organisation>| organisation.is_empty();
        Found {
            empty_organisation: file.organisation.as_ref().is_some_and(is_empty),
            empty_vocabulary: file.vocabulary.as_ref().is_some_and(|words| words.is_empty()),
            activities: file.activities.is_some(),
        }
    }
}

impl Register {
    /// The format that the first member of every register names.
    pub const FORMAT: &'static str = "ropa-register";
    /// The version of the format that this program writes.
    pub const VERSION: u32 = 1;

    /// A register for a new organisation, without activities.
    pub fn new(id: Id, organisation: Organisation) -> Self {
        Register::from_file(RegisterFile {
            format: Some(Self::FORMAT.into()),
            version: Some(Self::VERSION),
            id,
            organisation: Some(Arc::new(organisation)),
            activities: Some(Vec::new()),
            ..RegisterFile::default()
        })
    }

    /// The register that a file holds. Ids must be whole; see [`repair_ids`].
    pub fn from_file(file: RegisterFile) -> Self {
        let found = Found::of(&file);
        let mut register = Register { file, places: Arc::default(), found };
        register.find_places();
        register
    }

    /// As [`Register::from_file`], for a file that mostly holds the same activities in the same order as another state.
    pub(crate) fn like(known: &Register, file: RegisterFile) -> Self {
        let (mine, theirs) = (file.activities.as_deref().unwrap_or_default(), known.activities());
        let is_same = |(one, other): (&Arc<Activity>, &Arc<Activity>)| Arc::ptr_eq(one, other) || one.id == other.id;
        if mine.len() != theirs.len() || !mine.iter().zip(theirs).all(is_same) {
            return Register::from_file(file);
        }
        let found = Found::of(&file);
        Register { file, places: known.places.clone(), found }
    }

    /// The same register, with the very activities of another state in the place of those that are alike: both together take
    /// little more memory than one, and are compared at once.
    pub fn shared_with(mut self, known: &Register) -> Self {
        for (place, activity) in self.file.activities.iter_mut().flatten().enumerate() {
            if let Some(there) = known.activity_near(place, &activity.id).filter(|there| *there == activity) {
                *activity = there.clone();
            }
        }
        self
    }

    /// The register as it is written.
    pub fn file(&self) -> &RegisterFile {
        &self.file
    }

    /// The activities in the officer's order.
    pub fn activities(&self) -> &[Arc<Activity>] {
        self.file.activities.as_deref().unwrap_or_default()
    }

    /// The activity with this id.
    pub fn activity(&self, id: &Id) -> Option<&Arc<Activity>> {
        self.activities().get(self.place(id)?)
    }

    /// The activity with this id, looked for at its likely place first.
    pub(crate) fn activity_near(&self, likely: usize, id: &Id) -> Option<&Arc<Activity>> {
        let there = self.activities().get(likely).filter(|activity| activity.id == *id);
        there.or_else(|| self.activity(id))
    }

    /// Where the activity with this id stands.
    pub fn place(&self, id: &Id) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The organisation; an empty one where nothing is recorded.
    pub fn organisation(&self) -> Arc<Organisation> {
        self.file.organisation.clone().unwrap_or_default()
    }

    /// The organisation's own words; none where nothing is recorded.
    pub fn vocabulary(&self) -> Arc<Vocabulary> {
        self.file.vocabulary.clone().unwrap_or_default()
    }

    /// The stamp of the last save.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.file.saved.as_ref()
    }

    /// Puts the stamp of a save on the register.
    pub fn set_stamp(&mut self, stamp: Stamp) {
        self.file.saved = Some(stamp);
    }

    pub(crate) fn set_conflicts(&mut self, conflicts: Vec<Conflict>) {
        self.file.conflicts = Some(conflicts).filter(|conflicts| !conflicts.is_empty());
    }

    pub(crate) fn set_organisation(&mut self, organisation: Arc<Organisation>) {
        let stays = self.found.empty_organisation || !organisation.is_empty();
        self.file.organisation = stays.then_some(organisation);
    }

    pub(crate) fn set_vocabulary(&mut self, vocabulary: Arc<Vocabulary>) {
        let stays = self.found.empty_vocabulary || !vocabulary.is_empty();
        self.file.vocabulary = stays.then_some(vocabulary);
    }

    pub(crate) fn replace_activity(&mut self, activity: Arc<Activity>) {
        let place = self.place(&activity.id).unwrap_or_default();
        let Some(place) = self.find(place, &activity.id) else { return };
        if let Some(slot) = self.file.activities.as_mut().and_then(|activities| activities.get_mut(place)) {
            *slot = activity;
        }
    }

    pub(crate) fn insert_activity(&mut self, place: usize, activity: Arc<Activity>) {
        let activities = self.file.activities.get_or_insert_default();
        activities.insert(place.min(activities.len()), activity);
    }

    pub(crate) fn remove_activity(&mut self, place: usize, id: &Id) {
        if let (Some(place), Some(activities)) = (self.find(place, id), self.file.activities.as_mut()) {
            activities.remove(place);
            if activities.is_empty() && !self.found.activities {
                self.file.activities = None;
            }
        }
    }

    /// Where an activity stands while others come and go, looked for at the likely place first.
    fn find(&self, likely: usize, id: &Id) -> Option<usize> {
        let is_there = |activity: &Arc<Activity>| activity.id == *id;
        if self.activities().get(likely).is_some_and(is_there) {
            return Some(likely);
        }
        self.activities().iter().position(is_there)
    }

    /// Notes where each activity stands, once after all changes of an edit.
    pub(crate) fn find_places(&mut self) {
        let places = self.activities().iter().enumerate().map(|(place, activity)| (activity.id.clone(), place));
        self.places = Arc::new(places.collect());
    }
}

/// Gives the register an id where it has none, and every activity, line and transfer without one, or with one used before, a new id.
///
/// Returns how many ids were given, so that the change can be named.
pub fn repair_ids(file: &mut RegisterFile, ids: &mut Ids) -> usize {
    let mut taken: HashSet<Id> = HashSet::new();
    let mut given = 0;
    let mut settle = |id: &Id| -> Option<Id> {
        if !id.is_missing() && taken.insert(id.clone()) {
            return None;
        }
        let fresh = ids.fresh(|id| taken.contains(id));
        taken.insert(fresh.clone());
        given += 1;
        Some(fresh)
    };
    if let Some(id) = settle(&file.id) {
        file.id = id;
    }
    for shared in file.activities.iter_mut().flatten() {
        if let Some(id) = settle(&shared.id) {
            Arc::make_mut(shared).id = id;
        }
        for place in 0..shared.lines().len() {
            let fresh = shared.lines().get(place).and_then(|line| settle(&line.id));
            if let (Some(id), Some(lines)) = (fresh, Arc::make_mut(shared).lines.as_mut())
                && let Some(line) = lines.get_mut(place)
            {
                line.id = id;
            }
        }
        for place in 0..shared.transfers().len() {
            let fresh = shared.transfers().get(place).and_then(|transfer| settle(&transfer.id));
            if let (Some(id), Some(transfers)) = (fresh, Arc::make_mut(shared).transfers.as_mut())
                && let Some(transfer) = transfers.get_mut(place)
            {
                transfer.id = id;
            }
        }
    }
    given
}
