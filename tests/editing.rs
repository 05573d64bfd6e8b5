//! Stories of editing: lines, bases, transfers, words of one's own, the organisation, and nothing that was typed lost.

use crate::journeys::at_both_sizes;
use crate::story::Story;
use serde_json::json;

#[test]
fn one_line_stands_as_the_activitys_own_fields_and_two_as_a_table() {
    at_both_sizes(|story| {
        story.keys("'foi reque' Enter 2 F2").sees("[Complainants").sees_no("1 of 1");
        story.keys("Ctrl+N").sees("People and data: 2 of 2").keys("'solicit' Enter Enter Esc");
        story.sees("1 of 2").sees("2 of 2").sees_no("[Complainants").keys("Ctrl+S");
        let lines = story.activity("PA-0001")["lines"].clone();
        assert_eq!(lines.as_array().unwrap().len(), 2);
        assert_eq!(lines[1]["subjects"].as_array().unwrap().len(), 1);
        assert_ne!(lines[0]["id"], lines[1]["id"]);

        story.keys("Down Down Up Ctrl+R").sees("Removed the line. Ctrl+Z brings it back").sees("[Complainants");
        story.keys("Ctrl+S");
        assert_eq!(story.changes(), ["activities.PA-0001.status: \"approved\" -> \"in-review\""]);
        story.keys("Ctrl+Z").sees("2 of 2");
    });
}

#[test]
fn a_line_that_was_added_and_left_empty_goes_without_a_trace() {
    at_both_sizes(|story| {
        story.keys("'foi reque' Enter 2 F2 Ctrl+N Esc").sees("[Complainants").sees("All changes saved");
        assert_eq!(story.app.document().unsaved(), 0);
        story.keys("Esc 5 Enter Ctrl+N").sees("Transfers outside the UK: 1 of 1").keys("Esc");
        story.sees("[None ").sees("All changes saved");
    });
}

#[test]
fn what_is_typed_into_a_new_line_is_kept_however_it_is_left() {
    for (keys, count) in [("Esc", 1), ("Ctrl+N Esc", 1), ("Tab Esc", 1), ("Ctrl+N Down 'Parkwise' Esc", 2)] {
        let mut story = Story::open();
        story.keys("'library' Enter 5 Enter Ctrl+N Down 'Tapkerb'").keys(keys).keys("Ctrl+S");
        let transfers = story.activity("PA-0014")["transfers"].clone();
        assert_eq!(transfers[0]["organisation"], "Tapkerb", "{keys}");
        assert_eq!(transfers.as_array().unwrap().len(), count, "{keys}");
    }
}

#[test]
fn lawful_bases_are_picked_from_their_list_and_the_law_is_typed() {
    at_both_sizes(|story| {
        story.keys("'social ev' Enter 3 F4 'contract' Enter Enter").sees("2 recorded").sees("6(1)(b) Contract");
        story.keys("Down Down Enter").sees("Article 6 lawful basis: 2 of 2").keys("Down 'Terms of the scheme' Ctrl+S");
        let bases = story.activity("PA-0031")["lawful_bases"].clone();
        assert_eq!(bases[0]["basis"], "6(1)(f)");
        assert_eq!(bases[1], json!({ "basis": "6(1)(b)", "statutory_reference": "Terms of the scheme" }));
        story.keys("Esc").sees("6(1)(b) Contract · Terms of the scheme");
    });
}

#[test]
fn a_recipient_of_ones_own_is_kept_as_written_and_offered_again() {
    at_both_sizes(|story| {
        story
            .keys("'social ev' Enter 4 Enter 'Choir of Anytown'")
            .sees("Add your own to Shared with: ‘Choir of Anytown’");
        story.keys("Enter Enter Ctrl+S").sees("[Choir of Anytown");
        let recipients = story.activity("PA-0031")["lines"][0]["recipients"].clone();
        assert_eq!(recipients, json!(["Event venues", "Choir of Anytown"]));
        story.keys("Esc Esc Esc 'foi reque' Enter 4 Enter 'choir of'").sees("used by 1 activity");
    });
}

#[test]
fn a_word_added_to_the_word_lists_is_saved_and_offered() {
    at_both_sizes(|story| {
        story.keys("F10 'word' Enter Ctrl+N 'Anytown Rowing Club' Tab").sees("Recipients: 21 of 21");
        story.keys("Tab Enter").sees("Kind").keys("Enter Ctrl+S");
        let recipients = story.file()["vocabulary"]["recipients"].clone();
        assert_eq!(recipients[20]["label"], "Anytown Rowing Club");
        assert!(recipients[20]["kind"].is_string(), "{}", recipients[20]);
        assert_eq!(story.changes().len(), 1, "{:?}", story.changes());
        story.keys("Esc Esc 'foi reque' Enter 4 Enter 'rowing'").sees("[ ] Anytown Rowing Club");
    });
}

#[test]
fn the_list_of_countries_offers_first_what_is_called_as_was_typed() {
    for (typed, country) in [
        ("united states", "US"),
        ("united st", "US"),
        ("ireland", "IE"),
        ("america", "US"),
        ("usa", "US"),
        ("india", "IN"),
    ] {
        let mut story = Story::open();
        story.keys("'library' Enter 5 Enter Ctrl+N").types(typed).keys("Enter Ctrl+S");
        assert_eq!(story.activity("PA-0014")["transfers"][0]["country"], country, "{typed}");
    }
}

#[test]
fn the_organisation_is_edited_and_the_head_of_every_screen_follows() {
    at_both_sizes(|story| {
        story.keys("F10 'your org' Enter Ctrl+U 'Newtown Council' Tab Ctrl+S Esc").sees("Ropa   Newtown Council");
        assert_eq!(story.changes(), ["organisation.name: \"Anytown Borough Council\" -> \"Newtown Council\""],);
    });
}

#[test]
fn none_not_known_yet_does_not_apply_and_not_recorded_are_set_from_the_list_of_a_field() {
    let mut story = Story::open();
    story.keys("'library' Enter 7 F4 'none' Enter").sees("[None").keys("Ctrl+S");
    assert_eq!(story.activity("PA-0014")["locations"], json!([]));
    story.keys("F4 'not known' Enter 'A Shah is asking' Enter").sees("Not known yet: A Shah is asking").keys("Ctrl+S");
    let mark = story.activity("PA-0014")["marks"][0].clone();
    assert_eq!((&mark["field"], &mark["mark"]), (&json!("locations"), &json!("to-confirm")));
    assert_eq!((&mark["note"], &mark["on"]), (&json!("A Shah is asking"), &json!("2026-11-24")));
    story.keys("F4 'does not' Enter 'Held on paper' Enter").sees("Does not apply: Held on paper");
    story.keys("F4 'not rec' Enter").sees("[Not recorded").keys("Ctrl+S");
    assert_eq!(story.activity("PA-0014")["locations"], json!(null));
    assert_eq!(story.activity("PA-0014")["marks"], json!(null));
}

#[test]
fn a_date_is_read_day_first_and_said_in_words_before_it_is_kept() {
    at_both_sizes(|story| {
        story
            .keys("'library' Enter 9 F2")
            .sees("Last review")
            .keys("Ctrl+U '3/9/26'")
            .sees("Thursday 3 September 2026");
        story.keys("Ctrl+U '11/24/2026'").sees("There is no month 24").keys("Ctrl+U '30 feb 2026'").sees("no day 30");
        story.keys("Ctrl+U '3/9/26' Tab").sees("[3 September 2026").keys("Ctrl+S");
        assert_eq!(story.activity("PA-0014")["last_reviewed"], "2026-09-03");
    });
}

#[test]
fn a_field_that_was_changed_bears_its_sign_until_it_is_saved() {
    at_both_sizes(|story| {
        story.keys("'library' Enter 5 Enter Ctrl+N 'austral' Enter").sees("Country or organisati… *");
        story.keys("Ctrl+S").sees("Country or organisation  [").sees_no("… *");
    });
}

#[test]
fn the_next_thing_to_fix_is_shown_with_what_is_to_be_done() {
    at_both_sizes(|story| {
        story.keys("'trans' Enter F7").sees("Keep for (months)").sees("! Enter how long the data are kept");
        story.keys("Enter F4").sees("Enter Select");
    });
}
