//! What must hold of any text: it is read or refused, and no word of it is lost.

use super::expected::own;
use super::one::bring;
use proptest::prelude::*;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::brought::Brought;
use ropa::formats::import::choices::Setting;
use ropa::formats::notice;
use std::collections::HashSet;
use std::fs;

/// The words of a text as they are compared.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| part.chars().count() > 1).map(str::to_lowercase).collect()
}

/// All words that a reader of the drafts finds: values, the words behind them, and what found no field.
fn kept(brought: &Brought) -> HashSet<String> {
    let mut kept = HashSet::new();
    for draft in &brought.drafts {
        let json = serde_json::to_string(&draft.activity).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        collect(&json, &mut kept);
    }
    for skipped in &brought.skipped {
        kept.extend(words(&skipped.reason));
    }
    kept
}

fn collect(json: &serde_json::Value, kept: &mut HashSet<String>) {
    match json {
        serde_json::Value::String(text) => kept.extend(words(text)),
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, kept)),
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                kept.extend(words(name));
                collect(value, kept);
            }
        }
        _ => {}
    }
}

/// Blocks of a notice of which a word is kept nowhere; a heading that opened a section is kept by what stands under it.
fn lost(bytes: &[u8], file: &str) -> Vec<String> {
    let Ok(read) = notice::read(bytes, file) else { return Vec::new() };
    let lexicon = Lexicon::default();
    let brought = notice::bring(&read, &Setting { file, lexicon: &lexicon, today: jiff::civil::date(2026, 11, 25) });
    let kept = kept(&brought);
    let blocks = read
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.shape, notice::Shape::Item(_)) || block.text.ends_with('.'));
    // A heading that stands before its words in one line is kept as the section that it opens.
    let behind = |text: &str| {
        text.split_once(": ")
            .filter(|(before, _)| before.starts_with(char::is_uppercase))
            .map(|(_, rest)| rest.to_owned())
    };
    let lost = blocks.filter(|block| {
        let text = behind(&block.text).unwrap_or_else(|| block.text.to_string());
        words(&text).iter().any(|word| !kept.contains(word))
    });
    lost.map(|block| format!("{file} line {}: {}", block.line, block.text)).collect()
}

fn notices() -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(own()).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end != "json")).collect();
    texts.sort();
    texts
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn every_item_and_sentence_of_a_notice_is_a_value_or_unmapped() {
    let lost: Vec<String> = notices().iter().flat_map(|(file, bytes)| lost(bytes, file)).collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn a_notice_with_other_line_ends_and_spaces_gives_the_same_lists() {
    for (file, bytes) in notices().iter().filter(|(file, _)| file.ends_with(".txt") && !file.contains("encoding")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lists = |text: &str| {
            let brought = bring(text.as_bytes(), file);
            let told = |draft: &ropa::formats::import::brought::Draft| {
                (draft.activity.lines().to_vec(), draft.activity.purposes.clone())
            };
            brought.drafts.iter().map(told).collect::<Vec<_>>()
        };
        let plain = lists(&text);
        let variants = [
            text.replace('\n', "\r\n"),
            text.replace("• ", "•\t"),
            text.replace("• ", "•\u{a0}\u{a0}"),
            format!("\u{feff}{text}"),
        ];
        for variant in variants {
            assert_eq!(plain, lists(&variant), "{file}");
        }
    }
}

/// One way of spoiling a notice.
fn spoil(text: &str, how: u8, at: usize) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let at = at % lines.len();
    match how % 8 {
        0 => [&lines[..at], &lines[at + 1..]].concat().join("\n"),
        1 => format!("{} {}", lines[..=at].join("\n"), lines[at + 1..].join("\n")),
        2 => text.replace('\n', "\r\n"),
        3 => text.replace("  ", "\t"),
        4 => text.replace(' ', "\u{a0}"),
        5 => text.replace('e', "&eacute;&#8217;&bogus;"),
        6 => text.replace('>', ""),
        _ => lines[..at].iter().rev().copied().collect::<Vec<_>>().join("\n"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_notice_is_read_or_refused_and_loses_nothing(which in 0_usize..100, spoils in prop::collection::vec((any::<u8>(), any::<usize>()), 1..4)) {
        let all = notices();
        let (file, bytes) = &all[which % all.len()];
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (how, at) in spoils {
            text = spoil(&text, how, at);
        }
        let lost = lost(text.as_bytes(), file);
        prop_assert!(lost.is_empty(), "{}", lost.join("\n"));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,400}", html in "(?s)(<[a-z/!]{0,4}|>|&[a-z#0-9]{0,5};?|[ \\n•:;,.A-Za-z]{0,9}){0,80}") {
        prop_assert!(lost(text.as_bytes(), "any.txt").is_empty());
        prop_assert!(lost(html.as_bytes(), "any.html").is_empty());
        prop_assert!(lost(html.as_bytes(), "any.md").is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = lost(&bytes, "any");
    }
}
