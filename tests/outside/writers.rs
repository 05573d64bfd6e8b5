//! Several processes that save to one register at once: what each was told is saved is there at the end.

use super::register::{content, named, small};
use super::{Outcome, many, tell};
use crate::command_line::Office;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A kind of edit that several make at once.
struct Kind {
    name: &'static str,
    /// The arguments of the edit with this number by this writer, and what it reads.
    edit: fn(usize, usize) -> (Vec<String>, String),
    /// Whether the edit is in the register.
    is_there: fn(&Value, usize, usize) -> bool,
}

const KINDS: [Kind; 3] = [
    Kind {
        name: "each with an activity of its own",
        edit: |writer, number| {
            let changes = [format!("tags+={}", word(writer, number)), format!("owner={}", word(writer, number))];
            ([vec!["set".to_owned(), named(writer)], changes.to_vec()].concat(), String::new())
        },
        is_there: |register, writer, number| has_tag(register, writer, &word(writer, number)),
    },
    Kind {
        name: "all with one field of one activity",
        edit: |writer, number| {
            (vec!["set".to_owned(), named(0), format!("tags+={}", word(writer, number))], String::new())
        },
        is_there: |register, writer, number| has_tag(register, 0, &word(writer, number)),
    },
    Kind {
        name: "all adding activities",
        edit: |writer, number| (vec!["add".to_owned()], json!({ "title": word(writer, number) }).to_string()),
        is_there: |register, writer, number| {
            let title = json!(word(writer, number));
            register["activities"].as_array().unwrap().iter().filter(|activity| activity["title"] == title).count() == 1
        },
    },
];

#[test]
fn two_and_four_writers_at_once_lose_nothing() {
    let mut all = Outcome::default();
    for kind in &KINDS {
        for writers in [2, 4] {
            all.add(check(kind, writers, many(250, 25)));
        }
    }
    all.proves("edits by two and four writers at once");
}

/// What became of one writer's edits.
#[derive(Default)]
struct Written {
    acknowledged: Vec<usize>,
    refused: Vec<String>,
    /// How often somebody else was quicker.
    again: usize,
}

fn check(kind: &Kind, writers: usize, edits: usize) -> Outcome {
    let office = Office::new();
    office.file("r.json", small(4));
    let start = Instant::now();
    let written: Vec<Written> = std::thread::scope(|scope| {
        let office = &office;
        let running: Vec<_> =
            (0..writers).map(|writer| scope.spawn(move || write(kind, office, writer, edits))).collect();
        running.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    let time = start.elapsed().as_secs_f64();
    let mut outcome = Outcome { runs: writers * edits, ..Outcome::default() };
    for refused in written.iter().flat_map(|written| &written.refused) {
        outcome.damaged += 1;
        outcome.told.push(refused.clone());
    }
    let Some(register) = content(&office.bytes("r.json")) else {
        outcome.damaged += 1;
        outcome.told.push("the register is damaged".to_owned());
        return outcome;
    };
    for (writer, written) in written.iter().enumerate() {
        let lost = written.acknowledged.iter().filter(|number| !(kind.is_there)(&register, writer, **number)).count();
        outcome.silent += lost;
        if lost > 0 {
            outcome.told.push(format!("{}: writer {writer} of {writers} lost {lost}", kind.name));
        }
    }
    let (lost, again) = (outcome.silent, written.iter().map(|written| written.again).sum::<usize>());
    tell(&format!(
        "{writers} writers, {}: {edits} edits each, {again} tries more, {time:.1} s, LOST={lost}",
        kind.name
    ));
    outcome
}

/// Makes all edits of one writer, each until it is saved.
fn write(kind: &Kind, office: &Office, writer: usize, edits: usize) -> Written {
    let mut written = Written::default();
    for number in 0..edits {
        let (args, input) = (kind.edit)(writer, number);
        let end = Instant::now() + Duration::from_secs(60);
        let answer = loop {
            let answer = office.with_input(&args, &input);
            if answer.code != OVERTAKEN || Instant::now() > end {
                break answer;
            }
            written.again += 1;
        };
        if answer.code == 0 {
            written.acknowledged.push(number);
        } else {
            written.refused.push(format!("{args:?}: {answer:?}"));
        }
    }
    written
}

/// The exit code where somebody else was quicker.
const OVERTAKEN: i32 = 4;

fn word(writer: usize, number: usize) -> String {
    format!("w{writer}e{number:03}")
}

fn has_tag(register: &Value, activity: usize, tag: &str) -> bool {
    let activities = register["activities"].as_array().unwrap();
    let activity = activities.iter().find(|found| found["id"] == json!(named(activity))).unwrap();
    activity["tags"].as_array().unwrap().contains(&json!(tag))
}
