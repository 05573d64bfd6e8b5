//! What a privacy notice suggests, each value with its line; what it does not say; and the notice itself to read.

use crate::app::bring::BringStep;
use crate::app::bring::job::Read;
use crate::app::bring::preview::look_in_words;
use crate::app::bring::suggestion::{Suggestion, accepted, suggestions};
use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step};
use crate::domain::Text;
use crate::domain::subject::Subject;
use crate::domain::text::{Clean, clean, wrap};
use crate::domain::typed;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Draft};
use jiff::civil::Date;
use std::sync::Arc;

/// What a notice suggests.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What was read.
    pub read: Arc<Read>,
    /// What each draft suggests.
    pub drafts: Vec<Vec<Suggestion>>,
    /// The rows of the list.
    pub rows: Vec<Row>,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The words that are being typed in the stead of the highlighted suggestion's.
    pub typing: Option<TextBox>,
    /// The highlighted line of the notice, counted from 0, while that is read.
    pub reading: Option<usize>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The heading of one activity of several.
    Draft(usize),
    /// A suggestion: its draft and its place there.
    Suggestion(usize, usize),
    /// The heading of what is not in the notice, or of what is to be looked at.
    Heading(&'static str),
    /// What is not in the notice, by its place in what was brought.
    Gap(usize),
    /// A value to be looked at, by its place in what was brought.
    Look(usize),
    /// The way on.
    Continue,
}

impl Notice {
    /// What was read, everything accepted.
    pub fn new(read: Arc<Read>, desk: &Desk) -> Self {
        let lexicon = desk.document.lexicon();
        let of_draft = |draft: &Draft| suggestions(&draft.activity, lexicon);
        let drafts: Vec<Vec<Suggestion>> = read.brought.drafts.iter().map(of_draft).collect();
        let rows = rows(&read.brought, &drafts);
        let highlight = rows.iter().position(|row| matches!(row, Row::Suggestion(..))).unwrap_or(0);
        Notice { read, drafts, rows, highlight, top: 0, typing: None, reading: None }
    }

    /// What the message line says: how much was found, and how much is not there.
    pub fn message(&self) -> String {
        let (all, taken) = self.counts();
        let gaps = self.read.brought.gaps.len().to_string();
        let parts = [("all", all.to_string()), ("taken", taken.to_string()), ("gaps", gaps)];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        say("notice.screen.message", &parts)
    }

    /// The highlighted suggestion.
    pub fn here(&self) -> Option<&Suggestion> {
        match self.rows.get(self.highlight)? {
            Row::Suggestion(draft, place) => self.drafts.get(*draft)?.get(*place),
            _ => None,
        }
    }

    fn here_mut(&mut self) -> Option<&mut Suggestion> {
        match self.rows.get(self.highlight)? {
            Row::Suggestion(draft, place) => self.drafts.get_mut(*draft)?.get_mut(*place),
            _ => None,
        }
    }

    /// How many suggestions there are, and how many of them are accepted.
    pub fn counts(&self) -> (usize, usize) {
        let all = || self.drafts.iter().flatten();
        (all().count(), all().filter(|suggestion| suggestion.taken).count())
    }

    /// The lines of the notice that the highlighted row is about, the first and the last counted from 1.
    pub fn lines_here(&self) -> Option<(usize, usize)> {
        match self.rows.get(self.highlight)? {
            Row::Draft(draft) => self.read.brought.drafts.get(*draft).map(|draft| (draft.at, draft.at)),
            Row::Suggestion(..) => self.here()?.lines,
            Row::Look(place) => self.read.brought.looks.get(*place).map(|look| (look.row, look.row)),
            Row::Heading(_) | Row::Gap(_) | Row::Continue => None,
        }
    }

    /// What was accepted, in the stead of what was brought; a draft without anything accepted is left out.
    pub fn accepted(&self, desk: &mut Desk) -> Brought {
        let mut brought = Brought::clone(&self.read.brought);
        let drafts = std::mem::take(&mut brought.drafts);
        for (draft, suggestions) in drafts.into_iter().zip(&self.drafts) {
            if !suggestions.iter().any(|suggestion| suggestion.taken) {
                continue;
            }
            let refused = |word: &Text| {
                let of_word = |one: &&Suggestion| one.term.as_ref() == Some(word);
                let mut all = suggestions.iter().filter(of_word).peekable();
                all.peek().is_some() && all.all(|one| !one.taken || one.own.is_some())
            };
            let mut own_words = draft.own_words;
            own_words.retain(|(_, word)| !refused(word));
            let activity = accepted(&draft.activity, suggestions, desk.today, desk.ids);
            brought.drafts.push(Draft { activity, own_words, ..draft });
        }
        brought
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        if self.typing.is_some() {
            return self.type_on(command, desk.today);
        }
        if self.reading.is_some() {
            self.read_on(command, desk);
            return Vec::new();
        }
        let last = self.rows.len().saturating_sub(1);
        let page = desk.size.notice_rows();
        match command {
            Command::Do(Action::Up) => self.go(self.highlight.saturating_sub(1), false),
            Command::Do(Action::Down) => self.go((self.highlight + 1).min(last), true),
            Command::Do(Action::PageUp) => self.go(self.highlight.saturating_sub(page), false),
            Command::Do(Action::PageDown) => self.go((self.highlight + page).min(last), true),
            Command::Do(Action::First) => self.go(0, true),
            Command::Do(Action::Last) => self.go(last, true),
            Command::Do(Action::Tick) | Command::Type(' ') => return self.tick(),
            Command::Do(Action::TickAll) => self.tick_all(),
            Command::Do(Action::NextProblem) => self.next_gap(),
            Command::Do(Action::NextField) => {
                self.reading = Some(self.lines_here().map_or(0, |(first, _)| first.saturating_sub(1)));
            }
            Command::Do(Action::Accept) => return self.accept(),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    /// Goes to a row; a heading is passed over, since there is nothing to do with it.
    fn go(&mut self, row: usize, forwards: bool) {
        let is_heading = |row: usize| matches!(self.rows.get(row), Some(Row::Heading(_)));
        self.highlight = match (is_heading(row), forwards) {
            (true, true) => row + 1,
            (true, false) => row.saturating_sub(1),
            (false, _) => row,
        };
    }

    fn tick(&mut self) -> Vec<Step> {
        if let Some(Row::Draft(draft)) = self.rows.get(self.highlight) {
            let suggestions = self.drafts.get_mut(*draft).into_iter().flatten();
            let mut suggestions: Vec<&mut Suggestion> = suggestions.collect();
            let all = suggestions.iter().all(|suggestion| suggestion.taken);
            suggestions.iter_mut().for_each(|suggestion| suggestion.taken = !all);
            return Vec::new();
        }
        match self.here_mut() {
            Some(suggestion) => suggestion.taken = !suggestion.taken,
            None => return vec![Step::Say(say("notice.screen.no-tick", &[]))],
        }
        Vec::new()
    }

    fn tick_all(&mut self) {
        let all = self.drafts.iter().flatten().all(|suggestion| suggestion.taken);
        self.drafts.iter_mut().flatten().for_each(|suggestion| suggestion.taken = !all);
    }

    /// Goes to the next thing that wants an eye; behind the last one to the way on.
    fn next_gap(&mut self) {
        let wants = |place: &usize| {
            self.rows.get(*place).is_some_and(|row| matches!(row, Row::Gap(_) | Row::Look(_) | Row::Continue))
        };
        let mut order = (self.highlight + 1..self.rows.len()).chain(0..=self.highlight);
        self.highlight = order.find(wants).unwrap_or(self.highlight);
    }

    fn accept(&mut self) -> Vec<Step> {
        let Some(row) = self.rows.get(self.highlight) else { return Vec::new() };
        match row {
            Row::Continue if self.counts().1 == 0 => vec![Step::Say(say("import.screen.nothing-ticked", &[]))],
            Row::Continue => vec![Step::Bring(BringStep::Plan)],
            Row::Gap(_) => vec![Step::Say(say("notice.screen.gap-how", &[]))],
            Row::Look(_) => vec![Step::Say(say("notice.screen.look-how", &[]))],
            Row::Draft(_) | Row::Heading(_) => vec![Step::Say(say("notice.screen.heading-how", &[]))],
            Row::Suggestion(..) => self.start_typing(),
        }
    }

    fn start_typing(&mut self) -> Vec<Step> {
        let Some(suggestion) = self.here() else { return Vec::new() };
        if suggestion.is_row() {
            return vec![Step::Say(say("notice.screen.row-how", &[]))];
        }
        let words = suggestion.own.clone().unwrap_or_else(|| suggestion.words.clone());
        let mut text = TextBox::new(&words, false);
        text.end();
        self.typing = Some(text);
        Vec::new()
    }

    fn type_on(&mut self, command: Command, today: Date) -> Vec<Step> {
        let Some(text) = &mut self.typing else { return Vec::new() };
        match command {
            Command::Type(letter) => text.insert(letter),
            Command::Do(Action::Backspace) => text.backspace(),
            Command::Do(Action::DeleteForward) => text.delete(),
            Command::Do(Action::DeleteWord) => text.delete_word(),
            Command::Do(Action::Clear) => text.clear(),
            Command::Do(Action::Left) => text.left(),
            Command::Do(Action::Right) => text.right(),
            Command::Do(Action::First) => text.home(),
            Command::Do(Action::Last) => text.end(),
            Command::Do(Action::WordLeft) => text.word_left(),
            Command::Do(Action::WordRight) => text.word_right(),
            Command::Do(Action::Accept | Action::Back | Action::NextField) => return self.keep_words(today),
            _ => {}
        }
        Vec::new()
    }

    /// Keeps what was typed; words that do not fit the field stay in the box.
    fn keep_words(&mut self, today: Date) -> Vec<Step> {
        let Some(words) = self.typing.as_ref().map(|text| text.text().trim().to_owned()) else { return Vec::new() };
        let Some(suggestion) = self.here() else { return Vec::new() };
        let column = Subject::Activity(Arc::default()).column(&suggestion.place);
        if words.is_empty() || words == suggestion.words {
            self.typing = None;
            if let Some(suggestion) = self.here_mut() {
                suggestion.own = None;
                suggestion.taken = !words.is_empty();
            }
            return Vec::new();
        }
        if let Some(Err(problem)) = column.map(|column| typed::read(&column, &words, today)) {
            return vec![Step::Say(problem.sentence())];
        }
        self.typing = None;
        if let Some(suggestion) = self.here_mut() {
            (suggestion.own, suggestion.taken) = (Some(words), true);
        }
        Vec::new()
    }

    /// Moves through the notice.
    fn read_on(&mut self, command: Command, desk: &Desk) {
        let last = self.read.lines().len().saturating_sub(1);
        let at = self.reading.unwrap_or(0);
        let page = (desk.size.notice_pane().1 / 2).max(1);
        self.reading = match command {
            Command::Do(Action::Up) => Some(at.saturating_sub(1)),
            Command::Do(Action::Down) => Some((at + 1).min(last)),
            Command::Do(Action::PageUp) => Some(at.saturating_sub(page)),
            Command::Do(Action::PageDown) => Some((at + page).min(last)),
            Command::Do(Action::First) => Some(0),
            Command::Do(Action::Last) => Some(last),
            Command::Do(Action::NextField | Action::Back) => None,
            _ => Some(at),
        };
    }
}

/// The rows that words take in so many columns; an empty line takes one.
pub fn rows_of(words: &str, columns: usize) -> Vec<Clean> {
    wrap(&clean(words), columns.max(1))
}

fn rows(brought: &Brought, drafts: &[Vec<Suggestion>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (draft, suggestions) in drafts.iter().enumerate() {
        if drafts.len() > 1 {
            rows.push(Row::Draft(draft));
        }
        rows.extend((0..suggestions.len()).map(|place| Row::Suggestion(draft, place)));
        let gaps: Vec<usize> = (0..brought.gaps.len())
            .filter(|place| brought.gaps.get(*place).is_some_and(|gap| gap.draft == draft))
            .collect();
        if !gaps.is_empty() {
            rows.push(Row::Heading("notice.screen.gaps"));
        }
        rows.extend(gaps.into_iter().map(Row::Gap));
    }
    if !brought.looks.is_empty() {
        rows.push(Row::Heading("notice.screen.looks"));
    }
    rows.extend((0..brought.looks.len()).map(Row::Look));
    rows.push(Row::Continue);
    rows
}

impl Notice {
    /// The words of a gap or of a value to be looked at.
    pub fn remark(&self, row: &Row) -> String {
        let brought = &self.read.brought;
        match row {
            Row::Gap(place) => brought.gaps.get(*place).map_or_else(String::new, |gap| gap.words.clone()),
            Row::Look(place) => brought.looks.get(*place).map_or_else(String::new, look_in_words),
            _ => String::new(),
        }
    }
}
