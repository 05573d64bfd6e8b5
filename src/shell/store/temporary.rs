//! The temporary file of a save: made beside the real file, gone when the save does not come to its end.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;

/// How many random letters the name of a temporary file has.
const RANDOM_LETTERS: usize = 8;
/// The letters of that part: lower case, as some file systems know no other, and none that looks like another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A temporary file that removes itself, until its name has passed to the real file.
pub(super) struct Temporary<'a> {
    disk: &'a dyn Disk,
    path: PathBuf,
    here: bool,
}

impl<'a> Temporary<'a> {
    /// Makes an empty one beside `real`.
    pub(super) fn make(disk: &'a dyn Disk, real: &Path, private: bool) -> io::Result<(Temporary<'a>, File)> {
        let path = beside(real, &format!("{}.tmp", random_letters()?));
        let file = disk.create_new(&path, private)?;
        Ok((Temporary { disk, path, here: true }, file))
    }

    /// Where it stands.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file a name under which it stays, and tells it: the first of these that nobody has. Where none can be
    /// given, it stays under its own.
    pub(super) fn set_aside(mut self, names: impl Iterator<Item = PathBuf>) -> PathBuf {
        self.here = false;
        for name in names {
            match self.disk.about(&name) {
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                _ => continue,
            }
            if self.disk.rename(&self.path, &name).is_ok() {
                return name;
            }
        }
        self.path.clone()
    }

    /// Says that the file has taken the place of the real one, so that nothing is left to remove.
    pub(super) fn let_go(mut self) {
        self.here = false;
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        // What cannot be removed now (the share is gone) is removed at a later start, by `clean_left_over`.
        if self.here && self.disk.remove(&self.path).is_err() {
            let _second_try = self.disk.remove(&self.path);
        }
    }
}

/// The path of a side file of `real`: `~$NAME.ENDING` in the same folder. OneDrive leaves names alone that begin so.
pub(super) fn beside(real: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from("~$");
    name.push(real.file_name().unwrap_or_default());
    name.push(".");
    name.push(ending);
    real.with_file_name(name)
}

/// Whether a file of this name is the temporary file of a save of `real`.
pub(super) fn is_temporary_of(real: &Path, name: &std::ffi::OsStr) -> bool {
    let start = beside(real, "");
    let Some(start) = start.file_name() else {
        return false;
    };
    let Some(rest) = name.as_encoded_bytes().strip_prefix(start.as_encoded_bytes()) else {
        return false;
    };
    let Some(letters) = rest.strip_suffix(b".tmp") else {
        return false;
    };
    letters.len() == RANDOM_LETTERS && letters.iter().all(|letter| LETTERS.contains(letter))
}

/// Letters that nobody else hits on at the same time.
fn random_letters() -> io::Result<String> {
    let mut bytes = [0_u8; RANDOM_LETTERS];
    getrandom::fill(&mut bytes).map_err(|cause| io::Error::other(cause.to_string()))?;
    let letters = bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
    Ok(letters.map(|letter| char::from(*letter)).collect())
}
