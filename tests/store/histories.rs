//! Lines of history stand beside the file itself, whole, and for the same people.

use std::fs;
use std::io::ErrorKind;

use ropa::shell::store::{Beside, Note, StoreProblem, begin, history_path, read, replace, replace_on};
use tempfile::TempDir;

use super::odd_disk::OddDisk;
use super::{NEW, OLD, names, register};

const LINES: &[u8] = b"{\"entry\":1}\n{\"entry\":2}\n";

fn with_history() -> Beside<'static> {
    Beside { history: LINES, ..Beside::nothing() }
}

#[test]
fn a_history_stands_beside_its_file_under_the_same_name() {
    let cases = [
        ("register.json", "register.history.jsonl"),
        ("Register 2026.JSON", "Register 2026.history.jsonl"),
        ("register", "register.history.jsonl"),
        ("register.v2", "register.v2.history.jsonl"),
        (".json", ".json.history.jsonl"),
    ];
    let folder = TempDir::new().unwrap();
    for (name, expected) in cases {
        assert_eq!(history_path(&folder.path().join(name)), folder.path().join(expected));
    }
}

#[test]
fn lines_are_added_behind_those_that_are_there() {
    let (_folder, path, before) = register();
    let saved = replace(&path, NEW, Some(&before.stamp), &with_history()).unwrap();
    assert_eq!(saved.notes, []);
    replace(&path, OLD, Some(&saved.stamp), &with_history()).unwrap();
    assert_eq!(fs::read(history_path(&path)).unwrap(), [LINES, LINES].concat());
}

#[test]
fn a_new_file_begins_its_history_and_never_takes_the_place_of_another() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new.json");
    begin(&path, NEW, &with_history()).unwrap();
    assert_eq!(fs::read(history_path(&path)).unwrap(), LINES);
    let problem = begin(&path, OLD, &with_history()).unwrap_err();
    assert!(matches!(problem, StoreProblem::AlreadyThere { .. }), "{problem:?}");
    assert_eq!(fs::read(history_path(&path)).unwrap(), LINES);
    assert_eq!(fs::read(&path).unwrap(), NEW);
}

#[test]
fn lines_of_a_save_that_did_not_count_are_added_when_it_is_made_again() {
    let (_folder, path, before) = register();
    let disk = OddDisk::without("sync_folder", ErrorKind::Other);
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp), &with_history()).unwrap_err();
    let StoreProblem::NotConfirmed { stamp, .. } = problem else { panic!("{problem:?}") };
    assert!(!history_path(&path).exists());
    let again = OddDisk::real();
    replace_on(&again, &path, NEW, Some(&stamp), &with_history()).unwrap();
    assert!(again.asked.borrow().contains(&"lock"), "a history is added to under the lock");
    assert_eq!(fs::read(history_path(&path)).unwrap(), LINES);
}

#[test]
fn a_line_that_was_cut_short_goes_and_one_that_lacks_only_its_end_stays() {
    let long = format!("{{\"a\":\"{}\"}}\n", "x".repeat(200_000));
    let cases: [(&[u8], &[u8]); 7] = [
        (b"", b""),
        (b"{\"a\":1}\n{\"b\":", b"{\"a\":1}\n"),
        (b"{\"a\":1}\n{\"b\":2}", b"{\"a\":1}\n{\"b\":2}\n"),
        (b"{\"a\":1}\n\0\0\0\0\0\0", b"{\"a\":1}\n"),
        (b"{\"b\":", b""),
        (&long.as_bytes()[..150_000], b""),
        (&[b"{}\n", &long.as_bytes()[..150_000]].concat(), b"{}\n"),
    ];
    for (there, stays) in cases {
        let (_folder, path, before) = register();
        fs::write(history_path(&path), there).unwrap();
        replace(&path, NEW, Some(&before.stamp), &with_history()).unwrap();
        let now = fs::read(history_path(&path)).unwrap();
        assert!(now == [stays, LINES].concat(), "{}", String::from_utf8_lossy(&now));
    }
}

#[test]
fn a_history_that_we_may_not_add_to_is_replaced_whole() {
    let (folder, path, before) = register();
    for (there, stays) in [("{\"a\":1}\n", "{\"a\":1}\n"), ("{\"a\":1}\n{\"b", "{\"a\":1}\n"), ("{}", "{}\n")] {
        fs::write(&path, OLD).unwrap();
        fs::write(history_path(&path), there).unwrap();
        let disk = OddDisk::without("open", ErrorKind::PermissionDenied);
        let saved = replace_on(&disk, &path, NEW, Some(&before.stamp), &with_history()).unwrap();
        assert_eq!(saved.notes, []);
        assert_eq!(fs::read(history_path(&path)).unwrap(), [stays.as_bytes(), LINES].concat());
        assert_eq!(names(folder.path()), ["register.history.jsonl", "register.json"]);
    }
    // Each further operation going wrong leaves it as it was.
    for at in 0.. {
        fs::write(&path, OLD).unwrap();
        fs::write(history_path(&path), "{}\n").unwrap();
        let disk = OddDisk::new(move |asked| match asked.last() {
            Some(&"open") => Err(ErrorKind::PermissionDenied.into()),
            _ if asked.contains(&"open") && asked.len() == at => Err(ErrorKind::StorageFull.into()),
            _ => Ok(()),
        });
        let saved = replace_on(&disk, &path, NEW, Some(&before.stamp), &with_history()).unwrap();
        let case = format!("{:?} (operation {at})", disk.asked.borrow().get(at.max(1) - 1));
        let added = !saved.notes.contains(&Note::HistoryNotKept);
        let expected = if added { [b"{}\n", LINES].concat() } else { b"{}\n".to_vec() };
        assert_eq!(fs::read(history_path(&path)).unwrap(), expected, "{case}");
        assert_eq!(names(folder.path()), ["register.history.jsonl", "register.json"], "{case}");
        if at > disk.asked.borrow().len() {
            break;
        }
    }
}

#[test]
fn a_history_that_is_read_only_or_no_file_is_left_alone_and_told() {
    let (folder, path, before) = register();
    let history = history_path(&path);
    fs::write(&history, "{}\n").unwrap();
    let mut permissions = fs::metadata(&history).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&history, permissions).unwrap();
    let saved = replace(&path, NEW, Some(&before.stamp), &with_history()).unwrap();
    assert_eq!(saved.notes, [Note::HistoryNotKept]);
    assert_eq!(fs::read(&history).unwrap(), b"{}\n");

    fs::remove_file(&history).unwrap();
    fs::create_dir(&history).unwrap();
    let saved = replace(&path, OLD, Some(&saved.stamp), &with_history()).unwrap();
    assert_eq!(saved.notes, [Note::HistoryNotKept]);
    assert_eq!(names(folder.path()), ["register.history.jsonl", "register.json"]);
}

#[test]
fn a_disk_that_keeps_other_lines_is_found_out() {
    let (_folder, path, before) = register();
    fs::write(history_path(&path), "{}\n").unwrap();
    let mut disk = OddDisk::real();
    disk.lies_after = Some("open");
    let saved = replace_on(&disk, &path, NEW, Some(&before.stamp), &with_history()).unwrap();
    assert_eq!(saved.notes, [Note::HistoryNotKept]);
    assert_eq!(fs::read(history_path(&path)).unwrap(), b"{}\n");

    // Also where it can only be replaced whole.
    let mut disk = OddDisk::without("open", ErrorKind::PermissionDenied);
    disk.lies_after = Some("open");
    let saved = replace_on(&disk, &path, OLD, Some(&saved.stamp), &with_history()).unwrap();
    assert_eq!(saved.notes, [Note::HistoryNotKept]);
    assert_eq!(fs::read(history_path(&path)).unwrap(), b"{}\n");
}

#[test]
fn what_another_program_does_not_let_us_replace_is_kept_under_another_name() {
    let (folder, path, before) = register();
    let beside = Beside { time: "20261124-104207", ..with_history() };
    for name in ["register.unsaved-20261124-104207.json", "register.unsaved-20261124-104207-2.json"] {
        let in_place = path.clone();
        // The register is held, other names are free.
        let disk = OddDisk::new(move |asked| match asked.last() {
            Some(&"rename") if asked.iter().filter(|name| **name == "rename").count() <= 7 => {
                assert_eq!(fs::read(&in_place).unwrap(), OLD);
                Err(ErrorKind::ResourceBusy.into())
            }
            _ => Ok(()),
        });
        let problem = replace_on(&disk, &path, NEW, Some(&before.stamp), &beside).unwrap_err();
        assert_eq!(problem.exit_code(), 4);
        assert!(problem.sentence().contains(name), "{problem}");
        assert!(
            matches!(&problem, StoreProblem::InUse { kept: Some(kept), .. } if kept.ends_with(name)),
            "{problem:?}"
        );
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), NEW);
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert!(!history_path(&path).exists());
    }
    assert_eq!(names(folder.path()).len(), 3, "no temporary file is left");

    // Where no name can be given either, the temporary file stays and is named.
    let disk = OddDisk::without("rename", ErrorKind::ResourceBusy);
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp), &beside).unwrap_err();
    let StoreProblem::InUse { kept: Some(kept), .. } = &problem else { panic!("{problem:?}") };
    assert_eq!(fs::read(kept).unwrap(), NEW);
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_history_stands_beside_the_file_behind_links_and_is_for_the_same_people() {
        let (_folder, path, _) = register();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).unwrap();
        let elsewhere = TempDir::new().unwrap();
        let link = elsewhere.path().join("linked.json");
        symlink(&path, &link).unwrap();
        let before = read(&link).unwrap();
        replace(&link, NEW, Some(&before.stamp), &with_history()).unwrap();
        assert_eq!(history_path(&link), history_path(&path));
        assert_eq!(fs::read(history_path(&path)).unwrap(), LINES);
        assert_eq!(fs::metadata(history_path(&path)).unwrap().permissions().mode() & 0o7777, 0o660);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_in_the_place_of_a_history_does_not_lead_us_into_other_files() {
        let (_folder, path, before) = register();
        let elsewhere = TempDir::new().unwrap();
        let precious = elsewhere.path().join("precious");
        fs::write(&precious, "precious\n").unwrap();
        symlink(&precious, history_path(&path)).unwrap();
        let saved = replace(&path, NEW, Some(&before.stamp), &with_history()).unwrap();
        assert_eq!(saved.notes, [Note::HistoryNotKept]);
        assert_eq!(fs::read(&precious).unwrap(), b"precious\n");
    }
}
