//! Where in a record a finding stands, and where to go to put it right.

use crate::domain::check::Finding;
use crate::domain::field::Fielded;
use crate::domain::line::Line;
use crate::domain::subject::{Place, Subject};

impl Finding {
    /// The field beside which it stands; of a table the table as a whole.
    pub fn place(&self, subject: &Subject) -> Place {
        if subject.activity().is_none() || Line::field(self.field).is_none() {
            return Place::of(self.field);
        }
        let mut rows = 0..subject.count("lines").unwrap_or(0);
        let row = rows.find(|row| self.line.is_some() && subject.row_id("lines", *row) == self.line);
        Place::line(row.unwrap_or(0), self.field)
    }

    /// The place to go to: the cell, where it is about one of a row that is there.
    pub fn target(&self, subject: &Subject) -> Place {
        let place = self.place(subject);
        match (place.cell, self.row, self.column) {
            (None, Some(row), Some(column)) if row < subject.count(self.field).unwrap_or(0) => {
                Place::cell(self.field, row, column)
            }
            _ => place,
        }
    }

    /// Whether it is told at a place: beside its field, and at the cell that it is about.
    pub fn is_at(&self, subject: &Subject, place: &Place) -> bool {
        self.place(subject) == *place || self.target(subject) == *place
    }
}
