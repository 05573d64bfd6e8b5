//! `ropa demo`: the sample register, a throw-away copy.

use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::{Setting, is_at_terminal};
use crate::shell::cli::{start, words};
use crate::shell::demo;
use crate::shell::terminal::Start;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Demo {
    #[arg(long, value_name = "FILE", help = words("demo.keep"))]
    keep: Option<PathBuf>,
}

impl Demo {
    /// Without a terminal the copy is still kept where that was asked for.
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        match &self.keep {
            Some(path) if !is_at_terminal() => {
                demo::copy(Some(path), setting.today, &mut setting.ids)?;
                let message = say("cli.demo-kept", &[("file", &path.to_string_lossy())]);
                Ok(Answer::done().with_messages(vec![message]))
            }
            _ => start::open(Start::Demo { keep: self.keep }, setting),
        }
    }
}
