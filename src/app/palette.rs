//! All actions: everything that can be done just now, with its key, found by typing.

use crate::app::Step;
use crate::app::available::why_not;
use crate::app::command::{Action, COMMANDS, Group};
use crate::app::keymap::key_of;
use crate::app::menu::{Menu, MenuLine};
use crate::app::program::App;
use crate::app::textbox::TextBox;
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
    menu.lead = app.others().map(str::to_owned).into_iter().collect();
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
