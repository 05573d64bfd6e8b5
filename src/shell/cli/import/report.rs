//! What an import comes to, whatever the shape of the answer: rows added, changed, left out, and those that want an officer's eye.

use crate::domain::activity::Activity;
use crate::domain::diff::FieldChange;
use crate::domain::fold::fold;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Draft, Look};
use crate::formats::import::plan::{Fate, Item, Plan};
use std::collections::HashSet;
use std::path::Path;

/// What an import comes to.
pub(super) struct Report<'a> {
    pub(super) brought: &'a [Brought],
    pub(super) plan: &'a Plan,
    pub(super) before: &'a Register,
    pub(super) after: &'a Register,
    pub(super) update: bool,
    pub(super) dry_run: bool,
}

/// A row that is left out, with the reason; and the activity that it is, where it is one.
pub(super) struct LeftOut<'a> {
    pub(super) file: usize,
    pub(super) row: usize,
    pub(super) reason: String,
    pub(super) activity: Option<&'a Activity>,
    /// Whether anything of it is missing in the register.
    pub(super) is_missing: bool,
}

impl<'a> Report<'a> {
    /// The activities that are added.
    pub(super) fn added(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        self.plan.items.iter().filter(|item| item.is_new())
    }

    /// The activities that are changed.
    pub(super) fn updated(&self) -> impl Iterator<Item = (&'a Item, &'a [FieldChange])> + use<'a> {
        let update = self.update;
        self.plan.items.iter().filter(move |_| update).filter_map(|item| match &item.fate {
            Fate::Changed(_, changes) => Some((item, changes.as_slice())),
            _ => None,
        })
    }

    /// The draft behind an item.
    pub(super) fn draft(&self, item: &Item) -> Option<&'a Draft> {
        self.brought.get(item.file)?.drafts.get(item.draft)
    }

    /// The row of an item.
    pub(super) fn row(&self, item: &Item) -> usize {
        self.draft(item).map_or(0, |draft| draft.at)
    }

    /// The rows that are left out, file by file.
    pub(super) fn left_out(&self) -> Vec<LeftOut<'a>> {
        let mut left = Vec::new();
        for (file, brought) in self.brought.iter().enumerate() {
            let skipped = brought.skipped.iter().map(|skipped| {
                let sheet = skipped.sheet.as_deref();
                let reason = match sheet {
                    Some(sheet) => say("import.on-sheet", &[("sheet", sheet), ("reason", &skipped.reason)]),
                    None => skipped.reason.clone(),
                };
                LeftOut { file, row: skipped.row, reason, activity: None, is_missing: true }
            });
            left.extend(skipped);
            left.extend(self.plan.items.iter().filter(|item| item.file == file).filter_map(|item| {
                let activity = Some(item.activity.as_ref());
                let name = [("activity", item.activity.name())];
                let (reason, is_missing) = match &item.fate {
                    Fate::Same(_) => (say("import.same", &name), false),
                    Fate::Changed(..) if !self.update => (say("import.there", &name), true),
                    _ => return None,
                };
                Some(LeftOut { file, row: self.row(item), reason, activity, is_missing })
            }));
        }
        left
    }

    /// What wants an officer's eye, each with its file.
    pub(super) fn looks(&self) -> Vec<(usize, Look)> {
        let mut looks = Vec::new();
        for (file, brought) in self.brought.iter().enumerate() {
            looks.extend(brought.looks.iter().cloned().map(|look| (file, look)));
            for item in self.plan.items.iter().filter(|item| item.file == file) {
                looks.extend(self.alike(item).map(|look| (file, look)));
                let is_told = self.update || matches!(item.fate, Fate::Same(_));
                looks.extend(item.kept.iter().filter(|_| is_told).cloned().map(|look| (file, look)));
            }
        }
        looks
    }

    fn alike(&self, item: &Item) -> Option<Look> {
        let Fate::Alike(id) = &item.fate else { return None };
        // A row that repeats another one is told with that one.
        let draft = self.draft(item).filter(|draft| draft.repeats.is_none())?;
        let there = self.before.activity(id).or_else(|| self.after.activity(id))?;
        let reason = say("import.look.alike", &[("activity", there.name())]);
        Some(Look { row: draft.at, heading: "title".into(), value: item.activity.name().into(), reason })
    }

    /// The headings that found no field.
    pub(super) fn unmapped(&self) -> Vec<&'a str> {
        let columns = self.brought.iter().flat_map(|brought| &brought.mapping);
        columns.filter(|column| column.field.is_none()).map(|column| &*column.heading).collect()
    }

    /// Whether rows were left out or want an officer's eye.
    pub(super) fn looks_needed(&self) -> bool {
        !self.looks().is_empty() || self.left_out().iter().any(|left| left.is_missing)
    }

    /// What was done, or would be, in one sentence or two.
    pub(super) fn summary(&self, saved: Option<&Path>) -> String {
        let count = |number: usize| number.to_string();
        let (added, updated) = (self.added().count(), self.updated().count());
        let file = saved.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        let mut said = Vec::new();
        if added == 0 && updated == 0 {
            said.push(say(if self.plan.items.is_empty() { "import.nothing" } else { "import.nothing-new" }, &[]));
        }
        if added > 0 {
            let id = if self.dry_run { "import.would-add" } else { "import.added" };
            said.push(say(id, &[("count", &count(added)), ("file", &file)]));
        }
        if updated > 0 {
            let id = if self.dry_run { "import.would-change" } else { "import.changed" };
            said.push(say(id, &[("count", &count(updated)), ("file", &file)]));
        }
        let left = self.left_out().iter().filter(|left| left.is_missing).count();
        if left > 0 {
            said.push(say("import.left-out", &[("count", &count(left))]));
        }
        let looks = self.looks().len();
        if looks > 0 {
            said.push(say("import.looks", &[("count", &count(looks))]));
        }
        said.join(". ")
    }

    /// What else is to be told: of the organisation, its words, and approvals.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let left = self.plan.left_of_organisation();
        if !left.is_empty() {
            told.push(say("import.organisation-left", &[("members", &left.join("; "))]));
        }
        let own = self.own_words();
        if own > 0 {
            told.push(say("import.own-words", &[("count", &own.to_string())]));
        }
        let words = self.plan.words_gained();
        if words > 0 && self.added().chain(self.updated().map(|(item, _)| item)).next().is_some() {
            told.push(say("import.words", &[("count", &words.to_string())]));
        }
        for (item, _) in self.updated() {
            let approved =
                |register: &Register| register.activity(&item.activity.id).is_some_and(|there| there.is_approved());
            if approved(self.before) && !approved(self.after) {
                told.push(say("cli.back-in-review", &[("name", item.activity.name())]));
            }
        }
        told
    }

    /// How many words of what is added no list has.
    fn own_words(&self) -> usize {
        let words = self.added().filter_map(|item| self.draft(item)).flat_map(|draft| &draft.own_words);
        words.map(|(list, words)| (*list, fold(words))).collect::<HashSet<_>>().len()
    }

    /// The name of a file where there are several, else nothing.
    pub(super) fn file(&self, file: usize) -> Option<&'a str> {
        let named = self.brought.get(file).map(|brought| &*brought.source.file);
        named.filter(|_| self.brought.len() > 1)
    }
}
