//! Rules about high risk: whether an impact assessment is needed, and whether it is there (Article 35).

use crate::domain::activity::{Activity, Dpia};
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::DateText;

/// V-40: whether an impact assessment is needed, with the reason where a sign of high risk speaks against a no.
pub(super) fn is_needed(case: &Case) -> Vec<Spot> {
    match answer(case.activity.dpia.as_ref()) {
        Answer::Needed => Vec::new(),
        Answer::Open => match high_risk(case) {
            Some(sign) => vec![Spot::ask(1).part("sign", sign)],
            None => vec![Spot::ask(0)],
        },
        Answer::NotNeeded if case.activity.dpia.as_ref().is_some_and(|dpia| is_said(&dpia.reason)) => Vec::new(),
        Answer::NotNeeded => high_risk(case).map(|sign| Spot::ask(2).part("sign", sign)).into_iter().collect(),
    }
}

/// V-41: a needed assessment is there, and complete before the work goes on.
pub(super) fn document(case: &Case) -> Vec<Spot> {
    let Some(dpia) = &case.activity.dpia else {
        return Vec::new();
    };
    let under_way = is_under_way(dpia);
    let claimed = dpia.required.as_deref() == Some("yes") || dpia.progress.as_deref() == Some("complete");
    if claimed && under_way && is_live(case) {
        return vec![Spot::ask(1)];
    }
    Spot::when(claimed && !is_said(&dpia.link))
}

enum Answer {
    Open,
    Needed,
    NotNeeded,
}

/// «Not known» leaves the question open; an assessment that exists answers it.
fn answer(dpia: Option<&Dpia>) -> Answer {
    let Some(dpia) = dpia else {
        return Answer::Open;
    };
    match (dpia.required.as_deref(), dpia.progress.as_deref()) {
        (Some("yes"), _) => Answer::Needed,
        (Some("no"), _) => Answer::NotNeeded,
        (_, Some("complete" | "review-due")) => Answer::Needed,
        (_, Some("not-required")) => Answer::NotNeeded,
        _ if is_under_way(dpia) || is_said(&dpia.link) => Answer::Needed,
        _ => Answer::Open,
    }
}

fn is_under_way(dpia: &Dpia) -> bool {
    matches!(dpia.progress.as_deref(), Some("screening" | "in-progress" | "with-dpo"))
}

/// Whether the work goes on: approved, or begun and not ended.
fn is_live(case: &Case) -> bool {
    let activity = case.activity;
    let day = |date: &Option<DateText>| date.as_ref().and_then(DateText::day);
    let ended = activity.is_retired() || day(&activity.ended_on).is_some_and(|end| end < case.today);
    let begun = day(&activity.started_on).is_some_and(|start| start <= case.today);
    !ended && (begun || activity.is_approved())
}

/// The first sign of high risk (Article 35(3) and the regulator's list), as the end of a sentence.
fn high_risk(case: &Case) -> Option<&'static str> {
    let many = people(case.activity) >= LARGE_SCALE;
    let signs = [
        (case.activity.is_decided_by_system(), "A system alone takes significant decisions"),
        (case.children, "The data are about children"),
        (case.vulnerable, "The data are about vulnerable people"),
        (many && case.special.is_some(), "There is special category data about many people"),
        (many && case.criminal.is_some(), "There is criminal offence data about many people"),
    ];
    let sign = signs.into_iter().find(|(holds, _)| *holds).map(|(_, sign)| sign);
    sign.or_else(|| mentions(case, "cctv").then_some("There is CCTV"))
        .or_else(|| mentions(case, "data matching").then_some("There is data matching"))
}

/// From how many people on we call it a large scale; the law gives no number.
const LARGE_SCALE: u64 = 10_000;

/// The number of people that a band or number begins with; 0 where none is recorded.
fn people(activity: &Activity) -> u64 {
    let words = activity.number_of_people.as_deref().unwrap_or_default();
    let digits = words.chars().skip_while(|character| !character.is_ascii_digit());
    let digits = digits.take_while(|character| character.is_ascii_digit() || *character == ',');
    digits
        .filter_map(|digit| digit.to_digit(10))
        .fold(0, |number, digit| number.saturating_mul(10).saturating_add(digit.into()))
}

/// Whether the title, a purpose, the people or the data speak of something.
fn mentions(case: &Case, words: &str) -> bool {
    let lines = case.activity.lines().iter();
    let lists = lines.flat_map(|line| said(&line.subjects).chain(said(&line.data_classes)));
    let all = lists.chain(said(&case.activity.purposes)).chain(case.activity.title.as_deref());
    all.into_iter().any(|text| text.to_lowercase().contains(words))
}
