//! Three states of a register file made one: for `ropa merge`, for git, and for a file in which git left its markers.

use crate::app::merge_report::MergeReport;
use crate::domain::Text;
use crate::domain::check::Finding;
use crate::domain::diff::between;
use crate::domain::id::Ids;
use crate::domain::merge::{Merged, merge};
use crate::domain::register::{Register, RegisterFile};
use crate::formats::json::problem::ReadProblem;
use crate::formats::json::{self, Form, Loaded};
use crate::shell::git::Git;
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_file::{SaveProblem, Saving};
use crate::shell::store::{self, Beside, Note, OnDisk};
use crate::shell::{clock, register_file, register_history};
use std::path::Path;

/// Three states of a register file, read.
pub(super) struct ThreeFiles {
    /// The state before; `None` where both sides added the file.
    base: Option<Loaded>,
    yours: Loaded,
    theirs: Loaded,
    /// Your file as it stands.
    bytes: Vec<u8>,
}

/// Which of the three could not be read, and why.
pub(super) struct NotRead {
    /// 0 is the base, 1 is yours, 2 is theirs.
    pub(super) which: usize,
    pub(super) problem: ReadProblem,
}

/// Why three registers cannot be merged.
pub(super) enum MergeProblem {
    /// They are not the same register.
    Different,
    /// A newer program made one of them: which, and its version.
    Newer(usize, u32),
    /// What came of it could not be read back, which is a fault of the program.
    NotReadBack,
}

/// A merged register file.
pub(super) struct MergedFile {
    /// What is to be kept.
    pub(super) bytes: Vec<u8>,
    /// The merge; its register bears the new stamp, and the clashes in its `conflicts`.
    pub(super) merged: Merged,
    /// How many values of the other side came in.
    pub(super) changes: usize,
    /// Who made the other changes, as the stamp says.
    pub(super) who: Text,
    /// When, in UTC.
    pub(super) on: Text,
    /// What neither side had to look at alone.
    pub(super) findings: Vec<Finding>,
    /// Whether the two sides hold different things, their stamps apart.
    pub(super) sides_differ: bool,
    /// The form of the file.
    pub(super) form: Form,
    /// The revisions that it was made from.
    pub(super) made_from: Vec<Text>,
}

impl ThreeFiles {
    /// Reads the three. A base without anything in it is no state.
    pub(super) fn read(base: &[u8], yours: Vec<u8>, theirs: &[u8]) -> Result<ThreeFiles, NotRead> {
        // What has no id in all three gets the same one in all three, so that it is one thing.
        let seed = clock::seed();
        let read = |which: usize, bytes: &[u8]| {
            json::read(bytes, &mut Ids::seeded(seed)).map_err(|problem| NotRead { which, problem })
        };
        let base = if base.trim_ascii().is_empty() { None } else { Some(read(0, base)?) };
        let (mine, theirs) = (read(1, &yours)?, read(2, theirs)?);
        Ok(ThreeFiles { base, yours: mine, theirs, bytes: yours })
    }

    /// What comes of it is to have the line ends of Windows.
    pub(super) fn with_windows_line_ends(&mut self) {
        self.yours.form.windows_line_ends = true;
        self.bytes = json::write(&self.yours.register, self.yours.form);
    }

    /// Merges them. Where only one side changed anything, that side is the answer, stamp and all.
    pub(super) fn merge(self, by: &str, ids: &mut Ids) -> Result<MergedFile, MergeProblem> {
        let ThreeFiles { base, yours, theirs, bytes } = self;
        let newer = [base.as_ref().and_then(|base| base.newer), yours.newer, theirs.newer];
        if let Some((which, version)) = newer.iter().enumerate().find_map(|(which, newer)| Some((which, (*newer)?))) {
            return Err(MergeProblem::Newer(which, version));
        }
        let form = yours.form;
        let id_given = [base.as_ref(), Some(&yours), Some(&theirs)].iter().flatten().any(|side| side.ids_given > 0);
        let is_other = |side: &Loaded| side.register.file().id != yours.register.file().id;
        if base.as_ref().is_some_and(|base| is_other(base) || is_other(&theirs)) && !id_given {
            return Err(MergeProblem::Different);
        }
        let base = base.map_or_else(|| empty(&yours.register), |base| base.register);
        let (yours, theirs) = (yours.register, theirs.register);
        let stamp = theirs.stamp().cloned().unwrap_or_default();
        let (who, on) = (stamp.by.unwrap_or_default(), stamp.on.unwrap_or_default());
        let mut merged = merge(&base, &yours, &theirs);
        let changes = between(&yours, &merged.register).len();
        let sides_differ = !between(&yours, &theirs).is_empty();
        let findings = merged.new_findings(&yours, &theirs, clock::today());
        let is_yours = theirs.file() == base.file() || yours.file() == theirs.file();
        if is_yours || yours.file() == base.file() {
            merged.register = if is_yours { yours } else { theirs };
            let bytes = if is_yours { bytes } else { json::write(&merged.register, form) };
            let made_from = merged.register.stamp().and_then(|stamp| stamp.revision.clone()).into_iter().collect();
            return Ok(MergedFile { bytes, merged, changes, who, on, findings, sides_differ, form, made_from });
        }
        let mut conflicts = merged.register.conflicts().to_vec();
        for clash in &merged.clashes {
            let kept = clash.kept(&who, &on);
            if !conflicts.contains(&kept) {
                conflicts.push(kept);
            }
        }
        merged.register = merged.register.with_conflicts(conflicts);
        let revisions = [&yours, &theirs].map(|side| side.stamp().and_then(|stamp| stamp.revision.clone()));
        let mut previous: Vec<Text> = revisions.into_iter().flatten().collect();
        previous.dedup();
        merged.register.set_stamp(yours.stamp().cloned().unwrap_or_default());
        let made_from = previous.clone();
        merged.register.set_stamp(register_file::next_stamp(&merged.register, previous, by, ids));
        let bytes = json::write(&merged.register, form);
        let read_back = json::read(&bytes, ids).is_ok_and(|loaded| json::write(&loaded.register, form) == bytes);
        if !read_back {
            return Err(MergeProblem::NotReadBack);
        }
        Ok(MergedFile { bytes, merged, changes, who, on, findings, sides_differ, form, made_from })
    }
}

impl MergedFile {
    /// Whether nobody has to settle anything.
    pub(super) fn is_clean(&self) -> bool {
        self.merged.clashes.is_empty()
    }

    /// Puts it in the place of a file that was read. Where the register has a history there, this is a save like any other;
    /// where git is still at it, or there is none, the bytes take their place, and the version before is kept all the same.
    pub(super) fn put(
        &self,
        path: &Path,
        there: &OnDisk,
        by: &str,
        own: &OwnFolder,
        ids: &mut Ids,
    ) -> Result<Vec<Note>, SaveProblem> {
        let goes_on =
            register_history::read(path).ok().flatten().is_some_and(|found| !found.history.entries().is_empty());
        if !goes_on || there.bytes == self.bytes || Git::stages(&there.real_path).is_some() {
            let versions = own.versions(self.merged.register.file().id.as_str());
            let beside = Beside { versions: versions.as_deref(), ..Beside::nothing() };
            let saved = store::replace(path, &self.bytes, Some(&there.stamp), &beside);
            let mut notes = saved.map_err(SaveProblem::Store)?.notes;
            notes.extend(register_history::without_markers(path));
            return Ok(notes);
        }
        let mut register = self.merged.register.clone();
        let loaded = register_file::read(&there.bytes, &there.stamp.sha256).ok();
        let before = loaded.filter(|loaded| loaded.register.file().id == register.file().id);
        let mut stamp = register.stamp().cloned().unwrap_or_default();
        // The save gives it a stamp; what it was made from is what the file held, and both sides.
        match &before {
            Some(before) => stamp = before.register.stamp().cloned().unwrap_or_default(),
            None => {
                let mut made_from = self.made_from.iter().cloned();
                (stamp.revision, stamp.previous) = (made_from.next(), Some(made_from.collect()));
            }
        }
        register.set_stamp(stamp);
        let saving = Saving {
            path,
            register: &register,
            form: self.form,
            before: before.as_ref().map_or(&register, |before| &before.register),
            expect: &there.stamp,
            by,
            own,
            why: Some("merge"),
            run: "",
            also: &self.made_from,
        };
        let saved = match before {
            Some(_) => register_file::save(&saving, ids)?,
            None => register_file::settle(&saving, ids)?,
        };
        Ok(saved.notes)
    }

    /// What there is to tell of it.
    pub(super) fn sentences(&self) -> Vec<String> {
        let report = MergeReport {
            merged: &self.merged,
            changes: self.changes,
            who: &self.who,
            when: &clock::in_words(&self.on),
            findings: &self.findings,
        };
        report.sentences()
    }
}

/// The register before anybody recorded anything in it.
fn empty(register: &Register) -> Register {
    let file = register.file();
    Register::from_file(RegisterFile {
        format: file.format.clone(),
        version: file.version,
        id: file.id.clone(),
        ..RegisterFile::default()
    })
}
