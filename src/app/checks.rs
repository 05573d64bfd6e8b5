//! What is to be fixed in the register: every finding, most serious first, each a way to its field.

pub mod told;
pub mod window;

use crate::app::command::{Action, Command};
use crate::app::detail::Detail;
use crate::app::menu::{Menu, MenuLine};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step, accepting};
use crate::domain::check::Finding;
use crate::domain::id::Id;
use crate::domain::subject::{Place, SubjectId};
use crate::domain::words::say;
use crate::search::checks::{By, Key, Listed, Narrow, Question, Row, State};
use std::sync::Arc;

/// The list of what is to be fixed.
#[derive(Clone, Debug)]
pub struct Checks {
    /// The search box.
    pub query: TextBox,
    /// How the list is ordered and grouped.
    pub by: By,
    /// What narrows it.
    pub narrowed: Vec<Narrow>,
    /// The list as it was answered last.
    pub listed: Option<Arc<Listed>>,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The row whose field was gone to last, so that the next one is another.
    opened: Option<Key>,
    /// Whether the next answer begins at its first row, as other words were typed.
    is_anew: bool,
    /// Whether the officer asked for this check and waits for its answer.
    pub is_asked: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Checks {
            query: TextBox::new("", false),
            by: By::Seriousness,
            narrowed: Vec::new(),
            listed: None,
            highlight: 0,
            top: 0,
            opened: None,
            is_anew: false,
            is_asked: false,
        }
    }
}

impl Checks {
    /// What it asks for.
    pub fn question(&self) -> Question {
        Question { query: self.query.text().to_owned(), by: self.by, narrowed: self.narrowed.clone() }
    }

    /// Whether the list is there, and empty.
    pub fn is_empty(&self) -> bool {
        self.listed.as_ref().is_some_and(|listed| listed.rows.is_empty())
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.query.text().trim().is_empty() || !self.narrowed.is_empty()
    }

    /// The row at a place.
    pub fn row(&self, place: usize) -> Option<Row> {
        self.listed.as_ref()?.rows.get(place).copied()
    }

    /// The activity of the highlighted row; none where it is about the organisation.
    pub fn activity(&self) -> Option<&Id> {
        let listed = self.listed.as_ref()?;
        listed.entry(self.row(self.highlight)?).map(|entry| &entry.activity.id)
    }

    /// Takes the answer. The highlight stays on its row, and where that was put right on what follows.
    pub fn take(&mut self, listed: Listed) {
        if listed.question != self.question() {
            return;
        }
        let place = if std::mem::take(&mut self.is_anew) { Some(0) } else { self.held(&listed) };
        let last = listed.rows.len().saturating_sub(1);
        self.highlight = place.unwrap_or(self.highlight).min(last);
        self.top = self.top.min(self.highlight);
        self.listed = Some(Arc::new(listed));
    }

    /// Where the highlighted row stands in another list, or the first behind it that is still there.
    fn held(&self, listed: &Listed) -> Option<usize> {
        let old = self.listed.as_ref()?;
        let behind = old.rows.iter().skip(self.highlight).take(LOOKED_FOR);
        behind.filter_map(|row| old.key(*row)).find_map(|key| listed.place(&key))
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let steps = match command {
            Command::Type(letter) => self.typed(|query| query.insert(letter)),
            Command::Section(_) => Vec::new(),
            Command::Do(action) => self.act(action, desk),
        };
        self.scroll(desk);
        steps
    }

    fn act(&mut self, action: Action, desk: &Desk) -> Vec<Step> {
        let last = self.listed.as_ref().map_or(0, |listed| listed.rows.len().saturating_sub(1));
        let page = self.page(desk);
        match action {
            Action::Up => self.highlight = self.highlight.saturating_sub(1),
            Action::Down => self.highlight = (self.highlight + 1).min(last),
            Action::PageUp => self.highlight = self.highlight.saturating_sub(page),
            Action::PageDown => self.highlight = (self.highlight + page).min(last),
            Action::First => self.highlight = 0,
            Action::Last => self.highlight = last,
            Action::Backspace => return self.typed(TextBox::backspace),
            Action::DeleteWord => return self.typed(TextBox::delete_word),
            Action::Clear => return self.typed(TextBox::clear),
            Action::Open | Action::Accept => return self.open(desk),
            Action::NextProblem => return self.next(desk),
            Action::CheckAgain => {
                self.is_asked = true;
                return vec![Step::Find { keep: true }];
            }
            Action::Order => return vec![Step::Open(Box::new(Screen::Menu(self.orders())))],
            Action::Filter => return vec![Step::Open(Box::new(Screen::Menu(self.filters())))],
            Action::ClearFilters => return vec![Step::ListChecks { by: self.by, narrowed: Vec::new() }],
            Action::CopyText => {
                let row = self.row(self.highlight).and_then(|row| self.finding(row, desk));
                return row.map(|finding| Step::Copy(finding.message)).into_iter().collect();
            }
            Action::AcceptFinding => return self.accept(desk).unwrap_or_default(),
            Action::Back => return self.back(),
            _ => {}
        }
        Vec::new()
    }

    fn typed(&mut self, change: impl FnOnce(&mut TextBox)) -> Vec<Step> {
        let before = self.query.text().to_owned();
        change(&mut self.query);
        if self.query.text() == before {
            return Vec::new();
        }
        self.begin_anew();
        vec![Step::Find { keep: true }]
    }

    /// Lists by something else or narrowed by something else, from its first row.
    pub fn list(&mut self, by: By, narrowed: Vec<Narrow>) {
        (self.by, self.narrowed) = (by, narrowed);
        self.begin_anew();
    }

    fn begin_anew(&mut self) {
        (self.is_anew, self.highlight, self.top) = (true, 0, 0);
    }

    /// One step back: the search, then the filters, then the screen.
    fn back(&mut self) -> Vec<Step> {
        if !self.query.text().is_empty() {
            return self.typed(TextBox::clear);
        }
        if !self.narrowed.is_empty() {
            return vec![Step::ListChecks { by: self.by, narrowed: Vec::new() }];
        }
        vec![Step::Close]
    }

    /// Goes to the field of the highlighted row.
    fn open(&mut self, desk: &Desk) -> Vec<Step> {
        let Some(row) = self.row(self.highlight) else { return Vec::new() };
        self.opened = self.listed.as_ref().and_then(|listed| listed.key(row));
        let target = self.target(row, desk);
        target.map(|(id, place)| way_to(id, place, desk)).unwrap_or_default()
    }

    /// Goes to the field of the highlighted row, or of the next one where that was gone to already.
    /// Asks for the reason why what is highlighted can stay as it is.
    fn accept(&self, desk: &Desk) -> Option<Vec<Step>> {
        let row = self.row(self.highlight)?;
        let subject = desk.document.subject(&subject(self.listed.as_ref()?, row))?;
        Some(accepting::one(&subject, &self.finding(row, desk)?))
    }

    fn next(&mut self, desk: &Desk) -> Vec<Step> {
        let here = self.row(self.highlight);
        let key = |row: Row| self.listed.as_ref().and_then(|listed| listed.key(row));
        let was_here = self.opened.is_some() && here.and_then(key) == self.opened;
        let is_next = here.is_some_and(|row| row.state == State::ToFix) && !was_here;
        match if is_next { Some(self.highlight) } else { self.next_row(None) } {
            Some(place) => {
                self.highlight = place;
                self.open(desk)
            }
            None => vec![Step::NextToFix],
        }
    }

    /// Goes on to the next row to fix that is not about this record; says where that leads.
    pub fn go_on(&mut self, from: &SubjectId, desk: &Desk) -> Option<(SubjectId, Place)> {
        self.highlight = self.next_row(Some(from))?;
        self.scroll(desk);
        let row = self.row(self.highlight)?;
        self.opened = self.listed.as_ref().and_then(|listed| listed.key(row));
        self.target(row, desk)
    }

    /// The next row to fix behind the highlighted one, and from the first again; of another record where one is given.
    fn next_row(&self, from: Option<&SubjectId>) -> Option<usize> {
        let listed = self.listed.as_ref()?;
        let fits = |row: &Row| row.state == State::ToFix && from.is_none_or(|from| subject(listed, *row) != *from);
        let rows = || listed.rows.iter().enumerate();
        let mut later = rows().skip(self.highlight + 1).chain(rows().take(self.highlight + 1));
        later.find(|(_, row)| fits(row)).map(|(place, _)| place)
    }

    /// The record and the field that a row leads to, as they are now.
    fn target(&self, row: Row, desk: &Desk) -> Option<(SubjectId, Place)> {
        let id = subject(self.listed.as_ref()?, row);
        let record = desk.document.subject(&id)?;
        let finding = self.finding(row, desk)?;
        Some((id, finding.target(&record)))
    }

    /// The finding of a row, as it is now; `None` where it was put right since.
    pub fn finding(&self, row: Row, desk: &Desk) -> Option<Finding> {
        let listed = self.listed.as_ref()?;
        let rule = listed.rule(row)?;
        if Listed::is_apart(row) {
            return listed.finding_apart(row).cloned();
        }
        let subject = desk.document.subject(&subject(listed, row))?;
        let found = desk.findings(&subject).into_iter();
        found.filter(|finding| finding.rule == rule).nth(usize::from(row.nth))
    }

    fn orders(&self) -> Menu {
        let line = |by: By| {
            let narrowed = self.narrowed.clone();
            MenuLine::new(told::order(by), vec![Step::ListChecks { by, narrowed }])
        };
        let mut menu = Menu::new(say("order.title", &[]), Vec::new(), By::ALL.map(line).to_vec());
        menu.highlight = By::ALL.iter().position(|by| *by == self.by).unwrap_or(0);
        menu
    }

    /// What the list can be narrowed by; a line turns its filter on or off.
    fn filters(&self) -> Menu {
        let choices = self.listed.as_ref().map(|listed| listed.choices.clone()).unwrap_or_default();
        let mut lines: Vec<MenuLine> = choices
            .into_iter()
            .map(|choice| {
                let is_on = self.narrowed.contains(&choice.narrow);
                let mut narrowed = self.narrowed.clone();
                narrowed.retain(|narrow| *narrow != choice.narrow);
                narrowed.extend((!is_on).then(|| choice.narrow.clone()));
                let id = if is_on { "checks.filter.on" } else { "checks.filter.off" };
                let label = say(id, &[("filter", &told::narrow(&choice.narrow))]);
                MenuLine::new(label, vec![Step::ListChecks { by: self.by, narrowed }])
                    .with_note(choice.count.to_string())
            })
            .collect();
        if !self.narrowed.is_empty() {
            let all = Step::ListChecks { by: self.by, narrowed: Vec::new() };
            lines.push(MenuLine::new(Action::ClearFilters.title().to_owned(), vec![all]));
        }
        let mut menu = Menu::new(say("filter.title", &[]), Vec::new(), lines);
        menu.tail = vec![say("checks.filter.about", &[])];
        menu
    }
}

/// The steps to a field. A register that is opened to look at is read.
pub fn way_to(id: SubjectId, place: Place, desk: &Desk) -> Vec<Step> {
    match (&desk.document.read_only, id) {
        (None, id) => vec![Step::GoTo(id, place)],
        (Some(_), SubjectId::Activity(id)) => {
            let mut detail = Detail::new(id, None);
            detail.go_to(&place, desk);
            vec![Step::Open(Box::new(Screen::Detail(detail)))]
        }
        (Some(reason), _) => vec![Step::Say(reason.clone())],
    }
}

/// So many rows behind the highlight are looked for in another list; more do not go at once.
const LOOKED_FOR: usize = 32;

/// The record that a row is about.
fn subject(listed: &Listed, row: Row) -> SubjectId {
    listed.entry(row).map_or(SubjectId::Organisation, |entry| SubjectId::Activity(entry.activity.id.clone()))
}
