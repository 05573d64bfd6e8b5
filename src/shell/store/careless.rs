//! A careless program: it saves in place, piece by piece, whatever the disk answers, whoever else saved meanwhile; and it leaves
//! out most of what the journal is told. It is there only with the feature `unsafe-save`, by which the tests from outside show
//! that they find damage and loss. Never for a register.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::replace::Saved;
use super::stamp::{Stamp, sha256};

/// How many bytes are given to the disk at once.
const PIECE: usize = 128;

/// Of so many lines of the journal, one is written.
const LINES: usize = 4;

/// Whether a save is to be careless: in such a program every one is. Asked as a question, so that the steps of the true save still
/// count as in use.
pub(crate) fn is_wanted() -> bool {
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

/// Whether a line behind the first ones of a journal is left out: three of four are.
pub(crate) fn leaves_out_line() -> bool {
    static TOLD: AtomicUsize = AtomicUsize::new(1);
    !TOLD.fetch_add(1, Ordering::Relaxed).is_multiple_of(LINES)
}
