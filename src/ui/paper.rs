//! What screens are drawn on: cleaned text at a row and a column, never over an edge.

use crate::domain::text::{Clean, clean, clip, width};
use crate::ui::theme::PLAIN;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// A part of the terminal.
pub struct Paper<'a> {
    buffer: &'a mut Buffer,
    /// The part.
    pub area: Rect,
    /// Where the real cursor is to stand.
    pub cursor: Option<(u16, u16)>,
}

impl<'a> Paper<'a> {
    /// The whole terminal.
    pub fn new(buffer: &'a mut Buffer) -> Self {
        let area = buffer.area;
        Paper { buffer, area, cursor: None }
    }

    /// Columns.
    pub fn columns(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        usize::from(self.area.height)
    }

    /// A part of this part, cut to what there is; the cursor is taken over from it.
    pub fn part<T>(&mut self, part: Rect, draw: impl FnOnce(&mut Paper) -> T) -> T {
        let area = part.intersection(self.area);
        let mut paper = Paper { buffer: self.buffer, area, cursor: self.cursor };
        let drawn = draw(&mut paper);
        let cursor = paper.cursor;
        self.cursor = cursor;
        drawn
    }

    /// Writes a text; returns the column behind it.
    pub fn put(&mut self, row: usize, column: usize, text: &Clean, style: Style) -> usize {
        let room = self.columns().saturating_sub(column);
        if row >= self.rows() || room == 0 {
            return column;
        }
        let text = clip(text, room);
        let (x, y) = self.position(row, column);
        self.buffer.set_stringn(x, y, text.as_str(), room, style);
        column + width(&text)
    }

    /// Writes words that are cleaned first.
    pub fn say(&mut self, row: usize, column: usize, words: &str, style: Style) -> usize {
        self.put(row, column, &clean(words), style)
    }

    /// Writes words that end at the right edge.
    pub fn say_right(&mut self, row: usize, words: &str, style: Style) -> usize {
        let text = clean(words);
        let column = self.columns().saturating_sub(width(&text) + 1);
        self.put(row, column, &text, style);
        column
    }

    /// Writes a text with some of its characters marked.
    pub fn put_marked(
        &mut self,
        row: usize,
        column: usize,
        text: &Clean,
        marks: &[usize],
        style: Style,
        marked: Style,
    ) -> usize {
        let end = self.put(row, column, text, style);
        let mut at = column;
        for (place, letter) in text.as_str().chars().enumerate() {
            let letter = clean(letter.encode_utf8(&mut [0; 4]));
            let next = at + width(&letter);
            if marks.contains(&place) && next <= end {
                self.style(row, at, next - at, style.patch(marked));
            }
            at = next;
        }
        end
    }

    /// Dresses some columns of a row.
    pub fn style(&mut self, row: usize, column: usize, columns: usize, style: Style) {
        if row >= self.rows() {
            return;
        }
        let (x, y) = self.position(row, column);
        let width = u16::try_from(columns).unwrap_or(u16::MAX);
        self.buffer.set_style(Rect { x, y, width, height: 1 }.intersection(self.area), style);
    }

    /// Draws a line across.
    pub fn rule(&mut self, row: usize) {
        let line = "─".repeat(self.columns());
        self.say(row, 0, &line, PLAIN);
    }

    /// Draws a line down.
    pub fn rule_down(&mut self, column: usize) {
        for row in 0..self.rows() {
            self.say(row, column, "│", PLAIN);
        }
    }

    /// Draws an empty box with a title on its upper edge, over whatever is there.
    pub fn frame(&mut self, title: &str) {
        let (columns, rows) = (self.columns(), self.rows());
        if columns < 4 || rows < 2 {
            return;
        }
        self.blank();
        for row in 0..rows {
            self.say(row, 0, "│", PLAIN);
            self.say(row, columns - 1, "│", PLAIN);
        }
        let line = "─".repeat(columns - 2);
        self.say(0, 0, &format!("┌{line}┐"), PLAIN);
        self.say(rows - 1, 0, &format!("└{line}┘"), PLAIN);
        let title = clip(&clean(title), columns - 6);
        if !title.as_str().is_empty() {
            let end = self.put(0, 3, &title, crate::ui::theme::STRONG);
            self.say(0, 2, " ", PLAIN);
            self.say(0, end, " ", PLAIN);
        }
    }

    /// Empties this part; a wide character that reaches into it goes whole.
    fn blank(&mut self) {
        let area = self.area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                // What is covered must not lend its bold or reverse to what is drawn over it.
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
            let before = area.left().checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)));
            if let Some(cell) = before.filter(|cell| width(&clean(cell.symbol())) > 1) {
                cell.set_symbol(" ");
            }
        }
    }

    /// Takes the highlight off what is drawn so far, as another screen has the keyboard.
    pub fn quieten(&mut self) {
        for cell in &mut self.buffer.content {
            cell.modifier.remove(Modifier::REVERSED);
        }
    }

    /// Puts the real cursor at a row and a column.
    pub fn cursor_at(&mut self, row: usize, column: usize) {
        if row < self.rows() && self.columns() > 0 {
            let (x, y) = self.position(row, column.min(self.columns() - 1));
            self.cursor = Some((x, y));
        }
    }

    /// Shows every character as ASCII.
    pub fn make_ascii(&mut self) {
        for cell in &mut self.buffer.content {
            if !cell.symbol().is_ascii() {
                let plain = crate::domain::text::ascii(&clean(cell.symbol()));
                // One full stop would look like the end of a sentence.
                let cut = cell.symbol() == "…";
                let first = plain.as_str().chars().next().filter(|_| !cut).unwrap_or('~');
                cell.set_symbol(first.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn position(&self, row: usize, column: usize) -> (u16, u16) {
        let add = |start: u16, steps: usize| start.saturating_add(u16::try_from(steps).unwrap_or(u16::MAX));
        (add(self.area.x, column), add(self.area.y, row))
    }
}
