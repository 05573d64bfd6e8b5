//! Earlier states are made again, byte for byte.

use super::{Kept, put, sha256, small, text};
use crate::register_file::dice::dice;
use crate::register_file::edits::some_edit;
use crate::register_file::tree::Tree;
use crate::register_file::{EVERY_MEMBER, PAGE};
use proptest::prelude::*;
use ropa::domain::diff::About;
use ropa::domain::id::Ids;
use ropa::formats::history::{Entry, What};
use ropa::formats::json::{self, Form};
use serde_json::{Map, Value};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_save_of_a_session_is_made_again_with_its_very_bytes(mut dice in dice(), mut plan in dice()) {
        let mut kept = Kept::from(&dice.register(&Tree::read(EVERY_MEMBER)).file());
        kept.form = Form { byte_order_mark: plan.one_in(2), windows_line_ends: plan.one_in(2) };
        let mut ids = Ids::seeded(3);
        let mut files = Vec::new();
        for _ in 0..plan.below(8) {
            let mut after = kept.register.clone();
            for _ in 0..plan.below(4) {
                if let Some(edit) = some_edit(&mut plan, &after, &mut ids) {
                    edit.apply(&mut after);
                }
            }
            kept.save(&after);
            files.push(kept.file.clone());
            // As the next session opens it.
            kept.register = json::read(&kept.file, &mut ids).unwrap().register;
        }
        let history = kept.read();
        let saves: Vec<&Entry> =
            history.entries().iter().filter(|entry| matches!(entry.what, What::Save { .. })).collect();
        prop_assert_eq!(saves.len(), files.len());
        for (save, file) in saves.iter().zip(&files) {
            let state = history.replay(&save.hash).unwrap();
            prop_assert_eq!(String::from_utf8(state.bytes()), String::from_utf8(file.clone()));
            prop_assert_eq!(save.file(), Some(&*sha256(file)));
        }
        if !files.is_empty() {
            prop_assert_eq!(kept.verify(), vec![]);
        }
    }

    #[test]
    fn a_record_at_a_save_is_made_from_its_later_changes(mut dice in dice(), mut plan in dice()) {
        let mut kept = Kept::from(&dice.register(&Tree::read(EVERY_MEMBER)).file());
        let mut ids = Ids::seeded(3);
        let mut states = Vec::new();
        for _ in 0..2 + plan.below(5) {
            let mut after = kept.register.clone();
            if let Some(edit) = some_edit(&mut plan, &after, &mut ids) {
                edit.apply(&mut after);
            }
            kept.save(&after);
            let history = kept.read();
            states.push((kept.register.clone(), history.entries().last().unwrap().hash.clone()));
        }
        let history = kept.read();
        let head = &states.last().unwrap().1;
        for (state, save) in &states {
            for activity in state.activities() {
                let about = About::Activity(activity.id.clone());
                let then = history.taken_back(save, head, &kept.register, Some(&about)).unwrap();
                // A name that the reader of JSON keeps for itself has no tree.
                let Ok(expected) = serde_json::to_value(activity) else { continue };
                let then = then.activity(&activity.id).map(|found| serde_json::to_value(found).unwrap());
                prop_assert!(same(then.as_ref(), Some(&expected)), "{then:#?}\nis not\n{expected:#?}");
            }
        }
    }
}

/// Whether two records say the same: rows that were taken out and put in again may stand at another place, and a group
/// that holds nothing says nothing.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    let held = |members: &Map<String, Value>| {
        let says = |member: &&Value| member.as_object().is_none_or(|group| !group.is_empty());
        members.values().filter(says).count()
    };
    match (one, other) {
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            one.len() == other.len() && one.iter().all(|item| other.iter().any(|found| same(Some(item), Some(found))))
        }
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let nothing = Value::Object(Map::new());
            held(one) == held(other)
                && one.iter().all(|(name, member)| same(Some(member), Some(other.get(name).unwrap_or(&nothing))))
        }
        (one, other) => one == other,
    }
}

#[test]
fn the_register_as_at_a_day_is_that_of_the_last_save_up_to_it() {
    let mut kept = Kept::from(PAGE);
    let mut files = vec![kept.file.clone()];
    for owner in ["One", "Two", "Three"] {
        kept.put(0, "owner", text(owner));
        files.push(kept.file.clone());
    }
    let history = kept.read();
    let head = history.head_of_file(&sha256(&kept.file)).unwrap();
    let at = |moment: &str| {
        let state = history.as_at(&head.hash, moment.parse().unwrap())?;
        files.iter().position(|file| *file == state.bytes())
    };
    assert_eq!(at("2026-03-03T23:59:59Z"), Some(3));
    assert_eq!(at("2026-03-03T09:59:59Z"), Some(2));
    assert_eq!(at("2026-03-02T10:00:00Z"), Some(2));
    assert_eq!(at("2027-01-01T00:00:00Z"), Some(3));
    // The history begins with the first save, and the register was saved before, in November: not yet.
    assert_eq!(at("2026-02-28T23:59:59Z"), None);
}

#[test]
fn a_state_from_before_the_history_is_the_one_it_began_with_if_its_stamp_is_older() {
    let mut kept = Kept::from(&PAGE.replace("2026-11-24T10:42:07Z", "2026-01-05T10:00:00Z"));
    let begun = kept.file.clone();
    kept.put(0, "owner", text("One"));
    let history = kept.read();
    let head = history.heads()[0].hash.clone();
    let at = |moment: &str| history.as_at(&head, moment.parse().unwrap()).map(|state| state.bytes());
    assert_eq!(at("2026-02-01T00:00:00Z"), Some(begun));
    assert_eq!(at("2026-01-04T00:00:00Z"), None);
}

#[test]
fn two_branches_brought_together_by_union_go_on_as_one() {
    let base = small();
    let (mut one, mut other) = (base.clone(), base.clone());
    let mine = put(&one.register, 0, "owner", text("Mine"));
    one.save_as(&mine, "mine0001", "A Shah");
    let theirs = put(&other.register, 1, "owner", text("Theirs"));
    other.save_as(&theirs, "theirs01", "M Price");
    // What git's union merge makes of the two files.
    let mut kept = one.clone();
    kept.history.extend_from_slice(&other.history[base.history.len()..]);
    let history = kept.read();
    assert_eq!(history.heads().len(), 2);
    assert_eq!(kept.verify().len(), 1, "the second end is told");
    kept.day += 1;
    let merged = put(&kept.register, 1, "owner", text("Theirs"));
    kept.save(&merged);
    assert_eq!(kept.verify(), []);
    let history = kept.read();
    assert_eq!(history.heads().len(), 1);
    let last = &history.heads()[0].hash;
    assert_eq!(history.replay(last).unwrap().bytes(), kept.file);
    for side in [&one, &other] {
        let save = history.knows_file(&sha256(&side.file)).unwrap();
        assert_eq!(history.replay(&save.hash).unwrap().bytes(), side.file);
    }
}
