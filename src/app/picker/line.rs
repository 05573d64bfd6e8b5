//! The lines of a word list: what can be selected, the organisation's own word, and the kinds of empty.

use crate::domain::words::say;

/// One line of the list as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// Something to select, by its position among the choices.
    Offer(usize),
    /// What was typed, as a word of the organisation's own.
    Own(String),
    /// One of the kinds of empty.
    Empty(Empty),
}

/// The answers that every list ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    /// What is recorded is no longer in doubt.
    KnownNow,
    /// There are none.
    None,
    /// Not known yet: somebody has been asked.
    ToConfirm,
    /// It does not apply.
    DoesNotApply,
    /// Not asked yet.
    NotRecorded,
}

impl Empty {
    /// The words of the line.
    pub fn label(self) -> String {
        say(
            match self {
                Empty::KnownNow => "picker.known-now",
                Empty::None => "standing.none",
                Empty::ToConfirm => "standing.to-confirm.bare",
                Empty::DoesNotApply => "standing.does-not-apply.bare",
                Empty::NotRecorded => "picker.not-recorded",
            },
            &[],
        )
    }
}
