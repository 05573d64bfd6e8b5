//! What holds for every text.

use jiff::civil::date;
use proptest::prelude::*;
use ropa::domain::fold::fold;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::book::Cell;
use ropa::formats::import::cells::law::Context;
use ropa::formats::import::cells::{
    absence, automated, day, dpia, flag, law, mechanism, places, retention, sorted, terms,
};
use std::collections::HashSet;

/// Pieces of what officers write, in any order, so that the readers meet their own words in strange company.
fn officers_words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "6",
        "(",
        "1",
        ")",
        "e",
        "a",
        "Article",
        "Art.",
        " ",
        " ",
        " ",
        ",",
        ";",
        "\n",
        "• ",
        "- ",
        "–",
        "and",
        "or",
        "&",
        ".",
        "9",
        "2",
        "h",
        "Sch",
        "Part",
        "para",
        "DPA 2018",
        "Children Act 1989",
        "s.17",
        "consent",
        "not",
        "public task",
        "USA",
        "Ireland",
        "EEA",
        "None",
        "UK",
        "N/A",
        "years",
        "after",
        "DOB",
        "+",
        "current",
        "permanent",
        "until age",
        "12/03/2024",
        "March",
        "45000",
        "\"",
        "’",
        "\u{a0}",
        "ß",
        "İ",
        "e\u{301}",
        "\u{200b}",
        "🏛",
        "lit",
        "of the",
        "Act",
        "10",
        "official authority",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), officers_words(), "[ -~\n\t]{0,80}", "\\PC{0,60}"]
}

/// The words of a text: letters, folded, and without what only joins terms.
fn words(text: &str) -> HashSet<String> {
    let joints = ["and", "or", "etc", "und", "plus", "o"];
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.filter(|word| !joints.contains(word)).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_text_stops_a_reader(text in any_text()) {
        let today = date(2026, 11, 24);
        for context in [Context::Article6, Context::Article9, Context::Schedule1, Context::Prose] {
            let _ = law::read(&text, context);
        }
        let _ = (absence::read(&text), absence::beginning(&text), flag::read(&text), flag::beginning(&text), flag::ticked(&text));
        let _ = (day::read(&Cell::Text(text.as_str().into()), today), day::find(&text, today));
        let _ = (places::read(&text), mechanism::read(&text), mechanism::not_of_the_uk(&text), retention::read(&text));
        let _ = (dpia::required(&text), dpia::progress(&text, today), automated::level(&text));
        let _ = sorted::data(&terms::split(&text), &Lexicon::default());
    }

    #[test]
    fn splitting_and_joining_loses_no_word(text in any_text()) {
        for found in [terms::read(&text), terms::Terms { terms: terms::clauses(&text), leads: terms::read(&text).leads }] {
            let joined: Vec<String> = found.terms.iter().chain(&found.leads).map(|term| term.to_string()).collect();
            let kept = words(&joined.join("\n"));
            // A number or letter in front of a line is its bullet.
            let lost: Vec<String> = words(&text).into_iter().filter(|word| !kept.contains(word) && word.chars().count() > 4).collect();
            prop_assert!(lost.is_empty(), "{lost:?} of {text:?}");
        }
    }

    #[test]
    fn no_term_stands_twice_and_none_is_empty(text in any_text()) {
        let found = terms::split(&text);
        let folded: HashSet<String> = found.iter().map(|term| fold(term)).collect();
        prop_assert_eq!(folded.len(), found.len());
        prop_assert!(found.iter().all(|term| term.trim() == &**term && term.chars().any(char::is_alphanumeric)));
    }

    #[test]
    fn the_words_of_every_code_stand_in_the_text(text in any_text()) {
        let one_line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for context in [Context::Article6, Context::Article9, Context::Schedule1, Context::Prose] {
            let law = law::read(&text, context);
            for found in law.bases.iter().chain(&law.article9).chain(&law.schedule1) {
                prop_assert!(!found.words.is_empty() && one_line.contains(&*found.words), "{found:?} of {text:?}");
            }
            for power in &law.powers {
                prop_assert!(!power.is_empty() && one_line.contains(&**power), "{power:?} of {text:?}");
            }
        }
        for country in places::read(&text).countries {
            prop_assert!(!country.words.is_empty(), "{country:?}");
        }
    }

    #[test]
    fn law_gives_back_every_word_that_it_did_not_take(text in any_text()) {
        let law = law::read(&text, Context::Article6);
        let found = law.bases.iter().chain(&law.article9).chain(&law.schedule1).map(|found| found.words.to_string());
        let article10 = law.article10.iter().map(|found| found.words.to_string());
        let others = law.powers.iter().map(|power| power.to_string()).chain([law.rest.to_string()]);
        let kept = words(&found.chain(article10).chain(others).collect::<Vec<_>>().join("\n"));
        let fillers = ["article", "articles", "gdpr", "ukgdpr", "dsgvo", "lawful", "legal", "basis", "bases", "condition", "conditions",
            "under", "schedule", "both", "also", "consent", "processing", "necessary", "public", "task", "official", "authority", "2018"];
        let lost: Vec<String> = words(&text)
            .into_iter()
            .filter(|word| !kept.contains(word) && word.chars().count() > 4 && !fillers.contains(&word.as_str()))
            .collect();
        prop_assert!(lost.is_empty(), "{lost:?} of {text:?}");
    }

    #[test]
    fn retention_keeps_its_words(text in any_text()) {
        match retention::read(&text) {
            Some(kept) => prop_assert_eq!(kept.retention.text.as_deref(), Some(text.trim())),
            None => prop_assert!(text.trim().is_empty()),
        }
    }
}
