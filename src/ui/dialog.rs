//! Boxes over the screen: menus, questions, all actions; and the first screen, which is a menu of its own.

use crate::app::menu::Menu;
use crate::app::program::App;
use crate::app::prompt::Prompt;
use crate::domain::text::{clean, clip, width, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// The part of the body that a box takes: as wide and as high as it needs, in the middle.
pub fn centred(paper: &Paper, columns: usize, rows: usize) -> Rect {
    let area = paper.area;
    let narrow = area.width < 80;
    let width =
        if narrow { area.width } else { u16::try_from(columns).unwrap_or(u16::MAX).min(area.width.saturating_sub(4)) };
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Draws a menu.
pub fn menu(paper: &mut Paper, app: &App, menu: &Menu) {
    let inner = app.size().dialog_width().min(72);
    let mut lead: Vec<_> = menu.lead.iter().flat_map(|line| wrap(&clean(line), inner)).collect();
    let tail: Vec<_> = menu.tail.iter().flat_map(|line| wrap(&clean(line), inner)).collect();
    let shown = menu.shown();
    // In a low window the answers come before what is said above them.
    lead.truncate(app.size().body().saturating_sub(3 + tail.len() + shown.len().min(4)));
    let window = app.size().dialog_rows();
    let listed = shown.len().min(window).max(1);
    let search = if menu.query.is_some() { 2 } else { 0 };
    // In a low window the answers come before what is said above them.
    lead.truncate(paper.rows().saturating_sub(3 + search + tail.len() + listed.min(4)));
    let around = 2 + lead.len() + usize::from(!lead.is_empty()) + tail.len() + usize::from(!tail.is_empty()) * 2;
    // The lines keep their room while typing narrows them, so that the box does not jump.
    let listed = if menu.query.is_some() { window.min(menu.lines.len()) } else { listed };
    let area = centred(paper, inner + 4, around + search + listed + 2);
    paper.part(area, |paper| {
        paper.frame(&menu.title);
        let mut row = 1;
        for line in &lead {
            paper.put(row, 2, line, PLAIN);
            row += 1;
        }
        row += 1;
        if let Some(query) = &menu.query {
            let count = shown.len().to_string();
            let total = menu.lines.len().to_string();
            let end = paper.say(row, 2, &say("search.box", &[("text", query.text())]), STRONG);
            if shown.is_empty() {
                paper.cursor_at(row, end.saturating_sub(1));
            }
            paper.say_right(row, &say("search.count", &[("count", &count), ("total", &total)]), PLAIN);
            row += 2;
        }
        let room = paper.rows().saturating_sub(row + 1 + tail.len());
        let top = crate::app::layout::fit(menu.top, menu.highlight, menu.highlight, room.max(1));
        for (place, line) in shown.iter().enumerate().skip(top).take(room) {
            let at = row + place - top;
            let columns = paper.columns();
            let note = clip(&clean(&line.note), columns / 2);
            let label = clip(&clean(&line.label), columns.saturating_sub(width(&note) + 8));
            paper.put(at, 4, &label, PLAIN);
            paper.put(at, columns.saturating_sub(width(&note) + 2), &note, PLAIN);
            if place == menu.highlight {
                paper.say(at, 2, ">", STRONG);
                paper.style(at, 4, columns.saturating_sub(6), HIGHLIGHT);
                paper.cursor_at(at, 2);
            }
        }
        let end = paper.rows().saturating_sub(1 + tail.len());
        for (place, line) in tail.iter().enumerate() {
            paper.put(end + place, 2, line, PLAIN);
        }
    });
}

/// Draws the first screen, while no register is open. A low window shows no more than the lines.
pub fn first_run(paper: &mut Paper, menu: &Menu) {
    let mut row = usize::from(paper.rows() > 14);
    let columns = paper.columns();
    let lead = || menu.lead.iter().flat_map(|line| wrap(&clean(line), columns.saturating_sub(6)));
    let is_low = paper.rows() < row + 2 + lead().count() + menu.lines.len() * 2;
    paper.say(row, 3, &menu.title, STRONG);
    row += if is_low { 1 } else { 2 };
    for piece in lead().filter(|piece| !is_low || !piece.as_str().is_empty()) {
        paper.put(row, 3, &piece, PLAIN);
        row += 1;
    }
    let spacing = match paper.rows() > row + menu.lines.len() * 3 {
        _ if is_low => 1,
        true => 3,
        false => 2,
    };
    row += usize::from(spacing == 3);
    for (place, line) in menu.lines.iter().enumerate() {
        let at = row + place * spacing;
        let end = paper.say(at, 5, &line.label, STRONG);
        if !is_low {
            paper.say(at + 1, 7, &line.note, PLAIN);
        }
        if place == menu.highlight {
            paper.say(at, 3, ">", STRONG);
            paper.style(at, 5, end - 5, HIGHLIGHT);
            paper.cursor_at(at, 3);
        }
    }
}

/// Draws a question with its line of text.
pub fn prompt(paper: &mut Paper, prompt: &Prompt) {
    let area = centred(paper, 76, 8);
    paper.part(area, |paper| {
        paper.frame("");
        let inner = paper.columns().saturating_sub(4);
        let question = wrap(&clean(&prompt.question), inner);
        for (row, line) in question.iter().enumerate().take(3) {
            paper.put(row + 1, 2, line, STRONG);
        }
        let row = question.len().min(3) + 2;
        entry(paper, row, 2, inner, &prompt.text);
    });
}

/// Draws a one-line text box and puts the cursor into it.
pub fn entry(paper: &mut Paper, row: usize, column: usize, columns: usize, text: &crate::app::textbox::TextBox) {
    let (lines, cursor) = text.rows(columns.saturating_sub(2));
    let line = lines.get(cursor.0).cloned().unwrap_or_default();
    let end = paper.say(row, column, "[", PLAIN);
    paper.put(row, end, &crate::domain::text::pad(&line, columns.saturating_sub(2)), PLAIN);
    paper.say(row, column + columns - 1, "]", PLAIN);
    paper.cursor_at(row, column + 1 + cursor.1);
}
