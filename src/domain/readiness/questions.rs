//! The questions by which a record's readiness is told, each with the rules that must be silent and what it hangs on.

use crate::domain::List;
use crate::domain::activity::Activity;

/// One question about a record.
#[derive(Debug)]
pub struct Question {
    /// Its short name, never used again.
    pub id: &'static str,
    /// The questions whose answers can still raise this one; all of them stand before it. In the place of one that a kind of
    /// record is not asked stand those that it hangs on itself.
    pub after: &'static [&'static str],
    /// What holds where it is met, in a sentence.
    pub words: &'static str,
    /// The rules that must be silent. A rule belongs to one question.
    pub rules: &'static [&'static str],
    /// What is recorded so that silence proves it: then no answer to another question can raise it any more.
    pub proof: Option<fn(&Activity) -> bool>,
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// Every question, in reading order. A record is asked those of which a rule is about records of its kind.
///
/// Whoever adds a rule finds its place by one test: whatever can make it speak in a record must stand among what its question
/// hangs on, or belong to the same question.
pub static QUESTIONS: &[Question] = &[
    question("controller", &[], "The controller and how to reach it are recorded", &["V-01"]),
    question("officer", &["controller"], "The data protection officer is recorded, where one is needed", &["V-02"]),
    question("purposes", &[], "The purposes are recorded", &["V-06"]),
    question("purpose-wording", &["purposes"], "Each purpose says what the work achieves", &["V-07"]),
    question("clients", &[], "Each controller that you act for is recorded", &["V-54"]),
    question("processing", &[], "What you do for the controllers is recorded", &["V-55"]),
    question("instructions", &["clients"], "The contract or instructions are there", &["V-56"]),
    question("joint-controllers", &["purposes"], "Each joint controller is recorded", &["V-04"]),
    question("arrangement", &["joint-controllers"], "The arrangement with joint controllers is there", &["V-05"]),
    question("people", &[], "The groups of people are recorded", &["V-08"]),
    question("data", &["people"], "The kinds of personal data are recorded", &["V-09"]).proved_by(has_lines),
    question(
        "law-enforcement",
        &[],
        "What section 61 asks for is recorded: legal basis, people, data and recipients",
        &["V-57"],
    ),
    question(
        "sensitive-processing",
        &["law-enforcement"],
        "Sensitive processing has its condition and its policy document",
        &["V-58"],
    ),
    question(
        "regime",
        &["purpose-wording"],
        "It is settled whether this is general processing or law enforcement",
        &["V-59"],
    ),
    question("basis", &[], "The Article 6 lawful basis is recorded", &["V-26"]),
    question("basis-open", &["basis"], "The basis is one that you can rely on here", &["V-29", "V-32"]),
    question(
        "automated-basis",
        &["basis-open", "data"],
        "Decisions by a system alone rest on a basis and condition that allow them",
        &["V-43"],
    ),
    question(
        "statute",
        &["basis-open", "automated-basis"],
        "The law behind a public task or legal obligation is named",
        &["V-31"],
    ),
    question(
        "legitimate-interests",
        &["basis-open", "automated-basis"],
        "Legitimate interests are named and assessed",
        &["V-28"],
    ),
    question(
        "annex1",
        &["basis-open", "automated-basis"],
        "A recognised legitimate interest has its Annex 1 condition",
        &["V-30"],
    ),
    question("article9", &["data"], "Special category data have an Article 9 condition", &["V-20"])
        .proved_by(|activity| holds(&activity.article9_conditions)),
    question("article10", &["data"], "Criminal offence data have official authority or a condition", &["V-25"]),
    question(
        "schedule1",
        &["article9", "article10"],
        "The conditions have the Schedule 1 conditions that they need, and these fit the data",
        &["V-21", "V-53"],
    ),
    question("policy-document", &["schedule1"], "The policy document is there and up to date", &["V-24"]),
    question(
        "policy-record",
        &["schedule1"],
        "The record says what the policy document makes it say",
        &["V-22", "V-23"],
    ),
    question("confidentiality", &["article9"], "Who owes professional secrecy is recorded, where it counts", &["V-60"])
        .proved_by(|activity| is_said(activity.confidentiality.as_deref())),
    question(
        "consent-record",
        &["basis-open", "automated-basis", "article9"],
        "Consents are recorded, where you rely on them",
        &["V-27"],
    )
    .proved_by(|activity| is_said(activity.consent_record.as_deref())),
    question(
        "sources",
        &["data", "article9", "article10", "schedule1"],
        "Where the data come from is recorded",
        &["V-44"],
    )
    .proved_by(|activity| holds(&activity.sources)),
    question(
        "age-check",
        &["purpose-wording", "people", "data", "basis-open", "sources"],
        "Children’s age is checked, where they consent online",
        &["V-39"],
    )
    .proved_by(|activity| activity.children.as_ref().is_some_and(|held| is_said(held.age_check.as_deref()))),
    question("locations", &[], "Where the data are held is recorded", &["V-49"]),
    question("recipients", &["people"], "The recipients are recorded", &["V-10"]).proved_by(has_lines),
    question(
        "agreements",
        &["purpose-wording", "recipients", "sources", "locations"],
        "Suppliers are among the recipients, every role is settled and each agreement is there and in force",
        &["V-12", "V-46", "V-47"],
    ),
    question("transfers", &[], "It is recorded whether data leave the UK", &["V-15"]),
    question(
        "destinations",
        &["transfers", "recipients", "agreements", "law-enforcement", "processing"],
        "Each country that data go to is named",
        &["V-13", "V-14"],
    ),
    question(
        "transfer-ground",
        &["destinations"],
        "Each transfer rests on something that allows it",
        &["V-33", "V-34", "V-36"],
    ),
    question(
        "transfer-papers",
        &["transfer-ground"],
        "Each transfer has its risk assessment and safeguards",
        &["V-35", "V-37"],
    ),
    question("retention", &["people", "law-enforcement"], "How long the data are kept is recorded", &["V-16"])
        .proved_by(has_lines),
    question("time-limit", &["retention"], "What is recorded of it gives a time limit", &["V-17"]),
    question("security", &["purposes", "processing"], "The security measures are recorded", &["V-18"])
        .proved_by(|activity| holds(&activity.security_measures)),
    question("security-kinds", &["security"], "They are both technical and organisational", &["V-19"]),
    question("notice", &[], "The privacy notice is there", &["V-45"]),
    question(
        "impact-assessment",
        &["purpose-wording", "people", "data"],
        "It is settled whether an impact assessment is needed; a needed one, and safeguards, are there",
        &["V-38", "V-40", "V-41", "V-42"],
    ),
    question("breach", &["people"], "A breach has its record", &["V-48"])
        .proved_by(|activity| activity.breach.as_ref().is_some_and(|breach| breach.occurred.is_some())),
    question("owner", &[], "The information asset owner is recorded", &["V-50"]),
    question("review", &["owner"], "It was reviewed in time", &["V-51"])
        .proved_by(|activity| activity.last_reviewed.is_some()),
    question("end", &["owner"], "A retired activity has its last day", &["V-64"])
        .proved_by(|activity| activity.ended_on.is_some()),
    question(
        "one-person",
        &["purpose-wording", "processing"],
        "The words are about groups, not about one person",
        &["V-62"],
    ),
];

const fn question(
    id: &'static str,
    after: &'static [&'static str],
    words: &'static str,
    rules: &'static [&'static str],
) -> Question {
    Question { id, after, words, rules, proof: None }
}

impl Question {
    const fn proved_by(mut self, proof: fn(&Activity) -> bool) -> Question {
        self.proof = Some(proof);
        self
    }
}

/// Without a line there is nothing that a rule about lines could look at.
fn has_lines(activity: &Activity) -> bool {
    !activity.lines().is_empty()
}

fn holds(list: &List) -> bool {
    list.iter().flatten().any(|term| !term.trim().is_empty())
}

fn is_said(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
