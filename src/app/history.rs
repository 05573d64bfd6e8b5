//! The history screen: the saves on the left, what differs between one of them and now on the right. Looking changes nothing.

pub mod back;
pub mod compare;
pub mod kept;
pub mod lines;
mod moving;
pub mod sheet;

use crate::app::command::{Action, Command};
use crate::app::history::compare::{Compared, Extent, How, Item};
use crate::app::history::kept::{Kept, Known};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::textbox::TextBox;
use crate::app::{Desk, Screen, Step, shown, told};
use crate::domain::Text;
use crate::domain::diff::{About, FieldChange};
use crate::domain::fold::fold;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::history::Kind;
use std::sync::Arc;

/// The history screen.
#[derive(Clone, Debug)]
pub struct Past {
    /// Which part of the register it is about.
    pub extent: Extent,
    /// What narrows the saves.
    pub query: TextBox,
    /// The saves that are listed, the newest first; what is not saved yet stands before them.
    pub rows: Vec<Row>,
    /// The highlighted one.
    pub highlight: usize,
    /// The first one shown.
    pub top: usize,
    /// Which pane has the keyboard.
    pub pane: Pane,
    /// What was found last, and for what.
    pub found: Option<(Wanted, Arc<Compared>)>,
    /// What was asked last.
    pub asked: Option<Wanted>,
    /// Whether the history was asked for since this screen was opened or the register saved.
    pub is_fresh: bool,
    /// The highlighted difference.
    pub place: usize,
    /// The first difference shown.
    pub first: usize,
    /// How many lines of the highlighted difference are scrolled away, where it is longer than the pane.
    pub skip: usize,
}

/// A row of the list of saves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The register as it is now.
    Now,
    /// A save.
    Save {
        /// The hash of its entry.
        hash: Text,
        /// What it was.
        kind: Kind,
        /// How many changes it holds of what is looked at.
        count: usize,
    },
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The saves.
    Saves,
    /// The differences.
    Differences,
}

/// What a comparison is made of: the save, and the state that it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The save; none for the register as it was saved last.
    pub save: Option<Text>,
    /// The state of the register: the number of the last edit.
    pub done: usize,
    /// Which reading of the history.
    pub reading: u64,
}

impl Past {
    /// The history of a part of the register.
    pub fn new(extent: Extent) -> Self {
        Past {
            extent,
            query: TextBox::new("", false),
            rows: vec![Row::Now],
            highlight: 0,
            top: 0,
            pane: Pane::Saves,
            found: None,
            asked: None,
            is_fresh: false,
            place: 0,
            first: 0,
            skip: 0,
        }
    }

    /// What the screen is about, in words.
    pub fn title(&self, desk: &Desk) -> String {
        let name = |about: &About| {
            match about.subject().and_then(|id| desk.document.subject(&id)) {
                Some(Subject::Activity(activity)) => shown::name(&activity),
                Some(_) => told::record(&nothing_at(about), desk.document.register()),
                // One that is gone bears the title that it bore last.
                None => {
                    let last = desk.history.kept().and_then(|kept| kept.history.last_title(about));
                    last.map_or_else(|| say("activity.no-name", &[]), |title| title.to_string())
                }
            }
        };
        match &self.extent {
            Extent::Register => say("past.title", &[]),
            Extent::Record(about) => say("past.title.record", &[("title", &name(about))]),
            Extent::Field { about, path } => {
                let change = FieldChange { path: path.clone(), ..nothing_at(about) };
                let field = told::field(&change, desk.document.register(), desk.document.lexicon());
                say("past.title.field", &[("field", &field), ("title", &name(about))])
            }
        }
    }

    /// Lists the saves anew; the highlight stays on its save where that is still listed.
    pub fn list(&mut self, known: &Known) {
        let held = self.rows.get(self.highlight).cloned();
        let query = fold(self.query.text());
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        let now = fold(&say("past.now", &[]));
        self.rows = Vec::new();
        if words.iter().all(|word| now.contains(word)) {
            self.rows.push(Row::Now);
        }
        if let Some(kept) = known.kept() {
            let saves = kept.history.saves(&self.extent.filter());
            let found = saves.iter().filter(|save| kept.is_found(save, &words));
            self.rows.extend(found.map(|save| Row::Save {
                hash: save.entry.hash.clone(),
                kind: save.kind,
                count: save.changes.len(),
            }));
            self.rows.extend(self.beginning(kept, &words));
        }
        let same = |row: &Row| match (row, &held) {
            (Row::Save { hash, .. }, Some(Row::Save { hash: held, .. })) => hash == held,
            (row, held) => Some(row) == held.as_ref(),
        };
        let place = self.rows.iter().position(same).unwrap_or(0);
        self.move_to(place);
    }

    /// Where only some changes are listed, the state before the first of them: the beginning of the history.
    fn beginning(&self, kept: &Kept, words: &[&str]) -> Option<Row> {
        if self.extent == Extent::Register {
            return None;
        }
        let all = kept.history.saves(&Default::default());
        let first = all.last().filter(|save| save.kind == Kind::Begun && kept.is_found(save, words))?;
        let listed = |row: &Row| matches!(row, Row::Save { hash, .. } if *hash == first.entry.hash);
        let row = Row::Save { hash: first.entry.hash.clone(), kind: first.kind, count: 0 };
        (!self.rows.iter().any(listed)).then_some(row)
    }

    /// The highlighted save; `None` for the present state, and where nothing is listed.
    pub fn save(&self) -> Option<&Text> {
        match self.rows.get(self.highlight) {
            Some(Row::Save { hash, .. }) => Some(hash),
            _ => None,
        }
    }

    /// What the screen needs to have compared; `None` where nothing is listed.
    pub fn wanted(&self, done: usize, reading: u64) -> Option<Wanted> {
        self.rows.get(self.highlight)?;
        Some(Wanted { save: self.save().cloned(), done, reading })
    }

    /// The differences of the highlighted save, once they are found.
    pub fn differences(&self) -> Option<&Arc<Compared>> {
        let (of, found) = self.found.as_ref()?;
        (self.asked.as_ref() == Some(of) && of.save.as_ref() == self.save() && !self.rows.is_empty()).then_some(found)
    }

    /// Takes what was found.
    pub fn take(&mut self, found: Compared) {
        let Some(asked) = &self.asked else { return };
        let last = found.items.len().saturating_sub(1);
        self.found = Some((asked.clone(), Arc::new(found)));
        if self.place > last {
            (self.place, self.skip) = (last, 0);
        }
        self.first = self.first.min(self.place);
        if self.is_same() {
            self.pane = Pane::Saves;
        }
    }

    /// Whether there is nothing to go to on the right.
    pub fn is_same(&self) -> bool {
        self.differences().is_none_or(|found| found.items.is_empty())
    }

    /// The highlighted item on the right, where the keyboard is there.
    pub fn item(&self) -> Option<&Item> {
        self.differences().filter(|_| self.pane == Pane::Differences)?.items.get(self.place)
    }

    /// The record of the highlighted item; of the screen where the keyboard is on the left.
    pub fn record(&self) -> Option<About> {
        let found = self.differences()?;
        match self.item() {
            Some(Item::Record(about, _)) => Some(about.clone()),
            Some(Item::Change(number)) => found.back.get(*number).map(|change| change.about.clone()),
            None => self.extent.about(),
        }
    }

    /// Whether there is a whole activity to bring back.
    pub fn can_bring_all_back(&self) -> bool {
        let of_a_field = matches!(self.extent, Extent::Field { .. });
        !of_a_field && !self.is_same() && matches!(self.record(), Some(About::Activity(_)))
    }

    /// The history that Enter opens from the highlighted difference.
    pub fn further(&self) -> Option<Extent> {
        let extent = match self.item()? {
            Item::Record(About::Register, _) => return None,
            Item::Record(about, _) => Extent::Record(about.clone()),
            Item::Change(number) => {
                let change = self.differences()?.back.get(*number)?;
                match (&change.about, change.path.is_whole()) {
                    (About::Register, _) => return None,
                    (about, true) => Extent::Record(about.clone()),
                    (about, false) => Extent::Field { about: about.clone(), path: change.path.clone() },
                }
            }
        };
        (extent != self.extent).then_some(extent)
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &mut Desk) -> Vec<Step> {
        let steps = match command {
            Command::Type(letter) => self.typed(|query| query.insert(letter), desk),
            Command::Section(_) => Vec::new(),
            Command::Do(action) => self.act(action, desk),
        };
        self.scroll(desk);
        steps
    }

    fn typed(&mut self, change: impl FnOnce(&mut TextBox), desk: &Desk) -> Vec<Step> {
        let before = self.query.text().to_owned();
        change(&mut self.query);
        if self.query.text() != before {
            self.pane = Pane::Saves;
            // What is narrowed begins at its newest save.
            self.highlight = usize::MAX;
            self.list(desk.history);
        }
        Vec::new()
    }

    fn act(&mut self, action: Action, desk: &mut Desk) -> Vec<Step> {
        match action {
            Action::Backspace => return self.typed(TextBox::backspace, desk),
            Action::DeleteWord => return self.typed(TextBox::delete_word, desk),
            Action::Clear => return self.typed(TextBox::clear, desk),
            Action::Back => return self.back(desk),
            Action::Open | Action::Accept | Action::Right if self.pane == Pane::Saves => return self.enter(),
            Action::Left => self.pane = Pane::Saves,
            Action::Open | Action::Accept => {
                let open = |extent| Step::Open(Box::new(Screen::History(Box::new(Past::new(extent)))));
                return self.further().map(open).into_iter().collect();
            }
            Action::BringBack => return self.bring_back(desk),
            Action::BringAllBack => return self.bring_all_back(desk),
            Action::ExportHistory => return vec![self.ask_for_file(desk)],
            Action::CopyText => {
                let text = self.item().map(|item| lines::text(self, item, desk));
                return text.map(Step::Copy).into_iter().collect();
            }
            action if self.pane == Pane::Saves => self.move_in_saves(action, desk),
            action => self.move_in_differences(action, desk),
        }
        Vec::new()
    }

    /// One step back: to the saves, then all of them, then the screen before.
    fn back(&mut self, desk: &Desk) -> Vec<Step> {
        if self.pane == Pane::Differences {
            self.pane = Pane::Saves;
            return Vec::new();
        }
        if !self.query.text().is_empty() {
            self.query.clear();
            self.list(desk.history);
            return Vec::new();
        }
        vec![Step::Close]
    }

    fn enter(&mut self) -> Vec<Step> {
        if self.is_same() {
            return Vec::new();
        }
        self.pane = Pane::Differences;
        Vec::new()
    }

    fn move_to(&mut self, row: usize) {
        if row != self.highlight {
            (self.place, self.first, self.skip) = (0, 0, 0);
        }
        self.highlight = row;
        self.top = self.top.min(row);
    }

    /// The day of the highlighted save, with its time where that day has another save; or that it is the last one.
    pub fn then(&self, desk: &Desk) -> String {
        let found = desk.history.kept().and_then(|kept| Some((kept, kept.history.entry(self.save()?)?)));
        let Some((kept, entry)) = found else { return say("past.last", &[]) };
        let day = kept.day(entry);
        let saves = kept.history.saves(&self.extent.filter());
        let of_the_day = saves.iter().filter(|save| kept.day(save.entry) == day).count();
        match kept.time(entry) {
            Some(time) if of_the_day > 1 => say("past.at", &[("day", &day), ("time", &time)]),
            _ => day,
        }
    }

    fn ask_for_file(&self, desk: &Desk) -> Step {
        let stem = desk.document.name.strip_suffix(".json").unwrap_or(&desk.document.name);
        let file = format!("{}{stem}-{}-{}.txt", desk.folder, say("past.file", &[]), desk.today);
        let purpose = Purpose::HistoryFile(Box::new(self.clone()));
        Step::Open(Box::new(Screen::Prompt(Prompt::new(say("past.file.question", &[]), &file, purpose))))
    }

    /// What the message line says while there is nothing else to tell.
    pub fn message(&self, desk: &Desk) -> String {
        let known = match desk.history {
            Known::NotRead => return say("past.reading", &[]),
            Known::Not(sentence) if self.save().is_none() && !self.rows.is_empty() => return sentence.clone(),
            Known::Not(_) => None,
            Known::Read(kept) => Some(kept),
        };
        if self.rows.is_empty() {
            return say("past.nothing", &[("query", self.query.text().trim())]);
        }
        let Some(found) = self.differences() else { return say("past.comparing", &[]) };
        let date = self.then(desk);
        let count = found.back.len().to_string();
        let parts = [("date", date.as_str()), ("count", count.as_str())];
        match (found.how, self.save(), found.back.is_empty()) {
            (How::NotThere, ..) => say("past.not-there", &parts),
            (How::OfACopy, ..) => say("past.of-a-copy", &parts),
            (_, None, _) if known.is_some_and(|kept| !kept.is_present) => say("past.not-present", &[]),
            (_, None, true) => say("past.same-as-saved", &[]),
            (_, Some(_), true) if !self.query.text().is_empty() => say("past.same-as-then.narrowed", &parts),
            (_, Some(_), true) if self.highlight + 1 < self.rows.len() => say("past.same-as-then.further", &parts),
            (_, Some(_), true) => say("past.same-as-then", &parts),
            _ => say("past.compared", &parts),
        }
    }
}

/// A difference of a record in nothing, to ask what the record is called.
fn nothing_at(about: &About) -> FieldChange {
    FieldChange { about: about.clone(), path: Default::default(), from: None, to: None, after: None }
}
