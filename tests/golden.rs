//! Generated text that stands in the tree: whole files, and parts of a file between two markers.
//!
//! A test makes the text and asks here whether the tree still holds it. `UPDATE=1 cargo test`
//! writes it instead, so nobody edits such text by hand and none of it can be out of date.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Checks that the file at `path`, counted from the top of the repository, holds exactly `text`;
/// with `UPDATE=1` in the environment, makes it so.
#[track_caller]
pub fn check_file(path: &str, text: &str) {
    settle(path, update_wanted(), |_| Ok(text.to_owned()));
}

/// Checks that `file` holds exactly `text` between the lines `<!-- begin NAME -->` and
/// `<!-- end NAME -->`; with `UPDATE=1` in the environment, makes it so.
#[track_caller]
pub fn check_part(file: &str, name: &str, text: &str) {
    settle(file, update_wanted(), |whole| with_part(whole, name, text));
}

fn update_wanted() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Compares what stands at `path` with what `renew` makes of it, and writes or complains.
#[track_caller]
fn settle(path: &str, update: bool, renew: impl FnOnce(&str) -> Result<String, String>) {
    // Tests run side by side, and several of them may own a part of one file.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let before = fs::read_to_string(&place).unwrap_or_default();
    let outcome = match renew(&before) {
        Ok(after) if after == before => Ok(()),
        Ok(after) if update => {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(&place, after).unwrap();
            Ok(())
        }
        Ok(after) => Err(format!(
            "{path} is out of date.\n{}\nTo bring it up to date: UPDATE=1 cargo test, then look at the difference.",
            first_difference(&before, &after)
        )),
        Err(reason) => Err(format!("{path}: {reason}")),
    };
    drop(turn);
    if let Err(complaint) = outcome {
        panic!("{complaint}");
    }
}

/// `whole` with the text between the two markers of `name` replaced, the markers kept.
fn with_part(whole: &str, name: &str, text: &str) -> Result<String, String> {
    let begin = format!("<!-- begin {name} -->\n");
    let end = format!("<!-- end {name} -->");
    let missing = |marker: &str| format!("there is no single line `{}`", marker.trim_end());

    let (head, rest) = whole.split_once(&begin).ok_or_else(|| missing(&begin))?;
    let (_, tail) = rest.split_once(&end).ok_or_else(|| missing(&end))?;
    if rest.contains(&begin) {
        return Err(missing(&begin));
    }
    if tail.contains(&end) {
        return Err(missing(&end));
    }
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{head}{begin}{text}{line_end}{end}{tail}"))
}

fn first_difference(before: &str, after: &str) -> String {
    let mut old = before.split('\n');
    let mut new = after.split('\n');
    let mut line = 1;
    loop {
        let pair = (old.next(), new.next());
        if pair.0 != pair.1 || pair.0.is_none() {
            let shown = |text: Option<&str>| text.map_or("(the file ends here)".to_owned(), short);
            return format!(
                "First difference, line {line}:\n  in the tree: {}\n  should be:   {}",
                shown(pair.0),
                shown(pair.1)
            );
        }
        line += 1;
    }
}

fn short(line: &str) -> String {
    line.chars().take(200).collect()
}

#[test]
fn a_file_that_holds_the_text_passes_and_one_that_does_not_says_where_and_how_to_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made/up.txt");
    let path = file.to_str().unwrap();

    settle(path, true, |_| Ok("one\ntwo\n".to_owned()));
    assert_eq!(fs::read_to_string(&file).unwrap(), "one\ntwo\n");
    settle(path, false, |_| Ok("one\ntwo\n".to_owned()));

    let complaint = complaint_of(|| settle(path, false, |_| Ok("one\n2\n".to_owned())));
    for part in ["up.txt is out of date", "line 2", "in the tree: two", "should be:   2", "UPDATE=1 cargo test"] {
        assert!(complaint.contains(part), "{part:?} is not in:\n{complaint}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "one\ntwo\n", "checking must not write");
}

#[test]
fn a_file_that_is_not_there_is_out_of_date() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("missing.svg");
    let complaint = complaint_of(|| settle(file.to_str().unwrap(), false, |_| Ok("text".to_owned())));
    assert!(complaint.contains("missing.svg is out of date"), "{complaint}");
    assert!(!file.exists());
}

#[test]
fn a_part_is_replaced_between_its_markers_and_nowhere_else() {
    let whole = "# Top\n<!-- begin keys -->\nold\n<!-- end keys -->\n<!-- begin more -->\nmine\n<!-- end more -->\n";
    let renewed = with_part(whole, "keys", "new\nlines").unwrap();
    assert_eq!(
        renewed,
        "# Top\n<!-- begin keys -->\nnew\nlines\n<!-- end keys -->\n<!-- begin more -->\nmine\n<!-- end more -->\n"
    );
    assert_eq!(with_part(&renewed, "keys", "new\nlines\n").unwrap(), renewed);
}

#[test]
fn markers_that_are_missing_or_doubled_are_told() {
    let cases = [
        ("no markers at all\n", "begin keys"),
        ("<!-- begin keys -->\nold\n", "end keys"),
        ("<!-- end keys -->\n<!-- begin keys -->\n", "end keys"),
        ("<!-- begin keys -->\n<!-- begin keys -->\n<!-- end keys -->\n", "begin keys"),
        ("<!-- begin keys -->\n<!-- end keys -->\n<!-- end keys -->\n", "end keys"),
    ];
    for (whole, marker) in cases {
        let reason = with_part(whole, "keys", "text").unwrap_err();
        assert!(reason.contains(marker), "{whole:?} gave {reason:?}");
    }
}

#[test]
fn a_part_that_is_up_to_date_passes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("README.md");
    fs::write(&file, "# Top\n<!-- begin keys -->\nF1 help\n<!-- end keys -->\n").unwrap();
    check_part(file.to_str().unwrap(), "keys", "F1 help\n");
}

/// What a check says when it does not pass.
fn complaint_of(check: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let complaint = std::panic::catch_unwind(check).expect_err("the check should not have passed");
    complaint.downcast_ref::<String>().expect("a complaint is text").clone()
}
