//! The words of one register: the lists of the program and the organisation's own terms, looked up together.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::organisation::{OwnTerm, Vocabulary};
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The words that a register knows. Built once for a state of its vocabulary; lookups neither read a file nor fail.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    own: HashMap<ListId, OwnList>,
}

/// What a word of a record means.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// How the register calls it: the organisation's own label where it has one, else the program's.
    pub label: &'a str,
    /// The listed term that it is; an own term is one where its label or an alias names it.
    pub term: Option<&'static Term>,
    /// The organisation's own term.
    pub own: Option<&'a OwnTerm>,
}

/// One answer that a list offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the register stores: the label in a list that takes words of its own, else the code.
    pub value: Text,
    /// The words an officer reads and picks.
    pub label: Text,
    /// One or two sentences for the person who chooses; an own term's notes.
    pub help: Option<Text>,
    /// The law, as it is cited.
    pub citation: Option<Text>,
    /// Other wordings by which search finds it.
    pub aliases: Vec<Text>,
    /// Whether it is the organisation's own term.
    pub own: bool,
    /// Whether it can be chosen; the others stand there as an explanation.
    pub selectable: bool,
}

impl Lexicon {
    /// The words of a register with this vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> Lexicon {
        let own = ListId::ALL.iter().filter_map(|&id| {
            let terms = vocabulary.terms(id);
            (!terms.is_empty()).then(|| (id, OwnList::of(id, terms)))
        });
        Lexicon { own: own.collect() }
    }

    /// What these words mean in a list, however they are spaced, capitalised or accented; `None` for words that
    /// neither the program nor the organisation's vocabulary has. Words that stand exactly so are found without folding.
    pub fn known<'a>(&'a self, id: ListId, words: &str) -> Option<Known<'a>> {
        let own = self.own.get(&id);
        let listed = LISTED.get(&id)?;
        let find = |words: &str| {
            let found = own.and_then(|own| own.find(words));
            found.or_else(|| listed.get(words).copied().map(Known::listed))
        };
        find(words).or_else(|| find(&fold(words)))
    }

    /// What a closed list calls a code; a code that it does not have is shown as it is.
    pub fn label<'a>(&self, id: ListId, code: &'a str) -> &'a str {
        list(id).by_code(code).map_or(code, |term| &term.label)
    }

    /// The answers that a list offers: the program's in their order, then the organisation's own. A listed term
    /// that an own term renames stands there once, as the own term.
    pub fn options(&self, id: ListId) -> Vec<Choice> {
        let list = list(id);
        let own = self.own.get(&id).map(|own| own.terms.as_slice());
        let own: Vec<&OwnWord> = own.unwrap_or_default().iter().collect();
        let renamed: HashSet<*const Term> = own.iter().filter_map(|word| word.listed).map(std::ptr::from_ref).collect();
        let listed = list.terms.iter().filter(|term| !renamed.contains(&std::ptr::from_ref(*term)));
        let listed = listed.map(|term| Choice {
            value: term.code.clone().filter(|_| !list.open).unwrap_or_else(|| term.label.clone()),
            label: term.label.clone(),
            help: term.help.clone(),
            citation: term.citation.clone(),
            aliases: term.aliases.clone(),
            own: false,
            selectable: !term.not_selectable,
        });
        listed.chain(own.into_iter().map(OwnWord::choice)).collect()
    }
}

impl<'a> Known<'a> {
    fn listed(term: &'static Term) -> Self {
        Known { label: &term.label, term: Some(term), own: None }
    }

    /// What a recipient is to the organisation, as a code of the recipient kinds; an own term's kind comes first.
    pub fn kind(&self) -> Option<&'a str> {
        let own = self.own.and_then(|own| own.kind.as_deref());
        own.or_else(|| self.term?.kind.as_deref())
    }

    /// Whether a recipient acts on the organisation's instructions.
    pub fn is_processor(&self) -> bool {
        self.kind() == Some("processor")
    }

    /// Whether a recipient's role has still to be decided: it may act on the organisation's instructions or for itself.
    pub fn is_undecided(&self) -> bool {
        self.kind() == Some("processor-or-controller")
    }

    /// Whether a recipient acts, or may act, on the organisation's instructions.
    pub fn may_be_processor(&self) -> bool {
        self.is_processor() || self.is_undecided()
    }

    /// A recipient's country, as a code.
    pub fn country(&self) -> Option<&'a str> {
        self.own?.country.as_deref()
    }

    /// Where the standing agreement with a recipient is kept.
    pub fn agreement(&self) -> Option<&'a str> {
        let agreement = self.own?.agreement.as_deref()?;
        (!agreement.trim().is_empty()).then_some(agreement)
    }

    /// The day that agreement ends; `None` also where the day cannot be read.
    pub fn ends_on(&self) -> Option<jiff::civil::Date> {
        self.own?.ends_on.as_ref()?.day()
    }
}

/// The organisation's own terms of one list.
#[derive(Clone, Debug)]
struct OwnList {
    terms: Vec<OwnWord>,
    words: HashMap<Box<str>, usize>,
}

#[derive(Clone, Debug)]
struct OwnWord {
    label: Text,
    own: OwnTerm,
    listed: Option<&'static Term>,
}

impl OwnList {
    fn of(id: ListId, own: &[OwnTerm]) -> OwnList {
        let mut terms = Vec::new();
        let mut words: HashMap<Box<str>, usize> = HashMap::new();
        for own in own {
            let Some(label) = own.label.clone().filter(|label| !label.trim().is_empty()) else {
                continue;
            };
            let wordings = || std::iter::once(&label).chain(own.aliases.iter().flatten());
            for wording in wordings().filter(|wording| !wording.trim().is_empty()) {
                let folded = fold(wording).into_boxed_str();
                // Of two own terms with one wording the first has it, exactly spelt or not.
                let place = *words.entry(folded).or_insert(terms.len());
                words.insert(wording.as_ref().into(), place);
            }
            let listed = wordings().find_map(|wording| list(id).resolve(wording));
            terms.push(OwnWord { label, own: own.clone(), listed });
        }
        // The program's exact spelling of a word must not be found before the organisation's other spelling of it.
        for wording in list(id).terms.iter().flat_map(Term::wordings) {
            if let Some(place) = words.get(fold(wording).as_str()).copied() {
                words.insert(wording.as_ref().into(), place);
            }
        }
        OwnList { terms, words }
    }

    fn find(&self, words: &str) -> Option<Known<'_>> {
        let word = self.terms.get(*self.words.get(words)?)?;
        Some(Known { label: &word.label, term: word.listed, own: Some(&word.own) })
    }
}

impl OwnWord {
    fn choice(&self) -> Choice {
        Choice {
            value: self.label.clone(),
            label: self.label.clone(),
            help: self.own.notes.clone().or_else(|| self.listed?.help.clone()),
            citation: self.listed.and_then(|term| term.citation.clone()),
            aliases: self.own.aliases.clone().unwrap_or_default(),
            own: true,
            selectable: true,
        }
    }
}

/// The program's words by list, each exactly spelt and folded.
static LISTED: LazyLock<HashMap<ListId, HashMap<Box<str>, &'static Term>>> =
    LazyLock::new(|| ListId::ALL.iter().map(|&id| (id, words_of(id))).collect());

fn words_of(id: ListId) -> HashMap<Box<str>, &'static Term> {
    let mut words = HashMap::new();
    for term in &list(id).terms {
        for wording in term.wordings() {
            let term = *words.entry(fold(wording).into_boxed_str()).or_insert(term);
            words.insert(wording.as_ref().into(), term);
        }
    }
    words
}
