//! Many activities at once: recording reviews, and changing one field of all ticked.

use crate::story::{SAMPLE, Story};
use serde_json::Value;

fn at_both_sizes(journey: impl Fn(&mut Story)) {
    for (columns, rows) in [(100, 30), (80, 24)] {
        journey(&mut Story::open_at(columns, rows, SAMPLE));
    }
}

#[test]
fn j5_record_five_reviews_as_done_today_next_in_12_months() {
    at_both_sizes(|story| {
        story.keys("F8 Space Space Space Space Space F2").sees("Record a review of 5 activities");
        story.sees("In 12 months, 24 November 2027").keys("Enter").within(10);
        story.keys("Ctrl+S");
        for reference in ["PA-0019", "PA-0007", "PA-0006", "PA-0021", "PA-0018"] {
            let activity = story.activity(reference);
            assert_eq!(activity["last_reviewed"], "2026-11-24", "{reference}");
            assert_eq!(activity["next_review"], "2027-11-24", "{reference}");
            assert_eq!(activity["reviewed_by"], "A Shah", "{reference}");
            assert_eq!(activity["status"], "approved", "a review of {reference} leaves its approval");
        }
        assert_ne!(story.activity("PA-0013")["last_reviewed"], "2026-11-24", "the sixth was not ticked");
        story.keys("Ctrl+Z").sees("Undid: review of 5 activities");
    });
}

#[test]
fn j6_move_every_activity_from_one_owner_to_another() {
    at_both_sizes(|story| {
        let owned = |story: &Story, owner: &str| -> usize {
            let file: Value = story.file();
            file["activities"].as_array().unwrap().iter().filter(|activity| activity["owner"] == owner).count()
        };
        let (shah, evans) = (owned(story, "A Shah"), owned(story, "J Evans"));
        assert!(shah > 0 && evans > 0);
        story.keys("F4 'shah' Enter Enter Ctrl+A F2 'owner' Enter 'evans' Enter");
        story.sees("A Shah → J Evans").sees("Change nothing");
        story.keys("Down Enter").within(24);
        story.keys("Ctrl+S");
        assert_eq!((owned(story, "A Shah"), owned(story, "J Evans")), (0, shah + evans));
        story.keys("Ctrl+Z Ctrl+S");
        assert_eq!((owned(story, "A Shah"), owned(story, "J Evans")), (shah, evans), "one undo takes all of it back");
    });
}

#[test]
fn a_recipient_is_added_to_every_line_of_the_ticked_and_taken_out_again() {
    let mut story = Story::open();
    story.keys("'school transport' Down Up Space Space F2 'shared' Enter Enter 'ombudsman' Enter Down Enter Ctrl+S");
    let lines = |story: &Story| {
        let lines =
            ["PA-0007", "PA-0008"].map(|reference| story.activity(reference)["lines"].as_array().unwrap().clone());
        lines.concat()
    };
    let holds = |line: &Value| line["recipients"].to_string().contains("mbudsman");
    assert!(lines(&story).len() > 2 && lines(&story).iter().all(holds), "{:?}", story.screen());
    story.keys("F2 'shared' Enter Down Enter 'ombudsman' Enter Down Enter Ctrl+S");
    assert!(!lines(&story).iter().any(holds));
}

#[test]
fn what_cannot_be_read_as_a_date_changes_nothing() {
    let mut story = Story::open();
    story.keys("Down Space F2 'next review' Enter 'summer' Enter").sees("24 11 2026").keys("Enter");
    assert_eq!(story.app.document().unsaved(), 0);
}
