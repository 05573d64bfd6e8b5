//! What a register's file holds, for comparing two of them: all but the stamp of the save, or nothing where it is no whole register.

use ropa::domain::id::Ids;
use ropa::formats::json;
use serde_json::{Value, json};

/// What a file holds apart from the stamp; nothing where it does not load.
pub fn content(bytes: &[u8]) -> Option<Value> {
    json::read(bytes, &mut Ids::seeded(1)).ok()?;
    let mut register: Value = serde_json::from_slice(bytes).ok()?;
    register.as_object_mut()?.remove("saved");
    Some(register)
}

/// As `content`, apart also from the register's own id, which chance gives to a new one.
#[cfg(target_os = "linux")]
pub fn content_of_new(bytes: &[u8]) -> Option<Value> {
    let mut register = content(bytes)?;
    register.as_object_mut()?.remove("id");
    Some(register)
}

/// A small register whose activities have the ids and titles `a0000000`, `a0000001` and so on.
pub fn small(activities: usize) -> String {
    let activities: Vec<Value> = (0..activities)
        .map(|number| json!({ "id": named(number), "title": named(number), "owner": "Nobody yet", "tags": ["kept"] }))
        .collect();
    let register = json!({
        "format": "ropa-register", "version": 1, "id": "h5v0n3wc",
        "saved": { "revision": "c3m9t5ah", "previous": [], "by": "A. Shah", "on": "2026-11-01T10:00:00Z" },
        "organisation": { "name": "Anytown" }, "activities": activities,
    });
    let loaded = json::read(register.to_string().as_bytes(), &mut Ids::seeded(1)).unwrap();
    String::from_utf8(json::write(&loaded.register, loaded.form)).unwrap()
}

/// The id and title of one of them.
pub fn named(number: usize) -> String {
    format!("a{number:07}")
}
