//! Rows of text: fields parted by commas, semicolons or tabs, with quotation marks round those that hold one.

use super::bounds::{Budget, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS};
use super::encoding;
use super::why::Why;
use super::{Book, Cell, Sheet, letters};
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// The one sheet of a file of rows. A field is text, as it was typed: a telephone number keeps its nought.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Book, Why> {
    let (text, encoding) = encoding::decode(bytes)?;
    let (told, text) = told_separator(&text);
    let separator = told.or_else(|| separator(text)).unwrap_or_else(|| loose_separator(text));
    let mut sheet = Sheet::default();
    let mut rows = Rows::new(text, separator);
    // The line that names the separator is none of the rows in Excel, but it is one in the file.
    rows.line += usize::from(told.is_some());
    while let Some(row) = rows.next_row()? {
        let number = sheet.rows.len() + 1;
        budget.take(row.len().max(1), || format!("row {number}"))?;
        if number > MOST_ROWS {
            return Err(Why::new("book.too-many-rows").with("number", number));
        }
        sheet.rows.push(row);
    }
    while sheet.rows.last().is_some_and(Vec::is_empty) {
        sheet.rows.pop();
    }
    Ok(Book { sheets: vec![sheet], encoding: Some(encoding) })
}

/// The separator that makes more than half of the rows equally long; none where the text is no table.
pub(super) fn separator(text: &str) -> Option<char> {
    if let (Some(told), _) = told_separator(text) {
        return Some(told);
    }
    let judged = CANDIDATES.map(|separator| (judge(text, separator), separator));
    let alike = judged.iter().filter(|(judged, _)| judged.alike * 2 > judged.rows);
    let best = alike.max_by_key(|(judged, _)| (judged.alike * 10 / judged.rows.max(1), judged.fields));
    best.map(|(_, separator)| *separator)
}

/// The separator of rows of all lengths: the one that parts more than half of them. `NONE` where there is none.
fn loose_separator(text: &str) -> char {
    let judged = CANDIDATES.map(|separator| (judge(text, separator), separator));
    let parting = judged.iter().filter(|(judged, _)| judged.parted * 2 > judged.rows);
    parting.max_by_key(|(judged, _)| judged.parted).map_or(NONE, |(_, separator)| *separator)
}

/// What may part fields; of two that are equally good the later is taken, since commas stand in prose too.
const CANDIDATES: [char; 3] = [',', ';', '\t'];

/// No separator: a character that no text has.
const NONE: char = '\0';

/// How many rows are enough to know the separator.
const ROWS_JUDGED: usize = 200;

/// How a separator parts the text.
struct Judged {
    /// How many rows hold something.
    rows: usize,
    /// How many of them it parts.
    parted: usize,
    /// How many have the usual number of fields, more than one, and that number.
    alike: usize,
    fields: usize,
}

fn judge(text: &str, separator: char) -> Judged {
    let mut rows = Rows::new(text, separator);
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all = 0;
    // The last row may be cut off, or a quotation mark be left open: what came before is judged.
    while let (true, Ok(Some(row))) = (all < ROWS_JUDGED, rows.next_row()) {
        if !row.is_empty() {
            all += 1;
            *lengths.entry(rows.fields).or_default() += 1;
        }
    }
    lengths.remove(&1);
    let parted = lengths.values().sum();
    let (fields, alike) = lengths.into_iter().max_by_key(|(_, count)| *count).unwrap_or_default();
    Judged { rows: all, parted, alike, fields }
}

/// The separator of a first line `sep=;`, and the text behind it.
fn told_separator(text: &str) -> (Option<char>, &str) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (None, text);
    };
    let told = first.trim_end_matches('\r').strip_prefix("sep=").or_else(|| first.trim_end().strip_prefix("SEP="));
    let mut characters = told.unwrap_or_default().chars();
    match (characters.next(), characters.next()) {
        (Some(separator), None) if separator != '"' => (Some(separator), rest),
        _ => (None, text),
    }
}

/// The rows of a text, one after the other.
struct Rows<'a> {
    characters: Peekable<Chars<'a>>,
    separator: char,
    /// The line that is read, from 1.
    line: usize,
    /// How many fields the last row had, empty ones at its end among them.
    fields: usize,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: char) -> Self {
        Rows { characters: text.chars().peekable(), separator, line: 1, fields: 0 }
    }

    /// The next row, without the empty fields at its end; none behind the last.
    fn next_row(&mut self) -> Result<Option<Vec<Cell>>, Why> {
        if self.characters.peek().is_none() {
            return Ok(None);
        }
        let mut cells = Vec::new();
        self.fields = 0;
        loop {
            let (field, goes_on) = self.next_field()?;
            if self.fields >= MOST_COLUMNS {
                return Err(Why::new("book.too-many-columns").with("line", self.line));
            }
            self.fields += 1;
            if !field.trim().is_empty() {
                cells.resize(self.fields - 1, Cell::Empty);
                cells.push(Cell::Text(field.into()));
            }
            if !goes_on {
                cells.shrink_to_fit();
                return Ok(Some(cells));
            }
        }
    }

    /// The next field, and whether the row goes on behind it.
    fn next_field(&mut self) -> Result<(String, bool), Why> {
        let mut field = String::new();
        let opened = self.line;
        let mut quoted = self.characters.next_if_eq(&'"').is_some();
        loop {
            if field.len() > MOST_CHARACTERS {
                let why = Why::new("book.long-field").with("line", opened);
                return Err(why.with("column", letters(self.fields)));
            }
            match self.characters.next() {
                None if quoted => return Err(Why::new("book.open-quotation").with("line", opened)),
                None => return Ok((field, false)),
                Some('"') if quoted => match self.characters.next_if_eq(&'"') {
                    Some(quotation) => field.push(quotation),
                    None => quoted = false,
                },
                Some(character @ ('\r' | '\n')) => {
                    if character == '\r' {
                        self.characters.next_if_eq(&'\n');
                    }
                    self.line += 1;
                    if !quoted {
                        return Ok((field, false));
                    }
                    field.push('\n');
                }
                Some(character) if character == self.separator && !quoted => return Ok((field, true)),
                Some(character) => field.push(character),
            }
        }
    }
}
