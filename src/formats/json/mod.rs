//! The register file: read with its place for every refusal, written in one layout.

pub mod activities;
pub mod beginning;
pub mod git_markers;
pub mod layout;
pub mod migrate;
pub mod problem;
pub mod read_back;
pub mod salvage;
pub mod schema;

use crate::domain::id::Ids;
use crate::domain::register::{Register, RegisterFile, repair_ids};
use layout::Layout;
use problem::ReadProblem;
use serde::Serialize;

/// What a file is beside its JSON: kept as it was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Whether it begins with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether its lines end as Windows ends them.
    pub windows_line_ends: bool,
}

/// A register that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The register, its ids made whole.
    pub register: Register,
    /// The form of its file.
    pub form: Form,
    /// How many ids were missing or doubled and given anew: a change that is not saved yet.
    pub ids_given: usize,
    /// The version of a newer program, whose register may be looked at but not changed.
    pub newer: Option<u32>,
}

/// Reads a register file.
pub fn read(bytes: &[u8], ids: &mut Ids) -> Result<Loaded, ReadProblem> {
    let (text, form) = text_of(bytes)?;
    let file: RegisterFile = serde_json::from_str(text).map_err(|cause| ReadProblem::explain(text, &cause))?;
    if file.format.as_deref() != Some(Register::FORMAT) {
        return Err(ReadProblem::NotARegister);
    }
    let Some(version) = file.version else {
        return Err(ReadProblem::NoVersion);
    };
    let mut file = if version < Register::VERSION { migrate::to_current(text, version)? } else { file };
    let newer = Some(version).filter(|version| *version > Register::VERSION);
    let ids_given = if newer.is_some() { 0 } else { repair_ids(&mut file, ids) };
    Ok(Loaded { register: Register::from_file(file), form, ids_given, newer })
}

/// The bytes of a register file in our layout: two spaces, one value a line, the order of the format.
pub fn write(register: &Register, form: Form) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(register.activities().len() * 2_600 + 4_096);
    if form.byte_order_mark {
        bytes.extend_from_slice(BYTE_ORDER_MARK);
    }
    // Writing values of our own to memory cannot go wrong; the file that came of it is read back before it is kept.
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    let _ = register.file().serialize(&mut serializer);
    bytes.push(b'\n');
    if form.windows_line_ends { with_windows_line_ends(&bytes) } else { bytes }
}

/// One value as JSON in our layout, for answers on the command line.
pub fn pretty(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    let _ = value.serialize(&mut serializer);
    String::from_utf8(bytes).unwrap_or_default()
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn text_of(bytes: &[u8]) -> Result<(&str, Form), ReadProblem> {
    let byte_order_mark = bytes.starts_with(BYTE_ORDER_MARK);
    let content = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if content.starts_with(&[0xff, 0xfe]) || content.starts_with(&[0xfe, 0xff]) || is_wide(content) {
        return Err(ReadProblem::Utf16);
    }
    // A power cut can leave a file of its old length that holds only zeros.
    if content.trim_ascii().is_empty() || content.iter().all(|byte| *byte == 0) {
        return Err(ReadProblem::Empty);
    }
    let text = std::str::from_utf8(content).map_err(|cause| {
        let before = content.get(..cause.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        match cause.error_len() {
            Some(_) => ReadProblem::NotUtf8 { line },
            None => ReadProblem::Truncated { line },
        }
    })?;
    let windows_line_ends = text.find('\n').is_some_and(|end| text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'\r'));
    Ok((text, Form { byte_order_mark, windows_line_ends }))
}

/// Whether every other byte of the beginning is zero, as in UTF-16 without a mark.
fn is_wide(content: &[u8]) -> bool {
    matches!(content, [0, first, 0, second, ..] | [first, 0, second, 0, ..] if *first != 0 && *second != 0)
}

/// Line ends stand only between values: inside a text they are escapes.
fn with_windows_line_ends(bytes: &[u8]) -> Vec<u8> {
    let mut converted = Vec::with_capacity(bytes.len() + bytes.len() / 20);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        converted.extend_from_slice(line.strip_suffix(b"\n").unwrap_or(line));
        converted.extend_from_slice(b"\r\n");
    }
    converted
}
