//! Ways of saying that data go anywhere, or that they stay.

use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::Tokens;
use std::sync::LazyLock;

/// Words that say anywhere, whatever else is said.
pub(super) static STRONG: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "worldwide",
        "world wide",
        "world-wide",
        "around the world",
        "anywhere in the world",
        "countries or territories around the world",
        "any country",
        "rest of the world",
        "throughout the world",
        "all over the world",
        "across the world",
        "unspecified country",
        "countries unspecified",
    ])
});

/// Words that say abroad; they count where no country is named.
pub(super) static WEAK: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "overseas",
        "abroad",
        "outside the UK",
        "outside UK",
        "outside of the UK",
        "outside the EEA",
        "outside of the EEA",
        "outside the European Economic Area",
        "outside the United Kingdom",
        "outside the UK and EEA",
        "outside the EU",
        "various countries",
        "various",
        "global",
        "globally",
        "international",
        "internationally",
        "third countries",
        "other countries",
        "third country",
        "not specified",
        "non-EEA",
        "non-UK",
    ])
});

/// Whole parts that say that data stay.
pub(super) static STAYS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(&[
        "UK",
        "UK only",
        "in UK only",
        "United Kingdom",
        "United Kingdom only",
        "within the UK",
        "in the UK",
        "held in the UK",
        "hosted UK",
        "hosted in UK",
        "hosted in the UK",
        "stored in the UK",
        "UK hosted",
        "UK based",
        "UK based only",
        "data held in the UK",
        "all in the UK",
        "all within the UK",
        "all data in the UK",
        "data stays in the UK",
        "within UK",
        "within UK only",
        "within the UK only",
        "all held in the UK",
        "all held within the UK",
        "remains in the UK",
        "stays in the UK",
        "not outside the UK",
        "not outside UK",
        "none outside the UK",
        "none outside UK",
        "none transferred",
        "no transfer",
        "no transfers",
        "no overseas transfer",
        "no overseas transfers",
        "no international transfers",
        "not transferred",
        "not transferred overseas",
        "not applicable",
        "no restricted transfers",
        "no restricted transfer",
        "no third countries",
        "no third country transfers",
        "England",
        "GB",
        "keine",
        "keiner",
        "kein Drittlandtransfer",
        "UK data centre",
        "UK data centres",
        "UK servers",
        "UK servers only",
    ])
});

/// Wordings that only have to stand there.
pub(super) struct Words(Phrases<()>);

impl Words {
    fn of(wordings: &[&str]) -> Words {
        Words(Phrases::of(wordings.iter().map(|words| (*words, ()))))
    }

    pub fn first(&self, tokens: &Tokens) -> Option<usize> {
        (0..tokens.len()).find(|at| self.0.at(tokens, *at).is_some())
    }

    pub fn whole(&self, text: &str) -> Option<()> {
        self.0.whole(text).copied()
    }
}
