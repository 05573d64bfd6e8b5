//! A cell that says that there is nothing to say: blank, none, not applicable, to confirm, or as above.

use crate::domain::Text;
use crate::domain::fold::fold;

/// Which kind of empty a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// Nobody has said anything: a blank or a dash.
    NotSaid,
    /// Somebody says that there is none.
    None,
    /// Somebody says that the question does not apply.
    DoesNotApply,
    /// Somebody is asking, or does not know.
    ToConfirm,
    /// The same as in the row above.
    AsAbove,
}

/// The kind of empty that these words are; nothing for words that say more.
pub fn read(text: &str) -> Option<Absence> {
    let folded = fold(text);
    let bare = folded.trim_matches(is_around).trim_end_matches(['.', ',', ';', ':']).trim_end_matches(is_around);
    if bare.is_empty() {
        return Some(of_signs(text));
    }
    of_words(bare).or_else(|| asks(bare).then_some(Absence::ToConfirm))
}

/// The kind of empty with which the words begin, and the rest of them: `N/A - see Sch 1`, `None (held in the UK)`.
/// Nothing where the words are a kind of empty and no more, or where none stands at their beginning.
pub fn beginning(text: &str) -> Option<(Absence, Text)> {
    let text = text.trim();
    let (place, character) = text.char_indices().find(|(place, character)| is_break(text, *place, *character))?;
    let (first, rest) = text.split_at_checked(place)?;
    let rest = rest.trim_start_matches(|letter: char| letter == character || is_joint(letter));
    let rest = if character == '(' { rest.trim_end().trim_end_matches([')', '.']) } else { rest.trim_end() };
    if rest.is_empty() {
        return None;
    }
    of_words(fold(first).trim_end_matches('.')).map(|absence| (absence, rest.into()))
}

fn of_words(folded: &str) -> Option<Absence> {
    let absence = match folded {
        "none" | "nil" | "no" | "nothing" | "none known" | "none identified" | "none recorded" | "no one"
        | "nobody" | "there are none" | "keine" | "keiner" | "keines" | "nein" | "entfallt" => Absence::None,
        "n/a" | "n\\a" | "na" | "n.a" | "n.a." | "n / a" | "n-a" | "not applicable" | "not-applicable"
        | "non applicable" | "does not apply" | "not relevant" | "nicht zutreffend" => Absence::DoesNotApply,
        "not known"
        | "unknown"
        | "not sure"
        | "unsure"
        | "unclear"
        | "dont know"
        | "dk"
        | "d/k"
        | "n/k"
        | "nk"
        | "?"
        | "??"
        | "???"
        | "tbc"
        | "t.b.c"
        | "t.b.c."
        | "tbd"
        | "t.b.d"
        | "tba"
        | "to be confirmed"
        | "to be decided"
        | "to be advised"
        | "to be agreed"
        | "to be determined"
        | "to be completed"
        | "to be added"
        | "to confirm"
        | "to check"
        | "to follow"
        | "query"
        | "awaiting confirmation"
        | "awaiting response"
        | "awaiting information"
        | "pending"
        | "not yet known"
        | "needs checking"
        | "to do" => Absence::ToConfirm,
        "as above" | "ditto" | "do" | "\"" | "\"\"" | "see above" | "same as above" | "same" | "as previous"
        | "as row above" | "see row above" | "as before" | "same as previous" | "as per above" | "siehe oben"
        | "s.o" => Absence::AsAbove,
        "not stated" | "not said" | "blank" | "not recorded" | "not provided" | "not completed" | "not specified" => {
            Absence::NotSaid
        }
        _ => return None,
    };
    Some(absence)
}

/// `ask JS`, `check with legal`, `JS to confirm`: a note of somebody who is finding out, and nothing else.
fn asks(folded: &str) -> bool {
    let words: Vec<&str> = folded.split_whitespace().collect();
    match words.as_slice() {
        ["ask", _] | ["ask", _, _] | ["check", "with", _] | ["check", "with", _, _] | ["confirm", "with", _] => true,
        [_, "to", "confirm" | "check" | "advise"] | [_, _, "to", "confirm" | "check" | "advise"] => true,
        ["tbc" | "tbd" | "tba", "by" | "with", _] | ["tbc" | "tbd" | "tba", "by" | "with", _, _] => true,
        ["awaiting", _] => true,
        _ => folded.chars().all(|letter| letter == '?' || letter == ' '),
    }
}

/// What a text of signs alone is: quotes stand for the row above, anything else says nothing.
fn of_signs(text: &str) -> Absence {
    let is_quote = |sign: char| matches!(sign, '"' | '\'' | '“' | '”' | '‘' | '’' | '″' | '〃' | '„');
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '–' | '—')).peekable();
    if signs.peek().is_some() && signs.all(is_quote) { Absence::AsAbove } else { Absence::NotSaid }
}

fn is_around(letter: char) -> bool {
    matches!(letter, ' ' | '(' | ')' | '[' | ']' | '"' | '-' | '_' | '*' | '~' | '=' | '/' | '\\' | '<' | '>')
}

fn is_break(text: &str, place: usize, character: char) -> bool {
    let after = text.get(place + character.len_utf8()..).and_then(|rest| rest.chars().next());
    match character {
        ';' | ',' | '(' | ':' | '\n' | '–' | '—' => true,
        '-' => text.get(..place).is_some_and(|before| before.ends_with(char::is_whitespace)),
        '.' => after.is_some_and(char::is_whitespace),
        _ => false,
    }
}

fn is_joint(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | ':' | ',' | ';')
}
