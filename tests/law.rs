//! What the vocabularies say the law is.

use std::collections::BTreeSet;

use ropa::domain::term::Term;
use ropa::domain::vocabulary::{ListId, list};

#[test]
fn codes_are_the_ones_that_registers_hold() {
    for (id, codes) in [
        (ListId::LawfulBases, "6(1)(a) 6(1)(b) 6(1)(c) 6(1)(d) 6(1)(e) 6(1)(ea) 6(1)(f)"),
        (ListId::RecognisedLegitimateInterests, "public-task-disclosure security-defence emergency crime safeguarding"),
        (
            ListId::SpecialCategories,
            "race politics religion trade-union genetic biometric health sex-life sexual-orientation",
        ),
        (ListId::CriminalOffenceData, "convictions allegations proceedings security-measures"),
        (ListId::Article9Conditions, "9(2)(a) 9(2)(b) 9(2)(c) 9(2)(d) 9(2)(e) 9(2)(f) 9(2)(g) 9(2)(h) 9(2)(i) 9(2)(j)"),
        (ListId::Article10Routes, "official-authority sch1"),
        (
            ListId::Mechanisms,
            "none approved us-data-bridge idta addendum bcr public-instrument admin-arrangement authorised-clauses code \
             certification regs-47a 49-a 49-b 49-c 49-d 49-e 49-f 49-g 49-compelling",
        ),
        (ListId::AutomatedDecisionLevels, "none profiling assisted sole sole-special"),
        (ListId::Roles, "controller joint-controller processor"),
        (ListId::Regimes, "general law-enforcement"),
        (ListId::Statuses, "draft in-review approved retired"),
        (ListId::DpiaRequired, "yes no unknown"),
        (ListId::DpiaProgress, "not-screened not-required screening in-progress with-dpo complete review-due"),
        (ListId::AgreementRoles, "processor joint-controller controller"),
        (ListId::Marks, "to-confirm does-not-apply accepted"),
    ] {
        let held: Vec<&str> = list(id).terms.iter().map(Term::code).collect();
        assert_eq!(held, codes.split_whitespace().collect::<Vec<_>>(), "{}", id.key());
    }
    let mechanics = [5, 38, 39, 40, 41];
    let paragraphs: Vec<String> = (1..=37).filter(|n| !mechanics.contains(n)).map(|n| format!("para-{n}")).collect();
    let held: Vec<&str> = list(ListId::Schedule1Conditions).terms.iter().map(Term::code).collect();
    assert_eq!(held, paragraphs);
    for code in ["eu-institutions", "eea-institutions", "international-org", "unspecified", "GB", "US"] {
        assert!(list(ListId::Countries).by_code(code).is_some(), "{code}");
    }
    assert!(list(ListId::Countries).by_code("gb").is_none(), "a code is exact");
}

#[test]
fn the_policy_document_belongs_to_the_paragraphs_that_ask_for_it() {
    let without = [2, 3, 4, 13, 29, 30, 31, 32, 33, 34];
    let with_note = [10, 13, 27, 36, 37];
    for term in &list(ListId::Schedule1Conditions).terms {
        let paragraph = term.paragraph.unwrap();
        assert_eq!(term.requires_policy_document, !without.contains(&paragraph), "{}", term.code());
        assert_eq!(term.policy_document_note.is_some(), with_note.contains(&paragraph), "{}", term.code());
        let part = match paragraph {
            1..=4 => 1,
            6..=28 => 2,
            _ => 3,
        };
        assert_eq!(term.part, Some(part), "{}", term.code());
        assert_eq!(term.criminal_data_only, part == 3, "{}", term.code());
        // A paragraph that names the categories it covers covers no criminal offence data; paragraph 37 extends paragraph 20.
        assert_eq!(term.usable_for_criminal_data, term.limited_to.is_empty(), "{}", term.code());
        assert_eq!(term.supports_article9.is_some(), part != 3, "{}", term.code());
        assert_eq!(term.code(), format!("para-{paragraph}"));
    }
}

#[test]
fn a_schedule_1_condition_completes_the_article_9_condition_that_needs_one() {
    for (code, part, first) in [
        ("9(2)(a)", None, None),
        ("9(2)(b)", Some(1), Some("para-1")),
        ("9(2)(c)", None, None),
        ("9(2)(g)", Some(2), None),
        ("9(2)(h)", Some(1), Some("para-2")),
        ("9(2)(i)", Some(1), Some("para-3")),
        ("9(2)(j)", Some(1), Some("para-4")),
    ] {
        let condition = list(ListId::Article9Conditions).by_code(code).unwrap();
        assert_eq!(condition.needs_schedule1_part, part, "{code}");
        assert_eq!(condition.default_schedule1.first().map(|code| &**code), first, "{code}");
    }
    for (code, categories) in [
        ("para-8", "race religion health sexual-orientation"),
        ("para-9", "race"),
        ("para-19", "health"),
        ("para-20", "race religion trade-union genetic health"),
        ("para-21", "health"),
        ("para-22", "politics"),
        ("para-18", ""),
    ] {
        let condition = list(ListId::Schedule1Conditions).by_code(code).unwrap();
        assert_eq!(condition.limited_to.join(" "), categories, "{code}");
    }
}

#[test]
fn adequacy_is_the_united_kingdoms() {
    let eea = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO";
    let full = "GI AD AR FO GG IM IL JE NZ CH UY eu-institutions eea-institutions";
    let countries = list(ListId::Countries);
    assert_eq!(eea.split_whitespace().count(), 30);
    for (adequacy, codes) in
        [("home", "GB".to_string()), ("full", format!("{eea} {full}")), ("partial", "CA JP KR US".to_string())]
    {
        let expected: BTreeSet<&str> = codes.split_whitespace().collect();
        let held: BTreeSet<&str> = countries
            .terms
            .iter()
            .filter(|country| country.adequacy.as_deref() == Some(adequacy))
            .map(Term::code)
            .collect();
        assert_eq!(held, expected, "{adequacy}");
    }
    let group: BTreeSet<&str> =
        countries.terms.iter().filter(|country| country.group.as_deref() == Some("EEA")).map(Term::code).collect();
    assert_eq!(group, eea.split_whitespace().collect());
    let check = countries.terms.iter().filter(|country| country.adequacy.as_deref() == Some("check"));
    assert_eq!(check.clone().count(), 19);
    assert!(check.clone().all(|country| country.adequacy_note.is_some()));
    assert_eq!(countries.by_code("BR").unwrap().adequacy.as_deref(), Some("none"), "the EU's list is not ours");
}

#[test]
fn rights_follow_the_lawful_basis() {
    for (code, erasure, portability, object) in [
        ("6(1)(a)", "yes", "yes", "no"),
        ("6(1)(b)", "yes", "yes", "no"),
        ("6(1)(c)", "no", "no", "no"),
        ("6(1)(d)", "yes", "no", "no"),
        ("6(1)(e)", "limited", "no", "yes"),
        ("6(1)(ea)", "yes", "no", "yes"),
        ("6(1)(f)", "yes", "no", "yes"),
    ] {
        let rights = list(ListId::LawfulBases).by_code(code).unwrap().rights.as_ref().unwrap();
        assert_eq!((&*rights.erasure, &*rights.portability, &*rights.object), (erasure, portability, object), "{code}");
        assert_eq!(&*rights.withdraw_consent == "yes", code == "6(1)(a)");
    }
}

#[test]
fn public_authorities_are_kept_from_what_is_closed_to_them() {
    for (id, word, codes) in [
        (ListId::LawfulBases, "barred_for_tasks", "6(1)(ea) 6(1)(f)"),
        (ListId::LawfulBases, "default", "6(1)(e)"),
        (ListId::Mechanisms, "not_for_public_powers", "49-a 49-b 49-c 49-compelling"),
    ] {
        let terms = list(id).terms.iter().filter(|term| term.public_authority.as_deref() == Some(word));
        assert_eq!(terms.map(Term::code).collect::<Vec<_>>().join(" "), codes);
    }
}

#[test]
fn data_classes_that_are_special_or_criminal_say_so() {
    for (words, special, criminal) in [
        ("health needs", Some("health"), None),
        ("social care needs", Some("health"), None),
        ("ethnicity", Some("race"), None),
        ("trade union membership", Some("trade-union"), None),
        ("criminal convictions", None, Some("allegations")),
        ("housing needs", None, None),
    ] {
        let term = list(ListId::DataClasses).resolve(words).unwrap();
        assert_eq!((term.implies_special.as_deref(), term.implies_criminal.as_deref()), (special, criminal), "{words}");
    }
    let children = list(ListId::Subjects).resolve("children").unwrap();
    assert!(children.children && children.vulnerable);
}
