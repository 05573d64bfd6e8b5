//! Ids that are made of what a record was brought in from, so that two people who bring in one file get the same ids.

use sha2::{Digest, Sha256};

use crate::domain::id::Id;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The id for a source and the keys that tell the record apart in it.
pub(crate) fn derived(parts: &[&str]) -> Id {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let bits = hash.finalize().iter().take(8).fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |place: u32| {
        let five = usize::try_from(bits >> (5 * place) & 31).unwrap_or_default();
        LETTERS.get(five).map_or('0', |letter| char::from(*letter))
    };
    Id::from((0..8).map(letter).collect::<String>().as_str())
}
