//! What differs between two registers, one line a member.

use serde_json::Value;

/// The members that differ, each as `path: before -> after`. Lists of different lengths are one line.
pub fn changes(before: &Value, after: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", before, after, &mut found);
    found
}

fn compare(path: &str, before: &Value, after: &Value, found: &mut Vec<String>) {
    if before == after {
        return;
    }
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (before, after) {
        (Value::Object(left), Value::Object(right)) => {
            let added = right.keys().filter(|name| !left.contains_key(*name));
            for name in left.keys().chain(added) {
                compare(&below(name), &before[name], &after[name], found);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (place, (left, right)) in left.iter().zip(right).enumerate() {
                compare(&below(left["reference"].as_str().unwrap_or(&place.to_string())), left, right, found);
            }
        }
        _ => found.push(format!("{path}: {before} -> {after}")),
    }
}
