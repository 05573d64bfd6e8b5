//! The program apart from the outside world: a stack of screens over one document, and what a message does to them.

mod changes;
mod combining;
mod history;
mod journalling;
mod keyboard;
mod saving;
mod steps;

use crate::app::available::is_known_at_first;
use crate::app::browse::Browse;
use crate::app::command::{Action, Command};
use crate::app::document::Document;
use crate::app::found_work::FoundWork;
use crate::app::journal::Protection;
use crate::app::key::Key;
use crate::app::keymap;
use crate::app::layout::Size;
use crate::app::theirs::TakenIn;
use crate::app::{Desk, Effect, Msg, Opened, Screen, Step, first_run};
use crate::domain::diff::FieldChange;
use crate::domain::field::Section;
use crate::domain::id::{Id, Ids};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;
use crate::formats::json::{Form as FileForm, Loaded};
use crate::search::index::Index;
use history::Memory;
use jiff::civil::Date;
use jiff::tz::TimeZone;
pub use journalling::WorkStep;
use saving::SavedState;
use std::sync::Arc;
use steps::open_form;

/// What the program is started with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The size of the terminal.
    pub size: Size,
    /// The day.
    pub today: Date,
    /// The person's name.
    pub user: String,
    /// The folder for exports, with its separator at the end.
    pub folder: String,
    /// The seed of new ids.
    pub seed: u64,
    /// The time zone of the officer.
    pub zone: TimeZone,
}

/// The program, apart from the outside world.
#[derive(Clone, Debug)]
pub struct App {
    document: Document,
    is_open: bool,
    screens: Vec<Screen>,
    size: Size,
    today: Date,
    user: String,
    folder: String,
    ids: Ids,
    notice: String,
    asked: u64,
    answered: u64,
    looks_asked: u64,
    looks_answered: u64,
    keep: bool,
    index: Option<Arc<Index>>,
    saving: bool,
    waits: bool,
    leaving: bool,
    saved_at: Option<String>,
    taken_in: Option<Box<TakenIn>>,
    /// Whether it was asked what is to become of the copy that was combined last.
    copy_settled: bool,
    /// Who else has the file open, in a sentence.
    others: Option<String>,
    zone: TimeZone,
    memory: Memory,
    /// What the journal was told last of a half-typed field.
    typing_kept: Vec<FieldChange>,
    works: Vec<FoundWork>,
}

impl App {
    /// The program before a register is open: the first screen.
    pub fn new(start: Start) -> Self {
        let empty = Register::new(Id::default(), Organisation::default());
        let loaded = Loaded { register: empty, form: FileForm::default(), ids_given: 0, newer: None };
        let opened = Opened {
            loaded,
            name: String::new(),
            read_only: None,
            is_demo: false,
            note: None,
            state: 0,
            others: None,
            copy: None,
            keeps_work: false,
            found: Vec::new(),
        };
        App {
            document: Document::open(opened),
            is_open: false,
            screens: vec![Screen::Menu(first_run::menu())],
            size: start.size,
            today: start.today,
            user: start.user,
            folder: start.folder,
            ids: Ids::seeded(start.seed),
            notice: say("first-run.notice", &[]),
            asked: 0,
            answered: 0,
            looks_asked: 0,
            looks_answered: 0,
            keep: false,
            index: None,
            saving: false,
            waits: false,
            leaving: false,
            saved_at: None,
            taken_in: None,
            copy_settled: false,
            others: None,
            zone: start.zone,
            memory: Memory::default(),
            typing_kept: Vec::new(),
            works: Vec::new(),
        }
    }

    /// The register that is open.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether a register is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// The screens, the one with the keyboard last.
    pub fn screens(&self) -> &[Screen] {
        &self.screens
    }

    /// The screen that has the keyboard.
    pub fn top(&self) -> Option<&Screen> {
        self.screens.last()
    }

    /// The size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The day.
    pub fn today(&self) -> Date {
        self.today
    }

    /// What the message line says.
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// The index of the register, once it is made.
    pub fn index(&self) -> Option<&Arc<Index>> {
        self.index.as_ref()
    }

    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saving
    }

    /// Whether an answer from outside is expected.
    pub fn is_waiting(&self) -> bool {
        let looks = self.looks_answered != self.looks_asked;
        self.saving || self.waits || self.answered != self.asked || looks || self.memory.is_waiting()
    }

    /// The time of the last save of this session.
    pub fn saved_at(&self) -> Option<&str> {
        self.saved_at.as_deref()
    }

    /// Lets a function look at what screens look at.
    pub fn with_desk<T>(&self, look: impl FnOnce(&Desk) -> T) -> T {
        let mut ids = self.ids.clone();
        look(&Desk {
            document: &self.document,
            history: self.memory.known(),
            today: self.today,
            user: &self.user,
            folder: &self.folder,
            size: self.size,
            ids: &mut ids,
        })
    }

    /// Takes a message; says what is to be done outside.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let answers = matches!(
            msg,
            Msg::Opened(_)
                | Msg::NotOpened(_)
                | Msg::Damaged(_)
                | Msg::Unmerged(_)
                | Msg::Exported(_)
                | Msg::NotExported { .. }
                | Msg::CopyRemoved(_)
        );
        let mut effects = self.react(msg);
        effects.extend(self.look_back());
        // What is on disk before anything else happens comes back, whatever happens.
        effects.sort_by_key(|effect| !matches!(effect, Effect::Journal(_)));
        let asks = |effect: &Effect| {
            matches!(
                effect,
                Effect::Load(_)
                    | Effect::Rescue(_)
                    | Effect::Settle(_)
                    | Effect::Demo
                    | Effect::Create { .. }
                    | Effect::Export(_)
                    | Effect::RemoveCopy(_)
                    | Effect::ExportHistory(_)
            )
        };
        self.waits = (self.waits && !answers) || effects.iter().any(asks);
        effects
    }

    fn react(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Resized(size) => {
                self.size = size;
                Vec::new()
            }
            Msg::Today(today) => {
                self.today = today;
                self.search(true)
            }
            Msg::Opened(opened) => self.open(*opened),
            Msg::Damaged(damaged) => self.damaged(damaged),
            Msg::Unmerged(unmerged) => self.unmerged(unmerged),
            Msg::NotOpened(sentence) | Msg::Tell(sentence) | Msg::CopyRemoved(sentence) => self.tell(sentence),
            Msg::Saved { done, sent, register, state, taken, at, name } => {
                if let Some(name) = name {
                    self.document.name = name;
                    self.document.is_demo = false;
                    if self.document.protection == Protection::NotMeant {
                        self.document.protection = Protection::Kept;
                    }
                }
                self.saved(SavedState { done, sent, register, state, taken }, at)
            }
            Msg::NotSaved(sentence) => {
                (self.saving, self.leaving) = (false, false);
                self.not_saved(sentence)
            }
            Msg::Clashing(theirs) => self.clashing(theirs),
            Msg::Changed(theirs) => self.changed(theirs),
            Msg::KeptCopy { theirs, name } => self.kept_copy(&theirs, &name),
            Msg::Others(others) => {
                self.others = others;
                Vec::new()
            }
            Msg::Found { ask, found } => {
                self.found(ask, *found);
                Vec::new()
            }
            Msg::LookedAtExport { ask, look } => {
                self.looked_at_export(ask, *look);
                Vec::new()
            }
            Msg::HistoryRead { ask, known, seen } => self.history_read(ask, known, seen),
            Msg::Compared { ask, found } => self.compared(ask, *found),
            Msg::Protection(protection) => self.protect(protection),
            Msg::KeepTyping => self.keep_typing(),
            Msg::Exported(sentence) => {
                if let Some(Screen::Export(_)) = self.top() {
                    self.screens.pop();
                }
                self.tell(sentence)
            }
            Msg::NotExported { sentence, again } => self.not_exported(sentence, again),
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let Some(command) = keymap::command(self.mode(), self.is_typing(), key) else { return Vec::new() };
        if !self.is_seen(command) {
            return Vec::new();
        }
        self.notice.clear();
        self.command(command)
    }

    /// Whether the officer can see what a command does. A window that is too small shows nothing but questions.
    fn is_seen(&self, command: Command) -> bool {
        let Command::Do(action) = command else { return self.size.fits() };
        let asked = matches!(self.top(), Some(Screen::Menu(menu)) if menu.query.is_none());
        let answers = matches!(action, Action::Up | Action::Down | Action::Accept | Action::Back);
        self.size.fits() || matches!(action, Action::Save | Action::Leave) || (asked && answers)
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
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
    fn command(&mut self, command: Command) -> Vec<Effect> {
        let Command::Do(action) = command else { return self.ask_top(command) };
        if !self.is_open && !is_known_at_first(self, action) {
            return Vec::new();
        }
        self.do_action(action)
    }

    fn do_action(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Help if !matches!(self.top(), Some(Screen::Help(_))) => {
                self.take(vec![Step::Open(Box::new(Screen::Help(self.help())))])
            }
            Action::Actions => self.actions(),
            Action::Save if matches!(self.top(), Some(Screen::Clashes(_))) => self.settle(),
            Action::SettleClashes => self.after_accepting(|app| app.settle_kept()),
            Action::WhatChanged => self.after_accepting(|app| app.what_changed()),
            Action::WorkPutAside => self.list_works(),
            Action::SaveAs => self.after_accepting(App::ask_for_another_name),
            Action::Save => self.after_accepting(|_| vec![Step::Save { leave: false }]),
            Action::Export => self.after_accepting(App::export),
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

    fn ask_top(&mut self, command: Command) -> Vec<Effect> {
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
            Screen::History(past) => past.on(command, desk),
            Screen::BringBack(list) => list.on(command, desk),
            Screen::Help(help) => help.on(command, desk.size),
        });
        self.take(steps)
    }

    fn on_top(&mut self, ask: impl FnOnce(&mut Screen, &mut Desk) -> Vec<Step>) -> Vec<Step> {
        let Some(screen) = self.screens.last_mut() else { return Vec::new() };
        let mut desk = Desk {
            document: &self.document,
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
    fn after_accepting(&mut self, next: impl FnOnce(&mut App) -> Vec<Step>) -> Vec<Effect> {
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
