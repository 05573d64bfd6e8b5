//! Which field each column goes to, how sure that is, and what made it so.
//!
//! `target` lists the fields, `wording` knows what columns are called, `near` reads words that are close, `by_cells` looks into a column
//! without a heading. The officer's choice comes first, then what was remembered.

mod by_cells;
mod near;
mod target;
mod wording;

pub use target::{TARGETS, Takes, Target, target};
pub(crate) use wording::{named, of_template, plain};

use crate::domain::Text;
use crate::domain::fold::same_term;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::book::letters;
use crate::formats::import::brought::{Kind, Matched, MatchedBy};
use crate::formats::import::choices::Choices;
use crate::formats::import::table::{Column, Table};

/// What each column of a table goes to, in the order of [`Table::columns`].
///
/// A field that takes one value gets one column: the officer's, the remembered or the surest one, of equals the first. The others
/// are left to the officer, and their cells go to `unmapped`.
pub fn match_columns(table: &Table, choices: &Choices) -> Vec<Matched> {
    let mut matched: Vec<Matched> = table.columns.iter().map(|column| first_guess(table, column, choices)).collect();
    for place in 0..matched.len() {
        settle(table, &mut matched, place);
    }
    matched
}

/// What a heading names, with the band above it: the field, what made it so, and how sure that is.
pub(crate) fn recognise(heading: &str, band: Option<&str>) -> Option<(Option<&'static str>, MatchedBy, u8)> {
    let joined = band.map(|band| format!("{band} {heading}"));
    let known = joined.as_deref().and_then(named).or_else(|| named(heading));
    known.map(|known| (known.field, known.by, known.confidence))
}

/// The field whose terms are ticked in a column of marks: the one that its band names, or whose list has the heading.
pub(crate) fn ticked(column: &Column) -> Option<&'static str> {
    if !column.ticks {
        return None;
    }
    let own = named(&column.heading);
    if let Some(band) = column.band.as_deref() {
        // A band in known words comes before the heading: `Consent` below `Lawful basis` is a basis. One in near words does not.
        let of_band = match named(band) {
            Some(named) => named.field,
            None if own.is_none() => near::nearest(band).and_then(|(field, _)| field),
            None => None,
        };
        if let Some(field) = of_band {
            return can_be_ticked(field).then_some(field);
        }
    }
    if own.is_some_and(|own| own.field.is_none_or(|field| !can_be_ticked(field))) {
        return None;
    }
    let in_list = |(field, id): &(&'static str, ListId)| list(*id).resolve(&column.heading).map(|_| *field);
    TICKED.iter().find_map(in_list)
}

/// The fields whose terms stand as columns to tick, with the lists that tell which.
const TICKED: [(&str, ListId); 8] = [
    ("special_categories", ListId::SpecialCategories),
    ("criminal_offence_data", ListId::CriminalOffenceData),
    ("lawful_bases", ListId::LawfulBases),
    ("subjects", ListId::Subjects),
    ("data_classes", ListId::DataClasses),
    ("recipients", ListId::Recipients),
    ("security_measures", ListId::SecurityMeasures),
    ("sources", ListId::Sources),
];

fn can_be_ticked(field: &str) -> bool {
    TICKED.iter().any(|(ticked, _)| *ticked == field)
        || matches!(field, "purposes" | "locations" | "article9_conditions" | "schedule1_conditions" | "transfers")
}

fn first_guess(table: &Table, column: &Column, choices: &Choices) -> Matched {
    let (field, by, confidence) = guess(table, column, choices);
    let heading = if column.heading.trim().is_empty() { letters(column.column).into() } else { column.heading.clone() };
    let examples = column.cells.iter().take(EXAMPLES).cloned().collect();
    Matched { column: column.column, heading, field, confidence, by, examples }
}

/// How many different values of a column are shown.
const EXAMPLES: usize = 3;

fn guess(table: &Table, column: &Column, choices: &Choices) -> (Option<&'static str>, MatchedBy, u8) {
    let nothing = (None, MatchedBy::Nothing, 0);
    for (chosen, by) in [(&choices.columns, MatchedBy::Officer), (&choices.remembered, MatchedBy::Remembered)] {
        if let Some(field) = chosen_for(chosen, column) {
            return (field.and_then(|id| Some(target(&id)?.id)), by, 100);
        }
    }
    if let Some(field) = ticked(column) {
        return (Some(field), MatchedBy::Alias, 85);
    }
    if column.heading.trim().is_empty() && column.band.is_none() {
        let found = by_cells::field(&column.cells);
        return found.map_or(nothing, |(field, sure)| (Some(field), MatchedBy::Cells, sure));
    }
    if let Some((field, by, sure)) = recognise(&column.heading, column.band.as_deref()) {
        let by = if table.kind == Kind::RegulatorTemplate && by == MatchedBy::Words { MatchedBy::Layout } else { by };
        return match field {
            None if by != MatchedBy::Layout => nothing,
            _ => (field, by, sure),
        };
    }
    let joined = column.band.as_deref().map(|band| format!("{band} {}", column.heading));
    let near = near::nearest(&column.heading).or_else(|| near::nearest(joined.as_deref()?));
    match near {
        Some((Some(field), sure)) => (Some(field), MatchedBy::Near, sure),
        _ => nothing,
    }
}

/// What was chosen for a column by its heading, or by its letters where it has none.
fn chosen_for(chosen: &[(Text, Option<Text>)], column: &Column) -> Option<Option<Text>> {
    let is_meant = |heading: &str| match column.heading.trim() {
        "" => same_term(heading, &letters(column.column)),
        standing => same_term(heading, standing),
    };
    chosen.iter().find(|(heading, _)| is_meant(heading)).map(|(_, field)| field.clone())
}

/// Of two columns for a field that takes one, the weaker goes to a field beside it that is free, or is left to the officer.
fn settle(table: &Table, matched: &mut [Matched], place: usize) {
    let Some(field) = matched.get(place).and_then(|column| column.field) else {
        return;
    };
    if target(field).is_none_or(|target| target.takes == Takes::Several) {
        return;
    }
    let rank = |column: &Matched| {
        (
            matches!(column.by, MatchedBy::Officer) as u8,
            matches!(column.by, MatchedBy::Remembered) as u8,
            column.confidence,
        )
    };
    let strongest = matched
        .iter()
        .enumerate()
        .filter(|(at, column)| column.field == Some(field) && (*at == place || table.stand_together(*at, place)));
    let strongest = strongest.max_by(|(at, one), (behind, other)| rank(one).cmp(&rank(other)).then(behind.cmp(at)));
    if strongest.is_none_or(|(at, _)| at == place) {
        return;
    }
    let beside = BESIDE.iter().filter(|(taken, _)| *taken == field).map(|(_, beside)| *beside);
    let mut beside = beside;
    let free = beside.find(|beside| matched.iter().all(|column| column.field != Some(*beside)));
    if let Some(column) = matched.get_mut(place).filter(|column| !matches!(column.by, MatchedBy::Officer)) {
        (column.field, column.by, column.confidence) = match free {
            Some(free) => (Some(free), MatchedBy::Near, 55),
            None => (None, MatchedBy::Nothing, 0),
        };
    }
}

/// A field that is taken, and another that the same words are used for.
const BESIDE: [(&str, &str); 6] = [
    ("directorate", "team"),
    ("team", "directorate"),
    ("next_review", "last_reviewed"),
    ("title", "description"),
    ("dpia.progress", "dpia.required"),
    ("dpia.required", "dpia.progress"),
];
