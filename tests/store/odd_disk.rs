//! A disk that is as odd as a test wants it.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::fs::{File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ropa::shell::store::{Access, Disk, Note, RealDisk};

/// The faults that every operation is tried with.
pub const FAULTS: [ErrorKind; 7] = [
    ErrorKind::Other,
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::PermissionDenied,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::NotFound,
    ErrorKind::Unsupported,
];

/// What an odd disk does before an operation, told by the operations so far.
type Before<'a> = dyn Fn(&[&'static str]) -> io::Result<()> + 'a;

/// The real disk, with something that happens before each operation.
pub struct OddDisk<'a> {
    /// Is given the names of the operations so far, the one to come last, and may make it go wrong.
    before: Box<Before<'a>>,
    /// The last byte is dropped, and nothing is said.
    pub lies: bool,
    /// As `lies`, from the first operation of this name on.
    pub lies_after: Option<&'static str>,
    stopped_at: Option<usize>,
    /// The names of the operations so far.
    pub asked: RefCell<Vec<&'static str>>,
    /// How long it was waited for others.
    pub paused: Cell<Duration>,
}

impl<'a> OddDisk<'a> {
    pub fn real() -> OddDisk<'a> {
        OddDisk::new(|_| Ok(()))
    }

    pub fn new(before: impl Fn(&[&'static str]) -> io::Result<()> + 'a) -> OddDisk<'a> {
        OddDisk {
            before: Box::new(before),
            lies: false,
            lies_after: None,
            stopped_at: None,
            asked: RefCell::default(),
            paused: Cell::default(),
        }
    }

    /// The operation of this number (from 0) goes wrong.
    pub fn faulty(at: usize, fault: ErrorKind) -> OddDisk<'a> {
        OddDisk::new(move |asked| if asked.len() == at + 1 { Err(fault.into()) } else { Ok(()) })
    }

    /// All operations of this name go wrong.
    pub fn without(operation: &'static str, fault: ErrorKind) -> OddDisk<'a> {
        OddDisk::new(move |asked| if asked.ends_with(&[operation]) { Err(fault.into()) } else { Ok(()) })
    }

    /// The power goes before the operation of this number: nothing that comes later does anything.
    pub fn stopped(at: usize) -> OddDisk<'a> {
        let disk = OddDisk::new(move |asked| if asked.len() > at { Err(ErrorKind::Other.into()) } else { Ok(()) });
        OddDisk { stopped_at: Some(at), ..disk }
    }

    /// Something happens when the last operations were these.
    pub fn when(operations: &'static [&'static str], happens: impl Fn() + 'a) -> OddDisk<'a> {
        OddDisk::new(move |asked| {
            if asked.ends_with(operations) {
                happens();
            }
            Ok(())
        })
    }

    fn ask(&self, operation: &'static str) -> io::Result<()> {
        self.asked.borrow_mut().push(operation);
        (self.before)(&self.asked.borrow())
    }
}

impl Disk for OddDisk<'_> {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.ask("real_path")?;
        RealDisk.real_path(path)
    }

    fn about(&self, path: &Path) -> io::Result<Metadata> {
        self.ask("about")?;
        RealDisk.about(path)
    }

    fn read(&self, path: &Path, limit: u64, into: &mut dyn Write) -> io::Result<Metadata> {
        self.ask("read")?;
        RealDisk.read(path, limit, into)
    }

    fn may_change(&self, path: &Path) -> io::Result<()> {
        self.ask("may_change")?;
        RealDisk.may_change(path)
    }

    fn lock(&self, path: &Path, access: Option<&Access>) -> Result<File, TryLockError> {
        self.ask("lock").map_err(TryLockError::Error)?;
        RealDisk.lock(path, access)
    }

    fn create_new(&self, path: &Path, private: bool) -> io::Result<File> {
        self.ask("create_new")?;
        RealDisk.create_new(path, private)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.ask("open")?;
        RealDisk.open(path)
    }

    fn length(&self, file: &File) -> io::Result<u64> {
        self.ask("length")?;
        RealDisk.length(file)
    }

    fn read_part(&self, file: &mut File, from: u64, limit: u64) -> io::Result<Vec<u8>> {
        self.ask("read_part")?;
        RealDisk.read_part(file, from, limit)
    }

    fn set_length(&self, file: &File, length: u64) -> io::Result<()> {
        self.ask("set_length")?;
        RealDisk.set_length(file, length)
    }

    fn write_all(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if let Err(cause) = self.ask("write_all") {
            // A disk that fills up takes a part first.
            if self.stopped_at.is_none_or(|at| self.asked.borrow().len() == at + 1) {
                file.write_all(&bytes[..bytes.len() / 2])?;
            }
            return Err(cause);
        }
        let lies = self.lies || self.lies_after.is_some_and(|name| self.asked.borrow().contains(&name));
        let taken = if lies { &bytes[..bytes.len() - 1] } else { bytes };
        RealDisk.write_all(file, taken)
    }

    fn access(&self, path: &Path, about: &Metadata) -> io::Result<Access> {
        self.ask("access")?;
        RealDisk.access(path, about)
    }

    fn set_access(&self, file: &File, access: &Access) -> io::Result<Vec<Note>> {
        self.ask("set_access")?;
        RealDisk.set_access(file, access)
    }

    fn carry_attributes(&self, from: &Path, to: &File) -> io::Result<()> {
        self.ask("carry_attributes")?;
        RealDisk.carry_attributes(from, to)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.ask("sync")?;
        RealDisk.sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("rename")?;
        RealDisk.rename(from, to)
    }

    fn link_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask("link_new")?;
        RealDisk.link_new(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.ask("sync_folder")?;
        RealDisk.sync_folder(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.ask("make_folder")?;
        RealDisk.make_folder(folder)
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<(OsString, Metadata)>> {
        self.ask("entries")?;
        RealDisk.entries(folder)
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        self.ask("touch")?;
        RealDisk.touch(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask("remove")?;
        RealDisk.remove(path)
    }

    fn pause(&self, time: Duration) {
        self.paused.set(self.paused.get() + time);
    }
}
