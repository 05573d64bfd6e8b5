//! The gate that every text passes on its way to the terminal, and measuring.

use std::fs;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;
use ropa::domain::text::{Clean, ascii, clean, clean_lines, clip, clip_ascii, pad, width, width_before, wrap};
use unicode_segmentation::UnicodeSegmentation;

const HOSTILE: &str = "/work/shared/samples/hostile";

#[test]
fn legitimate_text_stands_as_it_is() {
    let texts = [
        "Payroll and pensions",
        "",
        "Cyngor Sir Ynys Môn: ŵyl, tŷ, â, Ŵ, Ŷ",
        "w\u{302}yl",
        "école, Łódź, Straße, ñandú, Ångström, Đặng Thị Hồng",
        "‘single’ “double” – dash … £5 € ½ × ©",
        "خدمات اجتماعية",
        "می\u{200c}خواهم",
        "\u{644}\u{200d}\u{645}",
        "שלום עולם",
        "नमस्ते क्\u{200d}ष र्\u{200c}य",
        "ශ්\u{200d}රී ලංකා",
        "தமிழ் বাংলা ਪੰਜਾਬੀ ગુજરાતી",
        "ไทย ខ្មែរ မြန်မာ",
        "中文 日本語 ｶﾞ 한국어",
        "Ελληνικά Українська Հայերեն ქართული",
        "❤️ ☎️ ☎︎ ©️ 1️⃣ #️⃣",
        "👩\u{200d}👩\u{200d}👧 👩🏽\u{200d}⚖️ 🏳️\u{200d}🌈 🏴\u{200d}☠️ ⛹🏻\u{200d}♂️",
        "🇬🇧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "two  spaces\u{a0}and\u{202f}hard ones",
        "‹U+202E›",
    ];
    for text in texts {
        assert_eq!(clean(text).as_str(), text);
    }
}

#[test]
fn what_is_unsafe_stands_there_as_a_mark() {
    let rows = [
        ("a\u{1b}[31mb", "a‹U+001B›[31mb"),
        ("\u{0}\u{7}\u{8}\u{7f}\u{85}\u{9b}", "‹U+0000›‹U+0007›‹U+0008›‹U+007F›‹U+0085›‹U+009B›"),
        ("lone\rreturn", "lone‹U+000D›return"),
        ("invoice\u{202e}fdp.exe", "invoice‹U+202E›fdp.exe"),
        ("\u{202a}\u{202c}\u{2066}\u{2069}", "‹U+202A›‹U+202C›‹U+2066›‹U+2069›"),
        ("\u{200e}\u{200f}\u{61c}", "‹U+200E›‹U+200F›‹U+061C›"),
        ("pay\u{200b}roll", "pay‹U+200B›roll"),
        ("pay\u{200d}roll pay\u{200c}roll", "pay‹U+200D›roll pay‹U+200C›roll"),
        ("\u{feff}title", "‹U+FEFF›title"),
        ("co\u{ad}operate\u{2060}", "co‹U+00AD›operate‹U+2060›"),
        ("a\u{e0041}\u{e0042}", "a‹U+E0041›‹U+E0042›"),
        ("🏴\u{e0067}\u{e007f}", "🏴‹U+E0067›‹U+E007F›"),
        ("a\u{fe0f} 中\u{e0100} ❤\u{fe0f}\u{fe0f} 1\u{fe0f}", "a‹U+FE0F› 中‹U+E0100› ❤\u{fe0f}‹U+FE0F› 1‹U+FE0F›"),
        ("❤\u{200d}", "❤‹U+200D›"),
        ("س\u{200c}\u{200c}ب س\u{200c} ب", "س‹U+200C›‹U+200C›ب س‹U+200C› ب"),
        ("a\u{2028}b\u{2029}", "a‹U+2028›b‹U+2029›"),
        ("\u{fff9}a\u{fffa}b\u{fffb}", "‹U+FFF9›a‹U+FFFA›b‹U+FFFB›"),
        ("\u{fdd0}\u{fffe}\u{10ffff}", "‹U+FDD0›‹U+FFFE›‹U+10FFFF›"),
        ("\u{3164}\u{115f}\u{34f}", "‹U+3164›‹U+115F›‹U+034F›"),
        ("\u{301}accent with nothing under it", "‹U+0301›accent with nothing under it"),
        ("\u{1161}", "‹U+1161›"),
    ];
    for (text, expected) in rows {
        assert_eq!(clean(text).as_str(), expected);
    }
}

#[test]
fn line_breaks_and_tabs_are_spaces_in_one_line() {
    assert_eq!(clean("a\nb\r\nc\td").as_str(), "a b c d");
    assert_eq!(clean("ŵ\nb\r\nc\td\n").as_str(), "ŵ b c d ");
}

#[test]
fn a_text_of_several_lines_is_cleaned_line_by_line() {
    let rows: [(&str, &[&str]); 5] = [
        ("", &[""]),
        ("one", &["one"]),
        ("one\r\n\ttwo\n\nfour", &["one", " two", "", "four"]),
        ("one\n", &["one", ""]),
        ("a\rb\u{2028}c\n\u{301}", &["a‹U+000D›b‹U+2028›c", "‹U+0301›"]),
    ];
    for (text, expected) in rows {
        let lines: Vec<String> = clean_lines(text).into_iter().map(String::from).collect();
        assert_eq!(lines, expected, "{text:?}");
    }
}

#[test]
fn widths_are_the_columns_that_ratatui_fills() {
    let rows = [
        ("", 0),
        ("payroll", 7),
        ("w\u{302}yl", 3),
        ("中文", 4),
        ("👩\u{200d}👩\u{200d}👧", 2),
        ("🇬🇧", 2),
        ("❤️", 2),
        ("\u{200b}", 8),
        ("שלום", 4),
    ];
    for (text, expected) in rows {
        assert_eq!(width(&clean(text)), expected, "{text:?}");
        assert_eq!(filled(&clean(text)), expected, "{text:?}");
    }
}

const UNTOUCHED: &str = "untouched";

/// The columns that a text fills when it is drawn.
fn filled(text: &Clean) -> usize {
    let mut buffer = Buffer::filled(Rect::new(0, 0, 400, 1), Cell::new(UNTOUCHED));
    Span::raw(text.as_str().to_owned()).render(buffer.area, &mut buffer);
    buffer.content.iter().take_while(|cell| cell.symbol() != UNTOUCHED).count()
}

#[test]
fn a_text_that_is_too_wide_ends_in_three_dots() {
    let rows = [
        ("payroll", 7, "payroll"),
        ("payroll", 6, "payro…"),
        ("payroll", 1, "…"),
        ("payroll", 0, ""),
        ("中文字", 6, "中文字"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中…"),
        ("中", 1, "…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("👩\u{200d}👩\u{200d}👧ab", 3, "👩\u{200d}👩\u{200d}👧…"),
        ("🇬🇧🇬🇧", 3, "🇬🇧…"),
    ];
    for (text, columns, expected) in rows {
        assert_eq!(clip(&clean(text), columns).as_str(), expected, "{text} in {columns}");
    }
    assert_eq!(clip_ascii(&clean("payroll"), 6).as_str(), "pay...");
    assert_eq!(clip_ascii(&clean("payroll"), 2).as_str(), "..");
    assert_eq!(clip_ascii(&clean("payroll"), 7).as_str(), "payroll");
}

#[test]
fn padding_fills_the_columns_exactly() {
    for (text, columns, expected) in
        [("ab", 4, "ab  "), ("abcde", 4, "abc…"), ("中文", 3, "中…"), ("中文字", 4, "中… "), ("", 0, "")]
    {
        assert_eq!(pad(&clean(text), columns).as_str(), expected);
    }
}

#[test]
fn lines_break_between_words_and_long_words_between_letters() {
    let rows: [(&str, usize, &[&str]); 11] = [
        ("", 10, &[""]),
        ("   ", 10, &[""]),
        ("school transport", 20, &["school transport"]),
        ("school transport", 10, &["school", "transport"]),
        ("school transport escorts", 17, &["school transport", "escorts"]),
        ("a  b   c", 4, &["a  b", "c"]),
        ("  indented words here", 10, &["  indented", "words here"]),
        ("an unbreakable word", 6, &["an", "unbrea", "kable", "word"]),
        ("中文字", 5, &["中文", "字"]),
        ("中文", 1, &["中", "文"]),
        ("about 10\u{a0}days", 8, &["about", "10\u{a0}days"]),
    ];
    for (text, columns, expected) in rows {
        let lines: Vec<String> = wrap(&clean(text), columns).into_iter().map(String::from).collect();
        assert_eq!(lines, expected, "{text} in {columns}");
    }
}

#[test]
fn a_terminal_without_unicode_gets_the_same_words() {
    let rows = [
        ("Cyngor Sir Ynys Môn: ŵyl, tŷ", "Cyngor Sir Ynys Mon: wyl, ty"),
        ("Łódź Straße Þór Æsir", "Lodz Strasse Thor AEsir"),
        ("‘school’ “transport” – dash…", "'school' \"transport\" - dash..."),
        ("┌─┬─┐ │a║ ╰═╯ ▓", "+-+-+ |a| +-+ #"),
        ("(•) £5 ½ × ² ™", "(*) GBP5 1/2 x 2 TM"),
        ("pay\u{200b}roll", "pay<U+200B>roll"),
        ("中文 👩\u{200d}👩\u{200d}👧 ❤️ 1️⃣", "?? ? ? 1"),
        ("a\u{a0}b", "a b"),
    ];
    for (text, expected) in rows {
        assert_eq!(ascii(&clean(text)).as_str(), expected, "{text}");
    }
}

#[test]
fn the_cursor_is_placed_behind_what_is_shown() {
    let line = "a\u{200b}中می\u{200c}خ";
    let rows = [("", 0), ("a", 1), ("a\u{200b}", 9), ("a\u{200b}中", 11), ("a\u{200b}中می\u{200c}", 13), (line, 14)];
    for (before, expected) in rows {
        assert_eq!(width_before(line, before.len()), expected, "{before:?}");
    }
}

#[test]
fn hostile_files_are_safe_to_show() {
    let Some(texts) = hostile_texts() else {
        eprintln!("skipped: {HOSTILE} is not on this machine");
        return;
    };
    assert!(texts.len() > 500, "only {} hostile texts found", texts.len());
    for text in texts {
        laws(&text, 20);
    }
}

fn hostile_texts() -> Option<Vec<String>> {
    let naughty = fs::read_to_string(format!("{HOSTILE}/naughty-strings/blns.json")).ok()?;
    let mut texts: Vec<String> = serde_json::from_str(&naughty).unwrap();
    for entry in fs::read_dir(format!("{HOSTILE}/JSONTestSuite/test_parsing")).ok()? {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        // The longest is 100,000 brackets.
        texts.push(text.chars().take(300).collect());
        if let Ok(serde_json::Value::Array(values)) = serde_json::from_slice(&bytes) {
            texts.extend(values.iter().filter_map(|value| value.as_str()).map(str::to_owned));
        }
    }
    Some(texts)
}

/// What holds for every text and width.
fn laws(text: &str, columns: usize) {
    let shown = clean(text);
    assert_safe(shown.as_str());
    assert_eq!(clean(shown.as_str()), shown, "cleaning twice: {text:?}");
    for line in clean_lines(text) {
        assert_safe(line.as_str());
    }

    let clipped = clip(&shown, columns);
    assert!(width(&clipped) <= columns, "{clipped:?} in {columns}");
    assert!(width(&clip_ascii(&shown, columns)) <= columns);
    assert_eq!(width(&pad(&shown, columns)), columns, "{text:?}");
    let kept = match clipped == shown {
        true => shown.as_str(),
        false => clipped.as_str().strip_suffix('…').unwrap_or_default(),
    };
    assert!(shown.as_str().starts_with(kept));
    assert!(
        kept.is_empty() || shown.as_str().grapheme_indices(true).any(|(start, one)| start + one.len() == kept.len())
    );

    let lines = wrap(&shown, columns);
    for line in &lines {
        assert!(width(line) <= columns || line.as_str().graphemes(true).count() == 1, "{line:?} in {columns}");
    }
    let solid = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let wrapped: String = lines.iter().map(Clean::as_str).collect();
    assert_eq!(solid(&wrapped), solid(shown.as_str()));

    assert!(ascii(&shown).as_str().bytes().all(|byte| matches!(byte, b' '..=b'~')), "{text:?}");
    for (place, _) in text.grapheme_indices(true) {
        assert!(width_before(text, place) <= width(&shown));
    }
}

/// A second opinion on what may reach a terminal, written apart from the gate: none of these characters, except joiners and
/// selectors with the right neighbours and the tags of three flags; and nothing without width.
fn assert_safe(shown: &str) {
    let without_flags = shown.replace("🏴󠁧󠁢󠁷󠁬󠁳󠁿", "").replace("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "").replace("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "");
    let letters: Vec<char> = without_flags.chars().collect();
    for (place, &letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).map_or(' ', |before| letters[before]);
        let after = letters.get(place + 1).copied().unwrap_or(' ');
        let allowed = match u32::from(letter) {
            0x200C | 0x200D => {
                !before.is_ascii() && !after.is_ascii() && !before.is_whitespace() && !after.is_whitespace()
            }
            0xFE0E | 0xFE0F if before.is_ascii() => after == '\u{20e3}',
            0xFE0E | 0xFE0F => !before.is_alphabetic() || matches!(before, 'ℹ' | 'Ⓜ' | '\u{1f000}'..),
            0xAD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x200B | 0x200E | 0x200F | 0x2028..=0x202E | 0x2060..=0x206F => {
                false
            }
            0x3164 | 0xFE00..=0xFE0D | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0xFDD0..=0xFDEF | 0xE0000..=0xE0FFF => false,
            number => !letter.is_control() && number % 0x10000 < 0xFFFE,
        };
        assert!(allowed, "U+{:04X} in {shown:?}", u32::from(letter));
    }
    for grapheme in shown.graphemes(true) {
        assert!(width(&clean(grapheme)) > 0, "{grapheme:?} in {shown:?}");
    }
}

fn awkward() -> impl Strategy<Value = String> {
    let letters: Vec<char> =
        "ab  1#\n\r\t\u{1b}\u{9b}\u{301}\u{200b}\u{200c}\u{200d}\u{200e}\u{202e}\u{2028}\u{2066}\u{fe0e}\u{fe0f}\u{20e3}\
        👩🏽❤🇬🇧🏴󠁧󠁢󠁷󠁬󠁳󠁿中각\u{1100}\u{1161}\u{11a8}क्षشس\u{64b}\u{600}\u{110bd}\u{ff9e}\u{fffe}\u{feff}\u{ad}\u{e0041}‹›…ŵ"
            .chars()
            .collect();
    let letter = prop_oneof![6 => prop::sample::select(letters), 1 => any::<char>()];
    prop::collection::vec(letter, 0..24).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn whatever_comes_in_is_safe_and_fits(text in awkward(), columns in 0usize..30) {
        laws(&text, columns);
    }

    #[test]
    fn ratatui_draws_all_of_a_clean_text(text in awkward()) {
        let shown = clean(&text);
        prop_assert_eq!(filled(&shown), width(&shown));
    }
}
