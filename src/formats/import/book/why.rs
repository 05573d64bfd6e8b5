//! Why a file was not read: the id of a sentence and its parts, until the name of the file stands before it.

use crate::domain::words::say;
use crate::formats::import::choices::Refusal;

/// A reason that stops an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Why {
    id: &'static str,
    parts: Vec<(&'static str, String)>,
}

impl Why {
    /// A reason without parts.
    pub(super) fn new(id: &'static str) -> Self {
        Why { id, parts: Vec::new() }
    }

    /// The same with one more part filled in.
    pub(super) fn with(mut self, part: &'static str, value: impl ToString) -> Self {
        self.parts.push((part, value.to_string()));
        self
    }

    /// The sentence that an officer reads.
    pub(super) fn refusal(&self, file: &str) -> Refusal {
        let parts: Vec<(&str, &str)> = self.parts.iter().map(|(part, value)| (*part, value.as_str())).collect();
        Refusal(say("book.refused", &[("file", file), ("why", &say(self.id, &parts))]))
    }
}
