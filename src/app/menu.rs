//! A box with a few lines to choose from: questions, orders, sections, all actions, the first screen.

use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step};
use crate::domain::fold::fold;
use crate::domain::words::say;
use crate::search::Order;

/// A box with lines to choose from. What a line does is data.
#[derive(Clone, Debug)]
pub struct Menu {
    /// The heading.
    pub title: String,
    /// What is said above the lines.
    pub lead: Vec<String>,
    /// The lines.
    pub lines: Vec<MenuLine>,
    /// What is said below the lines.
    pub tail: Vec<String>,
    /// The search box, where typing narrows the lines.
    pub query: Option<TextBox>,
    /// The highlighted line, among those shown.
    pub highlight: usize,
    /// The first line shown.
    pub top: usize,
    /// Whether Esc has nowhere to go back to.
    pub stays: bool,
    /// What Esc comes to, for the hint; empty where it only closes.
    pub esc: &'static str,
}

/// One line of a menu.
#[derive(Clone, Debug)]
pub struct MenuLine {
    /// Its words.
    pub label: String,
    /// What stands at its right end: a key, or why it cannot be chosen just now.
    pub note: String,
    /// What it does; nothing but closing where it is empty.
    pub steps: Vec<Step>,
    /// Whether it can be chosen just now.
    pub available: bool,
}

impl Menu {
    /// A menu without a search box, the first line highlighted.
    pub fn new(title: String, lead: Vec<String>, lines: Vec<MenuLine>) -> Self {
        Menu { title, lead, lines, tail: Vec::new(), query: None, highlight: 0, top: 0, stays: false, esc: "" }
    }

    /// The lines that match what is typed.
    pub fn shown(&self) -> Vec<&MenuLine> {
        let query = self.query.as_ref().map(|query| fold(query.text())).unwrap_or_default();
        let words: Vec<&str> = query.split(' ').collect();
        let matches = |line: &&MenuLine| {
            let text = fold(&line.label);
            words.iter().all(|word| text.contains(word))
        };
        let mut shown: Vec<&MenuLine> = self.lines.iter().filter(matches).collect();
        // What has a word that begins so stands before what only holds the letters.
        shown.sort_by_key(|line| !fold(&line.label).split(' ').any(|word| word.starts_with(&query)));
        shown
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.shown().len().saturating_sub(1);
        let page = desk.size.dialog_rows();
        match command {
            Command::Type(letter) => self.change(|query| query.insert(letter)),
            Command::Do(Action::Backspace) => self.change(TextBox::backspace),
            Command::Do(Action::Clear) => self.change(TextBox::clear),
            Command::Do(action) if action.moves() => self.highlight = action.moved(self.highlight, last, page),
            Command::Do(Action::Accept) => return self.accept(),
            Command::Do(Action::Back) if !self.stays => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    fn change(&mut self, change: impl FnOnce(&mut TextBox)) {
        if let Some(query) = &mut self.query {
            change(query);
            self.highlight = 0;
        }
    }

    fn accept(&self) -> Vec<Step> {
        let shown = self.shown();
        let Some(line) = shown.get(self.highlight) else { return Vec::new() };
        if !line.available {
            return vec![Step::Say(line.note.clone())];
        }
        let close = if self.stays { Vec::new() } else { vec![Step::Close] };
        close.into_iter().chain(line.steps.clone()).collect()
    }
}

impl MenuLine {
    /// A line that can be chosen.
    pub fn new(label: String, steps: Vec<Step>) -> Self {
        MenuLine { label, note: String::new(), steps, available: true }
    }

    /// The line with something at its right end.
    pub fn with_note(self, note: String) -> Self {
        MenuLine { note, ..self }
    }
}

/// A question with its answers; the one that loses nothing stands first.
pub fn confirm(question: String, answers: Vec<(String, Vec<Step>)>) -> Menu {
    let lines = answers.into_iter().map(|(label, steps)| MenuLine::new(label, steps)).collect();
    Menu::new(question, Vec::new(), lines)
}

/// The orders to choose from, the present one highlighted.
pub fn order_menu(now: Order) -> Menu {
    let lines = Order::ALL.map(|order| MenuLine::new(order.label(), vec![Step::Order(order)])).to_vec();
    let mut menu = Menu::new(say("order.title", &[]), Vec::new(), lines);
    menu.highlight = Order::ALL.iter().position(|order| *order == now).unwrap_or(0);
    menu
}

impl Order {
    /// What it is called.
    pub fn label(self) -> String {
        say(
            match self {
                Order::Title => "order.title.a-z",
                Order::Reference => "order.reference",
                Order::Directorate => "order.directorate",
                Order::Review => "order.review",
                Order::Status => "order.status",
                Order::ToFix => "order.to-fix",
                Order::File => "order.file",
            },
            &[],
        )
    }
}
