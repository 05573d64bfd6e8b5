//! Stories of finding: why a row matched, close matches, slips, filters, orders, and the way back out.

use crate::journeys::{at_both_sizes, references};
use crate::story::Story;

#[test]
fn search_says_in_which_field_a_row_matched() {
    at_both_sizes(|story| {
        story
            .keys("'school'")
            .sees(" 7 of 36")
            .sees("PA-0014 Library membership")
            .sees("found in Shared with: Schools");
        story.keys("Ctrl+U").sees("36 of 36");
        story.keys("F10 'zzz' Ctrl+U").sees("> Open").keys("Esc");
    });
}

#[test]
fn close_matches_stand_apart_and_are_not_counted_as_matches() {
    at_both_sizes(|story| {
        story.keys("'outing'").sees("1 activity matches. The others come close");
        let screen = story.screen();
        let (matching, close) = screen.split_once("Close matches").unwrap();
        assert!(matching.contains("PA-0031") && close.contains("PA-0010"), "{screen}");
        story.keys("Esc 'housng'").sees("Close matches").sees("0 activities match. The others come close");
    });
}

#[test]
fn one_slip_in_a_word_is_read_as_it_was_meant_and_said() {
    at_both_sizes(|story| {
        story.keys("'trasnport'").sees("No activities match ‘trasnport’. Showing matches for ‘transport’");
        story.sees("PA-0007").keys("Esc").sees("36 of 36");
        story.keys("'qqqqqqqq'").sees("No activities match ‘qqqqqqqq’. Press Esc to clear the search");
    });
}

#[test]
fn esc_takes_one_layer_off_at_a_time_and_never_leaves() {
    at_both_sizes(|story| {
        story.keys("F4 'child' Enter Enter").sees(" 6 of 36").keys("'transport' Enter 4 F4").sees("Search: ▌");
        story.keys("Esc").sees("Editing School transport").keys("Esc").sees("You are reading");
        story.keys("Esc").sees("Search: transport▌").keys("Esc").sees("Search: ▌").sees(" 6 of 36");
        story.keys("Esc").sees("36 of 36").keys("Esc").sees("To leave, press Ctrl+Q").keys("Esc Esc Esc Esc Esc Esc");
        assert!(!story.ended && story.app.document().unsaved() == 0);
        story.keys("F8").sees("[Reviews 6 overdue]").keys("Esc").sees("[Register 36]");
    });
}

#[test]
fn esc_keeps_what_is_typed() {
    at_both_sizes(|story| {
        story.keys("'library' F2 ' service' Esc").sees("Library membership service").sees("1 change not saved");
    });
}

#[test]
fn each_filter_says_how_many_it_would_leave_and_keeps_its_word() {
    at_both_sizes(|story| {
        story.keys("F4 'overdue'").sees("[ ] Overdue").keys("Enter").sees("[x] Overdue");
        let screen = story.screen();
        let line = screen.lines().find(|line| line.contains("[ ] Directorate: Children")).unwrap();
        assert!(line.contains("Skills ") && line.split('│').any(|part| part.ends_with(" 2 ")), "{line}");
        story.keys("'child' Enter Enter").sees(" 2 of 36").sees("2 filters on");
        let mut shown = references(story);
        shown.sort();
        assert_eq!(shown, ["PA-0007", "PA-0021"]);
        story.keys("'bookings diary'").sees("Nothing matches ‘bookings diary’ with 2 filters on");
        story.keys("Esc F10 'remove all' Enter").sees("36 of 36");
    });
}

#[test]
fn the_order_menu_orders_the_list_and_the_head_says_how() {
    let mut story = Story::open();
    story.keys("Ctrl+O").sees("> A to Z").keys("Down Enter").sees("Order: reference");
    assert!(references(&story).is_sorted());
    story.keys("Ctrl+O Down Down Enter").sees("Order: review date, oldest first").keys("Home");
    assert_eq!(references(&story)[0], "PA-0019");
    story.keys("Ctrl+O").sees("> review date, oldest first");
}

#[test]
fn all_actions_are_found_by_typing_and_run_with_enter() {
    at_both_sizes(|story| {
        story.keys("F10 'ord'").sees("> Order").keys("Enter").sees("as in the file").keys("Esc");
        story.keys("F10 'new act' Enter").sees("Section 1 of ").sees("Editing New activity");
        story
            .keys("'Allotments' Esc")
            .sees("Ropa   Allotments")
            .keys("F10 'undo' Enter F10 'undo' Enter")
            .sees("36 of 36");
        story.sees("All changes saved");
    });
}

#[test]
fn an_action_that_cannot_be_done_here_says_where_it_can() {
    let mut story = Story::open();
    story.keys("F10 'add a line'").sees("while editing").keys("Enter").sees("while editing");
    assert_eq!(story.app.document().unsaved(), 0);
}

#[test]
fn help_opens_at_the_field_with_its_law_and_is_searched_by_typing() {
    at_both_sizes(|story| {
        story.keys("'library' Enter 2 F2 F1").sees("The groups of people the data are about");
        while !story.screen().contains("UK GDPR Article 30(1)(c)") {
            story.sees("More: press Right").keys("Right");
        }
        story.keys("'retention in words'").sees("> Retention in words");
        story.keys("Ctrl+U").sees("Keys on this screen").keys("Esc").sees("Editing Library membership");
    });
}
