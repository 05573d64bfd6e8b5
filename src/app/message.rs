//! What comes in from outside: keys, answers, and what happens to the file.

use crate::app::bring::file_list::Found as FoundFile;
use crate::app::bring::job::Outcome;
use crate::app::bring::under_way::Far;
use crate::app::export::{ExportJob, Look};
use crate::app::found_work::FoundWork;
use crate::app::history::compare::Compared;
use crate::app::history::kept::Known;
use crate::app::journal::Protection;
use crate::app::key::Key;
use crate::app::layout::Size;
use crate::app::notice::{NoticeJob, NoticeRead};
use crate::app::theirs::{TakenIn, Theirs};
use crate::domain::register::Register;
use crate::formats::json::Loaded;
use crate::formats::notice::written::Document;
use crate::search::Found;
use crate::search::checks::Listed;
use jiff::civil::Date;
use std::sync::Arc;

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
    /// A file is no register but may hold activities to bring in: its path and the sentence for the officer.
    OtherKind {
        /// The path.
        file: String,
        /// The sentence.
        sentence: String,
    },
    /// The files of a folder were listed.
    FolderListed {
        /// The number of the question; late answers are known by it.
        ask: u64,
        /// The files.
        found: Vec<FoundFile>,
    },
    /// How far the reading of a file is.
    BringFar {
        /// The number of the job.
        number: u64,
        /// How far it is.
        far: Far,
    },
    /// A file was read or compared, or why it was not: the sentence for the officer.
    Brought {
        /// The number of the job; late answers are known by it.
        number: u64,
        /// What it came to.
        outcome: Result<Outcome, String>,
    },
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
        /// What the officer should know of the save, a sentence each.
        notes: Vec<String>,
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
        /// What is in the copy.
        sent: Arc<Register>,
    },
    /// A copy that was combined was removed, or why it was not; or a replaced save is left out: the sentence for the officer.
    CopyRemoved(String),
    /// Who else has the file open, in a sentence; nothing where nobody does.
    Others(Option<String>),
    /// A search was answered.
    Found {
        /// The number of the question; late answers are known by it.
        ask: u64,
        /// The answer.
        found: Box<Found>,
        /// What is to be fixed, where that list was asked for.
        listed: Option<Box<Listed>>,
        /// The time, as `10:42`.
        at: String,
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
    /// A notice was written to look at, or why it was not: the sentence for the officer.
    LookedAtNotice {
        /// The number of the question.
        ask: u64,
        /// The notice.
        notice: Result<Box<Document>, String>,
    },
    /// The file of a notice was made: the sentence for the officer.
    NoticeWritten(String),
    /// The file of a notice was not made.
    NoticeNotWritten {
        /// The sentence for the officer.
        sentence: String,
        /// The job again, where the file stands there already and may be replaced.
        again: Option<Box<NoticeJob>>,
    },
    /// A published notice was read, or why it was not: the sentence for the officer.
    NoticeRead {
        /// The number of the question.
        ask: u64,
        /// What it says.
        notice: Result<Box<NoticeRead>, String>,
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
