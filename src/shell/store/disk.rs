//! The few file operations a save is made of, as a seam where tests make each of them go wrong.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::access::Access;
use super::note::Note;

/// The few file operations a save is made of. Every method answers with the plain error of the system.
pub trait Disk {
    /// The absolute path of the file itself, behind all symbolic links. A file need not be there, a link's target must.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
    /// What the system knows of a file or folder, without opening it.
    fn about(&self, path: &Path) -> io::Result<Metadata>;
    /// Sends at most `limit` bytes of a file into `into`, and tells about the file that was opened.
    fn read(&self, path: &Path, limit: u64, into: &mut dyn Write) -> io::Result<Metadata>;
    /// Whether we may change this file: asked of the system, nothing is changed.
    fn may_change(&self, path: &Path) -> io::Result<()>;
    /// Opens or makes the side file and takes its lock, or says that somebody has it. Closing the file gives it back.
    /// A new side file gets `access`, so that colleagues who may save can lock it too.
    fn lock(&self, path: &Path, access: Option<&Access>) -> Result<File, TryLockError>;
    /// Makes a file that was not there. `private`: for our own eyes until it gets its access.
    fn create_new(&self, path: &Path, private: bool) -> io::Result<File>;
    /// Writes all the bytes.
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file its owner, group and permissions; tells what could not be kept.
    fn set_access(&self, file: &File, access: &Access) -> io::Result<Vec<Note>>;
    /// Returns when the bytes of a file are on the device.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives a file another name, in place of the file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which nobody may have yet.
    fn link_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Returns when the names in a folder are on the device. Windows has no such call.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits for somebody else to finish.
    fn pause(&self, time: Duration);
}

/// The disk of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        match fs::symlink_metadata(path) {
            Ok(about) if about.is_symlink() => fs::canonicalize(path),
            // Links among the folders need no resolving: every name of a save stands in the same folder. So a network
            // drive keeps the letter that the officer knows, and drives that cannot resolve a path work.
            Ok(_) => std::path::absolute(path),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => std::path::absolute(path),
            Err(cause) => Err(cause),
        }
    }

    fn about(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    fn read(&self, path: &Path, limit: u64, into: &mut dyn Write) -> io::Result<Metadata> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        io::copy(&mut BufReader::with_capacity(256 * 1024, file).take(limit), into)?;
        Ok(about)
    }

    fn may_change(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().append(true).open(path).map(drop)
    }

    fn lock(&self, path: &Path, access: Option<&Access>) -> Result<File, TryLockError> {
        let file = open_side_file(path, access).map_err(TryLockError::Error)?;
        file.try_lock()?;
        Ok(file)
    }

    fn create_new(&self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn set_access(&self, file: &File, access: &Access) -> io::Result<Vec<Note>> {
        access.put_on(file)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The side file that carries the lock, made where it is not there yet.
fn open_side_file(path: &Path, access: Option<&Access>) -> io::Result<File> {
    match OpenOptions::new().read(true).write(true).create_new(true).open(path) {
        Ok(file) => {
            if let Some(access) = access {
                // It is made either way; a colleague who may not open it then saves without a lock, and is told.
                let _kept = access.put_on(&file);
            }
            return Ok(file);
        }
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
        Err(cause) => return Err(cause),
    }
    // Opening a pipe that somebody gave this name would wait for ever.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    match OpenOptions::new().read(true).write(true).open(path) {
        // A side file that a colleague made can often be locked although we may only read it.
        Err(cause) if cause.kind() == io::ErrorKind::PermissionDenied => File::open(path),
        opened => opened,
    }
}
