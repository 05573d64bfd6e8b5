//! An export on disk: the file or files, made whole or not at all.

use crate::app::export::FileKind;
use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::ico::{self, Request};
use crate::formats::import::layouts::lg_inform::Rows;
use crate::formats::workbook::{ExportProblem, Heading, Sheet, Words, Workbook};
use crate::shell::clock;
use crate::shell::store::{self, StoreProblem};
use std::path::{Path, PathBuf};

/// What was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The files, the one that was asked for first.
    pub files: Vec<PathBuf>,
    /// How many activities they hold.
    pub activities: usize,
    /// How many cells were too long for a worksheet and were cut.
    pub cut: usize,
}

/// Why an export was not made.
#[derive(Debug)]
pub enum NotMade {
    /// The disk does not take it, or there is such a file already.
    Store(StoreProblem),
    /// The register does not fit into such a file.
    Format(ExportProblem),
}

/// Makes the regulator's workbook, or its sheets as CSV files, at a path. A file that is there stays unless it is to be replaced.
///
/// A CSV file holds one sheet: where there are several, each further one has its name behind the file's.
///
/// # Errors
/// Nothing is written where the register does not fit, or where a file is in the way.
pub fn make(request: &Request, kind: FileKind, path: &Path, replace: bool) -> Result<Made, NotMade> {
    let (contents, cut) = match kind {
        FileKind::Xlsx => {
            let written = ico::workbook(request).xlsx().map_err(NotMade::Format)?;
            (vec![(path.to_path_buf(), written.bytes)], written.cut.len())
        }
        FileKind::Csv => {
            let sheets = ico::csv(request).map_err(NotMade::Format)?;
            let files =
                sheets.into_iter().enumerate().map(|(place, (sheet, bytes))| (named(path, place, &sheet), bytes));
            (files.collect(), 0)
        }
    };
    if !replace && let Some((path, _)) = contents.iter().find(|(path, _)| path.exists()) {
        return Err(NotMade::Store(StoreProblem::AlreadyThere { path: path.clone() }));
    }
    for (path, bytes) in &contents {
        store::create_new(path, bytes, replace).map_err(NotMade::Store)?;
    }
    let files = contents.into_iter().map(|(path, _)| path).collect();
    Ok(Made { files, activities: request.activities.len(), cut })
}

/// Makes a file of plain rows at a path. A file that is there stays unless it is to be replaced.
///
/// # Errors
/// Nothing is written where the rows do not fit, or where a file is in the way.
pub fn make_rows(rows: &Rows, kind: FileKind, path: &Path, replace: bool) -> Result<Made, NotMade> {
    const WIDTH: u16 = 24;
    let heading = |text: &Text| Heading { text: text.clone(), width: WIDTH, required: false };
    let sheet = Sheet {
        name: say("lg-inform.sheet", &[]).into(),
        blocks: Vec::new(),
        bands: Vec::new(),
        headings: rows.headings.iter().map(heading).collect(),
        heading_row: 1,
        pages_wide: 1,
        rows: rows.rows.clone(),
    };
    let (bytes, cut) = match kind {
        FileKind::Csv => (sheet.csv().map_err(NotMade::Format)?, 0),
        FileKind::Xlsx => {
            let words = Words {
                cut: say("export.cut", &[("count", "{count}")]).into(),
                page: say("export.page", &[("page", "{page}"), ("pages", "{pages}")]).into(),
            };
            let title = sheet.name.clone();
            let workbook = Workbook { title, author: "".into(), created: clock::now(), words, sheets: vec![sheet] };
            let written = workbook.xlsx().map_err(NotMade::Format)?;
            (written.bytes, written.cut.len())
        }
    };
    store::create_new(path, &bytes, replace).map_err(NotMade::Store)?;
    Ok(Made { files: vec![path.to_path_buf()], activities: rows.rows.len(), cut })
}

fn named(path: &Path, place: usize, sheet: &str) -> PathBuf {
    if place == 0 {
        return path.to_path_buf();
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let safe: String = sheet.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    path.with_file_name(format!("{stem}-{}.csv", safe.to_lowercase()))
}

impl Made {
    /// What was made, as one sentence.
    pub fn sentence(&self) -> String {
        let names = self.files.iter().map(|file| file.to_string_lossy().into_owned()).collect::<Vec<_>>().join(", ");
        let made = say("export.done", &[("file", &names), ("count", &self.activities.to_string())]);
        if self.cut == 0 {
            return made;
        }
        say("export.done.cut", &[("made", &made), ("count", &self.cut.to_string())])
    }
}

impl NotMade {
    /// Why it was not made, as one sentence.
    pub fn sentence(&self) -> String {
        match self {
            NotMade::Store(problem) => problem.sentence(),
            NotMade::Format(ExportProblem::TooLarge { .. }) => say("export.too-large", &[]),
            NotMade::Format(ExportProblem::NotMade { .. }) => say("export.not-made", &[]),
        }
    }

    /// Whether a file is in the way that may be replaced.
    pub fn is_in_the_way(&self) -> bool {
        matches!(self, NotMade::Store(StoreProblem::AlreadyThere { .. }))
    }

    /// The exit code of the command line.
    pub fn exit_code(&self) -> u8 {
        match self {
            NotMade::Store(problem) => problem.exit_code(),
            NotMade::Format(_) => 5,
        }
    }
}
