//! The work behind an import, pure: a file's bytes become drafts, and drafts a plan. It runs where no key waits for it.

use crate::domain::Text;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::formats::import::brought::{Brought, Kind};
use crate::formats::import::choices::{Choices, Progress, Refusal, Setting};
use crate::formats::import::open::{Opened, bring};
use crate::formats::import::plan::{Plan, plan};
use jiff::civil::Date;
use std::sync::Arc;

/// Something to be read or compared, with all that it needs.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number; late answers are known by it.
    pub number: u64,
    /// Where it starts from.
    pub start: Start,
    /// What the officer chose.
    pub choices: Choices,
    /// The register to compare with; nothing where the file is only to be read.
    pub register: Option<Arc<Register>>,
    /// The words of the register.
    pub lexicon: Arc<Lexicon>,
    /// The day.
    pub today: Date,
}

/// Where a job starts from.
#[derive(Clone, Debug)]
pub enum Start {
    /// A file on disk, by its path.
    File(String),
    /// A file that was opened, to be read again in another way.
    Opened(Arc<Read>),
    /// What was brought already, as it was accepted.
    Brought(Arc<Read>),
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its name, without the folder.
    pub file: String,
    /// The file itself.
    pub opened: Arc<Opened>,
    /// What was chosen when it was read.
    pub choices: Choices,
    /// What it brought.
    pub brought: Arc<Brought>,
}

/// How what was read stands to the register.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What was read.
    pub read: Arc<Read>,
    /// The register that it was compared with.
    pub register: Arc<Register>,
    /// What would be done.
    pub plan: Arc<Plan>,
}

/// What a job comes to.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The file was read.
    Read(Arc<Read>),
    /// It was read and compared.
    Planned(Planned),
}

impl Job {
    /// The name of the file.
    pub fn file(&self) -> &str {
        match &self.start {
            Start::File(path) => path.rsplit(['/', '\\']).next().unwrap_or(path),
            Start::Opened(read) | Start::Brought(read) => &read.file,
        }
    }

    /// Does the work on a file that is open already; `opened` is the one on disk where the job starts from that.
    pub fn run(&self, opened: Option<Arc<Opened>>, progress: &dyn Progress) -> Result<Outcome, Refusal> {
        let read = match (&self.start, opened) {
            (Start::Brought(read), _) => read.clone(),
            (Start::Opened(read), _) => self.read(read.opened.clone(), progress)?,
            (Start::File(_), Some(opened)) => self.read(opened, progress)?,
            (Start::File(_), None) => return Err(Refusal(String::new())),
        };
        let Some(register) = &self.register else { return Ok(Outcome::Read(read)) };
        let plan = Arc::new(plan(register, std::slice::from_ref(&*read.brought)));
        Ok(Outcome::Planned(Planned { read, register: register.clone(), plan }))
    }

    fn read(&self, opened: Arc<Opened>, progress: &dyn Progress) -> Result<Arc<Read>, Refusal> {
        let setting = Setting { file: self.file(), lexicon: &self.lexicon, today: self.today };
        let brought = bring(&opened, &self.choices, &setting, progress)?;
        let (file, choices) = (self.file().to_owned(), self.choices.clone());
        Ok(Arc::new(Read { file, opened, choices, brought: Arc::new(brought) }))
    }
}

impl Read {
    /// Whether it is a privacy notice.
    pub fn is_notice(&self) -> bool {
        self.brought.source.kind == Kind::Notice
    }

    /// The lines of a notice.
    pub fn lines(&self) -> &[Text] {
        match &*self.opened {
            Opened::Notice(notice) => &notice.document.lines,
            _ => &[],
        }
    }

    /// The sheets that can be read instead of the one that was read.
    pub fn sheets(&self) -> Vec<Text> {
        match &*self.opened {
            Opened::Book(book) => {
                let filled = book.sheets.iter().filter(|sheet| sheet.rows.iter().any(|row| !row.is_empty()));
                filled.map(|sheet| sheet.name.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}
