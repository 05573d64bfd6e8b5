//! The words of a register: the program's lists and the organisation's own terms together.

use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Vocabulary;
use ropa::domain::vocabulary::{ListId, list};
use serde_json::json;

fn lexicon() -> Lexicon {
    let vocabulary: Vocabulary = serde_json::from_value(json!({
        "recipients": [
            { "label": "Anytown Community Trust", "aliases": ["ACT"], "kind": "processor", "country": "US", "agreement": "C-1", "ends_on": "2027-03-31" },
            { "label": "Our cloud firms", "aliases": ["IT and cloud suppliers"] },
            { "aliases": ["nobody"] },
            { "label": "schools", "kind": "controller" }
        ],
        "data_classes": [{ "label": "EHCP data", "aliases": ["Health needs"], "notes": "Plans for education, health and care" }]
    }))
    .expect("a vocabulary");
    Lexicon::of(&vocabulary)
}

#[test]
fn words_are_known_however_they_are_spelt() {
    let lexicon = lexicon();
    let cases = [
        ("Data processors", Some("Data processors")),
        ("  data   PROCESSORS ", Some("Data processors")),
        ("Anytown Community Trust", Some("Anytown Community Trust")),
        ("act", Some("Anytown Community Trust")),
        ("ÁCT", Some("Anytown Community Trust")),
        ("IT and cloud suppliers", Some("Our cloud firms")),
        ("Schools", Some("schools")),
        ("SCHOOLS", Some("schools")),
        ("nobody", None),
        ("", None),
        ("A firm nobody knows", None),
    ];
    for (words, label) in cases {
        let known = lexicon.known(ListId::Recipients, words);
        assert_eq!(known.map(|known| known.label), label, "{words}");
    }
}

#[test]
fn an_own_term_that_names_a_listed_one_means_the_same() {
    let lexicon = lexicon();
    for words in ["EHCP data", "ehcp DATA", "Health needs", "health needs"] {
        let known = lexicon.known(ListId::DataClasses, words).expect(words);
        assert_eq!(known.label, "EHCP data");
        assert_eq!(known.term.and_then(|term| term.implies_special.as_deref()), Some("health"), "{words}");
    }
}

#[test]
fn an_own_recipient_brings_its_kind_country_and_agreement() {
    let lexicon = lexicon();
    let known = lexicon.known(ListId::Recipients, "ACT").expect("the trust");
    assert_eq!((known.kind(), known.country(), known.agreement()), (Some("processor"), Some("US"), Some("C-1")));
    assert_eq!(known.ends_on().map(|day| day.to_string()).as_deref(), Some("2027-03-31"));
    let kinds = [
        ("act", Some("processor")),
        ("Our cloud firms", Some("processor")),
        ("Schools", Some("controller")),
        ("Commissioned services", Some("processor-or-controller")),
        ("?", None),
    ];
    for (words, kind) in kinds {
        assert_eq!(lexicon.known(ListId::Recipients, words).and_then(|known| known.kind()), kind, "{words}");
    }
}

#[test]
fn a_code_has_its_label_and_an_unknown_code_is_shown_as_it_is() {
    let lexicon = lexicon();
    let cases = [
        (ListId::LawfulBases, "6(1)(e)", "Public task"),
        (ListId::Countries, "FR", "France"),
        (ListId::Countries, "XX", "XX"),
        (ListId::Mechanisms, "privacy-shield", "privacy-shield"),
    ];
    for (id, code, label) in cases {
        assert_eq!(lexicon.label(id, code), label);
    }
}

#[test]
fn a_picker_is_offered_every_term_once_with_what_the_register_stores() {
    let lexicon = lexicon();
    for &id in ListId::ALL {
        let options = lexicon.options(id);
        let own = options.iter().filter(|choice| choice.own).count();
        assert!(!options.is_empty(), "{id:?}");
        assert!(
            options.iter().skip_while(|choice| !choice.own).all(|choice| choice.own),
            "own terms stand last in {id:?}"
        );
        for choice in &options {
            let meant = lexicon.known(id, &choice.value).unwrap_or_else(|| panic!("{id:?} {}", choice.value));
            assert_eq!(meant.label, &*choice.label, "{id:?}");
        }
        let renamed = match id {
            ListId::Recipients => 2,
            ListId::DataClasses => 1,
            _ => 0,
        };
        assert_eq!(options.len(), list(id).terms.len() + own - renamed, "{id:?}");
    }
    let values = |id| lexicon.options(id).into_iter().map(|choice| choice.value.to_string()).collect::<Vec<_>>();
    assert!(values(ListId::LawfulBases).contains(&"6(1)(e)".to_owned()));
    assert!(values(ListId::SpecialCategories).contains(&"Health".to_owned()));
    let own = lexicon.options(ListId::DataClasses).into_iter().find(|choice| choice.own).expect("the own class");
    assert_eq!(own.help.as_deref(), Some("Plans for education, health and care"));
    assert_eq!(own.aliases, ["Health needs".into()]);
    let shown_only = lexicon.options(ListId::Subjects).into_iter().filter(|choice| !choice.selectable).count();
    assert_eq!(shown_only, 1);
}
