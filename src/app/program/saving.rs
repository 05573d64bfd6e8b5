//! Saving: to the file that is open or to another, and what is told when it is done or refused.

use crate::app::command::Action;
use crate::app::menu::confirm;
use crate::app::program::App;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Effect, Screen, Step};
use crate::domain::register::{Register, Stamp};
use crate::domain::words::say;
use std::sync::Arc;

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

    fn start_saving(&mut self, to: Option<String>) -> Vec<Effect> {
        if self.saving {
            return Vec::new();
        }
        self.saving = true;
        let register = self.document.register().clone();
        vec![Effect::Save { register, form: self.document.form, done: self.document.done(), to }]
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

    pub(super) fn saved(&mut self, done: usize, register: Arc<Register>, stamp: Stamp, at: String) -> Vec<Effect> {
        let count = self.document.unsaved().to_string();
        self.document.mark_saved(done, register, stamp);
        self.saving = false;
        self.notice = say("save.done", &[("count", &count), ("file", &self.document.name), ("time", &at)]);
        self.saved_at = Some(at);
        let to_fix = self.to_fix_here();
        if to_fix > 0 {
            self.notice = say("save.done.to-fix", &[("saved", &self.notice), ("count", &to_fix.to_string())]);
        }
        let mut effects = vec![self.journal_after_save()];
        if self.leaving && self.document.unsaved() == 0 {
            effects.extend(self.quit());
            return effects;
        }
        self.leaving = false;
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
