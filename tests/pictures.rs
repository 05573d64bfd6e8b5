//! The pictures in `screenshots/`: real screens of the demo, drawn anew by every run and compared with what stands there.

use crate::bringing::{NOTICE, forty, with_file};
use crate::every_screen::find_work;
use crate::golden;
use crate::past;
use crate::screenshot::svg;
use crate::story::Story;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One picture.
struct Picture {
    /// Its file in `screenshots/`, without the ending.
    name: &'static str,
    /// What it shows, for those who cannot see it.
    title: &'static str,
    size: (u16, u16),
    /// The keys that lead to it from the demo's first screen.
    keys: &'static str,
    /// Whether there is a history beside the demo.
    history: bool,
    /// Words that must be on it, so that it cannot come to show something else.
    shows: &'static [&'static str],
}

/// Every picture, in the order of the tour.
const PICTURES: &[Picture] = &[
    Picture {
        name: "register",
        title: "The register of activities",
        size: (100, 30),
        keys: "",
        history: false,
        shows: &["Demo: made-up data", "36 of 36", "Filters (F4)"],
    },
    Picture {
        name: "search",
        title: "Searching the register for “school tr”",
        size: (100, 30),
        keys: "'school tr'",
        history: false,
        shows: &["Search: school tr", "found in Shared with:", "activities match"],
    },
    Picture {
        name: "activity",
        title: "Reading an activity, at the next thing to fix",
        size: (100, 30),
        keys: "'school tr' Enter F7",
        history: false,
        shows: &["You are reading", "Not known yet: A Shah is asking", "! Enter how long the data are kept"],
    },
    Picture {
        name: "lawful-basis",
        title: "Editing the lawful basis of an activity",
        size: (100, 30),
        keys: "'school tr' Enter 3 F2",
        history: false,
        shows: &["Editing School transport", "6(1)(e) Public task", "! Select an Article 9 condition"],
    },
    Picture {
        name: "picker",
        title: "Adding a recipient from the list",
        size: (100, 30),
        keys: "'school tr' Enter 4 F2 F4 'police'",
        history: false,
        shows: &["Shared with", "Search: police", "Add your own to Shared with"],
    },
    Picture {
        name: "transfer",
        title: "Editing a transfer outside the United Kingdom",
        size: (100, 30),
        keys: "'newsletter' Enter 5 F2 Down Enter",
        history: false,
        shows: &["Transfers outside the UK: 1 of 1", "New Zealand", "Law: UK GDPR Article 30(1)(e)"],
    },
    Picture {
        name: "reviews",
        title: "Reviews that are overdue or due soon",
        size: (100, 30),
        keys: "F8",
        history: false,
        shows: &["[Reviews 6 overdue]", "Days late", "6 overdue, 10 due in the next 90 days"],
    },
    Picture {
        name: "checks",
        title: "What is to be fixed, most serious first",
        size: (120, 30),
        keys: "F5",
        history: false,
        shows: &[
            "[Checks 49 to fix]",
            "29 of 35 activities have every required entry",
            "> PA-0016",
            "Law: UK GDPR Articles 9(2) and 5(2)",
        ],
    },
    Picture {
        name: "history",
        title: "The history of an activity, comparing an earlier save with now",
        size: (100, 30),
        keys: "'school tr' Enter Ctrl+L Down Down Down Down Enter Down",
        history: true,
        shows: &["[History]", "M Price, 2 changes", "> What the work is"],
    },
    Picture {
        name: "export",
        title: "Exporting the register for the regulator, with a preview",
        size: (100, 30),
        keys: "F9",
        history: false,
        shows: &["Information Commission (ICO)", "[/home/ashah/Documents/", "Preview of ‘Controller’"],
    },
    Picture {
        name: "import",
        title: "Bringing in a spreadsheet: where each column goes",
        size: (100, 30),
        keys: "ropa-2024.csv F7",
        history: false,
        shows: &["Step 2 of 4: Match columns", "! Not matched", "(day first)", "[ ] Save this matching"],
    },
    Picture {
        name: "notice",
        title: "Starting from a privacy notice: what it suggests, and its lines",
        size: (120, 30),
        keys: "allotments.txt Down Down Down Down Down Down Down Down Down Down",
        history: false,
        shows: &[
            "Start from a privacy notice",
            "Step 2 of 3: Check what we found",
            "In the notice",
            "Not in the notice",
        ],
    },
    Picture {
        name: "leaving",
        title: "Leaving with changes that are not saved",
        size: (100, 30),
        keys: "'school tr' Enter 4 F2 'coach' Enter Enter Esc Esc Ctrl+U 'payroll' F2 ' and advances' Ctrl+Q",
        history: false,
        shows: &["You have 2 changes that are not saved", "+ Coach and taxi operators", "we keep a copy for 30 days"],
    },
    Picture {
        name: "unsaved-work",
        title: "Unsaved work that was found at the start",
        size: (100, 30),
        keys: FOUND,
        history: false,
        shows: &["We found work you had not saved", "> Bring my changes back"],
    },
    Picture {
        name: "unsaved-work-shown",
        title: "What the unsaved work changed",
        size: (100, 30),
        keys: "found Down Enter",
        history: false,
        shows: &["Work you had not saved, from 24 November 2026 at 10:51", "[x] "],
    },
    Picture {
        name: "help",
        title: "Help on the field ‘Keep for (months)’",
        size: (100, 30),
        keys: "'school tr' Enter 6 F2 F1",
        history: false,
        shows: &["> Keep for (months)", "What to record", "A weak example"],
    },
    Picture {
        name: "register-80x24",
        title: "The register in a window of 80 by 24",
        size: (80, 24),
        keys: "",
        history: false,
        shows: &["Demo: made-up data", "36 of 36"],
    },
    Picture {
        name: "register-120x30",
        title: "The register in a window of 120 by 30, with a preview",
        size: (120, 30),
        keys: "'transport'",
        history: false,
        shows: &["Search: transport", "Article 6 law"],
    },
];

/// Stands for unsaved work that is found at the start, where a way begins with it.
const FOUND: &str = "found";

/// Where a way begins with a file to bring in: that file, beside the demo, is read. Returns the rest of the way.
fn bring_in(story: &mut Story, keys: &str) -> Option<String> {
    let (name, rest) = keys.split_once(' ')?;
    let text = match name {
        "ropa-2024.csv" => forty(),
        "allotments.txt" => NOTICE.to_owned(),
        _ => return None,
    };
    with_file(story, name, text.as_bytes());
    let path = story.folder.path().join(name).display().to_string();
    story.keys("F10 'bring in a' Enter").types(&path).keys("Enter");
    Some(rest.to_owned())
}

/// Where the demo of the pictures offers to export to; the folder of a real run differs from one machine to the next.
const EXPORTS: &str = "/home/ashah/Documents/";

#[test]
fn the_pictures_show_the_screens_as_they_are() {
    for picture in PICTURES {
        let (columns, rows) = picture.size;
        let mut story = Story::demo(columns, rows, Some(EXPORTS));
        if picture.history {
            past::write(&story);
        }
        let keys = picture.keys.strip_prefix(FOUND).inspect(|_| find_work(&mut story, None));
        let keys = keys.unwrap_or(picture.keys);
        let keys = bring_in(&mut story, keys).unwrap_or_else(|| keys.to_owned());
        story.keys(&keys);
        for words in picture.shows {
            story.sees(words);
        }
        let folder = story.folder.path().display().to_string();
        story.sees_no(&folder);
        let (buffer, cursor) = story.drawn();
        golden::check_file(&path(picture.name), &svg(&buffer, cursor, picture.title));
    }
}

#[test]
fn no_picture_stands_there_that_is_not_made_here() {
    let made: BTreeSet<String> = PICTURES.iter().map(|picture| format!("{}.svg", picture.name)).collect();
    assert_eq!(made.len(), PICTURES.len(), "two pictures have one name");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
    let there =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strays: Vec<String> = there.filter(|name| !made.contains(name)).collect();
    assert!(strays.is_empty(), "delete what no test makes: {strays:?}");
}

#[test]
fn a_picture_drawn_twice_is_the_same_to_the_byte() {
    let drawn = || {
        let mut story = Story::demo(100, 30, Some(EXPORTS));
        story.keys("F9");
        let (buffer, cursor) = story.drawn();
        svg(&buffer, cursor, "export")
    };
    assert_eq!(drawn(), drawn());
}

/// Where a picture stands, counted from the top of the repository.
fn path(name: &str) -> String {
    format!("screenshots/{name}.svg")
}

/// The files of the pictures, counted from the top of the repository.
pub fn paths() -> Vec<String> {
    PICTURES.iter().map(|picture| path(picture.name)).collect()
}
