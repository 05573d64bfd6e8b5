//! What a save keeps besides the file: the versions before and after, the lines of history, and what cannot take its place.

use std::fs::Metadata;
use std::io;

use super::super::history;
use super::super::note::Note;
use super::super::problem::StoreProblem;
use super::super::temporary::Temporary;
use super::super::versions;
use super::{Expected, Save};

impl<'a> Save<'a> {
    /// Copies the version that is about to be replaced, so that it can be brought back and compared with.
    pub(super) fn keep_old_version(&mut self, old: Option<&Metadata>) {
        let (Some(folder), Some(old), Expected::Stamp(expect)) = (self.beside.versions, old, self.expected) else {
            return;
        };
        if versions::keep_file(self.disk, folder, &expect.sha256, &self.real, old.len()).is_err() {
            self.note(Note::VersionNotKept);
        }
    }

    /// Keeps the new version, as what later ones are compared with: also where somebody replaces it at once.
    pub(super) fn keep_new_version(&mut self) {
        let Some(folder) = self.beside.versions else {
            return;
        };
        if versions::keep_on(self.disk, folder, &self.sha256, self.bytes).is_err() {
            self.note(Note::VersionNotKept);
        }
        let mut needed = self.beside.needed.to_vec();
        needed.push(self.sha256);
        if let Expected::Stamp(old) = self.expected {
            needed.push(old.sha256);
        }
        versions::clean(self.disk, folder, &needed);
    }

    /// Adds the lines of history. Behind `confirm`, so that a save that does not count leaves none.
    pub(super) fn add_to_history(&mut self) {
        if self.beside.history.is_empty() {
            return;
        }
        let access = self.disk.about(&self.real).and_then(|about| self.disk.access(&self.real, &about));
        let added = access.and_then(|access| {
            let path = history::beside_real(&self.real);
            history::append(self.disk, &path, self.beside.history, &access)
        });
        if added.is_err() {
            self.note(Note::HistoryNotKept);
        }
    }

    /// Keeps what could not take the place of the file under a name that a person finds.
    pub(super) fn set_aside(&self, temporary: Temporary<'a>, cause: io::Error) -> StoreProblem {
        let time = self.beside.time;
        let kept = (!time.is_empty()).then(|| {
            let endings = (1..10).map(|number| match number {
                1 => format!(".unsaved-{time}.json"),
                _ => format!(".unsaved-{time}-{number}.json"),
            });
            let names = endings.map(|ending| self.real.with_file_name(history::with_ending(&self.real, &ending)));
            temporary.set_aside(names)
        });
        StoreProblem::InUse { path: self.path.into(), kept, cause }
    }
}
