//! Why a file could not be read or saved, in words for the screen.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::stamp::Stamp;

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
    },
    /// Another program has the file open and does not let it be replaced.
    InUse {
        /// The path as it was given.
        path: PathBuf,
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
        let name = shown(self.path());
        match self {
            StoreProblem::Missing { .. } => {
                format!(
                    "We could not open ‘{name}’. There is no file with that name. Check the name and the folder. Nothing has been changed"
                )
            }
            StoreProblem::Folder { .. } => {
                format!(
                    "We could not open ‘{name}’. It is a folder. Give the name of a file in it. Nothing has been changed"
                )
            }
            StoreProblem::NotAFile { .. } => {
                format!(
                    "We could not open ‘{name}’. It is a device or a pipe. Give the name of a file. Nothing has been changed"
                )
            }
            StoreProblem::TooLarge { .. } => {
                format!(
                    "We could not open ‘{name}’. It is larger than 2 GB. Check that it is the right file. Nothing has been changed"
                )
            }
            StoreProblem::NoPermission { what: Denied::Reading, .. } => {
                format!(
                    "We could not open ‘{name}’. You do not have permission to read it. Ask its owner or IT for access. Nothing has been changed"
                )
            }
            StoreProblem::NoPermission { what: Denied::Changing, .. } => {
                format!(
                    "We could not save ‘{name}’. The file is read-only for you. Save under another name, or ask its owner or IT for access. {UNTOUCHED}"
                )
            }
            StoreProblem::NoPermission { what: Denied::Folder, .. } => {
                format!(
                    "We could not save ‘{name}’. You do not have permission to make files in its folder. Save in another folder, or ask IT for access. {UNTOUCHED}"
                )
            }
            StoreProblem::CouldNotRead { cause, .. } => {
                format!("We could not open ‘{name}’. {}. Try again, or ask IT. Nothing has been changed", reason(cause))
            }
            StoreProblem::AlreadyThere { .. } => {
                format!(
                    "We did not save ‘{name}’. There is already a file with that name. Give another name. {UNTOUCHED}"
                )
            }
            StoreProblem::NotReplaceable { .. } => {
                format!(
                    "We could not save ‘{name}’. That is the name of a folder or a device. Give the name of a file. Nothing has been changed"
                )
            }
            StoreProblem::ChangedOnDisk { change: Change::Changed, .. } => {
                format!(
                    "We did not save ‘{name}’. Somebody else changed it after you opened it. Save under another name, then open this file again and compare. Nothing is lost: the file is as they left it"
                )
            }
            StoreProblem::ChangedOnDisk { change: Change::Removed, .. } => {
                format!(
                    "We did not save ‘{name}’. Somebody moved or removed it after you opened it. Save under another name, or ask your colleagues where it is. Nothing is lost: you still have your changes here"
                )
            }
            StoreProblem::ChangedOnDisk { change: Change::Appeared, .. } => {
                format!(
                    "We did not save ‘{name}’. There is already a file with that name. Give another name, or open that file. {UNTOUCHED}"
                )
            }
            StoreProblem::ChangedOnDisk { change: Change::Overwritten, .. } => {
                format!(
                    "We cannot say that ‘{name}’ is saved. Somebody else replaced it in the same second. Save under another name, then open this file again and compare. Nothing is lost: you still have your changes here"
                )
            }
            StoreProblem::Held { .. } => {
                format!(
                    "We did not save ‘{name}’. Somebody else is saving it, and we waited 5 seconds. Wait a little and save again. {UNTOUCHED}"
                )
            }
            StoreProblem::InUse { .. } => {
                format!(
                    "We could not replace ‘{name}’. It is open in another program. Close it there and save again, or save under another name. {UNTOUCHED}"
                )
            }
            StoreProblem::NoSpace { needed, .. } => {
                format!(
                    "We could not save ‘{name}’. There is no space on its disk for {}. Free some space, or save somewhere else. {UNTOUCHED}",
                    size(*needed)
                )
            }
            StoreProblem::CouldNotWrite { cause, .. } => {
                format!("We could not save ‘{name}’. {}. Try again, or save somewhere else. {UNTOUCHED}", reason(cause))
            }
            StoreProblem::ReadBackDiffers { .. } => {
                format!(
                    "We could not save ‘{name}’. The disk did not store what we gave it. Save on another disk, and tell IT. {UNTOUCHED}"
                )
            }
            StoreProblem::NotConfirmed { cause, .. } => {
                format!(
                    "We cannot say that ‘{name}’ is saved. {}. Save again, or save somewhere else, before you turn this computer off. Nothing is lost: the file holds your changes now",
                    reason(cause)
                )
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
            | StoreProblem::Held { path }
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

/// The end of a sentence about a save that left the old file alone.
const UNTOUCHED: &str = "Nothing is lost: the file on disk is as it was";

/// Whether another program holds the file: Windows says so with access denied (5) and two kinds of sharing (32, 33).
pub(super) fn is_in_use(cause: &io::Error) -> bool {
    cause.kind() == ErrorKind::ResourceBusy || (cfg!(windows) && matches!(cause.raw_os_error(), Some(5 | 32 | 33)))
}

/// The system's answer in an officer's words. Its own text is in its own language and style, so IT gets the number.
fn reason(cause: &io::Error) -> String {
    if is_in_use(cause) {
        return "It is open in another program".into();
    }
    let known = match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "The folder or the file that its name leads to is not there",
        ErrorKind::PermissionDenied => "You do not have permission",
        ErrorKind::ReadOnlyFilesystem => "Its disk can only be read",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "There is no space on its disk",
        ErrorKind::FileTooLarge => "Its disk does not take files of that size",
        ErrorKind::InvalidFilename => "Its name is too long, or has a character that its disk does not take",
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut
        | ErrorKind::NotConnected
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted => "The network drive does not answer",
        ErrorKind::OutOfMemory => "This computer does not have enough memory free",
        _ => "",
    };
    match cause.raw_os_error() {
        _ if !known.is_empty() => known.into(),
        Some(LINKS_IN_A_CIRCLE) if cfg!(target_os = "linux") => {
            "The links that its name follows lead round in a circle".into()
        }
        Some(code) => format!("The disk did not do what we asked (code {code} for IT)"),
        None => "The disk did not do what we asked".into(),
    }
}

/// What Linux answers where symbolic links lead to each other. The standard library has no name for it yet.
const LINKS_IN_A_CIRCLE: i32 = 40;

/// A number of bytes for the eye.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

/// A path as it may be shown: characters that steer the terminal, turn the direction of the text or hide stand as marks.
fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if is_unsafe(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Whether a character would act on the terminal, or would not be seen.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
