//! `ropa new`: starts a register.

use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::words;
use crate::shell::register_file;
use crate::shell::store::Note;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct New {
    #[arg(value_name = "FILE", help = words("new.file"))]
    file: PathBuf,
    #[arg(long, value_name = "NAME", help = words("new.organisation"))]
    organisation: Option<String>,
}

impl New {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        if setting.read_only {
            return Err(Refusal::not_understood("cli.read-only", &[]));
        }
        let name = self.organisation.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let organisation = Organisation { name: name.map(Into::into), ..Organisation::default() };
        let register = Register::new(setting.ids.fresh(|_| false), organisation);
        let saved = register_file::create(&self.file, &register, &setting.user, &setting.own, &mut setting.ids)?;
        let mut answer = Answer::done();
        answer.message(&say("cli.started", &[("file", &self.file.to_string_lossy())]));
        Ok(answer.with_messages(saved.notes.into_iter().map(Note::sentence).collect()))
    }
}
