//! What would come into the register: every row of the file with what becomes of it, each to be looked at and left out.

use crate::app::bring::BringStep;
use crate::app::bring::confirm::Confirm;
use crate::app::bring::job::Planned;
use crate::app::bring::{Bring, suggestion};
use crate::app::command::{Action, Command};
use crate::app::layout::fit;
use crate::app::told::told;
use crate::app::{Desk, Screen, Step};
use crate::domain::id::Id;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::import::brought::{Draft, Look};
use crate::formats::import::plan::{Fate, Item};
use std::sync::Arc;

/// What would come into the register.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What was read and compared.
    pub planned: Planned,
    /// The rows.
    pub rows: Arc<Vec<Row>>,
    /// Whether the matching of the columns is kept for the next time.
    pub keeps: bool,
    /// The highlighted row.
    pub highlight: usize,
    /// The first row shown.
    pub top: usize,
    /// The first line shown of what the row holds, while that is read.
    pub reading: Option<usize>,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What becomes of it.
    pub sort: Sort,
    /// Its row in the file, counted from 1.
    pub at: usize,
    /// The activity, or why there is none.
    pub name: String,
    /// Whether it is accepted; nothing where there is nothing to accept.
    pub taken: Option<bool>,
    /// Its item in the plan, counted from 0.
    pub item: Option<usize>,
    /// Its values that want a look, by their places in what was brought.
    pub looks: Vec<usize>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It is added.
    New,
    /// It changes an activity that is there.
    Changed,
    /// It is like an activity that is there; it is added only where the officer says so.
    Alike,
    /// It is there already.
    Same,
    /// It holds a value that is to be looked at and no activity.
    Look,
    /// It holds no activity.
    Skipped,
}

impl Sort {
    /// The word for it.
    pub fn word(self) -> String {
        let id = match self {
            Sort::New => "new",
            Sort::Changed => "changed",
            Sort::Alike => "alike",
            Sort::Same => "same",
            Sort::Look => "look",
            Sort::Skipped => "skipped",
        };
        say(&format!("import.screen.sort.{id}"), &[])
    }
}

/// A line of what a row holds: its words, and whether they are a heading or something to look at.
pub type Line = (String, bool);

impl Preview {
    /// The rows of a plan, in the order of the file.
    pub fn new(planned: Planned, keeps: bool) -> Self {
        let rows = Arc::new(rows_of(&planned));
        Preview { planned, rows, keeps, highlight: 0, top: 0, reading: None }
    }

    /// Whether the file is a privacy notice.
    pub fn is_of_notice(&self) -> bool {
        self.planned.read.is_notice()
    }

    /// Whether the file has columns that were matched.
    pub fn has_columns(&self) -> bool {
        !self.planned.read.brought.mapping.is_empty()
    }

    /// What the message line says: how many rows there are of each kind.
    pub fn message(&self) -> String {
        let counts = [Sort::New, Sort::Changed, Sort::Alike, Sort::Same, Sort::Skipped].map(|sort| {
            let count = self.count(|row| row.sort == sort);
            (count > 0).then(|| say("import.screen.count", &[("count", &count.to_string()), ("sort", &sort.word())]))
        });
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        let accepted = self.accepted().len().to_string();
        say("import.screen.message.preview", &[("counts", &counts.join(", ")), ("count", &accepted)])
    }

    /// How many rows are of some kind.
    pub fn count(&self, wanted: impl Fn(&Row) -> bool) -> usize {
        self.rows.iter().filter(|row| wanted(row)).count()
    }

    /// The items of the plan that are accepted.
    pub fn accepted(&self) -> Vec<usize> {
        self.rows.iter().filter(|row| row.taken == Some(true)).filter_map(|row| row.item).collect()
    }

    /// Answers a command.
    pub fn on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        if self.reading.is_some() {
            return self.read_on(command, desk);
        }
        let last = self.rows.len().saturating_sub(1);
        let page = desk.size.bring_list();
        match command {
            Command::Do(action) if action.moves() => self.highlight = action.moved(self.highlight, last, page),
            Command::Do(Action::Tick) | Command::Type(' ') => return self.tick(),
            Command::Do(Action::TickAll) => self.tick_all(),
            Command::Do(Action::NextProblem) => return self.next_look(),
            Command::Do(Action::NextField) => self.reading = Some(0),
            Command::Do(Action::Accept) => return self.accept(),
            Command::Do(Action::Back) => return vec![Step::Close],
            _ => {}
        }
        self.top = fit(self.top, self.highlight, self.highlight, page);
        Vec::new()
    }

    /// Moves through what the row holds.
    fn read_on(&mut self, command: Command, desk: &Desk) -> Vec<Step> {
        let columns = desk.size.bring_reading_width();
        let last = self
            .details(desk)
            .iter()
            .flat_map(|line| super::notice::rows_of(&line.0, columns))
            .count()
            .saturating_sub(1);
        let page = desk.size.bring_reading();
        let at = self.reading.unwrap_or(0).min(last);
        let to = match command {
            Command::Do(Action::Up) => at.saturating_sub(1),
            Command::Do(Action::Down) => (at + 1).min(last),
            Command::Do(Action::PageUp) => at.saturating_sub(page),
            Command::Do(Action::PageDown) => (at + page).min(last),
            Command::Do(Action::First) => 0,
            Command::Do(Action::Last) => last,
            Command::Do(Action::NextField | Action::Back) => {
                self.reading = None;
                return Vec::new();
            }
            _ => at,
        };
        self.reading = Some(to);
        Vec::new()
    }

    fn tick(&mut self) -> Vec<Step> {
        let Some(row) = Arc::make_mut(&mut self.rows).get_mut(self.highlight) else { return Vec::new() };
        match &mut row.taken {
            Some(taken) => *taken = !*taken,
            None => return vec![Step::Say(say("import.screen.no-tick", &[]))],
        }
        Vec::new()
    }

    fn tick_all(&mut self) {
        let all = self.rows.iter().all(|row| row.taken != Some(false));
        for row in Arc::make_mut(&mut self.rows) {
            row.taken = row.taken.map(|_| !all);
        }
    }

    fn next_look(&mut self) -> Vec<Step> {
        let wants = |place: &usize| self.rows.get(*place).is_some_and(wants_a_look);
        let order = (self.highlight + 1..self.rows.len()).chain(0..=self.highlight);
        match order.into_iter().find(wants) {
            Some(place) => {
                self.highlight = place;
                Vec::new()
            }
            None => vec![Step::Say(say("import.screen.no-looks", &[]))],
        }
    }

    fn accept(&self) -> Vec<Step> {
        if self.accepted().is_empty() {
            return vec![Step::Say(say("import.screen.nothing-ticked", &[]))];
        }
        if self.is_of_notice() {
            return vec![Step::Bring(BringStep::Add)];
        }
        let confirm = Bring::Confirm(Confirm { preview: self.clone() });
        vec![Step::Open(Box::new(Screen::Bring(Box::new(confirm))))]
    }

    /// The draft of a row.
    pub fn draft(&self, row: &Row) -> Option<&Draft> {
        self.planned.read.brought.drafts.get(self.item(row)?.draft)
    }

    /// What the highlighted row holds, a line each: what is to be looked at, then what differs, or the draft itself.
    pub fn details(&self, desk: &Desk) -> Vec<Line> {
        let Some(row) = self.rows.get(self.highlight) else { return Vec::new() };
        let looks = &self.planned.read.brought.looks;
        let mut lines: Vec<Line> = Vec::new();
        for look in row.looks.iter().filter_map(|place| looks.get(*place)) {
            lines.push((look_in_words(look), true));
        }
        if let Some(reason) = row.item.is_none().then(|| row.name.clone()).filter(|_| row.looks.is_empty()) {
            lines.push((reason, false));
        }
        let Some(draft) = self.draft(row) else { return lines };
        if let Some(earlier) = draft.repeats {
            lines.push((say("import.screen.repeats", &[("row", &earlier.to_string())]), true));
        }
        let Some(item) = self.item(row) else { return lines };
        lines.extend(item.kept.iter().map(|look| (look_in_words(look), true)));
        let after = Subject::Activity(item.activity.clone());
        match &item.fate {
            Fate::Changed(_, changes) => {
                for change in changes.iter().filter(|change| !change.path.names().starts_with("imported")) {
                    let words = told(change, &self.planned.register, desk.document.lexicon());
                    lines.push((words.field, true));
                    let gone = words.removed.iter().filter(|text| !words.added.contains(text));
                    let come = words.added.iter().filter(|text| !words.removed.contains(text));
                    lines.extend(gone.map(|text| (say("work.removed", &[("value", text)]), false)));
                    lines.extend(come.map(|text| (say("work.added", &[("value", text)]), false)));
                }
            }
            Fate::Same(_) => lines.push((say("import.screen.same", &[]), false)),
            Fate::Alike(id) => {
                lines.push((say("import.screen.alike", &[("title", &self.title_of(id))]), true));
                lines.extend(suggestion::lines(&after, desk));
            }
            Fate::New => lines.extend(suggestion::lines(&after, desk)),
        }
        lines
    }

    /// What the plan says of a row.
    fn item(&self, row: &Row) -> Option<&Item> {
        self.planned.plan.items.get(row.item?)
    }

    /// What an activity is called that is in the register, or among the drafts.
    fn title_of(&self, id: &Id) -> String {
        let there = self.planned.register.activity(id).map(|activity| activity.name().to_owned());
        let drafted = || self.planned.plan.items.iter().find(|item| item.activity.id == *id);
        there.or_else(|| drafted().map(|item| item.activity.name().to_owned())).unwrap_or_default()
    }
}

/// Whether a row is to be looked at before it is added.
pub fn wants_a_look(row: &Row) -> bool {
    !row.looks.is_empty() || matches!(row.sort, Sort::Alike | Sort::Skipped | Sort::Look)
}

/// A value that wants a look, in words.
pub fn look_in_words(look: &Look) -> String {
    let parts = [("heading", &*look.heading), ("value", &*look.value), ("reason", look.reason.as_str())];
    say("import.screen.look", &parts)
}

fn rows_of(planned: &Planned) -> Vec<Row> {
    let brought = &planned.read.brought;
    let mut rows: Vec<Row> = Vec::new();
    for (place, item) in planned.plan.items.iter().enumerate() {
        let Some(draft) = brought.drafts.get(item.draft) else { continue };
        let (sort, taken) = match &item.fate {
            Fate::New => (Sort::New, Some(true)),
            Fate::Changed(..) => (Sort::Changed, Some(true)),
            Fate::Alike(_) => (Sort::Alike, Some(false)),
            Fate::Same(_) => (Sort::Same, None),
        };
        let name = draft.activity.name().to_owned();
        rows.push(Row { sort, at: draft.at, name, taken, item: Some(place), looks: Vec::new() });
    }
    rows.sort_by_key(|row| row.at);
    // A value stands in the row where its activity begins, or in one that goes on with it.
    let starts: Vec<usize> = rows.iter().map(|row| row.at).collect();
    let mut alone = Vec::new();
    for (place, look) in brought.looks.iter().enumerate() {
        let owner = starts.partition_point(|start| *start <= look.row).checked_sub(1);
        match owner.and_then(|owner| rows.get_mut(owner)) {
            Some(row) => row.looks.push(place),
            None => alone.push(Row {
                sort: Sort::Look,
                at: look.row,
                name: look_in_words(look),
                taken: None,
                item: None,
                looks: vec![place],
            }),
        }
    }
    rows.extend(alone);
    for skipped in &brought.skipped {
        let (at, name) = (skipped.row, skipped.reason.clone());
        let name = match &skipped.sheet {
            // A sheet that was not read is named in its reason already.
            Some(sheet) if !name.contains(&**sheet) => {
                say("import.screen.on-sheet", &[("sheet", sheet), ("reason", &name)])
            }
            _ => name,
        };
        rows.push(Row { sort: Sort::Skipped, at, name, taken: None, item: None, looks: Vec::new() });
    }
    // Activities stand first, then what is about none of them, each in the order of the file.
    rows.sort_by_key(|row| (row.item.is_none(), row.sort == Sort::Skipped, row.at));
    rows
}
