//! The rows of text that an activity or a form makes in a given width, so that paging and drawing agree.

use crate::app::Desk;
use crate::app::layout::LABELS;
use crate::app::outline::{self, Item};
use crate::app::shown;
use crate::app::textbox::TextBox;
use crate::domain::check::{Answers, Finding};
use crate::domain::date;
use crate::domain::field::{Kind, Section, Spec, Value};
use crate::domain::subject::{Place, Standing, Subject};
use crate::domain::suggest::beside;
use crate::domain::text::{Clean, clean, clip, pad, width, wrap};
use crate::domain::typed::TypedProblem;
use crate::domain::wanted::{Want, want};
use crate::domain::words::say;

/// What a piece of text is, for the theme to dress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A value.
    Plain,
    /// The label of a field.
    Label,
    /// A heading.
    Heading,
    /// Help and other remarks.
    Hint,
    /// Something to fix.
    Problem,
    /// A text box.
    Entry,
    /// A text box whose text goes with the next letter.
    Selected,
}

/// A piece of one row.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text.
    pub text: Clean,
    /// What it is.
    pub role: Role,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct PageRow {
    /// The item it belongs to.
    pub item: usize,
    /// Its pieces from left to right.
    pub pieces: Vec<Piece>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<PageRow>,
    /// Where the text cursor stands: row and column.
    pub cursor: Option<(usize, usize)>,
}

impl Page {
    /// The first and the last row of an item.
    pub fn span(&self, item: usize) -> (usize, usize) {
        let first = self.rows.iter().position(|row| row.item == item).unwrap_or(0);
        let last = self.rows.iter().rposition(|row| row.item == item).unwrap_or(first);
        (first, last)
    }

    /// The item that a row belongs to.
    pub fn item_at(&self, row: usize) -> usize {
        self.rows.get(row.min(self.rows.len().saturating_sub(1))).map_or(0, |row| row.item)
    }

    fn push(&mut self, item: usize, pieces: Vec<(Clean, Role)>) {
        let pieces = pieces.into_iter().map(|(text, role)| Piece { text, role }).collect();
        self.rows.push(PageRow { item, pieces });
    }
}

/// What a page is made from.
pub struct Source<'a> {
    /// The record.
    pub subject: &'a Subject,
    /// The record as it was saved, to mark what changed.
    pub saved: Option<&'a Subject>,
    /// What is to be fixed in it.
    pub findings: &'a [Finding],
    /// Its items.
    pub items: &'a [Item],
    /// The item that is highlighted.
    pub highlight: usize,
    /// The text that is being typed into it.
    pub draft: Option<&'a TextBox>,
    /// Whether it is being edited.
    pub editing: bool,
}

/// Lays the items out in a width.
pub fn page(source: &Source, desk: &Desk, columns: usize) -> Page {
    desk.with_answers(source.subject, |answers| laid_out(source, answers, desk, columns))
}

fn laid_out(source: &Source, answers: Option<&Answers>, desk: &Desk, columns: usize) -> Page {
    let mut page = Page::default();
    let sections = outline::sections(source.subject);
    for (place, item) in source.items.iter().enumerate() {
        match item {
            Item::Heading(section) => heading(&mut page, place, &sections, *section, columns),
            Item::Field(field) => self::field(&mut page, source, answers, desk, place, field, columns),
            Item::Row { field, row } => {
                table_row(&mut page, source, desk, place, field, *row, columns);
                if !source.editing && *field == "transfers" {
                    suggested(&mut page, answers, place, &Place::cell(field, *row, "country"), columns);
                }
            }
            Item::Add { field } => {
                let label = say(&format!("add.{field}"), &[]);
                page.push(
                    place,
                    vec![
                        (pad(&clean(""), LABELS.into()), Role::Label),
                        (clip(&clean(&label), columns.saturating_sub(usize::from(LABELS))), Role::Hint),
                    ],
                );
            }
            Item::Unanswered(labels) => {
                let words = say("page.unanswered", &[("fields", &labels.join(", "))]);
                hint(&mut page, place, &words, columns);
            }
            Item::Folded(labels) => {
                let parts = [("count", labels.len().to_string()), ("fields", labels.join(", "))];
                let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
                hint(&mut page, place, &say("page.folded", &parts), columns);
            }
        }
    }
    page
}

fn hint(page: &mut Page, place: usize, words: &str, columns: usize) {
    for line in wrap(&clean(words), columns) {
        page.push(place, vec![(line, Role::Hint)]);
    }
}

/// What a suggestion says of a place, below its value.
fn suggested(page: &mut Page, answers: Option<&Answers>, place: usize, field: &Place, columns: usize) {
    let room = columns.saturating_sub(usize::from(LABELS)).max(8);
    let words = answers.and_then(|answers| beside(answers, field)).unwrap_or_default();
    for line in wrap(&clean(&words), room).into_iter().filter(|line| !line.as_str().is_empty()) {
        page.push(place, vec![(pad(&clean(""), LABELS.into()), Role::Label), (line, Role::Hint)]);
    }
}

fn heading(page: &mut Page, place: usize, sections: &[Section], section: Section, columns: usize) {
    let number = sections.iter().position(|listed| *listed == section).unwrap_or(0) + 1;
    if place > 0 {
        // The gap belongs to what stands above it, so that the highlight is on the words of the heading.
        page.push(place - 1, Vec::new());
    }
    let words = say("page.section", &[("number", &number.to_string()), ("section", section.label())]);
    page.push(place, vec![(clip(&clean(&words), columns), Role::Heading)]);
}

fn field(
    page: &mut Page,
    source: &Source,
    answers: Option<&Answers>,
    desk: &Desk,
    place: usize,
    field: &Place,
    columns: usize,
) {
    let Some(column) = source.subject.column(field) else { return };
    let room = columns.saturating_sub(usize::from(LABELS)).max(8);
    let here = source.editing && place == source.highlight;
    let changed = source.saved.is_some_and(|saved| {
        saved.value(field) != source.subject.value(field) || saved.mark(field) != source.subject.mark(field)
    });
    let label = label(column.spec, changed);
    let is_open = source.editing && source.subject.standing(field) == Standing::NotRecorded;
    let want = answers.filter(|_| source.editing).map_or(Want::Always, |answers| want(answers, field));
    let values: Vec<(Clean, Role)> = match source.draft.filter(|_| here) {
        Some(draft) => {
            let (lines, cursor) = entry(draft, room);
            page.cursor = Some((page.rows.len() + cursor.0, usize::from(LABELS) + 1 + cursor.1));
            let role = if draft.is_selected() { Role::Selected } else { Role::Entry };
            lines.into_iter().map(|line| (line, role)).collect()
        }
        None if source.editing => match &want {
            Want::Unless(words) if is_open && !here => {
                wrap(&clean(words), room).into_iter().map(|line| (line, Role::Hint)).collect()
            }
            _ => boxed(source, desk, field, room),
        },
        None => shown::field(source.subject, field, desk.document.lexicon())
            .iter()
            .flat_map(|line| wrap(&clean(line), room))
            .map(|line| (line, Role::Plain))
            .collect(),
    };
    for (row, value) in values.into_iter().enumerate() {
        let label = if row == 0 { label.clone() } else { pad(&clean(""), LABELS.into()) };
        page.push(place, vec![(label, Role::Label), value]);
    }
    let mut below = |words: &str, role: Role| {
        for line in wrap(&clean(words), room) {
            page.push(place, vec![(pad(&clean(""), LABELS.into()), Role::Label), (line, role)]);
        }
    };
    // The box in which somebody types shows the text alone.
    if let Some(mark) = source.draft.filter(|_| here).and_then(|_| shown::mark(source.subject, field)) {
        below(&mark, Role::Plain);
    }
    let found = || source.findings.iter().filter(|finding| finding.is_at(source.subject, field));
    match &want {
        // Where something is to be fixed its sentence says why.
        Want::Because(words) if here || (is_open && found().next().is_none()) => below(words, Role::Hint),
        Want::Unless(words) if here => below(words, Role::Hint),
        _ => {}
    }
    if here {
        below(&help(column.spec), Role::Hint);
        if let Some(echo) = echo(source, desk, column.kind) {
            below(&echo, Role::Hint);
        }
    }
    if let Value::Date(day) = source.subject.value(field)
        && day.day().is_none()
    {
        below(&say("finding.open", &[("message", &say("date.unread", &[("text", day.as_str())]))]), Role::Problem);
    }
    for finding in found() {
        let because = source.subject.activity().and_then(|activity| finding.acceptance(activity));
        match because.filter(|_| finding.accepted) {
            Some(mark) => {
                below(&say("finding.accepted", &[("message", &finding.message)]), Role::Hint);
                below(&say("finding.because", &[("reason", &shown::acceptance(mark))]), Role::Hint);
            }
            None => below(&say("finding.open", &[("message", &finding.message)]), Role::Problem),
        }
    }
    if here || (!source.editing && field.field == "lawful_bases") {
        suggested(page, answers, place, field, columns);
    }
}

fn label(spec: &Spec, changed: bool) -> Clean {
    let room = usize::from(LABELS) - 1;
    let sign = |label: &str| if changed { say("page.changed", &[("label", label)]) } else { label.to_owned() };
    let label = clip(&clean(spec.label), room - width(&clean(&sign(""))));
    pad(&clean(&sign(label.as_str())), room + 1)
}

fn help(spec: &Spec) -> String {
    if spec.example.is_empty() {
        spec.help.to_owned()
    } else {
        say("page.example", &[("help", spec.help), ("example", spec.example)])
    }
}

/// What a date or a number will be read as, while it is being typed.
fn echo(source: &Source, desk: &Desk, kind: Kind) -> Option<String> {
    let typed = source.draft?.text().trim().to_owned();
    if typed.is_empty() || kind != Kind::Date {
        return None;
    }
    let read = date::read(&typed, desk.today);
    Some(read.map_or_else(|problem| TypedProblem::Date(problem).sentence(), date::with_weekday))
}

/// A value in its box, as a form shows it.
fn boxed(source: &Source, desk: &Desk, field: &Place, room: usize) -> Vec<(Clean, Role)> {
    let lines = shown::field(source.subject, field, desk.document.lexicon());
    let inner = room.saturating_sub(2);
    let is_text = matches!(source.subject.value(field), Value::Text(_) | Value::Empty);
    let shown: Vec<Clean> =
        lines.iter().flat_map(|line| wrap(&clean(line), inner)).take(if is_text { 8 } else { 12 }).collect();
    shown.iter().map(|line| (in_box(line, inner), Role::Entry)).collect()
}

fn in_box(line: &Clean, inner: usize) -> Clean {
    clean(&format!("[{}]", pad(line, inner).as_str()))
}

/// The rows of a text box and where its cursor stands in them.
fn entry(draft: &TextBox, room: usize) -> (Vec<Clean>, (usize, usize)) {
    let inner = room.saturating_sub(2).max(1);
    let (lines, cursor) = draft.rows(inner);
    // A long text shows the rows around its cursor.
    let first = cursor.0.saturating_sub(7);
    let shown = lines.iter().skip(first).take(8).map(|line| in_box(line, inner)).collect();
    (shown, (cursor.0 - first, cursor.1))
}

fn table_row(
    page: &mut Page,
    source: &Source,
    desk: &Desk,
    place: usize,
    field: &'static str,
    row: usize,
    columns: usize,
) {
    let room = columns.saturating_sub(usize::from(LABELS)).max(8);
    let number = (row + 1).to_string();
    let count = source.subject.count(field).unwrap_or(0).to_string();
    let label = say("page.row", &[("number", &number), ("count", &count)]);
    let label = pad(&clip(&clean(&label), usize::from(LABELS) - 1), LABELS.into());
    let lexicon = desk.document.lexicon();
    let lines = if field == "lines" && source.editing {
        line_summary(source.subject, row, lexicon)
    } else if field == "lines" {
        vec![String::new()]
    } else {
        vec![shown::row(source.subject, field, row, lexicon)]
    };
    let mut first = Some(label);
    for line in lines.iter().flat_map(|line| wrap(&clean(line), room)) {
        let label = first.take().unwrap_or_else(|| pad(&clean(""), LABELS.into()));
        page.push(place, vec![(label, Role::Label), (line, Role::Plain)]);
    }
    if let Some(label) = first {
        page.push(place, vec![(label, Role::Label)]);
    }
}

/// A linked line in a few rows: who, what, to whom, for how long.
fn line_summary(subject: &Subject, row: usize, lexicon: &crate::domain::lexicon::Lexicon) -> Vec<String> {
    let summary = |id: &'static str| {
        let words = shown::field(subject, &Place::line(row, id), lexicon).join("; ");
        let label = subject.column(&Place::line(row, id)).map_or("", |column| column.spec.label);
        say("page.cell", &[("label", label), ("value", &words)])
    };
    let kept = if subject.value(&Place::line(row, "retention.period_months")).is_empty() {
        "retention.text"
    } else {
        "retention.period_months"
    };
    ["subjects", "data_classes", "special_categories", "recipients", kept].map(summary).to_vec()
}
