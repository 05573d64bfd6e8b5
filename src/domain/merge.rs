//! Two people's changes to one register made one: field by field, nothing dropped in silence.
//!
//! The same function serves a save over a changed file, a conflict copy, git, and work found after a crash. It is
//! symmetric but for clashes, where the register holds your side.

mod paragraphs;
mod values;

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::{Finding, check_activity, check_register};
use crate::domain::diff::{About, head};
use crate::domain::field_path::FieldPath;
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::{Register, RegisterFile};
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::tree;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use values::{Apart, Three, merged, one_of_several, order};

/// What two people's changes come to.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The register with the changes of both. Where they clash it holds your value.
    pub register: Register,
    /// Where both changed one value to different ones, in the order of the register.
    pub clashes: Vec<Clash>,
    /// Activities of which the register holds a state that neither side had.
    pub mixed: Vec<Id>,
    /// Approved activities that the other side changed, so that they are in review again.
    pub back_in_review: Vec<Id>,
    /// References that both sides gave to different new activities, and what the later one bears now.
    pub renamed: Vec<Renamed>,
    /// Activities that have one reference since the merge, because one side gave it to the one and the other to the other.
    pub doubled: Vec<Doubled>,
}

/// A value that two people changed to different ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The record.
    pub about: About,
    /// Where in it; the whole record where one side removed what the other changed.
    pub path: FieldPath,
    /// The value before either change; `None` is not recorded.
    pub base: Option<Value>,
    /// Your value, which the register holds.
    pub yours: Option<Value>,
    /// The other person's value.
    pub theirs: Option<Value>,
}

/// A reference that was given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The activity that bears another one now.
    pub id: Id,
    /// The reference that the other activity keeps.
    pub from: Text,
    /// The reference that it bears now.
    pub to: Text,
}

/// A reference that two activities have since a merge. Both were there before, so nobody can say which of them is to keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// The reference.
    pub reference: Text,
    /// The activities.
    pub ids: [Id; 2],
}

/// The register with your changes and theirs, both made to `base`.
pub fn merge(base: &Register, yours: &Register, theirs: &Register) -> Merged {
    let (before, your, their) = (base.file(), yours.file(), theirs.file());
    let mut clashes = Vec::new();
    let activities = activities(base, yours, theirs, &mut clashes);
    let changed_list = your.activities.is_some() != before.activities.is_some();
    let has_list = if changed_list { your.activities.is_some() } else { their.activities.is_some() };
    let mut file = RegisterFile {
        activities: (has_list || !activities.is_empty()).then_some(activities),
        saved: if your.saved == before.saved { their.saved.clone() } else { your.saved.clone() },
        ..RegisterFile::default()
    };
    let heads = [before, your, their].map(|file| RegisterFile {
        format: your.format.clone(),
        version: your.version,
        id: your.id.clone(),
        ..head(file)
    });
    let merged: RegisterFile = record(&About::Register, heads.each_ref().map(Some), &mut clashes).unwrap_or_default();
    (file.conflicts, file.others) = (merged.conflicts, merged.others);
    (file.format, file.version, file.id) = (your.format.clone(), your.version.max(their.version), your.id.clone());
    let of = [before, your, their];
    let organisation = of.map(|file| file.organisation.as_deref());
    file.organisation = record(&About::Organisation, organisation, &mut clashes).map(Arc::new);
    let vocabulary = of.map(|file| file.vocabulary.as_deref());
    file.vocabulary = record(&About::Vocabulary, vocabulary, &mut clashes).map(Arc::new);
    let (renamed, doubled) = with_own_references(&mut file, base, yours, theirs);
    let mut mixed = Vec::new();
    let mut back_in_review = Vec::new();
    for (place, activity) in file.activities.iter_mut().flatten().enumerate() {
        if stands_at(place, activity, yours) || stands_at(place, activity, theirs) {
            continue;
        }
        if !is_mixed(activity, yours.activity(&activity.id), theirs.activity(&activity.id)) {
            continue;
        }
        mixed.push(activity.id.clone());
        if put_back_in_review(activity) {
            back_in_review.push(activity.id.clone());
        }
    }
    Merged { register: Register::like(yours, file), clashes, mixed, back_in_review, renamed, doubled }
}

/// One record of a state of your side, merged with theirs as [`merge`] would; where the two clash it is yours.
pub(crate) fn merge_record(
    id: &SubjectId,
    base: &Register,
    yours: Option<&Subject>,
    theirs: &Register,
    renamed: &[Renamed],
) -> Option<Subject> {
    let mut clashes = Vec::new();
    match (id, yours) {
        (SubjectId::Activity(id), yours) => {
            let yours = yours.and_then(Subject::activity);
            let mut activity = one_activity(id, base.activity(id), yours, theirs.activity(id), &mut clashes)?;
            let renamed = renamed.iter().find(|renamed| renamed.id == *id);
            if let Some(Renamed { from, to, .. }) =
                renamed.filter(|renamed| activity.reference.as_ref() == Some(&renamed.from))
            {
                rename(Arc::make_mut(&mut activity), from, to);
            }
            if is_mixed(&activity, yours, theirs.activity(id)) {
                put_back_in_review(&mut activity);
            }
            Some(Subject::Activity(activity))
        }
        (SubjectId::Organisation, Some(Subject::Organisation(yours))) => {
            let (base, theirs) = (base.organisation(), theirs.organisation());
            let three = [&base, yours, &theirs].map(|side| Some(side.as_ref()));
            record(&About::Organisation, three, &mut clashes).map(|record| Subject::Organisation(Arc::new(record)))
        }
        (SubjectId::Vocabulary, Some(Subject::Vocabulary(yours))) => {
            let (base, theirs) = (base.vocabulary(), theirs.vocabulary());
            let three = [&base, yours, &theirs].map(|side| Some(side.as_ref()));
            record(&About::Vocabulary, three, &mut clashes).map(|record| Subject::Vocabulary(Arc::new(record)))
        }
        (_, yours) => yours.cloned(),
    }
}

/// Whether a merged activity is one that neither side had.
fn is_mixed(activity: &Arc<Activity>, yours: Option<&Arc<Activity>>, theirs: Option<&Arc<Activity>>) -> bool {
    let is_of =
        |side: Option<&Arc<Activity>>| side.is_some_and(|there| Arc::ptr_eq(there, activity) || there == activity);
    !is_of(yours) && !is_of(theirs)
}

/// Whoever approved a mixture has not seen it so. Says whether it was approved.
fn put_back_in_review(activity: &mut Arc<Activity>) -> bool {
    let approved = activity.is_approved();
    if approved {
        Arc::make_mut(activity).status = Some(Activity::IN_REVIEW.into());
    }
    approved
}

impl Merged {
    /// What is to be looked at after the merge: findings that neither side had alone.
    pub fn new_findings(&self, yours: &Register, theirs: &Register, today: Date) -> Vec<Finding> {
        let head = |register: &Register| (register.file().organisation.clone(), register.file().vocabulary.clone());
        // Another organisation or another word can change what any activity is asked.
        let all = head(yours) != head(theirs);
        let findings = |register: &Register| {
            let lexicon = Lexicon::of(&register.vocabulary());
            let organisation = register.organisation();
            let mut found = check_register(&organisation, register.activities());
            let looked_at = register.activities().iter().filter(|activity| all || self.mixed.contains(&activity.id));
            found.extend(looked_at.flat_map(|activity| check_activity(activity, &organisation, &lexicon, today)));
            found
        };
        let place =
            |finding: &Finding| (finding.activity.clone(), finding.rule.id, finding.line.clone(), finding.field);
        let known: HashSet<_> = findings(yours).iter().chain(&findings(theirs)).map(place).collect();
        findings(&self.register).into_iter().filter(|finding| !known.contains(&place(finding))).collect()
    }
}

fn activities(base: &Register, yours: &Register, theirs: &Register, clashes: &mut Vec<Clash>) -> Vec<Arc<Activity>> {
    // Mostly nobody added, removed or moved any, and a large register is done at once.
    if same_places(base, yours) && same_places(base, theirs) {
        let three = base.activities().iter().zip(yours.activities()).zip(theirs.activities());
        let one = |((base, yours), theirs): ((&Arc<Activity>, &Arc<Activity>), &Arc<Activity>)| {
            one_activity(&base.id, Some(base), Some(yours), Some(theirs), clashes)
        };
        return three.filter_map(one).collect();
    }
    let ids =
        |register: &Register| register.activities().iter().map(|activity| activity.id.clone()).collect::<Vec<_>>();
    let (before, your, their) = (ids(base), ids(yours), ids(theirs));
    let mut kept: HashMap<&Id, Arc<Activity>> = HashMap::new();
    let mut seen = HashSet::new();
    for id in before.iter().chain(&your).chain(&their).filter(|id| seen.insert(*id)) {
        if let Some(activity) = one_activity(id, base.activity(id), yours.activity(id), theirs.activity(id), clashes) {
            kept.insert(id, activity);
        }
    }
    order(&before, &your, &their, |id| kept.contains_key(id)).iter().filter_map(|id| kept.get(id).cloned()).collect()
}

/// Whether two registers hold the same activities in the same order, whatever is in them.
fn same_places(one: &Register, other: &Register) -> bool {
    let (one, other) = (one.activities(), other.activities());
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other) || one.id == other.id)
}

/// Whether the very same activity stands at this place in a register.
fn stands_at(place: usize, activity: &Arc<Activity>, register: &Register) -> bool {
    register.activities().get(place).is_some_and(|there| Arc::ptr_eq(there, activity))
}

fn one_activity(
    id: &Id,
    base: Option<&Arc<Activity>>,
    yours: Option<&Arc<Activity>>,
    theirs: Option<&Arc<Activity>>,
    clashes: &mut Vec<Clash>,
) -> Option<Arc<Activity>> {
    let same = |one: Option<&Arc<Activity>>, other: Option<&Arc<Activity>>| match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
        (one, other) => one.is_none() && other.is_none(),
    };
    if same(yours, theirs) || same(theirs, base) {
        return yours.cloned();
    }
    if same(yours, base) {
        return theirs.cloned();
    }
    let about = About::Activity(id.clone());
    record(&about, [base, yours, theirs].map(|activity| activity.map(Arc::as_ref)), clashes).map(Arc::new)
}

/// One record of three.
fn record<T>(about: &About, three: [Option<&T>; 3], clashes: &mut Vec<Clash>) -> Option<T>
where
    T: Serialize + DeserializeOwned + Clone + PartialEq,
{
    let [base, yours, theirs] = three;
    if yours == theirs || theirs == base {
        return yours.cloned();
    }
    if yours == base {
        return theirs.cloned();
    }
    let trees = three.map(|record| record.and_then(|record| tree::of(record).ok()));
    let [base, yours, theirs] = trees.each_ref().map(Option::as_ref);
    let values = Three { base, yours, theirs };
    let mut apart = Vec::new();
    let value = match about {
        About::Activity(_) => one_of_several(&FieldPath::whole(), values, &mut apart),
        _ => merged(&FieldPath::whole(), values, &mut apart),
    };
    let read: Option<Option<T>> = value.map(|value| tree::record(&value)).transpose().ok();
    let Some(record) = read else {
        // A mixture that is no record: the whole is the clash.
        clashes.push(Clash {
            about: about.clone(),
            path: FieldPath::whole(),
            base: base.cloned(),
            yours: yours.cloned(),
            theirs: theirs.cloned(),
        });
        return three[1].or(three[2]).cloned();
    };
    clashes.extend(apart.into_iter().map(|Apart { path, base, yours, theirs }| Clash {
        about: about.clone(),
        path,
        base,
        yours,
        theirs,
    }));
    record
}

/// Gives the later of two new activities another reference, where the two sides each gave one reference to a new activity.
/// Of two that were there before, the reference is told.
fn with_own_references(
    file: &mut RegisterFile,
    base: &Register,
    yours: &Register,
    theirs: &Register,
) -> (Vec<Renamed>, Vec<Doubled>) {
    let reference = |activity: &Activity| activity.reference.as_deref().map(fold).filter(|text| !text.is_empty());
    let activities = file.activities.as_mut().map_or(&mut [][..], Vec::as_mut_slice);
    // Where every reference is as one side has it, that side has the doubles too, and nothing is told of them.
    let as_it_was = |side: &Register| {
        activities.iter().enumerate().all(|(place, activity)| {
            let has_same = |there: &Arc<Activity>| there.reference == activity.reference;
            stands_at(place, activity, side) || side.activity(&activity.id).is_some_and(has_same)
        })
    };
    if as_it_was(yours) || as_it_was(theirs) {
        return (Vec::new(), Vec::new());
    }
    let mut taken: HashSet<String> = activities.iter().filter_map(|activity| reference(activity)).collect();
    let mut first: HashMap<String, Id> = HashMap::new();
    let mut doubles: Vec<Id> = Vec::new();
    let mut doubled = Vec::new();
    // New ones last, by id, which is as good as chance and the same on both sides.
    let mut sorted: Vec<&Arc<Activity>> = activities.iter().collect();
    sorted.sort_by_key(|activity| (base.place(&activity.id).is_none(), activity.id.clone()));
    for activity in sorted {
        let Some(text) = reference(activity) else { continue };
        let Some(other) = first.get(&text) else {
            first.insert(text, activity.id.clone());
            continue;
        };
        let together = |side: &Register| {
            let bears = |id: &Id| side.activity(id).is_some_and(|there| reference(there).as_ref() == Some(&text));
            bears(other) && bears(&activity.id)
        };
        if together(yours) || together(theirs) {
            continue;
        }
        if base.place(&activity.id).is_none() {
            doubles.push(activity.id.clone());
        } else {
            let reference = activity.reference.clone().unwrap_or_default();
            doubled.push(Doubled { reference, ids: [other.clone(), activity.id.clone()] });
        }
    }
    let mut renamed = Vec::new();
    for shared in activities.iter_mut().filter(|activity| doubles.contains(&activity.id)) {
        let Some(from) = shared.reference.clone() else { continue };
        let to = next_free(&from, &mut taken);
        let activity = Arc::make_mut(shared);
        rename(activity, &from, &to);
        renamed.push(Renamed { id: activity.id.clone(), from, to });
    }
    (renamed, doubled)
}

fn rename(activity: &mut Activity, from: &Text, to: &Text) {
    activity.reference = Some(to.clone());
    activity.former_references.get_or_insert_default().push(from.clone());
}

/// The next reference after one that nobody has: its number counted on, or a number behind it.
fn next_free(reference: &str, taken: &mut HashSet<String>) -> Text {
    let stem = reference.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = reference.strip_prefix(stem).unwrap_or_default();
    let (stem, width, start) = match digits.parse::<u64>() {
        Ok(number) => (stem.to_owned(), digits.len(), number),
        Err(_) => (format!("{reference}-"), 0, 1),
    };
    let candidates = (start..).skip(1).map(|number| format!("{stem}{number:0width$}"));
    let free = candidates.into_iter().find(|candidate| taken.insert(fold(candidate)));
    free.unwrap_or_else(|| reference.to_owned()).into()
}
