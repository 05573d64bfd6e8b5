//! Rules about what people are told and who works for the controller: notice, processors and locations.

use crate::domain::activity::Agreement;
use crate::domain::check::case::{Case, Recipient, is_said, is_unanswered};
use crate::domain::check::spot::Spot;
use crate::domain::fold::same_term;
use crate::domain::vocabulary::ListId;

/// V-45. Whether the activity changed after the notice's date is for the history to say.
pub(super) fn privacy_notice(case: &Case) -> Vec<Spot> {
    Spot::when(!case.activity.privacy_notice.as_ref().is_some_and(|notice| is_said(&notice.link)))
}

/// V-46: first whether a recipient is a processor, then which one, then its contract.
pub(super) fn processors(case: &Case) -> Vec<Spot> {
    let agreements = case.activity.agreements();
    let mut spots = Vec::new();
    for (row, agreement) in agreements.iter().enumerate() {
        if agreement.role.as_deref() != Some("processor") {
            continue;
        }
        let Some(recipient) = agreement.recipient.as_deref().filter(|_| is_said(&agreement.recipient)) else {
            spots.push(Spot::ask(3).on_row(row));
            continue;
        };
        if !has_contract(agreement) && standing_agreement(case, recipient).is_none() {
            spots.push(Spot::ask(4).on_row(row).part("recipient", recipient));
        }
    }
    for (place, recipient) in case.recipients.iter().enumerate() {
        let earlier = case.recipients.iter().take(place);
        if recipient.known.may_be_processor()
            && !earlier.into_iter().any(|other| same_term(other.words, recipient.words))
        {
            spots.extend(
                open_question(agreements, recipient).map(|ask| Spot::ask(ask).part("recipient", recipient.words)),
            );
        }
    }
    spots
}

/// V-49. An empty list says that the organisation holds nothing itself.
pub(super) fn locations(case: &Case) -> Vec<Spot> {
    Spot::when(is_unanswered(&case.activity.locations))
}

/// What is still to be said of a recipient that may be a processor, as an ask of V-46.
fn open_question(agreements: &[Agreement], recipient: &Recipient) -> Option<usize> {
    let own =
        |agreement: &&Agreement| agreement.recipient.as_deref().is_some_and(|words| same_term(words, recipient.words));
    if agreements.iter().filter(own).any(|agreement| is_said(&agreement.role)) {
        return None;
    }
    if recipient.known.is_undecided() {
        return Some(0);
    }
    if recipient.known.agreement().is_some() || agreements.iter().filter(own).any(has_contract) {
        return None;
    }
    Some(if recipient.known.own.is_some() { 2 } else { 1 })
}

/// A reference names a contract as well as a link does.
fn has_contract(agreement: &Agreement) -> bool {
    is_said(&agreement.link) || is_said(&agreement.reference)
}

fn standing_agreement<'a>(case: &Case<'a>, recipient: &str) -> Option<&'a str> {
    case.lexicon.known(ListId::Recipients, recipient)?.agreement()
}
