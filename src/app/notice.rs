//! Privacy notices on screen: writing one from an activity, and holding a published one against it.

pub mod compared;
pub mod written;

use crate::app::page::Role;
use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::date;
use crate::domain::field::Fielded;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::text::{Clean, clean, wrap};
use crate::domain::vocabulary::regulator;
use crate::domain::words::say;
use crate::formats::import::brought::Draft;
use crate::formats::notice::compare::Said;
use crate::formats::notice::written::{Document, GapKind, Shape};
use crate::search::changed::Changed;
use jiff::civil::Date;
use std::sync::Arc;

/// A notice to write, with all that it needs; the council's own wording stands on the disk.
#[derive(Clone, Debug)]
pub struct NoticeWanted {
    /// The activity.
    pub activity: Arc<Activity>,
    /// The organisation.
    pub organisation: Arc<Organisation>,
    /// The words of the register.
    pub lexicon: Arc<Lexicon>,
    /// The day on which it is written.
    pub today: Date,
}

/// The file of a notice to make.
#[derive(Clone, Debug)]
pub struct NoticeJob {
    /// The notice.
    pub document: Arc<Document>,
    /// The kind of file.
    pub shape: Shape,
    /// The file.
    pub file: String,
    /// Whether a file that stands there is replaced.
    pub replace: bool,
}

/// A published notice to read, to hold it against an activity.
#[derive(Clone, Debug)]
pub struct PublishedNotice {
    /// The file.
    pub file: String,
    /// The activity.
    pub activity: Id,
    /// The words of the register.
    pub lexicon: Arc<Lexicon>,
    /// The day.
    pub today: Date,
}

/// A published notice that was read.
#[derive(Clone, Debug)]
pub struct NoticeRead {
    /// The file.
    pub file: String,
    /// The activity to hold it against.
    pub activity: Id,
    /// What it says.
    pub drafts: Vec<Draft>,
}

/// A row of a notice or of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// What it belongs to, counted from 0.
    pub item: usize,
    /// Its text.
    pub text: Clean,
    /// How far it stands in.
    pub indent: usize,
    /// What it is.
    pub role: Role,
}

impl NoticeRow {
    /// A text in as many rows as it needs.
    fn wrapped(item: usize, text: &str, indent: usize, role: Role, columns: usize) -> Vec<NoticeRow> {
        let room = columns.saturating_sub(indent + 1).max(8);
        let pieces = wrap(&clean(text), room).into_iter();
        pieces.map(|text| NoticeRow { item, text, indent, role }).collect()
    }
}

/// What a field is called in which a notice and an activity differ.
pub fn field_label(field: &str) -> String {
    match field {
        "lawful_bases.statutory_reference" => return say("notice-check.law", &[]),
        "retention" => return say("notice-check.retention", &[]),
        _ => {}
    }
    let of_activity = Activity::field(field).map(|field| field.spec.label);
    of_activity.or_else(|| Line::field(field).map(|field| field.spec.label)).unwrap_or(field).to_owned()
}

/// What only the notice says, with its line.
pub fn in_notice(said: &Said) -> String {
    match &said.at {
        Some(at) => say("notice-check.in-notice-at", &[("text", &said.text), ("at", at)]),
        None => say("notice-check.in-notice", &[("text", &said.text)]),
    }
}

/// What only the register says.
pub fn in_register(held: &Text) -> String {
    say("notice-check.in-register", &[("text", held)])
}

/// Why there is no notice of an activity as a processor, and what to do instead.
pub fn processor(name: &str) -> String {
    say("notice.processor", &[("name", name)])
}

/// What the register should say and does not, each once. What it has no place for is not among it.
pub fn open_gaps(document: &Document) -> Vec<String> {
    gaps_of(document, |kind| kind != GapKind::ByHand)
}

/// What the register has no place for.
pub fn by_hand(document: &Document) -> Vec<String> {
    gaps_of(document, |kind| kind == GapKind::ByHand)
}

fn gaps_of(document: &Document, is_wanted: impl Fn(GapKind) -> bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for gap in document.gaps().into_iter().filter(|gap| is_wanted(gap.kind)) {
        if !words.contains(&gap.words) {
            words.push(gap.words);
        }
    }
    words
}

/// What is doubtful about the address of the regulator that the notice names.
pub fn doubt_of_regulator() -> Option<String> {
    let regulator = regulator();
    regulator.doubt.as_ref().map(|doubt| say("notice.regulator", &[("label", &regulator.label), ("doubt", doubt)]))
}

/// From when on changes are known, for a search that asks of them.
pub fn known_of_changes(changed: &Changed) -> String {
    match changed.since {
        Some(since) => say("notice.older.since", &[("date", &date::long(since))]),
        None => say("notice.older.unknown", &[]),
    }
}

/// The kind of file that a name asks for by its ending.
pub fn shape_of(file: &str) -> Option<Shape> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    Shape::of_ending(name.rsplit_once('.')?.1)
}
