//! An entry as the text of its line, and back. One order of members, no space between them.

use crate::domain::Text;
use crate::domain::diff::About;
use crate::domain::id::Id;
use crate::domain::register::Stamp;
use crate::formats::history::entry::{Change, Entry, Erased, What};
use crate::formats::history::seal::{Sealed, sha256};
use crate::formats::json::Form;
use crate::formats::json::layout::compact;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// The line of an entry, without its line end.
pub(super) fn write(entry: &Entry) -> String {
    let mut members = Members::default();
    write_into(entry, &mut members);
    members.text
}

/// The lines of several entries, each with its line end.
pub(super) fn write_all(entries: &[Entry]) -> String {
    let mut members = Members::default();
    for entry in entries {
        write_into(entry, &mut members);
        members.text.push('\n');
    }
    members.text
}

/// The hash of an entry: over its line without salt and hash, with a seal in the place of each sealed value.
pub(super) fn hash(entry: &Entry) -> Text {
    let mut members = Members::default();
    let salt = entry.salt.as_deref().unwrap_or_default();
    members.begin();
    put(entry, &mut members, &|sealed, text| text.push_str(&quoted(&sealed.seal(salt))));
    members.end();
    sha256(members.text.as_bytes())
}

fn write_into(entry: &Entry, members: &mut Members) {
    members.begin();
    put(entry, members, &|sealed, text| match sealed {
        Sealed::Open(value) => text.push_str(value),
        Sealed::Redacted { sha256, left } => {
            text.push_str(r#"{"redacted":"#);
            text.push_str(&quoted(sha256));
            if let Some(left) = left {
                text.push_str(r#","left":"#);
                text.push_str(left);
            }
            text.push('}');
        }
    });
    members.some_text("salt", entry.salt.as_deref());
    members.text("hash", &entry.hash);
    members.end();
}

/// Reads a line; `None` where it is no entry.
pub(super) fn read(line: &[u8]) -> Option<Entry> {
    let line: Line = serde_json::from_slice(line).ok()?;
    let redacted = line.salt.is_none();
    let sealed = |raw: Option<&RawValue>| match raw {
        None => Some(None),
        Some(raw) if redacted => {
            let left: Left = serde_json::from_str(raw.get()).ok()?;
            Some(Some(Sealed::Redacted { sha256: left.redacted, left: left.left.map(|raw| raw.get().into()) }))
        }
        Some(raw) => Some(Some(Sealed::Open(raw.get().into()))),
    };
    let form = form_of(line.form.as_deref())?;
    let what = match line.entry.as_ref() {
        "snapshot" => What::Snapshot { file: line.file, form, register: sealed(line.register)?? },
        "change" => What::Change(Change {
            about: about_of(line.about.as_deref()?, line.id.as_deref())?,
            title: sealed(line.title)?,
            field: line.field.unwrap_or_default(),
            path: sealed(line.path)?,
            from: sealed(line.from)?,
            to: sealed(line.to)?,
            after: sealed(line.after)?,
        }),
        "save" => What::Save { file: line.file?, form, stamp: Box::new(line.stamp?), why: line.why },
        "found" => {
            let stamp = line.stamp.map(Box::new);
            What::Found { file: line.file?, form, stamp, lost: line.lost.unwrap_or_default() }
        }
        "redaction" => {
            let of = line.of?.into_iter().map(|Of { entry, line }| Erased { entry, line }).collect();
            What::Redaction { of, reason: line.reason? }
        }
        _ => return None,
    };
    Some(Entry { prev: line.prev, at: line.at, who: line.who, what, salt: line.salt, hash: line.hash })
}

/// Puts all members of an entry but salt and hash.
fn put(entry: &Entry, members: &mut Members, sealed: Write) {
    members.text("entry", name_of(&entry.what));
    members.put("prev", &Value::from_iter(entry.prev.iter().map(|hash| &**hash)).to_string());
    members.text("at", &entry.at);
    members.text("who", &entry.who);
    match &entry.what {
        What::Snapshot { file, form, register } => {
            members.some_text("file", file.as_deref());
            members.some_text("form", form_name(*form));
            members.sealed("register", Some(register), sealed);
        }
        What::Change(change) => {
            let (about, id) = about_name(&change.about);
            members.text("about", about);
            members.some_text("id", id);
            members.sealed("title", change.title.as_ref(), sealed);
            members.some_text("field", Some(&*change.field).filter(|field| !field.is_empty()));
            members.sealed("path", change.path.as_ref(), sealed);
            members.sealed("from", change.from.as_ref(), sealed);
            members.sealed("to", change.to.as_ref(), sealed);
            members.sealed("after", change.after.as_ref(), sealed);
        }
        What::Save { file, form, stamp, why } => {
            members.text("file", file);
            members.some_text("form", form_name(*form));
            members.put("stamp", &stamp_text(stamp));
            members.some_text("why", why.as_deref());
        }
        What::Found { file, form, stamp, lost } => {
            members.text("file", file);
            members.some_text("form", form_name(*form));
            if let Some(stamp) = stamp {
                members.put("stamp", &stamp_text(stamp));
            }
            if *lost {
                members.put("lost", "true");
            }
        }
        What::Redaction { of, reason } => {
            let of = of
                .iter()
                .map(|Erased { entry, line }| format!(r#"{{"entry":{},"line":{}}}"#, quoted(entry), quoted(line)));
            members.put("of", &format!("[{}]", of.collect::<Vec<_>>().join(",")));
            members.text("reason", reason);
        }
    }
}

fn name_of(what: &What) -> &'static str {
    match what {
        What::Snapshot { .. } => "snapshot",
        What::Change(_) => "change",
        What::Save { .. } => "save",
        What::Found { .. } => "found",
        What::Redaction { .. } => "redaction",
    }
}

fn about_name(about: &About) -> (&'static str, Option<&str>) {
    match about {
        About::Register => ("register", None),
        About::Organisation => ("organisation", None),
        About::Vocabulary => ("vocabulary", None),
        About::Activity(id) => ("activity", Some(id.as_str())),
    }
}

fn about_of(name: &str, id: Option<&str>) -> Option<About> {
    match (name, id) {
        ("register", None) => Some(About::Register),
        ("organisation", None) => Some(About::Organisation),
        ("vocabulary", None) => Some(About::Vocabulary),
        ("activity", Some(id)) => Some(About::Activity(Id::from(id))),
        _ => None,
    }
}

fn form_name(form: Form) -> Option<&'static str> {
    match (form.byte_order_mark, form.windows_line_ends) {
        (false, false) => None,
        (true, false) => Some("bom"),
        (false, true) => Some("crlf"),
        (true, true) => Some("bom crlf"),
    }
}

fn form_of(name: Option<&str>) -> Option<Form> {
    let (byte_order_mark, windows_line_ends) = match name {
        None => (false, false),
        Some("bom") => (true, false),
        Some("crlf") => (false, true),
        Some("bom crlf") => (true, true),
        Some(_) => return None,
    };
    Some(Form { byte_order_mark, windows_line_ends })
}

fn stamp_text(stamp: &Stamp) -> String {
    compact(stamp)
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Writes a sealed value, or its seal, at the end of a text.
type Write<'a> = &'a dyn Fn(&Sealed, &mut String);

/// The members of objects as they are written, one object behind the other.
#[derive(Default)]
struct Members {
    text: String,
}

impl Members {
    fn begin(&mut self) {
        self.text.push('{');
    }

    fn name(&mut self, name: &str) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    fn put(&mut self, name: &str, json: &str) {
        self.name(name);
        self.text.push_str(json);
    }

    fn text(&mut self, name: &str, text: &str) {
        self.put(name, &quoted(text));
    }

    fn some_text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn sealed(&mut self, name: &str, value: Option<&Sealed>, write: Write) {
        if let Some(value) = value {
            self.name(name);
            write(value, &mut self.text);
        }
    }

    fn end(&mut self) {
        self.text.push('}');
    }
}

/// A line as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    entry: Text,
    prev: Vec<Text>,
    at: Text,
    who: Text,
    about: Option<Text>,
    id: Option<Text>,
    #[serde(borrow, default, deserialize_with = "present")]
    title: Option<&'a RawValue>,
    field: Option<Text>,
    #[serde(borrow, default, deserialize_with = "present")]
    path: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    from: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    to: Option<&'a RawValue>,
    #[serde(borrow, default, deserialize_with = "present")]
    after: Option<&'a RawValue>,
    file: Option<Text>,
    form: Option<Text>,
    #[serde(borrow, default, deserialize_with = "present")]
    register: Option<&'a RawValue>,
    stamp: Option<Stamp>,
    why: Option<Text>,
    lost: Option<bool>,
    of: Option<Vec<Of>>,
    reason: Option<Text>,
    salt: Option<Text>,
    hash: Text,
}

/// What a redacted value left.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Left<'a> {
    redacted: Text,
    #[serde(borrow, default, deserialize_with = "present")]
    left: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    entry: Text,
    line: Text,
}

/// A value that stands there, `null` too.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}
