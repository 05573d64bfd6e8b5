//! Values taken out of the history on request, so that nobody can read or guess them and the chain stays whole.

use crate::domain::Text;
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::register::Register;
use crate::domain::tree;
use crate::formats::history::draft::Draft;
use crate::formats::history::entry::{Entry, Erased, What};
use crate::formats::history::seal::{Sealed, sha256};
use crate::formats::history::{History, Salts, line};
use crate::formats::json::{self, Form};
use serde_json::Value;

/// What is to be taken out, and who says so.
pub struct Request<'a> {
    /// The hash of the entry whose values are to go.
    pub entry: &'a str,
    /// Whether they go from every entry that holds them.
    pub everywhere: bool,
    /// Why.
    pub reason: &'a str,
    /// The moment.
    pub at: &'a str,
    /// The person.
    pub who: &'a str,
    /// The register as it is saved now, which must not hold the values any more, and the form of its file.
    pub register: (&'a Register, Form),
}

/// A history without the values.
#[derive(Clone, Debug)]
pub struct Redacted {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// The texts that were taken out.
    pub texts: Vec<Text>,
    /// How many entries held them and are changed.
    pub entries: usize,
    /// How many other entries still hold one of them.
    pub left: usize,
}

/// Why values are not taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRedacted {
    /// There is no such entry, or it is no change.
    NoChange,
    /// The register as it is saved now still holds all of it, or there is no text in it.
    NothingToTakeOut,
    /// The register is not the file that the history ends with; a save puts that right.
    OtherRegister,
}

impl History {
    /// The history with the texts of one change taken out, from that entry or from all, and an entry that says so.
    ///
    /// Of the change's values only texts go that the register no longer holds: what it holds, anybody can read there. A mark
    /// stands in their place, the same in every entry, so that earlier states can still be made, with the mark in them.
    ///
    /// # Errors
    /// There is nothing to take out, or the register must be saved first.
    pub fn redacted(&self, request: &Request, salts: &mut Salts) -> Result<Redacted, NotRedacted> {
        let change = self.entry(request.entry).and_then(Entry::change).ok_or(NotRedacted::NoChange)?;
        let (register, form) = request.register;
        let bytes = json::write(register, form);
        let file = sha256(&bytes);
        let head = self.head_of_file(&file).ok_or(NotRedacted::OtherRegister)?;
        let held = tree::of(register.file()).unwrap_or_default();
        let mut texts: Vec<Text> = Vec::new();
        for value in [&change.from, &change.to].into_iter().flatten().filter_map(Sealed::value) {
            each_text(&value, &mut |text| {
                if !text.is_empty()
                    && !is_mark(text)
                    && !texts.iter().any(|known| **known == *text)
                    && !holds(&held, text)
                {
                    texts.push(text.into());
                }
            });
        }
        if texts.is_empty() {
            return Err(NotRedacted::NothingToTakeOut);
        }
        // The longest first, so that a text within another does not leave the rest of it.
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let eraser = Eraser { marks: texts.iter().map(|text| (text.clone(), mark(salts))).collect() };
        let mut redacted = History { entries: Vec::with_capacity(self.entries.len() + 1), ..History::default() };
        let mut of = Vec::new();
        let mut left = 0;
        for entry in &self.entries {
            let holds = eraser.is_in(entry);
            let entry = if holds && (request.everywhere || *entry.hash == *request.entry) {
                let entry = eraser.without(entry);
                of.push(Erased { entry: entry.hash.clone(), line: sha256(line::write(&entry).as_bytes()) });
                entry
            } else {
                left += usize::from(holds);
                entry.clone()
            };
            redacted.add(entry, 0);
        }
        let entries = of.len();
        let mut draft = Draft::behind(self.prev_of_next(head), request.at, request.who, salts);
        draft.push(What::Redaction { of, reason: request.reason.into() });
        let with_end = |draft: &Draft| {
            let mut whole = redacted.clone();
            draft.entries().iter().for_each(|entry| whole.add(entry.clone(), 0));
            whole
        };
        let end = draft.head().cloned().unwrap_or_default();
        if !with_end(&draft).replay(&end).is_ok_and(|state| state.bytes() == bytes) {
            // What was taken out is needed on the way here: a snapshot begins the way anew.
            draft.snapshot(register, form, Some(&file));
        }
        let whole = with_end(&draft);
        Ok(Redacted { bytes: line::write_all(&whole.entries).into_bytes(), texts, entries, left })
    }
}

/// The mark in the place of a text: no two texts get the same, and it tells nothing of the text.
fn mark(salts: &mut Salts) -> String {
    let digits: String = salts.fresh().chars().take(8).collect();
    format!("{MARK}{digits}]")
}

const MARK: &str = "[redacted ";

fn is_mark(text: &str) -> bool {
    text.starts_with(MARK) && text.ends_with(']')
}

/// Shorter texts are only taken out where they are the whole of a value: they occur in other words.
const SHORT: usize = 4;

fn is_found(text: &str, within: &str) -> bool {
    text == within || (text.chars().count() >= SHORT && within.contains(text))
}

/// Texts with their marks.
struct Eraser {
    marks: Vec<(Text, String)>,
}

impl Eraser {
    fn is_in(&self, entry: &Entry) -> bool {
        entry.sealed().into_iter().filter_map(Sealed::value).any(|value| {
            // Within the printed path a text may be written with escapes; its rows are looked at one by one.
            let rows = row_keys(&value);
            self.marks.iter().any(|(text, _)| holds(&value, text) || rows.iter().any(|key| is_found(text, key)))
        })
    }

    /// The entry without the texts. Its salt goes, so all that it sealed is replaced by its seal and what is left of it.
    fn without(&self, entry: &Entry) -> Entry {
        let salt = entry.salt.clone().unwrap_or_default();
        let mut entry = entry.clone();
        let take = |sealed: &mut Sealed, is_path: bool| {
            let left = sealed.value().map(|value| if is_path { self.path(&value) } else { self.value(value) });
            let left = left.map(|left| left.to_string().into());
            *sealed = Sealed::Redacted { sha256: sealed.seal(&salt), left };
        };
        match &mut entry.what {
            What::Snapshot { register, .. } => take(register, false),
            What::Change(change) => {
                let values = [&mut change.title, &mut change.from, &mut change.to, &mut change.after];
                values.into_iter().flatten().for_each(|sealed| take(sealed, false));
                change.path.iter_mut().for_each(|sealed| take(sealed, true));
            }
            _ => {}
        }
        entry.salt = None;
        entry
    }

    fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (erased, mark) in &self.marks {
            if *text == **erased {
                return mark.clone();
            }
            if is_found(erased, &text) {
                text = text.replace(&**erased, mark);
            }
        }
        text
    }

    fn value(&self, value: Value) -> Value {
        match value {
            Value::String(text) => self.text(&text).into(),
            Value::Array(items) => items.into_iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => members.into_iter().map(|(name, member)| (name, self.value(member))).collect(),
            other => other,
        }
    }

    fn path(&self, value: &Value) -> Value {
        let Some(path) = value.as_str().and_then(FieldPath::read) else { return Value::Null };
        let parts = path.parts().iter().map(|part| match part {
            Part::Row(key) => Part::Row(self.text(key)),
            Part::Member(name) => Part::Member(name.clone()),
        });
        FieldPath::of(parts.collect()).to_string().into()
    }
}

/// The keys of the rows on a printed path.
fn row_keys(value: &Value) -> Vec<String> {
    let path = value.as_str().and_then(FieldPath::read).unwrap_or_default();
    let keys = path.parts().iter().filter_map(|part| match part {
        Part::Row(key) => Some(key.clone()),
        Part::Member(_) => None,
    });
    keys.collect()
}

fn holds(value: &Value, text: &str) -> bool {
    let mut found = false;
    each_text(value, &mut |within| found |= is_found(text, within));
    found
}

fn each_text(value: &Value, look: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, look)),
        Value::Object(members) => members.values().for_each(|member| each_text(member, look)),
        _ => {}
    }
}
