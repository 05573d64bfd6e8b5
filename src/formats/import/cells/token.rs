//! A text as a row of words, numbers and signs, each with the place where it stands.

use crate::domain::Text;
use crate::domain::fold::fold;

/// A run of letters, a run of digits, or one sign. Spaces are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The folded text: lower case, plain quotes and dashes.
    pub folded: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// Which kind it is.
    pub kind: Kind,
    /// Whether a space stands before it, or it is the first.
    pub spaced: bool,
    /// Whether a line begins with it.
    pub first_of_line: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Sign,
}

/// A text with its tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        let mut spaced = true;
        let mut first_of_line = true;
        let mut characters = text.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            if character.is_whitespace() {
                spaced = true;
                first_of_line |= matches!(character, '\n' | '\r');
                continue;
            }
            let kind = kind_of(character);
            let mut end = start + character.len_utf8();
            while let Some((place, next)) = characters.peek().copied() {
                let goes_on = match kind {
                    Kind::Word => {
                        kind_of(next) == Kind::Word || (is_apostrophe(next) && letter_after(text, place, next))
                    }
                    Kind::Number => next.is_ascii_digit(),
                    Kind::Sign => false,
                };
                if !goes_on {
                    break;
                }
                end = place + next.len_utf8();
                characters.next();
            }
            let folded = fold(text.get(start..end).unwrap_or_default());
            if !folded.is_empty() {
                tokens.push(Token { folded, start, end, kind, spaced, first_of_line });
                spaced = false;
                first_of_line = false;
            }
        }
        Tokens { text, tokens }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The folded text of a token; empty behind the last.
    pub fn at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.folded)
    }

    /// The text of a token as it stands.
    pub fn original(&self, at: usize) -> &'a str {
        self.span(at, at + 1)
    }

    /// The text from one token up to another, as it stands.
    pub fn span(&self, from: usize, to: usize) -> &'a str {
        let start = self.tokens.get(from).map(|token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|token| token.end);
        start.zip(end).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// The words from one token up to another, on one line.
    pub fn words(&self, from: usize, to: usize) -> Text {
        one_line(self.span(from, to)).into()
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.kind == Kind::Number)
    }

    /// The number that a token is; none of more than nine digits.
    pub fn number(&self, at: usize) -> Option<u32> {
        let token = self.get(at).filter(|token| token.kind == Kind::Number && token.folded.len() < 10)?;
        token.folded.parse().ok()
    }

    /// Whether a space stands before the token.
    pub fn is_spaced(&self, at: usize) -> bool {
        self.get(at).is_none_or(|token| token.spaced)
    }

    /// Whether a line begins with the token.
    pub fn begins_line(&self, at: usize) -> bool {
        self.get(at).is_some_and(|token| token.first_of_line)
    }

    /// Whether the token begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.original(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token is letters that are all capitals.
    pub fn is_all_capitals(&self, at: usize) -> bool {
        self.is_word(at) && self.original(at).chars().all(char::is_uppercase)
    }
}

/// The text with each run of white space as one space, none at either end.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn kind_of(character: char) -> Kind {
    match character {
        '0'..='9' => Kind::Number,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => Kind::Word,
        _ if character.is_alphanumeric() || is_accent(character) => Kind::Word,
        _ => Kind::Sign,
    }
}

fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | 'ʼ' | '′')
}

fn letter_after(text: &str, place: usize, apostrophe: char) -> bool {
    let after = text.get(place + apostrophe.len_utf8()..).and_then(|rest| rest.chars().next());
    after.is_some_and(char::is_alphabetic)
}
