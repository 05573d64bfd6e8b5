//! A notice as numbered lines and as blocks: headings, items of lists and paragraphs, before anybody asks what they mean.

use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::import::choices::Refusal;

mod encoding;
mod entity;
mod html;
mod page;
mod plain;
mod wrapped;

/// The most bytes of a notice. The longest published ones have a few hundred thousand, markup of the page included.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The most lines that are read from one.
pub(super) const MOST_LINES: usize = 20_000;

/// A notice as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The lines as a person reads them, the first being line 1. Of a web page they are the lines of its words.
    pub lines: Vec<Text>,
    /// Headings, items and paragraphs in their order.
    pub blocks: Vec<Block>,
    /// The title that a web page or the head of a file gives itself.
    pub title: Option<Text>,
    /// Navigation, cookie banners and the like of a whole web page, which are no part of the notice.
    pub left_out: Vec<Text>,
    /// How its text was written, such as `windows-1252`.
    pub encoding: Option<&'static str>,
}

/// One heading, item of a list or paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which it is.
    pub shape: Shape,
    /// Its words, in one line.
    pub text: Text,
    /// The line where it begins, counted from 1.
    pub line: usize,
}

/// What a block is by its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading that is marked as one, with its level from 1 on.
    Heading(u8),
    /// A paragraph that looks like a heading: bold, in capitals, or numbered and standing alone.
    Bold,
    /// An item of a list, with how deep it stands, from 0 on.
    Item(u8),
    /// A paragraph.
    Paragraph,
}

impl Block {
    /// Whether it is an item of a list.
    pub fn is_item(&self) -> bool {
        matches!(self.shape, Shape::Item(_))
    }
}

/// Reads the bytes of a notice: text, Markdown or HTML, whatever its file is called.
pub fn read(bytes: &[u8], file: &str) -> Result<Document, Refusal> {
    let refuse = |id: &str| Err(Refusal(say(id, &[("file", file)])));
    if bytes.len() > MOST_BYTES {
        return refuse("notice.too_large");
    }
    if bytes.starts_with(b"%PDF") {
        return refuse("notice.is_pdf");
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return refuse("notice.is_word");
    }
    let (text, encoding) = encoding::decode(bytes);
    if text.contains('\0') {
        return refuse("notice.is_no_text");
    }
    let read = if html::is_html(&text, file) { html::read(&text) } else { plain::read(&text) };
    let Some(document) = read else { return refuse("notice.too_long") };
    if document.blocks.is_empty() {
        return refuse("notice.is_empty");
    }
    Ok(Document { encoding, ..document })
}

/// Words in one line: each run of white space one space, none at either end, and nothing that cannot be seen.
pub(super) fn one_line(text: &str) -> String {
    let seen = text.chars().filter(|letter| !matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}'));
    let seen: String = seen.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sign of a list at the beginning of a line: what stands behind it, and whether it is a number or a letter.
pub(super) fn bullet(line: &str) -> Option<(&str, Sign)> {
    let first = line.chars().next()?;
    if is_bullet_sign(first) {
        return Some((line.get(first.len_utf8()..)?.trim_start(), Sign::Bullet));
    }
    let behind = line.get(first.len_utf8()..).unwrap_or_default();
    let spaced = behind.chars().next().is_none_or(char::is_whitespace);
    if spaced && matches!(first, '-' | '–' | '—' | '*' | '+' | '§') {
        return Some((behind.trim_start(), Sign::Bullet));
    }
    // Word writes the hollow bullet of its second level as the letter o.
    if first == 'o' && (behind.starts_with("  ") || behind.starts_with('\t') || behind.starts_with('\u{a0}')) {
        return Some((behind.trim_start(), Sign::Bullet));
    }
    numbered(line).map(|rest| (rest, Sign::Number))
}

/// What the sign of a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A bullet or a dash.
    Bullet,
    /// A number or a letter with a point or bracket; a heading may have one too.
    Number,
}

/// Whether a character is a bullet wherever it stands at the beginning of a line.
pub(super) fn is_bullet_sign(letter: char) -> bool {
    const SIGNS: &str = "•·▪▫◦●○■□►▶▸‣⁃∙❖➢➤✓✔🔹\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}";
    SIGNS.contains(letter)
}

/// What stands behind `4.`, `4)`, `(a)`, `b)`, `iv.` or `4.2` at the beginning of a line.
pub(super) fn numbered(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('(').unwrap_or(line);
    let opened = inner.len() != line.len();
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')?;
    let (label, behind) = inner.split_at_checked(end)?;
    let closed = behind.strip_prefix(')');
    let bare = label.trim_end_matches('.');
    let digits = !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let small = bare.len() == 1 && bare.chars().all(|letter| letter.is_ascii_lowercase());
    let roman = bare.len() < 5 && !bare.is_empty() && bare.chars().all(|letter| "ivx".contains(letter));
    let is_label = (digits && bare.len() < 7) || small || roman;
    let pointed = label.ends_with('.') || (digits && bare.contains('.'));
    if !is_label || !(closed.is_some() || (pointed && !opened)) {
        return None;
    }
    let rest = closed.unwrap_or(behind);
    let spaced = rest.chars().next().is_none_or(char::is_whitespace);
    spaced.then(|| rest.trim_start())
}
