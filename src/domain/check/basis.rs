//! Rules about the lawful basis: Article 6, consent and legitimate interests.

use crate::domain::activity::LawfulBasis;
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::vocabulary::ListId;

/// V-26.
pub(super) fn basis(case: &Case) -> Vec<Spot> {
    Spot::when(!case.activity.lawful_bases().iter().any(|row| is_said(&row.basis)))
}

/// V-27.
pub(super) fn consent_record(case: &Case) -> Vec<Spot> {
    let consent = case.relies_on("6(1)(a)") || said(&case.activity.article9_conditions).any(|code| code == "9(2)(a)");
    Spot::when(consent && !is_said(&case.activity.consent_record))
}

/// V-28.
pub(super) fn legitimate_interests(case: &Case) -> Vec<Spot> {
    if !case.relies_on("6(1)(f)") {
        return Vec::new();
    }
    let held = case.activity.legitimate_interests.as_ref();
    let recorded =
        [held.is_some_and(|held| is_said(&held.interests)), held.is_some_and(|held| is_said(&held.assessment))];
    let gaps = recorded.into_iter().enumerate().filter(|(_, recorded)| !recorded);
    gaps.map(|(ask, _)| Spot::ask(ask)).collect()
}

/// V-29.
pub(super) fn barred_for_tasks(case: &Case) -> Vec<Spot> {
    if !case.by_public_authority() {
        return Vec::new();
    }
    rows_that(case, &["6(1)(ea)", "6(1)(f)"], |row| !is_said(&row.outside_public_tasks))
}

/// V-30. Where a system decides alone the basis is barred altogether (V-43), and no condition helps.
pub(super) fn annex1_condition(case: &Case) -> Vec<Spot> {
    let relied_on = case.relies_on("6(1)(ea)") && !case.activity.is_decided_by_system();
    Spot::when(relied_on && !is_said(&case.activity.recognised_legitimate_interest))
}

/// V-31.
pub(super) fn statutory_reference(case: &Case) -> Vec<Spot> {
    rows_that(case, &["6(1)(c)", "6(1)(e)"], |row| !is_said(&row.statutory_reference))
}

/// V-32: consent alone, beside an Act that obliges or empowers. Without the Act the record does not show a statutory service.
pub(super) fn consent_alone(case: &Case) -> Vec<Spot> {
    let bases = case.activity.lawful_bases().iter().enumerate();
    let named = || bases.clone().filter(|(_, row)| is_said(&row.basis));
    if !case.by_public_authority() || !named().all(|(_, row)| row.basis.as_deref() == Some("6(1)(a)")) {
        return Vec::new();
    }
    let statutory = named().filter(|(_, row)| is_said(&row.statutory_reference));
    let spots = statutory.map(|(place, row)| {
        Spot::ask(0).on_row(place).part("law", row.statutory_reference.as_deref().unwrap_or_default())
    });
    spots.collect()
}

fn rows_that(case: &Case, codes: &[&str], lack: impl Fn(&LawfulBasis) -> bool) -> Vec<Spot> {
    let rows = case.activity.lawful_bases().iter().enumerate();
    let found = rows.filter_map(|(row, basis)| {
        let code = basis.basis.as_deref().filter(|code| codes.contains(code))?;
        let label = case.lexicon.label(ListId::LawfulBases, code);
        lack(basis).then(|| Spot::ask(0).on_row(row).part("basis", label))
    });
    found.collect()
}
