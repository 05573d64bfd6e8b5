//! The boxes in which word lists and filters are selected from.

use crate::app::filter::FilterBox;
use crate::app::layout::fit;
use crate::app::picker::Picker;
use crate::app::picker::line::Line;
use crate::app::picker::offer::Offer;
use crate::app::program::App;
use crate::app::textbox::TextBox;
use crate::domain::text::{clean, clip, width, wrap};
use crate::domain::words::say;
use crate::ui::dialog::centred;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};

/// A line as both boxes show it.
struct Shown {
    box_sign: &'static str,
    label: String,
    note: String,
}

/// Draws a word list.
pub fn picker(paper: &mut Paper, app: &App, picker: &Picker) {
    let subject = app.document().subject(&picker.subject);
    let title = subject.and_then(|subject| subject.column(&picker.place)).map_or("", |column| column.spec.label);
    let chosen: Vec<&str> = picker.chosen.iter().map(|value| label_of(picker, value)).collect();
    let selected = if !picker.is_many() {
        String::new()
    } else if chosen.is_empty() {
        say("picker.nothing-selected", &[])
    } else {
        say("picker.selected", &[("terms", &chosen.join(" · "))])
    };
    let lines = app.with_desk(|desk| picker.lines(desk));
    let shown: Vec<Shown> = lines.iter().map(|line| shown(picker, line, title)).collect();
    let about = match lines.get(picker.highlight) {
        Some(Line::Offer(at)) => picker.choices.get(*at).map(about_offer),
        Some(Line::Own(_)) => Some(vec![say("picker.own.about", &[])]),
        _ => None,
    };
    let total = picker.choices.len().to_string();
    let offers = lines.iter().filter(|line| matches!(line, Line::Offer(_))).count().to_string();
    let count = say("search.count", &[("count", &offers), ("total", &total)]);
    list(
        paper,
        title,
        &selected,
        &picker.query,
        &count,
        &shown,
        picker.highlight,
        picker.top,
        &about.unwrap_or_default(),
    );
}

/// What it is, why it fits or does not, what it means and the law it stands for.
fn about_offer(offer: &Offer) -> Vec<String> {
    let Some(fit) = &offer.fit else {
        return vec![offer.label.clone(), offer.help.clone(), offer.citation.clone()];
    };
    let cited = match offer.citation.as_str() {
        "" => offer.label.clone(),
        citation => say("picker.cited", &[("label", &offer.label), ("citation", citation)]),
    };
    let after = [offer.help.clone()].into_iter().chain(fit.doubt.clone());
    std::iter::once(cited).chain(fit.why.clone()).chain(after).collect()
}

fn label_of<'a>(picker: &'a Picker, value: &'a str) -> &'a str {
    picker.choices.iter().find(|offer| &*offer.value == value).map_or(value, |offer| offer.label.as_str())
}

fn shown(picker: &Picker, line: &Line, field: &str) -> Shown {
    match line {
        Line::Offer(at) => {
            let Some(offer) = picker.choices.get(*at) else {
                return Shown { box_sign: "", label: String::new(), note: String::new() };
            };
            let box_sign = match (picker.is_many(), picker.is_chosen(offer)) {
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
                _ => "",
            };
            let used = say("picker.used", &[("count", &offer.used.to_string())]);
            let note = match &offer.fit {
                Some(fit) if !fit.word.is_empty() => fit.word.clone(),
                _ if offer.used > 0 => used,
                _ => offer.citation.clone(),
            };
            Shown { box_sign, label: offer.label.clone(), note }
        }
        Line::Own(own) => {
            Shown { box_sign: "", label: say("picker.own", &[("field", field), ("text", own)]), note: String::new() }
        }
        Line::Empty(empty) => Shown { box_sign: "", label: empty.label(), note: String::new() },
    }
}

/// Draws the filters.
pub fn filter(paper: &mut Paper, app: &App, filter: &FilterBox) {
    let lexicon = app.document().lexicon();
    let on: Vec<String> = filter.on.iter().map(|filter| filter.label(lexicon)).collect();
    let selected =
        if on.is_empty() { say("filter.none-on", &[]) } else { say("filter.on", &[("filters", &on.join(" · "))]) };
    let lines = app.with_desk(|desk| filter.lines(desk));
    let shown: Vec<Shown> = lines
        .iter()
        .map(|facet| Shown {
            box_sign: if filter.on.contains(&facet.filter) { "[x] " } else { "[ ] " },
            label: facet.filter.label(lexicon),
            note: if facet.count > 0 { facet.count.to_string() } else { String::new() },
        })
        .collect();
    let left = app.list().map_or(0, |browse| browse.count()).to_string();
    let about = vec![say("filter.about", &[("count", &left)])];
    list(paper, &say("filter.title", &[]), &selected, &filter.query, "", &shown, filter.highlight, filter.top, &about);
}

#[expect(clippy::too_many_arguments, reason = "one box, said once for both lists")]
fn list(
    paper: &mut Paper,
    title: &str,
    selected: &str,
    query: &TextBox,
    count: &str,
    lines: &[Shown],
    highlight: usize,
    top: usize,
    about: &[String],
) {
    let rows = paper.rows();
    let area = centred(paper, 88, rows);
    paper.part(area, |paper| {
        paper.frame(title);
        let columns = paper.columns();
        let inner = columns.saturating_sub(4);
        let mut row = 1;
        if !selected.is_empty() {
            for line in wrap(&clean(selected), inner).iter().take(2) {
                paper.put(row, 2, line, PLAIN);
                row += 1;
            }
        }
        let end = paper.say(row, 2, &say("search.box", &[("text", query.text())]), STRONG);
        if end + width(&clean(count)) + 2 < columns {
            let column = columns.saturating_sub(width(&clean(count)) + 2);
            paper.say(row, column, count, PLAIN);
        }
        if lines.is_empty() {
            paper.say(row + 2, 4, &say("picker.nothing", &[]), PLAIN);
            paper.cursor_at(row, end);
        }
        row += 1;
        edge(paper, row, "");
        row += 1;
        // In a low window the lines to select from come first: four of them are always seen.
        let spare = paper.rows().saturating_sub(row + 6);
        let about = about.iter().filter(|line| !line.is_empty()).flat_map(|line| wrap(&clean(line), inner));
        let about: Vec<_> = about.take(spare.min(7)).collect();
        let kept = if about.is_empty() { 1 } else { about.len().max(spare.min(3)) + 2 };
        let room = paper.rows().saturating_sub(row + kept).max(1);
        let top = fit(top, highlight, highlight, room);
        for (place, line) in lines.iter().enumerate().skip(top).take(room) {
            let at = row + place - top;
            let note = clip(&clean(&line.note), columns / 3);
            let after = paper.say(at, 4, line.box_sign, PLAIN);
            let label = clip(&clean(&line.label), columns.saturating_sub(after + width(&note) + 4));
            paper.put(at, after, &label, PLAIN);
            paper.put(at, columns.saturating_sub(width(&note) + 2), &note, PLAIN);
            if place == highlight {
                paper.say(at, 2, ">", STRONG);
                paper.style(at, 4, columns.saturating_sub(6), HIGHLIGHT);
                paper.cursor_at(at, 2);
            }
        }
        if about.is_empty() {
            return;
        }
        let at = paper.rows().saturating_sub(kept);
        edge(paper, at, &say("picker.about", &[]));
        for (place, line) in about.iter().enumerate() {
            paper.put(at + 1 + place, 2, line, PLAIN);
        }
    });
}

/// Draws a line from one edge of the box to the other, with a heading.
fn edge(paper: &mut Paper, row: usize, heading: &str) {
    let columns = paper.columns();
    paper.say(row, 0, &format!("├{}┤", "─".repeat(columns.saturating_sub(2))), PLAIN);
    if !heading.is_empty() {
        paper.say(row, 3, &say("picker.edge", &[("heading", heading)]), STRONG);
    }
}
