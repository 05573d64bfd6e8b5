//! The help of the whole program: the verbs in their groups, as the design page has them.

use crate::domain::words::say;
use crate::shell::cli::{Cli, GROUPS};
use clap::builder::StyledStr;
use clap::{Command, CommandFactory};
use std::fmt::Write as _;

/// What `ropa --help` says.
pub fn help() -> String {
    let mut command = Cli::command();
    command.build();
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut text = format!("{}\n", plain(command.get_about()));
    for (place, (heading, verbs)) in GROUPS.iter().enumerate() {
        lines.push((String::new(), say(heading, &[])));
        if place == 0 {
            lines.push(("ropa".to_owned(), say("usage.open", &[])));
            lines.push(("ropa FILE".to_owned(), say("usage.open-file", &[])));
        }
        let found = verbs.iter().filter_map(|verb| command.find_subcommand(verb));
        lines.extend(found.map(|verb| (usage(verb), plain(verb.get_about()))));
    }
    lines.push((String::new(), say("usage.group.options", &[])));
    for option in command.get_arguments().filter(|option| !option.is_positional()) {
        let short = option.get_short().map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let long = option.get_long().map(|name| format!("--{name}")).unwrap_or_default();
        let value = if option.get_action().takes_values() {
            option.get_value_names().and_then(|names| names.first())
        } else {
            None
        };
        let value = value.map(|name| format!(" {name}")).unwrap_or_default();
        lines.push((format!("{short}{long}{value}"), plain(option.get_help())));
    }
    for (usage, about) in lines {
        // Writing to a text in memory cannot go wrong.
        let _ = match usage.is_empty() {
            true => writeln!(text, "\n{about}"),
            false if usage.chars().count() > COLUMN => writeln!(text, "  {usage}\n  {:COLUMN$}  {about}", ""),
            false => writeln!(text, "  {usage:COLUMN$}  {about}"),
        };
    }
    let _ = writeln!(text, "\n{}", say("usage.after", &[]));
    text
}

/// The characters that the commands take before their explanations.
const COLUMN: usize = 30;

/// A verb with what must and may stand behind it.
fn usage(verb: &Command) -> String {
    let mut usage = format!("ropa {}", verb.get_name());
    let of_verb = |option: &&clap::Arg| option.is_positional() || option.is_required_set();
    for option in verb.get_arguments().filter(of_verb) {
        let name =
            option.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
        let several =
            option.get_num_args().is_some_and(|count| count.max_values() > 1) && name != "QUERY" && !name.contains(' ');
        let several = if several { "..." } else { "" };
        let _ = match (option.get_short(), option.is_required_set()) {
            (Some(letter), true) => write!(usage, " -{letter} {name}"),
            (_, true) => write!(usage, " {name}{several}"),
            (_, false) => write!(usage, " [{name}]{several}"),
        };
    }
    usage
}

fn plain(text: Option<&StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
