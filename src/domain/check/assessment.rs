//! Rules about children and high risk: whether an impact assessment is needed, and whether it is there (Article 35).

use crate::domain::activity::{Activity, Dpia};
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::DateText;

/// V-39. Article 8(1) is about services that people use at a distance; whether it is one shows in the words of the record.
pub(super) fn age_check(case: &Case) -> Vec<Spot> {
    let checked = case.activity.children.as_ref().is_some_and(|children| is_said(&children.age_check));
    Spot::when(case.children && case.relies_on("6(1)(a)") && !checked && is_online(case))
}

/// V-40: whether an impact assessment is needed, with the reason where a sign of high risk speaks against a no. V-38 is the
/// part of it about children of whose protection nothing is recorded. A system that decides alone is V-42's: no reason will do.
pub(super) fn is_needed(case: &Case) -> Vec<Spot> {
    let activity = case.activity;
    match answer(activity.dpia.as_ref()) {
        Answer::Needed => Vec::new(),
        Answer::Open if case.children && !protects_children(activity) => vec![Spot::ask(3)],
        Answer::Open => match high_risk(case) {
            Some(sign) => vec![Spot::ask(1).part("sign", sign)],
            None => vec![Spot::ask(0)],
        },
        Answer::NotNeeded if activity.is_decided_by_system() => Vec::new(),
        Answer::NotNeeded if activity.dpia.as_ref().is_some_and(|dpia| is_said(&dpia.reason)) => Vec::new(),
        Answer::NotNeeded => high_risk(case).map(|sign| Spot::ask(2).part("sign", sign)).into_iter().collect(),
    }
}

/// V-41: a needed assessment is there, and complete before the work goes on.
pub(super) fn document(case: &Case) -> Vec<Spot> {
    let Some(dpia) = &case.activity.dpia else {
        return Vec::new();
    };
    let progress = dpia.progress.as_deref();
    let claimed = dpia.required.as_deref() == Some("yes") || matches!(progress, Some("complete" | "review-due"));
    let being_made = matches!(progress, Some("in-progress" | "with-dpo")) && dpia.required.as_deref() != Some("no");
    if (being_made || claimed && is_under_way(dpia)) && is_live(case) {
        return vec![Spot::ask(1)];
    }
    Spot::when(claimed && !is_said(&dpia.link))
}

/// Whether the record says that no impact assessment is needed.
pub(super) fn is_ruled_out(dpia: Option<&Dpia>) -> bool {
    matches!(answer(dpia), Answer::NotNeeded)
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

/// Whether the work goes on: approved, also where a change since put the record back in review, or begun; and not ended.
fn is_live(case: &Case) -> bool {
    let activity = case.activity;
    let day = |date: &Option<DateText>| date.as_ref().and_then(DateText::day);
    let ended = activity.is_retired() || day(&activity.ended_on).is_some_and(|end| end < case.today);
    let begun = day(&activity.started_on).is_some_and(|start| start <= case.today);
    let approved_on = activity.approved.as_ref().and_then(|approval| approval.on.as_ref());
    let approved_before = approved_on.is_some_and(|date| !date.as_str().trim().is_empty());
    let changed_since = activity.status.as_deref() == Some(Activity::IN_REVIEW) && approved_before;
    !ended && (begun || activity.is_approved() || changed_since)
}

/// Whether it is recorded how children are protected, or how their age is checked.
fn protects_children(activity: &Activity) -> bool {
    activity.children.as_ref().is_some_and(|children| is_said(&children.measures) || is_said(&children.age_check))
}

/// Whether the title, a purpose, a source or the data speak of something that people use online.
fn is_online(case: &Case) -> bool {
    let activity = case.activity;
    let data = activity.lines().iter().flat_map(|line| said(&line.data_classes));
    let all = data.chain(said(&activity.purposes)).chain(said(&activity.sources)).chain(activity.title.as_deref());
    all.into_iter().any(|text| {
        let text = text.to_lowercase();
        text.split(|character: char| !character.is_alphanumeric()).any(|word| ONLINE.contains(&word))
    })
}

const ONLINE: [&str; 6] = ["online", "website", "websites", "web", "app", "apps"];

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
