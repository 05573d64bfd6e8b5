//! What the program says, by id: one catalogue of sentences with named parts, so that another language is another file.

use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The sentence with this id, its parts filled in. The part `count` chooses between singular and plural.
pub fn say(id: &str, parts: &[(&str, &str)]) -> String {
    let Some(message) = CATALOGUE.get(id) else {
        return id.to_owned();
    };
    let pattern = match message {
        Message::Plain(text) => text,
        Message::Counted { one, other } => {
            let single = parts.iter().any(|(name, value)| *name == "count" && *value == "1");
            if single { one } else { other }
        }
    };
    fill(pattern, parts)
}

/// Every id with the patterns that belong to it.
pub fn catalogue() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    CATALOGUE.iter().map(|(id, message)| {
        let patterns = match message {
            Message::Plain(text) => vec![text.as_str()],
            Message::Counted { one, other } => vec![one.as_str(), other.as_str()],
        };
        (id.as_str(), patterns)
    })
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Plain(String),
    Counted { one: String, other: String },
}

static CATALOGUE: LazyLock<HashMap<String, Message>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../data/messages/en-GB.json")).unwrap_or_default());

/// Puts the parts in one pass, so that braces inside a value stay what they are.
pub(crate) fn fill(pattern: &str, parts: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, opened)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = opened.split_once('}') else {
            text.push('{');
            rest = opened;
            continue;
        };
        let value = parts.iter().find(|(part, _)| *part == name);
        text.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A pattern with `…` where its parts will stand.
pub fn without_parts(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut pieces = pattern.split('{');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        text.push('…');
        text.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
    }
    text
}
