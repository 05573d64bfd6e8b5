//! The rows of the history screen in the width that they have, so that moving and drawing agree.

use crate::app::history::compare::{Extent, Item};
use crate::app::history::{Past, Row};
use crate::app::layout::Size;
use crate::app::{Desk, told};
use crate::domain::date;
use crate::domain::diff::FieldChange;
use crate::domain::text::{Clean, clean, clip, wrap};
use crate::domain::words::say;
use crate::formats::history::Kind;

/// A row on the right: its texts with their columns, and whether each is a label.
pub type Line = Vec<(usize, Clean, bool)>;

/// The rows above the differences: what stands in which column, and a rule.
pub const HEAD: usize = 2;

/// From this width on, then and now stand side by side.
const BESIDE: usize = 62;
/// The width of the labels where then and now stand side by side.
const LABEL: usize = 18;

/// Where the columns begin, and how wide they are: label, then, now.
pub fn columns(width: usize) -> [(usize, usize); 3] {
    let each = width.saturating_sub(3 + LABEL + 2) / 2;
    [(3, LABEL - 1), (3 + LABEL, each), (3 + LABEL + each + 1, each)]
}

/// Whether then and now stand side by side.
pub fn is_beside(width: usize) -> bool {
    width >= BESIDE
}

/// The rows of a save in the list; in a high window they stand apart.
pub fn save(row: &Row, desk: &Desk) -> Vec<String> {
    let mut lines = told_of(row, desk);
    if desk.size.rows >= 30 {
        lines.push(String::new());
    }
    lines
}

/// When, who and how much, and what it was where it was no plain save.
pub fn told_of(row: &Row, desk: &Desk) -> Vec<String> {
    let (hash, kind, count) = match row {
        Row::Now => {
            let unsaved = desk.document.unsaved();
            let state = match unsaved {
                0 => say("frame.saved", &[]),
                _ => say("frame.unsaved", &[("count", &unsaved.to_string())]),
            };
            return vec![say("past.now", &[]), state];
        }
        Row::Save { hash, kind, count } => (hash, *kind, *count),
    };
    let found = desk.history.kept().and_then(|kept| Some((kept, kept.history.entry(hash)?)));
    let Some((kept, entry)) = found else { return vec![String::new(), String::new()] };
    let when = kept.moment(entry).map_or_else(
        || entry.at.to_string(),
        |moment| {
            let time = moment.strftime("%H:%M").to_string();
            say("past.when", &[("date", &date::short(moment.date())), ("time", &time)])
        },
    );
    let unknown = say("past.nobody", &[]);
    let who = if entry.who.is_empty() { unknown.as_str() } else { &entry.who };
    let count = count.to_string();
    let changes = say("past.changes", &[("count", &count)]);
    let what = kept.kind(kind, entry);
    match kind {
        Kind::Begun => vec![when, what],
        Kind::ChangedOutside => vec![when, what, changes],
        Kind::Redacted => vec![when, say("past.row", &[("who", who), ("what", &what)])],
        _ if what == say("past.kind.saved", &[]) => {
            vec![when, say("past.row", &[("who", who), ("what", &changes)])]
        }
        _ => vec![when, say("past.row", &[("who", who), ("what", &changes)]), what],
    }
}

/// The rows of an item on the right.
pub fn item(past: &Past, item: &Item, desk: &Desk) -> Vec<Line> {
    lines_in(past, item, desk, width(desk.size))
}

/// The columns on the right.
pub fn width(size: Size) -> usize {
    usize::from(size.differences())
}

fn lines_in(past: &Past, item: &Item, desk: &Desk, width: usize) -> Vec<Line> {
    let room = width.saturating_sub(4).max(8);
    let words = Words::of(past, item, desk);
    if words.is_record {
        return vec![vec![(3, clip(&clean(&words.label), room), true)]];
    }
    // Below the heading of their record the fields are set in.
    let indent = if past.extent == Extent::Register { 2 } else { 0 };
    if is_beside(width) {
        let columns = columns(width);
        let texts: [&[String]; 3] = [std::slice::from_ref(&words.label), &words.then, &words.now];
        let wrapped = [0, 1, 2].map(|place| {
            let (_, width) = columns.get(place).copied().unwrap_or_default();
            let width = if place == 0 { width - indent } else { width };
            let texts = texts.get(place).copied().unwrap_or_default();
            texts.iter().flat_map(|text| hanging(text, width.max(8), place > 0)).collect::<Vec<_>>()
        });
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let cell = |row: usize, place: usize| {
            let (column, _) = columns.get(place)?;
            let column = if place == 0 { column + indent } else { *column };
            Some((column, wrapped.get(place)?.get(row)?.clone(), place == 0))
        };
        let lines = (0..height).map(|row| (0..3).filter_map(|place| cell(row, place)).collect());
        return lines.chain([Vec::new()]).collect();
    }
    let room = room.saturating_sub(indent);
    let label = wrap(&clean(&words.label), room).into_iter().map(|line| vec![(3 + indent, line, true)]);
    let values = words.then.iter().chain(words.now.iter().filter(|line| !words.then.contains(line)));
    let values = values.flat_map(|text| hanging(text, room.saturating_sub(2), true));
    label.chain(values.map(|line| vec![(5 + indent, line, false)])).collect()
}

/// A text in rows, those behind the first set in under it where it begins with a sign.
fn hanging(text: &str, width: usize, signed: bool) -> Vec<Clean> {
    if !signed {
        return wrap(&clean(text), width);
    }
    let (sign, rest) = text.split_at_checked(2).unwrap_or(("", text));
    let rows = wrap(&clean(rest), width.saturating_sub(2).max(6));
    let set_in = |(row, line): (usize, Clean)| clean(&[if row == 0 { sign } else { "  " }, line.as_str()].concat());
    rows.into_iter().enumerate().map(set_in).collect()
}

/// A difference in words: each line of then and now with its sign before it.
pub struct Words {
    /// The field, or the record.
    pub label: String,
    /// Whether it is the heading of a record.
    pub is_record: bool,
    /// What was there then.
    pub then: Vec<String>,
    /// What is there now.
    pub now: Vec<String>,
}

impl Words {
    /// The words of an item.
    pub fn of(past: &Past, item: &Item, desk: &Desk) -> Words {
        let register = desk.document.register();
        let nothing = Words { label: String::new(), is_record: true, then: Vec::new(), now: Vec::new() };
        let Some(found) = past.differences() else { return nothing };
        let change = match item {
            Item::Record(_, first) => {
                let first = found.back.get(*first);
                let label = first.map_or_else(String::new, |change| told::record(change, register));
                return Words { label: with_words(&label, desk), ..nothing };
            }
            Item::Change(number) => found.back.get(*number),
        };
        let Some(back) = change else { return nothing };
        let since = FieldChange { from: back.to.clone(), to: back.from.clone(), after: None, ..back.clone() };
        let told = told::told(&since, register, desk.document.lexicon());
        let value = |value: &Option<serde_json::Value>, gone: &[String], sign: &str| {
            if value.is_none() && since.path.is_whole() {
                return Vec::new();
            }
            let lines = told::value_at(&since.about, &since.path, value.as_ref(), desk.document.lexicon());
            let is_all = value.is_none();
            lines
                .into_iter()
                .map(|line| {
                    let sign = if is_all || gone.contains(&line) { sign } else { " " };
                    format!("{sign} {}", with_words(&line, desk))
                })
                .collect::<Vec<_>>()
        };
        Words {
            label: with_words(&told.field, desk),
            is_record: false,
            then: value(&since.from, &told.removed, "-"),
            now: value(&since.to, &told.added, "+"),
        }
    }
}

fn with_words(text: &str, desk: &Desk) -> String {
    desk.history.kept().map_or_else(|| text.to_owned(), |kept| kept.with_words(text))
}

/// An item as text, to copy or to put into a file.
pub fn text(past: &Past, item: &Item, desk: &Desk) -> String {
    let words = Words::of(past, item, desk);
    let lines = words.then.iter().chain(words.now.iter().filter(|line| !words.then.contains(line)));
    let lines = lines.map(|line| clean(&format!("  {line}")).as_str().to_owned());
    std::iter::once(clean(&words.label).as_str().to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}
