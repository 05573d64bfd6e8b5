//! The save: a new file takes the place of the old one, whole or not at all.

mod kept;

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::access::Access;
use super::beside::Beside;
use super::disk::{Disk, offers_no_flush};
use super::lock::{self, Lock};
use super::note::Note;
use super::presence;
use super::problem::{Change, Denied, StoreProblem, is_in_use};
use super::replace::Saved;
use super::stamp::{Stamp, sha256};
use super::temporary::Temporary;

/// What the save must find at its path.
#[derive(Clone, Copy)]
pub(super) enum Expected<'a> {
    /// The very bytes that were read.
    Stamp(&'a Stamp),
    /// No file; others may be making the same one, so the lock is taken.
    Nothing,
    /// No file. Only a history beside it needs the lock.
    New,
    /// Any file or none, and no lock.
    Anything,
}

/// One save on its way.
pub(super) struct Save<'a> {
    disk: &'a dyn Disk,
    path: &'a Path,
    real: PathBuf,
    bytes: &'a [u8],
    sha256: [u8; 32],
    expected: Expected<'a>,
    beside: &'a Beside<'a>,
    notes: Vec<Note>,
}

impl<'a> Save<'a> {
    pub(super) fn new(
        disk: &'a dyn Disk,
        path: &'a Path,
        bytes: &'a [u8],
        expected: Expected<'a>,
        beside: &'a Beside<'a>,
    ) -> Result<Save<'a>, StoreProblem> {
        let real = disk.real_path(path).map_err(|cause| not_written(path, bytes, cause))?;
        if real.file_name().is_none() {
            return Err(StoreProblem::NotReplaceable { path: path.into() });
        }
        let sha256 = beside.sha256.unwrap_or_else(|| sha256(bytes));
        Ok(Save { disk, path, real, bytes, sha256, expected, beside, notes: Vec::new() })
    }

    /// The save order. What stands above another step must stay above it.
    pub(super) fn run(mut self) -> Result<Saved, StoreProblem> {
        #[cfg(feature = "unsafe-save")]
        if super::careless::is_wanted() {
            return Ok(super::careless::save(&self.real, self.bytes));
        }
        let there_already = self.is_there_already()?;
        if there_already && self.beside.history.is_empty() {
            let flushed = self.flush_folder();
            return Ok(Saved { stamp: self.confirm(flushed)?, notes: self.notes });
        }
        let old = self.look()?;
        self.may_replace(old.as_ref())?;
        let _lock = self.lock(old.as_ref())?;
        let old = self.compare()?;
        if !there_already {
            let temporary = self.write(old.as_ref())?;
            self.keep_old_version(old.as_ref());
            self.look_again(old.as_ref())?;
            self.put_in_place(temporary, old.as_ref())?;
        }
        let flushed = self.flush_folder();
        self.keep_new_version();
        let stamp = self.confirm(flushed)?;
        self.add_to_history();
        Ok(Saved { stamp, notes: self.notes })
    }

    /// Whether the file holds these bytes, and was expected to: then a save has nothing to do.
    fn is_there_already(&self) -> Result<bool, StoreProblem> {
        let Expected::Stamp(expect) = self.expected else {
            return Ok(false);
        };
        if expect.sha256 != self.sha256 || self.look()?.is_none() {
            return Ok(false);
        }
        let there = self.stamp(&self.real).map_err(|cause| self.not_written(cause))?;
        Ok(there.sha256 == self.sha256)
    }

    /// What stands at the path: a file, or nothing.
    fn look(&self) -> Result<Option<Metadata>, StoreProblem> {
        match self.disk.about(&self.real) {
            Ok(about) if about.is_file() => Ok(Some(about)),
            Ok(_) => Err(StoreProblem::NotReplaceable { path: self.path.into() }),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(self.not_written(cause)),
        }
    }

    /// Respects what is marked read-only. A rename asks only for the folder, and an administrator is never refused, so
    /// the system would not stop us.
    fn may_replace(&self, old: Option<&Metadata>) -> Result<(), StoreProblem> {
        if let Some(old) = old {
            let refused = match self.disk.may_change(&self.real) {
                Ok(()) => false,
                Err(cause) => !is_in_use(&cause) && cause.kind() == ErrorKind::PermissionDenied,
            };
            if refused || old.permissions().readonly() {
                return Err(StoreProblem::NoPermission { path: self.path.into(), what: Denied::Changing });
            }
        }
        // On Windows this mark of a folder has another meaning.
        if cfg!(unix) {
            let about = self.disk.about(self.folder()).map_err(|cause| self.not_written(cause))?;
            if about.permissions().readonly() {
                return Err(StoreProblem::NoPermission { path: self.path.into(), what: Denied::Folder });
            }
        }
        Ok(())
    }

    /// Keeps others who save the same file out, where the folder offers locks.
    fn lock(&mut self, old: Option<&Metadata>) -> Result<Option<Lock>, StoreProblem> {
        let nobody_waits = match self.expected {
            Expected::Anything => true,
            Expected::New => self.beside.history.is_empty(),
            Expected::Stamp(_) | Expected::Nothing => false,
        };
        if nobody_waits {
            return Ok(None);
        }
        let access = old.map(|old| self.disk.access(&self.real, old)).transpose();
        match lock::take(self.disk, &self.real, access.map_err(|cause| self.not_written(cause))?.as_ref()) {
            Lock::Elsewhere => {
                let by = presence::others_on(self.disk, &self.real, self.beside.run, Timestamp::now());
                Err(StoreProblem::Held { path: self.path.into(), by })
            }
            Lock::NotOffered => {
                self.note(Note::NoLock);
                Ok(None)
            }
            ours => Ok(Some(ours)),
        }
    }

    /// Compares all bytes of the file with the expected ones: neither time nor length are proof enough.
    fn compare(&self) -> Result<Option<Metadata>, StoreProblem> {
        // First the description, then the bytes: a change between the two is found by `look_again`.
        let old = self.look()?;
        match (self.expected, &old) {
            (Expected::Stamp(expect), Some(_)) => {
                let there = self.stamp(&self.real).map_err(|cause| self.not_written(cause))?;
                if there.sha256 != expect.sha256 {
                    return Err(self.changed(Change::Changed));
                }
            }
            (Expected::Stamp(_), None) => return Err(self.changed(Change::Removed)),
            (Expected::Nothing | Expected::New, Some(_)) => return Err(self.appeared()),
            (Expected::Nothing | Expected::New, None) | (Expected::Anything, _) => {}
        }
        Ok(old)
    }

    /// Writes the temporary file, flushes it and reads it back.
    fn write(&mut self, old: Option<&Metadata>) -> Result<Temporary<'a>, StoreProblem> {
        let (temporary, file) =
            Temporary::make(self.disk, &self.real, old.is_some()).map_err(|cause| self.no_room_for_it(cause))?;
        self.fill(file, old).map_err(|cause| self.not_written(cause))?;
        let there = self.stamp(temporary.path()).map_err(|cause| self.not_written(cause))?;
        if there.sha256 != self.sha256 {
            return Err(StoreProblem::ReadBackDiffers { path: self.path.into() });
        }
        Ok(temporary)
    }

    fn fill(&mut self, mut file: File, old: Option<&Metadata>) -> io::Result<()> {
        let access = match old {
            Some(old) => self.disk.access(&self.real, old)?,
            None => Access::usual(&file)?,
        };
        self.disk.write_all(&mut file, self.bytes)?;
        let kept = self.disk.set_access(&file, &access)?;
        kept.into_iter().for_each(|note| self.note(note));
        if old.is_some() && self.disk.carry_attributes(&self.real, &file).is_err() {
            self.note(Note::AttributesNotKept);
        }
        match self.disk.sync(&file) {
            Err(cause) if offers_no_flush(&cause) => self.note(Note::NoFlush),
            flushed => flushed?,
        }
        Ok(())
    }

    /// Writing took a while. Where there are no locks, this notices most of what happened meanwhile.
    fn look_again(&self, old: Option<&Metadata>) -> Result<(), StoreProblem> {
        let (Expected::Stamp(_), Some(old)) = (self.expected, old) else {
            return Ok(());
        };
        let Some(now) = self.look()? else {
            return Err(self.changed(Change::Removed));
        };
        if now.len() != old.len() || now.modified().ok() != old.modified().ok() {
            return Err(self.changed(Change::Changed));
        }
        Ok(())
    }

    /// The one moment in which the new version takes the place of the old.
    fn put_in_place(&mut self, temporary: Temporary<'a>, old: Option<&Metadata>) -> Result<(), StoreProblem> {
        if old.is_some_and(has_second_name) {
            self.note(Note::SecondName);
        }
        if old.is_none() && !matches!(self.expected, Expected::Anything) {
            match self.disk.link_new(temporary.path(), &self.real) {
                // The temporary name is removed when `temporary` goes.
                Ok(()) => return Ok(()),
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                    return Err(self.appeared());
                }
                // Not every file system has second names. Then only the moment since this look is unguarded.
                Err(_) if self.look()?.is_some() => return Err(self.appeared()),
                Err(_) => {}
            }
        }
        match self.rename(temporary.path()) {
            Ok(()) => temporary.let_go(),
            Err(cause) if is_in_use(&cause) => return Err(self.set_aside(temporary, cause)),
            Err(cause) => return Err(self.not_written(cause)),
        }
        Ok(())
    }

    /// Renames, and waits for virus scanners and the like to let go: about 2 seconds together.
    fn rename(&self, temporary: &Path) -> io::Result<()> {
        for wait in [50, 100, 200, 350, 550, 750] {
            match self.disk.rename(temporary, &self.real) {
                Err(cause) if is_in_use(&cause) => self.disk.pause(Duration::from_millis(wait)),
                done => return done,
            }
        }
        self.disk.rename(temporary, &self.real)
    }

    /// Waits until the new name would survive a power cut.
    fn flush_folder(&mut self) -> io::Result<()> {
        match self.disk.sync_folder(self.folder()) {
            Err(cause) if offers_no_flush(&cause) => {
                self.note(Note::NoFlush);
                Ok(())
            }
            flushed => flushed,
        }
    }

    /// Looks once more: only now is the file saved.
    fn confirm(&self, flushed: io::Result<()>) -> Result<Stamp, StoreProblem> {
        let stamp = match flushed.and_then(|()| self.stamp(&self.real)) {
            Ok(stamp) => stamp,
            Err(cause) => {
                let stamp = Stamp { sha256: self.sha256, length: self.bytes.len() as u64, modified: None };
                return Err(StoreProblem::NotConfirmed { path: self.path.into(), stamp, cause });
            }
        };
        if stamp.sha256 != self.sha256 {
            return Err(self.changed(Change::Overwritten));
        }
        Ok(stamp)
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let mut hash = Sha256::new();
        let about = self.disk.read(path, u64::MAX, &mut hash)?;
        Ok(Stamp { sha256: hash.finalize().into(), length: about.len(), modified: about.modified().ok() })
    }

    /// The folder of the real file, whose path is absolute and has a last part.
    fn folder(&self) -> &Path {
        self.real.parent().unwrap_or(&self.real)
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    fn changed(&self, change: Change) -> StoreProblem {
        StoreProblem::ChangedOnDisk { path: self.path.into(), change }
    }

    fn appeared(&self) -> StoreProblem {
        match self.expected {
            Expected::New => StoreProblem::AlreadyThere { path: self.path.into() },
            Expected::Stamp(_) | Expected::Nothing | Expected::Anything => self.changed(Change::Appeared),
        }
    }

    /// The problem behind a temporary file that could not be made: what is denied then is the folder.
    fn no_room_for_it(&self, cause: io::Error) -> StoreProblem {
        match cause.kind() {
            ErrorKind::PermissionDenied => StoreProblem::NoPermission { path: self.path.into(), what: Denied::Folder },
            _ => self.not_written(cause),
        }
    }

    fn not_written(&self, cause: io::Error) -> StoreProblem {
        not_written(self.path, self.bytes, cause)
    }
}

/// The problem behind an error of saving.
fn not_written(path: &Path, bytes: &[u8], cause: io::Error) -> StoreProblem {
    let path = path.to_path_buf();
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            StoreProblem::NoSpace { path, needed: bytes.len() as u64, cause }
        }
        ErrorKind::PermissionDenied => StoreProblem::NoPermission { path, what: Denied::Changing },
        _ => StoreProblem::CouldNotWrite { path, cause },
    }
}

/// Whether the file has several names (hard links), where the system tells.
#[cfg(unix)]
fn has_second_name(old: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(old) > 1
}

#[cfg(not(unix))]
fn has_second_name(_old: &Metadata) -> bool {
    false
}
