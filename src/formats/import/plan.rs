//! What an import would do to a register: for each draft whether it is new, changes an activity, is there already, or looks like one.
//!
//! A plan changes nothing. It becomes one [`Edit`], so that one undo takes a whole import out again.

mod before;
mod header;
mod known;
mod lines;
mod marks;
mod rows;
mod update;

use crate::domain::activity::Activity;
use crate::domain::check::Likes;
use crate::domain::diff::{FieldChange, of_records};
use crate::domain::edit::{Change, Edit};
use crate::domain::id::Id;
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Draft, Kind, Look};
use crate::formats::import::ids::derived;
use header::Header;
use known::Known;
use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use update::updated;

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// An item for each draft, file by file in their order.
    pub items: Vec<Item>,
    /// What the organisation and its words gain.
    header: Header,
}

/// What becomes of one draft.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which file, counted from 0.
    pub file: usize,
    /// Which of its drafts, counted from 0.
    pub draft: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// The activity as it would stand in the register.
    pub activity: Arc<Activity>,
    /// What is not taken over because the register says something else that nobody brought in.
    pub kept: Vec<Look>,
}

/// What becomes of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is added.
    New,
    /// It is added, and looks like this one, which is in the register or among the drafts before it.
    Alike(Id),
    /// It is this one, and says something else in these fields.
    Changed(Id, Vec<FieldChange>),
    /// It is this one, and nothing in it differs.
    Same(Id),
}

/// Compares what files brought with a register, and with each other.
pub fn plan<B: Borrow<Brought>>(register: &Register, brought: &[B]) -> Plan {
    let mut planning = Planning::of(register);
    for (file, brought) in brought.iter().enumerate() {
        let brought: &Brought = brought.borrow();
        for (place, draft) in brought.drafts.iter().enumerate() {
            let (fate, activity, kept) = planning.take(brought.source.kind, draft);
            planning.items.push(Item { file, draft: place, fate, activity, kept });
        }
    }
    let header = Header::of(register, brought.iter().map(Borrow::borrow));
    Plan { items: planning.items, header }
}

impl Plan {
    /// Whether nothing at all would be changed, whatever is accepted.
    pub fn is_empty(&self) -> bool {
        self.items.iter().all(|item| matches!(item.fate, Fate::Same(_)))
    }

    /// The edit that makes what is accepted. What the organisation and its words gain comes with it, where anything does.
    pub fn edit(&self, register: &Register, label: String, accepts: impl Fn(&Item) -> bool) -> Edit {
        let mut at = register.activities().len();
        let mut changes = Vec::new();
        for item in self.items.iter().filter(|item| accepts(item)) {
            let after = Subject::Activity(item.activity.clone());
            match &item.fate {
                Fate::New | Fate::Alike(_) => {
                    changes.push(Change { before: None, after: Some(after), at });
                    at += 1;
                }
                Fate::Changed(id, _) => {
                    let Some(before) = register.activity(id).cloned().map(Subject::Activity) else { continue };
                    changes.extend(Edit::replace(String::new(), before, after).changes);
                }
                Fate::Same(_) => {}
            }
        }
        if !changes.is_empty() {
            changes.extend(self.header.changes(register));
        }
        Edit::of(label, changes)
    }

    /// What the edit of an import is called, for «Undid: …».
    pub fn label(count: usize, file: &str) -> String {
        say("import.edit", &[("count", &count.to_string()), ("file", file)])
    }

    /// What the files say of the organisation that the register says otherwise, and that is left as the register has it.
    pub fn left_of_organisation(&self) -> &[String] {
        &self.header.left
    }

    /// How many words the organisation's lists gain.
    pub fn words_gained(&self) -> usize {
        self.header.words
    }
}

impl Item {
    /// Whether it puts something into the register that is not there.
    pub fn is_new(&self) -> bool {
        matches!(self.fate, Fate::New | Fate::Alike(_))
    }
}

/// A plan in the making.
struct Planning<'a> {
    register: &'a Register,
    known: Known<'a>,
    likes: Likes,
    taken: HashSet<Id>,
    /// The activities that a draft before it was.
    claimed: HashSet<Id>,
    /// The drafts that are new, by the id that they came with.
    new: HashMap<Id, Arc<Activity>>,
    items: Vec<Item>,
}

impl<'a> Planning<'a> {
    fn of(register: &'a Register) -> Self {
        let mut taken: HashSet<Id> = std::iter::once(register.file().id.clone()).collect();
        register.activities().iter().for_each(|activity| taken.extend(ids_of(activity)));
        Planning {
            register,
            known: Known::of(register.activities()),
            likes: Likes::of(register.activities()),
            taken,
            claimed: HashSet::new(),
            new: HashMap::new(),
            items: Vec::new(),
        }
    }

    fn take(&mut self, kind: Kind, draft: &Draft) -> (Fate, Arc<Activity>, Vec<Look>) {
        let found = self.known.find(kind, draft, &self.claimed);
        if let Some(there) = found.and_then(|id| self.register.activity(id)) {
            self.claimed.insert(there.id.clone());
            return update(there, kind, draft);
        }
        // A copy of the same file among the files.
        if let Some(there) = self.new.get(&draft.activity.id).filter(|there| says_the_same(there, &draft.activity)) {
            return (Fate::Same(there.id.clone()), there.clone(), Vec::new());
        }
        let alike = self.known.near(draft).or_else(|| self.likes.like(&draft.activity)).cloned();
        let activity = Arc::new(self.with_own_ids(kind, draft));
        self.likes.add(&activity);
        self.new.insert(draft.activity.id.clone(), activity.clone());
        (alike.map_or(Fate::New, Fate::Alike), activity, Vec::new())
    }

    /// The draft with ids that nothing else has; what names a line goes on naming it.
    fn with_own_ids(&mut self, kind: Kind, draft: &Draft) -> Activity {
        let mut activity = draft.activity.clone();
        let mut renamed: HashMap<String, Id> = HashMap::new();
        let mut settle = |id: &mut Id, part: &str| {
            if id.is_missing() || !self.taken.insert(id.clone()) {
                let before = id.as_str().to_owned();
                *id = derived(kind, &format!("{}{part}", draft.key), |id| self.taken.contains(id));
                self.taken.insert(id.clone());
                renamed.insert(before, id.clone());
            }
        };
        settle(&mut activity.id, "");
        for (place, line) in activity.lines.iter_mut().flatten().enumerate() {
            settle(&mut line.id, &format!("\nline {}", place + 1));
        }
        for (place, transfer) in activity.transfers.iter_mut().flatten().enumerate() {
            settle(&mut transfer.id, &format!("\ntransfer {}", place + 1));
        }
        let marks = activity.marks.iter_mut().flatten().map(|mark| &mut mark.line);
        let transfers = activity.transfers.iter_mut().flatten().map(|transfer| &mut transfer.line);
        for line in marks.chain(transfers) {
            if let Some(id) = line.as_deref().and_then(|line| renamed.get(line)) {
                *line = Some(id.as_str().into());
            }
        }
        activity
    }
}

/// What a draft changes in the activity that it is.
fn update(there: &Arc<Activity>, kind: Kind, draft: &Draft) -> (Fate, Arc<Activity>, Vec<Look>) {
    let id = there.id.clone();
    if says_the_same(there, &draft.activity) {
        return (Fate::Same(id), there.clone(), Vec::new());
    }
    let (after, kept) = updated(there, kind, draft);
    let after = Arc::new(after);
    let [old, new] = [there, &after].map(|activity| Subject::Activity(activity.clone()));
    let changes = of_records(Some(&old), Some(&new));
    if changes.is_empty() {
        return (Fate::Same(id), there.clone(), kept);
    }
    (Fate::Changed(id, changes), after, kept)
}

/// Whether two activities say the same but for where they were brought in from.
fn says_the_same(one: &Activity, other: &Activity) -> bool {
    let unmapped = |activity: &Activity| activity.imported.as_ref().and_then(|imported| imported.unmapped.clone());
    let bare = |activity: &Activity| Activity { imported: None, id: Id::default(), ..activity.clone() };
    one == other || (unmapped(one) == unmapped(other) && bare(one) == bare(other))
}

fn ids_of(activity: &Activity) -> impl Iterator<Item = Id> {
    let lines = activity.lines().iter().map(|line| &line.id);
    let transfers = activity.transfers().iter().map(|transfer| &transfer.id);
    std::iter::once(&activity.id).chain(lines).chain(transfers).cloned()
}
