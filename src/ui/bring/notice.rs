//! What a notice suggests, with the lines that it stands in, and the notice itself beside it or below.

use crate::app::bring::notice::{Notice, Row, rows_of};
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{Clean, clean, clip, pad, width};
use crate::domain::words::say;
use crate::ui::bring::highlight;
use crate::ui::dialog::entry;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// The columns of the numbers of lines.
const LINE: usize = 8;

/// Draws the suggestions and the notice. Where there is room for one of them only, Tab changes between them.
pub fn draw(paper: &mut Paper, app: &App, notice: &Notice) {
    let area = paper.area;
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let (columns, rows) = app.size().notice_pane();
    let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    if app.size().is_wide() {
        let left = below.width.saturating_sub(narrow(columns) + 1);
        paper.part(Rect { width: left, ..below }, |paper| suggestions(paper, app, notice, true));
        paper.part(Rect { x: below.x + left, width: 1, ..below }, |paper| paper.rule_down(0));
        let right = Rect { x: below.x + left + 1, width: narrow(columns), ..below };
        paper.part(right, |paper| lines(paper, notice, true));
        return;
    }
    if rows == 0 && notice.reading.is_some() {
        paper.part(below, |paper| lines(paper, notice, true));
        return;
    }
    let upper = below.height.saturating_sub(narrow(rows) + u16::from(rows > 0));
    paper.part(Rect { height: upper, ..below }, |paper| suggestions(paper, app, notice, false));
    if rows > 0 {
        paper.part(Rect { y: below.y + upper, height: 1, ..below }, |paper| paper.rule(0));
        let lower = Rect { y: below.y + upper + 1, height: narrow(rows), ..below };
        paper.part(lower, |paper| lines(paper, notice, false));
    }
}

fn suggestions(paper: &mut Paper, app: &App, notice: &Notice, has_heads: bool) {
    let columns = paper.columns();
    let mut first = 0;
    if has_heads {
        paper.say(0, 3, &say("notice.screen.head.entry", &[]), STRONG);
        paper.say(0, columns.saturating_sub(LINE), &say("notice.screen.head.line", &[]), STRONG);
        paper.rule(1);
        first = 2;
    }
    let height = app.size().notice_rows().min(paper.rows().saturating_sub(first)).max(1);
    let top = fit(notice.top, notice.highlight, notice.highlight, height);
    for (place, row) in notice.rows.iter().enumerate().skip(top).take(height) {
        let at = first + place - top;
        let is_here = place == notice.highlight;
        match &notice.typing {
            Some(text) if is_here => {
                let label = notice.here().map_or("", |suggestion| suggestion.label);
                let label = clip(&clean(&say("notice.screen.typing", &[("label", label)])), columns / 3);
                let end = paper.put(at, 3, &label, STRONG);
                paper.say(at, 1, ">", STRONG);
                entry(paper, at, end, columns.saturating_sub(end + 1), text);
                continue;
            }
            _ => one(paper, at, notice, row),
        }
        if notice.reading.is_some() {
            paper.say(at, 1, if is_here { ">" } else { " " }, STRONG);
        } else {
            highlight(paper, at, is_here);
        }
    }
}

fn one(paper: &mut Paper, at: usize, notice: &Notice, row: &Row) {
    let columns = paper.columns();
    match row {
        Row::Draft(draft) => {
            let title = notice.read.brought.drafts.get(*draft).map_or("", |draft| draft.activity.name());
            let (number, count) = ((draft + 1).to_string(), notice.drafts.len().to_string());
            let words = say("notice.screen.draft", &[("number", &number), ("count", &count), ("title", title)]);
            paper.put(at, 3, &clip(&clean(&words), columns.saturating_sub(4)), STRONG);
        }
        Row::Suggestion(draft, place) => {
            let Some(suggestion) = notice.drafts.get(*draft).and_then(|draft| draft.get(*place)) else { return };
            let sign = if suggestion.taken { "[x] " } else { "[ ] " };
            let words = suggestion.own.as_ref().unwrap_or(&suggestion.words);
            let text = say("page.cell", &[("label", suggestion.label), ("value", words)]);
            let end = paper.say(at, 3, sign, PLAIN);
            paper.put(at, end, &clip(&clean(&text), columns.saturating_sub(end + LINE + 1)), PLAIN);
            let lines = match suggestion.lines {
                Some((first, last)) if first != last => {
                    say("notice.screen.lines", &[("first", &first.to_string()), ("last", &last.to_string())])
                }
                Some((first, _)) => first.to_string(),
                None => String::new(),
            };
            paper.say(at, columns.saturating_sub(LINE), &lines, PLAIN);
        }
        Row::Heading(id) => {
            paper.say(at, 3, &say(id, &[]), STRONG);
        }
        Row::Gap(_) | Row::Look(_) => {
            let words = say("notice.screen.open", &[("words", &notice.remark(row))]);
            paper.put(at, 3, &clip(&clean(&words), columns.saturating_sub(4)), STRONG);
        }
        Row::Continue => {
            paper.say(at, 3, &say("notice.screen.continue", &[]), STRONG);
        }
    }
}

/// The numbered lines of the notice, around those that the highlighted suggestion came from.
fn lines(paper: &mut Paper, notice: &Notice, has_heads: bool) {
    let mut first = 0;
    if has_heads {
        paper.say(0, 1, &say("notice.screen.head.notice", &[]), STRONG);
        paper.rule(1);
        first = 2;
    }
    let room = paper.rows().saturating_sub(first);
    let (from, to) = notice.lines_here().unwrap_or((0, 0));
    let number_width = notice.read.lines().len().to_string().len();
    let columns = paper.columns().saturating_sub(number_width + 5).max(1);
    let centre = notice.reading.unwrap_or_else(|| from.saturating_sub(1));
    // Only the lines that can be seen are laid out: they begin a little before the one that is looked at.
    let mut start = centre;
    let mut before = 0;
    let height = |line: usize| notice.read.lines().get(line).map_or(1, |text| rows_of(text, columns).len().max(1));
    while start > 0 && before + height(start - 1) <= room / 3 {
        start -= 1;
        before += height(start);
    }
    let mut at = first;
    for (place, text) in notice.read.lines().iter().enumerate().skip(start) {
        if at >= first + room {
            return;
        }
        let is_source = (from..=to).contains(&(place + 1));
        let number = pad(&clean(&format!("{:>number_width$} ", place + 1)), number_width + 1);
        paper.put(at, 2, &number, if is_source { STRONG } else { PLAIN });
        if is_source && notice.reading.is_none() {
            paper.say(at, number_width + 3, ">", STRONG);
        }
        let rows: Vec<Clean> = rows_of(text, columns);
        for (below, line) in rows.iter().enumerate().take((first + room).saturating_sub(at)) {
            paper.put(at + below, number_width + 5, line, if is_source { STRONG } else { PLAIN });
        }
        if notice.reading == Some(place) {
            paper.say(at, 1, ">", STRONG);
            let length = rows.first().map_or(1, |line| width(line).max(1));
            paper.style(at, number_width + 5, length, HIGHLIGHT);
            paper.cursor_at(at, 1);
        }
        at += rows.len().max(1);
    }
}
