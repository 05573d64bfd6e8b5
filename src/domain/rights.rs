//! The rights that people have over the data of an activity, as they follow from its lawful bases. Never stored.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::term::Rights;
use crate::domain::vocabulary::{ListId, list};

/// One right and whether people have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// Its code in the list of rights.
    pub id: Text,
    /// What it is called.
    pub label: Text,
    /// Whether people have it.
    pub answer: Answer,
    /// When it holds, in words; the bases that give it, where not all of them do.
    pub note: Text,
}

/// Whether people have a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They have it.
    Yes,
    /// They have it within limits, or for a part of the processing.
    Limited,
    /// They do not have it.
    No,
    /// It follows from the lawful basis, and none is recorded.
    Unknown,
}

impl Answer {
    /// The answer as a code: `yes`, `limited`, `no` or `unknown`.
    pub fn code(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::Limited => "limited",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        }
    }

    /// What a word of the list of lawful bases says.
    fn of(word: &str) -> Answer {
        match word {
            "yes" => Answer::Yes,
            "limited" => Answer::Limited,
            "no" => Answer::No,
            _ => Answer::Unknown,
        }
    }
}

/// The rights of the people in an activity, in the order of the list.
///
/// To be informed, access, rectification, restriction and complaint always hold; erasure, portability, objection and
/// withdrawal follow from the Article 6 bases (Articles 7(3), 17, 20 and 21); the safeguards of Article 22C from automated decisions.
pub fn rights_of(activity: &Activity) -> Vec<Right> {
    let bases = bases_of(activity);
    let rights = list(ListId::Rights).terms.iter().map(|term| {
        let (answer, giving) = match (term.code(), Rights::way_to(term.code())) {
            (_, Some(answer)) => by_bases(&bases, answer),
            ("automated-decisions", _) => (by_system(activity), None),
            _ => (Answer::Yes, None),
        };
        let note = giving.map(Text::from).or_else(|| term.help.clone()).unwrap_or_default();
        Right { id: term.code().into(), label: term.label.clone(), answer, note }
    });
    rights.collect()
}

/// What follows from one lawful basis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// What the basis is called.
    pub basis: Text,
    /// The rights that depend on the basis, in the order of the list, and whether people have them.
    pub rights: Vec<(Text, Answer)>,
}

/// The rights that follow from each lawful basis, in the order of the list. Those that people always have are not among them.
pub fn following() -> Vec<Following> {
    let follow = |rights: &Rights| {
        let terms = list(ListId::Rights).terms.iter();
        let ways = terms.filter_map(|term| Some((&term.label, Rights::way_to(term.code())?)));
        ways.map(|(label, way)| (label.clone(), Answer::of(way(rights)))).collect()
    };
    let bases = list(ListId::LawfulBases).terms.iter();
    bases
        .filter_map(|term| Some(Following { basis: term.label.clone(), rights: follow(term.rights.as_ref()?) }))
        .collect()
}

/// The Article 6 bases of an activity, each once: what it is called, and what it says of the rights that depend on it.
pub(crate) fn bases_of(activity: &Activity) -> Vec<(&'static Text, &'static Rights)> {
    let mut bases: Vec<(&Text, &Rights)> = Vec::new();
    for code in activity.lawful_bases().iter().filter_map(|row| row.basis.as_deref()) {
        let term = list(ListId::LawfulBases).by_code(code);
        if let Some((label, rights)) = term.and_then(|term| Some((&term.label, term.rights.as_ref()?)))
            && !bases.iter().any(|(other, _)| *other == label)
        {
            bases.push((label, rights));
        }
    }
    bases
}

/// Whether people have the safeguards of Article 22C, which protect from a system that decides alone.
fn by_system(activity: &Activity) -> Answer {
    let level = activity.automated_decisions.as_ref().and_then(|decisions| decisions.level.as_ref());
    match level {
        None => Answer::Unknown,
        Some(_) if activity.is_decided_by_system() => Answer::Yes,
        Some(_) => Answer::No,
    }
}

/// The answer of all bases together; where they differ, the names of those that give the right.
fn by_bases(bases: &[(&Text, &Rights)], answer: fn(&Rights) -> &Text) -> (Answer, Option<String>) {
    let count = |word: &str| bases.iter().filter(|(_, rights)| &**answer(rights) == word).count();
    match (bases.len(), count("yes"), count("no")) {
        (0, ..) => (Answer::Unknown, None),
        (all, yes, _) if yes == all => (Answer::Yes, None),
        (all, _, no) if no == all => (Answer::No, None),
        (_, 0, 0) => (Answer::Limited, None),
        _ => {
            let giving = bases.iter().filter(|(_, rights)| &**answer(rights) != "no").map(|(label, _)| &***label);
            (Answer::Limited, Some(giving.collect::<Vec<_>>().join("; ")))
        }
    }
}
