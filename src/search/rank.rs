//! Finding: which activities match, and in which order they are shown.

use crate::search::close::{STRIDE, Scorer, close_matches};
use crate::search::entry::Entry;
use crate::search::facet::Counter;
use crate::search::filter::{Outcome, Passes};
use crate::search::index::Index;
use crate::search::leaf::with_id;
use crate::search::misread::{Reading, may_stand, read_with_slips};
use crate::search::query::Query;
use crate::search::seek::{Seek, Tier};
use crate::search::{Ask, Found, Order};
use std::cmp::Reverse;
use std::sync::Arc;

/// Searches an index. `None` where `stop` said so; it is asked every few thousand activities.
pub fn find(index: Arc<Index>, ask: &Ask, stop: &dyn Fn() -> bool) -> Option<Found> {
    let query = Query::read(&ask.query);
    let mut answer = search(&index, &query, ask, stop)?;
    let mut read = Reading { query, slip: None };
    if answer.places.is_empty()
        && let Some(other) = read_with_slips(&index, &read.query, ask, stop)?
    {
        let second = search(&index, &other.query, ask, stop)?;
        if !second.places.is_empty() {
            (answer, read) = (second, other);
        }
    }
    Some(Found {
        places: answer.places,
        exact: answer.exact,
        slip: read.slip,
        unknown_fields: read.query.unknown_fields.clone(),
        facets: answer.counter.map(|counter| counter.facets(&index, &ask.filters)).unwrap_or_default(),
        index,
        changed: read.query.asks_of_changes().then(|| ask.changed.clone()),
        query: read.query,
    })
}

/// What one reading of the query finds.
struct Answer {
    places: Vec<u32>,
    exact: usize,
    counter: Option<Counter>,
}

fn search(index: &Index, query: &Query, ask: &Ask, stop: &dyn Fn() -> bool) -> Option<Answer> {
    let seek = Seek::new(query, index, ask);
    let passes = Passes::new(&ask.filters, index);
    let mut counter = ask.facets.then(|| Counter::new(index, ask.today));
    let tiers = tiers(
        index,
        query,
        &seek,
        &mut |entry, tier| {
            let outcome = passes.outcome(entry, ask.today);
            if let Some(counter) = &mut counter {
                counter.add(entry, outcome);
            }
            Some(tier).filter(|_| outcome == Outcome::Passes)
        },
        stop,
    )?;
    let mut places =
        if query.words.is_empty() { in_order(index, &tiers, ask.order) } else { best_first(index, &tiers, query) };
    let exact = places.len();
    if exact < FEW && !query.words.is_empty() {
        let wanted = |place: u32, entry: &Entry| {
            tiers.get(place as usize) == Some(&None) && passes.outcome(entry, ask.today) == Outcome::Passes
        };
        places.extend(close_matches(query, index, &seek, &wanted, stop)?);
    }
    if let Some(counter) = &mut counter {
        let close = places.iter().skip(exact).filter_map(|place| index.entry(*place));
        close.for_each(|entry| counter.add(entry, Outcome::Passes));
    }
    Some(Answer { places, exact, counter })
}

/// How well each activity matches, as far as it is kept.
fn tiers(
    index: &Index,
    query: &Query,
    seek: &Seek,
    keep: &mut dyn FnMut(&Entry, Tier) -> Option<Tier>,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Option<Tier>>> {
    let mut tiers = vec![None; index.len()];
    if !query.words.iter().all(|word| may_stand(index, word)) {
        return Some(tiers);
    }
    for ((place, entry), slot) in (0_u32..).zip(index.entries()).zip(&mut tiers) {
        if place.is_multiple_of(STRIDE) && stop() {
            return None;
        }
        *slot = seek.tier(entry).and_then(|tier| keep(entry, tier));
    }
    Some(tiers)
}

/// With fewer matches than this, close ones are shown behind them.
const FEW: usize = 3;

/// Tier by tier; in a tier that a person can look through by score, then from A to Z.
fn best_first(index: &Index, tiers: &[Option<Tier>], query: &Query) -> Vec<u32> {
    let scorers: Vec<Scorer> = query.words.iter().map(|word| Scorer::new(word)).collect();
    let score = |place: &u32| -> i64 {
        let title = index.entry(*place).map(|entry| entry.title()).unwrap_or_default();
        scorers.iter().map(|scorer| scorer.on_title(title)).sum()
    };
    let mut by_tier: [Vec<u32>; 5] = Default::default();
    for place in &index.by_title().places {
        let tier = tiers.get(*place as usize).copied().flatten();
        let of_tier = by_tier.iter_mut().zip(Tier::ALL).find(|(_, of)| Some(*of) == tier);
        if let Some((places, _)) = of_tier {
            places.push(*place);
        }
    }
    for places in by_tier.iter_mut().filter(|places| places.len() <= SCORED) {
        places.sort_by_cached_key(|place| Reverse(score(place)));
    }
    by_tier.concat()
}

/// A tier with more activities than this is not scored: nobody reads so far, and scoring is slow.
const SCORED: usize = 500;

/// The order that was asked for.
fn in_order(index: &Index, tiers: &[Option<Tier>], order: Order) -> Vec<u32> {
    let found = |place: &u32| tiers.get(*place as usize).is_some_and(Option::is_some);
    let places = match order {
        Order::Reference => &index.by_reference().places,
        _ => &index.by_title().places,
    };
    let mut places: Vec<u32> = places.iter().copied().filter(found).collect();
    let entry = |place: &u32| index.entry(*place);
    match order {
        Order::Title | Order::Reference => {}
        Order::File => places.sort_unstable(),
        Order::Directorate => {
            let ranks = ranks_of_directorates(index);
            places.sort_by_cached_key(|place| {
                let wordings = entry(place).map(|entry| &*entry.wordings).unwrap_or_default();
                let mut ranks = wordings.iter().filter_map(|id| ranks.get(*id as usize));
                ranks.find(|rank| **rank < u32::MAX).copied().unwrap_or(u32::MAX)
            });
        }
        Order::Review => places.sort_by_cached_key(|place| {
            let day = entry(place).and_then(|entry| entry.next_review);
            (day.is_none(), day)
        }),
        Order::Status => places.sort_by_cached_key(|place| entry(place).map(|entry| entry.status_rank())),
        Order::ToFix => places.sort_by_cached_key(|place| Reverse(entry(place).map(|entry| entry.to_fix()))),
    }
    places
}

/// For each shared word that is a directorate where it stands from A to Z; the last place for the others.
fn ranks_of_directorates(index: &Index) -> Vec<u32> {
    let field = with_id("directorate");
    let all = index.wordings().all();
    let mut names: Vec<(&str, usize)> = Vec::new();
    for (id, wording) in all.iter().enumerate().filter(|(_, wording)| Some(wording.leaf) == field) {
        names.push((wording.written(), id));
    }
    names.sort_unstable();
    let mut ranks = vec![u32::MAX; all.len()];
    for (rank, (_, id)) in (0..).zip(names) {
        if let Some(slot) = ranks.get_mut(id) {
            *slot = rank;
        }
    }
    ranks
}
