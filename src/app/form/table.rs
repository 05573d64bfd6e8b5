//! The tables in a form: which one has the keyboard, adding a row, taking one out.

use crate::app::command::Action;
use crate::app::form::field_edit::edit_label;
use crate::app::form::{Form, Scope};
use crate::app::outline::Item;
use crate::app::{Desk, Screen, Step};
use crate::domain::edit::{Change, Edit};
use crate::domain::field::Kind;
use crate::domain::subject::{Place, Subject};
use crate::domain::words::say;

impl Form {
    /// The table that the highlighted item belongs to.
    pub(super) fn table(&self, subject: &Subject, items: &[Item]) -> Option<&'static str> {
        if let Scope::Row { field, .. } = self.scope {
            return Some(field);
        }
        match items.get(self.highlight(items))? {
            Item::Row { field, .. } | Item::Add { field } => Some(field),
            Item::Field(place) if place.field == "lines" => Some("lines"),
            Item::Field(place) => {
                subject.column(place).filter(|column| column.kind == Kind::Rows).map(|column| column.spec.id)
            }
            _ => None,
        }
    }

    /// Whether a row can be added or removed just now.
    pub fn has_table(&self, desk: &Desk, action: Action) -> bool {
        let Some(subject) = desk.document.subject(&self.subject) else { return false };
        let items = self.items(&subject, desk);
        match action {
            Action::RemoveRow => self.row(&items).is_some(),
            _ => self.table(&subject, &items).is_some(),
        }
    }

    /// The row that is edited or highlighted.
    fn row(&self, items: &[Item]) -> Option<(&'static str, usize)> {
        match (self.scope, items.get(self.highlight(items))) {
            (Scope::Row { field, row }, _) => Some((field, row)),
            (_, Some(Item::Row { field, row })) => Some((field, *row)),
            _ => None,
        }
    }

    pub(super) fn add_row(&mut self, subject: &Subject, items: &[Item], desk: &mut Desk) -> Vec<Step> {
        let Some(field) = self.table(subject, items) else {
            return vec![Step::Say(say("form.no-table", &[]))];
        };
        let mut after = subject.clone();
        let Some(row) = after.add_row(field, desk.ids) else { return Vec::new() };
        after.take_off_outdated_mark(subject, &Place::of(field));
        let label = edit_label(subject, &Place::of(field));
        let form = Form::new(self.subject.clone(), Scope::Row { field, row });
        let mut steps = vec![Step::Make(Edit::replace(label, subject.clone(), after))];
        steps.extend(matches!(self.scope, Scope::Row { .. }).then_some(Step::Close));
        steps.push(Step::Open(Box::new(Screen::Form(form))));
        steps
    }

    pub(super) fn remove_row(&mut self, subject: &Subject, items: &[Item]) -> Vec<Step> {
        let Some((field, row)) = self.row(items) else { return vec![Step::Say(say("form.no-row", &[]))] };
        let close = matches!(self.scope, Scope::Row { .. });
        self.draft = None;
        let mut after = subject.clone();
        after.remove_row(field, row);
        let label = edit_label(subject, &Place::of(field));
        let mut steps =
            vec![Step::Make(Edit::replace(label, subject.clone(), after)), Step::Say(say("form.row-removed", &[]))];
        if close {
            steps.insert(0, Step::Close);
        } else if row > 0 {
            self.here = Some(Item::Row { field, row: row - 1 });
        }
        steps
    }

    /// Takes out the row that was edited, where nothing stands in it.
    pub(super) fn drop_blank_row(&self, subject: &Subject, desk: &Desk) -> Option<Step> {
        let Scope::Row { field, row } = self.scope else { return None };
        if !subject.is_blank_row(field, row) {
            return None;
        }
        // A row that was added a moment ago goes without a trace: an approved activity stays approved.
        let adds_it = |change: &Change| {
            let rows = |record: &Option<Subject>| record.as_ref().and_then(|record| record.count(field)).unwrap_or(0);
            change.after.as_ref() == Some(subject) && rows(&change.before) + 1 == rows(&change.after)
        };
        if desk.document.last_edit().is_some_and(|edit| edit.changes.iter().all(adds_it)) {
            return Some(Step::Do(Action::Undo));
        }
        let mut after = subject.clone();
        after.remove_row(field, row);
        Some(Step::Make(Edit::replace(edit_label(subject, &Place::of(field)), subject.clone(), after)))
    }
}
