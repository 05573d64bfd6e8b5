//! What somebody else saved: the file as they left it, what was taken in of it, and the question where both changed one value.

use crate::app::command::Action;
use crate::app::document::Document;
use crate::app::menu::{Menu, confirm};
use crate::app::told::name;
use crate::app::{Screen, Step, clashes::Clashes, differences::Differences};
use crate::domain::check::Finding;
use crate::domain::diff::{About, FieldChange, between};
use crate::domain::id::Id;
use crate::domain::merge::{Clash, Doubled, Merged, Renamed, merge};
use crate::domain::register::{Conflict, Register, Stamp};
use crate::domain::words::say;
use std::collections::HashSet;
use std::sync::Arc;

/// The file as somebody else left it, or a copy of it.
#[derive(Clone, Debug)]
pub struct Theirs {
    /// Which state of the file it is, as the outside world numbers them; `None` where it is not the file that is open.
    pub state: Option<usize>,
    /// The register in it.
    pub register: Arc<Register>,
    /// The state that both sides started from; `None` where none is known.
    pub base: Option<Arc<Register>>,
    /// Whether what was last saved here is not in it.
    pub overwrote: bool,
    /// The stamp of their save.
    pub stamp: Stamp,
    /// Who saved it; the word for somebody where the file does not say.
    pub who: String,
    /// When, by the clock of the officer: `10:51`, and the day where it was another one.
    pub at: String,
    /// The computer that it was saved on, where it is known.
    pub host: Option<String>,
    /// Which copy of the file it is, where it is not the file that is open.
    pub copy: Option<CopyBeside>,
}

/// A copy of the register that a synchronising program left beside it, or what the officer saved last and somebody replaced.
#[derive(Clone, Debug)]
pub struct CopyBeside {
    /// Its path.
    pub path: String,
    /// Who gives such names: `OneDrive`.
    pub made_by: String,
    /// Whether it is the officer's own last save, which is not in the file any more.
    pub is_own_save: bool,
}

impl CopyBeside {
    /// Its name without its folder.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path)
    }
}

/// What was taken in of somebody else.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// Their save.
    pub theirs: Arc<Theirs>,
    /// What they changed.
    pub changes: Vec<FieldChange>,
    /// Approved activities that are in review again, because both changed them.
    pub back_in_review: Vec<Id>,
    /// References that both gave to a new activity, and what the later one bears now.
    pub renamed: Vec<Renamed>,
    /// Activities that have one reference since, because the one side gave it to the one and the other to the other.
    pub doubled: Vec<Doubled>,
    /// What is to be looked at: findings that neither side had alone.
    pub findings: Vec<Finding>,
}

impl Theirs {
    /// Your state and theirs made one. Without a state that both know, every difference is a question.
    pub fn merged_with(&self, yours: &Register) -> Merged {
        let Some(base) = &self.base else {
            let clash = |change: FieldChange| Clash {
                about: change.about,
                path: change.path,
                base: None,
                yours: change.from,
                theirs: change.to,
            };
            let is_known = |change: &FieldChange| change.about != About::Register;
            let clashes = between(yours, &self.register).into_iter().filter(is_known).map(clash).collect();
            let (mixed, back_in_review, renamed, doubled) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            return Merged { register: yours.clone(), clashes, mixed, back_in_review, renamed, doubled };
        };
        merge(base, yours, &self.register)
    }

    /// What they changed.
    pub fn changes(&self) -> Vec<FieldChange> {
        self.base.as_ref().map(|base| between(base, &self.register)).unwrap_or_default()
    }

    /// A clash with their save as the register keeps it.
    pub fn kept(&self, clash: &Clash) -> Conflict {
        clash.kept(self.stamp.by.as_deref().unwrap_or_default(), self.stamp.on.as_deref().unwrap_or_default())
    }

    /// `M Price saved this register at 10:51 from PC-204.`
    pub fn sentence(&self) -> String {
        let (who, at) = (&self.who, &self.at);
        match (&self.copy, &self.host) {
            (Some(copy), _) if copy.is_own_save => say("lost-save.sentence", &[("time", at)]),
            (Some(copy), _) => say("theirs.copy", &[("who", who), ("time", at), ("file", copy.name())]),
            (None, Some(host)) => say("theirs.saved-from", &[("who", who), ("time", at), ("host", host)]),
            (None, None) => say("theirs.saved", &[("who", who), ("time", at)]),
        }
    }
}

impl TakenIn {
    /// Their changes, with nothing else to know of them.
    pub fn only(theirs: Arc<Theirs>, changes: Vec<FieldChange>) -> Self {
        let (back_in_review, renamed) = (Vec::new(), Vec::new());
        TakenIn { theirs, changes, back_in_review, renamed, doubled: Vec::new(), findings: Vec::new() }
    }

    /// What officers are to know of it beside the number of changes, a sentence each.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.back_in_review.is_empty() {
            remarks.push(say("taken-in.back-in-review", &[("count", &self.back_in_review.len().to_string())]));
        }
        let renamed = self.renamed.iter().map(|one| say("taken-in.renamed", &[("from", &one.from), ("to", &one.to)]));
        remarks.extend(renamed);
        let doubled = self.doubled.iter().map(|one| say("taken-in.doubled", &[("reference", &one.reference)]));
        remarks.extend(doubled);
        if !self.findings.is_empty() {
            remarks.push(say("taken-in.findings", &[("count", &self.findings.len().to_string())]));
        }
        remarks
    }
}

/// The most activities that are named.
const NAMED: usize = 3;

/// What is to become of theirs and yours: at a save where both changed one value to different ones, or for a copy that was
/// found. The first answer loses nothing.
pub fn question(theirs: &Arc<Theirs>, document: &Document) -> Menu {
    let merged = theirs.merged_with(document.register());
    let count = merged.clashes.len();
    let number = count.to_string();
    let open = |screen| Step::Open(Box::new(screen));
    let mut combine = vec![open(Screen::Clashes(Clashes::with(theirs.clone(), &merged, document)))];
    if count == 0 {
        // Nothing is left to decide.
        combine.push(Step::Do(Action::Save));
    }
    let differences = Differences::of_sides(theirs, &merged, document);
    let look = vec![Step::Ask(theirs.clone()), open(Screen::Differences(differences))];
    let (combine_id, look_id) =
        (if count == 0 { "changed.combine.clean" } else { "changed.combine" }, "changed.differences");
    let mut answers = vec![(say(combine_id, &[("count", &number)]), combine), (say(look_id, &[]), look)];
    let is_own_save = theirs.copy.as_ref().is_some_and(|copy| copy.is_own_save);
    if is_own_save {
        answers.push((say("lost-save.later", &[]), Vec::new()));
        answers.push((say("lost-save.leave-out", &[]), vec![Step::LeaveOut]));
    } else if theirs.copy.is_some() {
        answers.push((say("copy-found.later", &[]), Vec::new()));
    } else {
        answers.push((say("changed.elsewhere", &[]), vec![Step::Do(Action::SaveAs)]));
        answers.push((say("changed.use-theirs", &[]), vec![Step::KeepCopy(theirs.clone())]));
    }
    let title = match &theirs.copy {
        Some(_) if is_own_save => "lost-save.title",
        Some(_) => "copy-found.title",
        None => "changed.title",
    };
    let mut menu = confirm(say(title, &[]), answers);
    menu.lead = lead(theirs, &merged, document);
    menu.esc = "Decide later";
    menu
}

fn lead(theirs: &Theirs, merged: &Merged, document: &Document) -> Vec<String> {
    let yours = document.register();
    let found = theirs.copy.as_ref().filter(|copy| !copy.is_own_save);
    let found = found.map(|copy| say("copy-found.lead", &[("program", &copy.made_by), ("file", copy.name())]));
    let mut lead: Vec<String> = found.into_iter().collect();
    lead.push(theirs.sentence());
    if theirs.copy.as_ref().is_some_and(|copy| copy.is_own_save) {
        let by = document.saved().stamp().and_then(|stamp| stamp.by.as_deref()).map(str::trim);
        let by = by.filter(|by| !by.is_empty()).map_or_else(|| say("theirs.somebody", &[]), str::to_owned);
        lead.push(say("lost-save.lead", &[("who", &by)]));
    }
    if theirs.overwrote {
        lead.push(say("theirs.overwrote", &[("who", &theirs.who)]));
    }
    if document.unsaved() > 0 {
        lead.push(say("changed.safe", &[("count", &document.unsaved().to_string())]));
    }
    lead.push(String::new());
    if let Some(base) = &theirs.base {
        lead.push(say("changed.theirs", &[("extent", &extent(&between(base, &theirs.register)))]));
        lead.push(say("changed.yours", &[("extent", &extent(&between(base, yours)))]));
    }
    let mut seen = HashSet::new();
    let records = merged.clashes.iter().map(|clash| &clash.about).filter(|about| seen.insert((*about).clone()));
    let records: Vec<&About> = records.collect();
    for about in records.iter().take(NAMED) {
        let count = merged.clashes.iter().filter(|clash| clash.about == **about).count().to_string();
        let name = name(about, &merged.register);
        lead.push(say("changed.both", &[("name", &name), ("count", &count)]));
    }
    if let Some(more) = records.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lead.push(say("leave.more", &[("count", &more.to_string())]));
    }
    lead
}

/// `3 activities changed, 1 added`
pub fn extent(changes: &[FieldChange]) -> String {
    let (mut changed, mut added, mut deleted) = (HashSet::new(), 0_usize, 0_usize);
    let mut others = HashSet::new();
    for change in changes {
        match &change.about {
            About::Activity(_) if change.path.is_whole() && change.from.is_none() => added += 1,
            About::Activity(_) if change.path.is_whole() && change.to.is_none() => deleted += 1,
            About::Activity(id) => {
                changed.insert(id);
            }
            about => {
                others.insert(about);
            }
        }
    }
    let counted = [("extent.changed", changed.len()), ("extent.added", added), ("extent.deleted", deleted)];
    let mut words: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(id, count)| say(id, &[("count", &count.to_string())]))
        .collect();
    words.extend(others.contains(&About::Organisation).then(|| say("extent.organisation", &[])));
    words.extend(others.contains(&About::Vocabulary).then(|| say("extent.words", &[])));
    words.extend(others.contains(&About::Register).then(|| say("extent.register", &[])));
    if words.is_empty() { say("extent.nothing", &[]) } else { words.join(", ") }
}
