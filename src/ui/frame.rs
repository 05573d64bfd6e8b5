//! What stands around every screen: product and saved state above, message and key hints below.

use crate::app::Screen;
use crate::app::browse::View;
use crate::app::command::Action;
use crate::app::keymap::{Binding, KEYMAP, Mode};
use crate::app::layout::{FOOT, HEAD};
use crate::app::palette::why_not;
use crate::app::program::App;
use crate::app::shown;
use crate::domain::subject::SubjectId;
use crate::domain::text::{clean, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{PLAIN, STRONG};
use ratatui::layout::Rect;

/// Draws head and foot; returns the body between them.
pub fn around(paper: &mut Paper, app: &App) -> Rect {
    let rows = paper.rows();
    title(paper, app);
    if app.is_open() {
        views(paper, app);
    }
    paper.rule(2);
    paper.rule(rows - 3);
    if app.notice().is_empty() {
        paper.say(rows - 2, 1, &standing_message(app), PLAIN);
    } else {
        paper.say(rows - 2, 1, app.notice(), STRONG);
    }
    hints(paper, app, rows - 1);
    let area = paper.area;
    Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD + FOOT), ..area }
}

/// What the message line says while there is nothing to tell: what this screen is for.
fn standing_message(app: &App) -> String {
    match app.top() {
        Some(Screen::Browse(browse)) if browse.view == View::Reviews => {
            let totals = app.index().map(|index| index.totals()).unwrap_or_default();
            let numbers = [totals.overdue, totals.due_soon, totals.without_review].map(|number| number.to_string());
            let [overdue, soon, without] = &numbers;
            say("reviews.message", &[("overdue", overdue), ("soon", soon), ("without", without)])
        }
        Some(Screen::Browse(browse)) if !browse.query.text().trim().is_empty() => {
            let exact = browse.found.as_ref().map_or(0, |found| found.exact);
            let id = if exact < browse.count() { "browse.message.close" } else { "browse.message.matching" };
            say(id, &[("count", &exact.to_string())])
        }
        Some(Screen::Browse(browse)) => say("browse.message", &[("count", &browse.count().to_string())]),
        Some(Screen::Detail(_)) => say("detail.message", &[]),
        Some(Screen::Form(_)) => app.field_here().map_or_else(String::new, |spec| match spec.law {
            "" => String::new(),
            law => say("help.law", &[("law", law)]),
        }),
        Some(Screen::Picker(picker)) if picker.is_many() => {
            say("picker.message", &[("count", &picker.chosen.len().to_string())])
        }
        Some(Screen::Export(export)) => {
            say("export.message", &[("count", &app.with_desk(|desk| export.count(export.what, desk)).to_string())])
        }
        _ => String::new(),
    }
}

fn title(paper: &mut Paper, app: &App) {
    if !app.is_open() {
        paper.say(0, 1, &say("frame.product", &[]), STRONG);
        return;
    }
    let state = paper.say_right(0, &saved_state(app), PLAIN);
    let register = app.document().register();
    let organisation = register.organisation();
    let name = organisation.name.as_deref().unwrap_or(&app.document().name);
    let (id, name) = match app
        .screens()
        .iter()
        .rev()
        .find(|screen| matches!(screen, Screen::Detail(_) | Screen::Form(_) | Screen::Help(_) | Screen::Export(_)))
    {
        Some(Screen::Form(form)) => match &form.subject {
            SubjectId::Activity(id) => {
                ("frame.editing", register.activity(id).map_or_else(String::new, |activity| shown::name(activity)))
            }
            SubjectId::Organisation => ("frame.editing", say("frame.organisation", &[])),
            SubjectId::Vocabulary => ("frame.editing", say("frame.words", &[])),
        },
        Some(Screen::Detail(detail)) => {
            ("frame.reading", register.activity(&detail.id).map_or_else(String::new, |activity| shown::name(activity)))
        }
        _ if app.document().is_demo => ("frame.demo", name.to_owned()),
        _ => ("frame.register", name.to_owned()),
    };
    let title = clean(&say(id, &[("name", &name)]));
    let title = crate::domain::text::clip(&title, state.saturating_sub(2));
    paper.put(0, 1, &title, STRONG);
}

fn saved_state(app: &App) -> String {
    let unsaved = app.document().unsaved();
    if app.is_saving() {
        return say("frame.saving", &[]);
    }
    if app.document().read_only.is_some() {
        return say("frame.read-only", &[]);
    }
    match (unsaved, app.saved_at()) {
        (0, Some(time)) => say("frame.saved-at", &[("time", time)]),
        (0, None) => say("frame.saved", &[]),
        (count, _) => say("frame.unsaved", &[("count", &count.to_string())]),
    }
}

fn views(paper: &mut Paper, app: &App) {
    let totals = app.index().map(|index| index.totals()).unwrap_or_default();
    let in_reviews = app.list().is_some_and(|browse| browse.view == View::Reviews);
    let in_words = app
        .screens()
        .iter()
        .any(|screen| matches!(screen, Screen::Form(form) if form.subject == SubjectId::Vocabulary));
    let count = app.document().register().activities().len().to_string();
    let views = [
        (say("view.register", &[("count", &count)]), !in_reviews && !in_words),
        (say("view.reviews", &[("count", &totals.overdue.to_string())]), in_reviews),
        (say("view.words", &[]), in_words),
    ];
    let mut column = 1;
    for (label, here) in views {
        let words = if here { format!("[{label}]") } else { format!(" {label} ") };
        column = paper.say(1, column, &words, if here { STRONG } else { PLAIN }) + 1;
    }
    let to_fix = say("view.to-fix", &[("count", &totals.to_fix.to_string())]);
    if totals.to_fix > 0 && column + 24 < paper.columns() {
        paper.say_right(1, &to_fix, PLAIN);
    }
}

/// The keys that work just now: those of the mode first, then save, all actions and help, as many as there is room for.
fn hints(paper: &mut Paper, app: &App, row: usize) {
    let texts = hint_texts(app);
    let most = if paper.columns() < 80 { 5 } else { 8 };
    let last: Vec<&String> = texts.iter().rev().take(2).collect();
    let reserved: usize = last.iter().map(|text| crate::domain::text::width(&clean(text)) + 3).sum();
    let mut column = 1;
    for (place, text) in texts.iter().enumerate() {
        let is_last = place + 2 >= texts.len();
        let needed = crate::domain::text::width(&clean(text)) + 3;
        let room = paper.columns().saturating_sub(if is_last { 0 } else { reserved });
        if column + needed > room + 2 || (!is_last && place + 2 >= most) {
            continue;
        }
        column = paper.say(row, column, text, PLAIN) + 3;
    }
}

/// The hints of a screen, in order. Each does what it says there and then.
pub fn hint_texts(app: &App) -> Vec<String> {
    let mode = app.mode();
    let hinted = |binding: &&Binding| !binding.hint.is_empty() && works(app, binding);
    let own = KEYMAP.iter().filter(|binding| binding.mode == mode).filter(hinted);
    let common = KEYMAP.iter().filter(|binding| binding.mode == Mode::Everywhere).filter(hinted);
    own.chain(common)
        .map(|binding| say("frame.hint", &[("key", &binding.key.to_string()), ("hint", hint(app, binding))]))
        .collect()
}

/// A list from which one is selected closes with it; from the others one adds until all is there.
fn hint(app: &App, binding: &Binding) -> &'static str {
    match app.top() {
        Some(Screen::Picker(picker)) if !picker.is_many() && binding.action == Action::Accept => binding.action.title(),
        _ => binding.hint,
    }
}

fn works(app: &App, binding: &Binding) -> bool {
    if why_not(app, binding.action).is_some() {
        return false;
    }
    if !app.is_open() {
        let inside = matches!(app.top(), Some(Screen::Prompt(_) | Screen::Help(_)));
        return matches!(binding.action, Action::Accept | Action::Help) || (inside && binding.action == Action::Back);
    }
    match (app.top(), binding.action) {
        (Some(Screen::Browse(browse)), Action::Tick) => browse.in_list,
        (Some(Screen::Picker(picker)), Action::Tick) => picker.in_list && picker.is_many(),
        (Some(Screen::Filter(filter)), Action::Tick) => filter.in_list,
        (Some(Screen::Form(form)), Action::AddRow | Action::RemoveRow) => {
            app.with_desk(|desk| form.has_table(desk, binding.action))
        }
        (
            Some(Screen::Menu(_) | Screen::Help(_) | Screen::Prompt(_) | Screen::Picker(_) | Screen::Filter(_)),
            Action::Save,
        ) => false,
        (Some(Screen::Help(_)), Action::Help) => false,
        (Some(Screen::Menu(menu)), Action::Actions) => menu.query.is_none(),
        (_, Action::Save) => app.document().unsaved() > 0,
        _ => true,
    }
}

/// The screen of a window that is too small.
pub fn too_small(paper: &mut Paper, app: &App) {
    let size = app.size();
    let numbers = [
        ("columns", size.columns.to_string()),
        ("rows", size.rows.to_string()),
        ("count", app.document().unsaved().to_string()),
    ];
    let parts: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut row = usize::from(paper.rows() > 6);
    for id in ["small.size", "small.needs", "small.safe", "small.how"] {
        for line in wrap(&clean(&say(id, &parts)), paper.columns().saturating_sub(2).max(1)) {
            paper.put(row, 1, &line, PLAIN);
            row += 1;
        }
    }
    paper.cursor_at(0, 0);
}
