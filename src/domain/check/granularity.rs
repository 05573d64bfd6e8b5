//! Rules about whether the lists of a record hang together: which people's data go to whom and are kept for how long.

use crate::domain::check::case::{Case, is_said, is_unanswered, said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Known;
use crate::domain::line::{Line, Retention};
use crate::domain::vocabulary::ListId;
use std::collections::BTreeSet;

/// V-11: one line that joins many people with many data, or lines that nothing tells apart.
pub(super) fn links(case: &Case) -> Vec<Spot> {
    if let [line] = case.activity.lines() {
        return joined(line).into_iter().collect();
    }
    let lines = case.activity.lines().iter().enumerate();
    let copies = lines.filter(|(place, line)| {
        let mut earlier = case.activity.lines().iter().take(*place);
        is_kept(line) && earlier.any(|other| is_copy(line, other))
    });
    copies.map(|(_, line)| Spot::ask(1).on_line(line)).collect()
}

/// V-12: a supplier is named, but nobody outside the organisation receives the data. A line without an answer is V-10's.
pub(super) fn suppliers(case: &Case) -> Vec<Spot> {
    let lines = case.activity.lines();
    let Some(first) = lines.first() else {
        return Vec::new();
    };
    if lines.iter().any(|line| is_unanswered(&line.recipients)) {
        return Vec::new();
    }
    let inside = |words: &str| recipient(case, words).is_some_and(|known| known.kind() == Some("internal"));
    if !lines.iter().flat_map(|line| said(&line.recipients)).all(inside) {
        return Vec::new();
    }
    let supplier = named(case).find(|words| is_supplier(case, words));
    supplier.map(|words| Spot::ask(0).part("supplier", words).on_line(first)).into_iter().collect()
}

fn joined(line: &Line) -> Option<Spot> {
    let people = said(&line.subjects).count();
    let data = said(&line.data_classes).chain(said(&line.special_categories)).chain(said(&line.criminal_offence_data));
    let data = data.count();
    let spot = || Spot::ask(0).on_line(line).part("people", &people.to_string()).part("data", &data.to_string());
    (people > 1 && data > 1).then(spot)
}

/// Whether a time limit is recorded, in whatever form.
fn is_kept(line: &Line) -> bool {
    let kept = |held: &Retention| {
        held.period_months.is_some()
            || held.permanent.is_some()
            || [&held.trigger, &held.authority, &held.text].into_iter().any(is_said)
    };
    line.retention.as_ref().is_some_and(kept)
}

/// Whether two lines have the same recipients and the same time limit.
fn is_copy(line: &Line, other: &Line) -> bool {
    let recipients = |line: &Line| said(&line.recipients).map(fold).collect::<BTreeSet<_>>();
    line.retention == other.retention && recipients(line) == recipients(other)
}

fn recipient<'a>(case: &Case<'a>, words: &str) -> Option<Known<'a>> {
    case.lexicon.known(ListId::Recipients, words)
}

/// The organisations that a record names outside its lists of recipients. The receivers of transfers are not among them: a
/// receiver abroad need be no supplier, and V-34 asks for its name.
fn named<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a str> {
    let activity = case.activity;
    let agreements = activity.agreements().iter().filter_map(|agreement| agreement.recipient.as_deref());
    let places = said(&activity.locations).chain(said(&activity.sources));
    agreements.chain(places)
}

/// Whether one named works for the organisation: by the role in its agreement, else by what the register knows of it.
fn is_supplier(case: &Case, words: &str) -> bool {
    let mut agreements = case.activity.agreements().iter();
    let own = agreements.find(|agreement| agreement.recipient.as_deref().is_some_and(|other| same_term(other, words)));
    match own.and_then(|agreement| agreement.role.as_deref()) {
        Some(role) => role == "processor",
        None => recipient(case, words).is_some_and(|known| known.may_be_processor()),
    }
}
