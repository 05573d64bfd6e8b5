//! Why an activity matched, worked out for the rows on screen only.

use crate::domain::Text;
use crate::domain::field::Spec;
use crate::domain::fold::Folded;
use crate::domain::vocabulary::list;
use crate::search::Found;
use crate::search::close::Scorer;
use crate::search::entry::{Entry, each_text};
use crate::search::leaf::{Leaf, LeafId, leaf, numbered, with_id};
use crate::search::query::Test;
use crate::search::seek::is_word_start;

/// What to mark in a row. Places count characters of the text as it is shown, in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// The characters of the activity's name.
    pub title: Vec<usize>,
    /// The characters of its reference.
    pub reference: Vec<usize>,
    /// Another field that matched, where name and reference do not hold every word.
    pub elsewhere: Option<Elsewhere>,
}

/// Another field that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The field.
    pub field: &'static Spec,
    /// The text that matched, whole.
    pub text: Text,
    /// The characters to mark; none where another wording of the text is what matched.
    pub marks: Vec<usize>,
}

/// Why an entry is among what was found.
pub fn explain(found: &Found, entry: &Entry) -> Match {
    let title = Folded::new(entry.activity.name());
    let reference = Folded::new(entry.activity.reference.as_deref().unwrap_or_default());
    let mut row = Match::default();
    let mut rest = Vec::new();
    for word in &found.query.words {
        let (in_title, in_reference) = (marks(&title, word), marks(&reference, word));
        if in_title.is_empty() && in_reference.is_empty() {
            rest.push(word.as_str());
        }
        row.title.extend(in_title);
        row.reference.extend(in_reference);
    }
    row.elsewhere = elsewhere(found, entry, &rest);
    if row.elsewhere.is_none() && !rest.is_empty() {
        mark_close(entry, &rest, (&title, &reference), &mut row);
    }
    tidy(&mut row.title);
    tidy(&mut row.reference);
    row
}

/// The first field that holds the first of the words, else one that a term with a name found.
fn elsewhere(found: &Found, entry: &Entry, words: &[&str]) -> Option<Elsewhere> {
    let for_words = || numbered().filter(|(_, leaf)| leaf.is_for_words() && !in_row(leaf));
    let mut reasons = words.iter().filter_map(|word| reason(found, entry, for_words(), word));
    let mut first = match reasons.next() {
        Some(first) => first,
        None if words.is_empty() => return named(found, entry),
        None => return None,
    };
    let shown = Folded::new(&first.text);
    first.marks.extend(words.iter().flat_map(|word| marks(&shown, word)));
    tidy(&mut first.marks);
    Some(first)
}

fn named(found: &Found, entry: &Entry) -> Option<Elsewhere> {
    let tests = found.query.named.iter().filter(|named| !named.not);
    tests
        .filter_map(|named| match &named.test {
            Test::Holds { leaves, text } => {
                reason(found, entry, numbered().filter(|(id, leaf)| leaves.contains(id) && !in_row(leaf)), text)
            }
            _ => None,
        })
        .next()
}

/// Whether the row shows the field anyhow.
fn in_row(leaf: &Leaf) -> bool {
    leaf.is_of_activity() && ["title", "reference"].contains(&leaf.spec.id)
}

/// The first text that holds a word; else the first that is found by another wording.
fn reason(
    found: &Found,
    entry: &Entry,
    leaves: impl Iterator<Item = (LeafId, &'static Leaf)>,
    word: &str,
) -> Option<Elsewhere> {
    let mut other = None;
    for (id, leaf) in leaves {
        for value in leaf.values(&entry.activity) {
            let mut here = None;
            each_text(&value, |words| {
                if here.is_some() {
                    return;
                }
                let wording = found.index.wordings().written(id, words);
                let is_code = leaf.list().is_some_and(|id| !list(id).open);
                let text = wording.filter(|_| is_code).map_or(words, |wording| &wording.label).clone();
                let marks = marks(&Folded::new(&text), word);
                let by_other = || match wording {
                    Some(wording) => wording.folded().contains(word) || wording.is_also(word),
                    None => entry.texts().any(|(of, text)| of == id && text.contains(word)),
                };
                if !marks.is_empty() {
                    here = Some(Elsewhere { field: leaf.shown_as(), text, marks });
                } else if other.is_none() && by_other() {
                    other = Some(Elsewhere { field: leaf.shown_as(), text, marks });
                }
            });
            if here.is_some() {
                return here;
            }
        }
    }
    other
}

/// Marks the letters that came close, in the name, the reference, the team or the owner.
fn mark_close(entry: &Entry, words: &[&str], (title, reference): (&Folded, &Folded), row: &mut Match) {
    for word in words {
        let scorer = Scorer::new(word);
        if let Some(places) = scorer.places(title.text()) {
            row.title.extend(originals(title, &places));
        } else if let Some(places) = scorer.places(reference.text()) {
            row.reference.extend(originals(reference, &places));
        } else if row.elsewhere.is_none() {
            row.elsewhere = close_owner(entry, &scorer);
        }
    }
}

fn close_owner(entry: &Entry, scorer: &Scorer) -> Option<Elsewhere> {
    let fields = ["team", "owner"].map(with_id);
    let texts = [&entry.activity.team, &entry.activity.owner];
    fields.into_iter().zip(texts).find_map(|(field, text)| {
        let text = text.clone()?;
        let folded = Folded::new(&text);
        let marks = originals(&folded, &scorer.places(folded.text())?).collect();
        Some(Elsewhere { field: leaf(field?)?.spec, text, marks })
    })
}

/// The characters of the original that a word covers: where words start with it, else where it stands first.
fn marks(folded: &Folded, word: &str) -> Vec<usize> {
    let text = folded.text();
    let all: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), word).collect();
    let starts: Vec<usize> = all.iter().copied().filter(|place| is_word_start(text, *place)).collect();
    let places = if starts.is_empty() { all.into_iter().take(1).collect() } else { starts };
    let length = word.chars().count();
    let marked = places.into_iter().flat_map(|place| {
        let first = text.get(..place).map_or(0, |before| before.chars().count());
        folded.original_char(first)..folded.original_char(first + length)
    });
    marked.collect()
}

fn originals<'a>(folded: &'a Folded, places: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    places.iter().map(|place| folded.original_char(*place))
}

fn tidy(marks: &mut Vec<usize>) {
    marks.sort_unstable();
    marks.dedup();
}
