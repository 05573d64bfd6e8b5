//! A look at a file tells whether it is still the one that was read, and reads it only when there is a reason.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::time::{Duration, SystemTime};

use ropa::shell::store::poll::{Look, Poll};

use super::odd_disk::OddDisk;
use super::{NEW, OLD, read, register, replace};

fn set_modified(path: &std::path::Path, modified: SystemTime) {
    File::options().append(true).open(path).unwrap().set_modified(modified).unwrap();
}

fn reads(disk: &OddDisk) -> usize {
    disk.asked.borrow().iter().filter(|operation| **operation == "read").count()
}

#[test]
fn a_file_that_stays_as_it_is_is_hardly_ever_read() {
    let (_folder, path, before) = register();
    let mut poll = Poll::new(&path, &before.stamp);
    let disk = OddDisk::real();
    for _ in 0..12 {
        assert_eq!(poll.look_on(&disk), Look::Same);
    }
    assert_eq!(reads(&disk), 0);
    for _ in 0..13 {
        assert_eq!(poll.look_on(&disk), Look::Same);
    }
    assert_eq!(reads(&disk), 1);
}

#[test]
fn a_change_is_seen_at_once_and_read_once() {
    let (_folder, path, before) = register();
    let mut poll = Poll::new(&path, &before.stamp);
    let saved = replace(&path, NEW, Some(&before.stamp)).unwrap();
    let disk = OddDisk::real();
    for _ in 0..5 {
        assert_eq!(poll.look_on(&disk), Look::Changed);
    }
    assert_eq!(reads(&disk), 1);
    replace(&path, OLD, Some(&saved.stamp)).unwrap();
    assert_eq!(poll.look(), Look::Same, "what was read is back");
}

#[test]
fn a_file_that_was_only_touched_is_the_same() {
    let (_folder, path, before) = register();
    let mut poll = Poll::new(&path, &before.stamp);
    set_modified(&path, SystemTime::now() + Duration::from_secs(60));
    let disk = OddDisk::real();
    for _ in 0..5 {
        assert_eq!(poll.look_on(&disk), Look::Same);
    }
    assert_eq!(reads(&disk), 1);
}

#[test]
fn other_bytes_of_the_same_length_and_time_are_seen_in_the_end() {
    let (_folder, path, before) = register();
    let mut poll = Poll::new(&path, &before.stamp);
    fs::write(&path, vec![b'x'; OLD.len()]).unwrap();
    set_modified(&path, before.stamp.modified.unwrap());
    assert_eq!(read(&path).unwrap().stamp.modified, before.stamp.modified);
    assert_eq!(poll.look(), Look::Same);
    let looks = (0..20).find(|_| poll.look() == Look::Changed);
    assert!(looks.is_some());
}

#[test]
fn a_file_that_is_gone_and_a_share_that_does_not_answer_are_told_apart() {
    let (folder, path, before) = register();
    let mut poll = Poll::new(&path, &before.stamp);
    for fault in [ErrorKind::StaleNetworkFileHandle, ErrorKind::TimedOut, ErrorKind::PermissionDenied] {
        assert_eq!(poll.look_on(&OddDisk::without("about", fault)), Look::Unknown);
    }
    fs::write(&path, NEW).unwrap();
    assert_eq!(poll.look_on(&OddDisk::without("read", ErrorKind::TimedOut)), Look::Unknown);
    assert_eq!(poll.look_on(&OddDisk::without("read", ErrorKind::NotFound)), Look::Gone);
    fs::remove_file(&path).unwrap();
    assert_eq!(poll.look(), Look::Gone);
    fs::create_dir(&path).unwrap();
    assert_eq!(poll.look(), Look::Gone);
    fs::remove_dir(&path).unwrap();
    fs::write(&path, OLD).unwrap();
    assert_eq!(poll.look(), Look::Same);
    drop(folder);
    assert_eq!(poll.look(), Look::Gone);
}
