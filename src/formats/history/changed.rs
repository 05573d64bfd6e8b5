//! What a history tells of the days on which activities changed in what their privacy notices state.

use crate::domain::check::is_stated_in_notice;
use crate::domain::diff::About;
use crate::formats::history::{Change, Entry, History};
use crate::search::changed::Changed;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::HashMap;

impl History {
    /// The last day on which each activity changed in what its privacy notice states, by the calendar of a time zone. To add an
    /// activity changes nothing that a notice could have stated.
    pub fn changed(&self, zone: &TimeZone) -> Changed {
        let day = |entry: &Entry| -> Option<Date> {
            let at: Timestamp = entry.at.parse().ok()?;
            Some(zone.to_datetime(at).date())
        };
        let mut on: HashMap<_, Date> = HashMap::new();
        for entry in self.entries() {
            let Some(Change { about: About::Activity(id), field, .. }) = entry.change() else { continue };
            if let Some(day) = day(entry).filter(|_| is_stated_in_notice(field)) {
                let last = on.entry(id.clone()).or_insert(day);
                *last = day.max(*last);
            }
        }
        Changed { since: self.entries().first().and_then(day), on }
    }
}
