//! The columns of a spreadsheet: what they are called, where each goes, and what is in it.

use crate::app::bring::columns::{Certainty, Columns, certainty};
use crate::app::bring::target;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{clean, clip, pad, wrap};
use crate::domain::words::say;
use crate::formats::import::brought::Matched;
use crate::ui::bring::highlight;
use crate::ui::paper::Paper;
use crate::ui::theme::{PLAIN, STRONG};

/// Draws the columns, how days will be read, and whether the matching is kept.
pub fn draw(paper: &mut Paper, app: &App, columns: &Columns) {
    let room = paper.columns();
    let heading_width = (room * 3 / 10).min(36);
    let target_width = (room * 7 / 25).min(34);
    let heads = ["import.screen.head.column", "import.screen.head.goes-to", "import.screen.head.values"];
    for (id, column) in heads.iter().zip([3, 3 + heading_width, 3 + heading_width + target_width]) {
        paper.say(2, column, &say(id, &[]), STRONG);
    }
    paper.rule(3);
    let dates = app.with_desk(|desk| columns.dates(desk));
    let height = app.size().column_rows(dates.len());
    let shown = columns.highlight.min(columns.columns.len().saturating_sub(1));
    let top = fit(columns.top, shown, shown, height);
    let mut row = 4;
    for (place, column) in columns.columns.iter().enumerate().skip(top).take(height) {
        let values: Vec<&str> = column.examples.iter().map(|example| &**example).collect();
        let end = 3 + heading_width + target_width;
        let strong = if certainty(column) == Certainty::NotMatched { STRONG } else { PLAIN };
        paper.put(row, 3, &pad(&clip(&clean(&column.heading), heading_width - 1), heading_width), PLAIN);
        paper.put(row, 3 + heading_width, &clip(&clean(&goes_to(column)), target_width - 1), strong);
        paper.put(row, end, &clip(&clean(&values.join("; ")), room.saturating_sub(end + 1)), PLAIN);
        highlight(paper, row, place == columns.highlight);
        row += 1;
    }
    let below = columns.columns.len().saturating_sub(top + height);
    if below > 0 {
        paper.say(row, 3, &say("import.screen.more-columns", &[("count", &below.to_string())]), PLAIN);
    }
    days(paper, &dates);
    let last = paper.rows().saturating_sub(1);
    let id = if columns.keeps { "import.screen.keep.ticked" } else { "import.screen.keep" };
    paper.say(last, 3, &say(id, &[]), PLAIN);
    highlight(paper, last, columns.is_on_keeping());
}

/// Where a column goes, in words.
fn goes_to(column: &Matched) -> String {
    let field = column.field.map(target::label).unwrap_or_default();
    match certainty(column) {
        Certainty::Sure => field,
        Certainty::Guessed => say("import.screen.guessed", &[("field", &field)]),
        Certainty::NotMatched => say("import.screen.not-matched", &[]),
        Certainty::LeftOut => say("import.screen.left-out", &[]),
    }
}

/// How days will be read, above the last line.
fn days(paper: &mut Paper, dates: &[String]) {
    let rows = paper.rows();
    if dates.is_empty() || rows < dates.len() + 9 {
        return;
    }
    let first = rows - dates.len() - 1;
    let columns = paper.columns().saturating_sub(4);
    paper.rule(first - 1);
    paper.say(first - 1, 3, &say("import.screen.dates", &[]), STRONG);
    for (place, words) in dates.iter().enumerate() {
        if let Some(line) = wrap(&clean(words), columns).first() {
            paper.put(first + place, 3, line, PLAIN);
        }
    }
}
