//! Where columns went is remembered in the person's own folder, by the headings of a sheet.

use ropa::shell::matchings::Matchings;
use ropa::shell::own_folder::OwnFolder;
use std::sync::Arc;

#[test]
fn a_matching_comes_back_for_a_sheet_with_the_same_headings_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let own = OwnFolder::at(&folder.path().join("not there yet"));
    let text = |text: &str| -> Arc<str> { text.into() };
    let columns = [(text("What for?"), Some(text("purposes"))), (text("Colour"), None)];
    assert!(Matchings::read(&own).remember(&columns));
    let read = Matchings::read(&own);
    assert_eq!(
        read.for_headings(&[text("COLOUR"), text("what for?")]),
        [(text("COLOUR"), None), (text("what for?"), Some(text("purposes")))]
    );
    assert!(read.for_headings(&[text("What for?")]).is_empty());
    std::fs::write(own.matchings().unwrap(), "{ half").unwrap();
    assert!(Matchings::read(&own).for_headings(&[text("Colour"), text("What for?")]).is_empty());
}
