//! The text that a template makes, with marks around what is no text of its own, and the way from it to a document.

use crate::formats::notice::written::document::{Block, Document, Gap, GapKind, Span};

/// Begins a value of the register.
pub(super) const VALUE: char = '\u{2}';
/// Begins a gap: what is not recorded, what is to be confirmed, what is to be completed by hand.
pub(super) const NOT_RECORDED: char = '\u{4}';
pub(super) const TO_CONFIRM: char = '\u{5}';
pub(super) const BY_HAND: char = '\u{6}';
/// Ends a value or a gap.
pub(super) const END: char = '\u{3}';

/// Whether a text has marks already, as the words of a gap have that went through a variable.
pub(super) fn is_marked(text: &str) -> bool {
    text.contains([VALUE, NOT_RECORDED, TO_CONFIRM, BY_HAND])
}

/// A value between its marks, in one line; it cannot hold a mark itself.
pub(super) fn value(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 2);
    marked.push(VALUE);
    let mut words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    if let Some(first) = words.next() {
        marked.push_str(first);
    }
    for word in words {
        marked.push(' ');
        marked.push_str(word);
    }
    marked.push(END);
    marked
}

/// The words of a gap between their marks.
pub(super) fn gap(mark: char, words: &str) -> String {
    let mut marked = value(words);
    marked.replace_range(..VALUE.len_utf8(), mark.encode_utf8(&mut [0; 4]));
    marked
}

/// The document that a marked text means. Only what stands outside the marks is markup: `#`, `##`, `###` begin a heading, `-` a
/// line of a list, an empty line ends a paragraph.
pub(super) fn document(marked: &str) -> Document {
    let mut document = Document::default();
    let mut open = false;
    for line in marked.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let heading = [("### ", 3), ("## ", 2), ("# ", 1)]
            .into_iter()
            .find_map(|(sign, level)| line.strip_prefix(sign).map(|rest| (level, rest)));
        if let Some((level, rest)) = heading {
            document.blocks.push(Block::Heading(level, spans(rest)));
            open = false;
            continue;
        }
        let row = line.strip_prefix("- ");
        let pieces = spans(row.unwrap_or(line));
        // A place that had nothing to say leaves no empty paragraph.
        if pieces.iter().all(|piece| piece.text().trim().is_empty()) {
            open = false;
            continue;
        }
        match (document.blocks.last_mut(), row.is_some()) {
            (Some(Block::Bullets(rows)), true) => rows.push(pieces),
            (_, true) => document.blocks.push(Block::Bullets(vec![pieces])),
            (Some(Block::Paragraph(before)), false) if open => {
                before.push(Span::Own(" ".to_owned()));
                before.extend(pieces);
            }
            (_, false) => document.blocks.push(Block::Paragraph(pieces)),
        }
        open = row.is_none();
    }
    document
}

fn spans(line: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find([VALUE, NOT_RECORDED, TO_CONFIRM, BY_HAND]) {
        let (before, marked) = rest.split_at(at);
        own(&mut spans, before);
        let mut letters = marked.chars();
        let mark = letters.next();
        let (inside, after) = letters.as_str().split_once(END).unwrap_or((letters.as_str(), ""));
        let kind = match mark {
            Some(NOT_RECORDED) => Some(GapKind::NotRecorded),
            Some(TO_CONFIRM) => Some(GapKind::ToConfirm),
            Some(BY_HAND) => Some(GapKind::ByHand),
            _ => None,
        };
        match kind {
            Some(kind) => spans.push(Span::Gap(Gap { words: inside.trim().to_owned(), kind })),
            None if inside.is_empty() => {}
            None => spans.push(Span::Value(inside.trim().to_owned())),
        }
        rest = after;
    }
    own(&mut spans, rest);
    spans
}

/// Words of the template; what steers a terminal is no word.
fn own(spans: &mut Vec<Span>, words: &str) {
    let words: String = words.chars().filter(|letter| !letter.is_control()).collect();
    if !words.is_empty() {
        spans.push(Span::Own(words));
    }
}
