//! Files that are brought in: what a folder holds of them, and the work on one, with how far it is and a way to stop it.

use crate::app::Msg;
use crate::app::bring::file_list::{ENDINGS, Found};
use crate::app::bring::job::{Job, Outcome, Start};
use crate::app::bring::under_way::Far;
use crate::domain::date;
use crate::domain::words::say;
use crate::formats::import::choices::{Choices, Progress, Refusal};
use crate::formats::import::open;
use crate::shell::matchings::Matchings;
use crate::shell::own_folder::OwnFolder;
use crate::shell::store;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cell::Cell;
use std::fs::DirEntry;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime};

/// The most files of a folder that are listed.
const MOST: usize = 5_000;

/// How often it is told how far the work is.
const EVERY: Duration = Duration::from_millis(200);

/// The files of a folder that can hold activities, the newest first, then its folders. One that cannot be read holds none.
pub fn list(folder: &str) -> Vec<Found> {
    let folder = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let mut files: Vec<(SystemTime, Found)> = Vec::new();
    let mut folders: Vec<Found> = Vec::new();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(['.', '~']) {
            continue;
        }
        if is_folder(&entry) {
            folders.push(Found { name, changed: String::new(), is_folder: true });
        } else if can_hold_activities(&name)
            && let Ok(changed) = entry.metadata().and_then(|about| about.modified())
        {
            files.push((changed, Found { name, changed: day(changed), is_folder: false }));
        }
    }
    files.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.name.cmp(&b.name)));
    folders.sort_by(|one, other| one.name.cmp(&other.name));
    files.into_iter().map(|(_, found)| found).chain(folders).collect()
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.path().is_dir()
}

fn can_hold_activities(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()))
}

fn day(time: SystemTime) -> String {
    let moment = Timestamp::try_from(time).map(|moment| TimeZone::system().to_datetime(moment).date());
    moment.map(date::long).unwrap_or_default()
}

/// Does the work on a file and answers it; `newest` holds the number of the job that is still wanted.
pub fn run(job: Job, own: &OwnFolder, answers: &Sender<Msg>, newest: &AtomicU64) {
    let watch = Watch { number: job.number, answers, newest, begun: Instant::now(), told: Cell::new(None) };
    let outcome = outcome(job, own, &watch).map_err(|Refusal(sentence)| sentence);
    let _ = answers.send(Msg::Brought { number: watch.number, outcome });
}

fn outcome(job: Job, own: &OwnFolder, watch: &Watch) -> Result<Outcome, Refusal> {
    let opened = match &job.start {
        Start::File(path) => {
            let bytes = store::read(Path::new(path)).map_err(|problem| Refusal(problem.sentence()))?.bytes;
            Some(Arc::new(open::open(&bytes, job.file())?))
        }
        Start::Opened(_) | Start::Brought(_) => None,
    };
    let first = job.run(opened, watch)?;
    // Where the columns of such a sheet went before is known by its headings, so it is read again.
    let Outcome::Read(read) = &first else { return Ok(first) };
    let headings: Vec<_> = read.brought.mapping.iter().map(|column| column.heading.clone()).collect();
    let remembered = Matchings::read(own).for_headings(&headings);
    if remembered.is_empty() {
        return Ok(first);
    }
    let choices = Choices { remembered, ..job.choices.clone() };
    Job { start: Start::Opened(read.clone()), choices, ..job }.run(None, watch)
}

/// Keeps where the columns of a sheet went; says so where it could not.
pub fn keep(columns: &[(crate::domain::Text, Option<crate::domain::Text>)], own: &OwnFolder) -> Option<Msg> {
    let kept = Matchings::read(own).remember(columns);
    (!kept).then(|| Msg::Tell(say("import.screen.not-kept", &[])))
}

/// Tells now and then how far a job is.
struct Watch<'a> {
    number: u64,
    answers: &'a Sender<Msg>,
    newest: &'a AtomicU64,
    begun: Instant,
    told: Cell<Option<Instant>>,
}

impl Progress for Watch<'_> {
    fn goes_on(&self, done: usize, all: usize) -> bool {
        let now = Instant::now();
        if now.duration_since(self.told.get().unwrap_or(self.begun)) >= EVERY {
            self.told.set(Some(now));
            let spent = now.duration_since(self.begun).as_secs_f64();
            let left = (done > 0).then(|| spent / done as f64 * all.saturating_sub(done) as f64);
            let seconds = left.map(|left| left.ceil() as u64);
            let _ = self.answers.send(Msg::BringFar { number: self.number, far: Far { done, all, seconds } });
        }
        self.newest.load(Ordering::Relaxed) == self.number
    }
}
