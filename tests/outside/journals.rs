//! The program ended on the spot while somebody edits: every edit that its screen has shown comes back at the next start.

use super::dice::Dice;
use super::pseudo_terminal::PseudoTerminal;
use super::{CARELESS, many, tell};
use crate::command_line::Office;
use crate::story::SAMPLE;
use std::time::{Duration, Instant};

/// Accepts one letter more in the title: typed at its end, on to the next field, and back.
const ONE_EDIT: &str = "x\t\u{1b}[Z";

#[test]
fn every_edit_that_was_shown_comes_back_after_the_program_was_ended() {
    let mut dice = Dice::seeded(3);
    let runs = many(300, 20);
    let (mut edits, mut lost) = (0, Vec::new());
    for number in 0..runs {
        let office = Office::new();
        let Some(mut terminal) = editing(&office) else { return };
        let end = Instant::now() + Duration::from_millis(30 + dice.below(400) as u64);
        let mut typed = 0;
        while Instant::now() < end {
            // Sometimes one key after the other, sometimes many at once.
            let burst = 1 + dice.below(4);
            terminal.types(&ONE_EDIT.repeat(burst));
            typed += burst;
            std::thread::sleep(Duration::from_millis(dice.below(25) as u64));
        }
        let shown = unsaved(&terminal.picture().to_string());
        terminal.kill();
        let mut terminal = PseudoTerminal::start(&office, &["r.json"], 100, 30).unwrap();
        terminal.waits_for("36 of 36").waits_for_quiet();
        if terminal.picture().shows("We found work you had not saved") {
            terminal.types("\r").waits_for("Brought back").types("\u{13}").waits_for("Saved 1 change");
        }
        let kept = letters(&office);
        edits += shown;
        if kept < shown || kept > typed {
            lost.push(format!("kill {number}: {shown} were shown, {kept} of {typed} came back"));
        }
    }
    tell(&format!("edits after a kill: {} passed, {} lost ({edits} edits were shown)", runs - lost.len(), lost.len()));
    assert!(edits > runs, "too little was edited to prove anything");
    assert!(lost.is_empty() != CARELESS, "{lost:#?}");
}

#[test]
fn a_program_that_is_told_to_end_keeps_its_work_and_says_so() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let office = Office::new();
        let Some(mut terminal) = editing(&office) else { return };
        terminal.types(ONE_EDIT).waits_for("1 change not saved");
        terminal.signal(signal);
        assert_eq!(terminal.ends(), code);
        let told = terminal.text_since_given_back();
        assert!(told.contains("Your changes that were not saved are kept on this computer"), "{told}");
        assert!(!told.contains("Library"), "{told}");
        let mut terminal = PseudoTerminal::start(&office, &["r.json"], 80, 24).unwrap();
        terminal.waits_for("We found work you had not saved");
    }
}

#[test]
fn a_half_typed_field_is_kept_within_two_seconds_and_nothing_is_drawn_for_it() {
    let office = Office::new();
    let Some(mut terminal) = editing(&office) else { return };
    terminal.types("xyz").waits_for("membershipxyz").waits_for_quiet();
    let before = terminal.sent();
    std::thread::sleep(Duration::from_millis(2_100));
    assert_eq!(terminal.sent(), before, "something was drawn");
    terminal.kill();
    let mut terminal = PseudoTerminal::start(&office, &["r.json"], 100, 30).unwrap();
    terminal.waits_for("36 of 36").waits_for_quiet();
    assert!(terminal.picture().shows("We found work you had not saved") != CARELESS, "{}", terminal.picture());
    if CARELESS {
        return;
    }
    terminal.types("\r").waits_for("Brought back").types("PA-0014").waits_for("membershipxyz");
}

/// A program in whose terminal the title of an activity is being edited.
fn editing(office: &Office) -> Option<PseudoTerminal> {
    office.file("r.json", SAMPLE);
    let mut terminal = PseudoTerminal::start(office, &["r.json"], 100, 30)?;
    terminal.waits_for("36 of 36").types("PA-0014").waits_for("1 of 36").types("\r\u{1b}OQ").waits_for("Editing");
    Some(terminal)
}

/// How many changes the first line of the screen counts.
fn unsaved(picture: &str) -> usize {
    let Some((before, _)) = picture.split_once(" not saved") else { return 0 };
    let words: Vec<&str> = before.split_whitespace().collect();
    words.iter().rev().nth(1).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// How many letters stand behind the title that the sample has.
fn letters(office: &Office) -> usize {
    let file: serde_json::Value = serde_json::from_slice(&office.bytes("r.json")).unwrap();
    let activities = file["activities"].as_array().unwrap();
    let library = activities.iter().find(|activity| activity["reference"] == "PA-0014").unwrap();
    library["title"].as_str().unwrap().strip_prefix("Library membership").unwrap().len()
}
