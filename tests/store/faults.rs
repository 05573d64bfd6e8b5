//! Each operation of a save goes wrong once: the file on disk is the old or the new one, whole, and nothing lies beside it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use ropa::shell::store::{Saved, Stamp, StoreProblem, create_new_on, read, replace_on};
use tempfile::TempDir;

use super::odd_disk::{FAULTS, OddDisk};
use super::{NEW, OLD, names, register};

type Way = fn(&OddDisk, &Path, Option<&Stamp>) -> Result<Saved, StoreProblem>;

/// Makes each operation of a save go wrong once, with each fault, and looks at what is left.
fn each_operation_goes_wrong_once(there: bool, save: Way, must_ask: &[&str]) {
    for fault in FAULTS {
        let mut asked = Vec::new();
        for at in 0.. {
            let folder = TempDir::new().unwrap();
            let path = folder.path().join("register.json");
            let stamp = there.then(|| {
                fs::write(&path, OLD).unwrap();
                read(&path).unwrap().stamp
            });
            let disk = OddDisk::faulty(at, fault);
            let outcome = save(&disk, &path, stamp.as_ref());
            let failed = disk.asked.borrow().get(at).copied().unwrap_or("nothing");
            let case = format!("{failed} (operation {at}) answers {fault:?}: {outcome:?}");
            let now = fs::read(&path).ok();
            let old = there.then(|| OLD.to_vec());
            match &outcome {
                Ok(saved) => {
                    assert_eq!(now.as_deref(), Some(NEW), "{case}");
                    assert_eq!(saved.stamp, read(&path).unwrap().stamp, "{case}");
                }
                Err(StoreProblem::NotConfirmed { stamp, .. }) => {
                    assert_eq!(now.as_deref(), Some(NEW), "{case}");
                    assert_eq!(stamp.sha256, read(&path).unwrap().stamp.sha256, "{case}");
                }
                Err(problem) => {
                    assert_eq!(now, old, "{case}");
                    assert!(matches!(problem.exit_code(), 4 | 5), "{case}");
                }
            }
            let expected: &[&str] = if now.is_some() { &["register.json"] } else { &[] };
            assert_eq!(names(folder.path()), expected, "{case}");
            if failed == "nothing" {
                assert!(outcome.is_ok(), "{case}");
                break;
            }
            let may_be_borne = matches!(failed, "lock" | "may_change" | "link_new" | "remove")
                || (fault == ErrorKind::Unsupported && failed.starts_with("sync"))
                || (fault == ErrorKind::NotFound && failed == "about");
            assert!(outcome.is_err() || may_be_borne, "{case}");
            asked.push(failed);
        }
        for operation in must_ask {
            assert!(asked.contains(operation), "{operation} was never asked: {asked:?}");
        }
    }
}

#[test]
fn each_operation_of_a_save_going_wrong_leaves_a_whole_file_and_no_temporary_one() {
    each_operation_goes_wrong_once(
        true,
        |disk, path, stamp| replace_on(disk, path, NEW, stamp),
        &[
            "real_path",
            "about",
            "may_change",
            "lock",
            "read",
            "create_new",
            "write_all",
            "set_access",
            "sync",
            "rename",
            "sync_folder",
        ],
    );
}

#[test]
fn each_operation_of_a_first_save_going_wrong_leaves_a_whole_file_or_none() {
    each_operation_goes_wrong_once(
        false,
        |disk, path, stamp| replace_on(disk, path, NEW, stamp),
        &["lock", "create_new", "write_all", "set_access", "sync", "link_new", "remove", "sync_folder", "read"],
    );
}

#[test]
fn each_operation_of_an_export_going_wrong_leaves_a_whole_file_or_none() {
    for there in [false, true] {
        each_operation_goes_wrong_once(
            there,
            |disk, path, _| create_new_on(disk, path, NEW, true),
            &["create_new", "write_all", "set_access", "sync", "rename", "sync_folder"],
        );
    }
    each_operation_goes_wrong_once(
        false,
        |disk, path, _| create_new_on(disk, path, NEW, false),
        &["create_new", "write_all", "sync", "link_new", "sync_folder"],
    );
}

#[test]
fn a_save_flushes_before_it_renames_and_flushes_the_folder_behind_it() {
    let (_folder, path, before) = register();
    let disk = OddDisk::real();
    replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap();
    let asked = disk.asked.into_inner();
    let from = asked.iter().position(|operation| *operation == "lock").unwrap();
    assert_eq!(
        asked[from..],
        [
            "lock",
            "about",
            "read",
            "create_new",
            "write_all",
            "set_access",
            "sync",
            "read",
            "about",
            "rename",
            "sync_folder",
            "read",
        ]
    );
}
