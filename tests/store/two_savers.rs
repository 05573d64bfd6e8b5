//! Two who save one file: exactly one is told that it worked.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
#[cfg(unix)]
use std::process::Command;
use std::time::Duration;

use ropa::shell::store::{Change, Note, Saved, StoreProblem, create_new, read};
use tempfile::TempDir;

use super::odd_disk::OddDisk;
use super::{NEW, OLD, names, register, replace, replace_on};

#[test]
fn two_who_save_over_one_stamp_are_told_apart() {
    let (_folder, path, mut before) = register();
    for round in 0..100 {
        let texts = [format!("left {round}"), format!("right {round}")];
        let outcomes: Vec<Result<Saved, StoreProblem>> = std::thread::scope(|scope| {
            let savers: Vec<_> =
                texts.iter().map(|text| scope.spawn(|| replace(&path, text.as_bytes(), Some(&before.stamp)))).collect();
            savers.into_iter().map(|saver| saver.join().unwrap()).collect()
        });
        let winners: Vec<usize> = (0..2).filter(|who| outcomes[*who].is_ok()).collect();
        assert_eq!(winners.len(), 1, "{outcomes:?}");
        for problem in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert!(matches!(problem, StoreProblem::ChangedOnDisk { change: Change::Changed, .. }), "{problem:?}");
        }
        before = read(&path).unwrap();
        assert_eq!(before.bytes, texts[winners[0]].as_bytes());
    }
}

#[test]
fn two_who_make_one_new_file_are_told_apart() {
    let folder = TempDir::new().unwrap();
    for round in 0..50 {
        let path = folder.path().join(format!("new-{round}.json"));
        let made = std::thread::scope(|scope| {
            let makers = ["left", "right"].map(|text| {
                let path = &path;
                scope.spawn(move || create_new(path, text.as_bytes(), false).is_ok())
            });
            makers.map(|maker| maker.join().unwrap()).into_iter().filter(|made| *made).count()
        });
        assert_eq!(made, 1);
    }
    assert_eq!(names(folder.path()).len(), 50);
}

#[test]
fn a_lock_that_somebody_holds_is_waited_for_and_then_explained() {
    let (folder, path, before) = register();
    let side_file = File::create(folder.path().join("~$register.json.lock")).unwrap();
    side_file.lock().unwrap();
    let disk = OddDisk::real();
    let problem = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap_err();
    assert!(matches!(&problem, StoreProblem::Held { by, .. } if by.is_empty()), "{problem:?}");
    assert_eq!(problem.exit_code(), 4);
    assert_eq!(disk.paused.get(), Duration::from_secs(5));
    assert_eq!(fs::read(&path).unwrap(), OLD);
    drop(side_file);
    replace(&path, NEW, Some(&before.stamp)).unwrap();
}

#[test]
fn a_folder_without_locks_is_saved_in_with_a_note() {
    let (_folder, path, before) = register();
    let disk = OddDisk::without("lock", ErrorKind::Unsupported);
    let saved = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(saved.notes, [Note::NoLock]);
}

#[test]
fn a_share_that_offers_no_locks_is_saved_on_with_a_note() {
    // ENOLCK, EOPNOTSUPP, ENOSYS: what shares and file systems without locks answer.
    for code in [37, 95, 38] {
        let (_folder, path, before) = register();
        let disk = OddDisk::new(move |asked| match asked.last() {
            Some(&"lock") => Err(io::Error::from_raw_os_error(code)),
            _ => Ok(()),
        });
        let saved = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap();
        assert_eq!(saved.notes, [Note::NoLock]);
        assert_eq!(disk.paused.get(), Duration::ZERO);
    }
}

#[cfg(unix)]
#[test]
fn a_lock_of_a_run_that_was_ended_from_outside_is_free_at_once() {
    let (folder, path, before) = register();
    let side_file = folder.path().join("~$register.json.lock");
    let holder = Command::new("flock").arg("--no-fork").arg(&side_file).args(["sleep", "60"]).spawn();
    let Ok(mut holder) = holder else {
        eprintln!("skipped: there is no flock here");
        return;
    };
    let is_held = || File::open(&side_file).is_ok_and(|file| file.try_lock().is_err());
    for _ in 0..500 {
        if is_held() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(is_held());
    holder.kill().unwrap();
    holder.wait().unwrap();
    let disk = OddDisk::real();
    let saved = replace_on(&disk, &path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(saved.notes, []);
    assert_eq!(disk.paused.get(), Duration::ZERO);
}
