//! The index of our own export: which activity each row of its other sheets is about.

use std::collections::HashMap;

use crate::domain::Text;
use crate::domain::id::Id;
use crate::domain::words::say;
use crate::formats::import::book::Book;

/// An activity as the index names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id in the register.
    pub id: Id,
    /// Its reference, where it has one.
    pub reference: Option<Text>,
    /// What it is called.
    pub title: Text,
}

/// The activities of our own export by sheet and row, counted from 1; empty for any other workbook.
pub(super) fn find(book: &Book) -> HashMap<(Text, usize), Known> {
    let headings =
        ["sheet", "row", "reference", "activity", "id"].map(|part| say(&format!("export.index-{part}"), &[]));
    let index = book
        .sheets
        .iter()
        .find(|sheet| (0..).zip(&headings).all(|(column, heading)| *sheet.cell(0, column).words() == **heading));
    let Some(index) = index else {
        return HashMap::new();
    };
    let rows = (1..index.rows.len()).filter_map(|row| {
        let at = |column: usize| index.cell(row, column).words();
        let id = at(4);
        let known = Known { id: Id::from(&*id), reference: Some(at(2)).filter(|text| !text.is_empty()), title: at(3) };
        (!id.is_empty()).then_some(((at(0), at(1).parse().ok()?), known))
    });
    rows.collect()
}
