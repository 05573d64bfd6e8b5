//! Why a file is no register that can be read: where, and what stands there.

use crate::domain::record::{GIVEN_TWICE, check, reason};
use crate::domain::register::{Register, RegisterFile};
use crate::domain::words::say;
use crate::formats::json::git_markers::first_marker;

/// Why a register file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadProblem {
    /// There is nothing in it.
    Empty,
    /// It is text of two bytes a letter.
    Utf16,
    /// It is no UTF-8 text, from this line on.
    NotUtf8 {
        /// The line, counted from 1.
        line: usize,
    },
    /// It is no JSON.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It ends before the register does.
    Truncated {
        /// The last line.
        line: usize,
    },
    /// It is JSON of another kind.
    NotARegister,
    /// It does not say which version of the format it has.
    NoVersion,
    /// A newer program made it, in a form that this one cannot show.
    Newer {
        /// The version of its format.
        version: u32,
    },
    /// Git could not merge it line by line, and left its markers in it.
    GitMarkers {
        /// The line of the first one, counted from 1.
        line: usize,
    },
    /// It names a version that never was.
    UnknownVersion {
        /// The version named.
        version: u32,
    },
    /// A member stands twice in one group.
    GivenTwice {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// The member.
        member: String,
    },
    /// A member holds a value of another kind than it must.
    WrongKind {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// The way to the member.
        member: String,
        /// What stands there.
        found: &'static str,
        /// What must stand there.
        expected: &'static str,
    },
}

impl ReadProblem {
    /// What is wrong, as one sentence without the file's name.
    pub fn sentence(&self) -> String {
        let number = |number: &usize| number.to_string();
        match self {
            ReadProblem::Empty => say("read.empty", &[]),
            ReadProblem::Utf16 => say("read.utf16", &[]),
            ReadProblem::NotUtf8 { line } => say("read.not-utf8", &[("line", &number(line))]),
            ReadProblem::NotJson { line, column, reason } => {
                say("read.not-json", &[("line", &number(line)), ("column", &number(column)), ("reason", reason)])
            }
            ReadProblem::Truncated { line } => say("read.truncated", &[("line", &number(line))]),
            ReadProblem::NotARegister => say("read.not-a-register", &[]),
            ReadProblem::NoVersion => say("read.no-version", &[]),
            ReadProblem::Newer { version } => say("read.newer", &[("version", &version.to_string())]),
            ReadProblem::GitMarkers { line } => say("read.git-markers", &[("line", &number(line))]),
            ReadProblem::UnknownVersion { version } => {
                say("read.unknown-version", &[("version", &version.to_string())])
            }
            ReadProblem::GivenTwice { line, column, member } => {
                say("read.given-twice", &[("line", &number(line)), ("column", &number(column)), ("member", member)])
            }
            ReadProblem::WrongKind { line, column, member, found, expected } => say(
                "read.wrong-kind",
                &[
                    ("line", &number(line)),
                    ("column", &number(column)),
                    ("member", member),
                    ("found", &say(found, &[])),
                    ("expected", &say(expected, &[])),
                ],
            ),
        }
    }

    /// Explains what the JSON reader stumbled over.
    pub(crate) fn explain(text: &str, cause: &serde_json::Error) -> Self {
        if let Some(line) = first_marker(text) {
            return ReadProblem::GitMarkers { line };
        }
        let closer = closer_look(text, cause);
        let cause = closer.as_ref().unwrap_or(cause);
        let words = reason(cause);
        let (line, column) = (cause.line(), cause.column());
        if cause.is_eof() {
            return ReadProblem::Truncated { line };
        }
        if let Some(member) = words.strip_prefix(GIVEN_TWICE) {
            return ReadProblem::GivenTwice { line, column, member: member.to_owned() };
        }
        let Some(kinds) = words
            .strip_prefix("invalid type: ")
            .or(words.strip_prefix("invalid value: "))
            .or((words == TOO_LARGE).then_some("number, expected u32"))
        else {
            return ReadProblem::NotJson { line, column, reason: in_words(&words) };
        };
        if !text.trim_start().starts_with('{') || !text.contains(Register::FORMAT) {
            return ReadProblem::NotARegister;
        }
        if let Some(version) = newer_version(text) {
            return ReadProblem::Newer { version };
        }
        let (found, expected) = kinds.rsplit_once(", expected ").unwrap_or((kinds, ""));
        ReadProblem::WrongKind {
            line,
            column,
            member: path(text),
            found: kind(found, FOUND),
            expected: kind(expected, EXPECTED),
        }
    }
}

/// The same problem with its exact place and reason: members that the reader does not know it only skims, so the text is
/// looked through once more.
fn closer_look(text: &str, cause: &serde_json::Error) -> Option<serde_json::Error> {
    let closer = check(text).err()?;
    let place = |problem: &serde_json::Error| (problem.line(), problem.column());
    let same = place(&closer) == place(cause) || reason(&closer) == reason(cause);
    same.then_some(closer)
}

/// The version that a text names, where a newer program made it.
fn newer_version(text: &str) -> Option<u32> {
    #[derive(serde::Deserialize)]
    struct Beginning {
        version: u32,
    }
    let beginning: Beginning = serde_json::from_str(text).ok()?;
    Some(beginning.version).filter(|version| *version > Register::VERSION)
}

/// The way to the member that holds a value of the wrong kind; the file is read once more to find it.
fn path(text: &str) -> String {
    let mut reader = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, RegisterFile>(&mut reader) {
        Ok(_) => String::new(),
        Err(cause) => cause.path().to_string(),
    }
}

fn kind(words: &str, table: &[(&str, &'static str)]) -> &'static str {
    let row = table.iter().find(|(start, _)| words.starts_with(start));
    row.map_or("kind.other", |(_, id)| id)
}

/// What the reader says of a number beyond all bounds. It looks at the size of known members only.
const TOO_LARGE: &str = "number out of range";

const FOUND: &[(&str, &str)] = &[
    ("string", "kind.text"),
    ("boolean", "kind.flag"),
    ("null", "kind.null"),
    ("unit", "kind.null"),
    ("map", "kind.group"),
    ("sequence", "kind.list"),
    ("integer", "kind.number"),
    ("floating", "kind.number"),
    ("number", "kind.number"),
];

const EXPECTED: &[(&str, &str)] = &[
    ("a string", "kind.text"),
    ("a boolean", "kind.flag"),
    ("a sequence", "kind.list"),
    ("a group", "kind.group"),
    ("u32", "kind.whole-number"),
];

/// What the JSON reader means, in words for an officer.
fn in_words(words: &str) -> String {
    let row = REASONS.iter().find(|(start, _)| words.starts_with(start));
    say(row.map_or("json.other", |(_, id)| id), &[])
}

const REASONS: &[(&str, &str)] = &[
    ("expected `,` or `}`", "json.comma"),
    ("expected `,` or `]`", "json.comma"),
    ("expected `:`", "json.colon"),
    ("key must be a string", "json.key"),
    ("trailing comma", "json.trailing-comma"),
    ("trailing characters", "json.trailing"),
    ("control character", "json.control"),
    ("invalid escape", "json.escape"),
    ("lone leading surrogate", "json.escape"),
    ("unexpected end of hex escape", "json.escape"),
    ("invalid unicode code point", "json.escape"),
    ("invalid number", "json.number"),
    ("recursion limit", "json.deep"),
];
