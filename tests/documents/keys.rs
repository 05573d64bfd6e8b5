//! The tables of keys.

use super::{part, table};
use ropa::app::command::{Action, COMMANDS, Command, Entry, Group};
use ropa::app::key::{Key, Name};
use ropa::app::keymap::{Binding, KEYMAP, Mode, command};

/// The places where keys differ, in the order of the README.
const MODES: [Mode; 25] = [
    Mode::Everywhere,
    Mode::Register,
    Mode::Reviews,
    Mode::Reading,
    Mode::Form,
    Mode::Picker,
    Mode::Choice,
    Mode::Filter,
    Mode::Menu,
    Mode::Prompt,
    Mode::Checks,
    Mode::History,
    Mode::Export,
    Mode::BringFile,
    Mode::BringUnderWay,
    Mode::BringColumns,
    Mode::BringPreview,
    Mode::BringConfirm,
    Mode::BringNotice,
    Mode::Clashes,
    Mode::Differences,
    Mode::Notice,
    Mode::NoticeCheck,
    Mode::BringBack,
    Mode::Help,
];

fn heading(mode: Mode) -> &'static str {
    match mode {
        Mode::Everywhere => "Everywhere, unless the screen has its own use for the key",
        Mode::Register => "In the register",
        Mode::Reviews => "In the reviews",
        Mode::Reading => "Reading an activity",
        Mode::Form => "Editing",
        Mode::Picker => "Selecting several from a list",
        Mode::Choice => "Selecting one from a list",
        Mode::Filter => "Filtering",
        Mode::Menu => "Choosing one of a few lines",
        Mode::Prompt => "Answering a question",
        Mode::Checks => "In the checks",
        Mode::History => "Looking at the history",
        Mode::Export => "Setting up an export",
        Mode::BringFile => "Choosing a file to bring in",
        Mode::BringUnderWay => "While a file is read",
        Mode::BringColumns => "Matching the columns of a spreadsheet",
        Mode::BringPreview => "Looking at what would be brought in",
        Mode::BringConfirm => "Before it is added",
        Mode::BringNotice => "Accepting what a privacy notice suggests",
        Mode::Clashes => "Settling clashes",
        Mode::Differences => "Looking at what changed",
        Mode::Notice => "Looking at a privacy notice",
        Mode::NoticeCheck => "Looking at where a published notice disagrees",
        Mode::BringBack => "Bringing back unsaved work",
        Mode::Help => "Reading help",
    }
}

#[test]
fn the_readme_tells_every_key() {
    let mut text = String::new();
    for mode in MODES {
        let of_mode = || KEYMAP.iter().filter(move |binding| binding.mode == mode);
        let typing = |binding: &&Binding| entry(binding.action).group == Group::Typing;
        text.push_str(&tables(heading(mode), &of_mode().filter(|binding| !typing(binding)).collect::<Vec<_>>()));
        text.push_str(&tables("In a line of text", &of_mode().filter(typing).collect::<Vec<_>>()));
    }
    let is_listed = |entry: &&Entry| !matches!(entry.group, Group::Typing | Group::Moving);
    let bound = |entry: &&Entry| KEYMAP.iter().any(|binding| binding.action == entry.action);
    let rows: Vec<Vec<String>> = COMMANDS
        .iter()
        .filter(|entry| is_listed(entry) && !bound(entry))
        .map(|entry| vec![entry.title.to_owned(), entry.help.to_owned()])
        .collect();
    text.push_str("#### Only in All actions (F10)\n\n");
    text.push_str(&table(&["Action", "What it does"], &rows));
    part("keys", &text);
    assert!(KEYMAP.iter().all(|binding| MODES.contains(&binding.mode)), "a place with keys is missing");
}

fn tables(heading: &str, bindings: &[&Binding]) -> String {
    let mut actions: Vec<Action> = Vec::new();
    for binding in bindings {
        if !actions.contains(&binding.action) {
            actions.push(binding.action);
        }
    }
    if actions.is_empty() {
        return String::new();
    }
    let row = |action: &Action| {
        let keys = bindings.iter().filter(|binding| binding.action == *action);
        let keys: Vec<String> = keys.map(|binding| binding.key.to_string()).collect();
        let entry = entry(*action);
        vec![keys.join(", "), entry.title.to_owned(), entry.help.to_owned()]
    };
    let rows: Vec<Vec<String>> = actions.iter().map(row).collect();
    format!("#### {heading}\n\n{}\n", table(&["Key", "Action", "What it does"], &rows))
}

fn entry(action: Action) -> &'static Entry {
    action.entry().unwrap()
}

#[test]
fn the_keys_that_the_readme_tells_outside_its_tables_hold() {
    let typed = |mode, letter| command(mode, false, Key::plain(Name::Char(letter)));
    assert_eq!(typed(Mode::Reading, '3'), Some(Command::Section(3)));
    assert_eq!(typed(Mode::Reading, '?'), Some(Command::Do(Action::Help)));
    assert_eq!(typed(Mode::Register, '/'), Some(Command::Do(Action::Search)));
    for mode in MODES {
        assert_eq!(command(mode, true, Key::plain(Name::Char('?'))), Some(Command::Type('?')));
    }
    let readme = super::read("README.md");
    for sentence in ["**1** to **9** go to a section", "**?** opens help", "**/** goes to the search box"] {
        assert!(readme.contains(sentence), "{sentence}");
    }
}
