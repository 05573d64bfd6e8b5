//! The sample registers of ../shared, where they are at hand.

use ropa::formats::import::book::{self, Book};
use ropa::formats::import::brought::Kind;
use ropa::formats::import::choices::Choices;

use super::account::{bring, unaccounted};

fn sample(name: &str) -> Option<Book> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/registers").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    let bytes = std::fs::read(&path).expect("the sample is read");
    Some(book::read(&bytes, name).expect("it is a workbook"))
}

#[test]
fn the_regulators_template_as_officers_fill_it_in_becomes_its_activities() {
    let Some(book) = sample("C01_ico_template_as_filled.xlsx") else { return };
    let (table, matched, brought) = bring(&book, &Choices::default()).expect("it is brought");
    for one in &matched {
        println!("{:?} {:?} {} {:?}", one.heading, one.field, one.confidence, one.by);
    }
    println!("{:#?}", brought.organisation);
    for draft in &brought.drafts {
        println!("--- {} {:?} repeats {:?}\n{}", draft.at, draft.key, draft.repeats, serde_json::to_string_pretty(&draft.activity).expect("json"));
    }
    for skipped in &brought.skipped { println!("{skipped:?}"); }
    for look in &brought.looks { println!("{look:?}"); }
    let _ = (table.kind, Kind::RegulatorTemplate);
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
}

#[test]
fn a_german_register_with_a_banner_becomes_its_activities() {
    let Some(book) = sample("B01_vvt_art30_de.xlsx") else { return };
    let (table, matched, brought) = bring(&book, &Choices::default()).expect("it is brought");
    for one in &matched {
        println!("{:?} {:?} {} {:?}", one.heading, one.field, one.confidence, one.by);
    }
    println!("{:#?}", brought.organisation);
    for draft in &brought.drafts {
        println!("--- {} {:?} repeats {:?}\n{}", draft.at, draft.key, draft.repeats, serde_json::to_string_pretty(&draft.activity).expect("json"));
    }
    for skipped in &brought.skipped { println!("{skipped:?}"); }
    for look in &brought.looks { println!("{look:?}"); }
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
}
