//! The blocks of a page while its tags go by.

use super::html::Tag;
use super::{Block, Document, MOST_LINES, Shape, bullet, is_bullet_sign, one_line};

/// The most open elements that are remembered; what is opened deeper is read as if it stood there.
const MOST_OPEN: usize = 128;

/// Elements that stand around the words of a whole web page.
const AROUND: [&str; 7] = ["nav", "footer", "aside", "select", "button", "dialog", "head"];

/// Elements that end the paragraph before them and begin another.
const PARTS: [&str; 32] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "li",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "pre",
    "hr",
    "center",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "fieldset",
    "body",
    "html",
    "dir",
];

/// What was read so far.
#[derive(Default)]
pub(super) struct Page {
    open: Vec<Open>,
    /// How many of the open elements are bold, around the notice, its main part, a list.
    standing: Standing,
    /// The words of the block at hand, and whether all of them are bold.
    text: String,
    shape: Option<Shape>,
    plain: bool,
    found: Vec<Piece>,
    title: Option<String>,
    has_main: bool,
}

/// An element that is open.
struct Open {
    name: String,
    is: Standing,
}

/// How many of what stand around the words at hand.
#[derive(Clone, Copy, Default)]
struct Standing {
    bold: usize,
    around: usize,
    main: usize,
    lists: usize,
}

impl Standing {
    fn add(&mut self, other: Standing) {
        self.bold += other.bold;
        self.around += other.around;
        self.main += other.main;
        self.lists += other.lists;
    }

    fn take(&mut self, other: Standing) {
        self.bold -= other.bold;
        self.around -= other.around;
        self.main -= other.main;
        self.lists -= other.lists;
    }
}

/// A block with where on the page it stands.
struct Piece {
    shape: Shape,
    text: String,
    around: bool,
    main: bool,
}

impl Page {
    /// Takes words between tags.
    pub fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.plain |= self.standing.bold == 0 && words.chars().any(char::is_alphanumeric);
        self.text.push_str(words);
    }

    /// Takes the title of the page.
    pub fn title(&mut self, words: &str) {
        let title = one_line(words);
        if self.title.is_none() && !title.is_empty() {
            self.title = Some(title);
        }
    }

    /// Takes a tag that opens an element.
    pub fn open(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if name == "br" {
            return self.end_of_line();
        }
        let level = heading_level(name);
        if level.is_some() || PARTS.contains(&name) || AROUND.contains(&name) {
            self.end_block();
            self.end_open_part(name);
        }
        match name {
            "li" => self.shape = Some(Shape::Item(self.depth())),
            "dt" | "th" | "summary" | "caption" => self.shape = Some(Shape::Bold),
            "p" | "div" if is_word_item(&tag.attributes) => self.shape = Some(Shape::Item(0)),
            _ => {}
        }
        if let Some(level) = level {
            self.shape = Some(Shape::Heading(level));
        }
        if matches!(name, "img" | "input" | "meta" | "link" | "hr" | "base" | "col" | "area" | "wbr" | "source") {
            return;
        }
        let main = name == "main" || tag.attributes.contains("role=\"main\"");
        self.has_main |= main;
        let weight = tag.attributes.replace(' ', "");
        let bold =
            matches!(name, "b" | "strong") || weight.contains("font-weight:bold") || weight.contains("font-weight:700");
        let around = AROUND.contains(&name) || is_around(name, &tag.attributes);
        if self.open.len() < MOST_OPEN {
            let lists = matches!(name, "ul" | "ol" | "dir" | "menu");
            let is = Standing { bold: bold.into(), around: around.into(), main: main.into(), lists: lists.into() };
            self.standing.add(is);
            self.open.push(Open { name: tag.name.clone(), is });
        }
    }

    /// Takes a tag that closes an element. Tags that close in the wrong order close the element that they name.
    pub fn close(&mut self, name: &str) {
        let part = heading_level(name).is_some() || PARTS.contains(&name) || AROUND.contains(&name);
        if part {
            self.end_block();
        }
        if let Some(place) = self.open.iter().rposition(|open| open.name == name) {
            self.shut(place);
        }
    }

    fn shut(&mut self, place: usize) {
        let gone = self.open.remove(place);
        self.standing.take(gone.is);
    }

    /// Whether there are more lines than a notice can have.
    pub fn is_too_long(&self) -> bool {
        self.found.len() > MOST_LINES
    }

    /// What was read, the page around the notice left out.
    pub fn document(mut self) -> Option<Document> {
        self.end_block();
        if self.is_too_long() {
            return None;
        }
        let words_of = |pieces: &[Piece], keep: fn(&Piece) -> bool| -> usize {
            pieces.iter().filter(|piece| keep(piece)).map(|piece| piece.text.len()).sum()
        };
        let inside = words_of(&self.found, |piece| !piece.around);
        // A page whose whole text stands in what looks like a frame has no frame.
        let frame_is_real = inside > 200 || inside * 2 > words_of(&self.found, |piece| piece.around);
        let main = words_of(&self.found, |piece| piece.main && !piece.around);
        let main_is_real = self.has_main && main > 200;
        let mut document = Document { title: self.title.map(Into::into), ..Document::default() };
        for piece in self.found {
            let left_out = (frame_is_real && piece.around) || (main_is_real && !piece.main);
            if left_out {
                document.left_out.push(piece.text.into());
                continue;
            }
            let needs_space = matches!(piece.shape, Shape::Heading(_) | Shape::Bold) && !document.lines.is_empty();
            if needs_space {
                document.lines.push("".into());
            }
            let shown =
                if matches!(piece.shape, Shape::Item(_)) { format!("• {}", piece.text) } else { piece.text.clone() };
            document.lines.push(shown.into());
            document.blocks.push(Block { shape: piece.shape, text: piece.text.into(), line: document.lines.len() });
        }
        Some(document)
    }

    /// How deep the list at hand stands in others.
    fn depth(&self) -> u8 {
        u8::try_from(self.standing.lists.saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// An item or a paragraph that was not closed ends where the next begins.
    fn end_open_part(&mut self, name: &str) {
        if !matches!(name, "li" | "p" | "td" | "th" | "tr" | "dt" | "dd") {
            return;
        }
        if let Some(place) = self.open.iter().rposition(|open| open.name == name) {
            let nested = self.open.iter().skip(place).any(|open| matches!(open.name.as_str(), "ul" | "ol" | "table"));
            if !nested {
                self.shut(place);
            }
        }
    }

    /// A break: two of them, or one where several lines stand in one paragraph, part blocks.
    fn end_of_line(&mut self) {
        let shape = self.shape;
        self.end_block();
        // The rest of a heading or an item of a list is still that; words of an item go on behind its break.
        self.shape = shape.filter(|shape| matches!(shape, Shape::Item(_)));
    }

    fn end_block(&mut self) {
        let shape = self.shape.take();
        let bold = !std::mem::replace(&mut self.plain, false);
        let text = one_line(&std::mem::take(&mut self.text));
        if !text.chars().any(char::is_alphanumeric) {
            // A paragraph may hold a list's sign alone, and its words come in the next.
            return;
        }
        let (shape, text) = match shape {
            Some(shape) => (shape, text),
            None => read_signs(text, bold),
        };
        let around = self.standing.around > 0;
        let main = self.standing.main > 0;
        let text = match shape {
            Shape::Item(_) => without_sign(&text),
            _ => text,
        };
        self.found.push(Piece { shape, text, around, main });
    }
}

/// A paragraph that begins with a list's sign is an item; one that is bold throughout may be a heading.
fn read_signs(text: String, bold: bool) -> (Shape, String) {
    if text.chars().next().is_some_and(is_bullet_sign) {
        return (Shape::Item(0), text);
    }
    (if bold { Shape::Bold } else { Shape::Paragraph }, text)
}

/// The words of an item without the sign that a word processor left in them.
fn without_sign(text: &str) -> String {
    match bullet(text) {
        Some((rest, super::Sign::Bullet)) if !rest.is_empty() => rest.to_owned(),
        _ => text.to_owned(),
    }
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether Word marked a paragraph as an item of a list.
fn is_word_item(attributes: &str) -> bool {
    attributes.contains("mso-list:") || attributes.contains("msolistparagraph") || attributes.contains("mso-list ")
}

/// Whether an element is part of the page and not of the notice: navigation, cookie banners, what nobody sees.
fn is_around(name: &str, attributes: &str) -> bool {
    if matches!(name, "body" | "html" | "main" | "article" | "p" | "li" | "b" | "strong" | "font") {
        return false;
    }
    let roles =
        ["role=\"navigation\"", "role=\"contentinfo\"", "role=\"banner\"", "role=\"search\"", "role=\"dialog\""];
    if roles.iter().any(|role| attributes.contains(role)) || attributes.contains("display:none") {
        return true;
    }
    let names = attributes.split(['"', '\'', ' ', '=']).filter(|part| !part.is_empty());
    let marks = [
        "cookie",
        "breadcrumb",
        "skip-link",
        "skiplink",
        "site-footer",
        "site-header",
        "page-footer",
        "navbar",
        "nav-",
        "share-this",
        "social-",
        "feedback",
        "back-to-top",
    ];
    names.into_iter().any(|part| marks.iter().any(|mark| part.starts_with(mark) || part.ends_with("cookie-banner")))
}
