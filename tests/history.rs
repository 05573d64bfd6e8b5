//! The history: what was saved can be made again, what was tampered with is found, what was redacted is gone.

mod both_sides;
mod listing;
mod redaction;
mod replay;
mod saving;
mod verification;

use ropa::domain::edit::Edit;
use ropa::domain::field::Value;
use ropa::domain::id::Ids;
use ropa::domain::register::{Register, Stamp};
use ropa::domain::subject::{Place, Subject};
use ropa::formats::history::{Broken, Draft, Entry, History, Salts, verify};
use ropa::formats::json::{self, Form};
use sha2::{Digest, Sha256};

/// A register that is saved with its history, in memory; each save a day after the one before.
#[derive(Clone)]
pub struct Kept {
    pub register: Register,
    pub file: Vec<u8>,
    pub history: Vec<u8>,
    pub form: Form,
    pub day: i8,
    salts: Salts,
    revision: u32,
}

impl Kept {
    /// A register that was there before its history.
    pub fn from(text: &str) -> Kept {
        let file = text.as_bytes().to_vec();
        let loaded = json::read(&file, &mut Ids::seeded(7)).unwrap();
        let (register, form) = (loaded.register, loaded.form);
        let salts = Salts::of([7; 32]);
        Kept { register, file, history: Vec::new(), form, day: 0, salts, revision: 0 }
    }

    /// The moment of the last save.
    pub fn at(&self) -> String {
        format!("2026-03-{:02}T10:00:00Z", self.day)
    }

    pub fn read(&self) -> History {
        History::read(&self.history).unwrap()
    }

    /// Saves another state.
    pub fn save(&mut self, after: &Register) {
        let revision = format!("r{:07}", self.revision + 1);
        self.save_as(after, &revision, "A Shah");
    }

    pub fn save_as(&mut self, after: &Register, revision: &str, who: &str) {
        self.day += 1;
        self.revision += 1;
        let at = self.at();
        let history = self.read();
        let known = history.head_of_file(&sha256(&self.file));
        let prev = known.map(|head| history.prev_of_next(head)).unwrap_or_default();
        let begins = prev.is_empty();
        let mut draft = Draft::behind(prev, &at, who, &mut self.salts);
        if begins {
            draft.snapshot(&self.register, self.form, Some(&sha256(&self.file)));
        }
        draft.changes(&self.register, after);
        let before = self.register.stamp().cloned().unwrap_or_default();
        let stamp = Stamp {
            revision: Some(revision.into()),
            previous: Some(before.revision.iter().cloned().collect()),
            history: draft.head().cloned(),
            by: Some(who.into()),
            on: Some(at.as_str().into()),
            ..before
        };
        let mut after = after.clone();
        after.set_stamp(stamp.clone());
        self.file = json::write(&after, self.form);
        draft.save(&sha256(&self.file), self.form, &stamp, None);
        self.history.extend_from_slice(draft.lines().as_bytes());
        self.register = after;
    }

    /// Saves with one field of one activity changed.
    pub fn put(&mut self, activity: usize, field: &'static str, value: Value) {
        let after = put(&self.register, activity, field, value);
        self.save(&after);
    }

    pub fn verify(&self) -> Vec<Broken> {
        verify(&self.history, &self.file, None)
    }

    /// The entry of the change to a field, the last one.
    pub fn change(&self, field: &str) -> Entry {
        let history = self.read();
        let mut changes = history.entries().iter().rev();
        changes.find(|entry| entry.change().is_some_and(|change| &*change.field == field)).unwrap().clone()
    }
}

/// The register with one field of one activity changed.
pub fn put(register: &Register, activity: usize, field: &'static str, value: Value) -> Register {
    let before = Subject::Activity(register.activities()[activity].clone());
    let mut after = before.clone();
    after.set(&Place::of(field), value, &mut Ids::seeded(5)).unwrap();
    let mut register = register.clone();
    Edit::replace("Change".to_owned(), before, after).apply(&mut register);
    register
}

pub fn text(text: &str) -> Value {
    Value::Text(text.into())
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A small history: three saves over a register with two activities, one of them added.
pub fn small() -> Kept {
    let mut kept = Kept::from(
        r#"{"format":"ropa-register","version":1,"id":"h5v0n3wc","activities":[{"id":"k7m2q9xd","title":"Libraries","owner":"M Price","tags":["a","b"]}]}"#,
    );
    kept.put(0, "owner", text("A Shah"));
    let mut after = kept.register.clone();
    let activity =
        ropa::domain::activity::Activity { id: "m2x7d4tb".into(), title: Some("Payroll".into()), ..Default::default() };
    Edit::add("Add".to_owned(), activity, 1).apply(&mut after);
    kept.save(&after);
    kept.put(1, "notes", text("Nothing to hide"));
    kept
}
