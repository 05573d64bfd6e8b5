//! What the person is doing: a stack of screens over one document. Pure: messages come in, effects go out.

pub mod accepting;
pub mod approve;
pub mod available;
pub mod bring;
pub mod bring_back;
pub mod browse;
pub mod bulk;
pub mod check_text;
pub mod checks;
pub mod checkup;
pub mod clashes;
pub mod command;
pub mod detail;
pub mod differences;
pub mod document;
pub mod draft;
pub mod effect;
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
pub mod message;
pub mod notice;
pub mod outline;
pub mod page;
pub mod palette;
pub mod picker;
pub mod program;
pub mod prompt;
pub mod ready;
pub mod review;
pub mod round;
pub mod rule_words;
pub mod shown;
pub mod text_rows;
pub mod textbox;
pub mod theirs;
pub mod told;
pub mod whole_text;

pub use effect::{Effect, Search};
pub use message::{Damaged, Msg, Opened, Unmerged};

use crate::domain::Text;
use crate::domain::check::{self, Answers, Finding};
use crate::domain::edit::Edit;
use crate::domain::id::{Id, Ids};
use crate::domain::subject::{Place, Subject, SubjectId};
use crate::search::Order;
use crate::search::checks::{By, Narrow};
use crate::search::filter::Filter;
use bring::{Bring, BringStep};
use bring_back::BringBack;
use browse::Browse;
use bulk::Bulk;
use checks::Checks;
use clashes::Clashes;
use command::Action;
use detail::Detail;
use differences::Differences;
use document::Document;
use export::{Export, ExportJob};
use filter::FilterBox;
use form::Form;
use help::Help;
use history::Past;
use history::kept::Known;
use jiff::civil::Date;
use layout::Size;
use menu::Menu;
use notice::NoticeJob;
use notice::compared::ComparedNotice;
use notice::written::WrittenNotice;
use picker::Picker;
use program::WorkStep;
use prompt::Prompt;
use std::sync::Arc;
use theirs::Theirs;

/// What a screen asks for.
#[derive(Clone, Debug)]
pub enum Step {
    /// Open a screen over this one.
    Open(Box<Screen>),
    /// Close this screen.
    Close,
    /// Close every screen but the first.
    Home,
    /// Make a change; one that approves is asked about where something is open.
    Make(Edit),
    /// Make a change that approves, whatever is open.
    Approve(Edit),
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
    /// List what is to be fixed by something else, or narrowed by something else.
    ListChecks {
        /// What it is ordered by.
        by: By,
        /// What narrows it.
        narrowed: Vec<Narrow>,
    },
    /// Go to a field of a record, to edit it.
    GoTo(SubjectId, Place),
    /// Go on to the next record that has something to fix.
    NextToFix,
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
    /// Leave out what the officer saved last and somebody replaced; it is not asked again.
    LeaveOut,
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
    /// Write the privacy notice of an activity, to look at it first.
    LookAtNotice(Id),
    /// Make the file of a notice.
    WriteNotice(Box<NoticeJob>),
    /// Read a published notice, to hold it against an activity.
    ReadNotice {
        /// The activity.
        activity: Id,
        /// The file.
        file: String,
    },
    /// Go on with bringing in a file.
    Bring(BringStep),
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
    /// What is to be fixed.
    Checks(Checks),
    /// Looking at the history.
    History(Box<Past>),
    /// Setting up an export.
    Export(Export),
    /// Settling clashes.
    Clashes(Clashes),
    /// What changed.
    Differences(Differences),
    /// Looking at a privacy notice before it is written.
    Notice(Box<WrittenNotice>),
    /// Looking at where a published notice disagrees.
    NoticeCheck(Box<ComparedNotice>),
    /// Bringing in a file, one of its steps.
    Bring(Box<Bring>),
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

    /// Lets a function look at the answers of an activity on which other fields hang; of the other records there are none.
    pub fn with_answers<T>(&self, subject: &Subject, look: impl FnOnce(Option<&Answers>) -> T) -> T {
        let Some(activity) = subject.activity() else { return look(None) };
        let organisation = self.document.register().organisation();
        look(Some(&Answers::of(activity, &organisation, self.document.lexicon(), self.today)))
    }

    /// The person's name, for what is recorded as theirs; nothing where it is not known.
    pub fn by(&self) -> Option<Text> {
        Some(self.user).filter(|user| !user.is_empty()).map(Text::from)
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
