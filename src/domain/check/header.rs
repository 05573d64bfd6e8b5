//! The header of the record, and the rules about it: who the controller is, and who its data protection officer.

use crate::domain::Text;
use crate::domain::activity::{Activity, Controller};
use crate::domain::check::case::{Case, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::{fold, same_term};
use crate::domain::organisation::{Officer, Organisation};
use std::collections::HashMap;
use std::sync::Arc;

/// V-01: the controller's name and contact details. The last two asks are for a controller other than the organisation.
pub(super) fn controller(header: &Header) -> Vec<Spot> {
    let asks = if header.activity.is_none() { [0, 1] } else { [2, 3] };
    gaps(asks, [header.named, header.reachable], header.name)
}

/// V-02: the data protection officer of a public authority.
pub(super) fn officer(header: &Header) -> Vec<Spot> {
    if !header.needs_officer {
        return Vec::new();
    }
    let asks = if header.activity.is_none() { [0, 1] } else { [2, 3] };
    gaps(asks, [header.officer_named, header.officer_reachable], header.name)
}

/// V-03: a representative, which only controllers outside the United Kingdom have, and no public authority (Article 27(2)(b)).
pub(super) fn representative(header: &Header) -> Vec<Spot> {
    let filled = header.represented.filter(|_| header.needs_officer);
    filled.map(|field| Spot::ask(0).at(field, None)).into_iter().collect()
}

/// V-04: the other controllers of a joint controller.
pub(super) fn joint_controllers(case: &Case) -> Vec<Spot> {
    if case.activity.role.as_deref() != Some("joint-controller") {
        return Vec::new();
    }
    let rows = case.activity.joint_controllers.as_deref().unwrap_or_default();
    if rows.is_empty() {
        return vec![Spot::ask(0)];
    }
    let rows = rows.iter().enumerate().flat_map(|(row, other)| {
        let name = other.name.as_deref().unwrap_or_default();
        let spots = gaps([1, 2], [is_said(&other.name), is_said(&other.contact)], name);
        spots.into_iter().map(move |spot| spot.on_row(row))
    });
    rows.collect()
}

/// V-05: the arrangement with each joint controller that is named, on its row or as an agreement with it.
pub(super) fn arrangements(case: &Case) -> Vec<Spot> {
    let rows = case.activity.joint_controllers.iter().flatten().enumerate();
    let spots = rows.filter_map(|(row, other)| {
        let name = other.name.as_deref().filter(|name| !name.trim().is_empty())?;
        let arranged = is_said(&other.arrangement) || has_agreement(case.activity, name);
        (!arranged).then(|| Spot::ask(0).on_row(row).part("controller", name))
    });
    spots.collect()
}

fn has_agreement(activity: &Activity, name: &str) -> bool {
    activity.agreements().iter().any(|agreement| {
        agreement.role.as_deref() == Some("joint-controller")
            && agreement.recipient.as_deref().is_some_and(|recipient| same_term(recipient, name))
            && (is_said(&agreement.link) || is_said(&agreement.reference))
    })
}

fn gaps(asks: [usize; 2], recorded: [bool; 2], name: &str) -> Vec<Spot> {
    let name = if name.trim().is_empty() { "the other controller" } else { name };
    let gaps = asks.into_iter().zip(recorded).filter(|(_, recorded)| !recorded);
    gaps.map(|(ask, _)| Spot::ask(ask).part("controller", name)).collect()
}

/// The header of a record (Article 30(1)(a)): the organisation's, or that of another controller which activities name.
#[derive(Debug)]
pub struct Header<'a> {
    /// The first activity that names the controller; `None` for the organisation's own header.
    pub(super) activity: Option<&'a Activity>,
    /// Whether a name is recorded.
    pub(super) named: bool,
    /// The name, for sentences.
    pub(super) name: &'a str,
    /// Whether an address, email or telephone is recorded.
    pub(super) reachable: bool,
    /// The first field of a representative that is filled in.
    pub(super) represented: Option<&'static str>,
    /// Whether a data protection officer is a duty: for a public authority (Article 37(1)(a)).
    pub(super) needs_officer: bool,
    /// Whether the officer's name is recorded.
    pub(super) officer_named: bool,
    /// Whether the officer's address, email or telephone is recorded.
    pub(super) officer_reachable: bool,
}

impl<'a> Header<'a> {
    /// The organisation's header first, then each other controller once. Details of one controller are gathered from all
    /// the activities that name it.
    pub(super) fn all(organisation: &'a Organisation, activities: &'a [Arc<Activity>]) -> Vec<Header<'a>> {
        let mut headers = vec![Header::of_organisation(organisation)];
        let mut places: HashMap<String, usize> = HashMap::new();
        for activity in activities {
            let Some(controller) = activity.other_controller() else {
                continue;
            };
            let header = Header::of_controller(activity, controller);
            // Controllers without a name are told apart by their activities only.
            let place =
                if header.named { *places.entry(fold(header.name)).or_insert(headers.len()) } else { headers.len() };
            match headers.get_mut(place) {
                Some(first) => first.gather(&header),
                None => headers.push(header),
            }
        }
        headers
    }

    fn of_organisation(organisation: &'a Organisation) -> Header<'a> {
        let officer = organisation.data_protection_officer.as_ref();
        Header {
            activity: None,
            named: is_said(&organisation.name),
            name: organisation.name.as_deref().unwrap_or_default(),
            reachable: any_said([&organisation.address, &organisation.email, &organisation.telephone]),
            represented: organisation.representative.as_ref().and_then(first_filled),
            needs_officer: organisation.public_authority != Some(false),
            officer_named: officer.is_some_and(|officer| is_said(&officer.name)),
            officer_reachable: officer.is_some_and(is_reachable),
        }
    }

    fn of_controller(activity: &'a Activity, controller: &'a Controller) -> Header<'a> {
        let officer = controller.data_protection_officer.as_ref();
        Header {
            activity: Some(activity),
            named: is_said(&controller.name),
            name: controller.name.as_deref().unwrap_or_default(),
            reachable: any_said([&controller.address, &controller.email, &controller.telephone]),
            represented: None,
            needs_officer: controller.public_authority == Some(true),
            officer_named: officer.is_some_and(|officer| is_said(&officer.name)),
            officer_reachable: officer.is_some_and(is_reachable),
        }
    }

    fn gather(&mut self, other: &Header) {
        self.reachable |= other.reachable;
        self.needs_officer |= other.needs_officer;
        self.officer_named |= other.officer_named;
        self.officer_reachable |= other.officer_reachable;
    }
}

fn any_said(texts: [&Option<Text>; 3]) -> bool {
    texts.into_iter().any(is_said)
}

fn first_filled(representative: &Officer) -> Option<&'static str> {
    let fields = [
        (&representative.name, "representative.name"),
        (&representative.address, "representative.address"),
        (&representative.email, "representative.email"),
        (&representative.telephone, "representative.telephone"),
    ];
    fields.into_iter().find(|(text, _)| is_said(text)).map(|(_, field)| field)
}

fn is_reachable(officer: &Officer) -> bool {
    any_said([&officer.address, &officer.email, &officer.telephone])
}
