//! The history screen: saves on the left, differences on the right; in a narrow window one after the other.

use crate::app::Desk;
use crate::app::history::{Pane, Past, lines};
use crate::app::program::App;
use crate::domain::text::{clean, clip};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// Draws the history.
pub fn draw(paper: &mut Paper, app: &App, past: &Past) {
    app.with_desk(|desk| draw_with(paper, desk, past));
}

fn draw_with(paper: &mut Paper, desk: &Desk, past: &Past) {
    let count = past.rows.len().to_string();
    let right = paper.say_right(0, &say("past.count", &[("count", &count)]), PLAIN);
    let search = clip(&clean(&say("past.box", &[("text", past.query.text())])), right.saturating_sub(2));
    let end = paper.put(0, 1, &search, STRONG);
    if past.rows.is_empty() {
        paper.cursor_at(0, end.saturating_sub(1));
    }
    paper.rule(1);
    let area = paper.area;
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let on_the_right = past.pane == Pane::Differences && !past.is_same();
    if desk.size.saves() == area.width {
        if on_the_right {
            paper.part(below, |paper| differences(paper, desk, past, true));
        } else {
            paper.part(below, |paper| saves(paper, desk, past, true));
        }
        return;
    }
    let left = desk.size.saves();
    paper.part(Rect { width: left, ..below }, |paper| saves(paper, desk, past, !on_the_right));
    paper.part(Rect { x: below.x + left, width: 1, ..below }, |paper| paper.rule_down(0));
    let rest = Rect { x: below.x + left + 1, width: below.width.saturating_sub(left + 1), ..below };
    paper.part(rest, |paper| differences(paper, desk, past, on_the_right));
}

fn saves(paper: &mut Paper, desk: &Desk, past: &Past, here: bool) {
    let mut at = 0;
    for (place, row) in past.rows.iter().enumerate().skip(past.first_save(desk)) {
        if at >= paper.rows() {
            return;
        }
        let room = paper.columns().saturating_sub(4);
        for (line, text) in lines::save(row, desk).iter().enumerate() {
            paper.put(at + line, 3, &clip(&clean(text), room), if line == 0 { STRONG } else { PLAIN });
        }
        if place == past.highlight {
            paper.say(at, 1, ">", STRONG);
            if here {
                paper.style(at, 3, room, HIGHLIGHT);
                paper.cursor_at(at, 1);
            }
        }
        at += lines::save(row, desk).len();
    }
}

fn differences(paper: &mut Paper, desk: &Desk, past: &Past, here: bool) {
    let Some(found) = past.differences() else { return };
    if found.items.is_empty() {
        return;
    }
    let then = past.then(desk);
    let columns = paper.columns();
    if lines::is_beside(columns) {
        let headings = [say("past.heading.field", &[]), then, say("past.heading.now", &[])];
        for ((column, room), heading) in lines::columns(columns).into_iter().zip(headings) {
            paper.put(0, column, &clip(&clean(&heading), room), STRONG);
        }
    } else {
        let heading = say("past.heading.signs", &[("date", &then)]);
        paper.put(0, 3, &clip(&clean(&heading), columns.saturating_sub(4)), STRONG);
    }
    paper.rule(1);
    let area = paper.area;
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    paper.part(below, |paper| items(paper, desk, past, here));
}

fn items(paper: &mut Paper, desk: &Desk, past: &Past, here: bool) {
    let Some(found) = past.differences() else { return };
    let mut at = 0;
    for (place, item) in found.items.iter().enumerate().skip(past.first_difference(desk)) {
        if at >= paper.rows() {
            return;
        }
        let lines = lines::item(past, item, desk);
        let skip = if place == past.place { past.skip.min(lines.len().saturating_sub(1)) } else { 0 };
        let start = at;
        for line in lines.iter().skip(skip) {
            for (column, text, strong) in line {
                paper.put(at, *column, text, if *strong { STRONG } else { PLAIN });
            }
            at += 1;
        }
        if here && place == past.place {
            paper.say(start, 1, ">", STRONG);
            paper.style(start, 3, paper.columns().saturating_sub(4), HIGHLIGHT);
            paper.cursor_at(start, 1);
        }
    }
}
