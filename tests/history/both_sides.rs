//! A history in which git left its markers is read as the lines of both sides.

use super::{Kept, small, text};
use ropa::formats::history::{Flaw, History, Request, Salts, both_sides, verify};

/// Two people who went on from one history, and what git makes of their two.
struct Both {
    yours: Kept,
    theirs: Kept,
    common: String,
}

impl Both {
    fn begin() -> Both {
        let base = small();
        let common = String::from_utf8(base.history.clone()).unwrap();
        let (mut yours, mut theirs) = (base.clone(), base);
        yours.save_as(&super::put(&yours.register.clone(), 0, "owner", text("Yours")), "yours001", "A Shah");
        theirs.save_as(&super::put(&theirs.register.clone(), 1, "owner", text("Theirs")), "theirs01", "J. Smith");
        Both { yours, theirs, common }
    }

    /// The lines of a side that the common beginning does not have.
    fn own<'a>(&self, side: &'a Kept) -> &'a str {
        std::str::from_utf8(&side.history).unwrap().strip_prefix(&self.common).unwrap()
    }

    fn marked(&self, base: &str) -> String {
        let (yours, theirs) = (self.own(&self.yours), self.own(&self.theirs));
        format!("{}<<<<<<< HEAD\n{yours}{base}=======\n{theirs}>>>>>>> theirs\n", self.common)
    }
}

#[test]
fn the_lines_of_both_sides_are_read_each_once_and_the_graph_is_whole() {
    let both = Both::begin();
    let expected = format!("{}{}{}", both.common, both.own(&both.yours), both.own(&both.theirs));
    let windows = both.marked("").replace('\n', "\r\n");
    for (marked, expected) in [
        (both.marked(""), expected.clone()),
        (both.marked("||||||| 1234567\n"), expected.clone()),
        (windows, expected.replace('\n', "\r\n")),
    ] {
        assert_eq!(String::from_utf8(both_sides(marked.as_bytes()).unwrap()).unwrap(), expected);
        let history = History::read(marked.as_bytes()).unwrap();
        assert_eq!(history.heads().len(), 2);
        assert_eq!(history.entries().len(), expected.lines().count());
        // Nothing is wrong with it but that no save brought the two together yet.
        for side in [&both.yours, &both.theirs] {
            let flaws: Vec<Flaw> = verify(marked.as_bytes(), &side.file, None).iter().map(|flaw| flaw.what).collect();
            assert_eq!(flaws, [Flaw::SeveralEnds]);
        }
        // The next save does.
        let mut kept = both.yours.clone();
        kept.history = both_sides(marked.as_bytes()).unwrap();
        kept.revision += 10;
        if !marked.contains('\r') {
            kept.put(0, "notes", text("Both"));
            assert_eq!(kept.verify(), []);
        }
    }
}

#[test]
fn what_one_side_redacted_does_not_come_back_from_the_other() {
    for redacted_is_yours in [true, false] {
        let mut both = Both::begin();
        let side = if redacted_is_yours { &mut both.yours } else { &mut both.theirs };
        side.put(1, "notes", text("Elsewhere"));
        let entry = small().change("notes").hash;
        let register = (&side.register, side.form);
        let request =
            Request { entry: &entry, everywhere: true, reason: "x", at: "2026-04-01T10:00:00Z", who: "D", register };
        side.history = side.read().redacted(&request, &mut Salts::of([3; 32])).unwrap().bytes;
        let text = |side: &Kept| String::from_utf8(side.history.clone()).unwrap();
        let (yours, theirs) = (text(&both.yours), text(&both.theirs));
        assert_eq!(yours.contains("Nothing to hide"), !redacted_is_yours);
        let marked = format!("<<<<<<< HEAD\n{yours}=======\n{theirs}>>>>>>> theirs\n");
        let read = String::from_utf8(both_sides(marked.as_bytes()).unwrap()).unwrap();
        assert!(!read.contains("Nothing to hide"), "{read}");
        // The register that the redaction was made beside is whole with it; the other one still holds the value.
        let of_redacted = if redacted_is_yours { &both.yours.file } else { &both.theirs.file };
        let flaws = verify(marked.as_bytes(), of_redacted, None);
        assert!(flaws.iter().all(|flaw| flaw.what == Flaw::SeveralEnds), "{redacted_is_yours}: {flaws:?}");
    }
}

#[test]
fn markers_that_are_not_whole_and_lines_that_are_no_entries_are_still_found() {
    let both = Both::begin();
    let marked = both.marked("");
    for broken in [
        marked.replace("=======\n", ""),
        marked.replace(">>>>>>> theirs\n", ""),
        marked.replace("<<<<<<< HEAD\n", ""),
        marked.replace("<<<<<<< HEAD\n", "<<<<<<< HEAD\n{}\n"),
    ] {
        assert_eq!(both_sides(broken.as_bytes()), None);
        assert!(History::read(broken.as_bytes()).is_err());
        assert_ne!(verify(broken.as_bytes(), &both.yours.file, None), []);
    }
    assert_eq!(both_sides(&both.yours.history), None);
}
