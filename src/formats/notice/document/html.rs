//! HTML as blocks, tag by tag: old `<B><FONT><P>`, pages pasted out of Word, tables, and whole web pages. No tree is built,
//! so that neither nesting nor tags in the wrong order cost time or room.

use super::page::Page;
use super::{Document, entity};

/// Elements whose words are none of the page's.
const RAW: [&str; 8] = ["script", "style", "noscript", "template", "svg", "textarea", "iframe", "xml"];

/// Whether a text is HTML: it begins with a tag, or has the tags of paragraphs and lists.
pub(super) fn is_html(text: &str, file: &str) -> bool {
    let lower = file.to_ascii_lowercase();
    if [".html", ".htm", ".xhtml", ".mht"].iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    if [".md", ".markdown"].iter().any(|end| lower.ends_with(end)) {
        return false;
    }
    let beginning: String = text.chars().take(4000).collect::<String>().to_ascii_lowercase();
    let tags = [
        "<p>",
        "<p ",
        "<li>",
        "<li ",
        "<ul",
        "<h1",
        "<h2",
        "<h3",
        "<div",
        "<html",
        "<body",
        "<!doctype html",
        "<br",
        "<table",
    ];
    let found = tags.iter().filter(|tag| beginning.contains(**tag)).count();
    found > 0 && (found > 1 || beginning.trim_start().starts_with('<'))
}

/// The blocks of a page; none where it has more lines than a notice can have.
pub(super) fn read(text: &str) -> Option<Document> {
    let mut page = Page::default();
    let mut bounds = Bounds { quoted: text.len().saturating_mul(4), comments_end: true };
    let last = text.rfind('>').unwrap_or(0);
    let mut rest = text;
    while let Some(place) = rest.find('<') {
        let (words, from) = rest.split_at_checked(place)?;
        page.words(&entity::decode(words));
        rest = match next(from, &mut bounds) {
            Some((Found::Open(tag), behind)) => open(&mut page, &tag, behind),
            Some((Found::Close(name), behind)) => {
                page.close(&name);
                behind
            }
            Some((Found::Nothing, behind)) => behind,
            // Behind the last `>` there is no tag.
            None if text.len() - from.len() > last => {
                page.words(&entity::decode(from));
                ""
            }
            // A `<` that begins no tag is a sign of the text.
            None => {
                page.words("<");
                from.get(1..)?
            }
        };
        if page.is_too_long() {
            return None;
        }
    }
    page.words(&entity::decode(rest));
    page.document()
}

/// One tag that opens an element.
pub(super) struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// What stands behind the name, in lower case.
    pub attributes: String,
}

/// What keeps tags and comments that are never closed from being looked through again and again.
struct Bounds {
    /// How many letters may still be read for the ends of quotes inside tags.
    quoted: usize,
    /// Whether there may be another end of a comment.
    comments_end: bool,
}

enum Found {
    Open(Tag),
    Close(String),
    Nothing,
}

fn open<'a>(page: &mut Page, tag: &Tag, behind: &'a str) -> &'a str {
    if tag.name == "title" {
        let (words, behind) = up_to_end(behind, "title");
        page.title(&entity::decode(words));
        return behind;
    }
    if RAW.contains(&tag.name.as_str()) && !tag.attributes.trim_end().ends_with('/') {
        return up_to_end(behind, &tag.name).1;
    }
    page.open(tag);
    behind
}

/// What stands before and behind the end of an element whose inside is no markup. Without an end, all of it is inside.
fn up_to_end<'a>(text: &'a str, name: &str) -> (&'a str, &'a str) {
    let mut from = 0;
    while let Some(place) = text.get(from..).and_then(|rest| rest.find("</")) {
        let start = from + place;
        let inner = text.get(start + 2..).unwrap_or_default();
        let here = inner.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if here {
            let after = inner.find('>').and_then(|end| inner.get(end + 1..)).unwrap_or_default();
            return (text.get(..start).unwrap_or_default(), after);
        }
        from = start + 2;
    }
    (text, "")
}

/// The tag or comment at the beginning, and what stands behind it; none where it is no tag.
fn next<'a>(from: &'a str, bounds: &mut Bounds) -> Option<(Found, &'a str)> {
    if let Some(comment) = from.strip_prefix("<!--") {
        // Word hides what other programs should not see in comments; an unclosed comment ends with its line.
        let end = if bounds.comments_end { comment.find("-->").map(|end| end + 3) } else { None };
        bounds.comments_end = end.is_some();
        let end = end.or_else(|| comment.find('\n')).unwrap_or(comment.len());
        return Some((Found::Nothing, comment.get(end..)?));
    }
    let inner = from.strip_prefix('<')?;
    let first = inner.chars().next()?;
    if first == '!' || first == '?' {
        let end = inner.find('>').map_or(inner.len(), |end| end + 1);
        return Some((Found::Nothing, inner.get(end..)?));
    }
    let closing = first == '/';
    let named = inner.strip_prefix('/').unwrap_or(inner);
    if !named.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let end = end_of_tag(named, bounds)?;
    let (tag, behind) = named.split_at_checked(end)?;
    let behind = behind.get(1..)?;
    let name_end = tag.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(name_end)?;
    let name = name.to_ascii_lowercase();
    // Smart tags and paragraphs of Word carry the name of their room: `<o:p>`, `<st1:place>`.
    if closing {
        return Some((Found::Close(name), behind));
    }
    Some((Found::Open(Tag { name, attributes: attributes.to_ascii_lowercase() }), behind))
}

/// Where the `>` of a tag stands, one in quotes aside. A quote that is never closed hides nothing.
fn end_of_tag(tag: &str, bounds: &mut Bounds) -> Option<usize> {
    let plain = tag.find('>')?;
    if !tag.get(..plain)?.contains(['"', '\'']) {
        return Some(plain);
    }
    let mut quote = None;
    for (place, letter) in tag.char_indices() {
        if bounds.quoted == 0 {
            break;
        }
        bounds.quoted -= 1;
        match (letter, quote) {
            ('>', None) => return Some(place),
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if open == letter => quote = None,
            _ => {}
        }
    }
    Some(plain)
}
