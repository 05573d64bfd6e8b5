//! The terminal is given back, whatever ends the program.

use super::pseudo_terminal::PseudoTerminal;
#[cfg(target_os = "linux")]
use super::strace;
use crate::command_line::Office;
use crate::story::SAMPLE;

/// The exit code of a program that ended by a fault of its own.
#[cfg(target_os = "linux")]
const FAULT: u32 = 101;

#[test]
fn whatever_ends_the_program_the_terminal_is_given_back() {
    type End = fn(&mut PseudoTerminal);
    let ends: [(&str, End, u32); 5] = [
        (
            "leaving",
            |terminal| {
                terminal.types("\u{11}");
            },
            0,
        ),
        ("SIGHUP", |terminal| terminal.signal("HUP"), 129),
        ("SIGINT", |terminal| terminal.signal("INT"), 130),
        ("SIGQUIT", |terminal| terminal.signal("QUIT"), 131),
        ("SIGTERM", |terminal| terminal.signal("TERM"), 143),
    ];
    for (name, end, code) in ends {
        let (office, Some(mut terminal)) = opened() else { return };
        end(&mut terminal);
        assert_eq!(terminal.ends(), code, "{name}");
        is_given_back(&terminal, &office, name);
    }
}

#[test]
fn a_closed_window_ends_the_program_and_changes_nothing() {
    let (office, Some(mut terminal)) = opened() else { return };
    terminal.close_window();
    let code = terminal.ends();
    // Either the signal is heard first, or a read or a picture finds that there is nobody any more.
    assert!([5, 129].contains(&code), "{code}");
    assert_eq!(office.bytes("r.json"), SAMPLE.as_bytes());
}

/// A system that starts no more threads is the one way to a fault that leads in from outside.
#[cfg(target_os = "linux")]
#[test]
fn after_a_fault_of_the_program_the_terminal_is_given_back_and_nothing_of_the_register_is_told() {
    if !strace::is_here() {
        return;
    }
    let (office, Some(mut terminal)) = opened() else { return };
    let mut looking_on = strace::refuse_threads(terminal.process());
    // A save asks for a thread.
    terminal.types("\u{1b}[B\r").waits_for_quiet().types("\u{1b}OQ").waits_for_quiet().types("x\u{13}");
    assert_eq!(terminal.ends(), FAULT, "{}", terminal.picture());
    looking_on.wait().unwrap();
    is_given_back(&terminal, &office, "a fault");
    assert!(terminal.text_since_given_back().contains(".rs:"), "{}", terminal.text_since_given_back());
}

#[test]
fn what_is_to_be_known_of_the_save_stands_on_the_terminal_after_save_and_leave() {
    let (office, Some(mut terminal)) = opened() else { return };
    std::fs::create_dir(office.path("r.history.jsonl")).unwrap();
    terminal.types("\u{1b}OQ!\u{11}").waits_for("Save and leave").types("\r");
    assert_eq!(terminal.ends(), 0);
    let told = terminal.text_since_given_back();
    assert!(told.contains("We could not add these changes to the history"), "{told}");
}

/// A program in a terminal that shows the sample.
fn opened() -> (Office, Option<PseudoTerminal>) {
    let office = Office::new();
    office.file("r.json", SAMPLE);
    let mut terminal = PseudoTerminal::start(&office, &["r.json"], 100, 30);
    if let Some(terminal) = &mut terminal {
        terminal.waits_for("36 of 36");
    }
    (office, terminal)
}

#[track_caller]
fn is_given_back(terminal: &PseudoTerminal, office: &Office, name: &str) {
    let bytes = terminal.bytes();
    assert!(bytes.took_the_screen(), "{name}: the screen was never taken");
    assert_eq!(bytes.left_on(), [""; 0], "{name}");
    assert_eq!(bytes.unsafe_ones(), [""; 0], "{name}");
    assert!(!terminal.text_since_given_back().contains("Anytown"), "{name}");
    assert_eq!(office.bytes("r.json"), SAMPLE.as_bytes(), "{name}");
}
