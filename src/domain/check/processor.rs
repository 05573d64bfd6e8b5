//! Rules about the record of a processor (Article 30(2)).

use crate::domain::check::case::{Case, holds_nothing, is_said};
use crate::domain::check::spot::Spot;

/// V-54: each controller acted for.
pub(super) fn controllers(case: &Case) -> Vec<Spot> {
    let rows = case.activity.controllers_acted_for();
    if rows.is_empty() {
        return vec![Spot::ask(0)];
    }
    let mut spots = Vec::new();
    for (row, controller) in rows.iter().enumerate() {
        if !is_said(&controller.name) {
            spots.push(Spot::ask(1).on_row(row));
        }
        if !is_said(&controller.contact) {
            let name = controller.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("this controller");
            spots.push(Spot::ask(2).on_row(row).part("controller", name));
        }
    }
    spots
}

/// V-55.
pub(super) fn categories(case: &Case) -> Vec<Spot> {
    let record = case.activity.processor_record.as_ref();
    Spot::when(record.is_none_or(|record| holds_nothing(&record.categories_of_processing)))
}

/// V-56.
pub(super) fn contract(case: &Case) -> Vec<Spot> {
    let record = case.activity.processor_record.as_ref();
    Spot::when(record.is_none_or(|record| !is_said(&record.contract)))
}
