//! The fields that a column can go to, as the officer selects them.

use crate::app::Step;
use crate::app::bring::BringStep;
use crate::app::menu::{Menu, MenuLine};
use crate::app::textbox::TextBox;
use crate::domain::activity::Activity;
use crate::domain::field::{Fielded, Kind};
use crate::domain::words::say;
use crate::formats::import::brought::Matched;
use crate::formats::import::matching::{TARGETS, Target, target};

/// What a field that a column goes to is called.
pub fn label(id: &str) -> String {
    target(id).map_or_else(|| id.to_owned(), |target| target.label.clone())
}

/// Whether a column holds days.
pub fn is_date(id: &str) -> bool {
    Activity::field(id).is_some_and(|field| field.kind() == Kind::Date)
}

/// The list of fields for one column, the present one highlighted; those of a field that another column has say so.
pub fn menu(column: &Matched, columns: &[Matched]) -> Menu {
    let line = |field: Option<&'static str>, words: String| {
        MenuLine::new(words, vec![Step::Bring(BringStep::Column { column: column.column, field })])
    };
    let of_target = |target: &Target| {
        let taken = columns.iter().find(|other| other.field == Some(target.id) && other.column != column.column);
        let note = taken.map(|other| say("import.screen.has-column", &[("heading", &other.heading)]));
        line(Some(target.id), target.label.clone()).with_note(note.unwrap_or_default())
    };
    let mut lines: Vec<MenuLine> = TARGETS.iter().map(of_target).collect();
    lines.push(line(None, say("import.screen.leave-out", &[])));
    let title = say("import.screen.goes-to.title", &[("heading", &column.heading)]);
    let examples: Vec<&str> = column.examples.iter().map(|example| &**example).collect();
    let lead = vec![say("import.screen.holds", &[("values", &examples.join("; "))])];
    let mut menu = Menu::new(title, lead, lines);
    menu.query = Some(TextBox::new("", false));
    menu.highlight = column.field.and_then(|field| TARGETS.iter().position(|target| target.id == field)).unwrap_or(0);
    menu.top = menu.highlight.saturating_sub(3);
    menu
}
