//! The history on disk: every save goes on from it, and what it lacks is made up for.

use super::{put, text};
use crate::register_file::PAGE;
use ropa::domain::id::Ids;
use ropa::domain::register::Register;
use ropa::formats::history::{Filter, Flaw, History, Kind, What, verify};
use ropa::formats::json;
use ropa::shell::own_folder::OwnFolder;
use ropa::shell::register_file::{self, SaveProblem, SavedRegister, Saving};
use ropa::shell::register_history;
use ropa::shell::store::{Note, StoreProblem};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a register of one activity that has no history yet.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.json");
    fs::write(&path, PAGE).unwrap();
    (folder, path)
}

fn history_path(path: &Path) -> PathBuf {
    path.with_file_name("register.history.jsonl")
}

fn changed(path: &Path, by: &str, change: impl Fn(&Register) -> Register) -> Result<SavedRegister, SaveProblem> {
    let mut ids = ropa::shell::clock::ids();
    let opened = register_file::open(path).unwrap();
    let before = &opened.loaded.register;
    let register = &change(before);
    let (form, expect) = (opened.loaded.form, &opened.stamp);
    let own = &OwnFolder::none();
    register_file::save(
        &Saving { path, register, form, before, expect, by, own, why: None, run: "", also: &[] },
        &mut ids,
    )
}

/// Opens the register, gives the activity another owner and saves.
fn owned(path: &Path, owner: &str) -> SavedRegister {
    changed(path, "A Shah", |register| put(register, 0, "owner", text(owner))).unwrap()
}

fn history(path: &Path) -> History {
    register_history::read(path).unwrap().unwrap().history
}

fn flaws(path: &Path) -> Vec<Flaw> {
    let flaws = verify(&fs::read(history_path(path)).unwrap(), &fs::read(path).unwrap(), None);
    flaws.into_iter().map(|broken| broken.what).collect()
}

fn kinds(path: &Path) -> Vec<(Kind, String, usize)> {
    let history = history(path);
    let saves = history.saves(&Filter::default());
    saves.iter().map(|save| (save.kind, save.who().to_owned(), save.changes.len())).collect()
}

#[test]
fn a_new_register_begins_its_history_and_every_save_goes_on_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register.json");
    let register = json::read(PAGE.as_bytes(), &mut Ids::seeded(1)).unwrap().register;
    register_file::create(&path, &register, "M Price", &OwnFolder::none(), &mut Ids::seeded(2)).unwrap();
    assert_eq!(flaws(&path), []);
    let mut files = vec![fs::read(&path).unwrap()];
    for owner in ["One", "Two", "Three"] {
        let saved = owned(&path, owner);
        assert_eq!(saved.notes, []);
        assert_eq!(flaws(&path), []);
        files.push(fs::read(&path).unwrap());
    }
    let history = history(&path);
    let saves: Vec<_> = history.entries().iter().filter(|entry| matches!(entry.what, What::Save { .. })).collect();
    assert_eq!(saves.len(), files.len());
    for (save, file) in saves.iter().zip(&files) {
        assert_eq!(&history.replay(&save.hash).unwrap().bytes(), file);
    }
    assert_eq!(saves[0].who.as_ref(), "M Price");
    assert!(matches!(&saves[0].what, What::Save { why: Some(why), .. } if &**why == "new"));
}

#[test]
fn a_register_that_was_there_before_begins_its_history_with_its_first_save() {
    let (_folder, path) = folder();
    owned(&path, "One");
    // The owner, and the status, which is no longer «approved».
    assert_eq!(kinds(&path), [(Kind::Saved, "A Shah".into(), 2), (Kind::Begun, "A Shah".into(), 0)]);
    assert_eq!(flaws(&path), []);
    let history = history(&path);
    assert_eq!(history.replay(&history.entries()[0].hash).unwrap().bytes(), PAGE.as_bytes());
}

#[test]
fn a_save_whose_lines_were_lost_is_made_up_for_by_the_next() {
    let (_folder, path) = folder();
    owned(&path, "One");
    let before = fs::read(history_path(&path)).unwrap();
    changed(&path, "M Price", |register| put(register, 0, "owner", text("Two"))).unwrap();
    let whole = fs::read(history_path(&path)).unwrap();
    // The computer stopped between putting the file in place and the end of adding to the history.
    for end in [before.len(), before.len() + 10, whole.len() - 40] {
        fs::write(history_path(&path), &whole[..end]).unwrap();
        let file = fs::read(&path).unwrap();
        assert!(flaws(&path).contains(&Flaw::OtherRegister));
        owned(&path, "Three");
        assert_eq!(flaws(&path), [], "cut at {end}");
        let kinds = kinds(&path);
        assert_eq!(kinds[0], (Kind::Saved, "A Shah".into(), 1));
        assert_eq!((kinds[1].0, &*kinds[1].1), (Kind::Recovered, "M Price"));
        fs::write(&path, file).unwrap();
    }
}

#[test]
fn a_change_from_outside_is_told_as_one() {
    let (_folder, path) = folder();
    owned(&path, "One");
    let text_now = fs::read_to_string(&path).unwrap();
    fs::write(&path, text_now.replace("\"One\"", "\"Somebody\"")).unwrap();
    assert_eq!(flaws(&path), [Flaw::OtherRegister]);
    owned(&path, "Two");
    assert_eq!(flaws(&path), []);
    let told = kinds(&path);
    assert_eq!(told[..2], [(Kind::Saved, "A Shah".into(), 1), (Kind::ChangedOutside, String::new(), 1)]);
    // An older version that somebody put back is a change from outside too.
    fs::write(&path, text_now).unwrap();
    owned(&path, "Three");
    assert_eq!(flaws(&path), []);
    assert_eq!(kinds(&path)[1], (Kind::ChangedOutside, String::new(), 1));
}

#[test]
fn a_damaged_history_is_kept_aside_and_a_new_one_begins() {
    let (folder, path) = folder();
    owned(&path, "One");
    let mut damaged = fs::read(history_path(&path)).unwrap();
    damaged[0] = b'x';
    fs::write(history_path(&path), &damaged).unwrap();
    assert_eq!(owned(&path, "Two").notes, [Note::HistoryBegunAnew]);
    assert_eq!(flaws(&path), []);
    let names: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let aside = names.iter().find(|name| name.contains(".damaged-")).unwrap();
    assert!(aside.starts_with("register.history.damaged-") && aside.ends_with(".jsonl"), "{aside}");
    assert_eq!(fs::read(folder.path().join(aside)).unwrap(), damaged);
    assert_eq!(owned(&path, "Three").notes, []);
}

#[test]
fn of_a_long_history_a_save_reads_only_the_end() {
    let (_folder, path) = folder();
    owned(&path, "One");
    let long = "x".repeat(1_200_000);
    changed(&path, "A Shah", |register| put(register, 0, "notes", text(&long))).unwrap();
    owned(&path, "Two");
    // So that the long value is not at the end.
    changed(&path, "A Shah", |register| put(register, 0, "notes", text("short"))).unwrap();
    for number in 0..3 {
        owned(&path, &format!("After {number}"));
    }
    let mut bytes = fs::read(history_path(&path)).unwrap();
    assert!(bytes.len() > 2_000_000);
    // The last changes are within reach; the first line is not, so that it is damaged is not seen.
    let ends = bytes.clone();
    bytes[0] = b'x';
    fs::write(history_path(&path), &bytes).unwrap();
    assert_eq!(owned(&path, "Three").notes, []);
    let mut mended = fs::read(history_path(&path)).unwrap();
    mended[0] = ends[0];
    fs::write(history_path(&path), &mended).unwrap();
    assert_eq!(flaws(&path), []);
}

#[test]
fn a_history_left_by_a_register_of_the_same_name_is_gone_on_from() {
    let (_folder, path) = folder();
    owned(&path, "One");
    fs::remove_file(&path).unwrap();
    let register = Register::new("n3wr3g1s".into(), ropa::domain::organisation::Organisation::default());
    register_file::create(&path, &register, "A Shah", &OwnFolder::none(), &mut Ids::seeded(2)).unwrap();
    assert_eq!(flaws(&path), []);
    assert_eq!(kinds(&path)[0].0, Kind::Saved);
}

#[test]
fn several_people_who_save_at_once_leave_one_whole_history() {
    let (_folder, path) = folder();
    owned(&path, "One");
    let savers: Vec<_> = (0..4)
        .map(|number| {
            let path = path.clone();
            std::thread::spawn(move || {
                for round in 0..10 {
                    let owner = format!("{number} {round}");
                    loop {
                        match changed(&path, &owner, |register| put(register, 0, "owner", text(&owner))) {
                            Ok(saved) => break assert_eq!(saved.notes, []),
                            Err(SaveProblem::Store(StoreProblem::ChangedOnDisk { .. })) => {}
                            Err(problem) => panic!("{problem:?}"),
                        }
                    }
                }
            })
        })
        .collect();
    savers.into_iter().for_each(|saver| saver.join().unwrap());
    assert_eq!(flaws(&path), []);
    let saves = kinds(&path);
    assert_eq!(saves.iter().filter(|(kind, ..)| *kind == Kind::Saved).count(), 41);
    assert_eq!(saves.len(), 42, "no save was taken for a change from outside");
}

#[test]
fn saving_with_nothing_changed_adds_a_save_without_changes() {
    let (_folder, path) = folder();
    owned(&path, "One");
    changed(&path, "A Shah", Register::clone).unwrap();
    assert_eq!(kinds(&path)[0], (Kind::Saved, "A Shah".into(), 0));
    assert_eq!(flaws(&path), []);
}
