//! Bringing back work that was not saved: the question at the start, and the list of what it changed.

use crate::app::command::{Action, Command};
use crate::app::document::Document;
use crate::app::found_work::{FoundChange, FoundWork, Hindrance, extent};
use crate::app::layout::fit;
use crate::app::menu::{Menu, MenuLine};
use crate::app::program::WorkStep;
use crate::app::told::{Told, told, value_at};
use crate::app::{Desk, Step};
use crate::domain::date::long;
use crate::domain::words::say;

/// The list of what found work changed, each to be brought back or not.
#[derive(Clone, Debug)]
pub struct BringBack {
    /// The name of its journal.
    pub work: String,
    /// When it ended, in words.
    pub closed: String,
    /// The changes.
    pub changes: Vec<FoundChange>,
    /// The highlighted change.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
}

/// A change in words, a row each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldChange {
    /// What it is about.
    pub heading: String,
    /// What goes and comes, or what stands where and why.
    pub rows: Vec<String>,
}

/// What Esc comes to.
const LATER: &str = "Decide later";

/// The most rows that one change takes.
const ROWS: usize = 6;

impl BringBack {
    /// The list of a work, on its first change.
    pub fn new(work: &FoundWork, changes: Vec<FoundChange>) -> Self {
        BringBack { work: work.name.clone(), closed: when(work), changes, highlight: 0, top: 0 }
    }

    /// How many are ticked.
    pub fn ticked(&self) -> usize {
        self.changes.iter().filter(|change| change.taken).count()
    }

    /// The changes in words.
    pub fn told(&self, desk: &Desk) -> Vec<ToldChange> {
        self.changes.iter().map(|change| in_words(change, desk)).collect()
    }

    /// The first row to show, of so many.
    pub fn top(&self, told: &[ToldChange], height: usize) -> usize {
        let rows = |told: &ToldChange| told.rows.len() + 1;
        let first: usize = told.iter().take(self.highlight).map(rows).sum();
        let last = first + told.get(self.highlight).map_or(0, rows).saturating_sub(1);
        fit(self.top, first, last, height)
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let last = self.changes.len().saturating_sub(1);
        let page = (desk.size.page() / 3).max(1);
        match command {
            Command::Do(action) if action.moves() => self.highlight = action.moved(self.highlight, last, page),
            Command::Do(Action::Tick) | Command::Type(' ') => return self.tick(),
            Command::Do(Action::TickAll) => self.tick_all(),
            Command::Do(Action::Accept) if self.ticked() == 0 => {
                return vec![Step::Say(say("work.nothing-ticked", &[]))];
            }
            Command::Do(Action::Accept) => return vec![Step::Work(WorkStep::Take(Box::new(self.clone())))],
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = self.top(&self.told(desk), desk.size.page());
        Vec::new()
    }

    fn tick(&mut self) -> Vec<Step> {
        let Some(change) = self.changes.get_mut(self.highlight) else { return Vec::new() };
        if change.hindrance == Some(Hindrance::Gone) {
            return vec![Step::Say(say("work.gone", &[]))];
        }
        change.taken = !change.taken;
        Vec::new()
    }

    fn tick_all(&mut self) {
        let all = self.changes.iter().all(|change| change.taken || change.hindrance == Some(Hindrance::Gone));
        for change in self.changes.iter_mut().filter(|change| change.hindrance != Some(Hindrance::Gone)) {
            change.taken = !all;
        }
    }
}

/// A change in words: what goes and what comes; of a clash both values, of one that found no place its value.
fn in_words(found: &FoundChange, desk: &Desk) -> ToldChange {
    let lexicon = desk.document.lexicon();
    let change = &found.change;
    let Told { record, field, removed, added } = told(change, desk.document.register(), lexicon);
    let value = |value| value_at(&change.about, &change.path, value, lexicon).join("; ");
    let rows = match found.hindrance {
        None => {
            let (removed, added) = where_they_differ(removed, added);
            changed(&removed, &added)
        }
        Some(Hindrance::Clash) => vec![
            say("work.clash.now", &[("value", &value(change.from.as_ref()))]),
            say("work.clash.work", &[("value", &value(change.to.as_ref()))]),
        ],
        Some(Hindrance::Gone) => {
            vec![say("work.gone", &[]), say("work.clash.work", &[("value", &value(change.to.as_ref()))])]
        }
    };
    let id = if found.hindrance == Some(Hindrance::Clash) { "work.change.clash" } else { "work.change" };
    ToldChange { heading: say(id, &[("record", &record), ("field", &field)]), rows }
}

/// What goes and what comes, a row each; long lists are cut with their number told.
fn changed(removed: &[String], added: &[String]) -> Vec<String> {
    let cut = |texts: &[String], id: &str| {
        let texts: Vec<&String> = texts.iter().filter(|text| !text.trim().is_empty()).collect();
        let more = texts.len().saturating_sub(ROWS / 2);
        let shown = if more == 1 { texts.len() } else { texts.len() - more };
        let mut rows: Vec<String> = texts.iter().take(shown).map(|text| say(id, &[("value", text)])).collect();
        if more > 1 {
            rows.push(say("work.more", &[("count", &more.to_string())]));
        }
        rows
    };
    let mut rows = cut(removed, "work.removed");
    rows.extend(cut(added, "work.added"));
    rows
}

/// How much of what two long texts share is shown before the place where they part, in letters.
const BEFORE: usize = 24;

/// Of the lines of two texts those that differ; of two single lines the end from a little before the place where they part.
fn where_they_differ(mut removed: Vec<String>, mut added: Vec<String>) -> (Vec<String>, Vec<String>) {
    let shared = removed.iter().zip(&added).take_while(|(old, new)| old == new).count();
    removed.drain(..shared);
    added.drain(..shared);
    let shared = removed.iter().rev().zip(added.iter().rev()).take_while(|(old, new)| old == new).count();
    removed.truncate(removed.len() - shared);
    added.truncate(added.len() - shared);
    let ([old], [new]) = (removed.as_slice(), added.as_slice()) else { return (removed, added) };
    let shared = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let Some(cut) = shared.checked_sub(BEFORE).filter(|cut| *cut > BEFORE) else { return (removed, added) };
    let rest = |text: &str| {
        let rest: String = text.chars().skip(cut).collect();
        let from_a_word = rest.split_once(' ').map_or(rest.as_str(), |(_, words)| words);
        say("work.from-here", &[("text", from_a_word)])
    };
    (vec![rest(old)], vec![rest(new)])
}

/// When a work ended, as `24 November 2026 at 10:51`.
fn when(work: &FoundWork) -> String {
    let time = format!("{:02}:{:02}", work.closed.hour(), work.closed.minute());
    say("work.when", &[("day", &long(work.closed.date())), ("time", &time)])
}

/// The question at the start: what was found, whose it is, and how it stands to the register.
pub fn question(work: &FoundWork, changes: &[FoundChange], document: &Document, user: &str) -> Menu {
    let name = || work.name.clone();
    let when = when(work);
    let Some(header) = &work.header else {
        let lines = vec![
            MenuLine::new(say("work.later", &[]), Vec::new()),
            MenuLine::new(say("work.aside", &[]), vec![Step::Work(WorkStep::PutAside(name()))]),
        ];
        let lead = vec![say("work.unreadable", &[("when", &when)])];
        return Menu { esc: LATER, ..Menu::new(question_title(), lead, lines) };
    };
    let mut lead = vec![say("work.lead", &[("when", &when), ("extent", &extent(changes))])];
    if !header.who.is_empty() && header.who != user {
        lead.push(say("work.by", &[("who", &header.who)]));
    }
    if work.made_in.another_register {
        lead.push(say("work.another-register", &[]));
    } else if work.made_in.another_file {
        lead.push(say("work.another-file", &[("file", &header.path)]));
    }
    let count = |hindrance| changes.iter().filter(|change| change.hindrance == Some(hindrance)).count();
    let (clashes, gone) = (count(Hindrance::Clash), count(Hindrance::Gone));
    if work.made_in.moved_on && clashes + gone == 0 {
        lead.push(say("work.moved-on", &[]));
    }
    if clashes > 0 {
        lead.push(say("work.clashes", &[("count", &clashes.to_string())]));
    }
    if gone > 0 {
        lead.push(say("work.some-gone", &[("count", &gone.to_string())]));
    }
    if work.is_cut {
        lead.push(say("work.cut", &[]));
    }
    let back = match &document.read_only {
        None => MenuLine::new(say("work.bring-back", &[]), vec![Step::Work(WorkStep::BringBack(name()))]),
        Some(reason) => {
            lead.push(reason.clone());
            let line = MenuLine::new(say("work.bring-back", &[]), Vec::new());
            MenuLine { available: false, ..line }.with_note(say("work.not-now", &[]))
        }
    };
    let lines = vec![
        back,
        MenuLine::new(say("work.show", &[]), vec![Step::Work(WorkStep::Show(name()))]),
        MenuLine::new(say("work.aside", &[]), vec![Step::Work(WorkStep::PutAside(name()))]),
    ];
    Menu { esc: LATER, ..Menu::new(question_title(), lead, lines) }
}

/// A work as a line of the list of all found work.
pub fn line(work: &FoundWork, changes: &[FoundChange]) -> MenuLine {
    if work.header.is_none() {
        let line = MenuLine::new(when(work), Vec::new()).with_note(say("work.unreadable.short", &[]));
        return MenuLine { available: false, ..line };
    }
    MenuLine::new(when(work), vec![Step::Work(WorkStep::Show(work.name.clone()))]).with_note(extent(changes))
}

/// The list of all found work.
pub fn list(lines: Vec<MenuLine>) -> Menu {
    Menu::new(title(), vec![say("work.list.lead", &[])], lines)
}

/// The heading of the question at the start.
pub fn question_title() -> String {
    say("work.title", &[])
}

/// The heading of the list of all found work.
pub fn title() -> String {
    say("work.list", &[])
}
