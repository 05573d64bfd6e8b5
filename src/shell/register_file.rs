//! A register on disk: opened with its place for every refusal, saved with the stamp of who and when.

pub mod combining;

use crate::domain::Text;
use crate::domain::id::Ids;
use crate::domain::register::{Register, Stamp};
use crate::domain::words::say;
use crate::formats::history::{Draft, Salts};
use crate::formats::json::problem::ReadProblem;
use crate::formats::json::read_back::reads_back;
use crate::formats::json::{self, Form, Loaded};
use crate::formats::other_kind::OtherKind;
use crate::shell::last_save::LastSave;
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_history::{self, Before, Saver};
use crate::shell::store::{self, Beside, Note, StoreProblem};
use crate::shell::{clock, paths};
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
    /// The register as the file holds it now; the next save goes on from it.
    pub register: Register,
    /// The stamp that the register in the file bears.
    pub saved: Stamp,
    /// What the officer should know of the save.
    pub notes: Vec<Note>,
}

/// What is to be saved in the place of a file that was read.
#[derive(Clone, Copy)]
pub struct Saving<'a> {
    /// The file.
    pub path: &'a Path,
    /// The register to be saved.
    pub register: &'a Register,
    /// The form of the file.
    pub form: Form,
    /// The register as it was read from the file, from which the history tells the changes.
    pub before: &'a Register,
    /// What the file held then; the save expects to find it again.
    pub expect: &'a store::Stamp,
    /// The person.
    pub by: &'a str,
    /// Where earlier versions are kept.
    pub own: &'a OwnFolder,
    /// What was done where it is no plain save: `restore`, `merge`, `import`.
    pub why: Option<&'a str>,
    /// This run among those who have the file open, so that it is not told of itself; empty for a command.
    pub run: &'a str,
    /// Further revisions whose changes are in the register: its stamp names them too.
    pub also: &'a [Text],
}

/// Saves a register in the place of the file that it was read from, and what it changes in the history beside it.
///
/// The file gets a new revision that names the one before, the person and the moment. What is to be saved is read back
/// from its own bytes before the file is touched.
///
/// # Errors
/// The register is of a newer version, the file is not the expected one, or the disk does not take it.
pub fn save(saving: &Saving, ids: &mut Ids) -> Result<SavedRegister, SaveProblem> {
    let Saving { path, register, form, before, expect, by, own, why, run, also } = *saving;
    let before = Before { register: before, form, sha256: &expect.sha256 };
    let making = Making { path, register, form, before: Some(before), by, own, why, run, also };
    making.put(ids, |bytes, beside| store::replace(path, bytes, Some(expect), beside))
}

/// As `save`, in the place of a file that is no register just now, such as one with git's markers: the history goes on from
/// the revisions that the stamp of the register names.
///
/// # Errors
/// As `save`.
pub fn settle(saving: &Saving, ids: &mut Ids) -> Result<SavedRegister, SaveProblem> {
    let Saving { path, register, form, expect, by, own, why, run, also, .. } = *saving;
    let making = Making { path, register, form, before: None, by, own, why, run, also };
    making.put(ids, |bytes, beside| store::replace(path, bytes, Some(expect), beside))
}

/// Saves a new register in a file that must not be there yet, and begins its history. The folder of the default register is
/// made where it is missing.
///
/// # Errors
/// There is such a file already, or the disk does not take it.
pub fn create(
    path: &Path,
    register: &Register,
    by: &str,
    own: &OwnFolder,
    ids: &mut Ids,
) -> Result<SavedRegister, SaveProblem> {
    if paths::default_register().as_deref() == Some(path)
        && let Some(folder) = path.parent()
    {
        std::fs::create_dir_all(folder)
            .map_err(|cause| SaveProblem::Store(StoreProblem::CouldNotWrite { path: path.to_path_buf(), cause }))?;
    }
    // A file in the way is told before anything is done to a history that may stand beside it.
    if path.symlink_metadata().is_ok() {
        return Err(SaveProblem::Store(StoreProblem::AlreadyThere { path: path.to_path_buf() }));
    }
    let making =
        Making { path, register, form: Form::default(), before: None, by, own, why: Some("new"), run: "", also: &[] };
    making.put(ids, |bytes, beside| store::begin(path, bytes, beside))
}

/// Keeps a register as a copy in a file that must not be there yet. A copy has no history of its own.
///
/// # Errors
/// There is such a file already, or the disk does not take it.
pub fn keep_copy(path: &Path, register: &Register, form: Form, by: &str, ids: &mut Ids) -> Result<(), SaveProblem> {
    let mut register = register.clone();
    let before = register.stamp().and_then(|stamp| stamp.revision.clone());
    let stamp = next_stamp(&register, before.into_iter().collect(), by, ids);
    register.set_stamp(stamp);
    store::create_new(path, &json::write(&register, form), false).map(|_| ()).map_err(SaveProblem::Store)
}

/// Saves an earlier state of a register in the place of a damaged file; its history goes on.
///
/// # Errors
/// The file is not the damaged one any more, or the disk does not take it.
pub fn bring_back(
    path: &Path,
    damaged: &store::Stamp,
    register: &Register,
    form: Form,
    by: &str,
    own: &OwnFolder,
    ids: &mut Ids,
) -> Result<SavedRegister, SaveProblem> {
    let making = Making { path, register, form, before: None, by, own, why: Some("restore"), run: "", also: &[] };
    making.put(ids, |bytes, beside| store::replace(path, bytes, Some(damaged), beside))
}

/// A save on its way.
struct Making<'a> {
    path: &'a Path,
    register: &'a Register,
    form: Form,
    before: Option<Before<'a>>,
    by: &'a str,
    own: &'a OwnFolder,
    why: Option<&'a str>,
    run: &'a str,
    also: &'a [Text],
}

impl Making<'_> {
    fn put(
        self,
        ids: &mut Ids,
        store: impl FnOnce(&[u8], &Beside) -> Result<store::Saved, StoreProblem>,
    ) -> Result<SavedRegister, SaveProblem> {
        let Making { path, form, by, .. } = self;
        if let Some(version) = self.register.file().version.filter(|version| *version > Register::VERSION) {
            return Err(SaveProblem::Newer { path: path.to_path_buf(), version });
        }
        let mut register = self.register.clone();
        let mut previous: Vec<Text> = register.stamp().and_then(|stamp| stamp.revision.clone()).into_iter().collect();
        for revision in self.also {
            if !previous.contains(revision) {
                previous.push(revision.clone());
            }
        }
        let mut saved = next_stamp(&register, previous, by, ids);
        let at = saved.on.clone().unwrap_or_default();
        let mut salts = Salts::of(clock::secret());
        let saver = Saver { by: saved.by.as_deref().unwrap_or_default(), at: &at };
        let (draft, mut told) = register_history::go_on(path, self.before, &register, saver, &mut salts);
        if let Some(head) = draft.as_ref().and_then(Draft::head) {
            saved.history = Some(head.clone());
        }
        register.set_stamp(saved.clone());
        let bytes = json::write(&register, form);
        if !reads_back(&bytes, form, ids) {
            return Err(SaveProblem::NotReadBack { path: path.to_path_buf() });
        }
        let sha256 = store::Stamp::sha256_of(&bytes);
        let lines = draft.map(|mut draft| {
            draft.save(&store::hexadecimal(&sha256), form, &saved, self.why);
            draft.lines()
        });
        let versions = self.own.versions(register.file().id.as_str());
        let before = self.before.map(|before| *before.sha256);
        let last = before.and_then(|_| LastSave::read(self.own, &register, path));
        let needed: Vec<[u8; 32]> = last.iter().map(|last| last.sha256).collect();
        let beside = Beside {
            versions: versions.as_deref(),
            needed: &needed,
            sha256: Some(sha256),
            history: lines.as_deref().unwrap_or_default().as_bytes(),
            run: self.run,
            time: &clock::file_time(),
        };
        let store::Saved { stamp, notes } = store(&bytes, &beside).map_err(SaveProblem::Store)?;
        told.extend(notes);
        // A save that somebody else replaced stays remembered until it is combined or left out.
        let made_from = saved.previous.as_deref().unwrap_or_default();
        if last.zip(before).is_none_or(|(last, before)| last.is_in(&before, made_from)) {
            LastSave::of(&stamp.sha256, Some(&saved)).remember(self.own, &register, path);
        }
        Ok(SavedRegister { stamp, register, saved, notes: told })
    }
}

/// The stamp of the next save, which is made from these revisions. What this version does not know of the stamp is kept.
pub(super) fn next_stamp(register: &Register, previous: Vec<Text>, by: &str, ids: &mut Ids) -> Stamp {
    let before = register.stamp().cloned().unwrap_or_default();
    let revision = ids.fresh(|id| previous.iter().any(|before| **before == *id.as_str()));
    Stamp {
        revision: Some(revision.as_str().into()),
        previous: Some(previous),
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
        let may_be_other = !matches!(problem, ReadProblem::Empty | ReadProblem::Utf16 | ReadProblem::GitMarkers { .. });
        match OtherKind::of(bytes).filter(|_| may_be_other) {
            Some(kind) => OpenProblem::OtherKind { path, kind },
            None => OpenProblem::Read { path, problem },
        }
    }

    /// The problem in one line: which file, what is wrong and where, what to do.
    pub fn sentence(&self) -> String {
        match self {
            OpenProblem::Store(problem) => problem.sentence(),
            OpenProblem::Read { path, problem: ReadProblem::GitMarkers { line } } => {
                say("open.git-markers", &[("file", &path.to_string_lossy()), ("line", &line.to_string())])
            }
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
    /// Somebody else changed the file meanwhile, and it cannot be read any more.
    NotReadable(OpenProblem),
    /// Somebody else saved the file with a newer version meanwhile.
    TheirsNewer {
        /// The path as it was given.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// Another register stands in its place now.
    AnotherRegister {
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
            SaveProblem::NotReadable(problem) => say("save.theirs-not-read", &[("problem", &problem.sentence())]),
            SaveProblem::TheirsNewer { path, version } => {
                let version = version.to_string();
                say("save.theirs-newer", &[("file", &path.to_string_lossy()), ("version", &version)])
            }
            SaveProblem::AnotherRegister { path } => say("save.another-register", &[("file", &path.to_string_lossy())]),
            SaveProblem::Store(problem) => problem.sentence(),
        }
    }

    /// The exit code of the command line.
    pub fn exit_code(&self) -> u8 {
        match self {
            SaveProblem::Newer { .. } => 3,
            SaveProblem::NotReadBack { .. } => 5,
            SaveProblem::NotReadable(_) | SaveProblem::TheirsNewer { .. } | SaveProblem::AnotherRegister { .. } => 4,
            SaveProblem::Store(problem) => problem.exit_code(),
        }
    }
}
