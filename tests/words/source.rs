//! The source text as the linter of words reads it: string literals, and the calls of a function.

use std::path::Path;

/// A file of `src`.
pub struct Source {
    /// Its path under `src`.
    pub path: String,
    /// Its text without comments.
    text: String,
    /// Its string literals, in order.
    pub literals: Vec<String>,
}

/// What stands between the brackets of a call.
pub struct Call {
    pub text: String,
}

/// Every file of `src`.
pub fn sources() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&top).unwrap().display().to_string();
                found.push(Source::of(&name, &std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

impl Source {
    pub fn of(path: &str, text: &str) -> Self {
        let lines = text.lines().map(|line| line.split_once("// ").map_or(line, |(code, _)| code));
        let code: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
        // A quote as a character is no beginning of a text.
        let text = code.join("\n").replace("'\"'", "' '").replace("'\\\"'", "' '");
        let literals = literals(&text);
        Source { path: path.to_owned(), text, literals }
    }

    /// The calls of a function by its bare name; a method of that name is another.
    pub fn calls(&self, name: &str) -> Vec<Call> {
        let opened = format!("{name}(");
        let starts = self.text.match_indices(&opened).filter(|(at, _)| {
            let before = self.text[..*at].chars().next_back();
            !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '.')
        });
        starts.map(|(at, opened)| Call { text: until_closed(&self.text[at + opened.len()..]).to_owned() }).collect()
    }
}

impl Call {
    /// Its first argument, where that is a text.
    pub fn first_literal(&self) -> Option<String> {
        self.text.trim_start().starts_with('"').then(|| self.literals().swap_remove(0))
    }

    /// All texts in it.
    pub fn literals(&self) -> Vec<String> {
        literals(&self.text)
    }
}

fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, &mut open) {
            ('"', Some(_)) => found.extend(open.take()),
            ('"', None) => open = Some(String::new()),
            ('\\', Some(literal)) => literal.extend(letters.next()),
            (letter, Some(literal)) => literal.push(letter),
            _ => {}
        }
    }
    found
}

fn until_closed(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (1, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}
