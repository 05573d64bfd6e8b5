//! The markers that git's text merge leaves in a register: where they are, and the sides between them.

use crate::domain::register::Register;

/// The line of the first marker that git left in a register, counted from 1; `None` where there is none.
///
/// No line of a register begins so: line ends inside a text are escapes. A text that is no register is left alone, since in
/// notes a row of `=` is a heading.
pub fn first_marker(text: &str) -> Option<usize> {
    if !text.contains(Register::FORMAT) {
        return None;
    }
    text.lines().position(|line| Marker::of(line).is_some()).map(|line| line + 1)
}

/// The states that a text with markers holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The state before both changes, where git was told to leave it (`diff3`).
    pub base: Option<String>,
    /// The side of the branch that was merged into.
    pub yours: String,
    /// The side of the branch that was merged.
    pub theirs: String,
}

/// The sides of a text with markers; `None` where the markers are not whole, so that nobody can say what is whose.
pub fn sides(text: &str) -> Option<Sides> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    // Longer markers belong to a merge inside the base.
    let length = lines.iter().find_map(|line| Marker::of(line)).filter(|marker| marker.sign == '<')?.length;
    let mut sides = Sides { base: Some(String::new()), yours: String::new(), theirs: String::new() };
    let mut place = Place::Outside;
    for line in lines {
        let Some(marker) = Marker::of(line).filter(|marker| marker.length == length) else {
            sides.add(place, line);
            continue;
        };
        place = match (place, marker.sign) {
            (Place::Outside, '<') => Place::Yours,
            (Place::Yours, '|') => Place::Base,
            (Place::Yours, '=') => {
                sides.base = None;
                Place::Theirs
            }
            (Place::Base, '=') => Place::Theirs,
            (Place::Theirs, '>') => Place::Outside,
            _ => return None,
        };
    }
    matches!(place, Place::Outside).then_some(sides)
}

impl Sides {
    fn add(&mut self, place: Place, line: &str) {
        if matches!(place, Place::Outside | Place::Yours) {
            self.yours.push_str(line);
        }
        if matches!(place, Place::Outside | Place::Theirs) {
            self.theirs.push_str(line);
        }
        if let (Place::Outside | Place::Base, Some(base)) = (place, &mut self.base) {
            base.push_str(line);
        }
    }
}

/// Between which markers a line stands.
#[derive(Clone, Copy)]
enum Place {
    Outside,
    Yours,
    Base,
    Theirs,
}

/// A line of git's: the sign that it is made of, and how often.
struct Marker {
    sign: char,
    length: usize,
}

impl Marker {
    fn of(line: &str) -> Option<Marker> {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
        let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '|' | '=' | '>'))?;
        let rest = line.trim_start_matches(sign);
        let length = line.len() - rest.len();
        (length >= SHORTEST && (rest.is_empty() || rest.starts_with(' '))).then_some(Marker { sign, length })
    }
}

/// How many signs git puts in a marker at least.
const SHORTEST: usize = 7;
