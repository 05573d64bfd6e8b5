//! A notice as plain text, in the layout of council notices: a heading, an empty line, lists with bullets.

use crate::formats::notice::written::document::{Block, Document, Span};

/// The notice as plain text. A paragraph is one line, as in a text that is pasted into a page or a letter.
pub(super) fn write(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Heading(_, spans) | Block::Paragraph(spans) => {
                text.push_str(&line(spans));
                text.push('\n');
            }
            Block::Bullets(rows) => {
                for row in rows {
                    text.push_str("  • ");
                    text.push_str(&line(row));
                    text.push('\n');
                }
            }
        }
    }
    text
}

fn line(spans: &[Span]) -> String {
    let piece = |span: &Span| match span {
        Span::Gap(gap) => format!("*** {} ***", gap.shown()),
        span => span.text(),
    };
    spans.iter().map(piece).collect()
}
