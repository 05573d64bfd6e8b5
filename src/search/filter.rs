//! Filters: what an officer can narrow the register by without learning a language.

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::search::entry::{Entry, each_text};
use crate::search::index::Index;
use crate::search::leaf::{LeafId, leaf, with_id};
use crate::search::wording::WordingId;
use jiff::civil::Date;

/// One thing to narrow the register by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// A field of the activity, its lines, agreements or transfers holds this value.
    Is {
        /// The field's id, of whichever table.
        field: &'static str,
        /// The value: a code, a term, or text.
        value: Text,
    },
    /// How the next review stands.
    Review(Review),
    /// The activity holds data of this kind.
    Holds(Holding),
}

impl Filter {
    /// Whether an activity passes this filter by itself.
    pub fn passes(&self, entry: &Entry, index: &Index, today: Date) -> bool {
        Pass::new(self, index).passes(entry, today)
    }

    /// What it is called on screen.
    pub fn label(&self, lexicon: &Lexicon) -> String {
        match self.group() {
            Some(group) => say("filter.is", &[("field", group), ("value", &self.value(lexicon))]),
            None => self.value(lexicon),
        }
    }

    /// The field that it is about, by its label; `None` where the value says it all.
    fn group(&self) -> Option<&'static str> {
        match self {
            Filter::Is { field, .. } => Some(with_id(field).and_then(leaf).map_or(*field, |leaf| leaf.spec.label)),
            Filter::Review(_) | Filter::Holds(_) => None,
        }
    }

    /// What it stands under in a list of filters.
    pub fn heading(&self) -> String {
        match self {
            Filter::Is { .. } => self.group().unwrap_or_default().to_owned(),
            Filter::Review(_) => say("filter.heading.reviews", &[]),
            Filter::Holds(_) => say("filter.heading.holds", &[]),
        }
    }

    /// What it asks the field to hold, in words.
    pub fn value(&self, lexicon: &Lexicon) -> String {
        match self {
            Filter::Is { field, value } => {
                let list = with_id(field).and_then(leaf).and_then(|leaf| leaf.list());
                list.and_then(|list| lexicon.known(list, value)).map_or(&**value, |known| known.label).to_owned()
            }
            Filter::Review(review) => say(review.message(), &[]),
            Filter::Holds(holding) => say(holding.message(), &[]),
        }
    }

    /// What filters of one kind have in common: the field, or that they are about reviews or about kinds of data.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Filter::Is { field, .. } => field,
            Filter::Review(_) => "review",
            // An activity can hold several kinds of data, so two of them narrow; one review stands one way only.
            Filter::Holds(holding) => holding.message(),
        }
    }
}

/// How the next review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Review {
    /// Its day has passed.
    Overdue,
    /// It is due within 90 days.
    Soon,
    /// No day is set.
    NotSet,
}

impl Review {
    /// All of them, as they are offered.
    pub const ALL: [Review; 3] = [Review::Overdue, Review::Soon, Review::NotSet];

    fn message(self) -> &'static str {
        match self {
            Review::Overdue => "review.overdue",
            Review::Soon => "filter.soon",
            Review::NotSet => "filter.not-set",
        }
    }
}

/// Kinds of data and processing that officers look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holding {
    /// Special category data, recorded or implied.
    SpecialCategory,
    /// Criminal offence data.
    CriminalOffence,
    /// Transfers out of the United Kingdom.
    Transfers,
    /// Data about children.
    Children,
}

impl Holding {
    /// All of them, as they are offered.
    pub const ALL: [Holding; 4] =
        [Holding::SpecialCategory, Holding::CriminalOffence, Holding::Transfers, Holding::Children];

    /// Its bit in a set of them.
    pub(super) fn bit(self) -> u8 {
        match self {
            Holding::SpecialCategory => 1,
            Holding::CriminalOffence => 2,
            Holding::Transfers => 4,
            Holding::Children => 8,
        }
    }

    fn message(self) -> &'static str {
        match self {
            Holding::SpecialCategory => "filter.special-category",
            Holding::CriminalOffence => "filter.criminal-offence",
            Holding::Transfers => "filter.transfers",
            Holding::Children => "filter.children",
        }
    }
}

/// A further filter and how many activities it would leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// The filter.
    pub filter: Filter,
    /// How many activities would be left with this filter as the only one of its kind, the query and the filters of other
    /// kinds staying on.
    pub count: usize,
}

/// Filters made ready for an index, kind by kind.
pub(super) struct Passes(Vec<(&'static str, Vec<Pass>)>);

impl Passes {
    pub fn new(filters: &[Filter], index: &Index) -> Passes {
        let mut kinds: Vec<(&'static str, Vec<Pass>)> = Vec::new();
        for filter in filters {
            let pass = Pass::new(filter, index);
            match kinds.iter_mut().find(|(kind, _)| *kind == filter.kind()) {
                Some((_, passes)) => passes.push(pass),
                None => kinds.push((filter.kind(), vec![pass])),
            }
        }
        Passes(kinds)
    }

    /// How an activity fares with all of them.
    pub fn outcome(&self, entry: &Entry, today: Date) -> Outcome {
        let mut failing = self.0.iter().filter(|(_, passes)| !passes.iter().any(|pass| pass.passes(entry, today)));
        match (failing.next(), failing.next()) {
            (None, _) => Outcome::Passes,
            (Some((kind, _)), None) => Outcome::But(kind),
            _ => Outcome::Fails,
        }
    }
}

/// How an activity fares with all filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It passes every kind.
    Passes,
    /// It passes every kind but this one.
    But(&'static str),
    /// It fails more than one.
    Fails,
}

/// One filter made ready.
enum Pass {
    /// For each shared wording whether it has the meaning.
    Wordings(Vec<bool>),
    Text(LeafId, String),
    Review(Review),
    Holds(Holding),
    Nothing,
}

impl Pass {
    fn new(filter: &Filter, index: &Index) -> Pass {
        match filter {
            Filter::Is { field, value } => match with_id(field) {
                None => Pass::Nothing,
                Some(id) if leaf(id).is_some_and(|leaf| leaf.is_shared()) => {
                    index.wordings().meaning(id, value).map_or(Pass::Nothing, |meaning| Pass::wordings(meaning, index))
                }
                Some(id) => Pass::Text(id, fold(value)),
            },
            Filter::Review(review) => Pass::Review(*review),
            Filter::Holds(holding) => Pass::Holds(*holding),
        }
    }

    fn wordings(meaning: WordingId, index: &Index) -> Pass {
        Pass::Wordings(index.wordings().all().iter().map(|wording| wording.meaning == meaning).collect())
    }

    fn passes(&self, entry: &Entry, today: Date) -> bool {
        match self {
            Pass::Wordings(passing) => entry.wordings.iter().any(|id| passing.get(*id as usize) == Some(&true)),
            Pass::Text(id, text) => {
                let mut found = false;
                for value in leaf(*id).into_iter().flat_map(|leaf| leaf.values(&entry.activity)) {
                    each_text(&value, |words| found |= same_term(words, text));
                }
                found
            }
            Pass::Review(review) => entry.review(today) == Some(*review),
            Pass::Holds(holding) => entry.holds(*holding),
            Pass::Nothing => false,
        }
    }
}
