//! Clashes to settle, and differences to read: a list above, and below it what the highlighted row holds.

use crate::app::clashes::{Choice, Clashes, Row};
use crate::app::differences::Differences;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{Clean, clean, clip, pad, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The columns of what was decided, and of whose a difference is.
const DECIDED: usize = 14;

/// Draws the clashes.
pub fn clashes(paper: &mut Paper, app: &App, clashes: &Clashes) {
    let (count, open) = (clashes.rows.len().to_string(), clashes.undecided().to_string());
    paper.say(0, 1, &say("clashes.heading", &[("count", &count), ("open", &open)]), STRONG);
    let rows: Vec<[String; 3]> =
        clashes.rows.iter().map(|row| [row.label(), row.record.clone(), row.field.clone()]).collect();
    let below = list(paper, app, &rows, clashes.highlight, clashes.top);
    let Some(row) = clashes.rows.get(clashes.highlight) else { return };
    let part = from_row(paper, below);
    paper.part(part, |paper| match &clashes.typing {
        Some(text) => typing(paper, text),
        None if paper.columns() >= 100 => beside(paper, row, clashes.read_from),
        None => read(paper, &stacked(row, paper.columns().saturating_sub(4)), clashes.read_from),
    });
}

/// Draws differences.
pub fn differences(paper: &mut Paper, app: &App, differences: &Differences) {
    paper.say(0, 1, &differences.heading, STRONG);
    if differences.rows.is_empty() {
        paper.say(2, 1, &say("differences.none", &[]), PLAIN);
        paper.cursor_at(2, 1);
        return;
    }
    let rows: Vec<[String; 3]> =
        differences.rows.iter().map(|row| [row.side.clone(), row.record.clone(), row.field.clone()]).collect();
    let below = list(paper, app, &rows, differences.highlight, differences.top);
    let Some(row) = differences.rows.get(differences.highlight) else { return };
    let columns = paper.columns().saturating_sub(4);
    let mut lines: Vec<(Clean, Style)> = Vec::new();
    for (sign, texts) in [("- ", &row.removed), ("+ ", &row.added)] {
        for text in texts {
            let pieces = wrap(&clean(text), columns.saturating_sub(2).max(1));
            let signed = pieces
                .iter()
                .enumerate()
                .map(|(place, piece)| clean(&format!("{}{}", if place == 0 { sign } else { "  " }, piece.as_str())));
            lines.extend(signed.map(|line| (line, if sign == "+ " { STRONG } else { PLAIN })));
        }
    }
    let part = from_row(paper, below);
    paper.part(part, |paper| read(paper, &lines, differences.read_from));
}

/// The part from a row to the end.
fn from_row(paper: &Paper, row: usize) -> Rect {
    let area = paper.area;
    let row = u16::try_from(row).unwrap_or(u16::MAX);
    Rect { y: area.y.saturating_add(row), height: area.height.saturating_sub(row), ..area }
}

/// Draws a list of three columns below the heading, and a rule; returns the row behind it.
fn list(paper: &mut Paper, app: &App, rows: &[[String; 3]], highlight: usize, top: usize) -> usize {
    let window = app.size().clash_rows(rows.len());
    let top = fit(top, highlight, highlight, window);
    let room = paper.columns().saturating_sub(DECIDED + 5);
    let record_width = (room / 2).max(1);
    for (place, [decided, record, field]) in rows.iter().enumerate().skip(top).take(window) {
        let at = 1 + place - top;
        let record = pad(&clip(&clean(record), record_width.saturating_sub(1)), record_width);
        let field = clip(&clean(field), room.saturating_sub(record_width));
        paper.put(at, 3, &clip(&clean(decided), DECIDED - 1), PLAIN);
        let end = paper.put(at, 3 + DECIDED, &record, PLAIN);
        paper.put(at, end, &field, PLAIN);
        if place == highlight {
            paper.say(at, 1, ">", STRONG);
            paper.style(at, 3, paper.columns().saturating_sub(4), HIGHLIGHT);
            paper.cursor_at(at, 1);
        }
    }
    paper.rule(1 + window);
    2 + window
}

/// The three values one below the other, and what was chosen where it is neither.
fn stacked(row: &Row, columns: usize) -> Vec<(Clean, Style)> {
    let mut lines = Vec::new();
    for (heading, texts, style) in blocks(row) {
        lines.push((clip(&clean(&heading), columns), STRONG));
        for text in texts {
            lines.extend(wrap(&clean(&text), columns.saturating_sub(2).max(1)).into_iter().map(|line| (line, style)));
        }
    }
    lines
}

fn blocks(row: &Row) -> Vec<(String, Vec<String>, Style)> {
    let (yours, theirs) = match row.is_kept {
        true => ("clashes.kept.heading", "clashes.other.heading"),
        false => ("clashes.yours.heading", "clashes.theirs.heading"),
    };
    let mut blocks = vec![
        (say(yours, &[]), row.yours.clone(), PLAIN),
        (say(theirs, &[("by", &row.by)]), row.theirs.clone(), PLAIN),
        (say("clashes.base.heading", &[]), row.base.clone(), PLAIN),
    ];
    if let Some(now) = &row.now {
        blocks.insert(0, (say("clashes.now.heading", &[]), now.clone(), STRONG));
    }
    if matches!(row.choice, Choice::Own | Choice::Both) {
        blocks.insert(0, (say("clashes.chosen.heading", &[]), row.chosen(), PLAIN));
    }
    blocks
}

/// The values in columns beside each other.
fn beside(paper: &mut Paper, row: &Row, from: usize) {
    let blocks = blocks(row);
    let columns = paper.columns() / blocks.len().max(1);
    let area = paper.area;
    for (place, (heading, texts, _)) in blocks.iter().enumerate() {
        let narrow = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let part = Rect { x: area.x.saturating_add(narrow(place * columns)), width: narrow(columns), ..area };
        let mut lines: Vec<(Clean, Style)> = Vec::new();
        for text in texts {
            let pieces = wrap(&clean(text), columns.saturating_sub(3).max(1));
            lines.extend(pieces.into_iter().map(|line| (line, PLAIN)));
        }
        paper.part(part, |paper| {
            paper.put(0, 1, &clip(&clean(heading), columns.saturating_sub(2)), STRONG);
            let below = from_row(paper, 1);
            paper.part(below, |paper| read(paper, &lines, from));
        });
    }
}

/// Lines as many as there is room for, the last one saying that there are more.
fn read(paper: &mut Paper, lines: &[(Clean, Style)], from: usize) {
    let from = from.min(lines.len().saturating_sub(1));
    let rows = paper.rows();
    let more = lines.len() > from + rows;
    let room = if more { rows.saturating_sub(1) } else { rows };
    for (at, (line, style)) in lines.iter().skip(from).take(room).enumerate() {
        paper.put(at, 1, line, *style);
    }
    if more {
        paper.say(room, 1, &say("clashes.more", &[]), STRONG);
    }
}

/// The box in which the officer writes own words.
fn typing(paper: &mut Paper, text: &crate::app::textbox::TextBox) {
    paper.say(0, 1, &say("clashes.typing", &[]), STRONG);
    let columns = paper.columns().saturating_sub(4);
    let (lines, cursor) = text.rows(columns);
    let room = paper.rows().saturating_sub(1).max(1);
    let top = fit(0, cursor.0, cursor.0, room);
    for (at, line) in lines.iter().skip(top).take(room).enumerate() {
        let end = paper.say(at + 1, 1, "[", PLAIN);
        let end = paper.put(at + 1, end, &pad(line, columns), PLAIN);
        paper.say(at + 1, end, "]", PLAIN);
    }
    paper.cursor_at(cursor.0 - top + 1, 2 + cursor.1);
}
