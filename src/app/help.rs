//! Help: at the field or screen one is on, and searchable. All of it is read from the tables.

pub mod about_field;
pub mod topic;

use crate::app::Step;
use crate::app::available::working;
use crate::app::command::{Action, COMMANDS, Command, Group};
use crate::app::help::about_field::field_topics;
use crate::app::help::topic::Topic;
use crate::app::keymap::{KEYMAP, Mode, key_of};
use crate::app::layout::Size;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::app::textbox::TextBox;
use crate::domain::fold::fold;
use crate::domain::guide::name_of;
use crate::domain::words::say;
use std::sync::Arc;

/// The help screen.
#[derive(Clone, Debug)]
pub struct Help {
    /// What narrows the topics.
    pub query: TextBox,
    /// Every topic, the one it was opened at first.
    pub topics: Vec<Arc<Topic>>,
    /// The highlighted topic, among those shown.
    pub highlight: usize,
    /// The first topic shown.
    pub top: usize,
    /// The first line shown of the highlighted topic.
    pub read_from: usize,
}

impl Help {
    /// Help for the screen that has the keyboard, opened at its field where there is one.
    pub fn new(app: &App) -> Self {
        let mode = app.mode();
        let here = app.guide_here().map(|(subject, place)| name_of(&subject, &place));
        let (first, others): (Vec<_>, Vec<_>) =
            field_topics().iter().partition(|(name, _)| Some(name) == here.as_ref());
        let mut topics: Vec<Arc<Topic>> = first.into_iter().map(|(_, topic)| topic.clone()).collect();
        let of_program = [
            keys_of(app),
            Topic::new(say("help.search.title", &[]), paragraphs("help.search", 5)),
            Topic::new(say("help.empty.title", &[]), paragraphs("help.empty", 4)),
            Topic::new(say("help.safe.title", &[]), paragraphs("help.safe", 4)),
        ];
        topics.extend(of_program.map(Arc::new));
        topics.extend(others.into_iter().map(|(_, topic)| topic.clone()));
        let actions = COMMANDS.iter().filter(|entry| entry.group != Group::Typing);
        topics.extend(actions.map(|entry| Arc::new(about_action(mode, entry.action))));
        Help { query: TextBox::new("", false), topics, highlight: 0, top: 0, read_from: 0 }
    }

    /// The topics that match what is typed: by their heading first, then by what they say.
    pub fn shown(&self) -> Vec<&Arc<Topic>> {
        let query = fold(self.query.text());
        let words: Vec<&str> = query.split(' ').collect();
        let by_title = self.topics.iter().filter(|topic| topic.is_called(&words));
        let by_body = self.topics.iter().filter(|topic| !topic.is_called(&words) && topic.says(&words));
        by_title.chain(by_body).collect()
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, size: Size) -> Vec<Step> {
        let last = self.shown().len().saturating_sub(1);
        let page = size.page();
        let before = (self.highlight, self.query.text().to_owned());
        match command {
            Command::Type(letter) => self.narrow(|query| query.insert(letter)),
            Command::Do(Action::Backspace) => self.narrow(TextBox::backspace),
            Command::Do(Action::Clear) => self.narrow(TextBox::clear),
            Command::Do(Action::Up) => self.highlight = self.highlight.saturating_sub(1),
            Command::Do(Action::Down | Action::Accept) => self.highlight = (self.highlight + 1).min(last),
            Command::Do(Action::PageUp) => self.highlight = self.highlight.saturating_sub(page),
            Command::Do(Action::PageDown) => self.highlight = (self.highlight + page).min(last),
            Command::Do(Action::Right) => self.read_on(size),
            Command::Do(Action::Left) => self.read_from = self.read_from.saturating_sub(page.saturating_sub(3).max(1)),
            Command::Do(Action::First) => self.highlight = 0,
            Command::Do(Action::Last) => self.highlight = last,
            Command::Do(Action::Back | Action::Help) => return vec![Step::Close],
            _ => {}
        }
        if before != (self.highlight, self.query.text().to_owned()) {
            self.read_from = 0;
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    /// Whether a topic of so many lines goes on below the rows there are. The last row says how to go back, where one can.
    pub fn reads_on(&self, lines: usize, rows: usize) -> bool {
        let room = if self.read_from > 0 { rows.saturating_sub(1) } else { rows };
        lines > self.read_from + room
    }

    /// Shows the lines of a long topic that follow; at its end the last lines fill the rows.
    fn read_on(&mut self, size: Size) {
        let shown = self.shown();
        let lines = shown.get(self.highlight).map_or(0, |topic| topic.lines(size.help_text()).len());
        if self.reads_on(lines, size.page()) {
            let end = lines.saturating_sub(size.page().saturating_sub(1));
            self.read_from = (self.read_from + size.page().saturating_sub(3).max(1)).min(end);
        }
    }

    fn narrow(&mut self, change: impl FnOnce(&mut TextBox)) {
        change(&mut self.query);
        self.highlight = 0;
    }
}

fn about_action(mode: Mode, action: Action) -> Topic {
    let help = action.entry().map_or("", |entry| entry.help).to_owned();
    let key = key_of(mode, action)
        .or_else(|| KEYMAP.iter().find(|binding| binding.action == action).map(|binding| binding.key));
    let how = key.map_or_else(|| say("help.by-list", &[]), |key| say("help.by-key", &[("key", &key.to_string())]));
    Topic::new(action.title().to_owned(), vec![help, how])
}

/// The keys that do something on the screen that has the keyboard.
fn keys_of(app: &App) -> Topic {
    let lines = working(app)
        .filter(|binding| binding.action.entry().is_some_and(|entry| entry.group != Group::Typing))
        .map(|binding| say("help.key", &[("key", &binding.key.to_string()), ("title", binding.action.title())]));
    Topic::new(say("help.keys", &[]), lines.collect())
}

fn paragraphs(id: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| say(&format!("{id}.{number}"), &[])).collect()
}
