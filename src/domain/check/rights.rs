//! Rules about what people can claim later: a record of each breach, and where their data are to be found.

use crate::domain::check::case::{Case, is_said, is_unanswered};
use crate::domain::check::spot::Spot;

/// V-48. The record is a duty whatever the breach came to.
pub(super) fn breach_record(case: &Case) -> Vec<Spot> {
    let breach = case.activity.breach.as_ref();
    Spot::when(breach.is_some_and(|breach| breach.occurred == Some(true) && !is_said(&breach.link)))
}

/// V-49. An empty list says that the organisation holds nothing itself.
pub(super) fn locations(case: &Case) -> Vec<Spot> {
    Spot::when(is_unanswered(&case.activity.locations))
}
