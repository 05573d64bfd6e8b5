//! The list of activities: search line, filters beside it where there is room, rows, and a preview of the highlighted one.

use crate::app::browse::{Browse, View};
use crate::app::layout::{FILTERS, PREVIEW};
use crate::app::program::App;
use crate::app::shown;
use crate::domain::activity::Activity;
use crate::domain::date;
use crate::domain::subject::{Place, Subject};
use crate::domain::text::{Clean, clean, clip, pad, width, wrap};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::search::Found;
use crate::search::explain::{Match, explain};
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, MATCHED, PLAIN, STRONG};
use ratatui::layout::Rect;
use std::sync::Arc;

/// Days within which a review is shown as due soon.
const SOON: i64 = 30;

/// Draws the list.
pub fn draw(paper: &mut Paper, app: &App, browse: &Browse) {
    search_line(paper, browse);
    paper.rule(1);
    let area = paper.area;
    let size = app.size();
    let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let left = if size.is_wide() && browse.view == View::Register { FILTERS } else { 0 };
    let right = if size.is_very_wide() { PREVIEW } else { 0 };
    if left > 0 {
        paper.part(Rect { width: left, ..below }, |paper| filters(paper, app, browse));
        paper.part(Rect { x: below.x + left, width: 1, ..below }, |paper| paper.rule_down(0));
    }
    let start = left + u16::from(left > 0);
    let middle = Rect { x: below.x + start, width: below.width.saturating_sub(start + right), ..below };
    paper.part(middle, |paper| list(paper, app, browse));
    if right > 0 {
        paper.part(Rect { x: below.x + below.width - right, width: 1, ..below }, |paper| paper.rule_down(0));
        let area = Rect { x: below.x + below.width - right + 2, width: right - 3, ..below };
        paper.part(area, |paper| preview(paper, app, browse));
    }
    if browse.count() == 0 && paper.cursor.is_none() {
        let column = width(&clean(&say("search.box", &[("text", browse.query.text())])));
        paper.cursor_at(0, column);
    }
}

fn search_line(paper: &mut Paper, browse: &Browse) {
    let right = right_of_search(browse);
    let end = paper.columns().saturating_sub(width(&clean(&right)) + 3);
    let words = if browse.query.text().is_empty() && !browse.in_list && paper.columns() >= 100 {
        say("search.empty", &[])
    } else {
        say(if browse.in_list { "search.idle" } else { "search.box" }, &[("text", browse.query.text())])
    };
    paper.put(0, 1, &clip(&clean(&words), end), STRONG);
    paper.say_right(0, &right, PLAIN);
}

fn right_of_search(browse: &Browse) -> String {
    let count = browse.count().to_string();
    let total = browse.found.as_ref().map_or(0, |found| found.index.totals().activities).to_string();
    let order = if browse.query.text().trim().is_empty() { browse.order.label() } else { say("order.best", &[]) };
    let filters = if browse.view == View::Reviews { 0 } else { browse.filters.len() };
    let id = if filters == 0 { "browse.count" } else { "browse.count.filtered" };
    say(id, &[("shown", &count), ("total", &total), ("order", &order), ("count", &filters.to_string())])
}

/// The filters with what each would leave, under the fields that they are about; they are set with F4.
fn filters(paper: &mut Paper, app: &App, browse: &Browse) {
    paper.say(0, 1, &say("filter.panel", &[]), STRONG);
    paper.rule(1);
    let Some(found) = &browse.found else { return };
    let lexicon = app.document().lexicon();
    let gone = browse.filters.iter().filter(|filter| !found.facets.iter().any(|facet| facet.filter == **filter));
    let on = gone.map(|filter| (filter, 0)).chain(found.facets.iter().map(|facet| (&facet.filter, facet.count)));
    let mut row = 2;
    let mut heading = String::new();
    for (filter, count) in on {
        if filter.heading() != heading {
            heading = filter.heading();
            paper.say(row, 1, &heading, STRONG);
            row += 1;
        }
        if row >= paper.rows() {
            break;
        }
        let sign = if browse.filters.contains(filter) { "[x] " } else { "[ ] " };
        let number = if count > 0 { count.to_string() } else { String::new() };
        let column = paper.say(row, 1, sign, PLAIN);
        let room = paper.columns().saturating_sub(column + number.len() + 2);
        paper.put(row, column, &clip(&clean(&filter.value(lexicon)), room), PLAIN);
        paper.say_right(row, &number, PLAIN);
        row += 1;
    }
}

/// The widths of the columns behind the name, from left to right: owner, review, status. Those that do not fit drop out in that order.
struct Columns {
    reference: usize,
    name: usize,
    owner: usize,
    review: usize,
    status: usize,
}

impl Columns {
    fn of(columns: usize, view: View) -> Self {
        let review = 12;
        let status = if columns >= 56 || view == View::Reviews { 9 } else { 0 };
        let owner = if columns >= 72 { 9 } else { 0 };
        let reference = 8;
        let fixed = 7 + reference + review + status + owner;
        Columns { reference, name: columns.saturating_sub(fixed + 1).max(8), owner, review, status }
    }
}

fn list(paper: &mut Paper, app: &App, browse: &Browse) {
    let columns = Columns::of(paper.columns(), browse.view);
    headings(paper, browse, &columns);
    let first = if app.size().is_wide() {
        paper.rule(1);
        2
    } else {
        1
    };
    let Some(found) = &browse.found else {
        paper.say(first, 1, &say("browse.reading", &[]), PLAIN);
        return;
    };
    if found.places.is_empty() {
        nothing(paper, app, browse, first);
        return;
    }
    let room = paper.rows().saturating_sub(first);
    let heights = |row: usize| {
        1 + usize::from(matched(found, row).is_some_and(|matched| matched.elsewhere.is_some()))
            + usize::from(row == found.exact)
    };
    // Upwards from the highlight, as far as there is room: what is asked of the list does not grow with it.
    let mut top = browse.highlight;
    let mut used = heights(top);
    while top > browse.top && used + heights(top - 1) <= room {
        top -= 1;
        used += heights(top);
    }
    let mut at = first;
    for row in top..found.places.len() {
        if at >= paper.rows() {
            break;
        }
        let Some(activity) = app.with_desk(|desk| browse.activity(desk, row).cloned()) else { continue };
        if row == found.exact {
            paper.say(at, 3, &say("browse.close", &[]), STRONG);
            at += 1;
        }
        at += draw_row(paper, app, browse, found, &columns, at, row, &activity);
    }
}

fn headings(paper: &mut Paper, browse: &Browse, columns: &Columns) {
    let mut column = 7;
    let last = if browse.view == View::Reviews { "browse.late" } else { "browse.status" };
    let headings = [
        ("browse.reference", columns.reference),
        ("browse.activity", columns.name),
        ("browse.owner", columns.owner),
        ("browse.review", columns.review),
        (last, columns.status),
    ];
    for (id, width) in headings {
        if width > 0 {
            paper.put(0, column, &clip(&clean(&say(id, &[])), width), STRONG);
        }
        column += width;
    }
}

#[expect(clippy::too_many_arguments, reason = "one row of one list")]
fn draw_row(
    paper: &mut Paper,
    app: &App,
    browse: &Browse,
    found: &Found,
    columns: &Columns,
    at: usize,
    row: usize,
    activity: &Arc<Activity>,
) -> usize {
    let matched = matched(found, row);
    let here = row == browse.highlight;
    let sign = if browse.ticked.contains(&activity.id) { "[x]" } else { "[ ]" };
    paper.say(at, 3, sign, PLAIN);
    let mut column = 7;
    let marks = |marks: Option<&Vec<usize>>| marks.cloned().unwrap_or_default();
    let reference =
        clip(&clean(activity.reference.as_deref().unwrap_or_default()), columns.reference.saturating_sub(1));
    paper.put_marked(
        at,
        column,
        &reference,
        &marks(matched.as_ref().map(|matched| &matched.reference)),
        PLAIN,
        MATCHED,
    );
    column += columns.reference;
    let name = clip(&clean(&shown::name(activity)), columns.name.saturating_sub(1));
    paper.put_marked(at, column, &name, &marks(matched.as_ref().map(|matched| &matched.title)), PLAIN, MATCHED);
    column += columns.name;
    if columns.owner > 0 {
        let owner = activity.owner.as_deref().unwrap_or_default();
        paper.put(at, column, &clip(&clean(owner), columns.owner.saturating_sub(1)), PLAIN);
        column += columns.owner;
    }
    paper.say(at, column, &review(activity), PLAIN);
    column += columns.review;
    if columns.status > 0 {
        let last = if browse.view == View::Reviews { late(app, activity) } else { status(app, activity) };
        paper.put(at, column, &clip(&clean(&last), columns.status), PLAIN);
    }
    if here {
        paper.say(at, 1, ">", STRONG);
        if browse.in_list || !browse.query.text().is_empty() {
            let end = paper.columns().saturating_sub(4);
            paper.style(at, 3, end, HIGHLIGHT);
        }
        paper.cursor_at(at, 1);
    }
    let Some(elsewhere) = matched.and_then(|matched| matched.elsewhere) else { return 1 };
    let start =
        paper.say(at + 1, 7 + columns.reference, &say("browse.found-in", &[("field", elsewhere.field.label)]), PLAIN);
    let (text, marks) = around(&elsewhere.text, &elsewhere.marks, paper.columns().saturating_sub(start + 2));
    paper.put_marked(at + 1, start + 1, &text, &marks, PLAIN, MATCHED);
    2
}

/// The part of a text around its first mark, and the marks in it.
fn around(text: &str, marks: &[usize], columns: usize) -> (Clean, Vec<usize>) {
    let first = marks.first().copied().unwrap_or(0);
    let start = if first + 12 > columns { first.saturating_sub(columns / 3) } else { 0 };
    let cut: String = text.chars().skip(start).collect();
    let lead = usize::from(start > 0);
    let cut = if start > 0 { format!("…{cut}") } else { cut };
    let moved = marks.iter().filter_map(|mark| Some(mark.checked_sub(start)? + lead)).collect();
    (clip(&clean(&cut), columns), moved)
}

fn matched(found: &Found, row: usize) -> Option<Match> {
    if found.query.is_empty() {
        return None;
    }
    let entry = found.index.entry(*found.places.get(row)?)?;
    Some(explain(found, entry))
}

fn review(activity: &Activity) -> String {
    match activity.next_review.as_ref() {
        None => say("review.not-set", &[]),
        Some(day) => day.short(),
    }
}

fn status(app: &App, activity: &Activity) -> String {
    let due = activity.next_review.as_ref().and_then(|day| day.day()).filter(|_| !activity.is_retired());
    match due.map(|day| date::days_between(app.today(), day)) {
        Some(days) if days < 0 => say("review.overdue", &[]),
        Some(days) if days <= SOON => say("review.soon", &[]),
        _ => {
            app.document().lexicon().label(ListId::Statuses, activity.status.as_deref().unwrap_or_default()).to_string()
        }
    }
}

fn late(app: &App, activity: &Activity) -> String {
    let due = activity.next_review.as_ref().and_then(|day| day.day());
    match due.map(|day| date::days_between(day, app.today())) {
        Some(days) if days > 0 => days.to_string(),
        _ => String::new(),
    }
}

/// What the empty list says, and what to press.
fn nothing(paper: &mut Paper, app: &App, browse: &Browse, row: usize) {
    let query = browse.query.text().trim();
    let count = browse.filters.len().to_string();
    let words = match (app.document().register().activities().is_empty(), query.is_empty(), browse.filters.is_empty()) {
        (true, ..) => say("browse.empty", &[]),
        (_, false, true) => say("browse.nothing", &[("query", query)]),
        (_, false, false) => say("browse.nothing.filtered", &[("query", query), ("count", &count)]),
        _ => say("browse.nothing.filters", &[]),
    };
    for (place, line) in wrap(&clean(&words), paper.columns().saturating_sub(4)).iter().enumerate() {
        paper.put(row + place, 3, line, PLAIN);
    }
}

/// The highlighted activity in a few lines.
fn preview(paper: &mut Paper, app: &App, browse: &Browse) {
    let Some(activity) = app.with_desk(|desk| browse.activity(desk, browse.highlight).cloned()) else { return };
    let columns = paper.columns();
    for (row, line) in wrap(&clean(&shown::name(&activity)), columns).iter().take(2).enumerate() {
        paper.put(row, 0, line, STRONG);
    }
    let findings = app.with_desk(|desk| desk.findings(&Subject::Activity(activity.clone())));
    let to_fix = findings.iter().filter(|finding| !finding.accepted).count();
    let subject = Subject::Activity(activity);
    let mut row = 2;
    for (id, place) in PREVIEWED {
        let lexicon = app.document().lexicon();
        let text = if *id == "transfers" && subject.count("transfers").unwrap_or(0) > 0
            || *id == "lawful_bases" && subject.count("lawful_bases").unwrap_or(0) > 0
        {
            (0..subject.count(id).unwrap_or(0))
                .map(|at| shown::row(&subject, id, at, lexicon))
                .collect::<Vec<_>>()
                .join("; ")
        } else {
            shown::field(&subject, place, lexicon).join("; ")
        };
        let label = subject.column(place).map_or("", |column| column.spec.label);
        paper.put(row, 0, &pad(&clip(&clean(label), 14), 15), STRONG);
        for line in wrap(&clean(&text), columns.saturating_sub(15)).iter().take(3) {
            paper.put(row, 15, line, PLAIN);
            row += 1;
        }
        if row + 1 >= paper.rows() {
            return;
        }
    }
    if to_fix > 0 {
        paper.say(row, 0, &say("page.to-fix", &[("count", &to_fix.to_string())]), STRONG);
    }
}

/// What the preview shows: tables by their name, everything else by its place.
const PREVIEWED: &[(&str, &Place)] = &[
    ("purposes", &Place { field: "purposes", cell: None }),
    ("subjects", &Place { field: "lines", cell: Some((0, "subjects")) }),
    ("data_classes", &Place { field: "lines", cell: Some((0, "data_classes")) }),
    ("special_categories", &Place { field: "lines", cell: Some((0, "special_categories")) }),
    ("lawful_bases", &Place { field: "lawful_bases", cell: None }),
    ("recipients", &Place { field: "lines", cell: Some((0, "recipients")) }),
    ("transfers", &Place { field: "transfers", cell: None }),
    ("next_review", &Place { field: "next_review", cell: None }),
];
