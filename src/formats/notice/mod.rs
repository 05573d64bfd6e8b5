//! Privacy notices as councils publish them, read into drafts of activities.
//!
//! ```text
//! bytes -> document (lines, blocks) -> sections (by heading) -> lists, law, places, times -> drafts, each value with its line
//! ```
//!
//! Nothing is guessed and nothing dropped: what finds no field stands in `imported.unmapped` under its heading, and what a
//! record needs and the notice does not say is a gap.

use crate::formats::import::brought::{Brought, Kind, Skipped, Source};
use crate::formats::import::choices::{Refusal, Setting};

pub mod compare;
mod contact;
mod directorate;
mod document;
mod drafts;
mod gaps;
mod heading;
mod items;
mod law;
mod lead_in;
mod phrases;
mod prose;
mod reading;
mod retention;
mod sections;
mod several;
mod title;
mod transfers;
mod unmapped;
pub mod written;

pub use document::{Block, Document, Shape};

use crate::domain::words::say;

/// A notice that was read, its lines kept for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The name of its file.
    pub file: crate::domain::Text,
    /// Its lines and blocks.
    pub document: Document,
}

/// Reads the bytes of a notice: text, Markdown or HTML. What is no text, or larger than any notice, is refused in a sentence.
pub fn read(bytes: &[u8], file: &str) -> Result<Notice, Refusal> {
    let document = document::read(bytes, file)?;
    Ok(Notice { file: file.into(), document })
}

/// The activities that a notice tells of, each value with the words and the line that it was taken from.
pub fn bring(notice: &Notice, setting: &Setting<'_>) -> Brought {
    let groups = several::groups(sections::of(&notice.document), &notice.document);
    let mut brought = Brought {
        source: Source {
            file: setting.file.into(),
            kind: Kind::Notice,
            encoding: notice.document.encoding,
            ..Source::default()
        },
        ..Brought::default()
    };
    for group in groups {
        drafts::add(group, setting, &mut brought);
    }
    if !notice.document.left_out.is_empty() {
        let words = notice.document.left_out.join(" · ");
        brought.skipped.push(Skipped { row: 0, sheet: None, reason: say("notice.left_out", &[("words", &words)]) });
    }
    brought
}
