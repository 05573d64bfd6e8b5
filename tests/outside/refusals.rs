//! Files that are no register, and registers that were damaged: one line that names the file, the place and what to do, soon, and
//! nothing is touched.

use super::dice::Dice;
use super::{many, tell};
use crate::command_line::Office;
use crate::story::SAMPLE;
use ropa::domain::id::Ids;
use ropa::formats::json::activities::read_activities;
use ropa::formats::json::problem::ReadProblem;
use ropa::formats::json::{self, Form};
use ropa::shell::register_file::{OpenProblem, open};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long an answer may take.
const SOON: Duration = Duration::from_secs(1);

/// The folder of other people's JSON files, good and bad, where it is.
fn json_test_suite() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/hostile/JSONTestSuite/test_parsing");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    if files.is_empty() {
        tell("skipped: the shared JSON files are not here");
    }
    files
}

#[test]
fn every_file_of_the_json_test_suite_is_refused_in_one_line() {
    let office = Office::new();
    let files = json_test_suite();
    for (number, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let path = office.file(name, &bytes);
        assert!(is_refused(&path, &bytes), "{name} was opened");
        let start = Instant::now();
        let activities = read_activities(&bytes);
        assert!(start.elapsed() < SOON, "{name}");
        match &activities {
            Err(problem) => is_one_line(&problem.sentence(), name),
            Ok(_) => assert!(!name.starts_with("n_"), "{name} was taken for activities"),
        }
        if number % many(1, 12) == 0 {
            is_refused_by_the_program(&office, name, &bytes);
            let answer = office.run(["add", "-r", "none.json", "--from", name]);
            answer.refuses(3, "none.json");
            if activities.is_err() {
                let own = Office::with_sample();
                own.file(name, &bytes);
                own.on_register(["add", "--from", name]).refuses(3, name);
            }
        }
    }
    tell(&format!("JSONTestSuite: {} passed, 0 failed", files.len()));
}

#[test]
fn a_damaged_register_is_refused_in_one_line_or_read_as_it_stands() {
    let office = Office::new();
    let mut dice = Dice::seeded(3);
    let (mut refused, mut opened) = (0, 0);
    for number in 0..many(4_000, 300) {
        let (kind, damage) = DAMAGES[number % DAMAGES.len()];
        let bytes = damage(SAMPLE, &mut dice);
        let name = format!("damaged{number}.json");
        let path = office.file(&name, &bytes);
        if is_refused(&path, &bytes) {
            refused += 1;
            if number % 20 == 0 {
                is_refused_by_the_program(&office, &name, &bytes);
            }
        } else {
            opened += 1;
            is_kept(&bytes, kind);
        }
        std::fs::remove_file(path).unwrap();
    }
    tell(&format!("damaged registers: {} passed, 0 failed ({refused} refused, {opened} read)", refused + opened));
    assert!(refused > opened && opened > 0);
}

/// Opens a file; whether it is refused. A refusal is as it must be.
#[track_caller]
fn is_refused(path: &Path, bytes: &[u8]) -> bool {
    let start = Instant::now();
    let opened = open(path);
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    assert_eq!(std::fs::read(path).unwrap(), bytes, "{name} was touched");
    let Err(problem) = opened else { return false };
    let sentence = problem.sentence();
    is_one_line(&sentence, name);
    assert!(sentence.contains(name), "{name}: {sentence}");
    if let OpenProblem::Read { problem, .. } = &problem {
        let place = place_of(problem);
        assert!(place.is_none_or(|line| sentence.contains(&format!("ine {line}"))), "{name}: {sentence}");
        let is_in_file = place.is_none_or(|line| line >= 1 && line <= bytes.split(|byte| *byte == b'\n').count());
        assert!(is_in_file, "{name}: {sentence}");
    }
    true
}

/// The line of a problem that has a place.
fn place_of(problem: &ReadProblem) -> Option<usize> {
    match problem {
        ReadProblem::NotUtf8 { line }
        | ReadProblem::NotJson { line, .. }
        | ReadProblem::Truncated { line }
        | ReadProblem::GivenTwice { line, .. }
        | ReadProblem::WrongKind { line, .. } => Some(*line),
        _ => None,
    }
}

/// What is said: one line, short enough to be read, whose last sentence says what to do.
#[track_caller]
fn is_one_line(sentence: &str, name: &str) {
    let is_line = !sentence.contains(|letter: char| letter.is_control()) && sentence.chars().count() < 600;
    assert!(is_line, "{name}: {sentence:?}");
    assert!(sentence.contains(". ") || sentence.contains("; "), "{name} is not told what to do: {sentence}");
}

#[track_caller]
fn is_refused_by_the_program(office: &Office, name: &str, bytes: &[u8]) {
    for args in [vec!["list", "-r", name], vec!["set", "-r", name, "PA-0001", "owner=X"], vec![name]] {
        let start = Instant::now();
        let answer = office.run(args).refuses(3, name);
        assert!(start.elapsed() < SOON * 5 && !answer.err.contains("panicked"), "{answer:?}");
    }
    assert_eq!(office.bytes(name), bytes, "{name} was touched");
    assert!(!office.names().iter().any(|name| name.starts_with("~$")), "{:?}", office.names());
}

/// A register that opens although it was damaged loses nothing when it is saved.
#[track_caller]
fn is_kept(bytes: &[u8], kind: &str) {
    let loaded = json::read(bytes, &mut Ids::seeded(1)).unwrap();
    let written = json::write(&loaded.register, Form::default());
    let again = json::read(&written, &mut Ids::seeded(1)).unwrap_or_else(|problem| panic!("{kind}: {problem:?}"));
    assert_eq!(json::write(&again.register, Form::default()), written, "{kind}");
}

type Damage = fn(&str, &mut Dice) -> Vec<u8>;

/// What befalls a register.
const DAMAGES: [(&str, Damage); 12] = [
    ("cut", |text, dice| text.as_bytes()[..dice.below(text.len())].to_vec()),
    ("a bit turned", |text, dice| with_byte(text, dice, |byte, dice| vec![byte ^ (1 << dice.below(8))])),
    ("a byte gone", |text, dice| with_byte(text, dice, |_, _| Vec::new())),
    ("a byte more", |text, dice| {
        with_byte(text, dice, |byte, dice| vec![byte, u8::try_from(dice.below(256)).unwrap()])
    }),
    ("zeros at the end", |text, dice| {
        let cut = dice.below(text.len());
        [&text.as_bytes()[..cut], &vec![0; text.len() - cut]].concat()
    }),
    ("signs swapped", signs_swapped),
    ("lines swapped", |text, dice| {
        let mut lines: Vec<&str> = text.lines().collect();
        let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
        lines.swap(one, other);
        lines.join("\n").into_bytes()
    }),
    ("a line twice", |text, dice| {
        let mut lines: Vec<&str> = text.lines().collect();
        let place = dice.below(lines.len());
        lines.insert(place, lines[place]);
        lines.join("\n").into_bytes()
    }),
    ("another kind of value", |text, dice| {
        let value = *dice.one_of(&["true", "null", "0", "-1", "1.5", "\"\"", "[]", "{}", "[[]]", "[{}]", "{\"a\": 1}"]);
        with_value(text, dice, value)
    }),
    ("a number beyond measure", |text, dice| {
        let value = *dice.one_of(&["1e999", "-1e999", "123456789012345678901234567890", "4294967296", "-0", "1e-999"]);
        with_value(text, dice, value)
    }),
    ("no JSON", |text, dice| {
        let value = *dice.one_of(&[
            "NaN",
            "01",
            "'a'",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\u{1}\"",
            "tru",
            ",",
            "/* */ 1",
            "\u{feff}1",
        ]);
        with_value(text, dice, value)
    }),
    ("nested deeply", |text, dice| {
        let depth = *dice.one_of(&[10, 120, 128, 1_000, 100_000]);
        let (open, close) = *dice.one_of(&[("[", "]"), ("{\"a\":", "}")]);
        with_value(text, dice, &format!("{}1{}", open.repeat(depth), close.repeat(depth)))
    }),
];

fn with_byte(text: &str, dice: &mut Dice, damage: impl Fn(u8, &mut Dice) -> Vec<u8>) -> Vec<u8> {
    let place = dice.below(text.len());
    let bytes = text.as_bytes();
    [&bytes[..place], &damage(bytes[place], dice), &bytes[place + 1..]].concat()
}

/// Two of the signs that part JSON changed for each other.
fn signs_swapped(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let signs: Vec<usize> = (0..bytes.len()).filter(|place| b"{}[]:,\"".contains(&bytes[*place])).collect();
    let (one, mut other) = (*dice.one_of(&signs), *dice.one_of(&signs));
    while bytes[one] == bytes[other] {
        other = *dice.one_of(&signs);
    }
    bytes.swap(one, other);
    bytes
}

/// Another value in the place of one that stands on a line of its own.
fn with_value(text: &str, dice: &mut Dice, value: &str) -> Vec<u8> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let places: Vec<usize> = (0..lines.len()).filter(|place| !lines[*place].ends_with(['{', '['])).collect();
    let line = &mut lines[*dice.one_of(&places)];
    let comma = if line.ends_with(',') { "," } else { "" };
    let name = line.find("\": ").map_or(String::new(), |end| line[..end + 3].to_owned());
    *line = format!("{name}{value}{comma}");
    lines.join("\n").into_bytes()
}
