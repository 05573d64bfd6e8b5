//! Finding activities: the cached text of each, what was asked for, and what matched, best first.
//!
//! A search runs away from the screen: it is given an [`Ask`] and the [`Index`] of a register and answers with [`Found`],
//! which says which activities to show in which order. Why a row matched is worked out for the rows on screen only.

pub mod changed;
pub mod checks;
mod close;
pub mod entry;
pub mod explain;
mod facet;
pub mod filter;
pub mod index;
mod leaf;
mod misread;
pub mod query;
pub mod rank;
mod seek;
mod spelling;
mod wording;

use changed::Changed;
use filter::{Facet, Filter};
use index::Index;
use jiff::civil::Date;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What stands in the search box.
    pub query: String,
    /// The filters that are on; of those of one kind any one is enough, of different kinds each is needed.
    pub filters: Vec<Filter>,
    /// The order of what matches; the best match comes first while there is a query, whatever the order.
    pub order: Order,
    /// Whether the number left beside each further filter is wanted.
    pub facets: bool,
    /// The day on which reviews are overdue.
    pub today: Date,
    /// When activities last changed, where [`query::Query::asks_of_changes`] says that it is asked for.
    pub changed: Arc<Changed>,
}

/// The orders in which activities are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// By title, A to Z.
    #[default]
    Title,
    /// By reference.
    Reference,
    /// By directorate, then title.
    Directorate,
    /// By the day of the next review, oldest first; those without one last.
    Review,
    /// By status, then title.
    Status,
    /// By how much there is to fix, most first.
    ToFix,
    /// As they stand in the file.
    File,
}

impl Order {
    /// Every order, as they are offered.
    pub const ALL: [Order; 7] =
        [Order::Title, Order::Reference, Order::Directorate, Order::Review, Order::Status, Order::ToFix, Order::File];
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where each activity that matches stands in the index, in the order to show.
    pub places: Vec<u32>,
    /// How many of them match word for word; those behind are close matches.
    pub exact: usize,
    /// The word that was read with one slip, where nothing matched as typed: as typed, and as read.
    pub slip: Option<(String, String)>,
    /// Names before a colon that are no field.
    pub unknown_fields: Vec<String>,
    /// The number of activities that each further filter would leave, where it was asked for.
    pub facets: Vec<Facet>,
    /// The index that was searched.
    pub index: Arc<Index>,
    /// The query as it was understood, for marking.
    pub query: query::Query,
}
