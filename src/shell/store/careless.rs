//! The save of a careless program: in place, piece by piece, whatever the disk answers, whoever else saves. It is there only with
//! the feature `unsafe-save`, by which the tests from outside show that they find damage and loss. Never for a register.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::replace::Saved;
use super::stamp::{Stamp, sha256};

/// How many bytes are given to the disk at once.
const PIECE: usize = 128;

/// Whether a save is to be careless: in such a program every one is. Asked as a question, so that the steps of the true save still
/// count as in use.
pub(super) fn is_wanted() -> bool {
    true
}

/// Puts bytes straight into the place of a file, and says that they are saved.
pub(super) fn save(path: &Path, bytes: &[u8]) -> Saved {
    if let Ok(mut file) = File::create(path) {
        for piece in bytes.chunks(PIECE) {
            let _ = file.write_all(piece);
        }
    }
    Saved { stamp: Stamp { sha256: sha256(bytes), length: bytes.len() as u64, modified: None }, notes: Vec::new() }
}
