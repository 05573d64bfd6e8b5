//! Reading a record page by page, and what of it was seen.

use crate::story::Story;
use serde_json::Value;

/// Pages through the activity on screen until every recorded value was seen.
#[track_caller]
pub fn reads_everything(story: &mut Story, activity: &Value) {
    let recorded = recorded(activity);
    let mut rows = page(story);
    loop {
        let seen = squashed(&rows.concat());
        let missing: Vec<&(String, String)> =
            recorded.iter().filter(|(_, words)| !seen.contains(&squashed(words))).collect();
        if missing.is_empty() {
            return;
        }
        story.keys("PageDown");
        let next = page(story);
        let shared = (0..=next.len()).rev().find(|shared| rows.ends_with(&next[..*shared])).unwrap();
        assert!(shared < next.len(), "at the end of the page, not seen: {missing:?}\n{}", story.screen());
        rows.extend(next.into_iter().skip(shared));
    }
}

/// The rows of the page on screen, without the sections at their left and the labels.
fn page(story: &Story) -> Vec<String> {
    let values = if story.app.size().columns >= 100 { 53 } else { 28 };
    let screen = story.screen();
    let rows: Vec<&str> = screen.lines().collect();
    rows[5..rows.len() - 3].iter().map(|row| row.chars().skip(values).collect()).collect()
}

fn squashed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every recorded value of an activity: where it stands, and the words in which an officer reads it.
pub fn recorded(activity: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect("", activity, &mut found);
    found
}

fn collect(path: &str, value: &Value, found: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(members) => {
            // An id is never shown, and a mark stands for its field.
            let shown =
                members.iter().filter(|(name, _)| !["id", "mark", "rule", "line", "field"].contains(&name.as_str()));
            shown.for_each(|(name, value)| collect(&below(name), value, found));
        }
        Value::Array(values) if values.is_empty() => found.push((path.to_owned(), "None".to_owned())),
        Value::Array(values) => values.iter().for_each(|value| collect(path, value, found)),
        Value::String(text) => found.push((path.to_owned(), words(path, text))),
        Value::Bool(answer) => found.push((path.to_owned(), if *answer { "Yes" } else { "No" }.to_owned())),
        value => found.push((path.to_owned(), format!("({value} months)"))),
    }
}

/// How a text of the file reads on screen: days in words, codes by their names.
fn words(path: &str, text: &str) -> String {
    if let Ok(day) = text.parse::<jiff::civil::Date>() {
        return day.strftime("%-d %B %Y").to_string();
    }
    let named = match (path, text) {
        ("role", "controller") => "Controller",
        ("regime", "general") => "General (UK GDPR)",
        ("status", "approved") => "Approved",
        ("status", "draft") => "Draft",
        ("lines.retention.action", "destroy") => "Destroy securely",
        ("lawful_bases.basis", "6(1)(b)") => "6(1)(b) Contract",
        ("lawful_bases.basis", "6(1)(ea)") => "6(1)(ea) Recognised legitimate interest",
        ("recognised_legitimate_interest", "crime") => "Crime",
        ("schedule1_conditions", "para-10") => "Paragraph 10",
        ("article10_route", "sch1") => "Schedule 1 condition",
        ("dpia.required", "no") => "No",
        ("dpia.progress", "not-required") => "Not required",
        ("transfers.country", "US") => "United States of America",
        ("transfers.country", "unspecified") => "Unspecified / worldwide",
        ("transfers.mechanism", "us-data-bridge") => "UK-US data bridge",
        _ => return text.to_owned(),
    };
    named.to_owned()
}

#[test]
fn paging_and_arrows_read_a_field_that_is_longer_than_the_screen() {
    let description: Vec<String> = (1..=90).map(|number| format!("Step {number} of the work.")).collect();
    let mut register: Value = serde_json::from_str(crate::story::SAMPLE).unwrap();
    register["activities"] =
        serde_json::json!([{ "id": "nfcrx0z4", "title": "Cycle", "description": description.join("\n") }]);
    for (columns, rows) in [(100, 30), (80, 24), (60, 16)] {
        for (on, back) in [("PageDown", "PageUp"), ("Down", "Up")] {
            let mut story = Story::open_at(columns, rows, &register.to_string());
            story.keys("Enter");
            let reads = |story: &mut Story, key: &str| {
                let mut unseen = description.clone();
                for _ in 0..60 {
                    let screen = story.screen();
                    unseen.retain(|step| !screen.contains(step.as_str()));
                    assert!(story.cursor_line().contains('>'), "{screen}");
                    story.keys(key);
                }
                assert!(unseen.is_empty(), "not seen with {key} at {columns} by {rows}: {unseen:?}");
            };
            reads(&mut story, on);
            reads(&mut story, back);
            story.sees("1 Overview");
        }
    }
}

#[test]
fn the_highlight_stands_on_words_and_never_on_a_gap() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        for key in ["Down", "PageDown", "Right", "Up", "PageUp", "Left"] {
            let mut story = Story::open_at(columns, rows, crate::story::SAMPLE);
            story.keys("'venue' Enter");
            if ["Up", "PageUp", "Left"].contains(&key) {
                story.keys("End");
            }
            for _ in 0..12 {
                story.keys(key);
                let line = story.cursor_line();
                let words = line.rsplit('│').next().unwrap();
                assert!(words.starts_with(" > ") && words.len() > 3, "{key}: {line}");
            }
        }
    }
}
