//! Reading one activity: every section on one page, problems beside their fields. Nothing changes here.

use crate::app::browse::delete_question;
use crate::app::command::{Action, Command};
use crate::app::draft::copy_to_new;
use crate::app::form::{Form, Scope};
use crate::app::layout::fit;
use crate::app::menu::{Menu, MenuLine};
use crate::app::outline::{self, Item};
use crate::app::page::{Page, Source, page};
use crate::app::round::Round;
use crate::app::shown;
use crate::app::{Desk, Screen, Step, accepting, approve, review};
use crate::domain::check::Finding;
use crate::domain::field::Section;
use crate::domain::id::Id;
use crate::domain::subject::{Place, Subject, SubjectId};
use crate::domain::words::say;
use crate::search::Found;
use std::sync::Arc;

/// Reading one activity.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The activity.
    pub id: Id,
    /// The list it was opened from, to step through, and its row there.
    list: Option<(Arc<Found>, usize)>,
    /// The highlighted item of the page.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The way through what is to be fixed.
    round: Round,
}

/// What a detail or form screen shows, worked out anew from the document.
pub struct Shown {
    /// The record.
    pub subject: Subject,
    /// Its items.
    pub items: Vec<Item>,
    /// What is to be fixed in it.
    pub findings: Vec<Finding>,
    /// The rows that it makes.
    pub page: Page,
}

impl Detail {
    /// The page of an activity, from its beginning.
    pub fn new(id: Id, list: Option<(Arc<Found>, usize)>) -> Self {
        Detail { id, list, highlight: 0, top: 0, round: Round::default() }
    }

    /// Where it stands in the list it was opened from, counted from 1, and how many stand there.
    pub fn place(&self) -> Option<(usize, usize)> {
        self.list.as_ref().map(|(found, row)| (row + 1, found.places.len()))
    }

    /// The sections of the activity.
    pub fn sections(&self, desk: &Desk) -> Vec<Section> {
        desk.document.subject(&self.subject_id()).map(|subject| outline::sections(&subject)).unwrap_or_default()
    }

    /// Which record it is.
    pub fn subject_id(&self) -> SubjectId {
        SubjectId::Activity(self.id.clone())
    }

    /// What is on the page; `None` once the activity is gone.
    pub fn shown(&self, desk: &Desk) -> Option<Shown> {
        let subject = desk.document.subject(&self.subject_id())?;
        let findings = desk.findings(&subject);
        let items = desk.with_answers(&subject, |answers| outline::reading(&subject, &findings, answers));
        let source = Source {
            subject: &subject,
            saved: None,
            findings: &findings,
            items: &items,
            highlight: self.highlight,
            draft: None,
            editing: false,
        };
        let page = page(&source, desk, desk.size.page_width().saturating_sub(3));
        Some(Shown { subject, items, findings, page })
    }

    /// The first row to show: as it was left, as long as some of what is highlighted is seen.
    pub fn top(&self, shown: &Shown, height: usize) -> usize {
        let (first, last) = shown.page.span(self.highlight);
        let lowest = shown.page.rows.len().saturating_sub(height);
        self.top.clamp((first + 1).saturating_sub(height), last).min(lowest.max(first))
    }

    /// The section that is highlighted.
    pub fn section(&self, shown: &Shown) -> Option<Section> {
        let before = shown.items.iter().take(self.highlight + 1);
        before.rev().find_map(|item| if let Item::Heading(section) = item { Some(*section) } else { None })
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        let Some(shown) = self.shown(desk) else { return vec![Step::Close] };
        // Whoever moves begins another round.
        if !matches!(command, Command::Do(Action::NextProblem | Action::CopyText)) {
            self.round = Round::default();
        }
        match command {
            Command::Section(number) => {
                self.go_to_section(usize::from(if number == 0 { 10 } else { number }), &shown);
                if self.section(&shown) == Some(Section::Review) {
                    return vec![Step::Say(say("detail.history", &[]))];
                }
            }
            Command::Type(_) => return vec![Step::Say(say("detail.reading", &[]))],
            Command::Do(action) => return self.act(action, desk, &shown),
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, desk: &mut Desk, shown: &Shown) -> Vec<Step> {
        let height = desk.size.page();
        let last = shown.items.len().saturating_sub(1);
        self.top = self.top(shown, height);
        match action {
            Action::Up if shown.page.span(self.highlight).0 < self.top => return self.page_up(shown, height),
            Action::Down if shown.page.span(self.highlight).1 >= self.top + height => {
                return self.page_down(shown, height);
            }
            Action::Up | Action::PreviousField => self.highlight = self.highlight.saturating_sub(1),
            Action::Down | Action::NextField => self.highlight = (self.highlight + 1).min(last),
            Action::PageDown => return self.page_down(shown, height),
            Action::PageUp => return self.page_up(shown, height),
            Action::First => (self.highlight, self.top) = (0, 0),
            Action::Last => self.highlight = last,
            Action::Left | Action::Right => self.next_section(action == Action::Right, shown),
            Action::NextActivity => return self.step(true),
            Action::PreviousActivity => return self.step(false),
            Action::NextProblem => {
                let steps = self.next_problem(shown);
                self.show(shown, height);
                return steps;
            }
            Action::Open | Action::Edit | Action::Choose => return self.edit(action, shown, desk),
            Action::Sections => return vec![Step::Open(Box::new(Screen::Menu(sections_menu(&shown.subject))))],
            Action::RecordReview => {
                return vec![Step::Open(Box::new(Screen::Menu(review::menu(std::slice::from_ref(&self.id), desk))))];
            }
            Action::Approve => return approve::steps(std::slice::from_ref(&self.id), desk),
            Action::AcceptFinding => return accepting::steps(&shown.subject, place(shown, self.highlight), desk),
            Action::CopyToNew => return copy_to_new(&self.id, desk),
            Action::Delete => return delete_question(std::slice::from_ref(&self.id), desk),
            Action::CopyText => return copied(shown, self.highlight, desk),
            Action::Back => return vec![Step::Close],
            _ => {}
        }
        self.show(shown, height);
        Vec::new()
    }

    /// Moves the page so that all of what is highlighted is seen, or as much of it as there is room for.
    fn show(&mut self, shown: &Shown, height: usize) {
        let (first, last) = shown.page.span(self.highlight);
        if last - first < height {
            self.top = fit(self.top, first, last, height);
        }
        self.top = self.top(shown, height);
    }

    /// Shows the rows that follow the last one shown, so that paging reads the whole record, however long one field is.
    fn page_down(&mut self, shown: &Shown, height: usize) -> Vec<Step> {
        let rows = shown.page.rows.len();
        let next = (self.top + height.saturating_sub(1)).min(rows.saturating_sub(height).max(self.top));
        if next == self.top {
            self.highlight = shown.items.len().saturating_sub(1);
            return Vec::new();
        }
        self.top = next;
        let mut seen = shown.page.rows.iter().skip(next).take(height).map(|row| row.item);
        let begins = seen.find(|item| shown.page.span(*item).0 >= next);
        self.highlight = begins.unwrap_or_else(|| shown.page.item_at(next));
        Vec::new()
    }

    fn page_up(&mut self, shown: &Shown, height: usize) -> Vec<Step> {
        self.top = self.top.saturating_sub(height.saturating_sub(1));
        // The gap above a heading is no row to stand on.
        let is_gap = shown.page.rows.get(self.top).is_some_and(|row| row.pieces.is_empty());
        self.top += usize::from(is_gap);
        self.highlight = shown.page.item_at(self.top);
        Vec::new()
    }

    /// Goes to the heading of a section, counted from 1; it stands at the top of the screen.
    pub fn go_to_section(&mut self, number: usize, shown: &Shown) {
        let headings = shown.items.iter().enumerate().filter(|(_, item)| matches!(item, Item::Heading(_)));
        if let Some((place, _)) = headings.into_iter().nth(number.saturating_sub(1)) {
            let first =
                shown.items.iter().skip(place + 1).position(|item| !matches!(item, Item::Row { field: "lines", .. }));
            self.highlight = (place + 1 + first.unwrap_or(0)).min(shown.items.len().saturating_sub(1));
            self.top = shown.page.span(place).0;
        }
    }

    fn next_section(&mut self, forward: bool, shown: &Shown) {
        let sections = outline::sections(&shown.subject);
        let here =
            self.section(shown).and_then(|section| sections.iter().position(|listed| *listed == section)).unwrap_or(0);
        let number = if forward { here + 2 } else { here };
        if (1..=sections.len()).contains(&number) {
            self.go_to_section(number, shown);
        }
    }

    fn step(&mut self, forward: bool) -> Vec<Step> {
        let Some((row, id)) = self.neighbour(forward) else {
            return vec![Step::Say(say(if forward { "detail.last" } else { "detail.first" }, &[]))];
        };
        self.id = id;
        self.list = self.list.take().map(|(found, _)| (found, row));
        (self.highlight, self.top, self.round) = (0, 0, Round::default());
        vec![Step::Highlight(self.id.clone())]
    }

    fn neighbour(&self, forward: bool) -> Option<(usize, Id)> {
        let (found, here) = self.list.as_ref()?;
        let row = if forward { here.checked_add(1)? } else { here.checked_sub(1)? };
        let entry = found.index.entry(*found.places.get(row)?)?;
        Some((row, entry.activity.id.clone()))
    }

    fn next_problem(&mut self, shown: &Shown) -> Vec<Step> {
        match self.round.next(&stops(shown), Some(self.highlight)) {
            Some((place, _)) => {
                self.highlight = place;
                Vec::new()
            }
            None => vec![Step::NextToFix],
        }
    }

    /// Goes to the first field that has something to fix.
    pub fn first_problem(&mut self, desk: &Desk) {
        let Some(shown) = self.shown(desk) else { return };
        if let Some((place, _)) = self.round.next(&stops(&shown), None) {
            self.highlight = place;
            self.show(&shown, desk.size.page());
        }
    }

    /// Goes to a field, where it is on the page.
    pub fn go_to(&mut self, place: &Place, desk: &Desk) {
        let Some(shown) = self.shown(desk) else { return };
        let own = |place: &Place| shown.items.iter().position(|item| matches!(item, Item::Field(own) if own == place));
        if let Some(found) = own(place).or_else(|| own(&Place::of(place.field))) {
            self.highlight = found;
            self.show(&shown, desk.size.page());
            self.round.begin(*place);
        }
    }

    fn edit(&self, action: Action, shown: &Shown, desk: &Desk) -> Vec<Step> {
        if let Some(reason) = &desk.document.read_only {
            return vec![Step::Say(reason.clone())];
        }
        let section = self.section(shown).unwrap_or(Section::Overview);
        let mut form = Form::new(self.subject_id(), Scope::Section(section));
        if let Some(item @ (Item::Field(_) | Item::Row { .. })) = shown.items.get(self.highlight) {
            form.go_to(item.clone(), desk);
        }
        let mut steps = vec![Step::Open(Box::new(Screen::Form(form)))];
        if action == Action::Choose {
            steps.push(Step::Do(Action::Choose));
        }
        steps
    }
}

/// The items of the page that have something to fix, in order.
fn stops(shown: &Shown) -> Vec<(usize, Place)> {
    let is_open = |place: &Place| {
        let mut open = shown.findings.iter().filter(|finding| !finding.accepted);
        open.any(|finding| finding.place(&shown.subject) == *place)
    };
    let items = shown.items.iter().enumerate();
    let fields = items.filter_map(|(at, item)| if let Item::Field(place) = item { Some((at, *place)) } else { None });
    fields.filter(|(_, place)| is_open(place)).collect()
}

fn copied(shown: &Shown, highlight: usize, desk: &Desk) -> Vec<Step> {
    vec![shown::copied(&shown.subject, place(shown, highlight), desk.document.lexicon())]
}

/// The place of the field that is highlighted, where one is.
fn place(shown: &Shown, highlight: usize) -> Option<&Place> {
    match shown.items.get(highlight) {
        Some(Item::Field(place)) => Some(place),
        _ => None,
    }
}

/// The sections to choose from.
pub fn sections_menu(subject: &Subject) -> Menu {
    let lines = outline::sections(subject).into_iter().enumerate().map(|(place, section)| {
        let number = (place + 1).to_string();
        let label = say("page.section", &[("number", &number), ("section", section.label())]);
        MenuLine::new(label, vec![Step::GoToSection(place + 1)])
    });
    Menu::new(say("sections.title", &[]), Vec::new(), lines.collect())
}
