//! A heading without what says nothing, and with one word for words that mean the same.

use std::collections::BTreeMap;

/// The words that carry a heading, each with how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reduced {
    words: BTreeMap<String, usize>,
    count: usize,
}

/// Words that say nothing of what a section is about.
const SILENT: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "these",
    "that",
    "your",
    "you",
    "our",
    "we",
    "us",
    "i",
    "me",
    "my",
    "their",
    "they",
    "them",
    "it",
    "its",
    "is",
    "are",
    "be",
    "been",
    "being",
    "was",
    "do",
    "does",
    "did",
    "will",
    "would",
    "may",
    "might",
    "can",
    "could",
    "must",
    "shall",
    "to",
    "of",
    "for",
    "in",
    "on",
    "at",
    "and",
    "or",
    "personal",
    "any",
    "all",
    "please",
    "council",
    "councils",
    "also",
    "when",
    "gets",
    "get",
    "have",
    "has",
    "else",
    "if",
    "appropriate",
    "us",
    "by",
    "other",
    "some",
    "there",
    "as",
];

/// Words that mean the same in a heading; the first stands for all.
const SAME: &[&[&str]] = &[
    &["data", "information", "info", "details", "records"],
    &[
        "use",
        "uses",
        "used",
        "using",
        "process",
        "processes",
        "processed",
        "processing",
        "need",
        "needs",
        "needed",
        "handle",
        "handled",
    ],
    &[
        "collect",
        "collects",
        "collected",
        "collecting",
        "obtain",
        "obtained",
        "gather",
        "gathered",
        "receive",
        "received",
    ],
    &["share", "shared", "sharing", "shares", "disclose", "disclosed", "disclosure", "disclosures", "pass", "passed"],
    &[
        "keep",
        "kept",
        "keeping",
        "hold",
        "held",
        "holding",
        "store",
        "stored",
        "storing",
        "storage",
        "retain",
        "retained",
        "retention",
    ],
    &["type", "types", "kind", "kinds", "category", "categories", "class", "classes", "sort", "sorts"],
    &["basis", "bases", "ground", "grounds"],
    &["lawful", "legal", "lawfully"],
    &["purpose", "purposes", "reason", "reasons", "why"],
    &["who", "whom", "whose"],
    &["recipient", "recipients"],
    &["transfer", "transfers", "transferred", "transferring", "sent", "send"],
    &["overseas", "abroad", "international", "internationally"],
    &["condition", "conditions"],
    &["allowed", "allows", "permitted", "entitled"],
    &["decision", "decisions"],
    &["special", "sensitive"],
    &["uk", "kingdom"],
    &["source", "sources"],
    &["about", "regarding", "concerning", "relating"],
    &["contact", "contacting", "contacts"],
    &["long", "length"],
    &["subject", "subjects"],
];

/// Words that ask different things: headings with different ones are never near.
const ASKING: &[&str] = &["who", "what", "purpose", "how", "where", "long"];

pub(super) fn reduced(bare: &str) -> Reduced {
    let mut words = BTreeMap::new();
    let mut count = 0;
    for word in bare.split(' ').filter(|word| !word.is_empty() && !SILENT.contains(word)) {
        let same = SAME.iter().find(|group| group.contains(&word)).and_then(|group| group.first());
        *words.entry(same.copied().unwrap_or(word).to_owned()).or_insert(0) += 1;
        count += 1;
    }
    Reduced { words, count }
}

impl Reduced {
    /// How many words carry it.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The same for all headings that say the same.
    pub fn key(&self) -> String {
        self.words.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// The share of words, of 100, that both have.
    pub fn share(&self, other: &Reduced) -> usize {
        let asks = |word: &&&str| self.words.contains_key(**word) != other.words.contains_key(**word);
        if self.count + other.count == 0 || ASKING.iter().any(|word| asks(&word)) {
            return 0;
        }
        let both: usize =
            self.words.iter().map(|(word, times)| (*times).min(other.words.get(word).copied().unwrap_or(0))).sum();
        both * 200 / (self.count + other.count)
    }
}
