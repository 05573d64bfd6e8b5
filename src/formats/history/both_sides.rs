//! A history in which git's text merge left its markers: the lines of both sides, each whole and once.
//!
//! A history is a graph of lines that name each other by their hashes, so that both sides may stand in it one behind the
//! other. The next save brings them together.

use crate::domain::Text;
use crate::formats::history::line;
use crate::formats::json::git_markers::sides;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

/// The history without the markers: all lines of your side, and behind them what only the other side has. `None` where there
/// are no markers, where they are not whole, or where some line between them is no entry.
///
/// Of an entry that one side has redacted, the redacted line stands: what was taken out does not come back.
pub fn both_sides(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(MARKER) && memchr::memmem::find(bytes, b"\n<<<<<<<").is_none() {
        return None;
    }
    let both = sides(std::str::from_utf8(bytes).ok()?)?;
    let mut lines: Vec<&str> = Vec::new();
    let mut places: HashMap<Text, usize> = HashMap::new();
    for line in both.yours.lines().chain(both.theirs.lines()).filter(|line| !line.trim().is_empty()) {
        let entry = line::read(line.trim().as_bytes())?;
        match places.entry(entry.hash.clone()) {
            Place::Vacant(place) => {
                place.insert(lines.len());
                lines.push(line);
            }
            Place::Occupied(place) if entry.is_redacted() => {
                if let Some(there) = lines.get_mut(*place.get()) {
                    *there = line;
                }
            }
            Place::Occupied(_) => {}
        }
    }
    let end = if both.yours.contains("\r\n") { "\r\n" } else { "\n" };
    Some(lines.iter().flat_map(|line| [*line, end]).collect::<String>().into_bytes())
}

/// How the first marker begins. No line of a history begins so.
const MARKER: &[u8] = b"<<<<<<<";
