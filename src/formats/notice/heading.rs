//! Which section a heading opens. The words are data (`data/import/notice_headings.json`); a heading is found by its very words,
//! by words that say the same, or by words that are near.

use crate::domain::fold::fold;
use crate::formats::notice::document::numbered;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

mod cues;
mod reduced;

pub(super) use cues::by_cue;
use reduced::{Reduced, reduced};

/// What a section of a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Topic {
    /// The nature of the work, in prose.
    Description,
    /// Why data are used.
    Purposes,
    /// Which kinds of data.
    Data,
    /// Special categories of data.
    Special,
    /// Criminal offence data.
    Criminal,
    /// Conditions for special categories.
    Conditions,
    /// Lawful bases.
    Basis,
    /// Whose data.
    Subjects,
    /// With whom data are shared.
    Recipients,
    /// How long data are kept.
    Retention,
    /// Data outside the United Kingdom.
    Transfers,
    /// Where data come from.
    Sources,
    /// Decisions by computers.
    Automated,
    /// How to reach the team.
    Contact,
    /// How data are kept safe.
    Security,
    /// Who the controller is.
    About,
    /// The date of the notice.
    Dated,
    /// `Purpose 1` of the register before 2013.
    Entry,
    /// A further activity within a notice, such as cameras.
    Further,
    /// Rights, complaints, cookies: nothing that a record keeps.
    Other,
}

/// How sure a heading opens its section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    /// Words that are near.
    Near,
    /// Words that say the same.
    Alias,
    /// The very words.
    Words,
}

/// The share of words, of 100, that two headings must have in common to be near.
const NEAR: usize = 74;

/// Longer headings are none.
const MOST_WORDS: usize = 24;

/// The section that a heading opens, and how sure.
pub(super) fn topic(heading: &str) -> Option<(Topic, By)> {
    let bare = bare(heading);
    if bare.split_whitespace().count() > MOST_WORDS || bare.is_empty() {
        return None;
    }
    let reduced = reduced(&bare);
    known(&bare, &reduced).or_else(|| {
        let near = TABLE.near.iter().map(|(known, topic)| (known.share(&reduced), *topic));
        let (share, topic) = near.max_by_key(|(share, _)| *share)?;
        (share >= NEAR).then_some((topic, By::Near))
    })
}

/// The section of a heading that stands in the table, or says the same as one there.
fn known(bare: &str, reduced: &Reduced) -> Option<(Topic, By)> {
    if is_entry(bare) {
        return Some((Topic::Entry, By::Words));
    }
    if let Some(topic) = TABLE.words.get(bare) {
        return Some((*topic, By::Words));
    }
    TABLE.reduced.get(&reduced.key()).map(|topic| (*topic, By::Alias))
}

/// As [`topic`], without headings that are only near.
fn certain(heading: &str) -> Option<(Topic, By)> {
    let bare = bare(heading);
    let short = !bare.is_empty() && bare.split_whitespace().count() <= MOST_WORDS;
    short.then(|| known(&bare, &reduced(&bare))).flatten()
}

/// Whether a line is a heading wherever it stands.
pub(super) fn is_certain(line: &str) -> bool {
    let short = line.split_whitespace().count();
    if short > MOST_WORDS || line.ends_with(['.', ',', ';']) {
        return false;
    }
    match certain(line) {
        Some((_, By::Words)) => true,
        // `We use your data to:` says the same as a heading, and leads a list in.
        Some((topic, By::Alias)) if topic != Topic::Contact => {
            short > 2 && line.starts_with(char::is_uppercase) && !is_sentence(line)
        }
        _ => false,
    }
}

/// Whether the words are those of a sentence about us.
pub(super) fn is_sentence(line: &str) -> bool {
    let folded = fold(line);
    ["we ", "i ", "the council ", "this ", "it ", "none ", "no ", "not ", "yes "]
        .iter()
        .any(|start| folded.starts_with(start))
}

/// A heading that stands before its words in one paragraph: `Transfers: None`, `Why we are allowed to use your data Legal
/// obligation`. The heading, and the words behind it.
pub(super) fn run_in(text: &str) -> Option<(&str, &str)> {
    if certain(text).is_some() {
        return None;
    }
    if let Some((heading, rest)) = text.split_once(": ").or_else(|| text.split_once(':'))
        && !rest.trim().is_empty()
        && heading.split_whitespace().count() <= MOST_WORDS
        && let Some((topic, _)) = certain(heading)
        && !matches!(topic, Topic::Contact | Topic::Further | Topic::Entry | Topic::Other | Topic::Security)
        && heading.starts_with(char::is_uppercase)
    {
        return Some((heading, rest.trim()));
    }
    let mut words = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        if letter != ' ' {
            continue;
        }
        words += 1;
        let capital = letters.peek().is_some_and(|(_, next)| next.is_uppercase());
        if words > 14 {
            return None;
        }
        let behind_sentence = text.get(..place).is_some_and(|before| before.ends_with('.'));
        if words < 5 || !capital || behind_sentence {
            continue;
        }
        let (heading, rest) = text.split_at_checked(place)?;
        if TABLE.words.contains_key(&bare(heading)) {
            return Some((heading, rest.trim()));
        }
    }
    None
}

/// `Purpose 1` and its like.
pub(super) fn is_entry(bare: &str) -> bool {
    let number = bare.strip_prefix("purpose ").map(|rest| rest.trim_start_matches("no ").trim_start_matches("number "));
    number.is_some_and(|number| {
        !number.is_empty() && number.len() < 4 && number.chars().all(|letter| letter.is_ascii_digit())
    })
}

/// A heading as it is compared: folded, without its number and signs.
pub(super) fn bare(heading: &str) -> String {
    let heading = heading.trim();
    let heading = numbered(heading).filter(|rest| !rest.is_empty()).unwrap_or(heading);
    let folded = fold(heading).replace('&', " and ");
    let plain: String = folded.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The table, ready for looking up.
struct Table {
    words: HashMap<String, Topic>,
    reduced: HashMap<String, Topic>,
    near: Vec<(Reduced, Topic)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File =
        serde_json::from_str(include_str!("../../../data/import/notice_headings.json")).unwrap_or_default();
    let mut table = Table { words: HashMap::new(), reduced: HashMap::new(), near: Vec::new() };
    for section in file.sections {
        for heading in section.headings {
            let bare = bare(&heading);
            let reduced = reduced(&bare);
            table.words.entry(bare).or_insert(section.topic);
            if reduced.len() > 1 {
                table.reduced.entry(reduced.key()).or_insert(section.topic);
            }
            if reduced.len() > 2 {
                table.near.push((reduced, section.topic));
            }
        }
    }
    table
});

/// The file of headings.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "as_of")]
    _as_of: String,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    topic: Topic,
    headings: Vec<String>,
}
