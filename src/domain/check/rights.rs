//! Rules about what people are told and how they are protected: impact assessment, notice, processors and locations.

use crate::domain::activity::{Activity, Agreement, Dpia};
use crate::domain::check::case::{Case, Recipient, is_said, is_unanswered, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::DateText;
use crate::domain::fold::same_term;
use crate::domain::vocabulary::ListId;

/// V-40: whether an impact assessment is needed, with the reason where a sign of high risk speaks against a no.
pub(super) fn assessment_answer(case: &Case) -> Vec<Spot> {
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
pub(super) fn assessment(case: &Case) -> Vec<Spot> {
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

/// V-45. Whether the activity changed after the notice's date is for the history to say.
pub(super) fn privacy_notice(case: &Case) -> Vec<Spot> {
    Spot::when(!case.activity.privacy_notice.as_ref().is_some_and(|notice| is_said(&notice.link)))
}

/// V-46: first whether a recipient is a processor, then which one, then its contract.
pub(super) fn processors(case: &Case) -> Vec<Spot> {
    let agreements = case.activity.agreements();
    let mut spots = Vec::new();
    for (row, agreement) in agreements.iter().enumerate() {
        if agreement.role.as_deref() != Some("processor") {
            continue;
        }
        let Some(recipient) = agreement.recipient.as_deref().filter(|_| is_said(&agreement.recipient)) else {
            spots.push(Spot::ask(3).on_row(row));
            continue;
        };
        if !has_contract(agreement) && standing_agreement(case, recipient).is_none() {
            spots.push(Spot::ask(4).on_row(row).part("recipient", recipient));
        }
    }
    for (place, recipient) in case.recipients.iter().enumerate() {
        let earlier = case.recipients.iter().take(place);
        if recipient.known.may_be_processor()
            && !earlier.into_iter().any(|other| same_term(other.words, recipient.words))
        {
            spots.extend(
                open_question(agreements, recipient).map(|ask| Spot::ask(ask).part("recipient", recipient.words)),
            );
        }
    }
    spots
}

/// V-49. An empty list says that the organisation holds nothing itself.
pub(super) fn locations(case: &Case) -> Vec<Spot> {
    Spot::when(is_unanswered(&case.activity.locations))
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

/// What is still to be said of a recipient that may be a processor, as an ask of V-46.
fn open_question(agreements: &[Agreement], recipient: &Recipient) -> Option<usize> {
    let own =
        |agreement: &&Agreement| agreement.recipient.as_deref().is_some_and(|words| same_term(words, recipient.words));
    if agreements.iter().filter(own).any(|agreement| is_said(&agreement.role)) {
        return None;
    }
    if recipient.known.is_undecided() {
        return Some(0);
    }
    if recipient.known.agreement().is_some() || agreements.iter().filter(own).any(has_contract) {
        return None;
    }
    Some(if recipient.known.own.is_some() { 2 } else { 1 })
}

/// A reference names a contract as well as a link does.
fn has_contract(agreement: &Agreement) -> bool {
    is_said(&agreement.link) || is_said(&agreement.reference)
}

fn standing_agreement<'a>(case: &Case<'a>, recipient: &str) -> Option<&'a str> {
    case.lexicon.known(ListId::Recipients, recipient)?.agreement()
}
