//! The history beside a register on disk: read, gone on from at each save, and begun anew where it is damaged.

use crate::domain::Text;
use crate::domain::register::{Register, Stamp};
use crate::formats::history::{Draft, History, HistoryProblem, Salts, State, both_sides};
use crate::formats::json::Form;
use crate::search::changed::Changed;
use crate::shell::clock;
use crate::shell::former_history::FormerHistory;
use crate::shell::store::{self, Note, StoreProblem};
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The whole history of a register; `None` where there is none yet.
///
/// # Errors
/// The file cannot be read, or is damaged.
pub fn read(register: &Path) -> Result<Option<OnDisk>, HistoryNotRead> {
    let path = store::history_path(register);
    let found = match store::read(&path) {
        Err(StoreProblem::Missing { .. }) => return Ok(None),
        found => found.map_err(HistoryNotRead::Store)?,
    };
    let history = History::read(&found.bytes);
    let history = history.map_err(|problem| HistoryNotRead::Damaged { path: path.clone(), problem })?;
    Ok(Some(OnDisk { path, bytes: found.bytes, stamp: found.stamp, history }))
}

/// When the activities of a register last changed in what their notices state; nothing where the history does not tell.
pub fn changed(register: &Path) -> Changed {
    match read(register) {
        Ok(Some(found)) => found.history.changed(&clock::zone()),
        Ok(None) | Err(_) => Changed::default(),
    }
}

/// A history as it stood on disk when it was read.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// Where it is.
    pub path: PathBuf,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// What a replacement of it expects to find again.
    pub stamp: store::Stamp,
    /// What it tells.
    pub history: History,
}

/// Why a history was not read.
#[derive(Debug)]
pub enum HistoryNotRead {
    /// The disk does not give it.
    Store(StoreProblem),
    /// It is damaged.
    Damaged {
        /// Where it is.
        path: PathBuf,
        /// What is wrong.
        problem: HistoryProblem,
    },
}

impl HistoryNotRead {
    /// The problem in one line.
    pub fn sentence(&self) -> String {
        match self {
            HistoryNotRead::Store(problem) => problem.sentence(),
            HistoryNotRead::Damaged { path, problem } => problem.sentence(&path.to_string_lossy()),
        }
    }
}

/// Takes git's markers out of the history of a register, so that the lines of both sides stand in it. Where nothing is to be
/// done, or it cannot be done now, nothing is; what cannot be read stays as it is.
pub(super) fn without_markers(register: &Path) -> Vec<Note> {
    match read(register) {
        Ok(Some(found)) => put_both_sides(register, &found).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Gives the history of a register that was renamed the new name. Where it is not certain which it is, or it cannot be done,
/// everything stays.
fn taken_over(register: &Path, stamp: Option<&Stamp>) -> Option<Note> {
    match FormerHistory::of(register, stamp)? {
        FormerHistory::One(from) if store::take_over_history(register, &from).is_ok() => Some(Note::HistoryTakenOver),
        FormerHistory::One(_) | FormerHistory::Several => Some(Note::FormerHistoryLeft),
    }
}

fn put_both_sides(register: &Path, found: &OnDisk) -> Result<Vec<Note>, StoreProblem> {
    match both_sides(&found.bytes) {
        None => Ok(Vec::new()),
        Some(both) => store::replace_history(register, &both, &found.stamp).map(|_| vec![Note::HistoryOfBothSides]),
    }
}

/// The state of the file that a save goes on from.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    /// The register as it was read from the file.
    pub(super) register: &'a Register,
    /// The form of the file.
    pub(super) form: Form,
    /// SHA-256 of the file.
    pub(super) sha256: &'a [u8; 32],
}

/// Who saves, and when.
#[derive(Clone, Copy)]
pub(super) struct Saver<'a> {
    pub(super) by: &'a str,
    /// In UTC: `2026-11-24T10:42:07Z`.
    pub(super) at: &'a str,
}

/// What a save adds to the history so far: what differs between the file and `after`, and before that whatever the history
/// lacks. Nothing where the history cannot be read just now; the next save that can read it makes up for it.
///
/// A history that is damaged is kept aside under another name, and a new one begins.
pub(super) fn go_on<'a>(
    path: &Path,
    before: Option<Before>,
    after: &Register,
    saver: Saver,
    salts: &'a mut Salts,
) -> (Option<Draft<'a>>, Vec<Note>) {
    let history = store::history_path(path);
    let sha256 = before.map(|before| store::hexadecimal(before.sha256));
    if let Some(sha256) = &sha256
        && let Ok(Some(head)) = end_of(&history, sha256)
    {
        let draft = Draft::behind(vec![head], saver.at, saver.by, salts);
        return (Some(with_changes(draft, before, after)), Vec::new());
    }
    let mut found = read(path);
    let is_known = match (&found, &sha256) {
        (Ok(Some(found)), Some(sha256)) => found.history.head_of_file(sha256).is_some(),
        (Ok(None), _) => before.and_then(|before| before.register.stamp()).is_none_or(|stamp| stamp.history.is_none()),
        _ => false,
    };
    if !is_known {
        // Somebody who has just put their file in place may still be adding its lines.
        store::wait_for_savers(path);
        found = read(path);
    }
    let mut notes = Vec::new();
    if let (Ok(None), Some(before)) = (&found, &before) {
        notes.extend(taken_over(path, before.register.stamp()));
        found = read(path);
    }
    notes.extend(match &found {
        Ok(Some(found)) => match put_both_sides(path, found) {
            Ok(notes) => notes,
            Err(_) => return (None, vec![Note::HistoryNotKept]),
        },
        _ => Vec::new(),
    });
    let found = match found {
        Ok(found) => found.map(|found| found.history).filter(|history| !history.entries().is_empty()),
        Err(HistoryNotRead::Store(_)) => return (None, vec![Note::HistoryNotKept]),
        Err(HistoryNotRead::Damaged { .. }) => return begun_anew(&history, before, after, saver, salts),
    };
    let Some(found) = found else {
        return (Some(begun(before, after, saver, salts)), notes);
    };
    let known = sha256.as_ref().and_then(|sha256| found.head_of_file(sha256));
    if let Some(head) = known {
        let draft = Draft::behind(found.prev_of_next(head), saver.at, saver.by, salts);
        return (Some(with_changes(draft, before, after)), notes);
    }
    let stamp = before.map_or(after.stamp(), |before| before.register.stamp());
    let Some((prev, state)) = last_known(&found, stamp) else {
        return begun_anew(&history, before, after, saver, salts);
    };
    let (Some(before), Some(sha256)) = (before, &sha256) else {
        // A file of this name was here before, and its history still is.
        let mut draft = Draft::behind(prev, saver.at, saver.by, salts);
        draft.changes(&state.register, after);
        return (Some(draft), notes);
    };
    let lost = stamp.filter(|stamp| follows(stamp, state.register.stamp()));
    // Of a change from outside nobody knows who made it.
    let (at, by) = lost.map_or((saver.at, ""), |stamp| {
        (stamp.on.as_deref().unwrap_or(saver.at), stamp.by.as_deref().unwrap_or_default())
    });
    let mut draft = Draft::behind(prev, at, by, salts);
    draft.changes(&state.register, before.register);
    draft.found(sha256, before.form, stamp, lost.is_some());
    draft.now_by(saver.at, saver.by);
    (Some(with_changes(draft, Some(before), after)), notes)
}

/// The heads of a history, and the register at the one that the file goes on from, as its stamp tells.
fn last_known<'a>(history: &'a History, stamp: Option<&Stamp>) -> Option<(Vec<Text>, State<'a>)> {
    let previous = stamp.and_then(|stamp| stamp.previous.as_deref()).unwrap_or_default();
    let revisions = stamp.and_then(|stamp| stamp.revision.as_deref()).into_iter();
    let revisions: Vec<&str> = revisions.chain(previous.iter().map(|revision| &**revision)).collect();
    let head = history.head_for(&revisions)?;
    Some((history.prev_of_next(head), history.replay(&head.hash).ok()?))
}

/// Whether a stamp is of a save right behind another.
fn follows(stamp: &Stamp, last: Option<&Stamp>) -> bool {
    let last = last.and_then(|last| last.revision.as_ref());
    last.is_some_and(|last| {
        stamp.revision.as_ref() != Some(last) && stamp.previous.as_ref().is_some_and(|previous| previous.contains(last))
    })
}

fn with_changes<'a>(mut draft: Draft<'a>, before: Option<Before>, after: &Register) -> Draft<'a> {
    if let Some(before) = before {
        draft.changes(before.register, after);
    }
    draft
}

/// A new history: the register as the file holds it and what differs now, or the register that is about to be made.
fn begun<'a>(before: Option<Before>, after: &Register, saver: Saver, salts: &'a mut Salts) -> Draft<'a> {
    let mut draft = Draft::behind(Vec::new(), saver.at, saver.by, salts);
    match before {
        Some(Before { register, form, sha256 }) => draft.snapshot(register, form, Some(&store::hexadecimal(sha256))),
        None => draft.snapshot(after, Form::default(), None),
    }
    with_changes(draft, before, after)
}

/// A new history in the place of a damaged one, which stays under a name that says so.
fn begun_anew<'a>(
    history: &Path,
    before: Option<Before>,
    after: &Register,
    saver: Saver,
    salts: &'a mut Salts,
) -> (Option<Draft<'a>>, Vec<Note>) {
    match set_aside(history, "damaged") {
        Ok(_) => (Some(begun(before, after, saver, salts)), vec![Note::HistoryBegunAnew]),
        Err(_) => (None, vec![Note::HistoryNotKept]),
    }
}

/// Gives a file a name beside its own that nobody has.
fn set_aside(path: &Path, what: &str) -> io::Result<PathBuf> {
    let aside = name_aside(path, what).ok_or(ErrorKind::AlreadyExists)?;
    std::fs::rename(path, &aside).map(|()| aside)
}

/// A name beside that of a file that nobody has: `NAME.WHAT-20261124-104207.ENDING`.
pub(super) fn name_aside(path: &Path, what: &str) -> Option<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let time = clock::file_time();
    let named = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        path.with_file_name(format!("{stem}.{what}-{time}{number}{ending}"))
    };
    (1..100).map(named).find(|aside| aside.symlink_metadata().is_err())
}

/// How much of the end of a long history is read at a save.
const END: u64 = 1024 * 1024;

/// The hash of the last entry of a long history, if it is the one that the file of this hash is the state of: then the rest
/// need not be read.
fn end_of(history: &Path, sha256: &str) -> io::Result<Option<Text>> {
    let mut file = File::open(history)?;
    let length = file.metadata()?.len();
    if length <= END {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(length - END))?;
    let mut end = Vec::new();
    file.take(END).read_to_end(&mut end)?;
    if !end.ends_with(b"\n") {
        return Ok(None);
    }
    let end = History::read_end(&end);
    let last = end.entries().last();
    Ok(last
        .filter(|last| end.closing(last).is_some_and(|closing| closing.file() == Some(sha256)))
        .map(|last| last.hash.clone()))
}
