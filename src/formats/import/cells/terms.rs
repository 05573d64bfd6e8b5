//! A cell's or a paragraph's list as its terms: bullets, lines, semicolons, and commas where nothing else is meant.

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::token::one_line;
use std::collections::HashSet;

mod bullet;
mod commas;

/// The terms of a list, and what leads in to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The terms in their order, none twice.
    pub terms: Vec<Text>,
    /// Lines that only lead in to bullets, such as `We hold:`, without the colon.
    pub leads: Vec<Text>,
}

/// The terms of a list, none twice. Lines that only lead in to bullets are left out; [`read`] gives them too.
pub fn split(text: &str) -> Vec<Text> {
    read(text).terms
}

/// The terms of a list of clauses, such as purposes, in which a comma never parts two.
pub fn clauses(text: &str) -> Vec<Text> {
    terms_of(text, false).terms
}

/// The terms of a list, and what leads in to them.
///
/// Bullets, line breaks and semicolons part terms; commas do where the text is a plain list of short names. Brackets hold
/// together, and `and` parts nothing.
pub fn read(text: &str) -> Terms {
    terms_of(text, true)
}

fn terms_of(text: &str, with_commas: bool) -> Terms {
    let lines = lines(text);
    let any_bullets = lines.iter().any(|line| line.bulleted);
    let semicolons = lines.iter().any(|line| pieces(&line.text, ';').len() > 1);
    let mut found = Found::default();
    for (place, line) in lines.iter().enumerate() {
        let before_bullet = lines.get(place + 1).is_some_and(|next| next.bulleted);
        if !line.bulleted && before_bullet && line.text.trim_end().ends_with(':') {
            found.lead(&line.text);
            continue;
        }
        for piece in pieces(&line.text, ';') {
            let plain = with_commas && !line.bulleted && !(semicolons || any_bullets);
            match plain.then(|| commas::split(piece)).flatten() {
                Some(parts) => parts.into_iter().for_each(|part| found.term(part)),
                None => found.term(piece),
            }
        }
    }
    found.terms
}

/// Whether the words are one term of a list of the program, so that nothing in them parts two. `Name, address` is a wording of
/// personal details, as `name` is by itself: that is two terms, unless the list has them as the name of one.
fn is_known(words: &str) -> bool {
    const WHOLE: [ListId; 5] = [
        ListId::Subjects,
        ListId::SpecialCategories,
        ListId::CriminalOffenceData,
        ListId::Sources,
        ListId::SecurityMeasures,
    ];
    let is_one = |id: ListId| {
        list(id).resolve(words).is_some_and(|term| {
            let first = words.split(',').next().and_then(|first| list(id).resolve(first));
            same_term(&term.label, words) || first.is_none_or(|first| first.label != term.label)
        })
    };
    is_one(ListId::DataClasses)
        || is_one(ListId::Recipients)
        || WHOLE.iter().any(|id| list(*id).resolve(words).is_some())
}

/// Terms as they are found.
#[derive(Default)]
struct Found {
    terms: Terms,
    seen: HashSet<String>,
}

impl Found {
    fn term(&mut self, piece: &str) {
        let term = tidy(piece, self.terms.terms.is_empty());
        if term.is_empty() {
            return;
        }
        if self.seen.insert(fold(&term)) {
            self.terms.terms.push(term.into());
        }
    }

    fn lead(&mut self, line: &str) {
        let lead = one_line(line);
        self.terms.leads.push(lead.trim_end_matches(':').trim_end().into());
    }
}

/// A line with or without a bullet, the bullet taken off.
struct Line {
    text: String,
    bulleted: bool,
}

/// The lines, lines within a bullet as they were parted by the width of a page joined again.
fn lines(text: &str) -> Vec<Line> {
    let whole = join_within_brackets(text);
    let mut lines: Vec<Line> = Vec::new();
    for raw in whole.split(['\n', '\r', '\u{b}', '\u{2028}', '\u{2029}']) {
        for (at, part) in bullet::inline(raw).into_iter().enumerate() {
            let (bulleted, rest) = bullet::take(part, at > 0);
            let rest = rest.trim();
            if rest.is_empty() {
                continue;
            }
            match lines.last_mut() {
                Some(last) if !bulleted && goes_on(last, rest) => {
                    last.text.push(' ');
                    last.text.push_str(rest);
                }
                _ => lines.push(Line { text: rest.to_owned(), bulleted }),
            }
        }
    }
    lines
}

/// Whether a line without a bullet goes on with the bullet above it.
fn goes_on(last: &Line, rest: &str) -> bool {
    let ended = last.text.ends_with(['.', ';', ':', '!', '?']);
    last.bulleted
        && !ended
        && !rest.ends_with(':')
        && rest.chars().next().is_some_and(|first| first.is_lowercase() || first == '(')
}

/// The text with line breaks inside brackets as spaces, where the bracket is closed.
fn join_within_brackets(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        joined.push_str(before);
        joined.push('(');
        rest = inside;
        let Some((within, behind)) = inside.split_once(')') else {
            continue;
        };
        if within.len() <= LONGEST && !within.contains('(') {
            joined.extend(within.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
            joined.push(')');
            rest = behind;
        }
    }
    joined.push_str(rest);
    joined
}

/// The pieces between a sign, those inside brackets or quotes left together; tabs and upright lines part as well.
fn pieces(text: &str, sign: char) -> Vec<&str> {
    let closed = Depth::closed(text);
    let mut depth = Depth::new(closed);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (place, letter) in text.char_indices() {
        let inside = depth.step(letter);
        let parts = letter == sign || (sign == ';' && matches!(letter, '|' | '\t'));
        if parts && !inside {
            pieces.extend(text.get(start..place));
            start = place + letter.len_utf8();
        }
    }
    pieces.extend(text.get(start..));
    pieces
}

/// How deep in brackets a place is. A bracket that is never closed holds nothing together.
struct Depth {
    depth: usize,
    /// How many of the opened brackets are closed again.
    closed: usize,
}

impl Depth {
    fn new(closed: usize) -> Self {
        Depth { depth: 0, closed }
    }

    fn closed(text: &str) -> usize {
        let mut open: usize = 0;
        let mut closed = 0;
        for letter in text.chars() {
            match letter {
                '(' | '[' => open += 1,
                ')' | ']' if open > 0 => {
                    open -= 1;
                    closed += 1;
                }
                _ => {}
            }
        }
        // With an open end only brackets in front of it would be known; then none holds, so that nothing is swallowed.
        if open == 0 { closed } else { 0 }
    }

    /// Goes on over a letter; whether it stands inside brackets.
    fn step(&mut self, letter: char) -> bool {
        if self.closed == 0 {
            return false;
        }
        match letter {
            '(' | '[' => self.depth += 1,
            ')' | ']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth > 0
    }
}

/// A term without what only joins it to others: `and`, full stops, commas, stray signs.
fn tidy(piece: &str, first: bool) -> String {
    let line = one_line(piece);
    let mut term = line.trim_matches(is_stray).trim();
    loop {
        let before = term;
        for joint in [" and", " or", " and/or", " &", " und", " plus"] {
            term = end_without(term, joint);
        }
        term = term.trim_end_matches(is_stray).trim_end_matches([',', ';', ':']).trim_end();
        if term.ends_with('.') && !ends_in_abbreviation(term) {
            term = term.trim_end_matches('.').trim_end();
        }
        if term == before {
            break;
        }
    }
    if !first {
        for joint in ["and/or ", "and ", "or ", "& "] {
            term = start_without(term, joint);
        }
    }
    let nothing = ["and", "or", "and/or", "&", "etc", "etc.", "und", "o"];
    if nothing.contains(&term.to_lowercase().as_str()) || !term.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    term.to_owned()
}

fn is_stray(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{2060}' | '•' | '▪' | '●' | '·' | '|' | ',' | ';' | '\u{f0b7}')
}

/// Abbreviations keep their full stop: `NI no.`, `etc.`, `Smith Ltd.`, `U.S.`
fn ends_in_abbreviation(term: &str) -> bool {
    const ABBREVIATIONS: [&str; 14] = [
        "no.", "nos.", "etc.", "ltd.", "co.", "inc.", "tel.", "ref.", "dept.", "st.", "jr.", "approx.", "incl.",
        "corp.",
    ];
    let last = term.rsplit(' ').next().unwrap_or(term).to_lowercase();
    let initials = last.matches('.').count() > 1 && last.split('.').all(|part| part.chars().count() <= 1);
    // One letter with a stop, as a sentence that ends with an initial has it, says nothing.
    ABBREVIATIONS.contains(&last.trim_start_matches('(')) || (initials && !last.ends_with(".."))
}

fn end_without<'a>(term: &'a str, joint: &str) -> &'a str {
    match term.len().checked_sub(joint.len()).and_then(|at| term.split_at_checked(at)) {
        Some((before, end)) if end.eq_ignore_ascii_case(joint) => before.trim_end(),
        _ => term,
    }
}

fn start_without<'a>(term: &'a str, joint: &str) -> &'a str {
    match term.split_at_checked(joint.len()) {
        Some((start, behind)) if start.eq_ignore_ascii_case(joint) => behind.trim_start(),
        _ => term,
    }
}
