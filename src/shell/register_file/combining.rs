//! Saving over a file that somebody else changed meanwhile: both people's changes become one register, or the officer is asked.

use super::{OpenProblem, Opened, SaveProblem, SavedRegister, Saving, open, save};
use crate::domain::Text;
use crate::domain::check::Finding;
use crate::domain::diff::{FieldChange, between};
use crate::domain::id::Ids;
use crate::domain::merge::{Doubled, Merged, Renamed, merge};
use crate::domain::register::{Register, Stamp};
use crate::formats::history::What;
use crate::formats::json::{Form, beginning};
use crate::shell::own_folder::OwnFolder;
use crate::shell::store::poll::{Look, Poll};
use crate::shell::store::{self, Change, StoreProblem, versions};
use crate::shell::{register_file, register_history};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A state of the file that this session has read or written.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The register in it.
    pub register: Arc<Register>,
    /// What the file held; a save on top of it expects to find this again.
    pub stamp: store::Stamp,
}

/// A save that takes in what others saved meanwhile.
pub struct CombiningSave<'a> {
    /// The file.
    pub path: &'a Path,
    /// What is to be saved.
    pub register: &'a Register,
    /// The form of the file.
    pub form: Form,
    /// The state of the file that `register` was made from.
    pub base: &'a Seen,
    /// Other revisions whose changes are in `register`.
    pub also: &'a [Text],
    /// Earlier states of the file, the newest last.
    pub earlier: &'a [Seen],
    /// Where earlier versions are kept.
    pub own: &'a OwnFolder,
    /// Who saves.
    pub by: &'a str,
    /// This run among those who have the file open.
    pub run: &'a str,
    /// The day, for what is to be looked at.
    pub today: Date,
}

/// What came of a save.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is saved.
    Saved {
        /// What the file holds now.
        seen: Seen,
        /// What the officer should know of the save.
        notes: Vec<store::Note>,
        /// What was taken in of others, where the file had changed.
        combined: Option<Box<Combined>>,
    },
    /// Both changed one value to different ones; nothing is written.
    Clashing(Box<Theirs>),
}

/// What was taken in of somebody else.
#[derive(Clone, Debug)]
pub struct Combined {
    /// Their save.
    pub theirs: Theirs,
    /// What they changed.
    pub changes: Vec<FieldChange>,
    /// Approved activities that are in review again, because both changed them.
    pub back_in_review: Vec<crate::domain::id::Id>,
    /// References that both gave to a new activity, and what the later one bears now.
    pub renamed: Vec<Renamed>,
    /// Activities that have one reference since.
    pub doubled: Vec<Doubled>,
    /// What is to be looked at: findings that neither side had alone.
    pub findings: Vec<Finding>,
}

/// The file as somebody else left it, and the state that both sides know.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// What the file holds.
    pub seen: Seen,
    /// The newest state that both sides started from.
    pub base: Arc<Register>,
    /// Whether what was last saved here is not in it: they replaced the file without having read it.
    pub overwrote: bool,
}

/// How often a save is tried on a file that changes again and again.
const TRIES: usize = 10;

impl CombiningSave<'_> {
    /// Saves; where the file changed meanwhile, on top of it, with both people's changes.
    ///
    /// # Errors
    /// The file went, cannot be read any more, or became another register; or the disk does not take it. Nothing is written.
    pub fn run(&self, ids: &mut Ids) -> Result<Outcome, SaveProblem> {
        let mut stamp = self.base.stamp.clone();
        let mut before = self.base.register.clone();
        let mut also = self.also.to_vec();
        let mut form = self.form;
        let mut combined: Option<(Option<Combined>, Register)> = None;
        let mut last = None;
        for _ in 0..TRIES {
            let register = combined.as_ref().map_or(self.register, |(_, register)| register);
            let on_top = Saving {
                path: self.path,
                register,
                form,
                before: &before,
                expect: &stamp,
                by: self.by,
                own: self.own,
                why: combined.as_ref().map(|_| "merge"),
                run: self.run,
                also: &also,
            };
            match self.save_unless_changed(&on_top, ids) {
                Ok(SavedRegister { stamp, register: mut in_file, saved, notes }) => {
                    in_file.set_stamp(saved);
                    let register = in_file;
                    let seen = Seen { register: Arc::new(register), stamp };
                    return Ok(Outcome::Saved {
                        seen,
                        notes,
                        combined: combined.and_then(|(told, _)| told).map(Box::new),
                    });
                }
                Err(
                    problem @ SaveProblem::Store(StoreProblem::ChangedOnDisk {
                        change: Change::Changed | Change::Overwritten,
                        ..
                    }),
                ) => {
                    last = Some(problem);
                }
                Err(problem) => return Err(problem),
            }
            let theirs = self.look()?;
            form = theirs.1;
            let theirs = theirs.0;
            let merged = merge(&theirs.base, self.register, &theirs.seen.register);
            if !merged.clashes.is_empty() {
                return Ok(Outcome::Clashing(Box::new(theirs)));
            }
            stamp = theirs.seen.stamp.clone();
            before = theirs.seen.register.clone();
            also = self.also.to_vec();
            also.extend(self.base.register.stamp().and_then(|stamp| stamp.revision.clone()));
            // A save that the disk did not confirm left our own changes there: nobody else's are taken in then.
            let is_ours = between(self.register, &theirs.seen.register).is_empty();
            let (told, register) = self.told(theirs, merged);
            combined = Some(((!is_ours).then_some(told), register));
        }
        Err(last.unwrap_or(SaveProblem::NotReadBack { path: self.path.to_path_buf() }))
    }

    /// Saves. A large register is not written and read back first for a file that is another one already.
    fn save_unless_changed(&self, on_top: &Saving, ids: &mut Ids) -> Result<SavedRegister, SaveProblem> {
        #[cfg(feature = "unsafe-save")]
        if store::careless::is_wanted() {
            return save(on_top, ids);
        }
        if Poll::new(self.path, on_top.expect).look() == Look::Changed {
            let (path, change) = (self.path.to_path_buf(), Change::Changed);
            return Err(SaveProblem::Store(StoreProblem::ChangedOnDisk { path, change }));
        }
        save(on_top, ids)
    }

    /// The file as it is now.
    fn look(&self) -> Result<(Theirs, Form), SaveProblem> {
        let theirs = open_theirs(self.path, &self.base.register)?;
        let form = theirs.loaded.form;
        let theirs = Seen { register: Arc::new(theirs.loaded.register), stamp: theirs.stamp };
        let versions = versions_of(self.own, self.register);
        Ok((Theirs::of(self.path, theirs, self.base, self.earlier, versions.as_deref()), form))
    }

    fn told(&self, theirs: Theirs, merged: Merged) -> (Combined, Register) {
        let findings = merged.new_findings(self.register, &theirs.seen.register, self.today);
        let changes = between(&theirs.base, &theirs.seen.register);
        let Merged { mut register, back_in_review, renamed, doubled, .. } = merged;
        // The save on top names their revision as the one before.
        register.set_stamp(theirs.seen.register.stamp().cloned().unwrap_or_default());
        (Combined { theirs, changes, back_in_review, renamed, doubled, findings }, register)
    }
}

/// Opens the file of a register that is open here, after somebody else changed it. What they left alone is in memory once.
///
/// # Errors
/// It cannot be read, or is not the same register any more.
pub fn open_theirs(path: &Path, ours: &Register) -> Result<Opened, SaveProblem> {
    let unread = |problem| match problem {
        OpenProblem::Store(StoreProblem::Missing { path }) => {
            SaveProblem::Store(StoreProblem::ChangedOnDisk { path, change: Change::Removed })
        }
        problem => SaveProblem::NotReadable(problem),
    };
    let mut theirs = open(path).map_err(unread)?;
    let path = path.to_path_buf();
    if let Some(version) = theirs.loaded.newer {
        return Err(SaveProblem::TheirsNewer { path, version });
    }
    if theirs.loaded.register.file().id != ours.file().id {
        return Err(SaveProblem::AnotherRegister { path });
    }
    theirs.loaded.register = theirs.loaded.register.shared_with(ours);
    Ok(theirs)
}

impl Theirs {
    /// Finds the state that both sides know. The history beside `path` tells it best. `earlier` are states of the file that this session has seen, the newest last.
    pub fn of(path: &Path, seen: Seen, ours: &Seen, earlier: &[Seen], versions: Option<&Path>) -> Theirs {
        let register = seen.register.clone();
        if follows(&register, &ours.register) || Saves::beside(path).lead(&register, &ours.register) {
            return Theirs { seen, base: ours.register.clone(), overwrote: false };
        }
        let find = |name: &Text| {
            let is_it = |candidate: &Register| revision(candidate) == Some(name);
            let known = earlier.iter().rev().map(|seen| &seen.register).find(|candidate| is_it(candidate)).cloned();
            known.or_else(|| kept(versions, &|stamp| stamp.revision.as_ref() == Some(name)))
        };
        // Their save names what it was made on. Where that is nothing but older states than ours, ours is not in it.
        let rolled_back = revision(&register).and_then(find);
        let named: Option<Vec<Arc<Register>>> = previous(&register).iter().map(find).collect();
        let older = rolled_back.or_else(|| named?.into_iter().next());
        if let Some(base) = older {
            return Theirs { seen, base, overwrote: true };
        }
        // Several saves lie between. Where every change of our last save is gone again, it was never in theirs.
        let base = previous(&ours.register).first().and_then(find);
        if let Some(base) = base {
            let gone = between(&ours.register, &register);
            let taken_back = |change: &FieldChange| {
                let place = (&change.about, &change.path, &change.from);
                gone.iter().any(|other| (&other.about, &other.path, &other.to) == place)
            };
            let ours_changed = between(&base, &ours.register);
            if !ours_changed.is_empty() && ours_changed.iter().all(taken_back) {
                return Theirs { seen, base, overwrote: true };
            }
        }
        Theirs { seen, base: ours.register.clone(), overwrote: false }
    }

    /// Who saved it; nothing where the file does not say.
    pub fn who(&self) -> Option<&Text> {
        self.seen.register.stamp()?.by.as_ref()
    }
}

/// The saves that the history beside a register tells of: each revision with those that it was made from.
pub struct Saves(HashMap<Text, Vec<Text>>);

impl Saves {
    /// Those beside a file; none where there is no history that can be read.
    pub fn beside(path: &Path) -> Self {
        let history = register_history::read(path).ok().flatten();
        let entries = history.iter().flat_map(|found| found.history.entries());
        let stamps = entries.filter_map(|entry| match &entry.what {
            What::Save { stamp, .. } => Some(stamp.as_ref().clone()),
            What::Found { stamp, .. } => stamp.as_deref().cloned(),
            _ => None,
        });
        Saves(stamps.filter_map(|stamp| Some((stamp.revision?, stamp.previous.unwrap_or_default()))).collect())
    }

    /// Whether a revision is among them, or one of them was made from it.
    pub fn know(&self, name: &Text) -> bool {
        self.0.contains_key(name) || self.0.values().any(|previous| previous.contains(name))
    }

    /// With those that the kept versions tell of, where the history lacks them.
    #[must_use]
    pub fn and_of_versions(mut self, versions: Option<&Path>) -> Self {
        for version in versions.map(versions::list).unwrap_or_default() {
            let bytes = versions.and_then(|folder| versions::beginning(folder, &version.sha256).ok());
            if let Some(Stamp { revision: Some(name), previous, .. }) = bytes.and_then(|bytes| beginning::stamp(&bytes))
            {
                self.0.entry(name).or_insert_with(|| previous.unwrap_or_default());
            }
        }
        self
    }

    /// Whether they lead from one state to a later one.
    pub fn lead(&self, later: &Register, earlier: &Register) -> bool {
        let Some(goal) = revision(earlier) else { return false };
        if revision(later) == Some(goal) {
            return true;
        }
        let mut open: Vec<&Text> = previous(later).iter().collect();
        let mut seen: HashSet<&Text> = HashSet::new();
        while let Some(name) = open.pop() {
            if name == goal {
                return true;
            }
            if seen.insert(name) {
                open.extend(self.0.get(name).into_iter().flatten());
            }
        }
        false
    }
}

/// Whether a register was saved on top of another state, as its stamp says; one that was changed by hand bears the same stamp.
fn follows(later: &Register, earlier: &Register) -> bool {
    let Some(name) = revision(earlier) else { return true };
    revision(later) == Some(name) || previous(later).iter().any(|other| other == name)
}

fn revision(register: &Register) -> Option<&Text> {
    register.stamp()?.revision.as_ref()
}

fn previous(register: &Register) -> &[Text] {
    register.stamp().and_then(|stamp| stamp.previous.as_deref()).unwrap_or_default()
}

/// Where the earlier versions of a register are kept.
pub fn versions_of(own: &OwnFolder, register: &Register) -> Option<PathBuf> {
    own.versions(register.file().id.as_str())
}

/// The newest version that is kept and whose stamp is looked for.
pub fn kept(versions: Option<&Path>, wanted: &dyn Fn(&Stamp) -> bool) -> Option<Arc<Register>> {
    let folder = versions?;
    versions::list(folder).iter().find_map(|version| {
        // Thirty versions of a large register are not read whole to find the one.
        let beginning = versions::beginning(folder, &version.sha256).ok()?;
        if beginning::stamp(&beginning).is_some_and(|stamp| !wanted(&stamp)) {
            return None;
        }
        let bytes = versions::find(folder, &version.sha256)?;
        let register = register_file::read(&bytes, &version.sha256).ok()?.register;
        register.stamp().is_some_and(wanted).then(|| Arc::new(register))
    })
}
