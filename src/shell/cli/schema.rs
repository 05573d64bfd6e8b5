//! `ropa schema`: the JSON Schema of a register.

use crate::formats::json::schema::schema;
use crate::shell::cli::answer::Answer;

pub(super) fn answer() -> Answer {
    Answer::json(&schema())
}
