//! Conditions of Schedule 1 to the Data Protection Act 2018 by their paragraphs.

use super::wordings::SCHEDULE1;
use super::{Context, Reading, Which, negated};
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::token::Tokens;

/// Takes every paragraph of Schedule 1.
///
/// A paragraph without its schedule is one only in a column of Schedule 1, or behind an Article 9 condition in that column.
pub(super) fn take(reading: &mut Reading) {
    let tokens = reading.tokens;
    let mut in_schedule = match reading.context {
        Context::Schedule1 => true,
        Context::Article9 => !reading.law.article9.is_empty(),
        Context::Article6 | Context::Prose => false,
    };
    let mut at = 0;
    while at < tokens.len() {
        if reading.is_taken(at) {
            at += 1;
            continue;
        }
        let named = named(tokens, at).or_else(|| {
            let part = part(tokens, at).filter(|_| reading.context == Context::Schedule1 && tokens.is_word(at))?;
            Some((part.0, Some(part.1)))
        });
        let (mut cursor, part) = named.unwrap_or((at, None));
        in_schedule |= named.is_some();
        let Some((numbers, end)) = in_schedule.then(|| paragraphs(reading, &mut cursor, named.is_some())).flatten()
        else {
            if let Some((to, _)) = named {
                reading.take(at, to);
            }
            at = named.map_or(at + 1, |(to, _)| to.max(at + 1));
            continue;
        };
        take_paragraphs(reading, at, end, part, &numbers);
        at = end.max(at + 1);
    }
    if reading.context == Context::Schedule1 && reading.law.schedule1.is_empty() {
        take_bare_numbers(reading);
    }
}

fn take_paragraphs(reading: &mut Reading, from: usize, end: usize, part: Option<u32>, numbers: &[u32]) {
    let tokens = reading.tokens;
    let terms: Vec<Option<&Term>> = numbers.iter().map(|number| of(*number)).collect();
    let mut to = end;
    let mut behind = end;
    while matches!(tokens.at(behind), "-" | ":" | "(") {
        behind += 1;
    }
    if let Some((own_end, code)) = SCHEDULE1.at(tokens, behind)
        && terms.iter().flatten().any(|term| term.code() == &**code)
    {
        to = own_end + usize::from(tokens.at(own_end) == ")");
    }
    to = behind_act(tokens, to);
    if negated::is_negated(tokens, from, to) {
        return;
    }
    for term in &terms {
        match term {
            Some(term) => {
                reading.found(Which::Schedule1, term.code(), from, to);
                if part.is_some_and(|part| term.part.is_some_and(|own| u32::from(own) != part)) {
                    reading.doubt(from, to);
                }
            }
            None => reading.doubt(from, to),
        }
    }
    reading.take(from, to);
}

fn of(number: u32) -> Option<&'static Term> {
    list(ListId::Schedule1Conditions).by_code(&format!("para-{number}"))
}

/// `Schedule 1`, `Sch.1`, `DPA 2018 Sch 1, Part 2`, `Part 2`: behind which token it ends, and the part.
fn named(tokens: &Tokens, at: usize) -> Option<(usize, Option<u32>)> {
    let mut cursor = at;
    let mut act = false;
    if tokens.at(cursor) == "dpa" {
        act = true;
        cursor += 1;
    } else if tokens.at(cursor) == "data" && tokens.at(cursor + 1) == "protection" && tokens.at(cursor + 2) == "act" {
        act = true;
        cursor += 3;
    }
    if act && tokens.at(cursor) == "2018" {
        cursor += 1;
    }
    while act && matches!(tokens.at(cursor), "," | "-" | ":") {
        cursor += 1;
    }
    if !matches!(tokens.at(cursor), "schedule" | "sch" | "sched") {
        return None;
    }
    cursor += 1;
    cursor += usize::from(tokens.at(cursor) == ".");
    if tokens.at(cursor) != "1" {
        return None;
    }
    cursor = behind_act(tokens, cursor + 1);
    let part = part(tokens, cursor);
    if let Some((end, _)) = part {
        cursor = end;
    }
    Some((cursor, part.map(|(_, part)| part)))
}

fn part(tokens: &Tokens, at: usize) -> Option<(usize, u32)> {
    let mut cursor = at;
    while matches!(tokens.at(cursor), "," | "-" | "(" | "/") {
        cursor += 1;
    }
    if !matches!(tokens.at(cursor), "part" | "pt") {
        return None;
    }
    cursor += 1;
    cursor += usize::from(tokens.at(cursor) == ".");
    let number = match tokens.at(cursor) {
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        _ => tokens.number(cursor)?,
    };
    (1..=4).contains(&number).then_some((behind_act(tokens, cursor + 1), number))
}

/// Behind `of the Data Protection Act 2018`, `to the DPA 2018`, `DPA`, where that follows.
fn behind_act(tokens: &Tokens, at: usize) -> usize {
    let mut cursor = at;
    while matches!(tokens.at(cursor), "of" | "to" | "the" | "," | "uk") {
        cursor += 1;
    }
    let behind = if tokens.at(cursor) == "dpa" {
        cursor + 1
    } else if tokens.at(cursor) == "data" && tokens.at(cursor + 1) == "protection" && tokens.at(cursor + 2) == "act" {
        cursor + 3
    } else {
        return at;
    };
    behind + usize::from(tokens.at(behind) == "2018")
}

/// The numbers of paragraphs from a token on, and behind which token they end. Behind the schedule a bare number is one;
/// elsewhere `para` must stand before it.
fn paragraphs(reading: &Reading, cursor: &mut usize, behind_schedule: bool) -> Option<(Vec<u32>, usize)> {
    let tokens = reading.tokens;
    let mut at = *cursor;
    while behind_schedule && matches!(tokens.at(at), "," | "-" | ":" | "/" | ")") {
        at += 1;
    }
    let word =
        matches!(tokens.at(at), "para" | "paras" | "paragraph" | "paragraphs" | "condition" | "conditions" | "p" | "§");
    if word {
        at += 1;
        while matches!(tokens.at(at), "." | "s" | "no") {
            at += 1;
        }
    } else if !behind_schedule {
        return None;
    }
    let mut numbers = Vec::new();
    let mut end = at;
    // `Part 2 (6) & (18)` names paragraphs; the second bracket of `paras 6(1) and (2)` is of the first.
    let in_brackets = tokens.at(at) == "(";
    while let Some((number, behind)) = number(tokens, at, in_brackets) {
        numbers.push(number);
        end = behind;
        at = behind;
        let before_joint = at;
        while matches!(
            tokens.at(at),
            "," | "&" | "and" | "or" | "/" | "+" | "para" | "paras" | "paragraph" | "paragraphs"
        ) || (at > before_joint && tokens.at(at) == ".")
        {
            at += 1;
        }
        if at == before_joint {
            break;
        }
    }
    (!numbers.is_empty()).then_some((numbers, end))
}

/// A number with its sub-paragraphs: `6`, `18(1)`, and `(6)` where no other stands before it.
fn number(tokens: &Tokens, at: usize, may_be_in_brackets: bool) -> Option<(u32, usize)> {
    let (place, in_brackets) = match tokens.at(at) {
        "(" if may_be_in_brackets => (at + 1, true),
        _ => (at, false),
    };
    let number = tokens.number(place).filter(|number| (1..=41).contains(number))?;
    let mut end = place + 1;
    if in_brackets {
        if tokens.at(end) != ")" {
            return None;
        }
        return Some((number, end + 1));
    }
    while tokens.at(end) == "(" && !tokens.is_spaced(end) && tokens.at(end + 2) == ")" && tokens.at(end + 1).len() <= 3
    {
        end += 3;
    }
    Some((number, end))
}

/// `18`, `6 & 10`, `8, 18 and 10` in a column of its own: numbers and what joins them, and no more; or a number before its name.
fn take_bare_numbers(reading: &mut Reading) {
    let tokens = reading.tokens;
    let all = (0..tokens.len())
        .all(|at| tokens.is_number(at) || matches!(tokens.at(at), "," | "&" | "and" | "or" | ";" | "." | "/"));
    let single_dots = !tokens.span(0, tokens.len()).contains('/');
    for at in 0..tokens.len() {
        let Some(term) = tokens.number(at).and_then(of).filter(|_| !reading.is_taken(at)) else {
            continue;
        };
        let behind = at + 1 + usize::from(matches!(tokens.at(at + 1), "." | "-" | ":" | ")"));
        let own_name = SCHEDULE1.at(tokens, behind).filter(|(_, code)| &***code == term.code()).map(|(end, _)| end);
        let to = own_name.or((all && single_dots).then_some(at + 1));
        if let Some(to) = to {
            reading.found(Which::Schedule1, term.code(), at, to);
            reading.take(at, to);
        }
    }
}
