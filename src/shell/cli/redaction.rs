//! `ropa history --redact`: a value taken out of the history on request, such as a person's right to erasure.

use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::history::{Entry, History, NotRedacted, Request, Salts};
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::question::is_agreed;
use crate::shell::cli::setting::{Setting, is_at_terminal};
use crate::shell::cli::words;
use crate::shell::own_folder::OwnFolder;
use crate::shell::store::{self, Note, versions};
use crate::shell::{clock, register_history};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Redact {
    #[arg(long, value_name = "ENTRY", requires = "reason", help = words("history.redact"))]
    redact: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "redact", help = words("history.reason"))]
    reason: Option<String>,
    #[arg(long, requires = "redact", help = words("history.everywhere"))]
    everywhere: bool,
    #[arg(long, requires = "redact", help = words("history.yes"))]
    yes: bool,
}

impl Redact {
    pub(super) fn is_asked(&self) -> bool {
        self.redact.is_some()
    }

    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = setting.open_for_change()?;
        let file = source.path.to_string_lossy().into_owned();
        let reason = self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let reason = reason.ok_or_else(|| Refusal::not_understood("redact.no-reason", &[]))?;
        if !self.yes && !is_at_terminal() {
            return Err(Refusal::not_understood("cli.nobody-to-answer", &[]));
        }
        let on_disk = register_history::read(&source.path)?;
        let on_disk = on_disk.ok_or_else(|| Refusal::new(NOT_READ, say("history.none", &[("file", &file)])))?;
        let name = self.redact.as_deref().unwrap_or_default();
        let entry = entry_named(&on_disk.history, name)?;
        let request = Request {
            entry: &entry.hash,
            everywhere: self.everywhere,
            reason,
            at: &clock::stamp(),
            who: &setting.user,
            register: (source.register(), source.opened.loaded.form),
        };
        let redacted = on_disk.history.redacted(&request, &mut Salts::of(clock::secret()));
        let redacted = redacted.map_err(|problem| not_redacted(problem, name, &file))?;
        let count = redacted.entries.to_string();
        if !self.yes && !is_agreed(&say("redact.question", &[("count", &count)])) {
            return Ok(Answer::done().with_messages(vec![say("redact.nothing-done", &[])]));
        }
        let saved = store::replace_history(&source.path, &redacted.bytes, &on_disk.stamp)?;
        let mut answer = Answer::done().with_messages(source.remarks.clone());
        answer.message(&say("redact.done", &[("count", &count), ("file", &on_disk.path.to_string_lossy())]));
        if redacted.left > 0 {
            answer.message(&say("redact.left", &[("count", &redacted.left.to_string())]));
        }
        let folder = setting.own.versions(source.register().file().id.as_str());
        for version in folder.iter().flat_map(|folder| holding(folder, &redacted.texts)) {
            answer.message(&say("redact.version", &[("file", &version)]));
        }
        for copy in beside_holding(&on_disk.path, &source.path, &redacted.texts) {
            answer.message(&say("redact.beside", &[("file", &copy)]));
        }
        for journal in journals_holding(&setting.own, &redacted.texts) {
            answer.message(&say("redact.journal", &[("file", &journal)]));
        }
        answer.message(&say("redact.elsewhere", &[]));
        Ok(answer.with_messages(saved.notes.into_iter().map(Note::sentence).collect()))
    }
}

/// The change whose hash begins with these digits.
fn entry_named<'a>(history: &'a History, name: &str) -> Result<&'a Entry, Refusal> {
    let digits = name.trim().to_ascii_lowercase();
    let found: Vec<&Entry> = history.entries().iter().filter(|entry| entry.hash.starts_with(&digits)).collect();
    match found.as_slice() {
        [entry] if digits.len() >= FEWEST => Ok(entry),
        _ => Err(Refusal::not_understood("redact.no-entry", &[("name", name)])),
    }
}

/// How many digits at least name an entry.
const FEWEST: usize = 6;

fn not_redacted(problem: NotRedacted, name: &str, file: &str) -> Refusal {
    match problem {
        NotRedacted::NoChange => Refusal::not_understood("redact.no-change", &[("name", name)]),
        NotRedacted::NothingToTakeOut => Refusal::not_understood("redact.nothing", &[("name", name)]),
        NotRedacted::OtherRegister => Refusal::not_understood("redact.save-first", &[("file", file)]),
    }
}

/// Unsaved work kept for the person that holds one of the texts.
fn journals_holding(own: &OwnFolder, texts: &[Text]) -> Vec<String> {
    let files = own.journals().and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.sort();
    let holding = paths.into_iter().filter(|path| store::read(path).is_ok_and(|found| holds(&found.bytes, texts)));
    holding.map(|path| path.to_string_lossy().into_owned()).collect()
}

/// Files beside a history that bear the register's name and hold one of the texts: copies of it, what a save could not put in
/// its place, damaged states and histories that were set aside.
fn beside_holding(history: &Path, register: &Path, texts: &[Text]) -> Vec<String> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let history_name = name(history);
    let stem = history_name.strip_suffix(store::HISTORY_ENDING).unwrap_or(&history_name).to_lowercase();
    let own = [name(&std::fs::canonicalize(register).unwrap_or_else(|_| register.to_path_buf())), history_name];
    let is_of_register = |path: &PathBuf| {
        let name = name(path);
        let lower = name.to_lowercase();
        let rest = lower.trim_start_matches("~$").strip_prefix(&stem);
        let is_its = rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        is_its && !own.contains(&name) && ENDINGS.iter().any(|ending| lower.ends_with(ending))
    };
    let folder = history.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    let mut paths: Vec<PathBuf> = folder.into_iter().flatten().flatten().map(|file| file.path()).collect();
    paths.retain(is_of_register);
    paths.sort();
    let holding = paths.into_iter().filter(|path| store::read(path).is_ok_and(|found| holds(&found.bytes, texts)));
    holding.map(|path| path.to_string_lossy().into_owned()).collect()
}

/// How the names of files end in which the program keeps texts of a register as they are.
const ENDINGS: [&str; 4] = [".json", ".jsonl", ".txt", ".tmp"];

/// Whether a file holds one of the texts, as it is written there but for the quotation marks.
fn holds(bytes: &[u8], texts: &[Text]) -> bool {
    texts.iter().any(|text| {
        let written = serde_json::Value::from(&**text).to_string();
        let inside = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(&written);
        memchr::memmem::find(bytes, inside.as_bytes()).is_some()
    })
}

/// The versions kept for the person that hold one of the texts.
fn holding(folder: &Path, texts: &[Text]) -> Vec<String> {
    let found = versions::list(folder)
        .into_iter()
        .filter(|version| versions::find(folder, &version.sha256).is_some_and(|bytes| holds(&bytes, texts)));
    let name = |sha256: [u8; 32]| folder.join(format!("{}.json", store::hexadecimal(&sha256)));
    found.map(|version| name(version.sha256).to_string_lossy().into_owned()).collect()
}
