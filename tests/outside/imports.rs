//! Malformed workbooks and files of rows given to the real program, which may take 1 GB of addresses, 256 MB of memory and five
//! seconds: activities, or one line that names the file.

use super::{many, tell};
use crate::book::malformed::CASES;
use crate::command_line::Office;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// How long an import may take; a build that is not optimised takes some times as long.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 5 });

#[test]
fn malformed_workbooks_and_rows_stay_within_memory_and_time() {
    if Command::new("prlimit").arg("--version").output().is_err() {
        return tell("skipped: there is no prlimit here, so imports are not bounded");
    }
    let office = Office::with_sample();
    if office.run(["import", "--help"]).code != 0 {
        return tell("skipped: this program has no import yet");
    }
    let before = office.bytes("r.json");
    let step = many(1, 3);
    let cases = CASES.iter().enumerate().filter(|(number, (.., expected))| number % step == 0 || expected.is_none());
    let mut files: Vec<(String, Vec<u8>, bool)> =
        cases.map(|(_, (name, make, refused))| ((*name).to_owned(), make(), refused.is_some())).collect();
    for (name, bytes) in rows() {
        files.push((name.to_owned(), bytes, false));
    }
    for (name, bytes, is_refused) in &files {
        office.file("register.xlsx", bytes);
        let begun = Instant::now();
        let output = bounded(&office);
        let (took, told) = (begun.elapsed(), String::from_utf8_lossy(&output.stderr).into_owned());
        assert!(took < SOON, "{name} took {took:?}");
        let code = output.status.code();
        assert!(code.is_some(), "{name} was ended: {:?} {told}", output.status);
        assert!(!told.contains("panicked") && !told.contains("memory allocation"), "{name}: {told}");
        if *is_refused {
            assert_ne!(code, Some(0), "{name} was brought in: {told}");
            assert!(told.lines().count() == 1 && told.contains("‘register.xlsx’"), "{name}: {told}");
        }
        assert!(!told.trim().is_empty() || !output.stdout.is_empty(), "{name} gave no word");
    }
    assert!(office.bytes("r.json") == before, "the register was touched");
    tell(&format!("malformed workbooks and rows: {} passed, 0 failed", files.len()));
}

/// The program under its limits, asked what the file would bring.
fn bounded(office: &Office) -> Output {
    let mut command = Command::new("prlimit");
    command.args(["--as=1073741824", "--data=268435456", env!("CARGO_BIN_EXE_ropa")]);
    command.args(["import", "-r", "r.json", "--dry-run", "register.xlsx"]);
    let own = office.command();
    command.current_dir(own.get_current_dir().unwrap()).env_clear();
    command.envs(own.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.output().unwrap()
}

/// Files of rows that ask for as much as they may.
fn rows() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a line without end", std::iter::repeat_n(b'x', 33_000_000).collect()),
        ("separators without end", vec![b','; 33_000_000]),
        ("empty rows without end", vec![b'\n'; 33_000_000]),
        ("quotation marks without end", vec![b'"'; 33_000_000]),
        ("as many cells as there may be", b"1,2,3,4,5,6,7,8\n".repeat(249_999)),
        ("long rows", b"0123456789012345678901234567890123456789,".repeat(800_000)),
        ("rows of two bytes a letter", [&[0xFF, 0xFE][..], &b"a\0,\0b\0\n\0".repeat(4_000_000)].concat()),
    ]
}
