//! The person's own folder, where unsaved edits and earlier versions are kept for them alone.

use crate::shell::store::hexadecimal;
use directories::ProjectDirs;
use sha2::{Digest, Sha256};
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

    /// Where the columns of sheets went that were brought in.
    pub fn matchings(&self) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("matchings.json"))
    }

    /// Where the earlier versions of the register with this id are kept.
    pub fn versions(&self, register: &str) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join("versions").join(id_in_name(register)))
    }
}

/// An id as a part of a name. One that was made by hand may hold anything, such as the way to another folder, so its hash
/// stands for it.
pub(super) fn id_in_name(id: &str) -> String {
    let is_plain = !id.is_empty() && id.len() <= 32 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain { id.to_owned() } else { short_hash(id.as_bytes()) }
}

/// A hash as a part of a name: 16 hexadecimal digits.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    let mut text = hexadecimal(&Sha256::digest(bytes));
    text.truncate(16);
    text
}
