//! The table of keys: which key asks for what, screen by screen. Footer, help, list of actions and documents read it.

use crate::app::command::Action::{self, *};
use crate::app::command::Command;
use crate::app::key::{Key, Name};

/// What the keyboard is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Anywhere, unless the screen says otherwise.
    Everywhere,
    /// The list of activities, with its search box.
    Register,
    /// The reviews.
    Reviews,
    /// Reading an activity.
    Reading,
    /// Editing fields.
    Form,
    /// Selecting several from a word list.
    Picker,
    /// Selecting one from a word list.
    Choice,
    /// Turning filters on and off.
    Filter,
    /// Choosing one of a few lines.
    Menu,
    /// Answering a question with a line of text.
    Prompt,
    /// Setting up an export.
    Export,
    /// Choosing a file to bring in.
    BringFile,
    /// Waiting for a file that is being read.
    BringUnderWay,
    /// Matching the columns of a spreadsheet.
    BringColumns,
    /// Accepting what a privacy notice suggests.
    BringNotice,
    /// Looking at what would be brought in.
    BringPreview,
    /// The last question before it is.
    BringConfirm,
    /// Settling clashes.
    Clashes,
    /// Looking at what changed.
    Differences,
    /// The list of what is to be fixed.
    Checks,
    /// Looking at the history.
    History,
    /// Looking at a notice before it is written.
    Notice,
    /// Looking at where a published notice disagrees.
    NoticeCheck,
    /// Choosing what of unsaved work to bring back.
    BringBack,
    /// Reading help.
    Help,
}

/// A row of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it holds.
    pub mode: Mode,
    /// The key.
    pub key: Key,
    /// What it asks for.
    pub action: Action,
    /// The words of the hint in the last line of the screen; empty where it gives none.
    pub hint: &'static str,
}

const fn key(mode: Mode, key: Key, action: Action, hint: &'static str) -> Binding {
    Binding { mode, key, action, hint }
}

const fn plain(mode: Mode, name: Name, action: Action, hint: &'static str) -> Binding {
    key(mode, Key::plain(name), action, hint)
}

const fn ctrl(mode: Mode, letter: char, action: Action, hint: &'static str) -> Binding {
    key(mode, Key::ctrl(letter), action, hint)
}

/// Every key. The order within a mode is the order of the hints: go in, change, choose, save, all actions, help.
pub static KEYMAP: &[Binding] = &[
    // The list of activities.
    plain(Mode::Register, Name::Enter, Open, "Open"),
    plain(Mode::Register, Name::F(2), Edit, "Edit"),
    plain(Mode::Register, Name::Char(' '), Tick, "Tick"),
    plain(Mode::Register, Name::F(4), Filter, "Filter"),
    ctrl(Mode::Register, 'n', New, "New"),
    ctrl(Mode::Register, 'o', Order, ""),
    ctrl(Mode::Register, 'a', TickAll, ""),
    ctrl(Mode::Register, 'd', CopyToNew, ""),
    ctrl(Mode::Register, 'u', Clear, ""),
    plain(Mode::Register, Name::Delete, Delete, ""),
    ctrl(Mode::Register, 'l', HistoryOfActivity, ""),
    plain(Mode::Register, Name::Tab, Filter, ""),
    plain(Mode::Register, Name::F(6), Filter, ""),
    // The reviews.
    plain(Mode::Reviews, Name::Enter, Open, "Open"),
    plain(Mode::Reviews, Name::F(2), RecordReview, "Record review"),
    plain(Mode::Reviews, Name::Char(' '), Tick, "Tick"),
    ctrl(Mode::Reviews, 'a', TickAll, ""),
    ctrl(Mode::Reviews, 'o', Order, ""),
    ctrl(Mode::Reviews, 'd', CopyToNew, ""),
    ctrl(Mode::Reviews, 'u', Clear, ""),
    plain(Mode::Reviews, Name::Delete, Delete, ""),
    ctrl(Mode::Reviews, 'l', HistoryOfActivity, ""),
    // Reading.
    plain(Mode::Reading, Name::Enter, Open, "Edit this field"),
    plain(Mode::Reading, Name::F(2), Edit, "Edit"),
    plain(Mode::Reading, Name::F(4), Choose, "Select"),
    plain(Mode::Reading, Name::F(7), NextProblem, "Next to fix"),
    key(Mode::Reading, Key::with_ctrl(Name::Down), NextActivity, ""),
    key(Mode::Reading, Key::with_ctrl(Name::Up), PreviousActivity, ""),
    plain(Mode::Reading, Name::F(6), Sections, ""),
    plain(Mode::Reading, Name::Tab, NextField, ""),
    plain(Mode::Reading, Name::BackTab, PreviousField, ""),
    ctrl(Mode::Reading, 'd', CopyToNew, ""),
    ctrl(Mode::Reading, 'l', HistoryOfActivity, ""),
    ctrl(Mode::Reading, 't', HistoryOfField, ""),
    plain(Mode::Reading, Name::Delete, Delete, ""),
    plain(Mode::Reading, Name::Esc, Back, "Back"),
    // Editing.
    plain(Mode::Form, Name::Tab, NextField, "Next field"),
    plain(Mode::Form, Name::BackTab, PreviousField, ""),
    plain(Mode::Form, Name::Enter, Open, ""),
    plain(Mode::Form, Name::F(4), Choose, "Select"),
    plain(Mode::Form, Name::Esc, Back, "Stop editing"),
    ctrl(Mode::Form, 'n', AddRow, "Add line"),
    ctrl(Mode::Form, 'r', RemoveRow, "Remove line"),
    ctrl(Mode::Form, 'u', Clear, ""),
    plain(Mode::Form, Name::F(6), Sections, "Sections"),
    ctrl(Mode::Form, 'l', HistoryOfActivity, ""),
    ctrl(Mode::Form, 't', HistoryOfField, ""),
    // Selecting from a list: several, one, filters.
    plain(Mode::Picker, Name::Enter, Accept, "Add, again when done"),
    plain(Mode::Picker, Name::Char(' '), Tick, "Tick"),
    ctrl(Mode::Picker, 'u', Clear, ""),
    plain(Mode::Picker, Name::Esc, Back, "Cancel"),
    plain(Mode::Choice, Name::Enter, Accept, "Select"),
    ctrl(Mode::Choice, 'u', Clear, ""),
    plain(Mode::Choice, Name::Esc, Back, "Cancel"),
    plain(Mode::Filter, Name::Enter, Accept, "Turn on or off"),
    plain(Mode::Filter, Name::Char(' '), Tick, "Tick"),
    ctrl(Mode::Filter, 'u', Clear, ""),
    plain(Mode::Filter, Name::Esc, Back, "Close"),
    // Choosing one of a few lines.
    plain(Mode::Menu, Name::Enter, Accept, "Select"),
    ctrl(Mode::Menu, 'u', Clear, ""),
    plain(Mode::Menu, Name::Esc, Back, "Close"),
    // Reading help.
    plain(Mode::Help, Name::Enter, Down, "Next topic"),
    ctrl(Mode::Help, 'u', Clear, ""),
    plain(Mode::Help, Name::Esc, Back, "Close"),
    // Answering a question.
    plain(Mode::Prompt, Name::Enter, Accept, "Accept"),
    ctrl(Mode::Prompt, 'u', Clear, ""),
    plain(Mode::Prompt, Name::Esc, Back, "Cancel"),
    // What is to be fixed.
    plain(Mode::Checks, Name::Enter, Open, "Fix it"),
    plain(Mode::Checks, Name::F(7), NextProblem, "Next"),
    plain(Mode::Checks, Name::F(4), Filter, "Filter"),
    ctrl(Mode::Checks, 'o', Order, "Order"),
    plain(Mode::Checks, Name::F(5), CheckAgain, "Check again"),
    ctrl(Mode::Checks, 'u', Clear, ""),
    ctrl(Mode::Checks, 'l', HistoryOfActivity, ""),
    plain(Mode::Checks, Name::Esc, Back, "Back"),
    // Looking at the history.
    plain(Mode::History, Name::Enter, Open, "Compare"),
    plain(Mode::History, Name::F(2), BringBack, "Bring back"),
    plain(Mode::History, Name::F(9), ExportHistory, "To a file"),
    ctrl(Mode::History, 'u', Clear, ""),
    plain(Mode::History, Name::Esc, Back, "Back"),
    // Exporting.
    plain(Mode::Export, Name::Enter, Accept, "Export"),
    plain(Mode::Export, Name::Tab, NextField, "Next"),
    plain(Mode::Export, Name::BackTab, PreviousField, ""),
    plain(Mode::Export, Name::Char(' '), Tick, "Select"),
    ctrl(Mode::Export, 'u', Clear, ""),
    plain(Mode::Export, Name::Esc, Back, "Cancel"),
    // Bringing in.
    plain(Mode::BringFile, Name::Enter, Accept, "Read this file"),
    ctrl(Mode::BringFile, 'u', Clear, ""),
    plain(Mode::BringFile, Name::Esc, Back, "Cancel"),
    plain(Mode::BringUnderWay, Name::Esc, Back, "Stop"),
    plain(Mode::BringColumns, Name::Enter, Accept, "Continue"),
    plain(Mode::BringColumns, Name::F(4), Choose, "Select field"),
    plain(Mode::BringColumns, Name::Char(' '), Tick, "Leave out"),
    plain(Mode::BringColumns, Name::F(7), NextProblem, "Next unmatched"),
    plain(Mode::BringColumns, Name::F(6), OtherSheet, "Other sheet"),
    plain(Mode::BringColumns, Name::Esc, Back, "Back"),
    plain(Mode::BringPreview, Name::Enter, Accept, "Continue"),
    plain(Mode::BringPreview, Name::Char(' '), Tick, "Accept or not"),
    plain(Mode::BringPreview, Name::Tab, NextField, "Read it"),
    plain(Mode::BringPreview, Name::F(7), NextProblem, "Next to look at"),
    ctrl(Mode::BringPreview, 'a', TickAll, ""),
    plain(Mode::BringPreview, Name::Esc, Back, "Back"),
    plain(Mode::BringConfirm, Name::Enter, Accept, "Add"),
    plain(Mode::BringConfirm, Name::Esc, Back, "Back"),
    plain(Mode::BringNotice, Name::Char(' '), Tick, "Accept or not"),
    plain(Mode::BringNotice, Name::Enter, Accept, "Edit"),
    plain(Mode::BringNotice, Name::F(7), NextProblem, "Next gap"),
    plain(Mode::BringNotice, Name::Tab, NextField, "Read the notice"),
    ctrl(Mode::BringNotice, 'a', TickAll, ""),
    ctrl(Mode::BringNotice, 'u', Clear, ""),
    plain(Mode::BringNotice, Name::Esc, Back, "Back"),
    // Settling clashes.
    plain(Mode::Clashes, Name::Char(' '), Tick, "Choose"),
    plain(Mode::Clashes, Name::Enter, Accept, "Next to decide"),
    plain(Mode::Clashes, Name::F(2), Edit, "Own words"),
    plain(Mode::Clashes, Name::F(7), NextProblem, ""),
    plain(Mode::Clashes, Name::Tab, NextField, ""),
    ctrl(Mode::Clashes, 'u', Clear, ""),
    plain(Mode::Clashes, Name::Esc, Back, "Back"),
    // Looking at what changed.
    plain(Mode::Differences, Name::Enter, Open, "Open"),
    plain(Mode::Differences, Name::Esc, Back, "Back"),
    // Looking at a notice, and at where a published one disagrees.
    plain(Mode::Notice, Name::Enter, Accept, "To a file"),
    plain(Mode::Notice, Name::Esc, Back, "Back"),
    plain(Mode::NoticeCheck, Name::Enter, Open, "Go to the field"),
    plain(Mode::NoticeCheck, Name::Esc, Back, "Back"),
    // Bringing back unsaved work.
    plain(Mode::BringBack, Name::Enter, Accept, "Bring back ticked"),
    plain(Mode::BringBack, Name::Char(' '), Tick, "Tick"),
    ctrl(Mode::BringBack, 'a', TickAll, ""),
    plain(Mode::BringBack, Name::Esc, Back, "Not now"),
    // Everywhere.
    ctrl(Mode::Everywhere, 's', Save, "Save"),
    plain(Mode::Everywhere, Name::F(12), Save, ""),
    plain(Mode::Everywhere, Name::F(9), Export, ""),
    ctrl(Mode::Everywhere, 'z', Undo, ""),
    ctrl(Mode::Everywhere, 'y', Redo, ""),
    plain(Mode::Everywhere, Name::F(3), Search, ""),
    ctrl(Mode::Everywhere, 'f', Search, ""),
    plain(Mode::Everywhere, Name::F(5), Checks, ""),
    plain(Mode::Everywhere, Name::F(7), NextProblem, ""),
    plain(Mode::Everywhere, Name::F(8), NextView, ""),
    ctrl(Mode::Everywhere, 'c', CopyText, ""),
    plain(Mode::Everywhere, Name::F(10), Actions, "All actions"),
    ctrl(Mode::Everywhere, 'k', Actions, ""),
    plain(Mode::Everywhere, Name::F(1), Help, "Help"),
    ctrl(Mode::Everywhere, 'g', Help, ""),
    ctrl(Mode::Everywhere, 'q', Leave, ""),
    plain(Mode::Everywhere, Name::Esc, Back, ""),
    plain(Mode::Everywhere, Name::Up, Up, ""),
    plain(Mode::Everywhere, Name::Down, Down, ""),
    plain(Mode::Everywhere, Name::Left, Left, ""),
    plain(Mode::Everywhere, Name::Right, Right, ""),
    plain(Mode::Everywhere, Name::PageUp, PageUp, ""),
    plain(Mode::Everywhere, Name::PageDown, PageDown, ""),
    plain(Mode::Everywhere, Name::Home, First, ""),
    plain(Mode::Everywhere, Name::End, Last, ""),
    plain(Mode::Everywhere, Name::Backspace, Backspace, ""),
    plain(Mode::Everywhere, Name::Delete, DeleteForward, ""),
    key(Mode::Everywhere, Key::with_ctrl(Name::Backspace), DeleteWord, ""),
    key(Mode::Everywhere, Key::with_ctrl(Name::Left), WordLeft, ""),
    key(Mode::Everywhere, Key::with_ctrl(Name::Right), WordRight, ""),
];

/// What a key asks for in a mode; `typing` says whether a line of text takes letters just now.
pub fn command(mode: Mode, typing: bool, key: Key) -> Option<Command> {
    if let Some(letter) = key.typed().filter(|_| typing) {
        return Some(Command::Type(letter));
    }
    let bound = |mode| KEYMAP.iter().find(|binding| binding.mode == mode && binding.key == key);
    if let Some(binding) = bound(mode).or_else(|| bound(Mode::Everywhere)) {
        return Some(Command::Do(binding.action));
    }
    let letter = key.typed()?;
    match (mode, letter) {
        (Mode::Reading, '0'..='9') => {
            Some(Command::Section(letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok())?))
        }
        (_, '?') if mode != Mode::Register => Some(Command::Do(Help)),
        (Mode::Register | Mode::Reviews, '/') => Some(Command::Do(Search)),
        _ => Some(Command::Type(letter)),
    }
}

/// The first key that asks for an action in a mode, if any does.
pub fn key_of(mode: Mode, action: Action) -> Option<Key> {
    let bound = |mode| KEYMAP.iter().find(|binding| binding.mode == mode && binding.action == action);
    bound(mode).or_else(|| bound(Mode::Everywhere)).map(|binding| binding.key)
}
