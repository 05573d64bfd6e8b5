//! CISO Assistant: its workbook of one processing with six sheets beside it, and its flat sheet of processings.

mod codes;
mod rows;
mod sheets;

use crate::domain::Text;
use crate::domain::words::say;
use crate::formats::import::book::Book;
use crate::formats::import::brought::{Brought, Kind, Skipped, Source};
use crate::formats::import::choices::{Progress, Refusal, Setting};
use crate::formats::import::drafting::{Unfinished, finish};
use rows::Draft;
use sheets::{Row, Sheets, Table};

/// Whether a book is CISO Assistant's, by the names of its sheets and its headings.
pub fn is(book: &Book) -> bool {
    Sheets::of(book).is_some()
}

/// What the book brings: an activity for each processing. Rows that belong to none, and sheets of something else, are told.
///
/// # Errors
/// The book is none of CISO Assistant's, or the officer stopped it.
pub fn bring(book: &Book, setting: &Setting, progress: &dyn Progress) -> Result<Brought, Refusal> {
    let Some(sheets) = Sheets::of(book) else {
        return Err(Refusal(say("ciso.not-one", &[("file", setting.file)])));
    };
    let main = &sheets.main;
    let processings = main.rows();
    let mut brought = Brought {
        source: Source {
            file: setting.file.into(),
            kind: Kind::CisoAssistant,
            sheet: (!main.sheet.name.is_empty()).then(|| main.sheet.name.clone()),
            encoding: book.encoding,
            heading_row: Some(main.heading_row + 1),
        },
        mapping: main.mapping(rows::field_of),
        ..Brought::default()
    };
    let mut unfinished = Vec::new();
    let mut taken: Vec<Vec<Row>> = vec![Vec::new(); sheets.beside.len()];
    for (done, row) in processings.iter().enumerate() {
        if !progress.goes_on(done, processings.len()) {
            return Err(Refusal(say("import.stopped", &[])));
        }
        let mut draft = Draft::new(setting);
        draft.processing(main, *row);
        let names = [main.words(*row, "ref_id"), main.words(*row, "name"), main.words(*row, "id")];
        let of_it = |table: &Table| -> Vec<Row> {
            let is_alone = processings.len() == 1;
            table.rows().into_iter().filter(|child| table.belongs(*child, &names, is_alone)).collect()
        };
        for (place, table) in sheets.beside.iter().enumerate() {
            let rows = of_it(table);
            draft.beside(table, &rows);
            if let Some(taken) = taken.get_mut(place) {
                taken.extend(rows);
            }
        }
        let key = names.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| (row.0 + 1).to_string().into());
        unfinished.push(Unfinished::keyed(draft.finished(), key, row.0 + 1));
    }
    for (table, taken) in sheets.beside.iter().zip(&taken) {
        let left = table.rows().into_iter().filter(|row| !taken.contains(row));
        brought.skipped.extend(left.map(|row| skipped(row.0, &table.sheet.name, "ciso.belongs-to-none")));
    }
    for other in &sheets.others {
        let filled = (0..other.rows.len()).filter(|row| other.rows.get(*row).is_some_and(|cells| !cells.is_empty()));
        brought.skipped.extend(filled.map(|row| skipped(row, &other.name, "ciso.other-sheet")));
    }
    for table in std::iter::once(main).chain(&sheets.beside) {
        let above =
            (0..table.heading_row).filter(|row| table.sheet.rows.get(*row).is_some_and(|cells| !cells.is_empty()));
        brought.skipped.extend(above.map(|row| skipped(row, &table.sheet.name, "import.skip.above")));
    }
    finish(unfinished, &mut brought);
    Ok(brought)
}

fn skipped(row: usize, sheet: &Text, id: &str) -> Skipped {
    let sheet = (!sheet.is_empty()).then(|| sheet.clone());
    Skipped { row: row + 1, sheet, reason: say(id, &[]) }
}
