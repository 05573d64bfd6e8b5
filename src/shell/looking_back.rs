//! The history beside the open register, read for the screens; comparisons of states, and what was found as a file.

use crate::app::Msg;
use crate::app::history::compare::Comparison;
use crate::app::history::kept::{Kept, Known};
use crate::app::history::sheet::Sheet;
use crate::domain::words::say;
use crate::formats::history::History;
use crate::shell::store::{self, StoreProblem};
use jiff::tz::TimeZone;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

/// Reads the history of the register at a path; nothing where it is as it was when `seen` told of it. The second part
/// tells of it the next time.
pub fn read(path: &Path, stamp: Option<&store::Stamp>, seen: &str, zone: TimeZone) -> (Option<Known>, String) {
    let file = store::history_path(path);
    let register: String = stamp.map(|stamp| store::hexadecimal(&stamp.sha256)).unwrap_or_default();
    let about = std::fs::metadata(&file).ok();
    let modified = about.as_ref().and_then(|about| about.modified().ok());
    let looks = format!("{register} {:?} {modified:?}", about.as_ref().map(std::fs::Metadata::len));
    if looks == seen {
        return (None, looks);
    }
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let known = match store::read(&file) {
        Err(StoreProblem::Missing { .. }) => Known::Not(say("past.none", &[])),
        Err(problem) => Known::Not(problem.sentence()),
        Ok(found) => match History::read(&found.bytes) {
            Ok(history) if history.entries().is_empty() => Known::Not(say("past.none", &[])),
            Ok(history) => Known::Read(Arc::new(Kept::of(history, &register, zone))),
            Err(problem) => Known::Not(say("past.damaged", &[("problem", &problem.sentence(&name))])),
        },
    };
    (Some(known), looks)
}

/// Makes comparisons one after the other, only the newest where several wait.
pub fn compare(inbox: &Receiver<Comparison>, answers: &Sender<Msg>) {
    while let Ok(next) = inbox.recv() {
        let comparison = inbox.try_iter().last().unwrap_or(next);
        let found = Box::new(comparison.differences());
        let _ = answers.send(Msg::Compared { ask: comparison.ask, found });
    }
}

/// Puts what a history screen shows into a new file.
pub fn export(sheet: &Sheet) -> Msg {
    let text = sheet.text();
    match store::create_new(Path::new(&sheet.path), text.as_bytes(), false) {
        Ok(_) => Msg::Exported(say("past.file.done", &[("file", &sheet.path)])),
        Err(problem) => Msg::NotExported { sentence: problem.sentence(), again: None },
    }
}
