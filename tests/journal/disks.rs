//! Disks that do not take the journal: the edit is made all the same, and nothing that was kept is lost.

use crate::store::odd_disk::OddDisk;
use crate::story::SAMPLE;
use ropa::app::journal::{Protection, ToJournal, Unsaved};
use ropa::domain::diff::between;
use ropa::domain::edit::Edit;
use ropa::domain::id::Ids;
use ropa::domain::register::Register;
use ropa::domain::subject::Subject;
use ropa::formats::journal::Journal;
use ropa::formats::json;
use ropa::shell::journal::{Base, Journals};
use ropa::shell::own_folder::OwnFolder;
use ropa::shell::store::{self, RealDisk};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;
use tempfile::TempDir;

/// States of a register, each one edit further.
fn states(count: usize) -> Vec<Arc<Register>> {
    let first = json::read(SAMPLE.as_bytes(), &mut Ids::seeded(1)).unwrap().register;
    let mut states = vec![Arc::new(first)];
    for number in 1..=count {
        let mut next = Register::clone(&states[number - 1]);
        let before = next.activities()[number].clone();
        let mut after = before.clone();
        Arc::make_mut(&mut after).title = Some(format!("Title {number}").as_str().into());
        Edit::replace("title".to_owned(), Subject::Activity(before), Subject::Activity(after)).apply(&mut next);
        states.push(Arc::new(next));
    }
    states
}

fn edit(states: &[Arc<Register>], number: usize) -> ToJournal {
    let changes = between(&states[number - 1], &states[number]);
    let unsaved = Unsaved { saved: states[0].clone(), now: states[number].clone(), state: 0 };
    ToJournal::Edit { label: "title".to_owned(), changes, unsaved }
}

fn base(folder: &Path, register: &Register) -> Base {
    let path = folder.join("r.json");
    std::fs::write(&path, SAMPLE).unwrap();
    Base::of(register, &path, &store::read(&path).unwrap().stamp)
}

/// What the newest journal that can be read leads to.
fn kept(folder: &Path, first: &Register) -> Vec<Option<Register>> {
    let names = std::fs::read_dir(folder.join("own/journals")).into_iter().flatten();
    let read = names.map(|entry| Journal::read(&std::fs::read(entry.unwrap().path()).unwrap()));
    read.map(|journal| ropa::domain::patch::patch(first, &journal.changes).ok()).collect()
}

#[test]
fn a_fault_of_any_operation_is_told_and_the_next_edit_keeps_everything_again() {
    let states = states(4);
    for fault in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
        for at in 0..12 {
            let folder = TempDir::new().unwrap();
            let (answers, _inbox) = channel();
            let journals =
                Journals::on(OddDisk::faulty(at, fault), &OwnFolder::at(&folder.path().join("own")), answers);
            journals.stand_on(0, base(folder.path(), &states[0]));
            let mut protected = true;
            for number in 1..=4 {
                match journals.take(edit(&states, number)) {
                    Some(Protection::NotKept(sentence)) => {
                        assert!(sentence.contains("not protected"), "{sentence}");
                        protected = false;
                    }
                    Some(Protection::Kept) => protected = true,
                    _ => {}
                }
                let kept = kept(folder.path(), &states[0]);
                let has_all = kept.iter().flatten().any(|register| between(register, &states[number]).is_empty());
                assert_eq!(has_all, protected, "{fault:?} at {at}, edit {number}");
                assert!(protected || number < 4, "{fault:?} at {at}: one fault, and never protected again");
            }
        }
    }
}

#[test]
fn a_full_disk_is_told_at_every_edit_once_and_what_was_kept_before_stays() {
    let states = states(4);
    let folder = TempDir::new().unwrap();
    let (answers, _inbox) = channel();
    let full = std::cell::Cell::new(false);
    let disk = OddDisk::new(|asked| {
        let writes = asked.last().is_some_and(|name| *name == "write_all");
        if writes && full.get() { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
    });
    let journals = Journals::on(disk, &OwnFolder::at(&folder.path().join("own")), answers);
    journals.stand_on(0, base(folder.path(), &states[0]));
    assert_eq!(journals.take(edit(&states, 1)), None);
    full.set(true);
    assert!(matches!(journals.take(edit(&states, 2)), Some(Protection::NotKept(_))));
    assert_eq!(journals.take(edit(&states, 3)), None, "told already");
    let before: Vec<Register> = kept(folder.path(), &states[0]).into_iter().flatten().collect();
    assert!(between(&before[0], &states[1]).is_empty());
    full.set(false);
    assert_eq!(journals.take(edit(&states, 4)), Some(Protection::Kept));
    let after: Vec<Register> = kept(folder.path(), &states[0]).into_iter().flatten().collect();
    assert_eq!(after.len(), 1, "the one that lacks something is gone");
    assert!(between(&after[0], &states[4]).is_empty());
}

#[test]
fn without_a_folder_of_ones_own_it_is_told_and_the_real_disk_keeps_what_it_is_given() {
    let states = states(1);
    let folder = TempDir::new().unwrap();
    let (answers, _inbox) = channel();
    let journals = Journals::on(RealDisk, &OwnFolder::none(), answers);
    journals.stand_on(0, base(folder.path(), &states[0]));
    let Some(Protection::NotKept(sentence)) = journals.take(edit(&states, 1)) else { panic!("it is not told") };
    assert!(sentence.contains("no folder of your own"), "{sentence}");
}

#[test]
fn a_journal_stands_on_the_state_that_its_edits_were_made_to_whichever_the_file_has_by_then() {
    let states = states(2);
    let folder = TempDir::new().unwrap();
    let journals = Journals::new(&OwnFolder::at(&folder.path().join("own")), channel().0);
    let first = base(folder.path(), &states[0]);
    journals.stand_on(0, first.clone());
    // A save under way has come to its end, and the screen has not heard of it yet.
    journals.stand_on(1, Base { sha256: [1; 32], revision: None, ..first.clone() });
    journals.take(edit(&states, 1));
    let name = std::fs::read_dir(folder.path().join("own/journals")).unwrap().next().unwrap().unwrap().path();
    let header = Journal::read(&std::fs::read(name).unwrap()).header.unwrap();
    assert_eq!(header.sha256, store::hexadecimal(&first.sha256));
}
