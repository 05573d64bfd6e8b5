//! The record as the regulator asks for it: a workbook or CSV files, one row a line, made from a register.
//!
//! `part` says which sheets there are and whose they are; `column` fills a row, with the words of `line`, `transfer`,
//! `basis`, `schedule1`, `contract` and `body`; `cell` tells the kinds of empty apart; `about` states what was exported.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::workbook::{ExportProblem, Sheet, Words, Workbook};

mod about;
mod basis;
mod body;
mod cell;
mod column;
mod contract;
mod line;
mod part;
mod schedule1;
mod transfer;

use column::Export;
use part::Part;

/// What is to be exported, for whom, and what the export says about itself.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The register.
    pub register: &'a Register,
    /// The day at whose end the register stood as it is, where it is not the present one.
    pub as_at: Option<Date>,
    /// The activities chosen, in the order of the rows.
    pub activities: Vec<&'a Arc<Activity>>,
    /// The words of that register.
    pub lexicon: &'a Lexicon,
    /// The moment of the export, in UTC; years 1900 to 9999.
    pub written: DateTime,
    /// Who makes the export.
    pub by: &'a str,
    /// The version of the program.
    pub program_version: &'a str,
    /// Who is to read it.
    pub audience: Audience,
}

/// Who is to read an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// The regulator: everything (Article 30(4)).
    #[default]
    Regulator,
    /// Everybody: no security, locations, breaches, notes or officers' names, and no activity marked as not for publication.
    Publication,
}

/// The first rows of an export, as they will stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The sheet that they stand on.
    pub sheet: Text,
    /// The headings of the sheet.
    pub headings: Vec<Text>,
    /// The first rows.
    pub rows: Vec<PreviewRow>,
    /// How many rows all the sheets of the record will have.
    pub total: usize,
}

/// One row of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The activity's reference, which the regulator's layout has no column for; empty where it has none.
    pub reference: Text,
    /// What the activity is called.
    pub activity: Text,
    /// The cells, one a heading.
    pub cells: Vec<Text>,
}

/// What an officer should know before sending an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many activities it holds.
    pub activities: usize,
    /// How many rows its sheets of the record hold.
    pub rows: usize,
    /// How many entries say «Not recorded». A cell that repeats on each line of an activity counts once; what is worked
    /// out from other columns (rights, the second column of lawful bases) does not count.
    pub gaps: usize,
    /// How many different names of officers it gives: data protection officers, and who made it.
    pub named_officers: usize,
    /// How many of the activities chosen stay out of a publication, since the register says so.
    pub held_back: usize,
}

/// The whole export as a workbook: the sheets of the record, an index of their rows, and a statement about the export.
pub fn workbook(request: &Request) -> Workbook {
    let export = Export::of(request);
    let filled: Vec<Filled> = export.filled_parts();
    let mut sheets = vec![about::index(&filled), about::statement(&export, &filled)];
    sheets.splice(0..0, filled.into_iter().map(|filled| filled.sheet));
    Workbook {
        title: say("export.title", &[("organisation", &export.organisation_name())]).into(),
        author: export.maker(),
        created: request.written,
        words: Words {
            cut: say("export.cut", &[("count", "{count}")]).into(),
            page: say("export.page", &[("page", "{page}"), ("pages", "{pages}")]).into(),
        },
        sheets,
    }
}

/// The sheets of the record as CSV files, each with its sheet's name, the first being the controller's own where it has rows.
pub fn csv(request: &Request) -> Result<Vec<(Text, Vec<u8>)>, ExportProblem> {
    let export = Export::of(request);
    let files = export.filled_parts().into_iter().map(|filled| Ok((filled.sheet.name.clone(), filled.sheet.csv()?)));
    files.collect()
}

/// The first rows of the first sheet. Only these are made, however many activities there are.
pub fn preview(request: &Request, rows: usize) -> Preview {
    let export = Export::of(request);
    let parts = export.parts();
    let total = parts.iter().flat_map(|part| &part.activities).map(|activity| column::count_rows(activity)).sum();
    let Some(part) = parts.first() else {
        return Preview { sheet: "".into(), headings: Vec::new(), rows: Vec::new(), total };
    };
    let columns = part.layout.columns.iter();
    let of_activity = |activity: &&'_ Activity| {
        let (reference, name) = (activity.reference.clone().unwrap_or_default(), Text::from(activity.name()));
        let rows = export.rows(part.layout, activity, rows).texts;
        rows.into_iter().map(move |cells| PreviewRow { reference: reference.clone(), activity: name.clone(), cells })
    };
    Preview {
        sheet: part.name.clone(),
        headings: columns.map(|column| column.heading.clone()).collect(),
        rows: part.activities.iter().flat_map(of_activity).take(rows).collect(),
        total,
    }
}

/// What the export will hold. It goes through every cell, so it belongs on a thread of its own where there are many.
pub fn counts(request: &Request) -> Counts {
    let export = Export::of(request);
    let mut counts = export.first_counts();
    for part in export.parts() {
        counts.gaps += export.header_gaps(&part);
        for activity in &part.activities {
            let rows = export.rows(part.layout, activity, usize::MAX);
            counts.rows += rows.texts.len();
            counts.gaps += rows.gaps;
        }
    }
    counts
}

/// A sheet of the record that is filled in.
struct Filled<'a> {
    part: Part<'a>,
    sheet: Sheet,
    /// The activity of each row.
    activities: Vec<&'a Activity>,
    gaps: usize,
}

impl<'a> Export<'a> {
    fn filled_parts(&self) -> Vec<Filled<'a>> {
        self.parts().into_iter().map(|part| self.filled(part)).collect()
    }

    fn filled(&self, part: Part<'a>) -> Filled<'a> {
        let mut gaps = self.header_gaps(&part);
        let mut texts = Vec::new();
        let mut activities = Vec::new();
        for &activity in &part.activities {
            let rows = self.rows(part.layout, activity, usize::MAX);
            gaps += rows.gaps;
            activities.extend(std::iter::repeat_n(activity, rows.texts.len()));
            texts.extend(rows.texts);
        }
        let mut sheet = part.layout.sheet(|field| self.header(&part, field).text, texts);
        sheet.name = part.name.clone();
        Filled { part, sheet, activities, gaps }
    }

    /// What is known before any row is made: activities, names, and what is held back.
    fn first_counts(&self) -> Counts {
        let parts = self.parts();
        let mut names: HashSet<Text> = parts.iter().flat_map(|part| self.officers(part)).collect();
        if self.request.audience == Audience::Regulator && !self.request.by.trim().is_empty() {
            names.insert(self.request.by.into());
        }
        let activities = parts.iter().map(|part| part.activities.len()).sum();
        Counts {
            activities,
            named_officers: names.len(),
            held_back: self.request.activities.len() - activities,
            ..Counts::default()
        }
    }
}
