//! What a draft says, value by value: each with its words, and the place in the file that it came from.

use crate::app::Desk;
use crate::app::bring::preview::Line;
use crate::app::shown;
use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::field::{Kind, Value};
use crate::domain::id::Ids;
use crate::domain::imported::Evidence;
use crate::domain::lexicon::Lexicon;
use crate::domain::subject::{Place, Subject};
use crate::domain::typed;
use crate::domain::words::say;
use jiff::civil::Date;
use std::sync::Arc;

/// One value that a draft suggests.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Where it would stand.
    pub place: Place,
    /// The term of a list; nothing for a value that is one.
    pub term: Option<Text>,
    /// The words of its field.
    pub label: &'static str,
    /// Its words, as they are shown.
    pub words: String,
    /// The first and the last line of the notice that it came from, counted from 1.
    pub lines: Option<(usize, usize)>,
    /// Whether it is accepted.
    pub taken: bool,
    /// What the officer typed in its stead.
    pub own: Option<String>,
}

impl Suggestion {
    /// Whether it is a whole row of a table, whose words are those of its cells.
    pub fn is_row(&self) -> bool {
        self.place.cell.is_some_and(|(_, cell)| cell == WHOLE_ROW)
    }
}

/// The fields that say how a record was made and not what it says.
const OF_THE_RECORD: [&str; 3] = ["status", "role", "regime"];

fn is_of_the_record(field: &str) -> bool {
    OF_THE_RECORD.contains(&field) || field == "imported" || field.starts_with("imported.")
}

/// What a draft suggests, in the order of the fields.
pub fn suggestions(activity: &Activity, lexicon: &Lexicon) -> Vec<Suggestion> {
    let subject = Subject::Activity(Arc::new(activity.clone()));
    let evidence = activity.imported.as_ref().and_then(|imported| imported.evidence.as_deref()).unwrap_or_default();
    let mut found: Vec<Suggestion> = Vec::new();
    for place in subject.recorded().into_iter().filter(|place| !is_of_the_record(place.field)) {
        let Some(column) = subject.column(&place) else { continue };
        let suggestion =
            |term: Option<Text>, label: &'static str, place: Place, words: String, value: &str| Suggestion {
                place,
                lines: lines_of(evidence, &place, column.spec.marked_as(), value),
                term,
                label,
                words,
                taken: true,
                own: None,
            };
        match (place.cell, subject.value(&place)) {
            (None | Some(_), Value::Terms(terms)) if place.field == "lines" || place.cell.is_none() => {
                if terms.is_empty() {
                    found.push(suggestion(None, column.spec.label, place, say("standing.none", &[]), ""));
                }
                for term in terms {
                    let words = match column.kind {
                        Kind::Many(Some(list)) if shown::is_coded(list) => shown::coded(list, &term, lexicon),
                        _ => term.to_string(),
                    };
                    found.push(suggestion(Some(term.clone()), column.spec.label, place, words, &term));
                }
            }
            (Some((row, _)), _) if place.field != "lines" => {
                // A row of another table is one suggestion: its cells mean nothing by themselves.
                let whole = Place { field: place.field, cell: Some((row, WHOLE_ROW)) };
                if found.last().is_none_or(|last| last.place != whole) {
                    let label = subject.column(&Place::of(place.field)).map_or("", |column| column.spec.label);
                    let words = shown::row(&subject, place.field, row, lexicon);
                    let value = raw(&subject.value(&place));
                    found.push(suggestion(None, label, whole, words, &value));
                }
            }
            (_, value) => {
                let words = shown::field(&subject, &place, lexicon).join("; ");
                found.push(suggestion(None, column.spec.label, place, words, &raw(&value)));
            }
        }
    }
    found
}

/// Stands for all cells of a row.
const WHOLE_ROW: &str = "";

fn raw(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Date(day) => day.as_str().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The lines behind a value: those of its own words, else those of its field or of the group that it belongs to.
fn lines_of(evidence: &[Evidence], place: &Place, group: &str, value: &str) -> Option<(usize, usize)> {
    let cell = place.cell.map(|(_, cell)| cell).filter(|cell| !cell.is_empty());
    let of_field = |entry: &&Evidence| {
        let name = entry.field.as_deref().unwrap_or_default();
        let is = |id: &str| name == id || name.rsplit_once(['.', ']']).is_some_and(|(_, last)| last == id);
        let is_cell = cell.is_some_and(|cell| is(cell) || is(group) || name.ends_with(&format!(".{cell}")));
        is_cell
            || name == place.field
            || name.starts_with(&format!("{}.", place.field)) && cell.is_none()
            || name.starts_with(&format!("{}[", place.field)) && cell.is_none()
    };
    let of_value = |entry: &&Evidence| !value.is_empty() && entry.value.as_deref() == Some(value);
    let entries: Vec<&Evidence> = evidence.iter().filter(of_field).collect();
    let own: Vec<&Evidence> = entries.iter().copied().filter(|entry| of_value(entry)).collect();
    let numbers = |entries: &[&Evidence]| {
        let found: Vec<usize> = entries.iter().filter_map(|entry| entry.at.as_deref()).flat_map(numbers).collect();
        Some((*found.iter().min()?, *found.iter().max()?))
    };
    numbers(&own).or_else(|| numbers(&entries))
}

fn numbers(text: &str) -> Vec<usize> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The draft as it was accepted: without what was not ticked, and with the officer's own words.
pub fn accepted(activity: &Activity, suggestions: &[Suggestion], today: Date, ids: &mut Ids) -> Activity {
    let mut subject = Subject::Activity(Arc::new(activity.clone()));
    let mut rows: Vec<(&'static str, usize)> = Vec::new();
    let mut done: Vec<Place> = Vec::new();
    for suggestion in suggestions {
        let place = suggestion.place;
        if suggestion.is_row() {
            rows.extend(place.cell.filter(|_| !suggestion.taken).map(|(row, _)| (place.field, row)));
            continue;
        }
        if done.contains(&place) {
            continue;
        }
        done.push(place);
        let Some(column) = subject.column(&place) else { continue };
        let all: Vec<&Suggestion> = suggestions.iter().filter(|other| other.place == place).collect();
        if all.iter().all(|one| one.taken && one.own.is_none()) {
            continue;
        }
        let typed = |words: &str| typed::read(&column, words, today).ok();
        let terms: Vec<Text> = all
            .iter()
            .filter(|one| one.taken)
            .flat_map(|one| match (&one.own, &one.term) {
                (Some(own), _) => match typed(own) {
                    Some(Value::Terms(terms)) => terms,
                    _ => Vec::new(),
                },
                (None, Some(term)) => vec![term.clone()],
                (None, None) => Vec::new(),
            })
            .collect();
        let value = match (matches!(column.kind, Kind::Many(_)), all.first()) {
            (true, _) if terms.is_empty() => Value::Empty,
            (true, _) => Value::Terms(terms),
            (false, Some(one)) if one.taken => one.own.as_deref().and_then(typed).unwrap_or(Value::Empty),
            (false, _) => Value::Empty,
        };
        let _fits = subject.set(&place, value, ids);
    }
    rows.sort_unstable();
    for (field, row) in rows.into_iter().rev() {
        subject.remove_row(field, row);
    }
    let Subject::Activity(accepted) = subject else { return activity.clone() };
    let mut accepted = Arc::unwrap_or_clone(accepted);
    drop_evidence(&mut accepted, suggestions);
    accepted
}

/// Takes out the evidence of values that were not accepted.
fn drop_evidence(activity: &mut Activity, suggestions: &[Suggestion]) {
    let Some(evidence) = activity.imported.as_mut().and_then(|imported| imported.evidence.as_mut()) else { return };
    let refused: Vec<&Text> = suggestions.iter().filter(|one| !one.taken).filter_map(|one| one.term.as_ref()).collect();
    let kept: Vec<&Text> = suggestions.iter().filter(|one| one.taken).filter_map(|one| one.term.as_ref()).collect();
    evidence
        .retain(|entry| entry.value.as_ref().is_none_or(|value| !refused.contains(&value) || kept.contains(&value)));
}

/// A draft to read, a line for each field with the words that it came from.
pub fn lines(subject: &Subject, desk: &Desk) -> Vec<Line> {
    let Some(activity) = subject.activity() else { return Vec::new() };
    let mut lines: Vec<Line> = Vec::new();
    let mut last: Option<(Place, String)> = None;
    for suggestion in suggestions(activity, desk.document.lexicon()) {
        match &mut last {
            Some((place, words)) if *place == suggestion.place => {
                words.push_str("; ");
                words.push_str(&suggestion.words);
            }
            _ => {
                lines.extend(last.take().map(|(_, words)| (words, false)));
                last = Some((
                    suggestion.place,
                    say("page.cell", &[("label", suggestion.label), ("value", &suggestion.words)]),
                ));
            }
        }
    }
    lines.extend(last.map(|(_, words)| (words, false)));
    let unmapped = activity.imported.as_ref().and_then(|imported| imported.unmapped.as_ref());
    for pair in unmapped.into_iter().flat_map(|pairs| &pairs.0) {
        let (heading, text) = (pair.name.as_deref().unwrap_or_default(), pair.value.as_deref().unwrap_or_default());
        lines.push((say("import.screen.kept-aside", &[("heading", heading), ("value", text)]), false));
    }
    lines
}
