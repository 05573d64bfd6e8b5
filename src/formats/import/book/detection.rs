//! What a file is, by its bytes: a workbook, or text. Names say little; many a `.xls` is a web page or rows of text.

use super::encoding;
use super::rows;
use super::why::Why;
use crate::formats::other_kind::OtherKind;

/// How the bytes are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A zip archive: XLSX, ODS.
    Archive,
    /// The compound file of Office before 2007: XLS.
    Compound,
    /// Text.
    Text,
}

/// How these bytes are laid out, or why they hold no rows.
pub(super) fn shape(bytes: &[u8]) -> Result<Shape, Why> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Why::new("book.nothing-in-it"));
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Shape::Archive),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Ok(Shape::Compound),
        [0x09, 0 | 2 | 4 | 8, ..] => return Err(Why::new("book.older-excel")),
        _ => {}
    }
    match OtherKind::of(bytes) {
        Some(kind @ (OtherKind::Pdf | OtherKind::Picture)) => Err(Why::new("book.other").with("kind", kind.name())),
        Some(OtherKind::WebPage) if holds(bytes, "urn:schemas-microsoft-com:office:spreadsheet") => {
            Err(Why::new("book.workbook-as-xml"))
        }
        Some(OtherKind::WebPage) => Err(Why::new("book.web-page")),
        _ if bytes.starts_with(b"MIME-Version:") => Err(Why::new("book.web-page")),
        _ if bytes.starts_with(b"{\\rtf") => Err(Why::new("book.other").with("kind", OtherKind::WordDocument.name())),
        _ => Ok(Shape::Text),
    }
}

/// Whether the file is a workbook or rows of text, rather than prose, JSON or a page.
pub fn looks_like_rows(bytes: &[u8]) -> bool {
    match shape(bytes) {
        Ok(Shape::Archive) => OtherKind::of(bytes) != Some(OtherKind::WordDocument),
        Ok(Shape::Compound) => true,
        Ok(Shape::Text) => {
            let start = encoding::decode_start(bytes);
            let is_json = start.trim_start().starts_with(['{', '[']);
            !is_json && rows::separator(&start).is_some()
        }
        Err(_) => false,
    }
}

/// Whether the beginning of the file holds these words.
fn holds(bytes: &[u8], words: &str) -> bool {
    const LOOKED_AT: usize = 4_096;
    bytes.windows(words.len()).take(LOOKED_AT).any(|window| window == words.as_bytes())
}
