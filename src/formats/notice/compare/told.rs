//! The fields that a privacy notice tells, and how each is held against the record.

use crate::domain::activity::Activity;
use crate::domain::fold::same_term;
use crate::domain::line::Line;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::{List, Text};
use crate::formats::notice::compare::same::{self, Agreement, acts, reaches};

/// A field that notices tell.
pub(super) struct Told {
    pub(super) id: &'static str,
    /// The words by which evidence names it, where they are others.
    pub(super) evidence: &'static [&'static str],
    /// The list that knows its terms.
    pub(super) list: Option<ListId>,
    /// What a record says in it; nothing where it is not recorded, «none» included.
    pub(super) of: fn(&Activity) -> Vec<Text>,
    /// Whether the record answers it at all, with «none» too.
    pub(super) answered: fn(&Activity) -> bool,
    /// Whether two values say the same.
    pub(super) agrees: Agrees,
    /// Whether a record of this kind has it.
    pub(super) asked: fn(&Activity) -> bool,
}

/// How values of a field are held against each other.
pub(super) enum Agrees {
    /// Each against each of the other side.
    Terms(fn(&Agreement, &str, &str) -> bool),
    /// Each against all that the other side says: a notice tells in one paragraph what the register keeps by line.
    Whole(fn(&str, &str) -> bool),
}

/// Codes and names agree in the same words only.
const BY_NAME: Agrees = Agrees::Terms(|_, one, other| same_term(one, other));

/// The fields that a notice tells, in the order of the record.
pub(super) const FIELDS: &[Told] = &[
    Told {
        of: |activity| paragraphs(activity.description.as_deref()),
        answered: |activity| activity.description.is_some(),
        ..Told::new("description")
    },
    Told {
        list: Some(ListId::Purposes),
        of: |activity| terms(&activity.purposes),
        answered: |activity| activity.purposes.is_some(),
        ..Told::new("purposes")
    },
    Told::of_lines("subjects", ListId::Subjects, |activity| of_lines(activity, |line| &line.subjects)),
    Told::of_lines("data_classes", ListId::DataClasses, |activity| of_lines(activity, |line| &line.data_classes)),
    Told::of_lines("special_categories", ListId::SpecialCategories, |activity| {
        of_lines(activity, |line| &line.special_categories)
    }),
    Told::of_lines("criminal_offence_data", ListId::CriminalOffenceData, |activity| {
        of_lines(activity, |line| &line.criminal_offence_data)
    }),
    Told::of_lines("recipients", ListId::Recipients, |activity| of_lines(activity, |line| &line.recipients)),
    Told {
        evidence: &["retention.text", "retention.period_months", "retention.permanent"],
        of: |activity| kept(activity),
        answered: |activity| !kept(activity).is_empty(),
        agrees: Agrees::Whole(same::keeps),
        ..Told::new("retention")
    },
    Told {
        evidence: &["transfers.country"],
        of: |activity| countries(activity),
        answered: |activity| activity.transfers.is_some(),
        ..Told::new("transfers")
    },
    Told {
        evidence: &["lawful_bases.basis"],
        of: |activity| bases(activity),
        answered: |activity| !bases(activity).is_empty(),
        agrees: BY_NAME,
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("lawful_bases")
    },
    Told {
        evidence: &["lawful_bases", "lawful_bases.statutory_reference"],
        of: |activity| statutes(activity),
        answered: |activity| !statutes(activity).is_empty(),
        agrees: BY_NAME,
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("lawful_bases.statutory_reference")
    },
    Told {
        of: |activity| codes(&activity.article9_conditions, ListId::Article9Conditions),
        answered: |activity| activity.article9_conditions.is_some(),
        agrees: BY_NAME,
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("article9_conditions")
    },
    Told {
        of: |activity| codes(&activity.schedule1_conditions, ListId::Schedule1Conditions),
        answered: |activity| activity.schedule1_conditions.is_some(),
        agrees: BY_NAME,
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("schedule1_conditions")
    },
    Told {
        evidence: &["automated_decisions"],
        of: |activity| automated(activity),
        answered: |activity| activity.automated_decisions.as_ref().is_some_and(|held| held.level.is_some()),
        agrees: BY_NAME,
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("automated_decisions.level")
    },
    Told {
        list: Some(ListId::Sources),
        of: |activity| terms(&activity.sources),
        answered: |activity| activity.sources.is_some(),
        ..Told::new("sources")
    },
    Told {
        of: |activity| activity.contact.iter().filter(|text| !text.trim().is_empty()).cloned().collect(),
        answered: |activity| activity.contact.is_some(),
        agrees: Agrees::Terms(|_, one, other| reaches(one, other)),
        ..Told::new("contact")
    },
];

impl Told {
    const fn new(id: &'static str) -> Told {
        Told {
            id,
            evidence: &[],
            list: None,
            of: |_| Vec::new(),
            answered: |_| false,
            agrees: Agrees::Terms(|agreement, one, other| agreement.same(one, other)),
            asked: |_| true,
        }
    }

    const fn of_lines(id: &'static str, list: ListId, of: fn(&Activity) -> Vec<Text>) -> Told {
        // A list of several lines is answered where one line answers it; what is said of it is compared with all of them.
        Told { list: Some(list), of, ..Told::new(id) }
    }

    /// Whether a record answers the field.
    pub(super) fn is_answered(&self, activity: &Activity) -> bool {
        let list: Option<fn(&Line) -> &List> = match self.id {
            "subjects" => Some(|line| &line.subjects),
            "data_classes" => Some(|line| &line.data_classes),
            "special_categories" => Some(|line| &line.special_categories),
            "criminal_offence_data" => Some(|line| &line.criminal_offence_data),
            "recipients" => Some(|line| &line.recipients),
            _ => None,
        };
        match list {
            Some(list) => activity.lines().iter().any(|line| list(line).is_some()),
            None => (self.answered)(activity),
        }
    }
}

fn terms(list: &List) -> Vec<Text> {
    list.iter().flatten().filter(|term| !term.trim().is_empty()).cloned().collect()
}

fn of_lines(activity: &Activity, list: fn(&Line) -> &List) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for term in activity.lines().iter().flat_map(|line| terms(list(line))) {
        if !all.iter().any(|other| same_term(other, &term)) {
            all.push(term);
        }
    }
    all
}

fn paragraphs(text: Option<&str>) -> Vec<Text> {
    text.unwrap_or_default().lines().map(str::trim).filter(|line| !line.is_empty()).map(Text::from).collect()
}

/// How long the data of each line are kept, in words.
fn kept(activity: &Activity) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for said in activity.lines().iter().filter_map(|line| line.retention.as_ref()).filter_map(same::kept_in_words) {
        if !all.iter().any(|other| same_term(other, &said)) {
            all.push(said);
        }
    }
    all
}

fn countries(activity: &Activity) -> Vec<Text> {
    labels(activity.transfers().iter().filter_map(|row| row.country.as_deref()), ListId::Countries)
}

fn bases(activity: &Activity) -> Vec<Text> {
    labels(activity.lawful_bases().iter().filter_map(|row| row.basis.as_deref()), ListId::LawfulBases)
}

fn codes(codes: &List, id: ListId) -> Vec<Text> {
    labels(codes.iter().flatten().map(|code| &**code), id)
}

fn labels<'a>(codes: impl Iterator<Item = &'a str>, id: ListId) -> Vec<Text> {
    let mut labels: Vec<Text> = Vec::new();
    for code in codes {
        let label = list(id).by_code(code).map_or_else(|| Text::from(code), |term| term.label.clone());
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

fn statutes(activity: &Activity) -> Vec<Text> {
    let of_bases = activity.lawful_bases().iter().filter_map(|row| row.statutory_reference.as_deref());
    let mut all: Vec<Text> = Vec::new();
    for act in of_bases.flat_map(acts) {
        // Every notice names this one somewhere.
        if same_term(&act, "Data Protection Act 2018") {
            continue;
        }
        if !all.iter().any(|other| same_term(other, &act)) {
            all.push(act);
        }
    }
    all
}

fn automated(activity: &Activity) -> Vec<Text> {
    let level = activity.automated_decisions.as_ref().and_then(|held| held.level.as_deref());
    // A notice tells of decisions that a system takes, not of what they use besides; and nobody has to say that there are none.
    let level =
        level.filter(|level| *level != "none").map(|level| if level == "sole-special" { "sole" } else { level });
    labels(level.into_iter(), ListId::AutomatedDecisionLevels)
}
