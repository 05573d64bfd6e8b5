//! What a suggestion says beside a field, in one sentence.

use crate::domain::check::Answers;
use crate::domain::rights::{Answer, rights_of};
use crate::domain::subject::Place;
use crate::domain::suggest::{Rank, doubted_approval, fit};
use crate::domain::term::Rights;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

/// What is said beside a field of the activity: how many conditions can fit, the rights that follow from the bases, how far
/// transfers to the country of a row are approved. `None` where there is nothing to say.
pub fn beside(answers: &Answers, place: &Place) -> Option<String> {
    match (place.field, place.cell) {
        // Part 3 of the Act has its own bases, conditions and rules on transfers.
        ("transfers" | "article9_conditions" | "schedule1_conditions" | "lawful_bases", _)
            if answers.activity().is_law_enforcement() =>
        {
            None
        }
        ("article9_conditions", _) if answers.article9().next().is_none() => {
            fitting(answers, place, ListId::Article9Conditions)
        }
        ("schedule1_conditions", _) if answers.schedule1().is_empty() => {
            fitting(answers, place, ListId::Schedule1Conditions)
        }
        ("lawful_bases", _) => following(answers),
        ("transfers", Some((row, "country" | "mechanism"))) => answers.transfer(row).1.map(doubted_approval),
        _ => None,
    }
}

/// The one condition that can fit, or how many can.
fn fitting(answers: &Answers, place: &Place, id: ListId) -> Option<String> {
    let terms = &list(id).terms;
    let ranked = terms.iter().filter_map(|term| Some((term, fit(answers, place, term.code())?.rank)));
    let fitting: Vec<_> = ranked.filter(|(_, rank)| *rank <= Rank::Fits).map(|(term, _)| term).collect();
    match fitting.as_slice() {
        [] => None,
        [only] => Some(say("fit.one", &[("what", &only.label)])),
        several => Some(say("fit.several", &[("number", &several.len().to_string())])),
    }
}

/// The rights that depend on the bases, as they follow from those recorded.
fn following(answers: &Answers) -> Option<String> {
    let rights = rights_of(answers.activity());
    let by_basis: Vec<_> = rights.iter().filter(|right| Rights::way_to(&right.id).is_some()).collect();
    let with = |wanted: &[Answer]| {
        let rights = by_basis.iter().filter(|right| wanted.contains(&right.answer)).map(|right| match right.answer {
            Answer::Limited => say("fit.right.limited", &[("right", &right.label)]),
            _ => right.label.to_string(),
        });
        let words = rights.collect::<Vec<_>>().join(", ");
        if words.is_empty() { say("fit.right.none", &[]) } else { words }
    };
    if by_basis.iter().any(|right| right.answer == Answer::Unknown) {
        return None;
    }
    let (given, denied) = (with(&[Answer::Yes, Answer::Limited]), with(&[Answer::No]));
    Some(say("fit.rights", &[("given", &given), ("denied", &denied)]))
}
