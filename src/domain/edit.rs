//! Changes to a register as values: one edit is one undo, and its inverse is the same changes swapped and reversed.

use crate::domain::activity::Activity;
use crate::domain::approval::back_in_review;
use crate::domain::diff::{FieldChange, between, of_records};
use crate::domain::merge::{Renamed, merge_record};
use crate::domain::register::{Conflict, Register};
use crate::domain::subject::Subject;
use std::sync::Arc;

/// Changes that are made and undone together, with the words that name them.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What it does, for «Undid: …».
    pub label: String,
    /// The changes in the order in which they are made.
    pub changes: Vec<Change>,
    /// The clashes that are still to be settled, before and after; `None` where it leaves them alone.
    pub clashes: Option<Clashes>,
}

/// The clashes that nobody has settled yet, before and after an edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Clashes {
    /// Before.
    pub before: Vec<Conflict>,
    /// After.
    pub after: Vec<Conflict>,
}

/// One record before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record before; `None` where it is added.
    pub before: Option<Subject>,
    /// The record after; `None` where it is removed.
    pub after: Option<Subject>,
    /// Where an added or removed activity stands among the activities.
    pub at: usize,
}

impl Edit {
    /// Changes to records.
    pub fn of(label: String, changes: Vec<Change>) -> Self {
        Edit { label, changes, clashes: None }
    }

    /// The edit that leads from one state of a register to another, but for the order of the activities.
    pub fn between(label: String, before: &Register, after: &Register) -> Self {
        let change = |before: Option<Subject>, after: Option<Subject>, at| Change { before, after, at };
        let mut changes = Vec::new();
        let (old, new) = (before.organisation(), after.organisation());
        if old != new {
            changes.push(change(Some(Subject::Organisation(old)), Some(Subject::Organisation(new)), 0));
        }
        let (old, new) = (before.vocabulary(), after.vocabulary());
        if old != new {
            changes.push(change(Some(Subject::Vocabulary(old)), Some(Subject::Vocabulary(new)), 0));
        }
        for (at, new) in after.activities().iter().enumerate() {
            if let Some(old) = before.activity(&new.id).filter(|old| !Arc::ptr_eq(old, new) && *old != new) {
                let both = (Some(Subject::Activity(old.clone())), Some(Subject::Activity(new.clone())));
                changes.push(change(both.0, both.1, at));
            }
        }
        // From the end, so that the places of those before stay what they are; then the new ones from the start.
        let gone = before.activities().iter().enumerate().rev().filter(|(_, old)| after.place(&old.id).is_none());
        changes.extend(gone.map(|(at, old)| change(Some(Subject::Activity(old.clone())), None, at)));
        let come = after.activities().iter().enumerate().filter(|(_, new)| before.place(&new.id).is_none());
        changes.extend(come.map(|(at, new)| change(None, Some(Subject::Activity(new.clone())), at)));
        let (old, new) = (before.conflicts(), after.conflicts());
        let clashes = (old != new).then(|| Clashes { before: old.to_vec(), after: new.to_vec() });
        Edit { label, changes, clashes }
    }

    /// Replaces one record.
    ///
    /// A change to an approved activity puts it back in review, unless the status itself was set.
    pub fn replace(label: String, before: Subject, after: Subject) -> Self {
        let after = back_in_review(&before, after);
        Edit::of(label, vec![Change { before: Some(before), after: Some(after), at: 0 }])
    }

    /// Adds an activity at a place.
    pub fn add(label: String, activity: Activity, at: usize) -> Self {
        Edit::of(label, vec![Change { before: None, after: Some(Subject::Activity(Arc::new(activity))), at }])
    }

    /// Removes activities, given with the places where they stand.
    pub fn remove(label: String, mut activities: Vec<(usize, Arc<Activity>)>) -> Self {
        activities.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
        let changes = activities
            .into_iter()
            .map(|(at, activity)| Change { before: Some(Subject::Activity(activity)), after: None, at })
            .collect();
        Edit::of(label, changes)
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|change| change.before == change.after)
            && self.clashes.as_ref().is_none_or(|clashes| clashes.before == clashes.after)
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Edit {
        let changes = self.changes.iter().rev();
        let changes =
            changes.map(|change| Change { before: change.after.clone(), after: change.before.clone(), at: change.at });
        let clashes = self.clashes.clone().map(|clashes| Clashes { before: clashes.after, after: clashes.before });
        Edit { label: self.label.clone(), changes: changes.collect(), clashes }
    }

    /// Makes the changes.
    pub fn apply(&self, register: &mut Register) {
        for change in &self.changes {
            change.apply(register);
        }
        let moves = |change: &Change| change.before.is_none() || change.after.is_none();
        if self.changes.iter().any(moves) {
            register.find_places();
        }
        if let Some(clashes) = &self.clashes {
            register.set_conflicts(clashes.after.clone());
        }
    }

    /// What it changes in the register that it is about to be made in, field by field.
    ///
    /// The change of one activity is told from that activity alone, so that it takes no longer in a large register.
    pub fn differences(&self, register: &Register) -> Vec<FieldChange> {
        if let ([Change { before: Some(before), after: Some(after), .. }], None) = (&*self.changes, &self.clashes)
            && after.activity().is_some()
        {
            return of_records(Some(before), Some(after));
        }
        let mut now = register.clone();
        self.apply(&mut now);
        between(register, &now)
    }

    /// The same edit where somebody else's changes were made to the register before it: taking it back then leaves theirs.
    fn take_in(&mut self, base: &Register, theirs: &Register, renamed: &[Renamed]) {
        for change in &mut self.changes {
            let Some(id) = change.after.as_ref().or(change.before.as_ref()).map(Subject::id) else { continue };
            for record in [&mut change.before, &mut change.after] {
                *record = merge_record(&id, base, record.as_ref(), theirs, renamed);
            }
        }
        if let Some(clashes) = &mut self.clashes {
            for list in [&mut clashes.before, &mut clashes.after] {
                list.retain(|kept| theirs.conflicts().contains(kept) || !base.conflicts().contains(kept));
                let new = theirs.conflicts().iter().filter(|kept| !base.conflicts().contains(kept));
                let new: Vec<Conflict> = new.filter(|kept| !list.contains(kept)).cloned().collect();
                list.extend(new);
            }
        }
    }
}

impl Change {
    fn apply(&self, register: &mut Register) {
        match (&self.before, &self.after) {
            (None, Some(Subject::Activity(activity))) => register.insert_activity(self.at, activity.clone()),
            (Some(Subject::Activity(activity)), None) => register.remove_activity(self.at, &activity.id),
            (_, Some(Subject::Activity(activity))) => register.replace_activity(activity.clone()),
            (_, Some(Subject::Organisation(organisation))) => {
                register.set_organisation(organisation.clone());
            }
            (_, Some(Subject::Vocabulary(vocabulary))) => {
                register.set_vocabulary(vocabulary.clone());
            }
            (_, None) => {}
        }
    }
}

/// The edits of a session, so that each can be taken back and made again, and the saved state is known.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    /// Each with a number that is never used again, so that a save under way knows its state whatever happens meanwhile.
    edits: Vec<(usize, Edit)>,
    done: usize,
    numbers_given: usize,
    /// The number of the last edit in the state on disk, 0 for the state at the start; `None` where nothing was saved yet.
    saved: Option<usize>,
}

impl Undo {
    /// A session that starts from a saved register.
    pub fn from_saved() -> Self {
        Undo { saved: Some(0), ..Undo::default() }
    }

    /// Remembers an edit that was just made; what had been taken back before is forgotten.
    pub fn push(&mut self, edit: Edit) {
        self.edits.truncate(self.done);
        self.numbers_given += 1;
        self.edits.push((self.numbers_given, edit));
        self.done += 1;
    }

    /// The edit that would be taken back next.
    pub fn last(&self) -> Option<&Edit> {
        self.edits.get(self.done.checked_sub(1)?).map(|(_, edit)| edit)
    }

    /// The edit to take back next.
    pub fn back(&mut self) -> Option<Edit> {
        let edit = self.last()?.clone();
        self.done -= 1;
        Some(edit)
    }

    /// The edit to make again next.
    pub fn forward(&mut self) -> Option<Edit> {
        let (_, edit) = self.edits.get(self.done)?.clone();
        self.done += 1;
        Some(edit)
    }

    /// Puts somebody else's changes under every edit, as if they had been there before the first one.
    ///
    /// `base` is the state that both sides started from. Each state that undo and redo lead to is then what
    /// [`merge`](crate::domain::merge::merge) makes of it and theirs, so that no undo takes away what another person did,
    /// not even where both did the same.
    pub fn take_in(&mut self, base: &Register, theirs: &Register, renamed: &[Renamed]) {
        self.edits.iter_mut().for_each(|(_, edit)| edit.take_in(base, theirs, renamed));
    }

    /// How many edits the present state lies from the saved one, in either direction; where undo no longer leads there,
    /// how many are done, and never 0.
    pub fn unsaved(&self) -> usize {
        match self.saved.and_then(|saved| self.place(saved)) {
            Some(place) => self.done.abs_diff(place),
            None => self.done.max(1),
        }
    }

    /// How many edits the state in which [`Undo::done`] gave this number lies from the saved one, as [`Undo::unsaved`] counts.
    pub fn unsaved_at(&self, done: usize) -> usize {
        let [saved, done] = [self.saved, Some(done)].map(|number| number.and_then(|number| self.place(number)));
        saved.zip(done).map_or_else(|| self.unsaved(), |(saved, done)| saved.abs_diff(done))
    }

    /// The number of the edit done last, 0 for none; with [`Undo::mark_saved`] it says which state a save holds.
    pub fn done(&self) -> usize {
        let last = self.done.checked_sub(1).and_then(|last| self.edits.get(last));
        last.map_or(0, |(number, _)| *number)
    }

    /// Remembers that the state in which [`Undo::done`] gave this number is the one on disk.
    pub fn mark_saved(&mut self, done: usize) {
        self.saved = Some(done);
    }

    /// How many edits are done in the state with this number, unless it was left for another way.
    fn place(&self, number: usize) -> Option<usize> {
        if number == 0 {
            return Some(0);
        }
        let place = self.edits.binary_search_by_key(&number, |(given, _)| *given);
        place.ok().map(|place| place + 1)
    }
}
