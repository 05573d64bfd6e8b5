//! Rules about law enforcement: what section 61 DPA 2018 wants in its record, and work that may belong there.

use crate::domain::check::case::{Case, holds_nothing, is_said, is_unanswered, said};
use crate::domain::check::record::lines_that;
use crate::domain::check::spot::Spot;

/// V-57: what section 61(2) wants beside the points that a record of general processing has too.
pub(super) fn record(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    let added = case.activity.law_enforcement.as_ref();
    if !added.is_some_and(|added| is_said(&added.legal_basis)) {
        spots.push(Spot::ask(0));
    }
    let points = [
        lines_that(case, |line| is_unanswered(&line.recipients)),
        lines_that(case, |line| holds_nothing(&line.subjects)),
        lines_that(case, |line| {
            let all = [&line.data_classes, &line.special_categories, &line.criminal_offence_data];
            all.into_iter().all(holds_nothing)
        }),
    ];
    for (ask, point) in (1..).zip(points) {
        spots.extend(point.into_iter().map(|spot| Spot { ask, ..spot }));
    }
    let profiling = case.activity.automated_decisions.as_ref();
    if !profiling.is_some_and(|decisions| is_said(&decisions.level)) {
        spots.push(Spot::ask(4));
    }
    spots
}

/// V-58. Data that a class only implies may turn out not to be sensitive; then no policy document is asked for either.
pub(super) fn sensitive(case: &Case) -> Vec<Spot> {
    let Some(data) = case.special else {
        return Vec::new();
    };
    let added = case.activity.law_enforcement.as_ref();
    let condition = added.is_some_and(|added| !holds_nothing(&added.schedule8_conditions));
    let document = added.is_some_and(|added| is_said(&added.policy_document));
    let mut spots = Vec::new();
    if !condition {
        spots.push(Spot::ask(usize::from(data.implied)).part("data", data.words));
    }
    if !document && (condition || !data.implied) {
        spots.push(Spot::ask(2).part("data", data.words));
    }
    spots
}

/// V-59. Only what the work is called and is for speaks for it: to share data with the police is not law enforcement. A body that
/// is no public authority is hardly a competent one (section 30).
pub(super) fn other_regime(case: &Case) -> Vec<Spot> {
    if !case.by_public_authority() {
        return Vec::new();
    }
    let title = case.activity.title.as_deref().map(str::to_ascii_lowercase).unwrap_or_default();
    let in_title = || ENFORCEMENT.iter().chain(&[FRAUD]).find(|(sign, _)| title.contains(sign));
    let purposes: Vec<String> = said(&case.activity.purposes).map(str::to_ascii_lowercase).collect();
    let in_purposes = || ENFORCEMENT.iter().find(|(sign, _)| purposes.iter().any(|purpose| purpose.contains(sign)));
    // Many a purpose ends «and prevent fraud»; to investigate it is what makes the difference.
    let investigated = || {
        let any = purposes.iter().any(|purpose| purpose.contains("investigat") && purpose.contains(FRAUD.0));
        any.then_some(&FRAUD)
    };
    let sign = in_title().or_else(in_purposes).or_else(investigated);
    sign.map(|(_, work)| Spot::ask(0).part("work", work)).into_iter().collect()
}

/// Words by which a record speaks of the work of a competent authority, in lower case, and what we call that work.
const ENFORCEMENT: [(&str, &str); 5] = [
    ("prosecut", "prosecution"),
    ("trading standards", "trading standards"),
    ("planning enforcement", "planning enforcement"),
    ("criminal investigation", "criminal investigation"),
    ("investigation of offences", "the investigation of offences"),
];
const FRAUD: (&str, &str) = ("fraud", "the investigation of fraud");
