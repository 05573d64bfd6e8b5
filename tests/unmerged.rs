//! Registers in which git left its markers: recognised, cut into their sides, and settled on the screen.

use crate::story::{SAMPLE, Story};
use ropa::domain::id::Ids;
use ropa::formats::json::git_markers::{Sides, first_marker, sides};
use ropa::formats::json::problem::ReadProblem;
use ropa::formats::json::{self, Form};

/// The sample with a part of its text in two versions.
fn marked(part: &str, yours: &str, theirs: &str, with_base: bool) -> String {
    let line = SAMPLE.lines().find(|line| line.contains(part)).unwrap();
    let base = if with_base { format!("||||||| 1234567\n{line}\n") } else { String::new() };
    let (yours, theirs) = (line.replace(part, yours), line.replace(part, theirs));
    let both = format!("<<<<<<< HEAD\n{yours}\n{base}=======\n{theirs}\n>>>>>>> theirs\n");
    SAMPLE.replacen(&format!("{line}\n"), &both, 1)
}

#[test]
fn markers_are_found_with_their_line_also_where_only_some_are_left() {
    let text = "{\n  \"format\": \"ropa-register\",\n";
    let rows = [
        ("<<<<<<< HEAD\n", true),
        ("<<<<<<<\r\n", true),
        ("=======\r\n", true),
        ("||||||| base\n", true),
        (">>>>>>> a branch\n", true),
        ("<<<<<<<<< deeper\n", true),
        (" <<<<<<< HEAD\n", false),
        ("<<<<<< HEAD\n", false),
        ("<<<<<<<HEAD\n", false),
        ("======= =\n", true),
        ("  \"=======\": 1\n", false),
    ];
    for (line, is_marker) in rows {
        let text = format!("{text}{line}}}\n");
        assert_eq!(first_marker(&text), is_marker.then_some(3), "{line}");
        let refused = json::read(text.as_bytes(), &mut Ids::seeded(1)).unwrap_err();
        assert_eq!(refused == ReadProblem::GitMarkers { line: 3 }, is_marker, "{line} {refused:?}");
    }
    // A heading in notes that are no register is no marker.
    assert_eq!(first_marker("Notes\n=======\n"), None);
    let both = format!("\u{feff}<<<<<<< HEAD\n{SAMPLE}=======\n{SAMPLE}>>>>>>> theirs\n");
    assert_eq!(json::read(both.as_bytes(), &mut Ids::seeded(1)).unwrap_err(), ReadProblem::GitMarkers { line: 1 });
}

#[test]
fn the_sides_are_cut_out_of_the_text() {
    let text = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n";
    let owned = |base: Option<&str>, yours: &str, theirs: &str| {
        Some(Sides { base: base.map(str::to_owned), yours: yours.to_owned(), theirs: theirs.to_owned() })
    };
    assert_eq!(sides(text), owned(None, "a\nb\nd\n", "a\nc\nd\n"));
    let with_base = "a\r\n<<<<<<< HEAD\r\nb\r\n||||||| 1\r\n<<<<<<<<< A\r\nx\r\n=========\r\ny\r\n>>>>>>>>> B\r\n=======\r\nc\r\n>>>>>>> x\r\n";
    let base = "a\r\n<<<<<<<<< A\r\nx\r\n=========\r\ny\r\n>>>>>>>>> B\r\n";
    assert_eq!(sides(with_base), owned(Some(base), "a\r\nb\r\n", "a\r\nc\r\n"));
    for broken in [
        "a\n",
        "<<<<<<< A\nb\n",
        "=======\n>>>>>>> x\n",
        "<<<<<<< A\n>>>>>>> x\n",
        "<<<<<<< A\n<<<<<<< A\n=======\n>>>>>>> x\n",
    ] {
        assert_eq!(sides(broken), None, "{broken}");
    }
}

#[test]
fn a_register_with_markers_is_settled_on_the_screen() {
    let part = "\"owner\": ";
    let line = SAMPLE.lines().find(|line| line.contains(part)).unwrap();
    let owner = line.split('"').nth(3).unwrap();
    let text = marked(&format!("{part}\"{owner}\""), "\"owner\": \"Head of One\"", "\"owner\": \"Head of Two\"", true);
    let mut story = Story::begin(80, 24);
    let path = story.path();
    std::fs::write(&path, &text).unwrap();
    let opened = story.open_now(&path);
    story.tell(opened);
    story.sees("Git could not merge this register").sees("Leave it as it is").sees_no("made-up");
    story.keys("Down Enter");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "left as it is");
    let opened = story.open_now(&path);
    story.tell(opened);
    story.keys("Enter").sees("Settled but for 1 value").sees("git add");
    let settled = json::read(&std::fs::read(&path).unwrap(), &mut Ids::seeded(1)).unwrap().register;
    let clash = &settled.conflicts()[0];
    assert_eq!(clash.yours.as_ref().and_then(|value| value.value()), Some("Head of One".into()));
    assert_eq!(clash.theirs.as_ref().and_then(|value| value.value()), Some("Head of Two".into()));
    assert_eq!(clash.base.as_ref().and_then(|value| value.value()), Some(owner.into()));
    assert!(String::from_utf8(json::write(&settled, Form::default())).unwrap().contains("Head of One"));
}
