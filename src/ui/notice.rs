//! A notice as it would be written, and a comparison with a published one: rows to read, one of them highlighted.

use crate::app::notice::NoticeRow;
use crate::app::notice::compared::ComparedNotice;
use crate::app::notice::written::WrittenNotice;
use crate::app::page::Role;
use crate::domain::text::{clean, clip};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{PLAIN, STRONG};

/// Where the rows begin: below the line that says what they are, and its rule.
const HEAD: usize = 2;

/// Draws a notice.
pub fn written(paper: &mut Paper, notice: &WrittenNotice) {
    let rows = notice.rows(paper.columns());
    heading(paper, &notice.document.title());
    let highlight = notice.highlight.min(rows.len().saturating_sub(1));
    draw(paper, &rows, notice.top, |place, _| place == highlight);
}

/// Draws a comparison.
pub fn compared(paper: &mut Paper, notice: &ComparedNotice) {
    let rows = notice.rows(paper.columns());
    heading(paper, &notice.heading());
    if rows.is_empty() {
        paper.say(HEAD + 1, 3, &say("notice-check.nothing", &[]), PLAIN);
        paper.cursor_at(HEAD + 1, 1);
        return;
    }
    let first = rows.iter().position(|row| row.item == notice.highlight).unwrap_or(0).max(notice.top);
    draw(paper, &rows, notice.top, |place, _| place == first);
}

fn heading(paper: &mut Paper, words: &str) {
    let room = paper.columns().saturating_sub(2);
    paper.put(0, 1, &clip(&clean(words), room), STRONG);
    paper.rule(1);
}

fn draw(paper: &mut Paper, rows: &[NoticeRow], top: usize, is_highlighted: impl Fn(usize, &NoticeRow) -> bool) {
    let height = paper.rows().saturating_sub(HEAD);
    for (at, (place, row)) in rows.iter().enumerate().skip(top).take(height).enumerate() {
        let style = if matches!(row.role, Role::Heading | Role::Problem) { STRONG } else { PLAIN };
        paper.put(HEAD + at, row.indent, &row.text, style);
        if is_highlighted(place, row) {
            paper.say(HEAD + at, 0, ">", STRONG);
            paper.cursor_at(HEAD + at, 0);
        }
    }
}
