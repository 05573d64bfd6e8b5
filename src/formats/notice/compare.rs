//! A published notice held against an activity: what only the notice says, and what only the register does, field by field.

mod same;
mod told;

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::fold::{fold, same_term};
use crate::domain::lexicon::Lexicon;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::brought::Draft;
use same::Agreement;
use told::{Agrees, FIELDS, Told};

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
        let (all_said, all_held) = (together(said.iter().map(|one| &one.text)), together(held.iter()));
        let agrees = |one: &str, other: &Text, others: &str| match field.agrees {
            Agrees::Terms(agrees) => agrees(&agreement, one, other),
            Agrees::Whole(agrees) => agrees(one, others),
        };
        let sides = Sides {
            only_in_notice: left_over(&said, &held, |one, other| agrees(&one.text, other, &all_held)),
            only_in_register: left_over(&held, &said, |one, other| agrees(one, &other.text, &all_said)),
        };
        sides.of(field, &said, &held, &notice, activity, &agreement)
    });
    let is_one =
        |difference: &Difference| !difference.only_in_notice.is_empty() || !difference.only_in_register.is_empty();
    differences.filter(is_one).collect()
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
        if matches!(field.agrees, Agrees::Whole(_)) && self.only_in_register.is_empty() && !held.is_empty() {
            let all = together(held.iter());
            self.only_in_notice.retain(|one| !same::names_no_other_period(&one.text, &all));
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

fn together<'a>(texts: impl Iterator<Item = &'a Text>) -> String {
    texts.map(|text| &**text).collect::<Vec<_>>().join(" ")
}

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
