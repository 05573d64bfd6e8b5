//! Journals of runs that have ended: found, held while their work is offered, put aside, removed when their time is over.

use crate::app::found_work::{FoundWork, MadeIn};
use crate::domain::register::Register;
use crate::formats::journal::{Entry, Header, Journal};
use crate::shell::clock;
use crate::shell::journal::{Base, DAYS_KEPT, hash_in_name};
use crate::shell::own_folder::{OwnFolder, id_in_name};
use crate::shell::register_file;
use crate::shell::store::{self, Disk, LARGEST};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};
use std::fs::{File, TryLockError};
use std::io::{self, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// A journal of a run that has ended. Its lock is ours, so that no other run offers its work at the same time.
pub(super) struct DeadJournal {
    /// Its name.
    pub name: String,
    path: PathBuf,
    file: File,
    /// How many of its bytes could be read.
    whole: usize,
    is_cut: bool,
}

/// How the names of what is left of damaged journals end.
const DAMAGED: &str = "damaged";

/// The journals of a register whose runs have ended, with their work, the newest first.
pub(super) fn find(
    disk: &dyn Disk,
    folder: &Path,
    own: &OwnFolder,
    base: &Base,
    register: &Register,
) -> (Vec<DeadJournal>, Vec<FoundWork>) {
    let (id, place) = (id_in_name(&base.register), hash_in_name(&base.path));
    let mut found = Vec::new();
    for (name, about) in disk.entries(folder).unwrap_or_default() {
        let Some(name) = name.to_str().filter(|name| about.is_file() && is_of(name, &id, &place)) else { continue };
        let Some((dead, journal)) = open(disk, &folder.join(name)) else { continue };
        // One whose first line was never written, or whose work is all saved, has nothing to offer.
        if dead.whole == 0 && !dead.is_cut || (journal.header.is_some() && journal.is_empty() && !dead.is_cut) {
            dead.remove(disk);
            continue;
        }
        let ended = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        found.push((ended, dead, journal));
    }
    found.sort_by_key(|(ended, ..)| std::cmp::Reverse(*ended));
    let work = |(ended, dead, journal): (SystemTime, DeadJournal, Journal)| {
        let header = journal.header;
        let closed = Timestamp::try_from(ended).unwrap_or_default().round(Unit::Second).unwrap_or_default();
        let work = FoundWork {
            name: dead.name.clone(),
            base: header.as_ref().and_then(|header| base_of(header, own, base, register)),
            made_in: MadeIn {
                another_file: header.as_ref().is_some_and(|header| hash_in_name(Path::new(&header.path)) != place),
                another_register: header.as_ref().is_some_and(|header| header.register != base.register),
                moved_on: header.as_ref().is_some_and(|header| header.sha256 != store::hexadecimal(&base.sha256)),
            },
            header,
            changes: journal.changes.into_iter().chain(journal.typing).collect(),
            closed: TimeZone::system().to_datetime(closed),
            aside: journal.left.is_some(),
            is_cut: journal.is_cut,
        };
        (dead, work)
    };
    found.into_iter().map(work).unzip()
}

/// Whether a journal of this name is of the register with this id, or of the file at this place.
fn is_of(name: &str, id: &str, place: &str) -> bool {
    let Some(parts) = name.strip_suffix(".jsonl") else { return false };
    let mut parts = parts.splitn(3, '-');
    parts.next() == Some(id) || parts.next() == Some(place)
}

/// The register that the work was made to: the one that is open, or an earlier version.
fn base_of(header: &Header, own: &OwnFolder, base: &Base, register: &Register) -> Option<Arc<Register>> {
    if header.sha256 == store::hexadecimal(&base.sha256) {
        return Some(Arc::new(register.clone()));
    }
    let hash = store::hash_of_digits(&header.sha256)?;
    let bytes = store::versions::find(&own.versions(&header.register)?, &hash)?;
    let loaded = register_file::read(&bytes, &hash).ok()?;
    Some(Arc::new(loaded.register))
}

/// Opens and reads a journal whose run has ended; nothing where its run lives, or where we may not read it.
fn open(disk: &dyn Disk, path: &Path) -> Option<(DeadJournal, Journal)> {
    let mut file = disk.open(path).ok()?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return None;
    }
    let bytes = disk.read_part(&mut file, 0, LARGEST).ok()?;
    let journal = Journal::read(&bytes);
    let name = path.file_name()?.to_str()?.to_owned();
    let dead = DeadJournal { name, path: path.to_path_buf(), file, whole: journal.whole, is_cut: journal.is_cut };
    Some((dead, journal))
}

impl DeadJournal {
    /// Says in the journal that its work is not wanted now. What of it cannot be read is kept beside it as long.
    pub(super) fn put_aside(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if self.is_cut {
            let bytes = disk.read_part(&mut self.file, 0, LARGEST)?;
            let mut copy = disk.create_new(&self.path.with_extension(DAMAGED), true)?;
            disk.write_all(&mut copy, &bytes)?;
            disk.sync(&copy)?;
            if self.whole == 0 {
                let _removed = disk.remove(&self.path);
                return Ok(());
            }
            disk.set_length(&self.file, self.whole as u64)?;
            self.file.seek(SeekFrom::End(0))?;
            self.is_cut = false;
        }
        let line = Entry::Left { at: clock::stamp() }.line();
        disk.write_all(&mut self.file, &line)?;
        disk.sync(&self.file)
    }

    /// Removes the journal.
    pub(super) fn remove(self, disk: &dyn Disk) {
        let Self { path, file, .. } = self;
        // Windows removes no file that somebody holds open.
        drop(file);
        let _removed = disk.remove(&path);
    }
}

/// Removes what was put aside more than 30 days ago. A journal whose run simply ended stays, however old it is.
pub(super) fn clean(disk: &dyn Disk, folder: &Path) {
    let over = Duration::from_secs(u64::from(DAYS_KEPT) * 24 * 60 * 60);
    for (name, about) in disk.entries(folder).unwrap_or_default() {
        let age = about.modified().ok().and_then(|modified| SystemTime::now().duration_since(modified).ok());
        let path = folder.join(&name);
        // What was said last in it was said when it was changed last.
        if !about.is_file() || age.is_none_or(|age| age <= over) {
            continue;
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some(DAMAGED) => {
                let _removed = disk.remove(&path);
            }
            Some("jsonl") => {
                if let Some((dead, _)) = open(disk, &path).filter(|(_, journal)| is_over(journal, over)) {
                    dead.remove(disk);
                }
            }
            _ => {}
        }
    }
}

fn is_over(journal: &Journal, over: Duration) -> bool {
    let left = journal.left.as_ref().and_then(|at| at.parse::<Timestamp>().ok());
    let age = left.and_then(|left| Timestamp::now().duration_since(left).try_into().ok());
    age.is_some_and(|age: Duration| age > over)
}
