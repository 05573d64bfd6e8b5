//! Rules about contracts with processors and agreements with other controllers.

use crate::domain::activity::Agreement;
use crate::domain::check::case::{Case, Recipient, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::date::{DateText, long};
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Known;
use crate::domain::vocabulary::ListId;
use jiff::civil::Date;
use std::collections::HashSet;

/// V-46: first whether a recipient is a processor, then which one, then its contract, then whether that still holds.
pub(super) fn processors(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (row, agreement) in case.activity.agreements().iter().enumerate() {
        let ask = match Part::of(case, agreement) {
            Part::Undecided => Some(Spot::ask(5)),
            Part::Processor if !is_said(&agreement.recipient) => Some(Spot::ask(3)),
            Part::Processor if is_said(&agreement.role) && has_none(case, agreement) => Some(Spot::ask(4)),
            Part::Processor => ended(case, agreement).map(|day| Spot::ask(6).part("date", &long(day))),
            Part::Controller | Part::Other => None,
        };
        spots.extend(ask.map(|spot| about(spot, agreement).on_row(row)));
    }
    for recipient in once_each(case).filter(|recipient| recipient.known.may_be_processor()) {
        let spot = open_question(case, recipient).map(Spot::ask);
        let spot = spot.or_else(|| Some(Spot::ask(7).part("date", &long(standing_ended(case, recipient)?))));
        spots.extend(spot.map(|spot| spot.part("recipient", recipient.words)));
    }
    spots
}

/// V-47. That sharing is regular is known only where somebody recorded the recipient as a controller, or an agreement with it.
pub(super) fn controllers(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    if case.activity.is_retired() {
        return spots;
    }
    for (row, agreement) in case.activity.agreements().iter().enumerate() {
        let ask = match Part::of(case, agreement) {
            Part::Controller if is_said(&agreement.recipient) && has_none(case, agreement) => Some(Spot::ask(0)),
            Part::Controller | Part::Other => ended(case, agreement).map(|day| Spot::ask(1).part("date", &long(day))),
            Part::Undecided | Part::Processor => None,
        };
        spots.extend(ask.map(|spot| about(spot, agreement).on_row(row)));
    }
    for recipient in once_each(case).filter(|recipient| !recipient.known.may_be_processor()) {
        let ended = standing_ended(case, recipient);
        spots.extend(ended.map(|day| Spot::ask(2).part("recipient", recipient.words).part("date", &long(day))));
    }
    spots
}

/// What the other side of an agreement is to the organisation.
enum Part {
    /// It acts on instructions.
    Processor,
    /// It decides for itself, as somebody recorded.
    Controller,
    /// Nobody said yet which of the two.
    Undecided,
    /// A joint controller, whose arrangement stands elsewhere, or a body that the word lists know as no processor.
    Other,
}

impl Part {
    fn of(case: &Case, agreement: &Agreement) -> Part {
        match agreement.role.as_deref().filter(|_| is_said(&agreement.role)) {
            Some("processor") => return Part::Processor,
            Some("controller") => return Part::Controller,
            Some(_) => return Part::Other,
            None => {}
        }
        let known = known(case, agreement);
        match known.and_then(|known| known.kind()) {
            Some("processor") => Part::Processor,
            None | Some("processor-or-controller") if is_said(&agreement.recipient) => Part::Undecided,
            _ => Part::Other,
        }
    }
}

fn about(spot: Spot, agreement: &Agreement) -> Spot {
    spot.part("recipient", agreement.recipient.as_deref().unwrap_or_default())
}

/// What is still to be said of a recipient that may be a processor, as an ask of V-46.
fn open_question(case: &Case, recipient: &Recipient) -> Option<usize> {
    let own: Vec<&Agreement> = own_rows(case, recipient).collect();
    if own.iter().any(|agreement| is_said(&agreement.role)) {
        return None;
    }
    if recipient.known.is_undecided() {
        // Where it has a row, the question stands on the row.
        return own.is_empty().then_some(0);
    }
    if recipient.known.agreement().is_some() || own.iter().any(|agreement| has_contract(agreement)) {
        return None;
    }
    Some(if recipient.known.own.is_some() { 2 } else { 1 })
}

/// The day on which the standing agreement with a recipient ended, where no row of the activity says anything else.
fn standing_ended(case: &Case, recipient: &Recipient) -> Option<Date> {
    recipient.known.agreement()?;
    let day = recipient.known.ends_on().filter(|day| *day < case.today)?;
    (own_rows(case, recipient).next().is_none() && !case.activity.is_retired()).then_some(day)
}

/// The day on which the last agreement ended, the row's own or the standing one; `None` while one holds, and for activities that
/// are no more.
fn ended(case: &Case, agreement: &Agreement) -> Option<Date> {
    let own = has_contract(agreement).then(|| agreement.ends_on.as_ref().and_then(DateText::day));
    let standing = known(case, agreement).filter(|known| known.agreement().is_some()).map(|known| known.ends_on());
    let mut last = None;
    for ends_on in [own, standing].into_iter().flatten() {
        // An agreement without an end holds.
        last = last.max(Some(ends_on.filter(|day| *day < case.today)?));
    }
    last.filter(|_| !case.activity.is_retired())
}

fn has_none(case: &Case, agreement: &Agreement) -> bool {
    !has_contract(agreement) && known(case, agreement).is_none_or(|known| known.agreement().is_none())
}

/// A reference names a contract as well as a link does.
fn has_contract(agreement: &Agreement) -> bool {
    is_said(&agreement.link) || is_said(&agreement.reference)
}

fn known<'a>(case: &Case<'a>, agreement: &Agreement) -> Option<Known<'a>> {
    case.lexicon.known(ListId::Recipients, agreement.recipient.as_deref()?)
}

fn own_rows<'a>(case: &Case<'a>, recipient: &'a Recipient) -> impl Iterator<Item = &'a Agreement> {
    let rows = case.activity.agreements().iter();
    rows.filter(|agreement| agreement.recipient.as_deref().is_some_and(|words| same_term(words, recipient.words)))
}

/// The recipients of all lines, each once.
fn once_each<'a>(case: &'a Case) -> impl Iterator<Item = &'a Recipient<'a>> {
    let mut seen = HashSet::new();
    case.recipients.iter().filter(move |recipient| seen.insert(fold(recipient.words)))
}
