//! What files say of the organisation and its words: taken where the register says nothing, else told.

use crate::domain::edit::Change;
use crate::domain::fold::fold;
use crate::domain::organisation::{Organisation, OwnTerm, Vocabulary};
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::domain::tree;
use crate::formats::import::brought::Brought;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::sync::Arc;

/// What the organisation and its words gain.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    organisation: Option<Arc<Organisation>>,
    vocabulary: Option<Arc<Vocabulary>>,
    /// What the files say otherwise than the register, as `name: the words of the file`.
    pub(super) left: Vec<String>,
    /// How many words the lists gain.
    pub(super) words: usize,
}

impl Header {
    pub(super) fn of<'a>(register: &Register, brought: impl Iterator<Item = &'a Brought>) -> Self {
        let mut header = Header::default();
        for brought in brought {
            if let Some(said) = &brought.organisation {
                let there = header.organisation.clone().unwrap_or_else(|| register.organisation());
                let (after, left) = filled(&there, said);
                header.left.extend(left.into_iter().filter(|words| !header.left.contains(words)).collect::<Vec<_>>());
                header.organisation = after.filter(|after| *after != *there).map(Arc::new).or(header.organisation);
            }
            if let Some(said) = &brought.vocabulary {
                let mut words = header.vocabulary.clone().unwrap_or_else(|| register.vocabulary());
                let gained = add_words(Arc::make_mut(&mut words), said);
                if gained > 0 {
                    header.words += gained;
                    header.vocabulary = Some(words);
                }
            }
        }
        header
    }

    pub(super) fn changes(&self, register: &Register) -> Vec<Change> {
        let change = |before: Subject, after: Subject| Change { before: Some(before), after: Some(after), at: 0 };
        let organisation = self
            .organisation
            .clone()
            .map(|after| change(Subject::Organisation(register.organisation()), Subject::Organisation(after)));
        let vocabulary = self
            .vocabulary
            .clone()
            .map(|after| change(Subject::Vocabulary(register.vocabulary()), Subject::Vocabulary(after)));
        organisation.into_iter().chain(vocabulary).collect()
    }
}

/// The organisation with what it lacks, and what is said otherwise. Of an organisation with another name nothing is taken.
fn filled(there: &Organisation, said: &Organisation) -> (Option<Organisation>, Vec<String>) {
    let (Ok(old), Ok(Value::Object(new))) = (tree::of(there), tree::of(said)) else { return (None, Vec::new()) };
    let mut left = Vec::new();
    let name = |organisation: &Organisation| organisation.name.as_deref().map(fold).filter(|name| !name.is_empty());
    let is_another = name(there).zip(name(said)).is_some_and(|(one, other)| one != other);
    let mut members = old.as_object().cloned().unwrap_or_default();
    fill(&mut members, &new, "", is_another, &mut left);
    (tree::record(&Value::Object(members)).ok(), left)
}

fn fill(
    there: &mut Map<String, Value>,
    said: &Map<String, Value>,
    path: &str,
    only_told: bool,
    left: &mut Vec<String>,
) {
    for (name, said) in said {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match (there.get_mut(name), said) {
            (Some(Value::Object(there)), Value::Object(said)) => fill(there, said, &path, only_told, left),
            (Some(there), said) if is_said(there) => {
                if !is_same(there, said) {
                    left.push(format!("{path}: {}", words(said)));
                }
            }
            _ if only_told => left.push(format!("{path}: {}", words(said))),
            _ => {
                there.insert(name.clone(), said.clone());
            }
        }
    }
}

fn is_said(value: &Value) -> bool {
    value.as_str().is_none_or(|text| !text.trim().is_empty())
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => one == other,
    }
}

fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Adds the words that no list has yet; says how many.
fn add_words(there: &mut Vocabulary, said: &Vocabulary) -> usize {
    let lists = [
        (&mut there.subjects, &said.subjects),
        (&mut there.data_classes, &said.data_classes),
        (&mut there.recipients, &said.recipients),
        (&mut there.security_measures, &said.security_measures),
        (&mut there.sources, &said.sources),
        (&mut there.purposes, &said.purposes),
    ];
    let mut gained = 0;
    for (there, said) in lists {
        let wordings = |term: &OwnTerm| {
            term.label.iter().chain(term.aliases.iter().flatten()).map(|text| fold(text)).collect::<Vec<_>>()
        };
        let mut known: HashSet<String> = there.iter().flatten().flat_map(wordings).collect();
        for term in said.iter().flatten() {
            let label = term.label.as_deref().map(fold).unwrap_or_default();
            if !label.is_empty() && !known.contains(&label) {
                known.extend(wordings(term));
                there.get_or_insert_default().push(term.clone());
                gained += 1;
            }
        }
    }
    gained
}
