//! The program on its screens, each call with which it keeps something failed once or the last one: nothing that it has shown as
//! saved or accepted is lost, unless it has said that it is not protected.

use super::deeds::wrong_beside;
use super::pseudo_terminal::PseudoTerminal;
use super::register::content;
use super::strace::{self, Call, Fault};
use super::{CARELESS, Outcome, is_thorough};
use crate::command_line::Office;
use crate::story::SAMPLE;
use std::time::Duration;

/// Accepts one letter more in the title: typed at its end, on to the next field, and back.
const ONE_EDIT: &str = "x\t\u{1b}[Z";

/// How long what was written waits for the device, and some more.
const UNTIL_FLUSHED: Duration = Duration::from_millis(800);

/// What a session has shown.
struct Shown {
    /// How many letters it said to be saved.
    saved: usize,
    /// How many letters it said to be saved or counted as not saved.
    accepted: usize,
    /// How many were typed.
    typed: usize,
    /// Whether it said that they are not protected.
    not_protected: bool,
    /// The last picture.
    picture: String,
}

#[test]
fn whatever_fails_while_somebody_edits_nothing_is_lost_that_was_shown() {
    if !strace::is_here() {
        return;
    }
    let log = tempfile::NamedTempFile::new().unwrap();
    let office = before();
    let Some(shown) = session(&office, |office| strace::logged(&command(office), log.path())) else { return };
    assert_eq!((shown.saved, shown.accepted, shown.typed), (3, 4, 4), "{}", shown.picture);
    let calls: Vec<Call> = strace::calls_in(log.path(), &office.path("")).into_iter().filter(Call::keeps).collect();
    let is_of_journals = |call: &Call| call.what.contains("/journals");
    let of_journals = calls.iter().filter(|call| is_of_journals(call)).count();
    assert!((of_journals > 6 || CARELESS) && calls.len() > 2 * of_journals, "{calls:#?}");
    let mut outcome = Outcome::default();
    let faults = [Fault::Ended, Fault::Answers("ENOSPC"), Fault::Answers("EIO")];
    let each: Vec<(&Call, Fault)> = calls.iter().flat_map(|call| faults.map(|fault| (call, fault))).collect();
    let step = match (CARELESS, is_thorough()) {
        (true, _) => each.len().div_ceil(5),
        (false, true) => 1,
        (false, false) => 7,
    };
    // A careless program writes a register in very many pieces, and hardly a line of its journal.
    let is_tried = |(place, (call, fault)): &(usize, (&Call, Fault))| {
        let flushes_journal = call.name == "fdatasync" && is_of_journals(call);
        place.is_multiple_of(step) || (CARELESS && *fault == Fault::Ended && flushes_journal)
    };
    for (_, (call, fault)) in each.into_iter().enumerate().filter(is_tried) {
        let office = before();
        let shown = session(&office, |office| strace::with_fault(&command(office), call, fault)).unwrap();
        outcome.runs += 1;
        for wrong in wrong_after(&office, &shown) {
            outcome.damaged += 1;
            outcome.told.push(format!("{wrong} by {fault:?} at {call:?}\n{}", shown.picture));
        }
    }
    // Of a careless program both must be found: a register that is lost, and edits that are.
    let says = |words: &str| outcome.told.iter().any(|told| told.contains(words));
    assert!(!CARELESS || (says("None letters are saved") && says(") letters came back")), "not found: {outcome:?}");
    outcome.proves("each call of a session on the screens failed or the last");
}

fn before() -> Office {
    let office = Office::new();
    office.file("r.json", SAMPLE);
    office
}

/// By its whole path: strace stands in another folder.
fn command(office: &Office) -> std::process::Command {
    let mut command = office.command();
    command.arg(office.path("r.json"));
    command
}

/// Three letters, a change by somebody else, a save that takes it in, and one letter more; then the program is ended. Nothing
/// where the system gives no terminal.
fn session(office: &Office, run: impl Fn(&Office) -> std::process::Command) -> Option<Shown> {
    let mut terminal = PseudoTerminal::run(&run(office), 100, 30)?;
    let mut shown = Shown { saved: 0, accepted: 0, typed: 4, not_protected: false, picture: String::new() };
    if terminal.shows_or_ends("36 of 36") {
        terminal.types("PA-0014");
    }
    if terminal.shows_or_ends("1 of 36") {
        terminal.types("\r\u{1b}OQ");
    }
    if terminal.shows_or_ends("Editing") {
        terminal.types(&ONE_EDIT.repeat(3));
    }
    if terminal.shows_or_ends("3 changes not saved") {
        std::thread::sleep(UNTIL_FLUSHED);
        shown.accepted = 3;
    }
    let theirs = SAMPLE.replacen("School transport: applications and eligibility", "School transport", 1);
    office.file("r.json", theirs);
    terminal.types("\u{13}").waits_for_quiet();
    if shown.accepted == 3 && terminal.shows_one_or_ends(&["Saved 3 changes", "did not save", "not known"]) {
        shown.saved = if terminal.picture().shows("Saved 3 changes") { 3 } else { 0 };
        terminal.types(ONE_EDIT).waits_for_quiet();
        std::thread::sleep(UNTIL_FLUSHED);
    }
    let picture = terminal.picture().to_string();
    let more = if shown.saved == 3 { "1 change not saved" } else { "4 changes not saved" };
    shown.accepted += usize::from(picture.contains(more));
    shown.not_protected = picture.contains("not protected");
    shown.picture = picture;
    terminal.end_with_its_children();
    Some(shown)
}

/// What is wrong after a session; what it had not saved is brought back first.
fn wrong_after(office: &Office, shown: &Shown) -> Vec<String> {
    let mut wrong = Vec::new();
    match letters(office) {
        Some(found) if (shown.saved..=shown.typed).contains(&found) => {}
        found => wrong.push(format!("{found:?} letters are saved, {} were said to be", shown.saved)),
    }
    // What a careless program has cut short opens no more.
    if CARELESS && content(&office.bytes("r.json")).is_none() {
        return wrong;
    }
    let mut terminal = PseudoTerminal::start(office, &["r.json"], 100, 30).unwrap();
    terminal.waits_for("36 of 36").waits_for_quiet();
    if terminal.picture().shows("We found work you had not saved") {
        terminal.types("\r");
        // What a careless program kept may be older than what it saved, and wait for a decision.
        if !CARELESS || terminal.shows_one_or_ends(&["Brought back", "ticked"]) && terminal.picture().shows("Brought") {
            terminal.waits_for("Brought back").types("\u{13}").waits_for("Saved ");
        }
    }
    let all = terminal.picture().to_string();
    match letters(office) {
        Some(found) if (shown.accepted..=shown.typed).contains(&found) || shown.not_protected => {}
        found => wrong.push(format!("{found:?} letters came back, {} were shown\n{all}", shown.accepted)),
    }
    terminal.kill();
    wrong.extend(Some(office).filter(|_| !CARELESS).and_then(wrong_beside));
    wrong
}

/// How many letters stand behind the title, where the register is whole and holds what somebody else changed.
fn letters(office: &Office) -> Option<usize> {
    let register = content(&office.bytes("r.json"))?;
    let title = |reference: &str| -> Option<String> {
        let activities = register["activities"].as_array()?;
        let found = activities.iter().find(|activity| activity["reference"] == reference)?;
        found["title"].as_str().map(str::to_owned)
    };
    (title("PA-0007")? == "School transport").then_some(())?;
    title("PA-0014")?.strip_prefix("Library membership").map(str::len)
}
