//! What the person is doing: a stack of screens over one document. Pure: messages come in, effects go out.

pub mod available;
pub mod bring_back;
pub mod browse;
pub mod bulk;
pub mod clashes;
pub mod command;
pub mod detail;
pub mod differences;
pub mod document;
pub mod draft;
pub mod export;
pub mod filter;
pub mod first_run;
pub mod form;
pub mod found_work;
pub mod help;
pub mod history;
pub mod journal;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod leave;
pub mod menu;
pub mod merge_report;
pub mod outline;
pub mod page;
pub mod palette;
pub mod picker;
pub mod program;
pub mod prompt;
pub mod review;
pub mod shown;
pub mod text_rows;
pub mod textbox;
pub mod theirs;
pub mod told;
pub mod whole_text;

use crate::domain::Text;
use crate::domain::check::{self, Finding};
use crate::domain::edit::Edit;
use crate::domain::id::{Id, Ids};
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::formats::json::{Form as FileForm, Loaded};
use crate::search::filter::Filter;
use crate::search::{Ask, Found, Order};
use bring_back::BringBack;
use browse::Browse;
use bulk::Bulk;
use clashes::Clashes;
use command::Action;
use detail::Detail;
use differences::Differences;
use document::Document;
use export::{Export, ExportJob, Look};
use filter::FilterBox;
use form::Form;
use found_work::FoundWork;
use help::Help;
use history::Past;
use history::compare::{Compared, Comparison};
use history::kept::Known;
use history::sheet::Sheet;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::{Protection, ToJournal};
use key::Key;
use layout::Size;
use menu::Menu;
use picker::Picker;
use program::WorkStep;
use prompt::Prompt;
use std::sync::Arc;
use theirs::{TakenIn, Theirs};

/// What comes in from outside.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resized(Size),
    /// A new day has begun.
    Today(Date),
    /// A register was opened.
    Opened(Box<Opened>),
    /// A file could not be opened: the sentence for the officer.
    NotOpened(String),
    /// A file is a damaged register, of which something can be read.
    Damaged(Damaged),
    /// A file is a register that git could not merge.
    Unmerged(Unmerged),
    /// The register was saved.
    Saved {
        /// The state that was saved: how many edits were done.
        done: usize,
        /// What was to be saved.
        sent: Arc<Register>,
        /// What the file holds now, under its new stamp.
        register: Arc<Register>,
        /// Which state of the file that is, as the outside world numbers them.
        state: usize,
        /// What was taken in of others, where the file had changed.
        taken: Option<Box<TakenIn>>,
        /// The time, as `10:42`.
        at: String,
        /// The name of the file that it is in now, where that is another one.
        name: Option<String>,
    },
    /// The register was not saved: the sentence for the officer.
    NotSaved(String),
    /// The file changed, and both changed one value to different ones. Nothing was saved.
    Clashing(Arc<Theirs>),
    /// Somebody else saved the file that is open.
    Changed(Arc<Theirs>),
    /// Yours was kept as a copy, under this name, so that theirs can take its place.
    KeptCopy {
        /// Theirs.
        theirs: Arc<Theirs>,
        /// The name of the copy.
        name: String,
    },
    /// A copy that was combined was removed, or why it was not: the sentence for the officer.
    CopyRemoved(String),
    /// Who else has the file open, in a sentence; nothing where nobody does.
    Others(Option<String>),
    /// A search was answered.
    Found {
        /// The number of the question; late answers are known by it.
        ask: u64,
        /// The answer.
        found: Box<Found>,
    },
    /// An export was looked at before it is made.
    LookedAtExport {
        /// The number of the question.
        ask: u64,
        /// What it will hold.
        look: Box<Look>,
    },
    /// A file was exported: the sentence for the officer.
    Exported(String),
    /// A file was not exported.
    NotExported {
        /// The sentence for the officer.
        sentence: String,
        /// The job again, where the file stands there already and may be replaced.
        again: Option<Box<ExportJob>>,
    },
    /// The history was read.
    HistoryRead {
        /// The number of the question.
        ask: u64,
        /// What is known of it now; nothing where it is as it was when it was read before.
        known: Option<Known>,
        /// What tells that it is as it was.
        seen: String,
    },
    /// An earlier state was compared with now.
    Compared {
        /// The number of the question.
        ask: u64,
        /// What differs.
        found: Box<Compared>,
    },
    /// Whether unsaved work is protected from now on.
    Protection(Protection),
    /// A little time has gone by: what is half typed goes to the journal.
    KeepTyping,
    /// Something to tell.
    Tell(String),
}

/// A register that was opened, with what is to be known of its file.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The register.
    pub loaded: Loaded,
    /// The file's name, as it is shown.
    pub name: String,
    /// Why it cannot be changed, where that is so.
    pub read_only: Option<String>,
    /// Whether it is the sample.
    pub is_demo: bool,
    /// Something to tell at once.
    pub note: Option<String>,
    /// Which state of the file it is, as the outside world numbers them.
    pub state: usize,
    /// Who else has it open, in a sentence.
    pub others: Option<String>,
    /// A copy of it that a synchronising program left.
    pub copy: Option<Arc<Theirs>>,
    /// Whether unsaved work on it is meant to come back after the computer stops.
    pub keeps_work: bool,
    /// Work on it that earlier runs did not save.
    pub found: Vec<FoundWork>,
}

/// A damaged register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it is damaged: the sentence for the officer.
    pub sentence: String,
    /// The file.
    pub file: String,
    /// How many activities can be read.
    pub safe: usize,
    /// How many parts cannot be read.
    pub damaged: usize,
}

/// A register in which git left its markers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmerged {
    /// Where they are: the sentence for the officer.
    pub sentence: String,
    /// The file.
    pub file: String,
}

/// What a screen asks for.
#[derive(Clone, Debug)]
pub enum Step {
    /// Open a screen over this one.
    Open(Box<Screen>),
    /// Close this screen.
    Close,
    /// Close every screen but the first.
    Home,
    /// Make a change.
    Make(Edit),
    /// Ask on for a change of many activities.
    Bulk(Box<Bulk>),
    /// Search again; `keep` says that the highlight stays on its activity.
    Find {
        /// Whether the highlight stays.
        keep: bool,
    },
    /// Set the filters of the list.
    Filter(Vec<Filter>),
    /// Set the order of the list.
    Order(Order),
    /// Highlight an activity in the list.
    Highlight(Id),
    /// Go to a section, counted from 1.
    GoToSection(usize),
    /// Do an action on the screen below.
    Do(Action),
    /// Save, and leave once it is saved where that is asked.
    Save {
        /// Whether to leave afterwards.
        leave: bool,
    },
    /// Save to another file, and go on with that one.
    SaveAs(String),
    /// Ask what is to become of theirs and yours.
    Ask(Arc<Theirs>),
    /// Keep yours as a copy, and go on with theirs.
    KeepCopy(Arc<Theirs>),
    /// Remove a copy that was combined.
    RemoveCopy(Arc<Theirs>),
    /// Leave without another word.
    Quit,
    /// Look at the export that is set up on screen.
    LookAtExport,
    /// Make an export.
    Export(Box<ExportJob>),
    /// Put what a history screen shows into a file.
    ExportHistory {
        /// The screen.
        past: Box<Past>,
        /// The file.
        file: String,
    },
    /// Copy a text to the clipboard.
    Copy(String),
    /// Open a file.
    Load(String),
    /// Open a copy of what can be read of a damaged file.
    Rescue(String),
    /// Settle what git could not merge in a file, and open it.
    Settle(String),
    /// Open the sample.
    Demo,
    /// Start a new register.
    Create {
        /// The file.
        file: String,
        /// The organisation's name.
        organisation: String,
    },
    /// Do something with the work of an earlier run.
    Work(WorkStep),
    /// Tell something.
    Say(String),
}

/// What is asked of the outside world.
#[derive(Debug)]
pub enum Effect {
    /// Tell the journal of a change. It comes before every other effect, and is done before the next key is looked at.
    Journal(ToJournal),
    /// Open a file.
    Load(String),
    /// Open a copy of what can be read of a damaged file.
    Rescue(String),
    /// Settle what git could not merge in a file, and open it.
    Settle(String),
    /// Open the sample.
    Demo,
    /// Start a new register.
    Create {
        /// The file.
        file: String,
        /// The organisation's name.
        organisation: String,
    },
    /// Save.
    Save {
        /// The register.
        register: Arc<Register>,
        /// The form of its file.
        form: FileForm,
        /// The state: how many edits are done.
        done: usize,
        /// Another file to save to; the one that is open where there is none.
        to: Option<String>,
        /// The state of the file that the register was made from.
        state: usize,
        /// Other revisions whose changes are in the register.
        also: Vec<Text>,
    },
    /// The register on screen is this state of the file from now on.
    TookIn(usize),
    /// Keep the register as a copy beside the file.
    KeepCopy {
        /// The register.
        register: Arc<Register>,
        /// The form of its file.
        form: FileForm,
        /// What is to take its place.
        theirs: Arc<Theirs>,
    },
    /// Remove a copy that was combined, unless it changed since.
    RemoveCopy(Arc<Theirs>),
    /// Search.
    Search(Search),
    /// Make the first rows of an export, and count what it will hold.
    LookAtExport {
        /// The number of the question.
        ask: u64,
        /// The export.
        job: Box<ExportJob>,
    },
    /// Export.
    Export(Box<ExportJob>),
    /// Read the history beside the register.
    ReadHistory {
        /// The number of the question.
        ask: u64,
        /// What told of the file when it was read before.
        seen: String,
        /// The time zone in which its moments are told.
        zone: TimeZone,
    },
    /// Compare an earlier state with now.
    Compare(Box<Comparison>),
    /// Put what a history screen shows into a file.
    ExportHistory(Box<Sheet>),
    /// Copy a text to the clipboard.
    Copy(String),
    /// End the program.
    Quit,
}

/// A search to make.
#[derive(Clone, Debug)]
pub struct Search {
    /// The number of the question.
    pub ask: u64,
    /// The question.
    pub question: Ask,
    /// The register.
    pub register: Arc<Register>,
    /// Its words.
    pub lexicon: Arc<Lexicon>,
}

/// A screen.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The list of activities, or the reviews.
    Browse(Browse),
    /// Reading an activity.
    Detail(Detail),
    /// Editing.
    Form(Form),
    /// Selecting from a word list.
    Picker(Picker),
    /// Choosing one of a few lines.
    Menu(Menu),
    /// The filters.
    Filter(FilterBox),
    /// Answering a question.
    Prompt(Prompt),
    /// Looking at the history.
    History(Box<Past>),
    /// Setting up an export.
    Export(Export),
    /// Settling clashes.
    Clashes(Clashes),
    /// What changed.
    Differences(Differences),
    /// Bringing back unsaved work.
    BringBack(BringBack),
    /// Help.
    Help(Help),
}

/// What a screen may look at while it answers, and where new ids come from.
pub struct Desk<'a> {
    /// The register that is open.
    pub document: &'a Document,
    /// What is known of its history.
    pub history: &'a Known,
    /// The day.
    pub today: Date,
    /// The person's name.
    pub user: &'a str,
    /// The folder for exports, with its separator at the end.
    pub folder: &'a str,
    /// The size of the terminal.
    pub size: Size,
    /// New ids.
    pub ids: &'a mut Ids,
}

impl Desk<'_> {
    /// A new id that no activity, line or transfer bears; a million-fold register would meet one in a million millions.
    pub fn fresh_id(&mut self) -> Id {
        self.ids.fresh(|id| self.document.register().place(id).is_some())
    }

    /// What is to be fixed in a record.
    pub fn findings(&self, subject: &Subject) -> Vec<Finding> {
        let register = self.document.register();
        match subject {
            Subject::Activity(activity) => {
                check::check_activity(activity, &register.organisation(), self.document.lexicon(), self.today)
            }
            Subject::Organisation(organisation) => check::check_register(organisation, &[]),
            Subject::Vocabulary(_) => Vec::new(),
        }
    }
}
