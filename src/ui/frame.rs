//! What stands around every screen: product and saved state above, message and key hints below.

use crate::app::Screen;
use crate::app::available::{hint, working};
use crate::app::bring_back;
use crate::app::browse::View;
use crate::app::journal::Protection;
use crate::app::keymap::Mode;
use crate::app::layout::{FOOT, HEAD, fit};
use crate::app::menu::Menu;
use crate::app::program::App;
use crate::app::shown;
use crate::domain::subject::SubjectId;
use crate::domain::text::{clean, clip, pad, width, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;
use ratatui::style::Style;

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
        message(paper, rows, &standing_message(app), PLAIN);
    } else {
        message(paper, rows, app.notice(), STRONG);
    }
    hints(paper, app, rows - 1);
    let area = paper.area;
    Rect { y: area.y + HEAD, height: area.height.saturating_sub(HEAD + FOOT), ..area }
}

/// Shows a message; one that is too long for its line takes the rule's as well, as its end says what to do.
fn message(paper: &mut Paper, rows: usize, words: &str, style: Style) {
    let columns = paper.columns().saturating_sub(2).max(1);
    let words = clean(words);
    let lines = wrap(&words, columns);
    let [first, ..] = lines.as_slice() else { return };
    if width(&words) <= columns || lines.len() < 2 {
        paper.put(rows - 2, 1, &words, style);
        return;
    }
    let rest = words.as_str().strip_prefix(first.as_str()).unwrap_or_default().trim_start();
    paper.put(rows - 3, 0, &pad(&clean(""), columns + 2), PLAIN);
    paper.put(rows - 3, 1, first, style);
    paper.put(rows - 2, 1, &clean(rest), style);
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
        Some(Screen::Browse(browse)) if browse.found.as_ref().is_some_and(|found| !found.query.words.is_empty()) => {
            let exact = browse.found.as_ref().map_or(0, |found| found.exact);
            let id = if exact < browse.count() { "browse.message.close" } else { "browse.message.matching" };
            say(id, &[("count", &exact.to_string())])
        }
        Some(Screen::Browse(browse)) if !browse.query.text().trim().is_empty() => {
            say("browse.message.found", &[("count", &browse.count().to_string())])
        }
        Some(Screen::Browse(browse)) => {
            let count = say("browse.message", &[("count", &browse.count().to_string())]);
            match app.others() {
                Some(others) => say("browse.message.others", &[("message", &count), ("others", others)]),
                None => count,
            }
        }
        Some(Screen::Detail(_)) => say("detail.message", &[]),
        Some(Screen::Form(_)) => app.field_here().map_or_else(String::new, |spec| match spec.law {
            "" => String::new(),
            law => say("help.law", &[("law", law)]),
        }),
        Some(Screen::Clashes(clashes)) if clashes.typing.is_some() => say("clashes.message.typing", &[]),
        Some(Screen::Clashes(_)) => say("clashes.message", &[]),
        Some(Screen::Differences(_)) => say("differences.message", &[]),
        Some(Screen::Notice(_)) => say("notice.made.message", &[]),
        Some(Screen::NoticeCheck(_)) => say("notice-check.message", &[]),
        Some(Screen::Picker(picker)) if picker.is_many() => {
            say("picker.message", &[("count", &picker.chosen.len().to_string())])
        }
        Some(Screen::Checks(_)) => app.checks_message(),
        Some(Screen::History(past)) => app.with_desk(|desk| past.message(desk)),
        Some(Screen::Export(export)) => {
            say("export.message", &[("count", &app.with_desk(|desk| export.count(export.what, desk)).to_string())])
        }
        Some(Screen::Bring(bring)) => bring.message(),
        Some(Screen::BringBack(_)) => say("work.message", &[]),
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
    let (id, name) = match app.screens().iter().rev().find(|screen| {
        matches!(
            screen,
            Screen::Detail(_)
                | Screen::Form(_)
                | Screen::Help(_)
                | Screen::Export(_)
                | Screen::Clashes(_)
                | Screen::Differences(_)
                | Screen::Notice(_)
                | Screen::NoticeCheck(_)
                | Screen::History(_)
                | Screen::Bring(_)
        )
    }) {
        Some(Screen::History(past)) => ("frame.reading", app.with_desk(|desk| past.title(desk))),
        Some(Screen::Form(form)) => match &form.subject {
            SubjectId::Activity(id) => {
                ("frame.editing", register.activity(id).map_or_else(String::new, |activity| shown::name(activity)))
            }
            SubjectId::Organisation => ("frame.editing", say("frame.organisation", &[])),
            SubjectId::Vocabulary => ("frame.editing", say("frame.words", &[])),
        },
        Some(Screen::Bring(bring)) if bring.file().is_empty() => ("frame.bring", String::new()),
        Some(Screen::Bring(bring)) => (bring.title(), bring.file().to_owned()),
        Some(Screen::Clashes(_)) => ("frame.clashes-title", String::new()),
        Some(Screen::Differences(_)) => ("frame.differences-title", String::new()),
        Some(Screen::Notice(_)) => ("frame.notice-title", String::new()),
        Some(Screen::NoticeCheck(_)) => ("frame.notice-check-title", String::new()),
        Some(Screen::Detail(detail)) => {
            ("frame.reading", register.activity(&detail.id).map_or_else(String::new, |activity| shown::name(activity)))
        }
        _ if app.document().is_demo => ("frame.demo", name.to_owned()),
        _ => ("frame.register", name.to_owned()),
    };
    let title = clean(&say(id, &[("name", &name)]));
    let title = clip(&title, state.saturating_sub(2));
    paper.put(0, 1, &title, STRONG);
}

/// What is saved, behind the clashes that nobody has settled yet.
fn saved_state(app: &App) -> String {
    let clashes = app.document().register().conflicts().len();
    let state = save_state(app);
    if clashes == 0 {
        return state;
    }
    say("frame.clashes", &[("count", &clashes.to_string()), ("state", &state)])
}

/// Whether the officer decides on work that an earlier run did not save.
fn brings_back(app: &App) -> bool {
    app.screens().iter().any(|screen| match screen {
        Screen::BringBack(_) => true,
        Screen::Menu(menu) => menu.title == bring_back::question_title(),
        _ => false,
    })
}

fn save_state(app: &App) -> String {
    let unsaved = app.document().unsaved();
    if app.is_saving() {
        return say("frame.saving", &[]);
    }
    if app.document().read_only.is_some() {
        return say("frame.read-only", &[]);
    }
    if unsaved == 0 && brings_back(app) {
        return say("frame.found-work", &[]);
    }
    if unsaved > 0 && matches!(app.document().protection, Protection::NotKept(_)) {
        return say("frame.unprotected", &[("count", &unsaved.to_string())]);
    }
    match (unsaved, app.saved_at()) {
        (0, Some(time)) => say("frame.saved-at", &[("time", time)]),
        (0, None) => say("frame.saved", &[]),
        (count, _) => say("frame.unsaved", &[("count", &count.to_string())]),
    }
}

/// The views; where there is no room for all of their words, the numbers alone stand with them.
fn views(paper: &mut Paper, app: &App) {
    let totals = app.index().map(|index| index.totals()).unwrap_or_default();
    let here = view_here(app);
    let count = app.document().register().activities().len().to_string();
    let (overdue, to_fix) = (totals.overdue.to_string(), totals.to_fix.to_string());
    let views = |reviews: &str, checks: &str| {
        [
            (Mode::Register, say("view.register", &[("count", &count)])),
            (Mode::Reviews, say(reviews, &[("count", &overdue)])),
            (Mode::Checks, say(checks, &[("count", &to_fix)])),
            (Mode::Form, say("view.words", &[])),
            (Mode::History, say("view.history", &[])),
        ]
    };
    let whole = views("view.reviews", "view.checks");
    let room: usize = whole.iter().map(|(_, label)| width(&clean(label)) + 3).sum();
    let shown = if room > paper.columns() { views("view.reviews.short", "view.checks.short") } else { whole };
    let mut column = 1;
    for (view, label) in shown {
        let words = if view == here { format!("[{label}]") } else { format!(" {label} ") };
        column = paper.say(1, column, &words, if view == here { STRONG } else { PLAIN }) + 1;
    }
}

/// The view that is open, by what the keyboard does on it; the word lists by the form that they are.
fn view_here(app: &App) -> Mode {
    let has = |is: fn(&Screen) -> bool| app.screens().iter().any(is);
    if has(|screen| matches!(screen, Screen::History(_))) {
        return Mode::History;
    }
    if has(|screen| matches!(screen, Screen::Form(form) if form.subject == SubjectId::Vocabulary)) {
        return Mode::Form;
    }
    if has(|screen| matches!(screen, Screen::Checks(_))) {
        return Mode::Checks;
    }
    let in_reviews = app.list().is_some_and(|browse| browse.view == View::Reviews);
    if in_reviews { Mode::Reviews } else { Mode::Register }
}

/// The keys that work just now: those of the mode first, then save, all actions and help, as many as there is room for.
fn hints(paper: &mut Paper, app: &App, row: usize) {
    let texts = hint_texts(app);
    let most = if paper.columns() < 80 { 5 } else { 8 };
    let last: Vec<&String> = texts.iter().rev().take(2).collect();
    let reserved: usize = last.iter().map(|text| width(&clean(text)) + 3).sum();
    let mut column = 1;
    for (place, text) in texts.iter().enumerate() {
        let is_last = place + 2 >= texts.len();
        let needed = width(&clean(text)) + 3;
        let room = paper.columns().saturating_sub(if is_last { 0 } else { reserved });
        if column + needed > room + 2 || (!is_last && place + 2 >= most) {
            continue;
        }
        column = paper.say(row, column, text, PLAIN) + 3;
    }
}

/// The hints of a screen, in order. Each does what it says there and then.
fn hint_texts(app: &App) -> Vec<String> {
    working(app)
        .filter(|binding| !binding.hint.is_empty())
        .map(|binding| say("frame.hint", &[("key", &binding.key.to_string()), ("hint", hint(app, binding))]))
        .collect()
}

/// The screen of a window that is too small: a question that is open, or how to go on.
pub fn too_small(paper: &mut Paper, app: &App) {
    if let Some(Screen::Menu(menu)) = app.top().filter(|_| app.is_open()) {
        return small_question(paper, menu);
    }
    let size = app.size();
    let numbers = [
        ("columns", size.columns.to_string()),
        ("rows", size.rows.to_string()),
        ("count", app.document().unsaved().to_string()),
    ];
    let parts: Vec<(&str, &str)> = numbers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let told = [app.notice().to_owned()].into_iter().filter(|notice| app.is_open() && !notice.is_empty());
    let how = ["small.size", "small.needs", "small.safe", "small.how"].map(|id| say(id, &parts));
    let mut row = usize::from(paper.rows() > 8);
    for words in told.chain(how) {
        for line in wrap(&clean(&words), paper.columns().saturating_sub(2).max(1)) {
            paper.put(row, 1, &line, PLAIN);
            row += 1;
        }
    }
    paper.cursor_at(0, 0);
}

fn small_question(paper: &mut Paper, menu: &Menu) {
    paper.say(0, 1, &menu.title, STRONG);
    let room = paper.rows().saturating_sub(1).max(1);
    let top = fit(menu.top, menu.highlight, menu.highlight, room);
    for (place, line) in menu.shown().iter().enumerate().skip(top).take(room) {
        let at = place + 1 - top;
        let end = paper.say(at, 3, &line.label, PLAIN);
        if place == menu.highlight {
            paper.say(at, 1, ">", STRONG);
            paper.style(at, 3, end.saturating_sub(3), HIGHLIGHT);
            paper.cursor_at(at, 1);
        }
    }
}
