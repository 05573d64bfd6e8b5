//! Who may read and change a file, carried from the old file to the one that takes its place.

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::path::Path;

#[cfg(unix)]
use super::attributes;
use super::note::Note;

/// Owner, group, permissions and access list of a file.
#[derive(Clone, Debug)]
pub struct Access {
    permissions: Permissions,
    #[cfg(unix)]
    owner: u32,
    #[cfg(unix)]
    group: u32,
    #[cfg(unix)]
    list: AccessList,
}

/// What is known of an access list (a POSIX ACL).
#[cfg(unix)]
#[derive(Clone, Debug)]
enum AccessList {
    /// Whatever the system gave the new file.
    AsMade,
    /// The one of the old file, or that it had none.
    Of(Option<Vec<u8>>),
}

impl Access {
    /// The access of a file that stands on disk, of which `about` tells.
    #[cfg(unix)]
    pub(super) fn of(path: &Path, about: &Metadata) -> io::Result<Access> {
        let list = attributes::access_list(path)?;
        Ok(Access { list: AccessList::Of(list), ..Access::as_made(about) })
    }

    /// The access of a file that stands on disk, of which `about` tells.
    #[cfg(not(unix))]
    pub(super) fn of(_path: &Path, about: &Metadata) -> io::Result<Access> {
        Ok(Access::as_made(about))
    }

    fn as_made(about: &Metadata) -> Access {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Access {
            permissions: about.permissions(),
            #[cfg(unix)]
            owner: about.uid(),
            #[cfg(unix)]
            group: about.gid(),
            #[cfg(unix)]
            list: AccessList::AsMade,
        }
    }

    /// The access that the system gave this new, still empty file. The file is closed to others until it is whole.
    pub(super) fn usual(file: &File) -> io::Result<Access> {
        let about = file.metadata()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // A file system without permissions has none to close.
            let _closed = allowed(file.set_permissions(Permissions::from_mode(0o600)))?;
        }
        Ok(Access::as_made(&about))
    }

    /// Gives `file` this access, and tells what could not be kept. Only an administrator can give a file away, so an
    /// owner that stays behind is a note; a device that does not answer is an error.
    #[cfg(unix)]
    pub(super) fn put_on(&self, file: &File) -> io::Result<Vec<Note>> {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

        let mut notes = Vec::new();
        let cleared = matches!(self.list, AccessList::AsMade) || attributes::remove_access_list(file);
        let now = file.metadata()?;
        let mut mode = self.permissions.mode() & 0o7777;
        let group_kept = now.gid() == self.group || allowed(fchown(file, None, Some(self.group)))?;
        let owner_kept = now.uid() == self.owner || allowed(fchown(file, Some(self.owner), None))?;
        if !group_kept {
            // What the old group was allowed must not pass to another group.
            mode = without_group(mode);
        }
        if !(owner_kept && group_kept) {
            notes.push(Note::OwnerNotKept);
            // A file that runs as its owner must not do so as somebody else.
            mode &= 0o777;
        }
        let list = match &self.list {
            AccessList::Of(Some(list)) => Some(list),
            AccessList::Of(None) | AccessList::AsMade => None,
        };
        // With a list, the group's place in the mode holds what the list allows at most. The list sets it again.
        let first = if list.is_some() { without_group(mode) } else { mode };
        // Asked again, because a change of owner may take bits away.
        let same = file.metadata()?.mode() & 0o7777 == first;
        let mode_kept = same || allowed(file.set_permissions(Permissions::from_mode(first)))?;
        let list_kept = list.is_none_or(|list| group_kept && attributes::set_access_list(file, list));
        if !(cleared && mode_kept && list_kept) {
            notes.push(Note::ModeNotKept);
        }
        Ok(notes)
    }

    /// Elsewhere a new file takes the access of its folder, and a read-only file is never replaced.
    #[cfg(not(unix))]
    pub(super) fn put_on(&self, _file: &File) -> io::Result<Vec<Note>> {
        let _ = &self.permissions;
        Ok(Vec::new())
    }
}

/// The mode with no more for the group than what everybody has.
#[cfg(unix)]
fn without_group(mode: u32) -> u32 {
    (mode & !0o070) | ((mode & 0o007) << 3)
}

/// Whether the system let us, where it may rightly not.
#[cfg(unix)]
fn allowed(done: io::Result<()>) -> io::Result<bool> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match done {
        Ok(()) => Ok(true),
        Err(cause) if matches!(cause.kind(), PermissionDenied | Unsupported | InvalidInput) => Ok(false),
        Err(cause) => Err(cause),
    }
}
