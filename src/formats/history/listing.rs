//! The history as it is read: save by save, the newest first.

use crate::domain::Text;
use crate::domain::diff::{self, About, FieldChange};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::formats::history::History;
use crate::formats::history::entry::{Change, Entry, What};
use jiff::Timestamp;

/// A save with what it changed.
#[derive(Clone, Debug)]
pub struct SaveOf<'a> {
    /// The entry that completed it.
    pub entry: &'a Entry,
    /// What it was.
    pub kind: Kind,
    /// The entries of its changes, in the order of the register.
    pub changes: Vec<&'a Entry>,
}

impl<'a> SaveOf<'a> {
    /// The moment, in UTC.
    pub fn at(&self) -> &'a str {
        &self.entry.at
    }

    /// The person; empty where nobody knows.
    pub fn who(&self) -> &'a str {
        &self.entry.who
    }

    /// What was done where it was no plain save: `new`, `restore`, `merge`, `import`.
    pub fn why(&self) -> Option<&'a str> {
        match &self.entry.what {
            What::Save { why, .. } => why.as_deref(),
            _ => None,
        }
    }
}

/// What a save was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The history began with the register as it stood.
    Begun,
    /// A save.
    Saved,
    /// The file was changed by another program.
    ChangedOutside,
    /// A save whose own lines of history were lost.
    Recovered,
    /// Values were taken out of the history.
    Redacted,
}

/// Which part of the history is asked for; all of it by default.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Changes of this record only.
    pub about: Option<About>,
    /// Changes of this field only, in any row where none is named.
    pub path: Option<FieldPath>,
    /// From this moment on.
    pub since: Option<Timestamp>,
}

impl Filter {
    fn takes(&self, change: &Change) -> bool {
        self.about.as_ref().is_none_or(|about| change.about == *about)
            && self.path.as_ref().is_none_or(|path| touches(change.field_path().parts(), path.parts()))
    }

    /// Whether only some changes are asked for, so that a save without any of them does not matter.
    fn is_narrow(&self) -> bool {
        self.about.is_some() || self.path.is_some()
    }
}

impl History {
    /// The saves that a filter lets through, the newest first: the later in the file, the newer.
    pub fn saves(&self, filter: &Filter) -> Vec<SaveOf<'_>> {
        let mut saves = Vec::new();
        let mut changes: Vec<&Entry> = Vec::new();
        for entry in &self.entries {
            let kind = match &entry.what {
                What::Change(change) => {
                    if filter.takes(change) {
                        changes.push(entry);
                    }
                    continue;
                }
                // One within a save, where the changes alone would not tell all.
                What::Snapshot { file: None, .. } if !entry.prev.is_empty() => continue,
                What::Snapshot { .. } => Kind::Begun,
                What::Save { .. } => Kind::Saved,
                What::Found { lost: true, .. } => Kind::Recovered,
                What::Found { lost: false, .. } => Kind::ChangedOutside,
                What::Redaction { .. } => Kind::Redacted,
            };
            let changes = std::mem::take(&mut changes);
            if is_since(entry, filter.since) && !(filter.is_narrow() && changes.is_empty()) {
                saves.push(SaveOf { entry, kind, changes });
            }
        }
        saves.reverse();
        saves
    }

    /// What differs between the register at `save` and now: `saved` is the register at `head`, `now` the same or with edits
    /// that are not saved yet. Narrowed to one record and one field where they are named; a record is made from its own
    /// changes alone, so this takes no longer for a large register. `None` where `save` is not on the way to `head`.
    pub fn changes_since(
        &self,
        save: &str,
        head: &str,
        saved: &Register,
        now: &Register,
        about: Option<&About>,
        path: Option<&FieldPath>,
    ) -> Option<Vec<FieldChange>> {
        let then = self.taken_back(save, head, saved, about)?;
        let mut changes = match about {
            Some(About::Activity(id)) => {
                let subject = |register: &Register| register.activity(id).cloned().map(Subject::Activity);
                diff::of_records(subject(&then).as_ref(), subject(now).as_ref())
            }
            _ => diff::between(&then, now),
        };
        changes.retain(|change| about.is_none_or(|about| change.about == *about));
        changes.retain(|change| path.is_none_or(|path| touches(change.path.parts(), path.parts())));
        Some(changes)
    }

    /// The title that an activity last bore in the history, so that one that is gone has a name.
    pub fn last_title(&self, about: &About) -> Option<Text> {
        let changes = self.entries.iter().rev().filter_map(Entry::change);
        changes.filter(|change| change.about == *about).find_map(Change::activity_title)
    }
}

fn is_since(entry: &Entry, since: Option<Timestamp>) -> bool {
    // What bears no readable moment is rather shown than hidden.
    since.is_none_or(|since| entry.at.parse::<Timestamp>().map_or(true, |at| at >= since))
}

/// Whether a change lies on the way to a field, or inside it. Rows that the field does not name are any rows.
fn touches(change: &[Part], field: &[Part]) -> bool {
    match (change, field) {
        ([], _) | (_, []) => true,
        ([one, change @ ..], [other, field @ ..]) if one == other => touches(change, field),
        ([Part::Row(_), change @ ..], [Part::Member(_), ..]) => touches(change, field),
        _ => false,
    }
}
