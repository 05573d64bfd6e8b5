//! The one gate between text and the terminal, and the one place where text is measured.
//!
//! Nothing from a register, an import or a file name reaches a screen or the standard output without [`clean`]. Characters that
//! steer a terminal, turn the direction of text round or cannot be seen stand there as visible marks, `‹U+202E›`; Welsh, Arabic,
//! Hindi and emoji stand as they are. Widths are the columns that ratatui gives a text, grapheme by grapheme.

use std::fmt;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A line of text that is safe to show. Every grapheme of it takes at least one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean(String);

impl Clean {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl From<Clean> for String {
    fn from(text: Clean) -> Self {
        text.0
    }
}

/// One line, safe to show. A line break or a tab becomes a space, everything else unsafe a mark. Cleaning twice changes nothing more.
pub fn clean(text: &str) -> Clean {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Clean(text.to_owned());
    }
    let mut shown = String::with_capacity(text.len());
    let mut following = text.chars().skip(1);
    for grapheme in text.graphemes(true) {
        if let &[letter @ b' '..=b'~'] = grapheme.as_bytes() {
            shown.push(char::from(letter));
            following.next();
            continue;
        }
        let whole = FLAGS.contains(&grapheme);
        let space = matches!(grapheme, "\n" | "\r\n" | "\t");
        // An accent with no letter to stand on would join whatever the screen has to its left, or not be drawn at all.
        let no_width = !grapheme.contains(char::is_control) && columns_of(grapheme) == 0;
        let mut nothing_under_it = true;
        for letter in grapheme.chars() {
            let before = shown.chars().next_back();
            let after = following.next();
            nothing_under_it &= is_added(letter);
            match letter {
                _ if space => {}
                _ if whole => shown.push(letter),
                _ if !no_width && !nothing_under_it && is_safe(before, letter, after) => shown.push(letter),
                _ => shown.push_str(&mark(letter)),
            }
        }
        if space {
            shown.push(' ');
        }
    }
    Clean(shown)
}

/// The lines of a text with line breaks, each safe to show: one more than there are breaks, so at least one.
pub fn clean_lines(text: &str) -> Vec<Clean> {
    text.split('\n').map(|line| clean(line.strip_suffix('\r').unwrap_or(line))).collect()
}

/// The columns that a text takes.
pub fn width(text: &Clean) -> usize {
    match text.0.is_ascii() {
        true => text.0.len(),
        false => text.0.graphemes(true).map(columns_of).sum(),
    }
}

/// The columns to the left of the cursor when `line` is shown through [`clean`] and the cursor stands before its byte `cursor`.
/// Measured from the right, as a character may be safe only because of the one behind it.
pub fn width_before(line: &str, cursor: usize) -> usize {
    let rest = line.get(cursor..).unwrap_or_default();
    width(&clean(line)).saturating_sub(width(&clean(rest)))
}

/// The text in no more than `columns`, with `…` at the end when some of it had to go.
pub fn clip(text: &Clean, columns: usize) -> Clean {
    clip_with(text, columns, "…")
}

/// Like [`clip`] with `...`, for a text that went through [`ascii`].
pub fn clip_ascii(text: &Clean, columns: usize) -> Clean {
    clip_with(text, columns, "...")
}

/// The text in exactly `columns`, clipped or followed by spaces.
pub fn pad(text: &Clean, columns: usize) -> Clean {
    let mut padded = clip(text, columns);
    let missing = columns.saturating_sub(width(&padded));
    padded.0.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// The text in lines of no more than `columns`, at least one line, broken between words; a word longer than a line is broken
/// between graphemes. Spaces at a break go, all else is kept. A single grapheme that is wider than the whole line stands alone
/// on a line that is too wide for it.
pub fn wrap(text: &Clean, columns: usize) -> Vec<Clean> {
    let mut lines = Vec::new();
    let mut line = 0..0;
    let mut used = 0;
    // Words and spaces take turns, so this is always the space before the word at hand.
    let mut gap = 0;
    for piece in pieces(&text.0) {
        if piece.is_space {
            gap = piece.columns;
            continue;
        }
        if used + gap + piece.columns <= columns {
            line.end = piece.range.end;
            used += gap + piece.columns;
        } else {
            lines.extend(cut(text, &line));
            line = piece.range.start..piece.range.start;
            used = 0;
            for grapheme in text.0.get(piece.range).unwrap_or_default().graphemes(true) {
                if used + columns_of(grapheme) > columns {
                    lines.extend(cut(text, &line));
                    line = line.end..line.end;
                    used = 0;
                }
                line.end += grapheme.len();
                used += columns_of(grapheme);
            }
        }
    }
    lines.extend(cut(text, &line));
    if lines.is_empty() {
        lines.push(Clean::default());
    }
    lines
}

/// The text for a terminal that shows ASCII only: letters without their accents, plain quotes and dashes, boxes of `+ - |`, and
/// `?` for a grapheme that has no such form. It may be longer than the text was, so this goes before [`clip_ascii`] and [`wrap`].
pub fn ascii(text: &Clean) -> Clean {
    let mut plain = String::with_capacity(text.0.len());
    for grapheme in text.0.graphemes(true) {
        match ascii_grapheme(grapheme) {
            Some(letters) => plain.push_str(&letters),
            None => plain.push('?'),
        }
    }
    Clean(plain)
}

/// A word, or the spaces between two.
struct Piece {
    /// In bytes of the text.
    range: Range<usize>,
    columns: usize,
    is_space: bool,
}

/// Words and the spaces between them, in turn.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let end = start + grapheme.len();
        let columns = columns_of(grapheme);
        let is_space = grapheme.chars().all(is_break);
        match pieces.last_mut() {
            Some(last) if last.is_space == is_space => {
                last.range.end = end;
                last.columns += columns;
            }
            _ => pieces.push(Piece { range: start..end, columns, is_space }),
        }
    }
    pieces
}

/// A part of the text as a line, if there is anything in it.
fn cut(text: &Clean, range: &Range<usize>) -> Option<Clean> {
    text.0.get(range.clone()).filter(|line| !line.is_empty()).map(|line| Clean(line.to_owned()))
}

/// Where a line may be broken. Spaces that are made to hold words together are not among them.
fn is_break(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

fn clip_with(text: &Clean, columns: usize, ending: &str) -> Clean {
    if width(text) <= columns {
        return text.clone();
    }
    // All endings are as wide as they have characters; where not even the ending fits, as much of it as does.
    let ending: String = ending.chars().take(columns).collect();
    let room = columns - ending.chars().count();
    let mut used = 0;
    let mut clipped = String::new();
    for grapheme in text.0.graphemes(true) {
        used += columns_of(grapheme);
        if used > room {
            break;
        }
        clipped.push_str(grapheme);
    }
    clipped.push_str(&ending);
    Clean(clipped)
}

/// As many as ratatui gives it: the half-width sound marks of Japanese take a column of their own in terminals.
fn columns_of(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.chars().filter(|letter| matches!(letter, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// How a character that must not stand there is shown.
pub(crate) fn mark(letter: char) -> String {
    format!("‹U+{:04X}›", u32::from(letter))
}

/// Accents, and the parts of a Korean syllable that come second and third, unless they take a column of their own.
fn is_added(letter: char) -> bool {
    let joins = is_combining_mark(letter) || matches!(letter, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}');
    joins && columns_of(letter.encode_utf8(&mut [0; 4])) == 0
}

fn is_safe(before: Option<char>, letter: char, after: Option<char>) -> bool {
    match letter {
        '\u{200D}' => joins_emoji(before, after) || joins_letters(before, after),
        '\u{200C}' => joins_letters(before, after),
        '\u{FE0E}' | '\u{FE0F}' => before.is_some_and(is_emoji) || is_keycap(before, after),
        _ => !is_unsafe(letter),
    }
}

/// Characters that nobody can see or that change what stands around them: controls, direction marks, fillers, invisible operators,
/// variation selectors, annotation and tag characters, and the code points that will never be characters.
fn is_unsafe(letter: char) -> bool {
    matches!(letter,
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFC}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

/// England, Scotland and Wales: the only flags that are written with tag characters. Any other use of those hides text.
const FLAGS: [&str; 3] = [
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

fn joins_emoji(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|letter| is_emoji(letter) || letter == '\u{FE0F}') && after.is_some_and(is_emoji)
}

fn joins_letters(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_joining_letter) && after.is_some_and(is_joining_letter)
}

/// The blocks that hold emoji. Some of their characters are plain symbols, for which a variation selector does no harm.
fn is_emoji(letter: char) -> bool {
    matches!(letter,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21AA}' | '\u{231A}'..='\u{23FF}'
        | '\u{24C2}' | '\u{25AA}'..='\u{25FE}' | '\u{2600}'..='\u{27BF}' | '\u{2934}'..='\u{2935}' | '\u{2B05}'..='\u{2B55}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1F1E5}' | '\u{1F200}'..='\u{1FAFF}')
}

/// A digit, `#` or `*` that the characters behind it make into a key.
fn is_keycap(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('0'..='9' | '#' | '*')) && after == Some('\u{20E3}')
}

/// Letters and signs of the scripts in which a joiner or non-joiner changes how words are written: Arabic and Syriac to N'Ko and
/// Mandaic, the scripts of India and its neighbours, Khmer, Mongolian, Adlam.
fn is_joining_letter(letter: char) -> bool {
    let script = matches!(letter,
        '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{1B00}'..='\u{1BFF}' | '\u{A840}'..='\u{A9DF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}');
    script && !is_unsafe(letter) && (letter.is_alphabetic() || is_combining_mark(letter))
}

/// None when the grapheme holds anything without a form in ASCII.
fn ascii_grapheme(grapheme: &str) -> Option<String> {
    let mut plain = String::new();
    for letter in grapheme.chars() {
        if let Some(form) = ascii_form(letter) {
            plain.push_str(form);
            continue;
        }
        for part in std::iter::once(letter).nfkd() {
            match part {
                ' '..='~' => plain.push(part),
                _ if is_combining_mark(part) => {}
                _ => plain.push_str(ascii_form(part)?),
            }
        }
    }
    (!plain.is_empty()).then_some(plain)
}

fn ascii_form(letter: char) -> Option<&'static str> {
    Some(match letter {
        '‘' | '’' | '‚' | '‛' | '′' | '´' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐'..='―' | '−' => "-",
        '…' => "...",
        '‹' | '←' | '◄' | '◂' => "<",
        '›' | '→' | '►' | '▸' => ">",
        '↑' | '▲' => "^",
        '↓' | '▼' => "v",
        '↔' => "<->",
        '↕' => "|",
        '•' | '·' | '●' | '■' | '▪' => "*",
        '○' | '◦' => "o",
        '□' | '▫' => ".",
        '×' => "x",
        '÷' | '⁄' => "/",
        '±' => "+/-",
        '≤' => "<=",
        '≥' => ">=",
        '£' => "GBP",
        '€' => "EUR",
        '©' => "(c)",
        '®' => "(R)",
        '°' => "deg",
        'ß' => "ss",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'þ' => "th",
        'Þ' => "Th",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' | '╴' | '╶' | '╸' | '╺' => "-",
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' | '╵' | '╷' | '╹' | '╻' => "|",
        '╱' => "/",
        '╲' => "\\",
        '╳' => "X",
        '\u{2500}'..='\u{257F}' => "+",
        '▀'..='▟' => "#",
        _ => return None,
    })
}
