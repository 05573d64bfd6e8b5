//! The privacy notice of an activity, as Articles 13 and 14 of the UK GDPR ask, or section 44 of the Data Protection Act 2018.
//!
//! ```text
//! activity -> facts -> template -> marked text -> document -> Markdown, HTML or plain text
//! ```
//!
//! The wording is a template, which a council can replace; what the register does not hold stands in the notice as a gap.
//! No text of a register is ever read as markup: it travels between marks that it cannot hold itself.

pub mod document;
mod facts;
mod html;
mod markdown;
mod marked;
mod plain;
mod template;

pub use document::{Block, Document, Gap, GapKind, Span, text};
pub use template::{Fault, Template, TemplateProblem};

use crate::domain::activity::Activity;
use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::Organisation;
use jiff::civil::Date;

/// What a notice is written from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// The organisation whose register it stands in.
    pub organisation: &'a Organisation,
    /// The words of the register.
    pub lexicon: &'a Lexicon,
    /// The day on which it is written.
    pub today: Date,
    /// The council's own template; nothing for the wording that comes with the program.
    pub template: Option<&'a Template>,
}

/// Why there is no notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWritten {
    /// The organisation acts for others here: they owe the notice, for they are the controllers (Articles 13(1) and 14(1)).
    Processor,
    /// The template cannot be used.
    Template(TemplateProblem),
}

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Markdown.
    Markdown,
    /// One HTML page with all that it needs.
    Html,
    /// Plain text.
    Text,
}

/// The kind of notice: each has wording of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wording {
    /// Articles 13 and 14 of the UK GDPR.
    General,
    /// Section 44 of the Data Protection Act 2018.
    LawEnforcement,
}

/// Writes the notice of an activity.
///
/// # Errors
/// Of an activity as a processor there is no notice; and a template may hold something that cannot be used.
pub fn write(request: &Request) -> Result<Document, NotWritten> {
    if request.activity.is_processor() {
        return Err(NotWritten::Processor);
    }
    let own = Template::of(Wording::of(request.activity)).map_err(NotWritten::Template);
    let template = request.template.cloned().map_or(own, Ok)?;
    let marked = template.fill(&facts::facts(request), &facts::to_confirm(request.activity));
    marked.map(|marked| marked::document(&marked)).map_err(NotWritten::Template)
}

impl Wording {
    /// The kind of notice that an activity needs.
    pub fn of(activity: &Activity) -> Self {
        if activity.is_law_enforcement() { Wording::LawEnforcement } else { Wording::General }
    }

    /// The name under which a council keeps its own template for it.
    pub fn file_name(self) -> &'static str {
        match self {
            Wording::General => "notice-template.md",
            Wording::LawEnforcement => "notice-template-law-enforcement.md",
        }
    }

    /// The template that comes with the program.
    pub fn template(self) -> &'static str {
        match self {
            Wording::General => include_str!("../../../../data/notice/general.md"),
            Wording::LawEnforcement => include_str!("../../../../data/notice/law_enforcement.md"),
        }
    }
}

impl Shape {
    /// All, in the order in which they are offered.
    pub const ALL: [Shape; 3] = [Shape::Html, Shape::Markdown, Shape::Text];

    /// The kind of file that the ending of a name asks for, without its dot.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "md" | "markdown" => Some(Shape::Markdown),
            "html" | "htm" => Some(Shape::Html),
            "txt" | "text" => Some(Shape::Text),
            _ => None,
        }
    }

    /// The ending of such a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Shape::Markdown => "md",
            Shape::Html => "html",
            Shape::Text => "txt",
        }
    }
}

impl Document {
    /// The notice as a file.
    pub fn write(&self, shape: Shape) -> String {
        match shape {
            Shape::Markdown => markdown::write(self),
            Shape::Html => html::write(self),
            Shape::Text => plain::write(self),
        }
    }
}
