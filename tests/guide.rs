//! The field guide: complete, in line with the tables, citing only law that we were given, and open about doubts.

mod citations;

use crate::story::{SAMPLE, Story};
use citations::{cited, is_given};
use ropa::app::Screen;
use ropa::app::help::about_field::{about_field, every_field};
use ropa::app::help::topic::Topic;
use ropa::domain::check::RULES;
use ropa::domain::field::Spec;
use ropa::domain::guide::{Guidance, guidance, guide, name_of};
use ropa::domain::subject::{Place, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// Every field and every column, with what the guide says of it.
fn every_entry() -> Vec<(String, &'static Spec, &'static Guidance)> {
    let entries = every_field().into_iter().map(|(subject, place)| {
        let name = name_of(&subject, &place);
        let guidance = guidance(&name).unwrap_or_else(|| panic!("the guide says nothing of {name}"));
        (name, subject.column(&place).unwrap().spec, guidance)
    });
    entries.collect()
}

/// The words of an entry, by what they are.
fn words_of(entry: &Guidance) -> [(&'static str, &str); 8] {
    [
        ("why", &entry.why),
        ("law", &entry.law),
        ("expectation", &entry.expects),
        ("what to record", &entry.record),
        ("good example", &entry.good),
        ("weak example", &entry.weak),
        ("why it is weak", &entry.because),
        ("field", &entry.field),
    ]
}

/// The topic of a field as help shows it.
fn topic(name: &str) -> Topic {
    let (subject, place) = every_field().into_iter().find(|(subject, place)| name_of(subject, place) == name).unwrap();
    about_field(&subject, &place).unwrap()
}

/// The paragraphs under one heading of a topic.
fn under(topic: &Topic, heading: &str) -> Vec<String> {
    topic.parts.iter().filter(|part| part.heading == heading).flat_map(|part| part.body.clone()).collect()
}

#[test]
fn every_field_and_column_has_an_entry_with_all_its_parts() {
    let mut lacking = Vec::new();
    for (name, _, entry) in every_entry() {
        let empty = words_of(entry).into_iter().filter(|(_, text)| text.trim().is_empty());
        lacking.extend(empty.map(|(what, _)| format!("{name}: {what}")));
        lacking.extend(entry.sources().next().is_none().then(|| format!("{name}: sources")));
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn no_entry_stands_twice_or_for_a_field_that_there_is_not() {
    let fields: BTreeSet<String> = every_field().iter().map(|(subject, place)| name_of(subject, place)).collect();
    let mut named = BTreeSet::new();
    for entry in &guide().entries {
        assert!(fields.contains(&*entry.field), "there is no field {}", entry.field);
        assert!(named.insert(&*entry.field), "{} stands twice", entry.field);
    }
}

#[test]
fn what_an_entry_rests_on_and_doubts_is_known_and_everything_known_is_used() {
    let text =
        |part: &str| std::fs::read_to_string(format!("{}/data/guide/{part}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let sources: BTreeSet<&str> = guide().sources.iter().map(|source| &*source.id).collect();
    let doubts: BTreeSet<&str> = guide().doubts.iter().map(|doubt| &*doubt.id).collect();
    assert_eq!((sources.len(), doubts.len()), (guide().sources.len(), guide().doubts.len()), "an id stands twice");
    let mut named: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for file in std::fs::read_dir(format!("{}/data/guide", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let rows: Vec<serde_json::Value> = serde_json::from_str(&text(&file)).unwrap();
        for (row, list) in rows.iter().flat_map(|row| ["sources", "doubts"].map(|list| (row, list))) {
            let ids = row[list].as_array().into_iter().flatten();
            named.entry(list).or_default().extend(ids.map(|id| id.as_str().unwrap().to_owned()));
        }
    }
    let named = |list: &str| named[list].iter().map(String::as_str).collect::<BTreeSet<_>>();
    assert_eq!(named("sources"), sources);
    assert_eq!(named("doubts"), doubts);
}

#[test]
fn only_law_that_we_were_given_is_cited() {
    let mut strange = Vec::new();
    let mut found = 0;
    for (name, spec, entry) in every_entry() {
        let texts = words_of(entry).map(|(_, text)| text);
        let doubts = entry.doubts().into_iter().map(|doubt| &*doubt.words);
        let sources = entry.sources().map(|source| &*source.title);
        for text in texts.into_iter().chain(doubts).chain(sources).chain([spec.law]) {
            let citations = cited(text);
            found += citations.len();
            strange.extend(citations.into_iter().filter(|law| !is_given(law)).map(|law| format!("{name}: {law}")));
        }
    }
    for rule in RULES {
        let citations = cited(rule.law).into_iter().filter(|law| !is_given(law));
        strange.extend(citations.map(|law| format!("{}: {law}", rule.id)));
    }
    assert!(strange.is_empty(), "{strange:#?}");
    assert!(found > 300, "{found} citations: are they still found?");
}

#[test]
fn where_the_table_names_a_law_the_guide_does_not_say_that_there_is_none() {
    for (name, spec, entry) in every_entry() {
        let none = entry.law.starts_with("No law asks for") && !entry.law.contains("in the record");
        assert!(!none || cited(spec.law).is_empty(), "{name} rests on {} and the guide says: {}", spec.law, entry.law);
    }
}

#[test]
fn good_and_weak_examples_differ_and_are_no_echo_of_other_fields() {
    let mut seen: BTreeMap<(&str, &str), String> = BTreeMap::new();
    for (name, _, entry) in every_entry() {
        assert_ne!(entry.good, entry.weak, "{name}");
        if entry.good.starts_with("Left empty") {
            continue;
        }
        let before = seen.insert((&entry.why, &entry.record), name.clone());
        assert_eq!(before, None, "{name} says the same");
    }
}

/// The open doubts of DOMAIN.md section 11 by number: how the guide calls each, and the fields that it touches. What touches no
/// field of the register has none.
const DOUBTS: [(u8, &str, &str); 17] = [
    (
        1,
        "processor-template",
        "processor_record.controllers processor_record.controllers[].name processor_record.controllers[].contact \
         processor_record.categories_of_processing processor_record.contract",
    ),
    (2, "controller-template", "business_function"),
    (3, "regulator", "organisation.registration_number controller.registration_number privacy_notice.link"),
    (4, "article-30-4", "publish"),
    (5, "approvals", "transfers transfers[].country transfers[].mechanism transfers[].checked_on vocabulary[].country"),
    (6, "recognised-interests", "lawful_bases lawful_bases[].basis recognised_legitimate_interest"),
    (7, "article-22b", "automated_decisions.level automated_decisions.safeguards automated_decisions.condition"),
    (7, "transfer-articles", "transfers transfers[].mechanism transfers[].safeguards transfers[].assessment"),
    (8, "special-categories", "lines[].special_categories article9_conditions"),
    // What the regulator may demand by an information notice.
    (9, "", ""),
    (10, "dspt", "owner locations agreements[].ends_on"),
    (11, "accountability", "next_review last_reviewed lawful_bases article9_conditions consent_record locations"),
    (
        12,
        "retention-periods",
        "lines[].retention.period_months lines[].retention.trigger lines[].retention.permanent \
         lines[].retention.authority lines[].retention.action lines[].retention.text",
    ),
    (13, "function-headings", "business_function"),
    (14, "old-wordings", "lines[].data_classes lines[].special_categories lines[].criminal_offence_data"),
    (
        15,
        "schedule-1-names",
        "schedule1_conditions article10_route appropriate_policy_document.link law_enforcement.schedule8_conditions \
         organisation.appropriate_policy_documents[].conditions",
    ),
    (
        16,
        "where-possible",
        "lines[].retention.period_months lines[].retention.trigger lines[].retention.text security_measures \
         organisation.security_measures",
    ),
];

#[test]
fn every_open_doubt_stands_at_the_fields_that_it_touches() {
    let numbers: BTreeSet<u8> = DOUBTS.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=16).collect());
    for (number, id, fields) in DOUBTS.into_iter().filter(|(_, id, _)| !id.is_empty()) {
        let doubt = guide().doubts.iter().find(|doubt| &*doubt.id == id).unwrap_or_else(|| panic!("no doubt {id}"));
        for name in fields.split_whitespace() {
            let topic = topic(name);
            let told = under(&topic, "What is not certain");
            assert!(told.contains(&format!("Doubtful: {}", doubt.words)), "doubt {number} is not told of {name}");
        }
    }
    // Doubt 11 has two more halves: the table of rights, and what is asked for before an audit.
    for (id, name) in [("rights-table", "lawful_bases[].basis"), ("audit-requests", "reference")] {
        assert!(guidance(name).unwrap().doubts().iter().any(|doubt| &*doubt.id == id), "{id} is not told of {name}");
    }
}

#[test]
fn every_ask_of_every_rule_is_told_at_its_field_with_its_law() {
    for (rule, ask) in RULES.iter().flat_map(|rule| rule.asks.iter().map(move |ask| (rule, ask))) {
        let names = every_field().into_iter().filter(|(subject, place)| leads(subject, place, ask.field, ask.column));
        let mut told = 0;
        for (subject, place) in names {
            told += 1;
            let checks = under(&about_field(&subject, &place).unwrap(), "What the checks ask");
            let words = ropa::domain::words::without_parts(ask.sentence);
            let is_told = checks.iter().any(|line| {
                line.starts_with(&format!("{}: ", rule.id))
                    && line.contains(&words)
                    && line.ends_with(&format!("({})", rule.law))
            });
            assert!(is_told, "{} is not told of {}", rule.id, name_of(&subject, &place));
        }
        assert!(told > 0, "{} leads to no field: {}", rule.id, ask.field);
    }
    assert!(under(&topic("tags"), "What the checks ask").is_empty());
}

/// Whether a place is the one that an ask names.
fn leads(subject: &Subject, place: &Place, field: &str, column: Option<&str>) -> bool {
    let of_words = matches!(subject, Subject::Vocabulary(_));
    !of_words
        && match (place.cell, column) {
            (Some((_, cell)), _) if place.field == "lines" => cell == field,
            (Some((_, cell)), Some(column)) => place.field == field && cell == column,
            (Some(_), None) => false,
            (None, _) => place.field == field,
        }
}

#[test]
fn the_rights_that_follow_from_each_basis_are_told_where_a_basis_is_chosen() {
    for name in ["lawful_bases", "lawful_bases[].basis"] {
        let told = under(&topic(name), "The rights that follow from each basis");
        assert_eq!(told.len(), 7, "{told:#?}");
        assert!(told.contains(&"Public task: Erasure within limits; To object".to_owned()), "{told:#?}");
        assert!(told.contains(&"Legal obligation: none of those that depend on the basis".to_owned()), "{told:#?}");
    }
    assert!(under(&topic("lawful_bases[].reason"), "The rights that follow from each basis").is_empty());
}

#[test]
fn sources_that_were_not_read_say_so() {
    let told = under(&topic("purposes"), "Sources");
    assert!(
        told.iter().any(|source| source.starts_with("UK GDPR Article 30:") && !source.contains("knowledge")),
        "{told:#?}"
    );
    let unread =
        |source: &String| source.contains("its further paragraphs") && source.contains("from our own knowledge");
    assert!(told.iter().any(unread), "{told:#?}");
}

#[test]
fn a_long_guide_is_read_to_its_end_and_back_in_a_small_window() {
    for (columns, rows) in [(80, 24), (60, 16)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("'SC-01' Enter 3 F2 F1").sees("> Article 6 law").sees("More: press Right");
        let Some(Screen::Help(help)) = story.app.top() else { panic!("{}", story.screen()) };
        let lines = help.shown()[0].lines(story.app.size().help_text());
        let top = story.screen();
        let mut read = String::new();
        for _ in 0..40 {
            read.push_str(&story.screen());
            story.keys("Right");
        }
        for line in &lines {
            assert!(read.contains(line.text.as_str()), "{:?} is not to be read at {columns} by {rows}", line.text);
        }
        story.sees("Back: press Left").sees_no("More: press Right").sees(lines.last().unwrap().text.as_str());
        for _ in 0..40 {
            story.keys("Left");
        }
        assert_eq!(story.screen(), top);
    }
}

#[test]
fn the_guide_is_found_by_what_it_says() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story
        .keys("F1 'lunchtime choir'")
        .sees("> Why outside public t")
        .sees("Why outside public tasks (Article 6 lawful basis)");
}
