//! A value that can be taken out of the history: it is part of the chain only through a salted hash.

use crate::domain::{Text, tree};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A value as its JSON text, or what is left of it after it was redacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// The value.
    Open(Text),
    /// The value was taken out.
    Redacted {
        /// SHA-256 over the entry's salt, which is gone, and the value's text.
        sha256: Text,
        /// What is left of the value, with a mark in the place of what was taken out. The redaction's own entry answers for it.
        left: Option<Text>,
    },
}

impl Sealed {
    pub(super) fn of(value: &Value) -> Sealed {
        Sealed::Open(value.to_string().into())
    }

    /// The JSON text as far as it is there.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Sealed::Open(text) => Some(text),
            Sealed::Redacted { left, .. } => left.as_ref(),
        }
    }

    /// The value as far as it is there.
    pub fn value(&self) -> Option<Value> {
        tree::read(self.text()?).ok()
    }

    /// Whether something was taken out.
    pub fn is_redacted(&self) -> bool {
        matches!(self, Sealed::Redacted { .. })
    }

    /// What stands for the value in the chain.
    pub(super) fn seal(&self, salt: &str) -> Text {
        match self {
            Sealed::Open(text) => {
                let mut hash = Sha256::new();
                hash.update(salt.as_bytes());
                hash.update(text.as_bytes());
                hex(&hash.finalize())
            }
            Sealed::Redacted { sha256, .. } => sha256.clone(),
        }
    }
}

/// SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> Text {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> Text {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect::<String>().into()
}
