//! What must hold of differences and merges, whatever two people do to whatever register.

use super::dice::{Dice, dice};
use super::edits::some_edit;
use super::tree::Tree;
use super::{EVERY_MEMBER, open, written};
use crate::outside::is_thorough;
use proptest::prelude::*;
use ropa::domain::diff::between;
use ropa::domain::id::Ids;
use ropa::domain::merge::{Clash, merge};
use ropa::domain::patch::patch;
use ropa::domain::register::Register;
use ropa::domain::tree;
use ropa::formats::json::{self, Form};
use std::collections::HashSet;

/// 10,000 cases where there is time for them (`ROPA_THOROUGH`).
fn cases() -> ProptestConfig {
    ProptestConfig::with_cases(if is_thorough() { 10_000 } else { 200 })
}

fn after_some_edits(dice: &mut Dice, register: &Register, ids: &mut Ids) -> Register {
    let mut register = register.clone();
    for _ in 0..=dice.below(6) {
        if let Some(edit) = some_edit(dice, &register, ids) {
            edit.apply(&mut register);
        }
    }
    open(&written(&register)).register
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_differences_of_two_states_lead_from_the_one_to_the_other(mut dice in dice(), mut plan in dice()) {
        let before = open(&dice.register(&Tree::read(EVERY_MEMBER)).file()).register;
        let after = after_some_edits(&mut plan, &before, &mut Ids::seeded(3));
        for (one, other) in [(&before, &after), (&after, &before)] {
            let changes = between(one, other);
            same(&patch(one, &changes).unwrap(), other);
        }
        prop_assert_eq!(between(&after, &after), []);
    }

    #[test]
    fn merging_keeps_its_laws(mut dice in dice(), mut plan in dice(), mut other in dice()) {
        let base = open(&dice.register(&Tree::read(EVERY_MEMBER)).file()).register;
        let yours = after_some_edits(&mut plan, &base, &mut Ids::seeded(3));
        let theirs = after_some_edits(&mut other, &base, &mut Ids::seeded(4));
        // Only one side changed anything, or both the same.
        for side in [&yours, &theirs] {
            for merged in [merge(&base, side, &base), merge(&base, &base, side), merge(&base, side, side)] {
                same(&merged.register, side);
                prop_assert!(merged.clashes.is_empty() && merged.mixed.is_empty());
            }
        }
        let merged = merge(&base, &yours, &theirs);
        let swapped = merge(&base, &theirs, &yours);
        // Whoever is «you», the same clashes, with the sides swapped.
        prop_assert_eq!(places(&merged.clashes), places(&swapped.clashes));
        for clash in &merged.clashes {
            let same = |other: &&Clash| (&other.about, &other.path) == (&clash.about, &clash.path);
            let mirrored = swapped.clashes.iter().find(same).unwrap();
            prop_assert_eq!((&mirrored.yours, &mirrored.theirs), (&clash.theirs, &clash.yours));
        }
        if merged.clashes.is_empty() {
            same(&merged.register, &swapped.register);
        }
        // It is a register, no id lost or doubled.
        let read = json::read(&json::write(&merged.register, Form::default()), &mut Ids::seeded(1)).unwrap();
        prop_assert_eq!(read.ids_given, 0);
        check_ids(&base, &yours, &theirs, &merged.register);
        // A clash only where both changed the same thing to different values.
        for clash in &merged.clashes {
            prop_assert!(clash.yours != clash.theirs);
            // Parts of one meaning clash together, though one side may have left this part alone.
            let alone = clash.yours == clash.base || clash.theirs == clash.base;
            prop_assert!(!alone || in_one_meaning(clash), "{clash:?}");
        }
        // Settled for you, for them, or kept in the file and read back, it stays a register.
        for clash in &merged.clashes {
            let again = Clash::read(&clash.kept("J. Smith", "2026-11-24T10:40:00Z")).unwrap();
            prop_assert_eq!(&again, clash);
            for value in [&clash.yours, &clash.theirs] {
                open(&written(&clash.settled(&merged.register, value.clone()).unwrap()));
            }
        }
    }
}

/// Two registers are written alike, however letters were escaped in members that nobody knows; else the first line that is not.
fn same(left: &Register, right: &Register) {
    let plain = |register: &Register| serde_json::to_string_pretty(&tree::read(&written(register)).unwrap()).unwrap();
    let (left, right) = (plain(left), plain(right));
    let apart = left.lines().zip(right.lines()).enumerate().find(|(_, (one, other))| one != other);
    assert!(left == right, "{apart:?}");
}

fn places(clashes: &[Clash]) -> HashSet<String> {
    clashes.iter().map(|clash| format!("{:?} {}", clash.about, clash.path)).collect()
}

fn in_one_meaning(clash: &Clash) -> bool {
    let parts = ["last_reviewed", "reviewed_by", "next_review", "mechanism", "safeguards", "assessment", "checked_on"];
    parts.iter().any(|part| clash.path.names().ends_with(part))
}

/// Every activity of either side is there, but for those that a side removed and the other left alone.
fn check_ids(base: &Register, yours: &Register, theirs: &Register, merged: &Register) {
    let ids =
        |register: &Register| register.activities().iter().map(|activity| activity.id.clone()).collect::<HashSet<_>>();
    assert_eq!(ids(merged).len(), merged.activities().len());
    for id in ids(yours).union(&ids(theirs)) {
        let removed = base.activity(id).is_some_and(|before| {
            let left_alone = |side: &Register| side.activity(id).is_none_or(|there| there == before);
            left_alone(yours) && left_alone(theirs) && (yours.place(id).is_none() || theirs.place(id).is_none())
        });
        assert_eq!(merged.place(id).is_some(), !removed, "{id:?}");
    }
}
