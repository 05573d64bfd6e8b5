//! The law that a text cites, one citation each: `Article 30(1)(c), (d)` cites Article 30(1)(c) and Article 30(1)(d).

/// What may be cited.
const GIVEN: &str = include_str!("../fixtures/citations.txt");

/// Words before a number that make it a citation, and how the citation begins.
const KINDS: [(&str, &str); 10] = [
    ("Article", "Article"),
    ("Articles", "Article"),
    ("Recital", "Recital"),
    ("Section", "section"),
    ("Sections", "section"),
    ("section", "section"),
    ("sections", "section"),
    ("Schedule", "Schedule"),
    ("paragraph", "paragraph"),
    ("Annex", "Annex"),
];

/// Everything that a text cites, in order.
pub fn cited(text: &str) -> Vec<String> {
    let mut found = acts(text);
    let mut kind = None;
    let mut last = String::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let bare = of_citation(word);
        let named = KINDS.iter().find(|(name, _)| bare.trim_end_matches('s') == name.trim_end_matches('s'));
        if let Some((_, begins)) = named {
            // A section behind an Act of its own is part of that Act's citation.
            let of_act = at > 1 && words[at - 2] == "Act";
            kind = (!of_act).then_some(*begins);
        } else if bare.starts_with(|letter: char| letter.is_ascii_digit()) && (kind.is_some() || bare.contains('(')) {
            let begins = kind.unwrap_or("Article");
            last = format!("{begins} {bare}");
            found.push(last.clone());
        } else if bare.starts_with('(') && kind.is_some() && !last.is_empty() {
            let whole = last.rsplit_once('(').map_or(last.as_str(), |(whole, _)| whole);
            last = format!("{whole}{bare}");
            found.push(last.clone());
        } else if !["and", "to", "or"].contains(&bare) {
            kind = None;
        }
        if word.ends_with(['.', ':', ';']) || (word.ends_with(')') && bare.len() < word.len()) {
            kind = None;
        }
    }
    found
}

/// Whether the list gives a citation, itself or as the whole of one.
pub fn is_given(citation: &str) -> bool {
    let part = format!("{citation}(");
    let section = format!("{citation} section ");
    GIVEN.lines().any(|given| {
        // An Act is compared without the brackets in its name.
        let given = if given.starts_with("Act ") { given.replace(['(', ')'], "") } else { given.to_owned() };
        given == citation || given.starts_with(&part) || given.starts_with(&section)
    })
}

/// A word without what stands around a citation: `(Article` and `5(2)).` are `Article` and `5(2)`.
fn of_citation(word: &str) -> &str {
    let mut bare = word.trim_end_matches(['.', ',', ';', ':', '’']).trim_start_matches('‘');
    while bare.matches(')').count() > bare.matches('(').count() {
        bare = bare.strip_suffix(')').unwrap_or_default();
    }
    if bare.matches('(').count() > bare.matches(')').count() {
        bare = bare.strip_prefix('(').unwrap_or(bare);
    }
    bare
}

/// The Acts that are named with their year, each with the section behind it.
fn acts(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().map(of_citation).collect();
    let mut found = Vec::new();
    for at in 1..words.len() {
        if words[at - 1] != "Act" || words[at].len() != 4 || words[at].parse::<u16>().is_err() {
            continue;
        }
        let of_name = |word: &&&str| {
            word.starts_with(|letter: char| letter.is_uppercase() || letter == '(')
                || ["and", "of", "the"].contains(*word)
        };
        let name: Vec<&str> = words[..at].iter().rev().take_while(of_name).copied().collect();
        let name: Vec<&str> =
            name.into_iter().rev().skip_while(|word| ["and", "of", "the", "The"].contains(word)).collect();
        let mut act = format!("Act {} {}", name.join(" "), words[at]);
        if words.get(at + 1) == Some(&"section") {
            act = format!("{act} section {}", words[at + 2]);
        }
        found.push(act);
    }
    found
}

#[test]
fn citations_are_found_in_sentences() {
    for (text, expected) in [
        ("Article 30(1)(c), (d) and (f) ask", "Article 30(1)(c); Article 30(1)(d); Article 30(1)(f)"),
        ("comply (Article 5(2)). In 30 words", "Article 5(2)"),
        ("Articles 84A to 84D, with", "Article 84A; Article 84D"),
        ("Articles 49(3) to (6) since", "Article 49(3); Article 49(6)"),
        ("Sections 29 to 31 say when Part 3", "section 29; section 31"),
        ("Schedule 1 paragraphs 1(1)(b) and 5 ask", "Schedule 1; paragraph 1(1)(b); paragraph 5"),
        ("condition 9(2)(h) or basis 6(1)(ea)", "Article 9(2)(h); Article 6(1)(ea)"),
        ("under the Children Act 1989 section 17; 6 years", "Act Children Act 1989 section 17"),
        ("the Data (Use and Access) Act 2025 section 70", "Act Data Use and Access Act 2025 section 70"),
        ("Recital 39. There are 7 bases", "Recital 39"),
    ] {
        assert_eq!(cited(text).join("; "), expected, "{text}");
    }
    assert!(
        is_given("Article 9") && is_given("Article 9(2)(h)") && !is_given("Article 9(4)") && !is_given("Article 77")
    );
}
