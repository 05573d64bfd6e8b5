//! Renaming a word of the organisation's own, as an officer does it.

use crate::story::Story;

#[test]
fn a_renamed_recipient_is_renamed_wherever_it_is_used_and_the_old_wording_finds_it() {
    let mut story = Story::open();
    let uses = |story: &Story, word: &str| story.file().to_string().matches(&format!("\"{word}\"")).count();
    let before = uses(&story, "Coach and taxi operators");
    assert!(before > 1, "the sample uses it in its word list and elsewhere");
    story.keys("F10 'word' Enter");
    let mut rows = 0;
    while !story.cursor_line().contains("Coach and taxi operators") {
        rows += 1;
        assert!(rows < 40, "Coach and taxi operators is not in the list");
        story.keys("Down");
    }
    story.keys("Enter Ctrl+U 'Hired transport' Tab").sees("Renamed ‘Coach and taxi operators’ to ‘Hired transport’");
    story.keys("Ctrl+S");
    assert_eq!(uses(&story, "Hired transport"), before, "every use follows");
    assert_eq!(uses(&story, "Coach and taxi operators"), 1, "only the alias is left");
    story.keys("Ctrl+Z Ctrl+S");
    assert_eq!(uses(&story, "Coach and taxi operators"), before);
    assert_eq!(uses(&story, "Hired transport"), 0);
}
