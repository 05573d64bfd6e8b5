//! Rules about significant decisions that a system takes alone (Articles 22A to 22D).

use crate::domain::check::assessment::is_ruled_out;
use crate::domain::check::case::{Case, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::vocabulary::ListId;

/// V-42. Whether an impact assessment is needed at all is V-40's while nobody has said; that it is not needed cannot stand here.
pub(super) fn safeguards(case: &Case) -> Vec<Spot> {
    if !case.activity.is_decided_by_system() {
        return Vec::new();
    }
    let held = case.activity.automated_decisions.as_ref();
    let gaps = [held.is_some_and(|held| is_said(&held.safeguards)), !is_ruled_out(case.activity.dpia.as_ref())];
    let gaps = gaps.into_iter().enumerate().filter(|(_, recorded)| !recorded);
    gaps.map(|(ask, _)| Spot::ask(ask)).collect()
}

/// V-43: the condition of Article 22B(1) for special category data, and the bar of Article 22B(4) for all personal data.
pub(super) fn conditions(case: &Case) -> Vec<Spot> {
    if !case.activity.is_decided_by_system() {
        return Vec::new();
    }
    let mut spots = Vec::new();
    let held = case.activity.automated_decisions.as_ref();
    if !held.is_some_and(|held| is_said(&held.condition)) {
        let by_level = held.is_some_and(|held| held.level.as_deref() == Some("sole-special"));
        match case.special {
            Some(data) if data.implied && !by_level => spots.push(Spot::ask(1).part("data", data.words)),
            Some(_) => spots.push(Spot::ask(0)),
            None if by_level => spots.push(Spot::ask(0)),
            None => (),
        }
    }
    let label = case.lexicon.label(ListId::LawfulBases, RECOGNISED_LEGITIMATE_INTEREST);
    let bases = case.activity.lawful_bases().iter().enumerate();
    let barred = bases.filter(|(_, row)| row.basis.as_deref() == Some(RECOGNISED_LEGITIMATE_INTEREST));
    spots.extend(barred.map(|(row, _)| Spot::ask(2).on_row(row).part("basis", label)));
    spots
}

const RECOGNISED_LEGITIMATE_INTEREST: &str = "6(1)(ea)";
