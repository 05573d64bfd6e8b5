//! How far decisions are automated (Articles 22A to 22D).

use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::token::one_line;
use crate::formats::import::cells::{Found, absence, flag};

/// How far decisions are automated, as a code; nothing where the words do not say which: a bare «yes» does not.
pub fn level(text: &str) -> Option<Found> {
    let words = one_line(text);
    let code = match list(ListId::AutomatedDecisionLevels).resolve(words.trim_end_matches('.')) {
        Some(term) => term.code(),
        None => {
            let denied = matches!(absence::read(&words), Some(absence::Absence::None | absence::Absence::DoesNotApply));
            let begins_with_no = flag::beginning(&words).is_some_and(|(found, _)| !found);
            let begins_with_none = absence::beginning(&words).is_some_and(|(found, _)| found == absence::Absence::None);
            if !(denied || begins_with_no || begins_with_none) {
                return None;
            }
            "none"
        }
    };
    Some(Found { code: code.into(), words: words.as_str().into() })
}
