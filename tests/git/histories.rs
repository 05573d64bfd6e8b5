//! Random histories of two branches: what git merges is what the library merges.

use super::{Repository, laid_out, register, repository};
use crate::outside::is_thorough;
use crate::register_file::dice::Dice;
use crate::register_file::edits::some_edit;
use ropa::domain::id::Ids;
use ropa::domain::merge::merge;
use ropa::domain::register::{Register, RegisterFile, Stamp};
use ropa::formats::json::{self, Form};

/// 500 histories where there is time for them (`ROPA_THOROUGH`).
fn histories() -> u64 {
    if is_thorough() { 500 } else { 20 }
}

fn read(bytes: &[u8]) -> Register {
    json::read(bytes, &mut Ids::seeded(1)).unwrap().register
}

/// A register without its stamp and its clashes, as text.
fn content(register: &Register) -> String {
    let file = RegisterFile { saved: None, conflicts: None, ..register.file().clone() };
    String::from_utf8(json::write(&Register::from_file(file), Form::default())).unwrap()
}

fn edited(dice: &mut Dice, register: &Register, ids: &mut Ids, revision: &str) -> Register {
    let mut register = register.clone();
    for _ in 0..=dice.below(4) {
        if let Some(edit) = some_edit(dice, &register, ids) {
            edit.apply(&mut register);
        }
    }
    register.set_stamp(Stamp { revision: Some(revision.into()), by: Some(revision.into()), ..Stamp::default() });
    read(&json::write(&register, Form::default()))
}

fn keep(repository: &Repository, register: &Register, message: &str) {
    repository.put_bytes("r.json", &json::write(register, Form::default()));
    repository.keep(message);
}

#[test]
fn random_histories_of_two_branches_merge_as_the_library_says() {
    let Some(repository) = repository() else { return };
    let mut clashes = 0;
    for seed in 0..histories() {
        let mut dice = Dice::seeded(seed);
        let start = read(&laid_out(&register(&[])));
        let base = edited(&mut dice, &start, &mut Ids::seeded(seed * 3), "before");
        let yours = edited(&mut dice, &base, &mut Ids::seeded(seed * 3 + 1), "yours");
        let theirs = edited(&mut dice, &base, &mut Ids::seeded(seed * 3 + 2), "theirs");
        keep(&repository, &base, "base");
        repository.git(&["checkout", "-q", "-b", &format!("theirs-{seed}")]);
        keep(&repository, &theirs, "theirs");
        repository.git(&["checkout", "-q", "main"]);
        keep(&repository, &yours, "yours");
        let expected = merge(&base, &yours, &theirs);
        let args = ["merge", "-q", "--no-edit", &format!("theirs-{seed}")];
        if expected.clashes.is_empty() {
            repository.git(&args);
        } else {
            repository.git_stops(&args);
            clashes += 1;
        }
        let merged = read(&repository.bytes("r.json"));
        assert_eq!(content(&merged), content(&expected.register), "history {seed}");
        assert_eq!(merged.conflicts().len(), expected.clashes.len(), "history {seed}");
        if !expected.clashes.is_empty() {
            repository.keep("settled as yours");
        }
    }
    assert!(clashes > 0, "no history clashed: the edits are too tame");
}
