//! Lists that stand inside a sentence: behind a colon, or behind `such as`, `include`, `with`, `from`.

use super::heading::Topic;
use super::items::lexicon_knows;
use super::lead_in;
use super::phrases::{has, sentences, words};
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;

/// The most words of one term in a sentence.
const MOST_WORDS: usize = 14;

/// The lists in a paragraph under a heading, each term with the list that it belongs to.
pub(super) fn lists(text: &str, base: Topic, now: Topic, lexicon: &Lexicon) -> Vec<(Topic, String)> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let folded = fold(sentence);
        if is_denial(&folded) {
            continue;
        }
        let data = matches!(base, Topic::Data | Topic::Special | Topic::Criminal);
        let topic = lead_in::sensitive(&folded).filter(|_| data).unwrap_or(if data && base != Topic::Special {
            base
        } else {
            now
        });
        found.extend(of_sentence(sentence, topic, lexicon).into_iter().map(|term| (topic, term)));
    }
    found
}

/// The list that one sentence holds for a topic.
pub(super) fn of_sentence(sentence: &str, topic: Topic, lexicon: &Lexicon) -> Vec<String> {
    let Some((rest, sure)) = behind_lead(sentence, topic) else { return Vec::new() };
    let pieces: Vec<String> =
        pieces(rest, lexicon).iter().map(|piece| shortened(piece)).filter(|piece| !piece.is_empty()).collect();
    let fits = pieces.iter().all(|piece| words(piece) <= MOST_WORDS);
    let list =
        pieces.len() > 1 || pieces.iter().any(|piece| lexicon_knows(piece, lexicon) || (sure && words(piece) < 7));
    if fits && list { pieces } else { Vec::new() }
}

/// Whether a paragraph is one sentence that holds its list and says no more.
pub(super) fn is_list_alone(text: &str) -> bool {
    sentences(text).len() == 1 && words(text) < 60
}

/// Sentences that say that something is not done, or that lists will follow.
fn is_denial(folded: &str) -> bool {
    has(
        folded,
        &[
            "we sometimes need to share",
            "what follows is",
            "we are required to comply",
            "for one or more reasons",
            "do not ",
            "will not ",
            "wont ",
            "dont ",
            "never ",
            "is not ",
            "are not ",
            "not share",
            "no personal",
            "cannot ",
        ],
    )
}

/// What stands behind the words that lead the list in, and whether only a list can stand there.
fn behind_lead(sentence: &str, topic: Topic) -> Option<(&str, bool)> {
    if let Some((lead, rest)) = sentence.split_once(':')
        && words(rest) > 0
        && !lead.ends_with("http")
        && !lead.ends_with("https")
    {
        return Some((rest, true));
    }
    let marks: &[&str] = match topic {
        Topic::Data | Topic::Special | Topic::Criminal => &[
            " including but not limited to ",
            " includes ",
            " include ",
            " including ",
            " such as ",
            " consists of ",
            " comprises ",
            " revealing ",
            " concerning ",
            " relating to ",
            " about your ",
            " record your ",
            " collect your ",
            " process your ",
            " hold your ",
            " collect ",
            " process ",
        ],
        Topic::Subjects => &[" about our ", " may be about ", " is about ", " about ", " of "],
        Topic::Recipients => &[
            " shared with ",
            " share it with ",
            " share information with ",
            " share your information with ",
            " share your data with ",
            " with ",
            " passed to ",
            " disclosed to ",
            " such as ",
            " including ",
            " to ",
        ],
        Topic::Sources => &[" from ", " provided by ", " supplied by ", " collected by ", " by "],
        _ => return None,
    };
    let lower = sentence.to_ascii_lowercase();
    let found = marks.iter().find_map(|mark| Some((lower.find(mark)? + mark.len(), *mark)));
    let (place, mark) = found?;
    Some((
        sentence.get(place..)?,
        !matches!(mark, " of " | " to " | " by " | " collect " | " process " | " relating to "),
    ))
}

/// The parts of a list in one line. Semicolons part it, else commas; brackets stay together, and the last `and` parts what no
/// list knows as one term.
pub(super) fn pieces(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = text.trim().trim_end_matches(['.', ';']);
    let sign = if outside_brackets(text, ';').len() > 1 { ';' } else { ',' };
    let mut pieces: Vec<String> = Vec::new();
    for piece in outside_brackets(text, sign) {
        let piece = piece.trim();
        match pieces.last_mut() {
            // `current, past or prospective employers` is one term.
            Some(last) if sign == ',' && is_adjective(last) && !piece.starts_with("and ") => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    if sign == ',' {
        split_last(&mut pieces, lexicon);
    }
    let cleaned = pieces.iter().map(|piece| without_joiner(piece).trim_end_matches(['.', ';', ',']).trim().to_owned());
    cleaned.filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

fn is_adjective(piece: &str) -> bool {
    let last = without_joiner(piece);
    matches!(
        last,
        "current"
            | "past"
            | "former"
            | "previous"
            | "prospective"
            | "present"
            | "local"
            | "regional"
            | "healthcare"
            | "physical"
    )
}

fn without_joiner(piece: &str) -> &str {
    let piece = piece.trim();
    ["and ", "or ", "and/or "].iter().find_map(|joiner| piece.strip_prefix(joiner)).unwrap_or(piece)
}

/// Parts the last piece at its `and`, where the list has no comma before it.
fn split_last(pieces: &mut Vec<String>, lexicon: &Lexicon) {
    let Some(last) = pieces.last().cloned() else { return };
    let bare = shortened(&last);
    if last.starts_with("and ") || last.starts_with("or ") || lexicon_knows(&bare, lexicon) {
        return;
    }
    let earlier = pieces.iter().rev().skip(1).filter(|piece| piece.contains(" and ")).count();
    let Some((before, behind)) = last.rsplit_once(" and ") else { return };
    // Two halves that are known apart are two terms; else a list of more than one has its last two there.
    let both = lexicon_knows(before, lexicon) && lexicon_knows(&shortened(behind), lexicon);
    if both || (pieces.len() > 1 && earlier == 0 && words(behind) < 8) {
        pieces.pop();
        pieces.push(before.to_owned());
        pieces.push(behind.to_owned());
    }
}

/// A piece without what a sentence adds behind its list.
fn shortened(piece: &str) -> String {
    const BEHIND: [&str; 16] = [
        " will be ",
        " is considered",
        " are considered",
        " where necessary",
        " where required",
        " where appropriate",
        " where this",
        " where the law",
        " where it ",
        " where we ",
        " in order to ",
        " so that ",
        " for the purpose",
        " if necessary",
        " when necessary",
        " if required",
    ];
    let lower = piece.to_ascii_lowercase();
    let end = BEHIND.iter().filter_map(|behind| lower.find(behind)).min().unwrap_or(piece.len());
    piece.get(..end).unwrap_or(piece).trim().trim_end_matches('.').to_owned()
}

/// The parts of a text between a sign, one inside brackets aside.
fn outside_brackets(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut open = 0_usize;
    for (place, letter) in text.char_indices() {
        match letter {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ if letter == sign && open == 0 => {
                parts.extend(text.get(start..place));
                start = place + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}
