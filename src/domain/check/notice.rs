//! Rules about what people are told: where their data come from, and the privacy notice.

use crate::domain::List;
use crate::domain::activity::{Activity, JointController};
use crate::domain::check::case::{Case, is_said, said};
use crate::domain::check::spot::Spot;
use crate::domain::date::DateText;
use crate::domain::field::Fielded;
use crate::domain::fold::fold;
use crate::domain::line::Line;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use jiff::civil::Date;

/// V-44. The register is seldom told that data come from somebody else; it is where the answer is «none», names nobody, or a
/// condition rests on data that people made public.
pub(super) fn sources(case: &Case) -> Vec<Spot> {
    let sources = &case.activity.sources;
    if sources.as_ref().is_some_and(Vec::is_empty) {
        return vec![Spot::ask(0)];
    }
    let mut named = said(sources).peekable();
    if named.peek().is_none() {
        let public = public_domain(case).map(|condition| Spot::ask(2).part("condition", condition));
        return public.into_iter().collect();
    }
    let nameless = |words: &str| NAMELESS.contains(&fold(words).as_str());
    let from_person =
        |words: &str| case.lexicon.known(ListId::Sources, words).is_some_and(|known| is_the_person(known.term));
    let others: Vec<&str> = named.filter(|words| !from_person(words)).collect();
    if !others.iter().all(|words| nameless(words)) {
        return Vec::new();
    }
    others.first().map(|words| Spot::ask(1).part("source", words)).into_iter().collect()
}

/// V-45, as far as the record alone shows it; a notice that has aged is for [`outdated`].
pub(super) fn privacy_notice(case: &Case) -> Vec<Spot> {
    Spot::when(!case.activity.privacy_notice.as_ref().is_some_and(|notice| is_said(&notice.link)))
}

/// V-45: the notice is older than a change to something that it states. The record has no dates of its changes, so both states
/// of the record and the day come from whoever knows them.
pub(super) fn outdated(before: &Activity, after: &Activity, changed_on: Date) -> Option<Spot> {
    let notice = after.privacy_notice.as_ref().filter(|notice| is_said(&notice.link))?;
    notice.dated.as_ref().and_then(DateText::day).filter(|dated| *dated < changed_on)?;
    let field = changed(before, after)?;
    Some(Spot::ask(1).part("field", label(field)))
}

/// Words that name no source.
const NAMELESS: [&str; 9] = [
    "third parties",
    "third party",
    "other",
    "others",
    "other sources",
    "other organisations",
    "various",
    "various sources",
    "elsewhere",
];

fn is_the_person(term: Option<&Term>) -> bool {
    term.is_some_and(|term| term.group.as_deref() == Some("article-13"))
}

/// The condition that rests on data which people made public, by its label.
fn public_domain<'a>(case: &Case<'a>) -> Option<&'a str> {
    let chosen = [
        (ListId::Article9Conditions, "9(2)(e)", &case.activity.article9_conditions),
        (ListId::Schedule1Conditions, "para-32", &case.activity.schedule1_conditions),
    ];
    let (id, code, _) = chosen.into_iter().find(|(_, code, held)| said(held).any(|other| other == *code))?;
    list(id).by_code(code).map(|term| term.label.as_ref())
}

/// The first field that differs, of those whose content Articles 13 and 14 put into a notice; and the people, since a notice is
/// written for them (Article 12(1)), as for children, and new ones are to be told. A row without an answer states nothing yet.
fn changed(before: &Activity, after: &Activity) -> Option<&'static str> {
    let joint = |activity: &Activity| -> Vec<_> {
        let rows = activity.joint_controllers.iter().flatten();
        rows.filter(|row| **row != JointController::default()).cloned().collect()
    };
    let bases = |activity: &Activity| -> Vec<_> {
        let rows = activity.lawful_bases().iter().map(|row| (row.basis.clone(), row.purpose.clone()));
        rows.filter(|row| *row != (None, None)).collect()
    };
    let abroad = |activity: &Activity| -> Vec<_> {
        let rows = activity.transfers().iter();
        let rows = rows.map(|row| (row.country.clone(), row.organisation.clone(), row.mechanism.clone()));
        rows.filter(|row| *row != (None, None, None)).collect()
    };
    let interests =
        |activity: &Activity| activity.legitimate_interests.as_ref().and_then(|held| held.interests.clone());
    let automated = |activity: &Activity| activity.automated_decisions.as_ref().and_then(|held| held.level.clone());
    let lists = |list: fn(&Line) -> &List| {
        let of =
            |activity: &Activity| -> Vec<_> { activity.lines().iter().filter_map(|line| list(line).clone()).collect() };
        of(before) != of(after)
    };
    let kept =
        |activity: &Activity| -> Vec<_> { activity.lines().iter().filter_map(|line| line.retention.clone()).collect() };
    let stated = [
        ("controller.name", before.controller != after.controller),
        ("joint_controllers", joint(before) != joint(after)),
        ("purposes", before.purposes != after.purposes),
        ("subjects", lists(|line| &line.subjects)),
        ("data_classes", lists(|line| &line.data_classes)),
        ("special_categories", lists(|line| &line.special_categories)),
        ("criminal_offence_data", lists(|line| &line.criminal_offence_data)),
        ("recipients", lists(|line| &line.recipients)),
        ("retention.text", kept(before) != kept(after)),
        ("sources", before.sources != after.sources),
        ("lawful_bases", bases(before) != bases(after)),
        ("legitimate_interests.interests", interests(before) != interests(after)),
        ("transfers", abroad(before) != abroad(after)),
        ("automated_decisions.level", automated(before) != automated(after)),
        ("contact", before.contact != after.contact),
    ];
    stated.into_iter().find(|(_, differs)| *differs).map(|(field, _)| field)
}

/// Whether a notice states what a field holds, by the names of the members that lead to it; the same fields as `changed`.
pub(super) fn is_stated(field: &str) -> bool {
    const OF_RECORD: [&str; 9] = [
        "controller",
        "joint_controllers",
        "purposes",
        "sources",
        "lawful_bases",
        "legitimate_interests.interests",
        "transfers",
        "automated_decisions.level",
        "contact",
    ];
    const OF_LINE: [&str; 6] =
        ["subjects", "data_classes", "special_categories", "criminal_offence_data", "recipients", "retention"];
    let is_in = |group: &str, field: &str| {
        field.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    match field.strip_prefix("lines") {
        Some("") => true,
        Some(rest) => OF_LINE.iter().any(|group| rest.strip_prefix('.').is_some_and(|rest| is_in(group, rest))),
        None => OF_RECORD.iter().any(|group| is_in(group, field) || is_in(field, group)),
    }
}

fn label(field: &'static str) -> &'static str {
    let of_activity = Activity::field(field).map(|field| field.spec.label);
    of_activity.or_else(|| Line::field(field).map(|field| field.spec.label)).unwrap_or(field)
}
