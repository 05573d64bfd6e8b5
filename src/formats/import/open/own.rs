//! A register of this program brought into another one, or activities as `ropa add` reads them: everything is kept.

use super::refused;
use crate::domain::activity::Activity;
use crate::domain::fold::fold;
use crate::domain::id::Ids;
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Draft, Kind, Look, Source};
use crate::formats::import::choices::{Progress, Refusal, Setting};
use crate::formats::import::ids::complete;
use crate::formats::json::activities::read_activities;
use crate::formats::json::problem::ReadProblem;
use crate::formats::json::{self, Loaded};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// What a JSON file of ours holds.
#[derive(Clone, Debug, Default)]
pub struct Own {
    organisation: Option<Arc<Organisation>>,
    vocabulary: Option<Arc<Vocabulary>>,
    activities: Vec<Arc<Activity>>,
    /// How many clashes of two people's changes are not settled in it.
    clashes: usize,
}

/// Reads a register, or activities by themselves.
pub(super) fn read(bytes: &[u8], file: &str) -> Result<Own, Refusal> {
    let refused = |problem: &ReadProblem| {
        Refusal(say("import.refused.json", &[("file", file), ("problem", &problem.sentence())]))
    };
    match json::read(bytes, &mut seeded(bytes)) {
        Ok(Loaded { newer: Some(_), .. }) => Err(self::refused("import.refused.newer", file)),
        Ok(Loaded { register, .. }) => {
            let head = register.file();
            let (organisation, vocabulary) = (head.organisation.clone(), head.vocabulary.clone());
            let clashes = register.conflicts().len();
            Ok(Own { organisation, vocabulary, activities: register.activities().to_vec(), clashes })
        }
        Err(ReadProblem::NotARegister | ReadProblem::WrongKind { .. }) => by_themselves(bytes, file),
        Err(problem) => Err(refused(&problem)),
    }
}

/// `{"activities": […]}`, one activity, or a list of them.
fn by_themselves(bytes: &[u8], file: &str) -> Result<Own, Refusal> {
    let bytes = listed(bytes).unwrap_or_else(|| bytes.to_vec());
    let activities = read_activities(&bytes)
        .map_err(|problem| Refusal(say("import.refused.json", &[("file", file), ("problem", &problem.sentence())])))?;
    // Any object would pass for an activity of which nothing is known.
    let is_one = |activity: &Arc<Activity>| !Subject::Activity(activity.clone()).recorded().is_empty();
    if activities.iter().any(|activity| !is_one(activity)) {
        return Err(refused("import.refused.other-json", file));
    }
    Ok(Own { activities, ..Own::default() })
}

/// The list of `{"activities": […]}` as it stands.
fn listed(bytes: &[u8]) -> Option<Vec<u8>> {
    #[derive(serde::Deserialize)]
    struct Listed<'a> {
        #[serde(borrow)]
        activities: &'a serde_json::value::RawValue,
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    serde_json::from_slice::<Listed>(bytes).ok().map(|listed| listed.activities.get().as_bytes().to_vec())
}

impl Own {
    /// All its activities as drafts.
    pub(super) fn brought(&self, setting: &Setting, progress: &dyn Progress) -> Result<Brought, Refusal> {
        let mut drafts = Vec::with_capacity(self.activities.len());
        let mut named: HashMap<String, usize> = HashMap::new();
        for (place, activity) in self.activities.iter().enumerate() {
            if place % STRIDE == 0 && !progress.goes_on(place, self.activities.len()) {
                return Err(Refusal(say("import.stopped", &[])));
            }
            let mut key = activity.id.as_str().to_owned();
            if key.is_empty() {
                key = [&activity.reference, &activity.team, &activity.title]
                    .map(|text| fold(text.as_deref().unwrap_or_default()))
                    .join("\n");
                // Of several that are named alike each is told apart by its turn.
                let turn = named.entry(key.clone()).and_modify(|turn| *turn += 1).or_insert(1);
                key = format!("{key}\n{turn}");
            }
            let mut activity = Activity::clone(activity);
            complete(&mut activity, Kind::Register, &key);
            let key = key.as_str().into();
            drafts.push(Draft { activity, at: place + 1, key, repeats: None, own_words: Vec::new() });
        }
        let clashes = (self.clashes > 0).then(|| Look {
            row: 0,
            heading: "conflicts".into(),
            value: self.clashes.to_string().as_str().into(),
            reason: say("import.look.clashes", &[("count", &self.clashes.to_string())]),
        });
        Ok(Brought {
            source: Source { file: setting.file.into(), kind: Kind::Register, ..Source::default() },
            organisation: self.organisation.as_deref().filter(|organisation| !organisation.is_empty()).cloned(),
            vocabulary: self.vocabulary.clone(),
            drafts,
            looks: clashes.into_iter().collect(),
            ..Brought::default()
        })
    }
}

/// After so many activities it is asked whether to go on.
const STRIDE: usize = 256;

/// Ids that a hand-made register lacks come from its bytes, so that the same file has the same ones whenever it is read.
fn seeded(bytes: &[u8]) -> Ids {
    let hash = Sha256::digest(bytes);
    Ids::seeded(hash.iter().take(8).fold(0, |seed, byte| (seed << 8) | u64::from(*byte)))
}
