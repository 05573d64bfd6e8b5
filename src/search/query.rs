//! What stands in the search box, as it is understood.

use crate::domain::fold::fold;
use crate::search::leaf::{LeafId, named, numbered};

/// A query: every one of its terms must match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words that must occur somewhere, folded; a phrase in quotation marks is one.
    pub words: Vec<String>,
    /// The words that must not occur anywhere, folded.
    pub without: Vec<String>,
    /// Terms with a name before a colon.
    pub(super) named: Vec<Named>,
    /// Names before a colon that are no field; such terms are taken for words.
    pub unknown_fields: Vec<String>,
}

/// A term with a name before a colon, or its opposite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub not: bool,
    pub test: Test,
}

/// What a term with a name asks of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// One of these fields holds the text.
    Holds { leaves: Vec<LeafId>, text: String },
    /// Nothing is recorded in any of these fields, though the record asks for them.
    Missing(Vec<LeafId>),
    /// Somebody answered «none» in one of these fields.
    AnsweredNone(Vec<LeafId>),
    /// The next review is due in fewer days, overdue ones too.
    DueWithin(i64),
    /// The next review is due in more days.
    DueAfter(i64),
    /// The next review is overdue.
    Overdue,
    /// The privacy notice is older than the last change of the activity.
    OlderNotice,
    /// A rule with this number has an open finding.
    Rule(String),
}

impl Query {
    /// Reads what was typed. Nothing is refused: what cannot be understood is a word.
    pub fn read(text: &str) -> Query {
        let mut query = Query::default();
        for term in terms(text) {
            query.add(&term);
        }
        query
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.without.is_empty() && self.named.is_empty()
    }

    /// Whether it asks when activities changed, which only their history tells.
    pub fn asks_of_changes(&self) -> bool {
        self.named.iter().any(|named| named.test == Test::OlderNotice)
    }

    fn add(&mut self, term: &Term) {
        if let Some((name, value)) = &term.field {
            match test(name, value) {
                Ok(None) => return,
                Ok(Some(test)) => return self.named.push(Named { not: term.not, test }),
                Err(unknown) => self.unknown_fields.extend(unknown),
            }
        }
        let word = fold(&term.whole);
        if word.is_empty() {
            return;
        }
        if term.not { self.without.push(word) } else { self.words.push(word) }
    }
}

/// One term as it was typed.
struct Term {
    not: bool,
    /// Without the sign for «not» and without quotation marks.
    whole: String,
    /// What stands before and behind the first colon outside quotation marks.
    field: Option<(String, String)>,
}

/// Splits at white space outside quotation marks.
fn terms(text: &str) -> Vec<Term> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (term, behind) = first_term(rest);
        found.extend(term);
        rest = behind.trim_start();
    }
    found
}

fn first_term(text: &str) -> (Option<Term>, &str) {
    let mut term = Term { not: false, whole: String::new(), field: None };
    let mut quoted = false;
    let mut characters = text.chars();
    for character in characters.by_ref() {
        match character {
            '"' | '“' | '”' => quoted = !quoted,
            _ if quoted => term.push(character),
            _ if character.is_whitespace() => break,
            '-' | '−' if term.whole.is_empty() && !term.not => term.not = true,
            ':' if term.field.is_none() && is_name(&term.whole) => {
                term.field = Some((term.whole.clone(), String::new()));
                term.whole.push(':');
            }
            _ => term.push(character),
        }
    }
    let says_something = !term.whole.trim().is_empty();
    (says_something.then_some(term), characters.as_str())
}

impl Term {
    fn push(&mut self, character: char) {
        self.whole.push(character);
        if let Some((_, value)) = &mut self.field {
            value.push(character);
        }
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.chars().all(|character| character.is_alphanumeric() || "._-".contains(character))
}

/// What a name and a value ask for: nothing yet while the value is still to be typed; the name given back where it is unknown,
/// or nothing where the term is no name and value at all, such as a web address.
fn test(name: &str, value: &str) -> Result<Option<Test>, Option<String>> {
    let name = name.to_lowercase().replace('-', "_");
    let value = fold(value);
    let leaves = named(&name);
    let ours = ["missing", "none", "rule"].contains(&name.as_str());
    if leaves.is_empty() && !ours {
        let address = value.starts_with("//") || value.is_empty();
        return Err((!address).then_some(name));
    }
    if value.is_empty() || ["<", ">", "<=", ">="].contains(&value.as_str()) {
        return Ok(None);
    }
    let test = match name.as_str() {
        "missing" => Test::Missing(fields_named(&value)?),
        "none" => Test::AnsweredNone(fields_named(&value)?),
        "rule" => Test::Rule(value),
        "notice" if value == "older" => Test::OlderNotice,
        "due" | "review" | "next_review" => due(&value).unwrap_or(Test::Holds { leaves, text: value }),
        _ => Test::Holds { leaves, text: value },
    };
    Ok(Some(test))
}

/// The fields that are meant where it is asked whether anything is recorded: a group of that name as a whole comes first.
fn fields_named(value: &str) -> Result<Vec<LeafId>, Option<String>> {
    let name = value.replace(['-', ' '], "_");
    let group: Vec<LeafId> = numbered().filter(|(_, leaf)| leaf.spec.whole == name).map(|(number, _)| number).collect();
    let leaves = if group.is_empty() { named(&name) } else { group };
    if leaves.is_empty() { Err(Some(value.to_owned())) } else { Ok(leaves) }
}

fn due(value: &str) -> Option<Test> {
    if value == "overdue" {
        return Some(Test::Overdue);
    }
    let (test, days): (fn(i64) -> Test, &str) = match value.strip_prefix('<') {
        Some(days) => (Test::DueWithin, days),
        None => (Test::DueAfter, value.strip_prefix('>')?),
    };
    let (inclusive, days) = days.strip_prefix('=').map_or((0, days), |days| (1, days));
    let days: i64 = days.trim().parse::<u32>().ok()?.into();
    Some(if value.starts_with('<') { test(days + inclusive) } else { test(days - inclusive) })
}
