//! The field guide: for each field what it is for, the law and the regulator's expectation behind it, and what to record.
//!
//! Its words are data in `data/guide`, in our own words. What follows from the rules is not typed there but read from them.

use crate::domain::Text;
use crate::domain::check::{Ask, RULES, Rule, marked_as};
use crate::domain::subject::{Place, Subject};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the guide says of one field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// The field, by the name that [`name_of`] gives it.
    pub field: Text,
    /// What it is for.
    pub why: Text,
    /// What the law says, or that no law asks for it.
    pub law: Text,
    /// What the regulator expects beyond the law.
    pub expects: Text,
    /// What to record.
    pub record: Text,
    /// An example that does.
    pub good: Text,
    /// One that does not.
    pub weak: Text,
    /// Why it does not.
    pub because: Text,
    sources: Vec<Text>,
    #[serde(default)]
    doubts: Vec<Text>,
}

/// Where something in the guide comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What entries call it.
    pub id: Text,
    /// What it is.
    pub title: Text,
    /// Where to read it.
    #[serde(rename = "where")]
    pub place: Text,
    /// Whether it was read; what was not is from our own knowledge.
    pub seen: bool,
    /// What is doubtful about all that rests on it.
    #[serde(default)]
    doubts: Vec<Text>,
}

/// Something that is not certain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// What entries and sources call it.
    pub id: Text,
    /// What is doubtful, in words.
    pub words: Text,
}

/// What the guide says of the field with this name.
pub fn guidance(name: &str) -> Option<&'static Guidance> {
    GUIDE.entries.get(*GUIDE.by_name.get(name)?)
}

/// The name of a field in the guide: its name in the file, a column behind the name of its table, such as `agreements[].link`.
/// The tables of the organisation's own words have the same columns, which stand there once.
pub fn name_of(subject: &Subject, place: &Place) -> String {
    let of_words = matches!(subject, Subject::Vocabulary(_));
    let before = match subject {
        Subject::Activity(_) => "",
        Subject::Organisation(_) => "organisation.",
        Subject::Vocabulary(_) => "vocabulary.",
    };
    match place.cell {
        Some((_, column)) if of_words => format!("vocabulary[].{column}"),
        Some((_, column)) => format!("{before}{}[].{column}", place.field),
        None => format!("{before}{}", place.field),
    }
}

/// The rules that look at a field, each with those of its asks that lead there: all of a table's where the place is a table,
/// and those of the whole group where the field belongs to one.
pub fn rules_at(subject: &Subject, place: &Place) -> Vec<(&'static Rule, Vec<&'static Ask>)> {
    if matches!(subject, Subject::Vocabulary(_)) {
        return Vec::new();
    }
    let (field, column) = match place.cell {
        Some((_, cell)) if place.field == "lines" => (cell, None),
        Some((_, cell)) => (place.field, Some(cell)),
        None => (place.field, None),
    };
    let marked = marked_as(field);
    let leads = |ask: &&Ask| (column.is_none() || ask.column == column) && marked_as(ask.field) == marked;
    let rules = RULES.iter().map(|rule| (rule, rule.asks.iter().filter(leads).collect::<Vec<_>>()));
    rules.filter(|(_, asks)| !asks.is_empty()).collect()
}

impl Guidance {
    /// What it rests on.
    pub fn sources(&self) -> impl Iterator<Item = &'static Source> {
        self.sources.iter().filter_map(|id| GUIDE.sources.iter().find(|source| source.id == *id))
    }

    /// What is doubtful, of the field itself and of its sources, each once.
    pub fn doubts(&self) -> Vec<&'static Doubt> {
        let named = |doubt: &&Doubt| {
            self.doubts.contains(&doubt.id) || self.sources().any(|source| source.doubts.contains(&doubt.id))
        };
        GUIDE.doubts.iter().filter(named).collect()
    }
}

/// The whole guide.
#[derive(Debug)]
pub struct Guide {
    /// Its entries, in the order of its files.
    pub entries: Vec<Guidance>,
    /// Everything that they may rest on.
    pub sources: Vec<Source>,
    /// Everything that may be doubtful.
    pub doubts: Vec<Doubt>,
    by_name: HashMap<Text, usize>,
}

/// The guide, read from its embedded files on first use. A file that cannot be read would give no entries; a test reads them all.
pub fn guide() -> &'static Guide {
    &GUIDE
}

static GUIDE: LazyLock<Guide> = LazyLock::new(|| {
    let entries: Vec<Guidance> = FILES.iter().flat_map(|json| read::<Guidance>(json)).collect();
    let by_name = entries.iter().enumerate().map(|(at, entry)| (entry.field.clone(), at)).collect();
    let sources = read(include_str!("../../data/guide/sources.json"));
    let doubts = read(include_str!("../../data/guide/doubts.json"));
    Guide { entries, sources, doubts, by_name }
});

/// The files with entries, in the order of the screens.
static FILES: [&str; 12] = [
    include_str!("../../data/guide/overview.json"),
    include_str!("../../data/guide/people.json"),
    include_str!("../../data/guide/basis.json"),
    include_str!("../../data/guide/processing.json"),
    include_str!("../../data/guide/sharing.json"),
    include_str!("../../data/guide/transfers.json"),
    include_str!("../../data/guide/retention.json"),
    include_str!("../../data/guide/security.json"),
    include_str!("../../data/guide/rights.json"),
    include_str!("../../data/guide/review.json"),
    include_str!("../../data/guide/organisation.json"),
    include_str!("../../data/guide/words.json"),
];

fn read<T: DeserializeOwned>(json: &str) -> Vec<T> {
    serde_json::from_str(json).unwrap_or_default()
}
