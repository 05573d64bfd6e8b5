//! What a notice says of data outside the United Kingdom.

use super::heading::Topic;
use super::phrases::{has, sentences};
use super::sections::Section;
use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::transfer::Transfer;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::{mechanism, places};

/// What a notice says of transfers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// The transfers, without ids; empty where the notice says that there are none.
    pub transfers: Vec<Transfer>,
    /// The kind of empty, where the notice says that the question does not apply or is open.
    pub absence: Option<Absence>,
    /// The words.
    pub found: Text,
    /// The line of the first.
    pub line: usize,
    /// The region, where one is named and no country.
    pub region: Option<Text>,
}

/// Reads the section of transfers, else the paragraphs elsewhere that tell of them.
pub(super) fn read(sections: &mut [Section]) -> Option<Told> {
    let mut words: Vec<Text> = Vec::new();
    let mut line = 0;
    for section in sections.iter_mut().filter(|section| section.topic == Some(Topic::Transfers)) {
        for part in section.parts.iter_mut().filter(|part| !part.used) {
            part.used = true;
            line = if line == 0 { part.line } else { line };
            words.push(part.text.clone());
        }
    }
    if words.is_empty() {
        let told = |topic: Option<Topic>| !matches!(topic, Some(Topic::Other | Topic::Subjects | Topic::Purposes));
        let parts = sections.iter_mut().filter(|section| told(section.topic)).flat_map(|section| &mut section.parts);
        for part in parts.filter(|part| !part.used && is_about(&fold(&part.text))) {
            part.used = true;
            line = if line == 0 { part.line } else { line };
            words.push(part.text.clone());
        }
    }
    (!words.is_empty()).then(|| of(&words.join(" ").into(), line))
}

/// Whether a paragraph tells where data go.
pub(super) fn is_about(folded: &str) -> bool {
    let place = has(
        folded,
        &[
            "outside the uk",
            "outside of the uk",
            "outside the united kingdom",
            "european economic area",
            "(eea)",
            "outside the eea",
            "overseas",
            "other countries",
            "third countr",
        ],
    );
    let moves = has(folded, &["transfer", "held", "stored", "store ", "sent", "process", "shared"]);
    place && moves
}

fn of(text: &Text, line: usize) -> Told {
    let mut told = Told { transfers: Vec::new(), absence: None, found: text.clone(), line, region: None };
    let folded = fold(text);
    // `None outside the European Economic Area` says nothing of the countries inside it.
    if folded.starts_with("none outside") {
        told.region = Some("EEA".into());
        return told;
    }
    match absence::read(text) {
        Some(Absence::None) => return told,
        Some(found) => {
            told.absence = Some(found);
            return told;
        }
        None => {}
    }
    let found = places::read(text);
    let denied = found.inside_uk || sentences(text).iter().any(|sentence| denies(&fold(sentence)));
    let goes = found.countries.iter().any(|country| !matches!(&*country.code, "GB" | "EEA" | "EU"));
    if denied && !goes && !may(&folded) {
        told.region = has(&folded, &["eea", "european economic area", "european union"]).then(|| "EEA".into());
        return told;
    }
    let means = mechanism::read(text);
    let means = means.first().filter(|_| means.len() == 1).map(|found| found.code.clone());
    for country in found.countries.iter().filter(|country| &*country.code != "GB") {
        told.transfers.push(Transfer {
            country: Some(country.code.clone()),
            mechanism: means.clone(),
            notes: Some(text.clone()),
            ..Transfer::default()
        });
    }
    if told.transfers.is_empty() {
        let country = Some("unspecified".into());
        told.transfers.push(Transfer { country, mechanism: means, notes: Some(text.clone()), ..Transfer::default() });
    }
    let only_region = found.countries.iter().all(|country| matches!(&*country.code, "EEA" | "EU"));
    told.region = found.countries.first().filter(|_| only_region).map(|country| country.code.clone());
    told
}

/// Whether a sentence says that nothing leaves.
fn denies(folded: &str) -> bool {
    let denied = has(
        folded,
        &[
            "do not transfer",
            "not transferred",
            "not be transferred",
            "will not transfer",
            "not sent",
            "not send",
            "never transfer",
            "no data is transferred",
            "no transfers",
            "no personal data is transferred",
            "not stored outside",
            "not be stored outside",
            "not processed outside",
            "not leave the uk",
            "none outside",
            "do not store",
            "not be sent",
            "no information is transferred",
            "do not process",
            "not share",
        ],
    );
    let stays = has(
        folded,
        &[
            "within the uk",
            "within the united kingdom",
            "only in the uk",
            "inside the uk",
            "in the uk only",
            "only in the united kingdom",
        ],
    );
    (denied || (stays && !folded.contains("outside")))
        && !has(folded, &["unless", "except", "routinely", "normally", "usually", "without"])
}

/// Whether the text says somewhere that something may leave after all.
fn may(folded: &str) -> bool {
    has(
        folded,
        &[
            "it may sometimes be necessary",
            "may be transferred",
            "may transfer",
            "some personal data",
            "is held outside",
            "sometimes",
        ],
    )
}
