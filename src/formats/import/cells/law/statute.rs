//! Statutes with their sections, as powers and duties are cited: `Children Act 1989 s.17`, `section 17 of the Children Act 1989`.

use super::Reading;
use super::wordings::ARTICLE6;
use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::Tokens;
use std::sync::LazyLock;

/// Takes every statute, but data protection law itself.
pub(super) fn take(reading: &mut Reading) {
    for (from, to) in found(reading.tokens) {
        if (from..to).any(|at| reading.is_taken(at)) {
            continue;
        }
        let words = reading.tokens.words(from, to);
        if !reading.law.powers.contains(&words) {
            reading.law.powers.push(words);
        }
        reading.take(from, to);
    }
}

/// The statutes of a text: from which token to which.
pub(super) fn found(tokens: &Tokens) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match named(tokens, at).or_else(|| listed(tokens, at)).or_else(|| initials(tokens, at)) {
            Some((from, to)) => {
                let not_before = found.last().map_or(0, |last| last.1);
                let from = before_sections(tokens, from, not_before).max(not_before);
                let to = behind_sections(tokens, to);
                found.push((from, to));
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// A statute with its kind at a token and a year behind it: `… Act 1989`, `… Regulations 2010`.
fn named(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let kind = matches!(tokens.at(at), "act" | "regulations" | "order" | "rules" | "measure" | "acts")
        && tokens.is_capital(at);
    if !kind {
        return None;
    }
    let mut to = at + 1;
    if tokens.at(to) == "(" && matches!(tokens.at(to + 1), "wales" | "england" | "scotland") && tokens.at(to + 2) == ")"
    {
        to += 3;
    }
    let year = tokens.number(to).filter(|year| (1215..2100).contains(year) && tokens.at(to).len() == 4);
    year?;
    let from = name_begins(tokens, at)?;
    let name = tokens.span(from, at).to_lowercase();
    (!name.contains("data protection") && !name.trim().is_empty()).then_some((from, to + 1))
}

/// Where the name in front of `Act` begins: words with capitals and the small words between them.
fn name_begins(tokens: &Tokens, act: usize) -> Option<usize> {
    const BETWEEN: [&str; 14] =
        ["of", "and", "the", "for", "to", "in", "at", "with", "by", "on", "etc", "&", "from", "or"];
    const MOST: usize = 16;
    let mut first = act;
    for at in (act.saturating_sub(MOST)..act).rev() {
        if tokens.begins_line(at + 1) {
            break;
        }
        let word = tokens.at(at);
        let attached = tokens.at(at.wrapping_sub(1)) == "-" && !tokens.is_spaced(at);
        if tokens.is_word(at) && (tokens.is_capital(at) || attached) {
            first = at;
            continue;
        }
        let in_brackets = matches!(word, "(" | ")") && is_place(tokens, at, word);
        // A comma belongs to a name only where `and` follows it: `Anti-social Behaviour, Crime and Policing Act`.
        let in_list = word == "," && (at..act).any(|at| tokens.at(at) == "and") && at > 0 && tokens.is_capital(at - 1);
        let stop_of_etc = word == "." && tokens.at(at.wrapping_sub(1)) == "etc";
        let hyphen = word == "-" && !tokens.is_spaced(at) && !tokens.is_spaced(at + 1);
        if !(BETWEEN.contains(&word) || in_brackets || in_list || stop_of_etc || hyphen) {
            break;
        }
    }
    // Words before the name that are law themselves, or only lead in to it, are not of the name.
    const LEADS: [&str; 22] = [
        "under",
        "the",
        "our",
        "see",
        "via",
        "per",
        "statutory",
        "section",
        "sections",
        "s",
        "ss",
        "this",
        "these",
        "pursuant",
        "in",
        "duty",
        "duties",
        "power",
        "powers",
        "and",
        "e",
        "art",
    ];
    loop {
        match ARTICLE6.at(tokens, first) {
            Some((end, _)) if end < act => first = end,
            _ if LEADS.contains(&tokens.at(first)) || !tokens.is_word(first) => first += 1,
            _ => break,
        }
        if first >= act {
            return None;
        }
    }
    (first < act).then_some(first)
}

fn is_place(tokens: &Tokens, at: usize, bracket: &str) -> bool {
    let inside = if bracket == ")" { at.wrapping_sub(1) } else { at + 1 };
    tokens.is_word(inside) && tokens.is_capital(inside)
}

/// A statute that the program's list knows, under its name or its initials in capitals. Initials without a year need a section.
fn listed(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let (to, _) = LISTED.at(tokens, at)?;
    let initials = tokens.is_word(at) && !tokens.is_word(at + 1);
    if initials && !tokens.is_all_capitals(at) {
        return None;
    }
    let bare = to == at + 1;
    if bare && behind_sections(tokens, to) == to && before_sections(tokens, at, 0) == at {
        return None;
    }
    // `care act` in small letters is prose.
    (initials || tokens.is_capital(at) || to - at > 3).then_some((at, to))
}

/// Initials with a year and a section: `LGA 1972 s.111`.
fn initials(tokens: &Tokens, at: usize) -> Option<(usize, usize)> {
    let word = tokens.at(at);
    let named =
        tokens.is_all_capitals(at) && (2..=6).contains(&word.len()) && !matches!(word, "dpa" | "gdpr" | "uk" | "eu");
    let year = tokens.number(at + 1).is_some_and(|year| (1800..2100).contains(&year));
    let has_sections = behind_sections(tokens, at + 2) > at + 2 || before_sections(tokens, at, 0) < at;
    (named && year && has_sections).then_some((at, at + 2))
}

static LISTED: LazyLock<Phrases<Text>> = LazyLock::new(|| {
    let terms = list(ListId::StatutoryPowers).terms.iter();
    Phrases::of(terms.flat_map(|term| term.wordings().map(|words| (&**words, term.label.clone()))))
});

fn is_section_word(word: &str) -> bool {
    matches!(
        word,
        "s" | "ss"
            | "sec"
            | "section"
            | "sections"
            | "part"
            | "pt"
            | "parts"
            | "schedule"
            | "sch"
            | "reg"
            | "regs"
            | "regulation"
            | "regulations"
            | "para"
            | "paras"
            | "paragraph"
            | "chapter"
            | "rule"
    )
}

/// Behind the sections that follow a statute: `s.17`, `, sections 8 to 10 and 12A`, `(s.47)`.
fn behind_sections(tokens: &Tokens, at: usize) -> usize {
    let mut end = at;
    loop {
        let mut cursor = end;
        let bracket = tokens.at(cursor) == "(";
        while matches!(tokens.at(cursor), "," | "-" | "(" | ":" | "&" | "and") && cursor < end + 2 {
            cursor += 1;
        }
        if !is_section_word(tokens.at(cursor)) || tokens.begins_line(cursor) {
            return end;
        }
        cursor += 1;
        cursor += usize::from(tokens.at(cursor) == ".");
        let Some(mut behind) = numbers(tokens, cursor) else {
            return end;
        };
        // `…, and section 83 of the Children Act` belongs to the next statute.
        if tokens.at(behind) == "of" {
            return end;
        }
        behind += usize::from(bracket && tokens.at(behind) == ")");
        end = behind;
    }
}

/// Where the sections in front of a statute begin: `section 17 of the`, `s.17`.
fn before_sections(tokens: &Tokens, from: usize, not_before: usize) -> usize {
    const MOST: usize = 14;
    let mut end = from;
    while end > not_before && matches!(tokens.at(end - 1), "the" | "of" | "in" | "to" | ",") {
        end -= 1;
    }
    for at in (end.saturating_sub(MOST).max(not_before)..end).rev() {
        if !is_section_word(tokens.at(at)) {
            continue;
        }
        let first = at + 1 + usize::from(tokens.at(at + 1) == ".");
        if numbers(tokens, first) == Some(end) {
            // `Part 3 section 17 of the …`
            return before_sections(tokens, at, not_before);
        }
    }
    from
}

/// Behind `17`, `17A(1)(b)`, `8 to 10`, `8, 9 and 10`.
fn numbers(tokens: &Tokens, at: usize) -> Option<usize> {
    let mut end = number(tokens, at)?;
    loop {
        let mut cursor = end;
        while matches!(tokens.at(cursor), "," | "-" | "to" | "and" | "&" | "/") && cursor < end + 2 {
            cursor += 1;
        }
        match number(tokens, cursor) {
            Some(behind) if cursor > end && !tokens.begins_line(cursor) && !is_article(tokens, cursor) => end = behind,
            _ => return Some(end),
        }
    }
}

/// `6(1)(e)` behind a section is a basis, not another section.
fn is_article(tokens: &Tokens, at: usize) -> bool {
    let number = tokens.at(at);
    let paragraph = if number == "6" { "1" } else { "2" };
    matches!(number, "6" | "9") && tokens.at(at + 1) == "(" && tokens.at(at + 2) == paragraph
}

fn number(tokens: &Tokens, at: usize) -> Option<usize> {
    tokens.number(at).filter(|number| *number < 1000)?;
    let mut end = at + 1;
    if tokens.is_word(end) && !tokens.is_spaced(end) && tokens.at(end).len() <= 2 {
        end += 1;
    }
    while tokens.at(end) == "(" && tokens.at(end + 2) == ")" && tokens.at(end + 1).len() <= 3 && !tokens.is_spaced(end)
    {
        end += 3;
    }
    Some(end)
}
