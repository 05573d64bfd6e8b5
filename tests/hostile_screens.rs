//! Data cannot act: whatever stands in a register, a file name or the clipboard, no screen holds anything that steers a terminal.

use crate::every_screen::{WAYS, and_back, resize};
use crate::past;
use crate::story::{SAMPLE, Story};
use ratatui::buffer::Buffer;
use ropa::app::{Msg, Screen};
use serde_json::Value;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Texts that do harm on a terminal that shows them as they are.
pub const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}[H gone",
    "\u{1b}]52;c;cm0gLXJmIH4=\u{7} clipboard",
    "\u{1b}]0;another title\u{7}",
    "\u{1b}]8;;https://example.org\u{1b}\\a link\u{1b}]8;;\u{1b}\\",
    "\u{1b}P+q544e\u{1b}\\ asked",
    "\u{9b}31m red \u{9d}0;title\u{9c}",
    "bell \u{7} back \u{8}\u{8}\u{8} delete \u{7f} null \u{0} end",
    "line one\nline two\r\nline three\rline four\u{b}five\u{c}six\u{85}seven\u{2028}eight\u{2029}nine",
    "tab\tand\ttab",
    "\u{202e}gnp.exe\u{202c} turned",
    "\u{2066}a\u{2067}b\u{2068}c\u{2069} isolated \u{200e}\u{200f}\u{61c}",
    "zero\u{200b}width\u{2060}joined\u{feff}here\u{ad}soft",
    "\u{301}\u{301}\u{301} accents on nothing",
    "z\u{334}\u{335}\u{336}\u{337}\u{338}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}algo",
    "\u{e0041}\u{e0042}\u{e007f} tags",
    "\u{fff9}note\u{fffa}of\u{fffb} \u{fffc}\u{fffd}",
    "\u{180e}\u{3164}\u{115f}\u{1160}\u{ffa0} blank letters",
    "\u{e000}\u{f8ff}\u{10ffff} private",
    "=cmd|' /C calc'!A0",
    "{count} {name} {} {{",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "a漢字b漢字c漢字d漢字e漢字f漢字g漢字h漢字i漢字j漢字k漢字l漢字m漢字n漢字o漢字",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}\u{200d}\u{200d}\u{200d}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}\u{fe0f}\u{fe0e}",
    "\u{1f1ec}\u{1f1e7}\u{1f1ec}",
    "المدارس والنقل \u{202b}abc",
    "'; DROP TABLE activities; --",
    "../../../../etc/passwd",
    "",
    " ",
];

/// Texts that officers have every right to, and that stand as they are.
const LEGITIMATE: &[&str] = &[
    "Gwasanaethau Cŵn a Thŷ Bwyta",
    "Café Zoë’s naïve résumé",
    "النقل المدرسي",
    "תחבורה לבית הספר",
    "स्कूल परिवहन",
    "学校交通",
    "Straße, Łódź, İstanbul",
    "Family 👨‍👩‍👧 and dog 🐕",
    "½ price — “quoted” …",
];

#[test]
fn no_text_of_a_register_reaches_a_screen_as_it_is() {
    let mut strings: Vec<String> = HOSTILE.iter().map(|text| (*text).to_owned()).collect();
    strings.extend(shared());
    strings.push("x\u{1b}[31m".repeat(20_000));
    for (turn, (columns, rows)) in [(80, 24), (120, 40), (60, 16)].into_iter().enumerate() {
        let register = poisoned(&strings, turn * 7);
        walk(columns, rows, &register);
        look_back(columns, rows, &register);
        of_two(columns, rows, &register);
    }
}

/// The hostile strings of the shared samples, where they are.
pub fn shared() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/hostile");
    let mut found = Vec::new();
    for folder in [folder.clone(), folder.join("naughty-strings")] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().extension().is_some_and(|ending| ending == "json") {
                let value: Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
                gather(&value, &mut found);
            }
        }
    }
    if found.is_empty() {
        println!("skipped: the shared hostile strings are not here");
    }
    found
}

fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        Value::Object(members) => members.values().for_each(|value| gather(value, found)),
        _ => {}
    }
}

/// The sample with a hostile text in every member that holds text, codes and dates among them.
fn poisoned(strings: &[String], from: usize) -> String {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let mut next = strings.iter().cycle().skip(from);
    let first = &mut register["activities"];
    let codes = ["role", "regime", "id"];
    for (place, activity) in first.as_array_mut().unwrap().iter_mut().enumerate() {
        // Every second activity keeps its codes, so that its sections are those of the sample.
        poison(activity, &mut next, if place % 2 == 0 { &codes } else { &["id"] });
        activity["reference"] = Value::from(format!("P-{place}"));
    }
    poison(&mut register["organisation"], &mut next, &[]);
    poison(&mut register["vocabulary"], &mut next, &["kind", "list", "code", "id"]);
    register.to_string()
}

fn poison<'a>(value: &mut Value, next: &mut impl Iterator<Item = &'a String>, keep: &[&str]) {
    match value {
        Value::String(text) => *text = next.next().unwrap().clone(),
        Value::Array(values) => values.iter_mut().for_each(|value| poison(value, next, keep)),
        Value::Object(members) => {
            let poisoned = members.iter_mut().filter(|(name, _)| !keep.contains(&name.as_str()));
            poisoned.for_each(|(_, value)| poison(value, next, keep));
        }
        _ => {}
    }
}

/// Every screen, from one end to the other.
fn walk(columns: u16, rows: u16, register: &str) {
    let mut story = Story::open_at(columns, rows, register);
    check(&story, "the register");
    let ways = [
        "Down Down PageDown PageDown End Home",
        "F4 Down PageDown PageDown End Home Enter",
        "F8 Down End",
        "F8 F8 F8 PageDown PageDown F4 Down",
        "F10 'your org' Enter PageDown F4",
        "F9 PageDown PageDown PageDown Tab Space Tab Space Tab",
        "F10 PageDown End",
        "Down Delete",
        "Down Ctrl+D Esc Esc Ctrl+Q",
        "Down Ctrl+C",
    ];
    for way in ways {
        and_back(&mut story, |story| {
            for key in way.split(' ') {
                story.keys(key);
                check(story, way);
            }
        });
    }
    for activity in 0..12 {
        and_back(&mut story, |story| {
            story.keys(&"Down ".repeat(activity * 3 + 1)).keys("Enter");
            check(story, "reading");
            for _ in 0..12 {
                story.keys("PageDown");
                check(story, "reading");
            }
            story.keys("Home F6");
            check(story, "the sections");
            story.keys("Esc F2");
            for _ in 0..12 {
                check(story, "a form");
                and_back(story, |story| {
                    story.keys("F4 Down End");
                    check(story, "a word list");
                });
                and_back(story, |story| {
                    story.keys("'x' Esc Ctrl+Z");
                    check(story, "a change taken back");
                });
                story.keys("PageDown");
            }
        });
    }
}

/// The history, by people with hostile names.
fn look_back(columns: u16, rows: u16, register: &str) {
    let mut story = Story::open_at(columns, rows, register);
    let names = [HOSTILE[0], HOSTILE[9], HOSTILE[21]];
    std::fs::write(past::file(&story), past::history_by(register.as_bytes(), names)).unwrap();
    for way in
        ["F8 F8 F8 F8", "Down Down Down", "End", "Enter", "Down Down PageDown", "End", "Home", "Enter", "End Enter"]
    {
        for key in way.split(' ') {
            story.keys(key);
            check(&story, way);
        }
    }
    story.keys("F2");
    check(&story, "a value that was brought back");
    story.keys("F9");
    check(&story, "the file for a history");
}

/// Found work, and what another officer saved.
fn of_two(columns: u16, rows: u16, register: &str) {
    let is_one = |name: &str| {
        ["unsaved work", "put aside", "clash", "both", "what changed"].iter().any(|word| name.contains(word))
    };
    let ways: Vec<_> = WAYS.iter().filter(|(name, _)| is_one(name)).collect();
    assert!(ways.len() >= 11, "{}", ways.len());
    for (name, way) in ways {
        let mut story = Story::open_at(columns, rows, register);
        way(&mut story);
        for key in ["Home", "Down", "Down", "Right", "PageDown", "End"] {
            check(&story, name);
            story.keys(key);
        }
        check(&story, name);
    }
}

#[cfg(unix)]
#[test]
fn copies_and_colleagues_with_hostile_names_are_shown_safely() {
    let is_name = |text: &&&str| !text.contains(['/', '\0']) && !text.trim().is_empty();
    for text in HOSTILE.iter().filter(is_name) {
        let first = Story::open_at(80, 24, SAMPLE);
        let mut copy = first.file();
        let revision = copy["saved"]["revision"].clone();
        copy["saved"] = serde_json::json!({"revision": "copycopy", "previous": [revision], "by": text, "on": text});
        copy["activities"][0]["owner"] = Value::from(*text);
        std::fs::write(first.folder.path().join(format!("anytown-{text}.json")), copy.to_string()).unwrap();
        let now = "2026-11-24T10:00:00Z";
        let line = serde_json::json!({"run": "other", "who": text, "host": text, "since": now, "seen": now});
        std::fs::write(first.folder.path().join("~$anytown.json.lock"), format!("{line}\n{text}\n")).unwrap();
        let mut story = first.beside();
        check(&story, text);
        for key in ["Down", "Enter", "Down", "Enter", "Esc", "Ctrl+S"] {
            story.keys(key);
            check(&story, text);
        }
    }
}

#[track_caller]
fn check(story: &Story, name: &str) {
    let (buffer, _) = story.drawn();
    for y in 0..buffer.area.height {
        let mut covered = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            assert!(is_safe(symbol), "{symbol:?} stands at {x}, {y} of {name}");
            assert!(covered == 0 || symbol == " ", "{symbol:?} stands behind a wide character at {x}, {y} of {name}");
            covered = symbol.width().saturating_sub(1);
            assert!(usize::from(x) + covered < usize::from(buffer.area.width), "{symbol:?} is over the edge of {name}");
        }
    }
}

/// Whether a cell holds one whole thing that is seen and steers nothing.
fn is_safe(symbol: &str) -> bool {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{ad}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    };
    !symbol.chars().any(steers) && symbol.width() >= 1
}

#[test]
fn legitimate_texts_stand_as_they_are() {
    for text in LEGITIMATE {
        let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
        let activity = &mut register["activities"][0];
        activity["title"] = Value::from(*text);
        activity["description"] = Value::from(*text);
        let mut story = Story::open_at(120, 40, &register.to_string());
        story.keys("'SC-01'").sees(text).keys("Enter").sees(text).keys("F2").sees(text);
        let (buffer, _) = story.drawn();
        assert!(words(&buffer).contains(text), "{text}");
        check(&story, text);
        story.keys("Esc Down Ctrl+C");
        assert_eq!(story.copied.len(), 1, "{}", story.screen());
    }
}

fn words(buffer: &Buffer) -> String {
    let mut words = String::new();
    for y in 0..buffer.area.height {
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            words.push_str(symbol);
            skip = symbol.width().saturating_sub(1);
        }
    }
    words
}

#[test]
fn a_paste_is_one_change_and_presses_no_key() {
    let paste = "Delete me\n\u{1b}[3~\u{13}\u{11}\r\t\u{1b}OP ".repeat(100);
    assert!(paste.len() > 2_000);
    let mut story = Story::open();
    story.keys("'SC-01' Enter F2");
    let (before, depth) = (story.app.document().register().clone(), story.app.screens().len());
    story.tell(Msg::Paste(paste));
    assert!(!story.ended && story.copied.is_empty() && story.app.screens().len() == depth);
    check(&story, "a form after a paste");
    story.keys("Tab");
    assert_eq!(story.app.document().unsaved(), 1);
    let title = story.app.document().register().activities()[0].title.clone().unwrap();
    assert!(!title.contains(char::is_control), "{title:?}");
    story.keys("Ctrl+Z");
    assert_eq!(story.app.document().register().activities(), before.activities());
}

#[test]
fn a_paste_on_any_screen_changes_nothing_and_shows_nothing_unsafe() {
    let paste = "a\u{1b}[2J\n1 2 3\r\u{13}\u{11}\u{202e}é";
    for (name, way) in WAYS {
        let mut story = Story::open_at(80, 24, SAMPLE);
        way(&mut story);
        let (done, depth) = (story.app.document().done(), story.app.screens().len());
        story.tell(Msg::Paste(paste.to_owned()));
        assert_eq!(story.app.document().done(), done, "a paste changed the register on {name}");
        // On a field that is chosen from a list, the list opens narrowed, as it does with a typed letter.
        let opened = story.app.screens().len() - depth;
        let list = matches!(story.app.top(), Some(Screen::Picker(_)));
        assert!(opened == 0 || (opened == 1 && list), "a paste opened something on {name}");
        assert!(!story.ended, "a paste left from {name}");
        check(&story, name);
    }
}

#[test]
fn what_is_typed_is_shown_safely_wherever_it_is_typed() {
    let boxes = ["", "F4", "F10", "F1", "'SC-01' Enter F2", "'SC-01' Enter F2 Tab Tab Tab F4", "F9 Tab Tab Tab"];
    for way in boxes {
        let mut story = Story::open_at(80, 24, SAMPLE);
        story.keys(way);
        for text in HOSTILE.iter().chain(LEGITIMATE) {
            and_back(&mut story, |story| {
                story.types(text);
                check(story, &format!("{way} after {text:?}"));
                assert!(!story.ended);
                let typing = !matches!(story.app.top(), Some(Screen::Browse(_)));
                story.keys(if typing { "Left Left Home Right" } else { "Backspace" });
                check(story, &format!("{way} after {text:?} and moving"));
            });
        }
    }
}

#[test]
fn a_hostile_file_name_is_shown_safely() {
    let mut story = Story::begin(80, 24);
    story.keys("Down Down Enter");
    for text in HOSTILE {
        and_back(&mut story, |story| {
            story.tell(Msg::Paste((*text).to_owned()));
            check(story, text);
            story.keys("Enter");
            check(story, text);
            resize(story, 50, 10);
            check(story, text);
        });
    }
}

#[test]
fn ten_thousand_terms_in_one_field_are_shown_and_selected_from() {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let terms: Vec<String> = (0..10_000).map(|number| format!("Recipient {number}")).collect();
    register["activities"][0]["lines"][0]["recipients"] = Value::from(terms);
    let mut story = Story::open_at(80, 24, &register.to_string());
    story.keys("'SC-01' Enter 4");
    check(&story, "reading");
    story.keys("F2");
    check(&story, "a form");
    story.keys("F4 'recipient 9999'").sees("Recipient 9999");
    check(&story, "a word list");
}
