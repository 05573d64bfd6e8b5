//! Work that an earlier run did not save: what it comes to on the register as it is now.

use crate::domain::diff::{About, FieldChange, between};
use crate::domain::edit::Edit;
use crate::domain::field_path::FieldPath;
use crate::domain::merge::merge;
use crate::domain::patch::patch;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::journal::Header;
use jiff::civil::DateTime;
use serde_json::Value;
use std::collections::HashSet;
use std::sync::Arc;

/// Work that an earlier run did not save.
#[derive(Clone, Debug)]
pub struct FoundWork {
    /// The name of its journal.
    pub name: String,
    /// Whose work on which register; `None` where the journal cannot be read.
    pub header: Option<Header>,
    /// What it changed, one change after the other.
    pub changes: Vec<FieldChange>,
    /// The register that it was made to, where that version is kept.
    pub base: Option<Arc<Register>>,
    /// When it ended, by the clock of the officer.
    pub closed: DateTime,
    /// Whether the person left it or put it aside, so that it is not offered by itself.
    pub aside: bool,
    /// Whether the end of its journal is damaged.
    pub is_cut: bool,
    /// How it stands to the register that is open.
    pub made_in: MadeIn,
}

/// How found work stands to the register that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MadeIn {
    /// It was made in a file of another path.
    pub another_file: bool,
    /// It was made in a register of another id, which stood in this file before.
    pub another_register: bool,
    /// The register was saved by somebody since.
    pub moved_on: bool,
}

/// One change of found work, as it would be made to the register now.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundChange {
    /// The change, from the value that the register has now.
    pub change: FieldChange,
    /// What keeps it from going in by itself.
    pub hindrance: Option<Hindrance>,
    /// Whether it is to be brought back.
    pub taken: bool,
}

/// What keeps a change from going in by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The register was changed there too, to another value: the officer decides.
    Clash,
    /// What it changed is not there any more.
    Gone,
}

impl FoundWork {
    /// Its changes to the register as it is now: clashes first, which are not to be brought back unless the officer says so.
    pub fn against(&self, now: &Register) -> Vec<FoundChange> {
        let base = match &self.base {
            Some(base) => Register::clone(base),
            None => made(now, &self.changes.iter().rev().map(FieldChange::inverse).collect::<Vec<_>>()).0,
        };
        let (work, gone) = made(&base, &self.changes);
        // As the register's own side its values stay where the two clash.
        let merged = merge(&base, now, &work);
        let at_clash: HashSet<(About, FieldPath)> =
            merged.clashes.iter().map(|clash| (clash.about.clone(), clash.path.clone())).collect();
        let clashes = merged.clashes.into_iter().map(|clash| FoundChange {
            change: FieldChange {
                about: clash.about,
                path: clash.path,
                from: clash.yours,
                to: clash.theirs,
                after: None,
            },
            hindrance: Some(Hindrance::Clash),
            taken: false,
        });
        let gone =
            gone.into_iter().map(|change| FoundChange { change, hindrance: Some(Hindrance::Gone), taken: false });
        let clean = between(now, &merged.register).into_iter().filter(|change| {
            // Order is a view. And the merge keeps a record that one side removed; here it is the officer who says so.
            (change.about != About::Register || change.path.names().starts_with("conflicts"))
                && !at_clash.contains(&(change.about.clone(), change.path.clone()))
        });
        let clean = clean.map(|change| FoundChange { change, hindrance: None, taken: true });
        let all: Vec<FoundChange> = clashes.chain(gone).chain(clean).collect();
        let alone =
            |found: &FoundChange| all.iter().filter(|other| other.change.about == found.change.about).count() == 1;
        all.iter().filter(|found| !found.change.puts_back_in_review() || alone(found)).cloned().collect()
    }
}

impl FieldChange {
    /// Whether it only puts an approved activity back in review, which every other change to it does as well.
    pub fn puts_back_in_review(&self) -> bool {
        let is = |value: &Option<Value>, status| value.as_ref().and_then(Value::as_str) == Some(status);
        self.path.names() == "status" && is(&self.from, "approved") && is(&self.to, "in-review")
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> FieldChange {
        FieldChange { from: self.to.clone(), to: self.from.clone(), ..self.clone() }
    }
}

/// The one edit that brings back what is taken, and how much of it found no place.
pub fn edit(found: &[FoundChange], now: &Register) -> (Edit, usize) {
    let taken: Vec<FieldChange> = found.iter().filter(|row| row.taken).map(|row| row.change.clone()).collect();
    let (after, gone) = made(now, &taken);
    let mut edit = Edit::between(say("work.edit", &[]), now, &after);
    for change in &mut edit.changes {
        // Whichever of its changes come back, an approved activity is in review again.
        if let (Some(before), Some(after)) = (&change.before, &change.after) {
            let replaced = Edit::replace(String::new(), before.clone(), after.clone());
            change.after = replaced.changes.into_iter().next().and_then(|change| change.after);
        }
    }
    (edit, gone.len())
}

/// How many changes to how many records, in words.
pub fn extent(found: &[FoundChange]) -> String {
    let records: HashSet<&About> = found.iter().map(|row| &row.change.about).collect();
    let records = say("work.records", &[("count", &records.len().to_string())]);
    say("work.changes", &[("count", &found.len().to_string()), ("records", &records)])
}

/// The register with the changes made in it, and those that found no place.
fn made(register: &Register, changes: &[FieldChange]) -> (Register, Vec<FieldChange>) {
    if let Ok(all) = patch(register, changes) {
        return (all, Vec::new());
    }
    let mut now = register.clone();
    let mut gone = Vec::new();
    for change in changes {
        match patch(&now, std::slice::from_ref(change)) {
            Ok(next) => now = next,
            Err(_) => gone.push(change.clone()),
        }
    }
    (now, gone)
}
