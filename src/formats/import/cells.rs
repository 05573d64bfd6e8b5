//! What the words of one cell or sentence mean: terms, kinds of empty, dates, law, countries, time limits.
//!
//! Each reader takes words and gives meaning together with the words it was read from. A reader that is not sure says
//! nothing: the words then stay words, and an officer decides.

use crate::domain::Text;

pub mod absence;
pub mod automated;
pub mod day;
pub mod dpia;
pub mod flag;
pub mod law;
pub mod mechanism;
mod phrases;
pub mod places;
pub mod retention;
pub mod sorted;
pub mod terms;
mod token;

/// A code with the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The code of a closed list, such as `6(1)(e)`.
    pub code: Text,
    /// The words, as they stand.
    pub words: Text,
}
