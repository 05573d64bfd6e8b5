//! A notice as headings, paragraphs and lists, before it is Markdown, HTML or text.

use crate::domain::words::say;

/// A notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its parts, from the top.
    pub blocks: Vec<Block>,
}

/// A part of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: level 1 is the title, and there is one.
    Heading(u8, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    Bullets(Vec<Vec<Span>>),
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words of the template.
    Own(String),
    /// Words of the register; never markup.
    Value(String),
    /// What the register does not hold.
    Gap(Gap),
}

/// What the register does not hold, or is not sure of, and the notice needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Gap {
    /// What is missing, such as «how long we keep it».
    pub words: String,
    /// Why it stands there.
    pub kind: GapKind,
}

/// Why a gap stands in a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GapKind {
    /// The register does not record it.
    NotRecorded,
    /// The register marks it as to be confirmed.
    ToConfirm,
    /// The register has no place for it: it is put in by hand, or by a template of one's own.
    ByHand,
}

impl Gap {
    /// It as it stands in the notice.
    pub fn shown(&self) -> String {
        let id = match self.kind {
            GapKind::NotRecorded => "notice.gap.not-recorded",
            GapKind::ToConfirm => "notice.gap.to-confirm",
            GapKind::ByHand => "notice.gap.by-hand",
        };
        say(id, &[("words", &self.words)])
    }
}

impl Span {
    /// Its text.
    pub fn text(&self) -> String {
        match self {
            Span::Own(text) | Span::Value(text) => text.clone(),
            Span::Gap(gap) => gap.shown(),
        }
    }
}

impl Block {
    /// All its pieces.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let rows: &[Vec<Span>] = match self {
            Block::Heading(_, spans) | Block::Paragraph(spans) => std::slice::from_ref(spans),
            Block::Bullets(rows) => rows,
        };
        rows.iter().flatten()
    }
}

impl Document {
    /// The gaps that stand in it, in their order, each once.
    pub fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        for span in self.blocks.iter().flat_map(Block::spans) {
            if let Span::Gap(gap) = span
                && !gaps.contains(gap)
            {
                gaps.push(gap.clone());
            }
        }
        gaps
    }

    /// Its title.
    pub fn title(&self) -> String {
        let titles = self.blocks.iter().filter_map(|block| match block {
            Block::Heading(1, spans) => Some(text(spans)),
            _ => None,
        });
        titles.take(1).collect()
    }
}

/// The text of some pieces.
pub fn text(spans: &[Span]) -> String {
    spans.iter().map(Span::text).collect()
}
