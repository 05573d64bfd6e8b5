//! Laws of two people on one register: undo never takes away what the other did, and nothing of either is lost.

use proptest::prelude::*;
use ropa::domain::edit::{Edit, Undo};
use ropa::domain::id::{Id, Ids};
use ropa::domain::merge::merge;
use ropa::domain::register::Register;
use ropa::domain::subject::Subject;
use ropa::formats::json::{self, Form};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A register of some activities, each member a text or a list.
fn start() -> Register {
    let activities: Vec<Value> = (0..5)
        .map(|number| {
            json!({"id": format!("aaaaaaa{number}"), "title": format!("T{number}"), "owner": "o", "tags": ["a", "b", "c"],
                "status": if number % 2 == 0 { "approved" } else { "draft" },
                "lines": [{"id": format!("bbbbbbb{number}"), "subjects": ["s"], "recipients": ["r"]}]})
        })
        .collect();
    read(
        json!({"format": "ropa-register", "version": 1, "id": "h5v0n3wc", "organisation": {"name": "A"}, "activities": activities}),
    )
}

fn read(file: Value) -> Register {
    json::read(file.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap().register
}

/// The activities by id: their order is a view, not data.
fn by_id(register: &Register) -> BTreeMap<String, Value> {
    let file: Value = serde_json::from_slice(&json::write(register, Form::default())).unwrap();
    let list = file["activities"].as_array().cloned().unwrap_or_default();
    let mut all: BTreeMap<String, Value> =
        list.into_iter().map(|activity| (activity["id"].as_str().unwrap().to_owned(), activity)).collect();
    all.insert("organisation".to_owned(), file["organisation"].clone());
    all
}

/// One change: which activity, what, and to what.
type Change = (u8, u8, u8);

fn edit(register: &Register, (which, what, value): Change, side: &str, made: &mut usize) -> Option<Edit> {
    let words = format!("{side}{value}");
    if what % 8 == 0 {
        *made += 1;
        let activity = ropa::domain::activity::Activity {
            id: Id::from(format!("{side}{made:07}").as_str()),
            title: Some(words.as_str().into()),
            ..Default::default()
        };
        return Some(Edit::add("add".to_owned(), activity, usize::from(which) % (register.activities().len() + 1)));
    }
    if what % 8 == 1 {
        let mut organisation = register.organisation();
        std::sync::Arc::make_mut(&mut organisation).name = Some(words.as_str().into());
        let before = Subject::Organisation(register.organisation());
        return Some(Edit::replace("organisation".to_owned(), before, Subject::Organisation(organisation)));
    }
    let place = usize::from(which) % register.activities().len().max(1);
    let activity = register.activities().get(place)?.clone();
    if what % 8 == 2 {
        return Some(Edit::remove("remove".to_owned(), vec![(place, activity)]));
    }
    let mut after = activity.clone();
    let record = std::sync::Arc::make_mut(&mut after);
    match what % 8 {
        3 => record.owner = Some(words.as_str().into()),
        4 => record.title = Some(words.as_str().into()),
        5 => record.tags.get_or_insert_default().push(format!("{}", value % 5).as_str().into()),
        6 => {
            record.tags.get_or_insert_default().pop();
        }
        _ => {
            let line = record.lines.get_or_insert_default().first_mut()?;
            line.recipients.get_or_insert_default().push(format!("{}", value % 5).as_str().into());
        }
    }
    Some(Edit::replace("change".to_owned(), Subject::Activity(activity), Subject::Activity(after)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Edits are made, theirs is taken in at some point, more edits are made, all is undone: what remains is theirs. Made again,
    /// it is the merge of both.
    #[test]
    fn undo_of_everything_leaves_what_the_other_did(
        mine in prop::collection::vec(any::<Change>(), 0..8),
        theirs in prop::collection::vec(any::<Change>(), 0..8),
        more in prop::collection::vec(any::<Change>(), 0..4),
        back in 0usize..8,
    ) {
        let base = start();
        let (mut present, mut undo, mut made) = (base.clone(), Undo::from_saved(), 0);
        let make = |present: &mut Register, undo: &mut Undo, change, made: &mut usize| {
            if let Some(edit) = edit(present, change, "m", made) {
                edit.apply(present);
                undo.push(edit);
            }
        };
        for change in mine {
            make(&mut present, &mut undo, change, &mut made);
        }
        for _ in 0..back {
            if let Some(edit) = undo.back() {
                edit.inverse().apply(&mut present);
            }
        }
        let (mut other, mut made_there) = (base.clone(), 0);
        for change in theirs {
            if let Some(edit) = edit(&other, change, "t", &mut made_there) {
                edit.apply(&mut other);
            }
        }
        let merged = merge(&base, &present, &other);
        undo.take_in(&base, &other, &merged.renamed);
        present = merged.register;
        let together = by_id(&present);
        let mut steps = 0;
        while let Some(edit) = undo.back() {
            edit.inverse().apply(&mut present);
            steps += 1;
        }
        prop_assert_eq!(by_id(&present), by_id(&other));
        for _ in 0..steps {
            undo.forward().unwrap().apply(&mut present);
        }
        prop_assert_eq!(by_id(&present), together);
        for change in more {
            make(&mut present, &mut undo, change, &mut made);
        }
        while let Some(edit) = undo.back() {
            edit.inverse().apply(&mut present);
        }
        prop_assert_eq!(by_id(&present), by_id(&other));
    }
}

#[test]
fn an_edit_of_clashes_is_taken_back_and_made_again() {
    let before = start().with_conflicts(vec![ropa::domain::register::Conflict {
        id: Some("aaaaaaa0".into()),
        field: Some("owner".into()),
        ..Default::default()
    }]);
    let mut after = before.with_conflicts(Vec::new());
    let edit = Edit::between("settle".to_owned(), &before, &after);
    assert!(!edit.is_empty());
    edit.inverse().apply(&mut after);
    assert_eq!(after.conflicts(), before.conflicts());
    edit.apply(&mut after);
    assert!(after.conflicts().is_empty());
}
