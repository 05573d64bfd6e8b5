//! What found no field, under its heading.

use super::sections::Section;
use crate::domain::Text;
use crate::domain::pairs::{Pair, Pairs};
use crate::domain::words::say;

/// What found no field, under its heading.
pub(super) fn of(sections: &[Section]) -> Pairs {
    let mut pairs: Vec<Pair> = Vec::new();
    for section in sections {
        let words: Vec<&str> = section.parts.iter().filter(|part| !part.used).map(|part| &*part.text).collect();
        let unknown = section.heading.is_some() && section.topic.is_none() && section.parts.is_empty();
        if words.is_empty() && !unknown {
            continue;
        }
        let name: Text = section.heading.clone().unwrap_or_else(|| say("notice.before_headings", &[]).into());
        let value = words.join("\n");
        match pairs.iter_mut().find(|pair| pair.name.as_ref() == Some(&name)) {
            Some(pair) => pair.value = Some(format!("{}\n{value}", pair.value.as_deref().unwrap_or_default()).into()),
            None => pairs.push(Pair { name: Some(name), value: Some(value.into()), raw: None }),
        }
    }
    Pairs(pairs)
}
