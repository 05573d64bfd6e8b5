//! The vocabularies: lists of terms with law and meaning attached, each a file in `data/vocabulary`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::term::Term;

/// A list of terms, ready for looking up.
#[derive(Debug)]
pub struct List {
    /// Which list it is.
    pub id: ListId,
    /// What an officer calls it.
    pub title: Text,
    /// True where a register may hold words of its own; false where law closes the list.
    pub open: bool,
    /// Where its terms come from, unless a term says otherwise.
    pub source: Text,
    /// The day up to which it was checked, as YYYY-MM-DD.
    pub as_of: Text,
    /// What has still to be checked about the list as a whole.
    pub doubt: Option<Text>,
    /// In the order in which they are offered.
    pub terms: Vec<Term>,
    by_code: HashMap<Text, usize>,
    by_words: HashMap<String, usize>,
}

impl List {
    /// The term with exactly this code.
    pub fn by_code(&self, code: &str) -> Option<&Term> {
        self.terms.get(*self.by_code.get(code)?)
    }

    /// The term that these words mean: its label, short label, alias or code, however they are
    /// spaced, capitalised or accented.
    pub fn resolve(&self, words: &str) -> Option<&Term> {
        self.terms.get(*self.by_words.get(&fold(words))?)
    }
}

/// The list, read from its embedded file on first use. A file that cannot be read would give an
/// empty list; a test reads them all.
pub fn list(id: ListId) -> &'static List {
    id.list()
}

/// The regulator, whose name is data because it changed in 2026.
pub fn regulator() -> &'static Regulator {
    &REGULATOR
}

/// The supervisory authority to which a controller answers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulator {
    /// Its name in law.
    pub name: Text,
    /// Its initials in law.
    pub short: Text,
    /// The name that exports print, with the initials that people know.
    pub label: Text,
    /// Names that it had before.
    pub former_names: Vec<Text>,
    /// Other words for it.
    pub aliases: Vec<Text>,
    /// The day on which it took over, as YYYY-MM-DD.
    pub since: Text,
    /// Its site, as a reader would type it.
    pub website: Text,
    /// Where we have this from.
    pub source: Text,
    /// The day up to which it was checked, as YYYY-MM-DD.
    pub as_of: Text,
    /// What has still to be checked.
    pub doubt: Option<Text>,
}

impl Regulator {
    /// Every name of it, present, former or in use.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        [&self.name, &self.short, &self.label].into_iter().chain(&self.former_names).chain(&self.aliases)
    }
}

/// Names each list once, with its key: the name of its file, and of the register's member where there is one.
macro_rules! lists {
    ($($(#[$doc:meta])* $id:ident => $key:literal,)*) => {
        /// The lists there are.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ListId {
            $($(#[$doc])* $id,)*
        }

        impl ListId {
            /// Every list.
            pub const ALL: &[ListId] = &[$(ListId::$id,)*];

            /// The list's name in files.
            pub fn key(self) -> &'static str {
                match self {
                    $(ListId::$id => $key,)*
                }
            }

            fn list(self) -> &'static List {
                match self {
                    $(ListId::$id => {
                        static LIST: LazyLock<List> = LazyLock::new(|| {
                            read(ListId::$id, include_str!(concat!("../../data/vocabulary/", $key, ".json")))
                        });
                        &LIST
                    })*
                }
            }
        }
    };
}

lists! {
    /// Article 6(1).
    LawfulBases => "lawful_bases",
    /// Annex 1 of the UK GDPR, for Article 6(1)(ea).
    RecognisedLegitimateInterests => "recognised_legitimate_interests",
    /// Article 9(1).
    SpecialCategories => "special_categories",
    /// Article 10 with section 11(2) of the Data Protection Act 2018.
    CriminalOffenceData => "criminal_offence_data",
    /// Article 9(2).
    Article9Conditions => "article9_conditions",
    /// Schedule 1 to the Data Protection Act 2018.
    Schedule1Conditions => "schedule1_conditions",
    /// Schedule 8 to the Data Protection Act 2018, for law enforcement.
    Schedule8Conditions => "schedule8_conditions",
    /// What allows criminal offence data (Article 10).
    Article10Routes => "article10_routes",
    /// What allows a transfer (Chapter V).
    Mechanisms => "mechanisms",
    /// Countries by ISO 3166-1, then other destinations.
    Countries => "countries",
    /// Categories of personal data.
    DataClasses => "data_classes",
    /// Categories of data subjects.
    Subjects => "subjects",
    /// Categories of recipients.
    Recipients => "recipients",
    /// What a recipient is to the controller.
    RecipientKinds => "recipient_kinds",
    /// Purposes of a council's work.
    Purposes => "purposes",
    /// Functions of a council.
    BusinessFunctions => "business_functions",
    /// Acts that a council often relies on.
    StatutoryPowers => "statutory_powers",
    /// Technical and organisational measures (Article 32(1)).
    SecurityMeasures => "security_measures",
    /// How far decisions are automated (Articles 22A to 22D).
    AutomatedDecisionLevels => "automated_decision_levels",
    /// Where data come from (Articles 13 and 14).
    Sources => "sources",
    /// The organisation's role in an activity.
    Roles => "roles",
    /// The part of the law that governs an activity.
    Regimes => "regimes",
    /// How far an activity's record has come.
    Statuses => "statuses",
    /// Whether a data protection impact assessment is needed.
    DpiaRequired => "dpia_required",
    /// How far a data protection impact assessment has come.
    DpiaProgress => "dpia_progress",
    /// Customary retention periods.
    RetentionPeriods => "retention_periods",
    /// What happens when the time is up.
    RetentionActions => "retention_actions",
    /// The other side's role in an agreement.
    AgreementRoles => "agreement_roles",
    /// Rights of data subjects.
    Rights => "rights",
    /// What may stand beside a value.
    Marks => "marks",
    /// Sizes for the number of people.
    NumberBands => "number_bands",
}

impl ListId {
    /// The list with this key.
    pub fn from_key(key: &str) -> Option<ListId> {
        ListId::ALL.iter().copied().find(|id| id.key() == key)
    }
}

static REGULATOR: LazyLock<Regulator> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../data/regulator.json")).unwrap_or_default());

/// A list as its file has it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    list: Text,
    title: Text,
    source: Text,
    as_of: Text,
    doubt: Option<Text>,
    open: bool,
    terms: Vec<Term>,
}

fn read(id: ListId, json: &str) -> List {
    let file = serde_json::from_str::<ListFile>(json).ok();
    let file = file.filter(|file| &*file.list == id.key()).unwrap_or_default();
    let mut by_code = HashMap::with_capacity(file.terms.len());
    let mut by_words = HashMap::with_capacity(file.terms.len() * 4);
    for (position, term) in file.terms.iter().enumerate() {
        if let Some(code) = &term.code {
            by_code.insert(code.clone(), position);
        }
        for words in term.wordings() {
            by_words.entry(fold(words)).or_insert(position);
        }
    }
    List {
        id,
        title: file.title,
        open: file.open,
        source: file.source,
        as_of: file.as_of,
        doubt: file.doubt,
        terms: file.terms,
        by_code,
        by_words,
    }
}
