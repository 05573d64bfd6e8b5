//! Which fields other answers make wanted.

use super::{line, record, with_answers};
use crate::story::SAMPLE;
use ropa::domain::check::check_activity;
use ropa::domain::field::{Fielded, Kind};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::line::Line;
use ropa::domain::register::Register;
use ropa::domain::subject::Place;
use ropa::domain::wanted::{Want, want};
use ropa::formats::json::read;
use serde_json::{Value, json};

fn wanted(members: Value, place: Place) -> Want {
    with_answers(&record(members), |answers| want(answers, &place))
}

#[test]
fn a_conditional_field_is_wanted_by_its_answer_and_only_then() {
    let health = json!({ "lines": [line(json!({ "special_categories": ["Health"] }))] });
    let offences = json!({ "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))] });
    let children = json!({ "lines": [line(json!({ "subjects": ["Children and young people"] }))] });
    let consent = json!({ "lawful_bases": [{ "basis": "6(1)(a)" }] });
    let interests = json!({ "lawful_bases": [{ "basis": "6(1)(f)" }] });
    let idta = json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN", "mechanism": "idta" }] });
    let consented = json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN", "mechanism": "49-a" }] });
    let policy = json!({ "schedule1_conditions": ["para-6"] });
    let alone = json!({ "automated_decisions": { "level": "sole" } });
    let needed = json!({ "dpia": { "required": "yes" } });
    let rows: Vec<(Place, Value)> = vec![
        (Place::of("joint_controllers"), json!({ "role": "joint-controller" })),
        (Place::of("controller.email"), json!({ "controller": { "name": "Returning Officer" } })),
        (Place::of("children.measures"), children),
        (Place::of("article9_conditions"), health.clone()),
        (Place::of("article9_conditions"), json!({ "lines": [line(json!({ "data_classes": ["Health needs"] }))] })),
        (Place::of("schedule1_conditions"), json!({ "article9_conditions": ["9(2)(h)"] })),
        (Place::of("schedule1_conditions"), offences.clone()),
        (Place::of("appropriate_policy_document.link"), policy.clone()),
        (Place::of("appropriate_policy_document.followed"), policy),
        (
            Place::of("appropriate_policy_document.reason"),
            json!({ "appropriate_policy_document": { "followed": false } }),
        ),
        (Place::of("article10_route"), offences),
        (Place::of("recognised_legitimate_interest"), json!({ "lawful_bases": [{ "basis": "6(1)(ea)" }] })),
        (Place::of("legitimate_interests.assessment"), interests.clone()),
        (Place::of("consent_record"), consent),
        (Place::of("consent_record"), json!({ "article9_conditions": ["9(2)(a)"] })),
        (Place::of("confidentiality"), json!({ "article9_conditions": ["9(2)(h)"] })),
        (Place::of("law_enforcement.schedule8_conditions"), health),
        (Place::of("automated_decisions.safeguards"), alone),
        (Place::of("automated_decisions.condition"), json!({ "automated_decisions": { "level": "sole-special" } })),
        (Place::of("dpia.link"), needed.clone()),
        (Place::of("dpia.progress"), needed),
        (Place::of("breach.link"), json!({ "breach": { "occurred": true } })),
        (Place::cell("lawful_bases", 0, "outside_public_tasks"), interests),
        (Place::cell("lawful_bases", 0, "outside_public_tasks"), consented),
        (Place::cell("transfers", 0, "assessment"), idta.clone()),
        (Place::cell("transfers", 0, "safeguards"), idta),
    ];
    for (place, members) in rows {
        assert!(matches!(wanted(json!({ "dpia": {} }), place), Want::Unless(_)), "{place:?} in a plain record");
        assert!(matches!(wanted(members, place), Want::Because(_)), "{place:?}");
    }
    assert!(matches!(wanted(json!({}), Place::of("dpia.reason")), Want::Because(_)), "no assessment is needed");
    let by_authority = json!({
        "lines": [line(json!({ "criminal_offence_data": ["Criminal convictions"] }))], "article10_route": "official-authority"
    });
    assert!(matches!(wanted(by_authority, Place::of("schedule1_conditions")), Want::Unless(_)));
    let for_police = json!({
        "regime": "law-enforcement", "transfers": [{ "id": "t7m2q9xd", "country": "IN", "mechanism": "idta" }]
    });
    for column in ["safeguards", "assessment"] {
        let want = wanted(for_police.clone(), Place::cell("transfers", 0, column));
        assert!(matches!(want, Want::Unless(_)), "{column}: Part 3 has its own rules on transfers");
    }
    for always in ["purposes", "lawful_bases", "transfers", "security_measures", "privacy_notice.link", "dpia.required"]
    {
        assert_eq!(wanted(json!({}), Place::of(always)), Want::Always, "{always}");
    }
}

#[test]
fn the_reason_names_the_answer() {
    let health = json!({ "lines": [line(json!({ "special_categories": ["Mental health notes"] }))] });
    let Want::Because(why) = wanted(health, Place::of("article9_conditions")) else { panic!("it is wanted") };
    assert!(why.contains("‘Mental health notes’"), "{why}");
}

/// No rule asks for a field that the form puts away.
#[test]
fn every_field_in_which_something_is_to_be_fixed_is_wanted() {
    let register: Register = read(SAMPLE.as_bytes(), &mut Ids::seeded(7)).unwrap().register;
    let lexicon = Lexicon::of(&register.vocabulary());
    let organisation = register.organisation();
    for activity in register.activities() {
        let answers = ropa::domain::check::Answers::of(activity, &organisation, &lexicon, super::TODAY);
        for finding in check_activity(activity, &organisation, &lexicon, super::TODAY) {
            let place = match (finding.row, finding.column) {
                _ if Line::field(finding.field).is_some() => continue,
                (Some(row), Some(column)) => Place::cell(finding.field, row, column),
                _ => Place::of(finding.field),
            };
            let want = want(&answers, &place);
            assert!(!matches!(want, Want::Unless(_)), "{}: {} at {place:?}", activity.name(), finding.message);
        }
    }
}

#[test]
fn the_fields_that_hang_on_others_are_fields() {
    let activity = record(json!({}));
    let subject = ropa::domain::subject::Subject::Activity(std::sync::Arc::new(activity.clone()));
    let mut conditional = 0;
    for column in subject.fields() {
        let place = Place::of(column.spec.id);
        conditional += usize::from(with_answers(&activity, |answers| want(answers, &place)) != Want::Always);
        for cell in subject.columns(column.spec.id).iter().filter(|_| column.kind == Kind::Rows) {
            let place = Place::cell(column.spec.id, 0, cell.spec.id);
            conditional += usize::from(with_answers(&activity, |answers| want(answers, &place)) != Want::Always);
        }
    }
    assert_eq!(conditional, 38, "each field named among the conditions is found");
}

/// Article 49(3) bars some derogations in the exercise of public powers only: the way out is shown where the rule points to it.
#[test]
fn a_derogation_barred_to_public_powers_asks_at_each_basis_why_it_stands_outside_the_public_tasks() {
    let place = Place::cell("lawful_bases", 0, "outside_public_tasks");
    let by = |mechanism: &str| json!({ "transfers": [{ "id": "t7m2q9xd", "country": "IN", "mechanism": mechanism }] });
    for barred in ["49-a", "49-b", "49-c", "49-compelling"] {
        let members = by(barred);
        let Want::Because(why) = wanted(members.clone(), place) else { panic!("{barred}: it is wanted") };
        assert!(why.contains("‘Derogation"), "{barred}: {why}");
        let findings = check_activity(&record(members), &super::council(), &Lexicon::default(), super::TODAY);
        let found = findings.iter().find(|finding| finding.rule.id == "V-36").unwrap();
        assert!(found.message.contains("outside your public tasks"), "{}", found.message);
    }
    for open in ["49-d", "49-g", "idta"] {
        assert!(matches!(wanted(by(open), place), Want::Unless(_)), "{open}");
    }
    let officer = json!({ "controller": { "name": "Returning Officer" }, "transfers": by("49-a")["transfers"] });
    assert!(matches!(wanted(officer, place), Want::Unless(_)), "a controller that is no authority");
}
