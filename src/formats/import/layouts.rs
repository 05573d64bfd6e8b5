//! Layouts of other systems, recognised by themselves.

pub mod ciso;
pub mod fides;
pub mod lg_inform;

use crate::formats::import::book::Book;
use crate::formats::import::brought::Kind;

/// The other system whose workbook or rows these are; none where its headings are nobody's that we know.
pub fn recognise(book: &Book) -> Option<Kind> {
    let known: [(Kind, fn(&Book) -> bool); 3] =
        [(Kind::LgInform, lg_inform::is), (Kind::CisoAssistant, ciso::is), (Kind::FidesDatamap, fides::is_datamap)];
    known.into_iter().find(|(_, is)| is(book)).map(|(kind, _)| kind)
}

/// The other system whose text this is: YAML or JSON.
pub fn recognise_text(text: &str) -> Option<Kind> {
    if fides::is_datamap_text(text) {
        return Some(Kind::FidesDatamap);
    }
    fides::is_manifest(text).then_some(Kind::FidesManifest)
}
