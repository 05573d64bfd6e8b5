//! The journal: accepted edits that are not saved yet, a line each, so that they come back after the computer stops.
//!
//! ```text
//! LENGTH CRC JSON
//! ```
//!
//! The length is that of the JSON in bytes, the CRC is its CRC-32 in eight hexadecimal digits. Reading stops at the first line
//! that is not whole; what stands before it is good.

use crate::domain::diff::FieldChange;
use crate::formats::change_json::{from_json, to_json};
use serde_json::{Map, Value, json};

/// The version of the journal that this program writes.
pub const VERSION: u64 = 1;

/// The first line: whose work on which register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The id of the register.
    pub register: String,
    /// Its file, as it is shown.
    pub path: String,
    /// SHA-256 of the file that the edits were made to, in hexadecimal digits.
    pub sha256: String,
    /// The revision of that file, where it has one.
    pub revision: Option<String>,
    /// The person's name.
    pub who: String,
    /// The computer's name.
    pub host: String,
    /// The id of the run.
    pub run: String,
    /// When the journal was begun, in UTC.
    pub started: String,
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// The first line.
    Header(Header),
    /// An edit was accepted, taken back or made again.
    Edit {
        /// Its number, counted from 1 without a gap.
        number: u64,
        /// Its words.
        label: String,
        /// What it changed.
        changes: Vec<FieldChange>,
    },
    /// What a half-typed field would change; it takes the place of the one before, and nothing takes it back.
    Typing {
        /// What it would change, from the state behind the last edit.
        changes: Vec<FieldChange>,
    },
    /// Everything before this line is saved.
    Saved,
    /// The person left without saving, or put the work aside.
    Left {
        /// When, in UTC.
        at: String,
    },
}

/// A journal as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    /// Whose work on which register; `None` where not even that can be read.
    pub header: Option<Header>,
    /// What the edits changed, one after the other. A save takes out those before it.
    pub changes: Vec<FieldChange>,
    /// What the field that was being typed would have changed; an edit behind it takes it out.
    pub typing: Vec<FieldChange>,
    /// When the person left without saving or put the work aside, in UTC.
    pub left: Option<String>,
    /// How many bytes could be read.
    pub whole: usize,
    /// Whether something stands behind them that could not.
    pub is_cut: bool,
}

impl Entry {
    /// The entry as a line with its line end.
    pub fn line(&self) -> Vec<u8> {
        let json = self.json().to_string();
        format!("{} {:08x} {json}\n", json.len(), crc32fast::hash(json.as_bytes())).into_bytes()
    }

    fn json(&self) -> Value {
        let list = |changes: &[FieldChange]| Value::Array(changes.iter().map(to_json).collect());
        match self {
            Entry::Header(header) => {
                let mut members = Map::new();
                let mut put = |name: &str, value: &str| members.insert(name.to_owned(), value.into());
                put("entry", "header");
                put("register", &header.register);
                put("path", &header.path);
                put("sha256", &header.sha256);
                if let Some(revision) = &header.revision {
                    put("revision", revision);
                }
                put("who", &header.who);
                put("host", &header.host);
                put("run", &header.run);
                put("started", &header.started);
                members.insert("version".to_owned(), VERSION.into());
                Value::Object(members)
            }
            Entry::Edit { number, label, changes } => {
                json!({ "entry": "edit", "number": number, "label": label, "changes": list(changes) })
            }
            Entry::Typing { changes } => json!({ "entry": "typing", "changes": list(changes) }),
            Entry::Saved => json!({ "entry": "saved" }),
            Entry::Left { at } => json!({ "entry": "left", "at": at }),
        }
    }

    fn of(value: &Value) -> Option<Entry> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let changes = || value.get("changes")?.as_array()?.iter().map(from_json).collect::<Option<Vec<_>>>();
        match value.get("entry")?.as_str()? {
            "header" if value.get("version")?.as_u64()? == VERSION => Some(Entry::Header(Header {
                register: text("register")?,
                path: text("path")?,
                sha256: text("sha256")?,
                revision: text("revision"),
                who: text("who")?,
                host: text("host")?,
                run: text("run")?,
                started: text("started")?,
            })),
            "edit" => {
                Some(Entry::Edit { number: value.get("number")?.as_u64()?, label: text("label")?, changes: changes()? })
            }
            "typing" => Some(Entry::Typing { changes: changes()? }),
            "saved" => Some(Entry::Saved),
            "left" => Some(Entry::Left { at: text("at")? }),
            _ => None,
        }
    }
}

impl Journal {
    /// Reads a journal as far as it is whole: each line with its length and CRC, the header first, the edits without a gap.
    pub fn read(bytes: &[u8]) -> Journal {
        let mut journal = Journal::default();
        let mut rest = bytes;
        let mut edits = 0;
        while let Some((entry, behind)) = next(rest) {
            match (entry, &journal.header) {
                (Entry::Header(header), None) => journal.header = Some(header),
                (Entry::Edit { number, changes, .. }, Some(_)) if number == edits + 1 => {
                    edits = number;
                    journal.changes.extend(changes);
                    journal.typing.clear();
                }
                (Entry::Typing { changes }, Some(_)) => journal.typing = changes,
                (Entry::Saved, Some(_)) => {
                    journal.changes.clear();
                    journal.typing.clear();
                }
                (Entry::Left { at }, Some(_)) => journal.left = Some(at),
                _ => break,
            }
            rest = behind;
        }
        journal.whole = bytes.len().saturating_sub(rest.len());
        journal.is_cut = !rest.is_empty();
        journal
    }

    /// Whether nothing in it is unsaved, as far as it can be read.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.typing.is_empty()
    }
}

/// The next line, and what stands behind it; nothing where it is not whole.
fn next(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    let (length, rest) = up_to_space(bytes)?;
    let (crc, rest) = up_to_space(rest)?;
    let length: usize = length.parse().ok()?;
    let (json, behind) = rest.split_at_checked(length)?;
    let behind = behind.strip_prefix(b"\n")?;
    if crc.len() != 8 || u32::from_str_radix(crc, 16).ok()? != crc32fast::hash(json) {
        return None;
    }
    Some((Entry::of(&serde_json::from_slice(json).ok()?)?, behind))
}

/// A short number and what stands behind the space that ends it.
fn up_to_space(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(21).position(|byte| *byte == b' ')?;
    let (number, rest) = bytes.split_at_checked(end)?;
    let number = std::str::from_utf8(number).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    Some((number, rest.get(1..)?))
}
