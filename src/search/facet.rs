//! Counting what each further filter would leave.

use crate::domain::fold::fold;
use crate::search::entry::Entry;
use crate::search::filter::{Facet, Filter, Holding, Outcome, Review};
use crate::search::index::Index;
use crate::search::leaf::{leaf, with_id};
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

/// Counts, by shared word and by kind of data and review.
pub(super) struct Counter {
    /// For each shared word the place of its kind, where there is a filter by it.
    kinds: Vec<Option<usize>>,
    wordings: Vec<usize>,
    reviews: [usize; 3],
    holdings: [usize; 4],
    today: Date,
}

impl Counter {
    pub fn new(index: &Index, today: Date) -> Counter {
        let fields = KINDS.map(with_id);
        let kind = |id| fields.iter().position(|field| *field == Some(id));
        let kinds: Vec<Option<usize>> = index.wordings().all().iter().map(|wording| kind(wording.leaf)).collect();
        Counter { wordings: vec![0; kinds.len()], kinds, reviews: [0; 3], holdings: [0; 4], today }
    }

    /// Counts an activity that matches the query: with every kind where it passes all filters, else with the one it fails.
    pub fn add(&mut self, entry: &Entry, outcome: Outcome) {
        let only = match outcome {
            Outcome::Passes => None,
            Outcome::But(kind) => Some(kind),
            Outcome::Fails => return,
        };
        let counts = |kind: &str| only.is_none_or(|only| only == kind);
        let place = only.map(|only| KINDS.iter().position(|kind| *kind == only));
        for id in &entry.wordings {
            let id = *id as usize;
            let kind = self.kinds.get(id).copied().flatten();
            if kind.is_some()
                && place.is_none_or(|place| place == kind)
                && let Some(count) = self.wordings.get_mut(id)
            {
                *count += 1;
            }
        }
        if counts("review")
            && let Some(review) = entry.review(self.today)
        {
            let pairs = Review::ALL.iter().zip(&mut self.reviews);
            pairs.filter(|(of, _)| **of == review).for_each(|(_, count)| *count += 1);
        }
        if counts("holds") {
            let pairs = Holding::ALL.iter().zip(&mut self.holdings);
            pairs.filter(|(of, _)| entry.holds(**of)).for_each(|(_, count)| *count += 1);
        }
    }

    /// The filters that would leave something and those that are on, kind by kind, most first, then A to Z.
    pub fn facets(&self, index: &Index, on: &[Filter]) -> Vec<Facet> {
        let mut found: Vec<(usize, Reverse<usize>, String, Facet)> = Vec::new();
        let mut add = |kind: Option<usize>, count: usize, label: String, filter: Filter| {
            if let Some(kind) = kind
                && (count > 0 || on.contains(&filter))
            {
                found.push((kind, Reverse(count), label, Facet { filter, count }));
            }
        };
        for ((wording, kind), count) in index.wordings().all().iter().zip(&self.kinds).zip(&self.wordings) {
            if let Some(leaf) = leaf(wording.leaf) {
                let filter = Filter::Is { field: leaf.spec.id, value: wording.value.clone() };
                add(*kind, *count, fold(&wording.label), filter);
            }
        }
        let kind = |name| KINDS.iter().position(|kind| *kind == name);
        for ((review, count), order) in Review::ALL.iter().zip(self.reviews).zip(["a", "b", "c"]) {
            add(kind("review"), count, order.to_owned(), Filter::Review(*review));
        }
        for ((holding, count), order) in Holding::ALL.iter().zip(self.holdings).zip(["a", "b", "c", "d"]) {
            add(kind("holds"), count, order.to_owned(), Filter::Holds(*holding));
        }
        found.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
        found.into_iter().map(|(.., facet)| facet).collect()
    }
}
