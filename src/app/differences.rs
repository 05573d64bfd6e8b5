//! What changed: differences in words, one a row, and what is to be looked at after changes were combined.

use crate::app::command::{Action, Command};
use crate::app::detail::Detail;
use crate::app::document::Document;
use crate::app::layout::fit;
use crate::app::theirs::{TakenIn, Theirs};
use crate::app::told::{name, told};
use crate::app::{Desk, Screen, Step};
use crate::domain::diff::{About, FieldChange, between};
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::merge::Merged;
use crate::domain::register::Register;
use crate::domain::words::say;

/// The screen that lists differences.
#[derive(Clone, Debug)]
pub struct Differences {
    /// What is listed, in a sentence.
    pub heading: String,
    /// The differences.
    pub rows: Vec<Difference>,
    /// The highlighted one.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The first line shown of what went and came.
    pub read_from: usize,
}

/// A difference in words.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Whose it is, or that it is to be looked at.
    pub side: String,
    /// The record.
    pub record: String,
    /// The field.
    pub field: String,
    /// What went, one text a line.
    pub removed: Vec<String>,
    /// What came.
    pub added: Vec<String>,
    /// The activity to go to.
    activity: Option<Id>,
}

impl Differences {
    fn new(heading: String, rows: Vec<Difference>) -> Self {
        Differences { heading, rows, highlight: 0, top: 0, read_from: 0 }
    }

    /// Their changes and yours beside each other, where both changed one value first.
    pub fn of_sides(theirs: &Theirs, merged: &Merged, document: &Document) -> Self {
        let (yours, lexicon) = (document.register(), document.lexicon());
        let clash = merged.clashes.iter().map(|clash| FieldChange {
            about: clash.about.clone(),
            path: clash.path.clone(),
            from: clash.yours.clone(),
            to: clash.theirs.clone(),
            after: None,
        });
        let is_clash = |change: &FieldChange| {
            merged.clashes.iter().any(|clash| (&clash.about, &clash.path) == (&change.about, &change.path))
        };
        let (their, your) = match &theirs.base {
            Some(base) => (between(base, &theirs.register), between(base, yours)),
            None => Default::default(),
        };
        let mut rows = rows("differences.both", clash, &merged.register, lexicon);
        let alone =
            |changes: Vec<FieldChange>| changes.into_iter().filter(|change| !is_clash(change)).collect::<Vec<_>>();
        rows.extend(self::rows("differences.theirs", alone(their).into_iter(), &theirs.register, lexicon));
        rows.extend(self::rows("differences.yours", alone(your).into_iter(), yours, lexicon));
        Differences::new(theirs.sentence(), rows)
    }

    /// What was taken in of somebody else, what is to be looked at first.
    pub fn of(taken: &TakenIn, document: &Document) -> Self {
        let register = document.register();
        let found = taken.findings.iter().map(|finding| {
            let about = About::Activity(finding.activity.clone());
            Difference {
                side: say("differences.look", &[]),
                record: name(&about, register),
                field: finding.message.clone(),
                removed: Vec::new(),
                added: vec![finding.message.clone()],
                activity: Some(finding.activity.clone()),
            }
        });
        let in_review = taken.back_in_review.iter().map(|id| Difference {
            side: say("differences.look", &[]),
            record: name(&About::Activity(id.clone()), register),
            field: say("differences.in-review", &[]),
            removed: Vec::new(),
            added: vec![say("differences.in-review", &[])],
            activity: Some(id.clone()),
        });
        let mut rows: Vec<Difference> = found.chain(in_review).collect();
        let changes = taken.changes.iter().cloned();
        rows.extend(self::rows("differences.theirs", changes, &taken.theirs.register, document.lexicon()));
        Differences::new(taken.theirs.sentence(), rows)
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.rows.len().saturating_sub(1);
        let page = desk.size.clash_lines().saturating_sub(1).max(1);
        let before = self.highlight;
        match command {
            Command::Do(Action::Up) => self.highlight = self.highlight.saturating_sub(1),
            Command::Do(Action::Down) => self.highlight = (self.highlight + 1).min(last),
            Command::Do(Action::First) => self.highlight = 0,
            Command::Do(Action::Last) => self.highlight = last,
            Command::Do(Action::PageDown) => self.read_from += page,
            Command::Do(Action::PageUp) => self.read_from = self.read_from.saturating_sub(page),
            Command::Do(Action::Accept | Action::Open) => return self.open(desk),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        if before != self.highlight {
            self.read_from = 0;
        }
        self.top = fit(self.top, self.highlight, self.highlight, desk.size.clash_rows(self.rows.len()));
        Vec::new()
    }

    /// The activity of the highlighted difference, where it is in the register.
    pub fn activity(&self, document: &Document) -> Option<&Id> {
        let id = self.rows.get(self.highlight)?.activity.as_ref()?;
        document.register().place(id).map(|_| id)
    }

    fn open(&self, desk: &Desk) -> Vec<Step> {
        match self.activity(desk.document) {
            Some(id) => vec![Step::Open(Box::new(Screen::Detail(Detail::new(id.clone(), None))))],
            None => vec![Step::Say(say("differences.nowhere", &[]))],
        }
    }
}

fn rows(
    side: &str,
    changes: impl Iterator<Item = FieldChange>,
    register: &Register,
    lexicon: &Lexicon,
) -> Vec<Difference> {
    let row = |change: FieldChange| {
        let words = told(&change, register, lexicon);
        Difference {
            side: say(side, &[]),
            record: words.record,
            field: words.field,
            removed: words.removed,
            added: words.added,
            activity: if let About::Activity(id) = change.about { Some(id) } else { None },
        }
    };
    changes.map(row).collect()
}
