//! Every path that a source names, written out in full from its `use` lines and module.

use std::collections::HashMap;

use super::source::{Source, Token};

/// A path such as `crate::domain::field` or `std::io::stdin`, as far as the file itself tells.
#[derive(Debug, PartialEq)]
pub struct Named {
    /// The line that names it, from 1.
    pub line: usize,
    /// The parts in order; the last is `*` for a glob.
    pub parts: Vec<String>,
}

impl Named {
    /// The path as it would be written.
    pub fn shown(&self) -> String {
        self.parts.join("::")
    }

    /// Whether this names `path`, something in it, or (by a glob) all that stands beside it.
    pub fn reaches(&self, path: &str) -> bool {
        let wanted: Vec<&str> = path.split("::").collect();
        let glob = self.parts.last().is_some_and(|last| last == "*");
        let known = self.parts.len() - usize::from(glob);
        let shared = known.min(wanted.len());
        let same = self.parts[..shared] == wanted[..shared];
        same && (glob || known >= wanted.len())
    }

    /// Whether the path has the two parts of `pair` (`Zoned::now`) side by side.
    pub fn has_pair(&self, pair: &str) -> bool {
        let pair: Vec<&str> = pair.split("::").collect();
        self.parts.windows(pair.len()).any(|window| window == pair)
    }
}

/// All paths of two parts or more, and all that `use` brings in.
pub fn named(source: &Source) -> Vec<Named> {
    let mut reader = Reader { tokens: &source.tokens, at: 0, home: home(source), depth: 0, inner: Vec::new() };
    let mut imported: Vec<(String, Named)> = Vec::new();
    let mut written: Vec<Named> = Vec::new();
    while let Some(token) = reader.peek(0) {
        match token.text.as_str() {
            "use" => {
                reader.at += 1;
                reader.tree(&[], &mut imported);
            }
            "mod" if reader.text(2) == Some("{") => reader.enter(),
            "{" => reader.brace(1),
            "}" => reader.brace(-1),
            _ if token.is_name() || token.text == "$" => written.extend(reader.path()),
            _ => reader.at += 1,
        }
    }

    // A name may be imported more than once (in different functions): every meaning counts.
    let mut meanings: HashMap<&str, Vec<&Named>> = HashMap::new();
    for (name, full) in &imported {
        meanings.entry(name).or_default().push(full);
    }
    let mut all: Vec<Named> = Vec::new();
    // `use std::io; use io::stdin;` and `io::stdin()` both lead on from an earlier `use`.
    for path in imported.iter().map(|(_, full)| full).chain(&written) {
        all.push(Named { line: path.line, parts: path.parts.clone() });
        for full in meanings.get(path.parts[0].as_str()).into_iter().flatten() {
            let parts = full.parts.iter().chain(&path.parts[1..]).cloned().collect();
            all.push(Named { line: path.line, parts });
        }
    }
    all.retain(|path| path.parts.len() > 1 || imported.iter().any(|(_, full)| full == path));
    all
}

/// The module that a file is: `domain/field/line.rs` is `crate::domain::field::line`.
fn home(source: &Source) -> Vec<String> {
    let plain = source.path.strip_suffix(".rs").unwrap_or(&source.path);
    let plain = plain.strip_suffix("/mod").unwrap_or(plain);
    let inside = plain.split('/').filter(|part| !["lib", "main"].contains(part));
    ["crate"].into_iter().chain(inside).map(str::to_owned).collect()
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    /// The module that the place at hand belongs to.
    home: Vec<String>,
    depth: i32,
    /// The depths at which the modules written inside the file began.
    inner: Vec<i32>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn text(&self, ahead: usize) -> Option<&str> {
        self.peek(ahead).map(|token| token.text.as_str())
    }

    /// Steps into `mod name {`.
    fn enter(&mut self) {
        self.home.push(self.text(1).unwrap().to_owned());
        self.inner.push(self.depth);
        self.depth += 1;
        self.at += 3;
    }

    fn brace(&mut self, change: i32) {
        self.depth += change;
        if self.inner.last() == Some(&self.depth) {
            self.inner.pop();
            self.home.pop();
        }
        self.at += 1;
    }

    /// Reads `a::b::c` in code; nothing for a name alone or the tail of a longer type.
    fn path(&mut self) -> Option<Named> {
        let line = self.peek(0)?.line;
        let before = |back: usize| self.at.checked_sub(back).map_or("", |at| self.tokens[at].text.as_str());
        // `<T as Trait>::name` goes on from a type; `-> ::std::name` and `=> ::std::name` do not.
        let is_tail = before(1) == "::" && before(2) == ">" && !["-", "="].contains(&before(3));
        let parts = self.parts();
        let path = Named { line, parts: self.whole(parts) };
        (!is_tail && path.parts.len() > 1).then_some(path)
    }

    /// Takes the names that `::` joins, as they are written.
    fn parts(&mut self) -> Vec<String> {
        let mut parts = Vec::new();
        while self.text(0) == Some("$") {
            self.at += 1;
        }
        while self.peek(0).is_some_and(Token::is_name) {
            parts.push(self.text(0).unwrap().to_owned());
            self.at += 1;
            if self.text(0) != Some("::") || !self.peek(1).is_some_and(Token::is_name) {
                break;
            }
            self.at += 1;
        }
        parts
    }

    /// Takes one branch of a `use`, with all that hangs on it, and gives each leaf the name that
    /// it goes by in this file.
    fn tree(&mut self, before: &[String], out: &mut Vec<(String, Named)>) {
        if self.text(0) == Some("::") {
            self.at += 1;
        }
        let Some(line) = self.peek(0).map(|token| token.line) else {
            return;
        };
        let mut parts = before.to_vec();
        parts.extend(self.parts());
        if self.text(0) == Some("::") {
            self.at += 1;
        }
        match self.text(0) {
            Some("{") => {
                self.at += 1;
                while self.text(0).is_some_and(|text| text != "}") {
                    let from = self.at;
                    self.tree(&parts, out);
                    if self.text(0) == Some(",") || self.at == from {
                        self.at += 1;
                    }
                }
                self.at += 1;
                return;
            }
            Some("*") => {
                self.at += 1;
                parts.push("*".to_owned());
            }
            _ => {}
        }
        if parts.len() > 1 && parts.last().is_some_and(|last| last == "self") {
            parts.pop();
        }
        let Some(mut name) = parts.last().cloned() else {
            return;
        };
        if self.text(0) == Some("as") {
            name = self.text(1).unwrap_or_default().to_owned();
            self.at += 2;
        }
        let parts = self.whole(parts);
        // A name that means itself (`use serde;`) would only be found twice.
        if parts == [name.clone()] {
            name.clear();
        }
        out.push((name, Named { line, parts }));
    }

    /// Writes out `self` and `super`; the library's own name means `crate`.
    fn whole(&self, parts: Vec<String>) -> Vec<String> {
        let mut full = match parts.first().map(String::as_str) {
            Some("self" | "super") => self.home.clone(),
            Some("ropa") => {
                return ["crate".to_owned()].into_iter().chain(parts.into_iter().skip(1)).collect();
            }
            _ => return parts,
        };
        for part in parts {
            match part.as_str() {
                "self" => {}
                "super" => _ = full.pop(),
                _ => full.push(part),
            }
        }
        full
    }
}

#[test]
fn paths_are_written_out_in_full() {
    let cases: [(&str, &[&str]); 16] = [
        ("use std::fs;", &["std::fs"]),
        ("use std::{fs, io::{self, stdin}};", &["std::fs", "std::io", "std::io::stdin"]),
        ("use std::io; fn f() { io::stdin() }", &["std::io", "io::stdin", "std::io::stdin"]),
        ("use std as s; fn f() { s::fs::read(x) }", &["std", "s::fs::read", "std::fs::read"]),
        ("use std::time::*;", &["std::time::*"]),
        ("use ::std::env;", &["std::env"]),
        ("fn f() -> ::std::env::Args", &["std::env::Args"]),
        ("use super::super::shell::x;", &["crate::shell::x"]),
        ("use self::x;", &["crate::domain::field::x"]),
        ("use super::*;", &["crate::domain::*"]),
        ("mod tests { use super::*; } use super::y;", &["crate::domain::field::*", "crate::domain::y"]),
        ("mod a { fn f() { if x {} super::b() } }", &["crate::domain::field::b"]),
        ("fn f() { Vec::<serde::X>::new() }", &["serde::X"]),
        ("macro_rules! m { () => { $crate::shell::x() } }", &["crate::shell::x"]),
        ("use ropa::shell;", &["crate::shell"]),
        ("use serde::{Serialize as _, de::*,};", &["serde::Serialize", "serde::de::*"]),
    ];
    for (text, expected) in cases {
        let source = Source::new("domain/field.rs", text);
        let found: Vec<String> = named(&source).iter().map(Named::shown).collect();
        assert_eq!(found, expected, "in {text:?}");
    }
}
