//! What the name of a sheet says of what is on it.

use crate::formats::import::matching::plain;

/// What the name of a sheet makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A sheet like any other.
    Record,
    /// Instructions, lists to choose from, and the like.
    Beside,
    /// A former state of the record.
    Former,
}

/// What the name of a sheet says of it.
pub(super) fn named(name: &str) -> Named {
    let name = format!(" {} ", plain(name));
    let has = |words: &[&str]| words.iter().any(|word| name.contains(&format!(" {} ", plain(word))));
    if has(&FORMER) {
        return Named::Former;
    }
    if has(&BESIDE) { Named::Beside } else { Named::Record }
}

/// Whether a sheet's name can be that of a department.
pub(super) fn can_be_a_department(name: &str) -> bool {
    let name = plain(name);
    let is_general = |word: &str| {
        let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        letters.is_empty() || GENERAL.contains(&letters)
    };
    !name.is_empty() && !name.split(' ').any(is_general)
}

const FORMER: [&str; 9] =
    ["old", "archive", "archived", "superseded", "do not use", "deleted", "obsolete", "previous version", "retired"];

const BESIDE: [&str; 34] = [
    "read me",
    "readme",
    "notes",
    "note",
    "guidance",
    "guide",
    "instructions",
    "instruction",
    "how to",
    "lists",
    "list",
    "lookup",
    "lookups",
    "drop down",
    "drop downs",
    "dropdown",
    "dropdowns",
    "validation",
    "data validation",
    "key",
    "glossary",
    "version",
    "version control",
    "change log",
    "changelog",
    "cover",
    "contents",
    "index",
    "about",
    "definitions",
    "example",
    "examples",
    "help",
    "hinweise",
];

const GENERAL: [&str; 14] = [
    "sheet",
    "table",
    "ropa",
    "register",
    "record",
    "records",
    "iar",
    "data",
    "tabelle",
    "feuil",
    "controller",
    "processor",
    "template",
    "part",
];
