//! Files that are no notice are refused in one sentence, at once.

use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::choices::Setting;
use ropa::formats::notice;
use std::time::{Duration, Instant};

#[test]
fn what_is_no_notice_is_refused_in_a_sentence_that_names_the_file() {
    let long = "word\n".repeat(20_001);
    let page = "<p>word</p>".repeat(20_002);
    let large = vec![b'a'; 8 * 1024 * 1024 + 1];
    let cases: [(&str, &[u8]); 8] = [
        ("a PDF", b"%PDF-1.7 stream"),
        ("a Word file", b"PK\x03\x04 word/document.xml"),
        ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1"),
        ("no text", b"text\0with\0nothing"),
        ("an empty file", b""),
        ("a page without words", b"<html><body><p> </p><script>x</script></body></html>"),
        ("too many lines", long.as_bytes()),
        ("too many paragraphs", page.as_bytes()),
    ];
    for (name, bytes) in cases.into_iter().chain([("too many bytes", large.as_slice())]) {
        let refusal = notice::read(bytes, "notice.txt").expect_err(name);
        assert!(refusal.0.contains("notice.txt"), "{name}: {}", refusal.0);
        assert!(!refusal.0.contains('\n') && refusal.0.len() < 200, "{name}: {}", refusal.0);
    }
}

#[test]
fn deep_nesting_and_unclosed_tags_take_no_time() {
    let begun = Instant::now();
    let deep = format!("<html>{}words{}", "<div><ul><li><b>".repeat(100_000), "</b></li>".repeat(100_000));
    let open = format!("<p>{}", "<font size='2".repeat(100_000));
    let comments = "<!-- ".repeat(100_000) + "<p>words</p>";
    let entities = format!("<p>{}</p>", "&amp;&#146;&nope;&".repeat(100_000));
    let signs = "<".repeat(200_000) + ">";
    let lines = "<!-- \n".repeat(100_000);
    let lexicon = Lexicon::default();
    let setting = Setting { file: "page.html", lexicon: &lexicon, today: jiff::civil::date(2026, 11, 25) };
    for text in [deep, open, comments, entities, lines, signs] {
        if let Ok(notice) = notice::read(text.as_bytes(), "page.html") {
            notice::bring(&notice, &setting);
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
