//! The sample register: a council that does not exist, with dates that never age.

use crate::domain::date::DateText;
use crate::domain::field::Value;
use crate::domain::id::Ids;
use crate::domain::register::{Register, RegisterFile, Stamp};
use crate::domain::subject::Subject;
use crate::formats::history::{Draft, Salts};
use crate::formats::json::{self, Form};
use crate::shell::clock;
use crate::shell::store::{self, Beside, StoreProblem};
use jiff::Span;
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A copy of the sample on disk. A throw-away copy goes away with this value.
#[derive(Debug)]
pub struct DemoCopy {
    /// The register.
    pub path: PathBuf,
    folder: Option<TempDir>,
}

impl DemoCopy {
    /// Whether the copy goes away with this value.
    pub fn is_thrown_away(&self) -> bool {
        self.folder.is_some()
    }
}

/// Puts a copy of the sample on disk: in a folder of its own that is thrown away later, or in the file named.
///
/// # Errors
/// The file named is there already, or the disk does not take the copy.
pub fn copy(keep: Option<&Path>, today: Date, ids: &mut Ids) -> Result<DemoCopy, StoreProblem> {
    let register = sample(today, ids);
    let bytes = json::write(&register, Form::default());
    let mut salts = Salts::of(clock::secret());
    let mut history = Draft::behind(Vec::new(), &clock::stamp(), "", &mut salts);
    history.snapshot(&register, Form::default(), Some(&store::hexadecimal(&store::Stamp::sha256_of(&bytes))));
    let (path, folder) = match keep {
        Some(path) => (path.to_path_buf(), None),
        None => {
            let made = tempfile::Builder::new().prefix("ropa-demo-").tempdir();
            let folder = made.map_err(|cause| StoreProblem::CouldNotWrite { path: std::env::temp_dir(), cause })?;
            (folder.path().join("sample.json"), Some(folder))
        }
    };
    store::begin(&path, &bytes, &Beside { history: history.lines().as_bytes(), ..Beside::default() })?;
    Ok(DemoCopy { path, folder })
}

/// The sample as it would stand today: every date is as far from today as it was from the day the sample was made.
pub fn sample(today: Date, ids: &mut Ids) -> Register {
    let Ok(loaded) = json::read(include_bytes!("../../data/sample.json"), ids) else {
        return Register::default();
    };
    let shift = Shift { days: MADE_ON.until(today).unwrap_or_default().get_days() };
    Register::from_file(shift.register(loaded.register.file().clone(), ids))
}

/// The day the sample was made.
const MADE_ON: Date = date(2026, 11, 24);

/// So many days later, or earlier where negative.
struct Shift {
    days: i32,
}

impl Shift {
    fn register(&self, mut file: RegisterFile, ids: &mut Ids) -> RegisterFile {
        file.saved = file.saved.map(|stamp| Stamp { on: stamp.on.map(|on| self.moment(&on).into()), ..stamp });
        if let Some(organisation) = file.organisation.take()
            && let Subject::Organisation(moved) = self.fields(Subject::Organisation(organisation), ids)
        {
            file.organisation = Some(moved);
        }
        if let Some(vocabulary) = file.vocabulary.take()
            && let Subject::Vocabulary(moved) = self.fields(Subject::Vocabulary(vocabulary), ids)
        {
            file.vocabulary = Some(moved);
        }
        for slot in file.activities.iter_mut().flatten() {
            let Subject::Activity(mut moved) = self.fields(Subject::Activity(slot.clone()), ids) else { continue };
            for mark in Arc::make_mut(&mut moved).marks.iter_mut().flatten() {
                mark.on = mark.on.take().map(|on| self.date(&on));
            }
            *slot = moved;
        }
        file
    }

    /// Every date that the tables of fields know.
    fn fields(&self, mut subject: Subject, ids: &mut Ids) -> Subject {
        for place in subject.recorded() {
            if let Value::Date(on) = subject.value(&place) {
                // The place holds a date, so it takes one.
                let _ = subject.set(&place, Value::Date(self.date(&on)), ids);
            }
        }
        subject
    }

    fn date(&self, on: &DateText) -> DateText {
        on.day().map_or_else(|| on.clone(), |day| DateText::from(self.day(day)))
    }

    /// The date of a moment is moved; the time of day stays.
    fn moment(&self, on: &str) -> String {
        let parts = on.split_once('T').and_then(|(day, time)| Some((DateText::from(day).day()?, time)));
        parts.map_or_else(|| on.to_owned(), |(day, time)| format!("{}T{time}", self.day(day)))
    }

    fn day(&self, day: Date) -> Date {
        day.checked_add(Span::new().days(self.days)).unwrap_or(day)
    }
}
