//! Kinds of personal data, sorted by the lists into ordinary data, special categories and criminal offence data.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::vocabulary::ListId;

/// The same terms in the three lists of a line, each in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// Ordinary personal data, and all that the lists do not know.
    pub data_classes: Vec<Text>,
    /// Special categories (Article 9(1)).
    pub special_categories: Vec<Text>,
    /// Criminal offence data (Article 10).
    pub criminal_offence_data: Vec<Text>,
}

/// Sorts terms of «personal data». Only the lists decide: a term goes out of the ordinary data where the whole of it, or what
/// stands before or in its brackets, is a known special category or known criminal offence data.
pub fn data(terms: &[Text], lexicon: &Lexicon) -> Sorted {
    let mut sorted = Sorted::default();
    for term in terms {
        let list = match sort_of(term, lexicon) {
            Sort::Ordinary => &mut sorted.data_classes,
            Sort::Special => &mut sorted.special_categories,
            Sort::Criminal => &mut sorted.criminal_offence_data,
        };
        list.push(term.clone());
    }
    sorted
}

/// Where a kind of data belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Personal data of no particular kind.
    Ordinary,
    /// Special category data.
    Special,
    /// Criminal offence data.
    Criminal,
}

/// Where a term belongs.
pub fn sort_of(term: &str, lexicon: &Lexicon) -> Sort {
    let whole = known(term, lexicon);
    if let Some(sort) = whole {
        return sort;
    }
    let (before, inside) = bracketed(term);
    let of_part = |part: &str| known(part, lexicon).or_else(|| of_all(part, lexicon));
    let found = of_part(before).or_else(|| inside.and_then(of_part).filter(|sort| *sort != Sort::Ordinary));
    found.unwrap_or(Sort::Ordinary)
}

/// What the lists say of the words, as they stand or without `details of`, `data`, `your` and the like.
fn known(words: &str, lexicon: &Lexicon) -> Option<Sort> {
    let folded = fold(words);
    listed(&folded, lexicon).or_else(|| {
        let bare = bare(&folded);
        if bare == folded || bare.is_empty() { None } else { listed(&bare, lexicon) }
    })
}

fn listed(folded: &str, lexicon: &Lexicon) -> Option<Sort> {
    let class = lexicon.known(ListId::DataClasses, folded);
    if class.is_some_and(|class| class.own.is_some()) {
        return Some(Sort::Ordinary);
    }
    let order = [(ListId::SpecialCategories, Sort::Special), (ListId::CriminalOffenceData, Sort::Criminal)];
    let found = order.into_iter().find_map(|(id, sort)| lexicon.known(id, folded).map(|_| sort));
    // A class that only implies health or race, such as `care plans`, stays an ordinary class; the checks know what it implies.
    found.or(class.map(|_| Sort::Ordinary))
}

/// The words without what says nothing of their kind.
fn bare(folded: &str) -> String {
    const BEFORE: [&str; 17] = [
        "data revealing ",
        "information revealing ",
        "data concerning ",
        "information concerning ",
        "information about ",
        "information on ",
        "details of ",
        "details about ",
        "data about ",
        "data on ",
        "records of ",
        "a persons ",
        "a natural persons ",
        "an individuals ",
        "individuals ",
        "your ",
        "their ",
    ];
    const AFTER: [&str; 5] = [" data", " information", " details", " info", " records"];
    let mut rest = folded.trim_end_matches('.');
    for start in BEFORE.iter().chain(&BEFORE) {
        rest = rest.strip_prefix(start).unwrap_or(rest);
    }
    for end in AFTER {
        rest = rest.strip_suffix(end).unwrap_or(rest);
    }
    rest.trim().to_owned()
}

/// Words joined by `and`, `or` or a slash are special or criminal only where every one of them is.
fn of_all(words: &str, lexicon: &Lexicon) -> Option<Sort> {
    let folded = fold(words);
    let parted = folded.replace(" and ", "/").replace(" or ", "/").replace(" & ", "/").replace(',', "/");
    let mut parts = parted.split('/').map(str::trim).filter(|part| !part.is_empty());
    let first = known(parts.next()?, lexicon)?;
    parts.all(|part| known(part, lexicon) == Some(first)).then_some(first)
}

/// What stands before the brackets at the end, and inside them.
fn bracketed(term: &str) -> (&str, Option<&str>) {
    let trimmed = term.trim().trim_end_matches('.');
    let parts = trimmed.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    parts.map_or((trimmed, None), |(before, inside)| (before.trim(), Some(inside.trim())))
}
