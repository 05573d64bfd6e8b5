//! The journeys of officers, each within the presses that it is allowed, at 100 by 30 and at 80 by 24.

use crate::story::{SAMPLE, Story};

/// Runs a journey at both sizes.
#[track_caller]
fn at_both_sizes(journey: impl Fn(&mut Story)) {
    for (columns, rows) in [(100, 30), (80, 24)] {
        journey(&mut Story::open_at(columns, rows, SAMPLE));
    }
}

#[test]
fn j1_find_an_activity_by_name_and_read_the_whole_record() {
    at_both_sizes(|story| {
        story.keys("'payro' Enter").sees("Payroll and pensions").within(11);
    });
}

#[test]
fn j2_find_school_transport_add_a_recipient_save_and_export() {
    at_both_sizes(|story| {
        story.keys("'school' Enter 4 F2 'coach' Enter Enter Ctrl+S F9 Enter").within(24);
        println!("{}", story.screen());
    });
}
