//! Earlier versions are kept by their hash, for the person's own eyes, and the last 30 of them stay.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use ropa::shell::store::versions::{KEPT, find, keep, list};
use ropa::shell::store::{Beside, Note, read, replace, replace_on};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::odd_disk::OddDisk;
use super::{NEW, OLD, names, register};

fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

fn file_of(folder: &Path, bytes: &[u8]) -> std::path::PathBuf {
    let name: String = hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    folder.join(name + ".json")
}

#[test]
fn a_save_keeps_the_version_it_replaces_and_the_new_one() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let versions = own.path().join("versions").join("h5v0n3wc");
    let beside = Beside { versions: Some(&versions), ..Beside::nothing() };
    replace(&path, NEW, Some(&before.stamp), &beside).unwrap();
    assert_eq!(find(&versions, &hash(OLD)).unwrap(), OLD);
    assert_eq!(find(&versions, &hash(NEW)).unwrap(), NEW);
    assert_eq!(list(&versions).iter().map(|kept| kept.sha256).collect::<Vec<_>>(), [hash(NEW), hash(OLD)]);
    // A version is no second name of the register: what is written into it does not reach the version.
    fs::write(&path, b"by another program").unwrap();
    assert_eq!(find(&versions, &hash(NEW)).unwrap(), NEW);
}

#[test]
fn a_version_that_comes_back_is_the_newest_again() {
    let own = TempDir::new().unwrap();
    for bytes in [OLD, NEW, OLD] {
        keep(own.path(), bytes).unwrap();
        std::thread::sleep(Duration::from_millis(10));
    }
    let kept = list(own.path());
    assert_eq!(kept.iter().map(|kept| kept.sha256).collect::<Vec<_>>(), [hash(OLD), hash(NEW)]);
    assert_eq!(kept.iter().map(|kept| kept.length).collect::<Vec<_>>(), [OLD.len() as u64, NEW.len() as u64]);
    assert_eq!(names(own.path()).len(), 2);
}

#[test]
fn a_version_that_is_not_what_it_was_is_not_found_and_is_kept_anew() {
    let own = TempDir::new().unwrap();
    assert_eq!(find(own.path(), &hash(OLD)), None);
    assert_eq!(list(&own.path().join("nowhere")), []);
    keep(own.path(), OLD).unwrap();
    let file = file_of(own.path(), OLD);
    fs::write(&file, &OLD[1..]).unwrap();
    assert_eq!(find(own.path(), &hash(OLD)), None);
    keep(own.path(), OLD).unwrap();
    assert_eq!(find(own.path(), &hash(OLD)).unwrap(), OLD);
}

#[test]
fn the_last_30_versions_stay_and_those_that_are_needed() {
    let (_folder, path, mut before) = register();
    let own = TempDir::new().unwrap();
    let needed = [hash(OLD)];
    let beside = Beside { versions: Some(own.path()), needed: &needed, ..Beside::nothing() };
    let texts: Vec<String> = (0..40).map(|number| format!("version {number}")).collect();
    for text in &texts {
        before.stamp = replace(&path, text.as_bytes(), Some(&before.stamp), &beside).unwrap().stamp;
        // Some file systems tell times apart only so far.
        std::thread::sleep(Duration::from_millis(10));
    }
    for text in &texts[texts.len() - KEPT..] {
        assert!(find(own.path(), &hash(text.as_bytes())).is_some(), "{text}");
    }
    for text in &texts[..texts.len() - KEPT] {
        assert!(find(own.path(), &hash(text.as_bytes())).is_none(), "{text}");
    }
    assert!(find(own.path(), &hash(OLD)).is_some());
    let newest = list(own.path())[0].sha256;
    assert_eq!(newest, before.stamp.sha256);
}

#[test]
fn versions_of_a_wrong_clock_do_not_push_out_new_ones() {
    let (_folder, path, mut before) = register();
    let own = TempDir::new().unwrap();
    let to_come = SystemTime::now() + Duration::from_secs(70 * 365 * 24 * 60 * 60);
    for number in 0..40 {
        let text = format!("from the year 2099: {number}");
        keep(own.path(), text.as_bytes()).unwrap();
        File::options().append(true).open(file_of(own.path(), text.as_bytes())).unwrap().set_modified(to_come).unwrap();
    }
    let beside = Beside { versions: Some(own.path()), ..Beside::nothing() };
    for number in 0..5 {
        let text = format!("version {number}");
        before.stamp = replace(&path, text.as_bytes(), Some(&before.stamp), &beside).unwrap().stamp;
    }
    for number in 0..5 {
        assert!(find(own.path(), &hash(format!("version {number}").as_bytes())).is_some(), "{number}");
    }
    assert_eq!(list(own.path()).len(), KEPT);
}

#[test]
fn a_version_that_was_just_kept_stays_though_a_clock_went_back() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let this_evening = SystemTime::now() + Duration::from_secs(12 * 60 * 60);
    for number in 0..KEPT {
        let text = format!("from this evening: {number}");
        keep(own.path(), text.as_bytes()).unwrap();
        let kept = File::options().append(true).open(file_of(own.path(), text.as_bytes())).unwrap();
        kept.set_modified(this_evening).unwrap();
    }
    let beside = Beside { versions: Some(own.path()), ..Beside::nothing() };
    replace(&path, NEW, Some(&before.stamp), &beside).unwrap();
    for bytes in [OLD, NEW] {
        assert_eq!(find(own.path(), &hash(bytes)).as_deref(), Some(bytes));
    }
}

#[test]
fn a_disk_that_keeps_another_version_is_found_out() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let mut disk = OddDisk::real();
    disk.lies_after = Some("make_folder");
    let beside = Beside { versions: Some(own.path()), ..Beside::nothing() };
    let saved = replace_on(&disk, &path, NEW, Some(&before.stamp), &beside).unwrap();
    assert_eq!(saved.notes, [Note::VersionNotKept]);
    assert_eq!(names(own.path()), Vec::<String>::new());
    assert_eq!(fs::read(&path).unwrap(), NEW);
}

#[test]
fn what_is_no_version_is_left_alone_and_old_temporary_files_go() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let yesterday = SystemTime::now() - Duration::from_secs(25 * 60 * 60);
    let cases = [("~$ab.json.ab2cd3ef.tmp", false), ("notes.txt", true), ("ABCDEF.json", true), ("é.json", true)];
    for (name, _) in cases {
        File::create(own.path().join(name)).unwrap().set_modified(yesterday).unwrap();
    }
    File::create(own.path().join("~$cd.json.ab2cd3ef.tmp")).unwrap();
    fs::create_dir(own.path().join("a folder")).unwrap();
    let beside = Beside { versions: Some(own.path()), ..Beside::nothing() };
    replace(&path, NEW, Some(&before.stamp), &beside).unwrap();
    assert_eq!(list(own.path()).len(), 2);
    for (name, stays) in cases {
        assert_eq!(own.path().join(name).exists(), stays, "{name}");
    }
    assert!(own.path().join("~$cd.json.ab2cd3ef.tmp").exists(), "it may be a keeping that is going on");
}

#[test]
fn what_cannot_be_kept_is_told_and_refuses_nothing() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let in_the_way = own.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let beside = Beside { versions: Some(&in_the_way.join("versions")), ..Beside::nothing() };
    let saved = replace(&path, NEW, Some(&before.stamp), &beside).unwrap();
    assert_eq!(saved.notes, [Note::VersionNotKept]);
    assert_eq!(fs::read(&path).unwrap(), NEW);
}

#[test]
fn a_version_that_is_overwritten_at_once_is_kept_to_be_merged_back() {
    let (_folder, path, before) = register();
    let own = TempDir::new().unwrap();
    let beside = Beside { versions: Some(own.path()), ..Beside::nothing() };
    let disk = OddDisk::when(&["entries", "read"], || fs::write(&path, b"theirs").unwrap());
    replace_on(&disk, &path, NEW, Some(&before.stamp), &beside).unwrap_err();
    assert_eq!(read(&path).unwrap().bytes, b"theirs");
    assert_eq!(find(own.path(), &hash(NEW)).unwrap(), NEW);
}

#[cfg(unix)]
#[test]
fn versions_are_for_our_own_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let own = TempDir::new().unwrap();
    let versions = own.path().join("versions").join("h5v0n3wc");
    keep(&versions, OLD).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&versions), 0o700);
    assert_eq!(mode(versions.parent().unwrap()), 0o700);
    assert_eq!(mode(&file_of(&versions, OLD)), 0o600);
}
