//! What a change newly asks for: the findings that it brings, the answer that brings them, and what to look at again.

use crate::domain::activity::Activity;
use crate::domain::check::{Answers, Finding, Said, check_activity, check_change};
use crate::domain::fold::same_term;
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::Organisation;
use crate::domain::subject::{Place, Subject};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use jiff::civil::Date;
use std::sync::Arc;

/// What one change of an activity newly asks for. There is always something.
#[derive(Clone, Debug, PartialEq)]
pub struct Asks {
    /// The activity.
    pub activity: Id,
    /// The answer that asks, as a sentence without its full stop; `None` where none stands out.
    pub cause: Option<String>,
    /// What it asks for, what comes first in the record first.
    pub needs: Vec<Need>,
}

/// One thing that a change asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// Where it is filled in.
    pub place: Place,
    /// What it is, in a few words.
    pub short: String,
    /// What to do, in a sentence.
    pub sentence: String,
    /// The law, as it is cited.
    pub law: &'static str,
}

/// What the change from one state of an activity to another newly asks for; `None` where nothing is.
///
/// What every record is asked for belongs to filling it in, and no change brings it: purposes, people, time limits and the like.
pub fn newly_asked(
    before: &Activity,
    after: &Arc<Activity>,
    organisation: &Organisation,
    lexicon: &Lexicon,
    today: Date,
) -> Option<Asks> {
    if only_approved(before, after) {
        return None;
    }
    let asked_before = check_activity(before, organisation, lexicon, today);
    let asked_now = check_activity(after, organisation, lexicon, today);
    let answers = Answers::of(after, organisation, lexicon, today);
    let cause = cause(&Answers::of(before, organisation, lexicon, today), &answers);
    let subject = Subject::Activity(after.clone());
    let new = newly_found(&asked_before, &asked_now).into_iter().filter(|finding| !is_on_blank_row(&subject, finding));
    let mut needs: Vec<Need> = new.map(|finding| need(&subject, finding)).collect();
    if let Some((kind, _)) = &cause {
        may_follow(after, &mut needs);
        assess_again(after, *kind, &mut needs);
    }
    let of_notice_alone = needs.is_empty();
    tell_again(before, after, today, &mut needs);
    if needs.is_empty() {
        return None;
    }
    needs.dedup();
    let stated = || of_notice_alone.then(|| say("asks.cause.notice", &[]));
    Some(Asks { activity: after.id.clone(), cause: cause.map(|(_, words)| words).or_else(stated), needs })
}

/// Whether nothing but the status moved on. Approving asks about what is open by itself.
fn only_approved(before: &Activity, after: &Activity) -> bool {
    let status = before.status != after.status && !after.is_retired();
    let mut with_status = before.clone();
    (with_status.status, with_status.approved) = (after.status.clone(), after.approved.clone());
    status && with_status == *after
}

/// The rules that ask the same of every record of their kind: a change does not bring them, filling in answers them.
const ASKED_OF_EVERY_RECORD: [&str; 23] = [
    "V-01", "V-02", "V-03", "V-06", "V-07", "V-08", "V-09", "V-10", "V-11", "V-12", "V-15", "V-16", "V-17", "V-18",
    "V-19", "V-26", "V-45", "V-49", "V-50", "V-51", "V-52", "V-61", "V-62",
];

/// The open findings of now beyond those before. Rows may have moved and words may have changed meanwhile: of findings of one
/// rule on one field only those in excess are new, first those whose sentence was not there.
fn newly_found<'a>(before: &[Finding], now: &'a [Finding]) -> Vec<&'a Finding> {
    let alike =
        |one: &Finding, two: &Finding| one.rule == two.rule && (one.field, one.column) == (two.field, two.column);
    let mut new: Vec<&Finding> = Vec::new();
    for finding in now.iter().filter(|finding| !finding.accepted) {
        if ASKED_OF_EVERY_RECORD.contains(&finding.rule.id) {
            continue;
        }
        let was_there = before.iter().any(|old| alike(old, finding) && old.message == finding.message);
        let excess = now.iter().filter(|other| alike(other, finding)).count()
            > before.iter().filter(|old| alike(old, finding)).count()
                + new.iter().filter(|other| alike(other, finding)).count();
        if excess && !was_there {
            new.push(finding);
        }
    }
    new
}

/// A row that was just added is still to be filled in.
fn is_on_blank_row(subject: &Subject, finding: &Finding) -> bool {
    finding.row.is_some_and(|row| subject.is_blank_row(finding.field, row))
}

fn need(subject: &Subject, finding: &Finding) -> Need {
    let place = finding.target(subject);
    Need { place, short: short(subject, &place), sentence: finding.message.clone(), law: finding.rule.law }
}

/// What is asked for at a place, in a few words.
fn short(subject: &Subject, place: &Place) -> String {
    let id = match place.cell {
        Some((_, column)) if place.field != "lines" => format!("need.{}.{column}", place.field),
        _ => format!("need.{}", place.field),
    };
    let words = say(&id, &[]);
    if words != id {
        return words;
    }
    say("need.other", &[("field", subject.column(place).map_or("", |column| column.spec.label))])
}

/// The kinds of answers that ask for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Decisions,
    Special,
    Criminal,
    Children,
    Vulnerable,
    Transfer,
    Basis,
    Condition,
}

/// The answer of now that was not there before, in a sentence.
fn cause(before: &Answers, after: &Answers) -> Option<(Cause, String)> {
    if after.activity().is_decided_by_system() && !before.activity().is_decided_by_system() {
        return Some((Cause::Decisions, say("asks.cause.decisions", &[])));
    }
    if let Some(data) = new_data(&before.special(), &after.special()) {
        let id = if data.implied { "asks.cause.special.implied" } else { "asks.cause.special" };
        return Some((Cause::Special, say(id, &[("what", data.words)])));
    }
    if let Some(data) = new_data(&before.criminal(), &after.criminal()) {
        let id = if data.implied { "asks.cause.criminal.implied" } else { "asks.cause.criminal" };
        return Some((Cause::Criminal, say(id, &[("what", data.words)])));
    }
    if let Some(people) = new_words(&before.children(), &after.children()) {
        return Some((Cause::Children, say("asks.cause.children", &[("what", people)])));
    }
    if let Some(people) = new_words(&before.vulnerable(), &after.vulnerable()) {
        return Some((Cause::Vulnerable, say("asks.cause.vulnerable", &[("what", people)])));
    }
    if let Some(words) = transfer(before, after) {
        return Some((Cause::Transfer, words));
    }
    let bases = |answers: &Answers| -> Vec<String> {
        answers.activity().lawful_bases().iter().filter_map(|row| Some(row.basis.as_deref()?.to_owned())).collect()
    };
    if let Some(code) = bases(after).into_iter().find(|code| !bases(before).contains(code)) {
        let label = after.lexicon().label(ListId::LawfulBases, &code);
        return Some((Cause::Basis, say("asks.cause.basis", &[("what", label)])));
    }
    let code = after.article9().find(|code| !before.article9().any(|old| old == *code));
    if let Some(code) = code {
        let label = after.lexicon().label(ListId::Article9Conditions, code);
        return Some((Cause::Condition, say("asks.cause.condition", &[("code", code), ("what", label)])));
    }
    let known = before.schedule1();
    let condition = after.schedule1().into_iter().find(|term| !known.contains(term))?;
    Some((Cause::Condition, say("asks.cause.schedule1", &[("what", &condition.label)])))
}

fn new_data<'a>(before: &[Said], after: &[Said<'a>]) -> Option<Said<'a>> {
    after.iter().find(|data| !before.iter().any(|old| same_term(old.words, data.words))).copied()
}

fn new_words<'a>(before: &[&str], after: &[&'a str]) -> Option<&'a str> {
    after.iter().find(|words| !before.iter().any(|old| same_term(old, words))).copied()
}

/// A country that data newly go to, or what newly allows it.
fn transfer(before: &Answers, after: &Answers) -> Option<String> {
    for transfer in after.activity().transfers() {
        let old = before.activity().transfers().iter().find(|old| old.id == transfer.id);
        let country = transfer.country.as_deref();
        if let Some(code) = country.filter(|_| old.and_then(|old| old.country.as_deref()) != country) {
            let label = after.lexicon().label(ListId::Countries, code);
            return Some(say("asks.cause.transfer", &[("what", label)]));
        }
        let mechanism = transfer.mechanism.as_deref();
        if let Some(code) = mechanism.filter(|_| old.and_then(|old| old.mechanism.as_deref()) != mechanism) {
            let label = after.lexicon().label(ListId::Mechanisms, code);
            return Some(say("asks.cause.mechanism", &[("what", label)]));
        }
    }
    None
}

/// What most Article 9 conditions ask for in their turn is said at once.
fn may_follow(after: &Activity, needs: &mut Vec<Need>) {
    let Some(at) = needs.iter().position(|need| need.place.field == "article9_conditions") else { return };
    if after.schedule1_conditions.iter().flatten().next().is_some() {
        return;
    }
    let need = Need {
        place: Place::of("schedule1_conditions"),
        short: say("need.may-follow", &[]),
        sentence: say("asks.may-follow", &[]),
        law: "DPA 2018 section 10 and Schedule 1",
    };
    needs.insert(at + 1, need);
}

fn asks_for(needs: &[Need], group: &str) -> bool {
    needs.iter().any(|need| need.place.field.starts_with(group))
}

/// An impact assessment that was right before the change and may no longer be (Article 35(11)).
fn assess_again(after: &Activity, cause: Cause, needs: &mut Vec<Need>) {
    let risk =
        matches!(cause, Cause::Decisions | Cause::Special | Cause::Criminal | Cause::Children | Cause::Vulnerable);
    let screened = after.dpia.as_ref().is_some_and(|dpia| {
        matches!(dpia.required.as_deref(), Some("yes" | "no"))
            || matches!(dpia.progress.as_deref(), Some("complete" | "review-due" | "not-required"))
    });
    if risk && screened && !asks_for(needs, "dpia.") {
        needs.push(Need {
            place: Place::of("dpia.required"),
            short: say("need.assessment-again", &[]),
            sentence: say("asks.assessment-again", &[]),
            law: "UK GDPR Article 35(11)",
        });
    }
}

/// A notice that said what was so before the change and may no longer.
fn tell_again(before: &Activity, after: &Arc<Activity>, today: Date, needs: &mut Vec<Need>) {
    let outdated = check_change(before, after, today).filter(|finding| !finding.accepted);
    if !asks_for(needs, "privacy_notice.") {
        needs.extend(outdated.map(|finding| need(&Subject::Activity(after.clone()), &finding)));
    }
}
