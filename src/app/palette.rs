//! All actions: everything that can be done just now, with its key, found by typing.

use crate::app::command::{Action, COMMANDS, Group};
use crate::app::keymap::{Mode, key_of};
use crate::app::menu::{Menu, MenuLine};
use crate::app::program::App;
use crate::app::textbox::TextBox;
use crate::app::{Screen, Step};
use crate::domain::words::say;

/// The list of all actions for the screen that has the keyboard.
pub fn menu(app: &App) -> Menu {
    let mode = app.mode();
    let listed =
        COMMANDS.iter().filter(|entry| !matches!(entry.group, Group::Typing | Group::Moving) || is_place(entry.action));
    let mut lines: Vec<MenuLine> = listed
        .filter(|entry| !matches!(entry.action, Action::Actions | Action::Accept))
        .map(|entry| {
            let key = key_of(mode, entry.action).map_or_else(String::new, |key| key.to_string());
            match why_not(app, entry.action) {
                Some(reason) => {
                    MenuLine { available: false, ..MenuLine::new(entry.title.to_owned(), Vec::new()) }.with_note(reason)
                }
                None => MenuLine::new(entry.title.to_owned(), vec![Step::Do(entry.action)]).with_note(key),
            }
        })
        .collect();
    // What can be done stands before what cannot be done just now.
    lines.sort_by_key(|line| !line.available);
    let mut menu = Menu::new(say("actions.title", &[]), Vec::new(), lines);
    menu.query = Some(TextBox::new("", false));
    menu.tail = vec![say("actions.all", &[])];
    menu
}

/// The movements that lead somewhere of their own.
fn is_place(action: Action) -> bool {
    matches!(
        action,
        Action::NextView
            | Action::Sections
            | Action::NextActivity
            | Action::PreviousActivity
            | Action::CopyText
            | Action::Back
    )
}

/// Why an action cannot be done on the screen that has the keyboard; `None` where it can.
pub fn why_not(app: &App, action: Action) -> Option<String> {
    let changes = matches!(
        action,
        Action::Edit
            | Action::New
            | Action::CopyToNew
            | Action::Delete
            | Action::AddRow
            | Action::RemoveRow
            | Action::Clear
            | Action::Save
    );
    if changes && let Some(reason) = &app.document().read_only {
        return Some(reason.clone());
    }
    let here = |modes: &[Mode]| modes.contains(&app.mode());
    let lists = [Mode::Register, Mode::Reviews];
    let (works, reason) = match action {
        Action::New | Action::Filter | Action::Order | Action::ClearFilters | Action::Tick | Action::TickAll => {
            (here(&lists), "off.in-register")
        }
        Action::Edit | Action::CopyToNew | Action::Delete => {
            let works = here(&[Mode::Register, Mode::Reviews, Mode::Reading]);
            let empty = here(&lists) && app.list().is_some_and(|browse| browse.count() == 0);
            (works && !empty, "off.with-activity")
        }
        Action::Open => (here(&[Mode::Register, Mode::Reviews, Mode::Reading, Mode::Form]), "off.with-activity"),
        Action::Choose => (here(&[Mode::Reading, Mode::Form]), "off.in-field"),
        Action::AddRow | Action::RemoveRow | Action::Clear => (here(&[Mode::Form]), "off.while-editing"),
        Action::NextProblem | Action::Sections => (here(&[Mode::Reading, Mode::Form]), "off.with-activity"),
        Action::NextActivity | Action::PreviousActivity => (here(&[Mode::Reading]), "off.while-reading"),
        Action::CopyText => (here(&[Mode::Register, Mode::Reviews, Mode::Reading, Mode::Form]), "off.in-field"),
        Action::Back => (
            app.screens().len() > 1 || matches!(app.top(), Some(Screen::Browse(browse)) if browse.is_narrowed()),
            "off.first-screen",
        ),
        _ => (true, ""),
    };
    (!works).then(|| say(reason, &[]))
}
