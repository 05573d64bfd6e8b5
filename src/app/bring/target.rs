//! The fields that a column can go to, as the officer selects them.

use crate::app::Step;
use crate::app::bring::BringStep;
use crate::app::menu::{Menu, MenuLine};
use crate::app::textbox::TextBox;
use crate::domain::activity::Activity;
use crate::domain::field::{Fielded, Kind};
use crate::domain::line::Line;
use crate::domain::words::say;
use crate::formats::import::brought::Matched;

/// What a field that a column goes to is called.
pub fn label(id: &str) -> String {
    let own = Activity::field(id).map(|field| field.spec.label);
    let of_line = || Line::field(id).map(|field| field.spec.label);
    own.or_else(of_line).map_or_else(|| say(&format!("import.target.{id}"), &[]), str::to_owned)
}

/// Whether a column holds days.
pub fn is_date(id: &str) -> bool {
    Activity::field(id).is_some_and(|field| field.kind() == Kind::Date)
}

/// The list of fields for one column, the present one highlighted.
pub fn menu(column: &Matched) -> Menu {
    let line = |field: Option<&'static str>, words: String| {
        MenuLine::new(words, vec![Step::Bring(BringStep::Column { column: column.column, field })])
    };
    let ids: Vec<&'static str> = targets();
    let mut lines: Vec<MenuLine> = ids.iter().map(|id| line(Some(id), label(id))).collect();
    lines.push(line(None, say("import.screen.leave-out", &[])));
    let title = say("import.screen.goes-to.title", &[("heading", &column.heading)]);
    let mut menu = Menu::new(title, Vec::new(), lines);
    menu.query = Some(TextBox::new("", false));
    menu.highlight = column.field.and_then(|field| ids.iter().position(|id| *id == field)).unwrap_or(0);
    menu
}

fn targets() -> Vec<&'static str> {
    let of_activity = Activity::fields().iter().map(|field| field.spec.id);
    of_activity.chain(Line::fields().iter().map(|field| field.spec.id)).collect()
}

