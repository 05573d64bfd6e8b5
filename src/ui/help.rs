//! The help screen: topics on the left, what they say on the right.

use crate::app::help::Help;
use crate::app::layout::fit;
use crate::domain::text::{clean, clip, wrap};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;

/// Draws help.
pub fn draw(paper: &mut Paper, help: &Help) {
    let end = paper.say(0, 1, &say("help.box", &[("text", help.query.text())]), STRONG);
    paper.rule(1);
    let area = paper.area;
    let left = (area.width / 3).clamp(20, 40);
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
        paper.say(0, 0, &topic.title, STRONG);
        let mut row = 2;
        let spaced = topic.body.len() < 8;
        for paragraph in &topic.body {
            for line in wrap(&clean(paragraph), paper.columns()) {
                paper.put(row, 0, &line, PLAIN);
                row += 1;
            }
            row += usize::from(spaced);
        }
    });
}
