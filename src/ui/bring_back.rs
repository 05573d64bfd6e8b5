//! The list of what unsaved work changed, each change with its tick.

use crate::app::bring_back::BringBack;
use crate::app::found_work::Hindrance;
use crate::app::program::App;
use crate::domain::text::{clean, clip};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};

/// Where the changes begin: below the line that says what they are, and its rule.
const HEAD: usize = 2;

/// Draws the list.
pub fn draw(paper: &mut Paper, app: &App, list: &BringBack) {
    let (ticked, total) = (list.ticked().to_string(), list.changes.len().to_string());
    paper.say_right(0, &say("work.count", &[("ticked", &ticked), ("total", &total)]), PLAIN);
    paper.say(0, 1, &say("work.heading", &[("when", &list.closed)]), STRONG);
    paper.rule(1);
    let told = app.with_desk(|desk| list.told(desk));
    let columns = paper.columns();
    let height = paper.rows().saturating_sub(HEAD).max(1);
    let top = list.top(&told, height);
    let mut row = 0;
    for (place, (told, change)) in told.iter().zip(&list.changes).enumerate() {
        let tick = match (change.hindrance, change.taken) {
            (Some(Hindrance::Gone), _) => "[-] ",
            (_, true) => "[x] ",
            (_, false) => "[ ] ",
        };
        let mut put = |at: usize, column: usize, words: &str, strong: bool| {
            let Some(shown) = at.checked_sub(top).filter(|shown| *shown < height) else { return };
            let style = if strong { STRONG } else { PLAIN };
            paper.put(HEAD + shown, column, &clip(&clean(words), columns.saturating_sub(column + 1)), style);
        };
        put(row, 3, &format!("{tick}{}", told.heading), true);
        for (below, words) in told.rows.iter().enumerate() {
            put(row + 1 + below, 9, words, false);
        }
        if place == list.highlight
            && let Some(shown) = row.checked_sub(top).filter(|shown| *shown < height)
        {
            paper.say(HEAD + shown, 1, ">", STRONG);
            paper.style(HEAD + shown, 3, columns.saturating_sub(4), HIGHLIGHT);
            paper.cursor_at(HEAD + shown, 1);
        }
        row += 1 + told.rows.len();
    }
}
