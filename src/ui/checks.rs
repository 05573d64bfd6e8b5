//! What is to be fixed: how far the register is, the topics beside the list where there is room, and the list.

use crate::app::Desk;
use crate::app::checks::Checks;
use crate::app::checks::window::{LineRole, MARGIN};
use crate::app::layout::TOPICS;
use crate::app::program::App;
use crate::domain::text::{clean, clip, wrap};
use crate::domain::words::say;
use crate::search::checks::{Listed, Progress};
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// Draws the list of what is to be fixed.
pub fn draw(paper: &mut Paper, app: &App, checks: &Checks) {
    if let Some(listed) = &checks.listed {
        how_far(paper, listed);
    } else {
        paper.say(0, 1, &say("checks.reading", &[]), PLAIN);
    }
    paper.rule(1);
    let area = paper.area;
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let left = if app.size().is_wide() { TOPICS } else { 0 };
    if let Some(listed) = checks.listed.as_ref().filter(|_| left > 0) {
        paper.part(Rect { width: left, ..below }, |paper| topics(paper, &listed.progress));
    }
    let start = left + u16::from(left > 0);
    if left > 0 {
        paper.part(Rect { x: below.x + left, width: 1, ..below }, |paper| paper.rule_down(0));
    }
    let right = Rect { x: below.x + start, width: below.width.saturating_sub(start), ..below };
    paper.part(right, |paper| list(paper, app, checks));
}

/// How many records hold all that the law wants in them, with a bar where there is room; the words say it all.
fn how_far(paper: &mut Paper, listed: &Listed) {
    let totals = listed.index.totals();
    let (complete, all) = (totals.complete, totals.kept);
    let share = share(complete, all);
    let percent = say("checks.percent", &[("share", &share.to_string())]);
    let parts = [("complete", complete.to_string()), ("count", all.to_string())];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = clean(&say("checks.complete", &parts));
    let end = paper.put(0, 1, &words, STRONG);
    let right = paper.say_right(0, &percent, STRONG);
    let room = right.saturating_sub(end + 4).min(24);
    if room >= 8 {
        paper.say(0, right - room - 3, &format!("[{}]", bar(complete, all, room)), PLAIN);
    }
}

/// The share in hundredths, rounded down, so that 100 means all.
fn share(part: usize, all: usize) -> usize {
    (part * 100).checked_div(all).unwrap_or(100)
}

fn bar(part: usize, all: usize, columns: usize) -> String {
    let full = (part * columns).checked_div(all).unwrap_or(columns).min(columns);
    format!("{}{}", "█".repeat(full), "░".repeat(columns - full))
}

/// Topic by topic, what the law wants in the record first.
fn topics(paper: &mut Paper, progress: &[Progress]) {
    let mut row = 0;
    let headings = [(true, "checks.topics.record"), (false, "checks.topics.beside")];
    for (in_the_record, heading) in headings {
        let mut own = progress.iter().filter(|progress| progress.topic.in_the_record == in_the_record).peekable();
        if own.peek().is_none() {
            continue;
        }
        paper.say(row, 1, &say(heading, &[]), STRONG);
        paper.say_right(row, &say("checks.topics.complete", &[]), PLAIN);
        row += 1;
        for progress in own {
            let parts = [("complete", progress.complete.to_string()), ("count", progress.of.to_string())];
            let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let right = paper.say_right(row, &say("checks.topic", &parts), PLAIN);
            let start = right.saturating_sub(BAR + 1);
            paper.say(row, start, &bar(progress.complete, progress.of, BAR), PLAIN);
            paper.put(row, 1, &clip(&clean(progress.topic.label), start.saturating_sub(2)), PLAIN);
            row += 1;
        }
        // Where all topics fit with one, a blank line parts the two groups.
        row += usize::from(progress.len() + 3 <= paper.rows());
    }
}

/// The columns of a topic's bar.
const BAR: usize = 6;

fn list(paper: &mut Paper, app: &App, checks: &Checks) {
    let all = app.index().map_or(0, |index| index.totals().to_fix);
    let right = paper.say_right(0, &checks.counted(all), PLAIN);
    let search = clip(&clean(&say("search.box", &[("text", checks.query.text())])), right.saturating_sub(2));
    let end = paper.put(0, 1, &search, STRONG);
    if checks.row(checks.highlight).is_none() {
        paper.cursor_at(0, end.saturating_sub(1));
    }
    let area = paper.area;
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    paper.part(below, |paper| {
        if checks.is_empty() {
            nothing(paper, app, checks);
        } else {
            app.with_desk(|desk| rows(paper, desk, checks));
        }
    });
}

fn rows(paper: &mut Paper, desk: &Desk, checks: &Checks) {
    let Some(listed) = &checks.listed else { return };
    let first = checks.first(desk);
    let mut at = 0;
    for place in first..listed.rows.len() {
        if at >= paper.rows() {
            return;
        }
        for line in checks.lines(place, place == first, desk) {
            let column = if line.role == LineRole::Heading { 1 } else { MARGIN };
            let style = if line.role == LineRole::Heading { STRONG } else { PLAIN };
            paper.put(at, column, &line.text, style);
            if line.role == LineRole::First && place == checks.highlight {
                paper.say(at, 1, ">", STRONG);
                paper.style(at, MARGIN, paper.columns().saturating_sub(MARGIN + 1), HIGHLIGHT);
                paper.cursor_at(at, 1);
            }
            at += 1;
        }
    }
}

/// What the empty list says, and what to press.
fn nothing(paper: &mut Paper, app: &App, checks: &Checks) {
    let query = checks.query.text().trim();
    let words = match (query.is_empty(), checks.narrowed.is_empty()) {
        (true, true) => app.nothing_to_fix(),
        (true, false) => say("checks.nothing.filters", &[]),
        (false, _) => say("checks.nothing", &[("query", query)]),
    };
    for (row, line) in wrap(&clean(&words), paper.columns().saturating_sub(4)).iter().enumerate() {
        paper.put(row + 1, MARGIN, line, PLAIN);
    }
}
