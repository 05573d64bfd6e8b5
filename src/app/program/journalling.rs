//! What goes to the journal, and when; and the work of earlier runs that comes back from it.

use crate::app::bring_back::{self, BringBack};
use crate::app::found_work::{FoundChange, FoundWork, edit};
use crate::app::journal::{Protection, ToJournal, Unsaved};
use crate::app::program::App;
use crate::app::{Effect, Screen, Step};
use crate::domain::diff::{FieldChange, between};
use crate::domain::register::Register;
use crate::domain::words::say;
use std::sync::Arc;

/// What is to be done with found work.
#[derive(Clone, Debug)]
pub enum WorkStep {
    /// Bring all of it back that does not clash; where anything does, show it first.
    BringBack(String),
    /// Show what it changed.
    Show(String),
    /// Keep it for 30 days, and offer it no more.
    PutAside(String),
    /// Bring back what is ticked.
    Take(Box<BringBack>),
}

impl App {
    /// The entry of a change that was made just now to the register as it was before.
    pub(super) fn journalled(&self, label: &str, before: &Register) -> Effect {
        let changes = between(before, self.document.register());
        Effect::Journal(ToJournal::Edit { label: label.to_owned(), changes, unsaved: self.unsaved() })
    }

    fn unsaved(&self) -> Unsaved {
        let document = &self.document;
        Unsaved { saved: document.saved().clone(), now: document.register().clone(), state: document.state() }
    }

    /// Ends the program, and tells the journal whether anything is unsaved.
    pub(super) fn quit(&self) -> Vec<Effect> {
        let unsaved = self.document.unsaved() > 0;
        vec![Effect::Journal(ToJournal::Leaving { unsaved }), Effect::Quit]
    }

    /// What the journal is told after a save.
    pub(super) fn journal_after_save(&mut self) -> Effect {
        // The journal goes or begins anew, and what is half typed is to stand in it again.
        self.typing_kept.clear();
        let unsaved = (self.document.unsaved() > 0).then(|| self.unsaved());
        Effect::Journal(ToJournal::Saved(unsaved))
    }

    /// Whether a field is half typed, or was when the journal was told last.
    pub fn is_half_typed(&self) -> bool {
        !self.typing_kept.is_empty() || (self.document.read_only.is_none() && self.half_typed().is_some())
    }

    fn half_typed(&self) -> Option<&Screen> {
        self.screens.iter().rev().find(|screen| matches!(screen, Screen::Form(form) if form.draft.is_some()))
    }

    /// Tells the journal what the half-typed field would change, where that is something else than last time.
    pub(super) fn keep_typing(&mut self) -> Vec<Effect> {
        let changes = self.typing();
        if changes == self.typing_kept {
            return Vec::new();
        }
        self.typing_kept.clone_from(&changes);
        vec![Effect::Journal(ToJournal::Typing { changes, unsaved: self.unsaved() })]
    }

    /// What the half-typed field would change if it were accepted now. A text that is no number changes nothing.
    fn typing(&self) -> Vec<FieldChange> {
        let Some(Screen::Form(form)) = self.half_typed() else { return Vec::new() };
        let steps = self.with_spare_desk(|desk| form.clone().accept(desk)).unwrap_or_default();
        // A form accepts what is typed in one edit.
        let edit = steps.into_iter().find_map(|step| if let Step::Make(edit) = step { Some(edit) } else { None });
        edit.map(|edit| edit.differences(self.document.register())).unwrap_or_default()
    }

    /// Unsaved work is protected from now on, or no longer.
    pub(super) fn protect(&mut self, protection: Protection) -> Vec<Effect> {
        if let Protection::NotKept(sentence) = &protection {
            self.notice.clone_from(sentence);
        }
        self.document.protection = protection;
        Vec::new()
    }

    /// The work of earlier runs that is neither in this register nor thrown away.
    pub fn works(&self) -> &[FoundWork] {
        &self.works
    }

    /// What a work comes to on the register as it is now.
    pub fn found_changes(&self, work: &FoundWork) -> Vec<FoundChange> {
        work.against(self.document.register())
    }

    /// Takes over the work that was found at opening, and asks about the first of it. What the register holds already has
    /// been saved, so its journal goes.
    pub(super) fn offer(&mut self, found: Vec<FoundWork>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.works.clear();
        for work in found {
            let is_saved = work.header.is_some() && !work.aside && self.found_changes(&work).is_empty();
            match (is_saved && self.document.read_only.is_none(), work.is_cut) {
                (true, false) => effects.push(Effect::Journal(ToJournal::BroughtBack { name: work.name })),
                (true, true) => {
                    effects.push(Effect::Journal(ToJournal::PutAside { name: work.name.clone() }));
                    self.works.push(FoundWork { aside: true, ..work });
                }
                (false, _) => self.works.push(work),
            }
        }
        effects.extend(self.offer_next());
        effects
    }

    /// Asks about the first work that is not put aside.
    fn offer_next(&mut self) -> Vec<Effect> {
        let Some(work) = self.works.iter().find(|work| !work.aside) else { return Vec::new() };
        let menu = bring_back::question(work, &self.found_changes(work), &self.document, &self.user);
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    /// The list of all found work, from the list of all actions.
    pub(super) fn list_works(&mut self) -> Vec<Effect> {
        let lines = self.works.iter().map(|work| bring_back::line(work, &self.found_changes(work))).collect();
        self.take(vec![Step::Open(Box::new(Screen::Menu(bring_back::list(lines))))])
    }

    pub(super) fn work_step(&mut self, step: WorkStep) -> Vec<Effect> {
        match step {
            WorkStep::Show(name) => self.show_work(&name, String::new()),
            WorkStep::BringBack(name) => self.bring_back(&name),
            WorkStep::PutAside(name) => {
                let mut effects = self.put_aside(&name, false);
                self.notice = say("work.put-aside", &[]);
                effects.extend(self.offer_next());
                effects
            }
            WorkStep::Take(list) => self.take_work(&list),
        }
    }

    fn bring_back(&mut self, name: &str) -> Vec<Effect> {
        let Some(work) = self.works.iter().find(|work| work.name == name) else { return Vec::new() };
        let list = BringBack::new(work, self.found_changes(work));
        let open = list.changes.iter().filter(|change| change.hindrance.is_some()).count();
        if open > 0 {
            return self.show_work(name, say("work.look-first", &[("count", &open.to_string())]));
        }
        self.take_work(&list)
    }

    fn show_work(&mut self, name: &str, notice: String) -> Vec<Effect> {
        let Some(work) = self.works.iter().find(|work| work.name == name) else { return Vec::new() };
        let list = BringBack::new(work, self.found_changes(work));
        let effects = self.take(vec![Step::Open(Box::new(Screen::BringBack(list)))]);
        self.notice = notice;
        effects
    }

    /// Makes the one edit, and lets the journal go where nothing of it is left.
    fn take_work(&mut self, list: &BringBack) -> Vec<Effect> {
        if let Some(reason) = &self.document.read_only {
            self.notice.clone_from(reason);
            return Vec::new();
        }
        if let Some(Screen::BringBack(_)) = self.top() {
            self.screens.pop();
        }
        let taken = list.changes.iter().filter(|change| change.taken).count();
        let (edit, gone) = edit(&list.changes, self.document.register());
        let mut effects = self.make(edit);
        let left = list.changes.len() - taken + gone;
        if left == 0 {
            self.works.retain(|work| work.name != list.work);
            effects.push(Effect::Journal(ToJournal::BroughtBack { name: list.work.clone() }));
            self.notice = say("work.brought-back", &[("count", &taken.to_string())]);
        } else {
            effects.extend(self.put_aside(&list.work, true));
            let left = say("work.left", &[("count", &left.to_string())]);
            self.notice = say("work.brought-back-in-part", &[("count", &(taken - gone).to_string()), ("left", &left)]);
        }
        effects.extend(self.offer_next());
        effects
    }

    fn put_aside(&mut self, name: &str, again: bool) -> Vec<Effect> {
        let Some(work) = self.works.iter_mut().find(|work| work.name == name) else { return Vec::new() };
        if std::mem::replace(&mut work.aside, true) && !again {
            return Vec::new();
        }
        vec![Effect::Journal(ToJournal::PutAside { name: name.to_owned() })]
    }

    /// The register as it was before the next change.
    pub(super) fn before(&self) -> Arc<Register> {
        self.document.register().clone()
    }
}
