//! Rules about transfers out of the United Kingdom: where to, and what allows them (Chapter V, Articles 44A to 49A).

use crate::domain::check::case::{Case, is_said};
use crate::domain::check::spot::Spot;
use crate::domain::term::Term;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::{ListId, list};

/// V-13: a transfer, or a recipient abroad, without the country or the international organisation named.
pub(super) fn destination(case: &Case) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (row, transfer) in case.activity.transfers().iter().enumerate() {
        if !is_said(&transfer.country) {
            spots.push(Spot::ask(0).on_row(row));
        } else if transfer.country.as_deref() == Some(INTERNATIONAL_ORGANISATION) && !is_said(&transfer.organisation) {
            spots.push(Spot::ask(1).on_row(row));
        }
    }
    for recipient in &case.recipients {
        let Some(country) = recipient.known.country() else {
            continue;
        };
        let Some(term) = list(ListId::Countries).by_code(country) else {
            continue;
        };
        let named = case.activity.transfers().iter().any(|transfer| transfer.country.as_deref() == Some(country));
        if !named && term.adequacy.as_deref() != Some("home") {
            let spot = Spot::ask(2).part("recipient", recipient.words).part("country", &term.label);
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
    }
    spots
}

/// V-14.
pub(super) fn worldwide(case: &Case) -> Vec<Spot> {
    rows_that(case, |transfer| (transfer.country.as_deref() == Some(UNSPECIFIED)).then_some(0))
}

/// V-15. An empty list says that nothing leaves the United Kingdom.
pub(super) fn unanswered(case: &Case) -> Vec<Spot> {
    Spot::when(case.activity.transfers.is_none())
}

/// V-33. An unspecified destination is V-14's: there is nothing to judge until a country is named. Where an approval covers
/// some receivers only, nothing allows the transfer until somebody has said what does.
pub(super) fn safeguard(case: &Case) -> Vec<Spot> {
    rows_that(case, |transfer| {
        let allowed = mechanism(transfer).is_some_and(|term| term.safeguard || term.derogation);
        match adequacy(transfer) {
            Some("none" | "check") if !allowed && transfer.mechanism.as_deref() != Some(NOT_RESTRICTED) => Some(0),
            Some("partial") if !allowed && !relies_on_approval(transfer) => Some(1),
            _ => None,
        }
    })
}

/// V-35. Approved transfers and derogations need no test, nor does a safeguard beside an approval of the whole country.
pub(super) fn assessment(case: &Case) -> Vec<Spot> {
    rows_that(case, |transfer| {
        let needed = mechanism(transfer).is_some_and(|term| term.safeguard) && adequacy(transfer) != Some("full");
        (needed && !is_said(&transfer.assessment)).then_some(0)
    })
}

/// V-34: an approval that covers some receivers only, without what shows that it covers this one. The list of the UK-US data
/// bridge is searched by the receiver's name.
pub(super) fn scope(case: &Case) -> Vec<Spot> {
    rows_that(case, |transfer| {
        let restricted = transfer.mechanism.as_deref() != Some(NOT_RESTRICTED);
        if !restricted || !relies_on_approval(transfer) || adequacy(transfer) != Some("partial") {
            return Vec::new();
        }
        let unnamed = transfer.country.as_deref() == Some("US") && !is_said(&transfer.organisation);
        let unchecked = transfer.checked_on.as_ref().is_none_or(|date| date.as_str().trim().is_empty());
        [(unnamed, 0), (unchecked, 1)].into_iter().filter(|(gap, _)| *gap).map(|(_, ask)| ask).collect()
    })
}

/// Whether an approval is what allows it, or nothing has to: the data bridge is one with the United States only, and words that
/// we do not know allow nothing.
fn relies_on_approval(transfer: &Transfer) -> bool {
    match transfer.mechanism.as_deref() {
        Some("approved" | NOT_RESTRICTED) => true,
        Some("us-data-bridge") => transfer.country.as_deref() == Some("US"),
        _ => false,
    }
}

/// V-36: a derogation that is not open to a public authority in the exercise of its public powers (Article 49(3)).
pub(super) fn barred_derogation(case: &Case) -> Vec<Spot> {
    if !case.by_public_authority() || is_outside_public_tasks(case) {
        return Vec::new();
    }
    rows_that(case, |transfer| mechanism(transfer).is_some_and(Term::is_barred_to_public_powers).then_some(0))
}

/// V-37: the one derogation for which Article 30(1)(e) wants the safeguards in the record.
pub(super) fn documented_safeguards(case: &Case) -> Vec<Spot> {
    rows_that(case, |transfer| {
        let compelling = transfer.mechanism.as_deref() == Some(COMPELLING_INTERESTS);
        (compelling && !is_said(&transfer.safeguards)).then_some(0)
    })
}

/// Whether every lawful basis is declared to stand outside the public tasks.
fn is_outside_public_tasks(case: &Case) -> bool {
    let mut named = case.activity.lawful_bases().iter().filter(|row| is_said(&row.basis)).peekable();
    named.peek().is_some() && named.all(|row| is_said(&row.outside_public_tasks))
}

const UNSPECIFIED: &str = "unspecified";
const INTERNATIONAL_ORGANISATION: &str = "international-org";
const NOT_RESTRICTED: &str = "none";
const COMPELLING_INTERESTS: &str = "49-compelling";

/// The rows with a fault, by the numbers of the asks that name it.
fn rows_that<Asks: IntoIterator<Item = usize>>(case: &Case, lack: impl Fn(&Transfer) -> Asks) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (row, transfer) in case.activity.transfers().iter().enumerate() {
        let country = case.lexicon.label(ListId::Countries, transfer.country.as_deref().unwrap_or_default());
        let allowed = case.lexicon.label(ListId::Mechanisms, transfer.mechanism.as_deref().unwrap_or_default());
        let asks = lack(transfer).into_iter();
        spots.extend(asks.map(|ask| Spot::ask(ask).on_row(row).part("country", country).part("mechanism", allowed)));
    }
    spots
}

fn mechanism(transfer: &Transfer) -> Option<&'static Term> {
    list(ListId::Mechanisms).by_code(transfer.mechanism.as_deref()?)
}

/// How far the United Kingdom has approved transfers to the destination; `None` where it names none.
fn adequacy(transfer: &Transfer) -> Option<&'static str> {
    let destination = transfer.country.as_deref().filter(|code| *code != UNSPECIFIED)?;
    list(ListId::Countries).by_code(destination)?.adequacy.as_deref()
}
