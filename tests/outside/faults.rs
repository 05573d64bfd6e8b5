//! Each call that a command makes to the system fails once, and is the last one once: the file is the old or the new one, whole,
//! and nothing says that it is saved when it is not.

use super::register::{content, content_of_new, small};
use super::strace::{self, FAULTS, Fault, LIE};
use super::{CARELESS, Outcome, is_thorough};
use crate::command_line::Office;
use crate::story::SAMPLE;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

/// A command that makes or changes a file.
struct Deed {
    /// What it is called by those who read of it.
    name: &'static str,
    /// Its arguments; `@` stands for the folder.
    args: &'static [&'static str],
    /// The files that are there before.
    given: &'static [(&'static str, Given)],
    /// The file that it makes or changes.
    file: &'static str,
    /// What of that file must be the old or the new; nothing where it is not whole.
    content: fn(&[u8]) -> Option<Value>,
}

/// A file that is there before.
#[derive(Clone, Copy)]
enum Given {
    Sample,
    Small,
    Text(&'static str),
}

/// One row a command; one that comes later is one more row.
const DEEDS: [Deed; 7] = [
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
];

#[test]
fn every_call_to_the_system_may_fail_or_be_the_last() {
    if !strace::is_here() {
        return;
    }
    let faults = if is_thorough() && !CARELESS { FAULTS.as_slice() } else { &FAULTS[..2] };
    let mut all = Outcome::default();
    for deed in &DEEDS {
        let outcome = check(deed, faults);
        assert!(!CARELESS || (outcome.damaged > 0 && outcome.silent > 0), "not found in ‘{}’: {outcome:?}", deed.name);
        all.add(outcome);
    }
    all.proves("each call to the system failed or the last");
}

#[test]
fn a_disk_that_lies_about_what_it_has_is_found_out() {
    if !strace::is_here() {
        return;
    }
    let mut all = Outcome::default();
    DEEDS.iter().for_each(|deed| all.add(check(deed, &[LIE])));
    all.proves("a disk that lies");
}

/// A call by its name, and whether it is the one by what it was about.
type Step = (&'static str, fn(&str) -> bool);

#[test]
fn saved_is_said_only_when_file_and_folder_are_on_the_device() {
    if !strace::is_here() || CARELESS {
        return;
    }
    let deed = &DEEDS[0];
    let office = deed.office();
    let calls = strace::calls(&deed.command(&office), &office.path(""));
    // In the words of strace: the descriptor's path stands behind its number, and `…` is the folder.
    let steps: [Step; 6] = [
        ("flock", |what| what.contains(".lock>, LOCK_EX")),
        ("write", |what| what.contains(".tmp>, ")),
        ("fsync", |what| what.contains(".tmp>)")),
        ("rename", |what| what.contains(".tmp\", ") && what.contains("/r.json\")")),
        ("fsync", |what| what.contains("<…>)")),
        ("write", |what| what.starts_with("2<") && what.contains("Saved")),
    ];
    let places: Vec<usize> = steps
        .iter()
        .map(|(name, is_it)| {
            let place = calls.iter().position(|call| call.name == *name && is_it(&call.what));
            place.unwrap_or_else(|| panic!("no such {name}: {calls:#?}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}: {calls:#?}");
}

/// Does it once to learn its calls, then once for each of them and each fault.
fn check(deed: &Deed, faults: &[Fault]) -> Outcome {
    let office = deed.office();
    let calls = strace::calls(&deed.command(&office), &office.path(""));
    let new = deed.state(&office);
    let old = deed.state(&deed.office());
    assert!(matches!(new, Some(Some(_))) && new != old, "‘{}’ does nothing: {new:?}", deed.name);
    assert!(calls.iter().any(|call| call.name == "fsync") != CARELESS, "the calls of ‘{}’: {calls:#?}", deed.name);
    let mut outcome = Outcome::default();
    for (call, fault) in calls.iter().flat_map(|call| faults.iter().map(move |fault| (call, *fault))) {
        // Closing gives the file back whatever it answers, so only the end of the program matters there.
        let does_nothing = call.name == "close" && fault != Fault::Ended;
        if does_nothing || (fault == LIE && call.name != "write") {
            continue;
        }
        let office = deed.office();
        let code = deed.finish(strace::with_fault(&deed.command(&office), call, fault));
        let state = deed.state(&office);
        let is_whole = state == old || state == new;
        let is_silent = is_whole && state == old && code == Some(0);
        let is_left = fault != Fault::Ended && !call.name.starts_with("unlink") && deed.left_over(&office);
        outcome.runs += 1;
        outcome.damaged += usize::from(!is_whole);
        outcome.silent += usize::from(is_silent);
        outcome.left_over += usize::from(is_left);
        if !is_whole || is_silent || is_left {
            let became = if !is_whole {
                "damaged"
            } else if is_silent {
                "said to be saved"
            } else {
                "left over"
            };
            outcome.told.push(format!("{}: {became} by {fault:?} at {call:?}, code {code:?}", deed.name));
        }
    }
    outcome
}

impl Deed {
    /// A folder as it is before.
    fn office(&self) -> Office {
        let office = Office::new();
        for (name, given) in self.given {
            match given {
                Given::Sample => office.file(name, SAMPLE),
                Given::Small => office.file(name, small(3)),
                Given::Text(text) => office.file(name, text),
            };
        }
        office
    }

    fn command(&self, office: &Office) -> Command {
        let folder = office.path("").to_str().unwrap().trim_end_matches('/').to_owned();
        let mut command = office.command();
        command.args(self.args.iter().map(|arg| arg.replace('@', &folder)));
        command
    }

    /// Runs it to its end; no code where it was ended.
    fn finish(&self, mut command: Command) -> Option<i32> {
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code()
    }

    /// What the file holds; nothing where there is none. A file that is not whole is a state of its own.
    fn state(&self, office: &Office) -> Option<Option<Value>> {
        let bytes = std::fs::read(office.path(self.file)).ok()?;
        Some((self.content)(&bytes))
    }

    /// Whether a temporary file is still there, beside the file or in the person's own folder.
    fn left_over(&self, office: &Office) -> bool {
        let mut folders = vec![office.path("")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.extension().is_some_and(|ending| ending == "tmp") {
                    return true;
                }
                folders.extend(path.is_dir().then_some(path));
            }
        }
        false
    }
}

/// The names of a workbook's sheets; its cells hold the moment in which it was made.
fn names_of_sheets(bytes: &[u8]) -> Option<Value> {
    use calamine::Reader;
    let workbook = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes.to_vec())).ok()?;
    let names: BTreeSet<String> = workbook.sheet_names().into_iter().collect();
    Some(names.into_iter().collect::<Vec<_>>().into())
}
