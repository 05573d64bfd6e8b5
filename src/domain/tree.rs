//! Records as trees of JSON values, for code that treats every member alike, known or not.
//!
//! serde_json gives two names of members a meaning of its own where it reads a [`Value`]; in a register anything may stand,
//! so values are read here member by member.

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fmt;

/// Reads a JSON text.
///
/// # Errors
/// It is none, or too deep.
pub fn read(text: &str) -> serde_json::Result<Value> {
    read_inside(text, DEEPEST)
}

/// How many groups and lists may stand one in the other: as many as a register may have.
const DEEPEST: usize = 127;

fn read_inside(text: &str, levels: usize) -> serde_json::Result<Value> {
    let text = text.trim_ascii();
    let Some(deeper) = levels.checked_sub(1) else { return Err(Error::custom("nested too deeply")) };
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = match text.as_bytes().first() {
        Some(b'{') => reader.deserialize_map(Group(deeper))?,
        Some(b'[') => reader.deserialize_seq(List(deeper))?,
        _ => return serde_json::from_str(text),
    };
    reader.end().map(|()| value)
}

/// The tree of a record.
///
/// # Errors
/// The record holds a text that is no JSON, which no record that was read does.
pub fn of<T: Serialize>(record: &T) -> serde_json::Result<Value> {
    read(&serde_json::to_string(record)?)
}

/// The record that a tree holds.
///
/// # Errors
/// A known member has a value of another kind.
pub fn record<T: DeserializeOwned>(tree: &Value) -> serde_json::Result<T> {
    serde_json::from_str(&tree.to_string())
}

/// A group, and how many levels may stand in it.
struct Group(usize);

impl<'de> Visitor<'de> for Group {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a group of members in { }")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            members.insert(name, read_inside(value.get(), self.0).map_err(Error::custom)?);
        }
        Ok(Value::Object(members))
    }
}

/// A list, and how many levels may stand in it.
struct List(usize);

impl<'de> Visitor<'de> for List {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list in [ ]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element::<&RawValue>()? {
            items.push(read_inside(item.get(), self.0).map_err(Error::custom)?);
        }
        Ok(Value::Array(items))
    }
}
