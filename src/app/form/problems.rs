//! Going to the next field of a form that has something to fix: through all sections, once round, then on to the next record.

use crate::app::form::{Form, Scope};
use crate::app::outline::{self, Item};
use crate::app::round::Round;
use crate::app::{Desk, Step};
use crate::domain::subject::{Place, Subject};
use crate::domain::words::say;

impl Form {
    pub(super) fn next_problem(&mut self, desk: &mut Desk) -> Vec<Step> {
        let Some(shown) = self.shown(desk) else { return Vec::new() };
        let stops = self.stops(desk);
        let here = shown.items.get(self.highlight(&shown.items)).map(|item| self.order(&shown.subject, item));
        match self.round.next(&stops, here) {
            Some((_, place)) => {
                self.go_to(Item::Field(place), desk);
                Vec::new()
            }
            None if matches!(shown.subject, Subject::Vocabulary(_)) => vec![Step::Say(say("problems.none", &[]))],
            None => vec![Step::NextToFix],
        }
    }

    /// Goes to the first field that has something to fix.
    pub fn first_problem(&mut self, desk: &Desk) {
        if let Some((_, place)) = self.round.next(&self.stops(desk), None) {
            self.go_to(Item::Field(place), desk);
        }
    }

    /// Begins a round where it stands, so that it ends before it comes here again.
    pub fn begin_round(&mut self) {
        self.round = Round::default();
        if let Some(Item::Field(place)) = self.here {
            self.round.begin(place);
        }
    }

    /// The fields that have something to fix, in the order of the form.
    fn stops(&self, desk: &Desk) -> Vec<(Order, Place)> {
        let Some(subject) = desk.document.subject(&self.subject) else { return Vec::new() };
        let findings = desk.findings(&subject);
        let open = findings.iter().filter(|finding| !finding.accepted);
        let places = open.map(|finding| finding.target(&subject));
        let mut stops: Vec<(Order, Place)> =
            places.map(|place| (self.order(&subject, &Item::Field(place)), place)).collect();
        stops.sort_by_key(|(order, _)| *order);
        stops.dedup();
        stops
    }

    /// Where an item stands in the whole form.
    fn order(&self, subject: &Subject, item: &Item) -> Order {
        let (field, row, column) = match item {
            Item::Field(place) => (place.field, place.cell.map(|(row, _)| row), place.cell.map(|(_, column)| column)),
            Item::Row { field, row } => (*field, Some(*row), None),
            Item::Add { field } => (*field, Some(usize::MAX), None),
            Item::Heading(_) | Item::Unanswered(_) | Item::Folded(_) => return Order::default(),
        };
        let place = match (row, column) {
            (Some(row), Some(column)) => Place::cell(field, row, column),
            _ => Place::of(field),
        };
        let section = match (self.scope, column) {
            (Scope::Section(section), None) => section,
            _ => outline::section_of(subject, &place),
        };
        let sections = outline::sections(subject);
        let columns = subject.columns(field);
        Order {
            section: sections.iter().position(|listed| *listed == section),
            field: subject.fields().iter().position(|column| column.spec.id == field),
            row,
            column: column.and_then(|id| columns.iter().position(|column| column.spec.id == id)),
        }
    }
}

/// Where something stands in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    section: Option<usize>,
    field: Option<usize>,
    row: Option<usize>,
    column: Option<usize>,
}
