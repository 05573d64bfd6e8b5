//! The lists of one activity: from sections, from lists that a sentence leads in, and from sentences that hold one.

use super::document::Shape;
use super::heading::Topic;
use super::items::{Term, terms, trimmed};
use super::lead_in;
use super::phrases::{has, sentences, words};
use super::prose;
use super::sections::{Part, Section};
use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::vocabulary::ListId;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::sorted::{Sort, sort_of};

/// The topics whose sections are lists.
const LISTS: [Topic; 6] =
    [Topic::Data, Topic::Special, Topic::Criminal, Topic::Subjects, Topic::Recipients, Topic::Sources];

/// What the lists of a notice hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    /// The terms, each with its list.
    pub terms: Vec<Term>,
    /// Lists of which the notice says that there is nothing to tell.
    pub absences: Vec<(Topic, Absence, Text, usize)>,
}

/// Reads the lists of an activity.
pub(super) fn lists(sections: &mut [Section], further: bool, lexicon: &Lexicon) -> Lists {
    let mut lists = Lists::default();
    for section in sections.iter_mut() {
        match section.topic {
            Some(Topic::Purposes) => purposes(&mut section.parts, &mut lists),
            Some(Topic::Further) => told(&mut section.parts, &mut lists, lexicon),
            Some(topic) if LISTS.contains(&topic) => of_section(&mut section.parts, topic, &mut lists, lexicon),
            _ => {}
        }
    }
    let known: Vec<Topic> = sections.iter().filter_map(|section| section.topic).collect();
    for section in sections.iter_mut().filter(|section| matches!(section.topic, None | Some(Topic::About))) {
        led(&mut section.parts, &known, &mut lists);
    }
    if !further {
        fill_from_sentences(sections, &mut lists);
    }
    lists
}

fn of_section(parts: &mut [Part], topic: Topic, lists: &mut Lists, lexicon: &Lexicon) {
    if let [part] = parts
        && let Some(found) = absence::read(&part.text)
    {
        part.used = true;
        lists.absences.push((topic, found, part.text.clone(), part.line));
        return;
    }
    lists.terms.extend(terms(parts, topic, lexicon));
}

/// Purposes are items; a paragraph is one where there are no items, or where it says `we also`.
fn purposes(parts: &mut [Part], lists: &mut Lists) {
    let has_items = parts.iter().any(Part::is_item);
    for index in 0..parts.len() {
        let next = parts.get(index + 1).map(|part| part.shape);
        let Some(part) = parts.get_mut(index).filter(|part| !part.used) else { continue };
        let text = part.text.clone();
        let before_item = matches!(next, Some(Shape::Item(_)));
        let leads = text.ends_with(':') || text.ends_with(":-");
        let folded = fold(&text);
        let values: Vec<String> = if part.is_item() {
            if leads && before_item { Vec::new() } else { trimmed(&text).into_iter().collect() }
        } else if leads || before_item || is_law(&folded) || points_elsewhere(&folded) {
            Vec::new()
        } else if has_items {
            if goes_on(&folded) { vec![text.to_string()] } else { Vec::new() }
        } else {
            in_one_line(&text).unwrap_or_else(|| vec![text.to_string()])
        };
        part.used = !values.is_empty();
        let term =
            |value: String| Term { topic: Topic::Purposes, value: value.into(), found: text.clone(), line: part.line };
        lists.terms.extend(values.into_iter().map(term));
    }
}

/// `We use it to: a; b; c.`
fn in_one_line(text: &str) -> Option<Vec<String>> {
    let (lead, rest) = text.split_once(": ")?;
    let pieces: Vec<String> = rest.trim_end_matches('.').split(';').filter_map(trimmed).collect();
    let pieces: Vec<String> =
        pieces.iter().map(|piece| piece.strip_prefix("and ").unwrap_or(piece).to_owned()).collect();
    (pieces.len() > 1 && sentences(lead).len() == 1).then_some(pieces)
}

fn is_law(folded: &str) -> bool {
    has(folded, &["lawful bas", "legal bas", "article 6", "article 9", "gdpr"])
}

fn points_elsewhere(folded: &str) -> bool {
    has(folded, &["further information", "find out more", "see our", "more information"])
}

fn goes_on(folded: &str) -> bool {
    let begins = [
        "we also ",
        "we may also ",
        "in addition",
        "additionally",
        "personal information is also",
        "information is also",
        "we additionally",
    ];
    begins.iter().any(|start| folded.starts_with(start)) && has(folded, &["process", "use ", "collect", "used"])
}

/// A further activity: its sentences tell in turn why, which data, whose and with whom.
fn told(parts: &mut [Part], lists: &mut Lists, lexicon: &Lexicon) {
    led(parts, &[], lists);
    for part in parts.iter_mut().filter(|part| !part.used && !part.text.ends_with(':')) {
        let mut all = true;
        for sentence in sentences(&part.text) {
            let topic = lead_in::topic(sentence);
            let list = topic
                .filter(|topic| *topic != Topic::Purposes)
                .map(|topic| (topic, prose::of_sentence(sentence, topic, lexicon)));
            let term = |topic: Topic, value: &str| Term {
                topic,
                value: value.into(),
                found: sentence.into(),
                line: part.line,
            };
            match list {
                Some((topic, list)) if !list.is_empty() => {
                    lists.terms.extend(list.iter().map(|value| term(topic, value)))
                }
                _ if words(sentence) > 3 && !part.is_item() && topic.is_none_or(|topic| topic == Topic::Purposes) => {
                    lists.terms.push(term(Topic::Purposes, sentence));
                }
                _ => all = false,
            }
        }
        part.used = all;
    }
}

/// Lists under no heading of their own, each led in by a sentence that says what it holds.
fn led(parts: &mut [Part], known: &[Topic], lists: &mut Lists) {
    let mut topic = None;
    for index in 0..parts.len() {
        let item_next = parts.get(index + 1).is_some_and(Part::is_item);
        let Some(part) = parts.get_mut(index) else { continue };
        if !part.is_item() {
            let leads = item_next && words(&part.text) > 2;
            topic = if leads { lead_in::topic(&part.text).filter(|topic| !known.contains(topic)) } else { None };
            continue;
        }
        let (Some(topic), Some(value)) = (topic, trimmed(&part.text)) else { continue };
        part.used = true;
        lists.terms.push(Term { topic, value: value.into(), found: part.text.clone(), line: part.line });
    }
}

/// What only sentences under other headings tell: special categories, whose data, where they come from.
fn fill_from_sentences(sections: &[Section], lists: &mut Lists) {
    let has_list = |lists: &Lists, topic: Topic| lists.terms.iter().any(|term| term.topic == topic);
    let parts =
        || sections.iter().filter(|section| section.topic != Some(Topic::Other)).flat_map(|section| &section.parts);
    if !has_list(lists, Topic::Special) && !lists.absences.iter().any(|(topic, ..)| *topic == Topic::Special) {
        for part in parts().filter(|part| !part.is_item()) {
            for sentence in sentences(&part.text) {
                let found = special(sentence);
                lists.terms.extend(found.into_iter().map(|value| of(Topic::Special, &value, sentence, part.line)));
            }
        }
    }
    if !has_list(lists, Topic::Subjects) {
        for part in parts().filter(|part| !part.is_item()) {
            if let Some(value) = people(&part.text) {
                lists.terms.push(of(Topic::Subjects, value, &part.text, part.line));
            }
        }
    }
    let own_section = sections.iter().any(|section| section.topic == Some(Topic::Sources));
    if !own_section && !has_list(lists, Topic::Sources) {
        for part in parts().filter(|part| !part.is_item()) {
            for sentence in sentences(&part.text) {
                if let Some(value) = collector(sentence) {
                    lists.terms.push(of(Topic::Sources, value, sentence, part.line));
                }
            }
        }
    }
}

fn of(topic: Topic, value: &str, found: &str, line: usize) -> Term {
    Term { topic, value: value.into(), found: found.into(), line }
}

/// The special categories that a sentence about them lists; a sentence that only says what they are lists none.
fn special(sentence: &str) -> Vec<String> {
    static NONE: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::default);
    let folded = fold(sentence);
    let about = has(&folded, &["special categor", "sensitive"]);
    let definition = has(
        &folded,
        &[" means ", "defined as", "known as", "classed as", "refers to", "this relates to", "do not ", "will not "],
    );
    if !about || definition {
        return Vec::new();
    }
    let pieces = prose::pieces(sentence, &NONE);
    let mut found: Vec<String> = Vec::new();
    for piece in pieces {
        let lower = piece.to_ascii_lowercase();
        let marks = [
            " includes ",
            " include ",
            " including ",
            " such as ",
            " revealing ",
            " concerning ",
            ": ",
            " about your ",
            " relating to ",
        ];
        let start = marks.iter().filter_map(|mark| Some(lower.rfind(mark)? + mark.len())).max().unwrap_or(0);
        let inner = piece.get(start..).unwrap_or(&piece);
        let lower = inner.to_ascii_lowercase();
        let ends = [" will ", " is ", " are ", " may ", " which ", " that ", " in order ", " for "];
        let end = ends.iter().filter_map(|end| lower.find(end)).min().unwrap_or(inner.len());
        let bare = inner.get(..end).unwrap_or(inner).trim().trim_end_matches('.');
        let implied = NONE
            .known(ListId::DataClasses, bare)
            .and_then(|known| known.term)
            .is_some_and(|term| term.implies_special.is_some());
        if words(bare) < 9 && (implied || sort_of(bare, &NONE) == Sort::Special) {
            found.push(bare.to_owned());
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// `The personal data we collect from people who sign petitions will include …`: whose data they are.
fn people(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = [
        " data we collect from ",
        " information we collect from ",
        " data we collect about ",
        " information we collect about ",
        " information we hold about ",
        " data we hold about ",
        " data we process about ",
    ]
    .iter()
    .find_map(|mark| Some(lower.find(mark)? + mark.len()))?;
    let behind = lower.get(start..)?;
    let end = [" will include", " may include", " can include", " includes", " include", " consists"]
        .iter()
        .filter_map(|mark| behind.find(mark))
        .min()?;
    let people = text.get(start..start + end)?.trim();
    (words(people) < 15 && !matches!(fold(people).as_str(), "you" | "you and your family" | "individuals"))
        .then_some(people)
}

/// `… but is collected by the services we commission`: where the data come from.
fn collector(sentence: &str) -> Option<&str> {
    let lower = sentence.to_ascii_lowercase();
    let start = [
        "is collected by ",
        "are collected by ",
        "is obtained from ",
        "are obtained from ",
        "is received from ",
        "is provided by ",
        "is supplied by ",
    ]
    .iter()
    .find_map(|mark| Some(lower.find(mark)? + mark.len()))?;
    let source = sentence.get(start..)?.trim().trim_end_matches('.');
    let us = fold(source);
    (words(source) < 12 && !has(&us, &["us", "the team", "the council"]) || us.contains("services")).then_some(source)
}
