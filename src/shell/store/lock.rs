//! The lock beside a file, held for the moments of a save.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use super::access::Access;
use super::disk::{Disk, RealDisk};
use super::temporary::beside;

/// How long we wait for somebody who is saving: tries, and the time between two of them. 5 seconds together.
const TRIES: u32 = 200;
const BETWEEN_TRIES: Duration = Duration::from_millis(25);

/// What became of taking the lock.
pub(super) enum Lock {
    /// It is ours until this is dropped.
    Ours(#[expect(dead_code, reason = "holding the open file is holding the lock")] File),
    /// The folder offers no locks, or we may not make the side file. The comparison with the stamp still guards.
    NotOffered,
    /// Somebody had it for the whole time we waited.
    Elsewhere,
}

/// Waits until nobody is in the middle of saving the file at `path`, for as long as a save would wait. Where the folder
/// offers no locks this returns at once.
pub fn wait_for_savers(path: &Path) {
    let _given_back_at_once = hold(path);
}

/// Takes the lock of the file at `path`, as a save of it does.
pub(super) fn hold(path: &Path) -> Lock {
    let Ok(real) = RealDisk.real_path(path) else { return Lock::NotOffered };
    let access = RealDisk.about(&real).and_then(|about| RealDisk.access(&real, &about)).ok();
    take(&RealDisk, &real, access.as_ref())
}

/// Takes the lock of `real`, on the side file `~$NAME.lock`. The file itself is never locked: the save replaces it,
/// so its lock would guard nothing, and on a Windows share it would shut out those who only read.
/// The side file stays when the lock is given back: removing it would let two people hold locks of two files.
pub(super) fn take(disk: &dyn Disk, real: &Path, access: Option<&Access>) -> Lock {
    let path = beside(real, "lock");
    for _ in 0..TRIES {
        match disk.lock(&path, access) {
            Ok(file) => return Lock::Ours(file),
            Err(TryLockError::WouldBlock) => disk.pause(BETWEEN_TRIES),
            Err(TryLockError::Error(_)) => return Lock::NotOffered,
        }
    }
    Lock::Elsewhere
}
