//! The checks: their list, the way from one thing to fix to the next, and to the field of any.

use crate::app::checks::{self, Checks};
use crate::app::command::Action;
use crate::app::detail::Detail;
use crate::app::form::{Form, Scope};
use crate::app::outline::Item;
use crate::app::program::App;
use crate::app::{Desk, Effect, Screen, Step, ready};
use crate::domain::date::long;
use crate::domain::diff::About;
use crate::domain::field::Section;
use crate::domain::id::Id;
use crate::domain::subject::{Place, SubjectId};
use crate::domain::words::say;
use crate::search::Found;
use crate::search::checks::{Listed, Question};
use std::sync::Arc;

impl App {
    /// The steps to the list of what is to be fixed.
    pub(super) fn open_checks() -> Vec<Step> {
        vec![Step::Home, Step::Open(Box::new(Screen::Checks(Checks::default()))), Step::Find { keep: true }]
    }

    /// The list that is open, whatever stands over it.
    pub fn checks(&self) -> Option<&Checks> {
        self.screens
            .iter()
            .rev()
            .find_map(|screen| if let Screen::Checks(checks) = screen { Some(checks) } else { None })
    }

    fn checks_mut(&mut self) -> Option<&mut Checks> {
        self.screens.iter_mut().rev().find_map(|screen| match screen {
            Screen::Checks(checks) => Some(checks),
            _ => None,
        })
    }

    /// What the list asks for, where it is open.
    pub(super) fn checks_question(&self) -> Option<Question> {
        self.checks().map(Checks::question)
    }

    /// Lists by something else, or narrowed by something else.
    pub(super) fn list_checks(&mut self, change: impl FnOnce(&mut Checks)) -> Vec<Effect> {
        if let Some(checks) = self.checks_mut() {
            change(checks);
        }
        self.search(true)
    }

    /// Takes the answer of a check, and the time of it.
    pub(super) fn checked(&mut self, listed: Option<Box<Listed>>, at: String) {
        self.checked_at = at;
        let Some(checks) = self.checks_mut() else { return };
        if let Some(listed) = listed {
            checks.take(*listed);
        }
        if std::mem::take(&mut checks.is_asked) {
            let count = self.index.as_ref().map_or(0, |index| index.totals().to_fix);
            self.notice = if count == 0 {
                self.nothing_to_fix()
            } else {
                let (day, count) = (long(self.today), count.to_string());
                say("checks.again", &[("day", &day), ("time", &self.checked_at), ("count", &count)])
            };
        }
    }

    /// What is said where nothing is to be fixed.
    pub fn nothing_to_fix(&self) -> String {
        say("checks.none", &[("day", &long(self.today)), ("time", &self.checked_at)])
    }

    /// What the list says below: when it was made, and what it is not.
    pub fn checks_message(&self) -> String {
        let count = self.index.as_ref().map_or(0, |index| index.totals().to_fix);
        match (self.index.is_some() && count == 0, self.checked_at.is_empty()) {
            (true, _) => self.nothing_to_fix(),
            (_, true) => say("checks.advice", &[]),
            _ => say("checks.message", &[("day", &long(self.today)), ("time", &self.checked_at)]),
        }
    }

    /// How ready the activity is that has the keyboard, or the register.
    pub(super) fn readiness(&self, action: Action) -> Vec<Step> {
        let menu = self.with_desk(|desk| match (action, self.activity_here()) {
            (Action::Figures, _) => Some(ready::of_register(desk)),
            (_, Some(About::Activity(id))) => {
                desk.document.register().activity(&id).map(|activity| ready::of_activity(activity, desk))
            }
            _ => None,
        });
        menu.map(|menu| Step::Open(Box::new(Screen::Menu(menu)))).into_iter().collect()
    }

    /// Goes to a field: in the form of its record where that has the keyboard, else in a form over this screen.
    pub(super) fn go_to(&mut self, id: SubjectId, place: Place) {
        if self.document.subject(&id).is_none() {
            return;
        }
        if !matches!(self.top(), Some(Screen::Form(form)) if form.subject == id) {
            self.screens.push(Screen::Form(Form::new(id, Scope::Section(Section::Overview))));
        }
        self.on_top(|screen, desk| {
            if let Screen::Form(form) = screen {
                form.go_to(Item::Field(place), desk);
                form.begin_round();
            }
            Vec::new()
        });
    }

    /// Goes on to the next record with something to fix: of the list of things to fix where that is open, else of the
    /// activities listed, from the first again behind the last.
    pub(super) fn next_to_fix(&mut self) -> Vec<Effect> {
        let from = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Form(form) => Some(form.subject.clone()),
            Screen::Detail(detail) => Some(detail.subject_id()),
            _ => None,
        });
        if self.checks().is_some() {
            let from = from.unwrap_or(SubjectId::Vocabulary);
            let found = self.with_checks(|checks, desk| checks.go_on(&from, desk));
            let Some((id, place)) = found else { return self.tell(self.no_other(&from)) };
            self.close_records();
            let steps = self.with_desk(|desk| checks::way_to(id, place, desk));
            let effects = self.take(steps);
            self.notice = say("problems.next-record", &[]);
            return effects;
        }
        let Some((found, row, id)) = self.next_listed(&from) else {
            return self.tell(self.no_other(&from.unwrap_or(SubjectId::Vocabulary)));
        };
        let edits = matches!(self.top(), Some(Screen::Form(_)));
        let opens = matches!(self.top(), Some(Screen::Browse(_)));
        self.close_records();
        let list = found.zip(row);
        self.screens.push(Screen::Detail(Detail::new(id.clone(), list)));
        if edits {
            self.screens
                .push(Screen::Form(Form::new(SubjectId::Activity(id.clone()), Scope::Section(Section::Overview))));
        }
        self.change_list(|browse| browse.highlight_id(&id));
        self.on_top(|screen, desk| {
            match screen {
                Screen::Detail(detail) => detail.first_problem(desk),
                Screen::Form(form) => form.first_problem(desk),
                _ => {}
            }
            Vec::new()
        });
        if !opens {
            self.notice = say("problems.next-record", &[]);
        }
        Vec::new()
    }

    /// What is said where no other record has anything to fix.
    fn no_other(&self, from: &SubjectId) -> String {
        let subject = self.document.subject(from);
        let is_open = subject.is_some_and(|subject| {
            self.with_desk(|desk| desk.findings(&subject)).iter().any(|finding| !finding.accepted)
        });
        if is_open { say("problems.only-here", &[]) } else { self.nothing_to_fix() }
    }

    /// The next activity with something to fix: of those listed, else of all.
    fn next_listed(&self, from: &Option<SubjectId>) -> Option<(Option<Arc<Found>>, Option<usize>, Id)> {
        let index = self.index.as_ref()?;
        let has = |id: &Id| self.document.register().place(id).is_some();
        if let Some((browse, found)) = self.list().and_then(|browse| Some((browse, browse.found.clone()?))) {
            let here = match from {
                Some(SubjectId::Activity(id)) => browse.ids().position(|listed| listed == id).map(|row| row + 1),
                _ => Some(browse.highlight),
            };
            let rows = || found.places.iter().enumerate();
            let here = here.unwrap_or(0);
            let later = rows().skip(here).chain(rows().take(here));
            let entries = later.filter_map(|(row, place)| Some((row, found.index.entry(*place)?)));
            let mut to_fix = entries.filter(|(_, entry)| entry.to_fix() > 0 && has(&entry.activity.id));
            let other = to_fix.find(|(_, entry)| !is_of(from, &entry.activity.id));
            if let Some((row, entry)) = other {
                let id = entry.activity.id.clone();
                return Some((Some(found.clone()), Some(row), id));
            }
        }
        let mut all = (0..).map_while(|place| index.entry(place));
        let other = all.find(|entry| {
            let id = &entry.activity.id;
            entry.to_fix() > 0 && has(id) && !is_of(from, id)
        })?;
        Some((None, None, other.activity.id.clone()))
    }

    /// Closes the records that stand over the list.
    fn close_records(&mut self) {
        while self.screens.len() > 1 && matches!(self.top(), Some(Screen::Form(_) | Screen::Detail(_))) {
            self.screens.pop();
        }
    }

    /// Lets a function change the list that is open.
    fn with_checks<T>(&mut self, change: impl FnOnce(&mut Checks, &Desk) -> Option<T>) -> Option<T> {
        let place = self.screens.iter().rposition(|screen| matches!(screen, Screen::Checks(_)))?;
        let mut checks = self.checks()?.clone();
        let done = self.with_desk(|desk| change(&mut checks, desk));
        if let Some(screen) = self.screens.get_mut(place) {
            *screen = Screen::Checks(checks);
        }
        done
    }
}

/// Whether a record is this activity.
fn is_of(record: &Option<SubjectId>, id: &Id) -> bool {
    matches!(record, Some(SubjectId::Activity(here)) if here == id)
}
