//! A manifest: systems with their privacy declarations, each declaration an activity.

use super::fields::write;
use super::lines::Lines;
use super::taxonomy;
use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::import::book::Cell;
use crate::formats::import::brought::{Brought, Kind, Skipped, Source};
use crate::formats::import::choices::{Refusal, Setting};
use crate::formats::import::drafting::{Unfinished, View, Writer, finish};
use serde_json::{Map, Value};

/// Whether a text is a manifest: systems by their keys, with what they declare.
pub fn is_manifest(text: &str) -> bool {
    let begins = |key: &str| {
        text.lines().map(|line| line.trim_start().trim_start_matches("- ")).any(|line| line.starts_with(key))
    };
    begins("fides_key:") && (begins("privacy_declarations:") || begins("system:"))
}

/// What a manifest brings: an activity for each declaration, and one for a system that declares nothing. Datasets, policies and
/// other things in it are no activities, and are told.
///
/// # Errors
/// The text is no YAML, is larger or deeper than a manifest, or holds no system.
pub fn bring_manifest(text: &str, setting: &Setting) -> Result<Brought, Refusal> {
    let documents = read(text).map_err(|place| {
        let id = if place.is_some() { "fides.not-yaml" } else { "fides.too-much" };
        let line = place.unwrap_or_default().to_string();
        Refusal(say(id, &[("file", setting.file), ("line", &line)]))
    })?;
    let mut brought = Brought {
        source: Source { file: setting.file.into(), kind: Kind::FidesManifest, ..Source::default() },
        ..Brought::default()
    };
    let mut systems = Vec::new();
    for document in &documents {
        gather(document, "", &mut systems, &mut brought.skipped);
    }
    if systems.is_empty() {
        return Err(Refusal(say("fides.no-system", &[("file", setting.file)])));
    }
    let mut lines = Lines::of(text);
    let mut unfinished = Vec::new();
    for system in systems {
        let declared: Vec<&Map<String, Value>> = system
            .get("privacy_declarations")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .collect();
        let at = lines.seek(&format!("fides_key: {}", said(system.get("fides_key"))));
        // What the system says stands once in the file and in every activity of it.
        let own: Vec<(String, Text, Text)> = values(system)
            .map(|(key, words)| {
                let place = lines.place(&words);
                (key.clone(), words, place)
            })
            .collect();
        let none = Map::new();
        let all: Vec<&Map<String, Value>> = if declared.is_empty() { vec![&none] } else { declared };
        for declaration in &all {
            let mut writer = Writer::new(setting);
            let use_of_data = taxonomy::words(&said(declaration.get("data_use")));
            let name = Some(said(declaration.get("name")))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| use_of_data.to_string());
            for (key, words, place) in &own {
                let view = view(key, words, place, at);
                write(&mut writer, key, &view);
                if key == "name" {
                    write(&mut writer, "system", &view);
                }
            }
            if all.len() > 1
                && let Some(title) = writer.activity.title.take()
            {
                writer.activity.title = Some(format!("{title} - {name}").into());
            }
            for (key, words) in values(declaration) {
                let place = lines.place(&words);
                let view = view(key, &words, &place, at);
                match key.as_str() {
                    // The name of a declaration is part of the title where a system has several; of one alone it is kept.
                    "name" if all.len() > 1 => {
                        writer.evidence("title", writer.activity.title.clone().as_deref(), &words, &place)
                    }
                    "name" => writer.keep(&view),
                    _ => write(&mut writer, key, &view),
                }
            }
            let system_key = said(system.get("fides_key"));
            let key = if all.len() > 1 { format!("{system_key}\n{name}") } else { system_key };
            unfinished.push(Unfinished::keyed(writer, key.into(), at));
        }
    }
    finish(unfinished, &mut brought);
    Ok(brought)
}

/// The documents of the text. Without them the line that could not be read, or nothing where a limit was passed.
fn read(text: &str) -> Result<Vec<Value>, Option<u64>> {
    const MOST_DEPTH: usize = 64;
    const MOST_NODES: usize = 1_000_000;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MOST_DEPTH,
            max_nodes: MOST_NODES,
            max_events: MOST_NODES * 2,
            max_total_scalar_bytes: super::super::super::book::MOST_BYTES,
            max_documents: 1_000,
            max_aliases: 10_000,
        },
    };
    serde_saphyr::from_multiple_with_options(text, options)
        .map_err(|problem| problem.location().map(|location| location.line()))
}

/// Finds the systems of a document, at whatever depth they are listed; entries of other lists are told.
fn gather<'v>(value: &'v Value, list: &str, systems: &mut Vec<&'v Map<String, Value>>, skipped: &mut Vec<Skipped>) {
    match value {
        Value::Object(object) if list == "system" || object.contains_key("privacy_declarations") => {
            systems.push(object)
        }
        Value::Object(object) if !list.is_empty() && object.contains_key("fides_key") => {
            let name = said(object.get("name").or_else(|| object.get("fides_key")));
            let reason = say("fides.other-entry", &[("list", list), ("name", &name)]);
            skipped.push(Skipped { row: skipped.len() + 1, sheet: Some(list.into()), reason });
        }
        Value::Object(object) => object.iter().for_each(|(key, value)| gather(value, key, systems, skipped)),
        Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, list, systems, skipped)),
        _ if list.is_empty() => {}
        _ => {
            let reason = say("fides.other-entry", &[("list", list), ("name", &said(Some(value)))]);
            skipped.push(Skipped { row: skipped.len() + 1, sheet: Some(list.into()), reason });
        }
    }
}

/// The members that say something, each in words. Declarations are activities of their own.
fn values(object: &Map<String, Value>) -> impl Iterator<Item = (&String, Text)> {
    let told = object.iter().filter(|(key, _)| *key != "privacy_declarations");
    told.map(|(key, value)| (key, Text::from(said(Some(value))))).filter(|(_, words)| !words.is_empty())
}

/// A value in words: lists a line each, keys of other entries by themselves, anything deeper as JSON.
fn said(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Bool(flag)) => say(if *flag { "yes" } else { "no" }, &[]),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(entries)) => {
            let entries: Vec<String> =
                entries.iter().map(|entry| said(Some(entry))).filter(|entry| !entry.is_empty()).collect();
            entries.join("\n")
        }
        Some(Value::Object(object)) => match (object.get("fides_key"), object.get("name")) {
            (Some(key), None) if object.keys().all(|key| key == "fides_key" || key == "type") => said(Some(key)),
            (None, Some(name)) if object.len() == 1 => said(Some(name)),
            _ if object.is_empty() => String::new(),
            _ => Value::Object(object.clone()).to_string(),
        },
    }
}

fn view(key: &str, words: &Text, place: &Text, row: usize) -> View<'static> {
    const NOTHING: &Cell = &Cell::Empty;
    View { cell: NOTHING, words: words.clone(), found: words.clone(), at: place.clone(), row, heading: key.into() }
}
