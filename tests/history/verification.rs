//! Whatever is done to a history is found.

use super::{Kept, sha256, small, text};
use ropa::domain::register::Stamp;
use ropa::formats::history::{Draft, Flaw, History, Salts, fingerprint, verify};

/// A byte that differs, and where possible would stand in such a file.
fn other(byte: u8) -> [u8; 3] {
    [byte ^ 1, byte ^ 0x20, b' ']
}

#[test]
fn a_whole_history_has_no_flaw() {
    let kept = small();
    assert_eq!(kept.verify(), []);
    for entry in kept.read().entries() {
        assert_eq!(verify(&kept.history, &kept.file, Some(&fingerprint(&entry.hash))), []);
    }
}

#[test]
fn every_changed_byte_is_found() {
    let kept = small();
    for place in 0..kept.history.len() {
        for byte in other(kept.history[place]) {
            let mut forged = kept.history.clone();
            if std::mem::replace(&mut forged[place], byte) != byte {
                assert_ne!(verify(&forged, &kept.file, None), [], "byte {place} as {byte}");
            }
        }
        let mut shorter = kept.history.clone();
        shorter.remove(place);
        assert_ne!(verify(&shorter, &kept.file, None), [], "byte {place} removed");
        let mut longer = kept.history.clone();
        longer.insert(place, b' ');
        assert_ne!(verify(&longer, &kept.file, None), [], "space before byte {place}");
        assert_ne!(verify(&kept.history[..place], &kept.file, None), [], "cut at byte {place}");
    }
}

#[test]
fn every_removed_moved_and_added_line_is_found() {
    let kept = small();
    let lines: Vec<&str> = std::str::from_utf8(&kept.history).unwrap().split_inclusive('\n').collect();
    let found = |lines: &[&str]| !verify(lines.concat().as_bytes(), &kept.file, None).is_empty();
    assert!(!found(&lines));
    for place in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(place);
        assert!(found(&without), "without line {place}");
        for other in place + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(place, other);
            assert!(found(&swapped), "{place} and {other} swapped");
        }
        for added in ["\n", " \n", "{}\n", "null\n", lines[place]] {
            for at in 0..=lines.len() {
                let mut longer = lines.clone();
                longer.insert(at, added);
                assert!(found(&longer), "{added:?} added at {at}");
            }
        }
        assert!(found(&lines[..place]), "only the first {place} lines");
    }
    for first in 0..lines.len() {
        for end in first + 1..lines.len() {
            let mut without = lines.clone();
            without.drain(first..end);
            assert!(found(&without), "without lines {first} to {end}");
        }
    }
}

#[test]
fn a_forged_entry_with_a_right_hash_is_found_wherever_it_stands() {
    let kept = small();
    let history = kept.read();
    let file = sha256(&kept.file);
    let stamp = kept.register.stamp().unwrap();
    let lines: Vec<&str> = std::str::from_utf8(&kept.history).unwrap().split_inclusive('\n').collect();
    type Forge<'a> = Box<dyn Fn(&mut Draft) + 'a>;
    let forges: Vec<Forge> = vec![
        Box::new(|draft| draft.snapshot(&kept.register, kept.form, Some(&file))),
        Box::new(|draft| draft.snapshot(&kept.register, kept.form, None)),
        Box::new(|draft| draft.changes(&kept.register, &super::put(&kept.register, 0, "owner", text("Forger")))),
        Box::new(|draft| draft.save(&file, kept.form, stamp, None)),
        Box::new(|draft| {
            let history = draft.head().cloned();
            draft.save(&file, kept.form, &Stamp { history, revision: Some("forged".into()), ..stamp.clone() }, None);
        }),
        Box::new(|draft| draft.found(&file, kept.form, Some(stamp), false)),
        Box::new(|draft| draft.found(&"0".repeat(64), kept.form, None, false)),
    ];
    for (number, forge) in forges.iter().enumerate() {
        for before in history.entries().iter().map(|entry| vec![entry.hash.clone()]).chain([vec![]]) {
            let mut salts = Salts::of([9; 32]);
            let mut draft = Draft::behind(before.clone(), "2026-03-09T10:00:00Z", "A Forger", &mut salts);
            forge(&mut draft);
            let forged = draft.lines();
            for at in 0..=lines.len() {
                let mut longer = lines.clone();
                longer.insert(at, &forged);
                assert_ne!(
                    verify(longer.concat().as_bytes(), &kept.file, None),
                    [],
                    "{number} behind {before:?} at {at}"
                );
            }
        }
    }
}

#[test]
fn the_register_must_be_the_one_that_the_history_ends_with() {
    let kept = small();
    let flaws = |file: &[u8]| verify(&kept.history, file, None).iter().map(|broken| broken.what).collect::<Vec<_>>();
    for place in 0..kept.file.len() {
        let mut file = kept.file.clone();
        file[place] ^= 1;
        assert_eq!(flaws(&file), [Flaw::OtherRegister]);
    }
    assert_eq!(flaws(b""), [Flaw::OtherRegister]);
}

#[test]
fn a_history_that_was_written_anew_is_found_by_the_printed_fingerprint_only() {
    let kept = small();
    let printed = fingerprint(&kept.read().heads()[0].hash);
    assert_eq!(printed.len(), 39);
    let mut anew = Kept::from(std::str::from_utf8(&kept.file).unwrap());
    anew.put(0, "owner", text("Forger"));
    assert_eq!(anew.verify(), []);
    let flaws = verify(&anew.history, &anew.file, Some(&printed));
    assert_eq!(flaws.iter().map(|broken| broken.what).collect::<Vec<_>>(), [Flaw::UnknownFingerprint]);
    for asked in [printed.clone(), printed.replace(' ', ""), printed.to_uppercase()] {
        assert_eq!(verify(&kept.history, &kept.file, Some(&asked)), []);
    }
    for asked in ["", "0", &printed[..30]] {
        assert_ne!(verify(&kept.history, &kept.file, Some(asked)), []);
    }
}

#[test]
fn line_ends_that_git_gave_every_line_are_no_change() {
    let kept = small();
    let windows = String::from_utf8(kept.history.clone()).unwrap().replace('\n', "\r\n");
    assert_eq!(verify(windows.as_bytes(), &kept.file, None), []);
    assert_eq!(History::read(windows.as_bytes()).unwrap().entries().len(), kept.read().entries().len());
}

#[test]
fn a_history_cut_short_anywhere_is_read_up_to_its_last_whole_line() {
    let kept = small();
    let all = kept.read();
    for end in 0..kept.history.len() {
        let history = History::read(&kept.history[..end]).unwrap();
        let whole = kept.history[..end].iter().filter(|byte| **byte == b'\n').count();
        assert!(history.entries().len() >= whole && history.entries().len() <= whole + 1);
        assert_eq!(history.entries(), &all.entries()[..history.entries().len()]);
        assert!(history.is_torn() || kept.history[..end].ends_with(b"\n") || end == 0 || kept.history[end] == b'\n');
    }
    let mut damaged = kept.history.clone();
    damaged[3] = b'\n';
    assert_eq!(History::read(&damaged).unwrap_err().line, 1);
}
