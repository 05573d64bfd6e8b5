//! What the program does to files, a row each: the files that are there before, the command, and what it leads to.

use super::other_files::{git_is_set_up, lines, names_in_history, names_of_sheets};
use super::register::{content, content_of_new, small};
use crate::command_line::Office;
use crate::story::SAMPLE;
use ropa::formats::history::{Broken, Entry, Flaw, History, verify};
use ropa::shell::store::hexadecimal;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command that makes or changes a file.
pub struct Deed {
    /// What it is called by those who read of it.
    pub name: &'static str,
    /// Its arguments; `@` stands for the folder.
    pub args: &'static [&'static str],
    /// The files that are there before.
    pub given: &'static [(&'static str, Given)],
    /// The file that it makes or changes.
    pub file: &'static str,
    /// What of that file must be the old or the new; nothing where it is not whole.
    pub content: fn(&[u8]) -> Option<Value>,
}

/// A file that is there before, or how it became what it is.
#[derive(Clone, Copy)]
pub enum Given {
    Sample,
    Small,
    Text(&'static str),
    /// The file that stands there, up to its middle.
    Damaged,
    /// The file of this name, with these words in the place of those.
    Swapped(&'static str, &'static str, &'static str),
    /// The file that stands there, without its last letters.
    Torn,
    /// What a command with these arguments leaves behind; the name says nothing then.
    Left(&'static [&'static str]),
    /// A repository of git with nothing in it yet; the name says nothing then.
    Repository,
}

/// One row a command; one that comes later is one more row. The first ones leave nothing beside their file that counts, so
/// that a careless program can be tried with them.
pub const OF_ONE_FILE: usize = 9;

/// All of them.
pub const DEEDS: [Deed; 20] = [
    Deed {
        name: "set",
        args: &["-r", "@/r.json", "set", "PA-0001", "owner=Somebody else"],
        given: &[("r.json", Given::Sample)],
        file: "r.json",
        content,
    },
    Deed {
        name: "add",
        args: &["-r", "@/r.json", "add", "--from", "@/more.json"],
        given: &[("r.json", Given::Small), ("more.json", Given::Text(r#"{ "id": "zzzzzzzz", "title": "One more" }"#))],
        file: "r.json",
        content,
    },
    Deed {
        name: "remove",
        args: &["-r", "@/r.json", "remove", "a0000001", "--yes"],
        given: &[("r.json", Given::Small)],
        file: "r.json",
        content,
    },
    Deed {
        name: "new",
        args: &["new", "@/new.json", "--organisation", "Anytown"],
        given: &[],
        file: "new.json",
        content: content_of_new,
    },
    Deed {
        name: "export as JSON",
        args: &["-r", "@/r.json", "export", "-o", "@/out.json"],
        given: &[("r.json", Given::Small)],
        file: "out.json",
        content,
    },
    Deed {
        name: "export over another",
        args: &["-r", "@/r.json", "export", "-o", "@/out.json", "--replace"],
        given: &[("r.json", Given::Small), ("out.json", Given::Sample)],
        file: "out.json",
        content,
    },
    Deed {
        name: "export as a workbook",
        args: &["-r", "@/r.json", "export", "-o", "@/out.xlsx"],
        given: &[("r.json", Given::Small)],
        file: "out.xlsx",
        content: names_of_sheets,
    },
    Deed {
        name: "git-setup, what git is to merge",
        args: &["git-setup", "@"],
        given: IN_GIT,
        file: ".gitattributes",
        content: lines,
    },
    Deed {
        name: "git-setup, what git is to leave alone",
        args: &["git-setup", "@"],
        given: IN_GIT,
        file: ".git/info/exclude",
        content: lines,
    },
    Deed {
        name: "set, a second time",
        args: &["-r", "@/r.json", "set", "PA-0002", "owner=Somebody else"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE)],
        file: "r.json",
        content,
    },
    Deed {
        name: "set, over a change from outside",
        args: &["-r", "@/r.json", "set", "PA-0002", "owner=Somebody else"],
        given: &[
            ("r.json", Given::Sample),
            ("", ONE_SAVE),
            ("r.json", Given::Swapped("r.json", "Library membership", "Library cards")),
        ],
        file: "r.json",
        content,
    },
    Deed {
        name: "restore",
        args: &["-r", "@/r.json", "restore", "--yes"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE), ("", ANOTHER_SAVE)],
        file: "r.json",
        content,
    },
    Deed {
        name: "restore of a damaged register",
        args: &["-r", "@/r.json", "restore", "--yes"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE), ("r.json", Given::Damaged)],
        file: "r.json",
        content,
    },
    Deed {
        name: "restore in a file of its own",
        args: &["-r", "@/r.json", "restore", "--as-at", "today", "-o", "@/out.json"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE), ("", ANOTHER_SAVE)],
        file: "out.json",
        content,
    },
    Deed {
        name: "export as at a day",
        args: &["-r", "@/r.json", "export", "--as-at", "today", "-o", "@/out.json"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE), ("", ANOTHER_SAVE)],
        file: "out.json",
        content,
    },
    Deed {
        name: "merge",
        args: &["merge", "@/base.json", "@/r.json", "@/theirs.json", "-o", "@/r.json"],
        given: &[
            ("base.json", Given::Sample),
            ("r.json", Given::Swapped("base.json", "Library membership", "Library cards")),
            (
                "theirs.json",
                Given::Swapped("base.json", "School transport: applications and eligibility", "School transport"),
            ),
        ],
        file: "r.json",
        content,
    },
    Deed {
        name: "merge of a file with the marks of git",
        args: &["merge", "@/r.json"],
        given: &[
            ("base.json", Given::Sample),
            ("r.json", Given::Swapped("base.json", "      \"title\": \"Library membership\",\n", MARKS)),
        ],
        file: "r.json",
        content,
    },
    Deed {
        name: "redaction",
        args: &["-r", "@/r.json", "history", "--redact", "@entry", "--reason", "Asked for", "--yes"],
        given: &[
            ("r.json", Given::Sample),
            ("", Given::Left(&["-r", "r.json", "set", "PA-0001", "notes=Ask Joe Bloggs"])),
            ("", Given::Left(&["-r", "r.json", "set", "PA-0001", "notes="])),
        ],
        file: "r.history.jsonl",
        content: names_in_history,
    },
    Deed {
        name: "the first save of a history that is torn",
        args: &["-r", "@/r.json", "set", "PA-0002", "owner=Somebody else"],
        given: &[("r.json", Given::Sample), ("", ONE_SAVE), ("r.history.jsonl", Given::Torn)],
        file: "r.json",
        content,
    },
    Deed {
        name: "git-setup, the settings",
        args: &["git-setup", "@"],
        given: IN_GIT,
        file: ".git/config",
        content: git_is_set_up,
    },
];

/// A register in a repository that somebody has told other things already.
const IN_GIT: &[(&str, Given)] = &[
    ("", Given::Repository),
    ("r.json", Given::Small),
    (".gitattributes", Given::Text("*.png binary\n")),
    (".git/info/exclude", Given::Text("*.bak\n")),
];

/// An earlier save by the program itself.
const ONE_SAVE: Given = Given::Left(&["-r", "r.json", "set", "PA-0001", "owner=Somebody before"]);

/// And one more.
const ANOTHER_SAVE: Given = Given::Left(&["-r", "r.json", "set", "PA-0002", "owner=Somebody else"]);

/// What git leaves where both changed a title.
const MARKS: &str = "<<<<<<< ours\n      \"title\": \"Library cards\",\n=======\n      \"title\": \"Library lending\",\n>>>>>>> theirs\n";

impl Deed {
    /// A folder as it is before.
    pub fn office(&self) -> Office {
        let office = Office::new();
        for (name, given) in self.given {
            let read = |name: &str| String::from_utf8(office.bytes(name)).unwrap();
            let text = match given {
                Given::Sample => SAMPLE.to_owned(),
                Given::Small => small(3),
                Given::Text(text) => (*text).to_owned(),
                Given::Damaged => {
                    let whole = read(name);
                    whole.chars().take(whole.len() / 2).collect()
                }
                Given::Swapped(from, before, after) => {
                    let swapped = read(from).replacen(before, after, 1);
                    assert_ne!(swapped, read(from), "‘{}’ is given nothing else", self.name);
                    swapped
                }
                Given::Torn => {
                    let whole = read(name);
                    whole[..whole.len() - 40].to_owned()
                }
                Given::Left(args) => {
                    office.run(*args).is(0);
                    continue;
                }
                Given::Repository => {
                    let made = Command::new("git").args(["init", "--quiet"]).arg(office.path("")).status();
                    assert!(made.unwrap().success(), "git makes no repository");
                    continue;
                }
            };
            office.file(name, text);
        }
        office
    }

    pub fn command(&self, office: &Office) -> Command {
        let folder = office.path("").to_str().unwrap().trim_end_matches('/').to_owned();
        let mut command = office.command();
        command.args(self.args.iter().map(|arg| match *arg {
            "@entry" => first_note(office),
            arg => arg.replace('@', &folder),
        }));
        command
    }

    /// Runs it to its end; no code where it was ended.
    pub fn finish(&self, mut command: Command) -> Option<i32> {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code()
    }

    /// What the file holds; nothing where there is none. Of a file that is not whole, which one it is.
    pub fn state(&self, office: &Office) -> Option<Value> {
        let bytes = fs::read(office.path(self.file)).ok()?;
        let not_whole = || json!({ "not whole": sha256(&bytes) });
        Some((self.content)(&bytes).unwrap_or_else(not_whole))
    }

    /// Whether it asks git, which is another program.
    pub fn asks_git(&self) -> bool {
        self.args.contains(&"git-setup")
    }

    /// Whether the file is one that git changes for it: what befalls git does not end ours.
    pub fn is_done_by_git(&self) -> bool {
        self.file == ".git/config"
    }

    /// Whether it is about a register that is kept, not about a file that is made from it.
    pub fn is_kept(&self) -> bool {
        ["r.json", "r.history.jsonl"].contains(&self.file)
    }
}

/// A second folder like the first one.
pub fn copy_of(office: &Office) -> Office {
    let copy = Office::new();
    if office.path(".git").is_dir() {
        // A repository is none without its folders, which are empty.
        ["objects", "refs"].iter().for_each(|name| fs::create_dir_all(copy.path(".git").join(name)).unwrap());
    }
    for file in files_in(&office.path("")) {
        let to = copy.path(file.strip_prefix(office.path("")).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(file, to).unwrap();
    }
    copy
}

/// Whether a temporary file is still there, beside the file or in the person's own folder.
pub fn left_over(office: &Office) -> bool {
    files_in(&office.path("")).iter().any(|path| path.extension() == Some(OsStr::new("tmp")))
}

/// What is wrong with what stands beside the register: with its history more than that its end was lost, which the next save
/// must heal; and versions that are not what their names say. Changes the register where there is something to heal.
pub fn wrong_beside(office: &Office) -> Option<String> {
    for path in files_in(&office.path("home")) {
        let is_version = path.extension() == Some(OsStr::new("json")) && path.to_string_lossy().contains("/versions/");
        if is_version && *path.file_stem().unwrap() != *sha256(&fs::read(&path).unwrap()) {
            return Some(format!("the version {path:?} is another one"));
        }
    }
    let bytes = |name: &str| fs::read(office.path(name)).unwrap_or_default();
    let flaws = || verify(&bytes("r.history.jsonl"), &bytes("r.json"), None);
    let history = bytes("r.history.jsonl");
    if let Err(problem) = History::read(&history) {
        return Some(format!("the history does not read: {problem:?}"));
    }
    let is_lost_end = |broken: &&Broken| {
        matches!(broken.what, Flaw::CutShort | Flaw::WithoutSave | Flaw::OtherRegister | Flaw::Empty)
    };
    content(&bytes("r.json"))?;
    let found = flaws();
    if let Some(worse) = found.iter().find(|broken| !is_lost_end(broken)) {
        return Some(format!("the history has {worse:?}"));
    }
    if found.is_empty() {
        return None;
    }
    let healing = office.run(["-r", "r.json", "set", "-", "organisation.name=Healed"]);
    let was_set_aside = office.names().iter().any(|name| name.contains("history.damaged"));
    let left = flaws();
    let verified = office.run(["-r", "r.json", "history", "--verify"]);
    let is_healed = healing.code == 0 && !was_set_aside && left.is_empty() && verified.code == 0;
    (!is_healed).then(|| format!("{found:?} is not healed: {left:?}, {healing:?}, {verified:?}"))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&<[u8; 32]>::from(Sha256::digest(bytes)))
}

/// The hash of the first entry about notes.
fn first_note(office: &Office) -> String {
    let history = History::read(&office.bytes("r.history.jsonl")).unwrap();
    let is_note = |entry: &&Entry| entry.change().is_some_and(|change| change.field_path().to_string() == "notes");
    history.entries().iter().find(is_note).unwrap().hash.to_string()
}
