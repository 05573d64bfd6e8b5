//! The colours of the pictured terminal: dark, each of the sixteen readable on the ground.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The ground of the terminal.
pub const GROUND: Rgb = Rgb(0x16, 0x1a, 0x21);
/// Text that has no colour of its own.
pub const INK: Rgb = Rgb(0xd9, 0xdf, 0xe7);
/// The block that stands for the cursor.
pub const CURSOR: Rgb = Rgb(0xff, 0xc8, 0x57);
/// The bar above the screen, and the line around the window.
pub const FRAME: Rgb = Rgb(0x2b, 0x31, 0x3c);
/// The name in the bar.
pub const NAME: Rgb = Rgb(0xb4, 0xbd, 0xca);

const SIXTEEN: [Rgb; 16] = [
    Rgb(0x0c, 0x0f, 0x14),
    Rgb(0xe8, 0x6d, 0x6d),
    Rgb(0x8c, 0xc2, 0x65),
    Rgb(0xd9, 0xa9, 0x4a),
    Rgb(0x63, 0xa4, 0xf4),
    Rgb(0xcb, 0x86, 0xe0),
    Rgb(0x4f, 0xb8, 0xc4),
    Rgb(0xb6, 0xbe, 0xc9),
    Rgb(0x85, 0x8f, 0x9f),
    Rgb(0xff, 0x91, 0x91),
    Rgb(0xa9, 0xe0, 0x7f),
    Rgb(0xf2, 0xcc, 0x6b),
    Rgb(0x8f, 0xc0, 0xff),
    Rgb(0xe2, 0xa2, 0xf6),
    Rgb(0x7f, 0xdd, 0xe6),
    Rgb(0xff, 0xff, 0xff),
];

impl Rgb {
    /// As it is written in a picture: `#16191f`.
    pub fn code(self) -> String {
        let Rgb(red, green, blue) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Three parts of this to two of `other`: how dim text is shown.
    fn towards(self, other: Rgb) -> Rgb {
        let mix = |a: u8, b: u8| u8::try_from((u16::from(a) * 3 + u16::from(b) * 2) / 5).unwrap();
        Rgb(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

/// The ink and the ground of a cell, with reverse, dim and hidden worked in.
pub fn colours(cell: &Cell) -> (Rgb, Rgb) {
    let mut ink = shown(cell.fg, INK);
    let mut ground = shown(cell.bg, GROUND);
    if cell.modifier.contains(Modifier::REVERSED) {
        (ink, ground) = (ground, ink);
    }
    if cell.modifier.contains(Modifier::DIM) {
        ink = ink.towards(ground);
    }
    if cell.modifier.contains(Modifier::HIDDEN) {
        ink = ground;
    }
    (ink, ground)
}

fn shown(colour: Color, plain: Rgb) -> Rgb {
    let index = match colour {
        Color::Reset => return plain,
        Color::Rgb(red, green, blue) => return Rgb(red, green, blue),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    indexed(index)
}

/// The 256 colours of a terminal: sixteen of its own, a cube of six steps a side, and greys.
fn indexed(index: u8) -> Rgb {
    let step = |level: u8| if level == 0 { 0 } else { 55 + level * 40 };
    match index {
        0..=15 => SIXTEEN[usize::from(index)],
        16..=231 => {
            let cube = index - 16;
            Rgb(step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        232..=255 => {
            let level = 8 + (index - 232) * 10;
            Rgb(level, level, level)
        }
    }
}

#[test]
fn the_256_colours_have_their_usual_values() {
    let cases =
        [(16, "#000000"), (231, "#ffffff"), (196, "#ff0000"), (67, "#5f87af"), (232, "#080808"), (255, "#eeeeee")];
    for (index, code) in cases {
        assert_eq!(indexed(index).code(), code, "colour {index}");
    }
}

#[test]
fn every_colour_but_black_can_be_read_on_the_ground() {
    for colour in SIXTEEN.into_iter().skip(1).chain([INK, CURSOR]) {
        let contrast = contrast(colour, GROUND);
        assert!(contrast >= 4.5, "{} has only {contrast:.1} to 1", colour.code());
    }
}

/// Contrast as WCAG 2.2 reckons it.
fn contrast(light: Rgb, dark: Rgb) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let light_of = |Rgb(r, g, b): Rgb| 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    (light_of(light) + 0.05) / (light_of(dark) + 0.05)
}
