//! The few file operations a save is made of, as a seam where tests make each of them go wrong.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::access::Access;
use super::attributes;
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
    /// Opens a file that is there, to look at its parts and to add to its end. A link is not followed.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// How many bytes an open file has.
    fn length(&self, file: &File) -> io::Result<u64>;
    /// The bytes of an open file from `from` on, at most `limit` of them.
    fn read_part(&self, file: &mut File, from: u64, limit: u64) -> io::Result<Vec<u8>>;
    /// Cuts an open file behind this many bytes.
    fn set_length(&self, file: &File, length: u64) -> io::Result<()>;
    /// Writes all the bytes.
    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Who may read and change a file of which `about` tells.
    fn access(&self, path: &Path, about: &Metadata) -> io::Result<Access>;
    /// Gives a file its owner, group, permissions and access list; tells what could not be kept.
    fn set_access(&self, file: &File, access: &Access) -> io::Result<Vec<Note>>;
    /// Copies the named attributes of a file to another.
    fn carry_attributes(&self, from: &Path, to: &File) -> io::Result<()>;
    /// Returns when the bytes of a file are on the device.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives a file another name, in place of the file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which nobody may have yet.
    fn link_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Returns when the names in a folder are on the device. Windows has no such call.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a folder for our own eyes, with those above it, where it is missing.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// What stands in a folder, in no order.
    fn entries(&self, folder: &Path) -> io::Result<Vec<(OsString, Metadata)>>;
    /// Marks a file as changed now.
    fn touch(&self, path: &Path) -> io::Result<()>;
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
            Err(cause) if cause.kind() == ErrorKind::NotFound => std::path::absolute(path),
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
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        // A link could lead to any file of the person's, and a pipe would wait for ever.
        if !fs::symlink_metadata(path)?.is_file() {
            return Err(ErrorKind::Unsupported.into());
        }
        let mut options = OpenOptions::new();
        options.read(true);
        // Windows does not let a file be cut that was opened to be added to.
        if cfg!(windows) {
            options.write(true)
        } else {
            options.append(true)
        };
        options.open(path)
    }

    fn length(&self, file: &File) -> io::Result<u64> {
        Ok(file.metadata()?.len())
    }

    fn read_part(&self, file: &mut File, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn set_length(&self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn access(&self, path: &Path, about: &Metadata) -> io::Result<Access> {
        Access::of(path, about)
    }

    fn set_access(&self, file: &File, access: &Access) -> io::Result<Vec<Note>> {
        access.put_on(file)
    }

    fn carry_attributes(&self, from: &Path, to: &File) -> io::Result<()> {
        attributes::carry(from, to)
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

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<(OsString, Metadata)>> {
        fs::read_dir(folder)?
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.metadata()?))))
            // One that went away while we looked is none.
            .filter(|entry| entry.as_ref().err().is_none_or(|cause| cause.kind() != ErrorKind::NotFound))
            .collect()
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.set_modified(SystemTime::now())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// Whether the file system simply has no flush (`ENOTSUP`, `EINVAL`), which is no fault of this save.
pub(super) fn offers_no_flush(cause: &io::Error) -> bool {
    matches!(cause.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
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
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
        Err(cause) => return Err(cause),
    }
    // Opening a pipe that somebody gave this name would wait for ever.
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    match OpenOptions::new().read(true).write(true).open(path) {
        // A side file that a colleague made can often be locked although we may only read it.
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => File::open(path),
        opened => opened,
    }
}
