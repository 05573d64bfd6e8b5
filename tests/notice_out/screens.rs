//! Privacy notices on screen.

use crate::story::Story;

/// Opens all actions and does one.
fn act(story: &mut Story, action: &str) {
    story.keys("F10").types(action).keys("Enter");
}

fn at(columns: u16, rows: u16, reference: &str) -> Story {
    let mut story = Story::open_at(columns, rows, crate::story::SAMPLE);
    story.types(reference).keys("Enter");
    story
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 30)];

#[test]
fn a_notice_is_seen_with_its_gaps_first_and_goes_into_a_file() {
    for (columns, rows) in SIZES {
        let mut story = at(columns, rows, "SC-01");
        act(&mut story, "Make the privacy");
        story.sees("6 things are not recorded and stand in the notice as gaps").sees("! the lawful basis");
        story.sees("Enter To a file");
        story.keys("End").sees("This notice was written on 24 November 2026.").keys("Home").sees("! the lawful basis");
        story.keys("Enter").sees("Which file?").keys("Enter");
        story.sees("Made ‘");
        let file = story.folder.path().join("privacy-notice-strategic-commissioning.html");
        let page = std::fs::read_to_string(&file).unwrap();
        assert!(page.contains("[Not recorded: the lawful basis]"));
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_asking() {
    let mut story = at(80, 24, "PA-0012");
    let file = story.folder.path().join("mine.txt");
    std::fs::write(&file, "before").unwrap();
    act(&mut story, "Make the privacy");
    story.keys("Enter Ctrl+U").types(&file.display().to_string()).keys("Enter").sees("There is already a file");
    story.keys("Enter");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "before");
    story.keys("Enter Ctrl+U").types(&file.display().to_string()).keys("Enter Down Enter").sees("Made ‘");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("Privacy Notice - Blue badge applications"));
    assert!(story.changes().is_empty());
}

#[test]
fn the_name_of_the_file_says_which_kind_it_is() {
    let mut story = at(80, 24, "PA-0012");
    act(&mut story, "Make the privacy");
    story.keys("Enter Ctrl+U").types("notice.docx").keys("Enter").sees("must end in .html, .md or .txt");
    story.keys("Esc Esc").sees("Blue badge applications");
}

#[test]
fn a_council_sees_its_own_wording() {
    let mut story = at(80, 24, "PA-0012");
    let template = story.folder.path().join("notice-template.md");
    std::fs::write(&template, "# Our words for {{ title }}\n\n{{ gap(\"ours\") }}\n").unwrap();
    act(&mut story, "Make the privacy");
    story.sees("Our words for Blue badge applications").sees("! ours").keys("Esc");
    std::fs::write(&template, "# {{ nothing }}").unwrap();
    act(&mut story, "Make the privacy");
    story.sees("line 1 of the template");
}

#[test]
fn an_activity_as_a_processor_has_no_notice() {
    let mut story = at(120, 30, "PA-0025");
    act(&mut story, "Make the privacy");
    story.sees("You do this work for other controllers");
}

#[test]
fn a_published_notice_is_held_against_the_record_field_by_field() {
    for (columns, rows) in SIZES {
        let mut story = at(columns, rows, "SC-01");
        let file = story.folder.path().join("old.txt");
        act(&mut story, "Make the privacy");
        story.keys("Enter Ctrl+U").types(&file.display().to_string()).keys("Enter");
        let text = std::fs::read_to_string(&file).unwrap();
        let text =
            text.replace("  • Law Enforcement Agencies\n", "  • The Fire Service\n").replace("  • housing needs\n", "");
        std::fs::write(&file, text).unwrap();
        act(&mut story, "Compare with a published");
        story.keys("Ctrl+U").types(&file.display().to_string()).keys("Enter");
        story.sees("disagree in 2 fields").sees("only in the register: housing needs");
        story.sees("only in the notice: The Fire Service (line").sees("only in the register: Law Enforcement Agencies");
        story.keys("Down Enter").sees("Editing").sees("Shared with");
        story.keys("Esc").sees("disagree in 2 fields").keys("Esc").sees("Strategic Commissioning");
        assert!(story.changes().is_empty());
    }
}

#[test]
fn a_notice_that_cannot_be_read_is_told_and_nothing_else_happens() {
    let mut story = at(80, 24, "SC-01");
    act(&mut story, "Compare with a published");
    story.keys("Ctrl+U").types("/no/such/notice.txt").keys("Enter").sees("There is no file");
    story.sees("Strategic Commissioning");
}

#[test]
fn the_activities_that_changed_after_their_notice_are_found() {
    for (columns, rows) in SIZES {
        let mut story = at(columns, rows, "PA-0034");
        act(&mut story, "Notices older");
        story.sees("notice:older").sees("no history yet");
        // A change of what a notice states, saved, makes its notice the older one.
        story.keys("Esc").types("PA-0034").keys("Enter 1 F2").types(" of all sorts").keys("Esc Ctrl+S").sees("Saved");
        act(&mut story, "Notices older");
        story.sees("Changes are known from").sees_no("Venue hire");
        story
            .keys("Esc")
            .types("PA-0034")
            .keys("Enter 2 F2 F4")
            .types("Caterers")
            .keys("Enter Enter Esc Ctrl+S")
            .sees("Saved");
        act(&mut story, "Notices older");
        story.sees("Venue hire").sees_no("Library membership");
        assert_eq!(story.app.list().unwrap().count(), 1);
    }
}
