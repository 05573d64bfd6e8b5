//! What a file is that is no register, told from its first bytes: an officer may have named a spreadsheet or a notice.

use crate::domain::words::say;

/// A kind of file that is no register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// An Excel workbook.
    Workbook,
    /// An OpenDocument spreadsheet or text.
    OpenDocument,
    /// A Word document.
    WordDocument,
    /// A file of Excel or Word before 2007.
    OlderOffice,
    /// Some other archive.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page.
    WebPage,
    /// Rows of text parted by commas, semicolons or tabs.
    Csv,
    /// Prose, perhaps a notice.
    Prose,
}

impl OtherKind {
    /// What these bytes are; `None` where they could be a register or are nothing that we know.
    pub fn of(bytes: &[u8]) -> Option<OtherKind> {
        let holds = |part: &[u8]| bytes.windows(part.len()).take(LOOKED_AT).any(|window| window == part);
        match bytes {
            [b'P', b'K', 3, 4, ..] if holds(b"xl/") => return Some(OtherKind::Workbook),
            [b'P', b'K', 3, 4, ..] if holds(b"word/") => return Some(OtherKind::WordDocument),
            [b'P', b'K', 3, 4, ..] if holds(b"opendocument") => return Some(OtherKind::OpenDocument),
            [b'P', b'K', 3, 4, ..] => return Some(OtherKind::Archive),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => return Some(OtherKind::OlderOffice),
            [b'%', b'P', b'D', b'F', ..] => return Some(OtherKind::Pdf),
            [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
                return Some(OtherKind::Picture);
            }
            _ => {}
        }
        let start = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
        let text = String::from_utf8_lossy(start);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.is_empty() || text.starts_with(['{', '[', '"']) || text.contains('\0') {
            return None;
        }
        if text.starts_with('<') {
            return Some(OtherKind::WebPage);
        }
        Some(if is_rows(text) { OtherKind::Csv } else { OtherKind::Prose })
    }

    /// Whether it can hold activities that a later version will bring in.
    pub fn may_hold_activities(self) -> bool {
        !matches!(self, OtherKind::Picture | OtherKind::Archive)
    }

    /// Whether a file of this kind is read when it is brought in. Others have to be saved as text first.
    pub fn can_be_brought_in(self) -> bool {
        use OtherKind::{Csv, OlderOffice, OpenDocument, Prose, WebPage, Workbook};
        matches!(self, Workbook | OpenDocument | OlderOffice | WebPage | Csv | Prose)
    }

    /// What it is called in a sentence: «an Excel workbook».
    pub fn name(self) -> String {
        say(
            match self {
                OtherKind::Workbook => "other.workbook",
                OtherKind::OpenDocument => "other.open-document",
                OtherKind::WordDocument => "other.word",
                OtherKind::OlderOffice => "other.older-office",
                OtherKind::Archive => "other.archive",
                OtherKind::Pdf => "other.pdf",
                OtherKind::Picture => "other.picture",
                OtherKind::WebPage => "other.web-page",
                OtherKind::Csv => "other.csv",
                OtherKind::Prose => "other.prose",
            },
            &[],
        )
    }
}

/// How many bytes are enough to know a file.
const LOOKED_AT: usize = 65_536;

/// Whether the first rows hold equally many fields, several each, by one separator. One in quotation marks parts nothing.
fn is_rows(text: &str) -> bool {
    [b',', b';', b'\t'].into_iter().any(|separator| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut counts = reader.into_records().map_while(Result::ok).map(|row| row.len());
        let first = counts.next().unwrap_or(0);
        first > 1 && counts.next().is_none_or(|second| second == first)
    })
}
