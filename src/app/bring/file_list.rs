//! The first step of an import: the files of a folder, newest first, narrowed by typing; or a path, typed or pasted.

use crate::app::bring::BringStep;
use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step};
use crate::domain::fold::fold;
use crate::domain::words::say;

/// The files of a folder.
#[derive(Clone, Debug)]
pub struct FileList {
    /// What is typed: part of a name, or a path.
    pub text: TextBox,
    /// The folder that is listed, with its separator at the end.
    pub folder: String,
    /// Its files and folders as they were found; nothing until the answer comes.
    pub found: Option<Vec<Found>>,
    /// The number of the question; late answers are known by it.
    pub ask: u64,
    /// The highlighted one of those shown.
    pub highlight: usize,
    /// The first one shown.
    pub top: usize,
}

/// A file or a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// When it was changed last, in words; empty for a folder.
    pub changed: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// The endings of the files that can hold activities.
pub const ENDINGS: [&str; 17] = [
    "xlsx", "xlsm", "xls", "ods", "csv", "tsv", "tab", "json", "yaml", "yml", "txt", "md", "markdown", "htm", "html",
    "xhtml", "text",
];

impl FileList {
    /// The list of a folder, before it is read.
    pub fn new(folder: &str, ask: u64) -> Self {
        FileList { text: TextBox::new("", false), folder: folder.to_owned(), found: None, ask, highlight: 0, top: 0 }
    }

    /// The files that match what is typed; the register that is open is none to bring in.
    pub fn shown(&self, desk: &Desk) -> Vec<&Found> {
        let typed = self.typed();
        let (_, name) = parted(&typed);
        let name = fold(name);
        let words: Vec<&str> = name.split(' ').collect();
        let matches = |found: &&Found| {
            let text = fold(&found.name);
            words.iter().all(|word| text.contains(word)) && (found.is_folder || found.name != desk.document.name)
        };
        self.found.iter().flatten().filter(matches).collect()
    }

    /// What is typed, without the quotation marks that a file dragged into a window comes in.
    fn typed(&self) -> String {
        self.text.text().trim().trim_matches(['"', '\'']).to_owned()
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.shown(desk).len().saturating_sub(1);
        let page = desk.size.bring_rows();
        match command {
            Command::Type(letter) => return self.change(|text| text.insert(letter), desk),
            Command::Do(Action::Backspace) => return self.change(TextBox::backspace, desk),
            Command::Do(Action::DeleteWord) => return self.change(TextBox::delete_word, desk),
            Command::Do(Action::Clear) => return self.change(TextBox::clear, desk),
            Command::Do(action) if action.moves() => self.highlight = action.moved(self.highlight, last, page),
            Command::Do(Action::Accept) => return self.accept(desk),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    fn change(&mut self, change: impl FnOnce(&mut TextBox), desk: &Desk) -> Vec<Step> {
        change(&mut self.text);
        (self.highlight, self.top) = (0, 0);
        let typed = self.typed();
        let folder = match parted(&typed).0 {
            "" => desk.folder.to_owned(),
            folder => folder.to_owned(),
        };
        if folder == self.folder { Vec::new() } else { vec![Step::Bring(BringStep::List(folder))] }
    }

    fn accept(&mut self, desk: &Desk) -> Vec<Step> {
        let typed = self.typed();
        let Some(found) = self.shown(desk).get(self.highlight).map(|found| (*found).clone()) else {
            if typed.is_empty() {
                return vec![Step::Say(say("import.screen.no-file", &[]))];
            }
            return vec![Step::Bring(BringStep::Read(typed))];
        };
        let path = format!("{}{}", self.folder, found.name);
        if found.is_folder {
            let separator = if self.folder.contains('\\') { '\\' } else { '/' };
            let folder = format!("{path}{separator}");
            self.text = TextBox::new(&folder, false);
            self.text.end();
            (self.highlight, self.top) = (0, 0);
            return vec![Step::Bring(BringStep::List(folder))];
        }
        vec![Step::Bring(BringStep::Read(path))]
    }

    /// Takes the answer to the question.
    pub fn take(&mut self, found: Vec<Found>) {
        self.found = Some(found);
        (self.highlight, self.top) = (0, 0);
    }
}

/// A path cut behind its folder.
fn parted(path: &str) -> (&str, &str) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    (path.strip_suffix(name).unwrap_or_default(), name)
}
