//! Moving through the saves and through the differences, whose rows are of different heights.

use crate::app::Desk;
use crate::app::command::Action;
use crate::app::history::{Pane, Past, lines};

impl Past {
    /// Whether there is anything to move to.
    pub fn is_longer_than_one(&self, desk: &Desk) -> bool {
        match (self.pane, self.differences()) {
            (Pane::Differences, Some(found)) => {
                let long = |item| lines::item(self, item, desk).len() > room(desk);
                found.items.len() > 1 || found.items.first().is_some_and(long)
            }
            _ => self.rows.len() > 1,
        }
    }

    pub(super) fn move_in_saves(&mut self, action: Action, desk: &Desk) {
        let last = self.rows.len().saturating_sub(1);
        let page = desk.size.history_rows() / 3;
        match action {
            Action::Up => self.move_to(self.highlight.saturating_sub(1)),
            Action::Down => self.move_to((self.highlight + 1).min(last)),
            Action::PageUp => self.move_to(self.highlight.saturating_sub(page.max(1))),
            Action::PageDown => self.move_to((self.highlight + page.max(1)).min(last)),
            Action::First => self.move_to(0),
            Action::Last => self.move_to(last),
            _ => {}
        }
    }

    pub(super) fn move_in_differences(&mut self, action: Action, desk: &Desk) {
        let Some(found) = self.differences().cloned() else { return };
        let last = found.items.len().saturating_sub(1);
        let room = room(desk);
        let height = |place: usize| found.items.get(place).map_or(1, |item| lines::item(self, item, desk).len());
        let to = |past: &mut Past, place: usize| (past.place, past.skip) = (place, 0);
        match action {
            // What is longer than the pane is read to its end before the next one comes.
            Action::Down | Action::PageDown if height(self.place) > self.skip + room => self.skip += (room - 1).max(1),
            Action::Up | Action::PageUp if self.skip > 0 => self.skip = self.skip.saturating_sub((room - 1).max(1)),
            Action::Up => to(self, self.place.saturating_sub(1)),
            Action::Down => to(self, (self.place + 1).min(last)),
            Action::First => to(self, 0),
            Action::Last => to(self, last),
            Action::PageDown => {
                let mut place = self.place;
                let mut used = height(place);
                while place < last && used < room {
                    place += 1;
                    used += height(place);
                }
                to(self, place.max(self.place + 1).min(last));
            }
            Action::PageUp => {
                let mut place = self.place;
                let mut used = height(place);
                while place > 0 && used < room {
                    place -= 1;
                    used += height(place);
                }
                to(self, place.min(self.place.saturating_sub(1)));
            }
            _ => {}
        }
    }

    /// Remembers the first rows shown, so that the highlight moves before the page does.
    pub(super) fn scroll(&mut self, desk: &Desk) {
        self.top = self.first_save(desk);
        self.first = self.first_difference(desk);
    }

    /// The first save to show.
    pub fn first_save(&self, desk: &Desk) -> usize {
        let height = |row: usize| self.rows.get(row).map_or(2, |row| lines::save(row, desk).len());
        first_shown(self.top, self.highlight, desk.size.history_rows(), height)
    }

    /// The first difference to show.
    pub fn first_difference(&self, desk: &Desk) -> usize {
        let Some(found) = self.differences() else { return 0 };
        let height = |place: usize| found.items.get(place).map_or(1, |item| lines::item(self, item, desk).len());
        first_shown(self.first, self.place, room(desk), height)
    }
}

/// The rows for differences.
fn room(desk: &Desk) -> usize {
    desk.size.history_rows().saturating_sub(lines::HEAD).max(1)
}

/// The first of some rows of different heights to show, so that one of them is seen: `first`, unless that is too far up.
/// It looks upwards from that one as far as there is room, so that it does not take longer for a longer list.
fn first_shown(first: usize, at: usize, room: usize, height: impl Fn(usize) -> usize) -> usize {
    let mut top = at;
    let mut used = height(at);
    while let Some(before) = top.checked_sub(1).filter(|before| *before >= first) {
        used += height(before);
        if used > room {
            break;
        }
        top = before;
    }
    top
}
