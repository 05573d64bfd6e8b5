//! Each call that a command makes to the system fails once, and is the last one once: the file is the old or the new one, whole,
//! and nothing says that it is saved when it is not.

use super::deeds::{DEEDS, Deed, OF_ONE_FILE, copy_of, left_over, wrong_beside};
use super::strace::{self, Call, FAULTS, Fault, LIE};
use super::{CARELESS, Outcome, is_thorough, tell};
use std::process::Command;

#[test]
fn every_call_to_the_system_may_fail_or_be_the_last() {
    if !strace::is_here() {
        return;
    }
    let mut all = Outcome::default();
    let deeds = if CARELESS { &DEEDS[..OF_ONE_FILE] } else { &DEEDS };
    for deed in deeds {
        let faults = match (is_thorough() && !CARELESS, deed.is_kept()) {
            (true, true) => FAULTS.len(),
            (true, false) => 3,
            (false, _) => 2,
        };
        let outcome = check(deed, &FAULTS[..faults]);
        assert!(
            !CARELESS || outcome.runs == 0 || (outcome.damaged > 0 && outcome.silent > 0),
            "not found in ‘{}’: {outcome:?}",
            deed.name
        );
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
    DEEDS[..OF_ONE_FILE].iter().for_each(|deed| all.add(check(deed, &[LIE])));
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
    if deed.asks_git() && Command::new("git").arg("--version").output().is_err() {
        tell("skipped: git is not here");
        return Outcome::default();
    }
    let before = deed.office();
    let office = copy_of(&before);
    let is_alone = deed.asks_git() && !deed.is_done_by_git();
    let (calls, with_fault): (fn(&_, &_) -> _, fn(&_, &_, _) -> _) = match is_alone {
        true => (strace::calls_of_its_own, strace::with_fault_of_its_own),
        false => (strace::calls, strace::with_fault),
    };
    let calls: Vec<Call> = calls(&deed.command(&office), &office.path(""));
    let new = deed.state(&office);
    let old = deed.state(&before);
    let is_whole = new.as_ref().is_some_and(|new| new.get("not whole").is_none());
    assert!(is_whole && new != old, "‘{}’ does nothing: {new:?}", deed.name);
    assert!(calls.iter().any(|call| call.name == "fsync") != CARELESS, "the calls of ‘{}’: {calls:#?}", deed.name);
    let mut outcome = Outcome::default();
    // Git makes very many calls of its own, which are no concern of ours but where they keep something of the file.
    let is_tried = |call: &&Call| !deed.asks_git() || (call.keeps() && call.what.contains(deed.file));
    let each = calls.iter().filter(is_tried).flat_map(|call| faults.iter().map(move |fault| (call, *fault)));
    // A program that ends at a call which only looks leaves what it leaves at the next one that does something.
    let each = each.filter(|(call, fault)| *fault != Fault::Ended || call.keeps());
    let step = if is_thorough() || CARELESS || deed.asks_git() { 1 } else { 5 };
    for (call, fault) in each.step_by(step) {
        // Closing gives the file back whatever it answers, so only the end of the program matters there.
        let does_nothing = call.name == "close" && fault != Fault::Ended;
        if does_nothing || (fault == LIE && call.name != "write") {
            continue;
        }
        let attempt = |_| {
            let office = copy_of(&before);
            let code = deed.finish(with_fault(&deed.command(&office), call, fault));
            (office, code)
        };
        // Now and then the signal is not delivered; a run that did not end where it should proves nothing.
        let ends = |code: Option<i32>| fault != Fault::Ended || code.is_none() || deed.is_done_by_git();
        let tried = (0..3).map(attempt).find(|(_, code)| ends(*code));
        let Some((office, code)) = tried else { panic!("‘{}’ goes on after {call:?}", deed.name) };
        let state = deed.state(&office);
        let mut told = Vec::new();
        if state != old && state != new {
            outcome.damaged += 1;
            told.push("damaged".to_owned());
        } else if state == old && code.is_some_and(|code| code <= 1) {
            outcome.silent += 1;
            told.push("said to be saved".to_owned());
        }
        if fault != Fault::Ended && !call.name.starts_with("unlink") && left_over(&office) {
            outcome.left_over += 1;
            told.push("left over".to_owned());
        }
        if let Some(wrong) = Some(&office).filter(|_| deed.is_kept() && !CARELESS).and_then(wrong_beside) {
            outcome.damaged += 1;
            told.push(wrong);
        }
        outcome.runs += 1;
        let befell = format!("by {fault:?} at {call:?}, code {code:?}");
        outcome.told.extend(told.into_iter().map(|became| format!("{}: {became} {befell}", deed.name)));
    }
    outcome
}
