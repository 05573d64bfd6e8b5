//! The clock and the source of chance.

use crate::domain::id::Ids;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// Today, where the officer is.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// The present moment in UTC, to the second.
pub fn now() -> DateTime {
    let now = TimeZone::UTC.to_datetime(Timestamp::now());
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

/// The present moment as the register keeps it: `2026-11-24T10:42:07Z`.
pub fn stamp() -> String {
    format!("{}Z", now())
}

/// The time zone where the officer is.
pub fn zone() -> TimeZone {
    TimeZone::system()
}

/// The time of day where the officer is: `10:42`.
pub fn time() -> String {
    ZonedDateTime::now().strftime("%H:%M").to_string()
}

/// A stream of new ids that nobody else has.
pub fn ids() -> Ids {
    Ids::seeded(seed())
}

/// A number by chance.
pub fn seed() -> u64 {
    // Where the system gives no chance, the clock is the best there is; an id is compared with those of the register anyway.
    getrandom::u64().unwrap_or_else(|_| Timestamp::now().as_nanosecond().unsigned_abs() as u64)
}
