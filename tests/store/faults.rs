//! Each operation of a save goes wrong once, or is the last one: the file on disk is the old or the new one, whole, its
//! history has whole lines, and nothing lies beside them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ropa::shell::store::versions::find;
use ropa::shell::store::{
    Beside, Note, Saved, Stamp, StoreProblem, begin_on, create_new_on, history_path, read, replace_on,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::odd_disk::{FAULTS, OddDisk};
use super::{NEW, OLD, names};

type Way = fn(&OddDisk, &Path, Option<&Stamp>, &Beside<'_>) -> Result<Saved, StoreProblem>;

/// The history that a save adds to, and its whole lines.
const HISTORIES: [(Option<&[u8]>, &[u8]); 4] = [
    (None, b""),
    (Some(b"{\"one\":1}\n"), b"{\"one\":1}\n"),
    (Some(b"{\"one\":1}\n{\"cut"), b"{\"one\":1}\n"),
    (Some(b"{\"one\":1}\n{\"two\":2}"), b"{\"one\":1}\n{\"two\":2}"),
];
const LINES: &[u8] = b"{\"change\":3}\n{\"save\":4}\n";

/// A folder with a register, its history and its versions, before a save.
struct Before {
    folder: TempDir,
    own: TempDir,
    path: PathBuf,
    stamp: Option<Stamp>,
}

impl Before {
    fn new(there: bool, history: Option<&[u8]>) -> Before {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("register.json");
        if let Some(history) = history {
            fs::write(history_path(&path), history).unwrap();
        }
        let stamp = there.then(|| {
            fs::write(&path, OLD).unwrap();
            read(&path).unwrap().stamp
        });
        Before { folder, own: TempDir::new().unwrap(), path, stamp }
    }

    fn versions(&self) -> PathBuf {
        self.own.path().join("versions").join("h5v0n3wc")
    }

    fn history(&self) -> Option<Vec<u8>> {
        fs::read(history_path(&self.path)).ok()
    }
}

/// Makes each operation of a save go wrong once, with each fault, and looks at what is left.
fn each_operation_goes_wrong_once(there: bool, save: Way, must_ask: &[&str]) {
    let mut asked = Vec::new();
    for (fault, (history, whole)) in FAULTS.into_iter().flat_map(|fault| HISTORIES.map(|history| (fault, history))) {
        for at in 0.. {
            let before = Before::new(there, history);
            let versions = before.versions();
            let beside = Beside { versions: Some(&versions), history: LINES, ..Beside::nothing() };
            let disk = OddDisk::faulty(at, fault);
            let outcome = save(&disk, &before.path, before.stamp.as_ref(), &beside);
            let failed = disk.asked.borrow().get(at).copied().unwrap_or("nothing");
            let case = format!("{failed} (operation {at}) answers {fault:?}: {outcome:?}");
            assert_whole(&outcome, &before, &case);
            let notes = outcome.as_ref().map_or(&[][..], |saved| &saved.notes);
            assert_kept(outcome.is_ok(), notes, &before, &case);
            assert_history(outcome.is_ok(), notes, &before, history, whole, &case);
            if failed == "nothing" {
                assert!(outcome.is_ok(), "{case}");
                break;
            }
            let may_be_borne = matches!(failed, "lock" | "may_change" | "link_new" | "remove" | "touch" | "entries")
                || (fault == ErrorKind::Unsupported && failed.starts_with("sync"))
                || (fault == ErrorKind::NotFound && failed == "about")
                || notes.contains(&Note::AttributesNotKept)
                || notes.contains(&Note::VersionNotKept)
                || notes.contains(&Note::HistoryNotKept)
                // A look for a version that is kept already, or for a history that can only be replaced.
                || matches!(failed, "about" | "open");
            assert!(outcome.is_err() || may_be_borne, "{case}");
            asked.push(failed);
        }
    }
    for operation in must_ask {
        assert!(asked.contains(operation), "{operation} was never asked: {asked:?}");
    }
}

/// The file is the old or the new one, as the outcome says, and no other stands beside it.
fn assert_whole(outcome: &Result<Saved, StoreProblem>, before: &Before, case: &str) {
    let now = fs::read(&before.path).ok();
    let old = before.stamp.as_ref().map(|_| OLD.to_vec());
    match outcome {
        Ok(saved) => {
            assert_eq!(now.as_deref(), Some(NEW), "{case}");
            assert_eq!(saved.stamp, read(&before.path).unwrap().stamp, "{case}");
        }
        Err(StoreProblem::NotConfirmed { stamp, .. }) => {
            assert_eq!(now.as_deref(), Some(NEW), "{case}");
            assert_eq!(stamp.sha256, read(&before.path).unwrap().stamp.sha256, "{case}");
        }
        Err(problem) => {
            assert_eq!(now, old, "{case}");
            assert!(matches!(problem.exit_code(), 4 | 5), "{case}");
        }
    }
    let mut expected = Vec::new();
    if before.history().is_some() {
        expected.push("register.history.jsonl");
    }
    if now.is_some() {
        expected.push("register.json");
    }
    assert_eq!(names(before.folder.path()), expected, "{case}");
}

/// What is told as kept is kept, and nothing half.
fn assert_kept(saved: bool, notes: &[Note], before: &Before, case: &str) {
    let versions = before.versions();
    if saved && !notes.contains(&Note::VersionNotKept) {
        let mut kept = vec![NEW];
        kept.extend(before.stamp.as_ref().map(|_| OLD));
        for bytes in kept {
            assert_eq!(find(&versions, &Sha256::digest(bytes).into()).as_deref(), Some(bytes), "{case}");
        }
    }
    let strays = if versions.exists() { names(&versions) } else { Vec::new() };
    assert!(strays.iter().all(|name| name.ends_with(".json")), "{strays:?}: {case}");
}

/// The lines stand in the history exactly when that is told.
fn assert_history(saved: bool, notes: &[Note], before: &Before, history: Option<&[u8]>, whole: &[u8], case: &str) {
    let now = before.history();
    let text = now.as_deref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    if saved && !notes.contains(&Note::HistoryNotKept) {
        let line_end: &[u8] = if whole.ends_with(b"}") { b"\n" } else { b"" };
        assert_eq!(now, Some([whole, line_end, LINES].concat()), "{text:?}: {case}");
    } else {
        assert!(now.as_deref() == history || now.as_deref() == Some(whole), "{text:?}: {case}");
    }
}

#[test]
fn each_operation_of_a_save_going_wrong_leaves_a_whole_file_and_no_temporary_one() {
    each_operation_goes_wrong_once(
        true,
        |disk, path, stamp, beside| replace_on(disk, path, NEW, stamp, beside),
        &[
            "real_path",
            "about",
            "may_change",
            "lock",
            "read",
            "create_new",
            "write_all",
            "access",
            "set_access",
            "carry_attributes",
            "sync",
            "make_folder",
            "rename",
            "sync_folder",
            "entries",
            "open",
            "length",
            "read_part",
            "set_length",
        ],
    );
}

#[test]
fn each_operation_of_a_first_save_going_wrong_leaves_a_whole_file_or_none() {
    let must_ask =
        ["lock", "create_new", "write_all", "set_access", "sync", "link_new", "remove", "sync_folder", "read"];
    each_operation_goes_wrong_once(
        false,
        |disk, path, stamp, beside| replace_on(disk, path, NEW, stamp, beside),
        &must_ask,
    );
    each_operation_goes_wrong_once(false, |disk, path, _, beside| begin_on(disk, path, NEW, beside), &must_ask);
}

#[test]
fn each_operation_of_an_export_going_wrong_leaves_a_whole_file_or_none() {
    for (there, replace) in [(false, true), (true, true), (false, false)] {
        for (fault, at) in FAULTS.into_iter().flat_map(|fault| (0..20).map(move |at| (fault, at))) {
            let before = Before::new(there, None);
            let disk = OddDisk::faulty(at, fault);
            let outcome = create_new_on(&disk, &before.path, NEW, replace);
            let failed = disk.asked.borrow().get(at).copied().unwrap_or("nothing");
            assert_whole(&outcome, &before, &format!("{failed} (operation {at}) answers {fault:?}: {outcome:?}"));
            assert!(outcome.is_ok() || failed != "nothing", "{outcome:?}");
        }
    }
}

#[test]
fn a_save_that_is_stopped_at_any_operation_leaves_a_whole_file_and_the_next_one_mends_the_rest() {
    for (there, (history, whole)) in
        [true, false].into_iter().flat_map(|there| HISTORIES.map(|history| (there, history)))
    {
        for at in 0.. {
            let before = Before::new(there, history);
            let versions = before.versions();
            let beside = Beside { versions: Some(&versions), history: LINES, ..Beside::nothing() };
            let disk = OddDisk::stopped(at);
            let outcome = replace_on(&disk, &before.path, NEW, before.stamp.as_ref(), &beside);
            let case = format!("stopped at {:?} ({at}): {outcome:?}", disk.asked.borrow().get(at));
            if disk.asked.borrow().len() <= at {
                assert!(outcome.is_ok(), "{case}");
                break;
            }
            let now = fs::read(&before.path).ok();
            assert!(now.as_deref() == Some(NEW) || now.as_deref() == there.then_some(OLD), "{now:?}: {case}");
            assert!(outcome.is_err() || now.as_deref() == Some(NEW), "{case}");

            let stamp = read(&before.path).ok().map(|there| there.stamp);
            let more = Beside { history: b"{\"more\":5}\n", ..beside };
            let saved = super::store::replace(&before.path, b"third", stamp.as_ref(), &more).unwrap();
            // Stopped before its first name was taken away, a new file still has it for a day.
            let two_names = !there && disk.asked.borrow().get(at) == Some(&"remove");
            assert!(saved.notes.is_empty() || (two_names && saved.notes == [Note::SecondName]), "{case}: {saved:?}");
            let entries = String::from_utf8(before.history().unwrap()).unwrap();
            let mut expected = String::from_utf8(whole.to_vec()).unwrap();
            if whole.ends_with(b"}") {
                expected.push('\n');
            }
            let between = entries.strip_prefix(&expected).and_then(|rest| rest.strip_suffix("{\"more\":5}\n"));
            let between = between.unwrap_or_else(|| panic!("{entries:?}: {case}"));
            assert!(
                ["", "{\"change\":3}\n", "{\"change\":3}\n{\"save\":4}\n"].contains(&between),
                "{entries:?}: {case}"
            );
            for bytes in [b"third", now.as_deref().unwrap_or(b"third")] {
                assert!(find(&versions, &Sha256::digest(bytes).into()).is_some(), "{case}");
            }
        }
    }
}

#[test]
fn a_save_keeps_the_old_version_before_it_renames_and_adds_to_the_history_when_it_is_sure() {
    let before = Before::new(true, HISTORIES[1].0);
    let versions = before.versions();
    let beside = Beside { versions: Some(&versions), history: LINES, ..Beside::nothing() };
    let disk = OddDisk::real();
    replace_on(&disk, &before.path, NEW, before.stamp.as_ref(), &beside).unwrap();
    let asked = disk.asked.into_inner();
    let from = asked.iter().position(|operation| *operation == "lock").unwrap();
    let keep = ["make_folder", "create_new", "write_all", "sync", "length", "touch", "rename"];
    let expected = [
        &["lock", "about", "read"][..],
        &["create_new", "access", "write_all", "set_access", "carry_attributes", "sync", "read"],
        // The old version, which nobody kept yet.
        &["about", "read", "about"],
        &keep,
        // The moment of the save.
        &["about", "rename", "sync_folder"],
        // The new version, and a look for those that may go.
        &["about"],
        &keep,
        &["entries"],
        // Read back; only then the history.
        &["read"],
        &["about", "access", "about", "open", "length", "read_part", "write_all", "read_part", "sync"],
    ];
    assert_eq!(asked[from..], expected.concat());
}
