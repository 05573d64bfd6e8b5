//! Counting what each further filter would leave.

use crate::domain::fold::fold;
use crate::search::entry::Entry;
use crate::search::filter::{Facet, Filter, Holding, Outcome, Review};
use crate::search::index::Index;
use crate::search::leaf::{leaf, with_id};
use crate::search::wording::WordingId;
use jiff::civil::Date;
use std::cmp::Reverse;

/// The kinds of filter in the order of the filter box.
const KINDS: [&str; 13] = [
    "directorate",
    "status",
    "review",
    "holds",
    "owner",
    "team",
    "basis",
    "country",
    "recipients",
    "special_categories",
    "subjects",
    "data_classes",
    "tags",
];

/// Counts, by meaning of shared words and by kind of data and review.
pub(super) struct Counter {
    wordings: Vec<Counted>,
    reviews: [usize; 3],
    holdings: [usize; 4],
    today: Date,
    added: u32,
}

/// The count of one shared wording; only those of a meaning's first wording are used.
#[derive(Clone, Copy)]
struct Counted {
    /// The place of its kind; [`NO_KIND`] where there is no filter by it.
    kind: u8,
    meaning: WordingId,
    count: u32,
    /// The last activity that was counted, so that two wordings of one meaning count once.
    last: u32,
}

const NO_KIND: u8 = u8::MAX;

impl Counter {
    pub fn new(index: &Index, today: Date) -> Counter {
        let fields = KINDS.map(with_id);
        let kind = |leaf| (0..).zip(fields).find(|(_, field)| *field == Some(leaf)).map_or(NO_KIND, |(kind, _)| kind);
        let shared = index.wordings().all().iter();
        let wordings =
            shared.map(|wording| Counted { kind: kind(wording.leaf), meaning: wording.meaning, count: 0, last: 0 });
        Counter { wordings: wordings.collect(), reviews: [0; 3], holdings: [0; 4], today, added: 0 }
    }

    /// Counts an activity that matches the query: with every kind where it passes all filters, else with the one it fails.
    pub fn add(&mut self, entry: &Entry, outcome: Outcome) {
        let only = match outcome {
            Outcome::Passes => None,
            Outcome::But(kind) => Some(kind),
            Outcome::Fails => return,
        };
        let counts = |kind: &str| only.is_none_or(|only| only == kind);
        let only_kind = only.and_then(kind_of);
        self.added += 1;
        for id in &entry.wordings {
            let Some(wording) = self.wordings.get(*id as usize).copied() else { continue };
            if wording.kind == NO_KIND || (only.is_some() && only_kind != Some(wording.kind)) {
                continue;
            }
            if let Some(first) = self.wordings.get_mut(wording.meaning as usize)
                && first.last != self.added
            {
                first.last = self.added;
                first.count += 1;
            }
        }
        if counts("review")
            && let Some(review) = entry.review(self.today)
        {
            let pairs = Review::ALL.iter().zip(&mut self.reviews);
            pairs.filter(|(of, _)| **of == review).for_each(|(_, count)| *count += 1);
        }
        // Each kind of data narrows what the others leave, so only what passes everything counts.
        if only.is_none() {
            let pairs = Holding::ALL.iter().zip(&mut self.holdings);
            pairs.filter(|(of, _)| entry.holds(**of)).for_each(|(_, count)| *count += 1);
        }
    }

    /// The filters that would leave something and those that are on, kind by kind, most first, then A to Z.
    pub fn facets(&self, index: &Index, on: &[Filter]) -> Vec<Facet> {
        let mut found: Vec<(u8, Reverse<usize>, String, Facet)> = Vec::new();
        let mut add = |kind: u8, count: usize, label: String, filter: Filter| {
            if count > 0 || on.contains(&filter) {
                found.push((kind, Reverse(count), label, Facet { filter, count }));
            }
        };
        for ((id, wording), counted) in (0..).zip(index.wordings().all()).zip(&self.wordings) {
            if counted.kind == NO_KIND || counted.meaning != id {
                continue;
            }
            if let Some(leaf) = leaf(wording.leaf) {
                let filter = Filter::Is { field: leaf.spec.id, value: wording.value.clone() };
                add(counted.kind, counted.count as usize, fold(&wording.label), filter);
            }
        }
        for ((order, review), count) in ('a'..).zip(Review::ALL).zip(self.reviews) {
            let filter = Filter::Review(review);
            add(kind_of(filter.kind()).unwrap_or(NO_KIND), count, order.to_string(), filter);
        }
        for ((order, holding), count) in ('a'..).zip(Holding::ALL).zip(self.holdings) {
            add(kind_of("holds").unwrap_or(NO_KIND), count, order.to_string(), Filter::Holds(holding));
        }
        found.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
        found.into_iter().map(|(.., facet)| facet).collect()
    }
}

fn kind_of(name: &str) -> Option<u8> {
    (0..).zip(KINDS).find(|(_, kind)| *kind == name).map(|(kind, _)| kind)
}
