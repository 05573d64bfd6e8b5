//! Stories of the first minutes and the last: a new register, the sample, and leaving with work that is not saved.

use crate::story::{SAMPLE, Story};
use crate::two_officers::set;
use serde_json::json;

#[test]
fn a_new_register_is_started_by_keys_and_its_header_filled_in() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::begin(columns, rows);
        story.sees("> Try the demo register").keys("Down Enter").sees("What is the name of your organisation?");
        story.keys("Enter").sees("Enter a few words").keys("'Anytown Parish Council' Enter").sees("register.json");
        let path = story.path().display().to_string();
        story.keys("Ctrl+U").types(&path).keys("Enter").sees("Anytown Parish Council").sees("No activities yet");
        story.keys("F10 'your org' Enter").sees("Editing your organisation").sees("Law: UK GDPR Article 30(1)(a)");
        story.keys("Tab 'The Old School, Anytown' Tab 'clerk@parish.example' Tab '01632 960200'");
        story.keys("Tab Tab 'Z0000001' Tab 'J Evans' Ctrl+S").sees("to anytown.json at");
        let file = story.file();
        let expected = json!({
            "name": "Anytown Parish Council", "address": "The Old School, Anytown", "email": "clerk@parish.example",
            "telephone": "01632 960200", "registration_number": "Z0000001",
            "data_protection_officer": { "name": "J Evans" }
        });
        assert_eq!(file["organisation"], expected);
        assert_eq!((&file["format"], &file["version"]), (&json!("ropa-register"), &json!(1)));

        story.keys("Esc Ctrl+N 'Allotments' Ctrl+S Esc Esc").sees("Allotments").sees("Register 1");
        let activity = &story.file()["activities"][0];
        assert_eq!((&activity["title"], &activity["status"]), (&json!("Allotments"), &json!("draft")));
    }
}

#[test]
fn a_new_register_never_takes_the_place_of_a_file_that_is_there() {
    let mut story = Story::begin(80, 24);
    std::fs::write(story.path(), "my notes").unwrap();
    let path = story.path().display().to_string();
    story.keys("Down Enter 'Anytown' Enter Ctrl+U").types(&path).keys("Enter").sees("What do you want to do?");
    story.sees_no("No activities yet");
    assert_eq!(std::fs::read_to_string(story.path()).unwrap(), "my notes");
}

#[test]
fn the_sample_opens_with_one_key_and_a_register_by_its_path() {
    let mut story = Story::begin(80, 24);
    story.keys("Enter").sees("Demo: made-up data").sees("36 of 36");

    let mut story = Story::begin(80, 24);
    std::fs::write(story.path(), SAMPLE).unwrap();
    let path = story.path().display().to_string();
    story.keys("Down Down Enter").types(&path).keys("Enter").sees("Anytown Borough Council").sees("36 of 36");
}

#[test]
fn leaving_without_a_change_asks_nothing() {
    let mut story = Story::open();
    story.keys("Ctrl+Q");
    assert!(story.ended);
}

/// A change that is not saved, and the question before leaving.
fn about_to_leave() -> Story {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'library' F2 ' service' Ctrl+Q").sees("Leave Ropa?").sees("You have 1 change that is not saved:");
    story.sees("Library membership service: ").sees("> Save and leave");
    story
}

#[test]
fn leaving_with_unsaved_work_can_be_thought_better_of() {
    for keys in ["Esc", "Down Down Enter"] {
        let mut story = about_to_leave();
        story.keys(keys).sees("[Library membership service").sees("1 change not saved");
        assert!(!story.ended);
        assert_eq!(story.changes(), [] as [String; 0]);
    }
}

#[test]
fn leaving_without_saving_leaves_the_file_as_it_was() {
    let mut story = about_to_leave();
    story.keys("Down Enter");
    assert!(story.ended);
    assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
}

#[test]
fn save_and_leave_saves_and_then_leaves() {
    let mut story = about_to_leave();
    story.keys("Enter");
    assert!(story.ended);
    assert_eq!(story.activity("PA-0014")["title"], "Library membership service");
}

#[test]
fn what_is_to_be_known_of_the_save_is_told_after_save_and_leave() {
    let mut story = about_to_leave();
    // A folder where the history belongs: its lines cannot be added.
    std::fs::create_dir(story.folder.path().join("anytown.history.jsonl")).unwrap();
    story.keys("Enter");
    assert!(story.ended);
    let [told] = story.app.parting() else { panic!("{:?}", story.app.parting()) };
    assert!(told.starts_with("We could not add these changes to the history"), "{told}");

    // What the screen told already is not told again, and without anything to be known nothing is.
    let mut story = about_to_leave();
    std::fs::create_dir(story.folder.path().join("anytown.history.jsonl")).unwrap();
    story.keys("Esc Ctrl+S").sees("We could not add these changes").keys("'!' Ctrl+Q Enter");
    assert!(story.ended);
    assert_eq!(story.app.parting(), [] as [String; 0]);
    let mut story = about_to_leave();
    story.keys("Enter");
    assert_eq!(story.app.parting(), [] as [String; 0]);
}

#[test]
fn what_was_taken_in_of_a_colleague_is_told_after_save_and_leave() {
    let mut story = Story::open();
    let mut colleague = story.beside();
    set(&mut colleague, "SC-01", "owner", "First");
    colleague.keys("Ctrl+S");
    set(&mut story, "PA-0018", "owner", "Second");
    story.keys("Ctrl+Q Enter");
    assert!(story.ended);
    let told = story.app.parting();
    assert!(told.first().is_some_and(|told| told.contains("with 1 change by")), "{told:?}");
}

#[test]
fn save_and_leave_stays_where_the_save_did_not_work() {
    let mut story = about_to_leave();
    std::fs::write(story.path(), SAMPLE.split_at(1_000).0).unwrap();
    story.keys("Enter").sees("1 change not saved");
    assert!(!story.ended);
}

#[test]
fn an_export_asks_before_it_replaces_a_file_and_keeps_it_unless_told() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    std::fs::write(story.exported(), "another file").unwrap();
    story.keys("F9 Enter").sees("Replace the file?").sees("There is already a file").sees("> Keep the file that is");
    story.keys("Enter").sees("Save to").sees_no("Making the file");
    assert_eq!(std::fs::read_to_string(story.exported()).unwrap(), "another file");
    story.keys("Enter Down Enter").sees("Made ");
    assert_eq!(crate::sheets::activities(&crate::sheets::sheets(&story.exported())).len(), 36);
}
