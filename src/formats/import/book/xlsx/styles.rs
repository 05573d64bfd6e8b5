//! How the cells of a workbook show their numbers, by the number of their style.

use crate::formats::import::book::archive::Archive;
use crate::formats::import::book::number::Shown;
use crate::formats::import::book::why::Why;
use crate::formats::import::book::xml::{Node, Xml};
use std::collections::HashMap;

/// One entry for each style of cells.
pub(super) fn read(archive: &mut Archive<'_>, place: &str) -> Result<Vec<Shown>, Why> {
    /// Excel itself has at most this many.
    const MOST_STYLES: usize = 65_536;
    let Some(part) = archive.part(place)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(part, place);
    let mut patterns: HashMap<u32, Shown> = HashMap::new();
    let mut styles = Vec::new();
    let mut is_of_cells = false;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "numFmt" => {
                let [number, pattern] = tag.values(["numFmtId", "formatCode"])?;
                let number = number.and_then(|number| number.parse().ok());
                if let (Some(number), Some(pattern)) = (number, pattern) {
                    patterns.insert(number, Shown::by_pattern(&pattern));
                }
            }
            Node::Open(tag) if tag.name() == "cellXfs" => is_of_cells = true,
            Node::Open(tag) if is_of_cells && tag.name() == "xf" => {
                let [number] = tag.values(["numFmtId"])?;
                let number = number.and_then(|number| number.parse().ok()).unwrap_or(0);
                let shown = patterns.get(&number).cloned().unwrap_or_else(|| Shown::by_number(number));
                if styles.len() == MOST_STYLES {
                    return Err(xml.damaged());
                }
                styles.push(shown);
            }
            Node::Close(name) if name == "cellXfs" => is_of_cells = false,
            Node::End => return Ok(styles),
            _ => {}
        }
    }
}
