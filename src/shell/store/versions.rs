//! Earlier versions of one file, each under the hash of its bytes, in a folder for the person's own eyes.

use std::cmp::Reverse;
use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::disk::{Disk, RealDisk, offers_no_flush};
use super::read::LARGEST;
use super::stamp::{hash_of_digits, hexadecimal, sha256};
use super::temporary::Temporary;

/// How many versions stay at least.
pub const KEPT: usize = 30;

/// How old a temporary file must be before it can be no keeping that is going on, and how far clocks may differ.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How many bytes of a version are its beginning: the stamp stands among them, unless somebody wrote the file by hand.
const BEGINNING: u64 = 64 * 1024;

/// A version that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// SHA-256 of all its bytes.
    pub sha256: [u8; 32],
    /// When it was last the version of the file, where the file system tells.
    pub modified: Option<SystemTime>,
    /// How many bytes it has.
    pub length: u64,
}

/// Keeps a version in `folder`, which is made where it is missing. One that is kept already becomes the newest.
pub fn keep(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    keep_on(&RealDisk, folder, &sha256(bytes), bytes)
}

/// Puts a line about the versions beside them, in the place of the one before.
pub fn keep_line(folder: &Path, name: &str, line: &str) -> io::Result<()> {
    RealDisk.make_folder(folder)?;
    let path = folder.join(name);
    let (temporary, mut file) = Temporary::make(&RealDisk, &path, true)?;
    RealDisk.write_all(&mut file, line.as_bytes())?;
    RealDisk.rename(temporary.path(), &path)?;
    temporary.let_go();
    Ok(())
}

/// Keeps the version with this hash from the file that holds it now. One that is kept already costs no look into the file.
pub fn keep_from(folder: &Path, hash: &[u8; 32], file: &Path) -> io::Result<()> {
    keep_file(&RealDisk, folder, hash, file, RealDisk.about(file)?.len())
}

/// The first bytes of a version, to see whether it can be the one that is looked for. Only [`find`] proves it.
pub fn beginning(folder: &Path, hash: &[u8; 32]) -> io::Result<Vec<u8>> {
    RealDisk.read_part(&mut File::open(path(folder, hash))?, 0, BEGINNING)
}

/// The bytes of a version, if they still are what they were; nothing where it is not kept.
pub fn find(folder: &Path, hash: &[u8; 32]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    RealDisk.read(&path(folder, hash), LARGEST, &mut bytes).ok()?;
    (sha256(&bytes) == *hash).then_some(bytes)
}

/// The versions that are kept, the newest first. Nothing where there is no such folder.
pub fn list(folder: &Path) -> Vec<Version> {
    RealDisk.entries(folder).map(|entries| among(&entries, SystemTime::now())).unwrap_or_default()
}

/// As `keep`, on a disk of the caller's. A version is a copy, never a second name of the register: that would change
/// with it wherever another program writes into the file itself.
pub(super) fn keep_on(disk: &dyn Disk, folder: &Path, hash: &[u8; 32], bytes: &[u8]) -> io::Result<()> {
    let path = path(folder, hash);
    if is_kept(disk, &path, bytes.len() as u64) {
        return Ok(());
    }
    disk.make_folder(folder)?;
    let (temporary, mut file) = Temporary::make(disk, &path, true)?;
    disk.write_all(&mut file, bytes)?;
    match disk.sync(&file) {
        Err(cause) if offers_no_flush(&cause) => {}
        flushed => flushed?,
    }
    if disk.length(&file)? != bytes.len() as u64 {
        return Err(ErrorKind::InvalidData.into());
    }
    // The time that a system gives by itself may lie some milliseconds back, before that of the version marked last.
    let _marked = disk.touch(temporary.path());
    disk.rename(temporary.path(), &path)?;
    temporary.let_go();
    Ok(())
}

/// Keeps the version that stands in a file now, if it is the one of `hash`.
pub(super) fn keep_file(disk: &dyn Disk, folder: &Path, hash: &[u8; 32], file: &Path, length: u64) -> io::Result<()> {
    let path = path(folder, hash);
    if is_kept(disk, &path, length) {
        return Ok(());
    }
    let mut bytes = Vec::new();
    disk.read(file, LARGEST, &mut bytes)?;
    if sha256(&bytes) != *hash {
        return Err(ErrorKind::InvalidData.into());
    }
    keep_on(disk, folder, hash, &bytes)
}

/// Removes the versions behind the newest 30, the `needed` ones apart, and what keepings that were cut short left.
/// What cannot be removed stays for the next time: it is in nobody's way.
pub(super) fn clean(disk: &dyn Disk, folder: &Path, needed: &[[u8; 32]]) {
    let Ok(entries) = disk.entries(folder) else {
        return;
    };
    let now = SystemTime::now();
    for version in among(&entries, now).iter().skip(KEPT).filter(|version| !needed.contains(&version.sha256)) {
        let _removed = disk.remove(&path(folder, &version.sha256));
    }
    for (name, about) in entries {
        let is_ours = name.to_str().is_some_and(|name| name.starts_with("~$") && name.ends_with(".tmp"));
        let age = about.modified().ok().and_then(|changed| now.duration_since(changed).ok());
        if is_ours && age.is_some_and(|age| age > DAY) {
            let _removed = disk.remove(&folder.join(name));
        }
    }
}

/// The versions in a folder, the newest first. Those of a day still to come were kept while the clock was wrong: they
/// stand behind all others, or they would push out each new one.
fn among(entries: &[(OsString, Metadata)], now: SystemTime) -> Vec<Version> {
    let mut versions: Vec<Version> = entries
        .iter()
        .filter(|(_, about)| about.is_file())
        .filter_map(|(name, about)| {
            let sha256 = hash_of_name(name.to_str()?)?;
            Some(Version { sha256, modified: about.modified().ok(), length: about.len() })
        })
        .collect();
    versions.sort_by_key(|version| {
        let to_come = version.modified.is_some_and(|modified| modified > now + DAY);
        (to_come, Reverse(version.modified), version.sha256)
    });
    versions
}

/// Whether a version of this length is kept at `path`; then it is the newest from now on. Whether its bytes are right is
/// asked when it is read.
fn is_kept(disk: &dyn Disk, path: &Path, length: u64) -> bool {
    let is_there = disk.about(path).is_ok_and(|about| about.is_file() && about.len() == length);
    if is_there {
        // One that cannot be marked is kept all the same.
        let _marked = disk.touch(path);
    }
    is_there
}

fn path(folder: &Path, hash: &[u8; 32]) -> PathBuf {
    folder.join(format!("{}.json", hexadecimal(hash)))
}

fn hash_of_name(name: &str) -> Option<[u8; 32]> {
    hash_of_digits(name.strip_suffix(".json")?)
}
