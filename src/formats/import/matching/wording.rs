//! What headings are called: the fields' own words, the regulator's, and the wordings that councils use, found by their plain form.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::activity::Activity;
use crate::domain::field::Fielded;
use crate::domain::fold::fold;
use crate::domain::line::Line;
use crate::formats::import::brought::MatchedBy;
use crate::formats::regulator_template::LAYOUTS;

use super::target::target;

/// The field that a heading names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// The id of the field; none for a heading that is known to have none in the register.
    pub field: Option<&'static str>,
    /// What made it so.
    pub by: MatchedBy,
    /// How sure that is, of 100.
    pub confidence: u8,
}

/// The field that a heading names in words that are known, however it is spaced, numbered or bracketed.
pub(crate) fn named(heading: &str) -> Option<Named> {
    let whole = plain(heading);
    if whole.is_empty() {
        return None;
    }
    if let Some(named) = WORDINGS.exact.get(&whole) {
        return Some(*named);
    }
    let bare = plain(&without_brackets(heading));
    let forms = [bare.as_str(), without_number(&whole), without_number(&bare)];
    let found = forms.into_iter().filter(|form| !form.is_empty()).find_map(|form| WORDINGS.exact.get(form));
    let found = found.or_else(|| {
        let forms = [whole.as_str(), bare.as_str(), without_number(&bare)];
        forms.into_iter().find_map(|form| WORDINGS.without_fillers.get(&without_fillers(form)).and_then(Option::as_ref))
    });
    found.map(|named| Named { confidence: named.confidence.min(90), ..*named })
}

/// Every known wording in its plain form with its field.
pub(super) fn wordings() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    WORDINGS.exact.iter().map(|(words, named)| (words.as_str(), named.field))
}

/// The regulator's heading as it is looked up, with the field that fills its column in `data/regulator_template.json`.
pub(crate) fn of_template(layout: &str) -> Vec<(String, &'static str)> {
    let columns = LAYOUTS.iter().filter(|known| &*known.id == layout).flat_map(|known| &known.columns);
    columns.map(|column| (plain(&column.heading), &*column.field)).collect()
}

/// The form in which headings are compared: folded, letters and digits only, `ae` as `a` where an umlaut may be meant.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for letter in fold(&parted(text)).chars() {
        match letter {
            _ if letter.is_alphanumeric() || matches!(letter, '#' | '°') => plain.push(letter),
            '&' => plain.push_str(" and "),
            _ => plain.push(' '),
        }
    }
    let words: Vec<String> = plain.split_whitespace().map(without_umlaut).collect();
    words.join(" ")
}

/// `dataSubjects` as `data Subjects`: software writes headings as one word.
fn parted(text: &str) -> Cow<'_, str> {
    let is_one_word = !text.contains(char::is_whitespace) && text.contains(char::is_lowercase);
    if !is_one_word {
        return Cow::Borrowed(text);
    }
    let mut parted = String::new();
    let mut after_small = false;
    for letter in text.chars() {
        if after_small && letter.is_uppercase() {
            parted.push(' ');
        }
        after_small = letter.is_lowercase();
        parted.push(letter);
    }
    Cow::Owned(parted)
}

/// `empfaenger` as `empfanger`; the same is done to every wording, so that it does not matter where no umlaut is meant.
fn without_umlaut(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("ss", "s")
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let kept = text.chars().filter(|letter| match letter {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// Without the `1`, `a`, `q12` or `column a` that numbers a heading.
fn without_number(plain: &str) -> &str {
    let rest = plain.strip_prefix("column ").or_else(|| plain.strip_prefix("question ")).unwrap_or(plain);
    let Some((first, behind)) = rest.split_once(' ') else {
        return plain;
    };
    let digits =
        first.trim_start_matches(['q', 'a', 'b', 'c', 'd', 'e', 'f']).chars().all(|letter| letter.is_ascii_digit());
    if digits && first.chars().count() <= 4 { behind } else { plain }
}

/// Words that say nothing of which field is meant.
pub(super) const FILLERS: [&str; 40] = [
    "the",
    "of",
    "for",
    "to",
    "a",
    "an",
    "any",
    "please",
    "your",
    "our",
    "is",
    "are",
    "do",
    "does",
    "we",
    "you",
    "they",
    "it",
    "in",
    "on",
    "and",
    "or",
    "if",
    "applicable",
    "possible",
    "this",
    "that",
    "which",
    "details",
    "list",
    "relevant",
    "gdpr",
    "uk",
    "n",
    "y",
    "specify",
    "state",
    "all",
    "been",
    "has",
];

fn without_fillers(plain: &str) -> String {
    let words: Vec<&str> = plain.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    words.join(" ")
}

struct Wordings {
    exact: HashMap<String, Named>,
    /// None where two fields have one wording when the fillers are taken out.
    without_fillers: HashMap<String, Option<Named>>,
}

static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| {
    let mut exact: HashMap<String, Named> = HashMap::new();
    for (field, headings) in ALIASES.iter() {
        for heading in headings {
            let named = Named { field: *field, by: MatchedBy::Alias, confidence: 95 };
            exact.entry(plain(heading)).or_insert(named);
        }
    }
    let own = own_words().chain(template_words());
    for (words, field) in own {
        let named = Named { field, by: MatchedBy::Words, confidence: 100 };
        let standing = exact.entry(plain(&words)).or_insert(named);
        if standing.field == field {
            *standing = named;
        }
    }
    let mut shorter: HashMap<String, Option<Named>> = HashMap::new();
    for (words, named) in &exact {
        let short = without_fillers(words);
        let standing = shorter.entry(short).or_insert(Some(*named));
        if standing.is_some_and(|standing| standing.field != named.field) {
            *standing = None;
        }
    }
    shorter.remove("");
    Wordings { exact, without_fillers: shorter }
});

/// The labels and ids of our own fields.
fn own_words() -> impl Iterator<Item = (String, Option<&'static str>)> {
    let of_activity = Activity::fields().iter().map(|field| (field.spec.id, field.spec.label));
    let of_line = Line::fields().iter().map(|field| (field.spec.id, field.spec.label));
    let fields = of_activity.chain(of_line).filter(|(id, _)| target(id).is_some());
    fields.flat_map(|(id, label)| [(id.to_owned(), Some(id)), (label.to_owned(), Some(id))])
}

/// The regulator's headings, by the field that they go to here.
fn template_words() -> impl Iterator<Item = (String, Option<&'static str>)> {
    let columns = LAYOUTS.iter().flat_map(|layout| &layout.columns);
    columns.map(|column| (column.heading.to_string(), target_of_template(&column.field)))
}

/// The field here that a column of the regulator's sheets goes to; none for what is worked out from other columns.
fn target_of_template(field: &str) -> Option<&'static str> {
    let id = match field {
        "personal_data" => "data_classes",
        "processor_contracts" => "agreements",
        "countries" => "transfers",
        "exceptional_safeguards" => "transfers.safeguards",
        "security" => "security_measures",
        "article9" => "article9_conditions",
        "legitimate_interests" => "legitimate_interests.interests",
        "lia_link" => "legitimate_interests.assessment",
        "automated_decisions" | "profiling" => "automated_decisions.level",
        "dpia_required" => "dpia.required",
        "dpia_progress" => "dpia.progress",
        "dpia_link" => "dpia.link",
        "breach" => "breach.occurred",
        "breach_link" => "breach.link",
        "schedule1" => "schedule1_conditions",
        "schedule1_basis" => "lawful_bases",
        "policy_document" => "appropriate_policy_document.link",
        "policy_followed" => "appropriate_policy_document.followed",
        "policy_reasons" => "appropriate_policy_document.reason",
        "controllers" => "processor_record.controllers",
        "categories_of_processing" => "processor_record.categories_of_processing",
        "controller_contract" => "processor_record.contract",
        "legal_basis" => "law_enforcement.legal_basis",
        other => other,
    };
    target(id).map(|target| target.id)
}

/// The wordings of `data/import/headings.json`.
static ALIASES: LazyLock<Vec<(Option<&'static str>, Vec<String>)>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct File {
        fields: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        field: String,
        headings: Vec<String>,
    }
    let file: File = serde_json::from_str(include_str!("../../../../data/import/headings.json"))
        .unwrap_or(File { fields: Vec::new() });
    let entries = file.fields.into_iter();
    entries.map(|entry| (target(&entry.field).map(|target| target.id), entry.headings)).collect()
});
