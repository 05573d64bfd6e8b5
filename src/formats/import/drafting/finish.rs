//! The last of a draft: its title, its key, ids made of both, and where it came from.

use std::collections::HashMap;

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::imported::{Evidence, Imported};
use crate::domain::pairs::{Pair, Pairs};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::formats::import::brought::{Brought, Draft, Kind, Look};
use crate::formats::import::ids::derived;
use crate::formats::import::table::Known;

use super::title::{shortened, title};
use super::writer::Writer;

/// An activity with all that its rows say, before it has a name and ids.
pub(in crate::formats::import) struct Unfinished {
    activity: Activity,
    looks: Vec<Look>,
    own_words: Vec<(ListId, Text)>,
    says_repeat: bool,
    known: Option<Known>,
    /// What the file's own system knows it by; without one, its reference or names tell it apart.
    key: Option<Text>,
    at: usize,
    /// Where function, purposes, team and description stand, of which a title may be made.
    title_cells: Vec<(&'static str, Text)>,
}

impl Unfinished {
    /// A record of another system, under its key there.
    pub fn keyed(mut writer: Writer, key: Text, at: usize) -> Unfinished {
        writer.settle_statutes();
        writer.settle_safeguards();
        writer.settle_agreements();
        Unfinished { key: Some(key), ..Unfinished::of(writer, None, at, Vec::new()) }
    }

    pub fn of(
        mut writer: Writer,
        known: Option<Known>,
        at: usize,
        title_cells: Vec<(&'static str, Text)>,
    ) -> Unfinished {
        let lines = writer.take_lines();
        writer.settle_transfers(lines.len());
        let mut activity = std::mem::take(&mut writer.activity);
        activity.lines = (!lines.is_empty()).then_some(lines);
        if let Some(known) = &known {
            // An activity without a title is called by its reference or id there.
            let has_title = known.reference.as_ref() != Some(&known.title) && *known.title != *known.id.as_str();
            activity.title = activity.title.take().or_else(|| has_title.then(|| known.title.clone()));
            activity.reference = activity.reference.take().or_else(|| known.reference.clone());
        }
        let (evidence, unmapped) = writer.take_notes();
        let pairs = unmapped.into_iter().map(|(name, value)| Pair { name: Some(name), value: Some(value), raw: None });
        let pairs: Vec<Pair> = pairs.collect();
        activity.imported = Some(Imported {
            from: Some(writer.setting.file.into()),
            on: Some(writer.setting.today.into()),
            evidence: (!evidence.is_empty()).then_some(evidence),
            unmapped: (!pairs.is_empty()).then_some(Pairs(pairs)),
            ..Imported::default()
        });
        let (looks, own_words, says_repeat) = (writer.looks, writer.own_words, writer.says_repeat);
        Unfinished { activity, looks, own_words, says_repeat, known, key: None, at, title_cells }
    }

    fn function(&self) -> String {
        self.activity.business_function.as_deref().map(fold).unwrap_or_default()
    }

    /// Function and purposes, by which an officer knows the same entry again; empty where it has neither.
    fn names(&self) -> String {
        let purposes: Vec<String> = self.activity.purposes.iter().flatten().map(|purpose| fold(purpose)).collect();
        let titled =
            if self.activity.business_function.is_none() { self.activity.title.as_deref().map(fold) } else { None };
        let parts = [self.function(), purposes.join(";"), titled.unwrap_or_default()];
        if parts.iter().all(String::is_empty) { String::new() } else { parts.join("\n") }
    }
}

/// Names every draft, gives it ids, and tells the ones that repeat an earlier one.
pub(in crate::formats::import) fn finish(unfinished: Vec<Unfinished>, brought: &mut Brought) {
    let mut functions: HashMap<String, usize> = HashMap::new();
    for one in &unfinished {
        *functions.entry(one.function()).or_default() += 1;
    }
    let mut named: HashMap<String, usize> = HashMap::new();
    let mut keys: HashMap<Text, usize> = HashMap::new();
    for mut one in unfinished {
        let names = one.names();
        let reference = one.activity.reference.clone();
        let shared = functions.get(&one.function()).is_some_and(|count| *count > 1);
        name(&mut one, shared);
        let repeats =
            named.get(&names).copied().filter(|_| !names.is_empty() && one.known.is_none() && one.key.is_none());
        if let Some(earlier) = repeats.filter(|_| !one.says_repeat) {
            let reason = say("import.look.repeats", &[("row", &earlier.to_string())]);
            let value = one.activity.title.clone().unwrap_or_default();
            one.looks.push(Look { row: one.at, heading: "".into(), value, reason });
        }
        named.entry(names.clone()).or_insert(one.at);
        let key = one.key.take().or(reference).unwrap_or_else(|| match names.is_empty() {
            true => one.activity.title.clone().unwrap_or_else(|| one.at.to_string().into()),
            false => names.replace('\n', " / ").into(),
        });
        let count = keys.entry(key.clone()).or_default();
        *count += 1;
        let key = if *count > 1 { format!("{key} #{count}").into() } else { key };
        give_ids(&mut one, brought.source.kind, &key);
        let mut looks = one.looks;
        brought.looks.append(&mut looks);
        brought.drafts.push(Draft { activity: one.activity, at: one.at, key, repeats, own_words: one.own_words });
    }
}

fn name(one: &mut Unfinished, shared: bool) {
    let activity = &mut one.activity;
    let made = if activity.title.is_none() && one.known.is_none() {
        let purposes: Vec<&str> = activity.purposes.iter().flatten().map(|purpose| &**purpose).collect();
        let made = title(activity.business_function.as_deref(), &purposes, shared);
        made.or_else(|| title(activity.team.as_deref(), &[], false))
            .or_else(|| title(activity.description.as_deref(), &[], false))
    } else {
        None
    };
    if let Some(made) = &made {
        activity.title = Some(made.as_str().into());
    }
    let Some(title) = made else { return };
    for (field, at) in std::mem::take(&mut one.title_cells) {
        let activity = &one.activity;
        let found = match field {
            "business_function" => activity.business_function.clone(),
            "purposes" => activity.purposes.as_ref().and_then(|purposes| purposes.first().cloned()),
            "team" => activity.team.clone(),
            _ => activity.description.clone(),
        };
        let Some(found) = found.filter(|found| title.contains(shortened(found).trim_end_matches('…'))) else {
            continue;
        };
        let (field, value) = (Some("title".into()), Some(title.as_str().into()));
        let evidence = Evidence { field, value, found: Some(found), at: Some(at), ..Evidence::default() };
        let imported = one.activity.imported.get_or_insert_default();
        imported.evidence.get_or_insert_default().push(evidence);
    }
}

/// Gives the ids that are made of source and key, or the register's own where our export names it.
fn give_ids(one: &mut Unfinished, kind: Kind, key: &str) {
    let activity = &mut one.activity;
    activity.id = one.known.as_ref().map_or_else(|| derived(kind, key, |_| false), |known| known.id.clone());
    let mut lines: HashMap<Text, Text> = HashMap::new();
    for (place, line) in activity.lines.iter_mut().flatten().enumerate() {
        let id = derived(kind, &format!("{key}\nline {}", place + 1), |_| false);
        lines.insert(line.id.as_str().into(), id.as_str().into());
        line.id = id;
    }
    let renamed = |line: &mut Option<Text>| *line = line.take().and_then(|line| lines.get(&line).cloned());
    for (place, transfer) in activity.transfers.iter_mut().flatten().enumerate() {
        transfer.id = derived(kind, &format!("{key}\ntransfer {}", place + 1), |_| false);
        renamed(&mut transfer.line);
    }
    activity.marks.iter_mut().flatten().for_each(|mark| renamed(&mut mark.line));
    debug_assert!(activity.id != Id::default(), "an id is made of its parts");
}
