//! Rules about the appropriate policy document, which many conditions of Schedule 1 need (Schedule 1 Part 4).

use crate::domain::activity::PolicyUse;
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::long;
use crate::domain::organisation::PolicyDocument;
use crate::domain::term::Term;

/// V-22: what paragraph 41 wants in the record beside the condition itself.
pub(super) fn record_of_policy(case: &Case) -> Vec<Spot> {
    let Some(condition) = conditions(case).next() else {
        return Vec::new();
    };
    let has_basis = case.activity.lawful_bases().iter().any(|row| is_said(&row.basis));
    let answered = held(case).is_some_and(|policy| policy.followed.is_some());
    let gaps = [answered, has_basis].into_iter().enumerate().filter(|(_, recorded)| !recorded);
    gaps.map(|(ask, _)| Spot::ask(ask).part("condition", &condition.label)).collect()
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
    let uncovered: Vec<&Term> =
        conditions(case).filter(|condition| !own_link && covering(case, condition).is_none()).collect();
    if !uncovered.is_empty() {
        let labels: Vec<&str> = uncovered.iter().map(|condition| condition.label.as_ref()).collect();
        spots.push(Spot::ask(0).part("condition", &labels.join("’, ‘")));
    }
    let from_organisation = conditions(case).filter(|_| !own_link).filter_map(|condition| covering(case, condition));
    let reviews = from_organisation.map(|document| document.review_by.as_ref());
    let own_review = own.filter(|_| conditions(case).next().is_some()).map(|policy| policy.review_by.as_ref());
    let past = own_review
        .into_iter()
        .chain(reviews)
        .flatten()
        .filter_map(|date| date.day())
        .filter(|day| *day < case.today)
        .min();
    spots.extend(past.map(|day| Spot::ask(1).part("date", &long(day))));
    spots
}

/// The conditions of the activity that need a policy document.
fn conditions<'a>(case: &'a Case) -> impl Iterator<Item = &'static Term> + use<'a> {
    case.schedule1().filter(|paragraph| paragraph.requires_policy_document)
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
