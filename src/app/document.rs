//! The register that is open: its present state, its saved state, and the edits between them.

use crate::app::Opened;
use crate::app::journal::Protection;
use crate::app::theirs::Theirs;
use crate::domain::Text;
use crate::domain::edit::{Edit, Undo};
use crate::domain::lexicon::Lexicon;
use crate::domain::merge::Merged;
use crate::domain::register::{Conflict, Register};
use crate::domain::subject::{Subject, SubjectId};
use crate::formats::json::Form;
use std::sync::Arc;

/// The register that is open.
#[derive(Clone, Debug)]
pub struct Document {
    register: Arc<Register>,
    saved: Arc<Register>,
    lexicon: Arc<Lexicon>,
    undo: Undo,
    ids_given: usize,
    state: usize,
    also: Vec<Text>,
    /// Whether clashes were noted that are not in the file yet.
    noted: bool,
    /// The form of the file.
    pub form: Form,
    /// The file's name, as it is shown.
    pub name: String,
    /// Why nothing can be changed, where that is so.
    pub read_only: Option<String>,
    /// Whether it is the sample.
    pub is_demo: bool,
    /// Whether unsaved work comes back after the computer stops.
    pub protection: Protection,
}

impl Document {
    /// The document of a register that was just opened.
    pub fn open(opened: Opened) -> Self {
        let register = Arc::new(opened.loaded.register);
        Document {
            saved: register.clone(),
            lexicon: Arc::new(Lexicon::of(&register.vocabulary())),
            undo: Undo::from_saved(),
            ids_given: opened.loaded.ids_given,
            state: opened.state,
            also: Vec::new(),
            noted: false,
            form: opened.loaded.form,
            name: opened.name,
            read_only: opened.read_only,
            is_demo: opened.is_demo,
            protection: if opened.keeps_work { Protection::Kept } else { Protection::NotMeant },
            register,
        }
    }

    /// The register as it is now.
    pub fn register(&self) -> &Arc<Register> {
        &self.register
    }

    /// The register as it was saved last.
    pub fn saved(&self) -> &Arc<Register> {
        &self.saved
    }

    /// The words of the register.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// A part of the register as it is now.
    pub fn subject(&self, id: &SubjectId) -> Option<Subject> {
        subject_of(&self.register, id)
    }

    /// A part of the register as it was saved.
    pub fn saved_subject(&self, id: &SubjectId) -> Option<Subject> {
        subject_of(&self.saved, id)
    }

    /// How many changes are not saved.
    pub fn unsaved(&self) -> usize {
        let edits = self.undo.unsaved();
        edits + usize::from(self.ids_given > 0) + usize::from(self.noted && edits == 0)
    }

    /// How many changes lie between the saved state and the one of so many edits.
    pub fn unsaved_at(&self, done: usize) -> usize {
        let edits = self.undo.unsaved_at(done);
        edits + usize::from(self.ids_given > 0) + usize::from(self.noted && edits == 0)
    }

    /// How many missing or doubled ids were given anew when the file was read and are not saved yet.
    pub fn ids_given(&self) -> usize {
        self.ids_given
    }

    /// How many edits are done, to say which state a save holds.
    pub fn done(&self) -> usize {
        self.undo.done()
    }

    /// The edit that undo would take back.
    pub fn last_edit(&self) -> Option<&Edit> {
        self.undo.last()
    }

    /// Makes an edit.
    pub fn make(&mut self, edit: Edit) {
        self.apply(&edit);
        self.undo.push(edit);
    }

    /// Takes the last edit back; says what it was.
    pub fn undo(&mut self) -> Option<String> {
        let edit = self.undo.back()?;
        self.apply(&edit.inverse());
        Some(edit.label)
    }

    /// Makes the edit again that was taken back last; says what it is.
    pub fn redo(&mut self) -> Option<String> {
        let edit = self.undo.forward()?;
        self.apply(&edit);
        Some(edit.label)
    }

    /// The state of the file that the register was made from, as the outside world numbers them.
    pub fn state(&self) -> usize {
        self.state
    }

    /// Other revisions whose changes are in the register, for its next stamp.
    pub fn also(&self) -> &[Text] {
        &self.also
    }

    /// Remembers that the state after so many edits is on disk, as this state of the file.
    pub fn mark_saved(&mut self, done: usize, saved: Arc<Register>, state: usize) {
        self.undo.mark_saved(done);
        (self.ids_given, self.state, self.noted) = (0, state, false);
        self.also.clear();
        if let Some(stamp) = saved.stamp() {
            Arc::make_mut(&mut self.register).set_stamp(stamp.clone());
        }
        self.saved = saved;
    }

    /// Takes in what stands in the file now: the register is theirs with every edit made again on it, and so is every state
    /// that undo and redo lead to. Where an edit clashes with theirs, the edit stands and the clash is kept in the register.
    pub fn take_in(&mut self, theirs: &Theirs) -> Merged {
        let merged = theirs.merged_with(&self.register);
        let Some(base) = &theirs.base else { return merged };
        // The next stamp names both; and what lies under undo's saved state is not what the file holds.
        let apart = theirs.overwrote || !merged.clashes.is_empty();
        if apart && self.saved.stamp() != theirs.register.stamp() {
            self.also.extend(self.saved.stamp().and_then(|stamp| stamp.revision.clone()));
        }
        self.undo.take_in(base, &theirs.register, &merged.renamed);
        let mut register = merged.register.clone();
        let clashes = merged.clashes.iter().map(|clash| theirs.kept(clash));
        let kept: Vec<Conflict> = register.conflicts().iter().cloned().chain(clashes).collect();
        self.noted |= apart;
        register = register.with_conflicts(kept);
        if let Some(stamp) = theirs.register.stamp() {
            register.set_stamp(stamp.clone());
        }
        self.saved = theirs.register.clone();
        self.state = theirs.state.unwrap_or(self.state);
        self.lexicon = Arc::new(Lexicon::of(&register.vocabulary()));
        self.register = Arc::new(register);
        merged
    }

    /// Remembers that the changes of another revision are in the register too.
    pub fn name_also(&mut self, theirs: &Register) {
        self.also.extend(theirs.stamp().and_then(|stamp| stamp.revision.clone()));
    }

    /// Remembers that the register is as the file has it.
    pub fn mark_as_file(&mut self) {
        self.undo.mark_saved(self.undo.done());
        self.noted = false;
    }

    fn apply(&mut self, edit: &Edit) {
        let register = Arc::make_mut(&mut self.register);
        edit.apply(register);
        let touches_words = |subject: &Option<Subject>| matches!(subject, Some(Subject::Vocabulary(_)));
        if edit.changes.iter().any(|change| touches_words(&change.after)) {
            self.lexicon = Arc::new(Lexicon::of(&register.vocabulary()));
        }
    }

    /// The records that differ from the saved state, each before and after.
    pub fn changed(&self) -> Vec<(Option<Subject>, Option<Subject>)> {
        let mut changed = Vec::new();
        for id in [SubjectId::Organisation, SubjectId::Vocabulary] {
            let pair = (subject_of(&self.saved, &id), subject_of(&self.register, &id));
            if pair.0 != pair.1 {
                changed.push(pair);
            }
        }
        for now in self.register.activities() {
            let before = self.saved.activity(&now.id);
            if before.is_none_or(|before| !Arc::ptr_eq(before, now) && before != now) {
                changed.push((before.cloned().map(Subject::Activity), Some(Subject::Activity(now.clone()))));
            }
        }
        let removed = self.saved.activities().iter().filter(|activity| self.register.place(&activity.id).is_none());
        changed.extend(removed.map(|activity| (Some(Subject::Activity(activity.clone())), None)));
        changed
    }
}

fn subject_of(register: &Register, id: &SubjectId) -> Option<Subject> {
    match id {
        SubjectId::Activity(id) => register.activity(id).cloned().map(Subject::Activity),
        SubjectId::Organisation => Some(Subject::Organisation(register.organisation())),
        SubjectId::Vocabulary => Some(Subject::Vocabulary(register.vocabulary())),
    }
}
