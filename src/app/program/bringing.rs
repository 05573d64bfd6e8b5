//! Bringing in a file: what its steps ask for, what comes back from outside, and the one change at the end.

use crate::app::bring::columns::Columns;
use crate::app::bring::file_list::{FileList, Found};
use crate::app::bring::job::{Job, Outcome, Planned, Read, Start};
use crate::app::bring::notice::Notice;
use crate::app::bring::preview::{Preview, Sort};
use crate::app::bring::under_way::{Far, UnderWay};
use crate::app::bring::{Bring, BringStep};
use crate::app::detail::Detail;
use crate::app::menu::{MenuLine, confirm};
use crate::app::program::App;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Desk, Effect, Screen, Step};
use crate::domain::Text;
use crate::domain::id::Id;
use crate::domain::words::say;
use crate::formats::import::choices::Choices;
use crate::formats::import::plan::Plan;
use std::sync::Arc;

impl App {
    pub(super) fn bring_step(&mut self, step: BringStep) -> Vec<Effect> {
        match step {
            BringStep::Begin(_) if self.document.read_only.is_some() => {
                self.tell(self.document.read_only.clone().unwrap_or_default())
            }
            BringStep::Begin(file) if file.is_empty() => {
                let folder = self.folder.clone();
                self.screens.push(screen(Bring::File(FileList::new(&folder, self.bring_asked))));
                self.list_folder(folder)
            }
            BringStep::Begin(file) | BringStep::Read(file) => {
                self.start_job(Start::File(file), Choices::default(), false)
            }
            BringStep::AfterOpening(file) => {
                self.to_bring = Some(file);
                Vec::new()
            }
            BringStep::List(folder) => self.list_folder(folder),
            BringStep::Sheet(sheet) => {
                let Some(Bring::Columns(columns)) = self.bring_here() else { return Vec::new() };
                let (read, sheet) = (columns.read.clone(), Some(Text::from(sheet)));
                self.screens.pop();
                self.start_job(Start::Opened(read), Choices { sheet, ..Choices::default() }, false)
            }
            BringStep::Column { column, field } => {
                if let Some(Bring::Columns(columns)) = self.bring_here() {
                    columns.send(column, field);
                }
                Vec::new()
            }
            BringStep::Plan => self.plan(),
            BringStep::Add => self.add_brought(),
        }
    }

    /// The step of an import that has the keyboard.
    fn bring_here(&mut self) -> Option<&mut Bring> {
        match self.screens.last_mut() {
            Some(Screen::Bring(bring)) => Some(bring),
            _ => None,
        }
    }

    /// Whether a file of an import is still to be read or found.
    pub(super) fn waits_for_file(&self) -> bool {
        self.screens.iter().any(|screen| match screen {
            Screen::Bring(bring) => match &**bring {
                Bring::UnderWay(_) => true,
                Bring::File(list) => list.found.is_none(),
                _ => false,
            },
            _ => false,
        })
    }

    fn list_folder(&mut self, folder: String) -> Vec<Effect> {
        self.bring_asked += 1;
        let ask = self.bring_asked;
        if let Some(Bring::File(list)) = self.bring_here() {
            (list.ask, list.found) = (ask, None);
            list.folder.clone_from(&folder);
        }
        vec![Effect::ListFolder { ask, folder }]
    }

    pub(super) fn folder_listed(&mut self, ask: u64, found: Vec<Found>) -> Vec<Effect> {
        for screen in &mut self.screens {
            if let Screen::Bring(bring) = screen
                && let Bring::File(list) = &mut **bring
                && list.ask == ask
            {
                list.take(found);
                break;
            }
        }
        Vec::new()
    }

    fn start_job(&mut self, start: Start, choices: Choices, plans: bool) -> Vec<Effect> {
        self.bring_asked += 1;
        let job = Job {
            number: self.bring_asked,
            start,
            choices,
            register: plans.then(|| self.document.register().clone()),
            lexicon: self.document.lexicon().clone(),
            today: self.today,
        };
        self.notice.clear();
        self.bring_under_way = Some(job.number);
        let file = job.file().to_owned();
        self.screens.push(screen(Bring::UnderWay(UnderWay { number: job.number, file, far: None })));
        vec![Effect::Bring(Box::new(job))]
    }

    /// Compares what was accepted so far with the register.
    fn plan(&mut self) -> Vec<Effect> {
        let mut start = None;
        let mut choices = Choices::default();
        self.on_top(|screen, desk| {
            let Screen::Bring(bring) = screen else { return Vec::new() };
            match &**bring {
                Bring::Columns(columns) if columns.is_changed() => {
                    choices = columns.choices();
                    start = Some(Start::Opened(columns.read.clone()));
                }
                Bring::Columns(columns) => start = Some(Start::Brought(columns.read.clone())),
                Bring::Notice(notice) => start = Some(Start::Brought(accepted(notice, desk))),
                _ => {}
            }
            Vec::new()
        });
        start.map_or_else(Vec::new, |start| self.start_job(start, choices, true))
    }

    pub(super) fn bring_far(&mut self, number: u64, far: Far) -> Vec<Effect> {
        for screen in &mut self.screens {
            if let Screen::Bring(bring) = screen
                && let Bring::UnderWay(under_way) = &mut **bring
                && under_way.number == number
            {
                under_way.far = Some(far);
            }
        }
        Vec::new()
    }

    fn place_of_job(&self, number: u64) -> Option<usize> {
        self.screens.iter().position(|screen| {
            matches!(screen, Screen::Bring(bring) if matches!(&**bring, Bring::UnderWay(under_way) if under_way.number == number))
        })
    }

    /// Takes the answer of a job; one that nobody awaits any more is dropped.
    pub(super) fn brought(&mut self, number: u64, outcome: Result<Outcome, String>) -> Vec<Effect> {
        let Some(place) = self.place_of_job(number) else { return Vec::new() };
        self.bring_under_way = None;
        let next = match outcome {
            Err(sentence) => Err(sentence),
            Ok(Outcome::Read(read)) if read.brought.drafts.is_empty() => Err(self.nothing_in(&read)),
            Ok(Outcome::Read(read)) if read.is_notice() => {
                Ok(Bring::Notice(self.with_desk(|desk| Notice::new(read, desk))))
            }
            Ok(Outcome::Read(read)) if read.brought.mapping.is_empty() => {
                self.screens.remove(place);
                return self.start_job(Start::Brought(read), Choices::default(), true);
            }
            Ok(Outcome::Read(read)) => {
                let columns = Columns::new(read);
                self.notice = columns.about();
                Ok(Bring::Columns(columns))
            }
            Ok(Outcome::Planned(planned)) => Ok(Bring::Preview(Preview::new(planned, self.keeps_matching()))),
        };
        match next {
            Ok(bring) => {
                if let Some(under_way) = self.screens.get_mut(place) {
                    *under_way = screen(bring);
                }
                Vec::new()
            }
            Err(sentence) => {
                self.screens.remove(place);
                self.tell(sentence)
            }
        }
    }

    fn nothing_in(&self, read: &Read) -> String {
        let file = &read.file;
        match read.brought.skipped.first() {
            Some(skipped) => say("import.screen.nothing-because", &[("file", file), ("reason", &skipped.reason)]),
            None => say("import.screen.nothing", &[("file", file)]),
        }
    }

    /// Whether the officer wants the matching of the columns kept.
    fn keeps_matching(&self) -> bool {
        self.screens.iter().any(|screen| {
            matches!(screen, Screen::Bring(bring) if matches!(&**bring, Bring::Columns(columns) if columns.keeps))
        })
    }

    /// Makes the one change. Where the register has changed since, it is compared again first.
    fn add_brought(&mut self) -> Vec<Effect> {
        let preview = match self.bring_here() {
            Some(Bring::Confirm(confirm)) => confirm.preview.clone(),
            Some(Bring::Preview(preview)) => preview.clone(),
            _ => return Vec::new(),
        };
        let Planned { read, register, plan } = &preview.planned;
        if !Arc::ptr_eq(register, self.document.register()) {
            self.screens.retain(|screen| {
                !matches!(screen, Screen::Bring(bring) if matches!(&**bring, Bring::Confirm(_) | Bring::Preview(_)))
            });
            let effects = self.start_job(Start::Brought(read.clone()), read.choices.clone(), true);
            self.notice = say("import.screen.moved-on", &[]);
            return effects;
        }
        let accepted = preview.accepted();
        let is_accepted = |place: usize| accepted.contains(&place);
        let items: Vec<_> =
            plan.items.iter().enumerate().filter(|(place, _)| is_accepted(*place)).map(|(_, item)| item).collect();
        let label = Plan::label(items.len(), &read.file);
        let edit = plan.edit(register, label, |item| items.iter().any(|accepted| std::ptr::eq(*accepted, item)));
        let first: Option<Id> =
            items.iter().find(|item| item.is_new()).or(items.first()).map(|item| item.activity.id.clone());
        let mut effects = Vec::new();
        if preview.keeps && preview.has_columns() {
            let columns = read.brought.mapping.iter();
            effects.push(Effect::KeepMatching(
                columns.map(|column| (column.heading.clone(), column.field.map(Text::from))).collect(),
            ));
        }
        let told = told(&preview);
        self.to_highlight.clone_from(&first);
        let mut steps = vec![Step::Home, Step::Make(edit)];
        let opens = first.filter(|_| preview.is_of_notice() && accepted.len() == 1);
        steps.extend(opens.map(|id| Step::Open(Box::new(Screen::Detail(Detail::new(id, None))))));
        steps.push(Step::Say(told));
        self.change_list(|browse| {
            browse.query.clear();
            browse.filters.clear();
        });
        effects.extend(self.take(steps));
        effects
    }

    /// Stops a job whose screen is closed.
    pub(super) fn stop_what_nobody_awaits(&mut self) -> Option<Effect> {
        let number = self.bring_under_way?;
        if self.place_of_job(number).is_some() {
            return None;
        }
        self.bring_under_way = None;
        Some(Effect::StopBringing)
    }

    /// What can be done with a file that is no register.
    pub(super) fn other_kind(&mut self, file: String, sentence: String) -> Vec<Effect> {
        let menu = if self.is_open {
            let here = vec![Step::Bring(BringStep::Begin(file))];
            confirm(
                say("import.screen.offer", &[]),
                vec![(say("import.screen.offer.here", &[]), here), (say("import.screen.offer.not", &[]), Vec::new())],
            )
        } else {
            first_menu(&file)
        };
        self.notice.clear();
        let menu = crate::app::menu::Menu { lead: vec![sentence], ..menu };
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }
}

/// Which register a file is brought into while none is open; no file where none is chosen yet.
pub(in crate::app) fn first_menu(file: &str) -> crate::app::menu::Menu {
    let ask = |question: &str, purpose| {
        vec![Step::Open(Box::new(Screen::Prompt(Prompt::new(say(question, &[]), "", purpose))))]
    };
    let bring = || Some(file.to_owned());
    let lines = vec![
        MenuLine::new(
            say("import.screen.offer.new", &[]),
            ask("new.organisation", Purpose::Organisation { bring: bring() }),
        ),
        MenuLine::new(say("import.screen.offer.open", &[]), ask("open.file", Purpose::OpenFile { bring: bring() })),
        MenuLine::new(say("import.screen.offer.not", &[]), Vec::new()),
    ];
    crate::app::menu::Menu::new(say("import.screen.offer.where", &[]), Vec::new(), lines)
}

fn screen(bring: Bring) -> Screen {
    Screen::Bring(Box::new(bring))
}

fn accepted(notice: &Notice, desk: &mut Desk) -> Arc<Read> {
    let brought = Arc::new(notice.accepted(desk));
    Arc::new(Read { brought, ..Read::clone(&notice.read) })
}

/// What was brought in, in one message, with the rows that want a look.
fn told(preview: &Preview) -> String {
    let taken = |sort: Sort| preview.count(|row| row.sort == sort && row.taken == Some(true));
    let new = (taken(Sort::New) + taken(Sort::Alike)).to_string();
    let changed = taken(Sort::Changed).to_string();
    let mut parts = Vec::new();
    if new != "0" || changed == "0" {
        parts.push(say("import.screen.done.added", &[("count", &new)]));
    }
    if changed != "0" {
        parts.push(say("import.screen.done.changed", &[("count", &changed)]));
    }
    let looks = &preview.planned.read.brought.looks;
    // A sheet that is no record needs no look.
    let skipped = preview.planned.read.brought.skipped.iter().filter(|skipped| skipped.sheet.is_none());
    let of_row = |row: usize, what: &str| say("import.screen.done.row", &[("row", &row.to_string()), ("what", what)]);
    let count = looks.len() + skipped.clone().count();
    if count > 0 && !preview.is_of_notice() {
        let mut rows: Vec<String> = looks.iter().map(|look| of_row(look.row, &look.heading)).collect();
        rows.extend(skipped.map(|row| of_row(row.row, &say("import.screen.done.no-activity", &[]))));
        let more = rows.len().saturating_sub(TOLD);
        rows.truncate(TOLD);
        if more > 0 {
            rows.push(say("import.screen.done.more", &[("count", &more.to_string())]));
        }
        parts.push(say("import.screen.done.looks", &[("count", &count.to_string()), ("rows", &rows.join(", "))]));
    }
    parts.push(say("import.screen.done.undo", &[]));
    parts.join(". ")
}

/// The most rows that the message names.
const TOLD: usize = 2;
