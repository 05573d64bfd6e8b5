//! Opening a register for the screens: as it is, rescued from damage, settled after git; and what else a file may be.

use crate::app::{Damaged, Msg, Opened, Unmerged};
use crate::domain::words::say;
use crate::formats::json::problem::ReadProblem;
use crate::shell::effects::name_of;
use crate::shell::open_file::OpenFile;
use crate::shell::register_file::OpenProblem;
use crate::shell::settle::settle;
use crate::shell::{clock, person, register_file, rescue, store};
use std::path::Path;

/// Opens a register; says what else the file is where it is none.
pub(super) fn opened(open: &mut OpenFile, path: &Path, is_demo: bool, read_only: bool) -> Msg {
    let found = match register_file::open(path) {
        Ok(found) => found,
        Err(problem) => return not_opened(open, path, &problem, read_only),
    };
    store::clean_left_over(path);
    let state = open.begin(path, &found);
    let keeps_work = open.keeps_work();
    let work = if keeps_work { open.journals.find(state, &found.loaded.register) } else { Vec::new() };
    let name = name_of(path);
    let newer = found.loaded.newer.map(|version| say("read-only.newer", &[("version", &version.to_string())]));
    let asked = read_only.then(|| say("read-only.asked", &[]));
    let read_only = newer.or(asked);
    let (mut others, mut copy) = (None, None);
    if !is_demo {
        others = open.others();
    }
    if !is_demo && read_only.is_none() {
        open.arrive();
        copy = open.lost_save(&found).or_else(|| open.copy_beside());
    }
    Msg::Opened(Box::new(Opened {
        loaded: found.loaded,
        name,
        read_only,
        is_demo,
        note: None,
        state,
        others,
        copy,
        keeps_work,
        found: work,
    }))
}

/// A damaged register of which something can be read is no dead end.
fn not_opened(open: &mut OpenFile, path: &Path, problem: &OpenProblem, read_only: bool) -> Msg {
    let sentence = problem.sentence();
    if let OpenProblem::Read { problem: ReadProblem::GitMarkers { .. }, .. } = problem {
        let file = path.to_string_lossy().into_owned();
        return if read_only { Msg::NotOpened(sentence) } else { Msg::Unmerged(Unmerged { sentence, file }) };
    }
    if let OpenProblem::OtherKind { kind, .. } = problem
        && kind.can_be_brought_in()
        && !read_only
    {
        return Msg::OtherKind { file: path.to_string_lossy().into_owned(), sentence };
    }
    let salvaged = match problem {
        OpenProblem::Read { .. } => rescue::look(path, &mut open.ids),
        OpenProblem::Store(_) | OpenProblem::OtherKind { .. } => None,
    };
    let Some(salvaged) = salvaged else { return Msg::NotOpened(sentence) };
    let safe = salvaged.register.activities().len();
    let file = path.to_string_lossy().into_owned();
    Msg::Damaged(Damaged { sentence, file, safe, damaged: salvaged.damaged.len() })
}

/// Settles what git could not merge, and opens the register. Values that both sides changed are settled there.
pub(super) fn settled(open: &mut OpenFile, path: &Path, read_only: bool) -> Msg {
    let settled = match settle(path, &person::name(), &open.own, &mut open.ids) {
        Ok(settled) => settled,
        Err(problem) => return Msg::NotOpened(problem.sentence()),
    };
    let count = settled.file.merged.clashes.len().to_string();
    let mut msg = opened(open, path, false, read_only);
    if let Msg::Opened(opened) = &mut msg {
        let name = name_of(path);
        let id = if settled.file.is_clean() { "unmerged.settled" } else { "unmerged.clashes" };
        opened.note = Some(say(id, &[("file", &name), ("count", &count)]));
    }
    msg
}

/// Opens the copy of what can be read of a damaged register.
pub(super) fn rescued(open: &mut OpenFile, path: &Path, read_only: bool) -> Msg {
    let rescued = match rescue::rescue(path, clock::today(), &person::name(), &open.own, &mut open.ids) {
        Ok(rescued) => rescued,
        Err(sentence) => return Msg::NotOpened(sentence),
    };
    let mut msg = opened(open, &rescued.register, false, read_only);
    if let Msg::Opened(opened) = &mut msg {
        let parts = [("file", name_of(&rescued.register)), ("aside", name_of(&rescued.aside))];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        opened.note = Some(say("damaged.opened", &parts));
    }
    msg
}
