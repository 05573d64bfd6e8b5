//! A made-up screen with everything that a picture must show, checked against its picture.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::widgets::{Block, BorderType, Widget};

use super::svg;
use crate::golden::check_file;

#[test]
fn a_screen_becomes_its_picture() {
    check_file("tests/screenshot/example.svg", &svg(&screen(), Some((1, 3)), "ropa: A & B <example>"));
}

#[test]
fn a_picture_is_well_formed_whatever_is_on_the_screen() {
    let mut hostile = Buffer::empty(Rect::new(0, 0, 20, 2));
    hostile.set_string(0, 0, "<a b=\"c\">&amp;</a>'", Style::new().underlined());
    hostile[(4, 1)].set_symbol("\u{1b}").set_style(Style::new().dim());
    hostile[(6, 1)].set_symbol("]]>");
    let empty = Buffer::empty(Rect::ZERO);
    for (buffer, title) in [(screen(), "A"), (hostile, "<\"&'\u{7}"), (empty, "")] {
        let picture = svg(&buffer, None, title);
        assert_eq!(flaw(&picture), None, "in {picture}");
        assert_eq!(picture, svg(&buffer, None, title), "the same screen gives the same picture");
    }
}

#[test]
fn pictures_that_are_not_well_formed_are_told() {
    let cases = [
        "<svg><g></svg></g>",
        "<svg>",
        "<svg></svg></g>",
        "<svg a=1></svg>",
        "<svg a=\"1></svg>",
        "<svg>&x</svg>",
        "<svg a=\"1\" a=\"2\"/>",
    ];
    for text in cases {
        assert!(flaw(text).is_some(), "{text} passed");
    }
    assert_eq!(flaw("<svg a=\"1\" b=\"&lt;\"><g/>&amp;</svg>\n"), None);
}

#[test]
fn the_place_of_the_buffer_does_not_matter() {
    let mut moved = screen();
    moved.area.x = 7;
    moved.area.y = 3;
    assert_eq!(svg(&moved, Some((8, 6)), "A"), svg(&screen(), Some((1, 3)), "A"));
}

/// 58 columns by 15 rows: borders, a highlighted row under the cursor, each look, wide text.
fn screen() -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 58, 15));
    let plain = Style::new();
    Block::bordered().title(" Register ").render(Rect::new(0, 0, 38, 8), &mut buffer);
    Block::bordered().border_type(BorderType::Rounded).title(" Help ").render(Rect::new(39, 0, 19, 4), &mut buffer);
    Block::bordered().border_type(BorderType::Double).render(Rect::new(39, 4, 9, 4), &mut buffer);
    Block::bordered().border_type(BorderType::Thick).render(Rect::new(49, 4, 9, 4), &mut buffer);
    buffer.set_string(41, 1, "F1  Help", plain.italic());
    buffer.set_string(41, 2, "F10 All actions", plain);
    buffer.set_string(2, 1, "Activity                Review due", plain.bold());
    buffer.set_string(0, 2, "├───────────────────────┬────────────┤", plain);
    buffer.set_string(1, 3, "Strategic Commissioning 12/03/2026", plain);
    for (row, (name, date)) in
        [("School transport", "01/09/2026"), ("Cŵl Cymru, âge & fees", "Not recorded"), ("Payroll  <HR>", "None")]
            .into_iter()
            .enumerate()
    {
        let y = 4 + u16::try_from(row).unwrap();
        buffer.set_string(2, y, name, plain);
        buffer.set_string(24, y, "│", plain);
        buffer.set_string(25, y, date, plain.dim());
    }
    buffer.set_string(37, 3, "█", plain);
    buffer.set_string(37, 4, "█", plain);
    buffer.set_string(37, 5, "░", plain);
    buffer.set_string(37, 6, "░", plain);
    buffer.set_style(Rect::new(1, 3, 36, 1), plain.reversed());
    buffer.set_string(0, 7, "└───────────────────────┴────────────┘", plain);
    buffer.set_string(0, 9, "underlined", plain.underlined());
    buffer.set_string(12, 9, "two  words", plain.underlined().bold());
    buffer.set_string(24, 9, "struck", plain.crossed_out());
    buffer.set_string(32, 9, "hidden", plain.hidden());
    buffer.set_string(40, 9, "wide 東京 text", plain);
    let colours = [Color::Red, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Cyan, Color::Gray];
    for (at, colour) in colours.into_iter().enumerate() {
        let x = u16::try_from(at).unwrap() * 8;
        buffer.set_string(x, 11, format!("{colour}"), plain.fg(colour));
        buffer.set_string(x, 12, " ground", plain.fg(Color::Black).bg(colour));
    }
    buffer.set_string(
        0,
        14,
        "/ search  Enter open  F1 help",
        plain.fg(Color::Rgb(255, 255, 255)).bg(Color::Indexed(24)),
    );
    buffer.set_string(40, 14, "▁▂▃▄▅▆▇█ ▌▐ ▓▒░", plain);
    buffer
}

/// What is wrong with `text` as XML, in the little of XML that pictures use.
fn flaw(text: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut parts = text.split('<');
    if !parts.next().unwrap_or_default().trim().is_empty() {
        return Some("text before the first tag".to_owned());
    }
    for part in parts {
        let Some((tag, words)) = part.split_once('>') else {
            return Some(format!("<{part} is not closed"));
        };
        if words.contains('>') || !entities_are_known(part) {
            return Some(format!("a bare sign in {part}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let inside = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        if !attributes_are_quoted(attributes) {
            return Some(format!("attributes of <{tag}>"));
        }
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.last().map(|name| format!("<{name}> stays open"))
}

/// `a="1" b="2"`, each name once.
fn attributes_are_quoted(attributes: &str) -> bool {
    let parts: Vec<&str> = attributes.split('"').collect();
    let names: Vec<&str> = parts.iter().step_by(2).map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    parts.len() % 2 == 1 && once.len() == names.len() && names.iter().all(|name| name.ends_with('='))
}

fn entities_are_known(text: &str) -> bool {
    let known = ["amp;", "lt;", "gt;", "quot;"];
    text.split('&').skip(1).all(|after| known.iter().any(|entity| after.starts_with(entity)))
}
