//! A published notice held against an activity: what only the notice says, and what only the register does, field by field.

mod same;

use crate::domain::activity::Activity;
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Line;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::{List, Text};
use crate::formats::import::brought::Draft;
use same::{Agreement, acts, reaches};

/// One field in which a notice and the register disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field, by its id in the tables of activities or lines.
    pub field: &'static str,
    /// What only the notice says, in its words.
    pub only_in_notice: Vec<Said>,
    /// What only the register says.
    pub only_in_register: Vec<Text>,
}

/// Something that a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its words.
    pub text: Text,
    /// Where they stand, such as `line 39`; nothing where that is not known.
    pub at: Option<Text>,
}

/// Where a notice and an activity disagree, in the order of the fields. Fields that no notice tells, such as the owner, are not
/// compared; terms agree in the same words, in words that a list knows for the same, and in words that are near.
///
/// Of a notice of several activities the one with the activity's title is meant; where none has it, all that the notice says.
pub fn compare(drafts: &[Draft], activity: &Activity, lexicon: &Lexicon) -> Vec<Difference> {
    let notice = Notice::about(activity, drafts);
    let fields = FIELDS.iter().filter(|field| (field.asked)(activity));
    let differences = fields.map(|field| {
        let (said, held) = (notice.said(field), (field.of)(activity));
        let agreement = Agreement { lexicon, list: field.list };
        let agrees = field.agrees;
        let sides = Sides {
            only_in_notice: left_over(&said, &held, |one, other| agrees(&agreement, &one.text, other)),
            only_in_register: left_over(&held, &said, |one, other| agrees(&agreement, &other.text, one)),
        };
        sides.of(field, &said, &held, &notice, activity, &agreement)
    });
    let is_one =
        |difference: &Difference| !difference.only_in_notice.is_empty() || !difference.only_in_register.is_empty();
    differences.filter(is_one).collect()
}

/// A field that notices tell.
struct Told {
    id: &'static str,
    /// The words by which evidence names it, where they are others.
    evidence: &'static [&'static str],
    /// The list that knows its terms.
    list: Option<ListId>,
    /// What a record says in it; nothing where it is not recorded, «none» included.
    of: fn(&Activity) -> Vec<Text>,
    /// Whether the record answers it at all, with «none» too.
    answered: fn(&Activity) -> bool,
    /// Whether two values say the same.
    agrees: fn(&Agreement, &str, &str) -> bool,
    /// Whether a record of this kind has it.
    asked: fn(&Activity) -> bool,
}

/// The fields that a notice tells, in the order of the record.
const FIELDS: &[Told] = &[
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
        agrees: |_, notice, register| same::keeps(notice, register),
        ..Told::new("retention")
    },
    Told {
        evidence: &["transfers.country"],
        of: |activity| countries(activity),
        answered: |activity| activity.transfers.is_some(),
        asked: |_| true,
        ..Told::new("transfers")
    },
    Told {
        evidence: &["lawful_bases.basis"],
        of: |activity| bases(activity),
        answered: |activity| !bases(activity).is_empty(),
        agrees: |_, notice, register| same_term(notice, register),
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("lawful_bases")
    },
    Told {
        evidence: &["lawful_bases", "lawful_bases.statutory_reference", "law_enforcement.legal_basis"],
        of: |activity| statutes(activity),
        answered: |activity| !statutes(activity).is_empty(),
        agrees: |_, notice, register| same_term(notice, register),
        ..Told::new("lawful_bases.statutory_reference")
    },
    Told {
        of: |activity| codes(&activity.article9_conditions, ListId::Article9Conditions),
        answered: |activity| activity.article9_conditions.is_some(),
        agrees: |_, notice, register| same_term(notice, register),
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("article9_conditions")
    },
    Told {
        of: |activity| codes(&activity.schedule1_conditions, ListId::Schedule1Conditions),
        answered: |activity| activity.schedule1_conditions.is_some(),
        agrees: |_, notice, register| same_term(notice, register),
        asked: |activity| !activity.is_law_enforcement(),
        ..Told::new("schedule1_conditions")
    },
    Told {
        evidence: &["automated_decisions"],
        of: |activity| automated(activity),
        answered: |activity| !automated(activity).is_empty(),
        agrees: |_, notice, register| same_term(notice, register),
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
        agrees: |_, notice, register| reaches(notice, register),
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
            agrees: |agreement, notice, register| agreement.same(notice, register),
            asked: |_| true,
        }
    }

    const fn of_lines(id: &'static str, list: ListId, of: fn(&Activity) -> Vec<Text>) -> Told {
        // A list of several lines is answered where one line answers it; what is said of it is compared with all of them.
        Told { list: Some(list), of, ..Told::new(id) }
    }

    /// Whether a record answers the field.
    fn is_answered(&self, activity: &Activity) -> bool {
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

/// The drafts of a notice that are about an activity.
struct Notice<'a> {
    drafts: Vec<&'a Draft>,
}

impl<'a> Notice<'a> {
    fn about(activity: &Activity, drafts: &'a [Draft]) -> Self {
        let has_title = |draft: &&Draft| {
            let title = draft.activity.title.as_deref();
            title.is_some_and(|title| same_term(title, activity.name()))
        };
        let named: Vec<&Draft> = drafts.iter().filter(has_title).collect();
        Notice { drafts: if named.is_empty() { drafts.iter().collect() } else { named } }
    }

    /// What it says in a field, each once, with where that stands.
    fn said(&self, field: &Told) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        for draft in &self.drafts {
            for text in (field.of)(&draft.activity) {
                if !said.iter().any(|other| same_term(&other.text, &text)) {
                    let at = self.place(draft, field, &text);
                    said.push(Said { text, at });
                }
            }
        }
        said
    }

    /// The place of a value: that of the evidence for this very value, else of the only one for the field.
    fn place(&self, draft: &Draft, field: &Told, text: &str) -> Option<Text> {
        let imported = draft.activity.imported.as_ref()?;
        let of_field = |name: &str| name == field.id || field.evidence.contains(&name);
        let evidence = imported.evidence.iter().flatten();
        let evidence: Vec<_> = evidence.filter(|one| one.field.as_deref().is_some_and(of_field)).collect();
        let says = |words: &Option<Text>| words.as_deref().is_some_and(|words| same_term(words, text));
        let holds = |words: &Option<Text>| words.as_deref().is_some_and(|words| fold(words).contains(&fold(text)));
        let code = draft_code(field.id, text);
        let exact = evidence.iter().find(|one| {
            says(&one.value) || says(&one.found) || code.is_some_and(|code| one.value.as_deref() == Some(code))
        });
        let near = || evidence.iter().find(|one| holds(&one.value) || holds(&one.found));
        exact.or_else(near).or(evidence.first()).and_then(|one| one.at.clone())
    }

    fn is_answered(&self, field: &Told) -> bool {
        self.drafts.iter().any(|draft| field.is_answered(&draft.activity))
    }
}

/// What is left over on either side of a field.
struct Sides {
    only_in_notice: Vec<Said>,
    only_in_register: Vec<Text>,
}

impl Sides {
    fn of(
        mut self,
        field: &Told,
        said: &[Said],
        held: &[Text],
        notice: &Notice,
        activity: &Activity,
        agreement: &Agreement,
    ) -> Difference {
        // Whether health stands with the special categories or among the other data, the notice tells of it.
        if SORTS_OF_DATA.contains(&field.id) {
            let others = || FIELDS.iter().filter(|other| SORTS_OF_DATA.contains(&other.id) && other.id != field.id);
            let held: Vec<Text> = others().flat_map(|other| (other.of)(activity)).collect();
            let said: Vec<Said> = others().flat_map(|other| notice.said(other)).collect();
            self.only_in_notice.retain(|one| !held.iter().any(|other| agreement.same(&one.text, other)));
            self.only_in_register.retain(|one| !said.iter().any(|other| agreement.same(&other.text, one)));
        }
        // «None» on one side is a difference where the other side names something; to say nothing at all is no «none».
        let none = || Text::from(NONE);
        if said.is_empty() && notice.is_answered(field) && !held.is_empty() {
            self.only_in_notice.push(Said {
                text: none(),
                at: notice.drafts.first().and_then(|draft| notice.place(draft, field, NONE)),
            });
        }
        if held.is_empty() && field.is_answered(activity) && !said.is_empty() {
            self.only_in_register.push(none());
        }
        Difference { field: field.id, only_in_notice: self.only_in_notice, only_in_register: self.only_in_register }
    }
}

/// How a list that was answered with «none» is told.
const NONE: &str = "None";
/// The fields that hold personal data of one sort or another.
const SORTS_OF_DATA: [&str; 3] = ["data_classes", "special_categories", "criminal_offence_data"];

fn left_over<T: Clone, U>(of: &[T], in_other: &[U], agrees: impl Fn(&T, &U) -> bool) -> Vec<T> {
    of.iter().filter(|one| !in_other.iter().any(|other| agrees(one, other))).cloned().collect()
}

/// The code behind a label that a list of law has, as evidence names it.
fn draft_code(field: &str, label: &str) -> Option<&'static str> {
    let id = match field {
        "lawful_bases" => ListId::LawfulBases,
        "article9_conditions" => ListId::Article9Conditions,
        "schedule1_conditions" => ListId::Schedule1Conditions,
        "transfers" => ListId::Countries,
        "automated_decisions.level" => ListId::AutomatedDecisionLevels,
        _ => return None,
    };
    list(id).terms.iter().find(|term| *term.label == *label).and_then(|term| term.code.as_deref())
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
    let of_enforcement = activity.law_enforcement.as_ref().and_then(|held| held.legal_basis.as_deref());
    let mut all: Vec<Text> = Vec::new();
    for act in of_bases.chain(of_enforcement).flat_map(acts) {
        if !all.iter().any(|other| same_term(other, &act)) {
            all.push(act);
        }
    }
    all
}

fn automated(activity: &Activity) -> Vec<Text> {
    let level = activity.automated_decisions.as_ref().and_then(|held| held.level.as_deref());
    labels(level.into_iter(), ListId::AutomatedDecisionLevels)
}
