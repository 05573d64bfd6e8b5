//! Rules about the header of the record: who the controller is and who its data protection officer.

use crate::domain::check::case::{Case, Header, Spot, is_said};

/// V-01: the controller's name and contact details. The last two asks are for a controller other than the organisation.
pub(super) fn controller(header: &Header) -> Vec<Spot> {
    let asks = if header.activity.is_none() {
        [0, 1]
    } else {
        [2, 3]
    };
    gaps(asks, [header.named, header.reachable], header.name)
}

/// V-02: the data protection officer of a public authority.
pub(super) fn officer(header: &Header) -> Vec<Spot> {
    if !header.needs_officer {
        return Vec::new();
    }
    let asks = if header.activity.is_none() {
        [0, 1]
    } else {
        [2, 3]
    };
    gaps(
        asks,
        [header.officer_named, header.officer_reachable],
        header.name,
    )
}

/// V-04: the other controllers of a joint controller.
pub(super) fn joint_controllers(case: &Case) -> Vec<Spot> {
    if case.activity.role.as_deref() != Some("joint-controller") {
        return Vec::new();
    }
    let rows = case
        .activity
        .joint_controllers
        .as_deref()
        .unwrap_or_default();
    if rows.is_empty() {
        return vec![Spot::ask(0)];
    }
    let rows = rows.iter().enumerate().flat_map(|(row, other)| {
        let name = other.name.as_deref().unwrap_or_default();
        let spots = gaps(
            [1, 2],
            [is_said(&other.name), is_said(&other.contact)],
            name,
        );
        spots.into_iter().map(move |spot| spot.on_row(row))
    });
    rows.collect()
}

fn gaps(asks: [usize; 2], recorded: [bool; 2], name: &str) -> Vec<Spot> {
    let name = if name.trim().is_empty() {
        "the other controller"
    } else {
        name
    };
    let gaps = asks
        .into_iter()
        .zip(recorded)
        .filter(|(_, recorded)| !recorded);
    gaps.map(|(ask, _)| Spot::ask(ask).part("controller", name))
        .collect()
}
