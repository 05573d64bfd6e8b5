//! Earlier states of the register, made again from the history.

use crate::domain::diff::{About, FieldChange};
use crate::domain::patch::patch;
use crate::domain::register::{Register, RegisterFile, Stamp};
use crate::formats::history::History;
use crate::formats::history::entry::{Change, Entry, What};
use crate::formats::json::{self, Form};
use jiff::Timestamp;

/// The register as it stood.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// The register, with the stamp it bore.
    pub register: Register,
    /// The form of its file.
    pub form: Form,
    /// The entry that completed it: a save, a file that was found, or the beginning of the history.
    pub closing: &'a Entry,
}

impl State<'_> {
    /// The bytes of its file.
    pub fn bytes(&self) -> Vec<u8> {
        json::write(&self.register, self.form)
    }
}

/// A state that cannot be made again: the history does not hold the entry or its beginning, or a value that was taken
/// out is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReplayed;

impl History {
    /// The register at an entry, made from the last snapshot before it and the changes since, along first parents.
    ///
    /// At a save, the bytes of its file.
    ///
    /// # Errors
    /// The history does not lead there.
    pub fn replay(&self, to: &str) -> Result<State<'_>, NotReplayed> {
        let target = self.entry(to).ok_or(NotReplayed)?;
        let mut since: Vec<&Entry> = Vec::new();
        let mut beginning = None;
        for entry in self.first_parents(target) {
            if let What::Snapshot { register, .. } = &entry.what {
                beginning = Some((entry, register));
                break;
            }
            since.push(entry);
        }
        let (beginning, register) = beginning.ok_or(NotReplayed)?;
        let file: RegisterFile = serde_json::from_str(register.text().ok_or(NotReplayed)?).map_err(|_| NotReplayed)?;
        since.reverse();
        let mut register = patched(Register::from_file(file), batches(&since))?;
        let closing = since.iter().rev().find(|entry| entry.file().is_some()).copied();
        // A snapshot within a batch is no state of a file; the last save before it is.
        let closing = closing.or_else(|| self.closing(beginning)).unwrap_or(beginning);
        let mut form = Form::default();
        match &closing.what {
            What::Save { form: of_file, stamp, .. } => {
                form = *of_file;
                register.set_stamp(Stamp::clone(stamp));
            }
            What::Found { form: of_file, stamp, .. } => {
                form = *of_file;
                if let Some(stamp) = stamp {
                    register.set_stamp(Stamp::clone(stamp));
                }
            }
            What::Snapshot { form: of_file, .. } => form = *of_file,
            _ => {}
        }
        Ok(State { register, form, closing })
    }

    /// The register as it stood at a moment: at the last save at or before it on the way to `head`. Before the first save
    /// the history tells of it is the register that the history began with, if its stamp is of that moment or earlier.
    pub fn as_at(&self, head: &str, moment: Timestamp) -> Option<State<'_>> {
        let head = self.entry(head)?;
        let is_earlier = |at: &str| at.parse::<Timestamp>().is_ok_and(|at| at <= moment);
        let mut closings = self.first_parents(head).filter(|entry| entry.file().is_some());
        if let Some(closing) = closings.find(|entry| is_earlier(&entry.at)) {
            return self.replay(&closing.hash).ok();
        }
        let first = self.first_parents(head).last()?;
        let state = self.replay(&first.hash).ok()?;
        let saved_on = state.register.stamp().and_then(|stamp| stamp.on.clone());
        saved_on.is_some_and(|on| is_earlier(&on)).then_some(state)
    }

    /// The register at `save`, made from its later state at `head` by taking back what changed since; all of it, or one
    /// record and the others as they are at `head`. A group that held nothing may be missing. Where rows bear one name this cannot be told, and the whole way from the
    /// beginning is gone instead. `None` where `save` is not on the way to `head`.
    pub fn taken_back(&self, save: &str, head: &str, at_head: &Register, about: Option<&About>) -> Option<Register> {
        let mut since: Vec<&Entry> = Vec::new();
        for entry in self.first_parents(self.entry(head)?) {
            if *entry.hash == *save {
                let back = batches(&since).into_iter().map(|batch| {
                    let is_asked = |change: &FieldChange| about.is_none_or(|about| change.about == *about);
                    batch.into_iter().filter(is_asked).map(reversed).collect()
                });
                let back = patched(at_head.clone(), back.collect());
                return back.or_else(|_| self.replay(save).map(|state| state.register)).ok();
            }
            since.push(entry);
        }
        None
    }
}

/// The change that takes a change back.
fn reversed(change: FieldChange) -> FieldChange {
    let FieldChange { about, path, from, to, after } = change;
    let after = after.or_else(|| (!path.is_whole()).then(|| LAST.into()));
    FieldChange { about, path, from: to, to: from, after }
}

/// The key of no row: what stands behind it stands at the end.
const LAST: &str = "\u{0}";

/// The changes of entries, save by save.
fn batches(entries: &[&Entry]) -> Vec<Vec<FieldChange>> {
    let parts = entries.split(|entry| entry.change().is_none());
    let changes = |part: &[&Entry]| part.iter().filter_map(|entry| entry.change()).map(Change::field_change).collect();
    parts.filter(|part| !part.is_empty()).map(changes).collect()
}

/// Makes the changes of one save after those of another. Neighbours that only change values are made in one go: each go
/// takes a copy of the list of activities.
fn patched(mut register: Register, batches: Vec<Vec<FieldChange>>) -> Result<Register, NotReplayed> {
    let mut together: Vec<FieldChange> = Vec::new();
    for batch in batches {
        if batch.iter().any(is_move) {
            register = patch(&register, &together).map_err(|_| NotReplayed)?;
            together.clear();
            register = patch(&register, &batch).map_err(|_| NotReplayed)?;
        } else {
            together.extend(batch);
        }
    }
    if together.is_empty() {
        return Ok(register);
    }
    patch(&register, &together).map_err(|_| NotReplayed)
}

/// Whether records come, go or take another place, which depends on what was there before.
fn is_move(change: &FieldChange) -> bool {
    match &change.about {
        About::Activity(_) => change.path.is_whole() && (change.from.is_none() || change.to.is_none()),
        About::Register => true,
        About::Organisation | About::Vocabulary => false,
    }
}
