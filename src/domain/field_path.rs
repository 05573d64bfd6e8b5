//! Where a value stands in a record, as the file nests it: `dpia.link`, `lines[4hq0w8zr].recipients`, `agreements[Anytown NHS Trust]`.
//!
//! Unlike [`crate::domain::path`], which reads what people type, this names every member of the file, known or not, and
//! finds it again in another state of the record.

use std::fmt::{self, Write as _};

/// One step into a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The member with this name.
    Member(String),
    /// The row with this key.
    Row(String),
}

/// The steps from a record to a value; none lead to the record itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath(Vec<Part>);

impl FieldPath {
    /// The record itself.
    pub fn whole() -> Self {
        FieldPath::default()
    }

    /// The path with these steps.
    pub fn of(parts: Vec<Part>) -> Self {
        FieldPath(parts)
    }

    /// Reads a path as it is printed; `None` where it is none.
    pub fn read(text: &str) -> Option<FieldPath> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (key, behind) = name(inside, &[']'])?;
                parts.push(Part::Row(key));
                rest = behind.strip_prefix(']')?;
            } else {
                let dotted = rest.strip_prefix('.');
                if dotted.is_some() == parts.is_empty() {
                    return None;
                }
                let (member, behind) = name(dotted.unwrap_or(rest), &['.', '['])?;
                parts.push(Part::Member(member));
                rest = behind;
            }
        }
        Some(FieldPath(parts))
    }

    /// The steps.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Whether it leads to the record itself.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// The path one member further in.
    pub fn member(&self, name: &str) -> FieldPath {
        self.with(Part::Member(name.to_owned()))
    }

    /// The path into a row.
    pub fn row(&self, key: &str) -> FieldPath {
        self.with(Part::Row(key.to_owned()))
    }

    /// The names of the members on the way, without rows: `lines.recipients`.
    pub fn names(&self) -> String {
        let members = self.0.iter().filter_map(|part| match part {
            Part::Member(name) => Some(name.as_str()),
            Part::Row(_) => None,
        });
        members.collect::<Vec<_>>().join(".")
    }

    /// The id of the line that it leads into, where it leads into one.
    pub fn line(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Member(table), Part::Row(id), ..] if table == "lines" => Some(id),
            _ => None,
        }
    }

    fn with(&self, part: Part) -> FieldPath {
        let mut parts = self.0.clone();
        parts.push(part);
        FieldPath(parts)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (place, part) in self.0.iter().enumerate() {
            match part {
                Part::Member(name) => {
                    if place > 0 {
                        formatter.write_char('.')?;
                    }
                    write_name(formatter, name, &['.', '['])?;
                }
                Part::Row(key) => {
                    formatter.write_char('[')?;
                    write_name(formatter, key, &[']'])?;
                    formatter.write_char(']')?;
                }
            }
        }
        Ok(())
    }
}

/// Writes a name as it is, or as a JSON text where it could be misread.
fn write_name(formatter: &mut fmt::Formatter, name: &str, ends: &[char]) -> fmt::Result {
    let odd = |letter: char| letter.is_control() || matches!(letter, '"' | '\\') || ends.contains(&letter);
    if name.is_empty() || name.chars().any(odd) {
        return write!(formatter, "{}", serde_json::Value::from(name));
    }
    formatter.write_str(name)
}

/// Reads a name up to one of the letters that end it; answers what stands behind it too.
fn name<'a>(text: &'a str, ends: &[char]) -> Option<(String, &'a str)> {
    if text.starts_with('"') {
        let mut read = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let name = read.next()?.ok()?;
        return Some((name, text.get(read.byte_offset()..)?));
    }
    let end = text.find(ends).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    (!name.is_empty()).then(|| (name.to_owned(), rest))
}
