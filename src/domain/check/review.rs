//! Rules about who answers for a record, when it was last looked at, and when the processing ended.

use crate::domain::check::case::{Case, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::date::{DateText, add_months, days_between, long};
use jiff::civil::Date;

/// V-50.
pub(super) fn owner(case: &Case) -> Vec<Spot> {
    Spot::when(!is_said(&case.activity.owner))
}

/// V-51.
pub(super) fn review(case: &Case) -> Vec<Spot> {
    if !case.activity.is_in_force() {
        return Vec::new();
    }
    match due(case) {
        None => vec![Spot::ask(0)],
        Some(day) if day < case.today => vec![Spot::ask(1).part("date", &long(day))],
        Some(_) => Vec::new(),
    }
}

/// V-52.
pub(super) fn review_soon(case: &Case) -> Vec<Spot> {
    let due =
        due(case).filter(|day| case.activity.is_in_force() && (0..=SOON).contains(&days_between(case.today, *day)));
    due.map(|day| Spot::ask(0).part("date", &long(day))).into_iter().collect()
}

/// V-64. The policy document is kept until 6 months after the end (Schedule 1 paragraph 40).
pub(super) fn end_date(case: &Case) -> Vec<Spot> {
    let ended = case.activity.ended_on.as_ref().is_some_and(|date| !date.as_str().trim().is_empty());
    Spot::when(case.activity.is_retired() && !ended)
}

/// How many days before a review is due it is pointed out.
const SOON: i64 = 60;

/// The day on which the next review is due: the day recorded, unless a review came after it; else the organisation's months
/// after the last review or the approval. A review that lies ahead of today has not been held. `None` where the record was
/// never looked at.
fn due(case: &Case) -> Option<Date> {
    let activity = case.activity;
    let day = |date: &Option<DateText>| date.as_ref().and_then(DateText::day);
    let past = |date: &Option<DateText>| day(date).filter(|day| *day <= case.today);
    let approved = activity.approved.as_ref().and_then(|approval| past(&approval.on));
    let last = past(&activity.last_reviewed).max(approved);
    let next = day(&activity.next_review).filter(|next| last.is_none_or(|last| last < *next));
    let months = case.organisation.review_every_months.unwrap_or(12).max(1);
    next.or_else(|| Some(add_months(last?, i32::try_from(months).unwrap_or(i32::MAX))))
}
