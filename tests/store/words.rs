//! What a problem says on the screen.

use std::io;
use std::path::PathBuf;

use ropa::shell::store::presence::Present;
use ropa::shell::store::{Change, Denied, Note, Stamp, StoreProblem};

use super::odd_disk::FAULTS;

#[test]
fn every_problem_says_in_one_line_what_happened_why_and_what_to_do() {
    let path = PathBuf::from("H:\\Reg\u{1b}[31mister\u{202e}\n.json");
    let cause = || io::Error::from_raw_os_error(5);
    let stamp = Stamp { sha256: [0; 32], length: 0, modified: None };
    let moment = "2026-11-24T10:42:07Z".parse().unwrap();
    let present = Present {
        run: "r".to_owned(),
        who: "J\u{1b}]52;c;x Smith".to_owned(),
        host: String::new(),
        since: moment,
        seen: moment,
    };
    let mut problems = vec![
        StoreProblem::Missing { path: path.clone() },
        StoreProblem::Folder { path: path.clone() },
        StoreProblem::NotAFile { path: path.clone() },
        StoreProblem::TooLarge { path: path.clone() },
        StoreProblem::CouldNotRead { path: path.clone(), cause: cause() },
        StoreProblem::AlreadyThere { path: path.clone() },
        StoreProblem::NotReplaceable { path: path.clone() },
        StoreProblem::Held { path: path.clone(), by: Vec::new() },
        StoreProblem::Held { path: path.clone(), by: vec![present.clone(), present] },
        StoreProblem::InUse { path: path.clone(), kept: None, cause: cause() },
        StoreProblem::InUse { path: path.clone(), kept: Some(path.clone()), cause: cause() },
        StoreProblem::NoSpace { path: path.clone(), needed: 2_500_000, cause: cause() },
        StoreProblem::ReadBackDiffers { path: path.clone() },
        StoreProblem::NotConfirmed { path: path.clone(), stamp, cause: cause() },
    ];
    for what in [Denied::Reading, Denied::Changing, Denied::Folder] {
        problems.push(StoreProblem::NoPermission { path: path.clone(), what });
    }
    for change in [Change::Changed, Change::Removed, Change::Appeared, Change::Overwritten] {
        problems.push(StoreProblem::ChangedOnDisk { path: path.clone(), change });
    }
    for fault in FAULTS {
        problems.push(StoreProblem::CouldNotWrite { path: path.clone(), cause: fault.into() });
    }
    for problem in problems {
        let sentence = problem.sentence();
        let parts = sentence.matches(". ").count() + 1;
        assert!(parts >= 4, "{sentence}");
        assert!(!sentence.ends_with('.'), "{sentence}");
        assert!(sentence.contains("Nothing is lost") || sentence.contains("Nothing has been changed"), "{sentence}");
        assert!(sentence.contains("‘H:\\Reg‹U+001B›[31mister‹U+202E› .json’"), "{sentence}");
        assert_words_are_ours(&sentence);
        assert_eq!(problem.to_string(), sentence);
        assert!(matches!(problem.exit_code(), 3..=5));
    }
    for note in [
        Note::NoLock,
        Note::NoFlush,
        Note::OwnerNotKept,
        Note::ModeNotKept,
        Note::AttributesNotKept,
        Note::SecondName,
        Note::VersionNotKept,
        Note::HistoryNotKept,
    ] {
        assert_words_are_ours(&note.sentence());
    }
}

fn assert_words_are_ours(sentence: &str) {
    let not_used = [
        "invalid", "error", "failed", "please", "sorry", "null", "parse", "schema", "commit", "write", "buffer",
        "abort", "kill", "sync", "dirty", "can't",
    ];
    let lower = sentence.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        assert!(!not_used.contains(&word), "‘{word}’ in: {sentence}");
    }
}
