//! The vocabularies as lists: whole, without doubles, every reference finding its term.

use std::collections::{BTreeSet, HashMap};

use ropa::domain::fold::{fold, same_term};
use ropa::domain::term::Term;
use ropa::domain::vocabulary::{ListId, list, regulator};

#[test]
fn every_list_is_read_whole() {
    for id in ListId::ALL {
        let list = list(*id);
        assert!(!list.terms.is_empty(), "{} could not be read", id.key());
        assert!(!list.title.is_empty(), "{} has no title", id.key());
        assert_eq!(list.id, *id);
        assert_eq!(ListId::from_key(id.key()), Some(*id));
        assert!(list.as_of.parse::<jiff::civil::Date>().is_ok(), "{}", id.key());
    }
    assert_eq!(ListId::from_key("nothing"), None);
}

#[test]
fn every_file_in_the_folder_is_a_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/vocabulary");
    let files: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let lists: BTreeSet<String> = ListId::ALL.iter().map(|id| format!("{}.json", id.key())).collect();
    assert_eq!(files, lists);
}

#[test]
fn the_lists_are_as_long_as_the_law_has_them() {
    for (id, count) in [
        (ListId::LawfulBases, 7),
        (ListId::RecognisedLegitimateInterests, 5),
        (ListId::SpecialCategories, 9),
        (ListId::CriminalOffenceData, 4),
        (ListId::Article9Conditions, 10),
        (ListId::Schedule1Conditions, 36),
        (ListId::Schedule8Conditions, 9),
        (ListId::Article10Routes, 2),
        (ListId::Mechanisms, 20),
        (ListId::Countries, 249 + 4),
        (ListId::DataClasses, 34),
        (ListId::Subjects, 34),
        (ListId::Recipients, 50),
        (ListId::RecipientKinds, 8),
        (ListId::Purposes, 22),
        (ListId::BusinessFunctions, 25),
        (ListId::StatutoryPowers, 24),
        (ListId::SecurityMeasures, 26),
        (ListId::AutomatedDecisionLevels, 5),
        (ListId::Sources, 16),
        (ListId::Roles, 3),
        (ListId::Regimes, 2),
        (ListId::Statuses, 4),
        (ListId::DpiaRequired, 3),
        (ListId::DpiaProgress, 7),
        (ListId::RetentionPeriods, 17),
        (ListId::AgreementRoles, 3),
        (ListId::Rights, 10),
        (ListId::Marks, 3),
    ] {
        assert_eq!(list(id).terms.len(), count, "{}", id.key());
    }
}

#[test]
fn no_wording_means_two_terms_of_a_list() {
    for id in ListId::ALL {
        let list = list(*id);
        let mut owners: HashMap<String, usize> = HashMap::new();
        for (position, term) in list.terms.iter().enumerate() {
            assert!(!term.label.is_empty(), "{} term {position}", id.key());
            for words in own_words(term) {
                let owner = *owners.entry(fold(words)).or_insert(position);
                assert_eq!(owner, position, "{}: \"{words}\"", id.key());
            }
            let aliases: BTreeSet<String> = term.aliases.iter().map(|alias| fold(alias)).collect();
            assert_eq!(aliases.len(), term.aliases.len(), "{}: an alias of \"{}\" stands twice", id.key(), term.label);
            assert!(!aliases.contains(&fold(&term.label)), "{}: \"{}\" is its own alias", id.key(), term.label);
        }
        for term in &list.terms {
            for words in own_words(term) {
                assert_eq!(list.resolve(words).map(|found| &found.label), Some(&term.label), "{}", id.key());
            }
        }
    }
}

fn own_words(term: &Term) -> impl Iterator<Item = &str> {
    let single = [Some(&term.label), term.short.as_ref(), term.code.as_ref()];
    single.into_iter().flatten().chain(&term.aliases).map(|words| &**words)
}

#[test]
fn a_list_gives_codes_to_all_its_terms_or_to_none() {
    for id in ListId::ALL {
        let coded = list(*id).terms.iter().filter(|term| term.code.is_some()).count();
        assert!(coded == 0 || coded == list(*id).terms.len(), "{}", id.key());
        if !list(*id).open {
            assert!(coded > 0, "{} is closed and has no codes", id.key());
        }
    }
}

#[test]
fn every_reference_to_another_term_finds_it() {
    for id in ListId::ALL {
        for term in &list(*id).terms {
            let special = term.implies_special.iter().chain(&term.may_reveal).chain(&term.limited_to);
            let references = special
                .map(|code| (ListId::SpecialCategories, code))
                .chain(term.implies_criminal.iter().map(|code| (ListId::CriminalOffenceData, code)))
                .chain(term.supports_article9.iter().map(|code| (ListId::Article9Conditions, code)))
                .chain(term.default_schedule1.iter().map(|code| (ListId::Schedule1Conditions, code)))
                .chain(term.kind.iter().map(|code| (ListId::RecipientKinds, code)));
            for (target, code) in references {
                assert!(list(target).by_code(code).is_some(), "{}: \"{}\" names {code}", id.key(), term.label);
            }
        }
    }
}

#[test]
fn flags_hold_only_the_words_that_the_rules_know() {
    let known: [(&str, Read, &[&str]); 5] = [
        ("adequacy", |term| term.adequacy.as_deref(), &["home", "full", "partial", "check", "none"]),
        (
            "public_authority",
            |term| term.public_authority.as_deref(),
            &["ok", "default", "caution", "barred_for_tasks", "not_for_public_powers"],
        ),
        ("technical", |term| term.technical.as_deref(), &["technical", "organisational"]),
        ("rights.erasure", |term| term.rights.as_ref().map(|rights| &*rights.erasure), &["yes", "no", "limited"]),
        (
            "article32",
            |term| term.article32.as_deref(),
            &["32(1)(a)", "32(1)(b)", "32(1)(c)", "32(1)(d)", "32(4)", "28(1)", "28(3)(b)", "24(2)"],
        ),
    ];
    for term in ListId::ALL.iter().flat_map(|id| &list(*id).terms) {
        for (member, read, words) in &known {
            if let Some(value) = read(term) {
                assert!(words.contains(&value), "{member} of \"{}\" is {value}", term.label);
            }
        }
        if let Some(day) = &term.in_force_from {
            assert!(day.parse::<jiff::civil::Date>().is_ok(), "{}", term.label);
        }
    }
    assert!(list(ListId::Recipients).terms.iter().all(|term| term.kind.is_some()));
    assert!(list(ListId::Countries).terms.iter().all(|term| term.adequacy.is_some()));
    assert!(
        list(ListId::SecurityMeasures).terms.iter().all(|term| term.technical.is_some() && term.article32.is_some())
    );
    assert!(list(ListId::LawfulBases).terms.iter().all(|term| term.rights.is_some()));
}

/// Reads one member of a term.
type Read = fn(&Term) -> Option<&str>;

#[test]
fn every_term_says_where_it_comes_from() {
    for id in ListId::ALL {
        for term in &list(*id).terms {
            let source = term.source.as_ref().unwrap_or(&list(*id).source);
            assert!(!source.is_empty() || term.doubt.is_some(), "{}: \"{}\"", id.key(), term.label);
        }
    }
}

#[test]
fn the_regulator_is_found_by_its_old_name() {
    let regulator = regulator();
    assert_eq!(&*regulator.label, "Information Commission (ICO)");
    let is_called = |words: &str| regulator.names().any(|name| same_term(name, words));
    for name in ["ICO", "the ico", "IC", "Information Commission", "Information Commissioner’s Office"] {
        assert!(is_called(name), "{name}");
    }
    assert!(!is_called("Ofcom"));
}
