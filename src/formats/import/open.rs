//! A file as it was opened, whatever kind it is; and what it brings. What cannot be brought in is refused with what to do.

mod own;

use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::import::book::{self, Book, looks_like_rows};
use crate::formats::import::brought::{Brought, Kind};
use crate::formats::import::choices::{Choices, Progress, Refusal, Setting};
use crate::formats::import::drafting::drafts;
use crate::formats::import::layouts::{ciso, fides, lg_inform, recognise, recognise_text};
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
    /// A manifest or data map of Fides, as YAML or JSON.
    Fides(Kind, Text),
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
        Opened::Fides(Kind::FidesDatamap, text) => fides::bring_datamap_text(text, setting, progress),
        Opened::Fides(_, text) => fides::bring_manifest(text, setting),
        Opened::Book(book) => match layout(book, choices) {
            Some(Kind::LgInform) => lg_inform::bring(book, setting, progress),
            Some(Kind::CisoAssistant) => ciso::bring(book, setting, progress),
            Some(Kind::FidesDatamap) => fides::bring_datamap(book, setting, progress),
            _ => {
                let table = table::find(book, choices)?;
                let matched = match_columns(&table, choices);
                drafts(book, &table, &matched, setting, progress)
            }
        },
    }
}

/// The layout of a workbook: the one that the officer says, else one that is known. A known layout leaves no column to choose.
fn layout(book: &Book, choices: &Choices) -> Option<Kind> {
    choices.kind.or_else(|| recognise(book).filter(|_| choices.columns.is_empty()))
}

fn by_content(bytes: &[u8], file: &str, kind: Option<Kind>) -> Result<Opened, Refusal> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    // A notice may begin with a link, and a heading of rows with a bracket.
    let is_text = ends(file, &["csv", "tsv", "tab", "txt", "md", "markdown", "html", "htm"]);
    let is_json = || serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok();
    if matches!(text.first(), Some(b'{' | b'[')) && (!is_text || is_json()) {
        return match std::str::from_utf8(text) {
            Ok(text) if is_fides(text, kind) => Ok(Opened::Fides(Kind::FidesDatamap, text.into())),
            _ => own::read(bytes, file).map(Opened::Register),
        };
    }
    let is_sheet = matches!(kind, Some(Kind::Sheet | Kind::RegulatorTemplate | Kind::LgInform | Kind::CisoAssistant));
    let is_notice = kind == Some(Kind::Notice) || ends(file, &["md", "markdown", "html", "htm"]);
    let is_rows = || {
        let named = ends(file, &["csv", "tsv", "tab", "xls", "xlsx", "xlsm", "ods"]);
        named || (looks_like_rows(bytes) && (!ends(file, &["txt", "text"]) || is_even(bytes)))
    };
    if is_sheet || (!is_notice && is_rows()) {
        return book::read(bytes, file).map(Opened::Book);
    }
    let manifest = std::str::from_utf8(text).ok().filter(|text| is_manifest(text, kind));
    if let Some(text) = manifest.filter(|_| kind != Some(Kind::Notice)) {
        return Ok(Opened::Fides(Kind::FidesManifest, text.into()));
    }
    if !is_notice && ends(file, &["yml", "yaml"]) {
        return Err(refused("import.refused.unknown", file));
    }
    notice::read(bytes, file).map(Opened::Notice)
}

/// Whether JSON is a data map of Fides.
fn is_fides(text: &str, kind: Option<Kind>) -> bool {
    kind == Some(Kind::FidesDatamap) || (kind.is_none() && recognise_text(text) == Some(Kind::FidesDatamap))
}

/// Whether a text is a manifest of Fides.
fn is_manifest(text: &str, kind: Option<Kind>) -> bool {
    kind == Some(Kind::FidesManifest) || (kind.is_none() && recognise_text(text) == Some(Kind::FidesManifest))
}

/// Whether the first lines of a text are rows: none is blank, and each holds as many tabs, commas or semicolons as the first. Two
/// lines of a notice may have one comma each.
fn is_even(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let text: String = String::from_utf8_lossy(start).chars().filter(|letter| *letter != '\0').collect();
    let lines: Vec<&str> = text.lines().take(10).collect();
    // The last line may be cut off.
    let lines = lines.get(..lines.len().saturating_sub(1)).unwrap_or_default();
    let even = |separator: char, least: usize| {
        let mut counts = lines.iter().map(|line| line.matches(separator).count());
        counts.next().is_some_and(|first| first >= least && counts.all(|count| count == first))
    };
    even('\t', 1) || even(',', 2) || even(';', 2)
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
