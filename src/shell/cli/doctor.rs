//! `ropa doctor`: what this terminal can do, and where things are.

use crate::domain::words::say;
use crate::shell::cli::Format;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::table::Table;
use crate::shell::paths;
use serde_json::{Map, Value};
use std::io::IsTerminal;
use std::path::Path;

pub(super) fn answer(setting: &Setting) -> Result<Answer, Refusal> {
    let facts = facts(setting);
    match setting.format {
        Format::Json => {
            let mut members = Map::new();
            members.insert("schema".to_owned(), "ropa.doctor/1".into());
            members.extend(facts.into_iter().map(|(id, text)| (id.replace('-', "_"), Value::from(text))));
            Ok(Answer::json(&members))
        }
        Format::Csv => table(facts, |id| id.to_owned()).csv(),
        Format::Text => Ok(table(facts, |id| say(&format!("doctor.{id}"), &[])).text()),
    }
}

fn table(facts: Vec<(&str, String)>, name: impl Fn(&str) -> String) -> Table {
    let rows = facts.into_iter().map(|(id, text)| vec![name(id), text]);
    Table { headings: vec!["fact".to_owned(), "answer".to_owned()], rows: rows.collect() }
}

fn facts(setting: &Setting) -> Vec<(&'static str, String)> {
    let register = setting.named_register().or_else(paths::default_register);
    let yes_or_no = |yes: bool| say(if yes { "doctor.yes" } else { "doctor.no" }, &[]);
    vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("person", or_none(setting.user.clone())),
        ("today", crate::domain::date::with_weekday(setting.today)),
        ("keyboard", yes_or_no(std::io::stdin().is_terminal())),
        ("screen", yes_or_no(std::io::stdout().is_terminal())),
        ("terminal", variable("TERM")),
        ("program", variable("TERM_PROGRAM")),
        ("colours", colours()),
        ("characters", characters()),
        ("sample", SAMPLE.to_owned()),
        ("register", register.as_deref().map_or_else(|| or_none(String::new()), place)),
        ("folder", paths::data_folder().as_deref().map_or_else(|| or_none(String::new()), place)),
        ("temporary", place(&std::env::temp_dir())),
    ]
}

/// Characters that a screen needs: each should look like what it is, and the line should end straight.
const SAMPLE: &str = "─│┌┐└┘├┤ ▸▾●○✓✗ ŵŷâé ‘’–… 👩";

fn colours() -> String {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return say("doctor.no-colour", &[]);
    }
    let depth = variable("COLORTERM");
    let of_terminal = variable("TERM");
    match () {
        () if depth.contains("truecolor") || depth.contains("24bit") => say("doctor.true-colour", &[]),
        () if of_terminal.contains("256color") => say("doctor.256-colours", &[]),
        () => say("doctor.16-colours", &[]),
    }
}

/// The locale, which says whether the terminal takes UTF-8.
fn characters() -> String {
    let variables = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(std::env::var_os);
    let values = variables.map(|value| value.to_string_lossy().into_owned());
    or_none(values.into_iter().find(|value| !value.is_empty()).unwrap_or_default())
}

fn variable(name: &str) -> String {
    or_none(std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).unwrap_or_default())
}

fn or_none(text: String) -> String {
    if text.is_empty() { say("doctor.not-set", &[]) } else { text }
}

fn place(path: &Path) -> String {
    let id = if path.exists() { "doctor.there" } else { "doctor.not-there" };
    say(id, &[("path", &path.to_string_lossy())])
}
