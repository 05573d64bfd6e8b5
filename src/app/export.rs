//! Setting up an export, with a preview made by the same code as the file.

use crate::app::browse::Browse;
use crate::app::clashes::marked;
use crate::app::command::{Action, Command};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step};
use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::ico::{self, Audience, Counts, Preview, Request};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// How many rows of the file are made to look at; more than most windows have room for.
const PREVIEWED: usize = 40;

/// The export screen.
#[derive(Clone, Debug)]
pub struct Export {
    /// Which activities.
    pub what: What,
    /// For whom.
    pub audience: Audience,
    /// As which kind of file.
    pub kind: FileKind,
    /// Where to.
    pub path: TextBox,
    /// The part that has the keyboard.
    pub focus: Focus,
    /// The activities shown in the list, and the ticked ones.
    pub shown: Vec<Id>,
    /// The ticked ones.
    pub ticked: Vec<Id>,
    /// What it will hold, as it was looked at last; nothing until the first answer.
    pub look: Option<Look>,
    /// The first column of the preview.
    pub column: usize,
}

/// What an export will hold.
#[derive(Clone, Debug)]
pub struct Look {
    /// The first rows of the file.
    pub preview: Preview,
    /// What an officer should know before sending it.
    pub counts: Counts,
}

/// Which activities are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// All.
    All,
    /// Those the search and the filters leave.
    Shown,
    /// The ticked ones.
    Ticked,
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// An Excel workbook.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Which activities.
    What,
    /// For whom.
    Audience,
    /// The kind of file.
    Kind,
    /// The file's name.
    Path,
}

/// An export to make, with all that it needs.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// The register.
    pub register: Arc<Register>,
    /// Its words.
    pub lexicon: Arc<Lexicon>,
    /// The activities, in the register's order.
    pub activities: Vec<Arc<Activity>>,
    /// Who makes it.
    pub by: String,
    /// For whom.
    pub audience: Audience,
    /// The kind of file.
    pub kind: FileKind,
    /// The file.
    pub path: String,
    /// Whether a file that stands there is replaced.
    pub replace: bool,
}

impl Export {
    /// The export of a list: the ticked activities, or those that filters leave, or all. A search alone narrows nothing,
    /// for it is how one gets about; a register sent off with activities missing is not noticed.
    pub fn new(browse: &Browse, desk: &Desk) -> Self {
        let shown: Vec<Id> = browse.ids().cloned().collect();
        let ticked: Vec<Id> = shown.iter().filter(|id| browse.ticked.contains(*id)).cloned().collect();
        let what = match (ticked.is_empty(), browse.is_filtered()) {
            (false, _) => What::Ticked,
            (true, true) => What::Shown,
            (true, false) => What::All,
        };
        let path = suggested_path(desk, FileKind::Xlsx);
        let mut export = Export {
            what,
            audience: Audience::Regulator,
            kind: FileKind::Xlsx,
            path: TextBox::new(&path, false),
            focus: Focus::What,
            shown,
            ticked,
            look: None,
            column: 0,
        };
        export.path.end();
        export
    }

    /// How many activities each choice holds.
    pub fn count(&self, what: What, desk: &Desk) -> usize {
        match what {
            What::All => desk.document.register().activities().len(),
            What::Shown => self.shown.len(),
            What::Ticked => self.ticked.len(),
        }
    }

    /// The job that Enter starts.
    pub fn job(&self, desk: &Desk, replace: bool) -> ExportJob {
        let lexicon = desk.document.lexicon().clone();
        let mut register = desk.document.register().clone();
        // Whoever comes here with clashes was asked, and wants both values.
        if !register.conflicts().is_empty() {
            register = Arc::new(marked(&register, &lexicon).0);
        }
        ExportJob {
            activities: self.activities(&register),
            register,
            lexicon,
            by: desk.user.to_owned(),
            audience: self.audience,
            kind: self.kind,
            path: self.path.text().trim().to_owned(),
            replace,
        }
    }

    fn activities(&self, register: &Register) -> Vec<Arc<Activity>> {
        let ids = match self.what {
            What::All => return register.activities().to_vec(),
            What::Shown => &self.shown,
            What::Ticked => &self.ticked,
        };
        let mut places: Vec<usize> = ids.iter().filter_map(|id| register.place(id)).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|place| register.activities().get(place).cloned()).collect()
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        if self.focus == Focus::Path {
            let typed: Option<fn(&mut TextBox)> = match command {
                Command::Type(letter) => {
                    self.path.insert(letter);
                    return Vec::new();
                }
                Command::Do(Action::Backspace) => Some(TextBox::backspace),
                Command::Do(Action::DeleteForward) => Some(TextBox::delete),
                Command::Do(Action::DeleteWord) => Some(TextBox::delete_word),
                Command::Do(Action::Clear) => Some(TextBox::clear),
                Command::Do(Action::Left) => Some(TextBox::left),
                Command::Do(Action::Right) => Some(TextBox::right),
                Command::Do(Action::First) => Some(TextBox::home),
                Command::Do(Action::Last) => Some(TextBox::end),
                _ => None,
            };
            if let Some(change) = typed {
                change(&mut self.path);
                return Vec::new();
            }
        }
        match command {
            Command::Do(Action::NextField | Action::Down) => self.focus = next(self.focus, 1),
            Command::Do(Action::PreviousField | Action::Up) => self.focus = next(self.focus, 3),
            Command::Do(Action::Right | Action::Tick) | Command::Type(' ') => return self.turn(1, desk),
            Command::Do(Action::Left) => return self.turn(2, desk),
            Command::Do(Action::PageDown) => {
                let columns = self.look.as_ref().map_or(0, |look| look.preview.headings.len());
                self.column = (self.column + 4).min(columns.saturating_sub(1));
            }
            Command::Do(Action::PageUp) => self.column = self.column.saturating_sub(4),
            Command::Do(Action::Back) => return vec![Step::Close],
            Command::Do(Action::Accept) => return self.start(desk),
            _ => {}
        }
        Vec::new()
    }

    fn start(&self, desk: &Desk) -> Vec<Step> {
        let job = self.job(desk, false);
        if job.activities.is_empty() {
            return vec![Step::Say(say("export.nothing", &[]))];
        }
        if job.path.is_empty() {
            return vec![Step::Say(say("export.no-path", &[]))];
        }
        vec![Step::Export(Box::new(job))]
    }

    /// Goes on to the next choice of the part that has the keyboard, or the one before.
    fn turn(&mut self, by: usize, desk: &Desk) -> Vec<Step> {
        match self.focus {
            Focus::What => {
                let all = [What::All, What::Shown, What::Ticked];
                let mut at = all.iter().position(|what| *what == self.what).unwrap_or(0);
                for _ in 0..all.len() {
                    at = (at + by) % all.len();
                    let next = all.get(at).copied().unwrap_or(What::All);
                    if self.count(next, desk) > 0 {
                        self.what = next;
                        break;
                    }
                }
            }
            Focus::Audience => {
                self.audience =
                    if self.audience == Audience::Regulator { Audience::Publication } else { Audience::Regulator };
            }
            Focus::Kind => {
                let suggested = suggested_path(desk, self.kind) == self.path.text();
                self.kind = if self.kind == FileKind::Xlsx { FileKind::Csv } else { FileKind::Xlsx };
                let path =
                    if suggested { suggested_path(desk, self.kind) } else { with_ending(self.path.text(), self.kind) };
                self.path = TextBox::new(&path, false);
                self.path.end();
            }
            Focus::Path => {}
        }
        vec![Step::LookAtExport]
    }
}

impl ExportJob {
    /// What is asked of the format, with the moment of the export.
    pub fn request(&self, written: DateTime) -> Request<'_> {
        Request {
            register: &self.register,
            as_at: None,
            activities: self.activities.iter().collect(),
            lexicon: &self.lexicon,
            written,
            by: &self.by,
            program_version: env!("CARGO_PKG_VERSION"),
            audience: self.audience,
        }
    }

    /// Looks at what it will hold, by the code that makes the file. It goes through every activity, so it is no work for a key.
    pub fn look(&self, written: DateTime) -> Look {
        let request = self.request(written);
        Look { preview: ico::preview(&request, PREVIEWED), counts: ico::counts(&request) }
    }
}

impl FileKind {
    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            FileKind::Xlsx => "xlsx",
            FileKind::Csv => "csv",
        }
    }
}

fn next(focus: Focus, by: usize) -> Focus {
    let all = [Focus::What, Focus::Audience, Focus::Kind, Focus::Path];
    let at = all.iter().position(|other| *other == focus).unwrap_or(0);
    all.get((at + by) % all.len()).copied().unwrap_or(Focus::What)
}

fn suggested_path(desk: &Desk, kind: FileKind) -> String {
    let stem = desk.document.name.strip_suffix(".json").unwrap_or(&desk.document.name);
    let day: Date = desk.today;
    format!("{}{stem}-{day}.{}", desk.folder, kind.ending())
}

fn with_ending(path: &str, kind: FileKind) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    format!("{stem}.{}", kind.ending())
}
