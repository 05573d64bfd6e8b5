//! The terms of a list: items, a list in one line behind a colon, and single lines. An item is never split.

use super::document::Shape;
use super::heading::Topic;
use super::lead_in;
use super::phrases::words;
use super::prose;
use super::sections::Part;
use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;

/// One term with the words and the line that it was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The list that it belongs to.
    pub topic: Topic,
    /// The term.
    pub value: Text,
    /// The words.
    pub found: Text,
    /// Their line.
    pub line: usize,
}

/// The terms of a section. Parts that they are taken from are used then.
pub(super) fn terms(parts: &mut [Part], base: Topic, lexicon: &Lexicon) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut topic = base;
    // Lines without a sign are a list where one was led in, or where the section holds nothing else.
    let mut listed = is_line_list(parts);
    let several_lines = parts.iter().filter(|part| !part.used).count() > 1;
    let has_items = parts.iter().any(Part::is_item);
    for index in 0..parts.len() {
        let next = parts.get(index + 1).map(|part| (part.shape, words(&part.text), part.text.ends_with(['.', ':'])));
        let Some(part) = parts.get_mut(index).filter(|part| !part.used) else { continue };
        let text = part.text.clone();
        let line = part.line;
        let term = |topic: Topic, value: &str| Term { topic, value: value.into(), found: text.clone(), line };
        let leads = text.ends_with(':') || text.ends_with(":-");
        let item_next = matches!(next, Some((Shape::Item(_), ..)));
        match part.shape {
            Shape::Item(depth) => {
                let deeper = matches!(next, Some((Shape::Item(next), ..)) if next > depth);
                if deeper && leads {
                    continue;
                }
                if let Some(value) = trimmed(&text) {
                    found.push(term(topic, &value));
                    part.used = true;
                }
            }
            _ if leads || item_next && words(&text) > 3 => {
                topic = switched(&text, base, topic);
                listed = !item_next && matches!(next, Some((_, count, false)) if count < 16);
            }
            _ if (listed && !text.ends_with('.') && words(&text) < 20) || (!has_items && prose::is_plain(&text)) => {
                let bare = trimmed(text.trim_end_matches('.')).unwrap_or_default();
                let whole = several_lines || lexicon_knows(&bare, lexicon);
                let one_line = if whole { vec![bare] } else { plain_list(&bare, lexicon) };
                found.extend(one_line.iter().map(|value| term(topic, value)));
                part.used = true;
            }
            // Beside a list of items a sentence is one only where it says so.
            _ if has_items && !text.contains(": ") && !says_also(&fold(&text)) => {}
            _ => {
                let lists = prose::lists(&text, base, topic, lexicon);
                if lists.is_empty() {
                    continue;
                }
                // What stands around the list in its sentence is said with it.
                part.used = prose::is_list_alone(&text);
                found.extend(lists.iter().map(|(topic, value)| term(*topic, value)));
            }
        }
    }
    punctuated(&mut found);
    found
}

fn says_also(folded: &str) -> bool {
    ["we also ", "we may also ", "it may also ", "this may also "].iter().any(|start| folded.starts_with(start))
}

/// The list that a lead-in opens: only sensitive data part a section; any other lead-in goes back to its own list.
fn switched(text: &str, base: Topic, now: Topic) -> Topic {
    let data = matches!(base, Topic::Data | Topic::Special | Topic::Criminal);
    match lead_in::sensitive(&fold(text)) {
        Some(topic) if data => topic,
        _ if data && base == Topic::Special => now,
        _ => base,
    }
}

/// Whether a section holds lines without signs only, none of them a sentence.
fn is_line_list(parts: &[Part]) -> bool {
    let line = |part: &Part| !part.is_item() && words(&part.text) < 20 && !part.text.ends_with(['.', ':']);
    !parts.is_empty() && parts.iter().all(line)
}

/// The terms of one line that is a list: split at semicolons, else at commas.
fn plain_list(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let pieces = prose::pieces(text, lexicon);
    if pieces.len() > 1 && pieces.iter().all(|piece| words(piece) < 10) { pieces } else { vec![text.to_owned()] }
}

pub(super) fn lexicon_knows(words: &str, lexicon: &Lexicon) -> bool {
    use crate::domain::vocabulary::ListId;
    let lists = [
        ListId::DataClasses,
        ListId::Subjects,
        ListId::Recipients,
        ListId::SpecialCategories,
        ListId::CriminalOffenceData,
        ListId::Sources,
    ];
    lists.into_iter().any(|list| lexicon.known(list, words).is_some())
}

/// An item without the signs of its list: `and` at its end, semicolons, and the full stop of a few words.
pub(super) fn trimmed(text: &str) -> Option<String> {
    let mut rest = text.trim();
    for end in ["; and", "; or", ";and", ", and", ", or", ";", " and", " or"] {
        rest = rest.strip_suffix(end).unwrap_or(rest).trim_end();
    }
    // A sentence keeps its full stop, a term of a few words has none.
    if words(rest) < 6 && !rest.contains(". ") {
        let shortened = rest.ends_with("etc.") || rest.ends_with("e.g.");
        rest = rest.strip_suffix('.').filter(|_| !shortened).unwrap_or(rest);
    }
    rest.chars().any(char::is_alphanumeric).then(|| rest.to_owned())
}

/// Where most items of a list end with a comma, the comma is the list's and no term's.
fn punctuated(terms: &mut [Term]) {
    let with = terms.iter().filter(|term| term.value.ends_with(',')).count();
    if with * 2 < terms.len() || with < 2 {
        return;
    }
    for term in terms {
        term.value = term.value.trim_end_matches([',', '.']).into();
    }
}
