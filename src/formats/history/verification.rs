//! Whether a history is whole: every line as it was written, every line there, and the register what it leads to.

use crate::domain::Text;
use crate::domain::id::Ids;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::history::draft::same_text;
use crate::formats::history::entry::{Entry, Erased, What};
use crate::formats::history::seal::sha256;
use crate::formats::history::{History, both_sides, line, lines_of};
use crate::formats::json;
use std::collections::{HashMap, HashSet};

/// One thing that is wrong with a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The number of the line, from 1; 0 where it is about no line.
    pub line: usize,
    /// What is wrong.
    pub what: Flaw,
}

/// What can be wrong with a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    /// The line is no entry, or not as the program writes one.
    NotAnEntry,
    /// The last line was cut short.
    CutShort,
    /// The entry is not what its hash says.
    Changed,
    /// The entry stands there twice.
    Twice,
    /// The entry names one before it that is not there.
    MissingBefore,
    /// The entry has none before it and is no beginning.
    NoBeginning,
    /// The entry does not stand behind the one that it belongs to.
    OutOfPlace,
    /// Changes without the save that they are part of.
    WithoutSave,
    /// The save does not name the entry that its register named.
    OtherHistory,
    /// Two saves bear one revision, or a file that was known was found as unknown.
    SavedTwice,
    /// A value was taken out and no entry answers for it.
    RedactedUnsaid,
    /// The entries end in several saves that nothing brought together yet.
    SeveralEnds,
    /// The register is not the file of the last save: it was changed since, or its last save is missing here.
    OtherRegister,
    /// Making all changes again does not give the register.
    NotTheRegister,
    /// No entry has the fingerprint.
    UnknownFingerprint,
    /// There is nothing in it.
    Empty,
}

impl Broken {
    /// What is wrong, in words.
    pub fn sentence(&self) -> String {
        let id = match self.what {
            Flaw::NotAnEntry => "history.flaw.not-an-entry",
            Flaw::CutShort => "history.flaw.cut-short",
            Flaw::Changed => "history.flaw.changed",
            Flaw::Twice => "history.flaw.twice",
            Flaw::MissingBefore => "history.flaw.missing-before",
            Flaw::NoBeginning => "history.flaw.no-beginning",
            Flaw::OutOfPlace => "history.flaw.out-of-place",
            Flaw::WithoutSave => "history.flaw.without-save",
            Flaw::OtherHistory => "history.flaw.other-history",
            Flaw::SavedTwice => "history.flaw.saved-twice",
            Flaw::RedactedUnsaid => "history.flaw.redacted-unsaid",
            Flaw::SeveralEnds => "history.flaw.several-ends",
            Flaw::OtherRegister => "history.flaw.other-register",
            Flaw::NotTheRegister => "history.flaw.not-the-register",
            Flaw::UnknownFingerprint => "history.flaw.unknown-fingerprint",
            Flaw::Empty => "history.flaw.empty",
        };
        say(id, &[("line", &self.line.to_string())])
    }
}

/// All that is wrong with a history, in the order of its lines: nothing where it is whole.
///
/// One with git's markers is looked at as the lines of both sides. `register` is the file that it is the history of, and `fingerprint` the one that an export bears, with or without
/// spaces: at least its 32 digits.
pub fn verify(bytes: &[u8], register: &[u8], fingerprint: Option<&str>) -> Vec<Broken> {
    let mut check = Check::default();
    let both = both_sides(bytes);
    let history = check.read(both.as_deref().unwrap_or(bytes));
    check.chain(&history);
    check.batches(&history);
    check.redactions(&history);
    check.ends(&history, register);
    if let Some(fingerprint) = fingerprint
        && !has_fingerprint(&history, fingerprint)
    {
        check.tell(0, Flaw::UnknownFingerprint);
    }
    check.broken.sort_by_key(|broken| broken.line);
    check.broken.dedup();
    check.broken
}

fn has_fingerprint(history: &History, fingerprint: &str) -> bool {
    let digits: String = fingerprint.chars().filter(|letter| !letter.is_whitespace()).collect();
    let digits = digits.to_ascii_lowercase();
    digits.len() >= 32 && history.entries().iter().any(|entry| entry.hash.starts_with(&digits))
}

/// A check on its way.
#[derive(Default)]
struct Check {
    broken: Vec<Broken>,
}

impl Check {
    fn tell(&mut self, line: usize, what: Flaw) {
        self.broken.push(Broken { line, what });
    }

    /// Reads line by line, so that one that is wrong does not hide the others.
    fn read(&mut self, bytes: &[u8]) -> History {
        let mut history = History::default();
        let mut seen: HashSet<Text> = HashSet::new();
        // Git on Windows may give every line another end, which is no change of it.
        let windows = bytes.split_inclusive(|byte| *byte == b'\n').all(|line| line.ends_with(b"\r\n"));
        for (number, whole) in lines_of(bytes) {
            let content = whole.strip_suffix(if windows { &b"\r\n"[..] } else { b"\n" });
            let Some(content) = content else {
                self.tell(number, Flaw::CutShort);
                continue;
            };
            let Some(entry) = line::read(content).filter(|entry| line::write(entry).as_bytes() == content) else {
                self.tell(number, Flaw::NotAnEntry);
                continue;
            };
            if line::hash(&entry) != entry.hash {
                self.tell(number, Flaw::Changed);
            }
            if seen.insert(entry.hash.clone()) {
                history.add(entry, number);
            } else {
                self.tell(number, Flaw::Twice);
            }
        }
        if history.entries.is_empty() {
            self.tell(0, Flaw::Empty);
        }
        history
    }

    /// Every entry names only such as stand before it, and only a snapshot begins.
    fn chain(&mut self, history: &History) {
        let mut before: HashSet<&str> = HashSet::new();
        for (entry, line) in numbered(history) {
            if entry.prev.iter().any(|prev| !before.contains(&**prev)) {
                self.tell(line, Flaw::MissingBefore);
            }
            if entry.prev.is_empty() && !matches!(entry.what, What::Snapshot { .. }) {
                self.tell(line, Flaw::NoBeginning);
            }
            before.insert(&entry.hash);
        }
    }

    /// The changes of a save stand right before it and each other; each save says what its register says.
    fn batches(&mut self, history: &History) {
        let mut open: Option<(&Entry, usize)> = None;
        let mut revisions: HashSet<Text> = HashSet::new();
        for (entry, line) in numbered(history) {
            let goes_on = open.is_some_and(|(before, _)| entry.prev == [before.hash.clone()]);
            if let Some((_, line_before)) = open
                && !goes_on
            {
                self.tell(line_before, Flaw::WithoutSave);
            }
            let inside = |hash: &Text| {
                let is_change =
                    |entry: &Entry| matches!(entry.what, What::Change(_) | What::Snapshot { file: None, .. });
                history.entry(hash).is_some_and(is_change)
            };
            if !goes_on && entry.prev.iter().any(inside) {
                self.tell(line, Flaw::OutOfPlace);
            }
            open = match &entry.what {
                What::Change(_) | What::Snapshot { file: None, .. } => Some((entry, line)),
                What::Snapshot { .. } => {
                    // Where the register was known before, only a redaction makes it necessary to begin anew.
                    let before = entry.prev.first().and_then(|prev| history.entry(prev));
                    if before.is_some_and(|before| !matches!(before.what, What::Redaction { .. })) {
                        self.tell(line, Flaw::OutOfPlace);
                    }
                    None
                }
                What::Save { stamp, .. } => {
                    if stamp.history.as_ref() != entry.prev.first() {
                        self.tell(line, Flaw::OtherHistory);
                    }
                    if !revisions.insert(stamp.revision.clone().unwrap_or_default()) {
                        self.tell(line, Flaw::SavedTwice);
                    }
                    None
                }
                What::Found { file, .. } => {
                    // Another file may come back: an older version of the register, but not the one that was the last.
                    let last = entry.prev.first().and_then(|prev| self.file_before(history, prev));
                    if last == Some(file) {
                        self.tell(line, Flaw::SavedTwice);
                    }
                    None
                }
                What::Redaction { .. } if goes_on => {
                    self.tell(line, Flaw::OutOfPlace);
                    None
                }
                What::Redaction { .. } => None,
            };
        }
        if let Some((_, line)) = open {
            self.tell(line, Flaw::WithoutSave);
        }
    }

    fn file_before<'a>(&self, history: &'a History, hash: &str) -> Option<&'a str> {
        history.closing(history.entry(hash)?)?.file()
    }

    /// What was taken out, a redaction answers for, with the very text that it left.
    fn redactions(&mut self, history: &History) {
        let mut answered: HashMap<&str, &str> = HashMap::new();
        for (entry, line) in numbered(history) {
            let What::Redaction { of, .. } = &entry.what else { continue };
            if of.is_empty() || of.iter().any(|erased| !history.places.contains_key(&erased.entry)) {
                self.tell(line, Flaw::MissingBefore);
            }
            for Erased { entry, line: text } in of {
                // A second redaction of one entry leaves another text of it.
                if answered.insert(entry, text) == Some(text) {
                    self.tell(line, Flaw::Twice);
                }
            }
        }
        for (entry, line) in numbered(history) {
            let said = answered.get(&*entry.hash).copied();
            let is_so = match said {
                Some(said) => entry.is_redacted() && *sha256(line::write(entry).as_bytes()) == *said,
                None => !entry.is_redacted(),
            };
            if !is_so {
                self.tell(line, Flaw::RedactedUnsaid);
            }
        }
    }

    /// All entries lead to one end, and the register is the file of it.
    fn ends(&mut self, history: &History, register: &[u8]) {
        let heads = history.heads();
        let sha256 = sha256(register);
        let Some(head) = history.head_of_file(&sha256) else {
            let line = history.lines.last().copied().unwrap_or_default();
            return self.tell(line, Flaw::OtherRegister);
        };
        for other in heads.iter().filter(|other| other.hash != head.hash) {
            let place = history.places.get(&other.hash).and_then(|place| history.lines.get(*place));
            self.tell(place.copied().unwrap_or_default(), Flaw::SeveralEnds);
        }
        let is_it = history.replay(&head.hash).is_ok_and(|state| {
            // A file that another program wrote may be laid out in its own way.
            let ours = matches!(state.closing.what, What::Save { .. });
            state.bytes() == register || (!ours && is_alike(&state.register, register))
        });
        if !is_it {
            self.tell(0, Flaw::NotTheRegister);
        }
    }
}

/// Whether the register in a file says the same as this one.
fn is_alike(state: &Register, bytes: &[u8]) -> bool {
    json::read(bytes, &mut Ids::seeded(0)).is_ok_and(|loaded| {
        loaded.ids_given > 0
            || (same_text(state.file(), loaded.register.file()) && state.stamp() == loaded.register.stamp())
    })
}

fn numbered(history: &History) -> impl Iterator<Item = (&Entry, usize)> {
    history.entries.iter().zip(history.lines.iter().copied())
}
