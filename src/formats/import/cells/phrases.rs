//! Wordings that mean something, looked up in a row of tokens.

use crate::formats::import::cells::token::{Kind, Tokens};
use std::collections::HashMap;

/// Wordings by their first word, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Clone> Phrases<T> {
    /// The wordings, each with what it means. Signs in a wording do not count, and one without words is left out. The first
    /// of two alike has it.
    pub fn of<'a>(wordings: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (wording, meaning) in wordings {
            let words = words_of(wording);
            let Some(first) = words.first().cloned() else {
                continue;
            };
            let alike = by_first.entry(first).or_default();
            if !alike.iter().any(|(other, _)| *other == words) {
                alike.push((words, meaning));
            }
        }
        for alike in by_first.values_mut() {
            alike.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases { by_first }
    }

    /// The longest wording that begins at a token: behind which token it ends, and what it means.
    pub fn at(&self, tokens: &Tokens, from: usize) -> Option<(usize, &T)> {
        let alike = self.by_first.get(tokens.at(from))?;
        alike.iter().find_map(|(words, meaning)| Some((end_of(words, tokens, from)?, meaning)))
    }

    /// What the whole text means, signs aside.
    pub fn whole(&self, text: &str) -> Option<&T> {
        let tokens = Tokens::of(text);
        let first = (0..tokens.len()).find(|at| counts(&tokens, *at))?;
        let (end, meaning) = self.at(&tokens, first)?;
        (end..tokens.len()).all(|at| !counts(&tokens, at)).then_some(meaning)
    }
}

/// Behind which token the words end, if they stand from a token on with no more than light signs between them.
fn end_of(words: &[String], tokens: &Tokens, from: usize) -> Option<usize> {
    let mut at = from;
    for (place, word) in words.iter().enumerate() {
        while place > 0 && (is_light(tokens.at(at)) || is_stop_inside(tokens, at)) {
            at += 1;
        }
        if tokens.at(at) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn is_light(sign: &str) -> bool {
    matches!(sign, "-" | "," | "/" | "\"" | "_")
}

/// The full stop of `U.S.`, `s.111` and `etc.`
fn is_stop_inside(tokens: &Tokens, at: usize) -> bool {
    let is_of_etc = at > 0 && tokens.at(at - 1) == "etc";
    tokens.at(at) == "." && at + 1 < tokens.len() && (is_of_etc || !tokens.is_spaced(at + 1))
}

fn counts(tokens: &Tokens, at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.kind != Kind::Sign)
}

fn words_of(wording: &str) -> Vec<String> {
    let tokens = Tokens::of(wording);
    (0..tokens.len()).filter(|at| counts(&tokens, *at)).map(|at| tokens.at(at).to_owned()).collect()
}
