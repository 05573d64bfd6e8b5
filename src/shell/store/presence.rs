//! Who has a register open, as lines in the side file of its lock: advice for people, never a wall.

use std::fs::TryLockError;
use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::text::clean;
use crate::domain::words::say;

use super::disk::{Disk, RealDisk};
use super::problem::is_in_use;
use super::temporary::beside;

/// Who was not seen for so long is gone, or ended without a word. A clock may be wrong by as much.
const GONE_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// Anybody may write into that file: no more of it is read, no more people and no longer names are taken from it.
const MOST_BYTES: u64 = 64 * 1024;
const MOST_PEOPLE: usize = 50;
const LONGEST_NAME: usize = 80;
/// How long we wait for somebody who is saving: tries, and the time between two of them. 200 milliseconds together.
const TRIES: u32 = 8;
const BETWEEN_TRIES: Duration = Duration::from_millis(25);

/// One run of the program that has a register open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// The run, by a name that no other has.
    pub run: String,
    /// The person's name, as the system says it.
    pub who: String,
    /// The computer's name.
    pub host: String,
    /// When the register was opened.
    pub since: Timestamp,
    /// When the run last said that it is there.
    pub seen: Timestamp,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
struct Line {
    run: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    host: String,
    since: String,
    seen: String,
}

impl Present {
    /// Who it is and since when, in words for the screen: `J. Smith (since 10:30)`. The time is the one where we are.
    pub fn words(&self) -> String {
        let name = [&self.who, &self.host].into_iter().find(|name| !name.is_empty());
        let name = name.map_or_else(|| say("presence.nameless", &[]), |name| clean(name).into());
        let [since, seen] = [self.since, self.seen].map(|moment| TimeZone::system().to_datetime(moment));
        let form = if since.date() == seen.date() { "%H:%M" } else { "%-d %B %H:%M" };
        say("presence.since", &[("who", &name), ("time", &since.strftime(form).to_string())])
    }

    /// The line of this run; nothing where it is none, or nonsense.
    fn of(line: &[u8]) -> Option<Present> {
        let line: Line = serde_json::from_slice(line).ok()?;
        let [run, who, host] =
            [line.run, line.who, line.host].map(|name| name.trim().chars().take(LONGEST_NAME).collect::<String>());
        let seen = line.seen.parse().ok()?;
        let since = line.since.parse().ok()?;
        (!run.is_empty()).then_some(Present { run, who, host, since, seen })
    }

    fn line(&self) -> Option<String> {
        let Present { run, who, host, since, seen } = self.clone();
        serde_json::to_string(&Line { run, who, host, since: since.to_string(), seen: seen.to_string() }).ok()
    }
}

/// Says that this run has the register open: once when it opens it, then every few minutes with a new `seen`. Where it
/// cannot be said, it is not; nothing waits longer than 200 milliseconds for it.
pub fn arrive(register: &Path, me: &Present) {
    arrive_on(&RealDisk, register, me);
}

/// As `arrive`, on a disk of the caller's.
pub fn arrive_on(disk: &dyn Disk, register: &Path, me: &Present) {
    let _advice_only = say_so(disk, register, &me.run, Some(me), me.seen);
}

/// Says that this run has the register open no more.
pub fn leave(register: &Path, run: &str, now: Timestamp) {
    leave_on(&RealDisk, register, run, now);
}

/// As `leave`, on a disk of the caller's.
pub fn leave_on(disk: &dyn Disk, register: &Path, run: &str, now: Timestamp) {
    let _advice_only = say_so(disk, register, run, None, now);
}

/// Who else has the register open, the one who came first, first. The run of this name is not told.
pub fn others(register: &Path, run: &str, now: Timestamp) -> Vec<Present> {
    others_on(&RealDisk, register, run, now)
}

/// As `others`, on a disk of the caller's.
pub fn others_on(disk: &dyn Disk, register: &Path, run: &str, now: Timestamp) -> Vec<Present> {
    let bytes = side_file(disk, register).and_then(|path| {
        // A pipe or a device of this name would keep us.
        disk.about(&path).ok().filter(|about| about.is_file())?;
        patiently(disk, || {
            let mut bytes = Vec::new();
            match disk.read(&path, MOST_BYTES, &mut bytes) {
                // Windows shuts out readers while somebody saves.
                Err(cause) if is_in_use(&cause) => None,
                done => Some(done.map(|_about| bytes)),
            }
        })?
        .ok()
    });
    people(&bytes.unwrap_or_default(), run, now)
}

/// Writes the lines anew, in the file itself: it carries the lock, so it is never replaced. Nothing where that cannot be.
fn say_so(disk: &dyn Disk, register: &Path, run: &str, me: Option<&Present>, now: Timestamp) -> Option<()> {
    let real = disk.real_path(register).ok()?;
    let access = disk.about(&real).and_then(|about| disk.access(&real, &about)).ok()?;
    let path = beside(&real, "lock");
    if me.is_none() && disk.about(&path).is_err() {
        return None;
    }
    let mut file = patiently(disk, || match disk.lock(&path, Some(&access)) {
        Err(TryLockError::WouldBlock) => None,
        done => Some(done.ok()),
    })??;
    let mut people = people(&disk.read_part(&mut file, 0, MOST_BYTES).ok()?, run, now);
    people.truncate(MOST_PEOPLE - 1);
    people.extend(me.cloned());
    let text: String = people.iter().filter_map(Present::line).map(|line| line + "\n").collect();
    file.seek(SeekFrom::Start(0)).ok()?;
    disk.write_all(&mut file, text.as_bytes()).ok()?;
    disk.set_length(&file, text.len() as u64).ok()
}

/// Those in the lines who are still there, this run apart. A line that cannot be read is none.
fn people(bytes: &[u8], run: &str, now: Timestamp) -> Vec<Present> {
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(Present::of);
    let is_there = |present: &Present| present.seen.duration_since(now).abs() <= GONE_AFTER;
    let mut people: Vec<Present> = Vec::new();
    for present in lines.filter(|present| present.run != run).filter(is_there) {
        if people.iter().all(|other| other.run != present.run) {
            people.push(present);
        }
    }
    people.sort_by_key(|present| present.since);
    people.truncate(MOST_PEOPLE);
    people
}

fn side_file(disk: &dyn Disk, register: &Path) -> Option<PathBuf> {
    Some(beside(&disk.real_path(register).ok()?, "lock"))
}

/// Tries until there is an answer, for the time that a person does not notice.
fn patiently<T>(disk: &dyn Disk, mut attempt: impl FnMut() -> Option<T>) -> Option<T> {
    for _ in 0..TRIES {
        if let Some(done) = attempt() {
            return Some(done);
        }
        disk.pause(BETWEEN_TRIES);
    }
    None
}
