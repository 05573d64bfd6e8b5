//! Possible duplicates among the activities: in the list of checks, on its screen, and in `ropa check`.

use crate::command_line::Office;
use crate::story::{SAMPLE, Story, TODAY};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::register::Register;
use ropa::formats::json;
use ropa::search::checks::{Listed, Question, list};
use ropa::search::index::Index;
use serde_json::{Value, json};
use std::sync::Arc;

/// The sample with its first activity twice.
fn doubled() -> String {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let activities = register["activities"].as_array_mut().unwrap();
    let mut again = activities[0].clone();
    again["id"] = "zzzzzzz0".into();
    again["reference"] = "PA-9999".into();
    for (name, id) in [("lines", "zzzzzzz"), ("transfers", "yyyyyyy")] {
        for (nth, row) in again[name].as_array_mut().into_iter().flatten().enumerate() {
            row["id"] = format!("{id}{}", nth + 1).into();
        }
    }
    activities.push(again);
    register.to_string()
}

fn read(register: &str) -> Register {
    json::read(register.as_bytes(), &mut Ids::seeded(1)).unwrap().register
}

fn index(register: &Register, previous: Option<&Index>) -> Arc<Index> {
    Arc::new(Index::of(register, &Lexicon::of(&register.vocabulary()), TODAY, previous))
}

/// The ids of the activities that are listed as possible duplicates.
fn duplicates(index: &Arc<Index>) -> Vec<String> {
    let listed: Listed = list(index, &Question::default());
    let rows = listed.rows.iter().filter(|row| listed.rule(**row).unwrap().id == "V-63");
    rows.map(|row| listed.entry(*row).unwrap().activity.id.as_str().to_owned()).collect()
}

#[test]
fn the_later_of_two_is_listed_as_worth_knowing_and_counted_as_nothing_to_fix() {
    let (one, two) = (read(SAMPLE), read(&doubled()));
    let (before, after) = (index(&one, None), index(&two, None));
    let new: Vec<String> = duplicates(&after).into_iter().filter(|id| !duplicates(&before).contains(id)).collect();
    assert_eq!(new, ["zzzzzzz0"]);
    assert_eq!(list(&after, &Question::default()).to_fix, after.totals().to_fix);
    // With another title and other purposes it is no duplicate any more, and the other one was never one.
    let mut other: Value = serde_json::from_str(&doubled()).unwrap();
    let last = other["activities"].as_array_mut().unwrap().last_mut().unwrap();
    (last["title"], last["purposes"]) = ("Quite another".into(), json!(["Something quite different"]));
    let other = index(&read(&other.to_string()), Some(&after));
    assert_eq!(duplicates(&other), duplicates(&before));
}

#[test]
fn the_checks_screen_leads_from_a_duplicate_to_its_title() {
    let mut story = Story::open_at(120, 30, &doubled());
    story.keys("F5 'v-63'").sees("Say in the title or the purposes how this differs from").sees("PA-9999");
    story.keys("Enter").sees("Editing Strategic Commissioning").sees("[PA-9999");
    assert!(story.cursor_line().contains("> Activity "), "{}", story.screen());
}

#[test]
fn a_retired_record_is_neither_complete_nor_counted() {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let before = index(&read(SAMPLE), None).totals();
    for activity in register["activities"].as_array_mut().unwrap() {
        activity["status"] = "retired".into();
    }
    let after = index(&read(&register.to_string()), None).totals();
    assert!(before.kept > 0 && before.complete <= before.kept, "{before:?}");
    assert_eq!((after.kept, after.complete, after.activities), (0, 0, before.activities));
}

#[test]
fn the_command_tells_of_a_duplicate_by_its_id() {
    let office = Office::new();
    office.file("r.json", doubled());
    let answer = office.on_register(["check", "--format", "json"]).is(1);
    let found: Value = serde_json::from_str(&answer.out).unwrap();
    let of_rule = |finding: &&Value| finding["rule"] == "V-63" && finding["id"] == "zzzzzzz0";
    assert_eq!(found["findings"].as_array().unwrap().iter().filter(of_rule).count(), 1, "{}", answer.out);
}

#[test]
fn a_duplicate_is_told_beside_its_title_and_can_be_accepted_there() {
    let words = "how this differs from";
    let mut story = Story::open_at(120, 30, &doubled());
    story.keys("'PA-9999' Enter").sees("PA-9999").sees(words);
    story.keys("F7");
    assert!(
        story.cursor_line().contains("> Activity ") || story.cursor_line().contains(" Activity "),
        "{}",
        story.screen()
    );
    story.keys("F2").sees("Editing").sees(words);
    story.keys("F10 'accept' Enter").sees(words).keys("'They serve different services' Enter").sees("Accepted");
}
