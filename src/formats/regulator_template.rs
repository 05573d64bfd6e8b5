//! The sheets that the regulator is sent: their blocks, bands and columns, read from `data/regulator_template.json`.

use std::sync::{Arc, LazyLock};

use serde::Deserialize;

use crate::formats::workbook::{Band, Block, Heading, Sheet};

/// The three sheets, in the order of the workbook: `controller`, `processor`, `law_enforcement`.
///
/// The file is part of the program and a test reads every member of it, so an empty list means only that somebody broke the file.
pub static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    serde_json::from_str::<Template>(include_str!("../../data/regulator_template.json"))
        .map(|template| template.sheets)
        .unwrap_or_default()
});

/// One sheet before anything is filled in.
#[derive(Debug, Deserialize)]
pub struct Layout {
    /// `controller`, `processor` or `law_enforcement`.
    pub id: Arc<str>,
    /// The sheet's name in the workbook.
    pub name: Arc<str>,
    /// One sentence for the officer: whose layout it is and what law it answers.
    pub about: Arc<str>,
    /// The row of the headings, counted from 1.
    pub heading_row: u32,
    /// How many A3 pages lie side by side in print.
    pub pages_wide: u16,
    /// The header block in rows 1 to 6, left to right.
    pub blocks: Vec<HeaderBlock>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
}

/// One group of the header block: a title over labels, each with its value to the right.
#[derive(Debug, Deserialize)]
pub struct HeaderBlock {
    /// The exact title.
    pub title: Arc<str>,
    /// What asks for it.
    pub law: Arc<str>,
    /// The labels, from the top.
    pub fields: Vec<HeaderField>,
    /// What to put there, where the title does not say enough.
    pub filled: Option<Arc<str>>,
}

/// One label of the header block.
#[derive(Debug, Deserialize)]
pub struct HeaderField {
    /// The exact label.
    pub label: Arc<str>,
    /// What fills it, as `controller.name`.
    pub field: Arc<str>,
}

/// One column of a sheet.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// The column's letters, `A` to `AD`, for people who read the data file.
    pub column: Arc<str>,
    /// The exact heading.
    pub heading: Arc<str>,
    /// The band over it; neighbours with one title share one band.
    pub band: Arc<str>,
    /// What fills it, as `purposes`.
    pub field: Arc<str>,
    /// How law asks for it.
    pub required: Required,
    /// What asks for it.
    pub law: Arc<str>,
    /// Width in characters.
    pub width: u16,
    /// What to put there, where the heading does not say enough.
    pub filled: Option<Arc<str>>,
}

/// How law asks for a column.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
pub enum Required {
    /// Always.
    #[serde(rename = "required")]
    Always,
    /// Where the activity has such a thing.
    #[serde(rename = "if applicable")]
    IfApplicable,
    /// Where possible (Article 30(1)(f) and (g)).
    #[serde(rename = "where possible")]
    WherePossible,
    /// Not by the law on records: the regulator's good practice.
    #[serde(rename = "optional")]
    Optional,
}

impl Layout {
    /// The sheet with this header and these rows.
    ///
    /// `value_of` answers what stands beside a label of the header block, by its field (`controller.name`). Each row holds one
    /// text a column, in the order of [`Layout::columns`].
    pub fn sheet(&self, value_of: impl Fn(&str) -> Arc<str>, rows: Vec<Vec<Arc<str>>>) -> Sheet {
        let blocks = self.blocks.iter().map(|block| Block {
            title: block.title.clone(),
            fields: block.fields.iter().map(|field| (field.label.clone(), value_of(&field.field))).collect(),
        });
        let headings = self.columns.iter().map(|column| Heading {
            text: column.heading.clone(),
            width: column.width,
            required: column.required != Required::Optional,
        });
        Sheet {
            name: self.name.clone(),
            blocks: blocks.collect(),
            bands: self.bands(),
            headings: headings.collect(),
            heading_row: self.heading_row,
            pages_wide: self.pages_wide,
            rows,
        }
    }

    /// The bands with the columns that they span, left to right.
    pub fn bands(&self) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        for (position, column) in (0u16..).zip(&self.columns) {
            match bands.last_mut() {
                Some(band) if band.title == column.band => band.last = position,
                _ => bands.push(Band { title: column.band.clone(), first: position, last: position }),
            }
        }
        bands
    }
}

#[derive(Deserialize)]
struct Template {
    sheets: Vec<Layout>,
}
