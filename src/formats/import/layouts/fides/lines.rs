//! On which line of a text each of its values stands, found in the order in which they come.

use crate::domain::Text;
use crate::domain::words::say;

/// A text that is walked through once, from its first line to its last.
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    /// The line of the value that was found last, counted from 0.
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Lines { lines: text.lines().collect(), at: 0 }
    }

    /// Goes on to the next line that holds these words, if there is one, and says which line it is on now.
    pub(super) fn seek(&mut self, words: &str) -> usize {
        let first = words.lines().next().unwrap_or_default().trim();
        let found = self.lines.iter().skip(self.at).position(|line| !first.is_empty() && line.contains(first));
        self.at += found.unwrap_or(0);
        self.at + 1
    }

    /// The place of words, as evidence names it.
    pub(super) fn place(&mut self, words: &str) -> Text {
        let line = self.seek(words);
        say("fides.line", &[("line", &line.to_string())]).into()
    }
}
