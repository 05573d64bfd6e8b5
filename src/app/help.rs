//! Help: at the field or screen one is on, and searchable. All of it is read from the tables.

use crate::app::Step;
use crate::app::available::working;
use crate::app::command::{Action, COMMANDS, Command, Group};
use crate::app::keymap::{KEYMAP, Mode, key_of};
use crate::app::layout::Size;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::app::textbox::TextBox;
use crate::domain::activity::Activity;
use crate::domain::field::rows::{Column, columns_of};
use crate::domain::field::{Fielded, Spec};
use crate::domain::fold::fold;
use crate::domain::line::Line;
use crate::domain::organisation::{Organisation, OwnTerm};
use crate::domain::text::{Clean, clean, clip, wrap};
use crate::domain::transfer::Transfer;
use crate::domain::words::say;

/// The help screen.
#[derive(Clone, Debug)]
pub struct Help {
    /// What narrows the topics.
    pub query: TextBox,
    /// Every topic, the one it was opened at first.
    pub topics: Vec<Topic>,
    /// The highlighted topic, among those shown.
    pub highlight: usize,
    /// The first topic shown.
    pub top: usize,
    /// The first line shown of the highlighted topic.
    pub read_from: usize,
}

/// One thing to read about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its heading.
    pub title: String,
    /// Its paragraphs.
    pub body: Vec<String>,
}

impl Help {
    /// Help for the screen that has the keyboard, opened at its field where there is one.
    pub fn new(app: &App) -> Self {
        let mode = app.mode();
        let mut topics: Vec<Topic> = app.field_here().map(about_field).into_iter().collect();
        topics.push(keys_of(app));
        topics.push(Topic { title: say("help.search.title", &[]), body: paragraphs("help.search", 5) });
        topics.push(Topic { title: say("help.empty.title", &[]), body: paragraphs("help.empty", 4) });
        topics.push(Topic { title: say("help.safe.title", &[]), body: paragraphs("help.safe", 4) });
        let listed = all_fields().into_iter().map(|column| about_field(column.spec));
        topics.extend(listed);
        topics.extend(
            COMMANDS.iter().filter(|entry| entry.group != Group::Typing).map(|entry| about_action(mode, entry.action)),
        );
        Help { query: TextBox::new("", false), topics, highlight: 0, top: 0, read_from: 0 }
    }

    /// The topics that match what is typed: by their heading first, then by what they say.
    pub fn shown(&self) -> Vec<&Topic> {
        let query = fold(self.query.text());
        let words: Vec<&str> = query.split(' ').collect();
        let matches = |text: &str| words.iter().all(|word| fold(text).contains(word));
        let by_title = self.topics.iter().filter(|topic| matches(&topic.title));
        let by_body = self.topics.iter().filter(|topic| !matches(&topic.title) && matches(&topic.body.join(" ")));
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

    /// Shows the lines of a long topic that follow.
    fn read_on(&mut self, size: Size) {
        let shown = self.shown();
        let lines = shown.get(self.highlight).map_or(0, |topic| topic.lines(size.help_text()).len());
        let step = size.page().saturating_sub(3).max(1);
        if self.read_from + step < lines {
            self.read_from += step;
        }
    }

    fn narrow(&mut self, change: impl FnOnce(&mut TextBox)) {
        change(&mut self.query);
        self.highlight = 0;
    }
}

impl Topic {
    /// Its lines in a width: heading, and paragraphs with a blank line between them where there are few.
    pub fn lines(&self, columns: usize) -> Vec<Clean> {
        let mut lines = vec![clip(&clean(&self.title), columns), clean("")];
        for paragraph in &self.body {
            lines.extend(wrap(&clean(paragraph), columns));
            lines.extend((self.body.len() < 8).then(|| clean("")));
        }
        lines
    }
}

/// The fields of every record that an officer fills in.
pub fn all_fields() -> Vec<Column> {
    let tables = [
        columns_of(Activity::fields()),
        columns_of(Line::fields()),
        columns_of(Transfer::fields()),
        columns_of(Organisation::fields()),
        columns_of(OwnTerm::fields()),
    ];
    tables.into_iter().flatten().collect()
}

fn about_field(spec: &'static Spec) -> Topic {
    let mut body = vec![spec.help.to_owned()];
    if !spec.example.is_empty() {
        body.push(say("help.example", &[("example", spec.example)]));
    }
    if !spec.law.is_empty() {
        body.push(say("help.law", &[("law", spec.law)]));
    }
    body.push(say("help.select", &[]));
    if let Some(short) = spec.short.first() {
        body.push(say("help.find-by", &[("name", short)]));
    }
    Topic { title: spec.label.to_owned(), body }
}

fn about_action(mode: Mode, action: Action) -> Topic {
    let help = action.entry().map_or("", |entry| entry.help).to_owned();
    let key = key_of(mode, action)
        .or_else(|| KEYMAP.iter().find(|binding| binding.action == action).map(|binding| binding.key));
    let how = key.map_or_else(|| say("help.by-list", &[]), |key| say("help.by-key", &[("key", &key.to_string())]));
    Topic { title: action.title().to_owned(), body: vec![help, how] }
}

/// The keys that do something on the screen that has the keyboard.
fn keys_of(app: &App) -> Topic {
    let lines = working(app)
        .filter(|binding| binding.action.entry().is_some_and(|entry| entry.group != Group::Typing))
        .map(|binding| say("help.key", &[("key", &binding.key.to_string()), ("title", binding.action.title())]));
    Topic { title: say("help.keys", &[]), body: lines.collect() }
}

fn paragraphs(id: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| say(&format!("{id}.{number}"), &[])).collect()
}
