//! Which fields an activity asks for only because of its other answers, and why.
//!
//! A field that is not wanted can be filled in all the same, and what stands in it is shown like everything else.

use crate::domain::activity::Activity;
use crate::domain::check::Answers;
use crate::domain::subject::Place;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

/// Whether an activity asks for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Every record of its kind does.
    Always,
    /// It does, because of another answer: the reason in a sentence.
    Because(String),
    /// It does not: when it would, in a sentence.
    Unless(String),
}

/// Whether an activity asks for the field at a place.
pub fn want(answers: &Answers, place: &Place) -> Want {
    let (field, row, column) = match place.cell {
        Some((row, column)) if place.field != "lines" => (place.field, row, column),
        _ => (place.field, 0, ""),
    };
    let Some(condition) = CONDITIONS.iter().find(|condition| condition.covers(field, column)) else {
        return Want::Always;
    };
    match (condition.holds)(answers, row) {
        Some(what) => Want::Because(say(&format!("wanted.{}", condition.id), &[("what", &what)])),
        None => Want::Unless(say(&format!("wanted.{}.unless", condition.id), &[])),
    }
}

/// One answer on which fields hang.
struct Condition {
    /// Its id among the messages.
    id: &'static str,
    /// The fields, or the columns of the table.
    fields: &'static [&'static str],
    /// The table, where the fields are columns of one.
    table: &'static str,
    /// The answer that makes them wanted, in words; the row is that of the table.
    holds: fn(&Answers, usize) -> Option<String>,
}

impl Condition {
    fn covers(&self, field: &str, column: &str) -> bool {
        if column.is_empty() {
            return self.table.is_empty() && self.fields.contains(&field);
        }
        self.table == field && self.fields.contains(&column)
    }
}

const fn on(
    id: &'static str,
    fields: &'static [&'static str],
    holds: fn(&Answers, usize) -> Option<String>,
) -> Condition {
    Condition { id, fields, table: "", holds }
}

const fn cell(
    id: &'static str,
    table: &'static str,
    fields: &'static [&'static str],
    holds: fn(&Answers, usize) -> Option<String>,
) -> Condition {
    Condition { id, fields, table, holds }
}

static CONDITIONS: &[Condition] = &[
    on("joint", &["joint_controllers"], |answers, _| {
        when(answers.activity().role.as_deref() == Some("joint-controller"))
    }),
    on(
        "other-controller",
        &[
            "controller.address",
            "controller.email",
            "controller.telephone",
            "controller.public_authority",
            "controller.registration_number",
            "controller.data_protection_officer.name",
            "controller.data_protection_officer.address",
            "controller.data_protection_officer.email",
            "controller.data_protection_officer.telephone",
        ],
        |answers, _| answers.activity().other_controller()?.name.as_deref().and_then(written),
    ),
    on("children", &["children.measures"], |answers, _| first(&answers.children())),
    on("age-check", &["children.age_check"], |answers, _| {
        first(&answers.children()).filter(|_| answers.relies_on("6(1)(a)"))
    }),
    on("special", &["article9_conditions"], |answers, _| answers.special().first().map(|data| data.words.to_owned())),
    on("schedule1", &["schedule1_conditions"], needs_schedule1),
    on(
        "policy",
        &[
            "appropriate_policy_document.link",
            "appropriate_policy_document.review_by",
            "appropriate_policy_document.followed",
        ],
        |answers, _| needs_policy(answers),
    ),
    on("not-followed", &["appropriate_policy_document.reason"], |answers, _| {
        let policy = answers.activity().appropriate_policy_document.as_ref();
        when(policy.is_some_and(|policy| policy.followed == Some(false)))
    }),
    on("criminal", &["article10_route"], |answers, _| answers.criminal().first().map(|data| data.words.to_owned())),
    on("recognised", &["recognised_legitimate_interest"], |answers, _| when(answers.relies_on("6(1)(ea)"))),
    on("interests", &["legitimate_interests.interests", "legitimate_interests.assessment"], |answers, _| {
        when(answers.relies_on("6(1)(f)"))
    }),
    on("consent", &["consent_record"], |answers, _| {
        when(answers.relies_on("6(1)(a)") || answers.article9().any(|code| code == "9(2)(a)"))
    }),
    on("secrecy", &["confidentiality"], |answers, _| when(answers.article9().any(|code| code == "9(2)(h)"))),
    on("sensitive", &["law_enforcement.schedule8_conditions", "law_enforcement.policy_document"], |answers, _| {
        answers.special().first().map(|data| data.words.to_owned())
    }),
    on("decided", &["automated_decisions.safeguards"], |answers, _| when(answers.activity().is_decided_by_system())),
    on("decided-special", &["automated_decisions.condition"], |answers, _| {
        let decisions = answers.activity().automated_decisions.as_ref();
        let says_so = decisions.is_some_and(|decisions| decisions.level.as_deref() == Some("sole-special"));
        when(says_so || (answers.activity().is_decided_by_system() && !answers.special().is_empty()))
    }),
    on("assessment", &["dpia.progress", "dpia.link", "dpia.review_by"], |answers, _| {
        when(has_assessment(answers.activity()))
    }),
    on("no-assessment", &["dpia.reason"], |answers, _| {
        let dpia = answers.activity().dpia.as_ref()?;
        when(dpia.required.as_deref() == Some("no") || dpia.progress.as_deref() == Some("not-required"))
    }),
    on("breach", &["breach.link"], |answers, _| {
        when(answers.activity().breach.as_ref().is_some_and(|breach| breach.occurred == Some(true)))
    }),
    cell("law", "lawful_bases", &["statutory_reference"], |answers, row| basis(answers, row, &["6(1)(c)", "6(1)(e)"])),
    cell("barred", "lawful_bases", &["outside_public_tasks"], |answers, row| {
        let barred = basis(answers, row, &["6(1)(ea)", "6(1)(f)"]).or_else(|| barred_derogation(answers));
        barred.filter(|_| answers.by_public_authority())
    }),
    cell("safeguard", "transfers", &["safeguards"], |answers, row| {
        let mechanism = mechanism_and_country(answers, row)?.0;
        let documented = mechanism.needs.iter().any(|need| &**need == "transfers.safeguards");
        (mechanism.safeguard || documented).then(|| mechanism.label.to_string())
    }),
    cell("risk", "transfers", &["assessment"], |answers, row| {
        let (mechanism, country) = mechanism_and_country(answers, row)?;
        let approved = country.is_some_and(|country| country.adequacy.as_deref() == Some("full"));
        (mechanism.safeguard && !approved).then(|| mechanism.label.to_string())
    }),
    cell("lines", "transfers", &["line"], |answers, _| when(answers.activity().lines().len() > 1)),
];

/// An answer that needs no words of its own.
fn when(holds: bool) -> Option<String> {
    holds.then(String::new)
}

fn written(words: &str) -> Option<String> {
    Some(words.trim()).filter(|words| !words.is_empty()).map(str::to_owned)
}

fn first(words: &[&str]) -> Option<String> {
    words.first().map(|words| (*words).to_owned())
}

/// The Article 9 condition, or the criminal offence data, that a Schedule 1 condition has to complete.
fn needs_schedule1(answers: &Answers, _: usize) -> Option<String> {
    let needs = |code: &&str| {
        let term = list(ListId::Article9Conditions).by_code(code);
        term.is_some_and(|term| term.needs_schedule1_part.is_some())
    };
    if let Some(code) = answers.article9().find(needs) {
        return Some(code.to_owned());
    }
    if answers.activity().article10_route.as_deref() == Some("official-authority") {
        return None;
    }
    answers.criminal().first().map(|data| data.words.to_owned())
}

/// The Schedule 1 condition that is not met without a policy document.
fn needs_policy(answers: &Answers) -> Option<String> {
    let conditions = answers.schedule1();
    conditions.into_iter().find(|condition| condition.requires_policy_document).map(|term| term.label.to_string())
}

/// What allows the transfer of a row, and its country. Transfers for law enforcement follow Part 3 of the Act instead, which
/// knows other safeguards.
fn mechanism_and_country(answers: &Answers, row: usize) -> Option<(&'static Term, Option<&'static Term>)> {
    if answers.activity().is_law_enforcement() {
        return None;
    }
    let (mechanism, country) = answers.transfer(row);
    Some((mechanism?, country))
}

/// Whether an impact assessment is needed or has been begun.
fn has_assessment(activity: &Activity) -> bool {
    let Some(dpia) = &activity.dpia else { return false };
    let begun = dpia.progress.as_deref().is_some_and(|progress| !matches!(progress, "not-required" | "not-screened"));
    dpia.required.as_deref() == Some("yes") || (begun && dpia.required.as_deref() != Some("no"))
}

/// What allows a transfer and is not open in the exercise of public powers (Article 49(3)): each basis can say why it is none.
fn barred_derogation(answers: &Answers) -> Option<String> {
    let mut mechanisms = (0..answers.activity().transfers().len()).filter_map(|row| answers.transfer(row).0);
    mechanisms.find(|term| term.is_barred_to_public_powers()).map(|term| term.label.to_string())
}

/// The basis of a row, by what it is called, where it is one of these.
fn basis(answers: &Answers, row: usize, codes: &[&str]) -> Option<String> {
    let code = answers.activity().lawful_bases().get(row)?.basis.as_deref()?;
    codes.contains(&code).then(|| answers.lexicon().label(ListId::LawfulBases, code).to_owned())
}
