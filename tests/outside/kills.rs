//! The program ended on the spot at moments of chance, from the command line and on its screens: the file is whole each time.

use super::dice::Dice;
use super::pseudo_terminal::PseudoTerminal;
use super::register::content;
use super::{CARELESS, Outcome, many, tell};
use crate::command_line::Office;
use crate::story::SAMPLE;
use serde_json::Value;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

#[test]
fn a_command_ended_at_any_moment_leaves_a_whole_register() {
    let office = Office::new();
    office.file("r.json", SAMPLE);
    let time = time_of_a_save(&office);
    let mut dice = Dice::seeded(1);
    let mut owner = owner_in(&office).unwrap();
    let (mut outcome, mut saved) = (Outcome::default(), 0);
    for number in 0..many(1_000, 100) {
        let next = format!("Officer {number}");
        let mut command = save_of(&office, &next);
        std::thread::sleep(time.mul_f64(dice.below(1_300) as f64 / 1_000.0));
        command.kill().unwrap();
        command.wait().unwrap();
        outcome.runs += 1;
        match owner_in(&office) {
            Some(found) if found == owner => {}
            Some(found) if found == next => {
                saved += 1;
                owner = found;
            }
            found => {
                outcome.damaged += 1;
                outcome.told.push(format!("kill {number}: the owner is {found:?}"));
                office.file("r.json", SAMPLE);
                owner = owner_in(&office).unwrap();
            }
        }
    }
    tell(&format!("a command ended at any moment: {saved} of {} saves had been made", outcome.runs));
    outcome.proves("a command ended at any moment");
}

/// Half the saves end within this time.
fn time_of_a_save(office: &Office) -> Duration {
    let mut times: Vec<Duration> = (0..9)
        .map(|number| {
            let start = Instant::now();
            assert!(save_of(office, &format!("Officer {number} before")).wait().unwrap().success());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn save_of(office: &Office, owner: &str) -> Child {
    let mut command = office.command();
    command.args(["-r", "r.json", "set", "PA-0001", &format!("owner={owner}")]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The owner of the activity that is changed, where the register is whole and holds nothing else that is new.
fn owner_in(office: &Office) -> Option<String> {
    let mut found = content(&office.bytes("r.json"))?;
    let mut sample = content(SAMPLE.as_bytes())?;
    let owner = changed(&mut found)["owner"].as_str()?.to_owned();
    for register in [&mut found, &mut sample] {
        let activity = changed(register).as_object_mut()?;
        ["owner", "status"].iter().for_each(|name| drop(activity.remove(*name)));
    }
    (found == sample).then_some(owner)
}

fn changed(register: &mut Value) -> &mut Value {
    let activities = register["activities"].as_array_mut().unwrap();
    activities.iter_mut().find(|activity| activity["reference"] == "PA-0001").unwrap()
}

/// What is typed and saved again and again.
const LETTER: char = 'x';

#[test]
fn the_screens_ended_at_any_moment_leave_a_whole_register() {
    let office = Office::new();
    office.file("r.json", SAMPLE);
    let mut dice = Dice::seeded(2);
    let mut outcome = Outcome::default();
    let mut before = 0;
    // Of a careless program one damage is enough, however long it takes.
    let kills = if CARELESS { 400 } else { many(100, 8) };
    for number in 0..kills {
        if CARELESS && outcome.damaged > 0 {
            break;
        }
        let Some(mut terminal) = opened(&office) else { return };
        terminal.types("PA-0001").waits_for("1 of 36");
        terminal.types("\r").waits_for_quiet().types("\u{1b}OQ").waits_for_quiet();
        let end = Instant::now() + Duration::from_millis(200 + dice.below(600) as u64);
        while Instant::now() < end {
            terminal.types(&format!("{LETTER}\u{13}"));
            std::thread::sleep(Duration::from_millis(dice.below(12) as u64));
        }
        terminal.kill();
        outcome.runs += 1;
        match letters_in(&office) {
            Some(after) if after >= before => before = after,
            found => {
                outcome.damaged += 1;
                outcome.told.push(format!("kill {number}: {found:?} letters stand there, {before} before"));
                office.file("r.json", SAMPLE);
                before = 0;
            }
        }
    }
    assert!(before > 0 || CARELESS, "nothing was saved between the kills");
    outcome.proves("the screens ended at any moment");
}

/// A program in a terminal that shows the register. What the one that was ended before it had not saved is put aside.
fn opened(office: &Office) -> Option<PseudoTerminal> {
    let mut terminal = PseudoTerminal::start(office, &["r.json"], 100, 30)?;
    terminal.waits_for("36 of 36").waits_for_quiet();
    while terminal.picture().shows("We found work you had not saved") {
        terminal.types("\u{1b}[B\u{1b}[B\r").waits_for("Put aside").waits_for_quiet();
    }
    Some(terminal)
}

/// How many letters were added to the title, where the register is whole and holds nothing else that is new.
fn letters_in(office: &Office) -> Option<usize> {
    let mut found = content(&office.bytes("r.json"))?;
    let mut sample = content(SAMPLE.as_bytes())?;
    let old = changed(&mut sample)["title"].as_str()?.to_owned();
    let title = changed(&mut found)["title"].as_str()?.to_owned();
    let added = title.strip_prefix(&old)?;
    for register in [&mut found, &mut sample] {
        let activity = changed(register).as_object_mut()?;
        ["title", "status"].iter().for_each(|name| drop(activity.remove(*name)));
    }
    (found == sample && added.chars().all(|letter| letter == LETTER)).then_some(added.len())
}
