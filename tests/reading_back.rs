//! What is to be saved is read back, one activity after the other: what does not come out as it went in is not saved.

use crate::register_file::{EVERY_MEMBER, PAGE};
use ropa::domain::id::Ids;
use ropa::formats::json::beginning::stamp;
use ropa::formats::json::read_back::reads_back;
use ropa::formats::json::{Form, read, write};

fn is_whole(text: &str) -> bool {
    reads_back(text.as_bytes(), Form::default(), &mut Ids::seeded(7))
}

#[test]
fn what_we_write_reads_back_in_every_form() {
    let empty = r#"{"format":"ropa-register","version":1,"id":"h5v0n3wc","activities":[]}"#;
    let none = r#"{"format":"ropa-register","version":1,"id":"h5v0n3wc"}"#;
    for text in [PAGE, EVERY_MEMBER, empty, none] {
        for (byte_order_mark, windows_line_ends) in [(false, false), (true, false), (false, true), (true, true)] {
            let form = Form { byte_order_mark, windows_line_ends };
            let register = read(text.as_bytes(), &mut Ids::seeded(7)).unwrap().register;
            assert!(reads_back(&write(&register, form), form, &mut Ids::seeded(7)), "{form:?} {text}");
        }
    }
}

#[test]
fn what_reads_back_otherwise_is_found() {
    assert!(is_whole(PAGE));
    let id = &read(PAGE.as_bytes(), &mut Ids::seeded(7)).unwrap().register.activities()[0].id.clone();
    let own = format!("\"id\": \"{}\"", id.as_str());
    let file = read(PAGE.as_bytes(), &mut Ids::seeded(7)).unwrap().register.file().id.clone();
    let cases = [
        ("a space too many", PAGE.replacen(&own, &own.replace(": ", ":  "), 1)),
        ("a letter escaped", PAGE.replacen("\"title\": \"", "\"title\": \"\\u0041", 1)),
        ("no id", PAGE.replacen(&own, "\"id\": \"\"", 1)),
        ("the id of the register", PAGE.replacen(&own, &format!("\"id\": \"{}\"", file.as_str()), 1)),
        ("cut short", PAGE[..PAGE.len() - 4].to_owned()),
        ("something behind it", format!("{PAGE}{{}}\n")),
        ("another order", PAGE.replacen("\n  \"version\": 1,", "", 1).replacen("{\n", "{\n  \"version\": 1,\n", 1)),
    ];
    for (what, text) in cases {
        assert_ne!(text, PAGE, "{what}");
        assert!(!is_whole(&text), "{what}");
    }
}

#[test]
fn the_stamp_is_found_among_the_first_bytes() {
    let whole = read(EVERY_MEMBER.as_bytes(), &mut Ids::seeded(7)).unwrap().register;
    let wanted = whole.stamp().cloned();
    assert!(wanted.is_some());
    let end = EVERY_MEMBER.find("\"organisation\"").unwrap();
    assert_eq!(stamp(&EVERY_MEMBER.as_bytes()[..end]), wanted);
    assert_eq!(stamp(format!("\u{feff}{EVERY_MEMBER}").as_bytes()), wanted);
    let start = EVERY_MEMBER.find("\"saved\"").unwrap();
    assert_eq!(stamp(&EVERY_MEMBER.as_bytes()[..start + 20]), None);
    assert_eq!(stamp(b""), None);
}
