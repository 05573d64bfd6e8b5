//! Why a file could not be read or saved, in words for the screen.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::domain::text::clean;
use crate::domain::words::say;

use super::presence::Present;
use super::stamp::Stamp;

/// How many people a sentence names.
const MOST_NAMED: usize = 5;

/// Why a file could not be read or saved. Up to `NotConfirmed` the file on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreProblem {
    /// There is no such file.
    Missing {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A folder was to be read.
    Folder {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A pipe, a device or a socket was to be read.
    NotAFile {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file is larger than `LARGEST`.
    TooLarge {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The system, or a read-only mark that we respect, does not let us.
    NoPermission {
        /// The path as it was given.
        path: PathBuf,
        /// What we may not do.
        what: Denied,
    },
    /// The disk or share did not give the bytes.
    CouldNotRead {
        /// The path as it was given.
        path: PathBuf,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// There is a file of that name already, and nobody asked to replace it.
    AlreadyThere {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A folder, a pipe or a device has the name of the file to save.
    NotReplaceable {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The file is not the one that was read.
    ChangedOnDisk {
        /// The path as it was given.
        path: PathBuf,
        /// What happened to it.
        change: Change,
    },
    /// Somebody was saving the same file for as long as we waited.
    Held {
        /// The path as it was given.
        path: PathBuf,
        /// Those who have it open, as far as it is known.
        by: Vec<Present>,
    },
    /// Another program has the file open and does not let it be replaced.
    InUse {
        /// The path as it was given.
        path: PathBuf,
        /// Where the new version stands instead, if it was kept.
        kept: Option<PathBuf>,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// The disk is full, or the person's share of it is used up.
    NoSpace {
        /// The path as it was given.
        path: PathBuf,
        /// How many bytes the file needs.
        needed: u64,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// The disk or share did not take the bytes.
    CouldNotWrite {
        /// The path as it was given.
        path: PathBuf,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// The disk gave other bytes back than it was given.
    ReadBackDiffers {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The new file is in place and whole, but the disk did not confirm that it would survive a power cut.
    NotConfirmed {
        /// The path as it was given.
        path: PathBuf,
        /// What the file holds now; the next save expects this.
        stamp: Stamp,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
}

/// What we may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Read the file.
    Reading,
    /// Change the file.
    Changing,
    /// Make files in its folder, as every save must.
    Folder,
}

/// What happened to a file since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Removed,
    /// It is there, where none was expected.
    Appeared,
    /// Somebody replaced our new version in the moment of its save.
    Overwritten,
}

impl StoreProblem {
    /// The problem in one line for the screen: what happened, why, what to do, and that nothing is lost.
    pub fn sentence(&self) -> String {
        let name = clean(&self.path().to_string_lossy());
        let name = name.as_str();
        let file = [("file", name)];
        match self {
            StoreProblem::Missing { .. } => say("open.missing", &file),
            StoreProblem::Folder { .. } => say("open.folder", &file),
            StoreProblem::NotAFile { .. } => say("open.device", &file),
            StoreProblem::TooLarge { .. } => say("open.too-large", &file),
            StoreProblem::NoPermission { what: Denied::Reading, .. } => say("open.no-permission", &file),
            StoreProblem::NoPermission { what: Denied::Changing, .. } => say("save.read-only", &file),
            StoreProblem::NoPermission { what: Denied::Folder, .. } => say("save.no-permission", &file),
            StoreProblem::CouldNotRead { cause, .. } => {
                say("open.not-read", &[("file", name), ("reason", &reason(cause))])
            }
            StoreProblem::AlreadyThere { .. } => say("save.already-there", &file),
            StoreProblem::NotReplaceable { .. } => say("save.not-replaceable", &file),
            StoreProblem::ChangedOnDisk { change: Change::Changed, .. } => say("save.changed", &file),
            StoreProblem::ChangedOnDisk { change: Change::Removed, .. } => say("save.removed", &file),
            StoreProblem::ChangedOnDisk { change: Change::Appeared, .. } => say("save.appeared", &file),
            StoreProblem::ChangedOnDisk { change: Change::Overwritten, .. } => say("save.overwritten", &file),
            StoreProblem::Held { by, .. } if by.is_empty() => say("save.held", &file),
            StoreProblem::Held { by, .. } => {
                let people: Vec<String> = by.iter().take(MOST_NAMED).map(Present::words).collect();
                say("save.held.by", &[("file", name), ("people", &people.join(", "))])
            }
            StoreProblem::InUse { kept: None, .. } => say("save.in-use", &file),
            StoreProblem::InUse { kept: Some(kept), .. } => {
                let kept = clean(&kept.file_name().unwrap_or_default().to_string_lossy());
                say("save.in-use.kept", &[("file", name), ("kept", kept.as_str())])
            }
            StoreProblem::NoSpace { needed, .. } => say("save.no-space", &[("file", name), ("size", &size(*needed))]),
            StoreProblem::CouldNotWrite { cause, .. } => {
                say("save.not-stored", &[("file", name), ("reason", &reason(cause))])
            }
            StoreProblem::ReadBackDiffers { .. } => say("save.read-back-differs", &file),
            StoreProblem::NotConfirmed { cause, .. } => {
                say("save.not-confirmed", &[("file", name), ("reason", &reason(cause))])
            }
        }
    }

    /// The exit code of the command line: 3 an input could not be read, 4 somebody else holds or changed the file,
    /// 5 it could not be written.
    pub fn exit_code(&self) -> u8 {
        match self {
            StoreProblem::Missing { .. }
            | StoreProblem::Folder { .. }
            | StoreProblem::NotAFile { .. }
            | StoreProblem::TooLarge { .. }
            | StoreProblem::NoPermission { what: Denied::Reading, .. }
            | StoreProblem::CouldNotRead { .. } => 3,
            StoreProblem::ChangedOnDisk { .. } | StoreProblem::Held { .. } | StoreProblem::InUse { .. } => 4,
            StoreProblem::NoPermission { what: Denied::Changing | Denied::Folder, .. }
            | StoreProblem::AlreadyThere { .. }
            | StoreProblem::NotReplaceable { .. }
            | StoreProblem::NoSpace { .. }
            | StoreProblem::CouldNotWrite { .. }
            | StoreProblem::ReadBackDiffers { .. }
            | StoreProblem::NotConfirmed { .. } => 5,
        }
    }

    /// The path of the file, as it was given.
    pub fn path(&self) -> &Path {
        match self {
            StoreProblem::Missing { path }
            | StoreProblem::Folder { path }
            | StoreProblem::NotAFile { path }
            | StoreProblem::TooLarge { path }
            | StoreProblem::NoPermission { path, .. }
            | StoreProblem::CouldNotRead { path, .. }
            | StoreProblem::AlreadyThere { path }
            | StoreProblem::NotReplaceable { path }
            | StoreProblem::ChangedOnDisk { path, .. }
            | StoreProblem::Held { path, .. }
            | StoreProblem::InUse { path, .. }
            | StoreProblem::NoSpace { path, .. }
            | StoreProblem::CouldNotWrite { path, .. }
            | StoreProblem::ReadBackDiffers { path }
            | StoreProblem::NotConfirmed { path, .. } => path,
        }
    }
}

impl fmt::Display for StoreProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence())
    }
}

/// Whether another program holds the file: Windows says so with access denied (5) and two kinds of sharing (32, 33).
pub(super) fn is_in_use(cause: &io::Error) -> bool {
    cause.kind() == ErrorKind::ResourceBusy || (cfg!(windows) && matches!(cause.raw_os_error(), Some(5 | 32 | 33)))
}

/// The system's answer in an officer's words. Its own text is in its own language and style, so IT gets the number.
fn reason(cause: &io::Error) -> String {
    let id = match cause.kind() {
        _ if is_in_use(cause) => "disk.in-use",
        ErrorKind::NotFound | ErrorKind::NotADirectory => "disk.not-there",
        ErrorKind::PermissionDenied => "disk.no-permission",
        ErrorKind::ReadOnlyFilesystem => "disk.read-only",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk.no-space",
        ErrorKind::FileTooLarge => "disk.too-large",
        ErrorKind::InvalidFilename => "disk.name",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::NotConnected
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted => "disk.no-answer",
        ErrorKind::OutOfMemory => "disk.no-memory",
        _ => match cause.raw_os_error() {
            Some(LINKS_IN_A_CIRCLE) if cfg!(target_os = "linux") => "disk.circle",
            Some(code) => return say("disk.other.code", &[("code", &code.to_string())]),
            None => "disk.other",
        },
    };
    say(id, &[])
}

/// What Linux answers where symbolic links lead to each other. The standard library has no name for it yet.
const LINKS_IN_A_CIRCLE: i32 = 40;

/// A number of bytes for the eye.
fn size(bytes: u64) -> String {
    let (id, number) = match bytes {
        0..1_000 => ("size.bytes", bytes),
        1_000..1_000_000 => ("size.kilobytes", bytes.div_ceil(1_000)),
        _ => ("size.megabytes", bytes.div_ceil(1_000_000)),
    };
    say(id, &[("number", &number.to_string())])
}
