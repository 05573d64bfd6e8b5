//! A file is read whole and replaced whole, whatever goes wrong on the way.

mod conflict_copies;
mod faults;
mod histories;
pub mod odd_disk;
#[cfg(unix)]
mod on_unix;
mod poll;
mod presence;
mod reading;
mod two_savers;
mod versions;
mod words;

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ropa::shell::store::{
    self, Beside, Change, Denied, OnDisk, Saved, Stamp, StoreProblem, clean_left_over, create_new, create_new_on, read,
};
use tempfile::TempDir;

use odd_disk::OddDisk;

const OLD: &[u8] = b"{ \"old\": \"version\" }\n";
const NEW: &[u8] = b"{ \"new\": \"version, which is longer\" }\n";

#[test]
fn a_save_changes_the_bytes_and_gives_the_stamp_for_the_next() {
    let (folder, path, before) = register();
    assert_eq!(before.bytes, OLD);
    let first = replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(first.notes, []);
    assert_eq!(first.stamp, read(&path).unwrap().stamp);
    let second = replace(&path, OLD, Some(&first.stamp)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), OLD);
    assert_eq!(second.stamp.sha256, before.stamp.sha256);
    assert_eq!(second.stamp.length, OLD.len() as u64);
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn saving_the_same_bytes_writes_nothing() {
    let (folder, path, before) = register();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().append(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    let disk = OddDisk::real();
    let saved = replace_on(&disk, &path, OLD, Some(&before.stamp)).unwrap();
    assert_eq!(saved.stamp.modified, Some(long_ago));
    assert!(!disk.asked.borrow().contains(&"create_new"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "not even a lock");
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_replaced() {
    type Meanwhile = fn(&Path);
    let cases: [(Meanwhile, Change); 3] = [
        (|path| fs::write(path, b"theirs").unwrap(), Change::Changed),
        (|path| fs::remove_file(path).unwrap(), Change::Removed),
        // Same length and same time: only the bytes tell.
        (
            |path| {
                let modified = fs::metadata(path).unwrap().modified().unwrap();
                fs::write(path, vec![b'x'; OLD.len()]).unwrap();
                File::options().append(true).open(path).unwrap().set_modified(modified).unwrap();
            },
            Change::Changed,
        ),
    ];
    for (meanwhile, expected) in cases {
        let (_folder, path, before) = register();
        meanwhile(&path);
        let theirs = fs::read(&path).ok();
        let problem = replace(&path, NEW, Some(&before.stamp)).unwrap_err();
        assert!(matches!(problem, StoreProblem::ChangedOnDisk { change, .. } if change == expected), "{problem:?}");
        assert_eq!(problem.exit_code(), 4);
        assert_eq!(fs::read(&path).ok(), theirs);
    }
}

#[test]
fn a_file_that_changes_while_we_save_without_locks_is_not_replaced() {
    let (folder, path, before) = register();
    let disk = OddDisk::new(|asked| match asked.last() {
        Some(&"lock") => Err(ErrorKind::Unsupported.into()),
        Some(&"sync") => fs::write(&path, b"theirs"),
        _ => Ok(()),
    });
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap_err();
    assert!(matches!(problem, StoreProblem::ChangedOnDisk { change: Change::Changed, .. }), "{problem:?}");
    assert_eq!(fs::read(&path).unwrap(), b"theirs");
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn a_save_that_is_overwritten_at_once_does_not_count_as_saved() {
    let (_folder, path, before) = register();
    let disk = OddDisk::when(&["sync_folder", "read"], || fs::write(&path, b"theirs").unwrap());
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap_err();
    assert!(matches!(problem, StoreProblem::ChangedOnDisk { change: Change::Overwritten, .. }), "{problem:?}");
}

#[test]
fn a_new_file_is_made_only_where_there_is_none() {
    let (_folder, path, _) = register();
    let problem = replace(&path, NEW, None).unwrap_err();
    assert!(matches!(problem, StoreProblem::ChangedOnDisk { change: Change::Appeared, .. }), "{problem:?}");
    let problem = create_new(&path, NEW, false).unwrap_err();
    assert!(matches!(problem, StoreProblem::AlreadyThere { .. }), "{problem:?}");
    assert_eq!(problem.exit_code(), 5);
    assert_eq!(fs::read(&path).unwrap(), OLD);
    create_new(&path, NEW, true).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);

    // A file that appears while we write ours is left alone too.
    let other = path.with_file_name("other.json");
    let disk = OddDisk::when(&["sync"], || fs::write(&other, b"theirs").unwrap());
    let problem = create_new_on(&disk, &other, NEW, false).unwrap_err();
    assert!(matches!(problem, StoreProblem::AlreadyThere { .. }), "{problem:?}");
    assert_eq!(fs::read(&other).unwrap(), b"theirs");
}

#[test]
fn an_export_leaves_nothing_beside_it() {
    let folder = TempDir::new().unwrap();
    create_new(&folder.path().join("export.xlsx"), NEW, false).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_disk_that_keeps_something_else_is_found_out() {
    let (folder, path, before) = register();
    let mut disk = OddDisk::real();
    disk.lies = true;
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap_err();
    assert!(matches!(problem, StoreProblem::ReadBackDiffers { .. }), "{problem:?}");
    assert_eq!(fs::read(&path).unwrap(), OLD);
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn a_program_that_holds_the_file_is_waited_for_and_then_named() {
    let (folder, path, before) = register();
    let held_three_times = OddDisk::new(|asked| match asked.iter().filter(|name| **name == "rename").count() {
        1..=3 if asked.ends_with(&["rename"]) => Err(ErrorKind::ResourceBusy.into()),
        _ => Ok(()),
    });
    let saved = replace_on(&held_three_times, &path, NEW, Some(&before.stamp)).unwrap();

    let disk = OddDisk::without("rename", ErrorKind::ResourceBusy);
    let problem = replace_on(&disk, &path, OLD, Some(&saved.stamp)).unwrap_err();
    assert!(matches!(problem, StoreProblem::InUse { .. }), "{problem:?}");
    assert_eq!(problem.exit_code(), 4);
    assert_eq!(disk.paused.get(), Duration::from_secs(2));
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn a_folder_that_was_not_flushed_is_not_called_saved_until_it_is() {
    let (_folder, path, before) = register();
    let disk = OddDisk::without("sync_folder", ErrorKind::Other);
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap_err();
    assert_eq!(problem.exit_code(), 5);
    let StoreProblem::NotConfirmed { stamp, .. } = problem else { panic!("{problem:?}") };
    let again = OddDisk::real();
    replace_on(&again, &path, NEW, Some(&stamp)).unwrap();
    assert!(again.asked.borrow().contains(&"sync_folder"));
}

#[test]
fn a_read_only_file_is_respected() {
    let (folder, path, before) = register();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let attempts = [replace(&path, NEW, Some(&before.stamp)), create_new(&path, NEW, true)];
    for attempt in attempts {
        let problem = attempt.unwrap_err();
        assert!(matches!(problem, StoreProblem::NoPermission { what: Denied::Changing, .. }), "{problem:?}");
        assert_eq!(problem.exit_code(), 5);
    }
    assert_eq!(fs::read(&path).unwrap(), OLD);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(read(&path).unwrap().bytes, OLD);
}

#[test]
fn temporary_files_of_saves_cut_short_are_removed_a_day_later() {
    let (folder, path, _) = register();
    let yesterday = SystemTime::now() - Duration::from_secs(25 * 60 * 60);
    let cases = [
        ("~$register.json.ab2cd3ef.tmp", true, false),
        ("~$register.history.jsonl.ab2cd3ef.tmp", true, false),
        ("~$register.json.zz2cd3ef.tmp", false, true),
        ("~$register.json.not ours.tmp", true, true),
        ("~$register.json.ab2cd3efg.tmp", true, true),
        ("~$other.json.ab2cd3ef.tmp", true, true),
        ("register.json.ab2cd3ef.tmp", true, true),
        ("~$register.json.lock", true, true),
    ];
    for (name, old, _) in cases {
        let file = File::create(folder.path().join(name)).unwrap();
        if old {
            file.set_modified(yesterday).unwrap();
        }
    }
    assert_eq!(clean_left_over(&path), 2);
    for (name, _, stays) in cases {
        assert_eq!(folder.path().join(name).exists(), stays, "{name}");
    }
    assert_eq!(clean_left_over(&folder.path().join("nowhere").join("register.json")), 0);
}

/// A save of the file alone.
fn replace(path: &Path, bytes: &[u8], expect: Option<&Stamp>) -> Result<Saved, StoreProblem> {
    store::replace(path, bytes, expect, &Beside::nothing())
}

/// A save of the file alone, on an odd disk.
fn replace_on(disk: &OddDisk, path: &Path, bytes: &[u8], expect: Option<&Stamp>) -> Result<Saved, StoreProblem> {
    store::replace_on(disk, path, bytes, expect, &Beside::nothing())
}

/// A folder with a register in it, as it was read.
fn register() -> (TempDir, PathBuf, OnDisk) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("register.json");
    fs::write(&path, OLD).unwrap();
    let on_disk = read(&path).unwrap();
    (folder, path, on_disk)
}

/// The names in a folder, sorted, the lock's side file apart.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".lock"))
        .collect();
    names.sort();
    names
}
