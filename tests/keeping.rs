//! Stories of what is kept: undo and redo across saves, files that somebody else changed, registers to look at only.

use crate::story::{SAMPLE, Story};

const UNCHANGED: [String; 0] = [];

#[test]
fn undo_and_redo_lead_back_and_forth_across_a_save() {
    let mut story = Story::open();
    story.keys("'library' F2 ' service' Tab").sees("1 change not saved").keys("Ctrl+S").sees("All changes saved");
    story.keys("Ctrl+Z").sees("Undid: Activity of Library membership").sees("1 change not saved");
    story.keys("Ctrl+Y").sees("Did again: ").sees("All changes saved");
    story.keys("Ctrl+Z Ctrl+S").sees("All changes saved");
    assert_eq!(story.changes(), UNCHANGED);
    story.keys("Ctrl+Y Ctrl+S");
    let mut changes = story.changes();
    changes.sort();
    assert_eq!(changes[0], "activities.PA-0014.status: \"approved\" -> \"in-review\"");
    assert_eq!(changes[1], "activities.PA-0014.title: \"Library membership\" -> \"Library membership service\"");
    assert_eq!(changes.len(), 2, "the title and the status: {changes:?}");
}

#[test]
fn undo_says_when_there_is_nothing_to_take_back() {
    let mut story = Story::open();
    story.keys("Ctrl+Z").sees("Nothing to undo since you opened this register");
    story.keys("Ctrl+Y").sees("Nothing to do again");
}

#[test]
fn saving_without_a_change_writes_nothing() {
    let mut story = Story::open();
    story.keys("Ctrl+S").sees("Nothing to save");
    assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
}

#[test]
fn a_register_that_somebody_else_changed_is_not_overwritten() {
    let mut story = Story::open();
    let theirs = SAMPLE.replace("Bookings diary", "Another diary");
    std::fs::write(story.path(), &theirs).unwrap();
    story.keys("'library' F2 ' service' Ctrl+S").sees("All changes saved").sees("with 1 change by");
    let both = std::fs::read_to_string(story.path()).unwrap();
    assert!(both.contains("Another diary") && both.contains("Library membership service"));
    story.sees("[Library membership service");
}

#[test]
fn a_register_opened_to_look_at_is_read_but_not_changed() {
    let mut story = Story::open_to_look();
    story.sees("Look only");
    for keys in ["F2", "Enter F4", "Enter F2", "Enter Enter", "Delete", "Ctrl+N", "Ctrl+D"] {
        story.keys("'library'").keys(keys).sees("Opened to look only");
        story.keys("Esc Esc Esc Esc").sees("36 of 36");
    }
    // What cannot be kept is not taken either: a form takes no letters.
    story.keys("'library' F2").sees_no("Editing").keys("Esc Esc Esc");
    story.keys("F10 'your organisation' Enter 'xyz'").sees("Opened to look only").sees_no("xyz").keys("Esc Esc");
    story.keys("Ctrl+S Ctrl+Q");
    assert!(story.ended);
    assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
}

#[test]
fn several_ticked_activities_are_deleted_and_come_back_as_one() {
    let mut story = Story::open();
    story.keys("Down Space Down Space Delete").sees("Delete 2 activities?").sees("> Keep them");
    story.keys("Enter").sees("36 of 36").keys("Delete Down Enter").sees("34 of 34").sees("1 change not saved");
    story.keys("Ctrl+S Ctrl+Z").sees("36 of 36").keys("Ctrl+S");
    assert_eq!(story.changes(), UNCHANGED);
}

#[test]
fn every_shown_activity_is_ticked_and_the_ticks_decide_what_is_exported() {
    let mut story = Story::open();
    story.keys("'to:nhs' Ctrl+A").sees("6 activities are ticked").keys("F9").sees("(•) Ticked (6)");
    story.keys("Esc Ctrl+A").sees("0 activities are ticked");
}

#[test]
fn an_approved_activity_goes_back_in_review_and_says_so() {
    let mut story = Story::open();
    story.keys("'library' F2 ' service' Tab").sees("Your change puts it back in review").keys("Ctrl+S");
    assert_eq!(story.activity("PA-0014")["status"], "in-review");
    story.keys("Ctrl+Z Ctrl+S");
    assert_eq!(story.activity("PA-0014")["status"], "approved");
}

#[test]
fn a_save_that_is_refused_says_so_whole_and_is_saved_under_another_name() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("'library' Enter F2 Ctrl+U 'Libraries and archives' Tab");
        let theirs = SAMPLE.split_at(1_000).0;
        std::fs::write(story.path(), theirs).unwrap();
        story.keys("Ctrl+S").sees("Not saved yet").sees("somebody changed the file").sees("1 change not saved");
        story.keys("Down Down Enter").sees("Under which name do you want to save?");
        story.keys("Enter").sees("All changes saved").sees_no("not saved");
        assert_eq!(std::fs::read_to_string(story.path()).unwrap(), theirs, "their file stays as it is");
        let mine = story.folder.path().join("anytown-2026-11-24.json");
        assert!(std::fs::read_to_string(&mine).unwrap().contains("Libraries and archives"));
        story.keys("Ctrl+U 'LIB-9' Tab Ctrl+S").sees("to anytown-2026-11-24.json");
        assert!(std::fs::read_to_string(&mine).unwrap().contains("LIB-9"), "it goes on with its own file");
        assert_eq!(std::fs::read_to_string(story.path()).unwrap(), theirs);
    }
}
