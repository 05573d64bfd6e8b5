//! The register file that is open: the states of it that this session has seen, and whether somebody else changed it.

mod company;

use crate::app;
use crate::domain::Text;
use crate::domain::id::Ids;
use crate::domain::merge::merge;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::json::Form;
use crate::shell::demo::DemoCopy;
use crate::shell::journal::{Base, Journals};
use crate::shell::own_folder::OwnFolder;
use crate::shell::paths::is_far;
use crate::shell::register_file::combining::{
    CombiningSave, Outcome, Saves, Seen, Theirs, kept, open_theirs, versions_of,
};
use crate::shell::register_file::{self, Opened, SaveProblem};
use crate::shell::store;
use crate::shell::store::conflict_copies::{self, ConflictCopy};
use crate::shell::store::poll::{Look, Poll};
use crate::shell::store::presence::{self};
use crate::shell::{clock, person};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The register file that is open.
pub(super) struct OpenFile {
    pub(super) path: PathBuf,
    pub(super) ids: Ids,
    /// The folder of the sample, which goes when it is closed.
    pub(super) demo: Option<DemoCopy>,
    /// Where unsaved edits and earlier versions are kept.
    pub(super) own: OwnFolder,
    /// The journals of this run.
    pub(super) journals: Arc<Journals>,
    /// The states that this session has read or written, by the number under which the program knows them.
    seen: BTreeMap<usize, Seen>,
    /// How many states were seen.
    count: usize,
    /// The one that the program rests on.
    ours: usize,
    poll: Option<Poll>,
    /// What was told of a file that cannot be read, so that it is told once.
    told: Option<String>,
    /// Whether it stands on a share, where it is looked at less often.
    pub(super) is_far: bool,
    /// This run among those who have a register open.
    run: String,
    /// Since when this run has the file open, where it says so.
    since: Option<Timestamp>,
}

/// How many states are remembered, to find what two people both started from.
const REMEMBERED: usize = 30;

impl OpenFile {
    /// No file yet.
    pub(super) fn none(own: OwnFolder, journals: Arc<Journals>) -> Self {
        OpenFile {
            path: PathBuf::new(),
            ids: clock::ids(),
            demo: None,
            own,
            journals,
            seen: BTreeMap::new(),
            count: 0,
            ours: 0,
            poll: None,
            told: None,
            is_far: false,
            run: format!("{:016x}", clock::seed()),
            since: None,
        }
    }

    /// Begins to work on a file that was opened; returns the number of its state.
    pub(super) fn begin(&mut self, path: &Path, opened: &Opened) -> usize {
        self.leave();
        self.path = path.to_path_buf();
        self.is_far = is_far(path);
        self.seen.clear();
        self.told = None;
        let register = Arc::new(opened.loaded.register.clone());
        self.ours = self.remember(Seen { register, stamp: opened.stamp.clone() });
        self.journal_stands();
        self.ours
    }

    /// Whether unsaved work on it is to come back: not on a copy that is thrown away.
    pub(super) fn keeps_work(&self) -> bool {
        !self.demo.as_ref().is_some_and(|demo| demo.is_thrown_away() && demo.path == self.path)
    }

    /// Tells the journal which state of the file edits are made to from now on.
    fn journal_stands(&self) {
        if let Some(seen) = self.seen.get(&self.ours).filter(|_| self.keeps_work()) {
            self.journals.stand_on(Base::of(&seen.register, &self.path, &seen.stamp));
        }
    }

    /// What the file held in the state that the program rests on.
    pub(super) fn stamp(&self) -> Option<store::Stamp> {
        self.seen.get(&self.ours).map(|seen| seen.stamp.clone())
    }

    /// The program rests on this state from now on.
    pub(super) fn rest_on(&mut self, state: usize) {
        self.ours = state;
        self.journal_stands();
    }

    fn remember(&mut self, seen: Seen) -> usize {
        self.count += 1;
        self.poll = Some(Poll::new(&self.path, &seen.stamp));
        self.seen.insert(self.count, seen);
        self.count
    }

    /// Forgets what nobody needs any more; the state that the program rests on stays.
    fn forget(&mut self) {
        while self.seen.len() > REMEMBERED {
            match self.seen.keys().find(|state| **state != self.ours).copied() {
                Some(oldest) => self.seen.remove(&oldest),
                None => return,
            };
        }
    }

    fn versions(&self, register: &Register) -> Option<PathBuf> {
        versions_of(&self.own, register)
    }

    /// The states before one, the oldest first.
    fn earlier(&self, ours: usize) -> Vec<Seen> {
        self.seen.range(..ours).map(|(_, seen)| seen.clone()).collect()
    }

    /// Saves on top of the file, whatever others did to it meanwhile.
    pub(super) fn save(
        &mut self,
        register: &Register,
        form: Form,
        ours: usize,
        also: &[Text],
    ) -> Result<SavedState, SaveProblem> {
        let newest = self.seen.last_key_value().map(|(_, seen)| seen.clone());
        let Some(base) = self.seen.get(&ours).cloned().or(newest) else {
            return Err(SaveProblem::NotReadBack { path: self.path.clone() });
        };
        self.ours = ours;
        self.forget();
        let (earlier, path) = (self.earlier(ours), self.path.clone());
        // Of a throw-away copy nothing stays.
        let none = OwnFolder::none();
        let by = person::name();
        let save = CombiningSave {
            path: &path,
            register,
            form,
            base: &base,
            also,
            earlier: &earlier,
            own: if self.demo.is_some() { &none } else { &self.own },
            by: &by,
            run: &self.run,
            today: clock::today(),
        };
        match save.run(&mut self.ids)? {
            Outcome::Clashing(theirs) => {
                let state = self.remember(theirs.seen.clone());
                Ok(SavedState::Clashing(Arc::new(self.in_words(&theirs, Some(state)))))
            }
            Outcome::Saved { seen, combined, .. } => {
                let register = seen.register.clone();
                let taken = combined.map(|combined| {
                    let theirs = Arc::new(self.in_words(&combined.theirs, None));
                    Box::new(app::theirs::TakenIn {
                        theirs,
                        changes: combined.changes,
                        back_in_review: combined.back_in_review,
                        renamed: combined.renamed,
                        findings: combined.findings,
                    })
                });
                let state = self.remember(seen);
                self.rest_on(state);
                Ok(SavedState::Saved { register, state, taken })
            }
        }
    }

    /// Goes on with another file, which was just made.
    pub(super) fn go_to(&mut self, path: &Path, register: Register, stamp: store::Stamp) -> (Arc<Register>, usize) {
        self.leave();
        self.path = path.to_path_buf();
        self.is_far = is_far(path);
        self.seen.clear();
        let register = Arc::new(register);
        self.ours = self.remember(Seen { register: register.clone(), stamp });
        self.journal_stands();
        (register, self.ours)
    }

    /// Looks whether somebody else changed the file. Nothing where it is as it was when it was looked at last.
    pub(super) fn look(&mut self) -> Option<Changed> {
        match self.poll.as_mut()?.look() {
            Look::Same => {
                self.told = None;
                return None;
            }
            Look::Unknown => return None,
            Look::Gone => {
                let gone = say("theirs.gone", &[("file", &self.name())]);
                return self.tell_once(gone);
            }
            Look::Changed => {}
        }
        let base = self.seen.get(&self.ours)?.clone();
        let (path, versions) = (self.path.clone(), self.versions(&base.register));
        let theirs = match open_theirs(&path, &base.register) {
            Ok(theirs) => theirs,
            // Another program may still be writing it: only what stays so is told.
            Err(problem) => {
                let sentence = problem.sentence();
                return if self.told.as_ref() == Some(&sentence) {
                    self.told = Some(String::new());
                    Some(Changed::Trouble(sentence))
                } else {
                    let was_told = self.told.as_ref().is_some_and(String::is_empty);
                    self.told = Some(if was_told { String::new() } else { sentence });
                    None
                };
            }
        };
        self.told = None;
        let earlier = self.earlier(self.ours);
        let seen = Seen { register: Arc::new(theirs.loaded.register), stamp: theirs.stamp };
        let mut theirs = Theirs::of(&path, seen, &base, &earlier, versions.as_deref(), &mut self.ids);
        // The same activities in memory where they did not change, so that a large register is compared at once.
        let mut shared = merge(&theirs.base, &theirs.base, &theirs.seen.register).register;
        shared.set_stamp(theirs.seen.register.stamp().cloned().unwrap_or_default());
        theirs.seen.register = Arc::new(shared);
        let state = self.remember(theirs.seen.clone());
        self.forget();
        Some(Changed::Saved(Arc::new(self.in_words(&theirs, Some(state)))))
    }

    fn tell_once(&mut self, sentence: String) -> Option<Changed> {
        if self.told.as_ref() == Some(&sentence) {
            return None;
        }
        self.told = Some(sentence.clone());
        Some(Changed::Trouble(sentence))
    }

    /// What somebody else saved, as the screens tell it.
    fn in_words(&self, theirs: &Theirs, state: Option<usize>) -> app::theirs::Theirs {
        let base = Some(theirs.base.clone());
        let words = told(theirs.seen.register.clone(), base, state);
        let by = theirs.who().map(|who| who.trim()).unwrap_or_default();
        let others = presence::others(&self.path, &self.run, Timestamp::now());
        let host = others.into_iter().find(|other| other.who == by && !other.host.is_empty()).map(|other| other.host);
        app::theirs::Theirs { overwrote: theirs.overwrote, host, ..words }
    }

    pub(super) fn name(&self) -> String {
        self.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// A copy of the register beside it that a synchronising program left and nobody has combined yet.
    pub(super) fn copy_beside(&mut self) -> Option<Arc<app::theirs::Theirs>> {
        let base = self.seen.get(&self.ours)?.register.clone();
        let versions = self.versions(&base);
        let copies = conflict_copies::beside(&self.path);
        if copies.is_empty() {
            return None;
        }
        let saves = Saves::beside(&self.path);
        copies.into_iter().find_map(|ConflictCopy { path, made_by }| {
            let register = register_file::open(&path).ok()?.loaded.register;
            if register.stamp().and_then(|stamp| stamp.revision.as_ref()).is_some_and(|name| saves.know(name)) {
                return None;
            }
            let base = common(&base, &register, versions.as_deref(), &mut self.ids)?;
            let words = told(Arc::new(register), base, None);
            let (path, made_by) = (path.to_string_lossy().into_owned(), made_by.name().to_owned());
            let copy = Some(app::theirs::CopyBeside { path, made_by });
            Some(Arc::new(app::theirs::Theirs { copy, ..words }))
        })
    }

    /// Removes a copy that was combined, unless it changed since.
    pub(super) fn remove_copy(&mut self, theirs: &app::theirs::Theirs) -> String {
        let Some(copy) = &theirs.copy else { return String::new() };
        let path = Path::new(&copy.path);
        let same = register_file::open(path).is_ok_and(|opened| {
            opened.loaded.register.stamp() == theirs.register.stamp()
                && crate::domain::diff::between(&opened.loaded.register, &theirs.register).is_empty()
        });
        let removed = same && std::fs::remove_file(path).is_ok();
        say(if removed { "copy-found.removed" } else { "copy-found.not-removed" }, &[("file", copy.name())])
    }
}

/// What a look at the file has shown.
pub(super) enum Changed {
    /// Somebody saved it.
    Saved(Arc<app::theirs::Theirs>),
    /// It is gone, or cannot be read: the sentence for the officer.
    Trouble(String),
}

/// What came of a save.
pub(super) enum SavedState {
    /// It is saved.
    Saved {
        /// What the file holds.
        register: Arc<Register>,
        /// The number of its state.
        state: usize,
        /// What was taken in of others.
        taken: Option<Box<app::theirs::TakenIn>>,
    },
    /// Both changed one value to different ones.
    Clashing(Arc<app::theirs::Theirs>),
}

/// A register that somebody else saved, as the screens tell it.
fn told(register: Arc<Register>, base: Option<Arc<Register>>, state: Option<usize>) -> app::theirs::Theirs {
    let stamp = register.stamp().cloned().unwrap_or_default();
    let who = stamp.by.as_deref().map(str::trim).filter(|who| !who.is_empty()).map(str::to_owned);
    let at = stamp.on.as_deref().and_then(clock::spoken).unwrap_or_else(|| say("theirs.some-time", &[]));
    app::theirs::Theirs {
        state,
        register,
        base,
        overwrote: false,
        stamp,
        who: who.unwrap_or_else(|| say("theirs.somebody", &[])),
        at,
        host: None,
        copy: None,
    }
}

/// The newest state that the file and a copy of it both know: `None` where the copy is known already, nothing inside where
/// there is no such state.
fn common(
    ours: &Arc<Register>,
    copy: &Register,
    versions: Option<&Path>,
    ids: &mut Ids,
) -> Option<Option<Arc<Register>>> {
    let revision = |register: &Register| register.stamp().and_then(|stamp| stamp.revision.clone());
    let previous = |register: &Register| register.stamp().and_then(|stamp| stamp.previous.clone()).unwrap_or_default();
    let name = revision(copy)?;
    let follows = |register: &Register| previous(register).contains(&name);
    // That it stands among the versions kept here proves nothing: the officer's own save is what a synchronising program
    // puts aside when a colleague's came first.
    let is_known = revision(ours).as_ref() == Some(&name) || follows(ours);
    if copy.file().id != ours.file().id || is_known || kept(versions, ids, &follows).is_some() {
        return None;
    }
    if revision(ours).is_some_and(|ours| previous(copy).contains(&ours)) {
        return Some(Some(ours.clone()));
    }
    let both = |register: &Register| {
        revision(register).is_some_and(|name| previous(copy).contains(&name) && previous(ours).contains(&name))
    };
    let one = |register: &Register| revision(register).is_some_and(|name| previous(copy).contains(&name));
    Some(kept(versions, ids, &both).or_else(|| kept(versions, ids, &one)))
}
