//! Leaving with unsaved work: what would be lost, and the answer first that loses nothing.

use crate::app::Step;
use crate::app::document::Document;
use crate::app::journal::Protection;
use crate::app::menu::{Menu, confirm};
use crate::app::shown;
use crate::app::told::{Told, told};
use crate::domain::diff::{FieldChange, of_records};
use crate::domain::subject::Subject;
use crate::domain::text::{clean, width};
use crate::domain::words::say;

/// The rows that changed records may take, and one more: on a screen of 80 by 24 the answers stand below them.
const ROWS: usize = 8;

/// The columns of a row: the inner width of the box on a screen of 80 columns.
const LINE: usize = 72;

/// The question before leaving.
pub fn menu(document: &Document) -> Menu {
    let count = document.unsaved().to_string();
    let without = if document.protection == Protection::Kept { "leave.without.kept" } else { "leave.without" };
    let mut menu = confirm(
        say("leave.question", &[]),
        vec![
            (say("leave.save", &[]), vec![Step::Save { leave: true }]),
            (say(without, &[]), vec![Step::Quit]),
            (say("leave.stay", &[]), Vec::new()),
        ],
    );
    menu.esc = "Stay";
    menu.lead = vec![say("leave.unsaved", &[("count", &count)])];
    let changed = document.changed();
    let lines: Vec<String> =
        changed.iter().map(|(before, after)| line(before.as_ref(), after.as_ref(), document)).collect();
    let mut room = ROWS;
    let fits = |line: &&String| {
        let rows = width(&clean(line)).div_ceil(LINE).max(1);
        room = room.saturating_sub(rows);
        room > 0
    };
    let named: Vec<String> = lines.iter().take_while(fits).cloned().collect();
    let more = changed.len() - named.len();
    menu.lead.extend(named);
    if more > 0 {
        menu.lead.push(say("leave.more", &[("count", &more.to_string())]));
    }
    if document.ids_given() > 0 {
        menu.lead.push(say("open.ids-given", &[("count", &document.ids_given().to_string())]));
    }
    menu
}

/// What changed in a record: the first change where it fits two rows, and how many more; else how many there are.
fn line(before: Option<&Subject>, after: Option<&Subject>, document: &Document) -> String {
    let name = match after.or(before) {
        Some(Subject::Activity(activity)) => shown::name(activity),
        Some(Subject::Organisation(_)) => say("leave.organisation", &[]),
        _ => say("view.words", &[]),
    };
    match (before, after) {
        (None, _) => return say("leave.added", &[("name", &name)]),
        (_, None) => return say("leave.deleted", &[("name", &name)]),
        _ => {}
    }
    let mut changes = of_records(before, after);
    if changes.len() > 1 {
        changes.retain(|change| !change.puts_back_in_review());
    }
    let mut words: Vec<String> = changes.iter().map(|change| in_words(change, document)).collect();
    let first = if words.is_empty() { String::new() } else { words.remove(0) };
    let told = say("leave.told", &[("name", &name), ("changes", &first)]);
    let told = match words.len() {
        0 => told,
        more => say("leave.told.more", &[("told", &told), ("count", &more.to_string())]),
    };
    if width(&clean(&told)) <= 2 * LINE && !first.is_empty() {
        return told;
    }
    say("leave.changed", &[("name", &name), ("count", &changes.len().to_string())])
}

/// A change as `Recipients: + Coach operators - Schools`.
fn in_words(change: &FieldChange, document: &Document) -> String {
    let Told { field, removed, added, .. } = told(change, document.register(), document.lexicon());
    let signed = |texts: Vec<String>, id: &'static str| {
        texts.into_iter().filter(|text| !text.trim().is_empty()).map(move |text| say(id, &[("value", &text)]))
    };
    let values: Vec<String> = signed(added, "work.added").chain(signed(removed, "work.removed")).collect();
    say("told.part", &[("field", &field), ("value", &values.join(" "))])
}
