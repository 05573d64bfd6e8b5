//! What a file held when we last looked: enough to notice any change of it.

use std::fs::Metadata;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

/// What a file held when we last looked. Two stamps are of the same bytes when their hashes are equal; length and
/// time only make it cheap to ask whether a closer look is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// SHA-256 of all bytes.
    pub sha256: [u8; 32],
    /// How many bytes there were.
    pub length: u64,
    /// When the file was last changed, where the file system tells.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    /// SHA-256 of some bytes, as the stamp of a file that holds them has it.
    pub fn sha256_of(bytes: &[u8]) -> [u8; 32] {
        sha256(bytes)
    }

    /// The stamp of these bytes, read from a file of which `about` tells.
    pub(super) fn of(bytes: &[u8], about: &Metadata) -> Stamp {
        Stamp { sha256: sha256(bytes), length: bytes.len() as u64, modified: about.modified().ok() }
    }
}

/// SHA-256 of all the bytes.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes in hexadecimal digits, as a hash is written.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of 64 hexadecimal digits, lower case as `hexadecimal` writes them.
pub fn hash_of_digits(digits: &str) -> Option<[u8; 32]> {
    let mut hash = [0_u8; 32];
    for (byte, pair) in hash.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let [high, low] = pair else {
            return None;
        };
        let digit = |letter: u8| char::from(letter).to_digit(16).filter(|_| !letter.is_ascii_uppercase());
        *byte = u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?;
    }
    (digits.len() == 64).then_some(hash)
}
