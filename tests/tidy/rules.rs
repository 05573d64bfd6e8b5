//! The rules of the house that a program can check, one row each.

use super::paths::{Named, named};
use super::source::{Source, Token};

/// One rule about a single file under `src`.
pub struct Rule {
    /// What must hold, as a sentence for the person who broke it.
    pub says: &'static str,
    /// Finds where a file breaks it.
    pub check: fn(&Source, &mut Vec<Offence>),
}

/// One place where a file breaks a rule.
#[derive(Debug, PartialEq)]
pub struct Offence {
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    /// What stands there.
    pub what: String,
}

/// All rules about a file, in the order in which they are told.
pub const RULES: [Rule; 12] = [
    Rule { says: "a module imports only from itself and from those left of it", check: direction },
    Rule { says: "a module uses only the crates that are meant for it", check: crates },
    Rule { says: "files, clock, environment, threads and terminal belong to shell", check: outside_world },
    Rule { says: "nothing here talks to a network", check: network },
    Rule { says: "a KeyCode is turned into a key in shell/input.rs and seen nowhere else", check: key_codes },
    Rule { says: "a file begins with a line `//! What it is.`", check: first_line },
    Rule { says: "a file that is no table stays under 400 lines", check: length },
    Rule { says: "a file is named by its noun", check: noun },
    Rule { says: "what is left to do stands in an issue, not in the code", check: unfinished },
    Rule { says: "a lint is put off only with a reason", check: reasons },
    Rule { says: "globs hide where a name comes from", check: globs },
    Rule { says: "code of the library stands in one of the six modules", check: place },
];

/// The six modules, left to right.
pub const LINE: [&str; 6] = ["domain", "search", "formats", "app", "ui", "shell"];

/// Crates that every module may use: values, and their form as JSON.
const CRATES_OF_ALL: [&str; 6] =
    ["serde", "serde_json", "jiff", "unicode_normalization", "unicode_segmentation", "unicode_width"];

/// What a module may use besides. `shell` may use anything.
const CRATES_OF: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("search", &["fuzzy_matcher", "memchr"]),
    (
        "formats",
        &[
            "crc32fast",
            "csv",
            "encoding_rs",
            "memchr",
            "minijinja",
            "quick_xml",
            "rust_xlsxwriter",
            "serde_path_to_error",
            "serde_saphyr",
            "sha2",
            "thiserror",
            "zip",
        ],
    ),
    ("app", &[]),
    ("ui", &["ratatui"]),
];

/// Paths into the outside world.
const WORLD: [&str; 16] = [
    "std::fs",
    "std::env",
    "std::thread",
    "std::process",
    "std::os",
    "std::time::SystemTime",
    "std::time::Instant",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "ratatui::crossterm",
    "ratatui::init",
    "ratatui::try_init",
    "ratatui::restore",
    "ratatui::run",
    "ratatui::DefaultTerminal",
];

/// Calls that read the clock or the machine's settings, or open a file.
const WORLD_CALLS: [&str; 6] = [
    "Zoned::now",
    "Timestamp::now",
    "TimeZone::system",
    "TimeZone::try_system",
    "Reader::from_path",
    "Writer::from_path",
];

/// Macros that write to the terminal past the screen.
const WORLD_MACROS: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];

/// Methods of a path that look at the disk.
const WORLD_METHODS: [&str; 8] =
    ["exists", "try_exists", "is_file", "is_dir", "canonicalize", "read_dir", "read_link", "symlink_metadata"];

/// Ways to a network in the standard library.
const NETWORK: [&str; 2] = ["std::net", "std::os::unix::net"];

/// How long a file may be.
const LINES: usize = 400;

/// Tables may be longer: their rows are read one at a time. Beginnings of paths.
const TABLES: [&str; 5] = ["domain/field.rs", "domain/field/", "domain/check/", "app/command.rs", "app/keymap.rs"];

/// Names that say nothing of what is inside.
const NO_NOUNS: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"];

fn direction(source: &Source, offences: &mut Vec<Offence>) {
    let Some(own) = LINE.iter().position(|module| *module == source.module()) else {
        return;
    };
    for path in named(source) {
        let [first, module, ..] = path.parts.as_slice() else {
            continue;
        };
        if first != "crate" {
            continue;
        }
        // What is not a module stands in lib.rs, right of everything.
        let other = LINE.iter().position(|name| name == module);
        if other.is_none_or(|other| other > own) {
            offences.push(offence(&path, &format!("{} may not import it", LINE[own])));
        }
    }
}

fn crates(source: &Source, offences: &mut Vec<Offence>) {
    let Some((module, own)) = CRATES_OF.iter().find(|(module, _)| *module == source.module()) else {
        return;
    };
    let dependencies = super::dependencies();
    for path in named(source) {
        let first = path.parts[0].as_str();
        let known = dependencies.iter().any(|name| name == first);
        if known && !CRATES_OF_ALL.contains(&first) && !own.contains(&first) {
            offences.push(offence(&path, &format!("{first} is not for {module}")));
        }
    }
}

fn outside_world(source: &Source, offences: &mut Vec<Offence>) {
    if ["shell", "main"].contains(&source.module()) {
        return;
    }
    for path in named(source) {
        let reaches = WORLD.iter().any(|world| path.reaches(world));
        if reaches || WORLD_CALLS.iter().any(|call| path.has_pair(call)) {
            offences.push(offence(&path, "it reaches outside the program"));
        }
    }
    for (at, token) in source.tokens.iter().enumerate() {
        let before = text_at(source, at.checked_sub(1));
        let after = (text_at(source, Some(at + 1)), text_at(source, Some(at + 2)));
        let is_macro = after.0 == "!" && ["(", "[", "{"].contains(&after.1);
        let is_method = before == "." && after.0 == "(";
        if is_macro && WORLD_MACROS.contains(&token.text.as_str()) {
            offences.push(here(token, &format!("{}! writes past the screen", token.text)));
        }
        if is_method && WORLD_METHODS.contains(&token.text.as_str()) {
            offences.push(here(token, &format!(".{}() looks at the disk", token.text)));
        }
    }
}

fn network(source: &Source, offences: &mut Vec<Offence>) {
    for path in named(source) {
        if NETWORK.iter().any(|network| path.reaches(network)) {
            offences.push(offence(&path, "it is a way to a network"));
        }
    }
}

fn key_codes(source: &Source, offences: &mut Vec<Offence>) {
    if source.path == "shell/input.rs" {
        return;
    }
    let codes = source.tokens.iter().filter(|token| token.text == "KeyCode");
    offences.extend(codes.map(|token| here(token, "KeyCode")));
}

fn first_line(source: &Source, offences: &mut Vec<Offence>) {
    let words = source.text.lines().next().and_then(|line| line.strip_prefix("//! "));
    if words.is_none_or(|words| words.trim().is_empty()) {
        offences.push(Offence { line: 1, what: "the first line does not say what the file is".to_owned() });
    }
}

fn length(source: &Source, offences: &mut Vec<Offence>) {
    let lines = source.text.lines().count();
    let is_table = TABLES.iter().any(|table| source.path.starts_with(table));
    if lines >= LINES && !is_table {
        offences.push(Offence { line: 0, what: format!("{lines} lines: find the second noun") });
    }
}

fn noun(source: &Source, offences: &mut Vec<Offence>) {
    for part in source.path.split('/') {
        let stem = part.strip_suffix(".rs").unwrap_or(part);
        if NO_NOUNS.contains(&stem) {
            offences.push(Offence { line: 0, what: format!("`{stem}` says nothing of what is inside") });
        }
    }
}

fn unfinished(source: &Source, offences: &mut Vec<Offence>) {
    for comment in &source.comments {
        for (after, line) in comment.text.lines().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            if let Some(word) = words.find(|word| ["TODO", "FIXME", "XXX"].contains(word)) {
                offences.push(Offence { line: comment.line + after, what: word.to_owned() });
            }
        }
    }
}

fn reasons(source: &Source, offences: &mut Vec<Offence>) {
    for (at, token) in source.tokens.iter().enumerate() {
        let is_attribute = ["allow", "expect"].contains(&token.text.as_str())
            && text_at(source, at.checked_sub(1)) == "["
            && ["#", "!"].contains(&text_at(source, at.checked_sub(2)));
        let mut inside = source.tokens[at..].iter().map(|token| token.text.as_str());
        if is_attribute && !inside.by_ref().take_while(|text| *text != "]").any(|text| text == "reason") {
            offences.push(here(token, &format!("{} without a reason", token.text)));
        }
    }
}

fn globs(source: &Source, offences: &mut Vec<Offence>) {
    // `use super::*` in the tests of a file brings in that file, which is in plain view.
    let home = source.path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
    let own = format!("crate::{home}::*");
    for path in named(source) {
        let [.., parent, last] = path.parts.as_slice() else {
            continue;
        };
        // The variants of one enum are a short, closed list: a table reads better with them bare.
        let variants = parent.starts_with(char::is_uppercase);
        if last == "*" && !variants && path.shown() != own {
            offences.push(offence(&path, "name what you need"));
        }
    }
}

fn place(source: &Source, offences: &mut Vec<Offence>) {
    let module = source.module();
    let top = ["lib.rs", "main.rs"].contains(&source.path.as_str());
    if !top && !LINE.contains(&module) {
        offences.push(Offence { line: 0, what: format!("`{module}` is none of {}", LINE.join(", ")) });
    }
}

fn text_at(source: &Source, at: Option<usize>) -> &str {
    at.and_then(|at| source.tokens.get(at)).map_or("", |token| token.text.as_str())
}

fn offence(path: &Named, why: &str) -> Offence {
    Offence { line: path.line, what: format!("{}: {why}", path.shown()) }
}

fn here(token: &Token, what: &str) -> Offence {
    Offence { line: token.line, what: what.to_owned() }
}
