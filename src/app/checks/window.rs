//! Which rows of the list of things to fix are shown, as rows are of different heights.

use crate::app::Desk;
use crate::app::checks::Checks;
use crate::app::checks::told::heading;
use crate::domain::text::{Clean, clean, clip, pad, wrap};
use crate::search::checks::By;

/// A line of the list.
pub struct Line {
    /// Its words.
    pub text: Clean,
    /// What it is.
    pub role: LineRole,
}

/// What a line of the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// The heading of a group.
    Heading,
    /// The first line of a row, which bears the highlight.
    First,
    /// A further line of a row.
    Further,
}

/// The columns before the words of a row.
pub const MARGIN: usize = 3;
/// The columns of a reference.
const REFERENCE: usize = 9;

impl Checks {
    /// The lines of a row. The highlighted one shows all of its sentence and its law, the others as much as fits in one line.
    /// A group's heading stands above its first row, and above the first row shown.
    pub fn lines(&self, place: usize, is_first: bool, desk: &Desk) -> Vec<Line> {
        let (Some(listed), Some(row)) = (&self.listed, self.row(place)) else { return Vec::new() };
        let room = desk.size.check_columns().saturating_sub(MARGIN + 1).max(1);
        let mut lines = Vec::new();
        let group = listed.group(place).filter(|group| is_first || group.first == place);
        lines.extend(
            group.map(|group| Line { text: clip(&clean(&heading(group, desk)), room), role: LineRole::Heading }),
        );
        let told = self.told(listed, row, desk);
        // Under the name of their activity, rows need not bear it.
        let by_activity = self.by == By::Activity;
        let indent = if by_activity { 0 } else { 2 };
        if !by_activity {
            let reference = pad(&clip(&clean(&told.reference), REFERENCE - 1), REFERENCE);
            let title = clean(&format!("{}{}", reference.as_str(), clean(&told.title).as_str()));
            lines.push(Line { text: clip(&title, room), role: LineRole::First });
        }
        let inner = room.saturating_sub(indent).max(1);
        let mut sentence: Vec<Clean> = if place == self.highlight {
            [&told.message, &told.law].iter().flat_map(|words| wrap(&clean(words), inner)).collect()
        } else {
            vec![clip(&clean(&told.message), inner)]
        };
        if sentence.is_empty() {
            sentence.push(clean(""));
        }
        let line = |(at, text): (usize, &Clean)| Line {
            text: clean(&format!("{}{}", " ".repeat(indent), text.as_str())),
            role: if at == 0 && by_activity { LineRole::First } else { LineRole::Further },
        };
        lines.extend(sentence.iter().enumerate().map(line));
        lines
    }

    /// The first row to show so that all of the highlighted one is seen, moving as little as can be.
    pub fn first(&self, desk: &Desk) -> usize {
        let room = desk.size.check_rows();
        let height = |place: usize, is_first: bool| self.lines(place, is_first, desk).len();
        let mut first = self.highlight;
        let mut below = 0;
        while first > self.top {
            let here = height(first, false);
            if below + here + height(first - 1, true) > room {
                break;
            }
            below += here;
            first -= 1;
        }
        first
    }

    /// Moves the window to the highlight.
    pub(super) fn scroll(&mut self, desk: &Desk) {
        self.top = self.top.min(self.highlight);
        self.top = self.first(desk);
    }

    /// How many rows a page has at least: each takes two lines, and what stands above and is highlighted some more.
    pub(super) fn page(&self, desk: &Desk) -> usize {
        (desk.size.check_rows().saturating_sub(4) / 2).max(1)
    }
}
