//! The history of the register that is open, as it was read last: what the screens look things up in.

use crate::app::told;
use crate::domain::Text;
use crate::domain::date;
use crate::domain::diff::About;
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::fold::fold;
use crate::domain::words::say;
use crate::formats::history::{Change, Entry, History, Kind, SaveOf, Sealed, What};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::Arc;

/// What is known of the history.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// It was not read yet.
    #[default]
    NotRead,
    /// There is none, or it cannot be read: the sentence for the officer.
    Not(String),
    /// It was read.
    Read(Arc<Kept>),
}

impl Known {
    /// The history, where it was read.
    pub fn kept(&self) -> Option<&Arc<Kept>> {
        match self {
            Known::Read(kept) => Some(kept),
            Known::NotRead | Known::Not(_) => None,
        }
    }
}

/// A history that was read.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The history.
    pub history: History,
    /// The entry that the file as it is goes on from; the last one where the history does not know that file.
    pub head: Option<Text>,
    /// Whether the history knows the file as it is.
    pub is_present: bool,
    /// The revision of the register at the head.
    pub revision: Option<Text>,
    zone: TimeZone,
    /// By the hash of an entry, what is found in it by typing.
    found_by: HashMap<Text, String>,
    /// What is said in the place of a value that was taken out, by the mark that was left there.
    taken_out: HashMap<String, String>,
}

impl Kept {
    /// Makes a history ready; `file` is the SHA-256 of the register's file as it is. Goes through every entry, so it is no
    /// work for a key.
    pub fn of(history: History, file: &str, zone: TimeZone) -> Self {
        let present = history.head_of_file(file);
        let head = present.or_else(|| history.heads().last().copied());
        let revision = head.and_then(|head| history.closing(head)).and_then(Entry::revision);
        let (head, is_present) = (head.map(|head| head.hash.clone()), present.is_some());
        let taken_out = taken_out(&history, &zone);
        let found_by = found_by(&history, &zone);
        Kept { head, is_present, revision, zone, found_by, taken_out, history }
    }

    /// The moment of an entry where the officer is.
    pub fn moment(&self, entry: &Entry) -> Option<DateTime> {
        moment(&entry.at, &self.zone)
    }

    /// The day of an entry in words; what stands there where it is no day.
    pub fn day(&self, entry: &Entry) -> String {
        self.moment(entry).map_or_else(|| entry.at.to_string(), |moment| date::long(moment.date()))
    }

    /// The time of day of an entry, by the clock of the officer.
    pub fn time(&self, entry: &Entry) -> Option<String> {
        self.moment(entry).map(|moment| moment.strftime("%H:%M").to_string())
    }

    /// Whether a save, or one of its changes that are asked about, holds each of some folded words.
    pub fn is_found(&self, save: &SaveOf, words: &[&str]) -> bool {
        let entries = || std::iter::once(save.entry).chain(save.changes.iter().copied());
        let holds =
            |word: &str| entries().any(|entry| self.found_by.get(&entry.hash).is_some_and(|text| text.contains(word)));
        words.iter().all(|word| holds(word))
    }

    /// A text of the register with words in the place of what was taken out of the history.
    pub fn with_words(&self, text: &str) -> String {
        let mut said = text.to_owned();
        for mark in marks_in(text) {
            if let Some(words) = self.taken_out.get(mark) {
                said = said.replace(mark, words);
            }
        }
        said
    }

    /// Whether something was taken out of a text of JSON.
    pub fn is_taken_out(&self, text: &str) -> bool {
        marks_in(text).any(|mark| self.taken_out.contains_key(mark))
    }

    /// What a save was, in a few words.
    pub fn kind(&self, kind: Kind, entry: &Entry) -> String {
        said_of(kind, entry)
    }
}

fn moment(at: &str, zone: &TimeZone) -> Option<DateTime> {
    at.parse::<Timestamp>().ok().map(|at| zone.to_datetime(at))
}

fn said_of(kind: Kind, entry: &Entry) -> String {
    let why = match &entry.what {
        What::Save { why, .. } => why.as_deref(),
        _ => None,
    };
    let id = match (kind, why) {
        (Kind::Begun, _) => "past.kind.begun",
        (Kind::ChangedOutside, _) => "past.kind.outside",
        (Kind::Recovered, _) => "past.kind.recovered",
        (Kind::Redacted, _) => "past.kind.redacted",
        (Kind::Saved, Some("new")) => "past.kind.new",
        (Kind::Saved, Some("restore")) => "past.kind.restored",
        (Kind::Saved, Some("merge")) => "past.kind.combined",
        (Kind::Saved, Some("import")) => "past.kind.imported",
        (Kind::Saved, _) => "past.kind.saved",
    };
    say(id, &[])
}

fn found_by(history: &History, zone: &TimeZone) -> HashMap<Text, String> {
    let mut labels: HashMap<(bool, Text), String> = HashMap::new();
    let mut found = HashMap::with_capacity(history.entries().len());
    for save in history.saves(&Default::default()) {
        let entry = save.entry;
        let when = moment(&entry.at, zone).map_or_else(String::new, |moment| {
            let day = moment.date();
            format!("{} {} {}", date::with_weekday(day), date::short(day), moment.strftime("%H:%M"))
        });
        let reason = match &entry.what {
            What::Redaction { reason, .. } => reason,
            _ => "",
        };
        let text = format!("{when} {} {} {reason}", entry.who, said_of(save.kind, entry));
        found.insert(entry.hash.clone(), fold(&text));
        for entry in save.changes {
            let Some(change) = entry.change() else { continue };
            let is_activity = matches!(change.about, About::Activity(_));
            let label = labels.entry((is_activity, change.field.clone()));
            let label = label.or_insert_with(|| label_of(change));
            let title = change.activity_title().unwrap_or_default();
            found.insert(entry.hash.clone(), fold(&format!("{title} {label}")));
        }
    }
    found
}

fn label_of(change: &Change) -> String {
    let path = change.field_path();
    if path.is_whole() {
        let id = if change.from.is_none() { "told.added" } else { "told.removed" };
        return say(id, &[]);
    }
    // A row of a table is found by the name of the table.
    let is_row = matches!(path.parts().last(), Some(Part::Row(_)));
    let table = FieldPath::read(&change.field).filter(|_| is_row);
    told::label(&change.about, table.as_ref().unwrap_or(&path))
}

/// The words for each mark that stands in the place of a text that was taken out.
fn taken_out(history: &History, zone: &TimeZone) -> HashMap<String, String> {
    let mut words = HashMap::new();
    for entry in history.entries() {
        let What::Redaction { of, reason } = &entry.what else { continue };
        let day = moment(&entry.at, zone).map_or_else(|| entry.at.to_string(), |moment| date::long(moment.date()));
        let nobody = say("past.nobody", &[]);
        let who = if entry.who.is_empty() { nobody.as_str() } else { &entry.who };
        let said = say("past.taken-out", &[("date", &day), ("who", who), ("reason", reason)]);
        for erased in of.iter().filter_map(|erased| history.entry(&erased.entry)) {
            let texts = texts_of(erased);
            for mark in texts.iter().flat_map(|text| marks_in(text)) {
                words.entry(mark.to_owned()).or_insert_with(|| said.clone());
            }
        }
    }
    words
}

fn texts_of(entry: &Entry) -> Vec<&Text> {
    let sealed: Vec<Option<&Sealed>> = match &entry.what {
        What::Change(change) => vec![change.title.as_ref(), change.from.as_ref(), change.to.as_ref()],
        What::Snapshot { register, .. } => vec![Some(register)],
        _ => Vec::new(),
    };
    sealed.into_iter().flatten().filter_map(Sealed::text).collect()
}

/// How a mark begins that the history leaves in the place of a text.
const MARK: &str = "[redacted ";

/// The marks in a text.
fn marks_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices(MARK).filter_map(|(start, _)| {
        let rest = text.get(start..)?;
        rest.get(..=rest.find(']')?)
    })
}
