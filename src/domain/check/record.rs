//! Rules about what Article 30 wants in the record: purposes, people, data, recipients and security.

use crate::domain::check::case::{Case, holds_nothing, is_unanswered, said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::{fold, same_term};
use crate::domain::line::Line;
use crate::domain::vocabulary::ListId;

/// V-06.
pub(super) fn purposes(case: &Case) -> Vec<Spot> {
    Spot::when(holds_nothing(&case.activity.purposes))
}

/// V-07: purposes that say next to nothing. What a list of the register has as a term is no generic purpose.
pub(super) fn generic_purposes(case: &Case) -> Vec<Spot> {
    let title = case.activity.title.as_deref().unwrap_or_default();
    let generic = said(&case.activity.purposes).filter(|purpose| {
        let folded = fold(purpose);
        let short = folded.chars().count() < TELLING && !is_term(case, purpose);
        short || same_term(purpose, title) || GENERIC.contains(&folded.as_str())
    });
    let generic: Vec<&str> = generic.collect();
    if generic.is_empty() { Vec::new() } else { vec![Spot::ask(0).part("purposes", &generic.join("’, ‘"))] }
}

/// V-08.
pub(super) fn subjects(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| holds_nothing(&line.subjects))
}

/// V-09. Special category and criminal offence data are categories of personal data too.
pub(super) fn data_classes(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| {
        let all = [&line.data_classes, &line.special_categories, &line.criminal_offence_data];
        all.into_iter().all(holds_nothing)
    })
}

/// V-10. An empty list says that nobody receives the data.
pub(super) fn recipients(case: &Case) -> Vec<Spot> {
    lines_that(case, |line| is_unanswered(&line.recipients))
}

/// V-18. The organisation's measures hold for every activity.
pub(super) fn security(case: &Case) -> Vec<Spot> {
    Spot::when(holds_nothing(&case.activity.security_measures) && holds_nothing(&case.organisation.security_measures))
}

/// V-19: measures of one sort only. Measures in words of one's own may be of either sort.
pub(super) fn kinds_of_security(case: &Case) -> Vec<Spot> {
    let measures = [&case.activity.security_measures, &case.organisation.security_measures];
    let mut sorts = measures.into_iter().flat_map(said).map(|words| {
        let known = case.lexicon.known(ListId::SecurityMeasures, words);
        known.and_then(|known| known.term?.technical.as_deref())
    });
    let Some(Some(first)) = sorts.next() else {
        return Vec::new();
    };
    let alike = sorts.all(|sort| sort == Some(first));
    if alike { vec![Spot::ask(usize::from(first != "technical"))] } else { Vec::new() }
}

fn is_term(case: &Case, purpose: &str) -> bool {
    case.lexicon.known(ListId::Purposes, purpose).is_some_and(|known| same_term(known.label, purpose))
}

/// From how many characters on a purpose can tell something.
const TELLING: usize = 15;

/// Longer words that tell nothing of the work, folded.
const GENERIC: [&str; 9] = [
    "administrative purposes",
    "business purposes",
    "council business",
    "council purposes",
    "general purposes",
    "legitimate purposes",
    "operational purposes",
    "provision of services",
    "statutory purposes",
];

pub(super) fn lines_that(case: &Case, lack: impl Fn(&Line) -> bool) -> Vec<Spot> {
    let lines = case.activity.lines();
    if lines.is_empty() {
        return vec![Spot::ask(0)];
    }
    lines.iter().filter(|line| lack(line)).map(|line| Spot::ask(0).on_line(line)).collect()
}
