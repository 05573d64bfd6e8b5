//! One entry of the history.

use crate::domain::Text;
use crate::domain::diff::{About, FieldChange};
use crate::domain::field_path::FieldPath;
use crate::domain::register::Stamp;
use crate::formats::history::seal::Sealed;
use crate::formats::json::Form;
use crate::formats::json::beginning;

/// One line of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The hashes of the entries before it: none at a beginning, several where histories were brought together.
    pub prev: Vec<Text>,
    /// The moment, in UTC: `2026-11-24T10:42:07Z`.
    pub at: Text,
    /// The person, as the operating system names them; empty where nobody knows.
    pub who: Text,
    /// What it tells.
    pub what: What,
    /// What makes the hashes of the sealed values unguessable; gone where there are none, or where they were redacted.
    pub salt: Option<Text>,
    /// SHA-256 of the entry, in hexadecimal digits.
    pub hash: Text,
}

/// What an entry tells.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The register as a whole. Each history begins with one; another stands where changes alone would not tell all.
    Snapshot {
        /// SHA-256 of the file, where it is the state of one.
        file: Option<Text>,
        /// The form of that file.
        form: Form,
        /// The register.
        register: Sealed,
    },
    /// A value that changed.
    Change(Change),
    /// A save: the changes before it are in this file.
    Save {
        /// SHA-256 of the file.
        file: Text,
        /// The form of the file.
        form: Form,
        /// The stamp that the register bears.
        stamp: Box<Stamp>,
        /// What was done, where it was no plain save: `new`, `restore`, `merge`, `import`.
        why: Option<Text>,
    },
    /// A file that the history did not know: changed outside, or a save whose lines were lost.
    Found {
        /// SHA-256 of the file.
        file: Text,
        /// The form of the file.
        form: Form,
        /// The stamp that the register bears.
        stamp: Option<Box<Stamp>>,
        /// Whether the stamp tells of a later save, whose lines were lost; else it was changed by another program.
        lost: bool,
    },
    /// Values that were taken out of earlier entries.
    Redaction {
        /// Those entries.
        of: Vec<Erased>,
        /// Why.
        reason: Text,
    },
}

/// An entry out of which values were taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Its hash.
    pub entry: Text,
    /// SHA-256 of its line as it stands since.
    pub line: Text,
}

/// A value that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record.
    pub about: About,
    /// The title of the activity, as a JSON text.
    pub title: Option<Sealed>,
    /// The names of the members that lead to the value; empty for the whole record.
    pub field: Text,
    /// The whole way to the value, where rows or odd names lie on it.
    pub path: Option<Sealed>,
    /// The value before.
    pub from: Option<Sealed>,
    /// The value after.
    pub to: Option<Sealed>,
    /// What an added record or row stands behind.
    pub after: Option<Sealed>,
}

impl Entry {
    /// The change, where it tells of one.
    pub fn change(&self) -> Option<&Change> {
        match &self.what {
            What::Change(change) => Some(change),
            _ => None,
        }
    }

    /// SHA-256 of the file whose state this entry completes.
    pub fn file(&self) -> Option<&str> {
        match &self.what {
            What::Snapshot { file, .. } => file.as_deref(),
            What::Save { file, .. } | What::Found { file, .. } => Some(file),
            What::Change(_) | What::Redaction { .. } => None,
        }
    }

    /// The revision of the register that this entry completes.
    pub fn revision(&self) -> Option<Text> {
        match &self.what {
            What::Save { stamp, .. } => stamp.revision.clone(),
            What::Found { stamp, .. } => stamp.as_ref()?.revision.clone(),
            What::Snapshot { register, file: Some(_), .. } => beginning::stamp(register.text()?.as_bytes())?.revision,
            _ => None,
        }
    }

    /// Whether values were taken out of it.
    pub fn is_redacted(&self) -> bool {
        self.sealed().iter().any(|sealed| sealed.is_redacted())
    }

    /// Its sealed values.
    pub(super) fn sealed(&self) -> Vec<&Sealed> {
        match &self.what {
            What::Snapshot { register, .. } => vec![register],
            What::Change(Change { title, path, from, to, after, .. }) => {
                [title, path, from, to, after].into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Change {
    /// The difference, as far as it was not redacted.
    pub fn field_change(&self) -> FieldChange {
        let value = |sealed: &Option<Sealed>| sealed.as_ref().and_then(Sealed::value);
        FieldChange {
            about: self.about.clone(),
            path: self.field_path(),
            from: value(&self.from),
            to: value(&self.to),
            after: text(self.after.as_ref()),
        }
    }

    /// Where the value stands.
    pub fn field_path(&self) -> FieldPath {
        let whole_way = text(self.path.as_ref()).and_then(|path| FieldPath::read(&path));
        whole_way.or_else(|| FieldPath::read(&self.field)).unwrap_or_default()
    }

    /// The title of the activity at that time, where it is about one and not redacted.
    pub fn activity_title(&self) -> Option<Text> {
        text(self.title.as_ref())
    }
}

fn text(sealed: Option<&Sealed>) -> Option<Text> {
    sealed?.value()?.as_str().map(Text::from)
}
