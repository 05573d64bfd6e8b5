//! The answer of an import as JSON, `ropa.import/1`.

use super::report::Report;
use crate::domain::clash::Named;
use crate::domain::diff::FieldChange;
use crate::formats::import::brought::Source;
use crate::formats::import::plan::{Fate, Item};
use crate::shell::cli::answer::Answer;
use serde_json::{Map, Value, json};

/// The answer. Where several files were brought in, each row names its file.
pub(super) fn answer(report: &Report) -> Answer {
    let sources: Vec<Value> = report.brought.iter().map(|brought| source(&brought.source)).collect();
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
    put("schema", "ropa.import/1".into());
    put("source", sources.first().cloned().unwrap_or_default());
    if sources.len() > 1 {
        put("sources", sources.into());
    }
    put("mapping", mapping(report).into());
    put("added", report.added().map(|item| added(report, item)).collect());
    put("updated", report.updated().map(|(item, changes)| updated(report, item, changes)).collect());
    let left = report.left_out().into_iter().map(|left| {
        let row = match left.activity {
            Some(activity) => {
                json!({ "row": left.row, "id": activity.id.as_str(), "title": activity.title, "reason": left.reason })
            }
            None => json!({ "row": left.row, "reason": left.reason }),
        };
        of_file(report, left.file, row)
    });
    put("skipped", left.collect());
    let looks = report.looks().into_iter().map(|(file, look)| {
        of_file(
            report,
            file,
            json!({ "row": look.row, "heading": look.heading, "value": look.value, "reason": look.reason }),
        )
    });
    put("needs_a_look", looks.collect());
    put("unmapped", report.unmapped().into_iter().collect());
    if report.dry_run {
        let drafts = report.plan.items.iter().map(|item| json!(item.activity));
        put("drafts", drafts.collect());
        put("gaps", gaps(report).into());
    }
    Answer::json(&Value::Object(members))
}

fn source(source: &Source) -> Value {
    json!({
        "file": source.file,
        "kind": source.kind.name(),
        "sheet": source.sheet,
        "encoding": source.encoding,
        "heading_row": source.heading_row,
    })
}

fn mapping(report: &Report) -> Vec<Value> {
    let files = report.brought.iter().enumerate();
    let columns = files.flat_map(|(file, brought)| brought.mapping.iter().map(move |column| (file, column)));
    let rows = columns.map(|(file, column)| {
        let row = json!({ "heading": column.heading, "field": column.field, "confidence": column.confidence });
        of_file(report, file, row)
    });
    rows.collect()
}

fn added(report: &Report, item: &Item) -> Value {
    let mut row = json!({ "id": item.activity.id.as_str(), "title": item.activity.title, "row": report.row(item) });
    if let (Fate::Alike(id), Some(members)) = (&item.fate, row.as_object_mut()) {
        members.insert("looks_like".to_owned(), id.as_str().into());
    }
    of_file(report, item.file, row)
}

fn updated(report: &Report, item: &Item, changes: &[FieldChange]) -> Value {
    let fields = changes.iter().map(|change| {
        let Named { line, field, .. } = Named::of(&change.about, &change.path);
        json!({ "field": field, "line": line, "from": change.from, "to": change.to })
    });
    let fields: Vec<Value> = fields.collect();
    let (id, title) = (item.activity.id.as_str(), &item.activity.title);
    of_file(report, item.file, json!({ "id": id, "title": title, "row": report.row(item), "fields": fields }))
}

/// What notices do not say that a record needs, by the place of its draft among all.
fn gaps(report: &Report) -> Vec<Value> {
    let mut before = 0;
    let mut rows = Vec::new();
    for brought in report.brought {
        let gaps = brought.gaps.iter();
        rows.extend(gaps.map(|gap| json!({ "draft": before + gap.draft, "field": gap.field, "words": gap.words })));
        before += brought.drafts.len();
    }
    rows
}

fn of_file(report: &Report, file: usize, mut row: Value) -> Value {
    if let (Some(name), Some(members)) = (report.file(file), row.as_object_mut()) {
        members.insert("file".to_owned(), name.into());
    }
    row
}
