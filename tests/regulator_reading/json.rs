//! The register’s JSON read value by value, and the lists that explain its codes.

use serde_json::Value;

use super::{NONE, NOT_RECORDED};

/// The texts of a list.
pub fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

pub fn has_mark(activity: &Value, field: &str, mark: &str) -> bool {
    let marks = activity["marks"].as_array();
    marks.into_iter().flatten().any(|other| other["field"] == field && other["mark"] == mark)
}

/// The value with the marks that stand on the field, or on this line of it.
pub fn marked(activity: &Value, line: Option<&Value>, field: &str, value: String) -> String {
    let here = |mark: &&Value| {
        mark["field"] == field && (mark["line"].is_null() || line.is_none_or(|line| mark["line"] == line["id"]))
    };
    let mut lines = vec![value];
    for mark in activity["marks"].as_array().into_iter().flatten().filter(here) {
        let note = mark["note"].as_str().unwrap();
        if mark["mark"] == "does-not-apply" {
            lines = vec![format!("Not applicable: {note}")];
        }
        if mark["mark"] == "to-confirm" {
            lines.push(format!("To confirm: {note}"));
        }
    }
    lines.join("\n")
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or(NOT_RECORDED).to_owned()
}

pub fn terms(list: &Value) -> String {
    match list.as_array() {
        None => NOT_RECORDED.into(),
        Some(terms) if terms.is_empty() => NONE.into(),
        Some(_) => strings(list).join("\n"),
    }
}

pub fn flag(value: &Value) -> String {
    value.as_bool().map_or(NOT_RECORDED, |yes| if yes { "Yes" } else { "No" }).to_owned()
}

pub fn or_not_recorded<T: AsRef<str>>(lines: Vec<T>) -> String {
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    if lines.is_empty() { NOT_RECORDED.into() } else { lines.join("\n") }
}

pub fn long_date(day: &str) -> String {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = day.split('-').map(|part| part.parse().unwrap()).collect();
    format!("{} {} {}", parts[2], months[parts[1] - 1], parts[0])
}

pub fn vocabulary(list: &str) -> Vec<Value> {
    let path = format!("{}/data/vocabulary/{list}.json", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["terms"].as_array().unwrap().clone()
}

pub fn by_code<'a>(terms: &'a [Value], code: &str) -> Option<&'a Value> {
    terms.iter().find(|term| term["code"] == code)
}

pub fn find<'a>(terms: &'a [Value], words: &str) -> Option<&'a Value> {
    let named = |term: &&Value| {
        let mut names = strings(&term["aliases"]);
        names.extend([term["label"].as_str(), term["short"].as_str()].into_iter().flatten());
        names.iter().any(|name| folded(name) == folded(words))
    };
    terms.iter().find(named)
}

pub fn folded(words: &str) -> String {
    words.to_lowercase().replace(['’', '\''], "").replace('é', "e")
}
