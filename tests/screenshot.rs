//! Pictures of screens: what ratatui drew, as SVG text that is the same on every machine.

mod drawn;
mod example;
mod palette;

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use drawn::Lines;
use palette::{CURSOR, FRAME, GROUND, INK, NAME, Rgb};

/// The size of a cell; the font is chosen to fill it.
const CELL_WIDTH: f64 = 9.0;
const CELL_HEIGHT: f64 = 18.0;
const FONT_SIZE: u32 = 15;
const FONTS: &str = "DejaVu Sans Mono, Menlo, Consolas, monospace";
/// From the top of a cell to the line on which letters stand.
const BASE: f64 = 13.5;
/// The bar with the title, and the space around the screen.
const BAR: f64 = 32.0;
const MARGIN: f64 = 14.0;

/// The screen in `buffer` as a picture of a terminal window, with the cursor as a block. `title`
/// stands in the bar of the window and names the picture for those who cannot see it.
pub fn svg(buffer: &Buffer, cursor: Option<(u16, u16)>, title: &str) -> String {
    let width = f64::from(buffer.area.width) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f64::from(buffer.area.height) * CELL_HEIGHT + BAR + 2.0 * MARGIN;
    let title = escaped(title);
    let pieces = pieces(buffer, cursor);
    [
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{title}</title>\n"
        ),
        window(width, height, &title),
        format!("<g transform=\"translate({MARGIN} {})\">\n", BAR + MARGIN),
        format!("<g shape-rendering=\"crispEdges\">\n{}</g>\n", grounds(&pieces)),
        lines(&pieces),
        format!(
            "<g font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" fill=\"{}\">\n{}</g>\n",
            INK.code(),
            runs(&pieces)
        ),
        "</g>\n</svg>\n".to_owned(),
    ]
    .concat()
}

/// What is shown in one cell, or in the two cells of a wide character.
struct Piece<'a> {
    symbol: &'a str,
    column: u16,
    row: u16,
    cells: u16,
    ink: Rgb,
    ground: Rgb,
    line: Line,
    face: Face,
}

/// Lines that go with text.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    under: bool,
    through: bool,
}

#[derive(Clone, Copy, PartialEq)]
struct Face {
    bold: bool,
    italic: bool,
}

impl Piece<'_> {
    fn x(&self) -> f64 {
        f64::from(self.column) * CELL_WIDTH
    }

    fn y(&self) -> f64 {
        f64::from(self.row) * CELL_HEIGHT
    }

    fn end(&self) -> u16 {
        self.column + self.cells
    }

    /// Whether nothing is written here (a drawn character is not written).
    fn is_blank(&self) -> bool {
        let is_drawn = Lines::default().take(self.symbol, 0.0, 0.0, self.ink) || drawn::block(self.symbol).is_some();
        self.symbol.trim().is_empty() || is_drawn || self.ink == self.ground
    }
}

/// All cells, row by row; the second cell of a wide character is part of the first.
fn pieces(buffer: &Buffer, cursor: Option<(u16, u16)>) -> Vec<Piece<'_>> {
    let area = buffer.area;
    let mut pieces = Vec::new();
    for row in 0..area.height {
        let mut column = 0;
        while column < area.width {
            let place = (area.x + column, area.y + row);
            let piece = piece(&buffer[place], column, row, cursor == Some(place));
            column = piece.end();
            pieces.push(piece);
        }
    }
    pieces
}

fn piece(cell: &Cell, column: u16, row: u16, is_cursor: bool) -> Piece<'_> {
    let (ink, ground) = if is_cursor { (GROUND, CURSOR) } else { palette::colours(cell) };
    let has = |modifier: Modifier| cell.modifier.contains(modifier);
    Piece {
        symbol: cell.symbol(),
        column,
        row,
        cells: if cell.symbol().width() > 1 { 2 } else { 1 },
        ink,
        ground,
        line: Line { under: has(Modifier::UNDERLINED), through: has(Modifier::CROSSED_OUT) },
        face: Face { bold: has(Modifier::BOLD), italic: has(Modifier::ITALIC) },
    }
}

fn window(width: f64, height: f64, title: &str) -> String {
    let middle = BAR / 2.0;
    format!(
        concat!(
            "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{}\" stroke=\"{}\"/>\n",
            "<path d=\"M0.5 {}V8.5a8 8 0 0 1 8-8H{}a8 8 0 0 1 8 8V{}z\" fill=\"{}\"/>\n",
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-family=\"{}\" font-size=\"13\" fill=\"{}\">{}</text>\n",
        ),
        width - 1.0,
        height - 1.0,
        GROUND.code(),
        FRAME.code(),
        BAR,
        width - 8.5,
        BAR,
        FRAME.code(),
        width / 2.0,
        middle + 4.5,
        FONTS,
        NAME.code(),
        title
    )
}

/// The grounds of cells, where they are not the terminal's own, and blocks; equal ones joined
/// along the row, and then with the row above.
fn grounds(pieces: &[Piece]) -> String {
    let mut areas: Vec<Area> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.ground != GROUND) {
        let part = [0.0, 0.0, f64::from(piece.cells), 1.0, 1.0];
        Area::add(&mut areas, Area::new(piece, part, piece.ground));
    }
    let areas = Area::stacked(areas);

    let mut blocks: Vec<Area> = Vec::new();
    for piece in pieces {
        if let Some(part) = drawn::block(piece.symbol) {
            Area::add(&mut blocks, Area::new(piece, part, piece.ink));
        }
    }
    areas.iter().chain(&Area::stacked(blocks)).map(Area::svg).collect()
}

/// A filled rectangle.
#[derive(Clone, PartialEq)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    fill: Rgb,
    thickness: f64,
}

impl Area {
    fn new(piece: &Piece, [left, top, width, height, thickness]: [f64; 5], fill: Rgb) -> Area {
        Area {
            x: piece.x() + left * CELL_WIDTH,
            y: piece.y() + top * CELL_HEIGHT,
            width: width * CELL_WIDTH,
            height: height * CELL_HEIGHT,
            fill,
            thickness,
        }
    }

    /// Adds an area, or lengthens the last one if this goes on where that ends.
    fn add(areas: &mut Vec<Area>, next: Area) {
        match areas.last_mut() {
            Some(last)
                if (Area { x: last.x, width: last.width, ..next.clone() }) == *last
                    && last.x + last.width == next.x =>
            {
                last.width += next.width;
            }
            _ => areas.push(next),
        }
    }

    /// Joins areas that stand exactly on top of one another.
    fn stacked(areas: Vec<Area>) -> Vec<Area> {
        let mut whole: Vec<Area> = Vec::new();
        for next in areas {
            let above = whole.iter_mut().find(|last| {
                last.y + last.height == next.y && Area { y: last.y, height: last.height, ..next.clone() } == **last
            });
            match above {
                Some(last) => last.height += next.height,
                None => whole.push(next),
            }
        }
        whole
    }

    fn svg(&self) -> String {
        let Area { x, y, width, height, fill, thickness } = self;
        let thin = if *thickness < 1.0 { format!(" fill-opacity=\"{thickness}\"") } else { String::new() };
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"{thin}/>\n", fill.code())
    }
}

/// Line characters, and the lines under and through text.
fn lines(pieces: &[Piece]) -> String {
    let mut lines = Lines::default();
    for piece in pieces {
        lines.take(piece.symbol, piece.x(), piece.y(), piece.ink);
        let width = f64::from(piece.cells) * CELL_WIDTH;
        if piece.line.under {
            lines.across(piece.ink, 1, piece.y() + BASE + 2.0, piece.x(), piece.x() + width);
        }
        if piece.line.through {
            lines.across(piece.ink, 1, piece.y() + BASE - 4.0, piece.x(), piece.x() + width);
        }
    }
    lines.svg()
}

/// Text, in runs of one look. Two blanks or more end a run, so that a reader whose font is wider
/// or narrower still finds every column in its place.
fn runs(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < pieces.len() {
        if pieces[at].is_blank() {
            at += 1;
            continue;
        }
        let length = run_length(&pieces[at..]);
        out.push_str(&run(&pieces[at..at + length]));
        at += length;
    }
    out
}

/// How many pieces, the first of which is written, make one run.
fn run_length(pieces: &[Piece]) -> usize {
    let first = &pieces[0];
    let goes_on = |piece: &Piece| {
        piece.row == first.row && piece.ink == first.ink && piece.face == first.face && first.cells == piece.cells
    };
    let mut length = 1;
    while let Some(next) = pieces.get(length).filter(|piece| goes_on(piece)) {
        if !next.is_blank() {
            length += 1;
            continue;
        }
        let after_blank = pieces.get(length + 1).is_some_and(|piece| goes_on(piece) && !piece.is_blank());
        if next.symbol != " " || !after_blank {
            break;
        }
        length += 2;
    }
    length
}

fn run(pieces: &[Piece]) -> String {
    let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
    let text: String = pieces.iter().map(|piece| piece.symbol).collect();
    let mut look = String::new();
    if first.ink != INK {
        write!(look, " fill=\"{}\"", first.ink.code()).unwrap();
    }
    if first.face.bold {
        look.push_str(" font-weight=\"bold\"");
    }
    if first.face.italic {
        look.push_str(" font-style=\"italic\"");
    }
    format!(
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"{look}>{}</text>\n",
        first.x(),
        first.y() + BASE,
        f64::from(last.end() - first.column) * CELL_WIDTH,
        escaped(&text)
    )
}

/// Text as it may stand in XML, which has no way to write most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ if character.is_control() => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}
