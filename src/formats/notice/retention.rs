//! How long the data of a notice are kept.

use super::heading::Topic;
use super::phrases::has;
use super::sections::Section;
use super::transfers;
use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::line::Retention;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::retention::{self, Why};

/// What a notice says of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// The retention, its text always there.
    pub retention: Retention,
    /// Why no period was taken.
    pub look: Option<Why>,
    /// The kind of empty, where the notice says no more.
    pub absence: Option<Absence>,
    /// The words.
    pub found: Text,
    /// The line of the first.
    pub line: usize,
}

/// Reads the section of retention, else the paragraphs that tell of it under no heading.
pub(super) fn read(sections: &mut [Section]) -> Option<Told> {
    let mut words: Vec<String> = Vec::new();
    let mut line = 0;
    let has_section = sections.iter().any(|section| section.topic == Some(Topic::Retention));
    for section in sections.iter_mut() {
        let here = section.topic == Some(Topic::Retention);
        let elsewhere = !matches!(
            section.topic,
            Some(Topic::Other | Topic::Basis | Topic::Conditions | Topic::Transfers | Topic::Further)
        );
        let loose = matches!(section.topic, None | Some(Topic::About | Topic::Description | Topic::Security));
        let free = !has_section && elsewhere;
        let mut keeps = false;
        for part in section.parts.iter_mut().filter(|part| !part.used && (here || free)) {
            let folded = fold(&part.text);
            let about = is_about(&folded) && (here || loose || (!part.is_item() && tells(&folded)));
            let other = is_security(&folded) || transfers::is_about(&folded);
            // Items and sentences behind one that tells of time go with it.
            if !about && (!here || other) {
                keeps = false;
                continue;
            }
            part.used = true;
            line = if line == 0 { part.line } else { line };
            words.push(if part.is_item() && keeps { format!("• {}", part.text) } else { part.text.to_string() });
            keeps = true;
        }
    }
    let text: Text = words.join(" ").into();
    if text.is_empty() {
        return None;
    }
    if let Some(found) = absence::read(&text) {
        return Some(Told { retention: Retention::default(), look: None, absence: Some(found), found: text, line });
    }
    let kept = retention::read(&text)?;
    let mut retention = kept.retention;
    retention.text = Some(text.clone());
    Some(Told { retention, look: kept.look, absence: None, found: text, line })
}

/// Whether a sentence under another heading begins as one of time does.
fn tells(folded: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "we keep",
        "we only keep",
        "we hold",
        "we retain",
        "we will keep",
        "we will only keep",
        "we will hold",
        "we will retain",
        "we store",
        "records are",
        "your information will be",
        "your data will be",
        "your personal data will be",
        "information is kept",
    ];
    BEGINNINGS.iter().any(|start| folded.starts_with(start))
}

fn is_about(folded: &str) -> bool {
    let kept = has(
        folded,
        &["keep", "kept", "retain", "retention", "hold ", "held", "delet", "destroy", "dispos", "stored for", "store "],
    );
    let time = has(
        folded,
        &[
            "year",
            "month",
            "long",
            "period",
            "schedule",
            "for ever",
            "forever",
            "permanent",
            "indefinite",
            "until",
            "no longer",
            "days",
            "retention",
            "weeks",
            "time",
        ],
    );
    kept && time
}

fn is_security(folded: &str) -> bool {
    has(folded, &["securely", "security of", "security measures", "unauthorised", "encrypt"])
        && !has(folded, &["year", "month", "how long"])
}
