//! The command line, run as people and scripts run it: the real program, in a folder of its own, with no terminal.

mod changing;
mod checking;
mod fields;
mod looking;
mod merging;
mod notices;
mod past;
mod programs;
mod refusals;
mod sharing;

use serde_json::Value;
use std::ffi::OsStr;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with the program in reach and nothing of the user's own.
pub struct Office {
    folder: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Office {
    pub fn new() -> Office {
        Office { folder: tempfile::tempdir().unwrap() }
    }

    /// An office whose register `r.json` is the sample.
    pub fn with_sample() -> Office {
        let office = Office::new();
        office.run(["demo", "--keep", "r.json"]).is(0);
        office
    }

    /// An office whose register `r.json` holds these activities.
    pub fn with(activities: Value) -> Office {
        let office = Office::new();
        let register = serde_json::json!({
            "format": "ropa-register", "version": 1, "id": "h5v0n3wc",
            "saved": { "revision": "c3m9t5ah", "previous": [], "by": "A. Shah", "on": "2026-11-01T10:00:00Z" },
            "organisation": { "name": "Anytown" }, "activities": activities,
        });
        office.file("r.json", register.to_string());
        office
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub fn register(&self) -> Value {
        serde_json::from_slice(&self.bytes("r.json")).unwrap()
    }

    /// The names in the folder, for «nothing else was written»: without what every save keeps beside a register and for the person.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "home" && name != "~$r.json.lock" && name != "r.history.jsonl");
        names.sort();
        names
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ropa"));
        command.current_dir(self.folder.path()).env_clear();
        let home = self.path("home");
        command.env("HOME", &home).env("USERPROFILE", &home).env("APPDATA", home.join("data"));
        command.env("XDG_DATA_HOME", home.join("data")).env("USER", "J. Smith").env("TZ", "UTC");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Answer {
        self.finish(self.command().args(args), "")
    }

    /// Runs a command on `r.json`.
    pub fn on_register<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Answer {
        self.finish(self.command().env("ROPA_REGISTER", "r.json").args(args), "")
    }

    pub fn with_input<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>, input: &str) -> Answer {
        self.finish(self.command().env("ROPA_REGISTER", "r.json").args(args).stdin(Stdio::piped()), input)
    }

    /// Runs a command on `r.json` and reads its answer as JSON.
    pub fn json<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Value {
        let answer =
            self.finish(self.command().env("ROPA_REGISTER", "r.json").args(["--format", "json"]).args(args), "");
        serde_json::from_str(&answer.out).unwrap_or_else(|cause| panic!("{cause}: {answer:?}"))
    }

    fn finish(&self, command: &mut Command, input: &str) -> Answer {
        let mut child = command.spawn().unwrap();
        if let Some(mut stdin) = child.stdin.take() {
            // A command that refuses before it reads has closed its end already.
            match stdin.write_all(input.as_bytes()) {
                Err(cause) if cause.kind() != ErrorKind::BrokenPipe => panic!("{cause}"),
                _ => {}
            }
        }
        let output = child.wait_with_output().unwrap();
        let answer = Answer {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        answer.is_clean();
        answer
    }
}

impl Answer {
    /// The exit code is this.
    #[track_caller]
    pub fn is(self, code: i32) -> Answer {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// A message holds these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Answer {
        assert!(self.err.contains(words), "‘{words}’ is not in {self:?}");
        self
    }

    /// Nothing but one line of message, which names the file.
    #[track_caller]
    pub fn refuses(self, code: i32, file: &str) -> Answer {
        let answer = self.is(code);
        assert_eq!(answer.out, "", "{answer:?}");
        assert_eq!(answer.err.lines().count(), 1, "{answer:?}");
        assert!(answer.err.contains(file), "‘{file}’ is not in {answer:?}");
        answer
    }

    /// Nothing in it steers a terminal, turns text round or hides.
    #[track_caller]
    fn is_clean(&self) {
        for text in [&self.out, &self.err] {
            let unsafe_one = text.chars().find(|letter| {
                (letter.is_control() && *letter != '\n')
                    || matches!(letter, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
            });
            assert_eq!(unsafe_one, None, "{self:?}");
        }
    }
}
