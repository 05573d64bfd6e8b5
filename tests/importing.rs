//! Bringing in files: what a draft is in the register, what an import changes, and what it never does.

mod by_command;
mod matchings;
mod planned;
mod updating;

use ropa::domain::activity::Activity;
use ropa::domain::register::Register;
use ropa::formats::import::brought::{Brought, Draft, Kind, Source};
use ropa::formats::import::ids::{complete, derived};
use serde_json::{Value, json};
use std::sync::Arc;

/// What a file of this kind brings that holds these activities, each under its reference or title as key.
pub fn brought(kind: Kind, activities: &Value) -> Brought {
    let drafts = activities.as_array().unwrap().iter().enumerate().map(|(place, activity)| {
        let mut activity: Activity = serde_json::from_value(activity.clone()).unwrap();
        let key = activity.reference.clone().or(activity.title.clone()).unwrap_or_default();
        complete(&mut activity, kind, &key);
        Draft { activity, at: place + 2, key, repeats: None, own_words: Vec::new() }
    });
    let source = Source { file: "ropa.xlsx".into(), kind, ..Source::default() };
    Brought { source, drafts: drafts.collect(), ..Brought::default() }
}

/// A register with these activities; ids that they lack are made.
pub fn register(activities: &Value) -> Register {
    let mut register = Register::new("h5v0n3wc".into(), serde_json::from_value(json!({ "name": "Anytown" })).unwrap());
    let changes = activities.as_array().unwrap().iter().enumerate().map(|(at, activity)| {
        let mut activity: Activity = serde_json::from_value(activity.clone()).unwrap();
        complete(&mut activity, Kind::Register, &format!("a{at}"));
        let after = Some(ropa::domain::subject::Subject::Activity(Arc::new(activity)));
        ropa::domain::edit::Change { before: None, after, at }
    });
    ropa::domain::edit::Edit::of(String::new(), changes.collect()).apply(&mut register);
    register
}

#[test]
fn an_id_comes_from_the_kind_of_file_and_the_key_and_steps_aside_for_another() {
    let first = derived(Kind::Sheet, "HR-01", |_| false);
    assert_eq!(first, derived(Kind::Sheet, "HR-01", |_| false));
    assert_eq!(first.as_str().len(), 8);
    assert!(first.as_str().chars().all(|letter| "0123456789abcdefghjkmnpqrstvwxyz".contains(letter)));
    assert_ne!(first, derived(Kind::Sheet, "HR-02", |_| false));
    assert_ne!(first, derived(Kind::LgInform, "HR-01", |_| false));
    let second = derived(Kind::Sheet, "HR-01", |id| *id == first);
    assert_ne!(first, second);
    assert_eq!(second, derived(Kind::Sheet, "HR-01", |id| *id == first));
}
