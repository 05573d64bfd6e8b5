//! The short random ids by which activities, lines and transfers are known.

use crate::domain::Text;
use crate::domain::record::Member;
use serde::{Deserialize, Serialize};

/// Eight characters of Crockford base32. Never shown where a title will do, never used again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Option<Text>);

impl Id {
    /// The id as it stands in the file; empty where a hand-made file has none.
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// Whether the file gave none.
    pub fn is_missing(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Id(Some(text.into()))
    }
}

impl Member for Id {
    type Value = Text;

    fn holding(text: Text) -> Self {
        Id(Some(text))
    }

    fn is_absent(&self) -> bool {
        self.is_missing()
    }
}

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A stream of new ids from one random seed, so that a test can fix them.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// A stream that starts at `seed`; the outside world gives a random one.
    pub fn seeded(seed: u64) -> Self {
        Ids { state: seed }
    }

    /// The next id for which `taken` is false.
    pub fn fresh(&mut self, taken: impl Fn(&Id) -> bool) -> Id {
        loop {
            let mut bits = self.next();
            let text: String = (0..8)
                .map(|_| {
                    let letter = LETTERS.get((bits & 31) as usize).copied().unwrap_or(b'0');
                    bits >>= 5;
                    char::from(letter)
                })
                .collect();
            let id = Id::from(text.as_str());
            if !taken(&id) {
                return id;
            }
        }
    }

    /// SplitMix64: every seed runs through all 2^64 values before it repeats.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.state;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }
}
