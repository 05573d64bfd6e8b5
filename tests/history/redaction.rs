//! A value taken out of the history is gone, and the chain stays whole.

use super::{Kept, sha256, small, text};
use crate::register_file::PAGE;
use ropa::domain::edit::Edit;
use ropa::domain::field::Value;
use ropa::domain::id::Ids;
use ropa::domain::subject::{Place, Subject};
use ropa::formats::history::{Flaw, NotRedacted, Redacted, Request, Salts, verify};

fn redact(kept: &Kept, entry: &str, everywhere: bool) -> Result<Redacted, NotRedacted> {
    let register = (&kept.register, kept.form);
    let request = Request { entry, everywhere, reason: "Asked for", at: "2026-04-01T10:00:00Z", who: "DPO", register };
    kept.read().redacted(&request, &mut Salts::of([3; 32]))
}

#[test]
fn a_redacted_value_is_nowhere_and_the_chain_is_whole() {
    for (field, put, after) in [
        ("notes", text("Ask J. Smith (\"Joe\") of 1 High Street"), text("Ask the team")),
        ("owner", text("J. Smith"), text("Head of Service")),
        ("tags", Value::Terms(vec!["audit-2026".into(), "J. Smith".into()]), Value::Terms(vec!["audit-2026".into()])),
        ("title", text("The case of J. Smith"), text("Casework")),
    ] {
        let mut kept = Kept::from(PAGE);
        kept.put(0, field, put);
        kept.put(0, "team", text("Another team"));
        kept.put(0, field, after);
        kept.put(0, "directorate", text("Places"));
        let head = kept.read().heads()[0].hash.clone();
        assert!(String::from_utf8_lossy(&kept.history).contains("J. Smith"));
        let redacted = redact(&kept, &kept.change(field).hash, true).unwrap();
        assert!(redacted.entries >= 2, "{field}");
        kept.history = redacted.bytes;
        // The stamp of the page bears the same name; it is nobody's value.
        let names = String::from_utf8_lossy(&kept.history).replace(r#""by":"J. Smith""#, "");
        assert!(!names.contains("J. Smith") && !names.contains("High Street"), "{field}: {names}");
        assert_eq!(kept.verify(), [], "{field}");
        assert_eq!(verify(&kept.history, &kept.file, Some(&head)), []);
        let history = kept.read();
        assert_eq!(history.replay(&history.heads()[0].hash).unwrap().bytes(), kept.file);
        // And it goes on.
        kept.put(0, "team", text("A third team"));
        assert_eq!(kept.verify(), []);
    }
}

#[test]
fn a_row_known_by_the_value_is_redacted_with_its_key() {
    let mut kept = Kept::from(PAGE);
    let mut ids = Ids::seeded(1);
    let cells =
        [("name", "Mrs [J.] Smith"), ("contact", "first@contact.example"), ("contact", "second@contact.example")];
    let steps = cells.map(|(cell, value)| (Some(cell), value)).into_iter().chain([(None, "")]);
    for (cell, value) in steps {
        let before = Subject::Activity(kept.register.activities()[0].clone());
        let mut after = before.clone();
        match cell {
            Some(cell) => after.set(&Place::cell("joint_controllers", 0, cell), text(value), &mut ids).unwrap(),
            None => after.remove_row("joint_controllers", 0),
        }
        let mut register = kept.register.clone();
        Edit::replace("Change".to_owned(), before, after).apply(&mut register);
        kept.save(&register);
    }
    let name = "Mrs [J.] Smith";
    assert!(String::from_utf8_lossy(&kept.history).matches("[J.]").count() > 3);
    let entry = kept
        .read()
        .entries()
        .iter()
        .rev()
        .find(|entry| entry.change().is_some_and(|change| change.from.is_some() && change.to.is_none()))
        .unwrap()
        .hash
        .clone();
    let redacted = redact(&kept, &entry, true).unwrap();
    assert!(redacted.texts.iter().any(|text| **text == *name));
    kept.history = redacted.bytes;
    assert!(!String::from_utf8_lossy(&kept.history).contains("[J.]"));
    assert_eq!(kept.verify(), []);
    let history = kept.read();
    for entry in history.entries() {
        assert!(history.replay(&entry.hash).is_ok(), "{entry:#?}");
    }
}

#[test]
fn only_the_entry_that_was_named_is_redacted_where_no_more_was_asked() {
    let mut kept = Kept::from(PAGE);
    kept.put(0, "owner", text("J. Smithson"));
    let first = kept.change("owner").hash;
    kept.put(0, "owner", text("Head of Service"));
    let redacted = redact(&kept, &first, false).unwrap();
    // The value before stands in the beginning too, the value after in the next change.
    assert_eq!((redacted.entries, redacted.left), (1, 2));
    kept.history = redacted.bytes;
    assert_eq!(kept.verify(), []);
}

#[test]
fn what_the_register_still_holds_is_not_taken_out() {
    let mut kept = small();
    let entry = kept.change("notes").hash;
    assert_eq!(redact(&kept, &entry, true).unwrap_err(), NotRedacted::NothingToTakeOut);
    let save = kept.read().heads()[0].hash.clone();
    assert_eq!(redact(&kept, &save, true).unwrap_err(), NotRedacted::NoChange);
    assert_eq!(redact(&kept, "no such", true).unwrap_err(), NotRedacted::NoChange);
    kept.register = super::put(&kept.register, 0, "team", text("Unsaved"));
    assert_eq!(redact(&kept, &entry, true).unwrap_err(), NotRedacted::OtherRegister);
}

#[test]
fn every_change_to_a_redacted_history_is_found() {
    let mut kept = small();
    kept.put(1, "notes", text("Kept short"));
    kept.history = redact(&kept, &kept.change("notes").hash, true).unwrap().bytes;
    assert_eq!(kept.verify(), []);
    for place in 0..kept.history.len() {
        let mut forged = kept.history.clone();
        forged[place] ^= 1;
        assert_ne!(verify(&forged, &kept.file, None), [], "byte {place}");
    }
    let lines: Vec<&str> = std::str::from_utf8(&kept.history).unwrap().split_inclusive('\n').collect();
    for place in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(place);
        assert_ne!(verify(without.concat().as_bytes(), &kept.file, None), [], "without line {place}");
    }
    let without_last = lines[..lines.len() - 1].concat();
    let flaws = verify(without_last.as_bytes(), &kept.file, None);
    assert!(flaws.iter().all(|broken| broken.what == Flaw::RedactedUnsaid), "{flaws:?}");
    assert!(kept.read().knows_file(&sha256(&kept.file)).is_some());
}
