//! Looking now and then whether a file is still the one that was read.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::disk::{Disk, RealDisk};
use super::stamp::Stamp;

/// How often in a row length and time alone are trusted, before the bytes are looked at again.
const TRUSTED: u32 = 12;
/// Larger files are read only when length or time differ: a save compares all bytes in any case.
const READ_AGAIN: u64 = 16 * 1024 * 1024;

/// What a look at a file has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It holds what it held.
    Same,
    /// It holds something else. Another program may still be writing it.
    Changed,
    /// It is not there any more.
    Gone,
    /// The disk or share does not answer.
    Unknown,
}

/// Looks at one file now and then. Most looks ask only for its length and time.
#[derive(Clone, Debug)]
pub struct Poll {
    path: PathBuf,
    expected: [u8; 32],
    last: Stamp,
    trusted: u32,
}

impl Poll {
    /// A file that held this when it was read or saved. A save or another reading begins a new one.
    pub fn new(path: &Path, stamp: &Stamp) -> Poll {
        Poll { path: path.to_path_buf(), expected: stamp.sha256, last: stamp.clone(), trusted: 0 }
    }

    /// Looks once.
    pub fn look(&mut self) -> Look {
        self.look_on(&RealDisk)
    }

    /// As `look`, on a disk of the caller's.
    pub fn look_on(&mut self, disk: &dyn Disk) -> Look {
        let about = match disk.about(&self.path) {
            Ok(about) if about.is_file() => about,
            Ok(_) => return Look::Gone,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Look::Gone,
            Err(_) => return Look::Unknown,
        };
        let seems_same = about.len() == self.last.length && about.modified().ok() == self.last.modified;
        if seems_same && (self.trusted < TRUSTED || about.len() > READ_AGAIN) {
            self.trusted += 1;
            return self.told();
        }
        let mut hash = Sha256::new();
        match disk.read(&self.path, u64::MAX, &mut hash) {
            Ok(about) => {
                let (length, modified) = (about.len(), about.modified().ok());
                self.last = Stamp { sha256: hash.finalize().into(), length, modified };
                self.trusted = 0;
                self.told()
            }
            Err(cause) if cause.kind() == ErrorKind::NotFound => Look::Gone,
            Err(_) => Look::Unknown,
        }
    }

    fn told(&self) -> Look {
        if self.last.sha256 == self.expected { Look::Same } else { Look::Changed }
    }
}
