//! Bringing in a file: the line of steps, the list of files, how far the reading is, and the last question.

mod columns;
mod notice;
mod preview;

use crate::app::bring::Bring;
use crate::app::bring::confirm::Confirm;
use crate::app::bring::file_list::FileList;
use crate::app::bring::under_way::UnderWay;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{clean, clip, width, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};

/// Draws a step of an import.
pub fn draw(paper: &mut Paper, app: &App, bring: &Bring) {
    steps(paper, bring);
    paper.rule(1);
    match bring {
        Bring::File(list) => files(paper, app, list),
        Bring::UnderWay(under_way) => self::under_way(paper, under_way),
        Bring::Columns(columns) => columns::draw(paper, app, columns),
        Bring::Notice(notice) => notice::draw(paper, app, notice),
        Bring::Preview(preview) => preview::draw(paper, app, preview),
        Bring::Confirm(confirm) => self::confirm(paper, confirm),
    }
}

/// Which step it is, and beside it where there is room the names of all.
fn steps(paper: &mut Paper, bring: &Bring) {
    let (number, names) = bring.steps();
    let title = match bring {
        Bring::File(_) => "file",
        Bring::UnderWay(_) => "under-way",
        Bring::Columns(_) => "columns",
        Bring::Notice(_) => "notice",
        Bring::Preview(_) => "preview",
        Bring::Confirm(_) => "add",
    };
    let parts = [
        ("number", number.to_string()),
        ("count", names.len().to_string()),
        ("title", say(&format!("import.screen.title.{title}"), &[])),
    ];
    let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
    let is_known = !matches!(bring, Bring::File(_) | Bring::UnderWay(_));
    let words =
        if is_known { say("import.screen.step", &parts) } else { say(&format!("import.screen.title.{title}"), &[]) };
    let end = paper.say(0, 1, &words, STRONG);
    let named = names.iter().enumerate().map(|(place, name)| {
        let id = if place + 1 == number { "import.screen.trail.here" } else { "import.screen.trail" };
        say(id, &[("number", &(place + 1).to_string()), ("name", name)])
    });
    let trail = clean(&named.collect::<Vec<_>>().join(" > "));
    if is_known && end + width(&trail) + 3 < paper.columns() {
        paper.say_right(0, trail.as_str(), PLAIN);
    }
}

fn files(paper: &mut Paper, app: &App, list: &FileList) {
    let columns = paper.columns();
    let text = list.text.before_cursor().to_owned() + list.text.after_cursor();
    let typed = say("import.screen.file", &[("text", &text)]);
    let room = columns.saturating_sub(2);
    let words = clean(&typed);
    // Of a long path the end is shown, where one types.
    let cut: String = words.as_str().chars().rev().take(room).collect::<Vec<_>>().into_iter().rev().collect();
    let end = paper.say(2, 1, &cut, STRONG);
    paper.rule(3);
    let shown = app.with_desk(|desk| list.shown(desk).into_iter().cloned().collect::<Vec<_>>());
    if shown.is_empty() {
        let id = match list.found {
            None => "import.screen.looking",
            Some(_) if text.trim().is_empty() => "import.screen.no-files",
            Some(_) => "import.screen.no-match",
        };
        for (row, line) in
            wrap(&clean(&say(id, &[("folder", &list.folder)])), columns.saturating_sub(6)).iter().enumerate()
        {
            paper.put(4 + row, 3, line, PLAIN);
        }
        paper.cursor_at(2, end.saturating_sub(1));
    }
    let room = app.size().bring_rows();
    let top = fit(list.top, list.highlight, list.highlight, room);
    for (place, found) in shown.iter().enumerate().skip(top).take(room) {
        let at = 4 + place - top;
        let note = if found.is_folder { say("import.screen.folder", &[]) } else { found.changed.clone() };
        let note = clip(&clean(&note), columns / 3);
        let label = clip(&clean(&found.name), columns.saturating_sub(width(&note) + 7));
        paper.put(at, 3, &label, PLAIN);
        paper.put(at, columns.saturating_sub(width(&note) + 2), &note, PLAIN);
        highlight(paper, at, place == list.highlight);
    }
    let below = paper.rows().saturating_sub(2);
    for (row, line) in
        wrap(&clean(&say("import.screen.file.help", &[])), columns.saturating_sub(2)).iter().take(2).enumerate()
    {
        paper.put(below + row, 1, line, PLAIN);
    }
}

fn under_way(paper: &mut Paper, under_way: &UnderWay) {
    let columns = paper.columns().saturating_sub(6);
    let mut row = 3;
    for (place, line) in under_way.told().iter().flat_map(|line| wrap(&clean(line), columns)).enumerate() {
        paper.put(row, 3, &line, if place == 0 { STRONG } else { PLAIN });
        row += 1;
    }
    if let Some(far) = under_way.far {
        let room = columns.min(50);
        let full = (far.done * room).checked_div(far.all).unwrap_or(0).min(room);
        paper.say(row, 3, &format!("[{}{}]", "█".repeat(full), "░".repeat(room - full)), PLAIN);
    }
    row += 2;
    let end = paper.say(row, 3, &say("import.screen.stop", &[]), PLAIN);
    paper.say(row, 1, ">", STRONG);
    paper.style(row, 3, end - 3, HIGHLIGHT);
    paper.cursor_at(row, 1);
}

fn confirm(paper: &mut Paper, confirm: &Confirm) {
    let columns = paper.columns().saturating_sub(6);
    let mut row = 3;
    for line in confirm.told().iter().flat_map(|line| wrap(&clean(line), columns)) {
        paper.put(row, 3, &line, PLAIN);
        row += 1;
    }
    row += 1;
    let end = paper.say(row, 3, &say("import.screen.add", &[]), STRONG);
    paper.say(row, 1, ">", STRONG);
    paper.style(row, 3, end - 3, HIGHLIGHT);
    paper.cursor_at(row, 1);
    if confirm.preview.keeps {
        paper.say(row + 2, 3, &say("import.screen.kept-too", &[]), PLAIN);
    }
}

/// Marks a row of a list where it is the highlighted one, and puts the cursor there.
fn highlight(paper: &mut Paper, row: usize, is_here: bool) {
    if is_here {
        paper.say(row, 1, ">", STRONG);
        paper.style(row, 3, paper.columns().saturating_sub(4), HIGHLIGHT);
        paper.cursor_at(row, 1);
    }
}
