//! Journals on disk: unsaved work of this run as it is made, and that of earlier runs until it is brought back.
//!
//! A journal is a file of the person's own folder that nobody else may read. Its run holds a lock on it, so that a journal
//! whose lock is free is one of a run that has ended. What is told is written before the next key is looked at, and is on
//! the device a second later.

mod found;
mod open;

use crate::app::Msg;
use crate::app::found_work::FoundWork;
use crate::app::journal::{Protection, ToJournal, Unsaved};
use crate::domain::diff::FieldChange;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::journal::{Entry, Header};
use crate::shell::own_folder::{OwnFolder, id_in_name, short_hash};
use crate::shell::store::{self, Disk, RealDisk};
use crate::shell::{clock, person};
use found::DeadJournal;
use open::OpenJournal;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many days work that was put aside is kept.
pub const DAYS_KEPT: u32 = 30;

/// How many states of files are remembered: more than can still be on screen.
const REMEMBERED: usize = 64;

/// How long what is written may wait for the device. Half of what is promised, as the device takes its time too.
const FLUSH_AFTER: Duration = Duration::from_millis(500);

/// The journals of one run.
pub struct Journals<D: Disk = RealDisk> {
    folder: Option<PathBuf>,
    own: OwnFolder,
    disk: D,
    flushes: Sender<File>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The states of the file that edits may be made to, by their numbers; nothing where none are kept.
    bases: BTreeMap<usize, Base>,
    /// The journal of this run, once there is something unsaved.
    open: Option<OpenJournal>,
    /// Whether the journal lacks something, so that only a new one would be whole.
    is_behind: bool,
    protection: Protection,
    /// Journals of earlier runs, held by their locks while their work is offered.
    dead: Vec<DeadJournal>,
}

/// The register file that a journal stands on.
#[derive(Clone, Debug)]
pub struct Base {
    /// The register's id.
    pub register: String,
    /// Its file.
    pub path: PathBuf,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// The revision of the file, where it has one.
    pub revision: Option<String>,
}

impl Base {
    /// The file of a register that was read or saved just now.
    pub fn of(register: &Register, path: &Path, stamp: &store::Stamp) -> Self {
        Base {
            register: register.file().id.as_str().to_owned(),
            path: std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()),
            sha256: stamp.sha256,
            revision: register.stamp().and_then(|stamp| stamp.revision.as_deref()).map(str::to_owned),
        }
    }
}

impl Journals {
    /// The journals in the person's own folder; what the disk does not take later is told to `answers`.
    pub fn new(own: &OwnFolder, answers: Sender<Msg>) -> Self {
        Journals::on(RealDisk, own, answers)
    }
}

impl<D: Disk> Journals<D> {
    /// As `new`, on a disk of the caller's.
    pub fn on(disk: D, own: &OwnFolder, answers: Sender<Msg>) -> Self {
        let (flushes, inbox) = channel();
        // Without a thread to flush, the system brings it to the device in its own time.
        let _flusher = std::thread::Builder::new().spawn(move || flush(&inbox, &answers));
        Journals { folder: own.journals(), own: own.clone(), disk, flushes, state: Mutex::default() }
    }

    /// Edits may be made to this state of a file from now on. Nothing is written before the first of them.
    pub fn stand_on(&self, number: usize, base: Base) {
        let mut state = self.state();
        state.bases.insert(number, base);
        while state.bases.len() > REMEMBERED {
            state.bases.pop_first();
        }
        if state.protection == Protection::NotMeant {
            state.protection = Protection::Kept;
        }
    }

    /// Work on the register in this state of a file that earlier runs did not save, the newest first. Work whose time is over goes.
    pub fn find(&self, number: usize, register: &Register) -> Vec<FoundWork> {
        let Some(folder) = &self.folder else { return Vec::new() };
        found::clean(&self.disk, folder);
        let mut state = self.state();
        let Some(base) = state.bases.get(&number).cloned() else { return Vec::new() };
        let (dead, works) = found::find(&self.disk, folder, &self.own, &base, register);
        state.dead = dead;
        works
    }

    /// Takes in what the journal is told; answers where the protection of unsaved work is another one now.
    pub fn take(&self, told: ToJournal) -> Option<Protection> {
        let mut state = self.state();
        let outcome = match told {
            ToJournal::Edit { label, changes, unsaved } => self.edit(&mut state, &label, changes, &unsaved),
            ToJournal::Typing { changes, unsaved } => self.typing(&mut state, changes, &unsaved),
            ToJournal::Saved(unsaved) => self.saved(&mut state, unsaved),
            ToJournal::Leaving { unsaved } => self.leaving(&mut state, unsaved),
            ToJournal::BroughtBack { name } => {
                self.brought_back(&mut state, &name);
                Ok(())
            }
            ToJournal::PutAside { name } => {
                let dead = state.dead.iter_mut().find(|dead| dead.name == name);
                dead.map_or(Ok(()), |dead| dead.put_aside(&self.disk))
            }
        };
        let protection = match outcome {
            Ok(()) if state.is_behind => return None,
            Ok(()) => Protection::Kept,
            Err(cause) => Protection::NotKept(say("journal.not-kept", &[("reason", &reason(&cause))])),
        };
        let is_new = protection != state.protection && (state.open.is_some() || protection != Protection::Kept);
        if is_new {
            state.protection = protection.clone();
        }
        is_new.then_some(protection)
    }

    /// Whether the journal of this run holds unsaved work, all of it. While it is being written nobody can say.
    pub fn keeps_something(&self) -> bool {
        self.state.try_lock().is_ok_and(|state| state.open.is_some() && !state.is_behind)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn edit(&self, state: &mut State, label: &str, changes: Vec<FieldChange>, unsaved: &Unsaved) -> io::Result<()> {
        if !state.bases.contains_key(&unsaved.state) {
            return Ok(());
        }
        let appended = match &mut state.open {
            Some(open) if !state.is_behind => Some(open.edit(&self.disk, label, changes)),
            _ => None,
        };
        match appended {
            Some(Ok(())) => {
                self.flush_later(state);
                Ok(())
            }
            // Elsewhere on the disk, or with what was missing, it may go.
            _ => self.begin_anew(state, label, unsaved),
        }
    }

    fn typing(&self, state: &mut State, changes: Vec<FieldChange>, unsaved: &Unsaved) -> io::Result<()> {
        if !state.bases.contains_key(&unsaved.state) || (changes.is_empty() && state.open.is_none()) {
            return Ok(());
        }
        if state.open.is_none() || state.is_behind {
            self.begin_anew(state, "", unsaved)?;
        }
        let Some(open) = &mut state.open else { return Ok(()) };
        let appended = open.append(&self.disk, &Entry::Typing { changes });
        state.is_behind |= appended.is_err();
        self.flush_later(state);
        appended
    }

    /// Begins a journal that holds all that is unsaved; the one before goes once the new one is there.
    fn begin_anew(&self, state: &mut State, label: &str, unsaved: &Unsaved) -> io::Result<()> {
        let Some(base) = state.bases.get(&unsaved.state).cloned() else { return Ok(()) };
        let begun = self.begin(&base, label, unsaved.changes());
        state.is_behind = begun.is_err();
        if let Some(before) = state.open.replace(begun?) {
            before.end(&self.disk);
        }
        self.keep_version(&base);
        self.flush_later(state);
        Ok(())
    }

    fn begin(&self, base: &Base, label: &str, changes: Vec<FieldChange>) -> io::Result<OpenJournal> {
        let folder = self.folder.as_ref().ok_or(ErrorKind::AddrNotAvailable)?;
        let run = clock::ids().fresh(|_| false).as_str().to_owned();
        let path = folder.join(format!("{}-{}-{run}.jsonl", id_in_name(&base.register), hash_in_name(&base.path)));
        let header = Header {
            register: base.register.clone(),
            path: base.path.to_string_lossy().into_owned(),
            sha256: store::hexadecimal(&base.sha256),
            revision: base.revision.clone(),
            who: person::name(),
            host: person::host(),
            run,
            started: clock::stamp(),
        };
        OpenJournal::begin(&self.disk, folder, path, header, label, changes)
    }

    /// Keeps the version that the edits stand on, as long as the file still is that one. It can wait, and it can be done
    /// without: then the values before each change are put together again from the journal.
    fn keep_version(&self, base: &Base) {
        let Some(folder) = self.own.versions(&base.register) else { return };
        let base = base.clone();
        let keeping = std::thread::Builder::new().spawn(move || {
            let _kept = store::versions::keep_from(&folder, &base.sha256, &base.path);
        });
        let _can_be_done_without = keeping;
    }

    fn saved(&self, state: &mut State, unsaved: Option<Unsaved>) -> io::Result<()> {
        let Some(unsaved) = unsaved else {
            state.is_behind = false;
            if let Some(open) = state.open.take() {
                open.end(&self.disk);
            }
            return Ok(());
        };
        let was_behind = state.is_behind;
        match self.begin_anew(state, "", &unsaved) {
            // The old one still leads from the state before the save to the present one.
            Err(_) if state.open.is_some() && !was_behind => {
                state.is_behind = false;
                Ok(())
            }
            outcome => outcome,
        }
    }

    fn leaving(&self, state: &mut State, unsaved: bool) -> io::Result<()> {
        let Some(mut open) = state.open.take() else { return Ok(()) };
        if !unsaved {
            open.end(&self.disk);
            return Ok(());
        }
        open.append(&self.disk, &Entry::Left { at: clock::stamp() })?;
        open.flush(&self.disk)
    }

    /// The journal of an earlier run goes, once what came from it is safe in the journal of this one.
    fn brought_back(&self, state: &mut State, name: &str) {
        let is_safe = match &state.open {
            Some(open) => !state.is_behind && open.flush(&self.disk).is_ok(),
            None => !state.is_behind,
        };
        if !is_safe {
            return;
        }
        if let Some(place) = state.dead.iter().position(|dead| dead.name == name) {
            state.dead.remove(place).remove(&self.disk);
        }
    }

    fn flush_later(&self, state: &State) {
        let copy = state.open.as_ref().map(OpenJournal::copy);
        // Without a second handle, or a thread to flush, the system brings it to the device in its own time.
        let _sent = copy.and_then(Result::ok).map(|file| self.flushes.send(file));
    }
}

/// Brings what was written to the device, a little later, so that many edits share one flush.
fn flush(files: &Receiver<File>, answers: &Sender<Msg>) {
    while let Ok(first) = files.recv() {
        std::thread::sleep(FLUSH_AFTER);
        let newest = files.try_iter().last().unwrap_or(first);
        if let Err(cause) = newest.sync_data()
            && !matches!(cause.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
        {
            let sentence = say("journal.not-kept", &[("reason", &reason(&cause))]);
            let _ = answers.send(Msg::Protection(Protection::NotKept(sentence)));
        }
    }
}

/// Why the disk did not take it, in words.
fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::AddrNotAvailable => say("journal.no-folder", &[]),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say("journal.no-space", &[]),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => say("journal.no-permission", &[]),
        _ => say("journal.other", &[("reason", &cause.to_string())]),
    }
}

/// A path as a part of a name.
fn hash_in_name(path: &Path) -> String {
    let real = RealDisk.real_path(path).unwrap_or_else(|_| path.to_path_buf());
    short_hash(real.as_os_str().as_encoded_bytes())
}
