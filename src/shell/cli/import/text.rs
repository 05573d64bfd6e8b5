//! The answer of an import as text: what was read as what, where columns went, and what became of each row.

use super::report::Report;
use crate::app::told;
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Kind, Matched};
use crate::shell::cli::answer::Answer;
use crate::shell::cli::table::Table;

/// The answer.
pub(super) fn answer(report: &Report) -> Answer {
    let mut answer = Answer::done();
    for brought in report.brought {
        answer.line(&read_as(brought));
        for row in columns(&brought.mapping) {
            answer.line(&row);
        }
        for gap in &brought.gaps {
            let draft = brought.drafts.get(gap.draft).filter(|_| brought.drafts.len() > 1);
            let line = match draft {
                Some(draft) => say("import.gap-of", &[("activity", draft.activity.name()), ("words", &gap.words)]),
                None => say("import.gap", &[("words", &gap.words)]),
            };
            answer.line(&format!("  {line}"));
        }
    }
    let row = |file: usize, row: usize| place(report, file, row);
    for item in report.added() {
        let at = row(item.file, report.row(item));
        answer.line(&say("import.line-added", &[("row", &at), ("activity", item.activity.name())]));
    }
    let lexicon = Lexicon::of(&report.after.vocabulary());
    for (item, changes) in report.updated() {
        let at = row(item.file, report.row(item));
        answer.line(&say("import.line-changed", &[("row", &at), ("activity", item.activity.name())]));
        for change in changes.iter().filter(|change| !change.path.names().starts_with("imported")) {
            let told = told::told(change, report.after, &lexicon);
            answer.line(&format!("    {}", told.field));
            told.removed.iter().for_each(|value| answer.line(&format!("      - {value}")));
            told.added.iter().for_each(|value| answer.line(&format!("      + {value}")));
        }
    }
    for left in report.left_out() {
        answer.line(&say("import.line-left", &[("row", &row(left.file, left.row)), ("reason", &left.reason)]));
    }
    for (file, look) in report.looks() {
        let parts = [
            ("row", row(file, look.row)),
            ("heading", look.heading.to_string()),
            ("value", short(&look.value)),
            ("reason", look.reason),
        ];
        answer.line(&say("import.line-look", &parts.each_ref().map(|(name, part)| (*name, part.as_str()))));
    }
    answer
}

/// Where something stands: a row, or a line of a notice; and of which file, where there are several.
fn place(report: &Report, file: usize, row: usize) -> String {
    let is_notice = report.brought.get(file).is_some_and(|brought| brought.source.kind == Kind::Notice);
    let id = if is_notice { "import.line" } else { "import.row" };
    let place = say(id, &[("row", &row.to_string())]);
    match (report.file(file), row) {
        (Some(name), 0) => name.to_owned(),
        (Some(name), _) => format!("{name}, {place}"),
        (None, 0) => say("import.whole-file", &[]),
        (None, _) => place,
    }
}

/// What a file was read as.
fn read_as(brought: &Brought) -> String {
    let source = &brought.source;
    let mut said = vec![say("import.read-as", &[("file", &source.file), ("kind", &source.kind.label())])];
    if let Some(sheet) = source.sheet.as_deref().filter(|sheet| !sheet.is_empty()) {
        said.push(say("import.sheet", &[("sheet", sheet)]));
    }
    if let Some(row) = source.heading_row {
        said.push(say("import.heading-row", &[("row", &row.to_string())]));
    }
    if let Some(encoding) = source.encoding {
        said.push(say("import.encoding", &[("encoding", encoding)]));
    }
    said.join(", ")
}

/// Where columns went, a line each.
fn columns(mapping: &[Matched]) -> Vec<String> {
    let rows = mapping.iter().map(|column| {
        let (field, sure) = match column.field {
            Some(field) => (field.to_owned(), say("import.sure", &[("confidence", &column.confidence.to_string())])),
            None => (say("import.not-matched", &[]), String::new()),
        };
        vec![format!("  {}", short(&column.heading)), field, sure]
    });
    Table { headings: vec![String::new(); 3], rows: rows.collect() }.lines()
}

/// The beginning of a long text, on one line.
fn short(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= LONGEST {
        return one_line;
    }
    one_line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Longer values are cut in the text; JSON and CSV have them whole.
const LONGEST: usize = 60;
