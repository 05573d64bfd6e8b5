//! Stories of bringing in: a spreadsheet and a privacy notice by keys alone, and all that can stand in the way.

use crate::story::{SAMPLE, Story};
use serde_json::Value;
use std::fmt::Write as _;

/// A notice of our own.
pub const NOTICE: &str = include_str!("bringing/allotments.txt");

/// A spreadsheet of 40 activities, as rows of text. No heading tells where its last column goes.
pub fn forty() -> String {
    let mut text = String::from(
        "Business function,Purpose of processing,Categories of individuals,Categories of personal data,\
         Categories of recipients,Last reviewed,Sec. bits\n",
    );
    for number in 1..=40 {
        let day = if number == 12 { "Summer 2023".to_owned() } else { format!("{:02}/09/2025", number % 28 + 1) };
        let _ = writeln!(
            text,
            "Town services,Run service {number},Residents; Visitors to place {number},Names; Addresses,Police,{day},\
             Locked cupboard {number}"
        );
    }
    text
}

/// Opens the list of files of a story's folder, in which one file was put.
pub fn with_file<'a>(story: &'a mut Story, name: &str, bytes: &[u8]) -> &'a mut Story {
    std::fs::write(story.folder.path().join(name), bytes).unwrap();
    story
}

fn activities(story: &Story) -> Vec<Value> {
    story.file()["activities"].as_array().unwrap().clone()
}

#[test]
fn a_column_goes_where_the_officer_sends_it_and_one_that_is_left_out_is_kept_with_the_record() {
    let mut story = Story::open();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter").sees("> ropa.csv").keys("Enter").sees("Step 2 of 4: Match columns");
    story.sees("6 of 7 columns matched").keys("F7").sees("! Not matched");
    assert!(story.cursor_line().contains("Sec. bits"), "{}", story.screen());
    story.keys("Space").sees("Left out, kept aside").keys("Home Down Down Down Down Space").sees("5 of 7 columns");
    story.keys("Space").sees("6 of 7 columns").keys("Enter").sees("40 new").keys("Enter").sees("Add 40 activities");
    story.keys("Enter").sees("Added 40 activities").keys("Ctrl+S");
    let first = activities(&story).into_iter().find(|activity| activity["purposes"][0] == "Run service 1").unwrap();
    assert_eq!(first["imported"]["unmapped"]["Sec. bits"], "Locked cupboard 1");
    assert_eq!(first["lines"][0]["recipients"][0], "Police");
}

#[test]
fn how_days_are_read_is_told_before_anything_is_added() {
    let mut story = Story::open();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter Enter").sees("02/09/2025 is read as 2 September 2025 (day first)");
    story.sees("1 date cannot be read: row 13 says ‘Summer 2023’");
}

#[test]
fn one_undo_takes_a_whole_import_out_again() {
    let mut story = Story::open();
    let before = story.app.document().register().clone();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter Enter Enter Enter Enter").sees("Register 76").keys("Ctrl+Z").sees("Register 36");
    assert_eq!(story.app.document().register().activities(), before.activities());
    story.keys("Ctrl+Y").sees("Register 76");
}

#[test]
fn a_row_that_is_not_ticked_is_not_added_and_the_same_file_again_adds_nothing() {
    let mut story = Story::open();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter Enter Enter Space").sees("39 ticked").keys("Enter").sees("Add 39 activities");
    story.sees("Leave out 1 row that is not ticked").keys("Enter").sees("Added 39 activities").keys("Ctrl+S");
    assert_eq!(activities(&story).len(), 36 + 39);
    story
        .keys("F10 'bring in a' Enter Enter Enter")
        .sees("1 new, 39 same")
        .keys("Enter Enter")
        .sees("Added 1 activity");
}

#[test]
fn a_matching_that_is_saved_is_used_for_the_next_file() {
    let mut story = Story::open();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter Enter F7 F4 'secu' Enter").sees("7 of 7 columns");
    story.sees("[x] Save this matching for next time").keys("Enter Enter Enter").sees("Added 40");
    story.keys("Ctrl+Z F10 'bring in a' Enter Enter").sees("7 of 7 columns matched");
}

#[test]
fn esc_leads_back_step_by_step_and_nothing_is_added() {
    let mut story = Story::open();
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter Enter Enter Enter").sees("Step 4 of 4").keys("Esc").sees("Step 3 of 4");
    story
        .keys("Esc")
        .sees("Step 2 of 4")
        .keys("Esc")
        .sees("Step 1")
        .keys("Esc")
        .sees("Register 36")
        .sees("All changes saved");
}

#[test]
fn a_file_is_found_by_part_of_its_name_or_by_its_path() {
    let mut story = Story::open();
    with_file(&mut story, "other.csv", b"a,b\n");
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story.keys("F10 'bring in a' Enter 'oth'").sees("> other.csv").sees_no("ropa.csv").sees_no("anytown.json");
    let path = story.folder.path().join("ropa.csv").display().to_string();
    story.keys("Ctrl+U").types(&format!("\"{path}\"")).keys("Enter").sees("Step 2 of 4");
    story.keys("Esc Ctrl+U 'nowhere.csv' Enter").sees("nowhere.csv").sees("Step 1");
}

#[test]
fn what_cannot_be_brought_in_is_told_and_nothing_happens() {
    let mut story = Story::open();
    with_file(&mut story, "empty.csv", b"\n\n");
    story.keys("F10 'bring in a' Enter Enter").sees("There is nothing in ‘empty.csv’").sees("Step 1");
}

#[test]
fn a_suggestion_is_taken_left_or_said_in_own_words() {
    for (columns, rows) in [(120, 30), (80, 24), (60, 16)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        with_file(&mut story, "allotments.txt", NOTICE.as_bytes());
        story
            .keys("F10 'bring in a' Enter Enter")
            .sees("Step 2 of 3: Check what we found")
            .sees("> [x] Activity: Allotments");
        to(&mut story, "Personal data: address");
        story.keys("Space").sees("> [ ] Personal data: address");
        to(&mut story, "Shared with: allotment associations");
        story.keys("Enter Ctrl+U 'Anytown Allotment Society' Enter").sees("Shared with: Anytown Allotment");
        story.keys("End Enter").sees("new").keys("Enter").sees("Added 1 activity").keys("Ctrl+S");
        let all = activities(&story);
        let brought = all.iter().find(|activity| activity["title"] == "Allotments").unwrap();
        let line = &brought["lines"][0];
        assert!(!line["data_classes"].to_string().contains("address"), "{line}");
        assert!(line["recipients"].to_string().contains("Anytown Allotment Society"), "{line}");
        assert!(!line["recipients"].to_string().contains("allotment associations"), "{line}");
    }
}

#[test]
fn a_suggestion_stands_in_the_words_of_the_notice_with_their_line() {
    let mut story = Story::open_at(120, 30, SAMPLE);
    let notice = "Privacy notice - Trees\n\nType of information processed\n\nWe also process special categories of information:\n\n\
                  - religion\n\nHow long we keep your information\n\nSix years after the tree is felled.\n";
    with_file(&mut story, "trees.txt", notice.as_bytes());
    story.keys("F10 'bring in a' Enter Enter");
    for (words, line) in [("Special category data: religion", " 7 "), ("Retention in words: Six years", " 11 ")] {
        to(&mut story, words);
        assert!(story.cursor_line().contains(line), "{}", story.screen());
    }
}

#[test]
fn the_notice_follows_the_cursor_and_is_read_with_tab() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        with_file(&mut story, "allotments.txt", NOTICE.as_bytes());
        story.keys("F10 'bring in a' Enter Enter");
        to(&mut story, "Shared with: allotment associations");
        story.sees("> - allotment associations").keys("Tab Home").sees("Privacy notice: Allotments");
        assert!(story.cursor_line().contains("Privacy notice: Allotments"), "{}", story.screen());
        story.keys("Esc").sees("Shared with: allotment associations");
    }
}

/// Goes down to a row.
fn to(story: &mut Story, words: &str) {
    for _ in 0..80 {
        if story.cursor_line().contains(words) {
            return;
        }
        story.keys("Down");
    }
    panic!("no row says {words:?}:\n{}", story.screen());
}

#[test]
fn a_spreadsheet_that_is_opened_is_offered_for_a_new_register() {
    let mut story = Story::begin(80, 24);
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    let file = story.folder.path().join("ropa.csv");
    let opened = story.open_now(&file);
    story.tell(opened);
    story.sees("Where do you want to bring it in?").keys("Enter 'Anytown' Enter Ctrl+U");
    let path = story.path().display().to_string();
    story.types(&path).keys("Enter").sees("Step 2 of 4").keys("Enter Enter Enter").sees("Register 40");
}

#[test]
fn the_first_screen_leads_to_an_import() {
    for (columns, rows) in [(100, 30), (80, 24), (60, 16)] {
        let mut story = Story::begin(columns, rows);
        with_file(&mut story, "ropa.csv", forty().as_bytes());
        story
            .keys("Down Down Down")
            .sees("> Bring in a spreadsheet or a privacy notice")
            .keys("Enter Enter 'Anytown' Enter Ctrl+U");
        let path = story.path().display().to_string();
        story.types(&path).keys("Enter").sees("Step 1: Select a file").sees("> ropa.csv");
    }
}

#[test]
fn a_register_that_changed_meanwhile_is_compared_again() {
    let mut story = Story::open();
    story.keys("Ctrl+D Esc Esc");
    with_file(&mut story, "ropa.csv", forty().as_bytes());
    story
        .keys("F10 'bring in a' Enter Enter Enter Enter Ctrl+Z Enter")
        .sees("The register has changed since")
        .sees("Step 3 of 4");
    story.keys("Enter Enter").sees("Register 76");
}

#[test]
fn ten_thousand_rows_tell_how_far_they_are_and_can_be_stopped() {
    let mut text = forty();
    let rows: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
    for copy in 0..250 {
        for row in &rows {
            text.push_str(&row.replace("Run service", &format!("Run {copy} service")));
            text.push('\n');
        }
    }
    let mut story = Story::open_at(80, 24, SAMPLE);
    with_file(&mut story, "large.csv", text.as_bytes());
    story.keys("F10 'bring in a' Enter").keys_only("Enter").sees("Reading large.csv").sees("Esc Stop");
    for _ in 0..1_000 {
        if story.screen().contains(" left") || !story.app.is_waiting() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        story.hears_what_there_is();
    }
    story.sees(" of 10040 rows").sees("left");
    for (columns, rows) in [(120, 30), (60, 16), (80, 24)] {
        crate::every_screen::resize_only(&mut story, columns, rows);
        assert!(story.cursor_line().contains("> Stop"), "{}", story.screen());
    }
    story.keys_only("Esc").sees("Stopped. Nothing was added").sees("Step 1: Select a file");
    story.wait().sees("Register 36").keys("Esc").sees("All changes saved");
}

#[test]
fn the_samples_come_in_as_they_are() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if !folder.is_dir() {
        eprintln!("skipped: there are no samples beside the repository");
        return;
    }
    for (file, columns) in [
        ("registers/C01_ico_template_as_filled.xlsx", true),
        ("registers/B01_vvt_art30_de.xlsx", true),
        ("notices/A00_seed_solihull_strategic_commissioning.txt", false),
        ("notices/A29_unitary_authority_transfers_missing.html", false),
        ("notices/A36_house_of_commons_petitions.md", false),
        ("notices/L02_county_why_we_collect.txt", false),
    ] {
        for (width, rows) in [(120, 30), (80, 24)] {
            let mut story = Story::open_at(width, rows, SAMPLE);
            let path = folder.join(file);
            let name = path.file_name().unwrap().to_str().unwrap();
            with_file(&mut story, name, &std::fs::read(&path).unwrap());
            story.keys("F10 'bring in a' Enter").types(name).keys("Enter");
            let keys = if columns { "Enter Home Enter Enter" } else { "End Enter Enter" };
            story.sees(if columns { "Match columns" } else { "Check what we found" }).keys(keys);
            story.sees("Ctrl+Z takes it").keys("Ctrl+Z").sees("All changes saved");
        }
    }
}
