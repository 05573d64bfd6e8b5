//! Bytes to text: UTF-8, UTF-16 either way round, or windows-1252, as Excel on a council's desk leaves them.

use super::why::Why;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text and the name of how it was written.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Why> {
    let (encoding, bytes) = recognise(bytes);
    if encoding == UTF_8 {
        return decode_utf_8(bytes);
    }
    let (text, had_holes) = encoding.decode_without_bom_handling(bytes);
    if had_holes {
        return Err(Why::new("book.broken-text").with("line", line_of(&text, text.find('\u{FFFD}'))));
    }
    checked(text, encoding.name())
}

/// The beginning of the text, for a look at what it is; characters that cannot be read are left as marks.
pub(super) fn decode_start(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, bytes) = recognise(bytes);
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    encoding.decode_without_bom_handling(start).0
}

/// How many bytes are enough to know how a text was written.
const LOOKED_AT: usize = 65_536;

/// How the text was written, and its bytes without the mark that says so.
fn recognise(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(length..).unwrap_or_default());
    }
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Text in Latin letters has a zero beside nearly every letter; one byte that went astray is not enough.
    let many = |count: usize| count * 8 > start.len();
    match (even, odd) {
        (even, odd) if many(odd) && odd > even * 4 => (UTF_16LE, bytes),
        (even, odd) if many(even) && even > odd * 4 => (UTF_16BE, bytes),
        _ => (UTF_8, bytes),
    }
}

/// UTF-8; or windows-1252 where it is none at all. Text that is both is refused, since half of its letters would be wrong.
fn decode_utf_8(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Why> {
    let mut longer = 0;
    let mut holes = 0;
    let mut first_hole = None;
    let mut before = 0;
    for chunk in bytes.utf8_chunks() {
        longer += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        before += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            holes += 1;
            first_hole.get_or_insert(before);
            before += chunk.invalid().len();
        }
    }
    if holes == 0 {
        return checked(String::from_utf8_lossy(bytes), UTF_8.name());
    }
    if longer >= holes {
        let line = bytes.iter().take(first_hole.unwrap_or_default()).filter(|byte| **byte == b'\n').count() + 1;
        return Err(Why::new("book.broken-text").with("line", line));
    }
    checked(WINDOWS_1252.decode_without_bom_handling(bytes).0, WINDOWS_1252.name())
}

/// Text has no NUL; a file that has one is something else, or was damaged.
fn checked<'a>(text: Cow<'a, str>, name: &'static str) -> Result<(Cow<'a, str>, &'static str), Why> {
    match text.find('\0') {
        None => Ok((text, name)),
        at => Err(Why::new("book.no-text").with("line", line_of(&text, at))),
    }
}

/// The line of a place in the text, from 1.
fn line_of(text: &str, at: Option<usize>) -> usize {
    text.bytes().take(at.unwrap_or_default()).filter(|byte| *byte == b'\n').count() + 1
}
