//! The files of other systems: CISO Assistant and Fides. What they say is found, and nothing of it is dropped.

mod ciso;
mod fides;

use jiff::civil::date;
use ropa::domain::Text;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Vocabulary;
use ropa::formats::import::brought::Brought;
use ropa::formats::import::choices::{Progress, Refusal, Setting};

/// Reads with the words of every register.
fn with<T>(file: &str, read: impl Fn(&Setting) -> T) -> T {
    let lexicon = Lexicon::of(&Vocabulary::default());
    read(&Setting { file, lexicon: &lexicon, today: date(2026, 11, 24) })
}

/// For an import that the officer stops at once.
struct Stopped;

impl Progress for Stopped {
    fn goes_on(&self, _: usize, _: usize) -> bool {
        false
    }
}

fn is_stopped(answer: Result<Brought, Refusal>) {
    assert_eq!(answer.unwrap_err().0, "The import was stopped. Nothing was added");
}

fn words(list: &Option<Vec<Text>>) -> Vec<&str> {
    list.iter().flatten().map(|term| &**term).collect()
}

/// The words of one entry that found no field.
fn kept<'a>(activity: &'a Activity, heading: &str) -> Option<&'a str> {
    let unmapped = activity.imported.as_ref()?.unmapped.as_ref()?;
    unmapped.0.iter().find(|pair| pair.name.as_deref() == Some(heading))?.value.as_deref()
}

/// Whether the words stand with their place in the evidence of some activity, or under their heading among what found no field.
fn is_told(brought: &Brought, heading: &str, found: &str, at: &str) -> bool {
    brought.drafts.iter().any(|draft| {
        let imported = draft.activity.imported.as_ref().unwrap();
        let is_evidence = imported.evidence.iter().flatten().any(|entry| {
            let words = entry.found.as_deref().unwrap_or_default();
            entry.at.as_deref() == Some(at)
                && (words == found.trim() || found.contains(words) || words.contains(found.trim()))
        });
        let is_kept = imported.unmapped.iter().flat_map(|pairs| &pairs.0).any(|pair| {
            pair.name.as_deref() == Some(heading)
                && pair.value.as_deref().is_some_and(|value| value.contains(found.trim()))
        });
        is_evidence || is_kept
    })
}
