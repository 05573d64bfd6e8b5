//! The one layout of a register file: two spaces, one value a line, an empty list or group on its own line's end.

use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Lays out what it is given, and lays out again what was kept as text.
#[derive(Default)]
pub struct Layout {
    depth: usize,
    holds_value: bool,
}

impl Layout {
    /// The layout of a value that stands inside so many groups and lists.
    pub(crate) fn inside(depth: usize) -> Self {
        Layout { depth, holds_value: false }
    }

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.holds_value = false;
        writer.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.holds_value {
            new_line(writer, self.depth)?;
        }
        self.holds_value = true;
        writer.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        new_line(writer, self.depth)
    }
}

impl Formatter for Layout {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds_value = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.holds_value = true;
        Ok(())
    }

    /// Lays out a kept value: its texts and numbers stay as they are, only the space between them changes.
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut depth = self.depth;
        let mut bytes = Tokens::of(fragment).peekable();
        while let Some((byte, in_string)) = bytes.next() {
            match byte {
                _ if in_string => writer.write_all(&[byte])?,
                b'{' | b'[' => {
                    writer.write_all(&[byte])?;
                    if let Some((closing, _)) =
                        bytes.next_if(|(next, in_string)| !in_string && matches!(next, b'}' | b']'))
                    {
                        writer.write_all(&[closing])?;
                        continue;
                    }
                    depth += 1;
                    new_line(writer, depth)?;
                }
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    new_line(writer, depth)?;
                    writer.write_all(&[byte])?;
                }
                b',' => {
                    writer.write_all(b",")?;
                    new_line(writer, depth)?;
                }
                b':' => writer.write_all(b": ")?,
                _ => writer.write_all(&[byte])?,
            }
        }
        Ok(())
    }
}

/// A value as JSON without any space between its values, those that were kept as text included.
pub(crate) fn compact(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    // Writing values of our own to memory cannot go wrong.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Compact));
    String::from_utf8(bytes).unwrap_or_default()
}

/// No layout at all.
struct Compact;

impl Formatter for Compact {
    fn write_raw_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        Tokens::of(fragment).try_for_each(|(byte, _)| writer.write_all(&[byte]))
    }
}

/// The bytes of a JSON text without the space between its values, each with whether it stands in a string.
struct Tokens<'a> {
    bytes: std::str::Bytes<'a>,
    in_string: bool,
    escaped: bool,
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Self {
        Tokens { bytes: text.bytes(), in_string: false, escaped: false }
    }
}

impl Iterator for Tokens<'_> {
    type Item = (u8, bool);

    fn next(&mut self) -> Option<(u8, bool)> {
        if !self.in_string {
            let byte = self.bytes.find(|byte| !byte.is_ascii_whitespace())?;
            self.in_string = byte == b'"';
            return Some((byte, self.in_string));
        }
        let byte = self.bytes.next()?;
        if self.escaped {
            self.escaped = false;
        } else {
            self.escaped = byte == b'\\';
            self.in_string = byte != b'"';
        }
        Some((byte, true))
    }
}

fn new_line<W: ?Sized + Write>(writer: &mut W, depth: usize) -> io::Result<()> {
    const SPACES: &[u8] = &[b' '; 64];
    writer.write_all(b"\n")?;
    let mut left = depth * 2;
    while left > 0 {
        let piece = left.min(SPACES.len());
        writer.write_all(SPACES.get(..piece).unwrap_or_default())?;
        left -= piece;
    }
    Ok(())
}
