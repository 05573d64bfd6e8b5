//! What an earlier import brought into an activity, as its evidence tells: what differs from that, an officer put there.

use crate::domain::fold::fold;
use crate::domain::imported::Imported;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The evidence of one import by field. A line's field stands without its line.
#[derive(Debug, Default)]
pub(super) struct Evidence(HashMap<String, Vec<Words>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Words {
    value: String,
    found: String,
}

impl Evidence {
    pub(super) fn of(imported: Option<&Imported>) -> Self {
        let mut fields: HashMap<String, Vec<Words>> = HashMap::new();
        for one in imported.and_then(|imported| imported.evidence.as_ref()).into_iter().flatten() {
            let Some(field) = one.field.as_deref() else { continue };
            let text = |text: &Option<crate::domain::Text>| text.as_deref().map(fold).unwrap_or_default();
            fields.entry(bare(field)).or_default().push(Words { value: text(&one.value), found: text(&one.found) });
        }
        fields.values_mut().for_each(|words| words.sort());
        Evidence(fields)
    }

    /// Whether there is none, so that nothing is known of an earlier import.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it speaks of a field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.at(field).next().is_some()
    }

    /// The folded values that were brought into a field.
    pub(super) fn values(&self, field: &str) -> HashSet<&str> {
        self.at(field).map(|words| words.value.as_str()).collect()
    }

    /// Whether a value is what was brought: nothing in the evidence speaks of anything else.
    pub(super) fn brought(&self, field: &str, value: Option<&Value>) -> bool {
        let leaves = value.map(leaves).unwrap_or_default();
        let is_in = |words: &Words| {
            leaves.contains(&words.value)
                || leaves.contains(&words.found)
                || (leaves.is_empty() && words.value.is_empty())
        };
        self.has(field) && self.at(field).all(is_in)
    }

    /// Whether two imports found the same words for a field.
    pub(super) fn found_as_in(&self, other: &Evidence, field: &str) -> bool {
        let found = |evidence: &Evidence| {
            let mut found: Vec<String> = evidence.at(field).map(|words| words.found.clone()).collect();
            found.sort_unstable();
            found
        };
        found(self) == found(other)
    }

    /// The evidence of a field and of its members; where there is none, of the group that it is in.
    fn at(&self, field: &str) -> impl Iterator<Item = &Words> {
        let field = bare(field);
        let inside = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
        let own = self.0.keys().any(|name| *name == field || inside(&field, name));
        let is_of = move |name: &str| if own { name == field || inside(&field, name) } else { inside(name, &field) };
        self.0.iter().filter(move |(name, _)| is_of(name)).flat_map(|(_, words)| words)
    }
}

/// The name of a field without rows, and a line's field without its line.
pub(super) fn bare(field: &str) -> String {
    let mut depth = 0_usize;
    let mut name = String::new();
    for letter in field.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => name.push(letter),
            _ => {}
        }
    }
    name.strip_prefix("lines.").map_or(name.clone(), str::to_owned)
}

/// All texts and numbers in a value, folded.
pub(super) fn leaves(value: &Value) -> HashSet<String> {
    match value {
        Value::String(text) => std::iter::once(fold(text)).collect(),
        Value::Array(items) => items.iter().flat_map(leaves).collect(),
        Value::Object(members) => {
            members.iter().filter(|(name, _)| *name != "id").flat_map(|(_, value)| leaves(value)).collect()
        }
        other => std::iter::once(other.to_string()).collect(),
    }
}
