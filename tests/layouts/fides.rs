//! Fides: manifests and data maps.

use super::{Stopped, is_stopped, is_told, kept, with, words};
use ropa::formats::import::book;
use ropa::formats::import::brought::{Brought, Kind};
use ropa::formats::import::choices::Unwatched;
use ropa::formats::import::layouts::{fides, recognise, recognise_text};
use std::path::{Path, PathBuf};

const MANIFEST: &str = r"dataset:
  - fides_key: parking_db
    name: Parking database
system:
  - fides_key: parking
    name: Parking permits
    description: Permits and penalty notices
    system_type: Application
    administrating_department: Place
    processes_special_category_data: true
    egress:
      - fides_key: dvla
        type: system
    privacy_declarations:
      - name: Permits
        data_categories: [user.contact.email, user.health_and_medical, user.criminal_history]
        data_use: essential.service
        data_subjects: [citizen_voter]
        legal_basis_for_processing: Public interests
        retention_period: 6 years
        third_parties: DVLA; Marston
        dataset_references:
          - parking_db
      - data_categories:
          - user.financial
        data_use: functional.service.improve
        data_subjects:
          - customer
        retention_period: N/A
  - fides_key: empty
    name: Nothing declared
";

fn manifest(text: &str) -> Brought {
    with("systems.yml", |setting| fides::bring_manifest(text, setting)).unwrap()
}

#[test]
fn each_declaration_of_a_system_is_an_activity() {
    assert_eq!(recognise_text(MANIFEST), Some(Kind::FidesManifest));
    let brought = manifest(MANIFEST);
    let titles: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.title.as_deref().unwrap()).collect();
    assert_eq!(
        titles,
        ["Parking permits - Permits", "Parking permits - Functional - service - improve", "Nothing declared"]
    );
    let permits = &brought.drafts[0].activity;
    assert_eq!(permits.business_function.as_deref(), Some("Place"));
    assert_eq!(words(&permits.purposes), ["Essential - service"]);
    assert_eq!(words(&permits.locations), ["Parking permits"]);
    let line = &permits.lines()[0];
    assert_eq!(words(&line.subjects), ["Citizen voter"]);
    assert_eq!(words(&line.data_classes), ["Contact - email"]);
    assert_eq!(words(&line.special_categories), ["Health and medical"]);
    assert_eq!(words(&line.criminal_offence_data), ["Criminal history"]);
    assert_eq!(words(&line.recipients), ["DVLA", "Marston"]);
    assert_eq!(line.retention.as_ref().unwrap().period_months, Some(72));
    assert_eq!(permits.lawful_bases.as_ref().unwrap()[0].basis.as_deref(), Some("6(1)(e)"));
    assert_eq!(permits.external_ids.as_ref().unwrap().0[0].value.as_deref(), Some("parking"));
    assert_eq!(kept(permits, "system_type"), Some("Application"));
    assert_eq!(kept(permits, "egress"), Some("dvla"));
    assert_eq!(kept(permits, "dataset_references"), Some("parking_db"));
    assert!(brought.drafts[1].activity.lines()[0].retention.is_none(), "N/A says nothing");
    let places: Vec<_> = permits
        .imported
        .as_ref()
        .unwrap()
        .evidence
        .iter()
        .flatten()
        .map(|entry| {
            (
                entry.value.as_deref().unwrap_or(""),
                entry.found.as_deref().unwrap_or(""),
                entry.at.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert!(places.contains(&("Contact - email", "user.contact.email", "line 16")), "{places:?}");
    assert!(places.contains(&("Place", "Place", "line 9")), "{places:?}");
    let told: Vec<_> = brought.skipped.iter().map(|skipped| skipped.reason.as_str()).collect();
    assert_eq!(told, ["‘Parking database’ in ‘dataset’ is no system. Nothing of it was brought in"]);
}

#[test]
fn the_same_manifest_gives_the_same_ids_and_systems_are_found_at_any_depth() {
    let ids = |brought: &Brought| brought.drafts.iter().map(|draft| draft.activity.id.clone()).collect::<Vec<_>>();
    let first = manifest(MANIFEST);
    assert_eq!(ids(&first), ids(&manifest(MANIFEST)));
    let indented: String = MANIFEST.lines().map(|line| format!("    {line}\n")).collect();
    let deeper = manifest(&format!("fides:\n  resources:\n{indented}"));
    assert_eq!(ids(&deeper), ids(&first));
    assert_eq!(ids(&first).iter().collect::<std::collections::HashSet<_>>().len(), 3);
}

#[test]
fn what_is_no_manifest_is_refused_with_its_line() {
    let refused = |text: &str| with("systems.yml", |setting| fides::bring_manifest(text, setting)).unwrap_err().0;
    for (text, expected) in [
        ("system:\n  - fides_key: [unclosed\n", "not as YAML must be"),
        ("policy:\n  - fides_key: p\n", "holds no ‘system’"),
        ("just words", "holds no ‘system’"),
        (&format!("system: {}1{}", "[".repeat(5_000), "]".repeat(5_000)), "‘systems.yml’"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nsystem: [*g,*g,*g]\n",
            "‘systems.yml’",
        ),
    ] {
        let sentence = refused(text);
        assert!(sentence.contains(expected) && !sentence.contains(['\n', '{']), "{sentence}");
    }
}

const DATAMAP: &str = r#"[
 {"system.name": "Fides System", "system.fides_key": "System Fides Key", "system.privacy_declaration.data_use.name": "Purpose of Processing", "unioned_data_categories": "Categories of Personal Data (Fides Taxonomy)", "third_country_combined": "Third Country Transfers", "something.new": "New"},
 {"system.name": "Parking", "system.fides_key": "parking", "system.privacy_declaration.data_use.name": "Permits", "unioned_data_categories": "user.contact", "third_country_combined": "USA, GBR, CAN", "something.new": "one"},
 {"system.name": "Parking", "system.fides_key": "parking", "system.privacy_declaration.data_use.name": "Permits", "unioned_data_categories": "user.biometric", "third_country_combined": "USA, GBR, CAN", "something.new": "two"},
 {"system.name": "Parking", "system.fides_key": "parking", "system.privacy_declaration.data_use.name": "Appeals", "unioned_data_categories": "N/A", "third_country_combined": "GBR", "something.new": null},
 {"system.name": "Bins", "system.fides_key": "bins", "system.privacy_declaration.data_use.name": "Collections", "unioned_data_categories": "user", "third_country_combined": "N/A"}
]"#;

#[test]
fn rows_of_a_data_map_with_one_system_and_use_are_one_activity() {
    assert_eq!(recognise_text(DATAMAP), Some(Kind::FidesDatamap));
    let brought = with("map.json", |setting| fides::bring_datamap_text(DATAMAP, setting, &Unwatched)).unwrap();
    let titles: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Parking - Permits", "Parking - Appeals", "Bins"]);
    let permits = &brought.drafts[0].activity;
    assert_eq!(words(&permits.lines()[0].data_classes), ["Contact"]);
    assert_eq!(words(&permits.lines()[0].special_categories), ["Biometric"]);
    let countries: Vec<_> =
        permits.transfers.iter().flatten().map(|transfer| transfer.country.as_deref().unwrap()).collect();
    assert_eq!(countries, ["US", "CA"]);
    assert_eq!(kept(permits, "New"), Some("one\ntwo"));
    assert_eq!(brought.drafts[1].activity.transfers.as_deref(), Some(&[][..]), "GBR alone is none");
    assert_eq!(brought.drafts[1].activity.lines, None);
    assert_eq!(brought.drafts[2].activity.transfers, None, "N/A says nothing");
    assert_eq!(brought.mapping.iter().filter(|matched| matched.field.is_none()).count(), 1);
    is_stopped(with("map.json", |setting| fides::bring_datamap_text(DATAMAP, setting, &Stopped)));
    for text in ["[1]", "[{\"a\":", "[\"system.name\"]"] {
        let refusal = with("map.json", |setting| fides::bring_datamap_text(text, setting, &Unwatched)).unwrap_err().0;
        assert!(refusal.contains("‘map.json’"), "{refusal}");
    }
}

#[test]
fn a_data_map_in_rows_is_read_as_its_json_is() {
    let csv = "Fides System,System Fides Key,Purpose of Processing,Categories of Personal Data (Fides Taxonomy),Third Country Transfers,New\r\nParking,parking,Permits,user.contact,\"USA, GBR, CAN\",one\r\nParking,parking,Permits,user.biometric,\"USA, GBR, CAN\",two\r\nParking,parking,Appeals,N/A,GBR,\r\nBins,bins,Collections,user,N/A,\r\n";
    let keys = csv.replace("Fides System,System Fides Key,Purpose of Processing,Categories of Personal Data (Fides Taxonomy),Third Country Transfers", "system.name,system.fides_key,system.privacy_declaration.data_use.name,unioned_data_categories,third_country_combined");
    let of_json = with("map.json", |setting| fides::bring_datamap_text(DATAMAP, setting, &Unwatched)).unwrap();
    for text in [csv, &keys] {
        let book = book::read(text.as_bytes(), "map.csv").unwrap();
        assert_eq!(recognise(&book), Some(Kind::FidesDatamap));
        let brought = with("map.json", |setting| fides::bring_datamap(&book, setting, &Unwatched)).unwrap();
        for (one, other) in brought.drafts.iter().zip(&of_json.drafts) {
            let (mut one, mut other) = (one.activity.clone(), other.activity.clone());
            (one.imported, other.imported) = (None, None);
            assert_eq!(one, other);
        }
        assert_eq!(brought.drafts.len(), 3);
    }
}

fn sample(name: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/registers").join(name);
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: the shared sample {name} is not here");
    }
    text
}

#[test]
fn every_key_of_the_sample_manifest_is_a_value_or_kept() {
    let Some(text) = sample("B05_fides_sample_systems.yml") else { return };
    let brought = manifest(&text);
    assert_eq!(brought.drafts.len(), 6);
    let mut values = 0;
    for (place, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches("- ");
        let (key, value) = line.split_once(": ").unwrap_or(("", line));
        if value.is_empty() || value.ends_with(':') || key == "type" {
            continue;
        }
        let is_somewhere = brought.drafts.iter().any(|draft| {
            let imported = draft.activity.imported.as_ref().unwrap();
            let evidence = imported.evidence.iter().flatten().any(|entry| entry.found.as_deref() == Some(value));
            evidence
                || imported
                    .unmapped
                    .iter()
                    .flat_map(|pairs| &pairs.0)
                    .any(|pair| pair.value.as_deref().is_some_and(|kept| kept.lines().any(|line| line == value)))
        });
        assert!(is_somewhere, "line {}: {line}", place + 1);
        values += 1;
    }
    assert_eq!(values, 59);
}

#[test]
fn every_value_of_the_sample_data_map_is_a_value_or_kept() {
    let Some(text) = sample("B07_fides_datamap.json") else { return };
    let brought = with("map.json", |setting| fides::bring_datamap_text(&text, setting, &Unwatched)).unwrap();
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&text).unwrap();
    let mut values = 0;
    for (place, row) in rows.iter().enumerate().skip(1) {
        for (key, value) in row {
            let heading = rows[0][key].as_str().unwrap();
            let words = value.as_str().unwrap();
            assert!(
                is_told(&brought, heading, words, &format!("row {}", place + 1)),
                "row {}: {key} {words}",
                place + 1
            );
            values += 1;
        }
    }
    assert_eq!(values, 8 * 14);
    let titles: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.title.as_deref().unwrap()).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(brought.looks.is_empty(), "{:?}", brought.looks);
}
