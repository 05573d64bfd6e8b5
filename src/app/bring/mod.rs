//! Bringing in what a file holds, step by step: the file, its columns or suggestions, a preview, and only then the register.

pub mod columns;
pub mod confirm;
pub mod file_list;
pub mod job;
pub mod keys;
pub mod notice;
pub mod preview;
pub mod suggestion;
pub mod target;
pub mod under_way;

use crate::app::command::Command;
use crate::app::keymap::Mode;
use crate::app::{Desk, Step};
use crate::domain::words::say;
use columns::Columns;
use confirm::Confirm;
use file_list::FileList;
use notice::Notice;
use preview::Preview;
use under_way::UnderWay;

/// One step of an import; the steps before it lie below it on the stack of screens.
#[derive(Clone, Debug)]
pub enum Bring {
    /// Which file.
    File(FileList),
    /// The file is being read or compared.
    UnderWay(UnderWay),
    /// Where the columns of a spreadsheet go.
    Columns(Columns),
    /// What a privacy notice suggests.
    Notice(Notice),
    /// What would come into the register.
    Preview(Preview),
    /// The last question.
    Confirm(Confirm),
}

/// What a step of an import asks the program for.
#[derive(Clone, Debug)]
pub enum BringStep {
    /// Begin: with a file, or with the list of files where none is named.
    Begin(String),
    /// Begin once a register is open.
    AfterOpening(String),
    /// List the files of a folder.
    List(String),
    /// Read a file.
    Read(String),
    /// Read another sheet of the same file.
    Sheet(String),
    /// Send a column to a field, or leave it out.
    Column {
        /// The column, counted from 0.
        column: usize,
        /// The field.
        field: Option<&'static str>,
    },
    /// Compare what was accepted so far with the register.
    Plan,
    /// Make the change.
    Add,
}

impl Bring {
    /// The heading of its file, for the first line.
    pub fn file(&self) -> &str {
        match self {
            Bring::File(_) => "",
            Bring::UnderWay(under_way) => &under_way.file,
            Bring::Columns(columns) => &columns.read.file,
            Bring::Notice(notice) => &notice.read.file,
            Bring::Preview(preview) => &preview.planned.read.file,
            Bring::Confirm(confirm) => &confirm.preview.planned.read.file,
        }
    }

    /// Which step it is, counted from 1, of which ones; a notice has no columns to match.
    pub fn steps(&self) -> (usize, Vec<String>) {
        let sheet = ["file", "columns", "preview", "add"];
        let plain = ["file", "preview", "add"];
        let notice = ["file", "check", "add"];
        let (number, names): (usize, &[&str]) = match self {
            Bring::File(_) => (1, &["file", "check", "add"]),
            Bring::UnderWay(_) => (1, &["file", "check", "add"]),
            Bring::Columns(_) => (2, &sheet),
            Bring::Notice(_) => (2, &notice),
            Bring::Preview(preview) if preview.is_of_notice() => (3, &notice),
            Bring::Preview(preview) if preview.has_columns() => (3, &sheet),
            Bring::Preview(_) => (2, &plain),
            Bring::Confirm(confirm) if confirm.preview.has_columns() => (4, &sheet),
            Bring::Confirm(_) => (3, &plain),
        };
        (number, names.iter().map(|name| say(&format!("import.screen.step.{name}"), &[])).collect())
    }

    /// The message that names the file in the first line.
    pub fn title(&self) -> &'static str {
        match self {
            Bring::Notice(_) => "frame.bring-notice",
            Bring::Preview(preview) if preview.is_of_notice() => "frame.bring-notice",
            _ => "frame.bring-file",
        }
    }

    /// What the message line says while there is nothing else to tell.
    pub fn message(&self) -> String {
        match self {
            Bring::File(_) => say("import.screen.message.file", &[]),
            Bring::UnderWay(_) => say("import.screen.message.under-way", &[]),
            Bring::Columns(columns) => columns.message(),
            Bring::Notice(notice) => notice.message(),
            Bring::Preview(preview) => preview.message(),
            Bring::Confirm(_) => say("import.screen.message.add", &[]),
        }
    }

    /// What the keyboard is doing.
    pub fn mode(&self) -> Mode {
        match self {
            Bring::File(_) => Mode::BringFile,
            Bring::UnderWay(_) => Mode::BringUnderWay,
            Bring::Columns(_) => Mode::BringColumns,
            Bring::Notice(_) => Mode::BringNotice,
            Bring::Preview(_) => Mode::BringPreview,
            Bring::Confirm(_) => Mode::BringConfirm,
        }
    }

    /// Whether letters go into a line of text just now.
    pub fn is_typing(&self) -> bool {
        match self {
            Bring::File(_) => true,
            Bring::Notice(notice) => notice.typing.is_some(),
            _ => false,
        }
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        match self {
            Bring::File(list) => list.on(command, desk),
            Bring::UnderWay(_) => under_way::on(command),
            Bring::Columns(columns) => columns.on(command, desk),
            Bring::Notice(notice) => notice.on(command, desk),
            Bring::Preview(preview) => preview.on(command, desk),
            Bring::Confirm(_) => confirm::on(command),
        }
    }
}
