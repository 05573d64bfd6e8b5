//! What an officer should know about a save that worked.

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
    /// The file has a second name (a hard link), which still leads to the old version.
    SecondName,
}

impl Note {
    /// The note in words for the screen.
    pub fn sentence(self) -> &'static str {
        match self {
            Note::NoLock => {
                "This folder does not offer locks. If two people save in the same second, check that both changes are there"
            }
            Note::NoFlush => "This disk does not confirm that it has stored a file. Keep a copy somewhere else",
            Note::OwnerNotKept => {
                "The file now belongs to you, because only its owner or an administrator can keep the former owner"
            }
            Note::ModeNotKept => {
                "Who can open this file may have changed. Check with a colleague that they can still open it"
            }
            Note::SecondName => "This file also has another name, and under that name the old version stays",
        }
    }
}
