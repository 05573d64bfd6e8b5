//! The lines of a journal: read as they were written, and whatever happens to them, what stands before the damage is offered.

use proptest::prelude::*;
use ropa::domain::diff::{About, FieldChange};
use ropa::domain::field_path::FieldPath;
use ropa::formats::journal::{Entry, Header, Journal};
use serde_json::json;

fn change(title: &str) -> FieldChange {
    FieldChange {
        about: About::Activity("k7m2q9xd".into()),
        path: FieldPath::read("title").unwrap(),
        from: Some(json!("Before")),
        to: Some(json!(title)),
        after: None,
    }
}

fn header() -> Header {
    let text = |text: &str| text.to_owned();
    Header {
        register: text("h5v0n3wc"),
        path: text("/home/a/ropa.json"),
        sha256: text("00ff"),
        revision: Some(text("q8w2k7xn")),
        who: text("A Shah"),
        host: text("PC-204"),
        run: text("4hq0w8zr"),
        started: text("2026-11-24T10:42:07Z"),
    }
}

fn edit(number: u64, title: &str) -> Entry {
    Entry::Edit { number, label: "title".to_owned(), changes: vec![change(title)] }
}

fn entries() -> Vec<Entry> {
    vec![
        Entry::Header(header()),
        edit(1, "One\nand “two”"),
        edit(2, "Two"),
        Entry::Typing { changes: vec![change("Thr")] },
        edit(3, "Three"),
        Entry::Typing { changes: vec![change("Four")] },
    ]
}

fn bytes(entries: &[Entry]) -> Vec<u8> {
    entries.iter().flat_map(Entry::line).collect()
}

#[test]
fn a_journal_is_read_as_it_was_written() {
    let journal = Journal::read(&bytes(&entries()));
    assert_eq!(journal.header, Some(header()));
    assert_eq!(journal.changes, [change("One\nand “two”"), change("Two"), change("Three")]);
    assert_eq!(journal.typing, [change("Four")]);
    assert_eq!((journal.whole, journal.is_cut, journal.left.clone()), (bytes(&entries()).len(), false, None));
    let line = String::from_utf8(Entry::Saved.line()).unwrap();
    assert_eq!(line, format!("17 {:08x} {{\"entry\":\"saved\"}}\n", crc32fast::hash(b"{\"entry\":\"saved\"}")));
}

#[test]
fn a_save_takes_out_what_was_before_it_and_leaving_is_remembered() {
    let mut all = entries();
    all.push(Entry::Saved);
    assert!(Journal::read(&bytes(&all)).is_empty());
    all.push(edit(4, "Later"));
    all.push(Entry::Left { at: "2026-11-24T10:51:00Z".to_owned() });
    let journal = Journal::read(&bytes(&all));
    assert_eq!(journal.changes, [change("Later")]);
    assert_eq!(journal.left.as_deref(), Some("2026-11-24T10:51:00Z"));
}

#[test]
fn a_journal_cut_at_any_byte_offers_every_line_before_the_cut() {
    let (all, whole) = (entries(), bytes(&entries()));
    let ends: Vec<usize> =
        all.iter().scan(0, |end, entry| Some(*end + entry.line().len()).inspect(|next| *end = *next)).collect();
    for cut in 0..=whole.len() {
        let lines = ends.iter().filter(|end| **end <= cut).count();
        for tail in [&b""[..], &[0; 40], b"7 zz {}\n", b"x\n"] {
            let journal = Journal::read(&[&whole[..cut], tail].concat());
            let mut expected = Journal::read(&bytes(&all[..lines]));
            expected.is_cut = cut > ends.get(lines.wrapping_sub(1)).copied().unwrap_or(0) || !tail.is_empty();
            assert_eq!(journal, expected, "cut at {cut} with {tail:?} behind");
        }
    }
}

#[test]
fn a_bit_that_turned_stops_the_reading_at_its_line() {
    let (all, whole) = (entries(), bytes(&entries()));
    let mut start = 0;
    for (place, entry) in all.iter().enumerate() {
        let before = Journal::read(&bytes(&all[..place]));
        for at in start..start + entry.line().len() {
            for bit in 0..8 {
                let mut turned = whole.clone();
                turned[at] ^= 1 << bit;
                let journal = Journal::read(&turned);
                // A digit of the CRC may be written large.
                let same = journal == Journal::read(&whole);
                assert!(same || (journal.changes == before.changes && journal.is_cut), "byte {at}, bit {bit}");
            }
        }
        start += entry.line().len();
    }
}

#[test]
fn lines_in_an_odd_order_stop_the_reading() {
    let cases: [Vec<Entry>; 4] = [
        vec![edit(1, "One")],
        vec![Entry::Header(header()), edit(2, "Two")],
        vec![Entry::Header(header()), edit(1, "One"), edit(1, "Two")],
        vec![Entry::Header(header()), edit(1, "One"), Entry::Header(header())],
    ];
    for case in cases {
        let journal = Journal::read(&bytes(&case));
        assert!(journal.is_cut, "{case:?}");
        assert!(journal.changes.len() <= 1);
    }
    let newer = String::from_utf8(Entry::Header(header()).line()).unwrap().replace("\"version\":1", "\"version\":2");
    let json = newer.splitn(3, ' ').nth(2).unwrap().trim_end();
    let newer = format!("{} {:08x} {json}\n", json.len(), crc32fast::hash(json.as_bytes()));
    assert_eq!(Journal::read(newer.as_bytes()).header, None, "{newer}");
}

proptest! {
    #[test]
    fn nothing_that_is_no_journal_stops_the_program(content in prop::collection::vec(any::<u8>(), 0..400)) {
        let whole = bytes(&entries());
        let journal = Journal::read(&[&whole[..], &content].concat());
        prop_assert!(journal.whole >= whole.len());
        let _ = Journal::read(&content);
    }
}
