//! Rows of tables, marks, roles and undo, as they are met while a record is filled in.

use crate::filling_in::{at, register, saved, to, until};
use crate::story::Story;
use serde_json::{Value, json};

/// A line that holds something, so that another one can stand beside it.
fn lines() -> Value {
    json!([{ "id": "4hq0w8zr", "subjects": ["Pupils"] }, { "id": "9c2k5vth", "subjects": ["Staff"] }])
}

#[test]
fn what_is_typed_into_a_row_is_kept_by_every_way_out() {
    for way_out in ["Esc", "Ctrl+N", "Tab", "Down", "F6 Esc", "F7", "F8", "Ctrl+S", "F4 Esc", "F9"] {
        let mut story = at(json!({}), "Sharing", "Add a contract");
        story.keys("Ctrl+N 'HMRC'").keys(way_out).keys("Ctrl+S");
        let agreements = story.file()["activities"][0]["agreements"].clone();
        assert_eq!(agreements[0], json!({ "recipient": "HMRC" }), "{way_out}");
    }
}

#[test]
fn a_row_in_which_nothing_stands_is_taken_out_again() {
    for (section, label) in [("People", "Add a line"), ("Sharing", "Add a contract"), ("Transfers", "Add a transfer")] {
        let mut story = at(json!({}), section, label);
        story.keys("Ctrl+N Tab Tab Esc").sees(label);
        story.keys("Ctrl+S");
        let file = std::fs::read_to_string(story.path()).unwrap();
        assert!(!file.contains("lines") && !file.contains("agreements") && !file.contains("transfers"), "{file}");
    }
    let mut story = at(json!({ "lines": lines() }), "People", "Add a line");
    story.keys("Ctrl+N Esc");
    assert_eq!(saved(&mut story, "/lines"), lines());
}

#[test]
fn a_row_that_holds_a_mark_or_a_member_of_a_newer_version_is_not_taken_out() {
    let mark = json!([{ "field": "subjects", "line": "9c2k5vth", "mark": "to-confirm" }]);
    let held = json!([{ "id": "4hq0w8zr", "later": 1 }, { "id": "9c2k5vth" }]);
    let mut story = at(json!({ "lines": held, "marks": mark }), "People", "1 of 2");
    story.keys("Enter Esc Down Enter Esc").sees("All changes saved");
}

#[test]
fn tab_stays_in_the_last_cell_of_a_row() {
    let mut story = at(json!({}), "Sharing", "Add a contract");
    story.keys("Ctrl+N Tab Tab Tab Tab Tab Tab '3/9/26'").sees("Contracts and agreements: 1 of 1");
    assert_eq!(saved(&mut story, "/agreements"), json!([{ "ends_on": "2026-09-03" }]));
}

#[test]
fn undo_inside_a_row_that_is_gone_then_never_edits_another_one() {
    let agreements = json!([{ "recipient": "A" }, { "recipient": "B" }, { "recipient": "C" }]);
    let mut story = at(json!({ "agreements": agreements }), "Sharing", "1 of 3");
    // The row that the form is on moves when the one before it comes back.
    story.keys("Ctrl+R");
    until(&mut story, "1 of 2");
    story.keys("Enter").sees("Contracts and agreements: 1 of 2").keys("Ctrl+Z").sees_no("Contracts and agreements: 1");
    story.keys("Ctrl+Z Ctrl+Z");
    assert_eq!(saved(&mut story, "/agreements"), agreements);
    // A row that was just added goes; what is typed next goes nowhere else.
    until(&mut story, "Add a contract");
    story.keys("Ctrl+N 'D' Tab Ctrl+Z Ctrl+Z").sees_no("Contracts and agreements: 4");
    story.keys("Ctrl+Y").sees_no("Contracts and agreements: 4 of");
    // A list that is open over a row closes with it.
    story.keys("Ctrl+Z");
    until(&mut story, "Add a contract");
    story.keys("Ctrl+N Tab F4 Ctrl+Z").sees_no("Its role").keys("Esc Esc Ctrl+S");
    assert_eq!(story.file()["activities"][0]["agreements"], agreements);
}

#[test]
fn undo_of_a_cell_leaves_its_row_open() {
    let mut story = at(json!({ "agreements": [{ "recipient": "A" }] }), "Sharing", "1 of 1");
    story.keys("Enter 'B' Tab Ctrl+Z").sees("Contracts and agreements: 1 of 1").sees("[A ");
}

#[test]
fn removing_the_last_line_but_one_shows_the_other_as_the_activitys_own_fields() {
    let mut story = at(json!({ "lines": lines() }), "People", "1 of 2");
    story.keys("Ctrl+R");
    until(&mut story, "Add a line");
    story.sees("Staff");
    assert_eq!(saved(&mut story, "/lines"), json!([{ "id": "9c2k5vth", "subjects": ["Staff"] }]));
}

#[test]
fn a_field_of_a_line_is_marked_before_there_is_a_line() {
    let mut story = at(json!({}), "Sharing", "Shared with");
    story.keys("F4 End Up Up Enter 'M Price' Enter").sees("Not known yet: M Price");
    let line = saved(&mut story, "/lines/0/id");
    assert_eq!(saved(&mut story, "/marks/0/line"), line);
    assert_eq!(saved(&mut story, "/marks/0/field"), "recipients");
}

#[test]
fn a_mark_goes_once_its_question_is_answered() {
    let mut story = at(json!({}), "Overview", "Owner");
    story.keys("F4 End Up Up Enter 'M Price' Enter 'Head of Transport'");
    assert_eq!(saved(&mut story, "/marks"), Value::Null);
    // A value that was doubtful stays so until somebody says that it is known.
    story.keys("F4 End Up Up Enter 'M Price' Enter").sees("Head of Transport").sees("Not known yet: M Price");
    story.keys("Ctrl+S").keys("' again'");
    assert_eq!(saved(&mut story, "/marks/0/note"), "M Price");
    story.keys("F4");
    until(&mut story, "Known now");
    story.keys("Enter");
    assert_eq!(saved(&mut story, "/marks"), Value::Null);
    assert_eq!(saved(&mut story, "/owner"), "Head of Transport again");
    // What does not apply has no value, and what gets one applies.
    story.keys("F4 End Up Enter 'Closed' Enter");
    assert_eq!(saved(&mut story, "/owner"), Value::Null);
    story.keys("'Head'");
    assert_eq!(saved(&mut story, "/marks"), Value::Null);
}

#[test]
fn a_mark_on_a_group_is_a_mark_on_all_of_it() {
    let line = json!([{ "id": "4hq0w8zr", "retention": { "period_months": 72, "trigger": "case closed" } }]);
    let mut story = at(json!({ "lines": line }), "Retention", "Counted from");
    story.keys("F4 End Up Enter").sees("Why does Retention not apply?").keys("'Never held' Enter");
    assert_eq!(saved(&mut story, "/lines"), json!([{ "id": "4hq0w8zr" }]));
    story.keys("Ctrl+Z");
    assert_eq!(saved(&mut story, "/lines"), line);
}

#[test]
fn a_table_that_does_not_apply_applies_again_with_its_first_row() {
    let mut story = at(json!({}), "Transfers", "Transfers outside");
    story.keys("F4 End Up Enter 'Nothing leaves' Enter Ctrl+S Ctrl+N").sees_no("Does not apply");
    story.keys("Tab 'Workday Inc' F4").sees_no("Does not apply").keys("Esc Esc");
    assert_eq!(saved(&mut story, "/marks"), Value::Null);
}

#[test]
fn sections_come_and_go_with_role_and_regime() {
    let mut story = at(json!({ "role": "controller" }), "Overview", "Your role");
    story.sees_no("Work for controllers").sees_no("Law enforcement").sees("Lawful basis");
    story.keys("'processor' Enter").sees("Work for cont").sees_no("Lawful basis").sees_no("Retention");
    to(&mut story, "Work for", "Contract");
    story.keys("'C-0311' Up Ctrl+Z Ctrl+Z").sees("Section 1 of 9: Overview").sees_no("Work for cont");
    until(&mut story, "Kind of processing");
    story.keys("'law' Enter").sees("Law enforcement").sees_no("Lawful basis");
    assert_eq!(saved(&mut story, "/regime"), "law-enforcement");
}

#[test]
fn a_section_that_loses_its_last_value_gives_way_to_the_first() {
    let members = json!({ "role": "processor", "consent_record": "drawer 4" });
    let mut story = at(members, "Lawful basis", "Consent record");
    story.keys("Ctrl+U Ctrl+S").sees("Section 1 of 5: Overview");
}

#[test]
fn an_approved_record_goes_back_in_review_with_the_first_change() {
    let mut story = at(json!({ "status": "approved" }), "Review", "Reviewed by");
    story.keys("'M Price' Tab").sees("review");
    assert_eq!(saved(&mut story, "/status"), "in-review");
    story.keys("Ctrl+Z");
    assert_eq!(saved(&mut story, "/status"), "approved");
}

#[test]
fn esc_and_undo_bring_the_first_bytes_back() {
    let mut story = Story::open_at(100, 30, &register(&json!({ "lines": lines() })));
    let before = std::fs::read(story.path()).unwrap();
    story.keys("'walk' Enter F2 'x' Ctrl+Z Tab Tab Esc Esc Ctrl+S");
    assert_eq!(std::fs::read(story.path()).unwrap(), before);
}
