//! What a command answers: results for the standard output, messages for the other one, and the exit code.

use crate::domain::register::RegisterFile;
use crate::domain::text::clean;
use crate::domain::words::say;
use crate::formats::json;
use crate::shell::register_file::{OpenProblem, SaveProblem};
use crate::shell::store::{Change, StoreProblem};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{ErrorKind, IsTerminal, Write as _};

/// What a command answers.
#[derive(Debug, Default)]
pub(super) struct Answer {
    result: String,
    messages: Vec<String>,
    code: u8,
}

impl Answer {
    /// Nothing but the exit code 0.
    pub(super) fn done() -> Self {
        Answer::default()
    }

    /// One value as JSON.
    pub(super) fn json(value: &impl Serialize) -> Self {
        let mut answer = Answer::done();
        for letter in json::pretty(value).chars() {
            answer.push_json(letter);
        }
        answer.result.push('\n');
        answer
    }

    /// A text of our own making, such as a manual page; nothing in it comes from a register.
    pub(super) fn whole(text: String) -> Self {
        Answer { result: text, ..Answer::default() }
    }

    /// A register file, byte for byte; on a terminal, with escapes for what must not reach it.
    pub(super) fn register(bytes: &[u8], register: &RegisterFile) -> Self {
        if std::io::stdout().is_terminal() {
            return Answer::json(register);
        }
        Answer { result: String::from_utf8_lossy(bytes).into_owned(), ..Answer::default() }
    }

    /// Adds a line to the result, with marks for what must not reach a terminal.
    pub(super) fn line(&mut self, text: &str) {
        self.result.push_str(clean(text).as_str());
        self.result.push('\n');
    }

    /// Adds a message, one line whatever stands in it.
    pub(super) fn message(&mut self, text: &str) {
        self.messages.push(clean(text).into());
    }

    /// Adds messages.
    pub(super) fn with_messages(mut self, messages: Vec<String>) -> Self {
        messages.iter().for_each(|message| self.message(message));
        self
    }

    /// Its messages, for an answer of another shape.
    pub(super) fn into_messages(self) -> Vec<String> {
        self.messages
    }

    /// Sets the exit code.
    pub(super) fn with_code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// In JSON, what must not reach a terminal stands as an escape, which means the same. It only occurs inside texts.
    fn push_json(&mut self, letter: char) {
        let plain = letter == '\n'
            || matches!(letter, ' '..='~')
            || clean(letter.encode_utf8(&mut [0; 4])).as_str() == letter.encode_utf8(&mut [0; 4]);
        if plain {
            self.result.push(letter);
            return;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a text in memory cannot go wrong.
            let _ = write!(self.result, "\\u{unit:04x}");
        }
    }

    /// Writes it all; returns the exit code. Whoever closed the other end wants no more, which is no fault.
    pub(super) fn give(self) -> u8 {
        for message in &self.messages {
            tell(message);
        }
        let mut out = std::io::stdout().lock();
        match out.write_all(self.result.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => self.code,
            Err(cause) if cause.kind() == ErrorKind::BrokenPipe => self.code,
            Err(_) => {
                tell(&say("cli.no-output", &[]));
                5
            }
        }
    }
}

/// Why a command was not carried out, with its exit code.
#[derive(Debug)]
pub(super) struct Refusal {
    code: u8,
    sentence: String,
    overtaken: bool,
}

impl Refusal {
    pub(super) fn new(code: u8, sentence: String) -> Self {
        Refusal { code, sentence, overtaken: false }
    }

    /// Whether somebody else saved the register while the command was at it, so that it can be made again.
    pub(super) fn was_overtaken(&self) -> bool {
        self.overtaken
    }

    /// The command was not understood.
    pub(super) fn not_understood(id: &str, parts: &[(&str, &str)]) -> Self {
        Refusal::new(NOT_UNDERSTOOD, say(id, parts))
    }

    /// Writes the sentence; returns the exit code.
    pub(super) fn give(self) -> u8 {
        tell(clean(&self.sentence).as_str());
        self.code
    }
}

/// The exit code of a command that was not understood.
pub(super) const NOT_UNDERSTOOD: u8 = 2;
/// The exit code where an input could not be read.
pub(super) const NOT_READ: u8 = 3;
/// The exit code where something could not be written.
pub(super) const NOT_WRITTEN: u8 = 5;

impl From<OpenProblem> for Refusal {
    fn from(problem: OpenProblem) -> Self {
        Refusal::new(NOT_READ, problem.sentence())
    }
}

impl From<SaveProblem> for Refusal {
    /// A command holds nothing that would have to be saved elsewhere: where somebody was quicker it is simply made again.
    fn from(problem: SaveProblem) -> Self {
        let code = problem.exit_code();
        match &problem {
            SaveProblem::Store(StoreProblem::ChangedOnDisk { path, change: Change::Changed | Change::Overwritten }) => {
                let sentence = say("cli.overtaken", &[("file", &path.to_string_lossy())]);
                Refusal { overtaken: true, ..Refusal::new(code, sentence) }
            }
            _ => Refusal::new(code, problem.sentence()),
        }
    }
}

impl From<StoreProblem> for Refusal {
    fn from(problem: StoreProblem) -> Self {
        Refusal::new(problem.exit_code(), problem.sentence())
    }
}

/// A line for the person. Where nobody listens there is nobody to tell.
fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
