//! What can be done just now: which actions the screen that has the keyboard knows, which keys do something, and why others do not.

use crate::app::Screen;
use crate::app::bring::Bring;
use crate::app::bring_back;
use crate::app::browse::{Browse, View};
use crate::app::checks::Checks;
use crate::app::clashes::{Clashes, Row};
use crate::app::command::{Action, Group};
use crate::app::differences::Differences;
use crate::app::export::Focus;
use crate::app::history::compare::Extent;
use crate::app::history::{Pane, Past};
use crate::app::key::Key;
use crate::app::keymap::{Binding, KEYMAP, Mode};
use crate::app::program::App;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;

/// Why an action cannot be done on the screen that has the keyboard; `None` where it can.
pub fn why_not(app: &App, action: Action) -> Option<String> {
    let changes = matches!(
        action,
        Action::Edit
            | Action::ChangeTicked
            | Action::RecordReview
            | Action::Approve
            | Action::AcceptFinding
            | Action::New
            | Action::BringIn
            | Action::CopyToNew
            | Action::Delete
            | Action::AddRow
            | Action::RemoveRow
            | Action::Clear
            | Action::BringBack
            | Action::BringAllBack
            | Action::Save
    );
    if changes && let Some(reason) = &app.document().read_only {
        return Some(reason.clone());
    }
    let here = |modes: &[Mode]| modes.contains(&app.mode());
    let lists = [Mode::Register, Mode::Reviews];
    let empty = here(&lists) && app.list().is_some_and(|browse| browse.count() == 0);
    let (works, reason) = match action {
        Action::New => (here(&[Mode::Register]), "off.in-register"),
        Action::Filter => (here(&[Mode::Register, Mode::Checks]), "off.in-register-or-checks"),
        Action::ClearFilters => {
            let filtered = match app.top() {
                Some(Screen::Checks(checks)) => !checks.narrowed.is_empty(),
                _ => here(&[Mode::Register]) && app.list().is_some_and(Browse::is_filtered),
            };
            (filtered, "off.filtered")
        }
        Action::ChangeTicked => {
            (here(&lists) && app.list().is_some_and(|browse| !browse.ticked.is_empty()), "off.needs-ticks")
        }
        Action::RecordReview | Action::Approve => {
            (here(&[Mode::Register, Mode::Reviews, Mode::Reading]) && !empty, "off.with-activity")
        }
        Action::AcceptFinding => {
            let modes = [Mode::Reading, Mode::Form, Mode::Checks];
            (here(&modes) && app.activity_here().is_some(), "off.with-activity")
        }
        Action::Order => (here(&[Mode::Register, Mode::Reviews, Mode::Checks]), "off.in-register-or-checks"),
        Action::Tick | Action::TickAll if bring(app).is_some() => {
            (bring(app).is_some_and(|bring| bring.knows(action, app)), "off.nothing-to-tick")
        }
        Action::Tick | Action::TickAll => (here(&lists) && !empty, "off.in-register"),
        Action::Edit | Action::CopyToNew | Action::Delete => {
            (here(&[Mode::Register, Mode::Reviews, Mode::Reading]) && !empty, "off.with-activity")
        }
        Action::Open => {
            let further = past(app).is_none_or(|past| match past.pane {
                Pane::Saves => !past.is_same(),
                Pane::Differences => past.further().is_some(),
            });
            let modes = [Mode::Register, Mode::Reviews, Mode::Reading, Mode::Form, Mode::History];
            let opens = match app.top() {
                Some(Screen::Differences(differences)) => differences.activity(app.document()).is_some(),
                Some(Screen::Checks(checks)) => checks.row(checks.highlight).is_some(),
                Some(Screen::NoticeCheck(notice)) => !notice.differences.is_empty(),
                _ => here(&modes),
            };
            (opens && !empty && further, "off.with-activity")
        }
        Action::BringIn => (!matches!(app.top(), Some(Screen::Bring(_))), "off.here"),
        Action::OtherSheet => {
            (matches!(app.top(), Some(Screen::Bring(bring)) if bring.has_other_sheets()), "off.several-sheets")
        }
        Action::Choose | Action::NextProblem if bring(app).is_some() => {
            (bring(app).is_some_and(|bring| bring.knows(action, app)), "off.here-nothing")
        }
        Action::Choose => (here(&[Mode::Reading, Mode::Form]) && app.field_here().is_some(), "off.in-field"),
        Action::AddRow | Action::RemoveRow if app.mode() != Mode::Form => (false, "off.while-editing"),
        Action::AddRow | Action::RemoveRow => (is_in_table(app, action), "off.in-table"),
        Action::Clear => (here(&[Mode::Form]) && app.field_here().is_some(), "off.while-editing"),
        Action::NextProblem => {
            let listed = checks(app).is_none_or(|checks| checks.row(checks.highlight).is_some());
            let modes = [Mode::Register, Mode::Reviews, Mode::Reading, Mode::Form, Mode::Checks];
            (here(&modes) && listed, "off.to-fix")
        }
        Action::CheckAgain => (here(&[Mode::Checks]), "off.in-checks"),
        Action::Sections => (here(&[Mode::Reading, Mode::Form]), "off.with-activity"),
        Action::WorkPutAside if is_there(app, action) => (false, "off.here"),
        Action::WorkPutAside => (!app.works().is_empty(), "off.no-work"),
        Action::NextActivity | Action::PreviousActivity => (here(&[Mode::Reading]), "off.while-reading"),
        Action::WriteNotice | Action::CompareNotice => (app.activity_here().is_some() && !empty, "off.with-activity"),
        Action::HistoryOfActivity | Action::Readiness => (app.activity_here().is_some() && !empty, "off.with-activity"),
        Action::HistoryOfField => (app.history_of_field().is_some(), "off.in-field"),
        Action::BringBack => (past(app).is_some_and(|past| past.item().is_some()), "off.on-difference"),
        Action::BringAllBack => (past(app).is_some_and(Past::can_bring_all_back), "off.in-history-of-activity"),
        Action::ExportHistory => (here(&[Mode::History]), "off.in-history"),
        Action::CopyText => (
            past(app).is_some_and(|past| past.item().is_some())
                || checks(app).is_some_and(|checks| checks.row(checks.highlight).is_some())
                || (here(&lists) && !empty)
                || (here(&[Mode::Reading, Mode::Form]) && app.field_here().is_some()),
            "off.in-field",
        ),
        Action::Register
        | Action::Reviews
        | Action::Checks
        | Action::History
        | Action::Organisation
        | Action::WordLists
        | Action::Export => (!is_there(app, action), "off.here"),
        Action::SettleClashes if matches!(app.top(), Some(Screen::Clashes(_))) => (false, "off.here"),
        Action::SettleClashes => (!app.document().register().conflicts().is_empty(), "off.clashes"),
        Action::WhatIsAsked => (app.asks().is_some(), "off.asks"),
        Action::WhatChanged if matches!(app.top(), Some(Screen::Differences(_))) => (false, "off.here"),
        Action::WhatChanged => (app.taken_in().is_some(), "off.changed"),
        Action::Back => (
            app.screens().len() > 1 || matches!(app.top(), Some(Screen::Browse(browse)) if browse.is_narrowed()),
            "off.first-screen",
        ),
        _ => (true, ""),
    };
    (!works).then(|| say(reason, &[]))
}

fn checks(app: &App) -> Option<&Checks> {
    match app.top() {
        Some(Screen::Checks(checks)) => Some(checks),
        _ => None,
    }
}

fn past(app: &App) -> Option<&Past> {
    match app.top() {
        Some(Screen::History(past)) => Some(past),
        _ => None,
    }
}

fn is_in_table(app: &App, action: Action) -> bool {
    matches!(app.top(), Some(Screen::Form(form)) if app.with_desk(|desk| form.has_table(desk, action)))
}

/// Whether the screen is the one that an action leads to.
fn is_there(app: &App, action: Action) -> bool {
    match (app.top(), action) {
        (Some(Screen::Browse(browse)), Action::Register) => browse.view == View::Register,
        (Some(Screen::Browse(browse)), Action::Reviews) => browse.view == View::Reviews,
        (Some(Screen::Form(form)), Action::Organisation) => form.subject == SubjectId::Organisation,
        (Some(Screen::Form(form)), Action::WordLists) => form.subject == SubjectId::Vocabulary,
        (Some(Screen::Checks(_)), Action::Checks) => true,
        (Some(Screen::Export(_)), Action::Export) => true,
        (Some(Screen::History(past)), Action::History) => past.extent == Extent::Register,
        (Some(Screen::Menu(menu)), Action::WorkPutAside) => menu.title == bring_back::title(),
        _ => false,
    }
}

/// Whether a key does something on the screen that has the keyboard, so that the last line and help tell of it.
fn works(app: &App, binding: &Binding) -> bool {
    let action = binding.action;
    if !app.is_open() {
        let closes = matches!(app.top(), Some(Screen::Help(_))) && action == Action::Help;
        return is_known_at_first(app, action) && !closes;
    }
    let in_box = matches!(app.top(), Some(Screen::Picker(_) | Screen::Filter(_) | Screen::Export(_)));
    let in_work = matches!(app.top(), Some(Screen::BringBack(_)));
    let is_own = action == Action::Clear
        || (action == Action::Tick && in_box)
        || (in_work && matches!(action, Action::Tick | Action::TickAll));
    let can = is_own || why_not(app, action).is_none();
    let is_box = matches!(
        app.top(),
        Some(Screen::Menu(_) | Screen::Help(_) | Screen::Prompt(_) | Screen::Picker(_) | Screen::Filter(_))
    );
    can && match (app.top(), action) {
        (Some(Screen::Bring(bring)), action) => bring.knows(action, app),
        (Some(Screen::Browse(browse)), Action::Tick) => browse.in_list,
        (Some(Screen::Browse(browse)), Action::Clear) => !browse.query.text().is_empty(),
        (Some(Screen::Picker(picker)), Action::Tick) => picker.in_list && picker.is_many(),
        (Some(Screen::Filter(filter)), Action::Tick) => filter.in_list,
        (Some(Screen::Filter(filter)), Action::Accept) => {
            (filter.in_list || !filter.query.text().trim().is_empty())
                && app.with_desk(|desk| !filter.lines(desk).is_empty())
        }
        (Some(Screen::Export(export)), Action::Tick) => export.focus != Focus::Path,
        (Some(Screen::Detail(_)), Action::Open | Action::Choose) => app.document().read_only.is_none(),
        (Some(Screen::Checks(checks)), Action::Clear) => !checks.query.text().is_empty(),
        (
            Some(Screen::Checks(checks)),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last,
        ) => checks.listed.as_ref().is_some_and(|listed| listed.rows.len() > 1),
        (Some(Screen::History(past)), Action::Clear) => !past.query.text().is_empty(),
        (Some(Screen::History(past)), Action::Right) => past.pane == Pane::Saves && !past.is_same(),
        (Some(Screen::History(past)), Action::Left) => past.pane == Pane::Differences,
        (Some(Screen::History(past)), Action::Up | Action::Down | Action::PageUp | Action::PageDown) => {
            app.with_desk(|desk| past.is_longer_than_one(desk))
        }
        (Some(Screen::Menu(menu)), Action::Accept) => !menu.shown().is_empty(),
        (Some(Screen::Menu(menu)), Action::Actions) => menu.query.is_none(),
        (Some(Screen::Menu(menu)), Action::Clear) => menu.query.is_some(),
        (Some(Screen::BringBack(_)), Action::Accept) => app.document().read_only.is_none(),
        (Some(Screen::Help(_)), Action::Help) => false,
        (Some(Screen::Help(help)), Action::Down | Action::Up) => !help.shown().is_empty(),
        (Some(Screen::Clashes(clashes)), Action::Save) => !clashes.rows.is_empty(),
        (Some(Screen::Clashes(clashes)), Action::Edit) => {
            clashes.typing.is_none() && clashes.rows.get(clashes.highlight).is_some_and(Row::takes_words)
        }
        (Some(Screen::Clashes(clashes)), Action::Tick) => clashes.typing.is_none() && !clashes.rows.is_empty(),
        (Some(Screen::Clashes(clashes)), Action::Accept | Action::NextProblem) => {
            !clashes.rows.is_empty() && (clashes.typing.is_none() || action == Action::Accept)
        }
        (Some(Screen::Clashes(clashes)), Action::Clear | Action::NextField) => clashes.typing.is_some(),
        (Some(Screen::Clashes(clashes)), Action::Undo | Action::Redo) => clashes.rows.is_empty(),
        (
            Some(Screen::Clashes(Clashes { typing: None, rows, .. })),
            Action::Up | Action::Down | Action::First | Action::Last,
        ) => rows.len() > 1,
        (
            Some(Screen::Differences(Differences { rows, .. })),
            Action::Up | Action::Down | Action::First | Action::Last,
        ) => rows.len() > 1,
        (Some(Screen::Clashes(Clashes { typing: Some(text), .. })), Action::Up | Action::Down) => text.is_multiline(),
        (Some(Screen::Clashes(clashes)), Action::Left | Action::Right) => !clashes.rows.is_empty(),
        // The screen itself says where there is more to read.
        (Some(Screen::Clashes(_) | Screen::Differences(_)), Action::PageUp | Action::PageDown) => false,
        (Some(Screen::Differences(_)), Action::Left | Action::Right | Action::Save) => false,
        (_, Action::Save) => !is_box && app.document().unsaved() > 0,
        (_, action) => moves(app, action),
    }
}

/// The keys that do something on the screen that has the keyboard: its own first, then those of every screen.
pub fn working(app: &App) -> impl Iterator<Item = &'static Binding> {
    let mode = app.mode();
    let own = KEYMAP.iter().filter(move |binding| binding.mode == mode);
    let taken = move |key: Key| KEYMAP.iter().any(|binding| binding.mode == mode && binding.key == key);
    let common = KEYMAP.iter().filter(move |binding| binding.mode == Mode::Everywhere && !taken(binding.key));
    own.chain(common).filter(|binding| works(app, binding))
}

/// Whether a movement leads anywhere on the screen; true for what is no movement.
fn moves(app: &App, action: Action) -> bool {
    let (in_text, in_prompt) = (app.is_typing(), app.mode() == Mode::Prompt);
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown => !in_prompt,
        Action::First | Action::Last => in_text || !matches!(app.mode(), Mode::Form | Mode::Export),
        Action::Left | Action::Right => match app.mode() {
            Mode::Reading | Mode::Prompt | Mode::Export => true,
            Mode::Form => in_text,
            _ => false,
        },
        Action::WordLeft | Action::WordRight => in_prompt || (in_text && app.mode() == Mode::Form),
        _ => true,
    }
}

/// Whether an action can be done before a register is open.
pub(super) fn is_known_at_first(app: &App, action: Action) -> bool {
    let types = action.entry().is_some_and(|entry| entry.group == Group::Typing);
    match app.top() {
        Some(Screen::Menu(menu)) if action == Action::Back => !menu.stays,
        Some(Screen::Menu(_)) => matches!(
            action,
            Action::Accept | Action::Help | Action::Leave | Action::Up | Action::Down | Action::First | Action::Last
        ),
        Some(Screen::Prompt(_)) => {
            types
                || matches!(
                    action,
                    Action::Accept
                        | Action::Back
                        | Action::Help
                        | Action::Clear
                        | Action::Leave
                        | Action::Left
                        | Action::Right
                        | Action::First
                        | Action::Last
                )
        }
        Some(Screen::Help(_)) => {
            types
                || matches!(
                    action,
                    Action::Back
                        | Action::Help
                        | Action::Clear
                        | Action::Leave
                        | Action::Up
                        | Action::Down
                        | Action::First
                        | Action::Last
                        | Action::PageUp
                        | Action::PageDown
                )
        }
        _ => false,
    }
}

/// The words of a key's hint. Editing is changing all ticked activities while any is ticked.
pub fn hint(app: &App, binding: &Binding) -> &'static str {
    let ticked = app.mode() == Mode::Register && app.list().is_some_and(|browse| !browse.ticked.is_empty());
    match binding.action {
        Action::Back if !menu_esc(app).is_empty() => menu_esc(app),
        Action::Edit if ticked => Action::ChangeTicked.title(),
        Action::Accept if types_own_words(app) => "Keep",
        Action::Back if types_own_words(app) => "Keep",
        action if bring(app).and_then(|bring| bring.hint(action)).is_some() => {
            bring(app).and_then(|bring| bring.hint(action)).unwrap_or_default()
        }
        Action::Open if past(app).is_some_and(|past| past.pane == Pane::Differences) => Action::History.title(),
        _ => binding.hint,
    }
}

/// The step of an import that has the keyboard.
fn bring(app: &App) -> Option<&Bring> {
    if let Some(Screen::Bring(bring)) = app.top() { Some(bring) } else { None }
}

/// Whether own words are being typed in the place of two that clash.
fn types_own_words(app: &App) -> bool {
    matches!(app.top(), Some(Screen::Clashes(Clashes { typing: Some(_), .. })))
}

/// What Esc comes to in the menu that has the keyboard.
fn menu_esc(app: &App) -> &'static str {
    if let Some(Screen::Menu(menu)) = app.top() { menu.esc } else { "" }
}
