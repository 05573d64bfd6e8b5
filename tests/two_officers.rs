//! Two people on one file: nobody's change is lost, nobody is refused, and clashes are asked.

use crate::story::Story;
use serde_json::Value;

/// Two people who opened the sample.
fn two() -> (Story, Story) {
    let first = Story::open();
    let second = first.beside();
    (first, second)
}

/// Sets a text field of an activity through the form: opens it, goes to the field by its label, types and keeps.
pub fn set(story: &mut Story, reference: &str, field: &str, text: &str) {
    story.keys("F10 'go to the register' Enter Esc Ctrl+U");
    story.types(reference);
    story.keys("Enter F2");
    for _ in 0..60 {
        if story.app.field_here().is_some_and(|spec| spec.id == field) {
            story.keys("Ctrl+U").types(text);
            story.keys("Tab Esc Esc Esc Esc");
            return;
        }
        story.keys("Tab");
    }
    panic!("no field {field}:\n{}", story.screen());
}

#[test]
fn different_fields_are_combined_and_told() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    set(&mut second, "PA-0018", "owner", "Second");
    first.keys("Ctrl+S").sees("Saved");
    second.keys("Ctrl+S").sees("with 1 change by");
    assert_eq!(second.activity("SC-01")["owner"], "First");
    assert_eq!(second.activity("PA-0018")["owner"], "Second");
    // Both see both, and the first one does so without saving.
    first.look().sees("saved this register at");
    set(&mut first, "PA-0007", "owner", "Third");
    first.keys("Ctrl+S");
    assert_eq!(first.activity("PA-0018")["owner"], "Second");
    assert_eq!(first.activity("PA-0007")["owner"], "Third");
}

#[test]
fn what_changed_lists_theirs() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "Somebody New");
    first.keys("Ctrl+S");
    second.look();
    second.keys("F10 'what changed' Enter").sees("Owner").sees("Somebody New").sees("saved this register");
}

#[test]
fn a_clash_is_asked_and_each_answer_does_what_it_says() {
    for (keys, expected, kept) in [
        ("Enter Right Ctrl+S", "Second", 0),
        ("Enter Right Right Ctrl+S", "First", 0),
        ("Enter Ctrl+S", "Second", 1),
        ("Enter F2 Ctrl+U 'Third' Tab Ctrl+S", "Third", 0),
    ] {
        let (mut first, mut second) = two();
        set(&mut first, "SC-01", "owner", "First");
        first.keys("Ctrl+S");
        let before = first.file();
        set(&mut second, "SC-01", "owner", "Second");
        set(&mut second, "PA-0018", "owner", "Mine");
        second.keys("Ctrl+S").sees("This file has changed").sees("1 clash");
        assert_eq!(second.file(), before, "nothing is written while it is asked");
        second.keys(keys).sees("Saved");
        assert_eq!(second.activity("SC-01")["owner"], expected, "{keys}");
        assert_eq!(second.activity("PA-0018")["owner"], "Mine", "{keys}");
        let conflicts = second.file()["conflicts"].as_array().map_or(0, Vec::len);
        assert_eq!(conflicts, kept, "{keys}");
        if kept > 0 {
            second.sees("1 clash to settle");
            second.keys("F10 'settle' Enter").sees("Owner").sees("First").keys("Right Right Ctrl+S").sees("Saved");
            assert_eq!(second.activity("SC-01")["owner"], "First");
            assert_eq!(second.file().get("conflicts"), None);
            second.sees_no("to settle");
        }
        // One undo takes the deciding back, and then the changes; theirs stays.
        for _ in 0..6 {
            second.keys("Ctrl+Z");
        }
        second.keys("Ctrl+S");
        assert_eq!(second.activity("SC-01")["owner"], "First", "{keys}: undo never takes away theirs");
    }
}

/// Two people; the second one’s clash of an owner is kept in the register.
fn with_kept_clash() -> (Story, Story) {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "owner", "Second");
    second.keys("Ctrl+S Enter Ctrl+S").sees("1 clash to settle");
    (first, second)
}

#[test]
fn a_kept_clash_whose_field_was_changed_again_shows_what_the_register_holds_now() {
    // Nothing moved: only the two values are there.
    let (_first, mut story) = with_kept_clash();
    story.keys("F10 'settle' Enter").sees("Kept value").sees_no("In the register now");

    for (keys, expected) in [
        ("Right Ctrl+S", "Third"),
        ("Right Right Ctrl+S", "Second"),
        ("Right Right Right Ctrl+S", "First"),
        ("F2 ' and Fourth' Tab Ctrl+S", "Third and Fourth"),
    ] {
        let (_first, mut story) = with_kept_clash();
        set(&mut story, "SC-01", "owner", "Third");
        story.keys("Ctrl+S").sees("Saved");
        story.keys("F10 'settle' Enter").sees("In the register now").sees("Third").sees("Second").sees("First");
        story.keys("Ctrl+S");
        assert_eq!(story.file()["conflicts"].as_array().map(Vec::len), Some(1), "{keys}: deciding later keeps it");
        assert_eq!(story.activity("SC-01")["owner"], "Third", "{keys}");
        story.keys("F10 'settle' Enter");
        if keys.starts_with("Right") {
            story.keys("Right").sees("As it is now").keys("Left");
        }
        story.keys(keys).sees("Saved");
        assert_eq!(story.activity("SC-01")["owner"], expected, "{keys}");
        assert_eq!(story.file().get("conflicts"), None, "{keys}");
        // Undo brings the clash back, with what stood there.
        story.keys("Ctrl+Z Ctrl+S");
        assert_eq!(story.activity("SC-01")["owner"], "Third", "{keys}");
        assert_eq!(story.file()["conflicts"].as_array().map(Vec::len), Some(1), "{keys}");
    }
}

#[test]
fn a_kept_clash_whose_record_is_gone_says_so_and_can_be_ended() {
    let (_first, mut story) = with_kept_clash();
    story.keys("F10 'go to the register' Enter Esc Ctrl+U 'SC-01' Delete Down Enter");
    assert_eq!(story.keys("Ctrl+S").activity("SC-01"), Value::Null);
    story.keys("F10 'settle' Enter").sees("In the register now").sees("Removed");
    story.keys("Right").sees("As it is now").keys("Ctrl+S");
    assert_eq!(story.file().get("conflicts"), None);
    assert_eq!(story.activity("SC-01"), Value::Null);
}

#[test]
fn esc_decides_later_and_leaves_file_and_changes_as_they_were() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "owner", "Second");
    let before = second.file();
    second.keys("Ctrl+S Esc").sees("not saved");
    second.keys("Ctrl+S Enter Right Esc").sees("not saved");
    assert_eq!(second.file(), before);
    second
        .keys("Ctrl+S")
        .sees("This file has changed")
        .keys("Down Enter")
        .sees("Both")
        .keys("Esc")
        .sees("This file has changed");
}

#[test]
fn theirs_is_used_and_mine_kept_as_a_copy() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    let before = first.file();
    set(&mut second, "SC-01", "owner", "Second");
    second.keys("Ctrl+S Down Down Down Enter").sees("This is theirs now").sees("All changes saved");
    assert_eq!(second.file(), before);
    let copies: Vec<Value> = std::fs::read_dir(first.folder.path())
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains("-copy-"))
        .map(|entry| crate::story::read(&entry.path()))
        .collect();
    assert_eq!(copies.len(), 1);
    assert!(copies[0].to_string().contains("\"Second\""));
    second.keys("Ctrl+Z").sees("not saved");
    second.keys("Ctrl+S");
    assert_eq!(second.activity("SC-01")["owner"], "Second");
}

#[test]
fn typing_during_the_save_stands_on_top_of_what_it_took_in() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "PA-0018", "owner", "Second");
    second.keys_only("Ctrl+S Ctrl+N 'Typed meanwhile' Tab").wait();
    second.sees("Typed meanwhile").keys("Esc Esc Ctrl+S").sees("Saved");
    let file = second.file().to_string();
    for text in ["\"First\"", "\"Second\"", "Typed meanwhile"] {
        assert!(file.contains(text), "{text}");
    }
}

#[test]
fn a_clash_typed_during_the_save_is_kept_in_the_register() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "PA-0018", "owner", "Second");
    second.keys("F10 'go to the register' Enter Esc Ctrl+U 'SC-01' Enter F2");
    while second.app.field_here().is_none_or(|spec| spec.id != "owner") {
        second.keys("Tab");
    }
    second.keys_only("Ctrl+S Ctrl+U 'Mine' Tab").wait();
    second.sees("1 clash to settle").keys("Esc Esc Ctrl+S").sees("Saved");
    assert_eq!(second.activity("SC-01")["owner"], "Mine");
    assert_eq!(second.file()["conflicts"][0]["theirs"], "First");
}

#[test]
fn theirs_is_taken_in_while_a_draft_stays_and_told_where_work_is_unsaved() {
    let (mut first, mut second) = two();
    second.keys("'PA-0018' Enter F2").types("Half typed");
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    second.look().sees("Half typed").sees("saved this register");
    second.keys("Tab Esc Esc Ctrl+S").sees("Saved");
    assert_eq!(second.activity("SC-01")["owner"], "First");

    set(&mut first, "PA-0007", "owner", "Other");
    set(&mut second, "PA-0008", "owner", "Unsaved");
    first.keys("Ctrl+S");
    second.look().sees("combined when you save");
    // It is told once.
    second.keys("Down").look().sees_no("combined when you save");
    second.keys("Ctrl+S");
    assert_eq!(second.activity("PA-0007")["owner"], "Other");
    assert_eq!(second.activity("PA-0008")["owner"], "Unsaved");
}

#[test]
fn a_removed_damaged_or_other_file_is_told_and_another_name_offered() {
    for (what, told) in [(0, "Somebody moved"), (1, "cannot be read"), (2, "another register")] {
        let (mut first, mut second) = two();
        set(&mut second, "SC-01", "owner", "Mine");
        let path = first.path();
        match what {
            0 => std::fs::remove_file(&path).unwrap(),
            1 => std::fs::write(&path, "{\"format\": \"ropa-register\", ").unwrap(),
            _ => {
                let text = std::fs::read_to_string(&path).unwrap();
                let id = first.file()["id"].as_str().unwrap().to_owned();
                std::fs::write(&path, text.replace(&id, "zzzzzzzz")).unwrap();
            }
        }
        second.keys("Ctrl+S").sees(told).sees("Save under another name");
        second.keys("Down Down Enter Ctrl+U");
        let other = first.folder.path().join("other.json").display().to_string();
        second.types(&other).keys("Enter").sees("Saved");
        assert!(std::fs::read_to_string(&other).unwrap().contains("\"Mine\""));
        first.look();
    }
}

#[test]
fn a_save_that_somebody_overwrote_without_reading_it_is_brought_back() {
    let (mut first, mut second) = two();
    let before = std::fs::read(first.path()).unwrap();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    // The second works on a share that lost the first one's save.
    std::fs::write(first.path(), &before).unwrap();
    set(&mut second, "PA-0018", "owner", "Second");
    second.keys("Ctrl+S").sees("Saved");
    first.look().wait();
    first.sees("replaced what you had saved");
    assert_eq!(first.activity("SC-01")["owner"], "First");
    assert_eq!(first.activity("PA-0018")["owner"], "Second");
    second.look();
    set(&mut second, "PA-0007", "owner", "Third");
    second.keys("Ctrl+S");
    assert_eq!(second.activity("SC-01")["owner"], "First");
}

#[test]
fn who_else_has_it_open_is_told() {
    let (first, mut second) = two();
    second.sees("has this open").sees("what you save is combined");
    drop(first);
}

#[test]
fn a_copy_of_a_synchronising_program_is_offered_combined_and_then_removed() {
    let first = Story::open();
    let copy = first.folder.path().join("anytown-PC204.json");
    let text = std::fs::read_to_string(first.path()).unwrap();
    let revision = first.file()["saved"]["revision"].as_str().unwrap().to_owned();
    let mut theirs: Value = serde_json::from_str(&text).unwrap();
    theirs["saved"] = serde_json::json!({"revision": "copycopy", "previous": [revision], "by": "M Price", "on": "2026-11-24T10:51:00Z"});
    theirs["activities"][0]["owner"] = "From the copy".into();
    std::fs::write(&copy, theirs.to_string()).unwrap();
    let mut story = first.beside();
    story.sees("OneDrive left a copy of this register").sees("anytown-PC204.json");
    story.keys("Enter").sees("The copy is combined").keys("Down Enter").sees("is removed");
    assert!(!copy.exists());
    assert_eq!(story.file()["activities"][0]["owner"], "From the copy");
    let previous = story.file()["saved"]["previous"].to_string();
    assert!(previous.contains("copycopy"), "{previous}");
}

#[test]
fn ones_own_save_that_a_synchronising_program_put_aside_is_offered_once() {
    let mut story = Story::open();
    set(&mut story, "PA-0018", "owner", "Before");
    story.keys("Ctrl+S");
    let files = [story.path(), story.folder.path().join("anytown.history.jsonl")];
    let theirs = files.map(|path| (std::fs::read(&path).unwrap(), path));
    set(&mut story, "SC-01", "owner", "Mine");
    story.keys("Ctrl+S");
    // OneDrive puts the save of this computer aside, and what was saved on another one in its place.
    std::fs::copy(story.path(), story.folder.path().join("anytown-PC204.json")).unwrap();
    for (bytes, path) in theirs {
        std::fs::write(path, bytes).unwrap();
    }
    let mut story = story.after_a_crash();
    story.sees("What you saved last is not in this file").keys("Enter");
    assert_eq!(story.activity("SC-01")["owner"], "Mine");
    // The copy holds nothing more.
    story.after_a_crash().sees_no("OneDrive left a copy").sees_no("What you saved last");
}

#[test]
fn a_clash_that_stands_in_the_register_is_nobodys_yours() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "owner", "Second");
    second.keys("Ctrl+S Enter Ctrl+S").sees("with 1 change by").sees("‘Settle clashes’ in All");
    // The first one, whose value is the other one now, must not take the kept one for their own.
    first.look().keys("F10 'settle' Enter").sees("Kept value").sees("Other (").sees_no("Yours");
    first.keys("Esc F10 'what changed' Enter").sees("Clashes to settle").sees("‘Second’ or ‘First’").sees_no("{");
    first.sees_no("Enter Open").keys("Down").sees("Enter Open");
}

#[test]
fn own_words_are_kept_by_esc_too() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "owner", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "owner", "Second");
    second.keys("Ctrl+S Enter F2 Ctrl+U 'Third' Esc").sees("Own words").sees("Third").keys("Ctrl+S");
    assert_eq!(second.activity("SC-01")["owner"], "Third");
}

#[test]
fn an_export_asks_where_clashes_are_not_settled_and_prints_both_values() {
    let (mut first, mut second) = two();
    set(&mut first, "SC-01", "business_function", "First");
    first.keys("Ctrl+S");
    set(&mut second, "SC-01", "business_function", "Second");
    second.keys("Ctrl+S Enter Ctrl+S");
    second.keys("F9").sees("1 clash is not settled").keys("Down Enter Enter").sees("Made ");
    let office = crate::command_line::Office::new();
    std::fs::copy(second.path(), office.path("r.json")).unwrap();
    let stopped = office.run(["export", "--register", "r.json", "-o", "out.csv", "--for", "regulator"]).is(1);
    assert!(stopped.err.contains("--with-conflicts"), "{stopped:?}");
    assert!(!office.path("out.csv").exists());
    office.run(["export", "--register", "r.json", "-o", "out.csv", "--for", "regulator", "--with-conflicts"]).is(0);
    let text = std::fs::read_to_string(office.path("out.csv")).unwrap();
    assert!(text.contains("‘Second’, or ‘First’"), "{text}");
    assert!(office.run(["list", "--register", "r.json"]).err.contains("1 clash"));
}
