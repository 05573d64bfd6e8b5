//! Leaving with unsaved work: what would be lost, and the answer first that loses nothing.

use crate::app::Step;
use crate::app::document::Document;
use crate::app::menu::{Menu, confirm};
use crate::app::shown;
use crate::domain::diff::of_records;
use crate::domain::subject::Subject;
use crate::domain::words::say;

/// The most activities that are named.
const NAMED: usize = 6;

/// The question before leaving.
pub fn menu(document: &Document) -> Menu {
    let count = document.unsaved().to_string();
    let mut menu = confirm(
        say("leave.question", &[]),
        vec![
            (say("leave.save", &[]), vec![Step::Save { leave: true }]),
            (say("leave.without", &[]), vec![Step::Quit]),
            (say("leave.stay", &[]), Vec::new()),
        ],
    );
    menu.lead = vec![say("leave.unsaved", &[("count", &count)])];
    let changed = document.changed();
    menu.lead.extend(changed.iter().take(NAMED).map(|(before, after)| line(before.as_ref(), after.as_ref())));
    if let Some(more) = changed.len().checked_sub(NAMED).filter(|more| *more > 0) {
        menu.lead.push(say("leave.more", &[("count", &more.to_string())]));
    }
    if document.ids_given() > 0 {
        menu.lead.push(say("open.ids-given", &[("count", &document.ids_given().to_string())]));
    }
    menu
}

fn line(before: Option<&Subject>, after: Option<&Subject>) -> String {
    let name = match after.or(before) {
        Some(Subject::Activity(activity)) => shown::name(activity),
        Some(Subject::Organisation(_)) => say("leave.organisation", &[]),
        _ => say("view.words", &[]),
    };
    let (id, count) = match (before, after) {
        (None, _) => ("leave.added", 0),
        (_, None) => ("leave.deleted", 0),
        (before, after) => ("leave.changed", of_records(before, after).len()),
    };
    say(id, &[("name", &name), ("count", &count.to_string())])
}
