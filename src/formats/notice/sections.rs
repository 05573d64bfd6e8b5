//! The blocks of a notice under their headings.

use super::document::{Block, Document, Shape};
use super::heading::{self, By, Topic};
use super::phrases::words;
use super::{lead_in, several, title};
use crate::domain::Text;

/// A heading with what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// What it is about; none for what stands before the first heading, and under a heading that nothing knows.
    pub topic: Option<Topic>,
    /// The heading.
    pub heading: Option<Text>,
    /// The line of the heading.
    pub line: usize,
    /// What stands under it.
    pub parts: Vec<Part>,
}

/// One block under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Whether it is an item, and how deep.
    pub shape: Shape,
    /// Its words.
    pub text: Text,
    /// Its line.
    pub line: usize,
    /// Whether a value was taken from all of it.
    pub used: bool,
}

impl Part {
    /// Whether it is an item of a list.
    pub fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Item(_))
    }
}

/// The sections of a document, in their order. The first holds what stands before any heading, the title among it.
pub(super) fn of(document: &Document) -> Vec<Section> {
    let blocks = parted(&document.blocks);
    let mut sections = vec![Section::default()];
    let mut level = u8::MAX;
    for (index, block) in blocks.iter().enumerate() {
        let next = blocks.get(index + 1);
        let is_first = sections.len() == 1 && sections.first().is_some_and(|first| first.parts.is_empty());
        let entries = sections.iter().any(|section| section.topic == Some(Topic::Entry));
        let last = sections.last();
        let place = Place {
            level,
            is_first,
            within: last.and_then(|section| section.topic),
            untitled: last.is_some_and(|section| section.topic == Some(Topic::Entry) && section.parts.is_empty()),
            entries,
        };
        match opens(block, next, place) {
            Some(topic) => {
                level = match block.shape {
                    Shape::Heading(found) => found,
                    _ => level.min(6),
                };
                sections.push(Section {
                    topic,
                    heading: Some(block.text.clone()),
                    line: block.line,
                    parts: Vec::new(),
                });
            }
            None => {
                if let Some(section) = sections.last_mut() {
                    // In the register before 2013 each line of a list is a term, though no sign says so.
                    let shape =
                        if entries && section.topic.is_some_and(is_list) { Shape::Item(0) } else { block.shape };
                    let part = Part { shape, text: block.text.clone(), line: block.line, used: false };
                    section.parts.push(part);
                }
            }
        }
    }
    by_lead_in(sections)
}

/// Whether a section of an entry before 2013 is a list of terms.
fn is_list(topic: Topic) -> bool {
    matches!(topic, Topic::Data | Topic::Subjects | Topic::Recipients)
}

/// Sections parted where a second list is led in that is about something else, and has no heading of its own anywhere:
/// `We may share your information with:`.
fn by_lead_in(sections: Vec<Section>) -> Vec<Section> {
    let known: Vec<Topic> = sections.iter().filter_map(|section| section.topic).collect();
    let mut parted: Vec<Section> = Vec::new();
    for section in sections {
        let lists = matches!(
            section.topic,
            Some(Topic::Purposes | Topic::Data | Topic::Subjects | Topic::Recipients | Topic::Sources)
        );
        let next_is_item: Vec<bool> = section.parts.iter().skip(1).map(Part::is_item).chain([false]).collect();
        parted.push(Section { parts: Vec::new(), ..section.clone() });
        let mut items = false;
        for (part, item_next) in section.parts.into_iter().zip(next_is_item) {
            let leads = lists && items && !part.is_item() && item_next && part.text.ends_with(':');
            let topic = if leads { lead_in::topic(&part.text) } else { None };
            let other =
                topic.filter(|topic| !known.contains(topic) && !matches!(topic, Topic::Special | Topic::Criminal));
            items |= part.is_item();
            match (other, parted.last_mut()) {
                (Some(topic), _) => {
                    parted.push(Section {
                        topic: Some(topic),
                        heading: Some(part.text),
                        line: part.line,
                        parts: Vec::new(),
                    });
                }
                (None, Some(last)) => last.parts.push(part),
                (None, None) => {}
            }
        }
    }
    parted
}

/// Blocks with their headings set apart where heading and words stand in one.
fn parted(blocks: &[Block]) -> Vec<Block> {
    let mut parted = Vec::with_capacity(blocks.len());
    for block in blocks {
        let run_in = if block.is_item() || matches!(block.shape, Shape::Heading(_)) {
            None
        } else {
            heading::run_in(&block.text)
        };
        match run_in {
            Some((heading, rest)) => {
                parted.push(Block { shape: Shape::Bold, text: heading.into(), line: block.line });
                parted.push(Block { shape: Shape::Paragraph, text: rest.into(), line: block.line });
            }
            None => parted.push(block.clone()),
        }
    }
    parted
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Place {
    /// The level of the heading above it.
    level: u8,
    /// Whether nothing stands before it.
    is_first: bool,
    /// What the section is about in which it stands.
    within: Option<Topic>,
    /// Whether it stands directly under the number of a purpose, where the title of that is.
    untitled: bool,
    /// Whether the notice is an entry of the register before 2013, with its purposes in turn.
    entries: bool,
}

/// The topic of the section that a block opens; nothing where it opens none.
fn opens(block: &Block, next: Option<&Block>, place: Place) -> Option<Option<Topic>> {
    let Place { level, is_first, within, untitled, entries } = place;
    let text: &str = &block.text;
    if block.is_item() || text.ends_with([',', ';']) {
        return None;
    }
    if several::entry(text).is_some() {
        return Some(Some(Topic::Entry));
    }
    let found = heading::topic(text);
    let sure = found.is_some_and(|(topic, by)| by >= By::Alias && topic != Topic::Further);
    if (is_first && (title::is_title(text) || !sure)) || (untitled && !sure) {
        return None;
    }
    if !entries && several::is_further(text, next) {
        return Some(Some(Topic::Further));
    }
    match block.shape {
        Shape::Heading(here) => {
            let topic = found.map(|(topic, _)| topic).or_else(|| heading::by_cue(text));
            // A smaller heading that nothing knows parts a section and ends none.
            if topic.is_none() && here > level && within.is_some() { None } else { Some(topic) }
        }
        Shape::Bold => {
            let sentence = text.ends_with('.') || words(text) > 24;
            let cue = || (text.ends_with('?') || words(text) < 9).then(|| heading::by_cue(text)).flatten();
            match found.map(|(topic, _)| topic).or_else(cue) {
                Some(topic) if !sentence => Some(Some(topic)),
                _ if sentence || within.is_none() || next.is_none_or(Block::is_item) => None,
                _ => text.chars().any(char::is_lowercase).then_some(None).filter(|_| !text.ends_with(':')),
            }
        }
        Shape::Paragraph => {
            if heading::is_certain(text) {
                return found.map(|(topic, _)| Some(topic));
            }
            // A question that stands alone is a heading, known or not.
            if text.ends_with('?') && words(text) < 16 {
                return Some(found.map(|(topic, _)| topic).or_else(|| heading::by_cue(text)));
            }
            // A few words before a sentence or a list, that can mean one section only.
            let heads = next.is_some_and(|next| next.is_item() || next.text.ends_with(['.', ':']));
            let short = words(text) < 9
                && !text.ends_with(['.', ':'])
                && text.starts_with(char::is_uppercase)
                && !heading::is_sentence(text);
            if heads
                && short
                && !entries
                && found.is_none()
                && let Some(topic) = heading::by_cue(text)
            {
                return Some(Some(topic));
            }
            let alone = !text.ends_with(['.', ':'])
                && words(text) > 3
                && words(text) < 15
                && !heading::is_sentence(text)
                && text.starts_with(char::is_uppercase);
            let (topic, by) = found.filter(|_| alone)?;
            (by >= By::Near && !entries).then_some(Some(topic))
        }
        Shape::Item(_) => None,
    }
}
