//! The lines of history beside a file: added at its end, whole or not at all.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, ErrorKind, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use super::access::Access;
use super::disk::{Disk, RealDisk, offers_no_flush};
use super::lock::{self, Lock};
use super::problem::{Change, StoreProblem};
use super::read::{LARGEST, read};
use super::replace::{Saved, create_new};
use super::stamp::Stamp;
use super::temporary::Temporary;

/// How many bytes are looked at in one go for the last line end.
const PIECE: u64 = 64 * 1024;

/// How the name of a history ends behind that of its register.
pub const HISTORY_ENDING: &str = ".history.jsonl";

/// Where the history of a register stands: `NAME.history.jsonl` beside the file itself, behind symbolic links.
pub fn history_path(register: &Path) -> PathBuf {
    let real = RealDisk.real_path(register).unwrap_or_else(|_| register.to_path_buf());
    beside_real(&real)
}

/// Puts a history in the place of the one that was read, whole, while nobody saves the register. Only where values are to
/// be taken out of it; everything else adds to its end.
pub fn replace_history(register: &Path, bytes: &[u8], expect: &Stamp) -> Result<Saved, StoreProblem> {
    let path = history_path(register);
    let _lock = match lock::hold(register) {
        Lock::Elsewhere => return Err(StoreProblem::Held { path: register.to_path_buf(), by: Vec::new() }),
        lock => lock,
    };
    if read(&path)?.stamp.sha256 != expect.sha256 {
        return Err(StoreProblem::ChangedOnDisk { path, change: Change::Changed });
    }
    create_new(&path, bytes, true)
}

/// Gives a history that stands beside a register under another name the name of the register's own, which nobody may have
/// yet, while nobody saves the register. The old name goes only when the same bytes stand under the new one.
pub fn take_over_history(register: &Path, from: &Path) -> Result<(), StoreProblem> {
    let path = history_path(register);
    let _lock = match lock::hold(register) {
        Lock::Elsewhere => return Err(StoreProblem::Held { path: register.to_path_buf(), by: Vec::new() }),
        lock => lock,
    };
    let bytes = read(from)?.bytes;
    // A second name keeps owner and access; where the disk offers none, a copy is made.
    if std::fs::hard_link(from, &path).is_err() {
        create_new(&path, &bytes, false)?;
    }
    if read(&path)?.bytes == bytes && read(from)?.bytes == bytes {
        // Where the old name cannot be taken away, both stay, and nothing is lost.
        let _stays = std::fs::remove_file(from);
        let _flushed = RealDisk.sync_folder(path.parent().unwrap_or(&path));
    }
    Ok(())
}

/// As `history_path`, where links are resolved already.
pub(super) fn beside_real(real: &Path) -> PathBuf {
    real.with_file_name(with_ending(real, HISTORY_ENDING))
}

/// The name of a file with another ending in the place of its `.json`.
pub(super) fn with_ending(real: &Path, ending: &str) -> OsString {
    let is_json = real.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("json"));
    let stem = if is_json { real.file_stem() } else { real.file_name() };
    let mut name = stem.unwrap_or_default().to_os_string();
    name.push(ending);
    name
}

/// Adds whole lines at the end of the history at `path`. Where there is none yet, it is made with the register's
/// `access`. When this answers with an error, the history holds what it held, as far as the disk lets us put it back.
pub(super) fn append(disk: &dyn Disk, path: &Path, lines: &[u8], access: &Access) -> io::Result<()> {
    match disk.about(path) {
        Ok(about) if about.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(_) => {}
        Err(cause) if cause.kind() == ErrorKind::NotFound => match disk.create_new(path, true) {
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            made => return begin(disk, path, made?, lines, access),
        },
        Err(cause) => return Err(cause),
    }
    match disk.open(path) {
        // A colleague's history that we may not add to can still be replaced, as the register can.
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => replace_whole(disk, path, lines),
        opened => add(disk, opened?, lines),
    }
}

/// The first lines of a new history.
fn begin(disk: &dyn Disk, path: &Path, mut file: File, lines: &[u8], access: &Access) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let done = disk
        .set_access(&file, access)
        .and_then(|_notes| write(disk, &mut file, lines))
        .and_then(|()| borne(disk.sync_folder(folder)));
    if done.is_err() && disk.remove(path).is_err() {
        let _second_try = disk.remove(path);
    }
    done
}

/// Further lines of a history that is there.
fn add(disk: &dyn Disk, mut file: File, lines: &[u8]) -> io::Result<()> {
    let length = disk.length(&file)?;
    let whole = whole_lines(disk, &mut file, length)?;
    let ended = whole == length || is_whole_entry(&disk.read_part(&mut file, whole, length - whole)?);
    let stays = if ended { length } else { whole };
    if !ended {
        disk.set_length(&file, whole)?;
    }
    let lines = if whole == stays { Cow::Borrowed(lines) } else { Cow::Owned([b"\n", lines].concat()) };
    let done = write(disk, &mut file, &lines);
    // Where there are no locks, somebody else may have added lines meanwhile. Those stay.
    let only_ours = |now| now <= stays + lines.len() as u64;
    if done.is_err() && disk.length(&file).is_ok_and(only_ours) && disk.set_length(&file, stays).is_err() {
        let _second_try = disk.set_length(&file, stays);
    }
    done
}

/// Writes at the end, reads it back and flushes.
fn write(disk: &dyn Disk, file: &mut File, lines: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::End(0))?;
    disk.write_all(file, lines)?;
    let length = lines.len() as u64;
    let from = file.stream_position()?.saturating_sub(length);
    if disk.read_part(file, from, length)? != lines {
        return Err(ErrorKind::InvalidData.into());
    }
    borne(disk.sync(file))
}

/// How many bytes there are up to the last line end. What stands behind it was cut short while it was added.
fn whole_lines(disk: &dyn Disk, file: &mut File, length: u64) -> io::Result<u64> {
    let mut end = length;
    while end > 0 {
        let start = end.saturating_sub(PIECE);
        let piece = disk.read_part(file, start, end - start)?;
        if let Some(at) = memchr::memrchr(b'\n', &piece) {
            return Ok(start + at as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

/// Whether a last line without a line end is whole all the same: only the line end was cut, or an editor took it.
fn is_whole_entry(tail: &[u8]) -> bool {
    tail.ends_with(b"}") && serde_json::from_slice::<IgnoredAny>(tail).is_ok()
}

/// Puts a longer history in the place of one that cannot be added to.
fn replace_whole(disk: &dyn Disk, path: &Path, lines: &[u8]) -> io::Result<()> {
    let access = disk.access(path, &disk.about(path)?)?;
    let mut bytes = Vec::new();
    disk.read(path, LARGEST, &mut bytes)?;
    let whole = memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1);
    if whole < bytes.len() {
        if bytes.get(whole..).is_some_and(is_whole_entry) {
            bytes.push(b'\n');
        } else {
            bytes.truncate(whole);
        }
    }
    bytes.extend_from_slice(lines);
    let (temporary, mut file) = Temporary::make(disk, path, true)?;
    disk.set_access(&file, &access)?;
    disk.write_all(&mut file, &bytes)?;
    borne(disk.sync(&file))?;
    let mut there = Vec::with_capacity(bytes.len());
    disk.read(temporary.path(), u64::MAX, &mut there)?;
    if there != bytes {
        return Err(ErrorKind::InvalidData.into());
    }
    disk.rename(temporary.path(), path)?;
    temporary.let_go();
    // The lines are in place; only a power cut in this moment could take them, and the next save would notice.
    let _flushed = disk.sync_folder(path.parent().unwrap_or(path));
    Ok(())
}

/// A flush that the file system does not offer is no fault of ours.
fn borne(flushed: io::Result<()>) -> io::Result<()> {
    match flushed {
        Err(cause) if offers_no_flush(&cause) => Ok(()),
        flushed => flushed,
    }
}
