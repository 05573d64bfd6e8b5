//! Commands that were not understood, told in one sentence; and the help and version that were asked for.

use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::help::help;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// The answer to arguments that make no command.
pub(super) fn answer(cause: &Error) -> Result<Answer, Refusal> {
    match cause.kind() {
        ErrorKind::DisplayVersion => Ok(Answer::whole(cause.render().to_string())),
        ErrorKind::DisplayHelp => Ok(Answer::whole(asked_help(cause))),
        kind => Err(refusal(kind, cause)),
    }
}

/// The help of the program is our own; that of a verb is as the reader of arguments makes it.
fn asked_help(cause: &Error) -> String {
    let text = cause.render().to_string();
    if text.contains("Usage: ropa [") { help() } else { text }
}

fn refusal(kind: ErrorKind, cause: &Error) -> Refusal {
    let said = |kind| cause.get(kind).map(words).unwrap_or_default();
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let (arg, value) = (arg.as_str(), value.as_str());
    match kind {
        ErrorKind::InvalidValue if value.is_empty() => Refusal::not_understood("cli.value-missing", &[("option", arg)]),
        ErrorKind::InvalidValue => {
            let values = said(ContextKind::ValidValue);
            Refusal::not_understood("cli.no-such-value", &[("value", value), ("option", arg), ("values", &values)])
        }
        ErrorKind::UnknownArgument => {
            let near = said(ContextKind::SuggestedArg);
            let id = if near.is_empty() { "cli.no-such-option" } else { "cli.no-such-option-near" };
            Refusal::not_understood(id, &[("option", arg), ("near", &near)])
        }
        ErrorKind::MissingRequiredArgument => Refusal::not_understood("cli.missing", &[("what", arg)]),
        ErrorKind::ArgumentConflict => Refusal::not_understood("cli.twice", &[("option", arg)]),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Refusal::not_understood("cli.value-missing", &[("option", arg)])
        }
        ErrorKind::InvalidUtf8 => Refusal::not_understood("cli.no-text", &[]),
        _ => Refusal::not_understood("cli.not-understood", &[]),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
