//! What can fit an activity: suggestions, never decisions. Nothing here fills anything in, and nothing is left out of a list.

mod beside;

pub use beside::beside;

use crate::domain::check::{Answers, Said};
use crate::domain::date::{DateText, long};
use crate::domain::subject::Place;
use crate::domain::term::{Rights, Term};
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

/// How one answer of a list fits the activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Where it stands in the list.
    pub rank: Rank,
    /// Why, in a word or three.
    pub word: String,
    /// Why, in sentences.
    pub why: Vec<String>,
    /// What is still to be checked about it, as the vocabulary marks it.
    pub doubt: Option<String>,
}

/// Where an answer stands in its list, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It can fit, and councils often use it.
    Often,
    /// It can fit.
    Fits,
    /// Somebody has to look whether it does, or it fits a part only.
    Look,
    /// By the other answers it does not.
    Not,
}

/// How an answer of the list of a field fits; `None` where nothing is said of it: the other answers do not bear on it.
pub fn fit(answers: &Answers, place: &Place, code: &str) -> Option<Fit> {
    let column = place.cell.filter(|_| place.field != "lines");
    match (place.field, column) {
        // Part 3 of the Act has its own bases, conditions and rules on transfers.
        ("transfers" | "article9_conditions" | "schedule1_conditions" | "lawful_bases", _)
            if answers.activity().is_law_enforcement() =>
        {
            None
        }
        ("article9_conditions", _) => article9(answers, list(ListId::Article9Conditions).by_code(code)?),
        ("schedule1_conditions", _) => schedule1(answers, list(ListId::Schedule1Conditions).by_code(code)?),
        ("lawful_bases", None | Some((_, "basis"))) => basis(answers, list(ListId::LawfulBases).by_code(code)?),
        ("transfers", Some((_, "country"))) => country(list(ListId::Countries).by_code(code)?),
        ("transfers", Some((row, "mechanism"))) => {
            mechanism(answers, answers.transfer(row).1, list(ListId::Mechanisms).by_code(code)?)
        }
        _ => None,
    }
}

impl Fit {
    /// The same, with what is still to be checked about the term, or else about its list.
    fn doubted(mut self, term: &Term, id: ListId) -> Fit {
        self.doubt = doubt(term, id);
        self
    }
}

/// What is still to be checked about a term, or else about its list, in a sentence.
fn doubt(term: &Term, id: ListId) -> Option<String> {
    let doubt = term.doubt.as_ref().or(list(id).doubt.as_ref())?;
    Some(say("fit.doubt", &[("doubt", doubt)]))
}

/// Any condition may lift the ban for any of the categories; which one, the purpose decides. What councils use stands first.
fn article9(answers: &Answers, term: &Term) -> Option<Fit> {
    if answers.special().is_empty() {
        return None;
    }
    let rank = if term.common_in_councils { Rank::Often } else { Rank::Look };
    let (word, then) = match term.needs_schedule1_part {
        Some(part) => {
            let part = part.to_string();
            (say("fit.needs-schedule1", &[("part", &part)]), completed_by(term, &part))
        }
        None => (say("fit.no-schedule1", &[]), say("fit.no-schedule1.why", &[])),
    };
    let rare = (!term.common_in_councils).then(|| say("fit.rare", &[]));
    let why = rare.into_iter().chain([then]).collect();
    Some(Fit { rank, word, why, doubt: None }.doubted(term, ListId::Article9Conditions))
}

/// The paragraphs that complete a condition, and whether they need a policy document.
fn completed_by(term: &Term, part: &str) -> String {
    let paragraphs = &list(ListId::Schedule1Conditions).terms;
    let completing: Vec<&Term> =
        paragraphs.iter().filter(|paragraph| paragraph.supports_article9 == term.code).collect();
    let [only] = completing.as_slice() else {
        return say("fit.completed-by-part", &[("part", part)]);
    };
    let id = if only.requires_policy_document { "fit.completed-by.policy" } else { "fit.completed-by" };
    say(id, &[("paragraph", &only.paragraph.unwrap_or_default().to_string()), ("label", &only.label)])
}

/// A condition of Schedule 1 fits by the Article 9 conditions that are selected and the categories that it covers; for criminal
/// offence data it fits where it may serve for them.
fn schedule1(answers: &Answers, term: &Term) -> Option<Fit> {
    let (special, criminal) = (answers.special(), answers.criminal());
    let chosen: Vec<&str> = answers.article9().collect();
    if special.is_empty() && criminal.is_empty() && chosen.is_empty() {
        return None;
    }
    let supports = term.supports_article9.as_deref().unwrap_or_default();
    let completes = chosen.contains(&supports);
    let serves_criminal = term.usable_for_criminal_data && !criminal.is_empty();
    let (uncovered, in_part) = uncovered(term, &special);
    let (rank, reason) = if term.criminal_data_only && criminal.is_empty() {
        (Rank::Not, say("fit.criminal-only", &[]))
    } else if serves_criminal && !completes {
        (often(term), say("fit.serves-criminal", &[]))
    } else if !uncovered.is_empty() {
        let rank = if uncovered.len() < special.len() { Rank::Look } else { Rank::Not };
        (rank, say("fit.does-not-cover", &[("what", &uncovered.join("’, ‘"))]))
    } else if !in_part.is_empty() {
        (Rank::Look, say("fit.covers-part", &[("what", &in_part.join("’, ‘"))]))
    } else if completes {
        (often(term), say("fit.completes", &[("code", supports)]))
    } else if chosen.is_empty() && !special.is_empty() {
        (Rank::Fits, say("fit.would-complete", &[("code", supports)]))
    } else {
        (Rank::Not, say("fit.not-selected", &[("code", supports)]))
    };
    let word = match rank {
        Rank::Not => "fit.word.not",
        Rank::Look => "fit.word.part",
        _ if term.requires_policy_document => "fit.word.policy",
        _ => "fit.word.no-policy",
    };
    let policy = if term.requires_policy_document { "fit.policy" } else { "fit.no-policy" };
    let note = term.policy_document_note.as_deref().unwrap_or_default();
    let why = vec![reason, say(policy, &[("note", note)]).trim_end().to_owned()];
    Some(Fit { rank, word: say(word, &[]), why, doubt: None }.doubted(term, ListId::Schedule1Conditions))
}

fn often(term: &Term) -> Rank {
    if term.common_in_councils { Rank::Often } else { Rank::Fits }
}

/// The recorded data of which a paragraph with a limit covers nothing, and those of which it covers a part (paragraphs 8, 9, 16
/// and 19 to 22). What is not known to be one of its categories is not known to be covered. A class of data is covered where
/// all is that it may reveal.
fn uncovered<'a>(term: &Term, special: &[Said<'a>]) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut none, mut part) = (Vec::new(), Vec::new());
    let covers = |code: &str| term.limited_to.iter().any(|limit| &**limit == code);
    for data in special.iter().filter(|_| !term.limited_to.is_empty()) {
        let codes: Vec<&str> = data.code.into_iter().chain(data.may_reveal.iter().map(|code| &**code)).collect();
        match codes.iter().filter(|code| covers(code)).count() {
            0 => none.push(data.words),
            covered if covered < codes.len() => part.push(data.words),
            _ => (),
        }
    }
    (none, part)
}

/// A basis, with the rights that follow from it. One that is barred to public authorities stays in the list.
fn basis(answers: &Answers, term: &Term) -> Option<Fit> {
    let authority = answers.by_public_authority();
    // Article 22B(4), for whoever decides so.
    let decided = term.code() == "6(1)(ea)" && answers.activity().is_decided_by_system();
    let (rank, word) = match term.public_authority.as_deref() {
        _ if decided => (Rank::Not, say("fit.word.decided", &[])),
        Some("barred_for_tasks") if authority => (Rank::Not, say("fit.word.barred", &[])),
        Some("default") if authority => (Rank::Often, say("fit.word.own-tasks", &[])),
        Some("caution") if authority => (Rank::Look, say("fit.word.caution", &[])),
        _ => (Rank::Fits, String::new()),
    };
    let barred = decided.then(|| say("fit.decided", &[]));
    let why = barred.into_iter().chain(term.rights.as_ref().map(rights)).collect();
    Some(Fit { rank, word, why, doubt: None }.doubted(term, ListId::LawfulBases))
}

/// The rights that follow from a basis and those that do not.
fn rights(rights: &Rights) -> String {
    let (mut given, mut denied) = (Vec::new(), Vec::new());
    for term in &list(ListId::Rights).terms {
        let Some(answer) = Rights::way_to(term.code()) else { continue };
        match &**answer(rights) {
            "yes" => given.push(term.label.to_string()),
            "limited" => given.push(say("fit.right.limited", &[("right", &term.label)])),
            _ => denied.push(term.label.to_string()),
        }
    }
    let none = || say("fit.right.none", &[]);
    let given = if given.is_empty() { none() } else { given.join(", ") };
    let denied = if denied.is_empty() { none() } else { denied.join(", ") };
    say("fit.rights", &[("given", &given), ("denied", &denied)])
}

/// A country is a fact and no choice: it keeps its place, and says how far transfers there are approved.
fn country(term: &Term) -> Option<Fit> {
    let word = match term.adequacy.as_deref()? {
        "home" => "fit.word.home",
        "full" => "fit.word.approved",
        "partial" => "fit.word.partly",
        "check" => "fit.word.check",
        _ => "fit.word.not-approved",
    };
    let fit = Fit { rank: Rank::Fits, word: say(word, &[]), why: vec![approval(term)], doubt: None };
    Some(fit.doubted(term, ListId::Countries))
}

/// How far transfers to a country are approved, as of the day up to which the list was checked, and what is left where they are not.
fn approval(term: &Term) -> String {
    let as_of = DateText::from(&*list(ListId::Countries).as_of);
    let day = as_of.day().map_or_else(String::new, long);
    let id = match term.adequacy.as_deref() {
        Some("home") => "fit.approval.home",
        Some("full") => "fit.approval.full",
        Some("partial") => "fit.approval.partial",
        Some("check") => "fit.approval.check",
        _ => "fit.approval.none",
    };
    let note = term.adequacy_note.as_deref().unwrap_or_default();
    say(id, &[("country", &term.label), ("day", &day), ("note", note)]).trim_end().to_owned()
}

/// The same, with what is still to be checked about the country or its list, for where nothing else says it.
fn doubted_approval(term: &Term) -> String {
    match doubt(term, ListId::Countries) {
        Some(doubt) => format!("{} {doubt}", approval(term)),
        None => approval(term),
    }
}

/// What can allow a transfer to the country of its row, by what is approved there.
fn mechanism(answers: &Answers, country: Option<&Term>, term: &Term) -> Option<Fit> {
    let country = country?;
    let adequacy = country.adequacy.as_deref()?;
    let by_regulations = matches!(term.code(), "approved" | "us-data-bridge");
    let wrong_bridge = term.code() == "us-data-bridge" && country.code() != "US";
    let barred = term.is_barred_to_public_powers() && answers.by_public_authority();
    let (rank, word) = match (term.code(), adequacy) {
        _ if barred => (Rank::Not, "fit.word.powers"),
        ("none", "home") => (Rank::Often, "fit.word.home"),
        ("none", _) => (Rank::Look, "fit.word.not-restricted"),
        _ if wrong_bridge => (Rank::Not, "fit.word.us-only"),
        ("approved", "partial") if country.code() == "US" => (Rank::Look, "fit.word.bridge"),
        (_, "full") if by_regulations => (Rank::Often, "fit.word.approved"),
        (_, "partial") if by_regulations => (Rank::Often, "fit.word.scope"),
        (_, "check") if by_regulations => (Rank::Look, "fit.word.check"),
        _ if by_regulations => (Rank::Not, "fit.word.not-approved"),
        (_, "full" | "home") => (Rank::Look, "fit.word.not-needed"),
        _ if term.safeguard => (Rank::Fits, "fit.word.safeguard"),
        _ => (Rank::Look, "fit.word.derogation"),
    };
    let fit = Fit { rank, word: say(word, &[]), why: vec![doubted_approval(country)], doubt: None };
    Some(fit.doubted(term, ListId::Mechanisms))
}
