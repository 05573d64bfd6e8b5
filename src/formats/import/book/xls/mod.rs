//! Excel's workbooks from 1997 to 2003 (XLS): a stream of records inside a compound file.

mod compound;
mod globals;
mod record;
mod sheet;
mod strings;

use super::Book;
use super::bounds::Budget;
use super::why::Why;
use compound::Compound;

/// The sheets of a workbook. Charts and macro sheets hold no rows and are no sheets here.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Book, Why> {
    let compound = Compound::open(bytes)?;
    if compound.has("EncryptedPackage") {
        return Err(Why::new("book.password"));
    }
    let stream = match compound.stream("Workbook")? {
        Some(stream) => stream,
        None if compound.has("Book") => return Err(Why::new("book.older-excel")),
        None => return Err(Why::new("book.other-document")),
    };
    let globals = globals::read(&stream)?;
    let mut book = Book::default();
    for listed in &globals.sheets {
        book.sheets.push(sheet::read(&stream, listed, &globals, budget)?);
    }
    if book.sheets.is_empty() {
        return Err(Why::new("book.no-sheets"));
    }
    Ok(book)
}
