//! What can fit: shown, never filled in, and nothing left out.

use super::{line, record, with_answers};
use ropa::domain::subject::Place;
use ropa::domain::suggest::{Fit, Rank, beside, fit};
use ropa::domain::vocabulary::{ListId, list};
use serde_json::{Value, json};

fn of(members: &Value, place: Place, code: &str) -> Option<Fit> {
    with_answers(&record(members.clone()), |answers| fit(answers, &place, code))
}

fn special(words: &[&str], article9: &[&str]) -> Value {
    json!({ "lines": [line(json!({ "special_categories": words }))], "article9_conditions": article9 })
}

#[test]
fn article_9_conditions_say_what_goes_with_them_where_there_are_special_data() {
    let place = Place::of("article9_conditions");
    let health = special(&["Health"], &[]);
    let rows = [
        ("9(2)(g)", Rank::Often, "Needs Schedule 1 Part 2"),
        ("9(2)(h)", Rank::Often, "Needs Schedule 1 Part 1"),
        ("9(2)(f)", Rank::Often, "No Schedule 1 condition"),
        ("9(2)(d)", Rank::Look, "No Schedule 1 condition"),
    ];
    for (code, rank, word) in rows {
        let fit = of(&health, place, code).unwrap();
        assert_eq!((fit.rank, fit.word.as_str()), (rank, word), "{code}");
        assert!(fit.doubt.is_some(), "the doubt of the list stays marked");
    }
    let care = of(&health, place, "9(2)(h)").unwrap();
    assert!(care.why.iter().any(|why| why.contains("paragraph 2") && why.contains("no policy document")), "{care:?}");
    assert!(list(ListId::Article9Conditions).terms.iter().all(|term| of(&health, place, term.code()).is_some()));
    assert_eq!(of(&json!({}), place, "9(2)(g)"), None, "nothing is said where no special data are recorded");
}

#[test]
fn schedule_1_conditions_fit_by_article_9_and_by_the_categories_that_they_cover() {
    let place = Place::of("schedule1_conditions");
    let offences = json!({ "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))] });
    let rows = [
        (special(&["Health"], &["9(2)(g)"]), "para-18", Rank::Often, "Needs a policy document", "completes"),
        (special(&["Health"], &["9(2)(g)"]), "para-26", Rank::Fits, "Needs a policy document", "completes"),
        (special(&["Health"], &["9(2)(h)"]), "para-2", Rank::Often, "No policy document", "completes"),
        (special(&["Health"], &["9(2)(h)"]), "para-1", Rank::Not, "Does not fit", "not selected"),
        (special(&["Health"], &[]), "para-2", Rank::Fits, "No policy document", "not selected yet"),
        // Each paragraph with a limit, just inside it and just outside (V-53).
        (special(&["Sexual orientation"], &["9(2)(g)"]), "para-8", Rank::Often, "Needs a policy document", "completes"),
        (
            special(&["Trade union membership"], &["9(2)(g)"]),
            "para-8",
            Rank::Not,
            "Does not fit",
            "not cover ‘Trade union",
        ),
        (
            special(&["Health", "Trade union membership"], &["9(2)(g)"]),
            "para-8",
            Rank::Look,
            "Covers a part only",
            "‘Trade",
        ),
        (special(&["Health"], &["9(2)(g)"]), "para-9", Rank::Not, "Does not fit", "not cover ‘Health’"),
        (special(&["Genetic data"], &["9(2)(g)"]), "para-20", Rank::Fits, "Needs a policy document", "completes"),
        (special(&["Political opinions"], &["9(2)(g)"]), "para-20", Rank::Not, "Does not fit", "not cover"),
        (special(&["Our own words"], &["9(2)(g)"]), "para-19", Rank::Not, "Does not fit", "‘Our own words’"),
        (offences.clone(), "para-10", Rank::Often, "Needs a policy document", "criminal offence data"),
        (offences.clone(), "para-33", Rank::Often, "No policy document", "criminal offence data"),
        (offences, "para-8", Rank::Not, "Does not fit", "not selected"),
        (special(&["Health"], &["9(2)(g)"]), "para-36", Rank::Not, "Does not fit", "criminal offence data only"),
    ];
    for (members, code, rank, word, why) in rows {
        let fit = of(&members, place, code).unwrap();
        assert_eq!((fit.rank, fit.word.as_str()), (rank, word), "{code}: {fit:?}");
        assert!(fit.why.iter().any(|sentence| sentence.contains(why)), "{code}: {fit:?}");
    }
    assert_eq!(of(&json!({}), place, "para-6"), None);
}

/// A class of data may hold more than the category that it implies: whether a paragraph covers it hangs on all of them.
#[test]
fn a_schedule_1_condition_fits_a_class_of_data_by_all_that_the_class_may_reveal() {
    let place = Place::of("schedule1_conditions");
    let implied = |words: &[&str]| json!({ "lines": [line(json!({ "data_classes": words }))], "article9_conditions": ["9(2)(g)"] });
    let (sex, equality, care) = ("Sex life or sexual orientation", "Equality monitoring data", "Social care needs");
    let rows: [(&[&str], &str, Rank, &str, &str); 8] = [
        (&[sex], "para-8", Rank::Look, "Covers a part only", "a part of ‘Sex life or sexual orientation’"),
        (&[sex], "para-16", Rank::Fits, "Needs a policy document", "completes"),
        (&[sex], "para-9", Rank::Not, "Does not fit", "does not cover ‘Sex life"),
        (&[equality], "para-8", Rank::Often, "Needs a policy document", "completes"),
        (&[equality], "para-9", Rank::Look, "Covers a part only", "a part of ‘Equality"),
        (&[equality], "para-22", Rank::Not, "Does not fit", "does not cover ‘Equality"),
        (&[equality, care], "para-19", Rank::Look, "Covers a part only", "a part of ‘Equality"),
        (&[sex, care], "para-22", Rank::Not, "Does not fit", "does not cover ‘Sex life"),
    ];
    for (words, code, rank, word, why) in rows {
        let fit = of(&implied(words), place, code).unwrap();
        assert_eq!((fit.rank, fit.word.as_str()), (rank, word), "{words:?} by {code}: {fit:?}");
        assert!(fit.why.iter().any(|sentence| sentence.contains(why)), "{words:?} by {code}: {fit:?}");
    }
}

#[test]
fn a_basis_says_which_rights_follow_and_a_barred_one_that_it_is_barred() {
    let place = Place::of("lawful_bases");
    let task = of(&json!({}), place, "6(1)(e)").unwrap();
    assert_eq!(task.rank, Rank::Often);
    assert_eq!(
        task.why,
        ["Rights that follow: Erasure (limited), To object. Not: Data portability, Withdraw consent."]
    );
    for code in ["6(1)(ea)", "6(1)(f)"] {
        let barred = of(&json!({}), Place::cell("lawful_bases", 0, "basis"), code).unwrap();
        assert_eq!((barred.rank, barred.word.as_str()), (Rank::Not, "Not for public tasks"), "{code}");
        let officer = json!({ "controller": { "name": "Returning Officer" } });
        assert_eq!(of(&officer, place, code).unwrap().rank, Rank::Fits, "{code} for a controller that is no authority");
    }
    let beside_field = with_answers(&record(json!({})), |answers| beside(answers, &place)).unwrap();
    assert_eq!(beside_field, task.why[0]);
    let nothing = record(json!({ "lawful_bases": [] }));
    assert_eq!(
        with_answers(&nothing, |answers| beside(answers, &place)),
        None,
        "no basis, no rights that follow from it"
    );
}

#[test]
fn no_recognised_legitimate_interest_where_a_system_decides_alone() {
    let place = Place::of("lawful_bases");
    for level in ["sole", "sole-special"] {
        for controller in [json!({}), json!({ "name": "Returning Officer" })] {
            let members = json!({ "controller": controller, "automated_decisions": { "level": level } });
            let barred = of(&members, place, "6(1)(ea)").unwrap();
            assert_eq!((barred.rank, barred.word.as_str()), (Rank::Not, "Not if a system decides"), "{members}");
            assert!(barred.why.iter().any(|why| why.contains("cannot rest on it")), "{barred:?}");
            assert_ne!(of(&members, place, "6(1)(f)").unwrap().word, barred.word, "only this basis");
        }
    }
    let assisted =
        json!({ "controller": { "name": "Returning Officer" }, "automated_decisions": { "level": "assisted" } });
    assert_eq!(of(&assisted, place, "6(1)(ea)").unwrap().rank, Rank::Fits);
}

#[test]
fn a_country_says_how_far_it_is_approved_as_of_a_day_and_what_is_left() {
    let rows = [
        ("FR", "France is approved, as of 24 November 2026", vec![("approved", Rank::Often), ("idta", Rank::Look)]),
        (
            "US",
            "Confirm that the receiver is covered",
            vec![("us-data-bridge", Rank::Often), ("approved", Rank::Look), ("idta", Rank::Fits), ("49-d", Rank::Look)],
        ),
        (
            "JP",
            "Confirm that the receiver is covered",
            vec![("approved", Rank::Often), ("us-data-bridge", Rank::Not), ("49-compelling", Rank::Not)],
        ),
        (
            "IN",
            "India is not approved, as of 24 November 2026",
            vec![("approved", Rank::Not), ("addendum", Rank::Fits), ("49-a", Rank::Not), ("none", Rank::Look)],
        ),
        ("GL", "check the approval", vec![("approved", Rank::Look), ("bcr", Rank::Fits)]),
    ];
    for (code, sentence, mechanisms) in rows {
        let members = json!({ "transfers": [{ "id": "t7m2q9xd", "country": code }] });
        let place = Place::cell("transfers", 0, "mechanism");
        let said = with_answers(&record(members.clone()), |answers| beside(answers, &place)).unwrap();
        assert!(said.contains(sentence), "{code}: {said}");
        // What the list is not sure of goes wherever its answer goes.
        let country = of(&members, Place::cell("transfers", 0, "country"), code).unwrap();
        let doubt = country.doubt.as_deref().unwrap();
        assert!(doubt.starts_with("To be checked: ") && said.ends_with(doubt), "{code}: {said}");
        assert_eq!(of(&members, place, "idta").unwrap().why, [said], "{code}");
        assert!(country.why.iter().all(|why| !why.contains("To be checked")), "{code}: the doubt is said once");
        for (mechanism, rank) in mechanisms {
            assert_eq!(of(&members, place, mechanism).unwrap().rank, rank, "{mechanism} to {code}");
        }
        assert_eq!(country.rank, Rank::Fits, "a country is a fact: it keeps its place");
    }
    assert_eq!(of(&json!({}), Place::cell("transfers", 0, "mechanism"), "idta"), None, "no country, nothing to say");
}

/// Part 3 of the Act has its own rules on transfers, and what the UK GDPR says of a country settles nothing there.
#[test]
fn of_transfers_for_law_enforcement_nothing_is_said() {
    let row = json!([{ "id": "t7m2q9xd", "country": "FR", "mechanism": "approved" }]);
    for (regime, is_said) in [("law-enforcement", false), ("general", true)] {
        let members = json!({ "regime": regime, "transfers": row });
        for column in ["country", "mechanism"] {
            let place = Place::cell("transfers", 0, column);
            let code = if column == "country" { "FR" } else { "approved" };
            assert_eq!(of(&members, place, code).is_some(), is_said, "{column}, {regime}");
            let said = with_answers(&record(members.clone()), |answers| beside(answers, &place));
            assert_eq!(said.is_some(), is_said, "{column}, {regime}");
        }
    }
}

#[test]
fn law_enforcement_gets_no_suggestion_from_the_uk_gdpr() {
    let members = |regime: Value| {
        let lines = json!([line(json!({ "special_categories": ["Health"] }))]);
        json!({ "lines": lines, "regime": regime })
    };
    let rows = [("article9_conditions", "9(2)(g)"), ("schedule1_conditions", "para-18"), ("lawful_bases", "6(1)(e)")];
    for (field, code) in rows {
        assert!(of(&members("general".into()), Place::of(field), code).is_some(), "{field}");
        assert_eq!(of(&members("law-enforcement".into()), Place::of(field), code), None, "{field}");
    }
}
