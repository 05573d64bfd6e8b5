//! What help says of a field: the guide, the rules that look at it, and the keys that fill it in.

use crate::app::help::topic::{Part, Topic};
use crate::domain::activity::Activity;
use crate::domain::field::Spec;
use crate::domain::guide::{Guidance, guidance, name_of, rules_at};
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::rights::{Answer, Following, following};
use crate::domain::subject::{Place, Subject};
use crate::domain::words::{say, without_parts};
use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

/// What help says of a field; `None` where the record has no such field.
pub fn about_field(subject: &Subject, place: &Place) -> Option<Topic> {
    let spec = subject.column(place)?.spec;
    let mut parts = vec![Part { heading: String::new(), body: vec![spec.help.to_owned()] }];
    if let Some(guidance) = guidance(&name_of(subject, place)) {
        parts.extend(guide_parts(spec, guidance));
    }
    parts.extend(rights_part(place));
    parts.extend(checks_part(subject, place));
    parts.push(part("keys", keys(spec)));
    parts.extend(guidance(&name_of(subject, place)).map(sources_part));
    Some(Topic::of_parts(title(subject, place, spec), parts))
}

/// What help says of every field, by its name in the guide, made on first use: it is the same for every register.
pub fn field_topics() -> &'static [(String, Arc<Topic>)] {
    static TOPICS: LazyLock<Vec<(String, Arc<Topic>)>> = LazyLock::new(|| {
        let topics = every_field()
            .into_iter()
            .filter_map(|(subject, place)| Some((name_of(&subject, &place), Arc::new(about_field(&subject, &place)?))));
        topics.collect()
    });
    &TOPICS
}

/// Every field of every record, and every column of its tables, each once.
pub fn every_field() -> Vec<(Subject, Place)> {
    let subjects = [
        Subject::Activity(Arc::new(Activity::default())),
        Subject::Organisation(Arc::new(Organisation::default())),
        Subject::Vocabulary(Arc::new(Vocabulary::default())),
    ];
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for subject in &subjects {
        for column in subject.fields() {
            let cells = subject.columns(column.spec.id).into_iter();
            let cells = cells.map(|cell| Place::cell(column.spec.id, 0, cell.spec.id));
            let places = std::iter::once(Place::of(column.spec.id)).chain(cells);
            let fresh = places.filter(|place| seen.insert(name_of(subject, place)));
            found.extend(fresh.map(|place| (subject.clone(), place)));
        }
    }
    found
}

/// The field's label; a column is told from those of other tables.
fn title(subject: &Subject, place: &Place, spec: &Spec) -> String {
    let table = subject.column(&Place::of(place.field)).filter(|_| place.cell.is_some() && place.field != "lines");
    match table {
        Some(table) if !matches!(subject, Subject::Vocabulary(_)) => {
            say("help.column", &[("label", spec.label), ("table", table.spec.label)])
        }
        _ => spec.label.to_owned(),
    }
}

fn guide_parts(spec: &Spec, guidance: &Guidance) -> Vec<Part> {
    let of_law = Some(spec.law).filter(|law| !law.is_empty()).map(str::to_owned);
    let doubts: Vec<String> =
        guidance.doubts().into_iter().map(|doubt| say("help.doubt", &[("doubt", &doubt.words)])).collect();
    let parts = [
        part("why", vec![guidance.why.to_string()]),
        part("record", vec![guidance.record.to_string()]),
        part("good", vec![guidance.good.to_string()]),
        part("weak", vec![guidance.weak.to_string(), say("help.because", &[("reason", &guidance.because)])]),
        part("law", of_law.into_iter().chain([guidance.law.to_string()]).collect()),
        part("expects", vec![guidance.expects.to_string()]),
        part("doubts", doubts),
    ];
    parts.into_iter().filter(|part| !part.body.is_empty()).collect()
}

/// The rights that follow from each basis, where the field is one.
fn rights_part(place: &Place) -> Option<Part> {
    let is_basis = place.field == "lawful_bases" && place.cell.is_none_or(|(_, column)| column == "basis");
    is_basis.then(|| part("rights", following().iter().map(rights_of_basis).collect()))
}

fn rights_of_basis(following: &Following) -> String {
    let told = following.rights.iter().filter_map(|(label, answer)| match answer {
        Answer::Yes => Some(label.to_string()),
        Answer::Limited => Some(say("help.right.limited", &[("right", label)])),
        Answer::No | Answer::Unknown => None,
    });
    let rights: Vec<String> = told.collect();
    match rights.as_slice() {
        [] => say("help.right.none", &[("basis", &following.basis)]),
        _ => say("help.right", &[("basis", &following.basis), ("rights", &rights.join("; "))]),
    }
}

/// What the rules that look at the field ask, and on which law.
fn checks_part(subject: &Subject, place: &Place) -> Option<Part> {
    let mut asks = Vec::new();
    for (rule, found) in rules_at(subject, place) {
        let mut sentences: Vec<String> = Vec::new();
        for sentence in found.iter().map(|ask| without_parts(ask.sentence)) {
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        let sentences = sentences.join(". ");
        asks.push(say("help.check", &[("rule", rule.id), ("sentence", &sentences), ("law", rule.law)]));
    }
    (!asks.is_empty()).then(|| part("checks", asks))
}

/// How the field is filled in and found.
fn keys(spec: &Spec) -> Vec<String> {
    let find = spec.short.first().map(|short| say("help.find-by", &[("name", short)]));
    std::iter::once(say("help.select", &[])).chain(find).collect()
}

fn sources_part(guidance: &Guidance) -> Part {
    let told = guidance.sources().map(|source| {
        let parts = [("title", &*source.title), ("where", &*source.place)];
        if source.seen { say("help.source", &parts) } else { say("help.source.unread", &parts) }
    });
    part("sources", told.collect())
}

fn part(heading: &str, body: Vec<String>) -> Part {
    Part { heading: say(&format!("help.part.{heading}"), &[]), body }
}
