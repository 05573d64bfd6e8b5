//! Words that lead a list in, or a sentence that holds one: which list it is. A lead-in is no term.

use super::heading::Topic;
use super::phrases::has;
use crate::domain::fold::fold;

/// Which list follows the words, told by them alone.
pub(super) fn topic(words: &str) -> Option<Topic> {
    let folded = fold(words);
    sensitive(&folded).or_else(|| {
        if has(&folded, &["not share", "never share", "not disclose", "your rights", "right to"]) {
            return None;
        }
        // The Article 9 tests come first and the widest last.
        let told: &[(&[&str], &[&str], Topic)] = &[
            (&["share", "shared", "disclose", "disclosed", "traded", "pass"], &[" with", " to "], Topic::Recipients),
            (&["this information"], &[" about"], Topic::Subjects),
            (
                &["process", "hold", "collect"],
                &[" about:", " about our:", " about the following", " about you and"],
                Topic::Subjects,
            ),
            (&["obtain", "receive", "collected", "get ", "comes"], &[" from"], Topic::Sources),
            (
                &["information", "data"],
                &["include", "including", "such as", "following", "we collect", "we process", "we hold", "may collect"],
                Topic::Data,
            ),
            (
                &["use ", "used", "process", "need", "collect"],
                &[" to:", " in order to", " for:", "purposes", "to enable us", "so that"],
                Topic::Purposes,
            ),
        ];
        let found = told.iter().find(|(first, second, topic)| {
            has(&folded, first) && has(&folded, second) && !(*topic == Topic::Data && purposes_first(&folded))
        });
        found.map(|(_, _, topic)| *topic)
    })
}

/// `We use your information for the following reasons`: words of data that lead purposes in.
fn purposes_first(folded: &str) -> bool {
    !has(folded, &[" include"]) && has(folded, &["purposes", "reasons", " to:", "in order to:", "so that we"])
}

/// Whether the words lead special categories or criminal offence data in.
pub(super) fn sensitive(folded: &str) -> Option<Topic> {
    if has(folded, &["condition", "lawful basis", "legal basis", "article 9(2)", "rely on", "schedule 1"]) {
        return None;
    }
    let special = has(folded, &["special categor", "sensitive"]);
    let criminal = has(folded, &["criminal offence data", "criminal conviction", "criminal offences", "offence data"]);
    match (special, criminal) {
        (true, _) => Some(Topic::Special),
        (false, true) => Some(Topic::Criminal),
        (false, false) => None,
    }
}
