//! Rows of short texts, as aligned text or as CSV.

use crate::domain::text::{clean, pad, width};
use crate::domain::words::say;
use crate::shell::cli::answer::{Answer, Refusal};

/// Rows of short texts under headings.
pub(super) struct Table {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// No column is made wider than this for one long text.
const WIDEST: usize = 60;

impl Table {
    /// The rows one a line, their columns under each other.
    pub(super) fn text(&self) -> Answer {
        let mut answer = Answer::done();
        self.lines().iter().for_each(|line| answer.line(line));
        answer
    }

    /// The rows as lines of text, their columns under each other.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut widths = vec![0; self.headings.len()];
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = width(&clean(cell)).min(WIDEST).max(*widest);
            }
        }
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths).map(|(cell, columns)| {
                let cell = clean(cell);
                if width(&cell) > *columns { String::from(cell) } else { pad(&cell, *columns).into() }
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        self.rows.iter().map(line).collect()
    }

    /// The rows as CSV with their headings. No cell begins as a formula does.
    pub(super) fn csv(&self) -> Result<Answer, Refusal> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = std::iter::once(&self.headings).chain(&self.rows);
        for row in rows {
            let cells = row.iter().map(|cell| harmless(clean(cell).as_str()));
            writer.write_record(cells).map_err(|_| no_csv())?;
        }
        let bytes = writer.into_inner().map_err(|_| no_csv())?;
        Ok(Answer::whole(String::from_utf8(bytes).map_err(|_| no_csv())?))
    }
}

/// A spreadsheet would work out a cell that begins with one of these.
fn harmless(cell: &str) -> String {
    if cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn no_csv() -> Refusal {
    Refusal::new(super::answer::NOT_WRITTEN, say("cli.no-output", &[]))
}
