//! Registers of thousands of activities: they open, are searched, edited, saved and exported, with the right results.

pub mod council;

use crate::story::Story;
use ropa::domain::id::Ids;
use ropa::formats::json;
use serde_json::Value;

#[test]
fn the_generated_register_stands_in_the_layout_of_the_program() {
    let text = council::register(50);
    let loaded = json::read(text.as_bytes(), &mut Ids::seeded(1)).unwrap();
    assert_eq!(loaded.ids_given, 0);
    let written = String::from_utf8(json::write(&loaded.register, loaded.form)).unwrap();
    assert_eq!(first_difference(&text, &written), None);
    assert!((2_300..2_700).contains(&(text.len() / 50)), "{} bytes an activity", text.len() / 50);
}

#[test]
fn two_thousand_activities_are_found_edited_saved_and_exported() {
    works_at(2_000);
}

#[test]
fn ten_thousand_activities_are_found_edited_saved_and_exported() {
    works_at(10_000);
}

/// Finds one activity of many, changes it, saves, takes the change back and saves again, and exports what a filter leaves.
fn works_at(count: usize) {
    let text = council::register(count);
    let (number, title) = (count - 2, council::title(count - 2));
    let mut story = Story::open_at(120, 30, &text);
    story.sees(&format!("{count} of {count}"));
    story.types(&format!("PA-{:06}", number + 1)).sees(&format!("1 of {count}"));
    story.keys("Enter").sees(&title).keys("F2 'Ŵ' Tab").sees("not saved").keys("Ctrl+S").sees("Saved 1 change");

    let activities = |story: &Story| story.file()["activities"].as_array().unwrap().clone();
    let before = serde_json::from_str::<Value>(&text).unwrap()["activities"].as_array().unwrap().clone();
    let after = activities(&story);
    assert_eq!(after.len(), count);
    let changed: Vec<usize> = (0..count).filter(|at| before[*at] != after[*at]).collect();
    assert_eq!(changed, [number]);
    assert_eq!(after[number]["title"], format!("{title}Ŵ"));

    story.keys("Ctrl+Z Ctrl+S").sees("Saved 1 change");
    assert!(activities(&story) == before, "taking the change back brings the saved register back");

    let of_owner: Vec<&Value> = before.iter().filter(|activity| activity["owner"] == "Zoë Müller").collect();
    story.keys("Esc Esc Esc").sees(&format!("{count} of {count}"));
    let start: String = title.chars().take(12).collect();
    assert!(story.cursor_line().contains(&start), "the highlight stays on its activity: {}", story.cursor_line());
    story.keys("F4 'owner zoe' Enter Esc").sees(&format!("{} of {count}", of_owner.len()));
    story.keys("F9 Down Down Right").sees("Preview of").keys("Enter").sees(&format!("{} activities", of_owner.len()));
    let exported = std::fs::read(story.folder.path().join("anytown-2026-11-24.csv")).unwrap();
    let rows =
        csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&exported[..]).into_records().count();
    let lines: usize = of_owner.iter().map(|activity| activity["lines"].as_array().unwrap().len()).sum();
    assert_eq!(rows - HEAD, lines);
}

/// The rows of an exported file before those of the lines: header block, bands and headings.
const HEAD: usize = 9;

/// The first line in which two texts differ.
fn first_difference<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    one.split('\n').zip(other.split('\n')).find(|(one, other)| one != other)
}
