//! The columns of a spreadsheet, each with the field that it goes to.

use crate::app::bring::job::Read;
use crate::app::bring::{BringStep, target};
use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::menu::{Menu, MenuLine};
use crate::app::{Desk, Screen, Step};
use crate::domain::Text;
use crate::domain::date;
use crate::domain::words::say;
use crate::formats::import::brought::{Matched, MatchedBy};
use crate::formats::import::choices::Choices;
use std::sync::Arc;

/// The columns of a file that was read.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What was read.
    pub read: Arc<Read>,
    /// The columns with the officer's changes.
    pub columns: Vec<Matched>,
    /// Whether the matching is kept for the next file of this kind.
    pub keeps: bool,
    /// The highlighted column; behind the last one stands the question whether the matching is kept.
    pub highlight: usize,
    /// The first column shown.
    pub top: usize,
}

/// How surely a column goes where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Surely.
    Sure,
    /// It is to be looked at.
    Guessed,
    /// It goes to no field, and nobody has said so.
    NotMatched,
    /// The officer left it out.
    LeftOut,
}

/// From how much confidence, of 100, a column needs no look.
const SURE: u8 = 75;

/// The most days that are told.
const DAYS: usize = 3;

impl Columns {
    /// The columns of what was read, on the first one.
    pub fn new(read: Arc<Read>) -> Self {
        let columns = read.brought.mapping.clone();
        Columns { read, columns, keeps: false, highlight: 0, top: 0 }
    }

    /// How many columns go to a field, and how many there are.
    pub fn matched(&self) -> (usize, usize) {
        (self.columns.iter().filter(|column| column.field.is_some()).count(), self.columns.len())
    }

    /// Whether the question is highlighted whether the matching is kept.
    pub fn is_on_keeping(&self) -> bool {
        self.highlight >= self.columns.len()
    }

    /// What the message line says: how many columns are matched, and what was read.
    pub fn message(&self) -> String {
        let (matched, all) = self.matched();
        let parts = [("matched", matched.to_string()), ("count", all.to_string())];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        say("import.screen.message.columns", &parts)
    }

    /// What was read: the kind of file, its sheet, and how many activities it brought.
    pub fn about(&self) -> String {
        let source = &self.read.brought.source;
        let (matched, all) = self.matched();
        let count = self.read.brought.drafts.len().to_string();
        let sheet = source.sheet.as_deref().filter(|sheet| !sheet.is_empty());
        let row = source.heading_row.unwrap_or(1).to_string();
        let parts = [
            ("kind", source.kind.label()),
            ("sheet", sheet.unwrap_or_default().to_owned()),
            ("row", row),
            ("count", count),
            ("matched", matched.to_string()),
            ("columns", all.to_string()),
        ];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        say(if sheet.is_some() { "import.screen.about.sheet" } else { "import.screen.about" }, &parts)
    }

    /// Whether the highlighted column goes to no field.
    pub fn here_is_left_out(&self) -> bool {
        self.columns.get(self.highlight).is_some_and(|column| column.field.is_none())
    }

    /// Whether a column is still to be looked at.
    pub fn has_open(&self) -> bool {
        self.columns.iter().any(is_open)
    }

    /// What the officer chose, to read the file again with.
    pub fn choices(&self) -> Choices {
        let mut choices = self.read.choices.clone();
        choices.sheet.clone_from(&self.read.brought.source.sheet);
        let chosen = self.columns.iter().filter(|column| column.by == MatchedBy::Officer);
        choices.columns = chosen.map(|column| (column.heading.clone(), column.field.map(Text::from))).collect();
        choices
    }

    /// Whether the officer changed where a column goes since the file was read.
    pub fn is_changed(&self) -> bool {
        self.columns != self.read.brought.mapping
    }

    /// Sends a column to a field, or leaves it out.
    pub fn send(&mut self, column: usize, field: Option<&'static str>) {
        let Some(column) = self.columns.iter_mut().find(|there| there.column == column) else { return };
        (column.field, column.by, column.confidence) = (field, MatchedBy::Officer, 100);
        // Who corrected something wants it so the next time.
        self.keeps = true;
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.columns.len();
        let page = desk.size.column_rows(self.dates(desk).len());
        match command {
            Command::Do(action) if action.moves() => self.highlight = action.moved(self.highlight, last, page),
            Command::Do(Action::Tick) | Command::Type(' ') => self.tick(),
            Command::Do(Action::Choose) => return self.choose(),
            Command::Do(Action::NextProblem) => return self.next_open(),
            Command::Do(Action::OtherSheet) => return self.sheets(),
            Command::Do(Action::Accept) => return vec![Step::Bring(BringStep::Plan)],
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        let shown = self.highlight.min(last.saturating_sub(1));
        self.top = fit(self.top, shown, shown, page);
        Vec::new()
    }

    /// Space leaves a column out, or takes it in again where it went before.
    fn tick(&mut self) {
        if self.is_on_keeping() {
            self.keeps = !self.keeps;
            return;
        }
        let Some(column) = self.columns.get_mut(self.highlight) else { return };
        let read = self.read.brought.mapping.get(self.highlight);
        let field = match column.field {
            Some(_) => None,
            None => read.and_then(|read| read.field),
        };
        match read.filter(|read| read.field == field && (column.field.is_none() && column.by == MatchedBy::Officer)) {
            Some(read) => *column = read.clone(),
            None => (column.field, column.by) = (field, MatchedBy::Officer),
        }
    }

    fn choose(&self) -> Vec<Step> {
        match self.columns.get(self.highlight) {
            Some(column) => vec![Step::Open(Box::new(Screen::Menu(target::menu(column, &self.columns))))],
            None => Vec::new(),
        }
    }

    fn next_open(&mut self) -> Vec<Step> {
        let order = (self.highlight + 1..self.columns.len()).chain(0..=self.highlight);
        match order.into_iter().find(|place| self.columns.get(*place).is_some_and(is_open)) {
            Some(place) => {
                self.highlight = place;
                Vec::new()
            }
            None => vec![Step::Say(say("import.screen.all-matched", &[]))],
        }
    }

    fn sheets(&self) -> Vec<Step> {
        let sheets = self.read.sheets();
        let now = self.read.brought.source.sheet.as_ref();
        let line = |name: &Text| MenuLine::new(name.to_string(), vec![Step::Bring(BringStep::Sheet(name.to_string()))]);
        let lines: Vec<MenuLine> = sheets.iter().map(line).collect();
        let mut menu = Menu::new(say("import.screen.sheets", &[]), Vec::new(), lines);
        menu.highlight = sheets.iter().position(|name| Some(name) == now).unwrap_or(0);
        vec![Step::Open(Box::new(Screen::Menu(menu)))]
    }

    /// How the days of the file will be read, a sentence each; first those that cannot be.
    pub fn dates(&self, desk: &Desk) -> Vec<String> {
        let of_dates: Vec<&Matched> =
            self.columns.iter().filter(|column| column.field.is_some_and(target::is_date)).collect();
        let unread = self.read.brought.looks.iter();
        let unread: Vec<_> =
            unread.filter(|look| of_dates.iter().any(|column| column.heading == look.heading)).collect();
        let mut told = Vec::new();
        if let Some(first) = unread.first() {
            let parts = [
                ("count", unread.len().to_string()),
                ("row", first.row.to_string()),
                ("text", first.value.to_string()),
            ];
            let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
            told.push(say("import.screen.dates.unread", &parts));
        }
        for example in of_dates.iter().flat_map(|column| &column.examples) {
            let Ok(day) = date::read(example, desk.today) else { continue };
            let (id, day) = if example.contains(['/', '.', '-']) {
                ("import.screen.date.first", day)
            } else {
                ("import.screen.date", day)
            };
            let sentence = say(id, &[("text", example), ("day", &date::long(day))]);
            if date::long(day) != example.as_ref() && !told.contains(&sentence) {
                told.push(sentence);
            }
        }
        told.truncate(DAYS);
        told
    }
}

/// How surely a column goes where it goes.
pub fn certainty(column: &Matched) -> Certainty {
    match (column.field, column.by) {
        (None, MatchedBy::Officer | MatchedBy::Remembered) => Certainty::LeftOut,
        (None, _) => Certainty::NotMatched,
        (Some(_), _) if column.confidence < SURE => Certainty::Guessed,
        (Some(_), _) => Certainty::Sure,
    }
}

fn is_open(column: &Matched) -> bool {
    matches!(certainty(column), Certainty::NotMatched | Certainty::Guessed)
}
