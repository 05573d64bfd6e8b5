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
