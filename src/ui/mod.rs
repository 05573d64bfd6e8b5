//! How it looks. Drawing reads the program and changes nothing: no state, no clock.

mod bring;
mod bring_back;
mod browse;
mod checks;
mod clashes;
mod dialog;
mod export;
mod frame;
mod help;
mod history;
mod notice;
mod page;
mod paper;
mod picker;
pub mod theme;

use crate::app::Screen;
use crate::app::program::App;
use paper::Paper;
use ratatui::buffer::Buffer;
use theme::Look;

/// Draws the program; returns where the real cursor stands.
///
/// The cursor is always on the highlighted row, for screen readers and braille; in a text box it stands at the letter.
pub fn draw(buffer: &mut Buffer, app: &App, look: Look) -> Option<(u16, u16)> {
    let mut paper = Paper::new(buffer);
    if paper.columns() < 4 || paper.rows() < 2 {
        return None;
    }
    if app.size().fits() {
        whole(&mut paper, app);
    } else {
        frame::too_small(&mut paper, app);
    }
    if look.ascii {
        paper.make_ascii();
    }
    paper.cursor
}

fn whole(paper: &mut Paper, app: &App) {
    let body = frame::around(paper, app);
    let covers = |screen: &Screen| {
        // While no register is open, a question takes the place of the first screen: neither has a frame.
        matches!(screen, Screen::Menu(_)) && !app.is_open()
            || matches!(
                screen,
                Screen::Browse(_)
                    | Screen::Detail(_)
                    | Screen::Form(_)
                    | Screen::Checks(_)
                    | Screen::History(_)
                    | Screen::Export(_)
                    | Screen::Bring(_)
                    | Screen::BringBack(_)
                    | Screen::Help(_)
                    | Screen::Clashes(_)
                    | Screen::Differences(_)
                    | Screen::Notice(_)
                    | Screen::NoticeCheck(_)
            )
    };
    let base = app.screens().iter().rposition(covers).unwrap_or(0);
    for screen in app.screens().iter().skip(base) {
        paper.cursor = None;
        paper.quieten();
        paper.part(body, |paper| draw_screen(paper, app, screen));
    }
}

fn draw_screen(paper: &mut Paper, app: &App, screen: &Screen) {
    match screen {
        Screen::Browse(browse) => browse::draw(paper, app, browse),
        Screen::Detail(detail) => page::detail(paper, app, detail),
        Screen::Form(form) => page::form(paper, app, form),
        Screen::Picker(picker) => picker::picker(paper, app, picker),
        Screen::Filter(filter) => picker::filter(paper, app, filter),
        Screen::Menu(menu) if app.is_open() => dialog::menu(paper, app, menu),
        Screen::Menu(menu) => dialog::first_run(paper, menu),
        Screen::Prompt(prompt) => dialog::prompt(paper, prompt),
        Screen::Checks(checks) => checks::draw(paper, app, checks),
        Screen::History(past) => history::draw(paper, app, past),
        Screen::Export(export) => export::draw(paper, app, export),
        Screen::Clashes(clashes) => clashes::clashes(paper, app, clashes),
        Screen::Differences(differences) => clashes::differences(paper, app, differences),
        Screen::Notice(notice) => notice::written(paper, notice),
        Screen::NoticeCheck(notice) => notice::compared(paper, notice),
        Screen::Bring(bring) => bring::draw(paper, app, bring),
        Screen::BringBack(list) => bring_back::draw(paper, app, list),
        Screen::Help(help) => help::draw(paper, app, help),
    }
}
