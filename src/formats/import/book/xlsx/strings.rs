//! The texts of a workbook that its cells share, and the text of one of them: runs joined, escapes decoded.

use crate::domain::Text;
use crate::formats::import::book::archive::Archive;
use crate::formats::import::book::bounds::{MOST_CHARACTERS, MOST_SHARED};
use crate::formats::import::book::why::Why;
use crate::formats::import::book::xml::{Node, Xml};
use std::io::Read;

/// The shared texts in their order.
pub(super) fn read(archive: &mut Archive<'_>, place: &str) -> Result<Vec<Text>, Why> {
    let Some(part) = archive.part(place)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(part, place);
    let mut strings = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "si" => {
                if strings.len() == MOST_SHARED {
                    return Err(Why::new("book.too-many-texts"));
                }
                strings.push(text(&mut xml)?.into());
            }
            Node::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text inside the tag that was opened last, up to its end. How a word is said aloud (`rPh`) is none of it.
pub(super) fn text<R: Read>(xml: &mut Xml<R>) -> Result<String, Why> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    let mut is_text = false;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "rPh" => xml.skip()?,
            Node::Open(tag) => is_text = tag.name() == "t",
            Node::Text(part) if is_text => {
                if text.len() + part.len() > MOST_CHARACTERS {
                    return Err(Why::new("book.long-text"));
                }
                text.push_str(&part);
            }
            Node::Close(_) => is_text = false,
            Node::End => return Err(xml.damaged()),
            _ => {}
        }
        if xml.depth() <= outside {
            return Ok(decoded(&text));
        }
    }
}

/// The text with `_x000D_` and its like as the characters they stand for, and line ends as LF.
pub(super) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("_x") {
        decoded.push_str(before);
        match escaped(behind) {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push_str("_x");
                rest = behind;
            }
        }
    }
    decoded.push_str(rest);
    lines(&decoded)
}

/// The text with line ends as LF.
pub(in super::super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The character of four digits and a line under, and what follows. Characters without a shape stay escaped: text has none.
fn escaped(behind: &str) -> Option<(char, &str)> {
    let (digits, after) = behind.split_at_checked(4)?;
    let after = after.strip_prefix('_')?;
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let character = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    let is_text = !character.is_control() || matches!(character, '\t' | '\n' | '\r');
    (is_hexadecimal && is_text).then_some((character, after))
}
