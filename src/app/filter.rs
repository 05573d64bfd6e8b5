//! The filter box: what the register can be narrowed by, each with how many activities it would leave.

use crate::app::browse::Browse;
use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Step};
use crate::domain::fold::fold;
use crate::search::filter::{Facet, Filter};

/// The filter box.
#[derive(Clone, Debug)]
pub struct FilterBox {
    /// The filters that are on.
    pub on: Vec<Filter>,
    /// What narrows the lines.
    pub query: TextBox,
    /// The highlighted line.
    pub highlight: usize,
    /// Whether Down has moved into the list, so that Space ticks.
    pub in_list: bool,
    /// The first line shown.
    pub top: usize,
    facets: Vec<Facet>,
}

impl FilterBox {
    /// The box for a list of activities.
    pub fn new(browse: &Browse) -> Self {
        let facets = browse.found.as_ref().map(|found| found.facets.clone()).unwrap_or_default();
        FilterBox {
            on: browse.filters.clone(),
            query: TextBox::new("", false),
            highlight: 0,
            in_list: false,
            top: 0,
            facets,
        }
    }

    /// The lines that match what is typed: those that are on first.
    pub fn lines(&self, desk: &Desk) -> Vec<Facet> {
        let query = fold(self.query.text());
        let matches = |facet: &Facet| {
            let label = fold(&facet.filter.label(desk.document.lexicon()));
            query.split(' ').all(|word| label.contains(word))
        };
        let gone = self.on.iter().filter(|filter| !self.facets.iter().any(|facet| facet.filter == **filter));
        let gone = gone.map(|filter| Facet { filter: filter.clone(), count: 0 });
        let mut lines: Vec<Facet> = gone.chain(self.facets.iter().cloned()).filter(matches).collect();
        let begins = |facet: &Facet| {
            let label = fold(&facet.filter.label(desk.document.lexicon()));
            label.split(' ').any(|word| word.starts_with(&query))
        };
        lines.sort_by_key(|facet| (!self.on.contains(&facet.filter), !begins(facet)));
        lines
    }

    /// Takes the numbers that a filter just turned on leaves.
    pub fn take(&mut self, facets: Vec<Facet>) {
        self.facets = facets;
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.lines(desk).len().saturating_sub(1);
        let page = desk.size.dialog_rows();
        match command {
            Command::Type(' ') if self.in_list => return self.turn(desk),
            Command::Type(letter) => self.narrow(|query| query.insert(letter)),
            Command::Do(Action::Tick) => return self.turn(desk),
            Command::Do(Action::Backspace) => self.narrow(TextBox::backspace),
            Command::Do(Action::Clear) => self.narrow(TextBox::clear),
            Command::Do(Action::Up) if self.highlight == 0 => self.in_list = false,
            Command::Do(Action::Up) => self.highlight -= 1,
            Command::Do(Action::Down) if self.in_list => self.highlight = (self.highlight + 1).min(last),
            Command::Do(Action::Down) => self.in_list = !self.lines(desk).is_empty(),
            Command::Do(Action::PageUp) => self.highlight = self.highlight.saturating_sub(page),
            Command::Do(Action::PageDown) => self.highlight = (self.highlight + page).min(last),
            Command::Do(Action::First) => self.highlight = 0,
            Command::Do(Action::Last) => self.highlight = last,
            Command::Do(Action::ClearFilters) => {
                self.on.clear();
                return vec![Step::Filter(Vec::new())];
            }
            Command::Do(Action::Accept) if !self.query.text().trim().is_empty() || self.in_list => {
                return self.turn(desk);
            }
            Command::Do(Action::Accept | Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    fn narrow(&mut self, change: impl FnOnce(&mut TextBox)) {
        change(&mut self.query);
        (self.highlight, self.in_list) = (0, false);
    }

    fn turn(&mut self, desk: &Desk) -> Vec<Step> {
        let lines = self.lines(desk);
        let Some(facet) = lines.get(self.highlight) else { return Vec::new() };
        if self.on.contains(&facet.filter) {
            self.on.retain(|filter| *filter != facet.filter);
        } else {
            self.on.push(facet.filter.clone());
        }
        self.query.clear();
        (self.highlight, self.in_list, self.top) = (0, false, 0);
        vec![Step::Filter(self.on.clone())]
    }
}
