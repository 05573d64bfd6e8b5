//! Saving: to the file that is open or to another, and what is told when it is done or refused.

use crate::app::command::Action;
use crate::app::menu::confirm;
use crate::app::program::App;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::theirs::{TakenIn, Theirs};
use crate::app::{Effect, Screen, Step};
use crate::domain::register::Register;
use crate::domain::words::say;
use std::sync::Arc;

/// A state that was saved.
pub(super) struct SavedState {
    /// How many edits were done.
    pub(super) done: usize,
    /// What was to be saved.
    pub(super) sent: Arc<Register>,
    /// What the file holds.
    pub(super) register: Arc<Register>,
    /// Which state of the file that is.
    pub(super) state: usize,
    /// What was taken in of others.
    pub(super) taken: Option<Box<TakenIn>>,
    /// What the officer should know of the save.
    pub(super) notes: Vec<String>,
}

impl App {
    pub(super) fn save(&mut self, leave: bool) -> Vec<Effect> {
        if let Some(reason) = &self.document.read_only {
            self.notice = reason.clone();
            return Vec::new();
        }
        if self.document.unsaved() == 0 {
            self.notice = say("save.nothing", &[]);
            return if leave { self.quit() } else { Vec::new() };
        }
        self.leaving |= leave;
        self.start_saving(None)
    }

    /// Saves to another file and goes on with that one.
    pub(super) fn save_as(&mut self, file: String) -> Vec<Effect> {
        if let Some(reason) = &self.document.read_only {
            self.notice = reason.clone();
            return Vec::new();
        }
        self.start_saving(Some(file))
    }

    pub(super) fn start_saving(&mut self, to: Option<String>) -> Vec<Effect> {
        if self.saving {
            return Vec::new();
        }
        self.saving = true;
        let register = self.document.register().clone();
        let (form, done, state) = (self.document.form, self.document.done(), self.document.state());
        vec![Effect::Save { register, form, done, to, state, also: self.document.also().to_vec() }]
    }

    /// Asks for another name to save under: beside the exports, with the day.
    pub(super) fn ask_for_another_name(&mut self) -> Vec<Step> {
        let stem = self.document.name.strip_suffix(".json").unwrap_or(&self.document.name);
        let file = format!("{}{stem}-{}.json", self.folder, self.today);
        vec![Step::Open(Box::new(Screen::Prompt(Prompt::new(say("save-as.question", &[]), &file, Purpose::SaveAs))))]
    }

    /// What a save was refused for, whole, and the ways out of it; the first loses nothing and changes nothing.
    pub(super) fn not_saved(&mut self, sentence: String) -> Vec<Effect> {
        let mut menu = confirm(
            say("save.refused", &[]),
            vec![
                (say("save.refused.stay", &[]), Vec::new()),
                (say("save.refused.again", &[]), vec![Step::Save { leave: false }]),
                (say("save.refused.elsewhere", &[]), vec![Step::Do(Action::SaveAs)]),
            ],
        );
        menu.lead = vec![sentence];
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    pub(super) fn saved(&mut self, saved: SavedState, at: String) -> Vec<Effect> {
        let SavedState { done, sent, register, state, taken, notes } = saved;
        // What was typed meanwhile is not in it.
        let count = self.document.unsaved_at(done).to_string();
        self.document.mark_saved(done, register.clone(), state);
        self.saving = false;
        self.read_history_again();
        self.notice = say("save.done", &[("count", &count), ("file", &self.document.name), ("time", &at)]);
        self.saved_at = Some(at);
        let mut taken_in = Vec::new();
        if let Some(taken) = taken {
            // What was typed while the save was under way stands on top of what it took in.
            let theirs = Theirs {
                base: Some(sent),
                register,
                state: Some(state),
                overwrote: false,
                ..Theirs::clone(&taken.theirs)
            };
            self.document.take_in(&theirs);
            self.ground_moved();
            let (count, who, time) = (taken.changes.len().to_string(), &taken.theirs.who, &taken.theirs.at);
            let parts = [("saved", self.notice.as_str()), ("count", &count), ("who", who), ("time", time)];
            let id = if taken.theirs.overwrote { "save.done.overwrote" } else { "save.done.with" };
            self.notice = say(id, &parts);
            taken_in.push(self.notice.clone());
            for remark in taken.remarks() {
                self.notice = say("save.done.remark", &[("saved", &self.notice), ("remark", &remark)]);
                taken_in.push(remark);
            }
            self.taken_in = Some(taken);
        } else if let Some(theirs) = self.settled_with.take() {
            let (count, who, time) = (theirs.changes().len().to_string(), &theirs.who, &theirs.at);
            let parts = [("saved", self.notice.as_str()), ("count", &count), ("who", who), ("time", time)];
            self.notice = say("save.done.with", &parts);
        } else {
            let to_fix = self.to_fix_here();
            if to_fix > 0 {
                self.notice = say("save.done.to-fix", &[("saved", &self.notice), ("count", &to_fix.to_string())]);
            }
        }
        let untold: Vec<String> = notes.iter().filter(|note| !self.notes.contains(note)).cloned().collect();
        for note in &untold {
            self.notice = say("save.done.remark", &[("saved", &self.notice), ("remark", note)]);
        }
        self.notes = notes;
        let clashes = self.document.register().conflicts().len();
        if clashes > 0 {
            let parts = [("saved", self.notice.as_str()), ("count", &clashes.to_string())];
            self.notice = say("save.done.clashes", &parts);
        }
        let mut effects = vec![self.journal_after_save()];
        if self.leaving && self.document.unsaved() == 0 {
            self.parting = [taken_in, untold].concat();
            effects.extend(self.quit());
            return effects;
        }
        self.leaving = false;
        let steps = self.ask_to_remove_copy();
        effects.extend(self.take(steps));
        effects.extend(self.search(true));
        effects
    }

    /// How much there is to fix in the activity on screen.
    pub(super) fn to_fix_here(&self) -> usize {
        let id = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Detail(detail) => Some(detail.subject_id()),
            _ => None,
        });
        let subject = id.and_then(|id| self.document.subject(&id));
        subject.map_or(0, |subject| {
            self.with_desk(|desk| desk.findings(&subject).iter().filter(|finding| !finding.accepted).count())
        })
    }
}
