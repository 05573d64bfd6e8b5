//! What a period runs from: `after case closed`, `from payment`, `closure +`.

use super::period::Period;
use crate::domain::Text;
use crate::formats::import::cells::token::Tokens;

/// The words for the event from which a period runs: those behind `after`, `from` or `since`, or those in front of `+`.
pub(super) fn of(tokens: &Tokens, period: &Period) -> Option<Text> {
    behind(tokens, period.to).or_else(|| in_front(tokens, period.from))
}

fn behind(tokens: &Tokens, at: usize) -> Option<Text> {
    let mut at = at;
    while matches!(tokens.at(at), "(" | "," | "retention") {
        at += 1;
    }
    match tokens.at(at) {
        "after" | "from" | "since" | "following" | "post" | "nach" | "ab" | "beyond" => at += 1,
        "of" => at += 1,
        _ => return None,
    }
    if matches!(tokens.at(at), "which" | "that" | "this" | "then" | "when" | "age") {
        return None;
    }
    let mut from = at;
    while matches!(tokens.at(from), "the" | "a" | "an" | "your" | "our" | "their" | "der" | "dem" | "des") {
        from += 1;
    }
    let to = (from..tokens.len()).find(|at| ends(tokens, *at)).unwrap_or(tokens.len());
    if to == from + 1 && tokens.at(from) == "dob" {
        return Some("date of birth".into());
    }
    words(tokens, from, to)
}

fn in_front(tokens: &Tokens, at: usize) -> Option<Text> {
    let plus = at.checked_sub(1).filter(|plus| matches!(tokens.at(*plus), "+" | "plus"))?;
    let from = (0..plus).rev().find(|at| ends(tokens, *at) || tokens.at(*at) == ")").map_or(0, |at| at + 1);
    words(tokens, from, plus)
}

fn words(tokens: &Tokens, from: usize, to: usize) -> Option<Text> {
    const MOST: usize = 14;
    (from < to && to - from <= MOST).then(|| tokens.words(from, to))
}

fn ends(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.at(at);
    let sign = matches!(word, ";" | "(" | ")" | "," | ":" | "[") || (word == "." && tokens.is_spaced(at + 1));
    let dash = word == "-" && tokens.is_spaced(at);
    let joint = matches!(word, "then" | "unless" | "when" | "whereupon" | "before" | "or" | "in")
        || (word == "and"
            && matches!(
                tokens.at(at + 1),
                "then" | "destroyed" | "deleted" | "are" | "is" | "will" | "securely" | "reviewed"
            ));
    sign || dash || joint
}
