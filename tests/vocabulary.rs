//! The vocabularies against the law as DOMAIN.md has it, and folding against its laws.

use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;
use ropa::domain::fold::{Folded, fold, same_term};
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
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
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
fn codes_are_the_ones_that_registers_hold() {
    for (id, codes) in [
        (ListId::LawfulBases, "6(1)(a) 6(1)(b) 6(1)(c) 6(1)(d) 6(1)(e) 6(1)(ea) 6(1)(f)"),
        (ListId::RecognisedLegitimateInterests, "public-task-disclosure security-defence emergency crime safeguarding"),
        (
            ListId::SpecialCategories,
            "race politics religion trade-union genetic biometric health sex-life sexual-orientation",
        ),
        (ListId::CriminalOffenceData, "convictions allegations proceedings security-measures"),
        (
            ListId::Article9Conditions,
            "9(2)(a) 9(2)(b) 9(2)(c) 9(2)(d) 9(2)(e) 9(2)(f) 9(2)(g) 9(2)(h) 9(2)(i) 9(2)(j)",
        ),
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
        (
            ListId::DpiaProgress,
            "not-screened not-required screening in-progress with-dpo complete review-due",
        ),
        (ListId::AgreementRoles, "processor joint-controller controller"),
        (ListId::Marks, "to-confirm does-not-apply accepted"),
    ] {
        let held: Vec<&str> = list(id).terms.iter().map(Term::code).collect();
        assert_eq!(held, codes.split_whitespace().collect::<Vec<_>>(), "{}", id.key());
    }
    let mechanics = [5, 38, 39, 40, 41];
    let paragraphs: Vec<String> =
        (1..=37).filter(|n| !mechanics.contains(n)).map(|n| format!("para-{n}")).collect();
    let held: Vec<&str> = list(ListId::Schedule1Conditions).terms.iter().map(Term::code).collect();
    assert_eq!(held, paragraphs);
    for code in ["eu-institutions", "eea-institutions", "international-org", "unspecified", "GB", "US"] {
        assert!(list(ListId::Countries).by_code(code).is_some(), "{code}");
    }
    assert!(list(ListId::Countries).by_code("gb").is_none(), "a code is exact");
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
    let known: [(&str, fn(&Term) -> Option<&str>, &[&str]); 5] = [
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
    assert!(list(ListId::SecurityMeasures).terms.iter().all(|term| term.technical.is_some() && term.article32.is_some()));
    assert!(list(ListId::LawfulBases).terms.iter().all(|term| term.rights.is_some()));
}

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
fn the_notice_this_program_was_asked_for_with_is_understood() {
    for (id, words, label) in [
        (ListId::DataClasses, "personal details", "Personal details"),
        (ListId::DataClasses, "family details", "Family details"),
        (ListId::DataClasses, "lifestyle and social circumstances", "Lifestyle and social circumstances"),
        (ListId::DataClasses, "financial details", "Financial details"),
        (ListId::DataClasses, "employment and education details", "Employment and education details"),
        (ListId::DataClasses, "housing needs", "Housing needs"),
        (ListId::DataClasses, "social care needs", "Social care needs"),
        (ListId::DataClasses, "health needs", "Health needs"),
        (ListId::SpecialCategories, "racial or ethnic origin", "Racial or ethnic origin"),
        (ListId::SpecialCategories, "religion", "Religious or philosophical beliefs"),
        (ListId::SpecialCategories, "health or social care information", "Health"),
        (
            ListId::Subjects,
            "Children and young people under the age of 19 years of age (and in some cases up to 25)",
            "Children and young people",
        ),
        (ListId::Subjects, "family members", "Family members, relatives and guardians"),
        (
            ListId::Recipients,
            "Family members, associates or representatives of the person whose personal data we are processing",
            "Family, relatives, guardians, associates or representatives of the person",
        ),
        (
            ListId::Recipients,
            "Healthcare professionals, social and welfare advisers or practitioners",
            "Healthcare professionals",
        ),
        (ListId::Recipients, "Commissioned services", "Commissioned services"),
        (ListId::Recipients, "Other Council Departments", "Other council departments"),
        (ListId::Recipients, "Law Enforcement Agencies", "Law enforcement and prosecuting authorities"),
        (ListId::Countries, "countries or territories around the world", "Unspecified / worldwide"),
    ] {
        check_meaning(id, words, label);
    }
}

#[test]
fn the_register_of_2011_to_2018_is_understood() {
    for (id, wordings) in [
        (
            ListId::DataClasses,
            "personal details; family details; lifestyle and social circumstances; goods and services; financial details; \
             employment and education details; education and employment details; housing needs; \
             visual images, personal appearance and behaviour; licenses or permits held; student and pupil records; \
             business activities; case file information; physical or mental health details; racial or ethnic origin; \
             trade union membership; political affiliation; political opinions; offences (including alleged offences); \
             religious or other beliefs of a similar nature; criminal proceedings, outcomes and sentences; sexual life",
        ),
        (
            ListId::SpecialCategories,
            "physical or mental health details; racial or ethnic origin; trade union membership; political affiliation; \
             political opinions; religious or other beliefs of a similar nature; sexual life",
        ),
        (
            ListId::CriminalOffenceData,
            "offences (including alleged offences); offences and alleged offences; criminal proceedings, outcomes and sentences",
        ),
        (
            ListId::Subjects,
            "customers; suppliers; staff, persons contracted to provide a service; claimants; \
             complainants, enquirers or their representatives; professional advisers and consultants; students and pupils; \
             carers or representatives; landlords; recipients of benefits; witnesses; offenders and suspected offenders; \
             licence and permit holders; traders and others subject to inspection; people captured by CCTV images; \
             representatives of other organisations; survey respondents",
        ),
        (
            ListId::Recipients,
            "customers; family, associates or representatives of the person whose personal data we are processing; \
             current past and prospective employers; healthcare, social and welfare organisations; \
             educators and examining bodies; providers of goods and services; financial organisations; \
             debt collection and tracing agencies; private investigators; service providers; local government; \
             central government; ombudsman and regulatory authorities; press and the media; courts and tribunals; \
             trade unions; political organisations; professional advisers; credit reference agencies; professional bodies; \
             survey and research organisations; police forces; housing associations and landlords; \
             voluntary and charitable organisations; religious organisations; data processors; regulatory bodies; \
             customs and excise; international law enforcement agencies and bodies; security companies; licensing authorities; \
             healthcare professionals; law enforcement and prosecuting authorities; legal representatives, defence solicitors; \
             police complaints authority; the disclosure and barring service; \
             students and pupils including their relatives, guardians, carers or representatives",
        ),
    ] {
        for words in wordings.split("; ") {
            assert!(list(id).resolve(words).is_some(), "{} does not know \"{words}\"", id.key());
        }
    }
}

#[test]
fn an_officers_own_words_are_understood() {
    for (id, words, label) in [
        (ListId::Recipients, "Taxi firms", "Service providers"),
        (ListId::Recipients, "HMRC", "DWP and HMRC"),
        (ListId::Recipients, "DWP", "DWP and HMRC"),
        (ListId::Recipients, "DfE", "Central government"),
        (ListId::Recipients, "CQC", "Ofsted, CQC"),
        (ListId::Recipients, "Ofsted", "Ofsted, CQC"),
        (ListId::Recipients, "NHS", "NHS bodies and integrated care boards"),
        (ListId::Recipients, "ICB", "NHS bodies and integrated care boards"),
        (ListId::Recipients, "GP", "Healthcare professionals"),
        (ListId::Recipients, "Police", "Police forces and non-Home Office police forces"),
        (ListId::Recipients, "courts", "Courts and tribunals"),
        (ListId::Recipients, "DBS", "Disclosure and Barring Service"),
        (ListId::Recipients, "LADO", "Other council departments"),
        (ListId::Recipients, "MASH", "Partner agencies and approved organisations"),
        (ListId::DataClasses, "Name, address and date of birth", "Personal details"),
        (ListId::DataClasses, "bank details", "Financial details"),
        (ListId::DataClasses, "NI number", "Unique identifiers (NI, NHS, UPN, case no.)"),
        (ListId::SpecialCategories, "ethnicity", "Racial or ethnic origin"),
        (ListId::SpecialCategories, "sexuality", "Sexual orientation"),
        (ListId::SpecialCategories, "trade union", "Trade union membership"),
        (ListId::SpecialCategories, "medical", "Health"),
        (ListId::SpecialCategories, "Disability", "Health"),
        (ListId::CriminalOffenceData, "DBS checks", "Criminal convictions"),
        (ListId::LawfulBases, "public task", "Public task"),
        (ListId::LawfulBases, "Art 6(1)(e)", "Public task"),
        (ListId::LawfulBases, "6.1.e", "Public task"),
        (ListId::LawfulBases, "6(1)e", "Public task"),
        (ListId::LawfulBases, "article 6(1)(e)", "Public task"),
        (ListId::LawfulBases, "6(1)(e) Public Task", "Public task"),
        (ListId::LawfulBases, "6(1)(ea)", "Recognised legitimate interest"),
        (ListId::Article9Conditions, "9(2)(h) health or social care", "Health or social care"),
        (ListId::Schedule1Conditions, "Sch 1 Pt 1 para 2", "Health or social care purposes"),
        (ListId::Schedule1Conditions, "safeguarding", "Safeguarding of children and of individuals at risk"),
        (ListId::Mechanisms, "IDTA", "International Data Transfer Agreement (IDTA)"),
        (ListId::Mechanisms, "adequacy decision", "Transfer approved by regulations (adequacy)"),
        (ListId::Mechanisms, "Data Bridge", "UK-US data bridge"),
        (ListId::Countries, "USA", "United States of America"),
        (ListId::Countries, "America", "United States of America"),
        (ListId::Countries, "us", "United States of America"),
        (ListId::Countries, "UK", "United Kingdom"),
        (ListId::Countries, "Holland", "Netherlands"),
        (ListId::Countries, "Republic of Ireland", "Ireland"),
        (ListId::Countries, "Burma", "Myanmar (Burma)"),
        (ListId::Countries, "Turkiye", "Türkiye"),
        (ListId::Countries, "cote d’ivoire", "Ivory Coast"),
        (ListId::SecurityMeasures, "encrypted at rest", "Encryption at rest"),
        (ListId::Sources, "parents", "Family, carer or representative"),
        (ListId::DpiaRequired, "Y", "Yes"),
    ] {
        check_meaning(id, words, label);
    }
}

#[track_caller]
fn check_meaning(id: ListId, words: &str, label: &str) {
    let found = list(id).resolve(words).map(|term| &*term.label);
    assert_eq!(found, Some(label), "{}: \"{words}\"", id.key());
}

#[test]
fn words_that_name_two_terms_or_a_group_mean_none() {
    for (id, words) in [
        (ListId::SpecialCategories, "sex life or sexual orientation"),
        (ListId::SpecialCategories, "genetic and biometric data"),
        (ListId::SpecialCategories, "criminal convictions"),
        (ListId::Mechanisms, "EU SCCs"),
        (ListId::Mechanisms, "Privacy Shield"),
        (ListId::Countries, "EEA"),
        (ListId::Countries, "Europe"),
        (ListId::Recipients, "local and central government"),
        (ListId::DataClasses, ""),
    ] {
        assert_eq!(list(id).resolve(words).map(|term| &term.label), None, "{}: \"{words}\"", id.key());
    }
}

#[test]
fn the_policy_document_belongs_to_the_paragraphs_that_ask_for_it() {
    let without = [2, 3, 4, 13, 29, 30, 31, 32, 33, 34];
    let with_note = [1, 10, 13, 27, 36, 37];
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
        assert!(term.usable_for_criminal_data, "{}", term.code());
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
    for (adequacy, codes) in [
        ("home", "GB".to_string()),
        ("full", format!("{eea} {full}")),
        ("partial", "CA JP KR US".to_string()),
    ] {
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

#[test]
fn the_regulator_is_found_by_its_old_name() {
    let regulator = regulator();
    assert_eq!(&*regulator.label, "Information Commission (ICO)");
    for name in ["ICO", "the ico", "IC", "Information Commission", "Information Commissioner’s Office"] {
        assert!(regulator.is_called(name), "{name}");
    }
    assert!(!regulator.is_called("Ofcom"));
}

#[test]
fn texts_that_look_alike_fold_alike() {
    for (a, b) in [
        ("école", "ECOLE"),
        ("ŵyl", "wyl"),
        ("children’s", "childrens"),
        ("children's", "childrens"),
        ("O´Brien", "o`brien"),
        ("Siân", "SIAN"),
        ("e\u{301}mile", "Émile"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Bjørn Æsir", "bjorn aesir"),
        ("e\u{2011}mail", "E-mail"),
        ("“case file”", "\"case file\""),
        ("2019–2024", "2019-2024"),
        ("of\u{fb01}cer", "ofFIcer"),
        ("council\u{a0}tax", " Council \t\n tax  "),
        ("İstanbul", "istanbul"),
        ("data\u{ad}base\u{200b}", "database"),
    ] {
        assert!(same_term(a, b), "\"{}\" and \"{}\"", fold(a), fold(b));
    }
    assert!(!same_term("data class", "data classes"));
    assert_eq!(fold(" The  Council’s\u{a0}Tax "), "the councils tax");
    assert_eq!(fold(" ’ "), "");
}

#[test]
fn every_character_folds_to_what_folds_to_itself() {
    for character in (0..=0x10ffff).filter_map(char::from_u32) {
        let folded = fold(&character.to_string());
        assert_eq!(fold(&folded), folded, "{character:?}");
    }
}

#[test]
fn a_match_is_marked_where_it_stands_in_the_original() {
    for (original, word, marked) in [
        ("  The Children’s\u{a0} Services", "childrens", "Children’s"),
        ("  The Children’s\u{a0} Services", "services", "Services"),
        ("plain text here", "text", "text"),
        ("Cafe\u{301} bar", "cafe", "Cafe\u{301}"),
        ("Große Straße  ", "strasse", "Straße"),
        ("boys’", "boys", "boys’"),
    ] {
        let folded = Folded::new(original);
        let start = folded.text().find(word).unwrap();
        let first = folded.text()[..start].chars().count();
        let behind = first + word.chars().count();
        let place = folded.original_char(first);
        let length = folded.original_char(behind) - place;
        let found: String = original.chars().skip(place).take(length).collect();
        assert_eq!(found, marked, "{original}");
    }
    assert_eq!(Folded::new("ab  ").original_char(99), 2);
    assert_eq!(Folded::default().original_char(0), 0);
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn a_folded_text_with_places_is_the_folded_text(text in any::<String>()) {
        let folded = Folded::new(&text);
        prop_assert_eq!(folded.text(), &*fold(&text));
        let length = folded.text().chars().count();
        let places: Vec<usize> = (0..=length).map(|at| folded.original_char(at)).collect();
        prop_assert!(places.is_sorted());
        prop_assert!(places.last().is_none_or(|end| *end <= text.chars().count()));
    }
}
