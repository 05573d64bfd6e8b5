//! The words that officers read: plain, without blame, in UK English; and every message is there, used, and given its parts.

mod source;

use crate::story::{SAMPLE, Story};
use ropa::app::Msg;
use ropa::app::command::COMMANDS;
use ropa::app::keymap::KEYMAP;
use ropa::domain::activity::Activity;
use ropa::domain::check::RULES;
use ropa::domain::field::Fielded;
use ropa::domain::field::rows::{Column, columns_of};
use ropa::domain::guide::guide;
use ropa::domain::line::Line;
use ropa::domain::organisation::{Organisation, OwnTerm};
use ropa::domain::readiness::{COUNTERS, QUESTIONS};
use ropa::domain::transfer::Transfer;
use ropa::domain::vocabulary::{ListId, list};
use ropa::domain::words::catalogue;
use source::{Source, sources};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Words that the interface does not use: those of programmers, and those that blame.
const BANNED: [&str; 20] = [
    "commit", "write", "buffer", "sync", "dirty", "abort", "kill", "yank", "invalid", "null", "parse", "schema",
    "error", "errors", "failed", "please", "sorry", "fatal", "unable", "oops",
];

/// Where a word stands all the same, and why.
const ALLOWED: [(&str, &str); 2] = [
    // The word that stands in the file, on the line that is named.
    ("kind.null", "null"),
    // The name of what the command makes, in its help on the command line, for those who write programs.
    ("usage.schema", "schema"),
];

/// American spellings, by how they begin.
const AMERICAN: [&str; 20] = [
    "organiz",
    "recogniz",
    "authoriz",
    "summariz",
    "minimiz",
    "anonymiz",
    "pseudonymiz",
    "categoriz",
    "color",
    "center",
    "behavior",
    "favor",
    "honor",
    "labor ",
    "license d",
    "catalog ",
    "canceled",
    "analyz",
    "enrollment",
    "fulfill ",
];

/// Texts that are read at leisure, in the workbook, in help and on the command line; the others stand on the message line.
const AT_LEISURE: [&str; 8] = ["export.", "help.", "usage.", "cli.", "change.", "doctor.", "open.", "save."];

/// The most characters of a message: two lines of a window of 80 columns, less what its parts take.
const MOST: usize = 135;

/// Everything that officers read, by where it stands.
fn everything() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for (id, patterns) in catalogue() {
        all.extend(patterns.into_iter().map(|text| (id.to_owned(), text.to_owned())));
    }
    for entry in COMMANDS {
        all.push((format!("the title of {:?}", entry.action), entry.title.to_owned()));
        all.push((format!("the help of {:?}", entry.action), entry.help.to_owned()));
    }
    for binding in KEYMAP.iter().filter(|binding| !binding.hint.is_empty()) {
        all.push((format!("the hint of {:?}", binding.action), binding.hint.to_owned()));
    }
    for column in columns() {
        let spec = column.spec;
        for (what, text) in [("label", spec.label), ("help", spec.help), ("example", spec.example)] {
            all.push((format!("the {what} of {}", spec.id), text.to_owned()));
        }
    }
    for rule in RULES {
        let asked = rule.asks.iter().map(|ask| (format!("rule {}", rule.id), ask.sentence.to_owned()));
        all.extend(asked);
    }
    all.extend(QUESTIONS.iter().map(|question| (format!("question {}", question.id), question.words.to_owned())));
    all.extend(COUNTERS.iter().map(|counter| (format!("counter {}", counter.id), counter.words.to_owned())));
    for id in ListId::ALL {
        let list = list(*id);
        all.push((format!("the title of {}", id.key()), list.title.to_string()));
        for term in &list.terms {
            all.push((format!("a term of {}", id.key()), term.label.to_string()));
            all.extend(term.help.iter().map(|help| (format!("the help of {}", term.label), help.to_string())));
        }
    }
    for entry in &guide().entries {
        let words = [&entry.why, &entry.law, &entry.expects, &entry.record, &entry.good, &entry.weak, &entry.because];
        all.extend(words.map(|text| (format!("the guide of {}", entry.field), text.to_string())));
    }
    all.extend(guide().doubts.iter().map(|doubt| (format!("the doubt {}", doubt.id), doubt.words.to_string())));
    let sources = guide().sources.iter().flat_map(|source| [(&source.id, &source.title), (&source.id, &source.place)]);
    all.extend(sources.map(|(id, text)| (format!("the source {id}"), text.to_string())));
    all.retain(|(_, text)| !text.is_empty());
    all
}

fn columns() -> Vec<Column> {
    [
        columns_of(Activity::fields()),
        columns_of(Line::fields()),
        columns_of(Transfer::fields()),
        columns_of(Organisation::fields()),
        columns_of(OwnTerm::fields()),
    ]
    .concat()
}

#[test]
fn no_word_blames_or_belongs_to_programmers() {
    let mut found = Vec::new();
    for (place, text) in everything() {
        let lower = text.to_lowercase();
        let words: HashSet<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
        let bad = BANNED.iter().filter(|word| words.contains(**word));
        found.extend(
            bad.filter(|word| !ALLOWED.contains(&(place.as_str(), **word)))
                .map(|word| format!("{place}: ‘{word}’ in {text}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn spelling_is_that_of_the_united_kingdom() {
    let found: Vec<_> = everything()
        .into_iter()
        .filter(|(_, text)| AMERICAN.iter().any(|wrong| text.replace("NO_COLOR", "").to_lowercase().contains(wrong)))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn sentences_are_calm_and_quotes_are_curly() {
    let mut found = Vec::new();
    for (place, text) in everything() {
        // The sign before what is to be fixed stands first and is no mark of excitement.
        let prose = text.strip_prefix("! ").unwrap_or(&text);
        // The words of the file, as they stand in it, are in the file's own quotes.
        let of_the_file = ["read.", "usage."].iter().any(|start| place.starts_with(start));
        let straight = prose.contains('\'') || (prose.contains('"') && !of_the_file);
        let doubled = prose.contains('“') || prose.contains('”') || (prose.contains("  ") && !of_layout(&place));
        if prose.contains('!') || straight || doubled {
            found.push(format!("{place}: {text}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a message sets words out in columns.
fn of_layout(place: &str) -> bool {
    ["frame.", "browse.count", "changed.", "help.key", "usage.", "show.", "history."]
        .iter()
        .any(|start| place.starts_with(start))
}

#[test]
fn titles_and_labels_are_in_sentence_case() {
    let names = [
        "Article",
        "Schedule",
        "Annex",
        "Excel",
        "CSV",
        "UK",
        "GDPR",
        "DPA",
        "DPIA",
        "DPO",
        "ICO",
        "ID",
        "IT",
        "United",
        "Kingdom",
        "Ropa",
        "Act",
        "Data",
        "Protection",
        "Freedom",
        "Information",
        "EIR",
        "Welsh",
        "Children’s",
    ];
    let titles = COMMANDS.iter().map(|entry| entry.title);
    let hints = KEYMAP.iter().map(|binding| binding.hint).filter(|hint| !hint.is_empty());
    let labels: Vec<Column> = columns();
    let labels = labels.iter().map(|column| column.spec.label);
    for text in titles.chain(hints).chain(labels) {
        let mut words = text.split(' ');
        let first = words.next().unwrap_or_default();
        let begins = first.chars().next().is_some_and(|letter| letter.is_uppercase() || letter.is_numeric());
        assert!(begins, "{text:?} does not begin with a capital");
        for word in words {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            assert!(!capital || names.contains(&word), "{text:?} has a capital inside");
        }
    }
}

#[test]
fn messages_fit_two_lines_of_a_small_window() {
    let long: Vec<String> = catalogue()
        .filter(|(id, _)| !AT_LEISURE.iter().any(|start| id.starts_with(start)))
        .flat_map(|(id, patterns)| patterns.into_iter().map(move |text| (id, text)))
        .filter(|(_, text)| text.chars().count() > MOST)
        .map(|(id, text)| format!("{id}: {text}"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_message_line_shows_a_long_message_to_its_end() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    let words = "We could not save the register in the shared folder, as its drive is full. Press F9 to save elsewhere";
    story.tell(Msg::Tell(words.to_owned()));
    story.sees("We could not save the register").sees("Press F9 to save elsewhere");
}

#[test]
fn every_message_is_known_and_every_known_message_is_said() {
    let ids: BTreeSet<&str> = catalogue().map(|(id, _)| id).collect();
    let sources = sources();
    let mut unknown = Vec::new();
    for source in &sources {
        let said = source.calls("say").into_iter().filter_map(|call| call.first_literal());
        unknown.extend(said.filter(|id| !ids.contains(id.as_str())).map(|id| format!("{}: {id}", source.path)));
    }
    assert!(unknown.is_empty(), "said, but in no catalogue:\n{}", unknown.join("\n"));

    let literals: HashSet<&str> =
        sources.iter().flat_map(|source| source.literals.iter().map(String::as_str)).collect();
    let patterns: Vec<&str> =
        literals.iter().copied().filter(|text| text.contains('{') && text.contains('.')).collect();
    let dead: Vec<&&str> = ids
        .iter()
        .filter(|id| !literals.contains(**id) && !patterns.iter().any(|pattern| is_built(id, pattern, &literals)))
        .collect();
    assert!(dead.is_empty(), "in the catalogue, but said nowhere:\n{dead:#?}");
}

/// Whether an id is made by a pattern such as `add.{field}` or `{id}.bare`, whose front must be an id's own beginning.
fn is_built(id: &str, pattern: &str, literals: &HashSet<&str>) -> bool {
    let (Some(open), Some(close)) = (pattern.find('{'), pattern.rfind('}')) else { return false };
    let (front, back) = (&pattern[..open], &pattern[close + 1..]);
    if front.is_empty() {
        let Some((start, rest)) = id.rsplit_once('.') else { return false };
        return literals.contains(start) && (back == format!(".{rest}") || pattern.ends_with("}.{number}"));
    }
    front.ends_with('.') && id.len() > front.len() + back.len() && id.starts_with(front) && id.ends_with(back)
}

#[test]
fn every_part_of_a_message_is_given_where_it_is_said() {
    let patterns: BTreeMap<&str, Vec<&str>> = catalogue().collect();
    let mut missing = Vec::new();
    for source in sources() {
        for call in source.calls("say") {
            let Some(id) = call.first_literal() else { continue };
            let given = call.literals();
            // Parts that stand in a list of their own are looked for in the file.
            let elsewhere = !call.text.contains("&[");
            let known_patterns = patterns.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
            // What has a singular is chosen by its count.
            let counted = (known_patterns.len() == 2).then_some("count");
            for part in known_patterns.iter().flat_map(|pattern| parts(pattern)).chain(counted) {
                let known = given.iter().any(|literal| literal == part)
                    || (elsewhere && source.literals.iter().any(|literal| literal == part));
                if !known {
                    missing.push(format!("{}: {id} is not given its {part}", source.path));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_singular_of_a_message_names_nothing_else() {
    for (id, patterns) in catalogue().filter(|(_, patterns)| patterns.len() == 2) {
        let of = |pattern| parts(pattern).into_iter().filter(|part| *part != "count").collect::<BTreeSet<_>>();
        assert!(of(patterns[0]).is_subset(&of(patterns[1])), "{id} has other parts in the singular");
    }
}

/// The named parts of a pattern.
fn parts(pattern: &str) -> Vec<&str> {
    pattern.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn no_message_stands_twice_in_the_catalogue() {
    let text = include_str!("../data/messages/en-GB.json");
    let mut seen = HashSet::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("  \"")) {
        let id = line.split('"').next().unwrap();
        assert!(seen.insert(id), "{id} stands twice");
    }
    assert_eq!(seen.len(), catalogue().count());
}

#[test]
fn the_catalogue_stands_in_the_order_of_its_ids() {
    let text = include_str!("../data/messages/en-GB.json");
    let ids = text.lines().filter_map(|line| line.strip_prefix("  \""));
    let ids: Vec<&str> = ids.filter_map(|line| line.split('"').next()).collect();
    let misplaced = ids.windows(2).find(|pair| pair[0] > pair[1]);
    assert!(misplaced.is_none(), "out of order: {misplaced:?}");
}

#[test]
fn the_linter_finds_what_it_looks_for() {
    let source =
        Source::of("x.rs", "fn f() { say(\"a.b\", &[(\"count\", \"1\")]); // say(\"no\")\n paper.say(1, \"x\"); }");
    let calls: Vec<String> = source.calls("say").iter().filter_map(|call| call.first_literal()).collect();
    assert_eq!(calls, ["a.b"]);
    assert_eq!(source.literals, ["a.b", "count", "1", "x"]);
    assert_eq!(parts("{a} and {b}"), ["a", "b"]);
    let known = HashSet::from(["standing.none"]);
    assert!(is_built("standing.none.bare", "{id}.bare", &known) && !is_built("gone.none.bare", "{id}.bare", &known));
    assert!(is_built("add.lines", "add.{field}", &known) && !is_built("adds", "add.{field}", &known));
}
