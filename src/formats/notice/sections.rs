//! The blocks of a notice under their headings.

use super::document::{Block, Document, Shape};
use super::heading::{self, By, Topic};
use super::phrases::words;
use super::{several, title};
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
        match opens(block, next, level, is_first, sections.last().and_then(|section| section.topic)) {
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
                    let part = Part { shape: block.shape, text: block.text.clone(), line: block.line, used: false };
                    section.parts.push(part);
                }
            }
        }
    }
    sections
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

/// The topic of the section that a block opens; nothing where it opens none.
fn opens(
    block: &Block,
    next: Option<&Block>,
    level: u8,
    is_first: bool,
    within: Option<Topic>,
) -> Option<Option<Topic>> {
    let text: &str = &block.text;
    if block.is_item() || text.ends_with([',', ';']) {
        return None;
    }
    if several::entry(text).is_some() {
        return Some(Some(Topic::Entry));
    }
    let found = heading::topic(text);
    if is_first && (title::is_title(text) || found.is_none()) {
        return None;
    }
    if several::is_further(text, next) {
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
            let alone = !text.ends_with(['.', ':'])
                && words(text) > 3
                && words(text) < 15
                && !heading::is_sentence(text)
                && text.starts_with(char::is_uppercase);
            let (topic, by) = found.filter(|_| alone)?;
            (by >= By::Near && within != Some(Topic::Entry)).then_some(Some(topic))
        }
        Shape::Item(_) => None,
    }
}
