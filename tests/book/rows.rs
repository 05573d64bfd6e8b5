//! Rows of text in every writing that councils' machines leave, and what happens where they are broken.

use super::{is_bounded, read, refused, shown};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use ropa::formats::import::book::{Cell, looks_like_rows};

const TABLE: &str = "Function,Purpose\r\n\"Café, Müller\",£5 – ‘fees’\r\n,\r\n\"two\nlines\",\"say \"\"so\"\"\"\r\n";

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    read(bytes).sheets[0].rows.iter().map(|row| row.iter().map(shown).collect()).collect()
}

/// The text in two bytes a letter.
fn wide(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|letter| if big { letter.to_be_bytes() } else { letter.to_le_bytes() }).collect()
}

#[test]
fn every_writing_gives_the_same_rows() {
    let expected =
        [vec!["Function", "Purpose"], vec!["Café, Müller", "£5 – ‘fees’"], vec![], vec!["two\nlines", "say \"so\""]];
    for (name, bytes) in [
        ("UTF-8", TABLE.as_bytes().to_vec()),
        ("UTF-8", [b"\xEF\xBB\xBF", TABLE.as_bytes()].concat()),
        (UTF_16LE.name(), wide(TABLE, false)),
        (UTF_16LE.name(), [&[0xFF, 0xFE][..], &wide(TABLE, false)].concat()),
        (UTF_16BE.name(), wide(TABLE, true)),
        (UTF_16BE.name(), [&[0xFE, 0xFF][..], &wide(TABLE, true)].concat()),
        (WINDOWS_1252.name(), WINDOWS_1252.encode(TABLE).0.into_owned()),
    ] {
        assert_eq!(rows(&bytes), expected, "{name}");
        assert_eq!(read(&bytes).encoding, Some(name));
        assert!(looks_like_rows(&bytes), "{name}");
    }
}

#[test]
fn the_separator_is_the_one_that_makes_the_rows_alike() {
    for (text, expected) in [
        ("a,b,c\n1,2,3\n", [vec!["a", "b", "c"], vec!["1", "2", "3"]]),
        ("a;b\n\"1,2,3\";x, y\n", [vec!["a", "b"], vec!["1,2,3", "x, y"]]),
        ("a\tb\n1, 2; 3\t4\n", [vec!["a", "b"], vec!["1, 2; 3", "4"]]),
        ("a,b\n\"1;2\n;3;\",\"4\t5\"\n", [vec!["a", "b"], vec!["1;2\n;3;", "4\t5"]]),
        ("sep=|\na|b\n1,2|3;4\n", [vec!["a", "b"], vec!["1,2", "3;4"]]),
        ("sep=;\r\na;b\r\n1,2;3,4\r\n", [vec!["a", "b"], vec!["1,2", "3,4"]]),
        ("Heading only\nand its row, with a comma\n", [vec!["Heading only"], vec!["and its row, with a comma"]]),
    ] {
        assert_eq!(rows(text.as_bytes()), expected, "{text}");
    }
    assert_eq!(rows(b"a;b;c\n1;2\n1;2;3;4, 5\n")[2], ["1", "2", "3", "4, 5"], "rows of all lengths");
    let banner = "Council register; draft\n\n\nFunction,Purpose,Retention\nPayroll,Pay,6 years\nWaste,Bins,1 year\n";
    assert_eq!(rows(banner.as_bytes())[3], ["Function", "Purpose", "Retention"]);
}

#[test]
fn ragged_rows_lone_line_ends_and_loose_quotation_marks_lose_nothing() {
    assert_eq!(
        rows(b"a,b,c\rone\r\rx,,\r,,,5th\n\"quoted\" and more,5\" pipe,o'clock"),
        [
            vec!["a", "b", "c"],
            vec!["one"],
            vec![],
            vec!["x"],
            vec!["", "", "", "5th"],
            vec!["quoted and more", "5\" pipe", "o'clock"],
        ]
    );
    assert_eq!(*read(b"tel\n01214960000\n").sheets[0].cell(1, 0), Cell::Text("01214960000".into()), "as typed");
}

#[test]
fn broken_text_is_refused_with_its_line() {
    for (bytes, words) in [
        (b"a,b\n1,\"never closed\n2,3\n".to_vec(), "opens at line 2 is never closed"),
        (b"a,b\nx\0y,2\n".to_vec(), "Line 2 holds characters that no text has (NUL)"),
        ("caf\u{e9},d\u{e9}j\u{e0}\n".bytes().chain(*b"x,\xff\n").collect(), "Line 2 holds letters"),
        ([&[0xFF, 0xFE][..], &wide("a,b\n", false), &[0x00, 0xD8], &wide("x", false)].concat(), "Line 2 holds letters"),
        (["a,b\n1,2\n", &",".repeat(16_384)].concat().into_bytes(), "line 3 it has more than 16,384 columns"),
        (b"a,b\n1,".iter().copied().chain(std::iter::repeat_n(b'x', 1_000_010)).collect(), "line 2, column B"),
    ] {
        let sentence = refused(&bytes);
        assert!(sentence.contains(words), "{sentence}");
    }
}

#[test]
fn a_line_without_end_is_refused_before_it_is_held() {
    let endless: Vec<u8> = std::iter::repeat_n(b"0123456789".as_slice(), 20_000_000).flatten().copied().collect();
    assert!(refused(&endless).contains("larger than 32 MB"));
    assert!(refused(&endless[..33_000_000]).contains("more than a million characters"));
}

#[test]
fn two_million_cells_are_the_most() {
    let fits = "1,\n".repeat(1_000);
    assert_eq!(read(fits.as_bytes()).sheets[0].rows.len(), 1_000);
    let refusal = refused(&b"1,2,3,4,5,6,7,8\n".repeat(250_001));
    assert!(refusal.contains("At row 250001 it passes 2 million cells"), "{refusal}");
    let refusal = refused(&b"\n".repeat(1_048_577).into_iter().chain(*b"x").collect::<Vec<u8>>());
    assert!(refusal.contains("1048577"), "{refusal}");
}

#[test]
fn rows_with_any_byte_changed_or_cut_anywhere_are_read_or_refused() {
    let texts: [Vec<u8>; 3] = [TABLE.into(), wide(TABLE, false), WINDOWS_1252.encode(TABLE).0.into_owned()];
    let mut refusals = 0;
    for bytes in &texts {
        for at in 0..bytes.len() {
            let _ = is_bounded(&format!("cut at {at}"), &bytes[..at]);
            for value in [0, b'"', b'\r', b'\n', b',', 0xFF, bytes[at] ^ 0x80] {
                let mut changed = bytes.clone();
                changed[at] = value;
                refusals += usize::from(is_bounded(&format!("byte {at} made {value}"), &changed).is_err());
            }
        }
    }
    assert!(refusals > 50, "{refusals}");
}

#[test]
fn prose_json_and_pages_are_no_rows() {
    for text in [
        "Privacy notice\n\nWe collect your name, address and date of birth. We keep it for six years.\n\nContact us.\n",
        "{\"a\": [1, 2],\n \"b\": 3}",
        "<html><p>one, two</p></html>",
        "%PDF-1.4",
        "",
    ] {
        assert!(!looks_like_rows(text.as_bytes()), "{text}");
    }
}
