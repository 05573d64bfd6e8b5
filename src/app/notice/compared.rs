//! The screen that lists where a published notice and the register disagree, field by field.

use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::notice::{NoticeRow, field_label, in_notice, in_register};
use crate::app::page::Role;
use crate::app::{Desk, Step};
use crate::domain::field::Fielded;
use crate::domain::id::Id;
use crate::domain::line::Line;
use crate::domain::subject::{Place, SubjectId};
use crate::domain::words::say;
use crate::formats::notice::compare::Difference;

/// The screen of a comparison.
#[derive(Clone, Debug)]
pub struct ComparedNotice {
    /// The activity.
    pub activity: Id,
    /// The file of the notice, as it is shown.
    pub file: String,
    /// Where they disagree.
    pub differences: Vec<Difference>,
    /// The highlighted difference.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
}

impl ComparedNotice {
    /// What is listed, in a sentence.
    pub fn heading(&self) -> String {
        let count = self.differences.len().to_string();
        say("notice-check.heading", &[("file", &self.file), ("count", &count)])
    }

    /// Its rows in a width: a field, and below it what only one side says.
    pub fn rows(&self, columns: usize) -> Vec<NoticeRow> {
        let mut rows = Vec::new();
        for (item, difference) in self.differences.iter().enumerate() {
            rows.extend(NoticeRow::wrapped(item, &field_label(difference.field), 3, Role::Heading, columns));
            let notice = difference.only_in_notice.iter().map(in_notice);
            for told in notice.chain(difference.only_in_register.iter().map(in_register)) {
                rows.extend(NoticeRow::wrapped(item, &told, 5, Role::Plain, columns));
            }
        }
        rows
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.differences.len().saturating_sub(1);
        let height = desk.size.page();
        match command {
            Command::Do(Action::Up) => self.highlight = self.highlight.saturating_sub(1),
            Command::Do(Action::Down) => self.highlight = (self.highlight + 1).min(last),
            Command::Do(Action::First) => self.highlight = 0,
            Command::Do(Action::Last) => self.highlight = last,
            // A long difference is read by pages; its heading may go out of sight.
            Command::Do(Action::PageDown) => return self.page(desk, height, true),
            Command::Do(Action::PageUp) => return self.page(desk, height, false),
            Command::Do(Action::Accept | Action::Open) => return self.open(),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        let rows = self.rows(usize::from(desk.size.columns));
        let first = rows.iter().position(|row| row.item == self.highlight).unwrap_or(0);
        let end = rows.iter().rposition(|row| row.item == self.highlight).unwrap_or(first);
        self.top = fit(self.top, first, end.min(first + height.saturating_sub(1)), height);
        Vec::new()
    }

    fn page(&mut self, desk: &Desk, height: usize, down: bool) -> Vec<Step> {
        let rows = self.rows(usize::from(desk.size.columns));
        let furthest = rows.len().saturating_sub(height);
        let step = height.saturating_sub(1).max(1);
        self.top = if down { (self.top + step).min(furthest) } else { self.top.saturating_sub(step) };
        self.highlight = rows.get(self.top).map_or(0, |row| row.item);
        Vec::new()
    }

    fn open(&self) -> Vec<Step> {
        let Some(difference) = self.differences.get(self.highlight) else { return Vec::new() };
        vec![Step::GoTo(SubjectId::Activity(self.activity.clone()), place(difference.field))]
    }
}

/// The field to go to.
fn place(field: &'static str) -> Place {
    match field {
        "retention" => Place::line(0, "retention.text"),
        "lawful_bases.statutory_reference" => Place::of("lawful_bases"),
        _ if Line::field(field).is_some() => Place::line(0, field),
        _ => Place::of(field),
    }
}
