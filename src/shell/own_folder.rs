//! The person's own folder, where unsaved edits and earlier versions are kept for them alone.

use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// The person's own folder for this program; nothing where the system gives them none. A value, so that a test names its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFolder(Option<PathBuf>);

impl OwnFolder {
    /// The folder of the person who is logged in, by the customs of the system: `~/.local/share/ropa`, `%LOCALAPPDATA%\ropa\data`.
    pub fn of_person() -> Self {
        OwnFolder(ProjectDirs::from("", "", "ropa").map(|dirs| dirs.data_local_dir().to_path_buf()))
    }

    /// A folder that may have to be made yet.
    pub fn at(path: &Path) -> Self {
        OwnFolder(Some(path.to_path_buf()))
    }

    /// No folder: nothing is kept beside the register.
    pub fn none() -> Self {
        OwnFolder(None)
    }

    /// Where accepted edits that are not saved yet are kept.
    pub fn journals(&self) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("journals"))
    }

    /// Where the earlier versions of registers are kept.
    pub fn versions(&self) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("versions"))
    }
}
