//! One cell of an OpenDocument spreadsheet: what its tag says it holds, and its text.

use super::times;
use crate::formats::import::book::Cell;
use crate::formats::import::book::bounds::MOST_CHARACTERS;
use crate::formats::import::book::why::Why;
use crate::formats::import::book::xml::{Node, Tag, Xml};
use std::io::Read;

/// What the tag of a cell says.
pub(super) struct Asked {
    /// How many cells side by side hold the same.
    pub(super) repeated: usize,
    /// How many columns and rows it was made one with, itself among them.
    pub(super) columns: usize,
    pub(super) rows: usize,
    kind: String,
    is_fault: bool,
    value: Option<String>,
}

impl Asked {
    pub(super) fn of(tag: &Tag<'_>) -> Result<Self, Why> {
        let [repeated, columns, rows] =
            tag.values(["table:number-columns-repeated", "table:number-columns-spanned", "table:number-rows-spanned"])?;
        let [kind, shown] = tag.values(["office:value-type", "calcext:value-type"])?;
        let [number, day, flag, text] =
            tag.values(["office:value", "office:date-value", "office:boolean-value", "office:string-value"])?;
        Ok(Asked {
            repeated: times(repeated)?,
            columns: times(columns)?,
            rows: times(rows)?,
            kind: kind.unwrap_or_default().into_owned(),
            is_fault: shown.as_deref() == Some("error"),
            value: number.or(day).or(flag).or(text).map(Into::into),
        })
    }

    /// The cell, given the text that it shows.
    pub(super) fn cell(&self, text: String) -> Cell {
        let value = self.value.as_deref().unwrap_or_default();
        if self.is_fault {
            return if text.is_empty() { Cell::Fault("#VALUE!".into()) } else { Cell::Fault(text.into()) };
        }
        let as_text = |text: String| match (text.is_empty(), value.is_empty()) {
            (false, _) => Cell::Text(text.into()),
            (true, false) => Cell::Text(value.into()),
            (true, true) => Cell::Empty,
        };
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => match value.parse::<f64>().ok().filter(|value| value.is_finite()) {
                Some(number) => Cell::Number(self.number_text(number, &text).into(), number),
                None => as_text(text),
            },
            "date" => match value.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => Cell::Day(day),
                None => as_text(text),
            },
            "boolean" if matches!(value, "true" | "false") => Cell::Flag(value == "true"),
            _ => as_text(text),
        }
    }

    /// A number as it is shown where that says more than the number alone: with noughts before it, or a sign behind it.
    fn number_text(&self, number: f64, shown: &str) -> String {
        let plain = crate::formats::import::book::number::written(number);
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let is_filled = digits.len() > plain.len() && digits.trim_start_matches('0') == plain;
        let is_telephone = is_filled && shown.chars().all(|character| character.is_ascii_digit() || character == ' ');
        if is_telephone || self.kind == "percentage" && shown.ends_with('%') { shown.to_owned() } else { plain }
    }
}

/// The text of the cell whose tag was opened last, up to its end; its notes are none of it. `Err(None)` where it is too long.
pub(super) fn text<R: Read>(xml: &mut Xml<R>) -> Result<String, Option<Why>> {
    let outside = xml.depth().saturating_sub(1);
    let mut text = String::new();
    let mut paragraphs = 0;
    let mut depth_of_paragraph = None;
    while xml.depth() > outside {
        let mut opened = None;
        let mut skipped = false;
        match xml.next().map_err(Some)? {
            Node::Open(tag) => match tag.name() {
                "annotation" | "ruby-text" | "table" => skipped = true,
                "p" | "h" => {
                    paragraphs += 1;
                    opened = Some(if paragraphs > 1 { "\n".to_owned() } else { String::new() });
                }
                "s" => {
                    let [count] = tag.values(["text:c"]).map_err(Some)?;
                    opened = Some(" ".repeat(times(count).map_err(Some)?.min(MOST_SPACES)));
                }
                "tab" => opened = Some("\t".to_owned()),
                "line-break" => opened = Some("\n".to_owned()),
                _ => {}
            },
            // Line ends between the words of a paragraph are spaces; between paragraphs they are nothing.
            Node::Text(part) if depth_of_paragraph.is_some() => text.push_str(&part.replace('\n', " ")),
            Node::End => return Err(Some(xml.damaged())),
            _ => {}
        }
        if skipped {
            xml.skip().map_err(Some)?;
        }
        if let Some(opened) = opened {
            depth_of_paragraph.get_or_insert(xml.depth());
            text.push_str(&opened);
        }
        if depth_of_paragraph.is_some_and(|depth| xml.depth() < depth) {
            depth_of_paragraph = None;
        }
        if text.len() > MOST_CHARACTERS {
            return Err(None);
        }
    }
    Ok(text)
}

/// The most spaces that one tag stands for.
const MOST_SPACES: usize = 1_000;
