//! What differs between an earlier state of the register and the present one: worked out beside the keys, one save at a time.

use crate::app::history::kept::Kept;
use crate::domain::Text;
use crate::domain::diff::{self, About, FieldChange};
use crate::domain::field_path::FieldPath;
use crate::domain::patch::{DoesNotFit, patch};
use crate::domain::register::{Register, RegisterFile};
use crate::domain::subject::Subject;
use crate::formats::history::{Change, Filter, touches};
use std::sync::Arc;

/// Which part of the register the history is looked at for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Register,
    /// One record: an activity, the organisation, its words.
    Record(About),
    /// One field.
    Field {
        /// The record.
        about: About,
        /// Where in it.
        path: FieldPath,
    },
}

impl Extent {
    /// The record, where it is about one.
    pub fn about(&self) -> Option<About> {
        match self {
            Extent::Register => None,
            Extent::Record(about) | Extent::Field { about, .. } => Some(about.clone()),
        }
    }

    /// The field, where it is about one.
    pub fn path(&self) -> Option<&FieldPath> {
        match self {
            Extent::Field { path, .. } => Some(path),
            Extent::Register | Extent::Record(_) => None,
        }
    }

    /// What the history is asked for.
    pub fn filter(&self) -> Filter {
        Filter { about: self.about(), path: self.path().cloned(), since: None }
    }
}

/// A comparison to make, with all that it needs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The number of the question.
    pub ask: u64,
    /// The history, where it was read.
    pub kept: Option<Arc<Kept>>,
    /// The save; none compares with the register as it was saved last.
    pub save: Option<Text>,
    /// Which part.
    pub extent: Extent,
    /// The register as it was saved last.
    pub saved: Arc<Register>,
    /// The register as it is now.
    pub now: Arc<Register>,
}

/// The differences that were found.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Each as the change that would bring the earlier value back: `from` is the value now, `to` the value then.
    pub back: Vec<FieldChange>,
    /// What is listed, in order.
    pub items: Vec<Item>,
    /// How they were found.
    pub how: How,
}

/// One thing in the list of differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A record, where several are listed, and the number of its first difference.
    Record(About, usize),
    /// A difference, by its number.
    Change(usize),
}

/// How differences were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Between the two states.
    Compared,
    /// The save was made in a copy and combined later: what that save changed, as it stands now.
    OfACopy,
    /// The state then cannot be made again.
    NotThere,
}

impl Comparison {
    /// Makes the comparison. It may go through the whole register, so it is no work for a key.
    pub fn differences(&self) -> Compared {
        let (back, how) = match (&self.save, &self.kept) {
            (None, _) => (self.between(&self.saved), How::Compared),
            (Some(save), Some(kept)) => self.since(save, kept),
            (Some(_), None) => (Vec::new(), How::NotThere),
        };
        let mut items = Vec::with_capacity(back.len());
        let mut record: Option<&About> = None;
        for (number, change) in back.iter().enumerate() {
            if self.extent == Extent::Register && record != Some(&change.about) {
                items.push(Item::Record(change.about.clone(), number));
                record = Some(&change.about);
            }
            items.push(Item::Change(number));
        }
        Compared { items, how, back }
    }

    fn since(&self, save: &str, kept: &Kept) -> (Vec<FieldChange>, How) {
        let Some(head) = kept.head.as_deref() else { return (Vec::new(), How::NotThere) };
        let about = self.extent.about();
        let revision = self.saved.stamp().and_then(|stamp| stamp.revision.as_ref());
        let is_head = kept.is_present && revision == kept.revision.as_ref();
        let replayed = if is_head { None } else { kept.history.replay(head).ok() };
        let at_head = match &replayed {
            _ if is_head => Some(self.saved.as_ref()),
            Some(state) => Some(&state.register),
            None => None,
        };
        let then = at_head.and_then(|at_head| kept.history.taken_back(save, head, at_head, about.as_ref()));
        match then {
            Some(then) => (self.between(&then), How::Compared),
            // Where the way back is lost, the state may still be told from a snapshot before it.
            None if self.is_on_the_way(save, head, kept) => match kept.history.replay(save) {
                Ok(state) => (self.between(&state.register), How::Compared),
                Err(_) => (Vec::new(), How::NotThere),
            },
            None => (self.own(save, kept), How::OfACopy),
        }
    }

    fn is_on_the_way(&self, save: &str, head: &str, kept: &Kept) -> bool {
        let head = kept.history.entry(head);
        head.is_some_and(|head| kept.history.first_parents(head).any(|entry| *entry.hash == *save))
    }

    /// What leads from now back to an earlier state, for the part that is asked about.
    fn between(&self, then: &Register) -> Vec<FieldChange> {
        let mut back = match self.extent.about() {
            Some(About::Activity(id)) => {
                let subject = |register: &Register| register.activity(&id).cloned().map(Subject::Activity);
                let mut back = diff::of_records(subject(&self.now).as_ref(), subject(then).as_ref());
                // What was deleted comes back behind the activity that it stood behind, as far as that is still there.
                let before = then.place(&id).and_then(|place| then.activities().get(..place)).unwrap_or_default();
                let behind = before.iter().rev().find(|before| self.now.place(&before.id).is_some());
                let whole = back.iter_mut().filter(|change| change.path.is_whole());
                whole.for_each(|change| change.after = behind.map(|behind| behind.id.as_str().into()));
                back
            }
            _ => diff::between(&self.now, then),
        };
        back.retain(|change| self.is_asked(change));
        back
    }

    /// What a save changed, as the changes that would bring its values to the present register.
    fn own(&self, save: &str, kept: &Kept) -> Vec<FieldChange> {
        let saves = kept.history.saves(&self.extent.filter());
        let Some(save) = saves.into_iter().find(|found| *found.entry.hash == *save) else { return Vec::new() };
        let changes = save.changes.into_iter().filter_map(|entry| entry.change()).map(Change::field_change);
        let led_back =
            changes.flat_map(|change| match changed(&self.now, &change.about, std::slice::from_ref(&change)) {
                Ok((now, then)) => diff::of_records(now.as_ref(), then.as_ref()),
                Err(DoesNotFit) => vec![FieldChange { from: None, ..change }],
            });
        led_back.filter(|change| self.is_asked(change)).collect()
    }

    fn is_asked(&self, change: &FieldChange) -> bool {
        self.extent.about().is_none_or(|about| change.about == about)
            && self.extent.path().is_none_or(|path| touches(change.path.parts(), path.parts()))
    }
}

/// One record of a register before and after changes of it, however large the register is.
///
/// # Errors
/// A change does not fit the record, or is about no record at all.
pub fn changed(
    register: &Register,
    about: &About,
    changes: &[FieldChange],
) -> Result<(Option<Subject>, Option<Subject>), DoesNotFit> {
    let whole = register.file();
    let mut file = RegisterFile { id: whole.id.clone(), ..RegisterFile::default() };
    match about {
        About::Register => return Err(DoesNotFit),
        About::Organisation => file.organisation.clone_from(&whole.organisation),
        About::Vocabulary => file.vocabulary.clone_from(&whole.vocabulary),
        About::Activity(id) => file.activities = Some(register.activity(id).cloned().into_iter().collect()),
    }
    let before = Register::from_file(file);
    let after = patch(&before, changes)?;
    let subject = |register: &Register| match about {
        About::Organisation => Some(Subject::Organisation(register.organisation())),
        About::Vocabulary => Some(Subject::Vocabulary(register.vocabulary())),
        About::Activity(_) | About::Register => register.activities().first().cloned().map(Subject::Activity),
    };
    Ok((subject(&before), subject(&after)))
}
