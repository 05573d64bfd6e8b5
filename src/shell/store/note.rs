//! What an officer should know about a save that worked.

use crate::domain::words::say;

/// Something to know about a save that worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The folder offers no locks, so two people who save in the same instant are not kept apart.
    NoLock,
    /// The disk or share does not tell when the bytes are safe from a power cut.
    NoFlush,
    /// The new file belongs to the person who saved it, not to the owner or group of the old one.
    OwnerNotKept,
    /// Who may read and change the file could not be carried over.
    ModeNotKept,
    /// Named attributes that people or programs gave the file could not be carried over.
    AttributesNotKept,
    /// The file has a second name (a hard link), which still leads to the old version.
    SecondName,
    /// The version before this one could not be kept for the person, or the new one as the start of the next comparison.
    VersionNotKept,
    /// The lines of history could not be added.
    HistoryNotKept,
    /// The history was damaged; it was kept under another name, and a new one was begun.
    HistoryBegunAnew,
    /// Git had left its markers in the history; the lines of both sides stand in it now.
    HistoryOfBothSides,
    /// The register was renamed without its history, which goes on under the new name.
    HistoryTakenOver,
    /// A history that may be the register's own stands beside it under another name; it was left, and a new one was begun.
    FormerHistoryLeft,
}

impl Note {
    /// The note in words for the screen.
    pub fn sentence(self) -> String {
        let id = match self {
            Note::NoLock => "save.note.no-lock",
            Note::NoFlush => "save.note.no-flush",
            Note::OwnerNotKept => "save.note.owner-not-kept",
            Note::ModeNotKept => "save.note.mode-not-kept",
            Note::AttributesNotKept => "save.note.attributes-not-kept",
            Note::SecondName => "save.note.second-name",
            Note::VersionNotKept => "save.note.version-not-kept",
            Note::HistoryNotKept => "save.note.history-not-kept",
            Note::HistoryBegunAnew => "save.note.history-begun-anew",
            Note::HistoryOfBothSides => "save.note.history-of-both-sides",
            Note::HistoryTakenOver => "save.note.history-taken-over",
            Note::FormerHistoryLeft => "save.note.former-history-left",
        };
        say(id, &[])
    }
}
