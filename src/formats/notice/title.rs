//! What a notice is called: `Privacy Notice - X`, `X: privacy`, `Nature of work - X`, else its first heading or its file.

use super::document::{Document, Shape};
use super::sections::{Part, Section};
use super::several::Titled;
use crate::domain::Text;
use crate::domain::fold::fold;

/// Whether a line can be the title of a notice.
pub(super) fn is_title(text: &str) -> bool {
    let folded = fold(text);
    let named = [
        "privacy notice",
        "privacy statement",
        "privacy policy",
        "fair processing notice",
        "nature of work -",
        ": privacy",
        "privacy information",
    ];
    text.split_whitespace().count() < 25 && named.iter().any(|words| folded.contains(words))
}

/// The title of the notice, from the first line that gives one. That line is then used.
pub(super) fn of(sections: &mut [Section], document: &Document) -> Option<Titled> {
    let mut bare: Option<Titled> = None;
    let first = sections.first_mut().map(|section| section.parts.as_mut_slice()).unwrap_or_default();
    for part in first.iter_mut().take(12).filter(|part| is_title(&part.text) && !part.text.ends_with('.')) {
        match within(&part.text) {
            Some(title) => {
                part.used = true;
                return Some(Titled { title, found: part.text.clone(), line: part.line });
            }
            None => {
                part.used = true;
                bare.get_or_insert(Titled { title: part.text.clone(), found: part.text.clone(), line: part.line });
            }
        }
    }
    let heading = first.iter_mut().find(|part| is_heading(part));
    if let (None, Some(part)) = (&bare, heading) {
        part.used = true;
        return Some(Titled { title: part.text.clone(), found: part.text.clone(), line: part.line });
    }
    let page = document.title.as_ref().filter(|title| is_title(title) || bare.is_none());
    let page = page.and_then(|title| within(title).or_else(|| bare.is_none().then(|| title.clone())));
    page.map(|title| Titled { found: title.clone(), title, line: 0 }).or(bare)
}

/// The first line of a notice that is short and no sentence.
fn is_heading(part: &Part) -> bool {
    let words = part.text.split_whitespace().count();
    matches!(part.shape, Shape::Heading(_) | Shape::Bold)
        || (words < 9 && !part.text.ends_with(['.', ':']) && !part.is_item())
}

/// What a title is the privacy notice of; none where it names nothing but itself.
pub(super) fn within(title: &str) -> Option<Text> {
    let marks = [
        "how we use your personal information",
        "how we use your personal data",
        "how we use your information",
        "how we use your data",
        "privacy notices",
        "privacy notice",
        "privacy statement",
        "privacy policy",
        "fair processing notice",
        "privacy information",
        "nature of work",
        "privacy",
    ];
    let mut rest = title.trim().trim_end_matches([':', '.']).to_owned();
    let mut found = false;
    for mark in marks {
        while let Some(place) = find(&rest, mark) {
            found = true;
            let (before, from) = rest.split_at_checked(place)?;
            let behind = from.get(mark.len()..)?;
            rest = format!("{} {}", before.trim_end(), behind.trim_start());
        }
    }
    if !found {
        return None;
    }
    let mut name = rest.trim();
    loop {
        let before = name;
        name = name.trim().trim_matches(['-', '–', '—', ':', '|', '/', ',']).trim();
        for word in ["for the ", "for ", "of ", "- ", "our "] {
            if name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
                name = name.get(word.len()..).unwrap_or_default();
            }
        }
        if let Some(inner) = name.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            name = inner;
        }
        if before == name {
            break;
        }
    }
    let named = name.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    (named && !matches!(fold(name).as_str(), "the" | "our" | "this" | "council")).then(|| name.into())
}

/// Where a phrase stands as whole words, whatever its capitals.
fn find(text: &str, phrase: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(place) = lower.get(from..)?.find(phrase) {
        let start = from + place;
        let end = start + phrase.len();
        let before = lower.get(..start)?.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
        let after = lower.get(end..)?.chars().next().is_none_or(|letter| !letter.is_alphanumeric());
        if before && after {
            return Some(start);
        }
        from = end;
    }
    None
}
