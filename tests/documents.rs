//! The README and the list of changes: generated where they could drift from the program, and checked for the rest.

mod command_line;
mod fields;
mod keys;
mod rules;
mod searches;
mod tour;
mod words;

use crate::{golden, pictures};
use std::fs;
use std::path::Path;

/// The commands that a newcomer needs.
const COMMANDS: [&str; 2] = ["cargo run --release -- demo", "cargo test"];

/// How many lines of the README a reader sees before scrolling.
const FIRST_SCREEN: usize = 40;

/// Replaces a part of the README, or checks that it stands there. Blank lines around it let Markdown see tables.
#[track_caller]
fn part(name: &str, text: &str) {
    golden::check_part("README.md", name, &format!("\n{}\n\n", text.trim_end()));
}

#[test]
fn the_first_screen_of_the_readme_has_a_picture_and_both_commands() {
    let readme = read("README.md");
    let lines: Vec<&str> = readme.lines().take(FIRST_SCREEN).collect();
    let pictures = lines.iter().flat_map(|line| links(line)).filter(|link| pictures::paths().contains(link));
    assert_eq!(pictures.count(), 1, "one picture of a screen");
    for command in COMMANDS {
        let is_it = |line: &&&str| line.split('#').next().unwrap_or_default().trim() == command;
        assert_eq!(lines.iter().filter(is_it).count(), 1, "`{command}` on a line of its own");
    }
}

#[test]
fn the_readme_shows_every_picture_with_words_for_those_who_cannot_see_it() {
    let readme = read("README.md");
    let shown = links(&readme);
    for path in pictures::paths() {
        assert!(shown.contains(&path), "{path} is not shown");
        assert!(!readme.contains(&format!("![]({path})")), "{path} has no words beside it");
    }
}

#[test]
fn every_link_inside_the_documents_leads_somewhere() {
    for document in ["README.md", "CHANGELOG.md"] {
        let text = read(document);
        let headings: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix('#'))
            .map(|rest| anchor(rest.trim_start_matches('#')))
            .collect();
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            match link.strip_prefix('#') {
                Some(heading) => {
                    assert!(headings.iter().any(|known| known == heading), "{document}: no heading for #{heading}")
                }
                None => assert!(top().join(&link).exists(), "{document}: there is no {link}"),
            }
        }
    }
}

#[test]
fn the_list_of_changes_begins_with_the_version_of_the_program() {
    let changes = read("CHANGELOG.md");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).unwrap_or_default();
    assert_eq!(newest.split_whitespace().next(), Some(env!("CARGO_PKG_VERSION")));
}

#[test]
fn links_and_anchors_are_found() {
    assert_eq!(links("![a](x/y.svg) and [b](https://z) [c](#d-e)"), ["x/y.svg", "https://z", "#d-e"]);
    assert_eq!(anchor(" For IT: what it reads, and writes"), "for-it-what-it-reads-and-writes");
}

/// What the links and pictures of a Markdown text lead to.
fn links(text: &str) -> Vec<String> {
    let behind = text.split("](").skip(1);
    behind.filter_map(|rest| rest.split_once(')')).map(|(link, _)| link.to_owned()).collect()
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase().replace(' ', "-");
    kept.chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
}

/// A Markdown table.
fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>());
    text.push_str(&format!("|{}\n", "---|".repeat(headings.len())));
    for row in rows {
        assert_eq!(row.len(), headings.len(), "{row:?}");
        text.push_str(&line(&row.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect::<Vec<_>>()));
    }
    text
}

fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap()
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
