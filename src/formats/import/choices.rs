//! What an officer chose for an import: the kind of file, the sheet, where columns go.

use crate::domain::Text;
use crate::domain::lexicon::Lexicon;
use crate::formats::import::brought::Kind;
use jiff::civil::Date;

/// What an officer chose; all of it may be left open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// What to take the file for.
    pub kind: Option<Kind>,
    /// The sheet to read.
    pub sheet: Option<Text>,
    /// Where columns go, by heading: the id of a field, or nothing where its cells are to be kept as `unmapped`.
    pub columns: Vec<(Text, Option<Text>)>,
    /// Where columns went the last time that a file with these headings came in; the officer's choices come first.
    pub remembered: Vec<(Text, Option<Text>)>,
}

/// What an import needs to know besides the file.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The name of the file, without its folder.
    pub file: &'a str,
    /// The words of the register.
    pub lexicon: &'a Lexicon,
    /// The day of the import.
    pub today: Date,
}

/// Told now and then how far a long import is; answers whether to go on.
pub trait Progress {
    /// `done` of `all` rows are read; false ends the import and nothing is brought.
    fn goes_on(&self, done: usize, all: usize) -> bool;
}

/// For an import that nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Progress for Unwatched {
    fn goes_on(&self, _: usize, _: usize) -> bool {
        true
    }
}

/// Why a file is not brought in: one sentence that says where, why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);
