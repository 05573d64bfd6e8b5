//! What a template can say of an activity: its answers in words, and nothing that a notice must not tell.
//!
//! A list that is not recorded is `none`, one that somebody answered with «none» is empty. Owner, systems, security, notes, links
//! to the council's own papers and everything about the record itself are no facts of a notice.

mod groups;
mod law;

use crate::domain::activity::{Activity, Controller, Mark};
use crate::domain::organisation::{Officer, Organisation};
use crate::domain::text::clean;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::{ListId, list, regulator};
use crate::domain::{List, Text, date};
use crate::formats::notice::written::Request;
use minijinja::value::Value;
use std::collections::BTreeMap;

/// Named facts.
pub(super) type Facts = BTreeMap<&'static str, Value>;

/// The facts of an activity.
pub(super) fn facts(request: &Request) -> Facts {
    let Request { activity, organisation, lexicon, today, .. } = *request;
    let mut facts = Facts::new();
    facts.insert("title", text(Some(activity.name())));
    facts.insert("today", text(Some(&date::long(today))));
    facts.insert("controller", controller(activity, organisation));
    facts.insert("organisation", text(organisation.name.as_deref()));
    facts.insert("officer", officer(activity, organisation));
    facts.insert("public_authority", Value::from(is_public_authority(activity, organisation)));
    facts.insert("joint_controllers", joint_controllers(activity));
    facts.insert("description", paragraphs(activity.description.as_deref()));
    facts.insert("purposes", asked(activity, "purposes", &activity.purposes));
    facts.insert("sources", asked(activity, "sources", &activity.sources));
    facts.insert("transfers", transfers(activity));
    facts.insert("contact", text(activity.contact.as_deref()));
    facts.insert("children", Value::from(has_children(request)));
    facts.insert("regulator", regulator_facts());
    facts.extend(groups::facts(activity));
    facts.extend(law::facts(activity, lexicon));
    facts
}

/// The fields of a notice that are marked as to be confirmed, each with the words for it.
pub(super) fn to_confirm(activity: &Activity) -> BTreeMap<String, String> {
    let marks = activity.marks().iter().filter(|mark| mark.is(Mark::TO_CONFIRM));
    let fields = marks.filter_map(|mark| mark.field.as_deref());
    fields
        .filter_map(|field| Some((field.to_owned(), DOUBTFUL.iter().find(|(id, _)| *id == field)?.1.to_owned())))
        .collect()
}

/// What a mark «to confirm» puts in doubt, by its field.
const DOUBTFUL: [(&str, &str); 16] = [
    ("article10_route", "what allows us to use information about criminal offences"),
    ("article9_conditions", "the condition for special categories of information"),
    ("automated_decisions", "whether decisions are made by computer alone"),
    ("contact", "how to reach the team"),
    ("criminal_offence_data", "which information about criminal offences"),
    ("data_classes", "which information we use"),
    ("lawful_bases", "the lawful basis"),
    ("legitimate_interests", "the legitimate interests"),
    ("purposes", "why we need the information"),
    ("recipients", "who we share it with"),
    ("retention", "how long we keep it"),
    ("schedule1_conditions", "the condition of Schedule 1"),
    ("sources", "where we get the information from"),
    ("special_categories", "which special categories of information"),
    ("subjects", "who the information is about"),
    ("transfers", "whether information goes outside the UK"),
];

/// A text of the register, as it may stand on a page; `none` where nothing is recorded.
fn text(text: Option<&str>) -> Value {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map_or_else(|| Value::from(()), |text| Value::from(one_line(text)))
}

fn one_line(text: &str) -> String {
    clean(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into()
}

/// The paragraphs of a long text.
fn paragraphs(text: Option<&str>) -> Value {
    let lines = text.unwrap_or_default().lines().map(one_line).filter(|line| !line.is_empty());
    lines.map(Value::from).collect()
}

/// The terms of a list; `none` where it is not recorded.
fn terms(list: &List) -> Value {
    let Some(list) = list else { return Value::from(()) };
    list.iter().map(|term| one_line(term)).filter(|term| !term.is_empty()).map(Value::from).collect()
}

/// The terms of a list of the activity; one that does not apply is as good as answered with «none».
fn asked(activity: &Activity, field: &str, list: &List) -> Value {
    let spared =
        activity.marks().iter().any(|mark| mark.is(Mark::DOES_NOT_APPLY) && mark.field.as_deref() == Some(field));
    if list.is_none() && spared { Value::from(Vec::<Value>::new()) } else { terms(list) }
}

fn named(facts: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::from(facts.into_iter().collect::<Facts>())
}

fn contact_facts(name: &Option<Text>, address: &Option<Text>, email: &Option<Text>, telephone: &Option<Text>) -> Value {
    let is_reachable = [address, email, telephone].into_iter().flatten().any(|text| !text.trim().is_empty());
    named([
        ("name", text(name.as_deref())),
        ("address", text(address.as_deref())),
        ("email", text(email.as_deref())),
        ("telephone", text(telephone.as_deref())),
        ("is_reachable", Value::from(is_reachable)),
    ])
}

/// The controller: the activity's own where it has one, else the organisation (Articles 13(1)(a) and 14(1)(a)).
fn controller(activity: &Activity, organisation: &Organisation) -> Value {
    if let Some(Controller { name, address, email, telephone, .. }) = activity.other_controller() {
        return contact_facts(name, address, email, telephone);
    }
    let Organisation { name, address, email, telephone, .. } = organisation;
    contact_facts(name, address, email, telephone)
}

/// The data protection officer of the controller; `none` where none is recorded.
fn officer(activity: &Activity, organisation: &Organisation) -> Value {
    let officer = match activity.other_controller() {
        Some(controller) => controller.data_protection_officer.as_ref(),
        None => organisation.data_protection_officer.as_ref(),
    };
    let Some(Officer { name, address, email, telephone, .. }) = officer.filter(|officer| !officer.is_empty()) else {
        return Value::from(());
    };
    contact_facts(name, address, email, telephone)
}

fn is_public_authority(activity: &Activity, organisation: &Organisation) -> bool {
    let own = activity.other_controller().map(|controller| controller.public_authority);
    own.unwrap_or(organisation.public_authority) == Some(true)
}

fn joint_controllers(activity: &Activity) -> Value {
    let rows = activity.joint_controllers.iter().flatten().map(|row| {
        let arranged = row.arrangement.as_ref().is_some_and(|link| !link.trim().is_empty());
        named([
            ("name", text(row.name.as_deref())),
            ("contact", text(row.contact.as_deref())),
            ("has_arrangement", Value::from(arranged)),
        ])
    });
    let rows: Vec<Value> = rows.collect();
    if rows.is_empty() && activity.role.as_deref() != Some("joint-controller") {
        Value::from(())
    } else {
        Value::from(rows)
    }
}

/// The transfers; `none` where nothing is recorded of them.
fn transfers(activity: &Activity) -> Value {
    if activity.transfers.is_none() {
        return asked(activity, "transfers", &None);
    }
    activity.transfers().iter().map(transfer).collect()
}

fn transfer(row: &Transfer) -> Value {
    let country = row.country.as_deref().filter(|code| *code != "unspecified");
    let mechanism = row.mechanism.as_deref();
    let known = mechanism.and_then(|code| list(ListId::Mechanisms).by_code(code));
    let country = country.map(|code| list(ListId::Countries).by_code(code).map_or(code, |term| &term.label));
    named([
        ("country", text(country)),
        ("organisation", text(row.organisation.as_deref())),
        ("mechanism", text(mechanism)),
        ("mechanism_label", text(known.map(|term| &*term.label).or(mechanism))),
        ("is_safeguard", Value::from(known.is_some_and(|term| term.safeguard))),
        ("is_derogation", Value::from(known.is_some_and(|term| term.derogation))),
        ("safeguards", text(row.safeguards.as_deref())),
        ("data", terms(&row.data)),
    ])
}

/// Whether children are among the people: then the notice says to whom it is written (Article 12(1)).
fn has_children(request: &Request) -> bool {
    let people = request.activity.lines().iter().flat_map(|line| line.subjects.iter().flatten());
    people.filter_map(|words| request.lexicon.known(ListId::Subjects, words)?.term).any(|term| term.children)
}

fn regulator_facts() -> Value {
    let regulator = regulator();
    named([
        ("name", Value::from(&*regulator.name)),
        ("label", Value::from(&*regulator.label)),
        ("website", Value::from(&*regulator.website)),
    ])
}
