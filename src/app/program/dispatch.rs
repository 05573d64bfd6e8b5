//! From a key to what it does: for every screen alike, or as the top one sees it.

use crate::app::available::is_known_at_first;
use crate::app::bring::BringStep;
use crate::app::browse::Browse;
use crate::app::command::{Action, Command};
use crate::app::key::Key;
use crate::app::keymap;
use crate::app::program::App;
use crate::app::program::steps::open_form;
use crate::app::{Desk, Effect, Screen, Step};
use crate::domain::field::Section;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;

impl App {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        let Some(command) = keymap::command(self.mode(), self.is_typing(), key) else { return Vec::new() };
        if !self.is_seen(command) {
            return Vec::new();
        }
        self.notice.clear();
        // Told a moment ago that F7 goes to the first thing that the change asks for, the officer is taken there.
        if std::mem::take(&mut self.just_asked)
            && command == Command::Do(Action::NextProblem)
            && let Some(steps) = self.first_ask()
        {
            return self.take(steps);
        }
        self.command(command)
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if !self.size.fits() {
            return Vec::new();
        }
        self.notice.clear();
        if let Some(Screen::Form(_)) = self.top() {
            let steps = self.on_top(|screen, desk| match screen {
                Screen::Form(form) => form.paste(text, desk),
                _ => Vec::new(),
            });
            return self.take(steps);
        }
        if let Some(Screen::Clashes(clashes)) = self.screens.last_mut()
            && clashes.paste(text)
        {
            return Vec::new();
        }
        let typed: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        if !self.is_typing() && !matches!(self.top(), Some(Screen::Browse(_))) {
            return self.tell(say("paste.nowhere", &[]));
        }
        typed.trim().chars().take(10_000).flat_map(|letter| self.command(Command::Type(letter))).collect()
    }

    /// Does what a key asked for: for every screen alike, or as the top one sees it.
    pub(super) fn command(&mut self, command: Command) -> Vec<Effect> {
        let Command::Do(action) = command else { return self.ask_top(command) };
        if !self.is_open && !is_known_at_first(self, action) {
            return Vec::new();
        }
        self.do_action(action)
    }

    pub(super) fn do_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Help if !matches!(self.top(), Some(Screen::Help(_))) => {
                self.take(vec![Step::Open(Box::new(Screen::Help(self.help())))])
            }
            Action::Actions => self.actions(),
            Action::Save if matches!(self.top(), Some(Screen::Clashes(_))) => self.settle(),
            Action::SettleClashes => self.after_accepting(|app| app.settle_kept()),
            Action::WhatChanged => self.after_accepting(|app| app.what_changed()),
            Action::Readiness | Action::Figures => self.after_accepting(|app| app.readiness(action)),
            Action::WorkPutAside => self.list_works(),
            Action::WhatIsAsked => self.after_accepting(|app| app.list_asks()),
            Action::SaveAs => self.after_accepting(App::ask_for_another_name),
            Action::Save => self.after_accepting(|_| vec![Step::Save { leave: false }]),
            Action::Export => self.after_accepting(App::export),
            Action::WriteNotice | Action::CompareNotice => self.after_accepting(|app| app.ask_for_notice(action)),
            Action::OlderNotices => self.after_accepting(App::older_notices),
            Action::BringIn => self.after_accepting(|_| vec![Step::Bring(BringStep::Begin(String::new()))]),
            Action::Undo => self.undo(false),
            Action::Redo => self.undo(true),
            Action::Leave => {
                // Asked again, the question does not pile up.
                if self.is_open && matches!(self.top(), Some(Screen::Menu(_))) {
                    self.screens.pop();
                }
                self.after_accepting(App::leave)
            }
            Action::NextView => self.after_accepting(App::next_view),
            Action::Register => self.after_accepting(|_| vec![Step::Home]),
            Action::Reviews => self.after_accepting(|_| {
                vec![Step::Home, Step::Open(Box::new(Screen::Browse(Browse::reviews()))), Step::Find { keep: false }]
            }),
            Action::Checks => self.after_accepting(|_| App::open_checks()),
            Action::History | Action::HistoryOfActivity | Action::HistoryOfField => {
                self.after_accepting(|app| app.open_history(action))
            }
            Action::Organisation => {
                self.after_accepting(|_| vec![Step::Home, open_form(SubjectId::Organisation, Section::Organisation)])
            }
            Action::WordLists => {
                self.after_accepting(|_| vec![Step::Home, open_form(SubjectId::Vocabulary, Section::OwnRecipients)])
            }
            Action::Search if !matches!(self.top(), Some(Screen::Browse(_))) => {
                self.after_accepting(|_| vec![Step::Home, Step::Do(Action::Search)])
            }
            action => self.ask_top(Command::Do(action)),
        }
    }

    pub(super) fn ask_top(&mut self, command: Command) -> Vec<Effect> {
        let steps = self.on_top(|screen, desk| match screen {
            Screen::Browse(browse) => browse.on(command, desk),
            Screen::Detail(detail) => detail.on(command, desk),
            Screen::Form(form) => form.on(command, desk),
            Screen::Picker(picker) => picker.on(command, desk),
            Screen::Menu(menu) => menu.on(command, desk),
            Screen::Filter(filter) => filter.on(command, desk),
            Screen::Prompt(prompt) => prompt.on(command, desk),
            Screen::Export(export) => export.on(command, desk),
            Screen::Clashes(clashes) => clashes.on(command, desk),
            Screen::Differences(differences) => differences.on(command, desk),
            Screen::Checks(checks) => checks.on(command, desk),
            Screen::History(past) => past.on(command, desk),
            Screen::Notice(notice) => notice.on(command, desk),
            Screen::NoticeCheck(notice) => notice.on(command, desk),
            Screen::Bring(bring) => bring.on(command, desk),
            Screen::BringBack(list) => list.on(command, desk),
            Screen::Help(help) => help.on(command, desk.size),
        });
        self.take(steps)
    }

    pub(super) fn on_top(&mut self, ask: impl FnOnce(&mut Screen, &mut Desk) -> Vec<Step>) -> Vec<Step> {
        let Some(screen) = self.screens.last_mut() else { return Vec::new() };
        let mut desk = Desk {
            document: &self.document,
            index: self.index.as_deref(),
            history: self.memory.known(),
            today: self.today,
            user: &self.user,
            folder: &self.folder,
            size: self.size,
            ids: &mut self.ids,
        };
        ask(screen, &mut desk)
    }

    /// Keeps what is being typed before something else is done; stays where it cannot be kept.
    pub(super) fn after_accepting(&mut self, next: impl FnOnce(&mut App) -> Vec<Step>) -> Vec<Effect> {
        let mut stays = None;
        let steps = self.on_top(|screen, desk| match screen {
            Screen::Form(form) => form.accept(desk).unwrap_or_else(|words| {
                stays = Some(words);
                Vec::new()
            }),
            _ => Vec::new(),
        });
        if let Some(words) = stays {
            return self.tell(words);
        }
        let mut effects = self.take(steps);
        let steps = next(self);
        effects.extend(self.take(steps));
        effects
    }
}
