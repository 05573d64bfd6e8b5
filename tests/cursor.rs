//! The real cursor, for screen readers and braille: always shown, always on the highlighted row. And no colour anywhere.

use crate::every_screen::{and_back, screens};
use crate::story::Story;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use ropa::app::Screen;

/// The keys that move.
const MOVES: [&str; 10] =
    ["Down", "Down Down Down", "Up", "Left", "Right", "PageDown", "PageDown PageDown", "PageUp", "Home", "End"];

#[test]
fn the_cursor_stands_on_the_highlighted_row_of_every_screen() {
    for (columns, rows) in [(60, 16), (100, 30)] {
        for (name, mut story) in screens(columns, rows) {
            check(&story, name);
            for keys in MOVES {
                and_back(&mut story, |story| {
                    story.keys(keys);
                    check(story, &format!("{name} after {keys}"));
                });
            }
            // The moves one after the other, from where the last one led.
            for keys in MOVES {
                story.keys(keys);
                check(&story, &format!("{name} after all up to {keys}"));
            }
        }
    }
}

#[track_caller]
fn check(story: &Story, name: &str) {
    let (buffer, cursor) = story.drawn();
    let at = || format!("{name} at {:?}\n{}", buffer.area.as_size(), story.screen());
    let Some((column, row)) = cursor else { panic!("no cursor on {}", at()) };
    assert!(column < buffer.area.width && row < buffer.area.height, "the cursor stands outside on {}", at());
    let marked = buffer[(column, row)].symbol() == ">";
    if !(marked && (is_highlighted(&buffer, row) || in_search_box(story))) {
        assert!(story.app.is_typing() || in_search_box(story), "row {row} is not highlighted on {}", at());
        let text: String = (0..buffer.area.width).map(|column| buffer[(column, row)].symbol()).collect();
        assert!(text.contains('[') || text.contains('▌'), "row {row} holds no text box on {}", at());
    }
    let highlighted = (0..buffer.area.height).filter(|row| is_highlighted(&buffer, *row)).count();
    assert!(highlighted <= 1, "{highlighted} rows are highlighted on {}", at());
}

/// The register opens with the search box live; then its first row is marked but not reversed.
fn in_search_box(story: &Story) -> bool {
    matches!(story.app.top(), Some(Screen::Browse(browse)) if !browse.in_list)
}

fn is_highlighted(buffer: &Buffer, row: u16) -> bool {
    (0..buffer.area.width).any(|column| buffer[(column, row)].modifier.contains(Modifier::REVERSED))
}

#[test]
fn no_screen_uses_colour() {
    for (name, story) in screens(120, 40) {
        let (buffer, _) = story.drawn();
        let coloured = buffer
            .content
            .iter()
            .find(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset || cell.underline_color != Color::Reset);
        assert!(coloured.is_none(), "{name} has a coloured cell: {coloured:?}");
    }
}
