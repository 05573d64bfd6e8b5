//! Rules about the appropriate policy document, which many conditions of Schedule 1 need (Schedule 1 Part 4).

use crate::domain::activity::PolicyUse;
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::long;
use crate::domain::organisation::PolicyDocument;
use crate::domain::term::Term;
use jiff::civil::Date;

/// V-22: what paragraph 41 wants in the record beside the condition itself.
pub(super) fn record_of_policy(case: &Case) -> Vec<Spot> {
    let Some(condition) = firm(case).next().or_else(|| conditions(case).next()) else {
        return Vec::new();
    };
    let mut spots = Vec::new();
    if held(case).is_none_or(|policy| policy.followed.is_none()) {
        spots.push(Spot::ask(if has_exceptions(condition) { 2 } else { 0 }));
    }
    if !case.activity.lawful_bases().iter().any(|row| is_said(&row.basis)) {
        spots.push(Spot::ask(1));
    }
    spots.into_iter().map(|spot| spot.part("condition", &condition.label)).collect()
}

/// V-23.
pub(super) fn reason_not_followed(case: &Case) -> Vec<Spot> {
    let departs = held(case).is_some_and(|policy| policy.followed == Some(false) && !is_said(&policy.reason));
    Spot::when(departs && conditions(case).next().is_some())
}

/// V-24. A document of the organisation serves the conditions that it lists, for the organisation's own activities.
pub(super) fn policy_document(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    let own = held(case);
    let own_link = own.is_some_and(|policy| is_said(&policy.link));
    let uncovered = |condition: &&Term| !own_link && covering(case, condition).is_none();
    let (firm, others): (Vec<&Term>, Vec<&Term>) =
        conditions(case).filter(uncovered).partition(|condition| !has_exceptions(condition));
    let named = if firm.is_empty() { &others } else { &firm };
    if !named.is_empty() {
        let labels: Vec<&str> = named.iter().map(|condition| condition.label.as_ref()).collect();
        spots.push(Spot::ask(if firm.is_empty() { 2 } else { 0 }).part("condition", &labels.join("’, ‘")));
    }
    let is_past = |day: &Date| *day < case.today;
    let own_review = own.and_then(|policy| policy.review_by.as_ref()?.day()).filter(is_past);
    let own_review = own_review.filter(|_| conditions(case).next().is_some());
    spots.extend(own_review.map(|day| Spot::ask(1).part("date", &long(day))));
    let shared = conditions(case).filter(|_| !own_link).filter_map(|condition| {
        let day = covering(case, condition)?.review_by.as_ref()?.day()?;
        Some((day, condition))
    });
    let first = shared.filter(|(day, _)| is_past(day)).min_by_key(|(day, _)| *day);
    spots.extend(
        first.map(|(day, condition)| Spot::ask(3).part("date", &long(day)).part("condition", &condition.label)),
    );
    spots
}

/// The conditions of the activity that need a policy document.
fn conditions<'a>(case: &'a Case) -> impl Iterator<Item = &'static Term> + use<'a> {
    case.schedule1().filter(|paragraph| paragraph.requires_policy_document)
}

/// Those of them that need it whatever is done.
fn firm<'a>(case: &'a Case) -> impl Iterator<Item = &'static Term> + use<'a> {
    conditions(case).filter(|condition| !has_exceptions(condition))
}

/// Whether there are uses of the condition that need no policy document: disclosure to a competent authority (paragraph 10) or
/// to an anti-doping body (27), and what paragraph 36 extends. Paragraph 37 extends paragraph 20, which always needs it.
fn has_exceptions(condition: &Term) -> bool {
    matches!(condition.paragraph, Some(10 | 27 | 36))
}

fn held<'a>(case: &Case<'a>) -> Option<&'a PolicyUse> {
    case.activity.appropriate_policy_document.as_ref()
}

fn covering<'a>(case: &Case<'a>, condition: &Term) -> Option<&'a PolicyDocument> {
    if case.activity.other_controller().is_some() {
        return None;
    }
    let documents = case.organisation.appropriate_policy_documents.iter().flatten();
    let mut covering = documents.filter(|document| is_said(&document.link));
    covering.find(|document| said(&document.conditions).any(|code| code == condition.code()))
}
