//! Entries on their way: what a save is about to add to the history.

use crate::domain::Text;
use crate::domain::diff::{self, About, FieldChange};
use crate::domain::field_path::FieldPath;
use crate::domain::patch::patch;
use crate::domain::register::{Register, RegisterFile, Stamp};
use crate::formats::history::entry::{Change, Entry, What};
use crate::formats::history::line;
use crate::formats::history::seal::{Sealed, hex};
use crate::formats::json::Form;
use crate::formats::json::layout::compact;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Salts without end from one secret by chance, which comes from the outside world and is kept nowhere.
#[derive(Clone)]
pub struct Salts {
    secret: [u8; 32],
    given: u64,
}

impl Salts {
    /// Salts that nobody can guess who does not know the secret.
    pub fn of(secret: [u8; 32]) -> Self {
        Salts { secret, given: 0 }
    }

    /// The next one: 32 hexadecimal digits.
    pub(super) fn fresh(&mut self) -> Text {
        self.given += 1;
        let mut hash = Sha256::new();
        hash.update(self.secret);
        hash.update(self.given.to_le_bytes());
        hex(hash.finalize().get(..16).unwrap_or_default())
    }
}

/// Entries that go on from the heads of a history.
pub struct Draft<'a> {
    prev: Vec<Text>,
    at: Text,
    who: Text,
    salts: &'a mut Salts,
    entries: Vec<Entry>,
}

impl<'a> Draft<'a> {
    /// Nothing yet, to stand behind these entries; behind none it is a new history.
    pub fn behind(prev: Vec<Text>, at: &str, who: &str, salts: &'a mut Salts) -> Self {
        Draft { prev, at: at.into(), who: who.into(), salts, entries: Vec::new() }
    }

    /// From here on the entries tell of another moment and person.
    pub fn now_by(&mut self, at: &str, who: &str) {
        self.at = at.into();
        self.who = who.into();
    }

    /// The register as a whole; `file` is the SHA-256 of the file that it was read from.
    pub fn snapshot(&mut self, register: &Register, form: Form, file: Option<&str>) {
        let register = Sealed::Open(compact(register.file()).into());
        self.push(What::Snapshot { file: file.map(Text::from), form, register });
    }

    /// What differs between two states. Where making the differences again would not give the very text of the later
    /// state, a snapshot of it follows.
    pub fn changes(&mut self, before: &Register, after: &Register) {
        let changes = diff::between(before, after);
        for change in &changes {
            self.push(What::Change(change_of(change, before, after)));
        }
        let again = patch(before, &changes);
        if !again.is_ok_and(|again| same_text(again.file(), after.file())) {
            self.snapshot(after, Form::default(), None);
        }
    }

    /// A file that the history did not know; the differences to the last state that it knows stand before it.
    pub fn found(&mut self, file: &str, form: Form, stamp: Option<&Stamp>, lost: bool) {
        let stamp = stamp.map(|stamp| Box::new(stamp.clone()));
        self.push(What::Found { file: file.into(), form, stamp, lost });
    }

    /// The save that all entries since the last one are part of.
    pub fn save(&mut self, file: &str, form: Form, stamp: &Stamp, why: Option<&str>) {
        self.push(What::Save { file: file.into(), form, stamp: Box::new(stamp.clone()), why: why.map(Text::from) });
    }

    /// The hash that the register to be saved bears: of the last entry so far.
    pub fn head(&self) -> Option<&Text> {
        self.prev.first()
    }

    /// The entries so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries as whole lines.
    pub fn lines(&self) -> String {
        line::write_all(&self.entries)
    }

    pub(super) fn push(&mut self, what: What) {
        let mut entry = Entry {
            prev: std::mem::take(&mut self.prev),
            at: self.at.clone(),
            who: self.who.clone(),
            what,
            salt: None,
            hash: Text::default(),
        };
        entry.salt = (!entry.sealed().is_empty()).then(|| self.salts.fresh());
        entry.hash = line::hash(&entry);
        self.prev = vec![entry.hash.clone()];
        self.entries.push(entry);
    }
}

fn change_of(change: &FieldChange, before: &Register, after: &Register) -> Change {
    let names = change.path.names();
    let plain = FieldPath::read(&names).is_some_and(|read| read == change.path);
    let title = match &change.about {
        About::Activity(id) => after.activity(id).or_else(|| before.activity(id)).and_then(|found| found.title.clone()),
        _ => None,
    };
    let text = |text: &str| Sealed::of(&Value::from(text));
    Change {
        about: change.about.clone(),
        title: title.map(|title| text(&title)),
        field: names.into(),
        path: (!plain).then(|| text(&change.path.to_string())),
        from: change.from.as_ref().map(Sealed::of),
        to: change.to.as_ref().map(Sealed::of),
        after: change.after.clone().or_else(|| stood_behind(change, before)).map(|after| text(&after)),
    }
}

/// The activity that a removed one stood behind, so that the removal can be taken back exactly.
fn stood_behind(change: &FieldChange, before: &Register) -> Option<Text> {
    let About::Activity(id) = &change.about else { return None };
    if !change.path.is_whole() || change.to.is_some() {
        return None;
    }
    let place = before.place(id)?.checked_sub(1)?;
    before.activities().get(place).map(|previous| previous.id.as_str().into())
}

/// Whether two registers are written alike, their stamps apart.
pub(super) fn same_text(one: &RegisterFile, other: &RegisterFile) -> bool {
    let head = |file: &RegisterFile| {
        let is_list = file.activities.is_some();
        let file = RegisterFile { saved: None, activities: None, ..file.clone() };
        (compact(&file), is_list)
    };
    let (mine, others) = (one.activities.as_deref(), other.activities.as_deref());
    let (mine, others) = (mine.unwrap_or_default(), others.unwrap_or_default());
    mine.len() == others.len()
        && mine.iter().zip(others).all(|(one, other)| Arc::ptr_eq(one, other) || compact(one) == compact(other))
        && head(one) == head(other)
}
