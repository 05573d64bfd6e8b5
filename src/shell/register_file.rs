//! A register on disk: opened with its place for every refusal, saved with the stamp of who and when.

use crate::domain::Text;
use crate::domain::id::Ids;
use crate::domain::register::{Register, Stamp};
use crate::domain::words::say;
use crate::formats::json::problem::ReadProblem;
use crate::formats::json::{self, Form, Loaded};
use crate::formats::other_kind::OtherKind;
use crate::shell::clock;
use crate::shell::paths;
use crate::shell::store::{self, Beside, Note, StoreProblem};
use std::path::{Path, PathBuf};

/// A register that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The register, the form of its file, and what its next save would mend.
    pub loaded: Loaded,
    /// What the file held; a save of it expects to find this again.
    pub stamp: store::Stamp,
}

/// Opens the register at a path.
///
/// # Errors
/// The file cannot be read, or is no register; nothing on disk is changed.
pub fn open(path: &Path) -> Result<Opened, OpenProblem> {
    let on_disk = store::read(path).map_err(OpenProblem::Store)?;
    let loaded = read(&on_disk.bytes, &on_disk.stamp.sha256)
        .map_err(|problem| OpenProblem::of(path, problem, &on_disk.bytes))?;
    Ok(Opened { loaded, stamp: on_disk.stamp })
}

/// Reads a register from the bytes of a file with this hash. Ids that it lacks come from the hash, so that the same file has
/// the same ones whenever it is read: unsaved work finds its activities again, and two people who mend one file agree.
///
/// # Errors
/// The bytes are no register.
pub fn read(bytes: &[u8], sha256: &[u8; 32]) -> Result<Loaded, ReadProblem> {
    let [first, second, third, fourth, fifth, sixth, seventh, eighth, ..] = *sha256;
    let seed = u64::from_le_bytes([first, second, third, fourth, fifth, sixth, seventh, eighth]);
    json::read(bytes, &mut Ids::seeded(seed))
}

/// A save that worked.
#[derive(Clone, Debug)]
pub struct SavedRegister {
    /// What the file holds now; the next save expects this.
    pub stamp: store::Stamp,
    /// The stamp that the register in the file bears.
    pub saved: Stamp,
    /// What the officer should know of the save.
    pub notes: Vec<Note>,
}

/// Saves a register in the place of the file that `expect` was read from; `None` expects that there is no file.
///
/// The file gets a new revision that names the one before, the person and the moment. What is to be saved is read back
/// from its own bytes before the file is touched.
///
/// # Errors
/// The register is of a newer version, the file is not the expected one, or the disk does not take it.
pub fn save(
    path: &Path,
    register: &Register,
    form: Form,
    expect: Option<&store::Stamp>,
    by: &str,
    ids: &mut Ids,
) -> Result<SavedRegister, SaveProblem> {
    put(path, register, form, by, ids, |bytes| store::replace(path, bytes, expect, &Beside::nothing()))
}

/// Saves a new register in a file that must not be there yet. The folder of the default register is made where it is missing.
///
/// # Errors
/// There is such a file already, or the disk does not take it.
pub fn create(path: &Path, register: &Register, by: &str, ids: &mut Ids) -> Result<SavedRegister, SaveProblem> {
    if paths::default_register().as_deref() == Some(path)
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)
            .map_err(|cause| SaveProblem::Store(StoreProblem::CouldNotWrite { path: path.to_path_buf(), cause }))?;
    }
    put(path, register, Form::default(), by, ids, |bytes| store::begin(path, bytes, &Beside::nothing()))
}

fn put(
    path: &Path,
    register: &Register,
    form: Form,
    by: &str,
    ids: &mut Ids,
    store: impl FnOnce(&[u8]) -> Result<store::Saved, StoreProblem>,
) -> Result<SavedRegister, SaveProblem> {
    if let Some(version) = register.file().version.filter(|version| *version > Register::VERSION) {
        return Err(SaveProblem::Newer { path: path.to_path_buf(), version });
    }
    let mut register = register.clone();
    let saved = next_stamp(&register, by, ids);
    register.set_stamp(saved.clone());
    let bytes = json::write(&register, form);
    let read_back = json::read(&bytes, ids).is_ok_and(|loaded| json::write(&loaded.register, form) == bytes);
    if !read_back {
        return Err(SaveProblem::NotReadBack { path: path.to_path_buf() });
    }
    let store::Saved { stamp, notes } = store(&bytes).map_err(SaveProblem::Store)?;
    Ok(SavedRegister { stamp, saved, notes })
}

/// The stamp of the next save. What this version does not know of the stamp is kept.
fn next_stamp(register: &Register, by: &str, ids: &mut Ids) -> Stamp {
    let before = register.stamp().cloned().unwrap_or_default();
    let revision = ids.fresh(|id| before.revision.as_deref() == Some(id.as_str()));
    Stamp {
        revision: Some(revision.as_str().into()),
        previous: Some(before.revision.iter().cloned().collect()),
        by: Some(by.trim()).filter(|by| !by.is_empty()).map(Text::from),
        on: Some(clock::stamp().into()),
        ..before
    }
}

/// Why a register could not be opened.
#[derive(Debug)]
pub enum OpenProblem {
    /// The file could not be read.
    Store(StoreProblem),
    /// The file is no register, or a damaged one.
    Read {
        /// The path as it was given.
        path: PathBuf,
        /// What is wrong, and where.
        problem: ReadProblem,
    },
    /// The file is of another kind.
    OtherKind {
        /// The path as it was given.
        path: PathBuf,
        /// What it is.
        kind: OtherKind,
    },
}

impl OpenProblem {
    fn of(path: &Path, problem: ReadProblem, bytes: &[u8]) -> OpenProblem {
        let path = path.to_path_buf();
        let may_be_other = !matches!(problem, ReadProblem::Empty | ReadProblem::Utf16);
        match OtherKind::of(bytes).filter(|_| may_be_other) {
            Some(kind) => OpenProblem::OtherKind { path, kind },
            None => OpenProblem::Read { path, problem },
        }
    }

    /// The problem in one line: which file, what is wrong and where, what to do.
    pub fn sentence(&self) -> String {
        match self {
            OpenProblem::Store(problem) => problem.sentence(),
            OpenProblem::Read { path, problem } => {
                say("open.refused", &[("file", &path.to_string_lossy()), ("problem", &problem.sentence())])
            }
            OpenProblem::OtherKind { path, kind } => {
                let id = if kind.may_hold_activities() { "open.other-kind" } else { "open.other-kind.never" };
                say(id, &[("file", &path.to_string_lossy()), ("kind", &kind.name())])
            }
        }
    }
}

/// Why a register could not be saved.
#[derive(Debug)]
pub enum SaveProblem {
    /// The register is of a newer version than this program knows.
    Newer {
        /// The path as it was given.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// What was to be saved could not be read back, which is a fault of the program; the file is as it was.
    NotReadBack {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The disk did not take it, or somebody else is in the way.
    Store(StoreProblem),
}

impl SaveProblem {
    /// The problem in one line: which file, what is wrong, what to do.
    pub fn sentence(&self) -> String {
        match self {
            SaveProblem::Newer { path, version } => {
                let version = version.to_string();
                say("save.newer", &[("file", &path.to_string_lossy()), ("version", &version)])
            }
            SaveProblem::NotReadBack { path } => say("save.not-read-back", &[("file", &path.to_string_lossy())]),
            SaveProblem::Store(problem) => problem.sentence(),
        }
    }

    /// The exit code of the command line.
    pub fn exit_code(&self) -> u8 {
        match self {
            SaveProblem::Newer { .. } => 3,
            SaveProblem::NotReadBack { .. } => 5,
            SaveProblem::Store(problem) => problem.exit_code(),
        }
    }
}
