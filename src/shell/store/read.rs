//! Reading a file whole, with the stamp that its next save asks for.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk};
use super::problem::{Denied, StoreProblem};
use super::stamp::Stamp;

/// The largest file we read, in bytes (2 GiB): far above any register, far below what stops a computer.
pub const LARGEST: u64 = 2 * 1024 * 1024 * 1024;

/// A file as it stood on disk when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDisk {
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// What a save of it expects to find again.
    pub stamp: Stamp,
    /// The path as it was given.
    pub path: PathBuf,
    /// The absolute path of the file itself, behind symbolic links.
    pub real_path: PathBuf,
}

/// Reads a file whole. Never waits: a pipe or device is refused before it is opened. A file that is missing, a folder,
/// too large, or that we may not read or that the disk does not give is a problem of exit code 3.
pub fn read(path: &Path) -> Result<OnDisk, StoreProblem> {
    read_on(&RealDisk, path)
}

/// As `read`, on a disk of the caller's.
pub fn read_on(disk: &dyn Disk, path: &Path) -> Result<OnDisk, StoreProblem> {
    let about = disk.about(path).map_err(|cause| not_read(path, cause))?;
    if about.is_dir() {
        return Err(StoreProblem::Folder { path: path.to_path_buf() });
    }
    if !about.is_file() {
        return Err(StoreProblem::NotAFile { path: path.to_path_buf() });
    }
    if about.len() > LARGEST {
        return Err(StoreProblem::TooLarge { path: path.to_path_buf() });
    }
    let real_path = disk.real_path(path).map_err(|cause| not_read(path, cause))?;
    let mut bytes = Vec::new();
    // Room for all of it at once, if there is such room; else it grows as far as it can.
    let _room = usize::try_from(about.len()).map(|length| bytes.try_reserve_exact(length));
    // The file may have grown meanwhile, so the limit holds for the bytes too.
    let about = disk.read(path, LARGEST + 1, &mut bytes).map_err(|cause| not_read(path, cause))?;
    if bytes.len() as u64 > LARGEST {
        return Err(StoreProblem::TooLarge { path: path.to_path_buf() });
    }
    Ok(OnDisk { stamp: Stamp::of(&bytes, &about), bytes, path: path.to_path_buf(), real_path })
}

/// The problem behind an error of reading.
fn not_read(path: &Path, cause: io::Error) -> StoreProblem {
    let path = path.to_path_buf();
    match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => StoreProblem::Missing { path },
        ErrorKind::PermissionDenied => StoreProblem::NoPermission { path, what: Denied::Reading },
        _ => StoreProblem::CouldNotRead { path, cause },
    }
}
