//! The program ended by the system: the window closed, the computer turned off, a file that may not grow.
#![cfg(target_os = "linux")]

use crate::command_line::Office;
use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the program asks of a terminal for its screens, and what gives it back.
const TAKEN_AND_GIVEN_BACK: [(&str, &str); 3] =
    [("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?25l", "\u{1b}[?25h"), ("\u{1b}[?2004h", "\u{1b}[?2004l")];

#[test]
fn a_program_that_is_ended_from_outside_gives_the_terminal_back() {
    for (signal, code) in [("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143)] {
        let office = Office::with_sample();
        let before = office.bytes("r.json");
        let program = env!("CARGO_BIN_EXE_ropa");
        let alone = format!("echo $$ > id; exec \"{program}\" r.json");
        let typed =
            format!("stty rows 30 cols 100; stty -a > before; sh -c '{alone}'; echo $? > code; stty -a > after");
        let started = Command::new("script")
            .args(["-q", "-f", "-c", &typed, "screen"])
            .current_dir(office.path(""))
            .env("TERM", "xterm-256color")
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut terminal = match started {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {
                println!("skipped: there is no ‘script’ here to make a terminal");
                return;
            }
            started => started.unwrap(),
        };
        let screen = || String::from_utf8_lossy(&std::fs::read(office.path("screen")).unwrap_or_default()).into_owned();
        wait_until("the register is shown", || screen().contains("[Register"));
        let id = String::from_utf8(office.bytes("id")).unwrap();
        let ended = Command::new("sh").args(["-c", &format!("kill -{signal} {id}")]).status().unwrap();
        assert!(ended.success(), "{signal}");
        wait_until("the terminal is given back", || office.names().contains(&"after".to_owned()));
        terminal.wait().unwrap();
        let (screen, text) = (screen(), |name| String::from_utf8(office.bytes(name)).unwrap());
        assert_eq!(text("code").trim(), code.to_string(), "{signal}");
        assert_eq!(text("before"), text("after"), "{signal}");
        for (taken, given_back) in TAKEN_AND_GIVEN_BACK {
            assert!(screen.rfind(taken) < screen.rfind(given_back), "{signal}: {taken:?}");
        }
        assert!(screen.contains("as it was last saved"), "{signal}");
        assert_eq!(office.bytes("r.json"), before, "{signal}");
    }
}

#[test]
fn a_save_that_may_not_grow_is_told_and_leaves_nothing_behind() {
    let office = Office::with_sample();
    let before = office.bytes("r.json");
    let typed = format!("ulimit -f 8; exec \"{}\" -r r.json set PA-0001 owner=X", env!("CARGO_BIN_EXE_ropa"));
    let answer = Command::new("sh").args(["-c", &typed]).current_dir(office.path("")).output().unwrap();
    assert_eq!(answer.status.code(), Some(5), "{answer:?}");
    assert!(String::from_utf8_lossy(&answer.stderr).contains("does not take files of that size"), "{answer:?}");
    assert_eq!(office.bytes("r.json"), before);
    assert_eq!(office.names(), ["r.json"]);
}

#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "not in a minute: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
