//! What the journal is told: every change, before anything else happens.

use crate::domain::diff::{FieldChange, between};
use crate::domain::register::Register;
use std::sync::Arc;

/// What the journal is told.
#[derive(Clone, Debug)]
pub enum ToJournal {
    /// An edit was accepted, taken back or made again.
    Edit {
        /// Its words.
        label: String,
        /// What it changed.
        changes: Vec<FieldChange>,
        /// All that is unsaved, this edit too.
        unsaved: Unsaved,
    },
    /// A field is half typed.
    Typing {
        /// What the edit would change if it were accepted now; nothing where what was typed is gone again.
        changes: Vec<FieldChange>,
        /// All that is unsaved, the half-typed field apart.
        unsaved: Unsaved,
    },
    /// The register was saved; what is unsaved all the same, where anything is.
    Saved(Option<Unsaved>),
    /// The person leaves, with something unsaved or without.
    Leaving {
        /// Whether something is unsaved.
        unsaved: bool,
    },
    /// All of the work of another run is in this one now, or in the register.
    BroughtBack {
        /// The name of its journal.
        name: String,
    },
    /// The work of another run is not wanted now.
    PutAside {
        /// The name of its journal.
        name: String,
    },
}

/// All that is unsaved, as the two states that it lies between. Which state of the file it stands on goes with it: the outside
/// world may have gone on to another one meanwhile.
#[derive(Clone, Debug)]
pub struct Unsaved {
    /// The register as it was saved last.
    pub saved: Arc<Register>,
    /// The register as it is now.
    pub now: Arc<Register>,
    /// The state of the file that `saved` is, as the outside world numbers them.
    pub state: usize,
}

impl Unsaved {
    /// What is unsaved, field by field.
    pub fn changes(&self) -> Vec<FieldChange> {
        between(&self.saved, &self.now)
    }
}

/// Whether unsaved work comes back after the computer stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// It is not meant to: the register is only looked at, or thrown away.
    #[default]
    NotMeant,
    /// It comes back.
    Kept,
    /// It does not; the sentence for the officer says why.
    NotKept(String),
}
