//! The draft of one text that is being typed, with its cursor. It knows no keys and no widths.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// A text being typed, of one line or several. The cursor stands between graphemes, so an accented letter or an emoji is passed
/// and deleted as one. A text that nobody changes stays as it was; with the first change it becomes NFC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextBox {
    text: String,
    /// In bytes, always between two graphemes.
    cursor: usize,
    multiline: bool,
    selected: bool,
    /// Where up and down would like to be, in graphemes from the start of the line. Short lines on the way do not change it.
    column: Option<usize>,
}

impl TextBox {
    /// A draft of `text` with the cursor at its end.
    pub fn new(text: &str, multiline: bool) -> Self {
        TextBox { text: text.to_owned(), cursor: text.len(), multiline, selected: false, column: None }
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Types one character. A line break in a box of one line is a space; other control characters are not typed.
    pub fn insert(&mut self, letter: char) {
        self.paste(letter.encode_utf8(&mut [0; 4]));
    }

    /// Puts a text in at the cursor. Line breaks of all kinds (Word has its own) become `\n`, or spaces in a box of one line,
    /// tabs become spaces, and other control characters stay out.
    pub fn paste(&mut self, text: &str) {
        let line_break = if self.multiline { '\n' } else { ' ' };
        let pasted: String = text
            .replace("\r\n", "\n")
            .chars()
            .filter_map(|letter| match letter {
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(line_break),
                '\t' => Some(' '),
                _ if letter.is_control() => None,
                _ => Some(letter),
            })
            .collect();
        if pasted.is_empty() {
            return;
        }
        let place = if self.selected { 0..self.text.len() } else { self.cursor..self.cursor };
        self.replace(place, &pasted);
    }

    /// Deletes the grapheme before the cursor, or the whole text when it is selected.
    pub fn backspace(&mut self) {
        let start = self.boundary_before(self.cursor);
        self.remove(start..self.cursor);
    }

    /// Deletes the grapheme behind the cursor, or the whole text when it is selected.
    pub fn delete(&mut self) {
        let end = self.boundary_after(self.cursor);
        self.remove(self.cursor..end);
    }

    /// Deletes from the start of the word at or before the cursor; at the start of a line, the line break.
    pub fn delete_word(&mut self) {
        if self.before_cursor().is_empty() {
            return self.backspace();
        }
        let start = self.word_start().max(self.line_start());
        self.remove(start..self.cursor);
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.replace(0..self.text.len(), "");
    }

    /// One grapheme to the left, or to the start of a selected text.
    pub fn left(&mut self) {
        let place = if self.selected { 0 } else { self.boundary_before(self.cursor) };
        self.go(place);
    }

    /// One grapheme to the right, or to the end of a selected text.
    pub fn right(&mut self) {
        let place = if self.selected { self.text.len() } else { self.boundary_after(self.cursor) };
        self.go(place);
    }

    /// To the start of the line.
    pub fn home(&mut self) {
        self.go(self.line_start());
    }

    /// To the end of the line.
    pub fn end(&mut self) {
        self.go(self.line_end());
    }

    /// To the start of the word at or before the cursor.
    pub fn word_left(&mut self) {
        self.go(self.word_start());
    }

    /// To the start of the next word, or the end of the text.
    pub fn word_right(&mut self) {
        let mut words = self.text.split_word_bound_indices().filter(|(_, word)| is_word(word)).map(|(start, _)| start);
        let next = words.find(|start| *start > self.cursor).unwrap_or(self.text.len());
        self.go(self.boundary_from(next));
    }

    /// One line up. Says whether there was one, so that a form can go to the field above.
    pub fn up(&mut self) -> bool {
        let Some(above) = self.line_start().checked_sub(1).filter(|_| self.multiline) else {
            return false;
        };
        self.go_to_line(self.line_start_at(above));
        true
    }

    /// One line down. Says whether there was one.
    pub fn down(&mut self) -> bool {
        let Some(length) = self.text.get(self.cursor..).and_then(|rest| rest.find('\n')).filter(|_| self.multiline)
        else {
            return false;
        };
        self.go_to_line(self.cursor + length + 1);
        true
    }

    /// Marks the whole text, so that the next typed character replaces it. An empty text cannot be marked.
    pub fn select_all(&mut self) {
        self.go(self.text.len());
        self.selected = !self.text.is_empty();
    }

    /// Whether the whole text is marked.
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Whether the box takes line breaks.
    pub fn is_multiline(&self) -> bool {
        self.multiline
    }

    /// The line of the cursor, from 0. A box of one line has one, whatever is in it.
    pub fn cursor_line(&self) -> usize {
        match self.multiline {
            true => self.text.get(..self.cursor).unwrap_or_default().matches('\n').count(),
            false => 0,
        }
    }

    /// The part of the cursor's line that is before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(self.line_start()..self.cursor).unwrap_or_default()
    }

    /// The part of the cursor's line that is behind the cursor.
    pub fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..self.line_end()).unwrap_or_default()
    }

    fn remove(&mut self, range: Range<usize>) {
        let range = if self.selected { 0..self.text.len() } else { range };
        if !range.is_empty() {
            self.replace(range, "");
        }
    }

    /// The one place where the text changes. Two parts that meet may become one grapheme, so the cursor is set anew.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        let before = self.text.get(..range.start).unwrap_or_default();
        let after = self.text.get(range.end..).unwrap_or_default();
        let head = [before, with].concat();
        let text = [head.as_str(), after].concat();
        let (text, place) = match is_nfc(&text) {
            true => (text, head.len()),
            false => (text.nfc().collect(), head.nfc().map(char::len_utf8).sum()),
        };
        self.text = text;
        self.go(self.boundary_from(place));
    }

    fn go(&mut self, place: usize) {
        self.cursor = place;
        self.selected = false;
        self.column = None;
    }

    fn go_to_line(&mut self, start: usize) {
        let column = self.column.unwrap_or_else(|| self.before_cursor().graphemes(true).count());
        self.go(start);
        let line = self.text.get(start..self.line_end()).unwrap_or_default();
        self.cursor += line.graphemes(true).take(column).map(str::len).sum::<usize>();
        self.column = Some(column);
    }

    fn line_start(&self) -> usize {
        self.line_start_at(self.cursor)
    }

    /// The start of the line that holds the byte `place`, or ends with it.
    fn line_start_at(&self, place: usize) -> usize {
        let before = self.text.get(..place).unwrap_or_default();
        before.rfind('\n').filter(|_| self.multiline).map_or(0, |line_break| line_break + 1)
    }

    fn line_end(&self) -> usize {
        let rest = self.text.get(self.cursor..).unwrap_or_default();
        let line = rest.split('\n').next().filter(|_| self.multiline).unwrap_or(rest);
        let line = if line.len() < rest.len() { line.strip_suffix('\r').unwrap_or(line) } else { line };
        self.cursor + line.len()
    }

    fn word_start(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        let word = before.split_word_bound_indices().rfind(|(_, word)| is_word(word));
        let start = word.map_or(0, |(start, _)| start);
        // A word can begin inside a grapheme; then the grapheme begins before it.
        match self.boundary_from(start) {
            place if place == start => start,
            place => self.boundary_before(place),
        }
    }

    fn boundary_before(&self, place: usize) -> usize {
        GraphemeCursor::new(place, self.text.len(), true).prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn boundary_after(&self, place: usize) -> usize {
        GraphemeCursor::new(place, self.text.len(), true)
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len())
    }

    /// The place itself if it is between two graphemes, else the next that is.
    fn boundary_from(&self, place: usize) -> usize {
        let end = self.text.len();
        let place = (place..end).find(|place| self.text.is_char_boundary(*place)).unwrap_or(end);
        match GraphemeCursor::new(place, self.text.len(), true).is_boundary(&self.text, 0) {
            Ok(true) => place,
            _ => self.boundary_after(place),
        }
    }
}

/// Whether a piece between two word boundaries is a word, not space or punctuation.
fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphanumeric)
}
