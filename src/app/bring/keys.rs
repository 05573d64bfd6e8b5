//! Which keys do something on a step of an import, so that the last line and help tell of no others.

use crate::app::bring::Bring;
use crate::app::bring::notice::Row;
use crate::app::command::Action;
use crate::app::program::App;

impl Bring {
    /// Whether another sheet of the file can be read.
    pub fn has_other_sheets(&self) -> bool {
        matches!(self, Bring::Columns(columns) if columns.read.sheets().len() > 1)
    }

    /// Whether an action does something here.
    pub fn knows(&self, action: Action, app: &App) -> bool {
        match action {
            Action::Save => return app.document().unsaved() > 0,
            Action::Left | Action::Right | Action::WordLeft | Action::WordRight => return self.is_in_box(),
            Action::DeleteForward => return self.is_in_box(),
            _ => {}
        }
        if action == Action::Choose && !matches!(self, Bring::Columns(_)) {
            return false;
        }
        if action == Action::NextProblem && !matches!(self, Bring::Columns(_) | Bring::Preview(_) | Bring::Notice(_)) {
            return false;
        }
        let moves = action.moves();
        match self {
            Bring::File(list) => {
                let count = app.with_desk(|desk| list.shown(desk).len());
                let typed = !list.text.text().is_empty();
                match action {
                    Action::Tick | Action::TickAll => false,
                    Action::Accept => count > 0 || typed,
                    Action::Clear => typed,
                    _ => !moves || count > 1,
                }
            }
            Bring::UnderWay(_) | Bring::Confirm(_) => !moves && !matches!(action, Action::Tick | Action::TickAll),
            Bring::Columns(columns) => match action {
                Action::Choose => !columns.is_on_keeping(),
                Action::NextProblem => columns.has_open(),
                Action::TickAll => false,
                _ => true,
            },
            Bring::Preview(preview) => match action {
                Action::Tick => {
                    preview.reading.is_none()
                        && preview.rows.get(preview.highlight).is_some_and(|row| row.taken.is_some())
                }
                Action::TickAll | Action::NextProblem | Action::Accept => preview.reading.is_none(),
                Action::NextField => app.with_desk(|desk| !preview.details(desk).is_empty()),
                _ => !moves || preview.rows.len() > 1 || preview.reading.is_some(),
            },
            Bring::Notice(notice) if notice.typing.is_some() => !matches!(
                action,
                Action::Tick
                    | Action::TickAll
                    | Action::NextProblem
                    | Action::Up
                    | Action::Down
                    | Action::PageUp
                    | Action::PageDown
            ),
            Bring::Notice(notice) => match action {
                Action::Tick => {
                    notice.reading.is_none()
                        && matches!(notice.rows.get(notice.highlight), Some(Row::Suggestion(..) | Row::Draft(_)))
                }
                Action::TickAll | Action::NextProblem | Action::Accept => notice.reading.is_none(),
                Action::Clear => false,
                _ => true,
            },
        }
    }

    /// The words of a hint where they are others than the table's.
    pub fn hint(&self, action: Action) -> Option<&'static str> {
        match (self, action) {
            (Bring::Columns(columns), Action::Tick) if columns.is_on_keeping() => Some("Tick"),
            (Bring::Columns(columns), Action::Tick) if columns.here_is_left_out() => Some("Take in"),
            (Bring::Preview(preview), Action::NextField | Action::Back) if preview.reading.is_some() => {
                Some("To the list")
            }
            (Bring::Preview(preview), Action::Accept) if preview.is_of_notice() => Some("Add"),
            (Bring::Notice(notice), Action::Accept | Action::Back | Action::NextField) if notice.typing.is_some() => {
                Some("Keep")
            }
            (Bring::Notice(notice), Action::NextField | Action::Back) if notice.reading.is_some() => {
                Some("To the list")
            }
            (Bring::Notice(notice), Action::Accept) => match notice.rows.get(notice.highlight) {
                Some(Row::Continue) => Some("Continue"),
                Some(Row::Suggestion(..)) => None,
                _ => Some("How to go on"),
            },
            _ => None,
        }
    }

    /// Whether a box of text has the keyboard in which one moves sideways.
    fn is_in_box(&self) -> bool {
        matches!(self, Bring::Notice(notice) if notice.typing.is_some())
    }
}
