//! Rules about special category and criminal offence data: the conditions of Articles 9 and 10 and of Schedule 1.

use crate::domain::check::case::{Case, holds_nothing, said};
use crate::domain::check::spot::Spot;
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
