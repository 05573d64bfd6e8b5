//! An activity being read, and a form: sections on the left where there is room, fields on the right.

use crate::app::detail::{Detail, Shown};
use crate::app::form::{Form, Scope};
use crate::app::layout::SECTIONS;
use crate::app::outline;
use crate::app::page::{Page, Role};
use crate::app::program::App;
use crate::app::shown;
use crate::domain::field::Section;
use crate::domain::subject::Subject;
use crate::domain::text::{clean, clip};
use crate::domain::words::say;
use crate::ui::paper::Paper;
use crate::ui::theme::{ENTRY, HIGHLIGHT, PLAIN, STRONG};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws an activity to read.
pub fn detail(paper: &mut Paper, app: &App, detail: &Detail) {
    let Some(shown) = app.with_desk(|desk| detail.shown(desk)) else { return };
    let (title, directorate) = shown.subject.activity().map_or((String::new(), String::new()), |activity| {
        (shown::name(activity), activity.directorate.as_deref().unwrap_or_default().to_owned())
    });
    let id = if directorate.is_empty() { "detail.where" } else { "detail.where.directorate" };
    let path = clean(&say(id, &[("title", &title), ("directorate", &directorate)]));
    let mut end = paper.columns();
    if let Some((number, count)) = detail.place().filter(|_| paper.columns() >= 100) {
        let parts = [("number", number.to_string()), ("count", count.to_string())];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
        end = paper.say_right(0, &say("detail.place", &parts), PLAIN).saturating_sub(2);
    }
    paper.put(0, 1, &clip(&path, end.saturating_sub(1)), PLAIN);
    let section = detail.section(&shown);
    let top = detail.top(&shown, app.size().page());
    body(paper, &shown, section, |paper| rows(paper, &shown.page, top, detail.highlight, false));
}

/// Draws a form.
pub fn form(paper: &mut Paper, app: &App, form: &Form) {
    let Some(shown) = app.with_desk(|desk| form.shown(desk)) else { return };
    let sections = outline::sections(&shown.subject);
    let section = match form.scope {
        Scope::Section(section) => section,
        Scope::Row { field, row } => {
            heading_of_row(paper, &shown.subject, field, row);
            outline::section_of(&shown.subject, &crate::domain::subject::Place::of(field))
        }
    };
    if form.scope == Scope::Section(section) {
        let number = sections.iter().position(|listed| *listed == section).map_or(0, |place| place + 1).to_string();
        let count = sections.len().to_string();
        let parts = [("number", number.as_str()), ("count", count.as_str()), ("section", section.label())];
        paper.say(0, 1, &say("form.section", &parts), STRONG);
    }
    if paper.columns() >= 80 && app.document().unsaved() > 0 {
        paper.say_right(0, &say("form.changed", &[]), PLAIN);
    }
    let top = form.top(&shown, app.size().page());
    let highlight = form.highlight(&shown.items);
    body(paper, &shown, Some(section), |paper| rows(paper, &shown.page, top, highlight, true));
}

fn heading_of_row(paper: &mut Paper, subject: &Subject, field: &'static str, row: usize) {
    let label = subject.column(&crate::domain::subject::Place::of(field)).map_or("", |column| column.spec.label);
    let number = (row + 1).to_string();
    let count = subject.count(field).unwrap_or(0).to_string();
    paper.say(0, 1, &say("form.row", &[("table", label), ("number", &number), ("count", &count)]), STRONG);
}

fn body(paper: &mut Paper, shown: &Shown, section: Option<Section>, draw: impl FnOnce(&mut Paper)) {
    paper.rule(1);
    let area = paper.area;
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if area.width < 100 {
        paper.part(below, draw);
        return;
    }
    paper.part(Rect { width: SECTIONS, ..below }, |paper| section_list(paper, shown, section));
    paper.part(Rect { x: below.x + SECTIONS, width: 1, ..below }, |paper| paper.rule_down(0));
    paper.part(Rect { x: below.x + SECTIONS + 1, width: below.width - SECTIONS - 1, ..below }, draw);
}

fn section_list(paper: &mut Paper, shown: &Shown, here: Option<Section>) {
    let sections = outline::sections(&shown.subject);
    let spacing = if paper.rows() > sections.len() * 2 { 2 } else { 1 };
    for (place, section) in sections.iter().enumerate() {
        let row = place * spacing;
        let number = (place + 1).to_string();
        let is_here = here == Some(*section);
        paper.say(row, 1, if is_here { ">" } else { " " }, STRONG);
        let words = say("page.section", &[("number", &number), ("section", section.label())]);
        paper.say(row, 3, &words, if is_here { STRONG } else { PLAIN });
        let open = shown.findings.iter().filter(|finding| !finding.accepted);
        let count = open
            .filter(|finding| outline::section_of(&shown.subject, &finding.place(&shown.subject)) == *section)
            .count();
        if count > 0 && spacing == 2 {
            paper.say(row + 1, 5, &say("page.to-fix", &[("count", &count.to_string())]), PLAIN);
        }
    }
}

fn rows(paper: &mut Paper, page: &Page, top: usize, highlight: usize, editing: bool) {
    let (first, _) = page.span(highlight);
    for (place, row) in page.rows.iter().enumerate().skip(top).take(paper.rows()) {
        let at = place - top;
        let mut column = 3;
        for piece in &row.pieces {
            column = paper.put(at, column, &piece.text, style(piece.role));
        }
        if place == first || (place == top && row.item == highlight) {
            paper.say(at, 1, ">", STRONG);
            if !editing || page.cursor.is_none() {
                paper.style(at, 3, column.saturating_sub(3).max(1), HIGHLIGHT);
            }
            paper.cursor_at(at, 1);
        }
    }
    if let Some((row, column)) = page.cursor.filter(|(row, _)| *row >= top) {
        paper.cursor_at(row - top, column + 3);
    }
}

fn style(role: Role) -> Style {
    match role {
        Role::Plain | Role::Hint => PLAIN,
        Role::Label | Role::Heading | Role::Problem => STRONG,
        Role::Entry => ENTRY,
        Role::Selected => HIGHLIGHT,
    }
}
