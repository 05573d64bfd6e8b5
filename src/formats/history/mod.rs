//! The history beside a register: who changed what, when, as a graph of lines in which each names the hash of the one before.
//!
//! One line is one [`Entry`], a JSON object in one order of members. A history begins with a snapshot of the register;
//! then come batches: the changes of a save, and behind them the save itself with the hash of the file. A file whose hash
//! no line knew is closed by `found` instead of `save`. After two histories were brought together the next batch names
//! the ends of both, its own register's first: replaying goes along first parents.
//!
//! What somebody may have a right to see erased (`title`, `path`, `from`, `to`, `after`, `register`) is part of the chain
//! only through a salted hash. So [`History::redacted`] takes a value and its salt out and the chain stays whole.
//!
//! What [`verify`] finds without a printed fingerprint: every changed, removed, added or moved line up to the last save,
//! and a missing last save, as the register tells of it. What it cannot find: a history that was rewritten from some line
//! to its end, hashes and all, together with the register. Against that, and only that, stands the fingerprint that is
//! printed on each export: a rewritten history does not hold the entry that the paper names.

mod both_sides;
mod changed;
mod draft;
mod entry;
mod line;
mod listing;
mod redaction;
mod replay;
mod seal;
mod verification;

pub use both_sides::both_sides;
pub use draft::{Draft, Salts};
pub use entry::{Change, Entry, Erased, What};
pub use listing::{Filter, Kind, SaveOf, touches};
pub use redaction::{NotRedacted, Redacted, Request};
pub use replay::{NotReplayed, State};
pub use seal::Sealed;
pub use verification::{Broken, Flaw, verify};

use crate::domain::Text;
use crate::domain::words::say;
use std::collections::{HashMap, HashSet};

/// The history of one register.
#[derive(Clone, Debug, Default)]
pub struct History {
    entries: Vec<Entry>,
    /// The number of each entry's line, from 1.
    lines: Vec<usize>,
    places: HashMap<Text, usize>,
    torn: bool,
}

/// A line that is no entry of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryProblem {
    /// The number of the line, from 1.
    pub line: usize,
}

impl HistoryProblem {
    /// The problem in words; `file` is the name of the history.
    pub fn sentence(&self, file: &str) -> String {
        say("history.unreadable", &[("file", file), ("line", &self.line.to_string())])
    }
}

impl History {
    /// Reads a history; of one with git's markers the lines of both sides. A last line without its line end that cannot be
    /// read was cut short while it was added: it is left out.
    ///
    /// # Errors
    /// Some other line is no entry.
    pub fn read(bytes: &[u8]) -> Result<History, HistoryProblem> {
        match both_sides(bytes) {
            Some(both) => History::read_lines(&both),
            None => History::read_lines(bytes),
        }
    }

    /// Reads lines as they are.
    fn read_lines(bytes: &[u8]) -> Result<History, HistoryProblem> {
        let mut history = History::default();
        for (number, line) in lines_of(bytes) {
            let ended = line.ends_with(b"\n");
            let content = line.trim_ascii();
            if content.is_empty() {
                continue;
            }
            match line::read(content) {
                Some(entry) => history.add(entry, number),
                None if ended => return Err(HistoryProblem { line: number }),
                None => history.torn = true,
            }
        }
        Ok(history)
    }

    /// Reads the end of a history: the entries in the last part of a file, of which the first line may be cut.
    /// Empty where they cannot be read.
    pub fn read_end(bytes: &[u8]) -> History {
        let from = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
        History::read_lines(bytes.get(from..).unwrap_or_default()).unwrap_or_default()
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether the last line was cut short.
    pub fn is_torn(&self) -> bool {
        self.torn
    }

    /// The entry with this hash.
    pub fn entry(&self, hash: &str) -> Option<&Entry> {
        self.entries.get(*self.places.get(hash)?)
    }

    /// The entries that no later one names, in the order of the file. One, unless two histories were brought together.
    pub fn heads(&self) -> Vec<&Entry> {
        let named: HashSet<&Text> = self.entries.iter().flat_map(|entry| &entry.prev).collect();
        self.entries.iter().filter(|entry| !named.contains(&entry.hash)).collect()
    }

    /// The last entry that knows a file by the SHA-256 of its bytes.
    pub fn knows_file(&self, sha256: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.file() == Some(sha256))
    }

    /// The head whose state is a file with this SHA-256: the next save goes on from there.
    pub fn head_of_file(&self, sha256: &str) -> Option<&Entry> {
        self.heads().into_iter().find(|head| self.closing(head).and_then(Entry::file) == Some(sha256))
    }

    /// The head that a register goes on from as its stamp tells: its last save, or one that it was made from. Else the last head.
    pub fn head_for(&self, revisions: &[&str]) -> Option<&Entry> {
        let heads = self.heads();
        let of = |wanted: &str| {
            let is_it = |head: &&&Entry| self.closing(head).and_then(Entry::revision).as_deref() == Some(wanted);
            heads.iter().find(is_it).copied()
        };
        revisions.iter().find_map(|revision| of(revision)).or_else(|| heads.last().copied())
    }

    /// The hashes of all heads, with this one first: what the next batch names as before it.
    pub fn prev_of_next(&self, first: &Entry) -> Vec<Text> {
        let others = self.heads().into_iter().filter(|head| head.hash != first.hash);
        std::iter::once(first).chain(others).map(|head| head.hash.clone()).collect()
    }

    /// The last save, or file that was found, at or before an entry.
    pub fn closing<'a>(&'a self, entry: &'a Entry) -> Option<&'a Entry> {
        self.first_parents(entry).find(|entry| entry.file().is_some())
    }

    /// An entry and those before it along first parents, back to the beginning.
    pub fn first_parents<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let mut left = self.entries.len();
        std::iter::successors(Some(entry), move |entry| {
            // Hashes allow no circle; a forged file might.
            left = left.checked_sub(1)?;
            self.entry(entry.prev.first()?)
        })
    }

    fn add(&mut self, entry: Entry, number: usize) {
        self.places.entry(entry.hash.clone()).or_insert(self.entries.len());
        self.entries.push(entry);
        self.lines.push(number);
    }
}

/// The fingerprint of an entry as it is printed: the first 32 digits of its hash in groups of four.
pub fn fingerprint(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(32).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The lines with their numbers from 1, each with its line end.
fn lines_of(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    bytes.split_inclusive(|byte| *byte == b'\n').enumerate().map(|(place, line)| (place + 1, line))
}
