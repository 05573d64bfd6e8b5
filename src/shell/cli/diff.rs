//! `ropa diff`: where two registers differ, field by field.

use crate::app::told::{self, Told};
use crate::domain::clash::Named;
use crate::domain::diff::{About, FieldChange, between};
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, words};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Diff {
    #[arg(value_name = "OLD", help = words("diff.old"))]
    old: PathBuf,
    #[arg(value_name = "NEW", help = words("diff.new"))]
    new: Option<PathBuf>,
}

impl Diff {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let old = setting.open_at(self.old)?;
        let new = match self.new {
            Some(new) => setting.open_at(new)?,
            None => setting.open()?,
        };
        let (before, after) = (old.register(), new.register());
        let changes = between(before, after);
        let mut answer = match setting.format {
            Format::Text => in_text(&changes, before, after),
            Format::Json => Answer::json(&in_json(&changes, before, after)),
            Format::Csv => in_rows(&changes, before, after).csv()?,
        };
        if changes.is_empty() {
            answer.message(&say("diff.same", &[]));
        } else {
            answer = answer.with_code(1);
        }
        Ok(answer.with_messages(old.remarks).with_messages(new.remarks))
    }
}

/// What became of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Added,
    Removed,
    Changed,
}

impl Fate {
    fn of(change: &FieldChange) -> Fate {
        match (&change.about, change.path.is_whole(), &change.from, &change.to) {
            (About::Activity(_), true, None, _) => Fate::Added,
            (About::Activity(_), true, _, None) => Fate::Removed,
            _ => Fate::Changed,
        }
    }
}

/// A difference in words; what went is looked up where it stood.
fn in_words(change: &FieldChange, before: &Register, after: &Register) -> Told {
    let register = if change.to.is_none() { before } else { after };
    told::told(change, register, &Lexicon::of(&register.vocabulary()))
}

fn in_text(changes: &[FieldChange], before: &Register, after: &Register) -> Answer {
    let mut answer = Answer::done();
    let mut last: Option<&About> = None;
    for change in changes {
        let Told { record, field, removed, added } = in_words(change, before, after);
        match Fate::of(change) {
            Fate::Added => answer.line(&say("diff.added", &[("record", &record)])),
            Fate::Removed => answer.line(&say("diff.removed", &[("record", &record)])),
            Fate::Changed => {
                if last != Some(&change.about) {
                    answer.line(&record);
                }
                answer.line(&format!("  {field}"));
                removed.iter().for_each(|value| answer.line(&format!("    - {value}")));
                added.iter().for_each(|value| answer.line(&format!("    + {value}")));
            }
        }
        last = Some(&change.about);
    }
    answer
}

fn in_json(changes: &[FieldChange], before: &Register, after: &Register) -> Value {
    let (mut added, mut removed, mut changed) = (Vec::new(), Vec::new(), Vec::<(&About, Value, Vec<Value>)>::new());
    for change in changes {
        let Named { id, line, field } = Named::of(&change.about, &change.path);
        let title = match Fate::of(change) {
            Fate::Removed => told::name(&change.about, before),
            _ => told::name(&change.about, after),
        };
        let record = json!({ "id": id, "title": title });
        let row = json!({ "field": field, "line": line, "from": change.from, "to": change.to });
        match (Fate::of(change), changed.last_mut()) {
            (Fate::Added, _) => added.push(record),
            (Fate::Removed, _) => removed.push(record),
            (Fate::Changed, Some((about, _, fields))) if **about == change.about => fields.push(row),
            (Fate::Changed, _) => changed.push((&change.about, record, vec![row])),
        }
    }
    let changed = changed.into_iter().map(|(_, mut record, fields)| {
        if let Some(members) = record.as_object_mut() {
            members.insert("fields".to_owned(), Value::Array(fields));
        }
        record
    });
    json!({ "schema": "ropa.diff/1", "added": added, "removed": removed, "changed": changed.collect::<Vec<_>>() })
}

/// The columns of the CSV answer.
const COLUMNS: [&str; 7] = ["change", "id", "title", "field", "line", "from", "to"];

fn in_rows(changes: &[FieldChange], before: &Register, after: &Register) -> Table {
    let row = |change: &FieldChange| {
        let Named { id, line, field } = Named::of(&change.about, &change.path);
        let fate = Fate::of(change);
        let code = match fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed => "changed",
        };
        let told = in_words(change, before, after);
        let values = |values: &[String]| if fate == Fate::Changed { values.join("; ") } else { String::new() };
        vec![
            code.to_owned(),
            id.unwrap_or_default(),
            told.record,
            field,
            line.unwrap_or_default(),
            values(&told.removed),
            values(&told.added),
        ]
    };
    Table { headings: COLUMNS.map(str::to_owned).to_vec(), rows: changes.iter().map(row).collect() }
}
