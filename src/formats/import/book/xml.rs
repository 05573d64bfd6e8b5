//! The text of one part of a workbook, tag by tag: no entities of its own, no depth without end, nothing left open.

use super::bounds::MOST_DEPTH;
use super::why::Why;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::{BufReader, Read};

/// A part that is being read.
pub(super) struct Xml<R> {
    reader: Reader<BufReader<R>>,
    held: Vec<u8>,
    depth: usize,
    part: String,
}

/// What stands at one place of it.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// A tag that opens; one that also closes is followed by its end.
    Open(Tag<'a>),
    /// The name of a tag that closes, without its prefix.
    Close(Cow<'a, str>),
    /// Text.
    Text(Cow<'a, str>),
    /// A remark, an instruction.
    Other,
    /// The end of the part.
    End,
}

/// A tag that opens.
#[derive(Debug)]
pub(super) struct Tag<'a>(BytesStart<'a>);

impl<R: Read> Xml<R> {
    /// Begins to read; `part` names it in a refusal.
    pub(super) fn new(content: R, part: &str) -> Self {
        let mut reader = Reader::from_reader(BufReader::new(content));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, held: Vec::new(), depth: 0, part: part.to_owned() }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Node<'_>, Why> {
        let damaged = || Why::new("book.damaged-part").with("part", &self.part);
        self.held.clear();
        match self.reader.read_event_into(&mut self.held).map_err(|_| damaged())? {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > MOST_DEPTH {
                    return Err(Why::new("book.too-deep").with("part", &self.part));
                }
                Ok(Node::Open(Tag(tag)))
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Node::Close(Cow::Owned(tag.local_name().as_ref().to_owned())))
            }
            Event::Text(text) => Ok(Node::Text(text.xml10_content())),
            Event::CData(text) => Ok(Node::Text(text.xml10_content())),
            Event::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| damaged())? {
                Some(character) => Ok(Node::Text(Cow::Owned(character.to_string()))),
                None => resolve_predefined_entity(&name)
                    .map(|text| Node::Text(Cow::Borrowed(text)))
                    .ok_or_else(|| Why::new("book.entities").with("part", &self.part)),
            },
            Event::DocType(declared) if declared.contains("ENTITY") || declared.contains("SYSTEM") => {
                Err(Why::new("book.entities").with("part", &self.part))
            }
            Event::Eof if self.depth > 0 => Err(damaged()),
            Event::Eof => Ok(Node::End),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => Ok(Node::Other),
        }
    }

    /// Reads past the end of the tag that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Why> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Node::End) {
                break;
            }
        }
        Ok(())
    }

    /// How many tags are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// That the part is not as its kind must be.
    pub(super) fn damaged(&self) -> Why {
        Why::new("book.damaged-part").with("part", &self.part)
    }
}

impl Tag<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The values of its attributes by these names, with the prefix or without.
    pub(super) fn values<const N: usize>(&self, names: [&str; N]) -> Result<[Option<Cow<'_, str>>; N], Why> {
        let damaged = || Why::new("book.damaged-tag").with("tag", self.name());
        let mut values = [const { None }; N];
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(|_| damaged())?;
            let is = |name: &str| attribute.key.as_ref() == name || attribute.key.local_name().as_ref() == name;
            let Some((_, value)) = names.iter().zip(&mut values).find(|(name, value)| value.is_none() && is(name))
            else {
                continue;
            };
            *value = Some(attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| damaged())?);
        }
        Ok(values)
    }
}
