//! Layouts of other systems, recognised by themselves.

pub mod ciso;
pub mod fides;
pub mod lg_inform;

use crate::formats::import::book::Book;
use crate::formats::import::brought::Kind;

/// The other system whose workbook or rows these are; none where its headings are nobody's that we know.
pub fn recognise(book: &Book) -> Option<Kind> {
    if lg_inform::is(book) {
        return Some(Kind::LgInform);
    }
    if ciso::is(book) {
        return Some(Kind::CisoAssistant);
    }
    fides::is_datamap(book).then_some(Kind::FidesDatamap)
}

/// The other system whose text this is: YAML or JSON.
pub fn recognise_text(text: &str) -> Option<Kind> {
    if fides::is_datamap_text(text) {
        return Some(Kind::FidesDatamap);
    }
    fides::is_manifest(text).then_some(Kind::FidesManifest)
}
