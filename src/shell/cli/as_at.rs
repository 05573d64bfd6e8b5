//! The register as it stood at the end of a day: from the history, else from the versions that were kept.

use crate::domain::date::{self, DateText};
use crate::domain::id::Ids;
use crate::domain::register::{Register, Stamp};
use crate::domain::words::say;
use crate::formats::history::{History, State};
use crate::formats::json::{self, Form};
use crate::shell::cli::answer::{NOT_READ, Refusal};
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_history::HistoryNotRead;
use crate::shell::store::{self, versions};
use crate::shell::{clock, register_history};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::Path;

/// An earlier state of a register.
pub(super) struct Earlier {
    pub(super) register: Register,
    pub(super) form: Form,
    /// The bytes of its file.
    pub(super) bytes: Vec<u8>,
}

impl Earlier {
    fn of_state(state: &State) -> Self {
        Earlier { register: state.register.clone(), form: state.form, bytes: state.bytes() }
    }

    /// When it was saved and by whom, as its stamp says.
    pub(super) fn saved(&self) -> String {
        saved_words(self.register.stamp())
    }
}

impl Setting {
    /// Opens the register to look at it, as it stood at the end of a day where one is named.
    pub(super) fn open_as_at(&mut self, day: Option<&str>) -> Result<(Source, Option<Date>), Refusal> {
        let Some(words) = day else { return Ok((self.open()?, None)) };
        let day = day_of(words, self.today)?;
        let mut source = self.open()?;
        if day < self.today || is_known(&source) {
            let file = source.path.to_string_lossy().into_owned();
            let id = source.register().file().id.as_str().to_owned();
            let sha256 = source.opened.stamp.sha256;
            let found = earlier(
                &source.path,
                &id,
                Some(&sha256),
                &self.own,
                |history, head| history.as_at(head, clock::end_of(day)).as_ref().map(Earlier::of_state),
                |stamp| is_saved_by(stamp, clock::end_of(day)),
            )?;
            let found = found.ok_or_else(|| {
                Refusal::new(NOT_READ, say("as-at.none", &[("file", &file), ("day", &date::long(day))]))
            })?;
            source.remarks.push(say("as-at.shown", &[("day", &date::long(day)), ("saved", &found.saved())]));
            source.opened.loaded.register = found.register;
            source.opened.loaded.form = found.form;
        }
        Ok((source, Some(day)))
    }
}

/// Whether the history ends with the file as it is. What was changed outside since is only in the file, and holds today.
fn is_known(source: &Source) -> bool {
    let history = register_history::read(&source.path).ok().flatten().map(|found| found.history);
    history.is_some_and(|history| history.head_of_file(&store::hexadecimal(&source.opened.stamp.sha256)).is_some())
}

/// An earlier state: chosen in the history from the head that the file is the state of, else the newest of the versions
/// kept for the person that is wanted.
pub(super) fn earlier(
    path: &Path,
    id: &str,
    file: Option<&[u8; 32]>,
    own: &OwnFolder,
    choose: impl Fn(&History, &str) -> Option<Earlier>,
    is_wanted: impl Fn(&Stamp) -> bool,
) -> Result<Option<Earlier>, Refusal> {
    // A damaged history is no reason to give up; whoever asks for it is told by `ropa history`. One that the disk does not
    // give just now may hold a later state than any version, so that nobody must be given that one.
    let history = match register_history::read(path) {
        Ok(found) => found.map(|found| found.history),
        Err(HistoryNotRead::Damaged { .. }) => None,
        Err(problem) => return Err(problem.into()),
    };
    let from_history = history.and_then(|history| {
        let head = file.and_then(|file| history.head_of_file(&store::hexadecimal(file)));
        let head = head.or_else(|| history.heads().last().copied())?.hash.clone();
        choose(&history, &head)
    });
    if from_history.is_some() {
        return Ok(from_history);
    }
    let Some(folder) = own.versions(id).filter(|_| !id.is_empty()) else { return Ok(None) };
    let mut found: Option<(Timestamp, Earlier)> = None;
    for version in versions::list(&folder).iter().filter(|version| Some(&version.sha256) != file) {
        let Some(bytes) = versions::find(&folder, &version.sha256) else { continue };
        let Ok(loaded) = json::read(&bytes, &mut Ids::seeded(0)) else { continue };
        let Some(stamp) = loaded.register.stamp().filter(|stamp| is_wanted(stamp)) else { continue };
        let Some(on) = saved_on(stamp) else { continue };
        if found.as_ref().is_none_or(|(newest, _)| on > *newest) {
            found = Some((on, Earlier { register: loaded.register.clone(), form: loaded.form, bytes }));
        }
    }
    Ok(found.map(|(_, earlier)| earlier))
}

/// The last state of a register, as the history ends.
pub(super) fn last(history: &History, head: &str) -> Option<Earlier> {
    history.replay(head).ok().as_ref().map(Earlier::of_state)
}

/// The state before the last save.
pub(super) fn before_last(history: &History, head: &str) -> Option<Earlier> {
    let closings = history.first_parents(history.entry(head)?).filter(|entry| entry.file().is_some());
    let before = closings.map(|entry| entry.hash.clone()).nth(1)?;
    last(history, &before)
}

/// The state at the end of a day.
pub(super) fn at_end_of(day: Date) -> impl Fn(&History, &str) -> Option<Earlier> {
    move |history, head| history.as_at(head, clock::end_of(day)).as_ref().map(Earlier::of_state)
}

/// Whether a save was made by a moment.
pub(super) fn is_saved_by(stamp: &Stamp, moment: Timestamp) -> bool {
    saved_on(stamp).is_some_and(|on| on <= moment)
}

fn saved_on(stamp: &Stamp) -> Option<Timestamp> {
    stamp.on.as_deref()?.parse().ok()
}

/// Reads a date as a person writes it.
pub(super) fn day_of(words: &str, today: Date) -> Result<Date, Refusal> {
    let example = date::numbers(today);
    date::read(words, today)
        .map_err(|_| Refusal::not_understood("as-at.no-date", &[("words", words), ("example", &example)]))
}

/// A moment in UTC as the person's clock has it; a text that is none as it stands.
pub(super) fn when(at: &str) -> String {
    let Ok(moment) = at.parse::<Timestamp>() else { return at.to_owned() };
    let local = clock::local(moment);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    say("history.when", &[("day", &DateText::from(local.date()).long()), ("time", &time)])
}

fn saved_words(stamp: Option<&Stamp>) -> String {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let on = when(&text(stamp.and_then(|stamp| stamp.on.as_deref())));
    match text(stamp.and_then(|stamp| stamp.by.as_deref())) {
        _ if on.is_empty() => say("as-at.saved-unknown", &[]),
        by if by.is_empty() => say("as-at.saved-on", &[("on", &on)]),
        by => say("as-at.saved", &[("on", &on), ("by", &by)]),
    }
}

/// Writes an earlier state to a new file, never over one.
pub(super) fn write_new(earlier: &Earlier, path: &Path) -> Result<(), Refusal> {
    store::create_new(path, &earlier.bytes, false).map(drop).map_err(Refusal::from)
}
