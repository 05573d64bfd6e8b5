//! What this person last saved in a file, remembered in their own folder: so that a save which somebody else replaced while the
//! program was not running is noticed at the next start.

use crate::domain::Text;
use crate::domain::diff::between;
use crate::domain::merge::merge;
use crate::domain::register::{Register, Stamp};
use crate::shell::own_folder::{OwnFolder, short_hash};
use crate::shell::register_file::combining::{Saves, Seen, Theirs};
use crate::shell::register_file::{self, Opened};
use crate::shell::store::{self, Disk, RealDisk, hash_of_digits, hexadecimal, versions};
use std::path::Path;
use std::sync::Arc;

/// The state of a file that a person saved last, or has seen since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSave {
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Its revision; empty where it has none.
    pub revision: Text,
}

/// A save of this person that is not in the file any more.
pub struct Lost {
    /// What they had saved.
    pub register: Arc<Register>,
    /// The newest state that it and the file both started from.
    pub base: Arc<Register>,
}

impl LastSave {
    /// That of a register in a file.
    pub fn of(sha256: &[u8; 32], stamp: Option<&Stamp>) -> Self {
        let revision = stamp.and_then(|stamp| stamp.revision.clone()).unwrap_or_default();
        LastSave { sha256: *sha256, revision }
    }

    /// The one that is remembered; nothing where none is.
    pub fn read(own: &OwnFolder, register: &Register, path: &Path) -> Option<LastSave> {
        let text = std::fs::read_to_string(own.versions(register.file().id.as_str())?.join(name(path))).ok()?;
        let (digits, revision) = text.trim_end().split_once(' ')?;
        Some(LastSave { sha256: hash_of_digits(digits)?, revision: revision.into() })
    }

    /// Remembers it. Where that cannot be done nothing is lost but the notice at the next start.
    pub fn remember(&self, own: &OwnFolder, register: &Register, path: &Path) {
        let Some(folder) = own.versions(register.file().id.as_str()) else { return };
        let line = format!("{} {}\n", hexadecimal(&self.sha256), self.revision);
        let _remembered = versions::keep_line(&folder, &name(path), &line);
    }

    /// Whether a save that goes on from the state of this hash, and from these revisions, holds it.
    pub fn is_in(&self, before: &[u8; 32], previous: &[Text]) -> bool {
        self.sha256 == *before || previous.contains(&self.revision)
    }
}

/// Looks whether what this person saved last is in the file that was just opened. Where it is, the file's state is remembered.
/// This reads nothing but a line where nobody else saved meanwhile.
pub fn look(path: &Path, opened: &Opened, own: &OwnFolder) -> Option<Lost> {
    let file = &opened.loaded.register;
    let here = LastSave::of(&opened.stamp.sha256, file.stamp());
    let last = LastSave::read(own, file, path)?;
    if last == here {
        return None;
    }
    let lost = lost(path, opened, &last, own);
    if lost.is_none() {
        here.remember(own, file, path);
    }
    lost
}

fn lost(path: &Path, opened: &Opened, last: &LastSave, own: &OwnFolder) -> Option<Lost> {
    let file = Arc::new(opened.loaded.register.clone());
    let folder = own.versions(file.file().id.as_str())?;
    let bytes = versions::find(&folder, &last.sha256)?;
    let ours = Arc::new(register_file::read(&bytes, &last.sha256).ok()?.register);
    // Git puts earlier states in place as a matter of course, and their history with them.
    if is_in_work_tree(path) && !Saves::beside(path).know(&last.revision) {
        return None;
    }
    let stamp = store::Stamp { sha256: last.sha256, length: bytes.len() as u64, modified: None };
    let (file, ours) = (Seen { register: file, stamp: opened.stamp.clone() }, Seen { register: ours, stamp });
    let theirs = Theirs::of(path, file, &ours, &[], Some(&folder));
    if !theirs.overwrote {
        return None;
    }
    let both = merge(&theirs.base, &theirs.seen.register, &ours.register);
    let is_there = both.clashes.is_empty() && between(&theirs.seen.register, &both.register).is_empty();
    (!is_there).then_some(Lost { register: ours.register, base: theirs.base })
}

/// Whether a file stands in a folder that git looks after.
fn is_in_work_tree(path: &Path) -> bool {
    let real = RealDisk.real_path(path).unwrap_or_else(|_| path.to_path_buf());
    real.ancestors().skip(1).any(|folder| folder.join(".git").exists())
}

/// The name of the file in which it is remembered, beside the versions of the register: one for each path.
fn name(path: &Path) -> String {
    let real = RealDisk.real_path(path).unwrap_or_else(|_| path.to_path_buf());
    format!("last-{}", short_hash(real.as_os_str().as_encoded_bytes()))
}
