//! The table of word lists, and what is doubtful in them.

use super::{part, read, table};
use ropa::domain::date::long;
use ropa::domain::term::Term;
use ropa::domain::vocabulary::{List, ListId, list, regulator};

/// The most entries that are named one by one.
const NAMED: usize = 4;

#[test]
fn the_readme_tells_every_word_list_with_its_source_and_date() {
    let row = |id: &ListId| {
        let list = list(*id);
        let own = if list.open { "yes" } else { "no" };
        let count = list.terms.len().to_string();
        vec![list.title.to_string(), format!("`{}`", id.key()), count, own.to_owned(), source(list), day(&list.as_of)]
    };
    let rows: Vec<Vec<String>> = ListId::ALL.iter().map(row).collect();
    part("word-lists", &table(&["List", "Name", "Entries", "Your own words too", "From", "As of"], &rows));
}

#[test]
fn the_readme_tells_every_doubt_about_the_word_lists() {
    let mut text = String::new();
    if let Some(doubt) = &regulator().doubt {
        text.push_str(&format!("- **{}**, since {}: {doubt}\n", regulator().name, day(&regulator().since)));
    }
    for id in ListId::ALL {
        let list = list(*id);
        let mut doubts: Vec<String> = list.doubt.iter().map(ToString::to_string).collect();
        doubts.extend(of_terms(list));
        if !doubts.is_empty() {
            text.push_str(&format!("- **{}**: {}\n", list.title, doubts.join(" ")));
        }
    }
    part("doubts-words", &text);
}

#[test]
fn the_readme_tells_every_doubt_about_the_layout_of_the_export() {
    let template: serde_json::Value = serde_json::from_str(&read("data/regulator_template.json")).unwrap();
    let doubts = template["doubts"].as_array().unwrap();
    let lines: Vec<String> = doubts.iter().map(|doubt| format!("- {}.\n", doubt.as_str().unwrap())).collect();
    part("doubts-export", &lines.concat());
}

/// The doubts about single entries, those in the same words together.
fn of_terms(list: &List) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&Term>)> = Vec::new();
    for term in &list.terms {
        let Some(doubt) = &term.doubt else { continue };
        match found.iter_mut().find(|(words, _)| *words == &**doubt) {
            Some((_, terms)) => terms.push(term),
            None => found.push((doubt, vec![term])),
        }
    }
    let told = |(doubt, terms): (&str, Vec<&Term>)| {
        let names: Vec<&str> = terms.iter().map(|term| &*term.label).collect();
        let who = match names.len() {
            count if count == list.terms.len() => "Every entry".to_owned(),
            count if count > NAMED => format!("{count} of {} entries", list.terms.len()),
            _ => names.join("; "),
        };
        format!("*{who}*: {doubt}")
    };
    found.into_iter().map(told).collect()
}

fn source(list: &List) -> String {
    if &*list.source == "ours" { "our own suggestion".to_owned() } else { list.source.to_string() }
}

fn day(written: &str) -> String {
    long(written.parse().unwrap())
}
