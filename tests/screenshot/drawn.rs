//! Characters that are drawn, not written: lines and blocks, so that no font leaves gaps in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::palette::Rgb;
use super::{CELL_HEIGHT, CELL_WIDTH};

/// Half a cell, a hair off centre downwards so that a line of one pixel is sharp.
const MIDDLE_X: f64 = CELL_WIDTH / 2.0;
const MIDDLE_Y: f64 = CELL_HEIGHT / 2.0 - 0.5;
/// From the middle of a double line to each of its two.
const APART: f64 = 1.5;

/// How thick each of the four arms of a line character is, from the middle: up, right, down, left.
/// 0 is none, 1 light, 2 heavy.
const ARMS: [(char, [u8; 4]); 39] = [
    ('─', [0, 1, 0, 1]),
    ('│', [1, 0, 1, 0]),
    ('┌', [0, 1, 1, 0]),
    ('┐', [0, 0, 1, 1]),
    ('└', [1, 1, 0, 0]),
    ('┘', [1, 0, 0, 1]),
    ('├', [1, 1, 1, 0]),
    ('┤', [1, 0, 1, 1]),
    ('┬', [0, 1, 1, 1]),
    ('┴', [1, 1, 0, 1]),
    ('┼', [1, 1, 1, 1]),
    ('╴', [0, 0, 0, 1]),
    ('╵', [1, 0, 0, 0]),
    ('╶', [0, 1, 0, 0]),
    ('╷', [0, 0, 1, 0]),
    ('━', [0, 2, 0, 2]),
    ('┃', [2, 0, 2, 0]),
    ('┏', [0, 2, 2, 0]),
    ('┓', [0, 0, 2, 2]),
    ('┗', [2, 2, 0, 0]),
    ('┛', [2, 0, 0, 2]),
    ('┣', [2, 2, 2, 0]),
    ('┫', [2, 0, 2, 2]),
    ('┳', [0, 2, 2, 2]),
    ('┻', [2, 2, 0, 2]),
    ('╋', [2, 2, 2, 2]),
    ('┝', [1, 2, 1, 0]),
    ('┥', [1, 0, 1, 2]),
    ('┯', [0, 2, 1, 2]),
    ('┷', [1, 2, 0, 2]),
    ('┿', [1, 2, 1, 2]),
    ('┠', [2, 1, 2, 0]),
    ('┨', [2, 0, 2, 1]),
    ('┰', [0, 1, 2, 1]),
    ('┸', [2, 1, 0, 1]),
    ('╸', [0, 0, 0, 2]),
    ('╹', [2, 0, 0, 0]),
    ('╺', [0, 2, 0, 0]),
    ('╻', [0, 0, 2, 0]),
];

/// Which arms a double line character has: up, right, down, left.
const DOUBLE: [(char, [bool; 4]); 11] = [
    ('═', [false, true, false, true]),
    ('║', [true, false, true, false]),
    ('╔', [false, true, true, false]),
    ('╗', [false, false, true, true]),
    ('╚', [true, true, false, false]),
    ('╝', [true, false, false, true]),
    ('╠', [true, true, true, false]),
    ('╣', [true, false, true, true]),
    ('╦', [false, true, true, true]),
    ('╩', [true, true, false, true]),
    ('╬', [true, true, true, true]),
];

/// Round corners: which way they leave sideways and up or down (1 is right, or down).
const ROUND: [(char, f64, f64); 4] = [('╭', 1.0, 1.0), ('╮', -1.0, 1.0), ('╰', 1.0, -1.0), ('╯', -1.0, -1.0)];

/// All lines of one picture, gathered by colour and thickness and joined where they meet.
#[derive(Default)]
pub struct Lines {
    strokes: BTreeMap<(Rgb, u8), Strokes>,
}

/// Straight pieces, in thousandths so that they can be ordered, and curves as written.
#[derive(Default)]
struct Strokes {
    /// (y, from x, to x)
    across: BTreeSet<(i64, i64, i64)>,
    /// (x, from y, to y)
    down: BTreeSet<(i64, i64, i64)>,
    curves: String,
}

impl Lines {
    /// Draws `symbol` in the cell whose top left corner is at `x`, `y`; false if it is no line.
    pub fn take(&mut self, symbol: &str, x: f64, y: f64, ink: Rgb) -> bool {
        let mut characters = symbol.chars();
        let (Some(character), None) = (characters.next(), characters.next()) else {
            return false;
        };
        if let Some((_, arms)) = ARMS.iter().find(|(known, _)| *known == character) {
            self.arms(*arms, x, y, ink);
        } else if let Some((_, arms)) = DOUBLE.iter().find(|(known, _)| *known == character) {
            self.double(*arms, x, y, ink);
        } else if let Some((_, side, end)) = ROUND.iter().find(|(known, ..)| *known == character) {
            self.round(*side, *end, x, y, ink);
        } else {
            return false;
        }
        true
    }

    fn arms(&mut self, [up, right, down, left]: [u8; 4], x: f64, y: f64, ink: Rgb) {
        let (middle_x, middle_y) = (x + MIDDLE_X, y + MIDDLE_Y);
        self.down(ink, up, middle_x, y, middle_y);
        self.down(ink, down, middle_x, middle_y, y + CELL_HEIGHT);
        self.across(ink, left, middle_y, x, middle_x);
        self.across(ink, right, middle_y, middle_x, x + CELL_WIDTH);
    }

    /// Each arm is two lines; a line stops short where the arm beside it leaves the corner.
    fn double(&mut self, [up, right, down, left]: [bool; 4], x: f64, y: f64, ink: Rgb) {
        let (middle_x, middle_y) = (x + MIDDLE_X, y + MIDDLE_Y);
        for (side, beside) in [(-APART, (up, left)), (APART, (down, right))] {
            let short = |is_short: bool| if is_short { APART } else { -APART };
            if left {
                self.across(ink, 1, middle_y + side, x, middle_x - short(beside.0));
            }
            if right {
                self.across(ink, 1, middle_y + side, middle_x + short(beside.0), x + CELL_WIDTH);
            }
            if up {
                self.down(ink, 1, middle_x + side, y, middle_y - short(beside.1));
            }
            if down {
                self.down(ink, 1, middle_x + side, middle_y + short(beside.1), y + CELL_HEIGHT);
            }
        }
    }

    fn round(&mut self, side: f64, end: f64, x: f64, y: f64, ink: Rgb) {
        let (middle_x, middle_y) = (x + MIDDLE_X, y + MIDDLE_Y);
        let edge_x = if side > 0.0 { x + CELL_WIDTH } else { x };
        let edge_y = if end > 0.0 { y + CELL_HEIGHT } else { y };
        let strokes = self.strokes.entry((ink, 1)).or_default();
        write!(
            strokes.curves,
            "M{edge_x} {middle_y}Q{middle_x} {middle_y} {middle_x} {}V{edge_y}",
            middle_y + end * MIDDLE_X
        )
        .unwrap();
    }

    /// A straight line to the right, unless it has no length.
    pub fn across(&mut self, ink: Rgb, weight: u8, y: f64, from: f64, to: f64) {
        if weight > 0 && from < to {
            self.strokes.entry((ink, weight)).or_default().across.insert((fixed(y), fixed(from), fixed(to)));
        }
    }

    fn down(&mut self, ink: Rgb, weight: u8, x: f64, from: f64, to: f64) {
        if weight > 0 && from < to {
            self.strokes.entry((ink, weight)).or_default().down.insert((fixed(x), fixed(from), fixed(to)));
        }
    }

    /// One path for each colour and thickness.
    pub fn svg(&self) -> String {
        let mut out = String::new();
        for ((ink, weight), strokes) in &self.strokes {
            let mut path = String::new();
            for (y, from, to) in joined(&strokes.across) {
                write!(path, "M{} {}H{}", plain(from), plain(y), plain(to)).unwrap();
            }
            for (x, from, to) in joined(&strokes.down) {
                write!(path, "M{} {}V{}", plain(x), plain(from), plain(to)).unwrap();
            }
            path.push_str(&strokes.curves);
            let width = if *weight == 2 { "2.5" } else { "1" };
            writeln!(
                out,
                r#"<path d="{path}" fill="none" stroke="{}" stroke-width="{width}" stroke-linecap="square"/>"#,
                ink.code()
            )
            .unwrap();
        }
        out
    }
}

/// Pieces on one line that touch or overlap, as one piece.
fn joined(pieces: &BTreeSet<(i64, i64, i64)>) -> Vec<(i64, i64, i64)> {
    let mut whole: Vec<(i64, i64, i64)> = Vec::new();
    for &(line, from, to) in pieces {
        match whole.last_mut() {
            Some(last) if last.0 == line && last.2 >= from => last.2 = last.2.max(to),
            _ => whole.push((line, from, to)),
        }
    }
    whole
}

#[expect(clippy::cast_possible_truncation, reason = "places in a picture are small")]
fn fixed(place: f64) -> i64 {
    (place * 1000.0).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "places in a picture are small")]
fn plain(place: i64) -> f64 {
    place as f64 / 1000.0
}

/// The part of a cell that a block character fills: left, top, width and height as parts of the
/// cell, and how thick the ink is.
pub fn block(symbol: &str) -> Option<[f64; 5]> {
    let mut characters = symbol.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else {
        return None;
    };
    let eighths = |from: char| f64::from(u32::from(character) - u32::from(from) + 1) / 8.0;
    Some(match character {
        '▀' => [0.0, 0.0, 1.0, 0.5, 1.0],
        // ▁ ▂ ▃ ▄ ▅ ▆ ▇ █ grow upwards from one eighth.
        '▁'..='█' => [0.0, 1.0 - eighths('▁'), 1.0, eighths('▁'), 1.0],
        // ▉ ▊ ▋ ▌ ▍ ▎ ▏ shrink leftwards from seven eighths.
        '▉'..='▏' => [0.0, 0.0, 1.0 - eighths('▉'), 1.0, 1.0],
        '▐' => [0.5, 0.0, 0.5, 1.0, 1.0],
        '░' => [0.0, 0.0, 1.0, 1.0, 0.25],
        '▒' => [0.0, 0.0, 1.0, 1.0, 0.5],
        '▓' => [0.0, 0.0, 1.0, 1.0, 0.75],
        '▔' => [0.0, 0.0, 1.0, 0.125, 1.0],
        '▕' => [0.875, 0.0, 0.125, 1.0, 1.0],
        _ => return None,
    })
}

#[test]
fn lines_that_meet_become_one() {
    let ink = Rgb(1, 2, 3);
    let mut lines = Lines::default();
    for (column, symbol) in ["┌", "─", "─", "┐"].into_iter().enumerate() {
        let x = f64::from(u32::try_from(column).unwrap()) * CELL_WIDTH;
        assert!(lines.take(symbol, x, 0.0, ink));
    }
    assert!(lines.take("│", 0.0, CELL_HEIGHT, ink));
    assert!(!lines.take("a", 0.0, 0.0, ink));
    let svg = lines.svg();
    assert!(svg.contains(r#"d="M4.5 8.5H31.5M4.5 8.5V36M31.5 8.5V18""#), "{svg}");
}

#[test]
fn every_line_character_is_listed_once() {
    let mut all: Vec<char> = ARMS.iter().map(|(character, _)| *character).collect();
    all.extend(DOUBLE.iter().map(|(character, _)| *character));
    all.extend(ROUND.iter().map(|(character, ..)| *character));
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn blocks_fill_their_part_of_the_cell() {
    let cases = [
        ("█", [0.0, 0.0, 1.0, 1.0, 1.0]),
        ("▄", [0.0, 0.5, 1.0, 0.5, 1.0]),
        ("▌", [0.0, 0.0, 0.5, 1.0, 1.0]),
        ("▏", [0.0, 0.0, 0.125, 1.0, 1.0]),
        ("▁", [0.0, 0.875, 1.0, 0.125, 1.0]),
    ];
    for (symbol, part) in cases {
        assert_eq!(block(symbol), Some(part), "{symbol}");
    }
    assert_eq!(block("a"), None);
}
