//! The history screen: who changed what, what it was before, and bringing one earlier value back.

use crate::past::{self, TRANSPORT};
use crate::story::{SAMPLE, Story};
use ropa::app::Screen;
use ropa::app::history::back::{self, NotBack};
use ropa::domain::diff::{About, FieldChange};
use ropa::domain::field_path::FieldPath;
use ropa::domain::id::Id;
use ropa::formats::history::{Request, Salts};
use ropa::formats::json::Form;
use serde_json::{Value, json};

/// The sample with its history.
fn open_at(columns: u16, rows: u16) -> Story {
    let story = Story::open_at(columns, rows, SAMPLE);
    past::write(&story);
    story
}

fn open() -> Story {
    open_at(120, 30)
}

/// The rows on the right, as they stand in the file that F9 makes.
fn differences(story: &mut Story) -> String {
    let path = story.folder.path().join("shown.txt");
    let _ = std::fs::remove_file(&path);
    story.keys("F9 Ctrl+U").types(&path.display().to_string()).keys("Enter").sees("Made ");
    let text = std::fs::read_to_string(path).unwrap();
    text.split_once("+ now\n").map_or(String::new(), |(_, rest)| rest.trim().to_owned())
}

#[test]
fn the_saves_stand_newest_first_with_who_and_how_much() {
    let mut story = open();
    story.keys("'PA-0007' Enter Ctrl+L").sees("History of School transport").sees("[History]");
    let screen = story.screen();
    let places: Vec<usize> = [
        "> Now",
        "24 Nov 2026 09:12",
        "J Evans, 2 changes",
        "2 Oct 2026 15:10",
        "M Price, 2 changes",
        "30 Sep 2026 08:00",
        "changed outside Ropa",
        "3 Sep 2025 09:55",
        "12 Jun 2024 11:20",
    ]
    .iter()
    .map(|text| screen.find(text).unwrap_or_else(|| panic!("{text} is not shown:\n{screen}")))
    .collect();
    assert!(places.is_sorted(), "{screen}");
    story.keys("Down Down").sees("Comparing 2 October 2026 with now: 2 differences. Looking changes nothing.");
    story.sees("- Coach and taxi operators").sees("+ In progress").sees_no("Libraries");
}

#[test]
fn what_is_not_saved_yet_stands_on_top() {
    for history in [true, false] {
        let mut story = Story::open_at(80, 24, SAMPLE);
        if history {
            past::write(&story);
        }
        story.keys("'PA-0034' Enter F2 End ' anew' Ctrl+L").sees("> Now").sees("1 change not saved");
        story.sees("- the last save, + now").sees("+ Venue hire at the Assembly Rooms anew");
        story.keys("Enter F2").sees("Brought back Activity of the last save");
        story.sees_no("+ Venue hire").keys("Ctrl+S").sees("Saved 2 changes");
        assert_eq!(story.activity("PA-0034")["title"], "Venue hire at the Assembly Rooms");
    }
}

#[test]
fn one_earlier_value_comes_back_as_one_edit_that_undo_names() {
    for (columns, rows) in [(100, 30), (80, 24), (60, 16)] {
        let mut story = open_at(columns, rows);
        story.keys("'PA-0007' Enter Ctrl+L Down Down Enter").sees("> Shared with (Line");
        story.keys("F2").sees("in review").sees("1 change not saved");
        story.keys("Ctrl+S");
        assert_eq!(
            story.changes(),
            [
                "activities.PA-0007.status: \"approved\" -> \"in-review\"",
                "activities.PA-0007.lines.0.recipients: [\"Schools\"] -> [\"Schools\",\"Coach and taxi operators\"]",
            ]
        );
        story.keys("Ctrl+Z").sees("Undid: Brought back Shared with (Line 1: Students");
        story.keys("Ctrl+S");
        assert!(story.changes().is_empty(), "{:?}", story.changes());
    }
}

#[test]
fn a_difference_that_was_brought_back_is_gone_from_the_list() {
    let mut story = open();
    story.keys("'PA-0007' Enter Ctrl+L Down Down Enter Down").sees("2 differences").sees("> Assessment");
    // The status goes back in review with it, and that is a difference too.
    story.keys("F2").sees_no("+ In progress").sees("+ In review");
    story.keys("Ctrl+Z").sees("+ In progress").sees_no("+ In review");
}

#[test]
fn a_deleted_activity_comes_back_whole_and_where_it_stood() {
    let mut story = open();
    // F8 goes through the views: reviews, checks, word lists, history.
    story.keys("F8 F8 F8 F8").sees("History of the register").keys("Down Down Down");
    story.keys("Enter");
    while !story.cursor_line().contains("Taxi marshals") {
        let before = story.cursor_line();
        story.keys("Down");
        assert_ne!(before, story.cursor_line(), "{}", story.screen());
    }
    story.keys("Down").sees(">   Deleted").sees("What the work is:").keys("Up");
    story.keys("Enter").sees("History of Taxi marshals at the rank").sees("M Price, 1 change");
    story
        .keys("Down Down")
        .sees("Deleted")
        .keys("Enter F2")
        .sees("Brought back Taxi marshals at the rank of 12 June 2024");
    story.keys("Ctrl+S");
    let file = story.file();
    let activities = file["activities"].as_array().unwrap();
    assert_eq!(activities[8]["title"], "Taxi marshals at the rank");
    assert_eq!(activities[8]["id"], "0marsha1");
    assert_eq!(activities.len(), 37);
    story.keys("Ctrl+Z Ctrl+S");
    assert!(story.changes().is_empty());
}

#[test]
fn the_history_of_one_field_is_told_from_reading_and_from_editing() {
    for way in ["'PA-0007' Enter Down Down Down Down Down Down Ctrl+T", "'PA-0007' Enter F2 Tab Tab Tab Tab Ctrl+T"] {
        let mut story = open();
        story.keys("'PA-0007' Enter F10 'history of this field'").sees("History of this field").keys("Esc Esc Esc Esc");
        story.keys(way);
        let screen = story.screen();
        assert!(screen.contains("History of ") && screen.contains(": School transport"), "{way}:\n{screen}");
    }
    let mut story = open();
    story.keys("'PA-0007' Enter Ctrl+L Down Down Down Enter");
    while !story.cursor_line().contains("Owner") {
        story.keys("Down");
    }
    story.keys("Enter").sees("History of Owner: School transport").sees("3 states").sees("M Price, 1 change");
    story.keys("Down Down").sees("- M Price").sees("+ A Shah").sees("the history begins");
}

#[test]
fn typing_narrows_the_saves_by_person_day_title_and_field() {
    for (typed, shown, hidden) in [
        ("price", "2 Oct 2026 15:10", "24 Nov 2026"),
        ("oct", "M Price, 4 changes", "A Shah"),
        ("friday", "2 Oct 2026 15:10", "3 Sep 2025"),
        ("library", "2 Oct 2026 15:10", "24 Nov 2026"),
        ("lawful bas", "3 Sep 2025 09:55", "2 Oct 2026"),
        ("outside", "30 Sep 2026 08:00", "2 Oct 2026"),
        ("now", "> Now", "M Price"),
    ] {
        let mut story = open();
        story.keys("F10 'history' Enter").sees("6 states").types(typed);
        story.sees(&format!("Narrow: {typed}")).sees("1 state").sees(shown).sees_no(hidden);
        story.keys("Esc").sees("6 states");
    }
    let mut story = open();
    story.keys("F10 'history' Enter 'zzqqxx'").sees("Nothing in the history matches ‘zzqqxx’").sees("0 states");
    assert!(story.cursor_line().contains("Narrow: zzqqxx"));
}

#[test]
fn the_whole_activity_comes_back_after_a_question() {
    let mut story = open();
    story.keys("'PA-0007' Enter Ctrl+L End F10 'whole act' Enter").sees("> Keep it as it is now").sees("7 values");
    story.keys("Enter").sees("All changes saved");
    story.keys("F10 'whole act' Enter Down Enter").sees("1 change not saved").keys("Ctrl+S");
    let transport = story.activity("PA-0007");
    assert_eq!(transport["owner"], "M Price");
    assert_eq!(transport["lawful_bases"], json!([{ "basis": "6(1)(a)" }]));
    assert_eq!(transport["lines"][0]["retention"], json!({ "text": "6 years from closure" }));
    assert_eq!(transport["status"], "in-review");
    story.keys("Ctrl+Z Ctrl+S");
    assert!(story.changes().is_empty(), "{:?}", story.changes());
}

#[test]
fn a_value_whose_line_is_gone_does_not_come_back() {
    let register = past::read(SAMPLE.as_bytes());
    let about = About::Activity(Id::from(TRANSPORT));
    let check = |path: &str, to: Value, expected: NotBack| {
        let path = FieldPath::read(path).unwrap();
        let change = FieldChange { about: about.clone(), path, from: None, to: Some(to), after: None };
        let edit = back::edit(&[change], &register, None, String::new());
        assert_eq!(edit.unwrap_err(), expected);
    };
    check("lines[gone0000].recipients", json!(["Schools"]), NotBack::DoesNotFit);
    check("marks[retention gone0000]", json!({ "field": "retention", "line": "gone0000" }), NotBack::DoesNotFit);
    check("title", json!(7), NotBack::DoesNotFit);
    let whole = FieldChange { about, path: FieldPath::whole(), from: None, to: None, after: None };
    assert_eq!(back::edit(&[whole], &register, None, String::new()).unwrap_err(), NotBack::NotThereThen);
}

#[test]
fn what_was_added_since_has_no_earlier_value() {
    let mut story = open();
    story.keys("Ctrl+N 'Bees' Esc Ctrl+L Enter F2").sees("Bees was not there").sees("Nothing was changed");
    story.keys("Esc Esc").sees("Bees");
}

#[test]
fn what_was_taken_out_is_said_and_cannot_be_brought_back() {
    let mut story = open();
    let history = past::entries(&story);
    let change = history.entries().iter().find(|entry| entry.change().is_some_and(|change| &*change.field == "owner"));
    let sample = past::read(SAMPLE.as_bytes());
    let request = |entry| Request {
        entry,
        everywhere: true,
        reason: "erasure asked for",
        at: "2026-11-24T10:00:00Z",
        who: "J Smith",
        register: (&sample, Form::default()),
    };
    let description = history
        .entries()
        .iter()
        .find(|entry| entry.change().is_some_and(|change| &*change.field == "description" && change.from.is_some()));
    assert!(change.is_some());
    let redacted = history.redacted(&request(&description.unwrap().hash), &mut Salts::of([9; 32])).unwrap();
    std::fs::write(past::file(&story), redacted.bytes).unwrap();
    story.keys("'PA-0007' Enter Ctrl+L End Enter").sees_no("[redacted").sees_no("travels free");
    let said = "taken out on 24 November 2026 by J Smith: erasure asked for";
    assert!(differences(&mut story).contains(said), "{}", story.screen());
    while !story.cursor_line().contains("What the work is") {
        story.keys("Down");
    }
    story.keys("F2").sees("was taken out of the history and cannot be brought back").sees("All changes saved");
    story.keys("Esc Esc F10 'history' Enter").sees("J Smith, values taken out");
}

#[test]
fn a_history_that_is_not_there_or_damaged_is_told_in_one_line() {
    let mut story = Story::open();
    story.keys("F10 'history' Enter").sees("There is no history beside this register yet").sees("> Now");
    let mut story = open();
    let damaged = std::fs::read_to_string(past::file(&story)).unwrap().replacen("\"entry\"", "\"entr\"", 1);
    std::fs::write(past::file(&story), damaged).unwrap();
    story.keys("F10 'history' Enter").sees("line 1 is damaged").sees("history --verify");
    let mut story = Story::open_at(100, 30, &SAMPLE.replacen("Blue badge applications", "Blue badges", 1));
    std::fs::write(past::file(&story), past::history(SAMPLE.as_bytes())).unwrap();
    story.keys("F10 'history' Enter").sees("The history does not know this file");
    story.keys("Down").sees("- Blue badge").sees("+ Blue badges");
}

#[test]
fn the_history_is_read_again_when_its_file_has_changed() {
    let mut story = Story::open();
    story.keys("F10 'history' Enter").sees("There is no history").keys("Esc");
    past::write(&story);
    story.keys("F10 'history' Enter").sees("6 states").sees_no("There is no history");
}

#[test]
fn another_persons_lines_are_told_with_their_name() {
    let mut story = open();
    story
        .keys("'PA-0007' Enter Ctrl+L")
        .sees("J Evans")
        .sees("M Price")
        .sees("A Shah")
        .keys("'evans'")
        .sees("2 states")
        .sees_no("M Price");
    story.keys("F2").sees("There is no difference to bring back");
}

#[test]
fn looking_changes_nothing_and_asks_nothing_of_the_file() {
    let mut story = open();
    let before = (std::fs::read(story.path()).unwrap(), std::fs::read(past::file(&story)).unwrap());
    story.keys(
        "'PA-0007' Enter Ctrl+L Down Down Enter Down Enter Down Esc Esc Esc 'price' Esc Esc F8 F8 F8 F8 End Home",
    );
    story.keys("Down Enter PageDown PageUp End Home Esc Esc Ctrl+S Ctrl+Q");
    assert!(story.ended, "{}", story.screen());
    let after = (std::fs::read(story.path()).unwrap(), std::fs::read(past::file(&story)).unwrap());
    assert!(before == after);
    assert!(!story.own_folder().journals().is_some_and(|folder| folder.exists()), "a journal was made");
}

#[test]
fn f9_puts_what_is_shown_into_a_text_file() {
    let mut story = open();
    story.keys("'PA-0007' Enter Ctrl+L Down Down F9").sees("Put this history into which text file?");
    story.sees("anytown-history-2026-11-24.txt").keys("Enter").sees("Made ");
    let text = std::fs::read_to_string(story.folder.path().join("anytown-history-2026-11-24.txt")).unwrap();
    for line in [
        "History of School transport: applications and eligibility",
        "Made on 24 November 2026 by A Shah from anytown.json",
        "2 Oct 2026 15:10 · M Price, 2 changes",
        "- 2 October 2026, + now",
        "Shared with (Line 1: Students and pupils)",
        "  - Coach and taxi operators",
        "  + In progress",
    ] {
        assert!(text.lines().any(|known| known == line), "{line:?} is not in:\n{text}");
    }
    story.keys("F9 Enter").sees("already");
    assert!(matches!(story.app.top(), Some(Screen::History(_))));
}
