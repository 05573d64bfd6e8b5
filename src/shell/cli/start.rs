//! `ropa` and `ropa FILE`: the terminal interface.

use crate::domain::near::near;
use crate::domain::words::say;
use crate::shell::cli::GROUPS;
use crate::shell::cli::answer::{Answer, NOT_UNDERSTOOD, Refusal};
use crate::shell::cli::setting::{Setting, is_at_terminal};
use crate::shell::terminal::{self, Start};
use crate::shell::{paths, register_file};
use std::path::{Path, PathBuf};

/// Opens the register named, else the user's own, else the first-run screen.
pub(super) fn run(file: Option<PathBuf>, setting: &Setting) -> Result<Answer, Refusal> {
    if let Some(path) = &file
        && path.symlink_metadata().is_err()
    {
        is_no_verb(path)?;
    }
    let own = paths::default_register().filter(|path| path.exists());
    let start = file.or_else(|| setting.named_register()).or(own).map_or(Start::FirstRun, Start::File);
    open(start, setting)
}

/// Runs the terminal interface, where there is a terminal. Without one, a file that is no register is told first.
pub(super) fn open(start: Start, setting: &Setting) -> Result<Answer, Refusal> {
    if is_at_terminal() {
        return Ok(Answer::done().with_code(terminal::run(start, setting.read_only)));
    }
    if let Start::File(path) = &start {
        register_file::open(path)?;
    }
    Err(Refusal::new(NOT_UNDERSTOOD, say("terminal.none", &[])))
}

/// A word that is no file here may be a slip in the name of a command.
fn is_no_verb(path: &Path) -> Result<(), Refusal> {
    let Some(word) = path.to_str().filter(|word| word.chars().all(|letter| letter.is_alphanumeric() || letter == '-'))
    else {
        return Ok(());
    };
    let verbs = GROUPS.iter().flat_map(|(_, verbs)| verbs.iter().copied());
    match near(word, verbs).first() {
        Some(verb) => Err(Refusal::not_understood("cli.no-verb-near", &[("word", word), ("verb", verb)])),
        None => Err(Refusal::not_understood("cli.no-verb", &[("word", word)])),
    }
}
