//! The sheets of a workbook on disk, as another program reads them.

use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::path::Path;

/// The texts of a sheet, row by row from the first.
pub type Rows = Vec<Vec<String>>;

/// The row of the headings, counted from 0; the rows of the register stand below it.
pub const HEADINGS: usize = 8;

/// Every sheet by its name.
pub fn sheets(path: &Path) -> BTreeMap<String, Rows> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let names = workbook.sheet_names().clone();
    names
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let (last_row, last_column) = range.end().unwrap();
            let text = |row, column| match range.get_value((row, column)) {
                Some(Data::Empty) | None => String::new(),
                Some(cell) => cell.to_string(),
            };
            let rows = (0..=last_row).map(|row| (0..=last_column).map(|column| text(row, column)).collect()).collect();
            (name, rows)
        })
        .collect()
}

/// The ids of the activities whose rows the workbook holds, in order and each once.
pub fn activities(sheets: &BTreeMap<String, Rows>) -> Vec<String> {
    let index = &sheets["Index of rows"];
    let heading = index.iter().find(|row| row.iter().any(|cell| cell == "Id in the register")).unwrap();
    let column = heading.iter().position(|cell| cell == "Id in the register").unwrap();
    let below = index.iter().skip_while(|row| *row != heading).skip(1);
    let mut ids: Vec<String> = below.map(|row| row[column].clone()).filter(|id| !id.is_empty()).collect();
    ids.dedup();
    ids
}

/// The cells that differ between two workbooks, as `sheet: heading of column, row: after`; the sheet about the export is left out.
pub fn differing(before: &BTreeMap<String, Rows>, after: &BTreeMap<String, Rows>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, rows) in after.iter().filter(|(name, _)| *name != "About this export") {
        let old = &before[name];
        assert_eq!(rows.len(), old.len(), "rows of {name}");
        for (row, (new, old)) in rows.iter().zip(old).enumerate() {
            for (column, (new, old)) in new.iter().zip(old).enumerate().filter(|(_, (new, old))| new != old) {
                assert!(new.contains(old.as_str()) || old.is_empty() || column > 0, "{old} is gone");
                found.push(format!("{name}, row {}, {}: {new}", row + 1, rows[HEADINGS][column]));
            }
        }
    }
    found
}
