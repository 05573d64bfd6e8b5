//! What a save keeps besides the file itself: earlier versions, and lines of history.

use std::path::Path;

/// What a save keeps besides the file itself. None of it refuses a save: what could not be kept is a `Note`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The folder for the versions of this file: the one that is replaced and the new one are kept there.
    pub versions: Option<&'a Path>,
    /// SHA-256 of the bytes to be saved, where it is known already. Were it a wrong one, nothing would be saved: what is
    /// read back would differ from it.
    pub sha256: Option<[u8; 32]>,
    /// Hashes of versions that must stay, however old they are.
    pub needed: &'a [[u8; 32]],
    /// Whole lines to add to the history beside the file, each with its line end; may be empty.
    pub history: &'a [u8],
    /// The name of this run among those who have the file open (`presence`); empty where it has none.
    pub run: &'a str,
    /// The moment of the save as part of a file name (`20261124-104207`): what another program does not let us put in
    /// place is kept as `NAME.unsaved-TIME.json`. Empty: it is not kept.
    pub time: &'a str,
}

impl Beside<'_> {
    /// Nothing but the file, as for an export.
    pub fn nothing() -> Self {
        Beside::default()
    }
}
