//! `ropa completions`: what a shell needs to complete commands.

use crate::shell::cli::answer::Answer;
use crate::shell::cli::{Cli, words};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Args)]
pub(super) struct Completions {
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true, help = words("completions.shell"))]
    shell: Shell,
}

impl Completions {
    pub(super) fn answer(self) -> Answer {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "ropa", &mut script);
        Answer::whole(String::from_utf8_lossy(&script).into_owned())
    }
}
