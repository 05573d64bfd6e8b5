//! A file being read: how far it is, and Esc, which stops it.

use crate::app::Step;
use crate::app::command::{Action, Command};
use crate::domain::words::say;

/// A file being read or compared with the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// The number of the job; late answers are known by it.
    pub number: u64,
    /// The name of the file.
    pub file: String,
    /// How far it is; nothing before it was told.
    pub far: Option<Far>,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Far {
    /// The rows that are done.
    pub done: usize,
    /// All rows.
    pub all: usize,
    /// About how many seconds are left; nothing where that cannot be told yet.
    pub seconds: Option<u64>,
}

impl UnderWay {
    /// How far it is, a sentence each.
    pub fn told(&self) -> Vec<String> {
        let mut told = vec![say("import.screen.reading", &[("file", &self.file)])];
        if let Some(far) = self.far {
            let (done, all) = (far.done.to_string(), far.all.to_string());
            told.push(say("import.screen.rows-read", &[("done", &done), ("all", &all)]));
        }
        if let Some(seconds) = self.far.and_then(|far| far.seconds) {
            told.push(say("import.screen.time-left", &[("count", &seconds.to_string())]));
        }
        told
    }
}

/// Answers a command. The program stops the work once its screen is closed.
pub(super) fn on(command: Command) -> Vec<Step> {
    match command {
        Command::Do(Action::Back) => vec![Step::Close, Step::Say(say("import.screen.stopped", &[]))],
        _ => Vec::new(),
    }
}
