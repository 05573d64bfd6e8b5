//! How a value reads: codes by their labels, days in words, yes and no, and the four kinds of empty.

use crate::app::Step;
use crate::domain::Text;
use crate::domain::activity::{Activity, Mark};
use crate::domain::date::DateText;
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value};
use crate::domain::lexicon::Lexicon;
use crate::domain::subject::{Place, Standing, Subject};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;

/// What an activity is called on screen. An id is no name that an officer would know.
pub fn name(activity: &Activity) -> String {
    let name = activity.name();
    if name == activity.id.as_str() { say("activity.no-name", &[]) } else { name.to_owned() }
}

/// The value at a place with its standing, one text a line. It is never empty.
pub fn field(subject: &Subject, place: &Place, lexicon: &Lexicon) -> Vec<String> {
    let Some(column) = subject.column(place) else { return vec![String::new()] };
    if let (Kind::Line, Value::Text(id)) = (column.kind, subject.value(place)) {
        return vec![line_with_id(subject, &id, lexicon)];
    }
    let recorded = value(&column, &subject.value(place), lexicon);
    match subject.standing(place) {
        Standing::NotRecorded => vec![say("standing.not-recorded", &[])],
        Standing::None => vec![say("standing.none", &[])],
        Standing::DoesNotApply(reason) => with_note(recorded, "standing.does-not-apply", &reason),
        Standing::ToConfirm(note) => with_note(recorded, "standing.to-confirm", &note),
        Standing::Recorded => recorded,
    }
}

/// What a field is marked as, in words; `None` where it has no such mark.
pub fn mark(subject: &Subject, place: &Place) -> Option<String> {
    let (id, note) = match subject.standing(place) {
        Standing::DoesNotApply(reason) => ("standing.does-not-apply", reason),
        Standing::ToConfirm(note) => ("standing.to-confirm", note),
        _ => return None,
    };
    with_note(Vec::new(), id, &note).pop()
}

/// Why a finding was accepted, by whom and when, as far as that is recorded.
pub fn acceptance(mark: &Mark) -> String {
    let on = mark.on.as_ref().map(DateText::long);
    let said = [mark.note.as_deref(), mark.by.as_deref(), on.as_deref()];
    let said: Vec<&str> = said.into_iter().flatten().filter(|words| !words.trim().is_empty()).collect();
    said.join(", ")
}

/// The step that copies what is recorded at a place, or says that there is nothing.
pub fn copied(subject: &Subject, place: Option<&Place>, lexicon: &Lexicon) -> Step {
    match place.filter(|place| subject.standing(place) != Standing::NotRecorded) {
        Some(place) => Step::Copy(field(subject, place, lexicon).join("\n")),
        None => Step::Say(say("copy.nothing", &[])),
    }
}

fn with_note(mut recorded: Vec<String>, id: &str, note: &str) -> Vec<String> {
    let bare = format!("{id}.bare");
    let words = if note.trim().is_empty() { say(&bare, &[]) } else { say(id, &[("note", note)]) };
    recorded.retain(|line| !line.is_empty());
    recorded.push(words);
    recorded
}

/// A value by itself, one text a line; nothing where there is none.
pub fn value(column: &Column, value: &Value, lexicon: &Lexicon) -> Vec<String> {
    match (column.kind, value) {
        (_, Value::Empty) => Vec::new(),
        (Kind::Choice(list), Value::Text(code)) => vec![coded(list, code, lexicon)],
        (Kind::Many(Some(list)), Value::Terms(codes)) if is_coded(list) => {
            codes.iter().map(|code| coded(list, code, lexicon)).collect()
        }
        (_, Value::Text(text)) => text.lines().map(str::to_owned).collect(),
        (_, Value::Terms(terms)) => terms.iter().map(Text::to_string).collect(),
        (_, Value::Date(day)) => vec![day.long()],
        (_, Value::Flag(flag)) => vec![say(if *flag { "yes" } else { "no" }, &[])],
        (_, Value::Number(months)) if column.spec.id.ends_with("period_months") => vec![period(*months)],
        (_, Value::Number(number)) => vec![number.to_string()],
        (_, Value::Rows(count)) => vec![say("rows.count", &[("count", &count.to_string())])],
    }
}

/// Whether a field of several terms stores the codes of a list; other lists store the officer's own words.
pub fn is_coded(list: ListId) -> bool {
    matches!(list, ListId::Article9Conditions | ListId::Schedule1Conditions | ListId::Schedule8Conditions)
}

/// The label of a code, with the code before it where officers speak in codes.
pub fn coded(list: ListId, code: &str, lexicon: &Lexicon) -> String {
    let label = lexicon.label(list, code);
    let paragraph = code.strip_prefix("para-");
    match list {
        _ if label == code => label.to_owned(),
        ListId::LawfulBases | ListId::Article9Conditions => say("code.article", &[("code", code), ("label", label)]),
        ListId::Schedule1Conditions | ListId::Schedule8Conditions => {
            say("code.paragraph", &[("number", paragraph.unwrap_or(code)), ("label", label)])
        }
        _ => label.to_owned(),
    }
}

/// A line of the activity, by its number and its people.
pub fn line(subject: &Subject, row: usize, lexicon: &Lexicon) -> String {
    let people = field(subject, &Place::line(row, "subjects"), lexicon).join("; ");
    say("line.name", &[("number", &(row + 1).to_string()), ("people", &people)])
}

/// The line with an id, by its number and its people; the id itself where there is no such line.
fn line_with_id(subject: &Subject, id: &str, lexicon: &Lexicon) -> String {
    let mut rows = 0..subject.count("lines").unwrap_or(0);
    let row = rows.find(|row| subject.row_id("lines", *row).is_some_and(|known| known.as_str() == id));
    row.map_or_else(|| id.to_owned(), |row| line(subject, row, lexicon))
}

/// A number of months as officers say it.
pub fn period(months: u32) -> String {
    let count = months.to_string();
    if months == 0 || !months.is_multiple_of(12) {
        return say("period.months", &[("count", &count)]);
    }
    let years = (months / 12).to_string();
    say("period.years", &[("count", &years), ("months", &count)])
}

/// A row of a table in one line: what its cells hold.
pub fn row(subject: &Subject, field: &'static str, row: usize, lexicon: &Lexicon) -> String {
    let cells = subject.columns(field).into_iter().filter_map(|column| {
        let words = match (column.kind, subject.value(&Place::cell(field, row, column.spec.id))) {
            (Kind::Line, Value::Text(id)) => line_with_id(subject, &id, lexicon),
            (_, cell) => value(&column, &cell, lexicon).join("; "),
        };
        (!words.trim().is_empty()).then_some(words)
    });
    let words = cells.collect::<Vec<_>>().join(" · ");
    if words.is_empty() { say("rows.empty", &[]) } else { words }
}
