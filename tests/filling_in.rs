//! What each kind of field does while it is filled in: dates, numbers, long texts, lists, rows, marks, and what undo leaves.

use crate::story::{Story, key};
use serde_json::{Value, json};

/// Two activities: the members of the first are given, the second is there for its words.
pub fn register(members: &Value) -> String {
    let mut first = json!({ "id": "k7m2q9xd", "title": "Walk" });
    for (name, value) in members.as_object().unwrap() {
        first[name] = value.clone();
    }
    let second = json!({ "id": "n3x8c1vq", "title": "Other", "team": "School Transport", "tags": ["audit-2026"] });
    let register = json!({
        "format": "ropa-register", "version": 1, "id": "h5v0n3wc",
        "organisation": { "name": "Anytown Borough Council", "security_measures": ["Watchmen", "Encryption at rest"] },
        "activities": [first, second],
    });
    serde_json::to_string_pretty(&register).unwrap() + "\n"
}

/// The form of an activity with these members, on the field with this label in this section.
#[track_caller]
pub fn at(members: Value, section: &str, label: &str) -> Story {
    let mut story = Story::open_at(100, 30, &register(&members));
    story.keys("'walk' Enter F2");
    to(&mut story, section, label);
    story
}

#[track_caller]
pub fn to(story: &mut Story, section: &str, label: &str) {
    story.keys("F6");
    until(story, section);
    story.keys("Enter");
    until(story, label);
}

#[track_caller]
pub fn until(story: &mut Story, text: &str) {
    for _ in 0..100 {
        if story.cursor_line().contains(text) {
            return;
        }
        // Fields that the other answers do not ask for are put away at the end of their section.
        let put_away = story.cursor_line().contains("Not asked for by your answers");
        story.press(key(if put_away { "Enter" } else { "Down" }));
    }
    panic!("Down does not lead to {text:?}:\n{}", story.screen());
}

/// What is saved of the first activity under a path such as `/lines/0/subjects`.
pub fn saved(story: &mut Story, path: &str) -> Value {
    story.keys("Ctrl+S");
    story.file()["activities"][0].pointer(path).cloned().unwrap_or(Value::Null)
}

#[test]
fn a_date_is_read_day_first_and_said_in_words_while_it_is_typed() {
    let rows = [
        ("24/11/2026", "Tuesday 24 November 2026", "2026-11-24"),
        ("24-11-26", "Tuesday 24 November 2026", "2026-11-24"),
        ("24 11 2026", "Tuesday 24 November 2026", "2026-11-24"),
        ("24 nov", "Tuesday 24 November 2026", "2026-11-24"),
        ("24th November 2026", "Tuesday 24 November 2026", "2026-11-24"),
        ("241126", "Tuesday 24 November 2026", "2026-11-24"),
        ("2026-11-24", "Tuesday 24 November 2026", "2026-11-24"),
        ("3/9/26", "Thursday 3 September 2026", "2026-09-03"),
        ("today", "Tuesday 24 November 2026", "2026-11-24"),
        ("tomorrow", "Wednesday 25 November 2026", "2026-11-25"),
        ("+90", "Monday 22 February 2027", "2027-02-22"),
        ("+12m", "Wednesday 24 November 2027", "2027-11-24"),
        ("end of march", "Tuesday 31 March 2026", "2026-03-31"),
    ];
    let mut story = at(json!({}), "Review and history", "Next review");
    for (typed, echo, day) in rows {
        story.keys("Ctrl+U").types(typed).sees(echo);
        assert_eq!(saved(&mut story, "/next_review"), day, "{typed}");
    }
    story.keys("F4 Down Enter").sees("24 February 2027");
    assert_eq!(saved(&mut story, "/next_review"), "2027-02-24");
}

#[test]
fn a_date_that_cannot_be_read_is_kept_as_typed_and_said_so() {
    let rows = [
        ("11/24/2026", "There is no month 24. The day goes first, like 24 11 2026"),
        ("31/2/2026", "There is no day 31 in that month. The last is 28 February 2026"),
        ("november 2026", "The date must include a day, like 24 11 2026"),
        ("when it is ready", "Enter a real date, like 24 11 2026"),
    ];
    for (typed, sentence) in rows {
        let mut story = at(json!({}), "Review and history", "Next review");
        story.types(typed).sees(sentence.split_at(30).0);
        story.keys("Tab").sees(sentence).sees(&format!("[{typed}"));
        assert_eq!(saved(&mut story, "/next_review"), typed);
    }
}

#[test]
fn a_number_is_refused_with_its_sentence_and_nothing_that_was_typed_is_lost() {
    let mut story = at(json!({}), "Retention", "Keep for");
    story.types("about six");
    for way_out in ["Tab", "Esc", "Ctrl+S", "F6", "F4", "Ctrl+Q", "F8", "Ctrl+N", "F7", "Up"] {
        story.keys(way_out).sees("‘about six’ is not a whole number").sees("[about six");
    }
    assert_eq!(story.file()["activities"][0]["lines"], Value::Null);
    for (typed, months) in [("6 years", 72), ("18 months", 18), ("1,000", 1000), ("72", 72)] {
        story.keys("Ctrl+U").types(typed).keys("Tab").sees_no("is not a whole number").keys("Up");
        assert_eq!(saved(&mut story, "/lines/0/retention/period_months"), months, "{typed}");
    }
    story.keys("Down").sees("6 years");
}

#[test]
fn yes_and_no_are_ticked_with_space_or_selected() {
    let mut story = at(json!({}), "Overview", "In the public register");
    for (keys, flag) in [("Space", true), ("Space", false), ("F4 Enter", true), ("F4 Down Enter", false)] {
        story.keys(keys).sees(if flag { "[Yes " } else { "[No " });
        assert_eq!(saved(&mut story, "/publish"), flag, "{keys}");
    }
}

#[test]
fn a_long_text_takes_lines_and_the_arrows_move_inside_it() {
    let mut story = at(json!({}), "Review and history", "Notes");
    story.keys("'one' Enter 'two' Enter 'three' Up Home 'x' Up End 's' Down Down");
    assert_eq!(saved(&mut story, "/notes"), "ones\nxtwo\nthree");
    story.keys("Down");
    assert!(story.cursor_line().contains("Former references"), "{}", story.screen());
}

#[test]
fn a_long_text_shows_the_rows_around_its_cursor_on_a_small_screen() {
    let lines: Vec<String> = (1..=30).map(|line| format!("Line {line}")).collect();
    let mut story = Story::open_at(80, 24, &register(&json!({ "notes": lines.join("\n") })));
    story.keys("'walk' Enter F2");
    to(&mut story, "Review and history", "Line 30");
    story.keys("'!'").sees("Line 30!").sees("Line 23").sees_no("Line 22");
    for _ in 0..29 {
        story.keys("Up");
    }
    story.keys("'!'").sees("Line 1!").sees("Line 8").sees_no("Line 9");
    assert!(story.cursor_line().contains("Line 1!"), "{}", story.screen());
}

#[test]
fn a_text_offers_what_other_activities_use() {
    let mut story = at(json!({}), "Overview", "Team or service");
    story.keys("F4").sees("School Transport").sees("used by 1 activity").keys("Enter");
    assert_eq!(saved(&mut story, "/team"), "School Transport");
    story.keys("F4 'SEND team' Enter");
    assert_eq!(saved(&mut story, "/team"), "SEND team");
}

#[test]
fn a_list_is_ticked_narrowed_added_to_and_left_without_change() {
    let members = json!({ "lines": [{ "id": "4hq0w8zr" }] });
    let mut story = at(members, "Sharing", "Shared with");
    let path = "/lines/0/recipients";
    story.keys("'taxi firms' Enter").sees("Selected: Service providers");
    story.keys("'Anytown Trust' Enter").sees("Service providers · Anytown Trust").keys("Enter");
    assert_eq!(saved(&mut story, path), json!(["Service providers", "Anytown Trust"]));
    story.keys("F4 'schools' Down Space Enter");
    assert_eq!(saved(&mut story, path)[2], "Schools");
    story.keys("F4 'schools' Enter Esc");
    story.keys("F4 Down Space Space Down Space Esc").sees("All changes saved");
    story.keys("F4 'anytown' Down Space Enter");
    assert_eq!(saved(&mut story, path), json!(["Service providers", "Schools"]));
    story.keys("F4 'SCHOOLS' Enter Enter").sees("All changes saved");
}

#[test]
fn a_closed_list_takes_no_words_of_its_own_and_keeps_a_code_that_it_does_not_know() {
    let members = json!({ "role": "sub-processor", "article9_conditions": ["9(2)(zz)"] });
    let mut story = at(members, "Lawful basis", "Article 9 condition");
    story.sees("9(2)(zz)").keys("'nonsense' Enter").sees("Nothing in this list matches ‘nonsense’").keys("Esc");
    story.keys("'9(2)(g)' Enter Enter");
    assert_eq!(saved(&mut story, "/article9_conditions"), json!(["9(2)(zz)", "9(2)(g)"]));
    assert_eq!(story.file()["activities"][0]["role"], "sub-processor");
    to(&mut story, "Overview", "Your role");
    story.sees("[sub-processor").keys("'nonsense' Enter").sees("Nothing in this list matches").keys("Esc");
    story.keys("F4 Esc").sees("All changes saved");
}

#[test]
fn what_stands_in_the_header_can_be_unticked() {
    let mut story = Story::open_at(100, 30, &register(&json!({})));
    story.keys("F10 'your organisation' Enter");
    until(&mut story, "Watchmen");
    story.keys("F4 'watchmen' Down Space Enter Ctrl+S");
    assert_eq!(story.file()["organisation"]["security_measures"], json!(["Encryption at rest"]));
}

#[test]
fn members_of_a_newer_version_survive_edits_beside_them() {
    let newer = json!({ "weight": 1.50, "more": [null] });
    let members = json!({
        "later": newer, "dpia": { "later": newer, "link": "https://a.example" },
        "lines": [{ "id": "4hq0w8zr", "later": newer, "retention": { "later": newer } }],
        "agreements": [{ "later": newer }],
    });
    let mut story = at(members.clone(), "Rights and notices", "Link to assessment");
    story.keys("Ctrl+U");
    to(&mut story, "Retention", "Counted from");
    story.keys("'case closed'");
    to(&mut story, "Sharing", "1 of 1");
    story.keys("Enter Esc Enter 'HMRC' Tab Shift+Tab Ctrl+U Esc Ctrl+S");
    let mut expected = members;
    expected["dpia"].as_object_mut().unwrap().remove("link");
    expected["lines"][0]["retention"]["trigger"] = "case closed".into();
    for member in ["later", "dpia", "lines", "agreements"] {
        assert_eq!(story.file()["activities"][0][member], expected[member], "{member}");
    }
}
