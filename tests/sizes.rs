//! Every size of window: nothing over an edge, nothing that stops the program, and always a way to save and to leave.

use crate::every_screen::{and_back, resize, screens};
use crate::story::Story;
use ratatui::buffer::Buffer;
use ropa::app::Screen;
use ropa::app::key::{Key, Name};
use unicode_width::UnicodeWidthStr;

/// Sizes from the least to the most, and the odd ones.
fn sizes() -> Vec<(u16, u16)> {
    let mut sizes: Vec<(u16, u16)> = [60, 79, 80, 100, 120, 200]
        .into_iter()
        .flat_map(|columns| [16, 23, 24, 30, 60].map(|rows| (columns, rows)))
        .collect();
    sizes.extend([(1, 1), (1, 60), (200, 1), (59, 15), (59, 16), (60, 15), (2, 2), (4, 2), (3, 60), (30, 8)]);
    sizes
}

#[test]
fn every_screen_is_drawn_whole_at_every_size() {
    for (name, mut story) in screens(80, 24) {
        for (columns, rows) in sizes() {
            resize(&mut story, columns, rows);
            check(&story, &format!("{name} at {columns} by {rows}"));
        }
    }
}

#[track_caller]
fn check(story: &Story, name: &str) {
    let (buffer, cursor) = story.drawn();
    let size = story.app.size();
    if let Some((column, row)) = cursor {
        assert!(column < size.columns && row < size.rows, "the cursor stands outside on {name}");
    }
    for row in 0..size.rows {
        let last = buffer[(size.columns - 1, row)].symbol();
        assert!(last.width() <= 1, "a wide character is cut at the edge on {name}");
    }
    if !size.fits() {
        return;
    }
    let foot = text(&buffer, size.rows - 1);
    let expected = if matches!(story.app.top(), Some(Screen::Help(_))) { "Esc Close" } else { "F1 Help" };
    assert!(foot.contains(expected), "the last line of {name} is {foot:?}");
    assert!(foot.trim_end().width() <= usize::from(size.columns), "the hints of {name} do not fit");
    let message = text(&buffer, size.rows - 2);
    assert!(story.app.notice().is_empty() || !message.trim().is_empty(), "the message of {name} is not shown");
    let above = text(&buffer, size.rows - 3);
    assert!(above.starts_with('─') || above.starts_with(" "), "neither rule nor message above the foot of {name}");
}

fn text(buffer: &Buffer, row: u16) -> String {
    (0..buffer.area.width).map(|column| buffer[(column, row)].symbol()).collect()
}

#[test]
fn fifteen_activities_are_seen_at_80_by_24() {
    let story = Story::open_at(80, 24, crate::story::SAMPLE);
    let rows = story.screen().lines().filter(|line| line.contains("[ ]")).count();
    assert_eq!(rows, 15, "{}", story.screen());
}

#[test]
fn two_hundred_sizes_with_keys_in_between_stop_nothing() {
    let keys = [
        "Down",
        "Up",
        "Enter",
        "Esc",
        "Tab",
        "F1",
        "F2",
        "F4",
        "F6",
        "F7",
        "F8",
        "F9",
        "F10",
        "PageDown",
        "PageUp",
        "Home",
        "End",
        "Space",
        "'s'",
        "'ŵ'",
        "Ctrl+N",
        "Ctrl+O",
        "Ctrl+Z",
        "Ctrl+Y",
        "Shift+Tab",
        "Left",
        "Right",
        "Delete",
        "Backspace",
        "Ctrl+S",
        "Ctrl+Down",
        "Ctrl+A",
    ];
    for seed in 1..=4 {
        let mut dice = Dice(seed);
        let mut story = Story::open_at(80, 24, crate::story::SAMPLE);
        for step in 0..200 {
            let size = if dice.roll(3) == 0 { (dice.roll(70), dice.roll(20)) } else { (dice.roll(200), dice.roll(60)) };
            resize(&mut story, size.0 + 1, size.1 + 1);
            check(&story, &format!("step {step} of seed {seed}"));
            story.keys(keys[usize::from(dice.roll(u16::try_from(keys.len()).unwrap()))]);
            check(&story, &format!("step {step} of seed {seed}"));
            assert!(!story.ended || !story.screen().is_empty());
            story.ended = false;
        }
        resize(&mut story, 80, 24);
        story.keys("Esc Esc Esc Esc Esc Esc Esc Esc");
        assert!(matches!(story.app.top(), Some(Screen::Browse(_))), "{}", story.screen());
    }
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u16) -> u16 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u16::try_from((self.0 >> 33) % u64::from(below)).unwrap()
    }
}

#[test]
fn a_window_that_is_too_small_still_saves_and_leaves() {
    let mut story = Story::open();
    story.keys("'SC-01' Enter F2 End ' anew'");
    resize(&mut story, 40, 10);
    story.sees("40 by 10").sees("Ctrl+S saves");
    story.keys("Ctrl+S").sees("Saved 1 change");
    assert!(story.activity("SC-01")["title"].as_str().unwrap().ends_with(" anew"));
    story.keys("Ctrl+Q");
    assert!(story.ended);
}

#[test]
fn leaving_a_window_that_is_too_small_asks_where_it_can_be_seen() {
    let mut story = Story::open();
    story.keys("Ctrl+D Esc Esc");
    resize(&mut story, 40, 10);
    story.keys("Ctrl+Q").sees("Leave Ropa?").sees("> Save and leave");
    assert!(story.cursor_line().contains("> Save and leave"), "{}", story.screen());
    story.keys("Down Down Enter").sees("40 by 10");
    assert!(!story.ended);
    story.keys("Ctrl+Q Enter");
    assert!(story.ended);
    assert_eq!(story.file()["activities"].as_array().unwrap().len(), 37);
}

#[test]
fn keys_do_nothing_to_what_cannot_be_seen() {
    for (name, mut story) in screens(80, 24) {
        resize(&mut story, 40, 10);
        let done = story.app.document().done();
        let depth = story.app.screens().len();
        for key in ["Enter", "Delete", "Space", "Tab", "F2", "F4", "F9", "F10", "Ctrl+N", "Ctrl+D", "Ctrl+R", "Ctrl+U"]
        {
            and_back(&mut story, |story| {
                let menu = matches!(story.app.top(), Some(Screen::Menu(_)));
                if menu && key == "Enter" {
                    return;
                }
                story.keys(key);
                assert_eq!(story.app.document().done(), done, "{key} changed the register behind {name}");
                assert_eq!(story.app.screens().len(), depth, "{key} opened something behind {name}");
            });
        }
        story.press(Key { name: Name::Char('x'), ctrl: false });
        assert_eq!(story.app.document().done(), done);
    }
}
