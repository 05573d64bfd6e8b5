//! The history of a register that was renamed: it stands beside the register under its former name.

use crate::domain::register::Stamp;
use crate::formats::history::History;
use crate::shell::store::{self, HISTORY_ENDING};
use std::path::{Path, PathBuf};

/// The histories beside a register that hold the entry its stamp names, and whose own register is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormerHistory {
    /// The one that there is.
    One(PathBuf),
    /// Several, so that nobody can say which is its own.
    Several,
}

impl FormerHistory {
    /// Looks for the history of a register that has none under its own name. `None` where there is no such, where the stamp
    /// names no entry, or where the register of that name is still there: then this one is a copy of it.
    pub fn of(register: &Path, stamp: Option<&Stamp>) -> Option<FormerHistory> {
        let head = stamp?.history.as_deref().filter(|head| !head.is_empty())?;
        let own = store::history_path(register);
        let own_name = register.canonicalize().ok()?.file_name()?.to_owned();
        let entries = std::fs::read_dir(own.parent()?).ok()?;
        let names: Vec<_> = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>().ok()?;
        let others: Vec<String> =
            names.iter().filter(|name| **name != own_name).map(|name| name.to_string_lossy().to_lowercase()).collect();
        let is_its = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let Some(stem) = name.strip_suffix(HISTORY_ENDING) else { return false };
            let is_gone = !others.iter().any(|other| *other == stem || *other == format!("{stem}.json"));
            *path != own && is_gone && holds(path, head)
        };
        let mut found = names.iter().map(|name| own.with_file_name(name)).filter(is_its);
        let first = found.next()?;
        Some(if found.next().is_some() { FormerHistory::Several } else { FormerHistory::One(first) })
    }
}

/// Whether a history can be read and holds an entry.
fn holds(path: &Path, entry: &str) -> bool {
    let Ok(found) = store::read(path) else { return false };
    memchr::memmem::find(&found.bytes, entry.as_bytes()).is_some()
        && History::read(&found.bytes).is_ok_and(|history| history.entry(entry).is_some())
}
