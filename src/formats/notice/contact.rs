//! How the team can be reached: what stands there, and nothing else.

use super::heading::Topic;
use super::phrases::{sentences, words};
use super::sections::Section;
use crate::domain::Text;
use crate::domain::fold::fold;

/// The contact, with its words and line.
pub(super) fn read(sections: &mut [Section]) -> Option<(Text, Text, usize)> {
    [Topic::Contact, Topic::About].into_iter().find_map(|topic| of_topic(sections, topic))
}

fn of_topic(sections: &mut [Section], topic: Topic) -> Option<(Text, Text, usize)> {
    let mut values: Vec<String> = Vec::new();
    let mut found: Vec<Text> = Vec::new();
    let mut line = 0;
    for part in
        sections.iter_mut().filter(|section| section.topic == Some(topic)).flat_map(|section| &mut section.parts)
    {
        let value = match labelled(&part.text) {
            Some(value) => Some(value.to_owned()),
            None if topic == Topic::Contact => reaching(&part.text),
            None => None,
        };
        let Some(value) = value else { continue };
        part.used = part.text.ends_with(&value);
        line = if line == 0 { part.line } else { line };
        found.push(part.text.clone());
        values.push(value);
    }
    (!values.is_empty()).then(|| (values.join("; ").into(), found.join("; ").into(), line))
}

/// What stands behind `Email:`, `Telephone:`, `Post:`.
fn labelled(text: &str) -> Option<&str> {
    let (label, value) = text.split_once(':')?;
    let label = fold(label);
    let known = [
        "email",
        "e-mail",
        "telephone",
        "phone",
        "tel",
        "post",
        "address",
        "write to",
        "by post",
        "by email",
        "by phone",
        "by telephone",
        "email address",
        "telephone number",
        "phone number",
        "postal address",
        "call",
    ];
    (known.contains(&label.trim()) && !value.trim().is_empty()).then(|| value.trim())
}

/// The sentences of a paragraph that say how to reach the team; an address is a line of few words with a postcode.
fn reaching(text: &str) -> Option<String> {
    let told: Vec<&str> = sentences(text).into_iter().filter(|sentence| reaches(sentence)).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn reaches(sentence: &str) -> bool {
    let digits = sentence.chars().filter(char::is_ascii_digit).count();
    let phone = digits > 8 && digits < 40;
    let email = sentence
        .split_whitespace()
        .any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')));
    let told = fold(sentence);
    // The regulator's own address is not the team's.
    let regulator = told.contains("information commissioner") || told.contains("wilmslow") || told.contains("wycliffe");
    (phone || email || (words(sentence) < 25 && has_postcode(sentence))) && !regulator
}

/// Whether a postcode of the United Kingdom stands in the words: `SW1A 0AA`.
fn has_postcode(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', ',', '.']).filter(|part| !part.is_empty()).collect();
    parts.windows(2).any(|pair| match pair {
        [outer, inner] => {
            let out = (2..=4).contains(&outer.len())
                && outer.starts_with(|letter: char| letter.is_ascii_uppercase())
                && outer.chars().any(|letter| letter.is_ascii_digit());
            let inward = inner.len() == 3
                && inner.starts_with(|letter: char| letter.is_ascii_digit())
                && inner.chars().skip(1).all(|letter| letter.is_ascii_uppercase());
            out && inward
        }
        _ => false,
    })
}
