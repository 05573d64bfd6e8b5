//! The history of the open register: read when a screen needs it, compared as its highlight moves.

use crate::app::command::Action;
use crate::app::history::Past;
use crate::app::history::compare::{Compared, Comparison, Extent};
use crate::app::history::kept::Known;
use crate::app::history::sheet::Sheet;
use crate::app::outline::Item;
use crate::app::program::App;
use crate::app::{Effect, Screen, Step};
use crate::domain::diff::About;
use crate::domain::field_path::FieldPath;
use crate::domain::subject::{Place, Subject, SubjectId};

/// What was read of the history, and what is asked about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    known: Known,
    /// What told of the file when it was read.
    seen: String,
    /// Which reading it is: differences of another one are worked out anew.
    reading: u64,
    asked: u64,
    answered: u64,
    compares_asked: u64,
    compares_answered: u64,
}

impl Memory {
    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.asked != self.answered || self.compares_asked != self.compares_answered
    }
}

impl App {
    /// Asks for what the history screen on top shows and does not have yet.
    pub(super) fn look_back(&mut self) -> Vec<Effect> {
        let (done, reading) = (self.document.done(), self.memory.reading);
        let Some(Screen::History(past)) = self.screens.last_mut() else { return Vec::new() };
        let mut effects = Vec::new();
        if !past.is_fresh {
            past.is_fresh = true;
            past.list(&self.memory.known);
            self.memory.asked += 1;
            let (ask, seen, zone) = (self.memory.asked, self.memory.seen.clone(), self.zone.clone());
            effects.push(Effect::ReadHistory { ask, seen, zone });
        }
        let wanted = past.wanted(done, reading);
        // An answer that came while another history stood over this one went to that one.
        let is_answered = past.found.as_ref().map(|(of, _)| of) == past.asked.as_ref();
        let is_lost = !is_answered && self.memory.compares_asked == self.memory.compares_answered;
        if wanted != past.asked || is_lost {
            past.asked.clone_from(&wanted);
            let Some(wanted) = wanted else { return effects };
            self.memory.compares_asked += 1;
            effects.push(Effect::Compare(Box::new(Comparison {
                ask: self.memory.compares_asked,
                kept: self.memory.known.kept().cloned(),
                save: wanted.save,
                extent: past.extent.clone(),
                saved: self.document.saved().clone(),
                now: self.document.register().clone(),
            })));
        }
        effects
    }

    pub(super) fn history_read(&mut self, ask: u64, known: Option<Known>, seen: String) -> Vec<Effect> {
        if ask != self.memory.asked {
            return Vec::new();
        }
        self.memory.answered = ask;
        self.memory.seen = seen;
        let Some(known) = known else { return Vec::new() };
        self.memory.known = known;
        self.memory.reading += 1;
        for screen in &mut self.screens {
            if let Screen::History(past) = screen {
                past.list(&self.memory.known);
            }
        }
        Vec::new()
    }

    pub(super) fn compared(&mut self, ask: u64, found: Compared) -> Vec<Effect> {
        if ask != self.memory.compares_asked {
            return Vec::new();
        }
        self.memory.compares_answered = ask;
        let history = self.screens.iter_mut().rev().find_map(|screen| match screen {
            Screen::History(past) => Some(past),
            _ => None,
        });
        if let Some(past) = history {
            past.take(found);
        }
        Vec::new()
    }

    /// The steps to the history that an action asks for: of the register, or of what is highlighted.
    pub(super) fn open_history(&self, action: Action) -> Vec<Step> {
        match action {
            Action::HistoryOfActivity => {
                self.activity_here().map(|about| open_history(Extent::Record(about))).into_iter().collect()
            }
            Action::HistoryOfField => self.history_of_field().map(open_history).into_iter().collect(),
            _ => vec![Step::Home, open_history(Extent::Register)],
        }
    }

    /// The history has gone on: its screens ask for it anew.
    pub(super) fn read_history_again(&mut self) {
        for screen in &mut self.screens {
            if let Screen::History(past) = screen {
                past.is_fresh = false;
            }
        }
    }

    /// Another register was opened.
    pub(super) fn forget_history(&mut self) {
        let Memory { asked, compares_asked, reading, .. } = self.memory;
        self.memory = Memory {
            asked,
            answered: asked,
            compares_asked,
            compares_answered: compares_asked,
            reading,
            ..Memory::default()
        };
    }

    /// The activity whose history can be looked at from here.
    pub fn activity_here(&self) -> Option<About> {
        let id = match self.top()? {
            Screen::Browse(browse) => browse.highlighted_id()?,
            Screen::Detail(detail) => detail.id.clone(),
            Screen::Checks(checks) => checks.activity()?.clone(),
            Screen::Form(form) => match &form.subject {
                SubjectId::Activity(id) => id.clone(),
                SubjectId::Organisation | SubjectId::Vocabulary => return None,
            },
            _ => return None,
        };
        Some(About::Activity(id))
    }

    /// The field or row whose history can be looked at from here.
    pub fn history_of_field(&self) -> Option<Extent> {
        let (subject, path) = match self.row_here() {
            Some((subject, field, row)) => {
                let path = path_of(&subject, &Place { field, cell: Some((row, "")) });
                (subject, path)
            }
            None => {
                let (subject, place) = self.place_here()?;
                let path = path_of(&subject, &place);
                (subject, path)
            }
        };
        let about = match subject.id() {
            SubjectId::Activity(id) => About::Activity(id),
            SubjectId::Organisation => About::Organisation,
            SubjectId::Vocabulary => About::Vocabulary,
        };
        Some(Extent::Field { about, path })
    }

    /// The row of a table that is highlighted, where one is.
    fn row_here(&self) -> Option<(Subject, &'static str, usize)> {
        self.with_desk(|desk| {
            let (shown, highlight) = match self.top()? {
                Screen::Detail(detail) => (detail.shown(desk)?, detail.highlight),
                Screen::Form(form) => {
                    let shown = form.shown(desk)?;
                    let highlight = form.highlight(&shown.items);
                    (shown, highlight)
                }
                _ => return None,
            };
            match shown.items.get(highlight)? {
                Item::Row { field, row } => Some((shown.subject, *field, *row)),
                _ => None,
            }
        })
    }

    pub(super) fn export_history(&self, past: Past, path: String) -> Effect {
        Effect::ExportHistory(Box::new(Sheet {
            past,
            document: self.document.clone(),
            history: self.memory.known.clone(),
            today: self.today,
            by: self.user.clone(),
            path,
        }))
    }
}

pub(super) fn open_history(extent: Extent) -> Step {
    Step::Open(Box::new(Screen::History(Box::new(Past::new(extent)))))
}

/// Where the value at a place stands in the file. A row without an id is any row of its table.
fn path_of(subject: &Subject, place: &Place) -> FieldPath {
    let names = |path: FieldPath, id: &str| {
        id.split('.').filter(|name| !name.is_empty()).fold(path, |path, name| path.member(name))
    };
    let field = names(FieldPath::whole(), place.field);
    let Some((row, column)) = place.cell else { return field };
    let field = match subject.row_id(place.field, row) {
        Some(id) => field.row(id.as_str()),
        None => field,
    };
    names(field, column)
}
