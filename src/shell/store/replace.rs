//! Replacing a file whole, if it still is the one that was read, and making new ones.

use std::path::Path;

use super::disk::{Disk, RealDisk};
use super::note::Note;
use super::problem::StoreProblem;
use super::save::{Expected, Save};
use super::stamp::Stamp;

/// A save that worked: the bytes are in place, and flushed where the disk can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What the file holds now; the next save expects this.
    pub stamp: Stamp,
    /// What the officer should know of it.
    pub notes: Vec<Note>,
}

/// Puts `bytes` in the place of the file at `path`, if that file still is the one of `expect`; `None` expects that
/// there is none. A symbolic link stays and its target is replaced; owner, group and permissions are kept. Bytes that
/// the file holds already are not written again. Problems have exit code 4 where somebody else is in the way, else 5.
pub fn replace(path: &Path, bytes: &[u8], expect: Option<&Stamp>) -> Result<Saved, StoreProblem> {
    replace_on(&RealDisk, path, bytes, expect)
}

/// As `replace`, on a disk of the caller's.
pub fn replace_on(disk: &dyn Disk, path: &Path, bytes: &[u8], expect: Option<&Stamp>) -> Result<Saved, StoreProblem> {
    Save::new(disk, path, bytes, expect.map_or(Expected::Nothing, Expected::Stamp))?.run()
}

/// Makes a file of our own, such as an export, in the same steps. A file that is there is left alone unless `replace`
/// says otherwise. No lock is taken: nobody waits for an export, and its folder stays free of side files.
pub fn create_new(path: &Path, bytes: &[u8], replace: bool) -> Result<Saved, StoreProblem> {
    create_new_on(&RealDisk, path, bytes, replace)
}

/// As `create_new`, on a disk of the caller's.
pub fn create_new_on(disk: &dyn Disk, path: &Path, bytes: &[u8], replace: bool) -> Result<Saved, StoreProblem> {
    let expected = if replace { Expected::Anything } else { Expected::NothingAndNobody };
    Save::new(disk, path, bytes, expected)?.run()
}
