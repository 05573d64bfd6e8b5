//! A register in which git's text merge left its markers, settled: from the states that git keeps, else from the text.

use crate::domain::id::Ids;
use crate::domain::words::say;
use crate::formats::json::git_markers::{first_marker, sides};
use crate::formats::json::{self};
use crate::shell::git::Git;
use crate::shell::merged_file::{MergeProblem, MergedFile, ThreeFiles};
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_file::SaveProblem;
use crate::shell::store::{self, Note, StoreProblem};
use std::path::Path;

/// A file that is settled.
pub(super) struct Settled {
    /// The merge that it holds now.
    pub(super) file: MergedFile,
    /// Whether the sides differ and the state before both changes was not to be had.
    pub(super) without_base: bool,
    /// What the officer should know of the save.
    pub(super) notes: Vec<Note>,
}

/// Why a file is not settled. It is as it was.
pub(super) enum SettleProblem {
    /// It could not be read or saved.
    Store(StoreProblem),
    /// There is nothing to settle, or nothing to settle it from: the sentence.
    Told(String),
}

impl SettleProblem {
    /// The problem in one line: which file, what is wrong, what to do.
    pub(super) fn sentence(&self) -> String {
        match self {
            SettleProblem::Store(problem) => problem.sentence(),
            SettleProblem::Told(sentence) => sentence.clone(),
        }
    }
}

/// Settles a file and saves it.
///
/// # Errors
/// It holds no markers, its sides cannot be read, or it cannot be saved.
pub(super) fn settle(path: &Path, by: &str, own: &OwnFolder, ids: &mut Ids) -> Result<Settled, SettleProblem> {
    let name = path.to_string_lossy();
    let on_disk = store::read(path).map_err(SettleProblem::Store)?;
    let told = |id: &str| SettleProblem::Told(say(id, &[("file", &name)]));
    let text = String::from_utf8_lossy(&on_disk.bytes);
    if first_marker(&text).is_none() {
        return Err(nothing_left(&on_disk.bytes, &name, ids));
    }
    let in_text = sides(&text);
    let three = match Git::stages(&on_disk.real_path).and_then(|stages| of_stages(stages, &on_disk.bytes)) {
        Some(three) => Ok((three, false)),
        None => {
            let sides = in_text.ok_or_else(|| told("merge.not-whole"))?;
            let (yours, theirs) = (sides.yours.into_bytes(), sides.theirs.as_bytes());
            let base = sides.base.unwrap_or_default();
            // A base that was cut out may be no register: git leaves out of it what both sides changed alike.
            let with_base = Some(base).filter(|base| !base.is_empty());
            let with_base = with_base.and_then(|base| ThreeFiles::read(base.as_bytes(), yours.clone(), theirs).ok());
            let without_base = with_base.is_none();
            with_base.map_or_else(|| ThreeFiles::read(b"", yours, theirs), Ok).map(|three| (three, without_base))
        }
    };
    let (three, without_base) = three.map_err(|not_read| {
        let problem = not_read.problem.sentence();
        SettleProblem::Told(say("merge.side-damaged", &[("file", &name), ("problem", &problem)]))
    })?;
    let file = three.merge(by, ids).map_err(|problem| match problem {
        MergeProblem::Different => SettleProblem::Told(say("merge.different", &[("yours", &name), ("theirs", &name)])),
        MergeProblem::Newer(_, version) => {
            SettleProblem::Told(say("merge.newer", &[("file", &name), ("version", &version.to_string())]))
        }
        MergeProblem::NotReadBack => told("merge.not-read-back"),
    })?;
    let put = file.put(path, &on_disk, by, own, ids);
    let notes = put.map_err(|problem| match problem {
        SaveProblem::Store(problem) => SettleProblem::Store(problem),
        problem => SettleProblem::Told(problem.sentence()),
    })?;
    let without_base = without_base && file.sides_differ;
    Ok(Settled { file, without_base, notes })
}

/// The three states that git keeps. They stand there with plain line ends; the file keeps the ones that it has.
fn of_stages(stages: [Option<Vec<u8>>; 3], found: &[u8]) -> Option<ThreeFiles> {
    let [base, yours, theirs] = stages;
    let yours = yours?;
    let has_windows_ends = |bytes: &[u8]| bytes.windows(2).any(|pair| pair == b"\r\n");
    let mut three = ThreeFiles::read(&base.unwrap_or_default(), yours, &theirs?).ok()?;
    if has_windows_ends(found) {
        three.with_windows_line_ends();
    }
    Some(three)
}

/// The sentence for a file without markers.
fn nothing_left(bytes: &[u8], name: &str, ids: &mut Ids) -> SettleProblem {
    let loaded = match json::read(bytes, ids) {
        Ok(loaded) => loaded,
        Err(problem) => {
            return SettleProblem::Told(say("open.refused", &[("file", name), ("problem", &problem.sentence())]));
        }
    };
    let count = loaded.register.conflicts().len();
    SettleProblem::Told(match count {
        0 => say("merge.no-markers", &[("file", name)]),
        _ => say("merge.no-markers-clashes", &[("file", name), ("count", &count.to_string())]),
    })
}
