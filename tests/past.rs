//! A history beside the register of a story, as its saves would have left it: five states, the last one the file itself.

use crate::story::Story;
use ropa::domain::id::Ids;
use ropa::domain::register::{Register, Stamp};
use ropa::formats::history::{Draft, History, Salts};
use ropa::formats::json::{self, Form};
use ropa::shell::store::history_path;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// The id of School transport: applications and eligibility, PA-0007.
pub const TRANSPORT: &str = "tn7tzn1n";
/// The id of Library membership, PA-0014.
const LIBRARY: &str = "d5g0sj8m";

/// Gives a register its history. Today is 24 November 2026.
pub fn write(story: &Story) {
    let path = story.path();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(history_path(&path), history(&bytes)).unwrap();
}

/// Where the history of a story stands.
pub fn file(story: &Story) -> PathBuf {
    history_path(&story.path())
}

/// The history of a register that is the sample, or its demo.
pub fn history(bytes: &[u8]) -> String {
    history_by(bytes, ["A Shah", "M Price", "J Evans"])
}

/// The history of a register with the activities of the sample, by these people.
pub fn history_by(bytes: &[u8], people: [&str; 3]) -> String {
    let last: Value = serde_json::from_slice(bytes).unwrap();
    // From the present back to the beginning.
    let mut october = last.clone();
    edit(&mut october, TRANSPORT, |activity| {
        activity["lines"][0]["recipients"] = json!(["Schools", "Coach and taxi operators"]);
        activity["dpia"]["progress"] = json!("screening");
    });
    let mut september = october.clone();
    edit(&mut september, TRANSPORT, |activity| {
        activity["lines"][0]["retention"] = json!({ "text": "6 years from closure" });
        activity["owner"] = json!("M Price");
    });
    edit(&mut september, LIBRARY, |activity| activity["team"] = json!("Libraries and archives"));
    let marshals = json!({ "id": "0marsha1", "reference": "PA-0099", "title": "Taxi marshals at the rank",
        "description": "Volunteers who keep order at night", "owner": "M Price" });
    september["activities"].as_array_mut().unwrap().insert(8, marshals);
    let mut outside = september.clone();
    edit(&mut outside, TRANSPORT, |activity| activity["description"] = json!("Deciding who travels free to school."));
    let mut first = outside.clone();
    edit(&mut first, TRANSPORT, |activity| activity["lawful_bases"] = json!([{ "basis": "6(1)(a)" }]));
    let mut salts = Salts::of([7; 32]);
    let mut draft = Draft::behind(Vec::new(), "2024-06-12T11:20:00Z", "J Evans", &mut salts);
    let [first, outside, september, october] = [first, outside, september, october].map(|state| state.to_string());
    let hash = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    draft.snapshot(&read(first.as_bytes()), Form::default(), Some(&hash(first.as_bytes())));
    let mut before = first.into_bytes();
    let saves: [(&str, &str, Vec<u8>); 4] = [
        ("2025-09-03T09:55:00Z", people[0], outside.into_bytes()),
        ("2026-09-30T08:00:00Z", "", september.into_bytes()),
        ("2026-10-02T15:10:00Z", people[1], october.into_bytes()),
        ("2026-11-24T09:12:40Z", people[2], bytes.to_vec()),
    ];
    for (at, who, bytes) in saves {
        draft.now_by(at, who);
        let after = read(&bytes);
        draft.changes(&read(&before), &after);
        if who.is_empty() {
            draft.found(&hash(&bytes), Form::default(), after.stamp(), false);
        } else {
            let stamp = Stamp { history: draft.head().cloned(), ..after.stamp().cloned().unwrap_or_default() };
            draft.save(&hash(&bytes), Form::default(), &stamp, None);
        }
        before = bytes;
    }
    draft.lines()
}

/// The history of a story as it stands on disk.
pub fn entries(story: &Story) -> History {
    History::read(&std::fs::read(file(story)).unwrap()).unwrap()
}

/// The register in some bytes.
pub fn read(bytes: &[u8]) -> Register {
    json::read(bytes, &mut Ids::seeded(1)).unwrap().register
}

fn edit(register: &mut Value, id: &str, change: impl FnOnce(&mut Value)) {
    let activities = register["activities"].as_array_mut().unwrap();
    change(activities.iter_mut().find(|activity| activity["id"] == id).unwrap());
}
