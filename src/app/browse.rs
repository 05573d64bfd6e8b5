//! The list of activities with its search box, filters and ticks; the reviews are the same list in another order.

use crate::app::bulk::Bulk;
use crate::app::command::{Action, Command};
use crate::app::detail::Detail;
use crate::app::draft::{copy_to_new, new_activity};
use crate::app::filter::FilterBox;
use crate::app::form::{Form, Scope};
use crate::app::layout::fit;
use crate::app::menu::{Menu, confirm, order_menu};
use crate::app::shown;
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step, approve, review};
use crate::domain::activity::Activity;
use crate::domain::edit::Edit;
use crate::domain::id::Id;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;
use crate::search::filter::{Filter, Review};
use crate::search::{Ask, Found, Order};
use std::collections::HashSet;
use std::sync::Arc;

/// Which of the two lists it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Every activity.
    Register,
    /// Those whose review is overdue, due soon or not set, oldest first.
    Reviews,
}

/// The list of activities.
#[derive(Clone, Debug)]
pub struct Browse {
    /// Which list it is.
    pub view: View,
    /// The search box.
    pub query: TextBox,
    /// The filters that are on.
    pub filters: Vec<Filter>,
    /// The order.
    pub order: Order,
    /// What was found last; nothing until the first answer.
    pub found: Option<Arc<Found>>,
    /// Whether the keyboard is in the list, so that Space ticks; else letters and Space go into the search box.
    pub in_list: bool,
    /// The ticked activities.
    pub ticked: HashSet<Id>,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
}

impl Browse {
    /// The whole register, A to Z.
    pub fn register() -> Self {
        Browse {
            view: View::Register,
            query: TextBox::new("", false),
            filters: Vec::new(),
            order: Order::Title,
            found: None,
            in_list: false,
            ticked: HashSet::new(),
            highlight: 0,
            top: 0,
        }
    }

    /// The reviews, oldest first.
    pub fn reviews() -> Self {
        let filters = [Review::Overdue, Review::Soon, Review::NotSet].map(Filter::Review).to_vec();
        Browse { view: View::Reviews, filters, order: Order::Review, in_list: true, ..Browse::register() }
    }

    /// What it asks the search.
    pub fn ask(&self, desk: &Desk) -> Ask {
        Ask {
            query: self.query.text().to_owned(),
            filters: self.filters.clone(),
            order: self.order,
            facets: self.view == View::Register && desk.size.is_wide(),
            today: desk.today,
            changed: Arc::default(),
        }
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.query.text().trim().is_empty() || self.is_filtered()
    }

    /// Whether filters of the officer's own are on.
    pub fn is_filtered(&self) -> bool {
        self.view == View::Register && !self.filters.is_empty()
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.places.len())
    }

    /// The activity in a row, as it is now; `None` where it has been deleted since.
    pub fn activity<'a>(&self, desk: &'a Desk, row: usize) -> Option<&'a Arc<Activity>> {
        let found = self.found.as_ref()?;
        let entry = found.index.entry(*found.places.get(row)?)?;
        desk.document.register().activity(&entry.activity.id)
    }

    /// The ids of all rows, in order.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        let found = self.found.as_ref();
        found.into_iter().flat_map(|found| {
            found.places.iter().filter_map(|place| found.index.entry(*place)).map(|entry| &entry.activity.id)
        })
    }

    /// Takes an answer of the search; the highlight stays on its activity where the query stayed too.
    pub fn take(&mut self, found: Found, keep: bool) {
        let held = self.highlighted_id().filter(|_| keep);
        self.found = Some(Arc::new(found));
        let row = held.and_then(|id| self.ids().position(|shown| *shown == id));
        self.highlight = row.unwrap_or(if keep { self.highlight } else { 0 }).min(self.count().saturating_sub(1));
        self.top = self.top.min(self.highlight);
    }

    /// The id of the highlighted activity.
    pub fn highlighted_id(&self) -> Option<Id> {
        let found = self.found.as_ref()?;
        Some(found.index.entry(*found.places.get(self.highlight)?)?.activity.id.clone())
    }

    /// Moves the highlight to an activity, where it is shown.
    pub fn highlight_id(&mut self, id: &Id) {
        let row = self.ids().position(|shown| shown == id);
        self.highlight = row.unwrap_or(self.highlight);
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        let rows = desk.size.list();
        let steps = match command {
            Command::Type(' ') if self.in_list => self.tick(),
            Command::Type(letter) => self.type_letter(letter),
            Command::Section(_) => Vec::new(),
            Command::Do(action) => self.act(action, desk, rows),
        };
        self.top = fit(self.top, self.highlight, self.highlight, rows);
        steps
    }

    fn type_letter(&mut self, letter: char) -> Vec<Step> {
        self.query.insert(letter);
        self.in_list = false;
        vec![Step::Find { keep: false }]
    }

    fn act(&mut self, action: Action, desk: &mut Desk, rows: usize) -> Vec<Step> {
        let last = self.count().saturating_sub(1);
        match action {
            Action::Up if self.highlight == 0 => self.in_list = self.view == View::Reviews,
            Action::Up => self.move_to(self.highlight - 1),
            Action::Down => self.move_to((self.highlight + 1).min(last)),
            Action::PageUp => self.move_to(self.highlight.saturating_sub(rows)),
            Action::PageDown => self.move_to((self.highlight + rows).min(last)),
            Action::First => self.move_to(0),
            Action::Last => self.move_to(last),
            Action::Search => self.in_list = false,
            Action::Tick => return self.tick(),
            Action::TickAll => return self.tick_all(),
            Action::Open | Action::Accept => return self.open(false, desk),
            Action::Edit if !self.ticked.is_empty() => return self.change_ticked(),
            Action::Edit => return self.open(true, desk),
            Action::ChangeTicked => return self.change_ticked(),
            Action::RecordReview => {
                return vec![Step::Open(Box::new(Screen::Menu(review::menu(&self.chosen(), desk))))];
            }
            Action::Approve => return approve::steps(&self.chosen(), desk),
            Action::Filter => {
                return vec![Step::Open(Box::new(Screen::Filter(FilterBox::new(self)))), Step::Find { keep: true }];
            }
            Action::ClearFilters => {
                self.filters = if self.view == View::Reviews { Browse::reviews().filters } else { Vec::new() };
                return vec![Step::Find { keep: true }];
            }
            Action::NextProblem => return vec![Step::NextToFix],
            Action::Order => return vec![Step::Open(Box::new(Screen::Menu(order_menu(self.order))))],
            Action::New => return new_activity(desk),
            Action::CopyToNew => return self.copy(desk),
            Action::Delete => return self.delete(desk),
            Action::CopyText => {
                let name = self.activity(desk, self.highlight).map(|activity| activity.name().to_owned());
                return name.map(Step::Copy).into_iter().collect();
            }
            Action::Back => return self.back(),
            Action::Backspace => return self.typed(TextBox::backspace),
            Action::DeleteWord => return self.typed(TextBox::delete_word),
            Action::Clear => return self.typed(TextBox::clear),
            _ => {}
        }
        Vec::new()
    }

    fn typed(&mut self, change: fn(&mut TextBox)) -> Vec<Step> {
        let before = self.query.text().to_owned();
        change(&mut self.query);
        if self.query.text() == before { Vec::new() } else { vec![Step::Find { keep: false }] }
    }

    fn move_to(&mut self, row: usize) {
        self.highlight = row;
        self.in_list = self.count() > 0;
    }

    /// One step back: first the search, then the filters, then the view. It never leaves.
    fn back(&mut self) -> Vec<Step> {
        if !self.query.text().is_empty() {
            self.query.clear();
            return vec![Step::Find { keep: true }];
        }
        if self.view == View::Reviews {
            return vec![Step::Close];
        }
        if !self.filters.is_empty() {
            self.filters.clear();
            return vec![Step::Find { keep: true }];
        }
        self.in_list = false;
        vec![Step::Say(say("leave.how", &[]))]
    }

    fn tick(&mut self) -> Vec<Step> {
        if let Some(id) = self.highlighted_id()
            && !self.ticked.remove(&id)
        {
            self.ticked.insert(id);
        }
        // On to the next, so that several in a row are ticked with Space alone.
        self.highlight = (self.highlight + 1).min(self.count().saturating_sub(1));
        Vec::new()
    }

    /// The ticked activities that are shown, in their order; the highlighted one where none is ticked.
    fn chosen(&self) -> Vec<Id> {
        let ticked: Vec<Id> = self.ids().filter(|id| self.ticked.contains(*id)).cloned().collect();
        if ticked.is_empty() { self.highlighted_id().into_iter().collect() } else { ticked }
    }

    fn change_ticked(&self) -> Vec<Step> {
        vec![Step::Bulk(Box::new(Bulk::new(self.chosen())))]
    }

    fn tick_all(&mut self) -> Vec<Step> {
        if self.ids().all(|id| self.ticked.contains(id)) {
            self.ticked.clear();
        } else {
            let shown: Vec<Id> = self.ids().cloned().collect();
            self.ticked.extend(shown);
        }
        let count = self.ticked.len().to_string();
        vec![Step::Say(say("browse.ticked", &[("count", &count)]))]
    }

    fn open(&self, editing: bool, desk: &Desk) -> Vec<Step> {
        let Some(id) = self.highlighted_id() else { return Vec::new() };
        let Some(activity) = desk.document.register().activity(&id) else { return Vec::new() };
        let list = self.found.clone().map(|found| (found, self.highlight));
        let detail = Detail::new(id.clone(), list);
        let first = detail.sections(desk).first().copied();
        let mut steps = vec![Step::Open(Box::new(Screen::Detail(detail)))];
        if let (true, Some(reason)) = (editing, &desk.document.read_only) {
            steps.push(Step::Say(reason.clone()));
        } else if editing && let Some(section) = first {
            let form = Form::new(SubjectId::Activity(activity.id.clone()), Scope::Section(section));
            steps.push(Step::Open(Box::new(Screen::Form(form))));
        }
        steps
    }

    fn copy(&self, desk: &mut Desk) -> Vec<Step> {
        let Some(id) = self.highlighted_id() else { return Vec::new() };
        copy_to_new(&id, desk)
    }

    fn delete(&self, desk: &Desk) -> Vec<Step> {
        delete_question(&self.chosen(), desk)
    }
}

/// The question before activities are deleted; the safe answer stands first.
pub fn delete_question(ids: &[Id], desk: &Desk) -> Vec<Step> {
    if let Some(reason) = &desk.document.read_only {
        return vec![Step::Say(reason.clone())];
    }
    let register = desk.document.register();
    let at = |place: usize| Some((place, register.activities().get(place)?.clone()));
    let activities: Vec<(usize, Arc<Activity>)> = ids.iter().filter_map(|id| at(register.place(id)?)).collect();
    let (question, label) = match activities.as_slice() {
        [] => return Vec::new(),
        [(_, only)] => {
            let title = shown::name(only);
            (say("delete.question", &[("title", &title)]), say("edit.deleted", &[("title", &title)]))
        }
        several => {
            let count = several.len().to_string();
            (say("delete.question.several", &[("count", &count)]), say("edit.deleted.several", &[("count", &count)]))
        }
    };
    let count = activities.len().to_string();
    let count = [("count", count.as_str())];
    let menu: Menu = confirm(
        question,
        vec![
            (say("delete.keep", &count), Vec::new()),
            (say("delete.do", &count), vec![Step::Home, Step::Make(Edit::remove(label, activities))]),
        ],
    );
    vec![Step::Open(Box::new(Screen::Menu(menu)))]
}
