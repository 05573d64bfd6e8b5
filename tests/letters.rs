//! Letters only ever type: no printable key changes the register, and Esc always leads back without losing anything.

use crate::every_screen::{and_back, screens};
use crate::story::Story;
use ropa::app::Screen;
use ropa::app::key::{Key, Name};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::sync::Arc;

/// Every key that types: ASCII, and letters of Welsh, French and the shop.
fn letters() -> impl Iterator<Item = char> {
    ('!'..='~').chain(['é', 'ŵ', '€', '£'])
}

fn type_letter(story: &mut Story, letter: char) {
    story.press(Key::plain(Name::Char(letter)));
}

/// What stands in the story's folder, but for the side file that tells who has the register open.
fn files(story: &Story) -> BTreeSet<OsString> {
    let entries = std::fs::read_dir(story.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    entries.filter(|name| !name.to_string_lossy().starts_with("~$")).collect()
}

#[test]
fn no_letter_changes_the_register_on_any_screen() {
    for (name, mut story) in screens(80, 24) {
        for letter in letters() {
            and_back(&mut story, |story| {
                let register = story.app.document().register().clone();
                let done = story.app.document().done();
                let there = files(story);
                type_letter(story, letter);
                let kept = Arc::ptr_eq(story.app.document().register(), &register);
                assert!(kept && story.app.document().done() == done, "{letter} changed the register on {name}");
                assert!(!story.ended && story.copied.is_empty(), "{letter} did something outside on {name}");
                assert_eq!(files(story), there, "{letter} made a file on {name}");
            });
        }
    }
}

#[test]
fn space_ticks_or_turns_and_otherwise_types() {
    for (name, mut story) in screens(80, 24) {
        let done = story.app.document().done();
        let on_a_box = name == "a form on yes or no";
        type_letter(&mut story, ' ');
        let changed = story.app.document().done() - done;
        assert_eq!(changed, usize::from(on_a_box), "Space on {name}:\n{}", story.screen());
    }
}

#[test]
fn six_times_esc_leads_to_the_register_from_everywhere() {
    for (name, mut story) in screens(80, 24) {
        let before = story.app.document().unsaved();
        let typed = matches!(story.app.top(), Some(Screen::Form(form)) if form.draft.is_some());
        let is_open = story.app.is_open();
        story.keys("Esc Esc Esc Esc Esc Esc");
        assert!(!story.ended, "Esc left the program from {name}");
        assert_eq!(story.app.screens().len(), 1, "Esc did not lead back from {name}:\n{}", story.screen());
        assert_eq!(matches!(story.app.top(), Some(Screen::Browse(_))), is_open, "from {name}");
        // A row that was added and left empty goes again.
        let added = usize::from(["a form of a row", "a word of your own"].contains(&name));
        let kept = story.app.document().unsaved() + added;
        assert!(kept >= before, "Esc lost a change from {name}");
        assert!(kept <= before + usize::from(typed), "Esc changed something from {name}");
    }
}

#[test]
fn esc_keeps_what_was_typed_into_a_field() {
    let mut story = Story::open();
    story.keys("'SC-01' Enter F2 End 'xyz' Esc Esc Esc Ctrl+S");
    assert!(story.activity("SC-01")["title"].as_str().unwrap_or_default().ends_with("xyz"), "{}", story.screen());
}

#[test]
fn reading_from_one_end_to_the_other_changes_nothing() {
    let mut story = Story::open();
    let before = std::fs::read(story.path()).unwrap();
    story.keys(
        "Down Down Enter Down Down PageDown PageDown End Home Right Right Left 3 5 Tab Esc F8 Down Enter Esc F8 Esc",
    );
    story.keys("F1 Down 'law' Esc F10 Down Esc F9 Tab Esc Ctrl+S Ctrl+Q");
    assert!(story.ended, "{}", story.screen());
    assert_eq!(std::fs::read(story.path()).unwrap(), before);
}
