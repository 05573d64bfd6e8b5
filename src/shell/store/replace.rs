//! Replacing a file whole, if it still is the one that was read, and making new ones.

use std::path::Path;

use super::beside::Beside;
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
///
/// What `beside` asks for is kept too: the version that is replaced before the new one takes its place, the new one
/// and the lines of history behind it. The lines stand in the history exactly when the answer is `Saved` without
/// `Note::HistoryNotKept`.
pub fn replace(path: &Path, bytes: &[u8], expect: Option<&Stamp>, beside: &Beside<'_>) -> Result<Saved, StoreProblem> {
    replace_on(&RealDisk, path, bytes, expect, beside)
}

/// As `replace`, on a disk of the caller's.
pub fn replace_on(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    expect: Option<&Stamp>,
    beside: &Beside<'_>,
) -> Result<Saved, StoreProblem> {
    Save::new(disk, path, bytes, expect.map_or(Expected::Nothing, Expected::Stamp), beside)?.run()
}

/// Makes the first version of a file that is kept with its versions and history. A file that is there is left alone.
pub fn begin(path: &Path, bytes: &[u8], beside: &Beside<'_>) -> Result<Saved, StoreProblem> {
    begin_on(&RealDisk, path, bytes, beside)
}

/// As `begin`, on a disk of the caller's.
pub fn begin_on(disk: &dyn Disk, path: &Path, bytes: &[u8], beside: &Beside<'_>) -> Result<Saved, StoreProblem> {
    Save::new(disk, path, bytes, Expected::New, beside)?.run()
}

/// Makes a file of our own, such as an export, in the same steps. A file that is there is left alone unless `replace`
/// says otherwise. No lock is taken: nobody waits for an export, and its folder stays free of side files.
pub fn create_new(path: &Path, bytes: &[u8], replace: bool) -> Result<Saved, StoreProblem> {
    create_new_on(&RealDisk, path, bytes, replace)
}

/// As `create_new`, on a disk of the caller's.
pub fn create_new_on(disk: &dyn Disk, path: &Path, bytes: &[u8], replace: bool) -> Result<Saved, StoreProblem> {
    let expected = if replace { Expected::Anything } else { Expected::New };
    Save::new(disk, path, bytes, expected, &Beside::nothing())?.run()
}
