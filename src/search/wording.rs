//! The words that activities share, each kept once: what it is called, and every other wording by which it is found.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, regulator};
use crate::search::leaf::{Leaf, LeafId};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// The number of a wording, its place in [`Wordings`].
pub(super) type WordingId = u32;

/// One value of one field, whichever of its wordings an activity uses.
#[derive(Debug)]
pub(super) struct Wording {
    /// The field.
    pub leaf: LeafId,
    /// The value that filters name: the code in a closed list, else what the register calls it.
    pub value: Text,
    /// What it is called on screen.
    pub label: Text,
    /// What it is called and its other wordings, folded, one a line.
    pub folded: Box<str>,
}

impl Wording {
    /// What it is called, folded.
    pub fn name(&self) -> &str {
        self.folded.lines().next().unwrap_or_default()
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

    /// The number of a value as filters name it.
    pub fn find(&self, leaf: LeafId, value: &str) -> Option<WordingId> {
        self.by_meaning.get(&(leaf, fold(value).into_boxed_str())).copied()
    }

    /// The number of words that an activity was seen to use.
    pub fn known(&self, leaf: LeafId, words: &Text) -> Option<WordingId> {
        self.by_words.get(&(leaf, words.clone())).copied()
    }

    /// The number of words that an activity uses. The table is copied only where they are new to it.
    pub fn take(shared: &mut Arc<Wordings>, id: LeafId, leaf: &Leaf, words: &Text, lexicon: &Lexicon) -> WordingId {
        let key = (id, words.clone());
        match shared.by_words.get(&key) {
            Some(known) => *known,
            None => Arc::make_mut(shared).add(key, read(id, leaf, words, lexicon)),
        }
    }

    fn add(&mut self, key: (LeafId, Text), wording: Wording) -> WordingId {
        let meaning = (wording.leaf, fold(&wording.value).into_boxed_str());
        let next = WordingId::try_from(self.all.len()).unwrap_or(WordingId::MAX);
        let number = *self.by_meaning.entry(meaning).or_insert(next);
        if number == next {
            self.all.push(Arc::new(wording));
        }
        self.by_words.insert(key, number);
        number
    }
}

fn read(id: LeafId, leaf: &Leaf, words: &Text, lexicon: &Lexicon) -> Wording {
    let found = leaf.list().and_then(|list| Some((list, lexicon.known(list, words)?)));
    let Some((list, known)) = found else {
        let mut folded = fold(words);
        add_regulator(&mut folded);
        return Wording { leaf: id, value: words.clone(), label: words.clone(), folded: folded.into() };
    };
    let label: Text = known.label.into();
    let code = known.term.and_then(|term| term.code.clone());
    let value = code.filter(|_| !takes_own_words(list)).unwrap_or_else(|| label.clone());
    let mut folded = fold(known.label);
    let own = known.own.into_iter().flat_map(|own| own.aliases.iter().flatten());
    for wording in own.chain(known.term.into_iter().flat_map(wordings_of)) {
        push_line(&mut folded, &fold(wording));
    }
    add_regulator(&mut folded);
    Wording { leaf: id, value, label, folded: folded.into() }
}

/// Folded words and the other wordings of the term that they mean, one a line.
pub(super) fn with_other_wordings(words: &str, list: Option<ListId>, lexicon: &Lexicon) -> String {
    let mut folded = fold(words);
    let known = list.and_then(|list| lexicon.known(list, words));
    if let Some(known) = known {
        push_line(&mut folded, &fold(known.label));
        let own = known.own.into_iter().flat_map(|own| own.aliases.iter().flatten());
        for wording in own.chain(known.term.into_iter().flat_map(wordings_of)) {
            push_line(&mut folded, &fold(wording));
        }
    }
    folded
}

/// The regulator's names, where a folded text holds one of them and so may be looked for by another.
pub(super) fn regulator_names(folded: &str) -> Option<&'static str> {
    static NAMES: LazyLock<(Vec<String>, String)> = LazyLock::new(|| {
        let regulator = regulator();
        let single = [&regulator.name, &regulator.short, &regulator.label];
        let names = single.into_iter().chain(&regulator.former_names).chain(&regulator.aliases);
        let mut names: Vec<String> = names.map(|name| fold(name)).filter(|name| !name.is_empty()).collect();
        names.sort_by_key(String::len);
        names.dedup();
        let all = names.join("\n");
        (names, all)
    });
    let (names, all) = &*NAMES;
    names.iter().any(|name| holds_word(folded, name)).then_some(all)
}

fn add_regulator(folded: &mut String) {
    if let Some(names) = regulator_names(folded) {
        push_line(folded, names);
    }
}

fn takes_own_words(list: ListId) -> bool {
    crate::domain::vocabulary::list(list).open
}

fn wordings_of(term: &Term) -> impl Iterator<Item = &Text> {
    [Some(&term.label), term.short.as_ref(), term.code.as_ref()].into_iter().flatten().chain(&term.aliases)
}

fn push_line(text: &mut String, line: &str) {
    if !line.is_empty() && !text.lines().any(|held| held == line) {
        text.push('\n');
        text.push_str(line);
    }
}

fn holds_word(text: &str, word: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter =
        |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_alphanumeric);
    let mut places = memchr::memmem::find_iter(bytes, word);
    places.any(|place| !is_letter(place.checked_sub(1)) && !is_letter(place.checked_add(word.len())))
}
