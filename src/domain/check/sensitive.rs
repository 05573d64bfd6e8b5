//! Rules about special category and criminal offence data: the conditions of Articles 9 and 10 and of Schedule 1, and secrecy.

use crate::domain::List;
use crate::domain::check::case::{Case, holds_nothing, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::fold::fold;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};

/// V-20. Data that a class only implies may turn out to be no special category data.
pub(super) fn article9_condition(case: &Case) -> Vec<Spot> {
    match case.special.filter(|_| holds_nothing(&case.activity.article9_conditions)) {
        Some(data) => vec![Spot::ask(usize::from(data.implied)).part("data", data.words)],
        None => Vec::new(),
    }
}

/// V-21. A condition of Article 9 that needs Schedule 1 is completed by the paragraphs made for it.
pub(super) fn schedule1_condition(case: &Case) -> Vec<Spot> {
    let conditions = said(&case.activity.article9_conditions);
    let conditions = conditions.filter_map(|code| list(ListId::Article9Conditions).by_code(code));
    let incomplete = conditions.filter(|condition| {
        condition.needs_schedule1_part.is_some()
            && !case.schedule1().any(|paragraph| paragraph.supports_article9 == condition.code)
    });
    let spots = incomplete.map(|condition| {
        let part = condition.needs_schedule1_part.unwrap_or_default();
        Spot::ask(0).part("condition", &condition.label).part("number", &part.to_string())
    });
    spots.collect()
}

/// V-25. Official authority needs no condition; everything else does, whatever the Article 9 answers.
pub(super) fn article10_route(case: &Case) -> Vec<Spot> {
    let Some(data) = case.criminal else {
        return Vec::new();
    };
    let allowed = case.activity.article10_route.as_deref() == Some("official-authority")
        || case.schedule1().any(|paragraph| paragraph.usable_for_criminal_data);
    if allowed {
        return Vec::new();
    }
    let chosen = case.activity.article10_route.as_deref() == Some("sch1");
    let ask = match (chosen, data.implied) {
        (true, _) => 1,
        (false, false) => 0,
        (false, true) => 2,
    };
    vec![Spot::ask(ask).part("data", data.words)]
}

/// V-53. Some paragraphs cover certain categories only. Nothing is found where another condition may stand behind the data: one
/// of Article 9 that needs no Schedule 1 or is completed by Part 1, or a paragraph without a limit.
pub(super) fn category_limit(case: &Case) -> Vec<Spot> {
    let (limited, open): (Vec<&Term>, Vec<&Term>) =
        case.schedule1().partition(|paragraph| !paragraph.limited_to.is_empty());
    let by_others = said(&case.activity.article9_conditions).any(|code| code != SUBSTANTIAL_PUBLIC_INTEREST);
    if limited.is_empty() || by_others || open.iter().any(|paragraph| paragraph.supports_article9.is_some()) {
        return Vec::new();
    }
    let labels: Vec<&str> = limited.iter().map(|paragraph| paragraph.label.as_ref()).collect();
    let covers = |code: &str| limited.iter().flat_map(|paragraph| &paragraph.limited_to).any(|other| **other == *code);
    let mut spots: Vec<Spot> = Vec::new();
    for words in case.activity.lines().iter().flat_map(|line| said(&line.special_categories)) {
        let term = case.lexicon.known(ListId::SpecialCategories, words).and_then(|known| known.term);
        if term.is_some_and(|term| !covers(term.code())) {
            let spot = Spot::ask(0).part("data", words).part("condition", &labels.join("’ or ‘"));
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
    }
    spots
}

/// V-60. The organisation can say it once for all, among its security measures, which have no field of their own for it.
pub(super) fn secrecy(case: &Case) -> Vec<Spot> {
    let care = said(&case.activity.article9_conditions).any(|code| code == HEALTH_OR_SOCIAL_CARE);
    Spot::when(care && !is_said(&case.activity.confidentiality) && !owes_secrecy(&case.organisation.security_measures))
}

fn owes_secrecy(measures: &List) -> bool {
    said(measures).map(fold).any(|words| SECRECY.iter().any(|secrecy| words.contains(secrecy)))
}

const SUBSTANTIAL_PUBLIC_INTEREST: &str = "9(2)(g)";
const HEALTH_OR_SOCIAL_CARE: &str = "9(2)(h)";

/// Words by which a measure says that staff owe secrecy; a confidentiality clause with a supplier is another thing.
const SECRECY: [&str; 4] =
    ["duty of confidentiality", "duty of confidence", "professional secrecy", "professional confidentiality"];
