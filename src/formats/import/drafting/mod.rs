//! From the rows of a table to drafts of activities.
//!
//! `group` says which rows make one activity, `Writer` writes it cell by cell (`value`, `lawfulness`, `abroad`, `partner`),
//! `title` names it, `finish` gives it ids and evidence. Each filled cell becomes a value with its evidence, an entry of `unmapped`,
//! or stands in a row that is told.

mod abroad;
mod finish;
mod group;
mod lawfulness;
mod own;
mod own_transfers;
mod partner;
mod title;
mod value;
mod writer;

use std::collections::{BTreeSet, HashMap};

use crate::domain::Text;
use crate::domain::activity::{Activity, Controller};
use crate::domain::field::{Fielded, Value};
use crate::domain::fold::{fold, same_term};
use crate::domain::organisation::Organisation;
use crate::domain::words::say;
use crate::formats::import::book::{Book, Cell, letters};
use crate::formats::import::brought::{Brought, Look, Matched, Skipped, Source};
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::choices::{Progress, Refusal, Setting};
use crate::formats::import::matching::ticked;
use crate::formats::import::table::header_block::{Header, read as read_header};
use crate::formats::import::table::{Grid, Part, Table, tick};

use group::{Group, groups, is_of_line};

pub(in crate::formats::import) use finish::{Unfinished, finish};
pub(in crate::formats::import) use writer::{View, Writer};

/// Makes drafts of the rows of a table. `matched` holds one entry for each of the table's columns, in their order.
///
/// Refuses only when `progress` says not to go on; then nothing is brought.
pub fn drafts(
    book: &Book,
    table: &Table,
    matched: &[Matched],
    setting: &Setting,
    progress: &dyn Progress,
) -> Result<Brought, Refusal> {
    let (sheet, heading_row) = table.chosen(book).map_or((None, None), |(name, row)| (Some(name.clone()), Some(row)));
    let mut brought = Brought {
        source: Source {
            file: setting.file.into(),
            kind: table.kind,
            sheet: sheet.filter(|name| !name.is_empty()),
            encoding: book.encoding,
            heading_row,
        },
        mapping: matched.to_vec(),
        skipped: table.skipped.clone(),
        ..Brought::default()
    };
    let mut organisation = Organisation::default();
    let mut unfinished: Vec<Unfinished> = Vec::new();
    let columns = table.columns.iter().zip(matched);
    let ticks: Vec<bool> =
        columns.map(|(column, matched)| matched.field.is_some() && ticked(column) == matched.field).collect();
    let all = table.rows();
    let mut done = 0;
    for (place, part) in table.parts.iter().enumerate() {
        let Some(sheet) = book.sheets.get(part.sheet) else { continue };
        let grid = Grid::of(sheet, part.turned);
        let header = read_header(&grid, part.top, setting.today);
        let told = (place > 0).then(|| sheet.name.clone());
        tell_header(&grid, part, &header, told.clone(), &mut brought);
        if place == 0 {
            organisation = header.organisation.clone();
        }
        let (groups, sections) = groups(table, part, &grid, matched);
        let mut sheet = Drafting {
            table,
            part,
            grid: &grid,
            matched,
            setting,
            header: &header,
            controller: other_controller(&organisation, &header),
            above: HashMap::new(),
            used_sections: BTreeSet::new(),
            organisation: &mut organisation,
            ticks: ticks.clone(),
            reads_security: !table.ours || !share_a_first_line(&grid, part, matched, "security_measures"),
        };
        for group in &groups {
            if !progress.goes_on(done, all) {
                return Err(Refusal(say("import.stopped", &[])));
            }
            done += group.rows.len();
            unfinished.push(sheet.draft(group));
        }
        let unused = sections.into_iter().filter(|row| !sheet.used_sections.contains(row));
        let reason = say("import.skip.section", &[]);
        brought.skipped.extend(unused.map(|row| Skipped { row: row + 1, sheet: told.clone(), reason: reason.clone() }));
    }
    finish(unfinished, &mut brought);
    brought.organisation = (!organisation.is_empty()).then_some(organisation);
    brought.skipped.sort_by(|one, other| (&one.sheet, one.row).cmp(&(&other.sheet, other.row)));
    Ok(brought)
}

/// Tells what the header wants looked at, its rows that say nothing of the organisation, and the columns that are hidden.
fn tell_header(grid: &Grid, part: &Part, header: &Header, sheet: Option<Text>, brought: &mut Brought) {
    brought.looks.extend(header.looks.iter().cloned());
    let unread = (0..part.top).filter(|row| !header.read.contains(row) && !grid.filled(*row).is_empty());
    let reason = say("import.skip.above", &[]);
    brought.skipped.extend(unread.map(|row| Skipped { row: row + 1, sheet: sheet.clone(), reason: reason.clone() }));
    for column in part.places.iter().flatten().filter(|column| grid.hides_column(**column)) {
        let heading = grid.cell(part.bottom, *column).words();
        let heading = if heading.trim().is_empty() { letters(*column).into() } else { heading };
        let reason = say("import.look.hidden-column", &[]);
        brought.looks.push(Look { row: part.bottom + 1, heading, value: "".into(), reason });
    }
}

/// Whether every row of a part says the same first thing in the column of a field, as our export does where it is the organisation's.
fn share_a_first_line(grid: &Grid, part: &Part, matched: &[Matched], field: &str) -> bool {
    let column =
        part.places.iter().zip(matched).find(|(place, matched)| matched.field == Some(field) && place.is_some());
    let Some(column) = column.and_then(|(place, _)| *place) else { return false };
    let words = part.rows.iter().map(|row| grid.cell(row.row, column).words());
    let mut first_lines = words.map(|words| words.lines().next().map(str::to_owned));
    let first = first_lines.next().flatten();
    first.is_some() && first_lines.all(|line| line == first)
}

/// The controller of a sheet whose header names another one than the first sheet's.
fn other_controller(organisation: &Organisation, header: &Header) -> Option<Controller> {
    let name = header.organisation.name.as_ref()?;
    let first = organisation.name.as_ref()?;
    let other = &header.organisation;
    (!same_term(name, first)).then(|| Controller {
        name: Some(name.clone()),
        address: other.address.clone(),
        email: other.email.clone(),
        telephone: other.telephone.clone(),
        data_protection_officer: other.data_protection_officer.clone(),
        ..Controller::default()
    })
}

/// The drafts of one sheet under way.
struct Drafting<'a> {
    table: &'a Table,
    part: &'a Part,
    grid: &'a Grid<'a>,
    matched: &'a [Matched],
    setting: &'a Setting<'a>,
    header: &'a Header,
    controller: Option<Controller>,
    /// For each column the last row that says something itself, for `as above`.
    above: HashMap<usize, usize>,
    used_sections: BTreeSet<usize>,
    organisation: &'a mut Organisation,
    reads_security: bool,
    /// For each column whether its cells are ticks of terms of its field.
    ticks: Vec<bool>,
}

impl<'a> Drafting<'a> {
    fn draft(&mut self, group: &Group) -> Unfinished {
        let mut writer = Writer::new(self.setting);
        writer.organisation = self.organisation.name.clone();
        writer.reads_security = self.reads_security;
        let first = group.rows.first().copied().unwrap_or_default();
        for (line, row) in group.rows.iter().enumerate() {
            if line > 0 {
                writer.next_line();
            }
            self.row(&mut writer, group, *row);
            if self.grid.hides_row(*row) {
                let reason = say("import.look.hidden-row", &[]);
                writer.looks.push(Look { row: row + 1, heading: "".into(), value: "".into(), reason });
            }
        }
        writer.settle_statutes();
        writer.settle_safeguards();
        writer.settle_agreements();
        self.write_section(&mut writer, group, first);
        self.write_department(&mut writer);
        self.write_header(&mut writer);
        self.write_layout(&mut writer.activity);
        let known = self.table.known.get(&(self.grid.sheet.name.clone(), first + 1)).cloned();
        let title_cells = self.title_cells(first);
        Unfinished::of(writer, known, first + 1, title_cells)
    }

    fn row(&mut self, writer: &mut Writer<'a>, group: &Group, row: usize) {
        for (place, matched) in self.matched.iter().enumerate() {
            let Some(column) = self.part.places.get(place).copied().flatten() else { continue };
            let Some(view) = self.view(group, row, column, matched) else { continue };
            let Some(field) = matched.field else {
                if !(self.table.ours && self.part.layout.is_some()) {
                    writer.keep(&view);
                }
                continue;
            };
            if let (Some(true), Some(is_ticked)) = (self.ticks.get(place), tick(view.cell)) {
                writer.ticked(field, is_ticked, &view);
            } else if self.table.ours && self.part.layout.is_some() {
                writer.own_cell(field, &view);
            } else if let Some(member) = field.strip_prefix("organisation.") {
                self.of_organisation(writer, member, &view);
            } else {
                writer.cell(field, &view);
            }
        }
    }

    /// The cell of a row and column with its words; none where it is blank, or merged with one that is read at its own place.
    fn view(&mut self, group: &Group, row: usize, column: usize, matched: &Matched) -> Option<View<'a>> {
        let (from, left) = self.grid.origin(row, column);
        if left != column {
            return None;
        }
        let first = group.rows.first().copied().unwrap_or(row);
        if from != row && from >= first && !matched.field.is_some_and(is_of_line) {
            return None;
        }
        let cell = self.grid.cell(from, column);
        if cell.is_blank() {
            return None;
        }
        let found = cell.words();
        let mut view = View {
            cell,
            words: found.clone(),
            found,
            at: self.grid.place(from, column).into(),
            row: row + 1,
            heading: matched.heading.clone(),
        };
        if absence::read(&view.words) == Some(Absence::AsAbove) {
            if let Some(above) = self.above.get(&column) {
                view.cell = self.grid.cell(*above, column);
                view.words = view.cell.words();
            }
        } else {
            self.above.insert(column, from);
        }
        Some(view)
    }

    fn of_organisation(&mut self, writer: &mut Writer, member: &str, view: &View) {
        let Some(field) = Organisation::field(member) else { return writer.keep(view) };
        let value = Value::Text(view.words.trim().into());
        match field.value(self.organisation) {
            Value::Empty if field.set(self.organisation, value).is_ok() => {}
            standing if standing == Value::Text(view.words.trim().into()) => {}
            _ => return writer.keep_and_look(view, "import.look.second-in-header", &[]),
        }
        writer.evidence(&format!("organisation.{member}"), Some(view.words.trim()), &view.found, &view.at);
    }

    /// The department of the row above: in the field of its column, or the directorate where no column says it.
    fn write_section(&mut self, writer: &mut Writer, group: &Group, first: usize) {
        let Some((row, column)) = group.section else { return };
        let field =
            self.field_at(column).filter(|field| matches!(*field, "directorate" | "team" | "business_function"));
        let field =
            field.filter(|_| self.grid.cell(first, column).is_blank() && self.grid.origin(first, column).0 == first);
        let words = self.grid.cell(row, column).words();
        let place: Text = self.grid.place(row, column).into();
        let candidates = field.into_iter().chain(["directorate", "team"]);
        for field in candidates {
            if give(&mut writer.activity, field, &words) {
                writer.evidence(field, Some(words.trim()), &words, &place);
                self.used_sections.insert(row);
                return;
            }
        }
    }

    fn write_department(&self, writer: &mut Writer) {
        let Some(department) = &self.part.department else { return };
        if writer.activity.directorate.is_none() && give(&mut writer.activity, "directorate", department) {
            writer.evidence("directorate", Some(department), department, &format!("‘{department}’").into());
        }
    }

    /// The days of review that stand above the headings, where no column gives them, and the controller of another header.
    fn write_header(&self, writer: &mut Writer) {
        if let Some((day, words, place)) = &self.header.last_reviewed
            && writer.activity.last_reviewed.is_none()
        {
            writer.activity.last_reviewed = Some((*day).into());
            writer.evidence("last_reviewed", Some(&day.to_string()), words, &place.as_str().into());
        }
        if let Some((day, words, place)) = &self.header.next_review
            && writer.activity.next_review.is_none()
        {
            writer.activity.next_review = Some((*day).into());
            writer.evidence("next_review", Some(&day.to_string()), words, &place.as_str().into());
        }
        if let Some(controller) = &self.controller
            && writer.activity.controller.is_none()
        {
            writer.activity.controller = Some(controller.clone());
        }
    }

    /// What the regulator's sheet for processors or for law enforcement says by being it.
    fn write_layout(&self, activity: &mut Activity) {
        match self.part.layout {
            Some("processor") => drop(activity.role.get_or_insert_with(|| "processor".into())),
            Some("law_enforcement") => drop(activity.regime.get_or_insert_with(|| "law-enforcement".into())),
            _ => {}
        }
    }

    fn field_at(&self, column: usize) -> Option<&'static str> {
        let place = self.part.places.iter().position(|place| *place == Some(column))?;
        self.matched.get(place)?.field
    }

    /// Where function and purposes stand, for the evidence of a title made of them.
    fn title_cells(&self, row: usize) -> Vec<(&'static str, Text)> {
        let cells = self.part.places.iter().zip(self.matched).filter_map(|(place, matched)| {
            let field = matched
                .field
                .filter(|field| matches!(*field, "business_function" | "purposes" | "team" | "description"))?;
            let (row, column) = self.grid.origin(row, (*place)?);
            let filled = !matches!(self.grid.cell(row, column), Cell::Empty);
            filled.then(|| (field, Text::from(self.grid.place(row, column))))
        });
        cells.collect()
    }
}

/// Fills a text of an activity that is not recorded.
fn give(activity: &mut Activity, field: &str, words: &str) -> bool {
    let Some(known) = Activity::field(field) else { return false };
    let words = words.trim();
    match known.value(activity) {
        Value::Text(standing) if fold(&standing) == fold(words) => true,
        Value::Empty => known.set(activity, Value::Text(words.into())).is_ok(),
        _ => false,
    }
}
