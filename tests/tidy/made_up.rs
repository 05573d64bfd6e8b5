//! The rules tried on made-up files, so that each is known to fail where it should and only there.

use super::rules::{LINE, RULES, Rule};
use super::source::Source;

/// A file that breaks the rule whose sentence holds the first text, and no other.
const OFFENDERS: [(&str, &str, &str); 42] = [
    ("left of it", "domain/x.rs", "use crate::search::Index;"),
    ("left of it", "search/x.rs", "use crate::formats::json::read;"),
    ("left of it", "formats/x.rs", "use crate::app::App;"),
    ("left of it", "app/x.rs", "use crate::{domain::Text, ui};"),
    ("left of it", "ui/x.rs", "fn f() { crate::shell::run() }"),
    ("left of it", "domain/mod.rs", "use super::search::Index;"),
    ("left of it", "domain/check/x.rs", "fn f() { super::super::super::app::f() }"),
    ("left of it", "domain/x.rs", "use crate as top; fn f() { top::ui::draw() }"),
    ("left of it", "domain/x.rs", "mod tests { use super::super::super::ui::draw; }"),
    ("left of it", "app/x.rs", "use crate::Thing;"),
    ("meant for it", "domain/x.rs", "use csv::Reader;"),
    ("meant for it", "domain/x.rs", "fn f() -> ::tempfile::TempDir {}"),
    ("meant for it", "search/x.rs", "use ratatui::text::Line;"),
    ("meant for it", "app/x.rs", "use rust_xlsxwriter as sheet;"),
    ("meant for it", "ui/x.rs", "#[derive(thiserror::Error)] enum E {}"),
    ("meant for it", "formats/x.rs", "use {serde::Serialize, clap::Parser};"),
    ("belong to shell", "domain/x.rs", "use std::{collections::HashMap, fs};"),
    ("belong to shell", "search/x.rs", "fn f() { std::thread::spawn(g); }"),
    ("belong to shell", "formats/x.rs", "use std::io; fn f() { io::stdout() }"),
    ("belong to shell", "app/x.rs", "use std::time::{Duration, Instant};"),
    ("belong to shell", "app/x.rs", "use std::time; fn f() { time::SystemTime::now() }"),
    ("belong to shell", "app/x.rs", "use std as s; fn f() { s::env::var(\"HOME\") }"),
    ("belong to shell", "ui/x.rs", "fn f() { println!(\"{}\", 1); }"),
    ("belong to shell", "lib.rs", "fn f() { eprint! {\"x\"} }"),
    ("belong to shell", "ui/x.rs", "use ratatui::crossterm::terminal;"),
    ("belong to shell", "domain/x.rs", "use jiff::Zoned as Z; fn f() { Z::now() }"),
    ("belong to shell", "domain/x.rs", "fn f() { jiff::Timestamp::now() }"),
    ("belong to shell", "formats/x.rs", "fn f(p: &Path) { csv::Reader::from_path(p) }"),
    ("belong to shell", "app/x.rs", "fn f(p: &Path) -> bool { p.exists() }"),
    ("network", "shell/x.rs", "use std::net::TcpStream;"),
    ("network", "main.rs", "fn f() { std::os::unix::net::UnixStream::pair() }"),
    ("KeyCode", "shell/terminal.rs", "fn f(k: KeyCode) {}"),
    ("begins with", "domain/x.rs", "\n"),
    ("under 400", "domain/x.rs", "\n\n"),
    ("noun", "domain/utils.rs", ""),
    ("noun", "app/helpers/x.rs", ""),
    ("issue", "domain/x.rs", "fn f() {} // TODO: later"),
    ("issue", "domain/x.rs", "/* one\n FIXME */"),
    ("reason", "domain/x.rs", "#[allow(dead_code)] fn f() {}"),
    ("reason", "domain/x.rs", "#![expect(dead_code)]"),
    ("globs", "app/x.rs", "use crate::domain::*;"),
    ("six modules", "things/x.rs", ""),
];

/// Files that break nothing, though they look like it.
const INNOCENT: [(&str, &str); 19] = [
    ("domain/x.rs", "use crate::domain::Text; use super::line::Line;"),
    ("ui/x.rs", "use crate::{app::App, domain::Text}; use ratatui::Frame;"),
    ("shell/x.rs", "use crate::ui; use std::{env, fs, thread}; use clap::Parser;"),
    ("main.rs", "use ropa::shell; fn main() { eprintln!(\"x\"); std::process::exit(1) }"),
    ("lib.rs", "pub mod domain; pub mod shell;"),
    ("domain/x.rs", "// use crate::shell; std::fs\n/* println!() */ /// KeyCode\nstruct X;"),
    ("domain/x.rs", "const A: &str = \"use crate::shell; // TODO\"; const B: &str = r#\"std::fs\"#;"),
    ("domain/x.rs", "use std::time::Duration; use std::io::{self, Write}; fn f(e: io::Error) {}"),
    ("domain/x.rs", "fn f(day: jiff::civil::Date) {} fn now() {} fn g() { now() }"),
    ("domain/x.rs", "const A: &str = env!(\"CARGO_PKG_VERSION\"); fn f() { if print != x {} }"),
    ("domain/x.rs", "fn exists() {} fn f() { exists(); x.exists }"),
    ("domain/x.rs", "#[cfg(test)] mod tests { use super::*; }"),
    ("domain/x.rs", "#[expect(dead_code, reason = \"shown by the next part\")] fn f() {}"),
    ("domain/x.rs", "fn f() { o.expect(\"x\"); [allow(1)]; } // ours to do: todos"),
    ("app/x.rs", "use super::csv::Thing; fn f(fs: u8, env: u8) { fs + env; super::fs::g() }"),
    ("app/x.rs", "use crate::app::command::Action::*;"),
    ("shell/input.rs", "use ratatui::crossterm::event::KeyCode;"),
    ("domain/field/activity.rs", "\n\n"),
    ("domain/manager_name.rs", "'\"'; use serde::Serialize; '\"'"),
];

#[test]
fn every_rule_finds_what_breaks_it_and_lets_the_rest_pass() {
    for (rule, path, text) in OFFENDERS {
        let found = broken(&made_up(path, text));
        assert_eq!(found.len(), 1, "{path}, {text:?} broke {found:?}");
        assert!(found[0].contains(rule), "{path}, {text:?} broke {found:?}, not {rule:?}");
    }
    for (path, text) in INNOCENT {
        let found = broken(&made_up(path, text));
        assert!(found.is_empty(), "{path}, {text:?} broke {found:?}");
    }
}

#[test]
fn every_rule_is_tried_on_a_made_up_file() {
    for Rule { says, .. } in RULES {
        let tried = OFFENDERS.iter().filter(|(rule, ..)| says.contains(rule)).count();
        assert!(tried > 0, "no made-up file breaks {says:?}");
    }
    for (part, ..) in OFFENDERS {
        let meant = RULES.iter().filter(|rule| rule.says.contains(part)).count();
        assert_eq!(meant, 1, "{part:?} should name one rule");
    }
}

#[test]
fn every_module_may_import_from_the_left_and_none_from_the_right() {
    for (own, importer) in LINE.iter().enumerate() {
        for (other, imported) in LINE.iter().enumerate() {
            let text = format!("//! X.\nuse crate::{imported}::Thing;\n");
            let found = broken(&Source::new(&format!("{importer}/x.rs"), &text));
            assert_eq!(found.is_empty(), other <= own, "{importer} imports {imported}: {found:?}");
        }
    }
}

#[test]
fn an_offence_is_told_with_its_line() {
    let source = Source::new("domain/x.rs", "//! X.\n\nuse std::fs;\n");
    let told = super::offences(&source);
    assert_eq!(told.len(), 1);
    for part in ["src/domain/x.rs:3:", "std::fs", "belong to shell"] {
        assert!(told[0].contains(part), "{part:?} is not in {told:?}");
    }
}

/// A file with a proper first line; a text of one or two empty lines stands for a file that has
/// none, or is too long.
fn made_up(path: &str, text: &str) -> Source {
    let whole = match text {
        "\n" => "use serde::Serialize;\n".to_owned(),
        "\n\n" => format!("//! X.\n{}", "\n".repeat(399)),
        _ => format!("//! X.\n{text}\n"),
    };
    Source::new(path, &whole)
}

/// The sentences of the rules that a file breaks.
fn broken(source: &Source) -> Vec<&'static str> {
    let breaks = |rule: &&Rule| {
        let mut offences = Vec::new();
        (rule.check)(source, &mut offences);
        !offences.is_empty()
    };
    RULES.iter().filter(breaks).map(|rule| rule.says).collect()
}
