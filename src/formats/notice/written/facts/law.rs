//! What allows the processing, and the rights that follow.

use crate::domain::activity::Activity;
use crate::domain::lexicon::Lexicon;
use crate::domain::rights::rights_of;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::{List, Text};
use crate::formats::notice::written::facts::{Facts, named, text};
use minijinja::value::Value;
use std::collections::BTreeMap;

/// The facts of law.
pub(super) fn facts(activity: &Activity, lexicon: &Lexicon) -> Facts {
    let interests = activity.legitimate_interests.as_ref().and_then(|held| held.interests.as_deref());
    let automated = activity.automated_decisions.as_ref();
    let enforcement = activity.law_enforcement.as_ref();
    let schedule8 = enforcement.map_or(&None, |held| &held.schedule8_conditions);
    let recognised = activity.recognised_legitimate_interest.as_deref();
    let route = activity.article10_route.as_deref();
    Facts::from([
        ("bases", bases(activity)),
        ("by_consent", rests_on(activity, &["6(1)(a)"])),
        ("by_contract", rests_on(activity, &["6(1)(b)"])),
        ("by_law", rests_on(activity, &["6(1)(c)", "6(1)(e)"])),
        ("interests", text(interests)),
        (
            "recognised_interest",
            text(recognised.map(|code| lexicon.label(ListId::RecognisedLegitimateInterests, code))),
        ),
        ("article9", conditions(&activity.article9_conditions, ListId::Article9Conditions)),
        ("schedule1", conditions(&activity.schedule1_conditions, ListId::Schedule1Conditions)),
        ("schedule8", conditions(schedule8, ListId::Schedule8Conditions)),
        ("article10", text(route)),
        ("legal_basis", text(enforcement.and_then(|held| held.legal_basis.as_deref()))),
        ("automated_level", text(automated.and_then(|held| held.level.as_deref()))),
        ("automated_safeguards", text(automated.and_then(|held| held.safeguards.as_deref()))),
        ("decided_by_system", Value::from(activity.is_decided_by_system())),
        ("rights", rights(activity)),
        ("from_person", Value::from(from_person(activity, lexicon))),
        ("from_others", Value::from(from_others(activity, lexicon))),
    ])
}

/// The lawful bases; `none` where there is none.
fn bases(activity: &Activity) -> Value {
    let rows = activity.lawful_bases().iter().filter(|row| row.basis.is_some());
    let rows = rows.map(|row| {
        let code = row.basis.as_deref().unwrap_or_default();
        let label = list(ListId::LawfulBases).by_code(code).map_or(code, |term| &term.label);
        named([
            ("code", text(Some(code))),
            ("label", text(Some(label))),
            ("purpose", text(row.purpose.as_deref())),
            ("statute", text(row.statutory_reference.as_deref())),
        ])
    });
    let rows: Vec<Value> = rows.collect();
    if rows.is_empty() { Value::from(()) } else { Value::from(rows) }
}

fn rests_on(activity: &Activity, codes: &[&str]) -> Value {
    let mut held = activity.lawful_bases().iter().filter_map(|row| row.basis.as_deref());
    Value::from(held.any(|basis| codes.contains(&basis)))
}

/// The conditions of a list of law; one that is not in it stands there as it is.
fn conditions(codes: &List, id: ListId) -> Value {
    let known = |code: &Text| {
        let term = list(id).by_code(code);
        let citation = term.and_then(|term| term.citation.as_deref());
        named([
            ("code", text(Some(code))),
            ("label", text(Some(term.map_or(code, |term| &term.label)))),
            ("citation", text(citation)),
        ])
    };
    codes.iter().flatten().map(known).collect()
}

/// Each right by its code: `yes`, `limited`, `no` or `unknown`.
fn rights(activity: &Activity) -> Value {
    let rights = rights_of(activity).into_iter();
    let rights = rights.map(|right| (code(&right.id), Value::from(right.answer.code())));
    Value::from(rights.collect::<BTreeMap<String, Value>>())
}

/// The code as a template can name it.
fn code(id: &str) -> String {
    id.replace('-', "_")
}

/// Whether some of the data come from the person: then Article 13 applies. Where no source is recorded, nobody knows.
fn from_person(activity: &Activity, lexicon: &Lexicon) -> bool {
    activity.sources.iter().flatten().any(|words| is_the_person(words, lexicon))
}

/// Whether some of the data come from somebody else: then Article 14 applies.
fn from_others(activity: &Activity, lexicon: &Lexicon) -> bool {
    activity.sources.iter().flatten().any(|words| !is_the_person(words, lexicon))
}

fn is_the_person(words: &str, lexicon: &Lexicon) -> bool {
    let term = lexicon.known(ListId::Sources, words).and_then(|known| known.term);
    term.is_some_and(|term| term.group.as_deref() == Some("article-13"))
}
