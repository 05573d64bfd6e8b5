//! The answer of an import as rows.

use super::report::Report;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::table::Table;

/// The columns of the answer.
const COLUMNS: [&str; 8] = ["result", "file", "row", "id", "title", "heading", "value", "reason"];

/// One row for each that was added, changed, left out or wants an eye.
pub(super) fn answer(report: &Report) -> Result<Answer, Refusal> {
    let file =
        |file: usize| report.brought.get(file).map(|brought| brought.source.file.to_string()).unwrap_or_default();
    let mut rows = Vec::new();
    let made = report.added().map(|item| ("added", item));
    for (result, item) in made.chain(report.updated().map(|(item, _)| ("updated", item))) {
        let (id, title) = (item.activity.id.as_str().to_owned(), item.activity.name().to_owned());
        let nothing = String::new;
        rows.push(vec![
            result.to_owned(),
            file(item.file),
            report.row(item).to_string(),
            id,
            title,
            nothing(),
            nothing(),
            nothing(),
        ]);
    }
    for left in report.left_out() {
        let id = left.activity.map(|activity| activity.id.as_str().to_owned()).unwrap_or_default();
        let title = left.activity.map(|activity| activity.name().to_owned()).unwrap_or_default();
        let row = left.row.to_string();
        rows.push(vec![
            "skipped".to_owned(),
            file(left.file),
            row,
            id,
            title,
            String::new(),
            String::new(),
            left.reason,
        ]);
    }
    for (place, look) in report.looks() {
        let (heading, value) = (look.heading.to_string(), look.value.to_string());
        let row = look.row.to_string();
        rows.push(vec![
            "needs-a-look".to_owned(),
            file(place),
            row,
            String::new(),
            String::new(),
            heading,
            value,
            look.reason,
        ]);
    }
    Table { headings: COLUMNS.map(str::to_owned).to_vec(), rows }.csv()
}
