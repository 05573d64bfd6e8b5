//! The help screen: topics on the left, what they say on the right.

use crate::app::help::Help;
use crate::app::layout::fit;
use crate::app::program::App;
use crate::domain::text::{clean, clip};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// Draws help.
pub fn draw(paper: &mut Paper, app: &App, help: &Help) {
    let end = paper.say(0, 1, &say("help.box", &[("text", help.query.text())]), STRONG);
    paper.rule(1);
    let area = paper.area;
    let left = app.size().help_topics();
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let shown = help.shown();
    if shown.is_empty() {
        paper.cursor_at(0, end.saturating_sub(1));
    }
    paper.part(Rect { width: left, ..below }, |paper| {
        let top = fit(help.top, help.highlight, help.highlight, paper.rows().max(1));
        for (place, topic) in shown.iter().enumerate().skip(top).take(paper.rows()) {
            let at = place - top;
            let title = clip(&clean(&topic.title), paper.columns().saturating_sub(4));
            paper.put(at, 3, &title, PLAIN);
            if place == help.highlight {
                paper.say(at, 1, ">", STRONG);
                paper.style(at, 3, paper.columns().saturating_sub(4), HIGHLIGHT);
                paper.cursor_at(at, 1);
            }
        }
    });
    paper.part(Rect { x: below.x + left, width: 1, ..below }, |paper| paper.rule_down(0));
    paper.part(Rect { x: below.x + left + 2, width: below.width.saturating_sub(left + 3), ..below }, |paper| {
        let Some(topic) = shown.get(help.highlight) else {
            paper.say(0, 0, &say("help.nothing", &[]), PLAIN);
            return;
        };
        let lines = topic.lines(app.size().help_text());
        let rows = paper.rows();
        // Where there is more than fits, the last row says how to read on and back.
        let way = match (help.reads_on(lines.len(), rows), help.read_from > 0) {
            (true, false) => say("help.more", &[]),
            (true, true) => say("help.more.back", &[]),
            (false, true) => say("help.back", &[]),
            (false, false) => String::new(),
        };
        let room = if way.is_empty() { rows } else { rows.saturating_sub(1) };
        for (row, line) in lines.iter().skip(help.read_from).take(room).enumerate() {
            paper.put(row, 0, &line.text, if line.is_heading { STRONG } else { PLAIN });
        }
        paper.say(room, 0, &way, STRONG);
    });
}
