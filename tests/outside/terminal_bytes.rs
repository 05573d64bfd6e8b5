//! What a program sends to its terminal, read as the terminal reads it: letters, orders, and what must never be sent.

use std::fmt;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Modes that are asked for at the start: what they are, the bytes that turn them on, and those that turn them off.
const MODES: [(&str, &str, &str); 7] = [
    ("the other screen", "?1049h", "?1049l"),
    ("no cursor", "?25l", "?25h"),
    ("pastes in brackets", "?2004h", "?2004l"),
    ("mouse clicks", "?1000h", "?1000l"),
    ("mouse drags", "?1002h", "?1002l"),
    ("mouse moves", "?1003h", "?1003l"),
    ("mouse as text", "?1006h", "?1006l"),
];

/// The orders that a program of screens has reason to give, by their last letter. None of them asks the terminal anything.
const ORDERS: &str = "ABCDEFGHJKLMPSTXdfghlmrsu@q`";

/// The bytes, taken apart.
#[derive(Clone, Debug, Default)]
pub struct TerminalBytes {
    parts: Vec<Part>,
}

/// One thing that a terminal is sent.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// Letters that are shown, without control characters.
    Text(String),
    /// An order such as `2J`, without the two letters that begin it.
    Order(String),
    /// A control character.
    Control(char),
    /// Something that no screen has reason to send: clipboard, title, question, or a letter that steers.
    Unsafe(String),
}

impl TerminalBytes {
    pub fn of(bytes: &[u8]) -> TerminalBytes {
        let text = String::from_utf8_lossy(bytes);
        let mut rest = text.as_ref();
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (part, length) = first(rest);
            parts.push(part);
            rest = &rest[length..];
        }
        TerminalBytes { parts }
    }

    /// What must never be sent, as it was sent.
    pub fn unsafe_ones<'a>(&'a self) -> Vec<&'a str> {
        let unsafe_one = |part: &'a Part| if let Part::Unsafe(what) = part { Some(what.as_str()) } else { None };
        self.parts.iter().filter_map(unsafe_one).collect()
    }

    /// All that is neither letters nor the end of a line.
    pub fn other_than_lines(&self) -> Vec<String> {
        let is_other = |part: &&Part| !matches!(part, Part::Text(_) | Part::Control('\n'));
        self.parts.iter().filter(is_other).map(|part| format!("{part:?}")).collect()
    }

    /// The modes that were turned on and not off again.
    pub fn left_on(&self) -> Vec<&'static str> {
        let last = |order: &str| self.parts.iter().rposition(|part| *part == Part::Order(order.to_owned()));
        MODES.into_iter().filter(|(_, on, off)| last(on) > last(off)).map(|(name, ..)| name).collect()
    }

    /// Whether the modes of a screen were ever turned on.
    #[cfg(unix)]
    pub fn took_the_screen(&self) -> bool {
        self.parts.contains(&Part::Order("?1049h".to_owned()))
    }
}

/// The first part of a text, and its length in bytes.
fn first(text: &str) -> (Part, usize) {
    let letter = text.chars().next().unwrap();
    match letter {
        '\u{1b}' => sequence(text),
        '\n' | '\r' | '\u{8}' => (Part::Control(letter), 1),
        _ if is_unsafe(letter) => (Part::Unsafe(letter.escape_unicode().to_string()), letter.len_utf8()),
        _ => {
            let end = text.find(|letter: char| letter.is_control() || is_unsafe(letter)).unwrap_or(text.len());
            (Part::Text(text[..end].to_owned()), end)
        }
    }
}

/// What begins with Escape.
fn sequence(text: &str) -> (Part, usize) {
    let mut letters = text.char_indices().skip(1);
    let Some((_, kind)) = letters.next() else { return (Part::Unsafe("a lone Escape".to_owned()), 1) };
    if kind != '[' {
        // Titles, clipboards and the like go on to their end, which is not shown: one is enough to be told.
        return (
            Part::Unsafe(text.chars().take(24).collect::<String>().escape_default().to_string()),
            1 + kind.len_utf8(),
        );
    }
    let end = letters.find(|(_, letter)| ('@'..='~').contains(letter));
    let Some((end, last)) = end else { return (Part::Unsafe("an order without an end".to_owned()), text.len()) };
    let order = &text[2..end];
    let is_order = ORDERS.contains(last) && order.chars().all(|letter| (' '..='?').contains(&letter));
    let whole = text[2..=end].to_owned();
    (if is_order { Part::Order(whole) } else { Part::Unsafe(whole.escape_default().to_string()) }, end + 1)
}

/// Whether a letter steers a terminal, turns the direction of the text round, or stands there unseen.
fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\r' | '\u{8}' | '\u{1b}'))
        || matches!(letter, '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e001f}')
}

/// What a terminal shows that was sent these bytes.
pub struct Picture {
    rows: Vec<Vec<String>>,
    at: (usize, usize),
}

impl Picture {
    pub fn of(bytes: &[u8], columns: u16, rows: u16) -> Picture {
        let row = vec![" ".to_owned(); columns.into()];
        let mut picture = Picture { rows: vec![row; rows.into()], at: (0, 0) };
        for part in TerminalBytes::of(bytes).parts {
            match part {
                Part::Text(text) => text.graphemes(true).for_each(|letter| picture.put(letter)),
                Part::Order(order) => picture.obey(&order),
                Part::Control('\r') => picture.at.1 = 0,
                Part::Control('\n') => picture.at.0 += 1,
                Part::Control(_) | Part::Unsafe(_) => {}
            }
        }
        picture
    }

    /// Whether a row holds these words.
    #[cfg(unix)]
    pub fn shows(&self, words: &str) -> bool {
        self.to_string().contains(words)
    }

    fn put(&mut self, letter: &str) {
        let (row, column) = self.at;
        if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *cell = letter.to_owned();
        }
        for covered in 1..letter.width() {
            if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(column + covered)) {
                cell.clear();
            }
        }
        self.at.1 += letter.width();
    }

    /// Obeys the orders that move the cursor and clear the screen; others change nothing that is read here.
    fn obey(&mut self, order: &str) {
        let (numbers, last) = order.split_at(order.len() - 1);
        let mut numbers = numbers.split(';').map(|number| number.parse::<usize>().unwrap_or(1).max(1));
        let (first, second) = (numbers.next().unwrap_or(1), numbers.next().unwrap_or(1));
        match last {
            "H" | "f" => self.at = (first - 1, second - 1),
            "A" => self.at.0 = self.at.0.saturating_sub(first),
            "B" => self.at.0 += first,
            "C" => self.at.1 += first,
            "D" => self.at.1 = self.at.1.saturating_sub(first),
            "G" => self.at.1 = first - 1,
            "d" => self.at.0 = first - 1,
            "J" => self.rows.iter_mut().flatten().for_each(|cell| " ".clone_into(cell)),
            "K" => self.rows.iter_mut().skip(self.at.0).take(1).for_each(|row| {
                row.iter_mut().skip(self.at.1).for_each(|cell| " ".clone_into(cell));
            }),
            _ => {}
        }
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.rows.iter().try_for_each(|row| writeln!(formatter, "{}", row.concat().trim_end()))
    }
}

#[test]
fn what_a_terminal_is_sent_is_read_as_it_reads_it() {
    let sent =
        TerminalBytes::of("\u{1b}[?1049h\u{1b}[2;3Hab\u{1b}[31mc\u{1b}]52;c;QQ==\u{7}\u{202e}\u{9b}5n".as_bytes());
    assert_eq!(sent.left_on(), ["the other screen"]);
    assert_eq!(sent.unsafe_ones().len(), 4, "{:?}", sent.parts);
    let picture = Picture::of("\u{1b}[2;3Hab\u{1b}[31mc漢d\u{1b}[2;4HB".as_bytes(), 10, 3);
    assert_eq!(picture.to_string(), "\n  aBc漢d\n\n");
    for question in
        ["\u{1b}[6n", "\u{1b}[c", "\u{1b}[14t", "\u{1b}P+q\u{1b}\\", "\u{1b}c", "\u{7}", "\0", "\u{7f}", "\u{e0001}"]
    {
        assert!(!TerminalBytes::of(question.as_bytes()).unsafe_ones().is_empty(), "{question:?}");
    }
    assert_eq!(
        TerminalBytes::of("\u{1b}[?25l\u{1b}[1;1Hé 漢\r\n\u{1b}[?25h\u{1b}[39;49m".as_bytes()).unsafe_ones(),
        [""; 0]
    );
}
