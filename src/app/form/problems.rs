//! Going to the next field of a form that has something to fix, through all sections.

use crate::app::form::{Form, Scope};
use crate::app::outline::{self, Item};
use crate::app::{Desk, Step};
use crate::domain::field::Section;
use crate::domain::subject::Place;
use crate::domain::words::say;

impl Form {
    pub(super) fn next_problem(&mut self, desk: &mut Desk) -> Vec<Step> {
        let Some(shown) = self.shown(desk) else { return Vec::new() };
        let sections = outline::sections(&shown.subject);
        let all: Vec<(Place, Section)> = sections
            .iter()
            .flat_map(|section| {
                outline::editing(&shown.subject, *section).into_iter().map(move |item| (item, *section))
            })
            .filter_map(|(item, section)| if let Item::Field(place) = item { Some((place, section)) } else { None })
            .collect();
        let open = |place: &Place| {
            let mut open = shown.findings.iter().filter(|finding| !finding.accepted);
            open.any(|finding| outline::place_of(&shown.subject, finding) == *place)
        };
        let here = self
            .place(&shown.items)
            .and_then(|here| all.iter().position(|(place, _)| *place == here))
            .map_or(0, |here| here + 1);
        let found = all.iter().skip(here).chain(all.iter().take(here)).find(|(place, _)| open(place));
        let Some((place, section)) = found else { return vec![Step::Say(say("problems.none", &[]))] };
        (self.scope, self.here) = (Scope::Section(*section), Some(Item::Field(*place)));
        Vec::new()
    }
}
