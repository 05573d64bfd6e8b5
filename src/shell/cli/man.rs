//! `ropa man`: the manual page, every verb with its options in it.

use crate::domain::activity::Activity;
use crate::domain::field::{Field, Fielded};
use crate::domain::line::Line;
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::path::{ORGANISATION, VOCABULARY};
use crate::domain::words::say;
use crate::shell::cli::Cli;
use crate::shell::cli::answer::{Answer, NOT_WRITTEN, Refusal};
use clap::CommandFactory;
use clap_mangen::Man;
use std::io::{self, Write};

pub(super) fn answer() -> Result<Answer, Refusal> {
    let page = page().map_err(|_| Refusal::new(NOT_WRITTEN, say("cli.no-output", &[])))?;
    Ok(Answer::whole(String::from_utf8_lossy(&page).into_owned()))
}

fn page() -> io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    for verb in command.get_subcommands() {
        let verb = Man::new(verb.clone().bin_name(format!("ropa {}", verb.get_name())));
        verb.render_name_section(&mut page)?;
        verb.render_synopsis_section(&mut page)?;
        verb.render_options_section(&mut page)?;
        verb.render_extra_section(&mut page)?;
    }
    writeln!(page, ".SH {}", say("man.fields", &[]))?;
    name_fields("", Activity::fields(), &mut page)?;
    name_fields("", Line::fields(), &mut page)?;
    name_fields(ORGANISATION, Organisation::fields(), &mut page)?;
    name_fields(VOCABULARY, Vocabulary::fields(), &mut page)?;
    Ok(page)
}

/// Each field with what it is called on screen.
fn name_fields<T>(start: &str, fields: &[Field<T>], page: &mut Vec<u8>) -> io::Result<()> {
    for field in fields {
        writeln!(page, ".TP\n\\fB{start}{}\\fR\n{}", field.spec.id, field.spec.label)?;
    }
    Ok(())
}
