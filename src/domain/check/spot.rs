//! Where a rule found something.

use crate::domain::id::Id;
use crate::domain::line::Line;

/// Where a rule found something, and what fills its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Which of the rule's asks it is.
    pub(super) ask: usize,
    /// The line, where the field is a line's.
    pub(super) line: Option<Id>,
    /// The row, where the field is a table.
    pub(super) row: Option<usize>,
    /// The field and column, where it is another than the ask names.
    pub(super) place: Option<(&'static str, Option<&'static str>)>,
    /// The named parts of the sentence.
    pub(super) parts: Vec<(&'static str, String)>,
}

impl Spot {
    /// One of the rule's asks, on the activity as a whole.
    pub(super) fn ask(ask: usize) -> Spot {
        Spot { ask, ..Spot::default() }
    }

    /// The same, on a line.
    pub(super) fn on_line(self, line: &Line) -> Spot {
        Spot { line: Some(line.id.clone()), ..self }
    }

    /// The same, on a row of a table.
    pub(super) fn on_row(self, row: usize) -> Spot {
        Spot { row: Some(row), ..self }
    }

    /// The same, on another field than the ask names.
    pub(super) fn at(self, field: &'static str, column: Option<&'static str>) -> Spot {
        Spot { place: Some((field, column)), ..self }
    }

    /// The same, with a part of the sentence.
    pub(super) fn part(mut self, name: &'static str, value: &str) -> Spot {
        self.parts.push((name, value.to_owned()));
        self
    }

    /// The recipient, supplier or basis that it is about, where its sentence names one.
    pub(super) fn about(&self) -> Option<&str> {
        let named = self.parts.iter().find(|(name, _)| matches!(*name, "recipient" | "supplier" | "basis"));
        named.map(|(_, words)| words.as_str())
    }

    /// The first ask where the test holds, else nothing.
    pub(super) fn when(holds: bool) -> Vec<Spot> {
        if holds { vec![Spot::default()] } else { Vec::new() }
    }
}
