//! Records of LG Inform Plus written back for its upload.

use super::column::{Column, Goes, NEWER};
use super::draft::{BETWEEN, HEADINGS, joined};
use super::{Layout, RECORD, raw};
use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::formats::import::book::{Book, letters};
use crate::formats::import::cells::flag;
use std::collections::HashMap;
use std::sync::Arc;

/// Headings with rows of texts below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The headings, left to right.
    pub headings: Vec<Text>,
    /// The rows, each as long as the headings.
    pub rows: Vec<Vec<Text>>,
}

/// What was written back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenBack {
    /// The file's rows.
    pub rows: Rows,
    /// How many rows hold something else than before.
    pub changed: usize,
}

impl Rows {
    /// The rows of a download; nothing where a book is none.
    pub fn of_book(book: &Book) -> Option<Rows> {
        let (sheet, layout) = Layout::of_book(book)?;
        let width = layout.headings.len().max(sheet.rows.iter().map(Vec::len).max().unwrap_or_default());
        let mut headings = layout.headings;
        headings.resize(width, Text::from(""));
        let row = |row: usize| (0..width).map(|place| raw(sheet.cell(row, place)).into()).collect();
        Some(Rows { headings, rows: (layout.heading_row + 1..sheet.rows.len()).map(row).collect() })
    }
}

/// The rows of the activities that came from LG Inform Plus, as its download had them: columns in their order, and every cell that is not
/// ours to change as it was read. Those that did not come from there have no row.
///
/// Records without personal data are in no register, so they have no row either; an upload need not name every record.
pub fn rows_of(activities: &[&Arc<Activity>], organisation: &Organisation) -> Rows {
    let own: Vec<&Activity> =
        activities.iter().map(|activity| &***activity).filter(|activity| id_of(activity).is_some()).collect();
    let layout = Layout::of_any(headings_of(&own), 0);
    let mut rows: Vec<Vec<Text>> = Vec::with_capacity(own.len());
    for activity in own {
        let is_first = rows.is_empty();
        let kept = kept_of(activity);
        let cell = |place: usize| {
            let name = layout.names.get(place).map_or("", |name| name);
            if let Some(text) = kept.get(name) {
                return (*text).clone();
            }
            let goes = layout.columns.get(place).copied().flatten().map(|column| column.goes);
            match goes {
                Some(Goes::Organisation(path)) if is_first => of_organisation(organisation, path).unwrap_or_default(),
                Some(goes) => before(activity, goes, place).unwrap_or_default(),
                None => Text::default(),
            }
        };
        rows.push((0..layout.headings.len()).map(cell).collect());
    }
    Rows { headings: layout.headings, rows }
}

/// The rows with what the register now says in the columns that a council may change. A cell whose field was not changed since
/// it came in stays as it is, and so does every other. Rows of records that the register does not hold stay whole.
pub fn write_back(original: &Rows, register: &Register) -> WrittenBack {
    let layout = Layout::of_any(original.headings.clone(), 0);
    let by_id: HashMap<&str, &Activity> =
        register.activities().iter().filter_map(|activity| Some((id_of(activity)?, &**activity))).collect();
    let id_place = layout.place_of(Goes::Id(RECORD));
    let organisation = register.organisation();
    let mut written = WrittenBack { rows: Rows { headings: original.headings.clone(), rows: Vec::new() }, changed: 0 };
    for (turn, row) in original.rows.iter().enumerate() {
        let activity = id_place.and_then(|place| row.get(place)).and_then(|id| by_id.get(id.trim()));
        let cell = |(place, text): (usize, &Text)| {
            let column = layout.columns.get(place).copied().flatten();
            match (column, activity) {
                (Some(Column { goes: Goes::Organisation(path), .. }), _) if turn == 0 => {
                    of_organisation(&organisation, path)
                        .filter(|now| **now != *text.trim())
                        .unwrap_or_else(|| text.clone())
                }
                (Some(column), Some(activity)) if column.is_editable => {
                    anew(activity, column.goes, place, text).unwrap_or_else(|| text.clone())
                }
                _ => text.clone(),
            }
        };
        let new: Vec<Text> = row.iter().enumerate().map(cell).collect();
        written.changed += usize::from(new != *row);
        written.rows.rows.push(new);
    }
    written
}

/// The id of a record in LG Inform Plus.
fn id_of(activity: &Activity) -> Option<&str> {
    external(activity, RECORD).map(|id| id.trim()).filter(|id| !id.is_empty())
}

fn external<'a>(activity: &'a Activity, name: &str) -> Option<&'a Text> {
    let pairs = activity.external_ids.as_ref()?;
    pairs.0.iter().find(|pair| pair.name.as_deref() == Some(name))?.value.as_ref()
}

/// The cells that the record keeps, by the name of their column.
fn kept_of(activity: &Activity) -> HashMap<&str, &Text> {
    let unmapped = activity.imported.as_ref().and_then(|imported| imported.unmapped.as_ref());
    let pairs = unmapped.into_iter().flat_map(|pairs| &pairs.0);
    pairs.filter_map(|pair| Some((pair.name.as_deref()?, pair.value.as_ref()?))).collect()
}

/// The headings as the download had them; without them the known ones, and behind them those of the cells that are kept.
fn headings_of(own: &[&Activity]) -> Vec<Text> {
    let kept = own.iter().find_map(|activity| kept_of(activity).get(HEADINGS).map(|text| (*text).clone()));
    if let Some(kept) = kept {
        return kept.split(BETWEEN).map(Text::from).collect();
    }
    let mut headings: Vec<Text> = NEWER.iter().map(|heading| Text::from(*heading)).collect();
    for activity in own {
        let unmapped = activity.imported.as_ref().and_then(|imported| imported.unmapped.as_ref());
        for name in unmapped.into_iter().flat_map(|pairs| &pairs.0).filter_map(|pair| pair.name.as_ref()) {
            let is_there = headings.iter().any(|heading| heading == name || is_same_column(heading, name));
            if !is_there {
                headings.push(name.clone());
            }
        }
    }
    headings
}

fn is_same_column(one: &str, other: &str) -> bool {
    let goes =
        |heading: &str| super::column::known(heading).map(|column| column.goes).filter(|goes| *goes != Goes::Kept);
    goes(one).is_some() && goes(one) == goes(other)
}

/// What a column held when the record came in, from the words that its values were taken from.
fn before(activity: &Activity, goes: Goes, place: usize) -> Option<Text> {
    match goes {
        Goes::Id(name) => external(activity, name).cloned(),
        Goes::List(_) => Some(joined(&values_of(activity, place)).into()),
        Goes::Text(_) | Goes::Description => values_of(activity, place).first().cloned(),
        _ => None,
    }
}

/// The values that were taken from a column.
fn values_of(activity: &Activity, place: usize) -> Vec<Text> {
    let evidence = activity.imported.iter().flat_map(|imported| imported.evidence.iter().flatten());
    let of_column = evidence.filter(|entry| entry.at.as_deref().is_some_and(|at| column_of(at) == letters(place)));
    of_column.filter_map(|entry| entry.value.clone()).collect()
}

/// The letters of a cell's column: `E` of `‘Sheet’!E12`.
fn column_of(at: &str) -> &str {
    let cell = at.rsplit_once('!').map_or(at, |(_, cell)| cell);
    cell.trim_end_matches(|letter: char| letter.is_ascii_digit())
}

/// What a column is to hold now; nothing where the register says the same as when the record came in, or nothing at all.
fn anew(activity: &Activity, goes: Goes, place: usize, text: &Text) -> Option<Text> {
    match goes {
        Goes::Id(name) => external(activity, name).filter(|id| id.trim() != text.trim()).cloned(),
        Goes::Special => says_special(activity).filter(|now| flag::read(text) != Some(*now)).map(yes_or_no),
        Goes::List(field) => {
            let now = terms_of(activity, field)?;
            let same = now == values_of(activity, place) || joined(&now) == **text;
            (!same).then(|| joined(&now).into())
        }
        Goes::Text(_) | Goes::Description => {
            let now = text_of(activity, goes, place)?;
            let before = values_of(activity, place).first().cloned().unwrap_or_else(|| text.trim().into());
            (now.trim() != before.trim()).then(|| now.clone())
        }
        _ => None,
    }
}

fn text_of(activity: &Activity, goes: Goes, place: usize) -> Option<&Text> {
    match goes {
        Goes::Text("owner") => activity.owner.as_ref(),
        Goes::Text(_) => activity.business_function.as_ref(),
        // A title that was made of something else than the description is not written over it.
        _ => activity
            .description
            .as_ref()
            .or_else(|| activity.title.as_ref().filter(|_| !values_of(activity, place).is_empty())),
    }
}

/// The terms that a list has now, of all lines; nothing where it is not recorded.
fn terms_of(activity: &Activity, field: &str) -> Option<Vec<Text>> {
    let of_lines = |list: fn(&Line) -> &Option<Vec<Text>>| {
        let mut terms: Option<Vec<Text>> = None;
        for term in activity.lines().iter().filter_map(|line| list(line).as_ref()) {
            let terms = terms.get_or_insert_default();
            let new: Vec<Text> = term.iter().filter(|term| !terms.contains(term)).cloned().collect();
            terms.extend(new);
        }
        terms
    };
    match field {
        "purposes" => activity.purposes.clone(),
        "security_measures" => activity.security_measures.clone(),
        "subjects" => of_lines(|line| &line.subjects),
        "recipients" => of_lines(|line| &line.recipients),
        _ => {
            let lists = [
                of_lines(|line| &line.data_classes),
                of_lines(|line| &line.special_categories),
                of_lines(|line| &line.criminal_offence_data),
            ];
            let all: Vec<Text> = lists.iter().flatten().flatten().cloned().collect();
            lists.iter().any(Option::is_some).then_some(all).filter(|all| !all.is_empty())
        }
    }
}

/// Whether the lines hold special categories; nothing where that is not recorded.
fn says_special(activity: &Activity) -> Option<bool> {
    let mut lists = activity.lines().iter().filter_map(|line| line.special_categories.as_ref()).peekable();
    lists.peek()?;
    Some(lists.any(|terms| !terms.is_empty()))
}

fn yes_or_no(flag: bool) -> Text {
    crate::domain::words::say(if flag { "yes" } else { "no" }, &[]).into()
}

fn of_organisation(organisation: &Organisation, path: &str) -> Option<Text> {
    let officer = organisation.data_protection_officer.as_ref();
    let value = match path {
        "organisation.name" => &organisation.name,
        "organisation.email" => &organisation.email,
        "organisation.address" => &organisation.address,
        "organisation.telephone" => &organisation.telephone,
        "organisation.data_protection_officer.name" => &officer?.name,
        "organisation.data_protection_officer.email" => &officer?.email,
        "organisation.data_protection_officer.address" => &officer?.address,
        _ => &officer?.telephone,
    };
    value.clone().filter(|value| !value.trim().is_empty())
}
