//! Rules about who answers for a record and when it was last looked at.

use crate::domain::activity::Activity;
use crate::domain::check::case::{Case, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::date::{DateText, add_months, long};
use jiff::civil::Date;

/// V-50.
pub(super) fn owner(case: &Case) -> Vec<Spot> {
    Spot::when(!is_said(&case.activity.owner))
}

/// V-51. Drafts are not reviewed yet, retired activities no more.
pub(super) fn review(case: &Case) -> Vec<Spot> {
    if !matches!(case.activity.status.as_deref(), Some(Activity::APPROVED | Activity::IN_REVIEW)) {
        return Vec::new();
    }
    match due(case) {
        None => vec![Spot::ask(0)],
        Some(day) if day < case.today => vec![Spot::ask(1).part("date", &long(day))],
        Some(_) => Vec::new(),
    }
}

/// The day on which the next review is due: the day recorded, unless a review came after it; else the organisation's months
/// after the last review or the approval. `None` where the record was never looked at.
fn due(case: &Case) -> Option<Date> {
    let activity = case.activity;
    let day = |date: &Option<DateText>| date.as_ref().and_then(DateText::day);
    let approved = activity.approved.as_ref().and_then(|approval| day(&approval.on));
    let last = day(&activity.last_reviewed).max(approved);
    let next = day(&activity.next_review).filter(|next| last.is_none_or(|last| last < *next));
    let months = case.organisation.review_every_months.unwrap_or(12).max(1);
    next.or_else(|| Some(add_months(last?, i32::try_from(months).unwrap_or(i32::MAX))))
}
