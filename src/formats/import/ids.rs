//! The ids of what is brought in, worked out from the kind of file and a key in it: whoever brings in the same thing gets the same id.

use crate::domain::activity::Activity;
use crate::domain::id::Id;
use crate::formats::import::brought::Kind;
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// The id of the thing that a kind of file knows under a key, and the next one of its row for which `taken` is false.
///
/// The name and folder of the file have no part in it, so that the same file from two places meets. A line or transfer of an
/// activity has the activity's key with a part of its own behind it, such as `HR-01\nline 2`.
pub fn derived(kind: Kind, key: &str, taken: impl Fn(&Id) -> bool) -> Id {
    let mut turn: u32 = 0;
    loop {
        let hash = Sha256::digest(format!("ropa\n{}\n{key}\n{turn}", kind.name()));
        for bytes in hash.chunks_exact(5) {
            let id = letters(bytes);
            if !taken(&id) {
                return id;
            }
        }
        turn += 1;
    }
}

/// Gives an activity, its lines and transfers the ids that they lack, from the key of the activity.
pub fn complete(activity: &mut Activity, kind: Kind, key: &str) {
    let mut taken: HashSet<Id> = HashSet::new();
    let mut settle = |id: &mut Id, part: &str| {
        if id.is_missing() {
            *id = derived(kind, &format!("{key}{part}"), |id| taken.contains(id));
        }
        taken.insert(id.clone());
    };
    settle(&mut activity.id, "");
    for (place, line) in activity.lines.iter_mut().flatten().enumerate() {
        settle(&mut line.id, &format!("\nline {}", place + 1));
    }
    for (place, transfer) in activity.transfers.iter_mut().flatten().enumerate() {
        settle(&mut transfer.id, &format!("\ntransfer {}", place + 1));
    }
}

/// Forty bits as eight letters.
fn letters(bytes: &[u8]) -> Id {
    let number = bytes.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    let text: String = (0..8_u64).rev().map(|place| letter(number >> (5 * place))).collect();
    Id::from(text.as_str())
}

/// One letter of Crockford's thirty-two.
fn letter(bits: u64) -> char {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    LETTERS.get((bits & 31) as usize).copied().map_or('0', char::from)
}
