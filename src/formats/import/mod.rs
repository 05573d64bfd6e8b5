//! Bringing in what others keep: spreadsheets, other systems' files and privacy notices become drafts of activities.
//!
//! ```text
//! bytes -> open -> Opened::{Book, Records, Notice} -> bring (table, matching, cells | layouts | sections) -> Brought -> plan -> Edit
//! ```
//!
//! Nothing is written here and nothing dropped: each cell or line becomes a value with its evidence, an entry of `unmapped`,
//! or a row that is told ([`brought::Brought`]).

pub mod book;
pub mod brought;
pub mod cells;
pub mod choices;
pub mod drafting;
pub mod ids;
pub mod layouts;
pub mod matching;
pub mod open;
pub mod plan;
pub mod table;
