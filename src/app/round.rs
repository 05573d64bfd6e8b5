//! Once round the fields of a record that have something to fix: from where it began to there again, then it is over.

use crate::domain::subject::Place;

/// A round, known by the field that it began at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Round {
    first: Option<Place>,
}

impl Round {
    /// Begins at a field that was gone to.
    pub fn begin(&mut self, first: Place) {
        self.first = Some(first);
    }

    /// The stop to go to from here; `None` where the round is over. Stops come in order, each with its field.
    pub fn next<Order: Copy + Ord>(&mut self, stops: &[(Order, Place)], here: Option<Order>) -> Option<(Order, Place)> {
        let is_behind = |order: Order| here.is_none_or(|here| order > here);
        let later = stops.iter().find(|(order, _)| is_behind(*order));
        let (order, place) = *later.or(stops.first())?;
        let is_there = here == Some(order);
        // The field that the round began at may have been put right since; then it began at the stop behind it.
        let began =
            self.first.and_then(|first| stops.iter().find(|(_, place)| *place == first)).map(|(order, _)| *order);
        let is_over = match (began, later.is_some()) {
            (Some(began), true) => here.is_some_and(|here| here < began) && began <= order,
            (Some(began), false) => here.is_some_and(|here| here < began) || began <= order,
            (None, wraps_not) => self.first.is_some() && !wraps_not,
        };
        if is_there || is_over {
            self.first = None;
            return None;
        }
        if self.first.is_none() {
            self.first = Some(place);
        }
        Some((order, place))
    }
}
