//! The clock and the source of chance.

use crate::domain::date;
use crate::domain::id::Ids;
use crate::domain::words::say;
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

/// A moment of the register where the officer is: `10:42`, and the day before it where that was another one. `None` where it
/// is no moment.
pub fn spoken(stamp: &str) -> Option<String> {
    let moment = TimeZone::system().to_datetime(stamp.parse::<Timestamp>().ok()?);
    let time = moment.strftime("%H:%M").to_string();
    if moment.date() == today() {
        return Some(time);
    }
    Some(say("moment", &[("day", &date::long(moment.date())), ("time", &time)]))
}

/// A moment as the register keeps it, in words, as the clock of the officer shows it: `24 November 2026, 10:42`. What is no
/// moment stays as it is.
pub fn in_words(stamp: &str) -> String {
    let Ok(moment) = stamp.parse::<Timestamp>() else { return stamp.to_owned() };
    TimeZone::system().to_datetime(moment).strftime("%-d %B %Y, %H:%M").to_string()
}

/// The moment at which a day begins where the officer is.
pub fn start_of(day: Date) -> Timestamp {
    let midnight = day.at(0, 0, 0, 0);
    TimeZone::system().to_timestamp(midnight).unwrap_or_else(|_| Timestamp::now())
}

/// The last moment of a day where the officer is.
pub fn end_of(day: Date) -> Timestamp {
    let end = start_of(day.tomorrow().unwrap_or(day));
    end.checked_sub(jiff::SignedDuration::from_nanos(1)).unwrap_or(end)
}

/// A moment by the officer's clock.
pub fn local(moment: Timestamp) -> DateTime {
    TimeZone::system().to_datetime(moment)
}

/// The present moment as part of a file name, in UTC: `20261124-104207`.
pub fn file_time() -> String {
    now().strftime("%Y%m%d-%H%M%S").to_string()
}

/// A secret by chance, of which the salts of the history are made.
pub fn secret() -> [u8; 32] {
    let mut secret = [0; 32];
    if getrandom::fill(&mut secret).is_err() {
        // As for ids: the clock is the best there is.
        secret.chunks_exact_mut(8).for_each(|part| part.copy_from_slice(&seed().to_le_bytes()));
    }
    secret
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
