//! Activities as JSON by themselves: one, a list of them, or those of a register.

use crate::domain::activity::Activity;
use crate::domain::register::{Register, RegisterFile};
use crate::formats::json::problem::ReadProblem;
use crate::formats::json::text_of;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::Arc;

/// Reads the activities of a JSON text, with the place of whatever is wrong. Ids are taken as they stand.
///
/// # Errors
/// The text is no JSON, or holds a value of the wrong kind or a member twice.
pub fn read_activities(bytes: &[u8]) -> Result<Vec<Arc<Activity>>, ReadProblem> {
    let (text, _) = text_of(bytes)?;
    serde_json::from_str::<&RawValue>(text).map_err(|cause| ReadProblem::explain(text, &cause))?;
    let (before, behind) = around(text);
    let whole = format!("{before}{text}{behind}");
    let file: RegisterFile = serde_json::from_str(&whole)
        .map_err(|cause| without_start(ReadProblem::explain(&whole, &cause), before.len()))?;
    Ok(file.activities.unwrap_or_default())
}

/// What stands around the text in a register, so that one reader serves and every place is named alike.
fn around(text: &str) -> (&'static str, &'static str) {
    match text.trim_start().chars().next() {
        Some('{') if is_register(text) => ("", ""),
        Some('{') => (r#"{"format":"ropa-register","activities":["#, "]}"),
        _ => (r#"{"format":"ropa-register","activities":"#, "}"),
    }
}

fn is_register(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Head {
        format: Option<Value>,
    }
    let head = serde_json::from_str::<Head>(text);
    head.is_ok_and(|head| head.format.is_some_and(|format| format == Register::FORMAT))
}

/// A place on the first line, counted without what was put in front of it.
fn without_start(mut problem: ReadProblem, start: usize) -> ReadProblem {
    if let ReadProblem::GivenTwice { line: 1, column, .. }
    | ReadProblem::WrongKind { line: 1, column, .. }
    | ReadProblem::NotJson { line: 1, column, .. } = &mut problem
    {
        *column = column.saturating_sub(start);
    }
    problem
}
