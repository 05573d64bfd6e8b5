//! What stands on an activity's page in which order: the same outline for reading and for editing.

use crate::domain::activity::Activity;
use crate::domain::check::{Answers, Finding};
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Section};
use crate::domain::subject::{Place, Standing, Subject};
use crate::domain::wanted::{Want, want};

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// The heading of a section.
    Heading(Section),
    /// A field with its value.
    Field(Place),
    /// A row of a table.
    Row {
        /// The table.
        field: &'static str,
        /// The row.
        row: usize,
    },
    /// The offer to add a row to a table.
    Add {
        /// The table.
        field: &'static str,
    },
    /// The labels of fields that nobody has answered yet.
    Unanswered(Vec<&'static str>),
    /// The labels of fields that the other answers do not ask for, put away until somebody wants to see them.
    Folded(Vec<&'static str>),
}

/// The sections of a subject: those its kind of record asks for, and those that hold something all the same.
pub fn sections(subject: &Subject) -> Vec<Section> {
    match subject {
        Subject::Organisation(_) => vec![Section::Organisation],
        Subject::Vocabulary(_) => Section::OF_WORDS.to_vec(),
        Subject::Activity(activity) => {
            let all = Section::OF_ACTIVITY.into_iter();
            all.filter(|section| !fields(subject, activity, *section).is_empty()).collect()
        }
    }
}

/// The fields of a section that the record asks for or that hold something.
fn fields(subject: &Subject, activity: &Activity, section: Section) -> Vec<Column> {
    let asked = |column: &Column, recorded: bool| column.spec.asked.of(activity) || recorded;
    let mut found = Vec::new();
    for column in subject.fields() {
        let place = Place::of(column.spec.id);
        if column.spec.id == "lines" {
            let cells = subject.columns("lines").into_iter().filter(|cell| cell.spec.section == section);
            let rows = subject.count("lines").unwrap_or(0);
            let filled = |cell: &Column| (0..rows).any(|row| is_answered(subject, &Place::line(row, cell.spec.id)));
            found.extend(cells.filter(|cell| asked(cell, filled(cell))));
        } else if column.spec.section == section && asked(&column, is_answered(subject, &place)) {
            found.push(column);
        }
    }
    found
}

fn is_answered(subject: &Subject, place: &Place) -> bool {
    subject.standing(place) != Standing::NotRecorded
}

/// The page to read: what is recorded, what is missing, and the names of the rest that the other answers ask for.
pub fn reading(subject: &Subject, findings: &[Finding], answers: Option<&Answers>) -> Vec<Item> {
    let mut items = Vec::new();
    for section in sections(subject) {
        items.push(Item::Heading(section));
        let mut unanswered = Vec::new();
        for item in editing(subject, section) {
            match item {
                Item::Add { .. } => {}
                Item::Field(place) if !is_answered(subject, &place) && !has_finding(subject, &place, findings) => {
                    let wanted = is_wanted(answers, &place);
                    unanswered.extend(subject.column(&place).filter(|_| wanted).map(|column| column.spec.label));
                }
                Item::Row { field: "lines", row } => items.extend(line(subject, section, row, findings)),
                item => items.push(item),
            }
        }
        if !unanswered.is_empty() {
            items.push(Item::Unanswered(unanswered));
        }
    }
    items
}

fn is_wanted(answers: Option<&Answers>, place: &Place) -> bool {
    answers.is_none_or(|answers| !matches!(want(answers, place), Want::Unless(_)))
}

/// The items of a section of a form without the fields that the other answers do not ask for: their labels stand at its end.
/// What holds something stays, and so does the field that has the keyboard.
pub fn folded(items: Vec<Item>, subject: &Subject, answers: &Answers, here: Option<&Item>) -> Vec<Item> {
    let is_put_away = |item: &Item| match item {
        Item::Field(place) => Some(item) != here && !is_answered(subject, place) && !is_wanted(Some(answers), place),
        Item::Add { field } => {
            let table = Item::Field(Place::of(field));
            Some(item) != here
                && Some(&table) != here
                && !is_answered(subject, &Place::of(field))
                && !is_wanted(Some(answers), &Place::of(field))
        }
        _ => false,
    };
    let (away, mut shown): (Vec<Item>, Vec<Item>) = items.into_iter().partition(is_put_away);
    let label = |item: Item| match item {
        Item::Field(place) => subject.column(&place).map(|column| column.spec.label),
        _ => None,
    };
    let labels: Vec<&str> = away.into_iter().filter_map(label).collect();
    if !labels.is_empty() {
        shown.push(Item::Folded(labels));
    }
    shown
}

/// A line of several, with those of its fields that belong to the section and hold something, or lack it.
fn line(subject: &Subject, section: Section, row: usize, findings: &[Finding]) -> Vec<Item> {
    let cells =
        subject.columns("lines").into_iter().filter(|cell| section == Section::People || cell.spec.section == section);
    let places = cells.map(|cell| Place::line(row, cell.spec.id));
    let places = places.filter(|place| is_answered(subject, place) || has_finding(subject, place, findings));
    std::iter::once(Item::Row { field: "lines", row }).chain(places.map(Item::Field)).collect()
}

fn has_finding(subject: &Subject, place: &Place, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.place(subject) == *place)
}

/// The fields of one section to edit, tables with their rows and the offer to add one.
pub fn editing(subject: &Subject, section: Section) -> Vec<Item> {
    let columns = match subject {
        Subject::Activity(activity) => fields(subject, activity, section),
        _ => subject.fields().into_iter().filter(|column| column.spec.section == section).collect(),
    };
    let mut items = Vec::new();
    let lines = subject.count("lines").unwrap_or(0);
    for column in columns {
        let id = column.spec.id;
        if is_line_field(subject, id) {
            if lines <= 1 {
                items.push(Item::Field(Place::line(0, id)));
            }
        } else if column.kind == Kind::Rows {
            items.push(Item::Field(Place::of(id)));
            items.extend((0..subject.count(id).unwrap_or(0)).map(|row| Item::Row { field: id, row }));
            items.push(Item::Add { field: id });
        } else {
            items.push(Item::Field(Place::of(id)));
        }
    }
    if matches!(section, Section::People | Section::Sharing | Section::Retention) && subject.activity().is_some() {
        with_lines(&mut items, section, lines);
    }
    items
}

/// Puts the rows of several lines first; one line stands as the activity's own fields.
fn with_lines(items: &mut Vec<Item>, section: Section, lines: usize) {
    let rows = if lines > 1 { lines } else { 0 };
    let own = items.iter().take_while(|item| matches!(item, Item::Field(Place { field: "lines", .. }))).count();
    if section == Section::People && !(items.is_empty() && rows == 0) {
        items.insert(own, Item::Add { field: "lines" });
    }
    items.splice(0..0, (0..rows).map(|row| Item::Row { field: "lines", row }));
}

fn is_line_field(subject: &Subject, id: &str) -> bool {
    subject.activity().is_some() && subject.columns("lines").iter().any(|cell| cell.spec.id == id)
}

/// The cells of one row of a table, to edit.
pub fn row(subject: &Subject, field: &'static str, row: usize) -> Vec<Item> {
    subject.columns(field).iter().map(|column| Item::Field(Place::cell(field, row, column.spec.id))).collect()
}

/// The section in which a place is edited.
pub fn section_of(subject: &Subject, place: &Place) -> Section {
    let own = subject.column(&Place::of(place.field)).map(|column| column.spec.section);
    let cell = subject.column(place).map(|column| column.spec.section).filter(|_| place.field == "lines");
    cell.or(own).unwrap_or(Section::Overview)
}
