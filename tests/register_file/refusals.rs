//! What is no register is refused, with its place, and nothing makes the reader fall over.

use super::tree::Tree;
use super::{EVERY_MEMBER, PAGE, open, open_bytes};
use ropa::domain::words::say;
use ropa::formats::json::problem::ReadProblem;
use std::path::Path;

const SMALL: &str = r#"{
  "format": "ropa-register",
  "version": 1,
  "id": "h5v0n3wc",
  "organisation": {
    "name": "Caf\u00e9 Zoë",
    "public_authority": true,
    "review_every_months": 12
  },
  "mine": [
    -1.5e3,
    null
  ],
  "activities": []
}
"#;

/// A place in a test text: whatever stands there is put in its stead.
const HERE: &str = "\"@@HERE@@\"";

fn refusal(bytes: &[u8]) -> ReadProblem {
    let problem = match open_bytes(bytes) {
        Err(problem) => problem,
        Ok(_) => panic!("was read: {}", String::from_utf8_lossy(bytes)),
    };
    let sentence = problem.sentence();
    assert!(sentence.contains(' ') && !sentence.contains(['{', '}']), "{problem:?}: {sentence}");
    problem
}

fn line_of_here(text: &str) -> usize {
    text.lines().position(|line| line.contains(HERE)).unwrap() + 1
}

#[test]
fn every_beginning_of_a_register_is_refused() {
    let whole = SMALL.trim_end();
    open(whole);
    for end in 0..whole.len() {
        let beginning = &whole.as_bytes()[..end];
        let line = beginning.iter().filter(|byte| **byte == b'\n').count() + 1;
        let expected = if end == 0 { ReadProblem::Empty } else { ReadProblem::Truncated { line } };
        assert_eq!(refusal(beginning), expected, "{:?}", String::from_utf8_lossy(beginning));
    }
}

#[test]
fn a_file_that_ends_in_a_number_is_refused_as_cut_off() {
    for (before, line) in [("12\n", 8), ("-1.5e3", 11)] {
        let beginning = &SMALL[..SMALL.find(before).unwrap()];
        for number in ["-", "1", "1.", "1e", "1E-", "-1.5e+"] {
            assert_eq!(refusal(format!("{beginning}{number}").as_bytes()), ReadProblem::Truncated { line });
        }
    }
}

#[test]
fn what_is_no_json_is_refused_where_it_goes_wrong() {
    let cases = [
        ("\"version\": 1,", "\"version\": 1", "json.comma", 4, 3),
        ("-1.5e3,", "-1.5e3", "json.comma", 12, 5),
        ("\"version\": 1,", "\"version\" 1,", "json.colon", 3, 13),
        ("\"version\": 1,", "version: 1,", "json.key", 3, 3),
        ("\"version\": 1,", "// the version\n", "json.key", 3, 3),
        ("[]\n", "[],\n", "json.trailing-comma", 15, 1),
        ("null\n", "null,\n", "json.trailing-comma", 13, 3),
        ("\n}\n", "\n}\n}\n", "json.trailing", 16, 1),
        ("Zoë", "Zoë\n", "json.control", 7, 0),
        ("Zoë", "a\u{0}b", "json.control", 6, 25),
        ("Zoë", "a\\qb", "json.escape", 6, 26),
        ("Zoë", "\\ud800 ", "json.escape", 6, 30),
        ("\\u00e9", "\\u00eg", "json.escape", 6, 22),
        ("-1.5e3", "01", "json.number", 11, 6),
        ("-1.5e3", "1.", "json.number", 11, 7),
        ("12\n", "012\n", "json.number", 8, 29),
        ("-1.5e3", "+1", "json.other", 11, 5),
        ("-1.5e3", "NaN", "json.other", 11, 5),
        ("-1.5e3", "'a'", "json.other", 11, 5),
        ("true", "True", "json.other", 7, 25),
        ("true", "tru", "json.other", 7, 28),
    ];
    for (old, new, reason, line, column) in cases {
        assert_eq!(SMALL.matches(old).count(), 1, "{old}");
        let problem = refusal(SMALL.replace(old, new).as_bytes());
        let reason = say(reason, &[]);
        assert_eq!(problem, ReadProblem::NotJson { line, column, reason }, "{new:?} for {old:?}");
    }
}

#[test]
fn a_value_of_another_kind_is_refused_in_every_member() {
    let tree = Tree::read(EVERY_MEMBER);
    let mut checked = 0;
    for path in tree.paths().iter().skip(1) {
        let open_ended = [".external_ids.", ".unmapped.", ".base", ".yours", ".theirs"];
        if open_ended.iter().any(|part| path.contains(part)) {
            continue;
        }
        let mut marked = tree.clone();
        *marked.at_mut(path).unwrap() = Tree::Scalar(HERE.to_owned());
        let marked = marked.file();
        let line = line_of_here(&marked);
        let kind = kind_of(tree.at(path).unwrap());
        let wrong = VALUES.iter().filter(|(value, _)| *value != kind);
        for (found, value) in wrong.copied().chain(ODD_NUMBERS.iter().copied().filter(|_| kind == "kind.number")) {
            let problem = refusal(marked.replace(HERE, value).as_bytes());
            if path == "format" {
                assert_eq!(problem, ReadProblem::NotARegister);
                continue;
            }
            let ReadProblem::WrongKind { line: at, column, member, found: was, expected } = &problem else {
                panic!("{path} = {value}: {problem:?}");
            };
            let expected_kind = if kind == "kind.number" { "kind.whole-number" } else { kind };
            assert_eq!((at, member, *was, *expected), (&line, path, found, expected_kind), "{path} = {value}");
            assert!(*column > 0);
            checked += 1;
        }
    }
    assert!(checked > 1_000, "{checked}");
}

fn kind_of(tree: &Tree) -> &'static str {
    match tree {
        Tree::List(_) => "kind.list",
        Tree::Group(_) => "kind.group",
        Tree::Scalar(text) if text.starts_with('"') => "kind.text",
        Tree::Scalar(text) if text.parse::<bool>().is_ok() => "kind.flag",
        Tree::Scalar(_) => "kind.number",
    }
}

const VALUES: &[(&str, &str)] = &[
    ("kind.text", "\"in line 3 at line 4 column 5, expected u32\""),
    ("kind.flag", "false"),
    ("kind.number", "7"),
    ("kind.list", "[\"a\"]"),
    ("kind.group", "{\"a\": 1}"),
    ("kind.null", "null"),
];

const ODD_NUMBERS: &[(&str, &str)] = &[
    ("kind.number", "1.5"),
    ("kind.number", "-1"),
    ("kind.number", "4294967296"),
    ("kind.number", "1e400"),
    ("kind.number", "123456789012345678901234567890"),
];

#[test]
fn a_member_given_twice_is_refused_in_every_group() {
    let mut tree = Tree::read(EVERY_MEMBER);
    let stranger = Tree::read(r#"[{"deep": {"a": 1, "b": [{"c at line 9": 2}]}}, 3]"#);
    for path in tree.paths() {
        if let Some(Tree::Group(members)) = tree.at_mut(&path) {
            members.insert(0, ("stranger".to_owned(), stranger.clone()));
        }
    }
    let mut checked = 0;
    for path in tree.paths() {
        let mut doubled = tree.clone();
        let Some(Tree::Group(members)) = doubled.at_mut(&path) else { continue };
        let (name, _) = members.last().unwrap().clone();
        members.push((name.clone(), Tree::Scalar(HERE.to_owned())));
        let text = doubled.file();
        let problem = refusal(text.as_bytes());
        let ReadProblem::GivenTwice { line, column, member } = &problem else {
            panic!("{path}: {problem:?}");
        };
        assert_eq!((*line, member), (line_of_here(&text), &name), "{path}");
        assert!(*column > 0);
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn a_member_is_the_same_however_its_name_is_written() {
    let cases = [
        ("\"id\": \"h5v0n3wc\",", "\"id\": \"h5v0n3wc\", \"\\u0069d\": \"x\",", "id", 4),
        ("\"mine\": [", "\"m\\u0069ne\": 1,\n\"mine\": [", "mine", 11),
    ];
    for (old, new, name, at) in cases {
        let problem = refusal(SMALL.replace(old, new).as_bytes());
        assert!(
            matches!(&problem, ReadProblem::GivenTwice { line, member, .. } if *line == at && member == name),
            "{problem:?}"
        );
    }
}

#[test]
fn utf16_is_refused() {
    for mark in ["", "\u{feff}"] {
        let units: Vec<u16> = format!("{mark}{SMALL}").encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(refusal(&little), ReadProblem::Utf16);
        assert_eq!(refusal(&big), ReadProblem::Utf16);
    }
}

#[test]
fn bytes_that_are_no_utf8_are_refused_with_their_line() {
    for bad in [&[0xff_u8][..], &[0xc3, b'x'], &[0xed, 0xa0, 0x80], &[0xc0, 0xaf]] {
        for (place, expected) in [("Zoë", 6), ("ropa", 2), ("-1.5e3", 11)] {
            let at = SMALL.find(place).unwrap();
            let mut bytes = SMALL.as_bytes().to_vec();
            bytes.splice(at..at, bad.iter().copied());
            assert_eq!(refusal(&bytes), ReadProblem::NotUtf8 { line: expected });
        }
    }
}

#[test]
fn a_file_that_is_something_else_is_refused_as_what_it_is() {
    let cases: [(&str, ReadProblem); 14] = [
        ("", ReadProblem::Empty),
        (" \r\n\t", ReadProblem::Empty),
        ("\u{feff}", ReadProblem::Empty),
        ("[]", ReadProblem::NotARegister),
        ("[{\"format\": \"ropa-register\"}]", ReadProblem::NotARegister),
        ("\"ropa-register\"", ReadProblem::NotARegister),
        ("12", ReadProblem::NotARegister),
        ("null", ReadProblem::NotARegister),
        ("{}", ReadProblem::NotARegister),
        (r#"{"name":"left-pad","version":"1.3.0"}"#, ReadProblem::NotARegister),
        (r#"{"format":"ropa-history","version":1}"#, ReadProblem::NotARegister),
        (r#"{"format":"ropa-register"}"#, ReadProblem::NoVersion),
        (r#"{"format":"ropa-register","version":0}"#, ReadProblem::UnknownVersion { version: 0 }),
        (r#"{"format":"ropa-register","version":0,"id":"a"}"#, ReadProblem::UnknownVersion { version: 0 }),
    ];
    for (text, expected) in cases {
        assert_eq!(refusal(text.as_bytes()), expected, "{text:?}");
    }
    for version in [2, 99, u32::MAX] {
        let text = SMALL.replace("\"version\": 1", &format!("\"version\": {version}"));
        assert_eq!(open(&text).newer, Some(version));
    }
    let other_kinds = r#"{"format":"ropa-register","version":2,"id":"a","activities":{"a":1}}"#;
    assert_eq!(refusal(other_kinds.as_bytes()), ReadProblem::Newer { version: 2 });
}

#[test]
fn bottomless_nesting_is_refused() {
    let depth = 100_000;
    for (open, middle, close) in [("[", "", "]"), ("{\"a\":", "1", "}")] {
        let unclosed = open.repeat(depth);
        let closed = format!("{unclosed}{middle}{}", close.repeat(depth));
        refusal(unclosed.as_bytes());
        refusal(closed.as_bytes());
        let deep = refusal(SMALL.replace("-1.5e3", &closed).as_bytes());
        assert!(
            matches!(&deep, ReadProblem::NotJson { line: 11, reason, .. } if *reason == say("json.deep", &[])),
            "{deep:?}"
        );
        for place in ["-1.5e3", "[]\n", "true", "\"Caf\\u00e9 Zoë\""] {
            refusal(SMALL.replace(place, &unclosed).as_bytes());
            refusal(SMALL.replace(place, &closed).as_bytes());
        }
        for place in ["\"1002\"", "null"] {
            assert_eq!(EVERY_MEMBER.matches(place).count(), 1);
            refusal(EVERY_MEMBER.replace(place, &unclosed).as_bytes());
            refusal(EVERY_MEMBER.replace(place, &closed).as_bytes());
        }
    }
}

#[test]
fn many_unknown_members_take_no_longer_than_their_number() {
    let members: String = (0..100_000).map(|number| format!("\"x{number}\": 1,\n")).collect();
    open(&SMALL.replace("\"mine\"", &format!("{members}\"mine\"")));
}

#[test]
fn the_hostile_files_of_the_json_test_suite_are_all_refused() {
    let folder = Path::new("/work/shared/samples/hostile/JSONTestSuite/test_parsing");
    let Ok(files) = std::fs::read_dir(folder) else {
        return eprintln!("skipped: {} is not here", folder.display());
    };
    let mut count = 0;
    for file in files.map(|file| file.unwrap().path()) {
        let bytes = std::fs::read(&file).unwrap();
        refusal(&bytes);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let at = SMALL.find("-1.5e3").unwrap();
        let mut inside = SMALL.as_bytes().to_vec();
        inside.splice(at..at + "-1.5e3".len(), bytes);
        match name.as_bytes()[0] {
            b'n' => drop(refusal(&inside)),
            b'y' if !name.contains("duplicated") => {
                drop(open_bytes(&inside).unwrap_or_else(|problem| panic!("{name}: {problem:?}")))
            }
            _ => drop(open_bytes(&inside)),
        }
        count += 1;
    }
    assert!(count > 300, "{count}");
}

#[test]
fn a_register_with_any_one_byte_changed_is_read_or_refused() {
    for place in 0..PAGE.len() {
        for byte in *b"\0\"\\{}[],:x\xff" {
            let mut bytes = PAGE.as_bytes().to_vec();
            bytes[place] = byte;
            if let Err(problem) = open_bytes(&bytes) {
                problem.sentence();
            }
        }
    }
}
