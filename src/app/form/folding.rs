//! The items of a form: without the fields that the other answers do not ask for, until somebody wants to see them.

use crate::app::form::{Form, Scope};
use crate::app::outline::{self, Item};
use crate::app::{Desk, Step};
use crate::domain::field::Section;
use crate::domain::subject::Subject;

impl Form {
    /// What stands on the form just now.
    pub(super) fn items(&self, subject: &Subject, desk: &Desk) -> Vec<Item> {
        match self.scope {
            Scope::Section(section) => self.section_items(section, subject, desk),
            Scope::Row { field, row } => outline::row(subject, field, row),
        }
    }

    /// What stands in a section.
    pub(super) fn section_items(&self, section: Section, subject: &Subject, desk: &Desk) -> Vec<Item> {
        let items = outline::editing(subject, section);
        desk.with_answers(subject, |answers| match answers.filter(|_| !self.unfolded) {
            Some(answers) => outline::folded(items, subject, answers, self.here.as_ref()),
            None => items,
        })
    }

    /// Shows the fields that were put away, from the first of them on.
    pub(super) fn unfold(&mut self, subject: &Subject, items: &[Item]) -> Vec<Step> {
        let Scope::Section(section) = self.scope else { return Vec::new() };
        self.unfolded = true;
        self.here = outline::editing(subject, section).into_iter().find(|item| !items.contains(item));
        Vec::new()
    }
}
