//! Damaged registers: what is whole is opened as a copy, the rest is kept as text, and the file stays as it is.

use crate::story::{SAMPLE, Story};
use ropa::domain::id::Ids;
use ropa::formats::json::salvage::salvage;
use ropa::formats::json::{self, Form};

/// The sample with `text` put in the place of some of its bytes.
fn damaged(from: usize, length: usize, text: &[u8]) -> Vec<u8> {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    let end = (from + length).min(bytes.len());
    bytes.splice(from..end, text.iter().copied());
    bytes
}

#[test]
fn all_activities_but_the_damaged_one_are_read_wherever_the_damage_is() {
    let first = SAMPLE.find("\n    {\n").unwrap();
    let last = SAMPLE.rfind("\n    }\n").unwrap();
    let count = SAMPLE.matches("\n    {\n").count();
    for from in (first + 1..last).step_by(2_991) {
        for (length, text) in [(40, &b""[..]), (1, b"\xff"), (60, b"\0\0\0\0\0\0"), (0, b"{{[[\"")] {
            let bytes = damaged(from, length, text);
            if json::read(&bytes, &mut Ids::seeded(1)).is_ok() {
                continue;
            }
            let found = salvage(&bytes, &mut Ids::seeded(1)).unwrap();
            let safe = found.register.activities().len();
            // Damage between two activities hurts both, and a loose quote may hide the next.
            assert!(safe + 2 >= count, "{safe} of {count}, damaged at {from}");
            assert!(!found.damaged.is_empty() && !found.set_aside().is_empty());
            let line = SAMPLE[..SAMPLE.floor_char_boundary(from)].matches('\n').count() + 1;
            let near = found.damaged.iter().any(|part| part.line <= line + 1 && line <= part.line + 400);
            assert!(near, "{line} {:?}", found.damaged.iter().map(|part| part.line).collect::<Vec<_>>());
            json::read(&json::write(&found.register, Form::default()), &mut Ids::seeded(1)).unwrap();
        }
    }
}

#[test]
fn a_file_that_was_cut_short_keeps_all_that_stands_before_the_cut() {
    for length in (0..SAMPLE.len()).step_by(1_499) {
        let bytes = &SAMPLE.as_bytes()[..length];
        let before = &SAMPLE[..SAMPLE.floor_char_boundary(length)];
        let whole = before.split_once("\"activities\": [").map_or(0, |(_, list)| list.matches("\n    }").count());
        let safe = salvage(bytes, &mut Ids::seeded(1)).map_or(0, |found| found.register.activities().len());
        assert_eq!(safe, whole, "cut at {length}");
    }
}

#[test]
fn what_is_no_register_is_not_rescued() {
    for text in [
        "",
        "{}",
        "[1, 2",
        "PK\u{3}\u{4}",
        "{\n  \"format\": \"ropa-register\",\n  \"version\": 99,\n  \"activities\": [\n    {\n",
    ] {
        assert!(salvage(text.as_bytes(), &mut Ids::seeded(1)).is_none(), "{text}");
    }
}

#[test]
fn a_damaged_register_opens_as_a_copy_and_stays_as_it_is() {
    let bytes = damaged(SAMPLE.len() / 2, 40, b"\xff\xff");
    let mut story = Story::begin(80, 24);
    let path = story.path();
    std::fs::write(&path, &bytes).unwrap();
    let opened = story.open_now(&path);
    story.tell(opened);
    story.sees("Part of this file cannot be read").sees("activities can be read").sees("Leave it as it is");
    // Nothing of the first screen shows through.
    story.sees_no("made-up").sees_no("Start a new register").sees_no("You can change all of this later");
    story.keys("Enter").sees("Opened anytown.rescued-").sees("anytown.damaged-");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    let made = std::fs::read_dir(story.folder.path()).unwrap();
    let mut names: Vec<String> = made.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name.starts_with("anytown."));
    // The file, what can be read of it with its history, and the damaged parts.
    assert_eq!(names.len(), 4, "{names:?}");
    // Changes go to the copy.
    story.keys("Enter F2 'x' Ctrl+S").sees("Saved");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}
