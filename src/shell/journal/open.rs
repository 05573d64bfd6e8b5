//! The journal of this run: made at the first edit, locked while the run lives.

use crate::domain::diff::FieldChange;
use crate::formats::journal::{Entry, Header};
use crate::shell::store::Disk;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The journal of this run. Dropping it gives its lock back, and leaves it for a later run to find.
pub(super) struct OpenJournal {
    file: File,
    path: PathBuf,
    edits: u64,
}

impl OpenJournal {
    /// Makes the file with its header and all that is unsaved, in one piece. What cannot be made whole leaves nothing behind.
    pub(super) fn begin(
        disk: &dyn Disk,
        folder: &Path,
        path: PathBuf,
        header: Header,
        label: &str,
        changes: Vec<FieldChange>,
    ) -> io::Result<Self> {
        disk.make_folder(folder)?;
        for_own_eyes(folder, 0o700)?;
        let mut file = disk.create_new(&path, true)?;
        let mut lines = Entry::Header(header).line();
        let edits = u64::from(!changes.is_empty());
        if edits > 0 {
            lines.extend(Entry::Edit { number: 1, label: label.to_owned(), changes }.line());
        }
        let begun =
            for_own_eyes(&path, 0o600).and_then(|()| lock(&file)).and_then(|()| disk.write_all(&mut file, &lines));
        if let Err(cause) = begun {
            // It holds less than the one before it, so it must not be found beside that one.
            let _removed = disk.remove(&path);
            return Err(cause);
        }
        Ok(OpenJournal { file, path, edits })
    }

    /// Adds an edit.
    pub(super) fn edit(&mut self, disk: &dyn Disk, label: &str, changes: Vec<FieldChange>) -> io::Result<()> {
        let number = self.edits + 1;
        self.append(disk, &Entry::Edit { number, label: label.to_owned(), changes })?;
        self.edits = number;
        Ok(())
    }

    /// Adds a line.
    pub(super) fn append(&mut self, disk: &dyn Disk, entry: &Entry) -> io::Result<()> {
        #[cfg(feature = "unsafe-save")]
        if crate::shell::store::careless::leaves_out_line() {
            return Ok(());
        }
        disk.write_all(&mut self.file, &entry.line())
    }

    /// Returns when all lines are on the device, where it tells.
    pub(super) fn flush(&self, disk: &dyn Disk) -> io::Result<()> {
        match disk.sync(&self.file) {
            Err(cause) if matches!(cause.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => Ok(()),
            flushed => flushed,
        }
    }

    /// A second handle, for a thread that flushes.
    pub(super) fn copy(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Ends a journal of which everything is saved or stands in another one. One that cannot be removed says so itself.
    pub(super) fn end(mut self, disk: &dyn Disk) {
        let _said = self.append(disk, &Entry::Saved);
        let path = std::mem::take(&mut self.path);
        drop(self);
        let _removed = disk.remove(&path);
    }
}

impl Drop for OpenJournal {
    fn drop(&mut self) {
        // A thread that still flushes holds the file open, and with it the lock.
        let _given_back = self.file.unlock();
    }
}

/// Takes the lock of a journal. Where the folder offers no locks, a journal is as good without.
fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(std::fs::TryLockError::WouldBlock) => Err(ErrorKind::WouldBlock.into()),
        Err(std::fs::TryLockError::Error(_)) | Ok(()) => Ok(()),
    }
}

/// Makes a file or folder the person's alone, whatever new files are given here.
#[cfg(unix)]
fn for_own_eyes(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn for_own_eyes(_path: &Path, _mode: u32) -> io::Result<()> {
    // The folder of a person's own data is theirs alone there.
    Ok(())
}
