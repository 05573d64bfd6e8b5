//! Sentences, and phrases in folded words.

/// The sentences of a paragraph. A full stop ends one where a capital follows it, except behind `e.g.` and its like.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, letter) in text.char_indices() {
        if !matches!(letter, '.' | '?' | '!') {
            continue;
        }
        let end = place + letter.len_utf8();
        let mut behind = text.get(end..).unwrap_or_default().chars();
        let spaced = behind.next().is_none_or(char::is_whitespace);
        let capital = behind.next().is_none_or(|next| !next.is_lowercase());
        let before = text.get(start..place).unwrap_or_default();
        if spaced && capital && !is_shortened(before) {
            found.extend(text.get(start..end).map(str::trim).filter(|sentence| !sentence.is_empty()));
            start = end;
        }
    }
    found.extend(text.get(start..).map(str::trim).filter(|sentence| !sentence.is_empty()));
    found
}

/// Whether the words before a full stop end with a shortened word.
fn is_shortened(before: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
    matches!(
        last.as_str(),
        "e.g"
            | "i.e"
            | "eg"
            | "ie"
            | "etc"
            | "no"
            | "art"
            | "para"
            | "s"
            | "ss"
            | "sch"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "st"
    )
}

/// Whether one of the phrases stands in folded words.
pub(super) fn has(folded: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| folded.contains(phrase))
}

/// How many words there are.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
