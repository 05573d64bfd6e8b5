//! The program apart from the outside world: a stack of screens over one document, and what a message does to them.

mod asks;
mod bringing;
mod changes;
mod checking;
mod combining;
mod dispatch;
mod here;
mod history;
mod journalling;
mod keyboard;
mod notices;
mod saving;
mod steps;

use crate::app::document::Document;
use crate::app::found_work::FoundWork;
use crate::app::journal::Protection;
use crate::app::layout::Size;
use crate::app::theirs::{TakenIn, Theirs};
use crate::app::{Desk, Effect, Msg, Opened, Screen, first_run};
use crate::domain::asks::Asks;
use crate::domain::diff::FieldChange;
use crate::domain::id::{Id, Ids};
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::json::{Form as FileForm, Loaded};
use crate::search::index::Index;
pub(in crate::app) use bringing::first_menu;
use history::Memory;
use jiff::civil::Date;
use jiff::tz::TimeZone;
pub use journalling::WorkStep;
use saving::SavedState;
use std::sync::Arc;

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
    notices_asked: u64,
    notices_answered: u64,
    keep: bool,
    index: Option<Arc<Index>>,
    saving: bool,
    waits: bool,
    /// The number of the last question about a file to bring in.
    bring_asked: u64,
    /// The number of the job that reads such a file just now.
    bring_under_way: Option<u64>,
    /// The file to bring in once a register is open; empty where none is chosen yet.
    to_bring: Option<String>,
    /// The activity to highlight once the list holds it.
    to_highlight: Option<Id>,
    leaving: bool,
    saved_at: Option<String>,
    /// The time of the last check; empty before the first.
    checked_at: String,
    taken_in: Option<Box<TakenIn>>,
    /// What was told of the last save, so that what holds for every save is told once.
    notes: Vec<String>,
    /// What is told of the save behind which the person left, since no screen shows it any more.
    parting: Vec<String>,
    /// What somebody else saved that could not be taken in yet.
    waiting: Option<Arc<Theirs>>,
    /// Whether it was asked what is to become of the copy that was combined last.
    copy_settled: bool,
    /// Whose changes were combined with the officer’s own on the screen, until the save that follows says so.
    settled_with: Option<Arc<Theirs>>,
    /// Who else has the file open, in a sentence.
    others: Option<String>,
    zone: TimeZone,
    memory: Memory,
    /// What the journal was told last of a half-typed field.
    typing_kept: Vec<FieldChange>,
    works: Vec<FoundWork>,
    /// What the last change newly asks for.
    asks: Option<Asks>,
    /// Whether the message line tells of it just now, so that F7 goes there.
    just_asked: bool,
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
            notices_asked: 0,
            notices_answered: 0,
            keep: false,
            index: None,
            saving: false,
            waits: false,
            bring_asked: 0,
            bring_under_way: None,
            to_bring: None,
            to_highlight: None,
            leaving: false,
            saved_at: None,
            checked_at: String::new(),
            taken_in: None,
            notes: Vec::new(),
            parting: Vec::new(),
            waiting: None,
            copy_settled: false,
            settled_with: None,
            others: None,
            zone: start.zone,
            memory: Memory::default(),
            typing_kept: Vec::new(),
            works: Vec::new(),
            asks: None,
            just_asked: false,
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

    /// What the person is to be told after leaving, a sentence each: what is to be known of a save that was asked for while leaving.
    pub fn parting(&self) -> &[String] {
        &self.parting
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
        let looks = self.looks_answered != self.looks_asked || self.notices_answered != self.notices_asked;
        self.saving
            || self.waits
            || self.answered != self.asked
            || looks
            || self.memory.is_waiting()
            || self.waits_for_file()
    }

    /// The time of the last save of this session.
    pub fn saved_at(&self) -> Option<&str> {
        self.saved_at.as_deref()
    }

    /// Lets a function look at what screens look at.
    pub fn with_desk<T>(&self, look: impl FnOnce(&Desk) -> T) -> T {
        self.with_spare_desk(|desk| look(desk))
    }

    /// Lets a function try what a screen would do: the ids that it takes are not used up.
    fn with_spare_desk<T>(&self, attempt: impl FnOnce(&mut Desk) -> T) -> T {
        let mut ids = self.ids.clone();
        attempt(&mut Desk {
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
                | Msg::OtherKind { .. }
                | Msg::Damaged(_)
                | Msg::Unmerged(_)
                | Msg::Exported(_)
                | Msg::NotExported { .. }
                | Msg::NoticeWritten(_)
                | Msg::NoticeNotWritten { .. }
                | Msg::CopyRemoved(_)
        );
        let mut effects = self.react(msg);
        effects.extend(self.take_in_waiting());
        effects.extend(self.look_back());
        effects.extend(self.stop_what_nobody_awaits());
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
                    | Effect::WriteNotice(_)
                    | Effect::RemoveCopy(_)
                    | Effect::LeaveOut(_)
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
            Msg::OtherKind { file, sentence } => self.other_kind(file, sentence),
            Msg::FolderListed { ask, found } => self.folder_listed(ask, found),
            Msg::BringFar { number, far } => self.bring_far(number, far),
            Msg::Brought { number, outcome } => self.brought(number, outcome),
            Msg::Damaged(damaged) => self.damaged(damaged),
            Msg::Unmerged(unmerged) => self.unmerged(unmerged),
            Msg::NotOpened(sentence) => {
                self.to_bring = None;
                self.tell(sentence)
            }
            Msg::Tell(sentence) | Msg::CopyRemoved(sentence) => self.tell(sentence),
            Msg::Saved { done, sent, register, state, taken, at, name, notes } => {
                let mut left = None;
                if let Some(name) = name {
                    // What is done from now on goes into the other file, which an officer may not expect.
                    left = Some(self.document.name.clone()).filter(|left| *left != name && !self.document.is_demo);
                    self.document.name = name;
                    self.document.is_demo = false;
                    if self.document.protection == Protection::NotMeant {
                        self.document.protection = Protection::Kept;
                    }
                }
                let effects = self.saved(SavedState { done, sent, register, state, taken, notes }, at);
                if let Some(left) = left {
                    self.notice = say("save.done.elsewhere", &[("saved", &self.notice), ("left", &left)]);
                }
                effects
            }
            Msg::NotSaved(sentence) => {
                (self.saving, self.leaving) = (false, false);
                self.not_saved(sentence)
            }
            Msg::Clashing(theirs) => self.clashing(theirs),
            Msg::Changed(theirs) => self.changed(theirs),
            Msg::KeptCopy { theirs, name, sent } => self.kept_copy(&theirs, &name, &sent),
            Msg::Others(others) => {
                self.others = others;
                Vec::new()
            }
            Msg::Found { ask, found, listed, at } => {
                self.found(ask, *found, listed, at);
                Vec::new()
            }
            Msg::LookedAtExport { ask, look } => {
                self.looked_at_export(ask, *look);
                Vec::new()
            }
            Msg::LookedAtNotice { ask, notice } => self.looked_at_notice(ask, notice),
            Msg::NoticeWritten(sentence) => {
                if let Some(Screen::Notice(_)) = self.top() {
                    self.screens.pop();
                }
                self.tell(sentence)
            }
            Msg::NoticeNotWritten { sentence, again } => self.notice_not_written(sentence, again),
            Msg::NoticeRead { ask, notice } => self.notice_read(ask, notice),
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
}
