//! The history as it is listed.

use super::{Kept, put, small, text};
use crate::register_file::PAGE;
use ropa::domain::diff::About;
use ropa::domain::field_path::FieldPath;
use ropa::formats::history::{Filter, Kind};
use serde_json::json;

#[test]
fn saves_stand_with_their_changes_the_newest_first() {
    let kept = small();
    let history = kept.read();
    let of = |filter: &Filter| {
        let saves = history.saves(filter);
        saves
            .iter()
            .map(|save| {
                let changes = save.changes.iter().map(|entry| entry.change().unwrap().field_change().path.to_string());
                (save.kind, save.at().to_owned(), changes.collect::<Vec<_>>().join(" "))
            })
            .collect::<Vec<_>>()
    };
    let day = |day: u8| format!("2026-03-{day:02}T10:00:00Z");
    let all = [
        (Kind::Saved, day(3), "notes".to_owned()),
        (Kind::Saved, day(2), String::new()),
        (Kind::Saved, day(1), "owner".to_owned()),
        (Kind::Begun, day(1), String::new()),
    ];
    assert_eq!(of(&Filter::default()), all);
    let about = Some(About::Activity("m2x7d4tb".into()));
    assert_eq!(of(&Filter { about, ..Filter::default() }), all[..2]);
    let owner = FieldPath::read("owner");
    assert_eq!(of(&Filter { path: owner, ..Filter::default() }), all[1..3], "one that was added has a new owner too");
    let since = Some(day(3).parse().unwrap());
    assert_eq!(of(&Filter { since, ..Filter::default() }), all[..1]);
}

#[test]
fn an_earlier_state_of_one_record_is_compared_with_now() {
    let mut kept = Kept::from(PAGE);
    kept.put(0, "owner", text("One"));
    let first = kept.read().heads()[0].hash.clone();
    kept.put(0, "owner", text("Two"));
    kept.put(0, "notes", text("Seen"));
    let history = kept.read();
    let head = history.heads()[0].hash.clone();
    let now = put(&kept.register, 0, "owner", text("Three, not saved"));
    let about = About::Activity(now.activities()[0].id.clone());
    let told = |path: Option<&str>| {
        let path = path.and_then(FieldPath::read);
        let changes = history.changes_since(&first, &head, &kept.register, &now, Some(&about), path.as_ref()).unwrap();
        changes.into_iter().map(|change| (change.path.to_string(), change.from, change.to)).collect::<Vec<_>>()
    };
    let owner = ("owner".to_owned(), Some(json!("One")), Some(json!("Three, not saved")));
    let notes = told(None).into_iter().find(|(path, ..)| path == "notes").unwrap();
    assert_eq!(notes.2, Some(json!("Seen")));
    assert_eq!(told(Some("owner")), [owner]);
    assert_eq!(told(Some("team")), []);
    assert!(history.changes_since("no such", &head, &kept.register, &now, None, None).is_none());
}
