//! On the screens: what a change asks for is told and listed, fields come and go with the answers, lists put first what fits.

use crate::filling_in::{at, saved, until};
use crate::story::{SAMPLE, Story};
use serde_json::{Value, json};

fn health() -> Value {
    json!({ "lines": [{ "id": "4hq0w8zr", "special_categories": ["Health"] }] })
}

#[test]
fn what_health_data_ask_for_is_told_once_the_list_closes_and_interrupts_nothing() {
    let mut story = at(json!({}), "People and data", "Special category data");
    story.types("heal").sees_no("is special category data");
    story.keys("Enter").sees_no("is special category data").keys("Enter");
    story.sees("‘Health’ is special category data. This now needs: an Article 9 condition");
    story.sees("F7 goes to the first").keys("Down").sees_no("is special category data");
    assert!(story.cursor_line().contains("Criminal offence data"), "{}", story.cursor_line());
}

#[test]
fn what_a_typed_value_asks_for_is_told_however_the_field_is_left() {
    for way_out in ["Tab", "Esc", "Enter", "Up"] {
        let mut members = health();
        members["dpia"] = json!({ "required": "no" });
        members["article9_conditions"] = json!(["9(2)(c)"]);
        let mut story = at(members, "Overview", "Number of people");
        story.types("20,000").sees_no("This change now needs").keys(way_out);
        story.sees("This change now needs a reason why no impact assessment is needed. F7 goes to it");
    }
}

#[test]
fn f7_goes_to_the_first_thing_that_the_change_asks_for() {
    let mut story = at(json!({}), "People and data", "Special category data");
    story.keys("'heal' Enter Enter F7");
    assert!(story.cursor_line().contains("Article 9 condition"), "{}", story.cursor_line());
    story.sees("Lawful basis");
}

#[test]
fn the_whole_list_stands_among_all_actions_and_enter_goes_to_the_field() {
    let mut story = at(json!({}), "People and data", "Special category data");
    story.keys("'heal' Enter Enter Down F10 'asks for' Enter").sees("What this change asks for");
    story.sees("‘Health’ is special category data").sees("Select an Article 9 condition");
    story.sees("Select a Schedule 1 condition if the Article 9 condition needs one").keys("Down Enter");
    assert!(story.cursor_line().contains("Schedule 1 condition"), "{}", story.cursor_line());
    story.keys("Ctrl+Z F10 'asks for'").sees("after a change that asks for more");
}

#[test]
fn an_approved_activity_says_what_is_asked_for_and_that_it_is_in_review_again() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("'lib' Enter 2 Down Down F4 'health' Enter Enter");
        story.sees("‘Health’ is special category data").sees("an Article 9 condition").sees("in review again");
    }
}

#[test]
fn a_transfer_goes_on_to_what_allows_it_in_the_same_row() {
    let mut story = at(json!({}), "Transfers", "Transfers outside");
    story.keys("Ctrl+N").sees_no("This now needs").keys("'india' Enter").sees("Data now go to India");
    story.keys("F7");
    assert!(story.cursor_line().contains("What allows it"), "{}", story.cursor_line());
    story.sees("India is not approved, as of 24 November 2026").keys("F4").sees("Risk assessment needed");
    story.keys("'idta' Enter").sees("transfer risk assessment. F7 goes to it");
}

#[test]
fn fields_that_the_answers_do_not_ask_for_are_put_away_until_somebody_wants_them() {
    let mut story = at(json!({}), "Lawful basis", "Article 6");
    story.sees_no("Consent record  ").sees("Not asked for by your answers (");
    until(&mut story, "Not asked for by your answers");
    story.keys("Enter").sees("Only with Article 9 conditions").sees("Consent record");
    until(&mut story, "Consent record");
    story.sees("Only where you rely on consent").types("Book 4").keys("Down").sees("[Book 4");
    assert_eq!(saved(&mut story, "/consent_record"), "Book 4");
    story.keys("Esc 3 F2").sees("[Book 4");
}

#[test]
fn a_field_comes_with_its_answer_and_says_why() {
    let mut story = at(json!({}), "Lawful basis", "Article 6");
    story.sees_no("Consent record  ").keys("F4 'consent' Enter Enter").sees("The activity now relies on ‘Consent’");
    story.keys("F7");
    assert!(story.cursor_line().contains("Consent record"), "{}", story.cursor_line());
    story.sees("Asked because you rely on consent");
}

#[test]
fn a_field_that_is_emptied_stays_until_the_keyboard_leaves_it() {
    let mut story = at(json!({ "consent_record": "Book 4" }), "Lawful basis", "Consent record");
    story.keys("F4 End Enter").sees_no("Book 4");
    assert!(story.cursor_line().contains("Consent record"), "{}", story.cursor_line());
    story.keys("Down Up");
    story.sees_no("Book 4").sees("Not asked for by your answers (");
    assert_eq!(saved(&mut story, "/consent_record"), Value::Null);
}

#[test]
fn the_page_to_read_names_only_what_is_asked_for() {
    let mut story = Story::open_at(100, 30, &crate::filling_in::register(&json!({})));
    story.keys("'walk' Enter 3").sees("Not recorded: ").sees_no("Annex 1 condition").sees_no("Consent record");
}

#[test]
fn a_list_puts_first_what_fits_says_why_and_leaves_nothing_out() {
    let members = json!({
        "lines": [{ "id": "4hq0w8zr", "special_categories": ["Health"] }], "article9_conditions": ["9(2)(h)"]
    });
    let mut story = at(members, "Lawful basis", "Schedule 1 condition");
    story.sees("One condition can fit: ‘Health or social care").keys("F4").sees("36 of 36");
    let screen = story.screen();
    let first = screen.lines().find(|line| line.contains("[ ]")).unwrap().to_owned();
    assert!(first.contains("Health or social care") && first.contains("No policy document"), "{first}");
    story.sees("It completes condition 9(2)(h)").sees("DPA 2018 Schedule 1 Part 1 paragraph 2");
    story.keys("Esc");
    assert_eq!(saved(&mut story, "/schedule1_conditions"), Value::Null, "nothing is filled in by itself");
}

#[test]
fn bases_show_the_rights_that_follow_and_nothing_is_chosen_by_itself() {
    let mut story = at(health(), "Lawful basis", "Article 6");
    story.keys("F4 Down").sees("For your own tasks").sees("Rights that follow: Erasure (limited), To object");
    story.sees("Not for public tasks").keys("Esc");
    assert_eq!(saved(&mut story, "/lawful_bases"), Value::Null);
    story.keys("Esc 3").sees("Article 6 lawful basis   Not recorded");
}
