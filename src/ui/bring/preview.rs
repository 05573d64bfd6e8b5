//! What would be brought in: a row for each activity, and below the list what the highlighted one holds.

use crate::app::bring::notice::rows_of;
use crate::app::bring::preview::{Preview, Row, Sort, wants_a_look};
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{Clean, clean, clip, pad, width};
use crate::domain::words::say;
use crate::ui::bring::highlight;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};

/// The columns of the word that says what becomes of a row, and of its number.
const SORT: usize = 14;
const NUMBER: usize = 7;

/// Draws the list and what its highlighted row holds.
pub fn draw(paper: &mut Paper, app: &App, preview: &Preview) {
    let heads = [
        ("import.screen.head.sort", 7),
        ("import.screen.head.row", 7 + SORT),
        ("import.screen.head.activity", 7 + SORT + NUMBER),
    ];
    for (id, column) in heads {
        let id = if preview.is_of_notice() && id == "import.screen.head.row" { "notice.screen.head.line" } else { id };
        paper.say(2, column, &say(id, &[]), STRONG);
    }
    paper.rule(3);
    let height = app.size().bring_list();
    let top = fit(preview.top, preview.highlight, preview.highlight, height);
    for (place, row) in preview.rows.iter().enumerate().skip(top).take(height) {
        let at = 4 + place - top;
        line(paper, at, row);
        if preview.reading.is_none() {
            highlight(paper, at, place == preview.highlight);
        } else if place == preview.highlight {
            paper.say(at, 1, ">", STRONG);
        }
    }
    let rule = 4 + height;
    paper.rule(rule);
    details(paper, app, preview, rule + 1);
}

fn line(paper: &mut Paper, at: usize, row: &Row) {
    let sign = match row.taken {
        Some(true) => "[x]",
        Some(false) => "[ ]",
        None => "   ",
    };
    paper.say(at, 3, sign, PLAIN);
    let is_plain = matches!(row.sort, Sort::New | Sort::Changed | Sort::Same);
    paper.put(at, 7, &pad(&clean(&row.sort.word()), SORT), if is_plain { PLAIN } else { STRONG });
    paper.say(at, 7 + SORT, &row.at.to_string(), PLAIN);
    let column = 7 + SORT + NUMBER;
    let looks = if row.looks.is_empty() || row.sort == Sort::Look {
        clean("")
    } else {
        clean(&say("import.screen.to-look", &[("count", &row.looks.len().to_string())]))
    };
    let room = paper.columns().saturating_sub(column + width(&looks) + 3);
    paper.put(at, column, &clip(&clean(&row.name), room), PLAIN);
    if wants_a_look(row) {
        paper.put(at, paper.columns().saturating_sub(width(&looks) + 1), &looks, STRONG);
    }
}

/// What the highlighted row holds; the end says that there is more.
fn details(paper: &mut Paper, app: &App, preview: &Preview, first: usize) {
    let columns = app.size().bring_reading_width();
    let lines: Vec<(Clean, bool)> = app
        .with_desk(|desk| preview.details(desk))
        .into_iter()
        .flat_map(|(words, strong)| rows_of(&words, columns).into_iter().map(move |line| (line, strong)))
        .collect();
    let room = paper.rows().saturating_sub(first);
    let here = preview.reading.map(|at| at.min(lines.len().saturating_sub(1)));
    let top = here.map_or(0, |here| fit(here.saturating_sub(room / 2), here, here, room));
    let more = lines.len() > top + room;
    for (place, (line, strong)) in lines.iter().enumerate().skip(top).take(room) {
        let at = first + place - top;
        if more && here.is_none() && at + 1 == first + room {
            paper.say(at, 3, &say("import.screen.more-below", &[]), STRONG);
            return;
        }
        paper.put(at, 3, line, if *strong { STRONG } else { PLAIN });
        if here == Some(place) {
            paper.say(at, 1, ">", STRONG);
            paper.style(at, 3, width(line).max(1), HIGHLIGHT);
            paper.cursor_at(at, 1);
        }
    }
}
