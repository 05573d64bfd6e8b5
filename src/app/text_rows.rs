//! The rows in which a text box is shown, and where its cursor stands in them.

use crate::app::textbox::TextBox;
use crate::domain::text::{Clean, clean, width};
use unicode_segmentation::UnicodeSegmentation;

impl TextBox {
    /// The rows of the text in a width, and the row and column of the cursor.
    ///
    /// A text of several lines is broken between words; of a text of one line that is too long, the part around the cursor
    /// is shown, with `<` and `>` where it goes on.
    pub fn rows(&self, columns: usize) -> (Vec<Clean>, (usize, usize)) {
        if !self.is_multiline() {
            let (row, column) = window(self.before_cursor(), self.after_cursor(), columns);
            return (vec![row], (0, column));
        }
        let mut rows = Vec::new();
        let mut cursor = (0, 0);
        for (number, line) in self.text().split('\n').enumerate() {
            let before = if number == self.cursor_line() { Some(self.before_cursor().len()) } else { None };
            let mut start = 0;
            for piece in flow(line, columns) {
                if let Some(offset) = before.filter(|offset| *offset >= start) {
                    let within = piece.get(..(offset - start).min(piece.len())).unwrap_or(piece);
                    cursor = (rows.len(), width(&clean(within)).min(columns.saturating_sub(1)));
                }
                start += piece.len();
                rows.push(clean(piece.trim_end_matches('\r')));
            }
        }
        (rows, cursor)
    }
}

/// A line in pieces of no more than `columns`, broken behind spaces where there are any; together they are the line.
fn flow(line: &str, columns: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while width(&clean(rest)) >= columns.max(2) {
        let mut used = 0;
        let mut end = 0;
        let mut after_space = None;
        for (at, grapheme) in rest.grapheme_indices(true) {
            used += width(&clean(grapheme));
            if used > columns && end > 0 {
                break;
            }
            end = at + grapheme.len();
            if grapheme == " " {
                after_space = Some(end);
            }
        }
        let (piece, left) = rest.split_at(after_space.unwrap_or(end).max(1).min(rest.len()));
        if left.is_empty() {
            break;
        }
        pieces.push(piece);
        rest = left;
    }
    pieces.push(rest);
    pieces
}

/// The part of a long line that holds the cursor.
fn window(before: &str, after: &str, columns: usize) -> (Clean, usize) {
    let room = columns.saturating_sub(2).max(1);
    if width(&clean(before)) + width(&clean(after)) < columns {
        return (clean(&[before, after].concat()), width(&clean(before)));
    }
    let mut start = 0;
    for (at, _) in before.grapheme_indices(true) {
        start = at;
        if width(&clean(before.get(at..).unwrap_or_default())) < room {
            break;
        }
    }
    let left = before.get(start..).unwrap_or_default();
    let mut shown = if start > 0 { format!("<{left}") } else { left.to_owned() };
    let column = width(&clean(&shown));
    let mut cut = false;
    for grapheme in after.graphemes(true) {
        if width(&clean(&shown)) + width(&clean(grapheme)) > room {
            cut = true;
            break;
        }
        shown.push_str(grapheme);
    }
    if cut {
        shown.push('>');
    }
    (clean(&shown), column)
}
