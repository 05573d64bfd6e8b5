//! Approving and accepting: who, when and why are recorded, what is open is asked about first, and nothing is hidden.

use crate::journeys::at_both_sizes;
use crate::story::{SAMPLE, Story};
use serde_json::{Value, json};

/// An activity's status and who approved it when.
fn approval(story: &mut Story, reference: &str) -> Value {
    story.keys("Ctrl+S");
    let activity = story.activity(reference);
    json!([activity["status"], activity["approved"]])
}

/// The sample with other values in one of its activities; null takes one out.
fn with(reference: &str, values: &Value) -> String {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let activities = register["activities"].as_array_mut().unwrap();
    let activity = activities.iter_mut().find(|activity| activity["reference"] == reference).unwrap();
    let activity = activity.as_object_mut().unwrap();
    activity.extend(values.as_object().unwrap().clone());
    activity.retain(|_, value| !value.is_null());
    register.to_string()
}

/// Goes down until the highlight stands on some words.
fn down_to(story: &mut Story, words: &str) {
    for _ in 0..40 {
        if story.cursor_line().contains(words) {
            return;
        }
        story.keys("Down");
    }
    panic!("{words} is not there:\n{}", story.screen());
}

const BY_ME: &str = r#"{"by":"A Shah","on":"2026-11-24"}"#;

fn by_me(status: &str) -> Value {
    json!([status, serde_json::from_str::<Value>(BY_ME).unwrap()])
}

#[test]
fn approving_records_who_and_when_and_undo_takes_it_back() {
    let sample = with("PA-0020", &json!({ "status": "in-review", "approved": null }));
    for keys in ["'complaints' Enter F10 'approve' Enter", "'complaints' F10 'approve' Enter"] {
        let mut story = Story::open_at(80, 24, &sample);
        story.keys(keys).sees("Approved. Your name and today’s date stand with it");
        assert_eq!(approval(&mut story, "PA-0020"), by_me("approved"), "{keys}");
        story
            .keys(keys.rsplit_once("F10").unwrap().1.trim_start())
            .keys("Esc Ctrl+Z")
            .sees("Undid: approval of Complaints");
        assert_eq!(approval(&mut story, "PA-0020"), json!(["in-review", null]), "{keys}");
    }
}

#[test]
fn the_status_field_approves_alike_and_what_is_approved_stays() {
    let mut story = Story::open_at(100, 30, &with("PA-0020", &json!({ "status": "draft", "approved": null })));
    story.keys("'complaints' F2");
    down_to(&mut story, "Status");
    story.keys("F4 'appr' Enter").sees("Approved. Your name");
    assert_eq!(approval(&mut story, "PA-0020"), by_me("approved"));
    story.keys("Esc F10 'approve' Enter").sees("This activity is approved already").sees("All changes saved");
    story.keys("F2 ' too' Tab").sees("Your change puts it back in review");
    assert_eq!(approval(&mut story, "PA-0020"), by_me("in-review"));
}

#[test]
fn what_is_open_is_asked_about_and_the_first_answer_puts_it_right() {
    at_both_sizes(|story| {
        story.keys("'foster' Enter F10 'approve' Enter").sees("Approve Foster carer approval?");
        story.sees("the law asks for").sees("> Put it right first");
        story.keys("Esc").sees("Foster carer approval").sees("All changes saved");
        assert_eq!(story.app.document().unsaved(), 0);
        story.keys("F10 'approve' Enter Enter").sees("Section ").sees("Editing").keys("Esc Esc");
        story.keys("Enter F10 'approve' Enter Down Down Enter").sees("All changes saved");
        story.keys("F10 'approve' Enter Down Enter").sees("Approved. Your name");
        assert_eq!(approval(story, "PA-0016"), by_me("approved"));
    });
}

#[test]
fn several_are_approved_at_once_and_those_with_something_open_are_named() {
    let sample = with("PA-0020", &json!({ "status": "in-review", "approved": null }));
    for (keys, foster, complaints) in [
        ("Enter", "draft", "in-review"),
        ("Down Enter", "draft", "approved"),
        ("Down Down Enter", "approved", "approved"),
    ] {
        let mut story = Story::open_at(80, 24, &sample);
        story.keys("'and ombudsman' Down Up Space Esc 'carer approval' Down Space Esc F10 'approve' Enter");
        story
            .sees("Approve 2 activities?")
            .sees("1 of 2 still")
            .sees("Foster carer approval: ")
            .sees("> Do not approve");
        story.keys(keys).keys("Ctrl+S");
        assert_eq!(story.activity("PA-0016")["status"], foster, "{keys}");
        assert_eq!(story.activity("PA-0020")["status"], complaints, "{keys}");
    }
}

#[test]
fn a_finding_is_accepted_with_a_reason_shown_so_and_opened_again() {
    let without_owner = with("PA-0020", &json!({ "owner": null, "status": "draft" }));
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, &without_owner);
        story.keys("'complaints' Enter F7").sees("! Enter");
        story.keys("F10 'accept' Enter").sees("Why can this stay as it is?").keys("Enter").sees("Why can this stay");
        story
            .keys("'The post is vacant' Enter")
            .sees("Accepted: Enter")
            .sees("Because: The post is vacant, A Shah, 24");
        story.sees_no("! Enter").keys("Ctrl+S");
        let marks = story.activity("PA-0020")["marks"].clone();
        assert_eq!(
            marks,
            json!([{ "field": "owner", "mark": "accepted", "rule": "V-50", "note": "The post is vacant", "by": "A Shah", "on": "2026-11-24" }])
        );
        story.keys("F10 'accept' Enter").sees("This is accepted. Is it to stay so?").sees("The post is vacant, A Shah");
        story
            .keys("Enter")
            .sees("Accepted: Enter")
            .keys("F10 'accept' Enter Down Enter")
            .sees("! Enter")
            .keys("Ctrl+S");
        assert_eq!(story.activity("PA-0020")["marks"], Value::Null);
        story.keys("Ctrl+Z").sees("Accepted: Enter");
    }
}

#[test]
fn what_the_law_asks_of_every_record_cannot_be_accepted() {
    let mut story =
        Story::open_at(80, 24, &with("PA-0020", &json!({ "purposes": null, "owner": null, "status": "draft" })));
    story.keys("'complaints' Enter Up F10 'accept' Enter").sees("What can stay as it is in").sees("the law asks it");
    story.keys("Enter").sees("the law asks it").sees_no("Why can this stay");
    story.keys("Down").keys("Enter").sees("Why can this stay as it is?").sees("owner");
    story.keys("Esc F7").sees("! Enter the purpose").keys("F10 'accept' Enter").sees("can only be put right");
}

#[test]
fn a_finding_of_one_transfer_is_accepted_for_that_one_only() {
    let transfers = json!({ "status": "draft", "transfers": [
        { "id": "t1t1t1t1", "organisation": "One", "country": "IN" },
        { "id": "t2t2t2t2", "organisation": "Two", "country": "IN" },
    ] });
    let mut story = Story::open_at(100, 30, &with("PA-0020", &transfers));
    story.keys("'complaints' Enter F10 'accept' Enter");
    let lines = story.screen();
    assert!(lines.matches("India").count() >= 2, "{lines}");
    down_to(&mut story, "India");
    story.keys("Enter 'Contract is being renewed' Enter Ctrl+S");
    let marks = story.activity("PA-0020")["marks"].clone();
    assert_eq!(marks.as_array().unwrap().len(), 1);
    assert_eq!((&marks[0]["line"], &marks[0]["rule"]), (&json!("t1t1t1t1"), &json!("V-33")));
    let screen = story.keys("F10 'accept' Enter").screen();
    assert_eq!(screen.matches("Accepted: ").count(), 1, "{screen}");
}

#[test]
fn a_register_to_look_at_is_neither_approved_nor_accepted_in() {
    let mut story = Story::open_to_look();
    for words in ["approve", "accept with"] {
        story
            .keys("'foster' Enter F10")
            .types(words)
            .keys("Enter")
            .sees_no("Why can")
            .sees_no("Approved.")
            .keys("Esc Esc Esc Esc");
    }
    assert_eq!(story.changes(), [] as [String; 0]);
}

#[test]
fn a_finding_is_accepted_from_the_list_of_what_is_to_be_fixed() {
    at_both_sizes(|story| {
        story.keys("F5 'contract that now holds'").sees("PA-0013").keys("F10 'accept' Enter").sees("Why can this stay");
        story.keys("'A new one is being signed' Enter Esc").sees("[Checks 48 to fix]").sees_no("PA-0013  Home care");
        story.keys("Ctrl+S");
        let marks = story.activity("PA-0013")["marks"].clone();
        let accepted = marks.as_array().unwrap().iter().find(|mark| mark["mark"] == "accepted").unwrap();
        assert_eq!((&accepted["rule"], &accepted["field"]), (&json!("V-46"), &json!("agreements")));
    });
}

#[test]
fn a_finding_about_a_cell_stands_beside_it_too() {
    at_both_sizes(|story| {
        story.keys("F5 'contract that now holds' Enter").sees("Contracts and agreements: ").sees("! Add the contract");
        assert!(story.cursor_line().contains("Ends on"), "{}", story.screen());
        story.keys("F10 'accept' Enter").sees("Why can this stay as it is? Add the contract that now holds");
    });
}
