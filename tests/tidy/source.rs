//! Rust text cut into the little that the tidy rules look at: names, signs and comments.
//!
//! Comments are kept apart from code and what stands in quotes is dropped, so that a rule is
//! misled by neither. A path inside quotes (`serde(with = "…")`) is therefore not seen.

/// One file under `src`.
pub struct Source {
    /// Where it is, counted from `src`, with `/` between the parts: `domain/field.rs`.
    pub path: String,
    /// The text as it is in the file.
    pub text: String,
    /// Names and signs in order, without comments.
    pub tokens: Vec<Token>,
    /// Comments in order, with the sign that begins them.
    pub comments: Vec<Token>,
}

/// A name, a number, one sign, `::`, or a comment. Quoted text of any kind is `""`.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The line it begins on, from 1.
    pub line: usize,
    /// The characters themselves.
    pub text: String,
}

impl Source {
    /// Cuts `text` up. Text that is no Rust gives some tokens, never a stop.
    pub fn new(path: &str, text: &str) -> Source {
        let mut scanner = Scanner { rest: text, line: 1, tokens: Vec::new(), comments: Vec::new() };
        while !scanner.rest.is_empty() {
            scanner.step();
        }
        Source { path: path.to_owned(), text: text.to_owned(), tokens: scanner.tokens, comments: scanner.comments }
    }

    /// `domain` for all under `domain/`; `lib` and `main` for those two files.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

impl Token {
    /// Whether this is a name (or a word of the language) rather than a sign or a number.
    pub fn is_name(&self) -> bool {
        self.text.chars().next().is_some_and(begins_name)
    }
}

struct Scanner<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
    comments: Vec<Token>,
}

impl Scanner<'_> {
    /// Takes one thing off the front of what is left.
    fn step(&mut self) {
        let rest = self.rest;
        let first = rest.chars().next().unwrap();
        if rest.starts_with("//") {
            let comment = self.take(rest.find('\n').unwrap_or(rest.len()));
            self.comments.push(comment);
        } else if rest.starts_with("/*") {
            let comment = self.take(block_comment(rest));
            self.comments.push(comment);
        } else if let Some(length) = quoted(rest) {
            let mut token = self.take(length);
            token.text = "\"\"".to_owned();
            self.tokens.push(token);
        } else if first.is_whitespace() {
            self.take(first.len_utf8());
        } else {
            let raw_name = rest.strip_prefix("r#").is_some_and(|name| name.starts_with(begins_name));
            if raw_name {
                self.take(2);
            }
            let length = sign_or_name(self.rest);
            let token = self.take(length);
            self.tokens.push(token);
        }
    }

    fn take(&mut self, length: usize) -> Token {
        let (text, rest) = self.rest.split_at(length);
        let token = Token { line: self.line, text: text.to_owned() };
        self.line += text.matches('\n').count();
        self.rest = rest;
        token
    }
}

/// The length of the name, number, lifetime or sign at the front.
fn sign_or_name(rest: &str) -> usize {
    let first = rest.chars().next().unwrap();
    if rest.starts_with("::") {
        return 2;
    }
    let after = if first == '\'' { 1 } else { 0 };
    let name = rest[after..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len() - after);
    (after + name).max(first.len_utf8())
}

fn begins_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// The length of the block comment at the front; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().unwrap().len_utf8();
        }
    }
    at
}

/// The length of the quoted text or character at the front, if there is one.
fn quoted(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c"]
        .into_iter()
        .find(|prefix| rest.strip_prefix(prefix).is_some_and(|after| after.starts_with(['"', '#', '\''])));
    let start = prefix.map_or(0, str::len);
    let body = &rest[start..];

    if prefix.is_some_and(|prefix| prefix.ends_with('r')) {
        let hashes = body.len() - body.trim_start_matches('#').len();
        let inside = body[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = inside.find(&close).map_or(inside.len(), |at| at + close.len());
        return Some(start + hashes + 1 + length);
    }
    match body.chars().next()? {
        '"' => Some(start + 1 + until_close(&body[1..], '"')),
        '\'' if is_character(body) => Some(start + 1 + until_close(&body[1..], '\'')),
        _ => None,
    }
}

/// Tells `'a'` from the lifetime `'a`.
fn is_character(body: &str) -> bool {
    let mut characters = body.chars().skip(1);
    match characters.next() {
        Some('\\') => true,
        Some(_) => characters.next() == Some('\''),
        None => false,
    }
}

/// The length up to and with the closing mark, stepping over what a backslash protects.
fn until_close(inside: &str, close: char) -> usize {
    let mut protected = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if protected => protected = false,
            '\\' => protected = true,
            _ if c == close => return at + c.len_utf8(),
            _ => {}
        }
    }
    inside.len()
}

#[test]
fn comments_and_quoted_text_are_no_code() {
    let cases: [(&str, &[&str]); 14] = [
        ("a // b\nc", &["a", "c"]),
        ("a /* b /* c */ d */ e", &["a", "e"]),
        (r#"a "b // \" c" d"#, &["a", "\"\"", "d"]),
        (r##"a r#"b " c"# d"##, &["a", "\"\"", "d"]),
        (r#"a br"b\" c"#, &["a", "\"\"", "c"]),
        (r#"b"x" b'y' c"z" end"#, &["\"\"", "\"\"", "\"\"", "end"]),
        (r"'\'' '/' '\\' a", &["\"\"", "\"\"", "\"\"", "a"]),
        ("'\"' a '\"' b", &["\"\"", "a", "\"\"", "b"]),
        ("fn f<'a>(x: &'a str)", &["fn", "f", "<", "'a", ">", "(", "x", ":", "&", "'a", "str", ")"]),
        ("a::b:c", &["a", "::", "b", ":", "c"]),
        ("r#type r b c br", &["type", "r", "b", "c", "br"]),
        ("0x1f 1.5", &["0x1f", "1", ".", "5"]),
        ("\"never closed", &["\"\""]),
        ("'é' ŵ /* never closed", &["\"\"", "ŵ"]),
    ];
    for (text, expected) in cases {
        let source = Source::new("domain/x.rs", text);
        let found: Vec<&str> = source.tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(found, expected, "in {text:?}");
    }
}

#[test]
fn tokens_and_comments_know_their_line() {
    let source = Source::new("domain/x.rs", "a\n\"b\n\" c /* d\n */ e // f\n");
    let lines: Vec<(&str, usize)> =
        source.tokens.iter().chain(&source.comments).map(|t| (t.text.as_str(), t.line)).collect();
    assert_eq!(lines, [("a", 1), ("\"\"", 2), ("c", 3), ("e", 4), ("/* d\n */", 3), ("// f", 4)]);
}
