//! What the program asks of the outside world.

use crate::app::bring::job::Job;
use crate::app::export::ExportJob;
use crate::app::history::compare::Comparison;
use crate::app::history::sheet::Sheet;
use crate::app::journal::ToJournal;
use crate::app::notice::{NoticeJob, NoticeWanted, PublishedNotice};
use crate::app::theirs::Theirs;
use crate::domain::Text;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::formats::json::Form as FileForm;
use crate::search::Ask;
use crate::search::checks::Question;
use jiff::tz::TimeZone;
use std::sync::Arc;

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
    /// What the officer saved last and somebody replaced is left out of this state of the file, and not asked again.
    LeaveOut(usize),
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
    /// Write a notice in the council's wording, where it has one, to look at it.
    LookAtNotice {
        /// The number of the question.
        ask: u64,
        /// What it is written from.
        wanted: Box<NoticeWanted>,
    },
    /// Make the file of a notice.
    WriteNotice(Box<NoticeJob>),
    /// Read a published notice.
    ReadNotice {
        /// The number of the question.
        ask: u64,
        /// The notice.
        notice: Box<PublishedNotice>,
    },
    /// List the files of a folder that can be brought in.
    ListFolder {
        /// The number of the question.
        ask: u64,
        /// The folder.
        folder: String,
    },
    /// Read a file that is brought in, or compare what it brought.
    Bring(Box<Job>),
    /// Stop reading a file.
    StopBringing,
    /// Keep where the columns of a sheet went for the next one with the same headings.
    KeepMatching(Vec<(Text, Option<Text>)>),
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
    /// What is asked of the list of things to fix, where it is open.
    pub checks: Option<Question>,
}
