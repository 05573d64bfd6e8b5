//! Two people on one register: what somebody else saved is taken in, clashes are settled, copies are combined.

use crate::app::clashes::Clashes;
use crate::app::differences::Differences;
use crate::app::menu::confirm;
use crate::app::program::App;
use crate::app::theirs::{CopyBeside, TakenIn, Theirs, question};
use crate::app::{Effect, Screen, Step};
use crate::domain::edit::Edit;
use crate::domain::merge::Merged;
use crate::domain::register::Register;
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::words::say;
use std::sync::Arc;

impl App {
    /// What was taken in of others last.
    pub fn taken_in(&self) -> Option<&TakenIn> {
        self.taken_in.as_deref()
    }

    /// Who else has the file open, in a sentence.
    pub fn others(&self) -> Option<&str> {
        self.others.as_deref()
    }

    /// Both changed one value to different ones, so a save wrote nothing.
    pub(super) fn clashing(&mut self, theirs: Arc<Theirs>) -> Vec<Effect> {
        (self.saving, self.leaving) = (false, false);
        // What was typed meanwhile may have settled it.
        if theirs.merged_with(self.document.register()).clashes.is_empty() {
            return self.start_saving(None);
        }
        let menu = question(&theirs, &self.document);
        // Asked again, the question does not pile up.
        if matches!(self.top(), Some(Screen::Menu(asked)) if asked.title == menu.title) {
            self.screens.pop();
        }
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    /// Somebody else saved the file. Where nothing is unsaved here, theirs is shown from now on.
    pub(super) fn changed(&mut self, theirs: Arc<Theirs>) -> Vec<Effect> {
        // The save that is under way takes it in by itself, where it comes behind theirs.
        if self.saving {
            self.waiting = Some(theirs);
            return Vec::new();
        }
        if !self.can_take_in(&theirs) {
            self.waiting = Some(theirs.clone());
            let id = if theirs.overwrote { "theirs.overwrote-later" } else { "theirs.later" };
            return self.tell(say(id, &[("saved", &theirs.sentence())]));
        }
        self.waiting = None;
        // Who only looks sees what the file holds.
        if theirs.overwrote && self.document.read_only.is_none() {
            let told = say("theirs.overwrote-now", &[("saved", &theirs.sentence())]);
            let effects = self.start_saving(None);
            self.notice = told;
            return effects;
        }
        let base = Some(self.document.saved().clone());
        let theirs = Arc::new(Theirs { base, overwrote: false, ..theirs.as_ref().clone() });
        let changes = theirs.changes();
        let count = changes.len().to_string();
        self.document.take_in(&theirs);
        let notice = match changes.len() {
            0 => theirs.sentence(),
            _ => say("theirs.taken-in", &[("saved", &theirs.sentence()), ("count", &count)]),
        };
        let state = theirs.state.map(Effect::TookIn);
        self.taken_in = Some(Box::new(TakenIn::only(theirs, changes)));
        self.ground_moved();
        self.notice = notice;
        // Nothing is unsaved here: a journal of edits that were taken back would stand on a file that is no more.
        let journal = self.journal_after_save();
        std::iter::once(journal).chain(state).chain(self.search(true)).collect()
    }

    fn can_take_in(&self, theirs: &Theirs) -> bool {
        self.document.unsaved() == 0 && !self.is_settling() && self.drafts_stay(theirs)
    }

    /// What somebody else saved earlier is taken in once nothing stands in its way: what was unsaved was taken back, or the
    /// save that would have taken it in was refused or came before theirs.
    pub(super) fn take_in_waiting(&mut self) -> Vec<Effect> {
        let here = self.document.state();
        self.waiting.take_if(|waiting| waiting.state.is_none_or(|seen| seen <= here));
        match &self.waiting {
            Some(waiting) if !self.saving && self.can_take_in(waiting) => self.changed(waiting.clone()),
            _ => Vec::new(),
        }
    }

    /// Whether clashes or a copy are being settled on screen.
    fn is_settling(&self) -> bool {
        self.screens.iter().any(|screen| matches!(screen, Screen::Clashes(_)))
    }

    /// Whether what is being typed, and every row that is being edited, still has its place in theirs.
    fn drafts_stay(&self, theirs: &Theirs) -> bool {
        let in_theirs = |id: &SubjectId| match id {
            SubjectId::Activity(id) => theirs.register.activity(id).cloned().map(Subject::Activity),
            SubjectId::Organisation => Some(Subject::Organisation(theirs.register.organisation())),
            SubjectId::Vocabulary => Some(Subject::Vocabulary(theirs.register.vocabulary())),
        };
        self.screens.iter().all(|screen| match screen {
            Screen::Form(form) if form.draft.is_some() => {
                self.document.subject(&form.subject).is_some_and(|now| in_theirs(&form.subject) == Some(now))
            }
            Screen::Picker(picker) => {
                self.document.subject(&picker.subject).is_some_and(|now| in_theirs(&picker.subject) == Some(now))
            }
            _ => true,
        })
    }

    /// The screen that lists what was taken in of others last.
    pub(super) fn what_changed(&self) -> Vec<Step> {
        let taken = self.taken_in.as_ref().map(|taken| Differences::of(taken, &self.document));
        taken.map(|differences| Step::Open(Box::new(Screen::Differences(differences)))).into_iter().collect()
    }

    /// The screen that settles the clashes which stand in the register.
    pub(super) fn settle_kept(&self) -> Vec<Step> {
        vec![Step::Open(Box::new(Screen::Clashes(Clashes::kept(&self.document))))]
    }

    /// Ends the settling of clashes: what was decided is one edit, the rest is kept in the register, and all of it is saved.
    pub(super) fn settle(&mut self) -> Vec<Effect> {
        let Some(Screen::Clashes(mut clashes)) = self.screens.last().cloned() else { return Vec::new() };
        clashes.keep_words();
        if let Some(reason) = &self.document.read_only {
            return self.tell(reason.clone());
        }
        self.screens.pop();
        let yours = self.document.register().clone();
        let mut taken = None;
        let mut label = say("clashes.edit", &[]);
        if let Some(theirs) = &clashes.theirs {
            self.copy_settled = theirs.copy.is_none();
            label = say("clashes.edit.with", &[("who", &theirs.who)]);
            let merged = self.combine(theirs);
            taken = Some((theirs.clone(), merged));
        }
        let before = self.document.register().clone();
        let mut after = clashes.settled(&before);
        if let (Some((theirs, merged)), true) =
            (&taken, clashes.theirs.as_ref().is_some_and(|theirs| theirs.copy.is_some()))
        {
            let kept = merged.clashes.iter().map(|clash| theirs.kept(clash));
            let with_copy = merged.register.with_conflicts(before.conflicts().iter().cloned().chain(kept).collect());
            after = clashes.settled(&with_copy);
        }
        let edit = Edit::between(label, &before, &after);
        if !edit.is_empty() {
            self.document.make(edit);
        }
        if let Some((theirs, merged)) = taken {
            self.settled_with = Some(theirs.clone());
            self.remember(theirs, merged, &yours);
        }
        self.ground_moved();
        // What was settled must not be settled again where the save is refused and the computer stops.
        let mut effects = vec![self.journal_after_save()];
        if self.document.unsaved() > 0 {
            effects.extend(self.start_saving(None));
        }
        effects.extend(self.search(true));
        effects
    }

    /// Makes your state and theirs one: the file as it is now is taken in; a copy is combined by the edit that follows.
    fn combine(&mut self, theirs: &Theirs) -> Merged {
        if theirs.copy.is_none() {
            return self.document.take_in(theirs);
        }
        self.document.name_also(&theirs.register);
        theirs.merged_with(self.document.register())
    }

    fn remember(&mut self, theirs: Arc<Theirs>, merged: Merged, yours: &Arc<Register>) {
        let now = Merged { register: self.document.register().as_ref().clone(), ..merged };
        let findings = now.new_findings(yours, &theirs.register, self.today);
        let changes = theirs.changes();
        let Merged { back_in_review, renamed, doubled, .. } = now;
        self.taken_in =
            Some(Box::new(TakenIn { back_in_review, renamed, doubled, findings, ..TakenIn::only(theirs, changes) }));
    }

    /// Yours is a copy now; theirs takes its place, as one edit that undo takes back.
    pub(super) fn kept_copy(&mut self, theirs: &Arc<Theirs>, name: &str, sent: &Arc<Register>) -> Vec<Effect> {
        self.saving = false;
        if !Arc::ptr_eq(sent, self.document.register()) {
            let effects = self.take(vec![Step::Ask(theirs.clone())]);
            self.notice = say("changed.typed-meanwhile", &[("file", name)]);
            return effects;
        }
        let changes = theirs.changes();
        self.document.take_in(theirs);
        let edit = Edit::between(say("changed.use-theirs.edit", &[]), self.document.register(), &theirs.register);
        if !edit.is_empty() {
            self.document.make(edit);
        }
        self.document.mark_as_file();
        self.taken_in = Some(Box::new(TakenIn::only(theirs.clone(), changes)));
        self.ground_moved();
        self.notice = say("changed.kept-copy", &[("file", name)]);
        // What was unsaved stands in the copy, so it is not to be offered again.
        let journal = self.journal_after_save();
        std::iter::once(journal).chain(theirs.state.map(Effect::TookIn)).chain(self.search(true)).collect()
    }

    /// Asks whether a copy that is in the register now may go.
    pub(super) fn ask_to_remove_copy(&mut self) -> Vec<Step> {
        let taken = self.taken_in.as_ref().filter(|_| !self.copy_settled).map(|taken| taken.theirs.clone());
        let of_copy = |copy: &CopyBeside| !copy.is_own_save;
        let copy = |theirs: Arc<Theirs>| Some((theirs.clone(), theirs.copy.clone().filter(of_copy)?));
        let Some((theirs, copy)) = taken.and_then(copy) else {
            return Vec::new();
        };
        self.copy_settled = true;
        let mut menu = confirm(
            say("copy-found.done", &[]),
            vec![
                (say("copy-found.keep", &[]), Vec::new()),
                (say("copy-found.remove", &[]), vec![Step::RemoveCopy(theirs)]),
            ],
        );
        menu.lead = vec![say("copy-found.done.lead", &[("file", copy.name())])];
        vec![Step::Open(Box::new(Screen::Menu(menu)))]
    }
}
