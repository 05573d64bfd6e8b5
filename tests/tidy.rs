//! The house kept in order: what `src`, the top of the repository and the dependencies look like.

mod made_up;
mod paths;
mod rules;
mod source;

use std::fs;
use std::path::{Path, PathBuf};

use rules::RULES;
use source::Source;

/// What may stand at the top of the repository besides files that begin with a dot.
const TOP: [&str; 10] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "data",
    "screenshots",
    "src",
    "target",
    "tests",
];

/// Crates that reach a network; none may come in, not even through another crate.
const NETWORK_CRATES: [&str; 18] = [
    "attohttpc",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
    "websocket",
];

#[test]
fn every_source_file_keeps_the_rules() {
    let sources = sources();
    assert!(sources.iter().any(|source| source.path == "lib.rs"), "src was not found");
    let told: Vec<String> = sources.iter().flat_map(offences).collect();
    assert!(told.is_empty(), "{} places to put right:\n{}", told.len(), told.join("\n"));
}

#[test]
fn the_top_of_the_repository_holds_only_what_belongs_there() {
    let names: Vec<String> =
        fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let strays = strays(&names);
    assert!(strays.is_empty(), "these do not belong at the top: {strays:?}");
}

#[test]
fn no_dependency_reaches_a_network() {
    let direct = dependencies();
    assert!(direct.iter().any(|name| name == "serde_json"), "Cargo.toml was not understood");
    let locked = locked(&read("Cargo.lock"));
    assert!(locked.len() > direct.len(), "Cargo.lock was not understood");
    let found = network_crates(&locked);
    assert!(found.is_empty(), "these reach a network: {found:?}");
}

/// All that is wrong with a file, a line each.
fn offences(source: &Source) -> Vec<String> {
    let mut told = Vec::new();
    for rule in &RULES {
        let mut found = Vec::new();
        (rule.check)(source, &mut found);
        // A path is told once a line, however many ways lead to it.
        found.dedup();
        let tell =
            |offence: rules::Offence| format!("src/{}:{}: {} ({})", source.path, offence.line, offence.what, rule.says);
        told.extend(found.into_iter().map(tell));
    }
    told
}

/// Every Rust file under `src`, in the order of their names.
fn sources() -> Vec<Source> {
    let top = root().join("src");
    let mut folders = vec![top.clone()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(kind) if kind == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    files.iter().map(|file| source(&top, file)).collect()
}

fn source(top: &Path, file: &Path) -> Source {
    let inside = file.strip_prefix(top).unwrap();
    let parts: Vec<&str> = inside.iter().map(|part| part.to_str().unwrap()).collect();
    Source::new(&parts.join("/"), &fs::read_to_string(file).unwrap())
}

/// The crates that Cargo.toml names, tests' own among them, as they are written in code.
fn dependencies() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (inside, line.split_once('=')) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

/// The crates that Cargo.lock names, with all that they bring.
fn locked(lock: &str) -> Vec<String> {
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    names.map(str::to_owned).collect()
}

fn network_crates(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).filter(|name| NETWORK_CRATES.contains(name)).collect()
}

fn strays(names: &[String]) -> Vec<&str> {
    let belongs = |name: &&str| name.starts_with('.') || TOP.contains(name);
    names.iter().map(String::as_str).filter(|name| !belongs(name)).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn strays_and_network_crates_are_found() {
    let names = |list: &[&str]| -> Vec<String> { list.iter().map(|name| (*name).to_owned()).collect() };
    assert_eq!(strays(&names(&["src", ".ci", "notes.txt", "docs", "README.md"])), ["notes.txt", "docs"]);
    let lock = "[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"ureq\"\nversion = \"3\"\n";
    assert_eq!(network_crates(&locked(lock)), ["ureq"]);
}
