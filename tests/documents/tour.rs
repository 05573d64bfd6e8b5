//! The two-minute tour: its keys are pressed here, and each screen is looked at.

use super::{part, table};
use crate::story::Story;

/// A step of the tour.
struct Step {
    /// The keys as the README names them.
    told: &'static str,
    /// The same keys as a story presses them.
    keys: &'static str,
    /// What the README says that one sees.
    says: &'static str,
    /// What is on the screen then.
    shows: &'static [&'static str],
}

const TOUR: &[Step] = &[
    Step {
        told: "(nothing yet)",
        keys: "",
        says: "The register of a council that does not exist: 36 activities, how many reviews are overdue, and how much there is to fix. It is a copy; you cannot spoil anything.",
        shows: &["Demo: made-up data", "[Register 36]", "6 overdue", "49 to fix"],
    },
    Step {
        told: "`school tr`",
        keys: "'school tr'",
        says: "The list narrows as you type. Matching letters are bold and underlined; where the name does not hold them, a line says where they were found.",
        shows: &["activities match", "School transport: applica", "found in Shared with:"],
    },
    Step {
        told: "Enter",
        keys: "Enter",
        says: "You read the whole record, section by section. Nothing changes while you read.",
        shows: &["You are reading", "1 Overview"],
    },
    Step {
        told: "F7",
        keys: "F7",
        says: "The next thing to fix, and what to do about it. Press it again for the one after.",
        shows: &["! Enter how long the data are kept"],
    },
    Step {
        told: "4, then F4",
        keys: "4 F4",
        says: "Section 4, Sharing, and the list of recipients. It ends with ‘None’, ‘Not known yet’ and ‘Does not apply’, which are three different answers.",
        shows: &["Shared with", "Selected: Schools"],
    },
    Step {
        told: "`coach`, then Enter twice",
        keys: "'coach' Enter Enter",
        says: "Coach and taxi operators are added, and the list closes. The record was approved, so your change puts it back in review, and says so.",
        shows: &["Coach and taxi operators", "1 change not saved", "in review again"],
    },
    Step {
        told: "Ctrl+Z, then Ctrl+Y",
        keys: "Ctrl+Z Ctrl+Y",
        says: "The change is undone, and made again.",
        shows: &["1 change not saved"],
    },
    Step {
        told: "Ctrl+S",
        keys: "Ctrl+S",
        says: "Everything is saved to the register’s file.",
        shows: &["Saved 1 change"],
    },
    Step {
        told: "F9, then Enter",
        keys: "F9 Enter",
        says: "You see the first rows of what the regulator would get; Enter makes the Excel file in your documents folder, and says where.",
        shows: &["Made ", ".xlsx", "36 activities"],
    },
    Step {
        told: "F1",
        keys: "F1",
        says: "The guide to the field that you are on: what to record, a good and a weak example, the law, what the regulator expects and what is doubtful. Right reads on. Type a word to search all help. Esc closes it.",
        shows: &["Search help:", "> Shared with", "What it is for", "What to record"],
    },
    Step {
        told: "Esc, then Ctrl+L",
        keys: "Esc Ctrl+L",
        says: "The history of this activity: who saved it when, and what differs between then and now. Enter goes to the differences, F2 brings an earlier value back.",
        shows: &["History of School transport", "> Now"],
    },
    Step {
        told: "Esc, then F10",
        keys: "Esc F10",
        says: "Everything that can be done, with its key. Arrows, Enter and Esc are enough to use all of Ropa.",
        shows: &["All actions (F10)"],
    },
    Step {
        told: "Esc, then Ctrl+Q",
        keys: "Esc Ctrl+Q",
        says: "You leave. Were anything not saved, you would be asked first.",
        shows: &[],
    },
];

#[test]
fn the_tour_of_the_readme_goes_as_it_says() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::demo(columns, rows, None);
        for step in TOUR {
            story.keys(step.keys);
            for words in step.shows {
                story.sees(words);
            }
        }
        assert!(story.ended, "the tour ends with leaving");
        let made = std::fs::read_dir(story.folder.path()).unwrap().flatten();
        let made = made.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "xlsx"));
        assert_eq!(made.count(), 1);
    }
}

#[test]
fn the_readme_tells_the_tour() {
    let rows: Vec<Vec<String>> = TOUR.iter().map(|step| vec![step.told.to_owned(), step.says.to_owned()]).collect();
    part("tour", &table(&["You press", "What happens"], &rows));
}
