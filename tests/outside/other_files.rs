//! What files other than a register hold, for comparing two of them: nothing where they are not whole.

use ropa::formats::history::History;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

/// A text that is whole up to the end of its last line.
pub fn lines(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.ends_with('\n').then(|| text.into())
}

/// Whether the settings of a repository are all those of this program. Git sets one after the other, so that a part of them is
/// as good as none: the next time sets the others.
pub fn git_is_set_up(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, bytes).unwrap();
    let read = Command::new("git").args(["config", "--list", "--file"]).arg(file.path()).output().unwrap();
    let is_whole = read.status.success() && text.contains("[core]") && text.ends_with('\n');
    let program = env!("CARGO_BIN_EXE_ropa");
    let told = String::from_utf8_lossy(&read.stdout).into_owned();
    let is_set =
        |(key, value): &(&str, String)| told.lines().any(|line| line.eq_ignore_ascii_case(&format!("{key}={value}")));
    is_whole.then(|| ropa::shell::cli::git_settings(program).iter().all(is_set).into())
}

/// The names of a workbook's sheets; its cells hold the moment in which it was made.
pub fn names_of_sheets(bytes: &[u8]) -> Option<Value> {
    use calamine::Reader;
    let workbook = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes.to_vec())).ok()?;
    let names: BTreeSet<String> = workbook.sheet_names().into_iter().collect();
    Some(names.into_iter().collect::<Vec<_>>().into())
}

/// Whether a history that is whole holds the name.
pub fn names_in_history(bytes: &[u8]) -> Option<Value> {
    let history = History::read(bytes).ok().filter(|history| !history.is_torn())?;
    let text = String::from_utf8_lossy(bytes);
    let redacted = history.entries().iter().filter(|entry| entry.is_redacted()).count();
    Some(json!({ "names": text.matches("Joe Bloggs").count(), "redacted": redacted }))
}
