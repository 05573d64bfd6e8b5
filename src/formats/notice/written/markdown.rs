//! A notice as Markdown. Nothing of a register is markup there.

use crate::formats::notice::written::document::{Block, Document, Span};

/// The notice as Markdown.
pub(super) fn write(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Heading(level, spans) => {
                text.push_str(&"#".repeat(usize::from(*level)));
                text.push(' ');
                text.push_str(&line(spans));
                text.push('\n');
            }
            Block::Paragraph(spans) => {
                text.push_str(&line(spans));
                text.push('\n');
            }
            Block::Bullets(rows) => {
                for row in rows {
                    text.push_str("- ");
                    text.push_str(&line(row));
                    text.push('\n');
                }
            }
        }
    }
    text
}

fn line(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Own(words) | Span::Value(words) => escape(words, &mut text),
            Span::Gap(gap) => {
                text.push_str("**");
                escape(&gap.shown(), &mut text);
                text.push_str("**");
            }
        }
    }
    text
}

/// Puts a backslash before whatever means something to Markdown: its signs anywhere, the signs of a heading, list or rule at the
/// beginning of a line, and what would make a link of a plain address.
fn escape(words: &str, text: &mut String) {
    let at_start = text.is_empty();
    let mut rest = words;
    if at_start {
        let digits = words.chars().take_while(char::is_ascii_digit).count();
        let (number, after) = words.split_at_checked(digits).unwrap_or(("", words));
        let is_number = digits > 0 && after.starts_with(['.', ')']);
        if is_number {
            text.push_str(number);
            text.push('\\');
            rest = after;
        } else if words.starts_with(['#', '+', '-', '=', ':']) {
            text.push('\\');
        }
        if let Some(sign) = rest.chars().next() {
            push(sign, rest, text);
            rest = rest.strip_prefix(sign).unwrap_or_default();
        }
    }
    while let Some(sign) = rest.chars().next() {
        push(sign, rest, text);
        rest = rest.strip_prefix(sign).unwrap_or_default();
    }
}

fn push(sign: char, from: &str, text: &mut String) {
    let is_address = (sign == ':' && from.starts_with("://")) || (sign == '.' && text.to_lowercase().ends_with("www"));
    if is_address || matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$') {
        text.push('\\');
    }
    text.push(sign);
}
