//! The first screen, while no register is open.

use crate::app::menu::{Menu, MenuLine};
use crate::app::program::first_menu;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Screen, Step};
use crate::domain::words::say;

/// What a newcomer can do. Enter on the first line is the sample.
pub fn menu() -> Menu {
    let ask = |question: &str, text: &str, purpose| {
        vec![Step::Open(Box::new(Screen::Prompt(Prompt::new(say(question, &[]), text, purpose))))]
    };
    let lines = vec![
        MenuLine::new(say("first-run.demo", &[]), vec![Step::Demo]).with_note(say("first-run.demo.note", &[])),
        MenuLine::new(say("first-run.new", &[]), ask("new.organisation", "", Purpose::Organisation { bring: None }))
            .with_note(say("first-run.new.note", &[])),
        MenuLine::new(say("first-run.open", &[]), ask("open.file", "", Purpose::OpenFile { bring: None }))
            .with_note(say("first-run.open.note", &[])),
        MenuLine::new(say("first-run.bring", &[]), vec![Step::Open(Box::new(Screen::Menu(first_menu(""))))])
            .with_note(say("first-run.bring.note", &[])),
        MenuLine::new(say("first-run.leave", &[]), vec![Step::Quit]),
    ];
    let lead =
        vec![say("first-run.what", &[]), say("first-run.private", &[]), String::new(), say("first-run.question", &[])];
    Menu { stays: true, ..Menu::new(say("first-run.title", &[("version", env!("CARGO_PKG_VERSION"))]), lead, lines) }
}
