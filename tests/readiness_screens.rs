//! Readiness on the screens: each question of a record, and the register's numbers.

use crate::journeys::at_both_sizes;
use crate::story::Story;

#[test]
fn a_record_is_explained_question_by_question_and_enter_goes_to_the_field() {
    at_both_sizes(|story| {
        for keys in ["'foster'", "'foster' Enter", "'foster' F2"] {
            story.keys(keys).keys("F10 'how ready this' Enter").sees(" %: Foster carer approval");
            story
                .sees("questions are met")
                .sees("still lacks something")
                .sees("> The purposes are recorded")
                .sees("to fix");
            story.keys("Enter").sees("Editing Foster carer approval").sees("! Enter the purpose").sees("> Purposes");
            story.keys("Esc Esc Esc Esc");
        }
        story.keys("'library' F10 'how ready this' Enter").sees("Ready 100 %: Library membership");
        story.sees("holds what the law wants in it").sees_no(" to fix │").keys("Enter").sees_no("Editing");
        story.keys("Esc Esc");
    });
}

#[test]
fn fixing_something_raises_the_share() {
    let share = |story: &mut Story| {
        story.keys("F10 'how ready this' Enter");
        let screen = story.screen();
        story.keys("Esc");
        let (_, rest) = screen.split_once("Ready ").unwrap();
        rest.split_once(" %").unwrap().0.parse::<u32>().unwrap()
    };
    let mut story = Story::open();
    let before = share(story.keys("'foster' Enter"));
    story.keys("F7 Enter 'Approve carers for children in care' Enter Enter Esc");
    let after = share(&mut story);
    assert!(after > before, "{before} {after}:\n{}", story.screen());
}

#[test]
fn the_register_is_shown_by_directorate_with_the_numbers_of_a_committee() {
    at_both_sizes(|story| {
        story.keys("F10 'how ready the' Enter").sees("How ready the register is").sees("Everything together");
        story.sees("29 of 35 complete, ").sees("Children’s Services and Skills").sees("not legal advice");
        story.keys("'overdue'").sees("Activities whose review is overdue").sees("6 of ").sees("drafts ");
        story.keys("Enter").sees("[Register 36]").sees("All changes saved");
    });
}
