//! The words that activities share, each kept once: as activities write them, what they mean, and by what else they are found.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::lexicon::{Known, Lexicon};
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list, regulator};
use crate::search::filter::Holding;
use crate::search::leaf::{Leaf, LeafId};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// The number of a wording, its place in [`Wordings`].
pub(super) type WordingId = u32;

/// Words that stand in a field of one activity or many.
#[derive(Debug)]
pub(super) struct Wording {
    /// The field.
    pub leaf: LeafId,
    /// The value that filters name: the code in a closed list, else what the register calls it.
    pub value: Text,
    /// What the register calls it.
    pub label: Text,
    /// The first wording of the same value: filters count by it.
    pub meaning: WordingId,
    /// The kinds of data that an activity with it holds, as bits.
    pub holdings: u8,
    /// As it is written and as the register calls it, folded, one a line.
    folded: Box<str>,
    /// Other wordings of the same, folded.
    others: Box<[Box<str>]>,
}

impl Wording {
    /// As it is written, folded.
    pub fn written(&self) -> &str {
        self.folded.lines().next().unwrap_or_default()
    }

    /// As it is written and as the register calls it, folded, one a line.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Every wording by which it is known, folded.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.folded.lines().chain(self.others.iter().map(|other| &**other))
    }

    /// Whether another wording of the same begins with these words. The middle of another wording does not count:
    /// ‘transport’ is not meant to find every police force because the British Transport Police is one.
    pub fn is_also(&self, words: &str) -> bool {
        self.others.iter().any(|other| other.starts_with(words))
    }
}

/// The shared words of a register.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordings {
    all: Vec<Arc<Wording>>,
    by_meaning: HashMap<(LeafId, Box<str>), WordingId>,
    by_words: HashMap<(LeafId, Text), WordingId>,
}

impl Wordings {
    /// Every wording, in the order of their numbers.
    pub fn all(&self) -> &[Arc<Wording>] {
        &self.all
    }

    /// The wording with this number.
    pub fn get(&self, id: WordingId) -> Option<&Arc<Wording>> {
        self.all.get(id as usize)
    }

    /// The first wording of a value as filters name it.
    pub fn meaning(&self, leaf: LeafId, value: &str) -> Option<WordingId> {
        self.by_meaning.get(&(leaf, fold(value).into_boxed_str())).copied()
    }

    /// The wording that an activity was seen to use.
    pub fn written(&self, leaf: LeafId, words: &Text) -> Option<&Arc<Wording>> {
        self.get(*self.by_words.get(&(leaf, words.clone()))?)
    }

    /// The number of words that an activity uses. The table is copied only where they are new to it.
    pub fn take(shared: &mut Arc<Wordings>, id: LeafId, leaf: &Leaf, words: &Text, lexicon: &Lexicon) -> WordingId {
        let key = (id, words.clone());
        match shared.by_words.get(&key) {
            Some(known) => *known,
            None => Arc::make_mut(shared).add(key, read(id, leaf, words, lexicon)),
        }
    }

    fn add(&mut self, key: (LeafId, Text), mut wording: Wording) -> WordingId {
        let number = WordingId::try_from(self.all.len()).unwrap_or(WordingId::MAX);
        let meaning = (wording.leaf, fold(&wording.value).into_boxed_str());
        wording.meaning = *self.by_meaning.entry(meaning).or_insert(number);
        self.by_words.insert(key, number);
        self.all.push(Arc::new(wording));
        number
    }
}

fn read(leaf_id: LeafId, leaf: &Leaf, words: &Text, lexicon: &Lexicon) -> Wording {
    let written = fold(words);
    let known = leaf.list().and_then(|list| Some((list, lexicon.known(list, words)?)));
    let mut others: Vec<Box<str>> = Vec::new();
    others.extend(regulator_names(&written).into_iter().flatten().map(|name| name.as_str().into()));
    let Some((list, known)) = known else {
        return Wording {
            leaf: leaf_id,
            value: words.clone(),
            label: words.clone(),
            meaning: 0,
            holdings: holdings_of(leaf, None),
            folded: written.into(),
            others: others.into(),
        };
    };
    others.extend(other_wordings(&known).map(|other| fold(other).into_boxed_str()));
    let label: Text = known.label.into();
    Wording {
        leaf: leaf_id,
        value: value_of(list, &known).unwrap_or_else(|| label.clone()),
        meaning: 0,
        holdings: holdings_of(leaf, known.term),
        folded: with_label(written, &label).into(),
        label,
        others: others.into(),
    }
}

fn holdings_of(leaf: &Leaf, term: Option<&Term>) -> u8 {
    if !leaf.is_of_line() {
        return 0;
    }
    let implied = |test: fn(&Term) -> bool| term.is_some_and(test);
    let held = match leaf.list() {
        Some(ListId::SpecialCategories) => [Some(Holding::SpecialCategory), None],
        Some(ListId::CriminalOffenceData) => [Some(Holding::CriminalOffence), None],
        Some(ListId::DataClasses) => [
            Some(Holding::SpecialCategory).filter(|_| implied(|class| class.implies_special.is_some())),
            Some(Holding::CriminalOffence).filter(|_| implied(|class| class.implies_criminal.is_some())),
        ],
        Some(ListId::Subjects) => [Some(Holding::Children).filter(|_| implied(|people| people.children)), None],
        _ => [None, None],
    };
    held.into_iter().flatten().fold(0, |bits, holding| bits | holding.bit())
}

/// The code that stands for a term of a closed list.
fn value_of(id: ListId, known: &Known) -> Option<Text> {
    known.term?.code.clone().filter(|_| !list(id).open)
}

fn other_wordings<'a>(known: &Known<'a>) -> impl Iterator<Item = &'a Text> {
    let own = known.own.into_iter().flat_map(|own| own.aliases.iter().flatten());
    own.chain(known.term.into_iter().flat_map(Term::wordings))
}

/// Folded words with what the register calls them on a second line, where that is something else.
fn with_label(written: String, label: &str) -> String {
    let label = fold(label);
    if label == written { written } else { format!("{written}\n{label}") }
}

/// The regulator's names, where a folded text holds one of them and so may be looked for by another.
pub(super) fn regulator_names(folded: &str) -> Option<&'static [String]> {
    let names = &*REGULATOR;
    let may = names.shortest.iter().any(|name| memchr::memmem::find(folded.as_bytes(), name.as_bytes()).is_some());
    (may && names.all.iter().any(|name| holds_word(folded, name))).then_some(&names.all)
}

/// The names of the regulator, folded; initials of two letters mean too much else.
struct Names {
    all: Vec<String>,
    /// Those that hold no other name: a text without one of these holds none at all.
    shortest: Vec<String>,
}

static REGULATOR: LazyLock<Names> = LazyLock::new(|| {
    let names = regulator().names().map(|name| fold(name));
    let mut all: Vec<String> = names.filter(|name| name.len() > 2).collect();
    all.sort_unstable();
    all.dedup();
    let is_shortest = |name: &&String| !all.iter().any(|other| other != *name && name.contains(other.as_str()));
    let shortest = all.iter().filter(is_shortest).cloned().collect();
    Names { all, shortest }
});

fn holds_word(text: &str, word: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter =
        |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_alphanumeric);
    let mut places = memchr::memmem::find_iter(bytes, word);
    places.any(|place| !is_letter(place.checked_sub(1)) && !is_letter(place.checked_add(word.len())))
}
