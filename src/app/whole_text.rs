//! The whole register as text: every member that stands in the file, one value a line, always the same text for the same
//! register. Git compares registers by it.

use crate::app::{shown, told};
use crate::domain::diff::About;
use crate::domain::field_path::FieldPath;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::{Register, RegisterFile};
use crate::domain::shape::{Shape, keys_of};
use crate::domain::tree;
use crate::domain::words::say;
use serde::Serialize;
use serde_json::Value;

/// The lines of the text.
pub fn whole_text(register: &Register) -> Vec<String> {
    let mut text = WholeText { lexicon: Lexicon::of(&register.vocabulary()), lines: Vec::new() };
    let file = register.file();
    let head = RegisterFile { organisation: None, vocabulary: None, activities: None, conflicts: None, ..file.clone() };
    text.record(&say("told.register", &[]), &About::Register, &head);
    if let Some(organisation) = &file.organisation {
        text.record(&told::name(&About::Organisation, register), &About::Organisation, organisation);
    }
    if let Some(vocabulary) = &file.vocabulary {
        text.record(&told::name(&About::Vocabulary, register), &About::Vocabulary, vocabulary);
    }
    for activity in register.activities() {
        text.record(&shown::name(activity), &About::Activity(activity.id.clone()), activity);
    }
    if file.conflicts.is_some() {
        let clashes = RegisterFile { conflicts: file.conflicts.clone(), ..RegisterFile::default() };
        text.record(&say("told.conflicts", &[]), &About::Register, &clashes);
    }
    text.lines
}

/// The text so far.
struct WholeText {
    lexicon: Lexicon,
    lines: Vec<String>,
}

impl WholeText {
    /// A record under its name, with an empty line before it.
    fn record(&mut self, name: &str, about: &About, record: &impl Serialize) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(name.to_owned());
        // A record that was read can be made a tree.
        if let Ok(tree) = tree::of(record) {
            self.value(about, &FieldPath::whole(), &tree, 1);
        }
    }

    fn value(&mut self, about: &About, path: &FieldPath, value: &Value, depth: usize) {
        match value {
            Value::Object(members) if !members.is_empty() || path.is_whole() => {
                members.iter().for_each(|(name, value)| self.value(about, &path.member(name), value, depth));
            }
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                self.rows(about, path, value, items, depth);
            }
            Value::Array(items) if !items.is_empty() => {
                self.line(depth, &format!("{}:", told::label(about, path)));
                for item in items {
                    let one = Value::Array(vec![item.clone()]);
                    let words = self.words(about, path, if told::is_field(about, path) { &one } else { item });
                    words.iter().for_each(|line| self.line(depth + 1, line));
                }
            }
            _ => {
                let label = told::label(about, path);
                match self.words(about, path, value).as_slice() {
                    [one] => self.line(depth, &format!("{label}: {one}")),
                    several => {
                        self.line(depth, &format!("{label}:"));
                        several.iter().for_each(|line| self.line(depth + 1, line));
                    }
                }
            }
        }
    }

    /// A table, each row under its key, or under its number where it has none.
    fn rows(&mut self, about: &About, path: &FieldPath, list: &Value, items: &[Value], depth: usize) {
        let keys = match Shape::of(&path.names(), list) {
            Shape::Rows(members) => keys_of(items, members),
            _ => (1..=items.len()).map(|number| number.to_string()).collect(),
        };
        let label = told::label(about, path);
        for (key, item) in keys.iter().zip(items) {
            if item.is_object() || item.is_array() {
                self.line(depth, &format!("{label} [{key}]"));
                self.value(about, &path.row(key), item, depth + 1);
            } else {
                self.line(depth, &format!("{label} [{key}]: {item}"));
            }
        }
    }

    /// A value in words; what no field describes as it stands in the file.
    fn words(&self, about: &About, path: &FieldPath, value: &Value) -> Vec<String> {
        match told::is_field(about, path) {
            true => told::value_at(about, path, Some(value), &self.lexicon),
            false => vec![value.to_string()],
        }
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{:depth$}{text}", "", depth = depth * 2));
    }
}
