//! Articles 6, 9 and 10 by their numbers, as people write them.

use super::wordings::{self, ARTICLE6, ARTICLE9};
use super::{Article10, Context, Reading, Which, negated};
use crate::domain::vocabulary::{List, ListId, list};
use crate::formats::import::cells::token::Tokens;

/// Takes every basis and condition that is given by its number, with the words for it beside.
pub(super) fn take(reading: &mut Reading) {
    let tokens = reading.tokens;
    if take_whole(reading) {
        return;
    }
    let mut at = 0;
    while at < tokens.len() {
        let article = match tokens.at(at) {
            "6" => Some(&SIX),
            "9" => Some(&NINE),
            _ => None,
        };
        let cited =
            article.filter(|_| !reading.is_taken(at)).and_then(|article| cited(tokens, at, article, reading.context));
        let Some(cited) = cited else {
            at += 1;
            continue;
        };
        at = cited.to;
        if negated::is_negated(tokens, cited.from, cited.to) {
            continue;
        }
        take_cited(reading, &cited);
    }
}

/// Takes what is said of Article 10, with the route where the same part of the text says it.
pub(super) fn take_article10(reading: &mut Reading) {
    let tokens = reading.tokens;
    for at in 0..tokens.len() {
        let named = tokens.at(at) == "10" && !reading.is_taken(at) && !matches!(tokens.at(at + 1), "/" | "%");
        let Some(from) = named.then(|| prefix(tokens, at)).flatten() else {
            continue;
        };
        let end = (at..tokens.len()).find(|at| ends_part(tokens, *at)).unwrap_or(tokens.len());
        let authority = (at..end).find(|at| tokens.at(*at) == "official" && tokens.at(at + 1) == "authority");
        let to = authority.map_or(at + 1, |place| place + 2);
        let by_schedule = !reading.law.schedule1.is_empty() && authority.is_none();
        let route = match (authority, by_schedule) {
            (Some(_), _) => Some("official-authority".into()),
            (None, true) => Some("sch1".into()),
            (None, false) => None,
        };
        reading.law.article10 = Some(Article10 { route, words: tokens.words(from, to) });
        reading.take(from, to);
        return;
    }
}

/// A text that is one code and no more, in whatever short way: `61e`, `A6-1-e`, `(e)` under its heading.
fn take_whole(reading: &mut Reading) -> bool {
    let tokens = reading.tokens;
    let text = tokens.span(0, tokens.len());
    if tokens.len() == 0 || !text.chars().any(|letter| letter.is_ascii_digit()) {
        return take_bare_letter(reading);
    }
    let found = match reading.context {
        Context::Prose | Context::Schedule1 => None,
        Context::Article6 => list(ListId::LawfulBases).resolve(text).map(|term| (Which::Article6, term)),
        Context::Article9 => list(ListId::Article9Conditions).resolve(text).map(|term| (Which::Article9, term)),
    };
    let Some((which, term)) = found else {
        return false;
    };
    reading.found(which, term.code(), 0, tokens.len());
    reading.take(0, tokens.len());
    true
}

fn take_bare_letter(reading: &mut Reading) -> bool {
    let tokens = reading.tokens;
    let article = match reading.context {
        Context::Article6 => &SIX,
        Context::Article9 => &NINE,
        Context::Schedule1 | Context::Prose => return false,
    };
    let is_letter = tokens.len() == 3 && tokens.at(0) == "(" && tokens.at(2) == ")" && article.has(tokens.at(1));
    if is_letter {
        reading.found(article.which, &article.code(tokens.at(1)), 0, 3);
        reading.take(0, 3);
    }
    is_letter
}

/// An article with letters.
struct Article {
    which: Which,
    paragraph: &'static str,
    number: &'static str,
    letters: &'static [&'static str],
}

const SIX: Article =
    Article { which: Which::Article6, number: "6", paragraph: "1", letters: &["a", "b", "c", "d", "e", "ea", "f"] };
const NINE: Article = Article {
    which: Which::Article9,
    number: "9",
    paragraph: "2",
    letters: &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
};

impl Article {
    fn has(&self, letter: &str) -> bool {
        self.letters.contains(&letter)
    }

    fn code(&self, letter: &str) -> String {
        format!("{}({})({letter})", self.number, self.paragraph)
    }

    fn list(&self) -> &'static List {
        list(if self.which == Which::Article6 { ListId::LawfulBases } else { ListId::Article9Conditions })
    }
}

/// A citation: one article with one letter or several.
struct Cited {
    article: &'static Article,
    from: usize,
    to: usize,
    codes: Vec<String>,
    /// Whether it goes on in a way that names more than is said, such as `(a) - (c)`.
    open: bool,
}

fn cited(tokens: &Tokens, at: usize, article: &'static Article, context: Context) -> Option<Cited> {
    let prefix = prefix(tokens, at);
    if prefix.is_none() && !may_stand_alone(tokens, at) {
        return None;
    }
    let (mut cursor, has_paragraph) =
        after_paragraph(tokens, at, article, prefix.is_some() || context != Context::Prose)?;
    let (letter, end) = letter(tokens, cursor, article)?;
    let bracketed = tokens.at(end - 1) == ")";
    let sure =
        prefix.is_some() || (has_paragraph && bracketed) || (context != Context::Prose && (has_paragraph || bracketed));
    // `6 (c)` without an article may be anything outside its own column.
    if !sure || (!has_paragraph && prefix.is_none() && !in_own_column(article, context)) {
        return None;
    }
    let mut codes = vec![article.code(letter)];
    cursor = end;
    while let Some((letter, end)) = another(tokens, cursor, article) {
        let code = article.code(letter);
        if !codes.contains(&code) {
            codes.push(code);
        }
        cursor = end;
    }
    let open =
        matches!(tokens.at(cursor), "-" | "to") && tokens.at(cursor + 1) == "(" && article.has(tokens.at(cursor + 2));
    Some(Cited { article, from: prefix.unwrap_or(at), to: cursor, codes, open })
}

fn in_own_column(article: &Article, context: Context) -> bool {
    matches!((article.which, context), (Which::Article6, Context::Article6) | (Which::Article9, Context::Article9))
}

/// Where `Article`, `Art.`, `UK GDPR Art` before a number begins.
fn prefix(tokens: &Tokens, at: usize) -> Option<usize> {
    let mut place = at.checked_sub(1)?;
    if tokens.at(place) == "." {
        place = place.checked_sub(1)?;
    }
    let is_article = matches!(tokens.at(place), "article" | "articles" | "art" | "arts" | "artikel");
    let is_short = tokens.at(place) == "a" && !tokens.is_spaced(at) && tokens.original(place) == "A";
    if is_article || is_short {
        while let Some(before) = place.checked_sub(1) {
            if !matches!(tokens.at(before), "gdpr" | "uk" | "ukgdpr" | "dsgvo") || tokens.begins_line(place) {
                break;
            }
            place = before;
        }
        return Some(place);
    }
    let is_regulation = matches!(tokens.at(place), "gdpr" | "ukgdpr" | "dsgvo");
    is_regulation.then_some(place)
}

/// Whether a number without `Article` can be one: not the end of another number, not the section of a statute.
fn may_stand_alone(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    const NOT_BEHIND: [&str; 20] = [
        "s",
        "ss",
        "sec",
        "section",
        "sections",
        "reg",
        "regs",
        "regulation",
        "regulations",
        "para",
        "paras",
        "paragraph",
        "paragraphs",
        "part",
        "pt",
        "schedule",
        "sch",
        "rule",
        "clause",
        "chapter",
    ];
    let word =
        if tokens.at(before) == "." { before.checked_sub(1).map_or("", |at| tokens.at(at)) } else { tokens.at(before) };
    let attached = !tokens.is_spaced(at);
    let ends_other =
        tokens.is_number(before) || (attached && (tokens.is_word(before) || matches!(tokens.at(before), "." | "£")));
    let ends_date = attached && matches!(tokens.at(before), "/" | "-") && before > 0 && tokens.is_number(before - 1);
    !(NOT_BEHIND.contains(&word) || ends_other || ends_date)
}

/// Behind the number of the paragraph and what stands before the letter, and whether that number stood there.
fn after_paragraph(tokens: &Tokens, at: usize, article: &Article, spaced: bool) -> Option<(usize, bool)> {
    let mut cursor = at + 1;
    let mut signs = false;
    while matches!(tokens.at(cursor), "(" | "." | "," | "-" | "/" | "para" | "paragraph" | "abs" | "absatz") {
        signs = true;
        cursor += 1;
    }
    if tokens.at(cursor) != article.paragraph {
        // `Article 6(e)`: the letters stand in one paragraph only.
        let direct = tokens.at(at + 1) == "(" && article.has(tokens.at(at + 2)) && tokens.at(at + 3) == ")";
        let attached = article.has(tokens.at(at + 1)) && !tokens.is_spaced(at + 1);
        return (direct || attached).then_some((at + 1, false));
    }
    if !signs && !spaced {
        return None;
    }
    cursor += 1;
    loop {
        match tokens.at(cursor) {
            ")" | "." | "," | "-" | "/" => cursor += 1,
            "s" | "satz" | "uabs" | "unterabs" if matches!(tokens.at(cursor + 1), "." | "1") => {
                cursor += 1;
                while matches!(tokens.at(cursor), "." | "1") {
                    cursor += 1;
                }
            }
            "lit" | "litera" | "letter" | "point" | "buchst" | "buchstabe" | "sub" | "subparagraph" | "subsection" => {
                cursor += 1
            }
            _ => break,
        }
    }
    Some((cursor, true))
}

/// The letter at a token and behind which token it ends: `(e)`, `e`, `e)`.
fn letter<'a>(tokens: &'a Tokens, at: usize, article: &Article) -> Option<(&'a str, usize)> {
    let bracket = tokens.at(at) == "(";
    let place = if bracket { at + 1 } else { at };
    let letter = tokens.at(place);
    if !article.has(letter) {
        return None;
    }
    let mut end = place + 1;
    if tokens.at(end) == ")" {
        end += 1;
    } else if !bracket && goes_on(tokens, end) && tokens.is_spaced(place) && tokens.at(place.checked_sub(1)?) != "." {
        // `6 1 a processing`: an article of speech, not of law.
        return None;
    }
    Some((letter, end))
}

/// Whether a word follows that makes a letter one of speech.
fn goes_on(tokens: &Tokens, at: usize) -> bool {
    const JOINTS: [&str; 8] = ["and", "or", "und", "oder", "lit", "dsgvo", "gdpr", "uk"];
    tokens.is_word(at) && !JOINTS.contains(&tokens.at(at))
}

/// Another letter of the same article: `and (e)`, `, (f)`, `/e`, `& 1(e)`.
fn another<'a>(tokens: &'a Tokens, at: usize, article: &Article) -> Option<(&'a str, usize)> {
    let mut cursor = at;
    while matches!(tokens.at(cursor), "," | "/" | "&" | "+" | "and" | "or" | "und" | "oder" | "lit")
        || (cursor > at && tokens.at(cursor) == ".")
    {
        cursor += 1;
    }
    let adjacent = cursor == at;
    if adjacent && tokens.at(at) != "(" {
        return None;
    }
    let with_paragraph = match (tokens.at(cursor), tokens.at(cursor + 1), tokens.at(cursor + 2)) {
        ("(", number, ")") if number == article.paragraph => cursor + 3,
        (number, "(", _) if number == article.paragraph => cursor + 1,
        _ => cursor,
    };
    let (letter, end) = letter(tokens, with_paragraph, article)?;
    let bare = tokens.at(end - 1) != ")";
    // A letter without brackets is one only where nothing else goes on behind it.
    (!bare || !goes_on(tokens, end)).then_some((letter, end))
}

/// Takes a citation with its own wording before or behind it. Another wording right behind contradicts it.
fn take_cited(reading: &mut Reading, cited: &Cited) {
    let tokens = reading.tokens;
    let phrases = if cited.article.which == Which::Article6 { &*ARTICLE6 } else { &*ARTICLE9 };
    let (mut from, mut to) = (cited.from, cited.to);
    let mut behind = to;
    while matches!(tokens.at(behind), "gdpr" | "uk" | "dsgvo" | "of" | "the" | "ds" | "gvo" | "-" | ":" | "(" | "=") {
        behind += 1;
    }
    if let Some((end, code)) = phrases.at(tokens, behind) {
        if cited.codes.iter().any(|own| own == &**code) {
            to = end;
            if tokens.at(to) == ")" && !tokens.span(from, to).is_empty() {
                to += 1;
            }
        } else if cited.article.list().by_code(code).is_some() && !wordings::is_loose(tokens, behind, end) {
            reading.doubt(from, end);
        }
    }
    if to == cited.to
        && let Some(start) = wording_before(reading, cited)
    {
        from = start;
        to += usize::from(tokens.at(to) == ")");
    }
    if cited.open {
        reading.doubt(from, to + 4);
    }
    for code in &cited.codes {
        reading.found(cited.article.which, code, from, to);
    }
    reading.take(from, to);
}

/// Where the citation's own wording begins that stands right before it: `Public task (6(1)(e))`.
fn wording_before(reading: &Reading, cited: &Cited) -> Option<usize> {
    const MOST: usize = 16;
    let tokens = reading.tokens;
    let phrases = if cited.article.which == Which::Article6 { &*ARTICLE6 } else { &*ARTICLE9 };
    (cited.from.saturating_sub(MOST)..cited.from).find(|start| {
        let found = phrases.at(tokens, *start).filter(|_| !reading.is_taken(*start));
        found.is_some_and(|(end, code)| {
            let mut between = end..cited.from;
            let joined = between.all(|at| matches!(tokens.at(at), "-" | ":" | "(" | "under" | "=" | ","));
            joined && end <= cited.from && cited.codes.iter().any(|own| own == &**code)
        })
    })
}

fn ends_part(tokens: &Tokens, at: usize) -> bool {
    matches!(tokens.at(at), ";" | ".") || (at > 0 && tokens.begins_line(at))
}
