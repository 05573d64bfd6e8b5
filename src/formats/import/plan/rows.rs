//! Rows of a table with what a file says of them now: agreements, bases, joint controllers, transfers, lines.

use super::before::leaves;
use super::update::Update;
use crate::domain::field_path::FieldPath;
use crate::domain::fold::fold;
use crate::domain::shape::keys_of;
use serde_json::Value;
use std::collections::HashSet;

impl Update<'_> {
    /// A table: rows that are there gain what they lack, rows that an officer took out stay out.
    pub(super) fn rows(&mut self, path: &FieldPath, key: &[&str], there: Option<&Value>, now: &Value) -> Option<Value> {
        let names = path.names();
        let (Some(new), old) = (now.as_array(), there.and_then(Value::as_array).cloned().unwrap_or_default()) else {
            return there.cloned();
        };
        let pairs = match names.as_str() {
            "lines" => self.same_lines(&old, new),
            "transfers" => same_rows(&old, new, &["country", "organisation"]),
            _ => same_rows(&old, new, key),
        };
        let keys = keys_of(&old, key);
        let mut rows: Vec<Option<Value>> = old.iter().cloned().map(Some).collect();
        let mut added = Vec::new();
        for (place, now) in new.iter().enumerate() {
            let Some(at) = pairs.get(place).copied().flatten() else {
                if !self.was_taken_out(&names, now) {
                    added.push(now.clone());
                }
                continue;
            };
            if names == "lines" {
                self.elsewhere = new
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != place)
                    .flat_map(|(_, line)| leaves(line))
                    .collect();
            }
            let row = keys.get(at).map(|key| path.row(key)).unwrap_or_default();
            let value = self.group(&row, old.get(at), now);
            self.elsewhere.clear();
            if let Some(slot) = rows.get_mut(at) {
                *slot = value;
            }
        }
        let paired: HashSet<usize> = pairs.into_iter().flatten().collect();
        for (at, slot) in rows.iter_mut().enumerate().filter(|(at, _)| !paired.contains(at)) {
            if old.get(at).is_some_and(|row| self.is_gone_from_file(&names, row, now)) {
                *slot = None;
            }
        }
        let rows: Vec<Value> = rows.into_iter().flatten().chain(added).collect();
        let said_none = new.is_empty() && there.is_none();
        (!rows.is_empty() || said_none).then_some(Value::Array(rows))
    }

    /// Whether all of a row was brought in before and is not there any more: an officer took it out.
    fn was_taken_out(&self, names: &str, row: &Value) -> bool {
        let last = self.last_values(names, row);
        let said = leaves(row);
        !last.is_empty() && said.iter().all(|leaf| last.contains(leaf))
    }

    /// Whether the last import brought all of a row, and the file has it no more.
    fn is_gone_from_file(&self, names: &str, row: &Value, now: &Value) -> bool {
        // A line holds what belongs together; it is never taken out because a file is laid out in another way.
        if names == "lines" || !self.now.has(names) {
            return false;
        }
        let (last, said, still) = (self.last_values(names, row), leaves(row), leaves(now));
        !said.is_empty() && said.iter().all(|leaf| last.contains(leaf)) && !said.iter().all(|leaf| still.contains(leaf))
    }

    /// What the last import brought into a table, or into the fields of a line.
    fn last_values(&self, names: &str, row: &Value) -> HashSet<String> {
        let of_field = |field: &str| self.last.values(field).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let members = row.as_object().into_iter().flat_map(|members| members.keys());
        let fields = members.map(|name| if names == "lines" { name.clone() } else { format!("{names}.{name}") });
        fields.flat_map(|field| of_field(&field)).collect()
    }
}

/// For each row of a file the row of the register that it is: by its id, else by the members that name it.
fn same_rows(old: &[Value], new: &[Value], key: &[&str]) -> Vec<Option<usize>> {
    let [old_keys, new_keys] =
        [old, new].map(|rows| keys_of(rows, key).into_iter().map(|key| fold(&key)).collect::<Vec<_>>());
    let mut claimed = HashSet::new();
    let id = |row: &Value| row.get("id").and_then(Value::as_str).map(str::to_owned);
    let places = new.iter().zip(&new_keys).map(|(row, key)| {
        let by_id = id(row).and_then(|wanted| old.iter().position(|row| id(row).as_ref() == Some(&wanted)));
        let found = by_id.or_else(|| old_keys.iter().position(|old| old == key));
        found.filter(|at| claimed.insert(*at))
    });
    places.collect()
}
