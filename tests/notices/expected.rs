//! What an officer takes from a notice, beside the notice as `NAME.expected.json`, and how far a draft agrees with it.

use ropa::domain::fold::fold;
use ropa::formats::import::brought::{Brought, Draft};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One notice with what an officer takes from it.
pub struct Expected {
    pub file: String,
    pub bytes: Vec<u8>,
    pub activities: Vec<Value>,
}

/// The samples beside the project, where they are.
pub fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/notices");
    if !folder.is_dir() {
        println!("skipped: there are no samples in ../shared");
        return None;
    }
    Some(folder)
}

/// Our own notices.
pub fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices/texts")
}

/// Every notice of a folder that has its expected lists, in each form in which it stands there.
pub fn expectations(folder: &Path) -> Vec<Expected> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end != "json")) {
        let beside = file.with_extension("expected.json");
        let Ok(json) = fs::read_to_string(&beside) else { continue };
        let json: Value = serde_json::from_str(&json).unwrap();
        found.push(Expected {
            file: file.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: fs::read(file).unwrap(),
            activities: json["activities"].as_array().unwrap().clone(),
        });
    }
    found
}

/// How many terms agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub right: usize,
    pub missed: usize,
    pub extra: usize,
}

impl Score {
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.missed + self.extra;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }
}

/// The scores by list, and each difference in words.
#[derive(Default)]
pub struct Scores {
    lists: BTreeMap<&'static str, Score>,
    pub misses: Vec<String>,
}

impl Scores {
    pub fn by_list(&self) -> impl Iterator<Item = (&'static str, Score)> {
        self.lists.iter().map(|(list, score)| (*list, *score))
    }

    pub fn add(&mut self, expected: &Expected, brought: &Brought) {
        let file = &expected.file;
        let further: Vec<&str> = expected.activities.iter().flat_map(|one| texts(one, "extra_sections")).collect();
        let main: Vec<&Draft> =
            brought.drafts.iter().filter(|draft| !further.contains(&draft.activity.name())).collect();
        let extra: Vec<&str> =
            brought.drafts.iter().map(|draft| draft.activity.name()).filter(|name| further.contains(name)).collect();
        self.compare(file, "further activities", &further, &extra);
        if main.len() != expected.activities.len() {
            self.misses.push(format!("{file}: {} activities for {}", main.len(), expected.activities.len()));
        }
        for (one, draft) in expected.activities.iter().zip(main) {
            self.activity(file, one, draft);
        }
    }

    fn activity(&mut self, file: &str, one: &Value, draft: &Draft) {
        let activity = &draft.activity;
        let line = &activity.lines()[0];
        let list = |list: &ropa::domain::List| list.clone().unwrap_or_default();
        let names = |list: &[ropa::domain::Text]| list.iter().map(|term| term.to_string()).collect::<Vec<_>>();
        let pairs = [
            ("purposes", names(&list(&activity.purposes))),
            ("data_classes", names(&list(&line.data_classes))),
            ("subjects", names(&list(&line.subjects))),
            ("recipients", names(&list(&line.recipients))),
        ];
        for (field, found) in pairs {
            self.compare(file, field, &texts(one, field), &found.iter().map(String::as_str).collect::<Vec<_>>());
        }
        // Offences stand among the sensitive data of a notice; the register has them apart (Article 10).
        let mut sensitive = names(&list(&line.special_categories));
        sensitive.extend(names(&list(&line.criminal_offence_data)));
        self.compare(
            file,
            "special_categories",
            &texts(one, "special_categories"),
            &sensitive.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        if one.get("sources").is_some() {
            let found = names(&list(&activity.sources));
            self.compare(
                file,
                "sources",
                &texts(one, "sources"),
                &found.iter().map(String::as_str).collect::<Vec<_>>(),
            );
        }
        let offences = names(&list(&line.criminal_offence_data));
        let offences: Vec<&str> = offences.iter().map(String::as_str).collect();
        self.compare(file, "criminal_offence_data", &texts(one, "listed_as_sensitive_but_not_article_9"), &offences);
        let mut codes: Vec<&str> = activity.lawful_bases().iter().filter_map(|basis| basis.basis.as_deref()).collect();
        let article9 = activity.article9_conditions.clone().unwrap_or_default();
        codes.extend(article9.iter().map(|code| &**code));
        let bases: Vec<&str> =
            texts(one, "lawful_basis").iter().map(|basis| basis.split(' ').next().unwrap()).collect();
        self.compare(file, "lawful_basis", &bases, &codes);
        self.words(
            file,
            "title",
            one["title"].as_str(),
            activity.title.as_deref(),
            one["title"].as_str().is_some_and(|title| title.starts_with("Privacy notice")),
        );
        self.words(file, "contact", one["contact"].as_str(), activity.contact.as_deref(), false);
        let retention = line.retention.as_ref().and_then(|retention| retention.text.as_deref());
        self.words(file, "retention_text", one["retention_text"].as_str(), retention, false);
        let transfers = activity.transfers();
        let notes = transfers.first().and_then(|transfer| transfer.notes.as_deref());
        let said = one["transfers_kind"].as_str().unwrap_or_default();
        let kind = match (&activity.transfers, transfers.first().and_then(|transfer| transfer.country.as_deref())) {
            (None, _) => "not_stated",
            (Some(_), None) => "none",
            (_, Some("EEA")) => "possible_eea_only",
            (_, Some("unspecified")) => "possible_worldwide",
            (_, Some(_)) => "named",
        };
        let same = kind == said || (said == "outside_uk_eea" && kind == "possible_eea_only");
        self.count("transfers", same, || format!("{file}: transfers are {kind}, not {said}"));
        if said != "none" {
            self.words(file, "transfers_text", one["transfers_text"].as_str(), notes, false);
        }
    }

    /// Words must be there; more words behind them are not wrong.
    fn words(&mut self, file: &str, what: &'static str, expected: Option<&str>, found: Option<&str>, free: bool) {
        let same = match (expected, found) {
            (None, None) => true,
            (Some(expected), Some(found)) => free || fold(found).starts_with(fold(expected).trim_end_matches('.')),
            _ => false,
        };
        self.count(what, same, || format!("{file}: {what} is {found:?}, not {expected:?}"));
    }

    fn count(&mut self, what: &'static str, same: bool, miss: impl Fn() -> String) {
        let score = self.lists.entry(what).or_default();
        if same {
            score.right += 1;
        } else {
            score.missed += 1;
            self.misses.push(miss());
        }
    }

    fn compare(&mut self, file: &str, list: &'static str, expected: &[&str], found: &[&str]) {
        let unique = |terms: &[&str]| {
            let mut unique: Vec<String> = terms.iter().map(|term| fold(term)).collect();
            unique.sort();
            unique.dedup();
            unique
        };
        let (expected, found) = (unique(expected), unique(found));
        let score = self.lists.entry(list).or_default();
        for term in &expected {
            if found.contains(term) {
                score.right += 1;
            } else {
                score.missed += 1;
                self.misses.push(format!("{file}: {list} lacks ‘{term}’"));
            }
        }
        for term in found.iter().filter(|term| !expected.contains(term)) {
            score.extra += 1;
            self.misses.push(format!("{file}: {list} has ‘{term}’ too many"));
        }
    }
}

fn texts<'a>(one: &'a Value, member: &str) -> Vec<&'a str> {
    one[member].as_array().map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}
