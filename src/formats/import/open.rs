//! A file as it was opened, whatever kind it is; and what it brings. What cannot be brought in is refused with what to do.

mod own;

use crate::domain::words::say;
use crate::formats::import::book::{self, Book, looks_like_rows};
use crate::formats::import::brought::{Brought, Kind};
use crate::formats::import::choices::{Choices, Progress, Refusal, Setting};
use crate::formats::import::drafting::drafts;
use crate::formats::import::layouts::lg_inform;
use crate::formats::import::matching::match_columns;
use crate::formats::import::table;
use crate::formats::notice::{self, Notice};
use crate::formats::other_kind::OtherKind;
pub use own::Own;

/// A file as it was opened, before anybody asks what its rows or lines mean.
#[derive(Clone, Debug)]
pub enum Opened {
    /// A register of this program, or activities by themselves.
    Register(Own),
    /// A workbook, or a file of rows.
    Book(Book),
    /// A privacy notice, by its lines.
    Notice(Notice),
}

/// Opens a file by what it holds, and where that leaves it open by its name. Nothing in it is run, and nothing it points to is read.
///
/// # Errors
/// The file is of a kind that holds no activities, or is damaged: one sentence that says what to do.
pub fn open(bytes: &[u8], file: &str) -> Result<Opened, Refusal> {
    open_as(bytes, file, None)
}

/// As [`open`], taken for the kind of file that the officer says it is.
///
/// # Errors
/// As [`open`].
pub fn open_as(bytes: &[u8], file: &str, kind: Option<Kind>) -> Result<Opened, Refusal> {
    if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
        return Err(refused("import.refused.empty", file));
    }
    match OtherKind::of(bytes) {
        Some(OtherKind::Pdf) => Err(refused("import.refused.pdf", file)),
        Some(OtherKind::WordDocument) => Err(refused("import.refused.word", file)),
        Some(OtherKind::Picture) => Err(refused("import.refused.picture", file)),
        Some(OtherKind::OlderOffice) if ends(file, &["doc", "dot", "rtf", "ppt"]) => {
            Err(refused("import.refused.word", file))
        }
        Some(OtherKind::OpenDocument) if is_text_document(bytes) => Err(refused("import.refused.word", file)),
        _ if bytes.starts_with(b"{\\rtf") => Err(refused("import.refused.word", file)),
        _ => match kind {
            Some(Kind::Register) => own::read(bytes, file).map(Opened::Register),
            _ => by_content(bytes, file, kind),
        },
    }
}

/// What a file brings.
///
/// # Errors
/// It does not hold what it was taken for, or the officer stopped it.
pub fn bring(
    opened: &Opened,
    choices: &Choices,
    setting: &Setting,
    progress: &dyn Progress,
) -> Result<Brought, Refusal> {
    match opened {
        Opened::Register(own) => own.brought(setting, progress),
        Opened::Notice(notice) => Ok(notice::bring(notice, setting)),
        Opened::Book(book) if is_taken_for(Kind::LgInform, choices, || lg_inform::is(book)) => {
            lg_inform::bring(book, setting, progress)
        }
        Opened::Book(book) => {
            let table = table::find(book, choices)?;
            let matched = match_columns(&table, choices);
            drafts(book, &table, &matched, setting, progress)
        }
    }
}

/// Whether a file is of a kind: as the officer says, or as it looks where nothing was said of it.
fn is_taken_for(kind: Kind, choices: &Choices, looks_so: impl Fn() -> bool) -> bool {
    match choices.kind {
        Some(chosen) => chosen == kind,
        // A known layout leaves no column to choose.
        None => choices.columns.is_empty() && looks_so(),
    }
}

fn by_content(bytes: &[u8], file: &str, kind: Option<Kind>) -> Result<Opened, Refusal> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    if matches!(text.first(), Some(b'{' | b'[')) {
        return own::read(bytes, file).map(Opened::Register);
    }
    let is_sheet = matches!(kind, Some(Kind::Sheet | Kind::RegulatorTemplate | Kind::LgInform | Kind::CisoAssistant));
    let is_notice = kind == Some(Kind::Notice) || ends(file, &["md", "markdown", "html", "htm"]);
    let is_rows = || ends(file, &["csv", "tsv", "tab", "xls", "xlsx", "xlsm", "ods"]) || looks_like_rows(bytes);
    if is_sheet || (!is_notice && is_rows()) {
        return book::read(bytes, file).map(Opened::Book);
    }
    if !is_notice && ends(file, &["yml", "yaml"]) {
        return Err(refused("import.refused.unknown", file));
    }
    notice::read(bytes, file).map(Opened::Notice)
}

/// Whether an OpenDocument file names itself one of texts.
fn is_text_document(bytes: &[u8]) -> bool {
    const NAMED: &[u8] = b"opendocument.text";
    bytes.get(..bytes.len().min(4_096)).is_some_and(|start| start.windows(NAMED.len()).any(|window| window == NAMED))
}

/// Whether the name of a file ends so.
fn ends(file: &str, endings: &[&str]) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn refused(id: &str, file: &str) -> Refusal {
    Refusal(say(id, &[("file", file)]))
}
