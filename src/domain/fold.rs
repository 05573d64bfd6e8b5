//! Folding: the one way in which two texts are compared, in search and between terms.

use unicode_normalization::char::decompose_compatible;

/// The text as it is compared: lower case, accents removed, curly quotes and dashes made plain,
/// apostrophes dropped, each run of white space one space, none at either end.
/// Folding folded text changes nothing.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    walk(text, |character, _| folded.push(character));
    folded
}

/// True where both texts fold to the same: then they are one term to an officer.
pub fn same_term(a: &str, b: &str) -> bool {
    a == b || fold(a) == fold(b)
}

/// A folded text that remembers where each of its characters stood, so that a match found in it
/// can be marked in the original.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    /// For each character of `text` its place in the original, then one more: the end.
    places: Vec<u32>,
}

impl Folded {
    /// Folds exactly as [`fold`] does.
    pub fn new(original: &str) -> Folded {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::with_capacity(original.len() + 1);
        let end = walk(original, |character, place| {
            text.push(character);
            places.push(place);
        });
        places.push(end);
        Folded { text, places }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place, counted in characters of the original, of a character of the folded text.
    /// A match from `a` up to `b` covers `original_char(a)..original_char(b)`; a place at or behind
    /// the end of the folded text gives the end of the original, less white space after it.
    pub fn original_char(&self, folded_char: usize) -> usize {
        let place = self.places.get(folded_char).or(self.places.last());
        place.map_or(0, |place| *place as usize)
    }
}

/// Most of a register is ASCII, and all of it is folded when it is opened.
fn fold_ascii(text: &str) -> String {
    let mut bytes = text.to_ascii_lowercase().into_bytes();
    let mut after_space = true;
    bytes.retain_mut(|byte| match byte {
        b'\'' | b'`' => false,
        b' ' | b'\t'..=b'\r' => {
            *byte = b' ';
            !std::mem::replace(&mut after_space, true)
        }
        _ => {
            after_space = false;
            true
        }
    });
    bytes.pop_if(|last| *last == b' ');
    String::from_utf8(bytes).unwrap_or_default()
}

/// Folds and hands over each character with its place in the original; returns the place behind the
/// last character that counted.
fn walk(text: &str, keep: impl FnMut(char, u32)) -> u32 {
    let mut writer = Writer { keep, space: None, begun: false };
    let mut end = 0;
    for (place, character) in (0_u32..).zip(text.chars()) {
        match character {
            ' ' | '\t'..='\r' => {
                writer.space(place);
                continue;
            }
            '\'' | '`' => {}
            '\0'..='\x7f' => writer.letter(character.to_ascii_lowercase(), place),
            _ if character.is_whitespace() => {
                writer.space(place);
                continue;
            }
            _ => fold_beyond_ascii(character, place, &mut writer),
        }
        end = place + 1;
    }
    end
}

/// Holds a space back until something follows it, which trims and collapses in one pass.
struct Writer<Keep> {
    keep: Keep,
    space: Option<u32>,
    begun: bool,
}

impl<Keep: FnMut(char, u32)> Writer<Keep> {
    fn space(&mut self, place: u32) {
        if self.begun {
            self.space.get_or_insert(place);
        }
    }

    fn letter(&mut self, letter: char, place: u32) {
        if let Some(space) = self.space.take() {
            (self.keep)(' ', space);
        }
        self.begun = true;
        (self.keep)(letter, place);
    }

    /// Takes a character that is lower case and decomposed.
    fn put(&mut self, character: char, place: u32) {
        match plain(character) {
            Plain::Dropped => {}
            Plain::Space => self.space(place),
            Plain::Letter(letter) => self.letter(letter, place),
            Plain::Letters(letters) => letters.chars().for_each(|letter| self.letter(letter, place)),
        }
    }
}

/// Decomposes before and after lowering, since each can bring forth what the other must see:
/// the letter in a capital's compatibility form, the dot in the lower case of a dotted capital I.
fn fold_beyond_ascii<Keep: FnMut(char, u32)>(character: char, place: u32, writer: &mut Writer<Keep>) {
    if character == ACUTE_ACCENT {
        return;
    }
    decompose_compatible(character, |part| {
        for lower in part.to_lowercase() {
            decompose_compatible(lower, |letter| writer.put(letter, place));
        }
    });
}

/// Typed for an apostrophe; it would decompose to a space and a mark.
const ACUTE_ACCENT: char = '\u{b4}';

enum Plain {
    Dropped,
    Space,
    Letter(char),
    Letters(&'static str),
}

/// The plain form of one decomposed character in lower case.
fn plain(character: char) -> Plain {
    match character {
        '\'' | '`' => Plain::Dropped,
        '!'..='~' => Plain::Letter(character),
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' => Plain::Dropped,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Plain::Dropped,
        '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' => Plain::Dropped,
        // Soft hyphens, joiners, marks of direction and byte order marks are not seen by a reader.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => Plain::Dropped,
        '“' | '”' | '„' | '‟' | '«' | '»' => Plain::Letter('"'),
        '‐'..='―' | '−' => Plain::Letter('-'),
        'ø' => Plain::Letter('o'),
        'ł' => Plain::Letter('l'),
        'đ' | 'ð' => Plain::Letter('d'),
        'ħ' => Plain::Letter('h'),
        'ı' => Plain::Letter('i'),
        'ŧ' => Plain::Letter('t'),
        'ς' => Plain::Letter('σ'),
        'ß' => Plain::Letters("ss"),
        'æ' => Plain::Letters("ae"),
        'œ' => Plain::Letters("oe"),
        'þ' => Plain::Letters("th"),
        _ if character.is_whitespace() => Plain::Space,
        _ => Plain::Letter(character),
    }
}
